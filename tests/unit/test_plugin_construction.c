/* Construction: every threshold of the dangerous works on both sides, the score
 * of a site, what applies, and what a checklist says against the facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

static int open_plugin(void **state)
{
	return open_bench(state, "CON", "construction.so");
}

static void nothing_follows_from_nothing(void **state)
{
	on_day(*state, "2026-11-24");
	expect_silence(*state);
}

/* One row of a table: its cells up to five behind the place. */
struct work {
	const char *table, *code;
	const char *cells[5];
	const char *value;
};

static void check_work(struct bench *bench, const struct work *work)
{
	const struct anze_field *table =
		&bench->plugin->fields[field_at(bench->plugin->fields, bench->plugin->field_count, work->table)];
	const char *texts[6] = {"Block A"};

	for (size_t i = 1; i < table->column_count; i++)
		texts[i] = work->cells[i - 1];
	on_day(bench, "2026-11-24");
	give_row_with(bench, work->table, texts, table->column_count);
	classify(bench);
	const struct anze_result *result = found(bench, work->code);
	if (!result || strcmp(result->value, work->value) != 0)
		fail_msg("%s %s %s %s %s: %s", work->table, texts[1], texts[2] ? texts[2] : "-",
			 texts[3] ? texts[3] : "-", work->value, result ? result->value : "no result");
	assert_int_equal(result->verified, 0);
	assert_int_equal(result->colour, ANZE_COLOUR_NONE);
	assert_non_null(strstr(result->rule, "建办质〔2018〕31号"));
}

