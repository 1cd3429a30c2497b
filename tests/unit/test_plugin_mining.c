/* What the facts of a mine decide, through the plugin as it is loaded. */
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

static void nothing_follows_from_nothing(void **state)
{
	on_day(*state, TODAY);
	expect_silence(*state);
	for (size_t i = 0; i < ((struct bench *)*state)->plugin->item_count; i++)
		assert_int_equal(applies_at(*state, i), 1);
}

static void capacity_by_year_and_month(void **state)
{
	static const struct {
		const char *capacity, *year, *month, *said_year, *said_month;
	} rows[] = {
		{"100", "110", "10", "within", "within"},    {"100", "110.01", "10.01", "over", "over"},
		{"90", "99", "9", "within", "within"},       {"90", "99.01", "9", "over", "within"},
		{"0.3", "0.33", "0.03", "within", "within"}, {"0.3", "0.34", "0.04", "over", "over"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "capacity", rows[i].capacity);
		give(bench, "output_year", rows[i].year);
		give(bench, "output_month", rows[i].month);
		classify(bench);
		expect(bench, "capacity_year", rows[i].said_year);
		expect(bench, "capacity_month", rows[i].said_month);
	}
	on_day(bench, TODAY);
	give(bench, "capacity", "90");
	give(bench, "output_year", "108");
	classify(bench);
	expect_said(bench, "capacity_year", "= 120%");
	expect_none(bench, "capacity_month");
}

/* One figure of a pond alone gives the least class, and what is short of it is short in any case. */
static void one_figure_of_a_pond_gives_the_least(void **state)
{
	static const struct {
		const char *field, *value, *other, *lowest, *class, *with_lowest;
	} rows[] = {
		{"pond_volume", "50000", "dam_height", "1", "at_least_2", "2"},
		{"pond_volume", "49999.99", "dam_height", "1", "at_least_3", "3"},
		{"pond_volume", "1000", "dam_height", "1", "at_least_4", "4"},
		{"pond_volume", "100", "dam_height", "1", "at_least_4", "4"},
		{"dam_height", "200", "pond_volume", "1", "at_least_2", "2"},
		{"dam_height", "59.9", "pond_volume", "1", "at_least_4", "4"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, rows[i].field, rows[i].value);
		classify(bench);
		expect(bench, "tailings_class", rows[i].class);
		give(bench, rows[i].other, rows[i].lowest);
		classify(bench);
		expect(bench, "tailings_class", rows[i].with_lowest);
	}
	on_day(bench, TODAY);
	give(bench, "pond_volume", "99.99");
	classify(bench);
	expect_none(bench, "tailings_class"); /* at least class 5 says nothing */
	/* Class 3 by its height: at least 4, so 0.5 m at least. */
	on_day(bench, TODAY);
	give(bench, "dam_height", "60");
	give(bench, "dam_method", "upstream");
	give(bench, "freeboard", "0.49");
	classify(bench);
	assert_int_equal(expect(bench, "tailings_freeboard", "short")->colour, ANZE_RED);
	expect_none(bench, "tailings_least");
	give(bench, "freeboard", "0.5");
	classify(bench);
	expect_none(bench, "tailings_freeboard"); /* the class may demand 0.7 */
}

