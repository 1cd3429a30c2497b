/* Buffers, CSV and JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/json.h"

static struct az_arena *arena;
static struct az_buffer buffer;

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)16 << 20);
	az_buffer_init(&buffer, arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static void buffers_grow(void **state)
{
	(void)state;
	assert_string_equal(buffer.p, "");
	for (int i = 0; i < 10000; i++)
		az_buffer_addf(&buffer, "%04d", i);
	assert_int_equal(buffer.n, 40000);
	assert_memory_equal(buffer.p + 4 * 9999, "9999", 5);
	assert_memory_equal(buffer.p + 4 * 64, "0064", 4);
	az_buffer_clear(&buffer);
	for (size_t n = 250; n < 262; n++) { /* around the first capacity */
		struct az_buffer small;

		az_buffer_init(&small, arena);
		az_buffer_addf(&small, "%0*d", (int)n, 7);
		assert_int_equal(small.n, n);
		assert_int_equal(strlen(small.p), n);
		az_buffer_add(&small, "a\0b", 3);
		az_buffer_add_text(&small, NULL);
		az_buffer_add_char(&small, 'c');
		assert_int_equal(az_buffer_text(&small).n, n + 4);
		assert_memory_equal(small.p + n - 1, "7a\0bc", 6);
	}
}

static void csv_is_quoted_and_guarded(void **state)
{
	struct az_csv csv;

	(void)state;
	az_csv_begin(&csv, &buffer, true);
	az_csv_text(&csv, "名称");
	az_csv_text(&csv, "a,b");
	az_csv_text(&csv, "say \"x\"");
	az_csv_text(&csv, "two\r\nlines");
	az_csv_text(&csv, " space");
	az_csv_text(&csv, NULL);
	az_csv_end_row(&csv);
	for (const char **cell = (const char *[]){"=1+1", "+86", "-5", "@x", "\tx", "\rx", "＝1", "＠", "a=b", NULL};
	     *cell; cell++)
		az_csv_text(&csv, *cell);
	az_csv_text(&csv, "=HYPERLINK(\"x\",1)");
	az_csv_int(&csv, -5);
	az_csv_decimal(&csv, az_dec_of(-123450, 2));
	az_csv_end_row(&csv);
	az_csv_text(&csv, "");
	az_csv_end_row(&csv);
	az_csv_text(&csv, "");
	az_csv_text(&csv, "");
	az_csv_end_row(&csv);
	assert_string_equal(buffer.p, "\xef\xbb\xbf"
				      "名称,\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",\" space\",\r\n"
				      "'=1+1,'+86,'-5,'@x,'\tx,\"'\rx\",'＝1,'＠,a=b,"
				      "\"'=HYPERLINK(\"\"x\"\",1)\",-5,-1234.50\r\n"
				      "\"\"\r\n"
				      ",\r\n");
}

/* What was guarded comes back as it was, and nothing else loses an apostrophe. */
static void csv_guards_are_taken_off(void **state)
{
	static const char *const texts[] = {"=1", "'=1", "''=1", "'", "''", "'a", "a", "", "-", "'＝", "o'=1", "＋", NULL};
	(void)state;
	for (const char *const *text = texts; *text != NULL; text++) {
		struct az_csv csv;
		az_buffer_clear(&buffer);
		az_csv_begin(&csv, &buffer, false);
		az_csv_text(&csv, *text);
		assert_string_equal(az_csv_unguard(buffer.p), *text);
	}
}

static void csv_without_a_mark(void **state)
{
	struct az_csv csv;

	(void)state;
	az_csv_begin(&csv, &buffer, false);
	az_csv_text(&csv, "a");
	az_csv_end_row(&csv);
	assert_string_equal(buffer.p, "a\r\n");
}