static void every_threshold_on_both_sides(void **state)
{
	static const struct work works[] = {
		{"pits", "pit.1", {"2.99", "no"}, "ordinary"},
		{"pits", "pit.1", {"3", "no"}, "high_risk"},
		{"pits", "pit.1", {"2.99", "yes"}, "high_risk"},
		{"pits", "pit.1", {"4.99", "yes"}, "high_risk"},
		{"pits", "pit.1", {"5", "no"}, "expert_review"},
		{"formwork", "formwork.1", {"4.99", "9.99", "9.99", "14.99", "no"}, "ordinary"},
		{"formwork", "formwork.1", {"5", "9.99", "9.99", "14.99", "no"}, "high_risk"},
		{"formwork", "formwork.1", {"4.99", "10", "9.99", "14.99", "no"}, "high_risk"},
		{"formwork", "formwork.1", {"4.99", "9.99", "10", "14.99", "no"}, "high_risk"},
		{"formwork", "formwork.1", {"4.99", "9.99", "9.99", "15", "no"}, "high_risk"},
		{"formwork", "formwork.1", {"4.99", "9.99", "9.99", "14.99", "yes"}, "high_risk"},
		{"formwork", "formwork.1", {"7.99", "17.99", "14.99", "19.99", "yes"}, "high_risk"},
		{"formwork", "formwork.1", {"8", "9", "9", "9", "no"}, "expert_review"},
		{"formwork", "formwork.1", {"4", "18", "9", "9", "no"}, "expert_review"},
		{"formwork", "formwork.1", {"4", "9", "15", "9", "no"}, "expert_review"},
		{"formwork", "formwork.1", {"4", "9", "9", "20", "no"}, "expert_review"},
		{"supports", "support.1", {"6.99"}, "high_risk"},
		{"supports", "support.1", {"7"}, "expert_review"},
		{"lifting", "lifting.1", {"9.99"}, "ordinary"},
		{"lifting", "lifting.1", {"10"}, "high_risk"},
		{"lifting", "lifting.1", {"99.99"}, "high_risk"},
		{"lifting", "lifting.1", {"100"}, "expert_review"},
		{"cranes", "crane.1", {"299.99", "199.99", "199.99"}, "high_risk"},
		{"cranes", "crane.1", {"300", "10", "0"}, "expert_review"},
		{"cranes", "crane.1", {"10", "200", "-8.5"}, "expert_review"},
		{"cranes", "crane.1", {"10", "10", "200"}, "expert_review"},
		{"scaffolds", "scaffold.1", {"ground", "23.99"}, "ordinary"},
		{"scaffolds", "scaffold.1", {"ground", "24"}, "high_risk"},
		{"scaffolds", "scaffold.1", {"ground", "49.99"}, "high_risk"},
		{"scaffolds", "scaffold.1", {"ground", "50"}, "expert_review"},
		{"scaffolds", "scaffold.1", {"climbing", "149.99"}, "high_risk"},
		{"scaffolds", "scaffold.1", {"climbing", "150"}, "expert_review"},
		{"scaffolds", "scaffold.1", {"cantilevered", "19.99"}, "high_risk"},
		{"scaffolds", "scaffold.1", {"cantilevered", "20"}, "expert_review"},
		{"scaffolds", "scaffold.1", {"gondola", "300"}, "high_risk"},
		{"scaffolds", "scaffold.1", {"platform", NULL}, "high_risk"},
		{"scaffolds", "scaffold.1", {"irregular", NULL}, "high_risk"},
		{"curtain_walls", "curtain_wall.1", {"49.99"}, "high_risk"},
		{"curtain_walls", "curtain_wall.1", {"50"}, "expert_review"},
		{"steel", "steel.1", {"structure", "35.99"}, "high_risk"},
		{"steel", "steel.1", {"structure", "36"}, "expert_review"},
		{"steel", "steel.1", {"space_frame", "59.99"}, "high_risk"},
		{"steel", "steel.1", {"space_frame", "60"}, "expert_review"},
		{"hand_dug_piles", "hand_dug_pile.1", {"15.99"}, "high_risk"},
		{"hand_dug_piles", "hand_dug_pile.1", {"16"}, "expert_review"},
		{"jacking", "jacking.1", {"999.99"}, "ordinary"},
		{"jacking", "jacking.1", {"1000"}, "expert_review"},
		{"other_works", "other_work.1", {"underground"}, "expert_review"},
		{"other_works", "other_work.1", {"underwater"}, "expert_review"},
		{"other_works", "other_work.1", {"tool_formwork"}, "expert_review"},
		{"other_works", "other_work.1", {"crane_assembly"}, "high_risk"},
		{"other_works", "other_work.1", {"precast"}, "high_risk"},
		{"other_works", "other_work.1", {"demolition"}, "high_risk"},
		{"other_works", "other_work.1", {"special_demolition"}, "expert_review"},
		{"other_works", "other_work.1", {"new_technology"}, "expert_review"},
	};

	for (size_t i = 0; i < ANZE_COUNT(works); i++)
		check_work(*state, &works[i]);
}

/* A figure that was not given may hide a higher class, never lower one. */
static void a_missing_figure_is_not_below_the_threshold(void **state)
{
	static const struct work works[] = {
		{"pits", "pit.1", {NULL, "no"}, "unknown"},
		{"pits", "pit.1", {"2", NULL}, "unknown"},
		{"pits", "pit.1", {NULL, "yes"}, "high_risk"},
		{"pits", "pit.1", {"5", NULL}, "expert_review"},
		{"formwork", "formwork.1", {"4", NULL, "9", "9", "no"}, "unknown"},
		{"formwork", "formwork.1", {"5", NULL, NULL, NULL, NULL}, "high_risk"},
		{"lifting", "lifting.1", {NULL}, "unknown"},
		{"cranes", "crane.1", {NULL, NULL, NULL}, "high_risk"},
		{"scaffolds", "scaffold.1", {"ground", NULL}, "unknown"},
	};

	for (size_t i = 0; i < ANZE_COUNT(works); i++)
		check_work(*state, &works[i]);
}

