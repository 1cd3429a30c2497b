/* Form tokens: what they are bound to, and both sides of each age. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/secret.h"
#include "server/token.h"

#define AGE (12 * AZ_HOUR)
#define NOW INT64_C(1800000000000)

static const unsigned char key[AZ_TOKEN_KEY] = "a key that is only for this test";
static struct az_arena *arena;

static int start(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 20);
	return az_secret_init() == AZ_OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static enum az_result check(const char *token, const char *purpose, const char *binder, int64_t now)
{
	return az_token_check(arena, key, purpose, binder, token, now, AGE);
}

static const char *make(void)
{
	return az_token_make(arena, key, "/report", "somebody", NOW);
}

static void is_good_for_its_form_and_owner(void **state)
{
	(void)state;
	const char *token = make();
	assert_int_equal(check(token, "/report", "somebody", NOW), AZ_OK);
	assert_int_equal(check(token, "/report", "somebody", NOW + 1), AZ_OK);
	assert_int_equal(check(token, "/report/track", "somebody", NOW), AZ_DENIED);
	assert_int_equal(check(token, "/report", "somebody else", NOW), AZ_DENIED);
	assert_int_equal(check(token, "/report", "", NOW), AZ_DENIED);
	assert_int_equal(check(token, "/repor", "tsomebody", NOW), AZ_DENIED);
}

static void both_sides_of_its_age(void **state)
{
	(void)state;
	const char *token = make();
	assert_int_equal(check(token, "/report", "somebody", NOW + AGE), AZ_OK);
	assert_int_equal(check(token, "/report", "somebody", NOW + AGE + 1), AZ_INVALID);
	assert_int_equal(check(token, "/report", "somebody", NOW + 1000 * AGE), AZ_INVALID);
}

static void made_by_a_clock_that_was_ahead(void **state)
{
	(void)state;
	const char *token = make();
	assert_int_equal(check(token, "/report", "somebody", NOW - AZ_TOKEN_SKEW), AZ_OK);
	assert_int_equal(check(token, "/report", "somebody", NOW - AZ_TOKEN_SKEW - 1), AZ_INVALID);
}

static void another_key(void **state)
{
	(void)state;
	static const unsigned char other[AZ_TOKEN_KEY] = "another key of the same length!!";
	assert_int_equal(az_token_check(arena, other, "/report", "somebody", make(), NOW, AGE), AZ_DENIED);
}

static void every_changed_character(void **state)
{
	(void)state;
	const char *token = make();
	size_t n = strlen(token);
	char changed[200];
	assert_true(n < sizeof changed);
	for (size_t i = 0; i < n; i++) {
		memcpy(changed, token, n + 1);
		changed[i] = token[i] == 'A' ? 'B' : 'A';
		assert_int_equal(check(changed, "/report", "somebody", NOW), AZ_DENIED);
	}
	for (size_t length = 0; length < n; length++) {
		memcpy(changed, token, n + 1);
		changed[length] = '\0';
		assert_int_equal(check(changed, "/report", "somebody", NOW), AZ_DENIED);
	}
	memcpy(changed, token, n);
	memcpy(changed + n, "AAAA", 5);
	assert_int_equal(check(changed, "/report", "somebody", NOW), AZ_DENIED);
	assert_int_equal(check("not a token, not even in its letters \xe5\xae\x89", "/report", "somebody", NOW), AZ_DENIED);
}

static void no_two_are_the_same(void **state)
{
	(void)state;
	assert_string_not_equal(make(), make());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_good_for_its_form_and_owner), cmocka_unit_test(both_sides_of_its_age),
		cmocka_unit_test(made_by_a_clock_that_was_ahead), cmocka_unit_test(another_key),
		cmocka_unit_test(every_changed_character),        cmocka_unit_test(no_two_are_the_same),
	};
	return cmocka_run_group_tests(tests, start, end);
}
