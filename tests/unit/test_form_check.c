/* Every type of field: what is taken, what is refused, and with which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "form/form.h"

static struct az_arena *arena;
static struct az_form one_form = {"one", NULL, 1};
static struct anze_field one_field;

static const struct anze_choice kinds[] = {{"none", {0}}, {"b", {0}}, {"c", {0}}};

static struct az_form_data *fresh(struct anze_field field)
{
	az_arena_reset(arena);
	field.name = "f";
	one_field = field;
	one_form.fields = &one_field;
	return az_form_new(arena, &one_form);
}

static const struct az_form_value *sent_n(struct anze_field field, const char *p, size_t n)
{
	struct az_form_data *data = fresh(field);

	if (az_form_take(data, 0, p, n) == AZ_OK) {
		bool good = az_form_check(data);

		assert_int_equal(good, data->values[0].error.key == NULL);
		assert_int_equal(good, data->values[0].valid);
	}
	return &data->values[0];
}

static const struct az_form_value *sent(struct anze_field field, const char *s)
{
	return sent_n(field, s, strlen(s));
}

/* The error with its arguments: "error.too_long 5 6"; "" when there is none. */
static const char *error_of(const struct az_form_value *value)
{
	static char text[300];
	size_t n = 0;

	text[0] = '\0';
	if (value->error.key == NULL)
		return text;
	assert_null(value->error.args[0]);
	n = (size_t)snprintf(text, sizeof(text), "%s", value->error.key);
	for (size_t i = 1; i < AZ_PROBLEM_ARGS && value->error.args[i] != NULL; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, " %s", value->error.args[i]);
	return text;
}

static void good(struct anze_field field, const char *s, const char *text, int64_t number)
{
	const struct az_form_value *value = sent(field, s);

	if (value->error.key != NULL)
		fail_msg("\"%s\" was refused: %s", s, error_of(value));
	assert_string_equal(value->text, text);
	assert_int_equal(value->number, number);
}

static void bad(struct anze_field field, const char *s, const char *error)
{
	const struct az_form_value *value = sent(field, s);

	if (strcmp(error_of(value), error) != 0)
		fail_msg("\"%s\" gave \"%s\" and not \"%s\"", s, error_of(value), error);
	assert_false(value->valid);
	assert_string_equal(value->text, "");
}

#define OF(...) ((struct anze_field){__VA_ARGS__})

static void test_required(void **state)
{
	static const enum anze_type typed[] = {ANZE_TEXT,    ANZE_LONG_TEXT, ANZE_INTEGER,  ANZE_DECIMAL, ANZE_MONEY,
					       ANZE_PERCENT, ANZE_DATE,      ANZE_YES_NO,   ANZE_CHOICE,  ANZE_CHOICES,
					       ANZE_CODE,    ANZE_PHONE,     ANZE_PASSWORD, ANZE_HIDDEN,  ANZE_FILE};
	static const char *const blanks[] = {"",         " \t ",        "\u3000\u00a0\ufeff", "\u200b\u2060\u202e",
					     "\r\n\r\n", "\u200d\ufe0f"};

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		struct anze_field field = OF(.type = typed[i], .min = 2, .max = 3, .choices = kinds, .choice_count = 3);

		for (size_t j = 0; j < sizeof(blanks) / sizeof(blanks[0]); j++) {
			field.flags = 0;
			if (typed[i] != ANZE_PASSWORD)
				good(field, blanks[j], "", 0);
			field.flags = ANZE_REQUIRED;
			bad(field, blanks[j], "error.required");
		}
		field.flags = ANZE_REQUIRED;
		assert_false(az_form_check(fresh(field))); /* not sent at all */
		field.flags = 0;
		assert_true(az_form_check(fresh(field)));
	}
}

