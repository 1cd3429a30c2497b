/* What the facts of an energy enterprise decide, through the plugin as it is loaded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

#define TODAY "2026-11-24"

static int begin(void **state)
{
	return open_bench(state, "ENE", "energy.so");
}

static void nothing_follows_from_nothing(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	expect_silence(bench);
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		assert_int_equal(applies_at(bench, i), 1);
}

static void scope_of_the_criteria_of_2022(void **state)
{
	static const struct {
		const char *kind, *voltage, *capacity, *said;
	} rows[] = {
		{"grid", "330", NULL, "yes"},   {"grid", "329.9", NULL, "no"}, {"grid", "220", "900", "no"},
		{"coal", NULL, "300", "yes"},   {"coal", NULL, "299.9", "no"}, {"hydro", NULL, "300", "yes"},
		{"hydro", NULL, "299.9", "no"}, {"gas", NULL, "200", "yes"},   {"gas", NULL, "199.9", "no"},
		{"wind", NULL, "300", "yes"},   {"wind", NULL, "299.9", "no"}, {"solar", NULL, "300", "yes"},
		{"solar", NULL, "299.9", "no"}, {"coal", "500", "100", "no"},
	};
	static const char *const days[] = {"2022-12-29", "2026-06-30"};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		for (size_t j = 0; j < ANZE_COUNT(days); j++) {
			on_day(bench, days[j]);
			give(bench, "power", "yes");
			give_row(bench, "equipment", "A", rows[i].kind, rows[i].voltage, rows[i].capacity);
			classify(bench);
			assert_int_equal(expect(bench, "criteria.1", rows[i].said)->verified, 1);
			assert_non_null(strstr(found(bench, "criteria.1")->rule, "123号"));
			assert_int_equal(applies(bench, "ENE-01"), rows[i].said[0] == 'y');
		}
}

static void order_41_from_its_first_day(void **state)
{
	struct bench *bench = *state;
	on_day(bench, "2026-07-01");
	give(bench, "power", "yes");
	give_row(bench, "equipment", "A", "grid", "220", NULL);
	classify(bench);
	assert_int_equal(expect(bench, "criteria.1", "check")->verified, 0);
	assert_non_null(strstr(found(bench, "criteria.1")->rule, "第41号"));
	expect_said(bench, "criteria.1", "220 kV < 330 kV");
	assert_true(applies(bench, "ENE-01")); /* a power enterprise, whatever its voltage */
	give(bench, "power", "no");
	assert_false(applies(bench, "ENE-01"));
	classify(bench);
	expect_none(bench, "criteria.1");
	on_day(bench, "2022-12-28");
	give_row(bench, "equipment", "A", "grid", "500", NULL);
	expect_silence(bench);
}

static void the_scope_needs_figures(void **state)
{
	struct bench *bench = *state;
	on_day(bench, "2026-06-30");
	give_row(bench, "equipment", "A", "coal", NULL, NULL);
	give_row(bench, "equipment", "B", "coal", NULL, "100");
	assert_true(applies(bench, "ENE-01")); /* A is not known */
	classify(bench);
	expect_none(bench, "criteria.1");
	expect(bench, "criteria.2", "no");
	on_day(bench, "2026-06-30");
	give_row(bench, "equipment", "B", "coal", NULL, "100");
	assert_false(applies(bench, "ENE-01"));
}