/* Facts that a list calls a major hazard make the enterprise red, and its colour says which. */
static void listed_situations_are_red(void **state)
{
	static const struct {
		const char *facts[5][2]; /* field, value */
		const char *field, *good, *bad, *result;
	} rows[] = {
		{{{"kind", "coal"}, {"capacity", "100"}}, "output_year", "110", "110.01", "capacity_year"},
		{{{"kind", "coal"}, {"capacity", "100"}}, "output_month", "10", "10.01", "capacity_month"},
		{{{"kind", "underground"}}, "exits", "2", "1", "exit_count"},
		{{{"kind", "underground"}}, "exit_distance", "30", "29.9", "exit_distance"},
		{{{"kind", "open_pit"}, {"pit_angle_design", "50"}}, "pit_angle", "50", "50.1", "pit_angle"},
		{{{"pond_volume", "1200"}, {"dam_height", "65"}, {"dam_method", "upstream"}},
		 "freeboard",
		 "0.7",
		 "0.69",
		 "tailings_freeboard"},
		{{{"pond_volume", "1200"}, {"dam_height", "65"}, {"dam_method", "upstream"}},
		 "beach",
		 "70",
		 "69.9",
		 "tailings_beach"},
		{{{"dam_slope_design", "3"}}, "dam_slope", "3", "2.99", "dam_slope"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		for (int bad = 0; bad < 2; bad++) {
			on_day(bench, TODAY);
			give(bench, "accident_12_months", "ordinary");
			for (size_t fact = 0; rows[i].facts[fact][0]; fact++)
				give(bench, rows[i].facts[fact][0], rows[i].facts[fact][1]);
			give(bench, rows[i].field, bad ? rows[i].bad : rows[i].good);
			classify(bench);
			assert_non_null(found(bench, rows[i].result));
			assert_int_equal(found(bench, rows[i].result)->colour, bad ? ANZE_RED : ANZE_COLOUR_NONE);
			expect(bench, "enterprise_colour", bad ? "red" : "orange");
			if (bad)
				assert_non_null(strstr(found(bench, "enterprise_colour")->explanation.zh,
						       found(bench, rows[i].result)->label.zh));
		}
}

static void the_coal_criteria_of_the_day(void **state)
{
	static const struct {
		const char *day, *rule;
	} rows[] = {{"2021-01-01", "第4号"}, {"2026-06-30", "第4号"}, {"2026-07-01", "第21号"}};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, rows[i].day);
		give(bench, "capacity", "90");
		give(bench, "output_year", "90");
		classify(bench);
		assert_non_null(strstr(expect(bench, "capacity_year", "within")->rule, rows[i].rule));
	}
	on_day(bench, "2020-12-31");
	give(bench, "capacity", "90");
	give(bench, "output_year", "190");
	classify(bench);
	expect_none(bench, "capacity_year");
}