static void test_text(void **state)
{
	struct anze_field field = OF(.type = ANZE_TEXT, .min = 2, .max = 4);

	(void)state;
	good(field, "ab", "ab", 0);
	good(field, " \u3000安责安责\r\n", "安责安责", 0);
	good(field, "😀😀😀😀", "😀😀😀😀", 0);
	bad(field, "安", "error.too_short 2");
	bad(field, "安责安责安", "error.too_long 4 5");
	good(field, "a\r\n\t b", "a b", 0);
	good(field, "a\nb\r", "a b", 0);
	good(field, "a\u200bb\u202ec\ufeffd", "abcd", 0);
	good(field,
	     "a\x01\x7f\xc2\x85"
	     "b",
	     "a b", 0);
	good(field, "a\u2003b", "a b", 0);
	bad(field, "ab\ufffd", "error.bad_text");
	bad(field, "ab\ufdd0", "error.bad_text");
	bad(field, "ab\U0001fffe", "error.bad_text");
	good(field, "\ue000\U00020000", "\ue000\U00020000", 0); /* rare characters of names */
	good(field, "葛\U000e0100", "葛\U000e0100", 0);
	field.type = ANZE_HIDDEN;
	good(field, " abcd ", "abcd", 0);
	bad(field, "abcde", "error.too_long 4 5");
	assert_string_equal(sent(field, " abc de ")->raw, "abc de");
}

static void test_default_lengths(void **state)
{
	static char s[4002];

	(void)state;
	memset(s, 'x', sizeof(s) - 1);
	s[4000] = '\0';
	assert_true(sent(OF(.type = ANZE_LONG_TEXT), s)->valid);
	s[4000] = 'x';
	bad(OF(.type = ANZE_LONG_TEXT), s, "error.too_long 4000 4001");
	s[200] = '\0';
	assert_true(sent(OF(.type = ANZE_TEXT), s)->valid);
	s[200] = 'x';
	s[201] = '\0';
	bad(OF(.type = ANZE_TEXT), s, "error.too_long 200 201");
}

static void test_long_text(void **state)
{
	struct anze_field field = OF(.type = ANZE_LONG_TEXT, .min = 3, .max = 5);

	(void)state;
	good(field, "a\r\nb\tc\r\n\r\n", "a\nb\tc", 0);
	good(field, "a\rb\u2028c", "a\nb\nc", 0);
	good(field, "a\vb\fc", "a\nb\nc", 0);
	bad(field, "ab\r\n", "error.too_short 3");
	bad(field, "a\n\n\n\nb", "error.too_long 5 6");
	good(field, "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", 0);
	good(field,
	     "\u200d"
	     "abc",
	     "abc", 0);
	field.max = 0;
	good(field, "<b>&amp;\"'", "<b>&amp;\"'", 0);
}

static void test_integer(void **state)
{
	struct anze_field field = OF(.type = ANZE_INTEGER, .min = -5, .max = 12000);
	static const char *const not_numbers[] = {"a",    "1a",  "1 2",  "--1",    "-",     "1e3", "0x1f", "1,2",
						  "1,23", "12,", ",123", "1,2345", "1.2.3", ".",   "一"};

	(void)state;
	good(field, "-5", "-5", -5);
	bad(field, "-6", "error.too_small -5");
	good(field, "12000", "12000", 12000);
	bad(field, "12001", "error.too_large 12,000");
	good(field, "1,234", "1234", 1234);
	good(field, "１，２３４", "1234", 1234);
	good(field, "\u3000－５ ", "-5", -5);
	good(field, "\u22125", "-5", -5);
	good(field, "+007", "7", 7);
	good(field, "-0", "0", 0);
	good(field, "5.0", "5", 5);
	bad(field, "5.5", "error.not_whole");
	bad(field, "99999999999999999999999", "error.too_large 12,000");
	bad(field, "-99999999999999999999999", "error.too_small -5");
	bad(field, "9223372036854775808", "error.too_large 12,000");
	for (size_t i = 0; i < sizeof(not_numbers) / sizeof(not_numbers[0]); i++)
		bad(field, not_numbers[i], "error.not_whole");
	assert_string_equal(sent(field, "1,23")->raw, "1,23");
}