static void distance_from_live_parts(void **state)
{
	static const struct {
		const char *voltage, *enough, *close;
	} rows[] = {
		{"0.4", "0.7", "0.69"}, {"10", "0.7", "0.69"},   {"10.1", "1", "0.99"},  {"20", "1", "0.99"},
		{"35", "1", "0.99"},    {"35.1", "1.5", "1.49"}, {"110", "1.5", "1.49"}, {"110.1", "3", "2.99"},
		{"220", "3", "2.99"},   {"220.1", "4", "3.99"},  {"330", "4", "3.99"},   {"330.1", "5", "4.99"},
		{"500", "5", "4.99"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give_row(bench, "live_work", "A", rows[i].voltage, rows[i].enough);
		give_row(bench, "live_work", "B", rows[i].voltage, rows[i].close);
		classify(bench);
		expect(bench, "live_work.1", "enough");
		expect(bench, "live_work.2", "short");
		expect_said(bench, "live_work.2", rows[i].close);
	}
	on_day(bench, TODAY);
	give_row(bench, "live_work", "A", "500.1",
		 "8.7"); /* the table ends before it: a person decides, and that is said */
	classify(bench);
	expect(bench, "live_work.1", "unknown");
	expect_said(bench, "live_work.1", "500.1 kV > 500 kV");
	/* It leaves open what the others would call ordinary, and nothing that is known to be too close. */
	give(bench, "without_ticket", "no");
	give(bench, "interlock", "no");
	give_row(bench, "live_work", "B", "110", "1.5");
	answer(bench, "ENE-05", ANZE_FAILS);
	review(bench);
	expect_none(bench, "major:ENE-05");
	give_row(bench, "live_work", "C", "110", "1.49");
	review(bench);
	expect(bench, "major:ENE-05", "yes");
}

static void wind_and_corridor(void **state)
{
	static const struct {
		const char *fact, *value, *result, *said;
	} rows[] = {
		{"wind_climbing", "17.9", "wind_climbing", "allowed"},
		{"wind_climbing", "18", "wind_climbing", "stop"},
		{"wind_outdoor", "24.9", "wind_outdoor", "allowed"},
		{"wind_outdoor", "25", "wind_outdoor", "stop"},
		{"distance", "5", "pipeline_distance", "inside"},
		{"distance", "5.1", "pipeline_distance", "outside"},
		{"distance", "0", "pipeline_distance", "inside"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, rows[i].fact, rows[i].value);
		classify(bench);
		expect(bench, rows[i].result, rows[i].said);
	}
	give(bench, "consent", "yes");
	classify(bench);
	expect(bench, "pipeline_distance", "agreed");
	give(bench, "pipeline", "no");
	classify(bench);
	expect_none(bench, "pipeline_distance");
}

static void inspection_at_most_every_eight_years(void **state)
{
	static const struct {
		const char *inspected, *next, *said, *interval;
	} rows[] = {
		{"2018-11-24", NULL, "valid", NULL},
		{"2018-11-23", NULL, "overdue", NULL},
		{"2018-11-24", "2026-11-24", "valid", "meets"},
		{"2018-11-24", "2026-11-25", "valid", "too_long"},
		{"2018-11-24", "2026-11-23", "overdue", "meets"},
		{"2024-02-29", "2032-02-29", "valid", "meets"},
		{"2018-11-23", "2027-01-01", "overdue", "too_long"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "inspected", rows[i].inspected);
		if (rows[i].next)
			give(bench, "next_inspection", rows[i].next);
		classify(bench);
		expect(bench, "pipeline_inspection", rows[i].said);
		if (rows[i].interval)
			expect(bench, "inspection_interval", rows[i].interval);
		else
			expect_none(bench, "inspection_interval");
	}
}

/* Each rule from its first day, not the day before. */
static void rules_of_the_day(void **state)
{
	static const struct {
		const char *before, *fact, *value, *result, *said;
	} rows[] = {
		{"2010-09-30", "distance", "5", "pipeline_distance", "inside"},
		{"2016-02-29", "inspected", "2010-01-01", "pipeline_inspection", "valid"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, rows[i].before);
		give(bench, rows[i].fact, rows[i].value);
		classify(bench);
		expect_none(bench, rows[i].result);
		bench->facts.day++;
		classify(bench);
		expect(bench, rows[i].result, rows[i].said);
	}
	on_day(bench, "2012-05-31");
	give_row(bench, "live_work", "A", "110", "1.49");
	classify(bench);
	expect_none(bench, "live_work.1");
	bench->facts.day++;
	classify(bench);
	expect(bench, "live_work.1", "short");
}

static void the_profile_decides_what_is_asked(void **state)
{
	static const char *const facts[] = {"power",   "dam_or_ash", "wind",     "solar",  "storage",
					    "station", "pipeline",   "city_gas", "filling"};
	static const struct {
		const char *only, *applies; /* ENE-01 to ENE-15 */
	} rows[] = {
		{"power", "111010000000000"},    {"dam_or_ash", "000000000000000"}, {"wind", "000001000000000"},
		{"solar", "000000100000000"},    {"storage", "000000011000000"},    {"station", "000000001000000"},
		{"pipeline", "000000000110000"}, {"city_gas", "000000000001110"},   {"filling", "000000000000001"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		for (size_t j = 0; j < ANZE_COUNT(facts); j++)
			give(bench, facts[j], strcmp(facts[j], rows[i].only) == 0 ? "yes" : "no");
		for (size_t j = 0; j < 15; j++)
			if (applies_at(bench, j) != rows[i].applies[j] - '0')
				fail_msg("%s: ENE-%02zu", rows[i].only, j + 1);
	}
	on_day(bench, TODAY);
	give(bench, "power", "yes");
	give(bench, "dam_or_ash", "yes");
	assert_true(applies(bench, "ENE-04")); /* of a power enterprise */
}

/* Each conditional item: undecided, major, ordinary. */
static void conditional_items(void **state)
{
	static const struct {
		const char *item;
		struct {
			const char *fact, *value;
		} facts[4];
		const char *major; /* NULL: a person decides */
	} rows[] = {
		{"ENE-05", {{"without_ticket", "no"}}, NULL},
		{"ENE-05", {{"without_ticket", "yes"}}, "yes"},
		{"ENE-05", {{"interlock", "yes"}}, "yes"},
		{"ENE-05", {{"without_ticket", "no"}, {"interlock", "no"}}, NULL},
		{"ENE-06", {{"wind_climbing", "18"}}, "yes"},
		{"ENE-06", {{"wind_climbing", "17.9"}}, NULL},
		{"ENE-06", {{"wind_climbing", "17.9"}, {"wind_outdoor", "24.9"}}, "no"},
		{"ENE-06", {{"wind_climbing", "17.9"}, {"wind_outdoor", "25"}}, "yes"},
		{"ENE-08", {{"storage_kept_running", "yes"}}, "yes"},
		{"ENE-08", {{"storage_kept_running", "no"}}, "no"},
		{"ENE-10", {{"occupied", "yes"}}, NULL},
		{"ENE-10", {{"occupied", "yes"}, {"high_consequence", "yes"}}, "yes"},
		{"ENE-10", {{"occupied", "yes"}, {"high_consequence", "no"}, {"distance", "6"}}, "no"},
		{"ENE-10", {{"distance", "5"}, {"consent", "no"}}, "yes"},
		{"ENE-10", {{"distance", "5"}, {"consent", "yes"}, {"occupied", "no"}}, "no"},
		{"ENE-10", {{"distance", "5.1"}, {"consent", "no"}, {"occupied", "no"}}, "no"},
		{"ENE-11", {{"defect_left", "yes"}}, "yes"},
		{"ENE-11", {{"defect_left", "no"}, {"inspected", "2018-11-23"}}, NULL},
		{"ENE-11", {{"defect_left", "no"}, {"inspected", "2018-11-23"}, {"high_consequence", "yes"}}, "yes"},
		{"ENE-11", {{"defect_left", "no"}, {"inspected", "2018-11-23"}, {"high_consequence", "no"}}, "no"},
		{"ENE-11", {{"defect_left", "no"}, {"inspected", "2018-11-24"}, {"high_consequence", "yes"}}, "no"},
		{"ENE-15", {{"tank_leak", "no"}}, NULL},
		{"ENE-15", {{"tank_leak", "no"}, {"shut_off_dead", "no"}}, "no"},
		{"ENE-15", {{"tank_leak", "no"}, {"shut_off_dead", "yes"}}, "yes"},
		{"ENE-15", {{"tank_leak", "yes"}}, "yes"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		char code[32];
		(void)snprintf(code, sizeof code, "major:%s", rows[i].item);
		on_day(bench, TODAY);
		for (size_t j = 0; j < 4 && rows[i].facts[j].fact; j++)
			give(bench, rows[i].facts[j].fact, rows[i].facts[j].value);
		answer(bench, rows[i].item, ANZE_FAILS);
		review(bench);
		if (!rows[i].major) {
			expect_none(bench, code);
			expect_none(bench, "findings_colour");
			continue;
		}
		expect(bench, code, rows[i].major);
		if (rows[i].major[0] == 'y')
			expect_said(bench, "findings_colour", rows[i].item);
		else
			expect_none(bench, "findings_colour");
	}
	on_day(bench, TODAY);
	give(bench, "without_ticket", "no");
	give(bench, "interlock", "no");
	give_row(bench, "live_work", "A", "110", "1.5");
	answer(bench, "ENE-05", ANZE_FAILS);
	review(bench);
	expect(bench, "major:ENE-05", "no");
	give_row(bench, "live_work", "B", "110", "1.49");
	review(bench);
	expect(bench, "major:ENE-05", "yes");
}

static void a_checklist_against_the_facts(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "power", "yes");
	give(bench, "city_gas", "no");
	give_row(bench, "live_work", "A", "110", "1.5");
	give_row(bench, "live_work", "B", "10", "0.5");
	give(bench, "occupied", "yes");
	answer(bench, "ENE-01", ANZE_NOT_APPLICABLE);
	answer(bench, "ENE-05", ANZE_COMPLIES);
	answer(bench, "ENE-12", ANZE_FAILS);
	review(bench);
	expect(bench, "profile:ENE-01", "inside");
	expect(bench, "contradiction:ENE-05", "complies");
	expect_said(bench, "contradiction:ENE-05", "0.5 m < 0.7 m");
	expect(bench, "unchecked:ENE-10", "unchecked");
	expect(bench, "profile:ENE-12", "outside");
	expect(bench, "findings_colour", "red");
	assert_int_equal(bench->count, 5);
	/* A trial rule that did not cover the enterprise. */
	on_day(bench, "2026-06-30");
	give(bench, "power", "yes");
	give_row(bench, "equipment", "A", "grid", "220", NULL);
	answer(bench, "ENE-01", ANZE_COMPLIES);
	review(bench);
	expect(bench, "profile:ENE-01", "outside");
	assert_non_null(strstr(found(bench, "profile:ENE-01")->rule, "123号"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_follows_from_nothing),
		cmocka_unit_test(scope_of_the_criteria_of_2022),
		cmocka_unit_test(order_41_from_its_first_day),
		cmocka_unit_test(the_scope_needs_figures),
		cmocka_unit_test(distance_from_live_parts),
		cmocka_unit_test(wind_and_corridor),
		cmocka_unit_test(inspection_at_most_every_eight_years),
		cmocka_unit_test(rules_of_the_day),
		cmocka_unit_test(the_profile_decides_what_is_asked),
		cmocka_unit_test(conditional_items),
		cmocka_unit_test(a_checklist_against_the_facts),
	};
	return cmocka_run_group_tests_name("plugin energy", tests, begin, close_bench);
}
