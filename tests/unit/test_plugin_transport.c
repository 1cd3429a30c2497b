/* Transport: driving and rest, the platform and who watches it, long lines,
 * warnings, and what a checklist says against the facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

#define TODAY "2026-11-24"

static int open_plugin(void **state)
{
	return open_bench(state, "TRA", "transport.so");
}

static void nothing_follows_from_nothing(void **state)
{
	on_day(*state, TODAY);
	expect_silence(*state);
}

/* --- driving --- */

/* Up to six times at the wheel of one driver, all beginning on the same day unless "+1" stands before. */
struct drive {
	const char *legs[6][2];
	const char *value;
	const char *said[3]; /* parts of the explanation */
};

static void check_drive(struct bench *bench, const struct drive *drive)
{
	on_day(bench, TODAY);
	for (size_t i = 0; i < 6 && drive->legs[i][0]; i++) {
		const char *from = drive->legs[i][0];
		bool next = from[0] == '+';
		give_row(bench, "driving", "D1", next ? "2026-11-21" : "2026-11-20", next ? from + 1 : from,
			 drive->legs[i][1]);
	}
	classify(bench);
	expect(bench, "driver_hours", drive->value);
	assert_int_equal(expect(bench, "driver_hours.1", drive->value)->verified, 0);
	for (size_t i = 0; i < 3 && drive->said[i]; i++)
		expect_said(bench, "driver_hours.1", drive->said[i]);
}

static void driving_by_day(void **state)
{
	static const struct drive drives[] = {
		/* 4 hours in one go, and a minute more */
		{{{"08:00", "12:00"}}, "compliant", {"240"}},
		{{{"08:00", "12:01"}}, "breach", {"241"}},
		/* 20 minutes are a rest, 19 are not */
		{{{"08:00", "12:00"}, {"12:20", "16:20"}}, "compliant", {"240", "480"}},
		{{{"08:00", "12:00"}, {"12:19", "12:20"}}, "breach", {"241"}},
		{{{"08:00", "10:00"}, {"10:19", "12:19"}}, "compliant", {"240"}},
		{{{"08:00", "10:00"}, {"10:19", "12:20"}}, "breach", {"241"}},
		{{{"08:00", "10:00"}, {"10:00", "12:01"}}, "breach", {"241"}},
		/* rows need no order */
		{{{"10:19", "12:20"}, {"08:00", "10:00"}}, "breach", {"241"}},
		/* what overlaps counts once */
		{{{"08:00", "11:00"}, {"09:00", "12:00"}}, "compliant", {"240"}},
		{{{"08:00", "12:00"}, {"09:00", "10:00"}}, "compliant", {"240"}},
		{{{"8:00", "9：30"}}, "compliant", {"90"}},
	};

	for (size_t i = 0; i < ANZE_COUNT(drives); i++)
		check_drive(*state, &drives[i]);
}

static void driving_at_night(void **state)
{
	static const struct drive drives[] = {
		{{{"22:00", "24:00"}}, "compliant", {"120"}},
		{{{"22:00", "00:01"}}, "breach", {"121"}},
		/* 22:00 and 06:00 are the ends of the night */
		{{{"20:00", "24:00"}}, "compliant", {"240", "120"}},
		{{{"20:00", "22:00"}, {"22:20", "00:20"}, {"+00:40", "02:40"}}, "compliant", {"120"}},
		{{{"20:01", "00:01"}}, "breach", {"121"}},
		{{{"04:00", "08:00"}}, "compliant", {"120", "240"}},
		{{{"03:59", "07:00"}}, "breach", {"121"}},
		{{{"05:59", "06:01"}}, "compliant", {"1"}},
		/* a rest divides the night too */
		{{{"22:00", "24:00"}, {"+00:20", "02:20"}}, "compliant", {"120", "240"}},
		{{{"22:00", "24:00"}, {"+00:19", "00:20"}}, "breach", {"121"}},
		/* midnight between two rows */
		{{{"23:00", "24:00"}, {"+00:00", "01:00"}}, "compliant", {"120"}},
		{{{"23:00", "24:00"}, {"+00:00", "01:01"}}, "breach", {"121"}},
	};

	for (size_t i = 0; i < ANZE_COUNT(drives); i++)
		check_drive(*state, &drives[i]);
}