/* Limits that were not given: from nothing up to what stays exact everywhere. */
static void test_open_limits(void **state)
{
	struct anze_field field = OF(.type = ANZE_INTEGER);

	(void)state;
	good(field, "0", "0", 0);
	good(field, "1000000000000000", "1000000000000000", 1000000000000000);
	bad(field, "1000000000000001", "error.too_large 1,000,000,000,000,000");
	bad(field, "-1", "error.too_small 0");
	field.min = 3;
	good(field, "3", "3", 3);
	bad(field, "2", "error.too_small 3");
	field.min = -3;
	good(field, "0", "0", 0);
	bad(field, "1", "error.too_large 0");
}

static void test_decimal(void **state)
{
	struct anze_field field = OF(.type = ANZE_DECIMAL, .scale = 3, .min = 500, .max = 1234567);

	(void)state;
	good(field, "0.5", "0.5", 500);
	good(field, "1,234.567", "1234.567", 1234567);
	good(field, "１．２５", "1.25", 1250);
	good(field, "1。25", "1.25", 1250);
	good(field, "1.2500000", "1.25", 1250);
	bad(field, "0.499", "error.too_small 0.5");
	bad(field, "1234.568", "error.too_large 1,234.567");
	bad(field, "1.0001", "error.too_many_places 3");
	bad(field, "1.2.3", "error.not_number");
	bad(field, "1,5", "error.not_number");
	bad(field, "9223372036854775807", "error.too_large 1,234.567");
	field.min = INT64_MIN;
	field.max = INT64_MAX;
	good(field, "9223372036854775.807", "9223372036854775.807", INT64_MAX);
	bad(field, "9223372036854775.808", "error.too_large 9,223,372,036,854,775.807");
	field.scale = 6;
	field.min = field.max = 0;
	good(field, "0.000001", "0.000001", 1);
	field.scale = 0;
	bad(field, "0.1", "error.not_whole");
}

static void test_money_and_percent(void **state)
{
	struct anze_field money = OF(.type = ANZE_MONEY, .min = 1, .max = 10000000);
	struct anze_field percent = OF(.type = ANZE_PERCENT, .max = 10000);

	(void)state;
	good(money, "0.01", "0.01", 1);
	bad(money, "0", "error.too_small 0.01");
	good(money, "¥1,234.5", "1234.50", 123450);
	good(money, "￥800 元", "800.00", 80000);
	good(money, "100000", "100000.00", 10000000);
	bad(money, "100000.01", "error.too_large 100,000");
	bad(money, "1.005", "error.too_many_places 2");
	good(money, "1.500", "1.50", 150);
	bad(money, "1万", "error.not_number");
	good(percent, "0", "0", 0);
	good(percent, "12.34%", "12.34", 1234);
	good(percent, "１２．５％", "12.5", 1250);
	good(percent, "100", "100", 10000);
	bad(percent, "100.01", "error.too_large 100");
	bad(percent, "-0.01", "error.too_small 0");
	bad(percent, "0.001", "error.too_many_places 2");
	bad(percent, "%", "error.not_number");
}

static void test_date(void **state)
{
	struct anze_field field = OF(.type = ANZE_DATE);
	int64_t day = az_day_of(2026, 1, 5);
	static const char *const good_ones[] = {"2026-01-05",           "2026-1-5",     "2026/1/05",
						"2026.01.05",           "20260105",     "2026年1月5日",
						"２０２６－０１－０５", " 2026-01-05\n"};
	static const char *const bad_ones[] = {"2026-02-30", "2025-02-29", "2026-1",     "26-1-5",
					       "2026-1-5-",  "2026/1-5",   "2026-13-01", "2026-00-01",
					       "202615",     "2026-001-5", "tomorrow",   "1899-12-31",
					       "2026年1月5", "2200-01-01", "5/1/2026",   "2026-01-05 10:00"};

	(void)state;
	for (size_t i = 0; i < sizeof(good_ones) / sizeof(good_ones[0]); i++)
		good(field, good_ones[i], "2026-01-05", day);
	for (size_t i = 0; i < sizeof(bad_ones) / sizeof(bad_ones[0]); i++)
		bad(field, bad_ones[i], "error.not_date");
	good(field, "1969-12-31", "1969-12-31", -1);
	good(field, "2024-02-29", "2024-02-29", az_day_of(2024, 2, 29));
	field.min = field.max = day;
	good(field, "2026-01-05", "2026-01-05", day);
	bad(field, "2026-01-04", "error.date_early 2026-01-05");
	bad(field, "2026-01-06", "error.date_late 2026-01-05");
	field.max = 0;
	good(field, "2199-12-31", "2199-12-31", az_day_of(2199, 12, 31));
	field.min = 0;
	field.max = day;
	good(field, "1949-10-01", "1949-10-01", az_day_of(1949, 10, 1));
}