/* What is known is the least, and the page says so; what could not be worse stands flatly. */
static void a_missing_figure_leaves_the_least(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give_row(bench, "formwork", "A", "5", NULL, NULL, NULL, NULL);
	give_row(bench, "formwork", "B", "5", "9", "9", "9", NULL);
	give_row(bench, "formwork", "C", "8", NULL, NULL, NULL, NULL);
	give(bench, "schemes_reviewed", "3");
	give(bench, "expert_reviews", "1");
	classify(bench);
	expect(bench, "formwork.1", "high_risk");
	assert_non_null(strstr(found(bench, "formwork.1")->value_text.zh, "至少为危大工程"));
	assert_null(strstr(found(bench, "formwork.2")->value_text.zh, "至少"));
	assert_null(strstr(found(bench, "formwork.3")->value_text.zh, "至少"));
	assert_string_equal(expect(bench, "high_risk_works", "3")->value_text.zh, "3");
	assert_string_equal(expect(bench, "expert_review_works", "1")->value_text.zh, "至少1");
	expect(bench, "schemes", "enough");
	expect(bench, "expert_reviews", "incomplete");
	give_row(bench, "pits", "D", NULL, "no");
	classify(bench);
	assert_string_equal(expect(bench, "high_risk_works", "3")->value_text.zh, "至少3");
	expect(bench, "schemes", "incomplete");
	give(bench, "schemes_reviewed", "4");
	give(bench, "expert_reviews", "0");
	classify(bench);
	expect(bench, "schemes", "enough"); /* whatever the pit is */
	expect(bench, "expert_reviews", "short");
}

static void a_work_has_a_size(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give_row(bench, "pits", "A", "0.01", "no");
	give_row(bench, "cranes", "A", "1", "1", "-3");
	give(bench, "last_drill", "2026-11-24");
	check(bench);
	assert_int_equal(bench->count, 0);
	give_row(bench, "pits", "B", "0", "no");
	give(bench, "last_drill", "2026-11-25");
	check(bench);
	expect(bench, "pits.depth.2", "wrong");
	expect(bench, "last_drill", "wrong");
	assert_int_equal(bench->count, 2);
}

static void a_work_says_its_figures(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give_row(bench, "pits", "Block A", "5.2", "no");
	give_row(bench, "pits", "Block B", "2.9", "no");
	give_row(bench, "supports", "Hall", "6");
	classify(bench);
	expect_said(bench, "pit.1", " 5.2 m ≥ 5 m");
	expect_said(bench, "pit.2", " 2.9 m < 3 m");
	expect_said(bench, "support.1", " 6 kN < 7 kN");
	assert_non_null(strstr(found(bench, "pit.1")->label.en, "Block A"));
}

static void works_are_summed_up(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give_row(bench, "pits", "A", "5", "no");
	give_row(bench, "pits", "B", "3", "no");
	give_row(bench, "pits", "C", "1", "no");
	give_row(bench, "pits", "D", NULL, "no");
	give_row(bench, "other_works", "E", "underwater");
	classify(bench);
	expect(bench, "high_risk_works", "3");
	expect(bench, "expert_review_works", "2");
	expect_said(bench, "high_risk_works", "B");
	expect_said(bench, "expert_review_works", "A");
	/* The notice is in force from 2018-06-01. */
	bench->facts.day = 17682;
	expect_silence(bench);
	bench->facts.day = 17683;
	classify(bench);
	expect(bench, "high_risk_works", "3");
}

static void the_score_of_a_site(void **state)
{
	static const struct {
		const char *score, *zero, *grade;
	} rows[] = {
		{"69.99", "no", "fail"}, {"70", "no", "pass"},     {"79.99", "no", "pass"}, {"80", "no", "good"},
		{"100", "no", "good"},   {"80", "yes", "pass"},    {"80", NULL, "pass"},    {"69.99", "yes", "fail"},
		{"0", NULL, "fail"},     {"79.99", "yes", "pass"},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, "2026-11-24");
		give(bench, "jgj59_score", rows[i].score);
		if (rows[i].zero)
			give(bench, "jgj59_zero_sheet", rows[i].zero);
		classify(bench);
		assert_int_equal(expect(bench, "jgj59_grade", rows[i].grade)->verified, 0);
		expect_said(bench, "jgj59_grade", rows[i].score);
	}
	on_day(bench, "2026-11-24");
	give(bench, "jgj59_zero_sheet", "no");
	expect_silence(bench);
}