static void driving_in_24_hours(void **state)
{
	static const struct drive drives[] = {
		{{{"08:00", "12:00"}, {"13:00", "17:00"}}, "compliant", {"480"}},
		{{{"08:00", "12:00"}, {"13:00", "17:00"}, {"18:00", "18:01"}}, "breach", {"481"}},
		/* 24 hours begin anywhere: 16:00 to 16:00 */
		{{{"16:00", "20:00"}, {"+08:00", "12:00"}, {"+15:00", "16:00"}}, "breach", {"540"}},
		{{{"12:00", "16:00"}, {"+08:00", "12:00"}, {"+13:00", "17:00"}}, "compliant", {"480"}},
		/* the last 24 hours of a leg that ends */
		{{{"12:00", "16:00"}, {"+08:00", "12:00"}, {"+13:00", "13:01"}}, "compliant", {"480"}},
		{{{"12:00", "16:00"}, {"+07:00", "11:00"}, {"+11:59", "12:00"}}, "breach", {"481"}},
		{{{"12:00", "16:00"}, {"+07:00", "11:00"}, {"+12:00", "12:01"}}, "compliant", {"480"}},
	};

	for (size_t i = 0; i < ANZE_COUNT(drives); i++)
		check_drive(*state, &drives[i]);
}

static void each_driver_alone(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give_row(bench, "driving", "D1", "2026-11-20", "08:00", "12:00");
	give_row(bench, "driving", "D2", "2026-11-20", "08:00", "12:30");
	give_row(bench, "driving", "D1", "2026-11-20", "12:30", "13:00");
	give_row(bench, "driving", "D3", "2026-11-20", "25:00", "26:00");
	give_row(bench, "driving", "D3", "2026-11-20", "12.30", "13:00");
	give_row(bench, "driving", "D3", "2026-11-20", "12:60", "13:00");
	give_row(bench, "driving", "D3", "2026-11-20", "12:5", "13:00");
	give_row(bench, "driving", "D3", "2026-11-20", "12:50x", "13:00");
	give_row(bench, "driving", "D3", "2026-11-20", "24:01", "13:00");
	give_row(bench, "driving", "D3", NULL, "12:00", "13:00");
	classify(bench);
	expect(bench, "driver_hours.1", "compliant");
	expect(bench, "driver_hours.2", "breach");
	expect_none(bench, "driver_hours.3");
	expect(bench, "driver_hours", "breach");
	expect_said(bench, "driver_hours", "D2");
	expect(bench, "driving_unreadable", "7");
	expect_said(bench, "driver_hours.2", "270");
}

static void speed_at_night(void **state)
{
	static const struct {
		const char *day, *night, *value;
	} rows[] = {{"100", "80", "compliant"},
		    {"100", "81", "too_fast"},
		    {"99", "79", "compliant"},
		    {"99", "80", "too_fast"}};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "day_speed", rows[i].day);
		expect_silence(bench);
		give(bench, "night_speed", rows[i].night);
		classify(bench);
		expect(bench, "night_speed", rows[i].value);
	}
	expect_said(bench, "night_speed", "80 km/h > 99 km/h × 80% = 79.2 km/h");
}

/* --- the platform --- */

static void who_must_be_on_the_platform(void **state)
{
	static const struct {
		const char *kind, *mass, *owing;
	} rows[] = {
		{"tour_coach", NULL, "7"},      {"charter_coach", NULL, "7"},
		{"line_coach", NULL, "7"},      {"short_line_coach", NULL, "0"},
		{"dangerous_goods", NULL, "7"}, {"tractor", NULL, "7"},
		{"truck", "11.99", "0"},        {"truck", "12", "7"},
		{"truck", NULL, "0"},           {"other", "30", "0"},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give_row(bench, "fleet", rows[i].kind, rows[i].mass, "7");
		classify(bench);
		expect(bench, "platform_duty", rows[i].owing);
		expect_said(bench, "platform_duty", "12 t");
	}
	give_row(bench, "fleet", "truck", "12.01", "3");
	give_row(bench, "fleet", "tour_coach", NULL, "4");
	give_row(bench, "fleet", "tour_coach", NULL, NULL);
	classify(bench);
	expect(bench, "platform_duty", "7");
}