static void test_yes_no_and_tick(void **state)
{
	struct anze_field yes = OF(.type = ANZE_YES_NO);
	struct anze_field tick = OF(.type = ANZE_CHECK);

	(void)state;
	good(yes, "yes", "yes", 1);
	good(yes, "no", "no", 0);
	good(yes, "TRUE", "yes", 1);
	bad(yes, "maybe", "error.not_choice");
	good(tick, "on", "1", 1);
	good(tick, "1", "1", 1);
	good(tick, "no", "", 0);
	good(tick, "", "", 0);
	bad(tick, "2", "error.not_choice");
	assert_true(az_form_check(fresh(tick)));
	tick.flags = ANZE_REQUIRED;
	good(tick, "yes", "1", 1);
	bad(tick, "0", "error.must_tick");
	bad(tick, "", "error.must_tick");
	assert_false(az_form_check(fresh(tick)));
}

static void test_choice(void **state)
{
	struct anze_field field = OF(.type = ANZE_CHOICE, .choices = kinds, .choice_count = 3);
	struct az_form_data *data;

	(void)state;
	good(field, "b", "b", 0);
	bad(field, "B", "error.not_choice");
	bad(field, "d", "error.not_choice");
	field.choices = NULL;
	bad(field, "b", "error.not_choice");
	/* Choices that are known only later, also after a first check. */
	data = fresh(field);
	assert_int_equal(az_form_take(data, 0, "c", 1), AZ_OK);
	assert_false(az_form_check(data));
	az_form_choices(data, 0, kinds, 2);
	assert_false(az_form_check(data));
	az_form_choices(data, 0, kinds, 3);
	assert_true(az_form_check(data));
	assert_string_equal(data->values[0].text, "c");
	assert_int_equal(data->values[0].choice_count, 3);
}

static struct az_form_data *chosen(struct anze_field field, const char *codes)
{
	struct az_form_data *data = fresh(field);

	for (; *codes != '\0'; codes++)
		assert_int_equal(az_form_take(data, 0, *codes == 'n' ? "none" : codes, *codes == 'n' ? 4 : 1), AZ_OK);
	az_form_check(data);
	return data;
}

static void test_choices(void **state)
{
	struct anze_field field = OF(.type = ANZE_CHOICES, .choices = kinds, .choice_count = 3, .min = 2);
	struct az_form_data *data;

	(void)state;
	data = chosen(field, "cn");
	assert_true(data->values[0].valid);
	assert_string_equal(data->values[0].text, "none c");
	assert_int_equal(data->values[0].chosen_count, 2);
	assert_string_equal(data->values[0].chosen[0], "none");
	assert_true(az_form_check(data)); /* again */
	assert_string_equal(data->values[0].text, "none c");
	assert_string_equal(error_of(&chosen(field, "b")->values[0]), "error.choose_some 2");
	assert_string_equal(error_of(&chosen(field, "bb")->values[0]), "error.choose_some 2");
	assert_string_equal(error_of(&chosen(field, "bx")->values[0]), "error.not_choice");
	assert_string_equal(error_of(&chosen(field, "")->values[0]), "");
	field.flags = ANZE_REQUIRED;
	assert_string_equal(error_of(&chosen(field, "")->values[0]), "error.required");
	field.max = 2;
	assert_string_equal(error_of(&chosen(field, "bc")->values[0]), "");
	assert_string_equal(error_of(&chosen(field, "bcn")->values[0]), "error.choose_fewer 2");
	data = chosen(field, "bbb");
	assert_int_equal(az_form_take(data, 0, "b", 1), AZ_INVALID); /* more than there are */
}