static void schemes_and_reviews_are_enough(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give(bench, "schemes_reviewed", "0");
	give(bench, "expert_reviews", "0");
	expect_silence(bench); /* nothing needs one */
	give_row(bench, "pits", "A", "5", "no");
	give_row(bench, "pits", "B", "3", "no");
	give(bench, "schemes_reviewed", "1");
	classify(bench);
	expect(bench, "schemes", "short");
	expect(bench, "expert_reviews", "short");
	give(bench, "schemes_reviewed", "2");
	give(bench, "expert_reviews", "1");
	classify(bench);
	expect(bench, "schemes", "enough");
	expect(bench, "expert_reviews", "enough");
	assert_non_null(strstr(found(bench, "schemes")->explanation.en, "2 ≥ 2"));
}

static void training_and_exercises(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give(bench, "training_hours", "49");
	give(bench, "last_drill", "2026-05-24"); /* 184 days */
	classify(bench);
	expect(bench, "worker_training", "short");
	expect(bench, "drill", "in_time");
	expect_said(bench, "drill", "184");
	give(bench, "training_hours", "50");
	give(bench, "last_drill", "2026-05-23");
	classify(bench);
	expect(bench, "worker_training", "enough");
	expect(bench, "drill", "overdue");
	give(bench, "last_drill", "2026-11-25"); /* ahead: nothing follows */
	classify(bench);
	expect_none(bench, "drill");
}

static void items_apply_where_there_is_something_to_look_at(void **state)
{
	static const struct {
		const char *item, *said, *table;
	} rows[] = {
		{"CON-03", "has_pit", "pits"},           {"CON-04", "has_formwork", "formwork"},
		{"CON-05", "has_scaffold", NULL},        {"CON-06", "has_lifting_machine", NULL},
		{"CON-07", "has_lifting_machine", NULL}, {"CON-08", "has_hoist", NULL},
		{"CON-09", "has_truss", NULL},           {"CON-10", "has_wet_place", NULL},
		{"CON-11", "has_confined_space", NULL},  {"CON-12", "has_demolition", NULL},
	};
	static const char *const always[] = {"CON-01", "CON-02", "CON-13", "CON-14", "CON-15"};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, "2026-11-24");
		assert_int_equal(applies(bench, rows[i].item), 1); /* not said: asked */
		give(bench, rows[i].said, "yes");
		assert_int_equal(applies(bench, rows[i].item), 1);
		give(bench, rows[i].said, "no");
		assert_int_equal(applies(bench, rows[i].item), 0);
		for (size_t j = 0; j < ANZE_COUNT(always); j++)
			assert_int_equal(applies(bench, always[j]), 1);
		for (size_t j = 0; j < ANZE_COUNT(rows); j++)
			assert_int_equal(applies(bench, rows[j].item), strcmp(rows[j].said, rows[i].said) != 0);
	}
	/* What stands in a table is there, whatever the yes/no says. */
	on_day(bench, "2026-11-24");
	give(bench, "has_pit", "no");
	give(bench, "has_demolition", "no");
	give_row(bench, "pits", "A", NULL, NULL);
	give_row(bench, "other_works", "B", "precast");
	assert_int_equal(applies(bench, "CON-03"), 1);
	assert_int_equal(applies(bench, "CON-12"), 0);
	give_row(bench, "other_works", "C", "demolition");
	assert_int_equal(applies(bench, "CON-12"), 1);
}

