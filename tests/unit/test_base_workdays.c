/* The working-day calendar: the real years and files that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/workdays.h"

static struct az_arena *arena;
static const struct az_workdays *calendar;
static char directory[256];

static int setup(void **state)
{
	const char *problem;

	(void)state;
	arena = az_arena_new((size_t)16 << 20);
	if (az_workdays_load(arena, "conf/calendar", &calendar, &problem) != AZ_OK) {
		print_error("%s\n", problem);
		return -1;
	}
	az_print(directory, sizeof(directory), "%s/anze-calendar-XXXXXX", P_tmpdir);
	return mkdtemp(directory) != NULL ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	rmdir(directory);
	az_arena_free(arena);
	return 0;
}

static az_day day(const char *s)
{
	az_day out = 0;

	assert_true(az_day_parse(s, &out));
	return out;
}

static bool is(const char *s)
{
	bool working = false;

	assert_int_equal(az_workdays_is(calendar, day(s), &working), AZ_OK);
	return working;
}

static void assert_period(const char *from, int n, const char *expected)
{
	char text[AZ_DAY_TEXT];
	az_day out = 0;
	int counted = -1;

	assert_int_equal(az_workdays_add(calendar, day(from), n, &out), AZ_OK);
	az_day_print(out, text);
	assert_string_equal(text, expected);
	assert_int_equal(az_workdays_between(calendar, day(from), out, &counted), AZ_OK);
	assert_int_equal(counted, n);
}

static void days_off_and_working_weekends(void **state)
{
	/* The first and the last day off, and their neighbours. */
	static const char *const off[] = {"2026-01-01", "2026-01-03", "2026-02-15", "2026-02-23", "2026-04-04",
					  "2026-04-06", "2026-05-01", "2026-05-05", "2026-06-19", "2026-06-21",
					  "2026-09-25", "2026-09-27", "2026-10-01", "2026-10-07", "2026-01-10",
					  "2026-01-11", "2025-01-28", "2025-02-04", "2025-10-08"};
	static const char *const on[] = {"2026-01-04", "2026-01-05", "2026-02-13", "2026-02-14", "2026-02-24",
					 "2026-02-28", "2026-04-03", "2026-04-07", "2026-04-30", "2026-05-06",
					 "2026-05-09", "2026-06-18", "2026-06-22", "2026-09-20", "2026-09-24",
					 "2026-09-28", "2026-09-30", "2026-10-08", "2026-10-10", "2025-01-26",
					 "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-09", "2025-10-11"};
	int n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(off) / sizeof(off[0]); i++)
		assert_false(is(off[i]));
	for (size_t i = 0; i < sizeof(on) / sizeof(on[0]); i++)
		assert_true(is(on[i]));
	/* 261 weekdays, 19 of them off, 6 weekend days worked. */
	assert_int_equal(az_workdays_between(calendar, day("2025-12-31"), day("2026-12-31"), &n), AZ_OK);
	assert_int_equal(n, 248);
	/* Likewise 2025 without its first day, which is off: 261 - 18 + 5. */
	assert_int_equal(az_workdays_between(calendar, day("2025-01-01"), day("2025-12-31"), &n), AZ_OK);
	assert_int_equal(n, 248);
}

static void periods_run_from_the_next_day(void **state)
{
	(void)state;
	assert_period("2026-11-24", 0, "2026-11-24");
	assert_period("2026-11-24", 1, "2026-11-25");
	assert_period("2026-11-20", 5, "2026-11-27"); /* Friday to Friday */
	assert_period("2026-11-21", 5, "2026-11-27"); /* received on a Saturday */
	assert_period("2026-02-12", 5, "2026-02-26"); /* across the Spring Festival */
	assert_period("2026-09-30", 1, "2026-10-08");
	assert_period("2026-09-30", 3, "2026-10-10"); /* a Saturday that is worked */
	assert_period("2025-12-31", 1, "2026-01-04"); /* into the next year's file */
}

static void unknown_days_are_refused(void **state)
{
	az_day first = az_workdays_first(calendar), last = az_workdays_last(calendar), out = 42;
	bool working;
	int n;

	(void)state;
	assert_int_equal(az_workdays_is(calendar, first, &working), AZ_OK);
	assert_int_equal(az_workdays_is(calendar, first - 1, &working), AZ_INVALID);
	assert_int_equal(az_workdays_is(calendar, last, &working), AZ_OK);
	assert_int_equal(az_workdays_is(calendar, last + 1, &working), AZ_INVALID);
	assert_int_equal(az_workdays_add(calendar, first - 1, 1, &out), AZ_INVALID);
	assert_int_equal(az_workdays_add(calendar, last, 1, &out), AZ_INVALID);
	assert_int_equal(az_workdays_add(calendar, last, -1, &out), AZ_INVALID);
	assert_int_equal(az_workdays_add(calendar, first, INT32_MAX, &out), AZ_INVALID);
	assert_int_equal(out, 42);
	assert_int_equal(az_workdays_between(calendar, last, last + 1, &n), AZ_INVALID);
	assert_int_equal(az_workdays_between(calendar, first + 7, first, &n), AZ_OK);
	assert_true(n < 0);
}