static void one_person_watches_a_hundred(void **state)
{
	static const struct {
		const char *vehicles, *staff;
	} rows[] = {{"1", "2"}, {"100", "2"}, {"101", "2"}, {"200", "2"}, {"201", "3"}, {"300", "3"}, {"301", "4"}};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give_row(bench, "fleet", "tour_coach", NULL, rows[i].vehicles);
		give(bench, "monitors", rows[i].staff);
		classify(bench);
		expect(bench, "monitoring_staff_required", rows[i].staff);
		expect(bench, "monitoring_staff", "enough");
		char one_less[16];
		(void)snprintf(one_less, sizeof one_less, "%d", atoi(rows[i].staff) - 1);
		give(bench, "monitors", one_less);
		classify(bench);
		expect(bench, "monitoring_staff", "short");
	}
	/* Whatever is on the platform is watched. */
	on_day(bench, TODAY);
	give_row(bench, "fleet", "tour_coach", NULL, "10");
	give(bench, "on_platform", "201");
	classify(bench);
	expect(bench, "monitoring_staff_required", "3");
	expect(bench, "platform_connected", "enough");
	give(bench, "on_platform", "9");
	classify(bench);
	expect(bench, "monitoring_staff_required", "2");
	expect(bench, "platform_connected", "short");
	expect_said(bench, "platform_connected", "9 < 10");
	/* No vehicle, no staff. */
	on_day(bench, TODAY);
	give_row(bench, "fleet", "other", NULL, "10");
	give(bench, "monitors", "0");
	classify(bench);
	expect_none(bench, "monitoring_staff_required");
	expect_none(bench, "monitoring_staff");
}

static void what_is_kept(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "data_months", "5");
	give(bench, "record_months", "35");
	classify(bench);
	expect(bench, "monitoring_data", "short");
	expect(bench, "violation_records", "short");
	give(bench, "data_months", "6");
	give(bench, "record_months", "36");
	classify(bench);
	expect(bench, "monitoring_data", "enough");
	expect(bench, "violation_records", "enough");
}

/* --- the road --- */

static void lines_of_800_km(void **state)
{
	static const struct {
		const char *length, *assessed, *stops, *value;
	} rows[] = {
		{"799.9", "no", "no", "short"},   {"800", "yes", "yes", "managed"}, {"800", "no", "yes", "major"},
		{"800", "yes", "no", "major"},    {"800", NULL, "no", "major"},     {"800", "yes", NULL, "unknown"},
		{"800.1", NULL, NULL, "unknown"}, {NULL, "no", "no", "unknown"},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give_row(bench, "lines", "Tai'an to Xi'an", rows[i].length, rows[i].assessed, rows[i].stops);
		classify(bench);
		assert_int_equal(expect(bench, "line.1", rows[i].value)->verified, 1);
	}
	/* The criteria are in force from 2023-10-01. */
	bench->facts.day = 19630;
	expect_silence(bench);
	bench->facts.day = 19631;
	classify(bench);
	expect(bench, "line.1", "unknown");
}

static void warnings_that_stop_services(void **state)
{
	static const char *const kinds[] = {"rainstorm", "snowstorm", "hail",  "fog",
					    "sandstorm", "gale",      "icing", "geological"};
	static const char *const levels[] = {"blue", "yellow", "orange", "red"};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(levels); i++) {
		on_day(bench, TODAY);
		give_row(bench, "warnings", "typhoon", levels[i], NULL);
		for (size_t j = 0; j < ANZE_COUNT(kinds); j++)
			give_row(bench, "warnings", kinds[j], levels[i], NULL);
		classify(bench);
		assert_int_equal(expect(bench, "weather_stop.1", i >= 2 ? "stop" : "run")->verified, 1);
		for (size_t j = 0; j < ANZE_COUNT(kinds); j++) {
			char code[32];
			(void)snprintf(code, sizeof code, "weather_stop.%zu", j + 2);
			expect(bench, code, i == 3 ? "stop" : "run");
		}
		expect(bench, "weather_stop", i >= 2 ? "stop" : "run");
	}
	on_day(bench, TODAY);
	give_row(bench, "warnings", NULL, "red", NULL);
	expect_silence(bench);
	/* Obeyed or not is a question only where services must stop. */
	give_row(bench, "warnings", "typhoon", "orange", "no");
	give_row(bench, "warnings", "typhoon", "orange", "yes");
	give_row(bench, "warnings", "fog", "orange", "no");
	classify(bench);
	expect(bench, "suspension.2", "ignored");
	expect(bench, "suspension.3", "obeyed");
	expect_none(bench, "suspension.4");
}