static void answers_against_the_facts(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give_row(bench, "pits", "A", "5", "no");
	give_row(bench, "pits", "B", "3", "no");
	give(bench, "has_hoist", "no");
	give(bench, "schemes_reviewed", "1");
	give(bench, "expert_reviews", "0");
	give(bench, "jgj59_score", "69.99");
	give(bench, "training_hours", "49");
	give(bench, "last_drill", "2026-01-01");
	answer(bench, "CON-01", ANZE_COMPLIES);
	answer(bench, "CON-03", ANZE_NOT_APPLICABLE);
	answer(bench, "CON-08", ANZE_FAILS);
	answer(bench, "CON-13", ANZE_COMPLIES);
	answer(bench, "CON-14", ANZE_COMPLIES);
	answer(bench, "CON-15", ANZE_COMPLIES);
	review(bench);
	expect(bench, "contradiction:CON-01", "complies");
	assert_non_null(strstr(found(bench, "contradiction:CON-01")->explanation.en, "1 < 2"));
	assert_non_null(strstr(found(bench, "contradiction:CON-01")->explanation.en, "0 < 1"));
	assert_non_null(strstr(expect(bench, "profile:CON-03", "inside")->rule, "2024版"));
	expect(bench, "profile:CON-08", "outside");
	expect(bench, "contradiction:CON-13", "complies");
	expect(bench, "contradiction:CON-14", "complies");
	expect(bench, "contradiction:CON-15", "complies");
	assert_int_equal(expect(bench, "findings_colour", "red")->colour, ANZE_RED); /* CON-08 failed */
	assert_int_equal(bench->count, 7);
	answer(bench, "CON-01", ANZE_NOT_CHECKED);
	review(bench);
	expect(bench, "unchecked:CON-01", "unchecked");
	/* An event is judged by the edition of its day. */
	on_day(bench, "2024-12-31");
	give(bench, "has_pit", "yes");
	answer(bench, "CON-03", ANZE_NOT_APPLICABLE);
	review(bench);
	assert_non_null(strstr(expect(bench, "profile:CON-03", "inside")->rule, "2022版"));
}

static void answers_that_fit_are_left_alone(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2026-11-24");
	give_row(bench, "pits", "A", "5", "no");
	give_row(bench, "pits", "B", "3", "no");
	give(bench, "has_hoist", "no");
	give(bench, "schemes_reviewed", "2");
	give(bench, "expert_reviews", "1");
	give(bench, "jgj59_score", "70");
	give(bench, "training_hours", "50");
	give(bench, "last_drill", "2026-11-24");
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		bench->answers[i].answered = ANZE_COMPLIES;
	answer(bench, "CON-08", ANZE_NOT_APPLICABLE);
	review(bench);
	assert_int_equal(bench->count, 0);
	/* A failure is no contradiction. */
	give(bench, "schemes_reviewed", "0");
	answer(bench, "CON-01", ANZE_FAILS);
	review(bench);
	expect(bench, "findings_colour", "red");
	assert_int_equal(bench->count, 1);
	answer(bench, "CON-01", ANZE_NOT_APPLICABLE);
	review(bench);
	expect(bench, "profile:CON-01", "inside");
}

static void colour_and_visits(void **state)
{
	struct bench *bench = *state;
	struct anze_service service = {.colour = ANZE_RED, .large = 1, .days_insured = 365};

	on_day(bench, "2026-11-24");
	give_row(bench, "risk_lec", "Tower crane", "3", "6", "15", NULL);
	classify(bench);
	assert_int_equal(expect(bench, "enterprise_colour", "orange")->colour, ANZE_ORANGE);
	bench->count = 0;
	bench->plugin->minimum_service(&bench->facts, &service, &bench->out);
	expect(bench, "visits", "4");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_follows_from_nothing),
		cmocka_unit_test(every_threshold_on_both_sides),
		cmocka_unit_test(a_missing_figure_is_not_below_the_threshold),
		cmocka_unit_test(a_missing_figure_leaves_the_least),
		cmocka_unit_test(a_work_has_a_size),
		cmocka_unit_test(a_work_says_its_figures),
		cmocka_unit_test(works_are_summed_up),
		cmocka_unit_test(the_score_of_a_site),
		cmocka_unit_test(schemes_and_reviews_are_enough),
		cmocka_unit_test(training_and_exercises),
		cmocka_unit_test(items_apply_where_there_is_something_to_look_at),
		cmocka_unit_test(answers_against_the_facts),
		cmocka_unit_test(answers_that_fit_are_left_alone),
		cmocka_unit_test(colour_and_visits),
	};
	return cmocka_run_group_tests_name("plugin construction", tests, open_plugin, close_bench);
}
