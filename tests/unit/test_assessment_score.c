/* The self-assessment's score: shares, points, deductions, grades, and the rules as they are delivered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/assessment.h"

#define RULES "conf/rules"

static struct az_arena *arena;
static const struct az_rules *rules;
static az_day day;

static int load(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 22);
	rules = az_rules_load(arena, RULES);
	day = az_assessment_rule_day(2025);
	return rules == NULL;
}

static int unload(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static void give(struct az_figures *figures, enum az_figure figure, int64_t number)
{
	figures->number[figure] = number;
	figures->given[figure] = true;
}

/* Every target reached: 100 points. */
static struct az_figures full(void)
{
	static const struct {
		enum az_figure figure;
		int64_t number;
	} rows[] = {
		{AZ_FIGURE_MANAGERS, 5},
		{AZ_FIGURE_MANAGERS_TRAINED, 5},
		{AZ_FIGURE_QUALIFIED_STAFF, 2},
		{AZ_FIGURE_INSURED_UNITS, 100},
		{AZ_FIGURE_PREMIUM, 1000000},
		{AZ_FIGURE_TASKS_DUE, 100},
		{AZ_FIGURE_TASKS_DUE_ARCHIVED, 95},
		{AZ_FIGURE_TASKS_ARCHIVED, 100},
		{AZ_FIGURE_TASKS_ON_TIME, 90},
		{AZ_FIGURE_UNITS_SERVED, 100},
		{AZ_FIGURE_UNITS_FULFILLED, 100},
		{AZ_FIGURE_CATEGORY_1, 100},
		{AZ_FIGURE_CATEGORY_2, 0},
		{AZ_FIGURE_CATEGORY_3, 0},
		{AZ_FIGURE_CATEGORY_4, 0},
		{AZ_FIGURE_CATEGORY_5, 0},
		{AZ_FIGURE_CATEGORY_6, 0},
		{AZ_FIGURE_CATEGORY_7, 0},
		{AZ_FIGURE_SECTOR_MIN, 20},
		{AZ_FIGURE_SECTOR_CHE, 80},
		{AZ_FIGURE_SECTOR_CON, 0},
		{AZ_FIGURE_SECTOR_TRA, 0},
		{AZ_FIGURE_SECTOR_AGR, 0},
		{AZ_FIGURE_SECTOR_ENE, 0},
		{AZ_FIGURE_SECTOR_OTHER, 0},
		{AZ_FIGURE_VISITS, 10},
		{AZ_FIGURE_VISITS_IDLE, 0},
		{AZ_FIGURE_HAZARDS_FOUND, 50},
		{AZ_FIGURE_HAZARDS_DUE, 50},
		{AZ_FIGURE_HAZARDS_CLOSED, 49},
		{AZ_FIGURE_MAJOR_FOUND, 1},
		{AZ_FIGURE_MAJOR_HANDLED, 1},
		{AZ_FIGURE_QUARTER_1, 1},
		{AZ_FIGURE_QUARTER_2, 1},
		{AZ_FIGURE_QUARTER_3, 1},
		{AZ_FIGURE_QUARTER_4, 1},
		{AZ_FIGURE_FEE_BUDGET, 200000},
		{AZ_FIGURE_FEE_SPENT, 200000},
		{AZ_FIGURE_FEE_DISALLOWED, 0},
		{AZ_FIGURE_TASKS_REVISITED, 95},
		{AZ_FIGURE_RATINGS, 10},
		{AZ_FIGURE_RATING_SUM, 45},
		{AZ_FIGURE_COMPLAINTS, 1},
		{AZ_FIGURE_COMPLAINTS_ON_TIME, 1},
		{AZ_FIGURE_CLAIMS_CLOSED, 20},
		{AZ_FIGURE_CLAIMS_ON_TIME, 19},
		{AZ_FIGURE_RECORDS_DUE, 50},
		{AZ_FIGURE_RECORDS_ACCEPTED, 49},
		{AZ_FIGURE_ARCHIVES, 100},
		{AZ_FIGURE_ARCHIVES_COMPLETE, 100},
		{AZ_FIGURE_SANCTIONS_1, 0},
		{AZ_FIGURE_SANCTIONS_2, 0},
		{AZ_FIGURE_SANCTIONS_3, 0},
		{AZ_FIGURE_SANCTIONS_4, 0},
		{AZ_FIGURE_FABRICATED, 0},
	};
	struct az_figures figures = {0};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		give(&figures, rows[i].figure, rows[i].number);
	return figures;
}

