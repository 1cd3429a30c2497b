/* The places of a reply's template: which are filled in, which stay, what is no place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/reply_template.h"

static const struct az_reply_place places[] = {
	{{"bianhao", "number"}, "R2026-000001"},
	{{"shouli", "accept by"}, NULL},
	{{"kong", "empty"}, ""},
};
#define COUNT (sizeof places / sizeof places[0])

static struct az_arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

#define FILLED(body, expected) assert_string_equal(az_reply_fill(arena, body, places, COUNT), expected)

static void filled_in_either_language(void **state)
{
	(void)state;
	FILLED("no {number}, {bianhao}.", "no R2026-000001, R2026-000001.");
	FILLED("{number}", "R2026-000001");
	FILLED("a{empty}b", "ab");
	FILLED("", "");
}

static void what_is_not_known_stays(void **state)
{
	(void)state;
	FILLED("by {accept by} at {nowhere}", "by {accept by} at {nowhere}");
	FILLED("{number", "{number");
	FILLED("number}", "number}");
	FILLED("{}{number}", "{}R2026-000001");
	FILLED("{{number}}", "{R2026-000001}");
	FILLED("{num\nber} {number}", "{num\nber} R2026-000001");
}

static void places_are_found(void **state)
{
	(void)state;
	assert_string_equal(az_reply_place_in(arena, "x {nowhere} {number}", places, COUNT, false), "nowhere");
	assert_string_equal(az_reply_place_in(arena, "x {nowhere} {number}", places, COUNT, true), "number");
	assert_null(az_reply_place_in(arena, "x {number}", places, COUNT, false));
	assert_null(az_reply_place_in(arena, "x", places, COUNT, true));
	/* Sixty bytes are a name, sixty-one are text. */
	assert_non_null(az_reply_place_in(arena, "{123456789012345678901234567890123456789012345678901234567890}", places,
					  COUNT, false));
	assert_null(az_reply_place_in(arena, "{1234567890123456789012345678901234567890123456789012345678901}", places,
				      COUNT, false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filled_in_either_language),
		cmocka_unit_test(what_is_not_known_stays),
		cmocka_unit_test(places_are_found),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
