/* Exact decimals, fractions, money and per cent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "base/money.h"

static struct az_dec dec(const char *s)
{
	struct az_dec value = {0};

	assert_int_equal(az_dec_parse(s, AZ_DEC_PLACES, &value), AZ_DEC_GOOD);
	return value;
}

static void assert_dec(struct az_dec value, const char *text)
{
	char out[AZ_DEC_TEXT];

	az_dec_print(value, out);
	assert_string_equal(out, text);
}

static void decimals_are_read(void **state)
{
	static const struct {
		const char *typed;
		enum az_dec_fault fault;
		int64_t coefficient;
		uint32_t scale;
	} cases[] = {
		{"0", AZ_DEC_GOOD, 0, 0},
		{"-0.5", AZ_DEC_GOOD, -5, 1},
		{"+.5", AZ_DEC_GOOD, 5, 1},
		{" 1,234.50 ", AZ_DEC_GOOD, 123450, 2},
		{"1,234,567", AZ_DEC_GOOD, 1234567, 0},
		{"１，２３４．５", AZ_DEC_GOOD, 12345, 1},
		{"　−３", AZ_DEC_GOOD, -3, 0},
		{"9223372036854775807", AZ_DEC_GOOD, INT64_MAX, 0},
		{"9223372036854775808", AZ_DEC_TOO_LARGE, 0, 0},
		{"99999999999999999999999999999999999999999999", AZ_DEC_TOO_LARGE, 0, 0},
		{"1.23", AZ_DEC_GOOD, 123, 2},
		{"1.234", AZ_DEC_TOO_MANY_PLACES, 0, 0},
		{"1.230", AZ_DEC_TOO_MANY_PLACES, 0, 0},
		{"", AZ_DEC_EMPTY, 0, 0},
		{" \t　", AZ_DEC_EMPTY, 0, 0},
		{"1e5", AZ_DEC_EXPONENT, 0, 0},
		{"1.5E-3", AZ_DEC_EXPONENT, 0, 0},
		{"e5", AZ_DEC_NOT_ONE, 0, 0},
		{"1,23", AZ_DEC_GROUPS, 0, 0},
		{"1,2345", AZ_DEC_GROUPS, 0, 0},
		{"1234,567", AZ_DEC_GROUPS, 0, 0},
		{",123", AZ_DEC_GROUPS, 0, 0},
		{"1,,234", AZ_DEC_GROUPS, 0, 0},
		{"1,234,", AZ_DEC_GROUPS, 0, 0},
		{"1.234,5", AZ_DEC_GROUPS, 0, 0},
		{"1,23.4", AZ_DEC_GROUPS, 0, 0},
		{"1.", AZ_DEC_NOT_ONE, 0, 0},
		{".", AZ_DEC_NOT_ONE, 0, 0},
		{"-", AZ_DEC_NOT_ONE, 0, 0},
		{"--1", AZ_DEC_NOT_ONE, 0, 0},
		{"1 2", AZ_DEC_NOT_ONE, 0, 0},
		{"1.2.3", AZ_DEC_NOT_ONE, 0, 0},
		{"12吨", AZ_DEC_NOT_ONE, 0, 0},
		{"nan", AZ_DEC_NOT_ONE, 0, 0},
		{"0x10", AZ_DEC_NOT_ONE, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct az_dec value = {77, 7};

		if (az_dec_parse(cases[i].typed, 2, &value) != cases[i].fault)
			fail_msg("\"%s\" was read differently", cases[i].typed);
		if (cases[i].fault == AZ_DEC_GOOD) {
			assert_true(value.coefficient == cases[i].coefficient);
			assert_int_equal(value.scale, cases[i].scale);
		} else {
			assert_true(value.coefficient == 77); /* untouched */
		}
	}
}