static void test_many_choices(void **state)
{
	struct anze_choice many[300];
	struct anze_field field = OF(.type = ANZE_CHOICES);
	struct az_form_data *data = fresh(field);
	char codes[300][8];

	(void)state;
	memset(many, 0, sizeof(many));
	for (size_t i = 0; i < 300; i++) {
		snprintf(codes[i], sizeof(codes[i]), "c%zu", i);
		many[i].code = codes[i];
	}
	for (size_t i = 300; i > 0; i--)
		assert_int_equal(az_form_take(data, 0, codes[i - 1], strlen(codes[i - 1])), AZ_OK);
	az_form_choices(data, 0, many, 300);
	assert_true(az_form_check(data));
	assert_int_equal(data->values[0].chosen_count, 300);
	for (size_t i = 0; i < 300; i++)
		assert_string_equal(data->values[0].chosen[i], codes[i]);
	data = fresh(field);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(az_form_take(data, 0, "x", 1), AZ_OK);
	assert_int_equal(az_form_take(data, 0, "x", 1), AZ_INVALID);
}

static void test_files(void **state)
{
	struct anze_field field = OF(.type = ANZE_FILE, .flags = ANZE_REQUIRED, .min = 2, .max = 3);
	struct az_form_file file = {7, "a.txt", "text/plain", 12, NULL};
	struct az_form_data *data = fresh(field);

	(void)state;
	assert_int_equal(az_form_take(data, 0, "", 0), AZ_OK); /* an input that was left empty */
	assert_int_equal(az_form_take_file(data, 0, &file), AZ_OK);
	assert_false(az_form_check(data));
	assert_string_equal(error_of(&data->values[0]), "error.choose_some 2");
	data = fresh(field);
	for (int i = 0; i < 3; i++)
		assert_int_equal(az_form_take_file(data, 0, &file), AZ_OK);
	assert_true(az_form_check(data));
	assert_int_equal(data->values[0].file_count, 3);
	assert_int_equal(data->values[0].files[2].blob_id, 7);
	assert_int_equal(az_form_take_file(data, 0, &file), AZ_INVALID);
	assert_string_equal(error_of(&data->values[0]), "error.file_too_many 3");
	assert_int_equal(data->values[0].file_count, 3);
	assert_int_equal(az_form_take(fresh(field), 0, "x", 1), AZ_INVALID); /* text is no file */
	field.max = 50;
	data = fresh(field);
	for (int i = 0; i < AZ_FORM_FILES_MAX; i++)
		assert_int_equal(az_form_take_file(data, 0, &file), AZ_OK);
	assert_int_equal(az_form_take_file(data, 0, &file), AZ_INVALID);
	assert_int_equal(az_form_take_file(fresh(OF(.type = ANZE_TEXT)), 0, &file), AZ_INVALID);
	assert_int_equal(az_form_take_file(data, 1, &file), AZ_INVALID);
}

/* The codes are invented: they check, and belong to nobody. */
static void test_code(void **state)
{
	struct anze_field field = OF(.type = ANZE_CODE);
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char code[19] = "91370902MA000T022";
	const char *error;
	size_t right = 0;

	(void)state;
	for (size_t i = 0; i < 31; i++) {
		code[17] = alphabet[i];
		if (sent(field, code)->valid)
			right = right * 100 + i + 1;
	}
	assert_in_range(right, 1, 31); /* exactly one of them */
	code[17] = alphabet[right - 1];
	good(field, code, code, 0);
	{
		char typed[60];

		snprintf(typed, sizeof(typed), " %.8s-ma\uff10\uff10\uff10t 022%c ", code, code[17]);
		good(field, typed, code, 0);
	}
	code[17] = alphabet[right % 31];
	error = error_of(sent(field, code));
	assert_memory_equal(error, "error.code_check 91370902", 25);
	code[17] = '\0';
	bad(field, code, "error.code_length 17");
	bad(field, "91370902MA000T0200000", "error.code_length 21");
	bad(field, "91370902MA000TO200", "error.code_character O 15");
	bad(field, "91370902MA000T02安7", "error.code_character 安 17");
}