static void sources_are_known(void **state)
{
	struct az_workdays_source source;

	(void)state;
	assert_true(az_workdays_source(calendar, 2026, &source));
	assert_non_null(strstr(source.notice, "2026年部分节假日安排"));
	assert_true(source.verified);
	assert_false(az_workdays_source(calendar, 1999, &source));
}

/* Loads a directory that holds one or two files. */
static enum az_result load(const char *name, const char *text, const char *second, const char **problem)
{
	char path[512], other[512];
	const struct az_workdays *out;
	enum az_result result;
	FILE *file;

	az_print(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	az_print(other, sizeof(other), "%s/%s", directory, second != NULL ? second : "none");
	if (second != NULL) {
		file = fopen(other, "w");
		assert_non_null(file);
		fputs("year=2028; source=\"x\"; verified=false; days_off=(); working_days=();", file);
		fclose(file);
	}
	result = az_workdays_load(arena, directory, &out, problem);
	unlink(path);
	unlink(other);
	return result;
}

#define HEAD "year = 2026;\nsource = \"x\";\nverified = false;\n"

static void wrong_files_are_named_with_their_line(void **state)
{
	static const struct {
		const char *text;
		const char *line;
		const char *says;
	} cases[] = {
		{"year = 2026\nsource = = 1;", "2026.conf:2: ", "syntax error"},
		{"year = 2025; source=\"x\"; verified=true; days_off=(); working_days=();",
		 "2026.conf:1: ", "year differs"},
		{"year = 2026;", "2026.conf:1: ", "\"source\" is missing"},
		{HEAD "days_of = ();\n", "2026.conf:4: ", "no setting \"days_of\""},
		{HEAD "days_off = ();\nworking_days = (\n\"2026-01-05\");", "2026.conf:6: ", "no Saturday or Sunday"},
		{HEAD "days_off = ();\nworking_days = (\"2026-02-30\");", "2026.conf:5: ", "must exist"},
		{HEAD "days_off = ();\nworking_days = (20260104);", "2026.conf:5: ", "in quotes"},
		{HEAD "days_off = ();\nworking_days = (\"2027-01-03\");", "2026.conf:5: ", "not in the file's year"},
		{HEAD "days_off = ();\nworking_days = (\"2026-01-04\",\n\"2026-01-04\");",
		 "2026.conf:6: ", "named twice"},
		{HEAD "working_days = (\"2026-01-04\");\ndays_off = ({from=\"2026-01-01\";to=\"2026-01-04\";});",
		 "2026.conf:4: ", "both a day off and a working day"},
		{HEAD "working_days = ();\ndays_off = ({from=\"2026-01-03\";\nto=\"2026-01-01\";});",
		 "2026.conf:6: ", "end before"},
		{HEAD "working_days = ();\ndays_off = ({from=\"2026-01-03\";});", "2026.conf:5: ", "both from and to"},
		{HEAD "working_days = ();\ndays_off = ({from=\"2026-01-03\";\ntill=\"\";});",
		 "2026.conf:6: ", "\"till\""},
		{HEAD "working_days = ();\ndays_off = ({from=\"2026-01-03\";to=\"2026-01-03\";},\n"
		      "{from=\"2026-01-01\";to=\"2026-01-03\";});",
		 "2026.conf:6: ", "named twice"},
	};
	const char *problem;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(load("2026.conf", cases[i].text, NULL, &problem), AZ_INVALID);
		if (strstr(problem, cases[i].line) == NULL || strstr(problem, cases[i].says) == NULL)
			fail_msg("%s: wanted %s%s", problem, cases[i].line, cases[i].says);
	}
}

static void years_follow_one_another(void **state)
{
	static const char good[] = HEAD "days_off = (); working_days = ();";
	const struct az_workdays *out;
	const char *problem;

	(void)state;
	assert_int_equal(load("2026.conf", good, NULL, &problem), AZ_OK);
	assert_null(problem);
	assert_int_equal(load("2026.conf", good, "2028.conf", &problem), AZ_INVALID);
	assert_non_null(strstr(problem, "2027.conf is missing"));
	assert_int_equal(load("notes.conf", good, NULL, &problem), AZ_NOT_FOUND);
	assert_int_equal(az_workdays_load(arena, "conf/no-such-directory", &out, &problem), AZ_NOT_FOUND);
	assert_non_null(strstr(problem, "conf/no-such-directory: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_off_and_working_weekends),
		cmocka_unit_test(periods_run_from_the_next_day),
		cmocka_unit_test(unknown_days_are_refused),
		cmocka_unit_test(sources_are_known),
		cmocka_unit_test(wrong_files_are_named_with_their_line),
		cmocka_unit_test(years_follow_one_another),
	};

	return cmocka_run_group_tests_name("workdays", tests, setup, teardown);
}