static void points_and_training(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "points", "9");
	give(bench, "training_hours", "1.9");
	give(bench, "last_drill", "2026-05-24");
	classify(bench);
	assert_int_equal(expect(bench, "driver_points", "on_duty")->verified, 1);
	expect(bench, "driver_training", "short");
	expect(bench, "drill", "in_time");
	give(bench, "points", "10");
	give(bench, "training_hours", "2");
	give(bench, "last_drill", "2026-05-23");
	classify(bench);
	expect(bench, "driver_points", "off_duty");
	expect(bench, "driver_training", "enough");
	expect(bench, "drill", "overdue");
}

/* --- the checklist --- */

static void items_apply_by_what_the_company_does(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		assert_int_equal(applies_at(bench, i), 1);
	give(bench, "has_long_lines", "no");
	give(bench, "dangerous_goods", "no");
	give_row(bench, "fleet", "other", NULL, "3");
	for (size_t i = 0; i < bench->plugin->item_count; i++) {
		const char *code = bench->plugin->items[i].code;
		bool left_out = strstr("TRA-06 TRA-07 TRA-09 TRA-10 TRA-14", code) != NULL;
		assert_int_equal(applies_at(bench, i), !left_out);
	}
	/* Rows count more than a no. */
	give_row(bench, "lines", "A", "799.9", NULL, NULL);
	assert_int_equal(applies(bench, "TRA-06"), 0);
	give_row(bench, "lines", "B", "800", NULL, NULL);
	assert_int_equal(applies(bench, "TRA-06"), 1);
	give_row(bench, "fleet", "dangerous_goods", NULL, "1");
	assert_int_equal(applies(bench, "TRA-07"), 1);
	assert_int_equal(applies(bench, "TRA-09"), 1);
	/* Only short lines are no long ones; a line without a length may be one. */
	on_day(bench, TODAY);
	give_row(bench, "lines", "A", "799.9", NULL, NULL);
	assert_int_equal(applies(bench, "TRA-06"), 0);
	give_row(bench, "lines", "B", NULL, NULL, NULL);
	assert_int_equal(applies(bench, "TRA-06"), 1);
	/* A truck of unknown mass may have to be on the platform. */
	give_row(bench, "fleet", "truck", "11.99", "1");
	assert_int_equal(applies(bench, "TRA-07"), 0);
	give_row(bench, "fleet", "truck", NULL, "1");
	assert_int_equal(applies(bench, "TRA-07"), 1);
}

static void answers_against_the_facts(void **state)
{
	static const char *const against[] = {"TRA-04", "TRA-05", "TRA-06", "TRA-07", "TRA-08", "TRA-11", "TRA-13"};
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "points", "10");
	give_row(bench, "warnings", "typhoon", "orange", "no");
	give_row(bench, "lines", "A", "800", "yes", "no");
	give_row(bench, "fleet", "tour_coach", NULL, "201");
	give(bench, "monitors", "2");
	give_row(bench, "driving", "D1", "2026-11-20", "08:00", "12:01");
	give(bench, "training_hours", "1.9");
	give(bench, "last_drill", "2026-01-01");
	give(bench, "dangerous_goods", "no");
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		bench->answers[i].answered = ANZE_COMPLIES;
	answer(bench, "TRA-09", ANZE_NOT_APPLICABLE);
	answer(bench, "TRA-10", ANZE_FAILS);
	answer(bench, "TRA-14", ANZE_NOT_APPLICABLE);
	review(bench);
	for (size_t i = 0; i < ANZE_COUNT(against); i++) {
		char code[40];
		(void)snprintf(code, sizeof code, "contradiction:%s", against[i]);
		expect(bench, code, "complies");
	}
	expect(bench, "profile:TRA-10", "outside");
	expect(bench, "profile:TRA-14", "inside");
	assert_int_equal(bench->count, ANZE_COUNT(against) + 2);
	expect_said(bench, "contradiction:TRA-08", "241");
	answer(bench, "TRA-08", ANZE_NOT_CHECKED);
	review(bench);
	expect(bench, "unchecked:TRA-08", "unchecked");
}