static struct az_assessment_score compute(const struct az_figures *figures)
{
	struct az_assessment_score score;
	az_assessment_compute(rules, day, figures, &score);
	return score;
}

static int64_t shares(const struct az_assessment_score *score)
{
	int64_t sum = 0;
	for (size_t i = 0; i < AZ_INDICATORS; i++)
		sum += score->indicators[i].share;
	return sum;
}

enum { K01, K02, K03, K04, K05, K06, K07, K08, K09, K10, K11, K12, K13, K14, K15, K16, K17, K18 };

static void all_targets_reached(void **state)
{
	struct az_figures figures = full();
	struct az_assessment_score score = compute(&figures);
	(void)state;
	assert_true(score.complete);
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		assert_int_equal(score.indicators[i].share, score.indicators[i].weight);
		if (i != K08)
			assert_true(score.indicators[i].met);
	}
	assert_int_equal(score.score, 10000);
	assert_string_equal(score.grade, "excellent");
	assert_int_equal(score.indicators[K08].value, 500); /* five hazards a visit */
	assert_int_equal(score.indicators[K08].points, 0);
	assert_int_equal(score.indicators[K10].value, 9000);
	assert_int_equal(score.indicators[K14].value, 200); /* two for a hundred */
}

static void below_a_target_in_proportion(void **state)
{
	struct az_figures figures = full();
	(void)state;
	give(&figures, AZ_FIGURE_UNITS_SERVED, 99); /* of 100, target 100 %: 12 points */
	assert_int_equal(compute(&figures).indicators[K01].points, 1188);
	give(&figures, AZ_FIGURE_UNITS_SERVED, 0);
	assert_int_equal(compute(&figures).indicators[K01].points, 0);
	figures = full();
	give(&figures, AZ_FIGURE_TASKS_DUE_ARCHIVED, 94); /* target 95 %: 10 x 94/95 */
	assert_int_equal(compute(&figures).indicators[K02].points, 989);
	assert_false(compute(&figures).indicators[K02].met);
	/* 94.996 % shows as 95.00 and yet does not reach 95. */
	give(&figures, AZ_FIGURE_TASKS_DUE, 25000);
	give(&figures, AZ_FIGURE_TASKS_DUE_ARCHIVED, 23749);
	assert_int_equal(compute(&figures).indicators[K02].value, 9500);
	assert_false(compute(&figures).indicators[K02].met);
	give(&figures, AZ_FIGURE_TASKS_DUE_ARCHIVED, 23750);
	assert_true(compute(&figures).indicators[K02].met);
	figures = full();
	give(&figures, AZ_FIGURE_FEE_DISALLOWED, 50000); /* a quarter of what was spent, target none: 3 x 0.75 */
	assert_int_equal(compute(&figures).indicators[K13].points, 225);
	assert_int_equal(compute(&figures).indicators[K11].value, 7500); /* what may not be spent does not count */
	figures = full();
	give(&figures, AZ_FIGURE_QUARTER_3, 0);
	give(&figures, AZ_FIGURE_QUARTER_4, 7); /* many in one quarter do not make up for another */
	assert_int_equal(compute(&figures).indicators[K05].value, 7500);
	assert_int_equal(compute(&figures).indicators[K05].points, 375);
}

