/* Risk colours and visits, which all industries share, through one that has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

#define TODAY "2026-11-24"

static int begin(void **state)
{
	return open_bench(state, "MIN", "mining.so");
}

static void lec_vectors(void **state)
{
	static const struct {
		const char *likelihood, *exposure, *consequence, *product, *colour;
	} rows[] = {
		{"6", "6", "15", "540", "red"},       {"3", "6", "15", "270", "orange"},
		{"3", "6", "7", "126", "yellow"},     {"1", "6", "7", "42", "blue"},
		{"10", "1", "7", "70", "blue"},       {"1", "10", "7", "70", "blue"},
		{"10", "2", "1", "20", "blue"},       {"1", "0.5", "40", "20", "blue"},
		{"10", "10", "100", "10000", "red"},  {"0.1", "0.5", "1", "0.05", "blue"},
		{"0.2", "0.5", "7", "0.7", "blue"},   {"0.5", "10", "15", "75", "yellow"},
		{"0.5", "3", "100", "150", "yellow"}, {"6", "2", "15", "180", "orange"},
		{"3", "1", "100", "300", "orange"},   {"6", "6", "7", "252", "orange"},
		{"10", "6", "7", "420", "red"},       {"3", "3", "40", "360", "red"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		char said[64];
		(void)snprintf(said, sizeof said, "%s × %s × %s = %s", rows[i].likelihood, rows[i].exposure,
			       rows[i].consequence, rows[i].product);
		on_day(bench, TODAY);
		give_row(bench, "risk_lec", "A", rows[i].likelihood, rows[i].exposure, rows[i].consequence, NULL);
		classify(bench);
		expect(bench, "risk_lec.1", rows[i].colour);
		expect(bench, "enterprise_colour", rows[i].colour);
		expect_said(bench, "risk_lec.1", said);
	}
}

/* The whole legal grid against the bands, computed here in another way. */
static void the_whole_legal_grid(void **state)
{
	static const struct {
		const char *code;
		double value;
	} l[] = {{"10", 10}, {"6", 6}, {"3", 3}, {"1", 1}, {"0.5", 0.5}, {"0.2", 0.2}, {"0.1", 0.1}},
	  e[] = {{"10", 10}, {"6", 6}, {"3", 3}, {"2", 2}, {"1", 1}, {"0.5", 0.5}},
	  c[] = {{"100", 100}, {"40", 40}, {"15", 15}, {"7", 7}, {"3", 3}, {"1", 1}};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(l); i++)
		for (size_t j = 0; j < ANZE_COUNT(e); j++)
			for (size_t k = 0; k < ANZE_COUNT(c); k++) {
				double d = l[i].value * e[j].value * c[k].value;
				on_day(bench, TODAY);
				give_row(bench, "risk_lec", "A", l[i].code, e[j].code, c[k].code, "none");
				classify(bench);
				expect(bench, "risk_lec.1",
				       d > 320.001   ? "red"
				       : d > 160.001 ? "orange"
				       : d > 70.001  ? "yellow"
						     : "blue");
			}
}

static void matrix_bands(void **state)
{
	struct bench *bench = *state;
	for (int likelihood = 1; likelihood <= 5; likelihood++)
		for (int severity = 1; severity <= 5; severity++) {
			int product = likelihood * severity;
			char one[] = {(char)('0' + likelihood), '\0'}, other[] = {(char)('0' + severity), '\0'};
			on_day(bench, TODAY);
			give_row(bench, "risk_matrix", "A", one, other, NULL);
			classify(bench);
			expect(bench, "risk_matrix.1",
			       product >= 20   ? "red"
			       : product >= 15 ? "orange"
			       : product >= 9  ? "yellow"
					       : "blue");
		}
}

static void illegal_factors_say_nothing(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give_row(bench, "risk_lec", "A", "6", NULL, "15", NULL);
	give_row(bench, "risk_matrix", "A", NULL, "5", NULL);
	expect_silence(bench);
	/* What no form lets through. */
	struct anze_fact cells[5] = {{1, 0, "A"}, {1, 0, "5"}, {1, 0, "6"}, {1, 0, "15"}, {0, 0, ""}};
	size_t index = field_at(bench->plugin->fields, bench->plugin->field_count, "risk_lec");
	bench->tables[index] = (struct anze_fact_table){1, cells};
	expect_silence(bench);
	bench->facts.tables = NULL;
	expect_silence(bench);
}

static void direct_reasons_make_it_red(void **state)
{
	static const char *const reasons[] = {"mandatory_rule", "repeat_accident", "ten_people"};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(reasons); i++) {
		on_day(bench, TODAY);
		give_row(bench, "risk_lec", "A", "0.1", "0.5", "1", reasons[i]);
		give_row(bench, "risk_matrix", "B", "1", "1", "none");
		classify(bench);
		expect(bench, "risk_lec.1", "red");
		expect(bench, "risk_matrix.1", "blue");
		expect(bench, "enterprise_colour", "red");
	}
}