static void answers_that_fit_are_left_alone(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give(bench, "points", "9");
	give_row(bench, "warnings", "typhoon", "orange", "yes");
	give_row(bench, "warnings", "fog", "orange", "no");
	give_row(bench, "lines", "A", "800", "yes", "yes");
	give_row(bench, "lines", "B", "799.9", "no", "no");
	give_row(bench, "fleet", "dangerous_goods", NULL, "200");
	give(bench, "on_platform", "200");
	give(bench, "monitors", "2");
	give(bench, "data_months", "6");
	give_row(bench, "driving", "D1", "2026-11-20", "08:00", "12:00");
	give(bench, "training_hours", "2");
	give(bench, "last_drill", TODAY);
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		bench->answers[i].answered = ANZE_COMPLIES;
	review(bench);
	assert_int_equal(bench->count, 0);
}

static void conditional_items_are_decided(void **state)
{
	static const struct {
		const char *item, *facts[2];
	} rows[] = {
		{"TRA-08", {"tired_unhandled", NULL}},
		{"TRA-09", {"tank_expired", "outside_licence"}},
		{"TRA-10", {"parked_in_crowd", "unseparated"}},
		{"TRA-12", {"failed_in_service", NULL}},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		char code[32];
		(void)snprintf(code, sizeof code, "major:%s", rows[i].item);
		on_day(bench, TODAY);
		answer(bench, rows[i].item, ANZE_FAILS);
		review(bench);
		expect_none(bench, code); /* a person decides */
		give(bench, rows[i].facts[0], "no");
		review(bench);
		if (rows[i].facts[1])
			expect_none(bench, code);
		else
			expect(bench, code, "no");
		if (rows[i].facts[1]) {
			give(bench, rows[i].facts[1], "no");
			review(bench);
			expect(bench, code, "no");
			give(bench, rows[i].facts[1], "yes");
			review(bench);
			expect(bench, code, "yes");
		}
		give(bench, rows[i].facts[0], "yes");
		review(bench);
		expect(bench, code, "yes");
		answer(bench, rows[i].item, ANZE_COMPLIES);
		review(bench);
		expect_none(bench, code);
	}
}

/* The worst of what is known is the least: a row that cannot be judged makes nothing better. */
static void what_is_missing_never_makes_it_better(void **state)
{
	struct bench *bench = *state;

	on_day(bench, TODAY);
	give_row(bench, "fleet", "tour_coach", NULL, "200");
	give(bench, "on_platform", "200");
	give(bench, "monitors", "2");
	classify(bench);
	expect(bench, "platform_connected", "enough");
	expect(bench, "monitoring_staff", "enough");
	give_row(bench, "fleet", "tour_coach", NULL, NULL);
	classify(bench);
	expect(bench, "platform_connected", "incomplete");
	expect(bench, "monitoring_staff", "incomplete");
	assert_string_equal(expect(bench, "platform_duty", "200")->value_text.zh, "至少200");
	give(bench, "on_platform", "199");
	classify(bench);
	expect(bench, "platform_connected", "short");

	on_day(bench, TODAY);
	give_row(bench, "driving", "A", "2026-11-20", "08:00", "12:00");
	classify(bench);
	expect(bench, "driver_hours", "compliant");
	give_row(bench, "driving", "B", "2026-11-20", "25:00", "12:00");
	classify(bench);
	expect(bench, "driver_hours", "incomplete");
	give_row(bench, "driving", "C", "2026-11-20", "08:00", "12:01");
	classify(bench);
	expect(bench, "driver_hours", "breach");

	/* A line that is a major hazard by its facts makes it red, one that may be leaves the rest as the least. */
	on_day(bench, TODAY);
	give(bench, "accident_12_months", "ordinary");
	give_row(bench, "lines", "NORTH", "800", "yes", "yes");
	classify(bench);
	assert_string_equal(expect(bench, "enterprise_colour", "orange")->value_text.zh, "橙色（较大风险）");
	give_row(bench, "lines", "SOUTH", "800", "yes", NULL);
	classify(bench);
	assert_string_equal(expect(bench, "enterprise_colour", "orange")->value_text.zh, "至少为橙色（较大风险）");
	expect_said(bench, "enterprise_colour", "SOUTH");
	give_row(bench, "lines", "WEST", "800", "no", "yes");
	classify(bench);
	assert_int_equal(expect(bench, "line.3", "major")->colour, ANZE_RED);
	assert_int_equal(expect(bench, "enterprise_colour", "red")->colour, ANZE_RED);
	expect_said(bench, "enterprise_colour", "WEST");
}