static void decimals_are_counted(void **state)
{
	struct az_dec out;
	int64_t n = 0;

	(void)state;
	assert_true(az_dec_add(dec("0.1"), dec("0.2"), &out));
	assert_int_equal(az_dec_compare(out, dec("0.30")), 0);
	assert_true(az_dec_compare(dec("0.299999999999999999"), dec("0.3")) < 0);
	assert_true(az_dec_compare(dec("9223372036854775807"), dec("0.000000000000000001")) > 0);
	assert_true(az_dec_compare(dec("-1"), dec("0.5")) < 0);
	assert_true(az_dec_subtract(dec("1"), dec("1.25"), &out));
	assert_dec(out, "-0.25");
	assert_true(az_dec_multiply(dec("-1.5"), dec("2.50"), &out));
	assert_int_equal(az_dec_compare(out, dec("-3.75")), 0);
	assert_false(az_dec_add(dec("9223372036854775807"), dec("1"), &out));
	assert_true(az_dec_add(dec("9223372036854775806"), dec("1"), &out));
	/* Zeros at the end make room: 9000000000000000000.00 has 21 digits. */
	assert_true(az_dec_add(dec("8999999999999999999"), dec("1.00"), &out));
	assert_dec(out, "9000000000000000000");
	assert_false(az_dec_multiply(dec("4294967296"), dec("4294967296"), &out));
	assert_false(az_dec_multiply(dec("0.0000000001"), dec("0.0000000001"), &out));
	assert_true(az_dec_scaled(dec("1.50"), 1, &n));
	assert_int_equal(n, 15);
	assert_true(az_dec_scaled(dec("1.5"), 3, &n));
	assert_int_equal(n, 1500);
	assert_false(az_dec_scaled(dec("1.55"), 1, &n));
	assert_false(az_dec_scaled(dec("9223372036854775807"), 1, &n));
}

static int quotient(const char *a, const char *b, const char *c)
{
	int order = 99;

	assert_true(az_dec_quotient_compare(dec(a), dec(b), dec(c), &order));
	return order;
}

static void quotients_are_compared_exactly(void **state)
{
	int order;

	(void)state;
	assert_int_equal(quotient("1", "3", "0.333333333333333333"), 1);
	assert_int_equal(quotient("1", "3", "0.333333333333333334"), -1);
	assert_int_equal(quotient("3", "0.3", "10"), 0);
	assert_int_equal(quotient("-1", "-4", "0.25"), 0);
	assert_int_equal(quotient("-1", "4", "0.25"), -1);
	assert_int_equal(quotient("1", "-4", "-0.2"), -1);
	assert_int_equal(quotient("1", "-4", "-0.3"), 1);
	assert_int_equal(quotient("0", "-4", "0"), 0);
	assert_int_equal(quotient("9223372036854775807", "0.000000000000000001", "9223372036854775807"), 1);
	assert_int_equal(quotient("0.000000000000000001", "9223372036854775807", "0.000000000000000001"), -1);
	assert_false(az_dec_quotient_compare(dec("1"), dec("0.0"), dec("1"), &order));
}

static void fractions_add_up_to_exactly_one(void **state)
{
	struct az_fraction sum = AZ_FRACTION_ZERO;
	struct az_dec shown;
	int order = 99;

	(void)state;
	/* 1/3 + 2.5/5 + 10/60 = 1 */
	assert_true(az_fraction_add(&sum, dec("1"), dec("3")));
	assert_true(az_fraction_add(&sum, dec("2.5"), dec("5")));
	assert_true(az_fraction_compare(sum, dec("1"), &order));
	assert_int_equal(order, -1);
	assert_true(az_fraction_round(sum, 4, &shown));
	assert_dec(shown, "0.8333");
	assert_true(az_fraction_add(&sum, dec("10"), dec("60.0")));
	assert_true(az_fraction_compare(sum, dec("1.00"), &order));
	assert_int_equal(order, 0);
	assert_true(az_fraction_add(&sum, dec("0.000001"), dec("1000")));
	assert_true(az_fraction_compare(sum, dec("1"), &order));
	assert_int_equal(order, 1);
	assert_false(az_fraction_add(&sum, dec("1"), dec("0")));
	sum = AZ_FRACTION_ZERO;
	assert_true(az_fraction_add(&sum, dec("-1"), dec("8")));
	assert_true(az_fraction_round(sum, 2, &shown));
	assert_dec(shown, "-0.13"); /* 0.125: away from zero */
	assert_true(az_fraction_compare(sum, dec("-0.12"), &order));
	assert_int_equal(order, -1);
	assert_true(az_fraction_compare(sum, dec("-0.13"), &order));
	assert_int_equal(order, 1);
	/* Prime after prime: at last it does not fit, and says so. */
	sum = AZ_FRACTION_ZERO;
	assert_true(az_fraction_add(&sum, dec("1"), dec("9223372036854775783")));
	assert_true(az_fraction_add(&sum, dec("1"), dec("4611686018427387847")));
	assert_false(az_fraction_add(&sum, dec("1"), dec("2305843009213693951")));
}