static void weights_go_to_the_others(void **state)
{
	struct az_figures figures = full();
	struct az_assessment_score score;
	(void)state;
	give(&figures, AZ_FIGURE_COMPLAINTS, 0);
	give(&figures, AZ_FIGURE_COMPLAINTS_ON_TIME, 0);
	score = compute(&figures);
	assert_int_equal(score.indicators[K16].state, AZ_INDICATOR_NOT_APPLICABLE);
	assert_int_equal(score.indicators[K16].share, 0);
	assert_int_equal(score.indicators[K16].points, 0);
	assert_int_equal(shares(&score), 10000);
	assert_in_range(score.indicators[K01].share, 1237, 1238); /* 12 / 97 */
	assert_int_equal(score.score, 10000);
	assert_true(score.complete);
	/* Nothing was due at all: only the quarters are left. */
	for (int i = 0; i < AZ_FIGURE_QUARTER_1; i++)
		give(&figures, (enum az_figure)i, 0);
	for (int i = AZ_FIGURE_QUARTER_4 + 1; i < AZ_FIGURE_SELF_SCORE; i++)
		give(&figures, (enum az_figure)i, 0);
	score = compute(&figures);
	assert_int_equal(score.indicators[K05].share, 10000);
	assert_int_equal(score.score, 10000);
	assert_true(score.complete);
	/* Every subset of those that do not apply leaves exactly 100 points. */
	for (unsigned subset = 0; subset < 1U << AZ_INDICATORS; subset += 7) { /* some 37,000 of them */
		struct az_indicator rows[AZ_INDICATORS] = {0};
		int64_t sum = 0, weights = 0;
		for (size_t i = 0; i < AZ_INDICATORS; i++) {
			rows[i].weight = (int64_t)(i * 137 % 1300);
			rows[i].state = subset >> i & 1 ? AZ_INDICATOR_NOT_APPLICABLE : AZ_INDICATOR_JUDGED;
			weights += subset >> i & 1 ? 0 : rows[i].weight;
		}
		az_assessment_redistribute(rows);
		for (size_t i = 0; i < AZ_INDICATORS; i++) {
			sum += rows[i].share;
			assert_true(rows[i].share >= 0);
			assert_true(!(subset >> i & 1) || rows[i].share == 0);
		}
		assert_int_equal(sum, weights == 0 ? 0 : 10000);
	}
}

