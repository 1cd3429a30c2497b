/* Deaths inside a plugin: when it is set aside, what outlives it, how it comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "server/blame.h"

/* What would lie in a file. */
struct kept {
	enum az_aside aside;
	bool broken; /* it cannot be written */
	char plugin[AZ_PART_NAME], why[200];
};

static enum az_aside read_kept(void *self, const char *plugin)
{
	(void)plugin;
	return ((struct kept *)self)->aside;
}

static void write_kept(void *self, const char *plugin, const char *why)
{
	struct kept *kept = self;
	(void)snprintf(kept->plugin, sizeof kept->plugin, "%s", plugin);
	(void)snprintf(kept->why, sizeof kept->why, "%s", why);
	if (!kept->broken)
		kept->aside = AZ_ASIDE_FAILED;
}

static struct az_board board;
static struct kept kept;
static const struct az_master_hooks hooks = {.aside = read_kept, .set_aside = write_kept, .self = &kept};

static struct az_part *begin(struct az_blame *blame)
{
	az_log_threshold((enum az_log_level)(AZ_LOG_ERROR + 1));
	memset(&board, 0, sizeof board);
	kept = (struct kept){0};
	*blame = (struct az_blame){.board = &board, .hooks = &hooks};
	assert_int_equal(az_part_find(&board.plugins, "CHE", AZ_ASIDE_NOT), 0);
	assert_int_equal(az_part_find(&board.plugins, "MIN", AZ_ASIDE_NOT), 1);
	az_blame_refresh(blame);
	return &board.plugins.part[1];
}

static void die(struct az_blame *blame, int times)
{
	for (int i = 0; i < times; i++)
		az_blame_death(blame, 1, 0xabc, "signal=11");
}

static void three_within_a_minute_are_too_many(void **state)
{
	(void)state;
	int64_t deaths[AZ_BLAME_DEATHS] = {0};
	assert_false(az_blame_too_often(deaths, 1000));
	assert_false(az_blame_too_often(deaths, 1000));
	assert_true(az_blame_too_often(deaths, 1000 + AZ_BLAME_WITHIN)); /* the third a minute after the first */
	int64_t slow[AZ_BLAME_DEATHS] = {0};
	assert_false(az_blame_too_often(slow, 1000));
	assert_false(az_blame_too_often(slow, 1001));
	assert_false(az_blame_too_often(slow, 1001 + AZ_BLAME_WITHIN)); /* a moment later */
	assert_true(az_blame_too_often(slow, 1001 + AZ_BLAME_WITHIN));
}

static void one_plugin_does_not_count_for_another(void **state)
{
	(void)state;
	struct az_blame blame;
	struct az_part *part = begin(&blame);
	die(&blame, 2);
	az_blame_death(&blame, 0, 0, "status=1");
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_NOT);
	assert_int_equal(atomic_load(&part->deaths), 2);
	assert_int_equal(atomic_load(&board.plugins.part[0].deaths), 1);
	die(&blame, 1);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_FAILED);
	assert_int_equal(atomic_load(&board.plugins.part[0].aside), AZ_ASIDE_NOT);
	assert_string_equal(kept.plugin, "MIN");
	assert_string_equal(kept.why, "3 deaths within 60 s, the last in request 0000000000000abc: signal=11");
	/* A straggler changes nothing. */
	kept.why[0] = '\0';
	die(&blame, 3);
	assert_string_equal(kept.why, "");
	assert_int_equal(atomic_load(&part->deaths), 6);
}

static void brought_back_it_begins_anew(void **state)
{
	(void)state;
	struct az_blame blame;
	struct az_part *part = begin(&blame);
	die(&blame, 3);
	az_blame_refresh(&blame);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_FAILED);
	kept.aside = AZ_ASIDE_NOT; /* anzectl plugin enable */
	az_blame_refresh(&blame);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_NOT);
	die(&blame, 2);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_NOT);
	die(&blame, 1);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_FAILED);
}

static void the_operator_is_followed(void **state)
{
	(void)state;
	struct az_blame blame;
	struct az_part *part = begin(&blame);
	kept.aside = AZ_ASIDE_OPERATOR;
	az_blame_refresh(&blame);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_OPERATOR);
	assert_int_equal(atomic_load(&board.plugins.part[0].aside),
			 AZ_ASIDE_OPERATOR); /* this test has one file for all */
	kept.aside = AZ_ASIDE_NOT;
	az_blame_refresh(&blame);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_NOT);
}

static void what_cannot_be_kept_holds_until_the_next_start(void **state)
{
	(void)state;
	struct az_blame blame;
	struct az_part *part = begin(&blame);
	kept.broken = true;
	die(&blame, 3);
	az_blame_refresh(&blame);
	az_blame_refresh(&blame);
	assert_int_equal(atomic_load(&part->aside), AZ_ASIDE_FAILED);
}

static void metrics_tell_of_each_sector(void **state)
{
	(void)state;
	struct az_blame blame;
	static char text[16384];
	(void)begin(&blame);
	die(&blame, 3);
	size_t n = az_board_metrics(&board, text, sizeof text);
	assert_int_equal(n, strlen(text));
	assert_non_null(strstr(text, "\nanze_plugin_deaths_total{sector=\"CHE\"} 0\n"));
	assert_non_null(strstr(text, "\nanze_plugin_deaths_total{sector=\"MIN\"} 3\n"));
	assert_non_null(strstr(text, "\nanze_plugin_set_aside{sector=\"CHE\"} 0\n"));
	assert_non_null(strstr(text, "\nanze_plugin_set_aside{sector=\"MIN\"} 1\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_within_a_minute_are_too_many),
		cmocka_unit_test(one_plugin_does_not_count_for_another),
		cmocka_unit_test(brought_back_it_begins_anew),
		cmocka_unit_test(the_operator_is_followed),
		cmocka_unit_test(what_cannot_be_kept_holds_until_the_next_start),
		cmocka_unit_test(metrics_tell_of_each_sector),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
