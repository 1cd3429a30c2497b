/* What never changes is read once: who is asked again, what is forgotten first, what is never kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "store/db_private.h"

static const char kind[] = "thing", other_kind[] = "other";
static struct az_db *db;
static struct az_ctx ctx;
static int reads;
static size_t weight; /* bytes that a thing needs */
static enum az_result answer;

static int start(void **state)
{
	(void)state;
	struct az_db_settings settings = {.socket = "/nowhere", .user = "", .password = "", .name = ""};
	db = az_db_new(&settings);
	ctx = (struct az_ctx){.arena = az_arena_new((size_t)8 << 20), .db = db, .now = 1000};
	reads = 0;
	weight = 64;
	answer = AZ_OK;
	return db == NULL ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	az_db_free(db);
	az_arena_free(ctx.arena);
	return 0;
}

static enum az_result read_thing(struct az_ctx *reader, int64_t id, const void **out)
{
	int64_t *thing = az_alloc(reader->arena, weight);
	reads++;
	*thing = id * 10;
	*out = thing;
	return answer == AZ_OK ? AZ_OK : az_refuse(reader, answer, "common.not_found", NULL);
}

static int64_t get(const char *of, int64_t id)
{
	const void *thing = NULL;
	assert_int_equal(az_db_constant(&ctx, of, id, read_thing, &thing), AZ_OK);
	return *(const int64_t *)thing;
}

static void next_request(void)
{
	az_arena_reset(ctx.arena);
	ctx.now++;
}

static void read_once_and_told_apart_by_kind_and_id(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++, next_request()) {
		assert_int_equal(get(kind, 7), 70);
		assert_int_equal(get(kind, 8), 80);
		assert_int_equal(get(other_kind, 7), 70);
	}
	assert_int_equal(reads, 3);
}

static void the_one_that_lay_idle_longest_makes_room(void **state)
{
	(void)state;
	for (int64_t id = 0; id < AZ_CONSTANTS; id++, next_request())
		(void)get(kind, id);
	(void)get(kind, 0); /* now 1 is the one */
	next_request();
	(void)get(kind, 1000);
	next_request();
	reads = 0;
	(void)get(kind, 0);
	assert_int_equal(reads, 0);
	(void)get(kind, 1);
	assert_int_equal(reads, 1);
}

static void what_a_request_holds_stays_until_its_end(void **state)
{
	(void)state;
	const void *first = NULL;
	assert_int_equal(az_db_constant(&ctx, kind, 1, read_thing, &first), AZ_OK);
	for (int64_t id = 2; id <= 3 * AZ_CONSTANTS; id++)
		assert_int_equal(get(kind, id), id * 10);
	assert_int_equal(*(const int64_t *)first, 10);
	reads = 0;
	assert_int_equal(get(kind, 1), 10);
	assert_int_equal(reads, 0);
}

static void a_transaction_keeps_nothing(void **state)
{
	(void)state;
	db->depth = 1;
	assert_int_equal(get(kind, 5), 50);
	db->depth = 0;
	next_request();
	assert_int_equal(get(kind, 5), 50);
	assert_int_equal(reads, 2);
}

static void a_failure_and_what_is_too_large_are_asked_again(void **state)
{
	(void)state;
	const void *thing;
	answer = AZ_NOT_FOUND;
	assert_int_equal(az_db_constant(&ctx, kind, 5, read_thing, &thing), AZ_NOT_FOUND);
	assert_string_equal(ctx.problem.key, "common.not_found");
	answer = AZ_OK;
	next_request();
	assert_int_equal(get(kind, 5), 50);
	assert_int_equal(reads, 2);
	weight = (size_t)2 << 20;
	for (int i = 0; i < 2; i++, next_request())
		assert_int_equal(get(kind, 6), 60);
	assert_int_equal(reads, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(read_once_and_told_apart_by_kind_and_id, start, end),
		cmocka_unit_test_setup_teardown(the_one_that_lay_idle_longest_makes_room, start, end),
		cmocka_unit_test_setup_teardown(what_a_request_holds_stays_until_its_end, start, end),
		cmocka_unit_test_setup_teardown(a_transaction_keeps_nothing, start, end),
		cmocka_unit_test_setup_teardown(a_failure_and_what_is_too_large_are_asked_again, start, end),
	};
	return cmocka_run_group_tests_name("constant", tests, NULL, NULL);
}