static void the_enterprise_is_as_bad_as_its_worst_part(void **state)
{
	static const struct {
		const char *accident, *alone, *with_yellow;
	} rows[] = {
		{"none", NULL, "yellow"}, {"ordinary", "orange", "orange"},   {"larger", "red", "red"},
		{"major", "red", "red"},  {"especially_major", "red", "red"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "accident_12_months", rows[i].accident);
		classify(bench);
		if (rows[i].alone)
			expect(bench, "enterprise_colour", rows[i].alone);
		else
			expect_none(bench, "enterprise_colour");
		give_row(bench, "risk_lec", "A", "1", "6", "7", NULL);
		give_row(bench, "risk_lec", "B", "3", "6", "7", NULL);
		classify(bench);
		expect(bench, "risk_lec.2", "yellow");
		expect(bench, "enterprise_colour", rows[i].with_yellow);
	}
	/* Only what has the worst colour is named. */
	on_day(bench, TODAY);
	give_row(bench, "risk_lec", "KILN", "1", "6", "7", NULL);
	give_row(bench, "risk_lec", "SILO", "3", "6", "7", NULL);
	give_row(bench, "risk_matrix", "YARD", "3", "3", NULL);
	classify(bench);
	expect_said(bench, "enterprise_colour", "SILO");
	expect_said(bench, "enterprise_colour", "YARD");
	assert_null(strstr(found(bench, "enterprise_colour")->explanation.zh, "KILN"));
}

/* A point that cannot be rated leaves the worst of the others, as the least. */
static void what_cannot_be_rated_never_makes_it_better(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give_row(bench, "risk_lec", "KILN", "3", "6", "15", NULL);
	classify(bench);
	assert_string_equal(expect(bench, "enterprise_colour", "orange")->value_text.zh, "橙色（较大风险）");
	give_row(bench, "risk_lec", "SILO", "6", NULL, "15", NULL);
	give_row(bench, "risk_matrix", "YARD", NULL, "5", NULL);
	classify(bench);
	assert_int_equal(expect(bench, "enterprise_colour", "orange")->colour, ANZE_ORANGE);
	assert_string_equal(found(bench, "enterprise_colour")->value_text.zh, "至少为橙色（较大风险）");
	expect_said(bench, "enterprise_colour", "SILO");
	expect_said(bench, "enterprise_colour", "YARD");
	give_row(bench, "risk_matrix", "PIER", "5", "4", NULL);
	classify(bench);
	assert_string_equal(expect(bench, "enterprise_colour", "red")->value_text.zh, "红色（重大风险）");
}

static void visits_by_colour_size_and_days(void **state)
{
	static const struct {
		enum anze_colour colour;
		uint32_t large, days;
		const char *visits, *checks, *drills;
	} rows[] = {
		{ANZE_RED, 1, 365, "4", "2", "1"},          {ANZE_RED, 0, 365, "3", "2", "1"},
		{ANZE_ORANGE, 1, 365, "3", "2", NULL},      {ANZE_ORANGE, 0, 365, "2", "2", NULL},
		{ANZE_YELLOW, 1, 365, "2", "1", NULL},      {ANZE_YELLOW, 0, 365, "1", "1", NULL},
		{ANZE_BLUE, 1, 365, "1", "1", NULL},        {ANZE_BLUE, 0, 365, "1", "1", NULL},
		{ANZE_COLOUR_NONE, 1, 365, "1", "1", NULL}, {ANZE_RED, 1, 366, "4", "2", "1"},
		{ANZE_RED, 1, 364, "4", "2", "1"},          {ANZE_RED, 1, 274, "4", "2", "1"},
		{ANZE_RED, 1, 273, "3", "2", "1"},          {ANZE_RED, 1, 183, "3", "2", "1"},
		{ANZE_RED, 1, 182, "2", "1", "1"},          {ANZE_RED, 1, 92, "2", "1", "1"},
		{ANZE_RED, 1, 91, "1", "1", "1"},           {ANZE_RED, 1, 1, "1", "1", "1"},
		{ANZE_YELLOW, 1, 182, "1", "1", NULL},      {ANZE_YELLOW, 1, 183, "2", "1", NULL},
		{ANZE_BLUE, 0, 1, "1", "1", NULL},          {ANZE_BLUE, 0, 0, "1", "1", NULL},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		struct anze_service service = {rows[i].colour, rows[i].large, rows[i].days};
		on_day(bench, TODAY);
		bench->plugin->minimum_service(&bench->facts, &service, &bench->out);
		expect(bench, "visits", rows[i].visits);
		expect(bench, "visits.S3", rows[i].checks);
		if (rows[i].drills)
			expect(bench, "visits.S5", rows[i].drills);
		else
			expect_none(bench, "visits.S5");
	}
	on_day(bench, TODAY);
	bench->plugin->minimum_service(&bench->facts, &(struct anze_service){ANZE_RED, 1, 200}, &bench->out);
	expect_said(bench, "visits", "⌈4 × 200 ÷ 365⌉ = 3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lec_vectors),
		cmocka_unit_test(the_whole_legal_grid),
		cmocka_unit_test(matrix_bands),
		cmocka_unit_test(illegal_factors_say_nothing),
		cmocka_unit_test(direct_reasons_make_it_red),
		cmocka_unit_test(the_enterprise_is_as_bad_as_its_worst_part),
		cmocka_unit_test(what_cannot_be_rated_never_makes_it_better),
		cmocka_unit_test(visits_by_colour_size_and_days),
	};
	return cmocka_run_group_tests_name("plugin risk", tests, begin, close_bench);
}