static void grades_at_their_boundaries(void **state)
{
	static const struct {
		int64_t score;
		const char *grade;
	} cases[] = {{10000, "excellent"}, {9000, "excellent"}, {8999, "good"}, {7500, "good"},
		     {7499, "pass"},       {6000, "pass"},      {5999, "fail"}, {0, "fail"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(az_assessment_grade(rules, day, cases[i].score), cases[i].grade);
}

static void sanctions_take_points_off(void **state)
{
	static const struct {
		enum az_figure figure;
		int64_t times, score;
	} cases[] = {{AZ_FIGURE_SANCTIONS_1, 1, 9800}, {AZ_FIGURE_SANCTIONS_1, 3, 9400},
		     {AZ_FIGURE_SANCTIONS_2, 1, 9500}, {AZ_FIGURE_SANCTIONS_3, 1, 9000},
		     {AZ_FIGURE_SANCTIONS_4, 1, 8000}, {AZ_FIGURE_SANCTIONS_4, 5, 0},
		     {AZ_FIGURE_SANCTIONS_4, 6, 0}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct az_figures figures = full();
		give(&figures, cases[i].figure, cases[i].times);
		assert_int_equal(compute(&figures).score, cases[i].score);
	}
	struct az_figures figures = full();
	give(&figures, AZ_FIGURE_SANCTIONS_1, 1);
	give(&figures, AZ_FIGURE_SANCTIONS_2, 1);
	give(&figures, AZ_FIGURE_SANCTIONS_3, 1);
	assert_int_equal(compute(&figures).deduction, 1700);
	assert_string_equal(compute(&figures).grade, "good"); /* 83 */
	give(&figures, AZ_FIGURE_FABRICATED, 1);
	assert_int_equal(compute(&figures).score, 0);
	assert_string_equal(compute(&figures).grade, "fail");
}

static void the_fee_at_its_cap(void **state)
{
	struct az_figures figures = full();
	(void)state;
	give(&figures, AZ_FIGURE_FEE_SPENT, 210000); /* exactly 21 % of 1,000,000 fen */
	assert_int_equal(compute(&figures).indicators[K12].value, 2100);
	assert_int_equal(compute(&figures).indicators[K12].flag, AZ_FLAG_NONE);
	assert_int_equal(compute(&figures).indicators[K12].points, 400);
	give(&figures, AZ_FIGURE_FEE_SPENT, 210001); /* still shown as 21.00 % */
	assert_int_equal(compute(&figures).indicators[K12].value, 2100);
	assert_int_equal(compute(&figures).indicators[K12].flag, AZ_FLAG_ABOVE_CAP);
	assert_int_equal(compute(&figures).indicators[K12].points, 0);
	give(&figures, AZ_FIGURE_FEE_SPENT, 209999);
	assert_int_equal(compute(&figures).indicators[K12].flag, AZ_FLAG_NONE);
	/* Before 2025-03-29 no cap was in force: not applicable, its weight goes to the others. */
	struct az_assessment_score score;
	az_assessment_compute(rules, az_assessment_rule_day(2024), &figures, &score);
	assert_int_equal(score.indicators[K12].state, AZ_INDICATOR_NOT_APPLICABLE);
	assert_int_equal(shares(&score), 10000);
	assert_null(az_rule_number(rules, "assessment.fee_cap", az_day_of(2025, 3, 28)));
	assert_int_equal(az_rule_number(rules, "assessment.fee_cap", az_day_of(2025, 3, 29))->value, 2100);
}

static void idle_visits_are_flagged(void **state)
{
	struct az_figures figures = full();
	(void)state;
	give(&figures, AZ_FIGURE_VISITS_IDLE, 8); /* 80 % of ten: not more */
	assert_int_equal(compute(&figures).indicators[K08].flag, AZ_FLAG_NONE);
	give(&figures, AZ_FIGURE_VISITS_IDLE, 9);
	assert_int_equal(compute(&figures).indicators[K08].flag, AZ_FLAG_IDLE_VISITS);
}

static void a_missing_figure_leaves_no_grade(void **state)
{
	(void)state;
	for (int i = 0; i < AZ_FIGURE_SELF_SCORE; i++) {
		struct az_figures figures = full();
		bool used = i != AZ_FIGURE_MANAGERS && i != AZ_FIGURE_MANAGERS_TRAINED && i != AZ_FIGURE_VISITS_IDLE &&
			    (i < AZ_FIGURE_CATEGORY_1 || i > AZ_FIGURE_SECTOR_OTHER);
		figures.given[i] = false;
		assert_int_equal(compute(&figures).complete, !used);
		assert_int_equal(compute(&figures).grade[0] == '\0', used);
	}
}

static void the_gap_that_must_be_explained(void **state)
{
	(void)state;
	assert_false(az_assessment_needs_explanation(rules, day, 9500, 9000));
	assert_true(az_assessment_needs_explanation(rules, day, 9501, 9000));
	assert_false(az_assessment_needs_explanation(rules, day, 8500, 9000));
	assert_true(az_assessment_needs_explanation(rules, day, 8499, 9000));
}

static void weights_as_delivered_sum_to_100(void **state)
{
	struct az_figures figures = full();
	struct az_assessment_score score = compute(&figures);
	int64_t sum = 0;
	(void)state;
	for (size_t i = 0; i < AZ_INDICATORS; i++)
		sum += score.indicators[i].weight;
	assert_int_equal(sum, 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_targets_reached),
		cmocka_unit_test(below_a_target_in_proportion),
		cmocka_unit_test(weights_go_to_the_others),
		cmocka_unit_test(grades_at_their_boundaries),
		cmocka_unit_test(sanctions_take_points_off),
		cmocka_unit_test(the_fee_at_its_cap),
		cmocka_unit_test(idle_visits_are_flagged),
		cmocka_unit_test(a_missing_figure_leaves_no_grade),
		cmocka_unit_test(the_gap_that_must_be_explained),
		cmocka_unit_test(weights_as_delivered_sum_to_100),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