static void json_nests(void **state)
{
	struct az_json json;

	(void)state;
	az_json_begin(&json, &buffer);
	az_json_object(&json);
	az_json_put_string(&json, "名", "甲");
	az_json_put_int(&json, "n", INT64_MIN);
	az_json_put_bool(&json, "b", true);
	az_json_put_string(&json, "none", NULL);
	az_json_key(&json, "list");
	az_json_array(&json);
	az_json_array(&json);
	az_json_close(&json);
	az_json_object(&json);
	az_json_close(&json);
	az_json_decimal(&json, az_dec_of(-150, 2));
	az_json_bool(&json, false);
	assert_false(az_json_end(&json));
	az_json_close(&json);
	az_json_close(&json);
	assert_true(az_json_end(&json));
	assert_string_equal(buffer.p, "{\"名\":\"甲\",\"n\":-9223372036854775808,\"b\":true,\"none\":null,"
				      "\"list\":[[],{},-1.50,false]}");
}

/* What an independent reader makes of one string. */
static void assert_string_read(const char *p, size_t n, const char *expected, size_t expected_n)
{
	struct az_json json;
	json_t *read;

	az_buffer_clear(&buffer);
	az_json_begin(&json, &buffer);
	az_json_string_n(&json, p, n);
	assert_true(az_json_end(&json));
	read = json_loadb(buffer.p, buffer.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	assert_non_null(read);
	assert_int_equal(json_string_length(read), expected_n);
	assert_memory_equal(json_string_value(read), expected, expected_n);
	json_decref(read);
}

static void json_strings_are_escaped(void **state)
{
	static const char tricky[] = "\"\\/\b\f\n\r\t\x01\x1f\x7f</script>\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa安𠮷\0x";

	(void)state;
	assert_string_read(tricky, sizeof(tricky) - 1, tricky, sizeof(tricky) - 1);
	assert_null(strstr(buffer.p, "<"));
	assert_null(strstr(buffer.p, "\xe2\x80\xa8"));
	assert_null(strstr(buffer.p, "\xe2\x80\xa9"));
	assert_non_null(strstr(buffer.p, "\xe2\x80\xaa"));
	assert_string_read("a\xff\xe5\xae", 4, "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 10);
	assert_string_read("", 0, "", 0);
}

static void json_faults_are_noticed(void **state)
{
	struct az_json json;

	(void)state;
	az_json_begin(&json, &buffer);
	assert_false(az_json_end(&json)); /* nothing was written */
	az_json_object(&json);
	az_json_int(&json, 1); /* no key */
	az_json_close(&json);
	assert_false(az_json_end(&json));
	az_json_begin(&json, &buffer);
	az_json_object(&json);
	az_json_key(&json, "a"); /* no value */
	az_json_close(&json);
	assert_false(az_json_end(&json));
	az_json_begin(&json, &buffer);
	az_json_array(&json);
	az_json_key(&json, "a"); /* an array has no keys */
	az_json_close(&json);
	assert_false(az_json_end(&json));
	az_json_begin(&json, &buffer);
	az_json_null(&json);
	az_json_null(&json); /* two values */
	assert_false(az_json_end(&json));
	az_json_begin(&json, &buffer);
	for (int i = 0; i < AZ_JSON_DEPTH; i++)
		az_json_array(&json);
	for (int i = 0; i < AZ_JSON_DEPTH; i++)
		az_json_close(&json);
	assert_true(az_json_end(&json));
	az_json_begin(&json, &buffer);
	for (int i = 0; i <= AZ_JSON_DEPTH; i++)
		az_json_array(&json);
	for (int i = 0; i <= AZ_JSON_DEPTH; i++)
		az_json_close(&json);
	assert_false(az_json_end(&json));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(buffers_grow, setup, teardown),
		cmocka_unit_test_setup_teardown(csv_is_quoted_and_guarded, setup, teardown),
		cmocka_unit_test_setup_teardown(csv_guards_are_taken_off, setup, teardown),
		cmocka_unit_test_setup_teardown(csv_without_a_mark, setup, teardown),
		cmocka_unit_test_setup_teardown(json_nests, setup, teardown),
		cmocka_unit_test_setup_teardown(json_strings_are_escaped, setup, teardown),
		cmocka_unit_test_setup_teardown(json_faults_are_noticed, setup, teardown),
	};

	return cmocka_run_group_tests_name("writers", tests, NULL, NULL);
}