static void what_cannot_be_is_said_before_it_is_recorded(void **state)
{
	static const char *const times[][2] = {{"00:00", NULL}, {"24:00", NULL}, {"8:30", NULL}, {"21：30", NULL},
					       {"25:00", "x"},  {"24:01", "x"},  {"8点", "x"},   {"21:60", "x"},
					       {"21:3", "x"},   {"2130", "x"},   {"21:30h", "x"}};
	struct bench *bench = *state;

	for (size_t i = 0; i < ANZE_COUNT(times); i++) {
		on_day(bench, TODAY);
		give_row(bench, "driving", "A", TODAY, times[i][0], times[i][1] ? times[i][0] : "12:34");
		check(bench);
		if (times[i][1]) {
			expect_said(bench, "driving.from.1", "21:30");
			expect(bench, "driving.to.1", "wrong");
		} else {
			assert_int_equal(bench->count, 0);
		}
	}
	on_day(bench, TODAY);
	give_row(bench, "driving", "A", TODAY, "08:00", "8:00"); /* no minute, or a whole day at the wheel? */
	check(bench);
	assert_non_null(strstr(expect(bench, "driving.to.1", "wrong")->explanation.zh, "相同"));
	on_day(bench, TODAY);
	give(bench, "last_drill", TODAY);
	give_row(bench, "driving", "A", TODAY, "08:00", "09:00");
	give_row(bench, "fleet", "truck", "12", "1");
	give_row(bench, "fleet", "truck", "12", NULL);
	give_row(bench, "lines", "L", "0.1", NULL, NULL);
	check(bench);
	assert_int_equal(bench->count, 0);
	give(bench, "last_drill", "2026-11-25");
	give_row(bench, "driving", "A", "2026-11-25", "08:00", "09:00");
	give_row(bench, "fleet", "truck", "12", "0");
	give_row(bench, "lines", "L", "0", NULL, NULL);
	check(bench);
	expect_said(bench, "last_drill", "2026-11-24");
	expect(bench, "driving.day.2", "wrong");
	expect(bench, "fleet.count.3", "wrong");
	expect(bench, "lines.length.2", "wrong");
	assert_int_equal(bench->count, 4);
}

static void colour_and_visits(void **state)
{
	struct bench *bench = *state;
	struct anze_service service = {.colour = ANZE_YELLOW, .large = 0, .days_insured = 365};

	on_day(bench, TODAY);
	give(bench, "accident_12_months", "ordinary");
	classify(bench);
	assert_int_equal(expect(bench, "enterprise_colour", "orange")->colour, ANZE_ORANGE);
	bench->count = 0;
	bench->plugin->minimum_service(&bench->facts, &service, &bench->out);
	expect(bench, "visits", "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_follows_from_nothing),
		cmocka_unit_test(driving_by_day),
		cmocka_unit_test(driving_at_night),
		cmocka_unit_test(driving_in_24_hours),
		cmocka_unit_test(each_driver_alone),
		cmocka_unit_test(speed_at_night),
		cmocka_unit_test(who_must_be_on_the_platform),
		cmocka_unit_test(one_person_watches_a_hundred),
		cmocka_unit_test(what_is_kept),
		cmocka_unit_test(lines_of_800_km),
		cmocka_unit_test(warnings_that_stop_services),
		cmocka_unit_test(points_and_training),
		cmocka_unit_test(items_apply_by_what_the_company_does),
		cmocka_unit_test(answers_against_the_facts),
		cmocka_unit_test(answers_that_fit_are_left_alone),
		cmocka_unit_test(conditional_items_are_decided),
		cmocka_unit_test(what_is_missing_never_makes_it_better),
		cmocka_unit_test(colour_and_visits),
		cmocka_unit_test(what_cannot_be_is_said_before_it_is_recorded),
	};
	return cmocka_run_group_tests_name("plugin transport", tests, open_plugin, close_bench);
}
