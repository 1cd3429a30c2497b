/* Rewards by the rule, at the boundaries of each of its numbers and days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/reward_rule.h"

static struct az_arena *arena;
static const struct az_rules *rules;

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)16 << 20);
	rules = az_rules_load(arena, "conf/rules");
	return rules == NULL ? -1 : 0;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

#define YUAN INT64_C(100)

static const struct az_reward_rule *on(const char *code, int year, int month, int day)
{
	return az_reward_rule_of(rules, code, az_day_of(year, month, day));
}

static void assert_amount(const struct az_reward_rule *rule, int64_t basis, int64_t expected)
{
	int64_t amount = -1;
	assert_non_null(rule);
	assert_true(az_reward_amount(rule, basis, &amount));
	assert_int_equal(amount, expected);
}

static void assert_none(const struct az_reward_rule *rule, int64_t basis)
{
	int64_t amount;
	assert_non_null(rule);
	assert_false(az_reward_amount(rule, basis, &amount));
}

/* 15 % of the fine, at least 3,000, at most 300,000 yuan. */
static void a_share_of_the_fine(void **state)
{
	const struct az_reward_rule *rule = on("national_fine", 2026, 11, 26);
	(void)state;
	assert_amount(rule, 1, 3000 * YUAN);
	assert_amount(rule, 19999 * YUAN + 99, 3000 * YUAN);
	assert_amount(rule, 20000 * YUAN, 3000 * YUAN);
	assert_amount(rule, 20000 * YUAN + 7, 3000 * YUAN + 1);
	assert_amount(rule, 20001 * YUAN, 3000 * YUAN + 15);
	assert_amount(rule, 100000 * YUAN, 15000 * YUAN);
	assert_amount(rule, 1999999 * YUAN, 299999 * YUAN + 85);
	assert_amount(rule, 2000000 * YUAN, 300000 * YUAN);
	assert_amount(rule, 2000001 * YUAN, 300000 * YUAN);
	assert_none(rule, 0);
	assert_none(rule, -1);
}

/* An amount that no fine has is refused or at the limit, never something else. */
static void no_number_overflows(void **state)
{
	int64_t amount = 0;
	(void)state;
	if (az_reward_amount(on("national_fine", 2026, 1, 1), INT64_MAX, &amount))
		assert_int_equal(amount, 300000 * YUAN);
	assert_none(on("national_hidden_general", 2026, 1, 1), INT64_MAX);
}

static void as_much_for_each_up_to_the_most(void **state)
{
	static const struct {
		const char *code;
		int64_t each;
	} grades[] = {{"national_hidden_general", 30000}, {"national_hidden_larger", 40000}, {"national_hidden_major", 50000},
	              {"national_hidden_extraordinary", 60000}};
	(void)state;
	for (size_t i = 0; i < sizeof grades / sizeof grades[0]; i++) {
		const struct az_reward_rule *rule = on(grades[i].code, 2026, 11, 26);
		int64_t most = 300000 / grades[i].each;
		assert_amount(rule, 1, grades[i].each * YUAN);
		assert_amount(rule, most, most * grades[i].each * YUAN);
		assert_amount(rule, most + 1, 300000 * YUAN);
		assert_none(rule, 0);
	}
}

static void within_a_range(void **state)
{
	const struct az_reward_rule *rule = on("shandong_2021_hazard", 2024, 6, 1);
	(void)state;
	assert_none(rule, 500 * YUAN - 1);
	assert_amount(rule, 500 * YUAN, 500 * YUAN);
	assert_amount(rule, 5000 * YUAN, 5000 * YUAN);
	assert_none(rule, 5000 * YUAN + 1);
}

static void by_the_rule_of_the_day(void **state)
{
	(void)state;
	assert_null(on("national_fine", 2018, 1, 3));
	assert_non_null(on("national_fine", 2018, 1, 4));
	assert_true(on("national_fine", 2018, 1, 4)->verified);
	assert_null(on("shandong_2021_major", 2020, 12, 31));
	assert_non_null(on("shandong_2021_major", 2025, 12, 24));
	assert_null(on("shandong_2021_major", 2025, 12, 25));
	assert_false(on("shandong_2021_major", 2025, 12, 24)->verified);
	assert_null(on("no_such_rule", 2026, 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_share_of_the_fine),    cmocka_unit_test(no_number_overflows),
		cmocka_unit_test(as_much_for_each_up_to_the_most), cmocka_unit_test(within_a_range),
		cmocka_unit_test(by_the_rule_of_the_day),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
