/* The exact ratios and the calendar that are compiled into every plugin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../plugins/common/calendar.c"
#include "../../plugins/common/decimal.c"

#include "base/clock.h"

static void printing(void **state)
{
	(void)state;
	static const struct {
		int64_t numerator, denominator;
		uint32_t places;
		const char *text;
		bool exact;
	} rows[] = {
		{0, 1, 6, "0", true},
		{246, 10, 6, "24.6", true},
		{-5, 10, 6, "-0.5", true},
		{1, 3, 6, "0.333333", false},
		{2, 3, 6, "0.666667", false},
		{-2, 3, 2, "-0.67", false},
		{1, 8, 3, "0.125", true},
		{1, 8, 2, "0.13", false},
		{-1, 8, 2, "-0.13", false},
		{1, 1000, 2, "0", false},
		{-1, 1000, 2, "0", false},
		{100, 1, 6, "100", true},
		{1005, 1000, 6, "1.005", true},
		{7, 2, 0, "4", false},
		{999999, 1000000, 5, "1", false},
		{INT64_MIN, 1, 6, "-9223372036854775808", true},
		{INT64_MAX, 1, 12, "9223372036854775807", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[AZ_RATIO_TEXT];
		struct az_ratio value =
			az_ratio_divide(az_ratio(rows[i].numerator, 0), az_ratio(rows[i].denominator, 0));
		assert_int_equal(az_ratio_print(value, rows[i].places, text), rows[i].exact);
		assert_string_equal(text, rows[i].text);
	}
}

static void sums_meet_their_limit(void **state)
{
	(void)state;
	struct az_ratio tenths = az_ratio(0, 0), thirds = az_ratio(0, 0);
	for (int i = 0; i < 10; i++)
		tenths = az_ratio_add(tenths, az_ratio(1, 1));
	for (int i = 0; i < 3; i++)
		thirds = az_ratio_add(thirds, az_ratio_divide(az_ratio(25, 2), az_ratio(75, 2)));
	assert_int_equal(az_ratio_compare(tenths, az_ratio(1, 0)), 0);
	assert_int_equal(az_ratio_compare(thirds, az_ratio(1, 0)), 0);
	assert_int_equal(az_ratio_compare(az_ratio_subtract(tenths, thirds), az_ratio(0, 0)), 0);
	assert_int_equal(az_ratio_compare(az_ratio(-1, 1), az_ratio(1, 1)), -1);
	assert_int_equal(az_ratio_compare(az_ratio(11, 1), az_ratio(1, 0)), 1);
	assert_int_equal(az_ratio_compare(az_ratio_multiply(az_ratio(-15, 1), az_ratio(-2, 0)), az_ratio(3, 0)), 0);
	assert_int_equal(az_ratio_compare(az_ratio_divide(az_ratio(3, 0), az_ratio(-2, 0)), az_ratio(-15, 1)), 0);
}

/* What has no room is not known, and stays so. */
static void too_large_is_not_known(void **state)
{
	(void)state;
	char text[AZ_RATIO_TEXT];
	struct az_ratio large = az_ratio(INT64_MAX, 0), none = az_ratio_divide(large, az_ratio(0, 0));
	assert_false(az_ratio_known(none));
	assert_false(az_ratio_known(az_ratio_add(none, az_ratio(1, 0))));
	assert_false(az_ratio_known(az_ratio_multiply(az_ratio(0, 0), none)));
	assert_false(az_ratio_comparable(none, az_ratio(1, 0)));
	assert_false(az_ratio_print(none, 6, text));
	assert_string_equal(text, "?");
	struct az_ratio square = az_ratio_multiply(large, large);
	assert_true(az_ratio_known(square));
	assert_false(az_ratio_known(az_ratio_multiply(square, large)));
	assert_false(az_ratio_comparable(square, az_ratio(1, 18)));
	assert_false(az_ratio_known(az_ratio_add(square, az_ratio(1, 18))));
	/* 2^127 has no opposite. */
	struct az_ratio least = az_ratio_multiply(az_ratio(INT64_MIN, 0), az_ratio(INT64_MIN, 0));
	least = az_ratio_multiply(least, az_ratio(-2, 0));
	assert_false(az_ratio_known(az_ratio_multiply(least, az_ratio(2, 0))));
	assert_false(az_ratio_known(az_ratio_divide(az_ratio(1, 0), least)) &&
		     az_ratio_compare(az_ratio_divide(az_ratio(1, 0), least), az_ratio(0, 0)) > 0);
}

static void the_calendar_agrees_with_the_core(void **state)
{
	(void)state;
	for (az_day day = az_day_of(1900, 1, 1); day <= az_day_of(2199, 12, 31); day++) {
		int64_t year, month, of_month;
		int y, m, d;
		az_calendar_split(day, &year, &month, &of_month);
		az_day_split(day, &y, &m, &d);
		assert_true(year == y && month == m && of_month == d);
		assert_int_equal(az_calendar_day(year, month, of_month), day);
	}
	assert_int_equal(az_months_later(az_day_of(2026, 12, 31), 2), az_day_of(2027, 2, 28));
	assert_int_equal(az_months_later(az_day_of(2024, 2, 29), 12), az_day_of(2025, 2, 28));
	assert_int_equal(az_months_later(az_day_of(2024, 2, 29), 96), az_day_of(2032, 2, 29));
	assert_int_equal(az_months_later(az_day_of(2026, 1, 31), 3), az_day_of(2026, 4, 30));
	assert_int_equal(az_months_later(az_day_of(2026, 11, 24), 1), az_day_of(2026, 12, 24));
	assert_int_equal(az_months_later(az_day_of(2026, 12, 1), 1), az_day_of(2027, 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printing),
		cmocka_unit_test(sums_meet_their_limit),
		cmocka_unit_test(too_large_is_not_known),
		cmocka_unit_test(the_calendar_agrees_with_the_core),
	};
	return cmocka_run_group_tests_name("plugin decimal", tests, NULL, NULL);
}