static void decimals_are_printed(void **state)
{
	char out[AZ_DEC_TEXT];

	(void)state;
	assert_dec(az_dec_of(INT64_MIN, 0), "-9223372036854775808");
	assert_dec(az_dec_of(INT64_MIN, 18), "-9.223372036854775808");
	assert_dec(az_dec_of(5, 3), "0.005");
	assert_dec(az_dec_of(0, 2), "0.00");
	assert_dec(az_dec_of(-1, 1), "-0.1");
	az_dec_print_grouped(az_dec_of(INT64_MIN, 0), out);
	assert_string_equal(out, "-9,223,372,036,854,775,808");
	az_dec_print_grouped(az_dec_of(99999, 2), out);
	assert_string_equal(out, "999.99");
	az_dec_print_grouped(az_dec_of(100000, 2), out);
	assert_string_equal(out, "1,000.00");
}

static void money_is_read_and_printed(void **state)
{
	char out[AZ_MONEY_TEXT];
	int64_t fen = 0;

	(void)state;
	for (const char **typed =
		     (const char *[]){"1,234.5", "¥1,234.50", "￥ 1234.50", " 1234.5 元", "１２３４．５０", NULL};
	     *typed; typed++) {
		assert_int_equal(az_money_parse(*typed, &fen), AZ_DEC_GOOD);
		assert_int_equal(fen, 123450);
	}
	az_money_print(fen, out);
	assert_string_equal(out, "1,234.50");
	az_money_print(-5, out);
	assert_string_equal(out, "-0.05");
	assert_int_equal(az_money_parse("1.005", &fen), AZ_DEC_TOO_MANY_PLACES);
	assert_int_equal(az_money_parse("¥", &fen), AZ_DEC_EMPTY);
	assert_int_equal(az_money_parse("元", &fen), AZ_DEC_EMPTY);
	assert_int_equal(az_money_parse(NULL, &fen), AZ_DEC_EMPTY);
	assert_int_equal(az_money_parse("12%", &fen), AZ_DEC_NOT_ONE);
	assert_int_equal(az_money_parse("92233720368547758.07", &fen), AZ_DEC_GOOD);
	assert_true(fen == INT64_MAX);
	assert_int_equal(az_money_parse("92233720368547758.08", &fen), AZ_DEC_TOO_LARGE);
	assert_int_equal(az_money_parse("92233720368547759", &fen), AZ_DEC_TOO_LARGE);
}

static void money_does_not_overflow(void **state)
{
	int64_t sum = INT64_MAX - 1, out = 0;

	(void)state;
	assert_true(az_money_add(&sum, 1));
	assert_false(az_money_add(&sum, 1));
	assert_true(sum == INT64_MAX);
	assert_true(az_money_share(INT64_MAX, 10000, &out));
	assert_true(out == INT64_MAX);
	assert_false(az_money_share(INT64_MAX, 10001, &out));
	assert_true(az_money_share(50, 100, &out)); /* 0.5 fen */
	assert_int_equal(out, 1);
	assert_true(az_money_share(49, 100, &out));
	assert_int_equal(out, 0);
	assert_true(az_money_share(-50, 100, &out));
	assert_int_equal(out, -1);
	assert_true(az_money_ratio(1, 3, &out));
	assert_int_equal(out, 3333);
	assert_true(az_money_ratio(-2, 3, &out));
	assert_int_equal(out, -6667);
	assert_true(az_money_ratio(1, -8, &out));
	assert_int_equal(out, -1250);
	assert_false(az_money_ratio(1, 0, &out));
	/* 14.999 % rounds to 15.00 but does not reach it. */
	assert_true(az_money_ratio(14999600, 100000000, &out));
	assert_int_equal(out, 1500);
	assert_false(az_money_reaches(14999600, 100000000, 1500));
	assert_true(az_money_reaches(15000000, 100000000, 1500));
}

static void per_cent_are_read_and_printed(void **state)
{
	char out[AZ_PERCENT_TEXT];
	int64_t points = 0;

	(void)state;
	assert_int_equal(az_percent_parse("12.34", &points), AZ_DEC_GOOD);
	assert_int_equal(points, 1234);
	assert_int_equal(az_percent_parse("15 ％", &points), AZ_DEC_GOOD);
	assert_int_equal(points, 1500);
	assert_int_equal(az_percent_parse("0.001%", &points), AZ_DEC_TOO_MANY_PLACES);
	az_percent_print(1234, out);
	assert_string_equal(out, "12.34");
	az_percent_print(-7, out);
	assert_string_equal(out, "-0.07");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_are_read),
		cmocka_unit_test(decimals_are_counted),
		cmocka_unit_test(quotients_are_compared_exactly),
		cmocka_unit_test(fractions_add_up_to_exactly_one),
		cmocka_unit_test(decimals_are_printed),
		cmocka_unit_test(money_is_read_and_printed),
		cmocka_unit_test(money_does_not_overflow),
		cmocka_unit_test(per_cent_are_read_and_printed),
	};

	return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
