/* The terms of a report, at their boundaries: weekends, make-up days, the end of a year, pauses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/report_clock.h"

static struct az_arena *arena;
static const struct az_workdays *calendar;

static int setup(void **state)
{
	const char *problem;
	(void)state;
	arena = az_arena_new((size_t)16 << 20);
	return az_workdays_load(arena, "conf/calendar", &calendar, &problem) == AZ_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static az_day day(const char *s)
{
	az_day out = 0;
	assert_true(az_day_parse(s, &out));
	return out;
}

static void assert_due(const char *from, int days, bool working, const char *expected)
{
	struct az_report_clock clock = {day(from), days, working, AZ_DAY_NONE, AZ_DAY_NONE, false};
	char text[AZ_DAY_TEXT];
	az_day due;
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_OK);
	az_day_print(due, text);
	assert_string_equal(text, expected);
}

static void working_days(void **state)
{
	(void)state;
	assert_due("2026-11-23", 5, true, "2026-11-30"); /* Monday to Monday: the weekend does not count */
	assert_due("2026-11-27", 5, true, "2026-12-04"); /* from a Friday */
	assert_due("2026-11-28", 5, true, "2026-12-04"); /* from a Saturday: the same */
	assert_due("2026-09-30", 5, true, "2026-10-13"); /* over the National Day, whose Saturday the 10th is worked */
	assert_due("2026-09-30", 3, true, "2026-10-10"); /* ends on the make-up Saturday */
	assert_due("2026-12-30", 2, true, "2027-01-04"); /* into the next year */
}

static void calendar_days(void **state)
{
	(void)state;
	assert_due("2026-11-20", 10, false, "2026-11-30"); /* Monday */
	assert_due("2026-11-18", 10, false, "2026-11-30"); /* ends on Saturday the 28th: the next working day */
	assert_due("2026-11-17", 10, false, "2026-11-27"); /* ends on a Friday */
	assert_due("2026-08-02", 60, false, "2026-10-08"); /* ends within the National Day's week */
	assert_due("2026-08-11", 60, false, "2026-10-10"); /* on the make-up Saturday, which is worked */
}

static void pauses(void **state)
{
	struct az_report_clock clock = {day("2026-09-25"), 10, false, day("2026-09-28"), day("2026-10-08"), false};
	az_day due;
	(void)state;
	/* 26 and 27 September count, then 8 days from 8 October: Thursday the 15th. */
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_OK);
	assert_int_equal(due, day("2026-10-15"));
	clock.working = true; /* no working day lies before the pause: 8, 9, 10, 12 to 16, 19, 20 October */
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_OK);
	assert_int_equal(due, day("2026-10-20"));
	assert_int_equal(az_report_clock_paused(100, 110, 105), 5);
	assert_int_equal(az_report_clock_paused(100, 110, 100), 0); /* ended on the day it began */
	assert_int_equal(az_report_clock_paused(100, 110, 110), 10);
	assert_int_equal(az_report_clock_paused(100, 110, 120), 10); /* forgotten: it ended by itself */
}

static void a_pause_that_is_over_gives_the_same_day(void **state)
{
	struct az_report_clock running = {day("2026-09-25"), 60, false, day("2026-09-28"), day("2026-10-08"), false};
	struct az_report_clock over = {day("2026-09-25"), 70, false, AZ_DAY_NONE, AZ_DAY_NONE, false};
	az_day a, b;
	(void)state;
	assert_int_equal(az_report_clock_due(calendar, &running, &a), AZ_OK);
	assert_int_equal(az_report_clock_due(calendar, &over, &b), AZ_OK);
	assert_int_equal(a, b);
}

static void past_the_last_year(void **state)
{
	struct az_report_clock clock = {az_workdays_last(calendar) - 60, 60, false, AZ_DAY_NONE, AZ_DAY_NONE, false};
	az_day due;
	(void)state;
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_OK); /* 31 December 2027 is a Friday */
	assert_int_equal(due, az_workdays_last(calendar));
	clock.days = 61;
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_INVALID);
	clock.days = 0;
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_INVALID);
}

static void overdue(void **state)
{
	(void)state;
	assert_false(az_report_clock_overdue(100, 99));
	assert_false(az_report_clock_overdue(100, 100));
	assert_true(az_report_clock_overdue(100, 101));
	assert_false(az_report_clock_overdue(AZ_DAY_NONE, 101));
}

static void an_exact_term_ends_on_a_day_off(void **state)
{
	struct az_report_clock clock = {day("2026-11-18"), 10, false, AZ_DAY_NONE, AZ_DAY_NONE, true};
	az_day due;
	(void)state;
	assert_int_equal(az_report_clock_due(calendar, &clock, &due), AZ_OK);
	assert_int_equal(due, day("2026-11-28")); /* a Saturday */
}

static void moved_by_another_calendar(void **state)
{
	(void)state;
	assert_int_equal(az_report_clock_moved(100, 105, 90), 105);
	assert_int_equal(az_report_clock_moved(100, 95, 90), 95);
	assert_int_equal(az_report_clock_moved(100, 95, 95), 95);            /* its new last day is today */
	assert_int_equal(az_report_clock_moved(100, 95, 96), 100);           /* it would have run out yesterday */
	assert_int_equal(az_report_clock_moved(100, 105, 100), 105);         /* on its last day */
	assert_int_equal(az_report_clock_moved(100, 105, 101), 100);         /* it ran out yesterday */
	assert_int_equal(az_report_clock_moved(100, AZ_DAY_NONE, 90), 100);  /* the new calendar does not reach it */
	assert_int_equal(az_report_clock_moved(AZ_DAY_NONE, 105, 90), 105);  /* it could not be computed before */
	assert_int_equal(az_report_clock_moved(AZ_DAY_NONE, 80, 90), 80);
	assert_int_equal(az_report_clock_moved(AZ_DAY_NONE, AZ_DAY_NONE, 90), AZ_DAY_NONE);
}

static void due_soon(void **state)
{
	(void)state;
	/* Three working days: over a weekend, over a day off, over a make-up Saturday (10 October 2026). */
	assert_int_equal(az_report_clock_soon(calendar, day("2026-11-23"), 3), day("2026-11-26"));
	assert_int_equal(az_report_clock_soon(calendar, day("2026-11-26"), 3), day("2026-12-01"));
	assert_int_equal(az_report_clock_soon(calendar, day("2026-10-08"), 3), day("2026-10-12"));
	assert_int_equal(az_report_clock_soon(calendar, day("2026-11-28"), 1), day("2026-11-30")); /* from a Saturday */
	assert_int_equal(az_report_clock_soon(calendar, az_workdays_last(calendar) - 1, 3), az_workdays_last(calendar));
	assert_false(az_report_clock_is_soon(100, 101, 104)); /* overdue since yesterday */
	assert_true(az_report_clock_is_soon(101, 101, 104));  /* its last day is today */
	assert_true(az_report_clock_is_soon(104, 101, 104));
	assert_false(az_report_clock_is_soon(105, 101, 104));
	assert_false(az_report_clock_is_soon(AZ_DAY_NONE, 101, 104));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(working_days),
		cmocka_unit_test(calendar_days),
		cmocka_unit_test(pauses),
		cmocka_unit_test(a_pause_that_is_over_gives_the_same_day),
		cmocka_unit_test(past_the_last_year),
		cmocka_unit_test(overdue),
		cmocka_unit_test(an_exact_term_ends_on_a_day_off),
		cmocka_unit_test(moved_by_another_calendar),
		cmocka_unit_test(due_soon),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
