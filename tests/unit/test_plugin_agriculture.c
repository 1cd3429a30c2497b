/* Agriculture: whom the criteria for fishing vessels concern, the air of confined
 * spaces, stores, training, and what a checklist says against the facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

#define TODAY "2026-11-24"

static int open_plugin(void **state)
{
	return open_bench(state, "AGR", "agriculture.so");
}

static void nothing_follows_from_nothing(void **state)
{
	on_day(*state, TODAY);
	expect_silence(*state);
}

/* --- vessels --- */

static void ten_persons_make_the_criteria_apply(void **state)
{
	static const struct {
		const char *persons, *value, *concerned;
	} rows[] = {
		{"1", "ordinary_only", "0"},   {"9", "ordinary_only", "0"}, {"10", "criteria_apply", "1"},
		{"11", "criteria_apply", "1"}, {NULL, "unknown", "0"},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give_row(bench, "vessels", "Lake 1", rows[i].persons);
		classify(bench);
		const struct anze_result *result = expect(bench, "vessel.1", rows[i].value);
		assert_int_equal(result->verified, 1);
		assert_non_null(strstr(result->rule, "农渔发〔2022〕11号"));
		expect(bench, "vessels_concerned", rows[i].concerned);
	}
	/* In force from 2022-04-02. */
	bench->facts.day = 19083;
	classify(bench);
	expect_none(bench, "vessel.1");
	expect_none(bench, "vessels_concerned");
	bench->facts.day = 19084;
	classify(bench);
	expect(bench, "vessel.1", "unknown");
}

/* AGR-07 to AGR-12 and no other, by the vessels: up to two of them. */
static void a_failure_is_major_by_the_vessels(void **state)
{
	static const struct {
		const char *persons[2], *major;
	} rows[] = {
		{{"9", NULL}, "no"}, {{"9", "9"}, "no"},   {{"10", NULL}, "yes"}, {{"10", "40"}, "yes"},
		{{"9", "10"}, NULL}, {{NULL, NULL}, NULL}, {{"10", "?"}, NULL},   {{"9", "?"}, NULL},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		for (int item = 1; item <= 15; item++) {
			char code[16], major[32];
			(void)snprintf(code, sizeof code, "AGR-%02d", item);
			(void)snprintf(major, sizeof major, "major:%s", code);
			on_day(bench, TODAY);
			for (size_t j = 0; j < 2 && rows[i].persons[j]; j++)
				give_row(bench, "vessels", j ? "B" : "A",
					 rows[i].persons[j][0] == '?' ? NULL : rows[i].persons[j]);
			answer(bench, code, ANZE_FAILS);
			review(bench);
			if (item >= 7 && item <= 12 && rows[i].major)
				assert_int_equal(expect(bench, major, rows[i].major)->verified, 1);
			else
				expect_none(bench, major);
			answer(bench, code, ANZE_COMPLIES);
			review(bench);
			expect_none(bench, major);
			answer(bench, code, ANZE_FAILS);
			bench->facts.day = 19083;
			review(bench);
			expect_none(bench, major);
		}
}

static void fishing_must_insure(void **state)
{
	struct bench *bench = *state;

	on_day(bench, "2025-03-29");
	give(bench, "has_vessels", "no");
	expect_silence(bench);
	give(bench, "has_vessels", "yes");
	classify(bench);
	assert_int_equal(expect(bench, "insurance_duty", "compulsory")->verified, 1);
	assert_non_null(strstr(found(bench, "insurance_duty")->rule, "应急〔2025〕27号"));
	bench->facts.day--;
	classify(bench);
	assert_non_null(strstr(found(bench, "insurance_duty")->rule, "安监总办〔2017〕140号"));
	bench->facts.day = 17531; /* 2017-12-31 */
	expect_silence(bench);
	bench->facts.day++;
	classify(bench);
	expect(bench, "insurance_duty", "compulsory");
}

/* --- air --- */

static void limits_of_each_gas(void **state)
{
	static const struct {
		const char *cells[5]; /* O2, H2S, CO, CH4 % LEL, CH4 by volume */
		const char *value;
		const char *said;
	} rows[] = {
		{{"20.9", "0", "0", "0", NULL}, "safe", "19.5"},
		{{"19.5", "10", "30", "10", NULL}, "safe", "10 mg/m³ ≤ 10 mg/m³"},
		{{"23.5", "10", "30", NULL, "0.5"}, "safe", "0.5 % ≤ 0.5 %"},
		{{"23.5", "10", "30", "10", "0.5"}, "safe", NULL},
		{{"19.49", "0", "0", "0", NULL}, "unsafe", "< 19.5"},
		{{"23.51", "0", "0", "0", NULL}, "unsafe", "> 23.5"},
		{{"20.9", "10.01", "0", "0", NULL}, "unsafe", "> 10"},
		{{"20.9", "0", "30.01", "0", NULL}, "unsafe", "> 30"},
		{{"20.9", "0", "0", "10.01", NULL}, "unsafe", "> 10"},
		{{"20.9", "0", "0", NULL, "0.51"}, "unsafe", "> 0.5"},
		{{"20.9", "0", "0", "10", "0.51"}, "unsafe", NULL},
		{{"20.9", "0", "0", "10.01", "0.5"}, "unsafe", NULL},
		{{NULL, "0", "0", "0", NULL}, "incomplete", NULL},
		{{"20.9", NULL, "0", "0", NULL}, "incomplete", NULL},
		{{"20.9", "0", NULL, "0", NULL}, "incomplete", NULL},
		{{"20.9", "0", "0", NULL, NULL}, "incomplete", NULL},
		{{NULL, "10.01", NULL, NULL, NULL}, "unsafe", NULL},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		const char *const *cells = rows[i].cells;
		on_day(bench, TODAY);
		give_row(bench, "gas", "Digester", cells[0], cells[1], cells[2], cells[3], cells[4], NULL);
		classify(bench);
		assert_int_equal(expect(bench, "gas.1", rows[i].value)->verified, 0);
		if (rows[i].said && strstr(rows[i].said, "≤ 10") == NULL && strstr(rows[i].said, "%") == NULL)
			expect_said(bench, "gas.1", rows[i].said);
		else if (rows[i].said)
			assert_non_null(strstr(found(bench, "gas.1")->explanation.en, rows[i].said));
	}
}

/* --- stores and training --- */

static void stores_of_200_tonnes(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "nitrate", "199.999");
	classify(bench);
	expect(bench, "nitrate_source", "no");
	expect_none(bench, "enterprise_colour");
	give(bench, "nitrate", "200");
	classify(bench);
	/* A source of whatever grade is yellow at least. */
	assert_int_equal(expect(bench, "enterprise_colour", "yellow")->colour, ANZE_YELLOW);
	assert_non_null(strstr(found(bench, "enterprise_colour")->value_text.en, "at least"));
	assert_int_equal(expect(bench, "nitrate_source", "yes")->verified, 0);
	expect_said(bench, "nitrate_source", "200 t ÷ 200 t = 1 ≥ 1");
	bench->facts.day = 17955; /* the edition is in force from 2019-03-01 */
	expect_silence(bench);
	bench->facts.day = 17956;
	classify(bench);
	expect(bench, "nitrate_source", "yes");
}