static void test_phone(void **state)
{
	struct anze_field field = OF(.type = ANZE_PHONE);

	(void)state;
	good(field, "1234567", "1234567", 0);
	bad(field, "123456", "error.not_phone");
	good(field, "+86 138-0000-0000", "+86 138-0000-0000", 0);
	good(field, "（０５３８）000—0000", "0538 000-0000", 0);
	good(field, "12345678901234567890", "12345678901234567890", 0);
	bad(field, "123456789012345678901", "error.not_phone");
	bad(field, "1 2 3 4", "error.not_phone");
	bad(field, "1234567+", "error.not_phone");
	bad(field, "1234567x1", "error.not_phone");
	bad(field, "电话1234567", "error.not_phone");
}

static void test_password(void **state)
{
	struct anze_field field = OF(.type = ANZE_PASSWORD, .min = 3, .max = 6, .flags = ANZE_REQUIRED);
	struct az_form_data *data;

	(void)state;
	good(field, " a\tb ", " a\tb ", 0); /* to the byte */
	bad(field, "ab", "error.too_short 3");
	bad(field, "安责", "error.too_short 3");
	bad(field, "安责安", "error.too_long 6 9");
	good(field, "123456", "123456", 0);
	bad(field, "1234567", "error.too_long 6 7");
	data = fresh(field);
	assert_int_equal(az_form_take(data, 0, "secret", 6), AZ_OK);
	assert_true(az_form_check(data));
	assert_string_equal(data->values[0].raw, "");
	assert_true(az_form_check(data)); /* again */
	assert_string_equal(data->values[0].text, "secret");
	az_form_preset(data, 0, "other");
	assert_string_equal(data->values[0].raw, "");
}

static void test_taken_once(void **state)
{
	static const char nul[] = "a\0b";
	struct anze_field field = OF(.type = ANZE_TEXT);
	struct az_form_data *data = fresh(field);

	(void)state;
	assert_false(data->submitted);
	assert_int_equal(az_form_take(data, 0, "a", 1), AZ_OK);
	assert_true(data->submitted);
	assert_int_equal(az_form_take(data, 0, "a", 1), AZ_INVALID);
	assert_string_equal(error_of(&data->values[0]), "error.once");
	assert_string_equal(data->values[0].raw, "a");
	assert_false(az_form_check(data));
	data = fresh(field);
	assert_int_equal(az_form_take(data, 0, "", 0), AZ_OK); /* an empty one counts as well */
	assert_int_equal(az_form_take(data, 0, "", 0), AZ_INVALID);
	assert_int_equal(az_form_take(data, 1, "", 0), AZ_INVALID);
	assert_string_equal(error_of(sent_n(field, nul, 3)), "error.bad_text");
	assert_string_equal(error_of(sent(field, "a\xff")), "error.bad_text");
	assert_string_equal(error_of(sent(field, "\xc4\xe3\xba\xc3")), "error.bad_text"); /* GB18030 */
	assert_string_equal(sent_n(field, NULL, 0)->raw, "");
}