static void gas_class_needs_all_four_to_be_low(void **state)
{
	static const struct {
		const char *relative, *absolute, *heading, *face, *class;
	} rows[] = {
		{"10", "40", "3", "5", "low"},      {"10.01", "40", "3", "5", "high"},
		{"10", "40.01", "3", "5", "high"},  {"10", "40", "3.01", "5", "high"},
		{"10", "40", "3", "5.01", "high"},  {"0", "0", "0", "0", "low"},
		{NULL, NULL, NULL, "5.01", "high"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		if (rows[i].relative)
			give(bench, "gas_relative", rows[i].relative);
		if (rows[i].absolute)
			give(bench, "gas_absolute", rows[i].absolute);
		if (rows[i].heading)
			give(bench, "gas_heading", rows[i].heading);
		give(bench, "gas_face", rows[i].face);
		classify(bench);
		expect(bench, "gas_class", rows[i].class);
		give(bench, "outburst", "yes");
		classify(bench);
		expect(bench, "gas_class", "outburst");
	}
	on_day(bench, TODAY);
	give(bench, "gas_relative", "4");
	give(bench, "outburst", "no");
	classify(bench);
	expect_none(bench, "gas_class"); /* three figures are missing */
	give(bench, "gas_absolute", "40.5");
	classify(bench);
	expect_said(bench, "gas_class", "40.5 > 40 m³/min");
	give(bench, "gas_declared", "low");
	classify(bench);
	expect(bench, "gas_class_declared", "too_low");
	give(bench, "gas_declared", "high");
	classify(bench);
	expect(bench, "gas_class_declared", "agrees");
}

static void readings_and_what_they_demand(void **state)
{
	static const struct {
		const char *fact, *reading, *action;
	} rows[] = {
		{"methane_main", "0.75", "normal"},           {"methane_main", "0.76", "report"},
		{"methane_return", "0.99", "normal"},         {"methane_return", "1", "stop"},
		{"methane_workplace", "0.99", "normal"},      {"methane_workplace", "1", "no_drilling"},
		{"methane_workplace", "1.49", "no_drilling"}, {"methane_workplace", "1.5", "evacuate"},
		{"carbon_dioxide", "1.5", "normal"},          {"carbon_dioxide", "1.51", "stop"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, rows[i].fact, rows[i].reading);
		classify(bench);
		expect(bench, rows[i].fact, rows[i].action);
		expect_said(bench, rows[i].fact, rows[i].reading);
	}
}

static void class_of_a_tailings_pond(void **state)
{
	static const struct {
		const char *volume, *height, *class;
	} rows[] = {
		{"850", "72", "3"},    {"80", "72", "4"},        {"60000", "210", "1"},      {"80", "20", "5"},
		{"12000", "25", "3"},  {"50000", "200", "1"},    {"49999.99", "199.9", "2"}, {"50000", "100", "1"},
		{"10000", "100", "2"}, {"9999.99", "99.9", "3"}, {"1000", "60", "3"},        {"999.99", "59.9", "4"},
		{"100", "30", "4"},    {"99.99", "29.9", "5"},   {"100", "29.9", "4"},       {"99.99", "30", "4"},
		{"1000", "29.9", "4"}, {"10000", "29.9", "3"},   {"50000", "29.9", "2"},     {"99.99", "200", "2"},
		{"100", "60", "3"},    {"0.01", "100", "3"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "pond_volume", rows[i].volume);
		give(bench, "dam_height", rows[i].height);
		classify(bench);
		assert_int_equal(expect(bench, "tailings_class", rows[i].class)->verified, 0);
		expect_said(bench, "tailings_class", rows[i].volume);
		expect_none(bench, "tailings_least"); /* the way of building was not said */
	}
	on_day(bench, TODAY);
	give(bench, "pond_volume", "850");
	classify(bench);
	expect(bench, "tailings_class", "at_least_4");
	on_day(bench, "2021-08-31");
	give(bench, "pond_volume", "850");
	give(bench, "dam_height", "72");
	classify(bench);
	expect_none(bench, "tailings_class"); /* this edition was not in force */
	bench->facts.day++;
	classify(bench);
	expect(bench, "tailings_class", "3");
}

static void freeboard_and_beach_by_class(void **state)
{
	static const struct {
		const char *volume, *height, *freeboard, *less, *beach, *shorter;
	} rows[] = {
		{"60000", "210", "1.5", "1.49", "150", "149.9"}, {"12000", "120", "1", "0.99", "100", "99.9"},
		{"1200", "70", "0.7", "0.69", "70", "69.9"},     {"120", "40", "0.5", "0.49", "50", "49.9"},
		{"12", "20", "0.4", "0.39", "40", "39.9"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "pond_volume", rows[i].volume);
		give(bench, "dam_height", rows[i].height);
		give(bench, "dam_method", "upstream");
		give(bench, "freeboard", rows[i].freeboard);
		give(bench, "beach", rows[i].shorter);
		classify(bench);
		expect(bench, "tailings_freeboard", "enough");
		expect(bench, "tailings_beach", "short");
		give(bench, "freeboard", rows[i].less);
		give(bench, "beach", rows[i].beach);
		classify(bench);
		expect(bench, "tailings_freeboard", "short");
		expect(bench, "tailings_beach", "enough");
		give(bench, "dam_method", "centreline");
		classify(bench);
		expect_none(bench, "tailings_freeboard");
		expect(bench, "tailings_class", (const char *[]){"1", "2", "3", "4", "5"}[i]);
	}
	give(bench, "dam_method", "upstream");
	give(bench, "people_below", "1");
	classify(bench);
	expect(bench, "tailings_least", "0.4/40");
	expect(bench, "tailings_overhead", "yes");
	give(bench, "people_below", "0");
	give(bench, "dam_slope", "2.99");
	give(bench, "dam_slope_design", "3");
	classify(bench);
	expect(bench, "tailings_overhead", "no");
	expect(bench, "dam_slope", "steep");
	give(bench, "dam_slope", "3");
	classify(bench);
	expect(bench, "dam_slope", "meets");
	give(bench, "tailings", "no");
	classify(bench);
	expect_none(bench, "tailings_class");
	expect_none(bench, "dam_slope");
}

/* One fact after the other against its limit. */
static void limits_of_metal_mines(void **state)
{
	static const struct {
		const char *fact, *value, *other, *other_value, *result, *said;
	} rows[] = {
		{"exits", "1", NULL, NULL, "exit_count", "fails"},
		{"exits", "2", NULL, NULL, "exit_count", "meets"},
		{"exit_distance", "29.9", NULL, NULL, "exit_distance", "fails"},
		{"exit_distance", "30", NULL, NULL, "exit_distance", "meets"},
		{"wing_length", "1000", NULL, NULL, "wing_exit", "meets"},
		{"wing_length", "1000.1", "wing_exit", "no", "wing_exit", "fails"},
		{"wing_length", "1000.1", "wing_exit", "yes", "wing_exit", "meets"},
		{"wing_length", "1000.1", NULL, NULL, "wing_exit", NULL},
		{"drawing_day", "2026-08-24", "being_built", "no", "drawings", "meets"},
		{"drawing_day", "2026-08-23", "being_built", "no", "drawings", "fails"},
		{"drawing_day", "2026-10-24", "being_built", "yes", "drawings", "meets"},
		{"drawing_day", "2026-10-23", "being_built", "yes", "drawings", "fails"},
		{"drawing_day", "2026-10-23", NULL, NULL, "drawings", NULL},
		{"carried", "25", "carrier_rating", "30", "carrier", "meets"},
		{"carried", "26", "carrier_rating", "30", "carrier", "fails"},
		{"carried", "26", NULL, NULL, "carrier", "fails"},
		{"carried", "25", NULL, NULL, "carrier", NULL},
		{"carried", "19", "carrier_rating", "18", "carrier", "fails"},
		{"carried", "18", "carrier_rating", "18", "carrier", "meets"},
		{"pit_angle", "45", "pit_angle_design", "45", "pit_angle", "meets"},
		{"pit_angle", "45.1", "pit_angle_design", "45", "pit_angle", "fails"},
		{"pit_height", "199.9", NULL, NULL, "pit_monitor", "meets"},
		{"pit_height", "200", "pit_monitored", "no", "pit_monitor", "fails"},
		{"pit_height", "200", "pit_monitored", "yes", "pit_monitor", "meets"},
		{"pit_height", "200", NULL, NULL, "pit_monitor", NULL},
		{"dump_height", "200", "dump_monitored", "no", "dump_monitor", "fails"},
		{"dump_height", "199.9", "dump_monitored", "no", "dump_monitor", "meets"},
		{"hours_new", "71", NULL, NULL, "training_new", "short"},
		{"hours_new", "72", NULL, NULL, "training_new", "enough"},
		{"hours_yearly", "19", NULL, NULL, "training_yearly", "short"},
		{"hours_yearly", "20", NULL, NULL, "training_yearly", "enough"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, rows[i].fact, rows[i].value);
		if (rows[i].other)
			give(bench, rows[i].other, rows[i].other_value);
		classify(bench);
		if (rows[i].said)
			expect(bench, rows[i].result, rows[i].said);
		else
			expect_none(bench, rows[i].result);
	}
}

/* From the first day of the criteria, not the day before. */
static void the_metal_criteria_of_the_day(void **state)
{
	static const struct {
		const char *fact, *value, *other, *other_value, *result, *said;
	} rows[] = {
		{"exits", "1", NULL, NULL, "exit_count", "fails"},
		{"pit_height", "200", "pit_monitored", "no", "pit_monitor", "fails"},
		{"dam_slope", "2.99", "dam_slope_design", "3", "dam_slope", "steep"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, "2022-08-31");
		give(bench, rows[i].fact, rows[i].value);
		if (rows[i].other)
			give(bench, rows[i].other, rows[i].other_value);
		classify(bench);
		expect_none(bench, rows[i].result);
		bench->facts.day++;
		classify(bench);
		expect(bench, rows[i].result, rows[i].said);
	}
}

/* Three months after the end of November is the end of February. */
static void months_end_with_their_last_day(void **state)
{
	static const struct {
		const char *drawn, *judged, *said;
	} rows[] = {
		{"2026-11-30", "2027-02-28", "meets"},
		{"2026-11-30", "2027-03-01", "fails"},
		{"2027-11-30", "2028-02-29", "meets"},
		{"2027-11-30", "2028-03-01", "fails"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, rows[i].judged);
		give(bench, "drawing_day", rows[i].drawn);
		give(bench, "being_built", "no");
		classify(bench);
		expect(bench, "drawings", rows[i].said);
		expect_said(bench, "drawings", rows[i].judged);
	}
}

static void the_profile_decides_what_is_asked(void **state)
{
	static const struct {
		const char *kind, *tailings, *applies; /* MIN-01 to MIN-15 */
	} rows[] = {
		{"coal", "no", "111110000000111"},     {"underground", "no", "000001110000111"},
		{"open_pit", "no", "000000001100111"}, {"both", "yes", "000001111111111"},
		{"none", "yes", "000000000011111"},    {"none", NULL, "000000000011111"},
		{"coal", NULL, "111110000011111"},     {NULL, "no", "111111111100111"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		if (rows[i].kind)
			give(bench, "kind", rows[i].kind);
		if (rows[i].tailings)
			give(bench, "tailings", rows[i].tailings);
		for (size_t j = 0; j < 15; j++)
			assert_int_equal(applies_at(bench, j), rows[i].applies[j] - '0');
	}
}

static void a_checklist_against_the_facts(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "kind", "coal");
	give(bench, "tailings", "no");
	give(bench, "capacity", "90");
	give(bench, "output_year", "120");
	review(bench);
	expect(bench, "unchecked:MIN-01", "unchecked");
	answer(bench, "MIN-01", ANZE_COMPLIES);
	answer(bench, "MIN-02", ANZE_NOT_APPLICABLE);
	answer(bench, "MIN-06", ANZE_COMPLIES);
	answer(bench, "MIN-11", ANZE_NOT_APPLICABLE);
	review(bench);
	expect(bench, "contradiction:MIN-01", "complies");
	expect_said(bench, "contradiction:MIN-01", "120 ÷ 90");
	expect(bench, "profile:MIN-02", "inside");
	expect(bench, "profile:MIN-06", "outside");
	assert_int_equal(bench->count, 3);
	answer(bench, "MIN-01", ANZE_FAILS);
	answer(bench, "MIN-02", ANZE_COMPLIES);
	answer(bench, "MIN-06", ANZE_NOT_APPLICABLE);
	review(bench);
	assert_int_equal(expect(bench, "findings_colour", "red")->colour, ANZE_RED);
	expect_said(bench, "findings_colour", "MIN-01");
	assert_int_equal(bench->count, 1);
}

static void gas_classification_major_or_not(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	answer(bench, "MIN-03", ANZE_FAILS);
	review(bench);
	assert_int_equal(bench->count, 0); /* the facts do not decide it */
	give(bench, "gas_until", "2026-11-23");
	review(bench);
	expect(bench, "major:MIN-03", "yes");
	expect(bench, "findings_colour", "red");
	give(bench, "gas_until", TODAY);
	review(bench);
	expect_none(bench, "major:MIN-03");
	give(bench, "gas_relative", "10");
	give(bench, "gas_absolute", "40");
	give(bench, "gas_heading", "3");
	give(bench, "gas_face", "5");
	give(bench, "gas_declared", "low");
	review(bench);
	expect(bench, "major:MIN-03", "no");
	expect_none(bench, "findings_colour");
	give(bench, "gas_face", "5.01");
	review(bench);
	expect(bench, "major:MIN-03", "yes");
	answer(bench, "MIN-03", ANZE_COMPLIES);
	review(bench);
	expect(bench, "contradiction:MIN-03", "complies");
	answer(bench, "MIN-03", ANZE_NOT_APPLICABLE);
	answer(bench, "MIN-13", ANZE_FAILS);
	give(bench, "certificates", "yes");
	review(bench);
	expect(bench, "contradiction:MIN-03", "not_applicable");
	expect(bench, "major:MIN-13", "no");
	give(bench, "certificates", "no");
	review(bench);
	expect_none(bench, "major:MIN-13");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_follows_from_nothing),
		cmocka_unit_test(capacity_by_year_and_month),
		cmocka_unit_test(listed_situations_are_red),
		cmocka_unit_test(one_figure_of_a_pond_gives_the_least),
		cmocka_unit_test(the_coal_criteria_of_the_day),
		cmocka_unit_test(gas_class_needs_all_four_to_be_low),
		cmocka_unit_test(readings_and_what_they_demand),
		cmocka_unit_test(class_of_a_tailings_pond),
		cmocka_unit_test(freeboard_and_beach_by_class),
		cmocka_unit_test(limits_of_metal_mines),
		cmocka_unit_test(the_metal_criteria_of_the_day),
		cmocka_unit_test(months_end_with_their_last_day),
		cmocka_unit_test(the_profile_decides_what_is_asked),
		cmocka_unit_test(a_checklist_against_the_facts),
		cmocka_unit_test(gas_classification_major_or_not),
	};
	return cmocka_run_group_tests_name("plugin mining", tests, begin, close_bench);
}