static void no_more_are_trained_than_there_are(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "workers", "10");
	give(bench, "trained", "10");
	give_row(bench, "vessels", "A", "1");
	check(bench);
	assert_int_equal(bench->count, 0);
	give(bench, "trained", "11");
	give_row(bench, "vessels", "B", "0");
	check(bench);
	expect_said(bench, "trained", "11");
	expect(bench, "vessels.persons.2", "wrong");
}

static void everybody_is_trained(void **state)
{
	static const struct {
		const char *workers, *trained, *value;
	} rows[] = {{"40", "39", "partial"}, {"40", "40", "full"}, {"1", "0", "partial"}};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "workers", rows[i].workers);
		expect_silence(bench);
		give(bench, "trained", rows[i].trained);
		classify(bench);
		expect(bench, "training_coverage", rows[i].value);
	}
	give(bench, "workers", "40");
	give(bench, "trained", "39");
	classify(bench);
	expect_said(bench, "training_coverage", "97.5%");
	give(bench, "trained", "41"); /* cannot be */
	expect_silence(bench);
	give(bench, "workers", "0");
	give(bench, "trained", "0");
	expect_silence(bench);
}

/* --- the checklist --- */

static void items_apply_by_what_is_there(void **state)
{
	static const struct {
		const char *said;
		int first, last;
	} rows[] = {{"has_machinery", 1, 6},
		    {"has_vessels", 7, 12},
		    {"has_confined_space", 13, 13},
		    {"has_stores", 14, 14}};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		for (int item = 1; item <= 15; item++)
			assert_int_equal(applies_at(bench, (size_t)item - 1), 1);
		give(bench, rows[i].said, "no");
		for (int item = 1; item <= 15; item++)
			assert_int_equal(applies_at(bench, (size_t)item - 1),
					 item < rows[i].first || item > rows[i].last);
	}
	on_day(bench, TODAY);
	give(bench, "has_vessels", "no");
	give(bench, "has_confined_space", "no");
	give(bench, "has_stores", "no");
	give(bench, "nitrate", "0");
	assert_int_equal(applies(bench, "AGR-14"), 0);
	give(bench, "nitrate", "0.001");
	give_row(bench, "vessels", "A", "4");
	give_row(bench, "gas", "Silo", NULL, NULL, NULL, NULL, NULL, NULL);
	assert_int_equal(applies(bench, "AGR-07"), 1);
	assert_int_equal(applies(bench, "AGR-13"), 1);
	assert_int_equal(applies(bench, "AGR-14"), 1);
}