static void test_presets(void **state)
{
	static const struct {
		struct anze_field field;
		int64_t number;
		const char *raw;
	} cases[] = {
		{{.type = ANZE_INTEGER}, 1234567, "1234567"},
		{{.type = ANZE_INTEGER, .min = INT64_MIN, .max = 1}, INT64_MIN, "-9223372036854775808"},
		{{.type = ANZE_DECIMAL, .scale = 3}, 1250, "1.25"},
		{{.type = ANZE_DECIMAL, .scale = 3, .min = -5}, -5, "-0.005"},
		{{.type = ANZE_MONEY}, 123450, "1234.50"},
		{{.type = ANZE_MONEY}, 5, "0.05"},
		{{.type = ANZE_PERCENT}, 1250, "12.5"},
		{{.type = ANZE_PERCENT}, 10000, "100"},
		{{.type = ANZE_DATE}, -1, "1969-12-31"},
		{{.type = ANZE_YES_NO}, 1, "yes"},
		{{.type = ANZE_YES_NO}, 0, "no"},
		{{.type = ANZE_CHECK}, 1, "1"},
		{{.type = ANZE_CHECK}, 0, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct az_form_data *data = fresh(cases[i].field);

		az_form_preset_number(data, 0, cases[i].number);
		assert_string_equal(data->values[0].raw, cases[i].raw);
		assert_false(data->submitted);
		/* What is shown is what would be read. */
		if (cases[i].number != INT64_MIN && strcmp(cases[i].raw, "-0.005") != 0) {
			assert_true(az_form_check(data));
			assert_int_equal(data->values[0].number, cases[i].number);
		}
	}
}

static void test_presets_give_way(void **state)
{
	static const struct anze_field fields[] = {
		{.name = "text", .type = ANZE_TEXT},
		{.name = "tick", .type = ANZE_CHECK},
		{.name = "many", .type = ANZE_CHOICES, .choices = kinds, .choice_count = 3},
	};
	static const struct az_form form = {"three", fields, 3};
	struct az_form_data *data = az_form_new(arena, &form);

	(void)state;
	assert_int_equal(az_form_index(&form, "tick"), 1);
	assert_int_equal(az_form_index(&form, "ticks"), -1);
	az_form_preset(data, 0, "old");
	az_form_preset(data, 0, NULL);
	az_form_preset_number(data, 1, 1);
	az_form_preset(data, 2, "c");
	az_form_preset(data, 2, "none");
	assert_int_equal(data->values[1].number, 1);
	assert_int_equal(data->values[2].chosen_count, 2);
	assert_true(az_form_check(data));
	assert_string_equal(data->values[2].text, "none c");
	assert_int_equal(az_form_take(data, 2, "b", 1), AZ_OK);
	az_form_preset(data, 2, "c");
	assert_true(az_form_check(data));
	assert_string_equal(data->values[0].raw, "");
	assert_int_equal(data->values[1].number, 0); /* the box was unticked */
	assert_string_equal(data->values[2].text, "b");
}

static void test_errors(void **state)
{
	struct az_form_data *data = fresh(OF(.type = ANZE_CHECK));
	char argument[] = "7";

	(void)state;
	assert_int_equal(az_form_take(data, 0, "1", 1), AZ_OK);
	assert_true(az_form_check(data));
	az_form_error(data, 0, "error.domain", argument, "8", "9", "beyond", NULL);
	argument[0] = 'x';
	az_form_error(data, 0, "error.second", NULL);
	assert_string_equal(error_of(&data->values[0]), "error.domain 7 8 9");
	assert_true(az_form_has_errors(data));
	assert_false(az_form_check(data)); /* it stays */
	assert_false(data->values[0].valid);
	assert_int_equal(data->values[0].number, 1); /* and so does the tick */
	data = fresh(OF(.type = ANZE_TEXT));
	assert_false(az_form_has_errors(data));
	az_form_refuse(data, "report.closed", "a", "b", NULL);
	assert_string_equal(data->general.key, "report.closed");
	assert_string_equal(data->general.args[0], "a");
	assert_string_equal(data->general.args[1], "b");
	assert_null(data->general.args[2]);
	assert_true(az_form_has_errors(data));
	assert_false(az_form_check(data));
}

static int set_up(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 22);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_required),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_default_lengths),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_integer),
		cmocka_unit_test(test_open_limits),
		cmocka_unit_test(test_decimal),
		cmocka_unit_test(test_money_and_percent),
		cmocka_unit_test(test_date),
		cmocka_unit_test(test_yes_no_and_tick),
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_many_choices),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_phone),
		cmocka_unit_test(test_password),
		cmocka_unit_test(test_taken_once),
		cmocka_unit_test(test_presets),
		cmocka_unit_test(test_presets_give_way),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