static void answers_against_the_facts(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "has_machinery", "no");
	give_row(bench, "vessels", "A", "4");
	give_row(bench, "gas", "Digester", "19.49", "0", "0", "0", NULL, "yes");
	give(bench, "store_shared", "yes");
	give(bench, "workers", "40");
	give(bench, "trained", "39");
	answer(bench, "AGR-01", ANZE_COMPLIES);
	answer(bench, "AGR-02", ANZE_NOT_APPLICABLE);
	answer(bench, "AGR-07", ANZE_NOT_APPLICABLE);
	answer(bench, "AGR-13", ANZE_COMPLIES);
	answer(bench, "AGR-14", ANZE_COMPLIES);
	answer(bench, "AGR-15", ANZE_COMPLIES);
	review(bench);
	expect(bench, "profile:AGR-01", "outside");
	expect(bench, "profile:AGR-07", "inside");
	expect(bench, "contradiction:AGR-13", "complies");
	expect(bench, "contradiction:AGR-14", "complies");
	expect(bench, "contradiction:AGR-15", "complies");
	assert_int_equal(bench->count, 5);
	/* Nobody went in: the reading did its work. */
	on_day(bench, TODAY);
	give_row(bench, "gas", "Digester", "19.49", "0", "0", "0", NULL, "no");
	give_row(bench, "gas", "Silo", "20.9", "0", "0", "0", NULL, "yes");
	answer(bench, "AGR-13", ANZE_COMPLIES);
	review(bench);
	assert_int_equal(bench->count, 0);
	classify(bench);
	expect_none(bench, "entry.1");
	expect(bench, "entry.2", "allowed");
	/* Not all was measured, and people went in. */
	give_row(bench, "gas", "Pit", "20.9", "0", "0", NULL, NULL, "yes");
	review(bench);
	expect(bench, "contradiction:AGR-13", "complies");
	on_day(bench, TODAY);
	give(bench, "entered_unprotected", "yes");
	review(bench);
	expect(bench, "unchecked:AGR-13", "unchecked");
}

static void conditional_items_are_decided(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	answer(bench, "AGR-13", ANZE_FAILS);
	answer(bench, "AGR-14", ANZE_FAILS);
	review(bench);
	expect_none(bench, "major:AGR-13"); /* a person decides */
	expect_none(bench, "major:AGR-14");
	give(bench, "entered_unprotected", "no");
	give(bench, "store_shared", "no");
	review(bench);
	expect(bench, "major:AGR-13", "no");
	expect_none(bench, "major:AGR-14"); /* the amount is not known */
	give(bench, "nitrate", "199.999");
	review(bench);
	expect(bench, "major:AGR-14", "no");
	give(bench, "nitrate", "200");
	give(bench, "entered_unprotected", "yes");
	review(bench);
	expect(bench, "major:AGR-13", "yes");
	assert_int_equal(expect(bench, "major:AGR-14", "yes")->colour, ANZE_RED);
	expect(bench, "findings_colour", "red");
	give(bench, "nitrate", "1");
	give(bench, "store_shared", "yes");
	review(bench);
	expect(bench, "major:AGR-14", "yes");
}

static void colour_and_visits(void **state)
{
	struct bench *bench = *state;
	struct anze_service service = {.colour = ANZE_ORANGE, .large = 0, .days_insured = 365};

	on_day(bench, TODAY);
	give_row(bench, "risk_matrix", "Digester", "4", "5", NULL);
	classify(bench);
	assert_int_equal(expect(bench, "enterprise_colour", "red")->colour, ANZE_RED);
	bench->count = 0;
	bench->plugin->minimum_service(&bench->facts, &service, &bench->out);
	expect(bench, "visits", "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_follows_from_nothing),
		cmocka_unit_test(ten_persons_make_the_criteria_apply),
		cmocka_unit_test(a_failure_is_major_by_the_vessels),
		cmocka_unit_test(fishing_must_insure),
		cmocka_unit_test(limits_of_each_gas),
		cmocka_unit_test(stores_of_200_tonnes),
		cmocka_unit_test(everybody_is_trained),
		cmocka_unit_test(no_more_are_trained_than_there_are),
		cmocka_unit_test(items_apply_by_what_is_there),
		cmocka_unit_test(answers_against_the_facts),
		cmocka_unit_test(conditional_items_are_decided),
		cmocka_unit_test(colour_and_visits),
	};
	return cmocka_run_group_tests_name("plugin agriculture", tests, open_plugin, close_bench);
}
