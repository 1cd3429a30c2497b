/* A CSV sheet into rows of a form: encodings, headings, line ends, limits, and where each fault stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "form/sheet.h"

enum { NAME, COUNT, FIELDS };
static const struct anze_field fields[] = {
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 10},
	[COUNT] = {.name = "count", .type = ANZE_INTEGER, .max = 100},
};
static const struct az_form form = {"thing", fields, FIELDS};

static struct az_arena *arena;
static struct az_sheet sheet;
static char rows[4000]; /* "row name count;" of those that were taken */

static enum az_result take(void *self, struct az_form_data *row, size_t number)
{
	const char *name = row->values[NAME].text;
	size_t n = strlen(rows);
	(void)self;
	if (strcmp(name, "broken") == 0)
		return AZ_UNAVAILABLE;
	if (strcmp(name, "refused") == 0) {
		az_form_error(row, COUNT, "thing.refused", "seven", NULL);
		return AZ_INVALID;
	}
	snprintf(rows + n, sizeof rows - n, "%zu %s %s;", number, name, row->values[COUNT].text);
	return AZ_OK;
}

static enum az_result judge(void *self, struct az_form_data *row, size_t number)
{
	(void)self, (void)number;
	if (strcmp(row->values[NAME].text, "judged") == 0)
		az_form_error(row, NAME, "thing.judged", NULL);
	return strcmp(row->values[NAME].text, "gone") == 0 ? AZ_UNAVAILABLE : AZ_OK;
}

static const char *meaning(void *self, struct az_arena *scratch, const struct anze_field *field, const char *text)
{
	(void)self;
	if (field == NULL)
		return strcmp(text, "名称") == 0 ? "name" : strcmp(text, "note") == 0 ? "" : text;
	if (strcmp(text, "许多") == 0)
		return az_copy(scratch, "999");
	return strcmp(text, "一打") == 0 ? az_copy(scratch, "12") : text;
}

static enum az_result read_n(const char *text, size_t n, size_t most, bool with_words)
{
	static const struct az_sheet_words words = {meaning, NULL};
	struct az_sheet_reader reader = {
		.form = &form, .rows_max = most, .words = with_words ? &words : NULL, .judge = judge, .take = take};
	struct az_ctx ctx = {.arena = arena};
	az_arena_reset(arena);
	rows[0] = '\0';
	return az_sheet_read(&ctx, &reader, (struct az_text){text, n}, &sheet);
}

static void good(const char *text, const char *expected)
{
	assert_int_equal(read_n(text, strlen(text), 0, false), AZ_OK);
	assert_int_equal(sheet.fault_count, 0);
	assert_string_equal(rows, expected);
}

/* One fault alone. */
static void faulty(const char *text, size_t row, const char *column, const char *value, const char *key)
{
	assert_int_equal(read_n(text, strlen(text), 0, false), AZ_OK);
	assert_int_equal(sheet.fault_count, 1);
	assert_int_equal(sheet.faults[0].row, row);
	assert_string_equal(sheet.faults[0].column, column);
	assert_string_equal(sheet.faults[0].value, value);
	assert_string_equal(sheet.faults[0].reason.key, key);
}

static void rows_have_the_numbers_of_a_spreadsheet(void **state)
{
	(void)state;
	good("name,count\na,1\nb,2\n", "2 a 1;3 b 2;");
	good("name,count\r\na,1\r\n\r\nb,2\r\n", "2 a 1;4 b 2;");
	good("name,count\ra,1\r\rb,2", "2 a 1;4 b 2;");
	good("name,count\n\n\n , \na,1", "5 a 1;");
	good("count,name\n7,a", "2 a 7;");
	good("name\n\"a\nb\"\nc\n", "2 a b ;3 c ;");
	good("name\n\"a,\"\"b\"\"\"\n", "2 a,\"b\" ;");
	faulty("name,count\n\na,x\n", 3, "count", "x", "error.not_whole");
}

static void texts_of_both_encodings(void **state)
{
	static const char gbk[] = "name\n\xd6\xd0\xce\xc4\n", zero[] = "name\na\0b\n";
	(void)state;
	good("\xef\xbb\xbfname\n中文\n", "2 中文 ;");
	assert_int_equal(read_n(gbk, sizeof gbk - 1, 0, false), AZ_OK);
	assert_string_equal(rows, "2 中文 ;");
	faulty("name\n\xff\xff\n", 0, "", "", "sheet.not_text");
	assert_int_equal(read_n(zero, sizeof zero - 1, 0, false), AZ_OK);
	assert_string_equal(sheet.faults[0].reason.key, "sheet.not_text");
}

static void headings_come_first(void **state)
{
	(void)state;
	faulty("name,other\na,1\n", 1, "other", "other", "sheet.no_such_column");
	faulty("name,count,name\na,1,b\n", 1, "name", "name", "sheet.column_twice");
	faulty("count\n1\n", 1, "name", "", "sheet.column_missing");
	faulty("", 1, "", "", "sheet.no_rows");
	faulty("name\n", 2, "", "", "sheet.no_rows");
	faulty("name\na,b\n", 2, "", "b", "sheet.cell_without_column");
	faulty("name\na,, ,b,c\n", 2, "", "b", "sheet.cell_without_column");
	good("name\na, ,,\n", "2 a ;");
	faulty("name\n\"a\n", 2, "", "", "sheet.quotes");
	faulty("name\na\"b\n", 2, "", "", "sheet.quotes");
}

static void faults_of_all_rows_and_their_arguments(void **state)
{
	const char *text = "name,count\nrefused,1\n12345678901,2\na,101\nb,100\n";
	(void)state;
	assert_int_equal(read_n(text, strlen(text), 0, false), AZ_OK);
	assert_int_equal(sheet.fault_count, 3);
	assert_int_equal(sheet.rows, 4);
	assert_string_equal(sheet.faults[0].reason.key, "thing.refused");
	assert_string_equal(sheet.faults[0].reason.args[0], "count");
	assert_string_equal(sheet.faults[0].reason.args[1], "seven");
	assert_int_equal(sheet.faults[1].row, 3);
	assert_string_equal(sheet.faults[1].column, "name");
	assert_int_equal(sheet.faults[2].row, 4);
	assert_string_equal(rows, "5 b 100;");
	assert_int_equal(read_n("name\na\nbroken\nb\n", 16, 0, false), AZ_UNAVAILABLE);
	assert_string_equal(rows, "2 a ;");
}

static void as_many_rows_and_faults_as_are_allowed(void **state)
{
	char text[3000] = "name,count\n";
	(void)state;
	assert_int_equal(read_n("name\na\n\nb\n", 10, 2, false), AZ_OK);
	assert_int_equal(sheet.fault_count, 0);
	assert_int_equal(read_n("name\na\n\nb\nc\nd\n", 14, 2, false), AZ_OK);
	assert_int_equal(sheet.fault_count, 1);
	assert_int_equal(sheet.faults[0].row, 5);
	assert_string_equal(sheet.faults[0].reason.key, "sheet.too_many_rows");
	assert_string_equal(sheet.faults[0].reason.args[0], "2");
	for (int i = 0; i < AZ_SHEET_FAULTS + 3; i++)
		strcat(text, "a,x\n");
	assert_int_equal(read_n(text, strlen(text), 0, false), AZ_OK);
	assert_int_equal(sheet.fault_count, AZ_SHEET_FAULTS);
	assert_int_equal(sheet.more, 3);
}

static void a_row_has_its_faults_of_both_kinds_at_once(void **state)
{
	const char *text = "name,count\njudged,x\njudged,1\na,2\ngone,x\nb,3\n";
	(void)state;
	assert_int_equal(read_n(text, strlen(text), 0, false), AZ_UNAVAILABLE);
	assert_int_equal(sheet.fault_count, 3);
	assert_string_equal(sheet.faults[0].reason.key, "thing.judged");
	assert_string_equal(sheet.faults[1].reason.key, "error.not_whole");
	assert_int_equal(sheet.faults[1].row, 2);
	assert_string_equal(sheet.faults[2].reason.key, "thing.judged");
	assert_string_equal(rows, "4 a 2;");
}

/* Whatever is in a file, a row takes no more memory than it has. */
static void cells_without_end(void **state)
{
	static char text[3000000];
	(void)state;
	memset(text, ',', sizeof text);
	memcpy(text, "name\na", 6);
	assert_int_equal(read_n(text, sizeof text, 0, true), AZ_OK);
	assert_int_equal(sheet.fault_count, 0);
	assert_string_equal(rows, "2 a ;");
	memset(text, 'x', sizeof text);
	memcpy(text, "name\na,", 7);
	assert_int_equal(read_n(text, sizeof text, 0, true), AZ_OK);
	assert_string_equal(sheet.faults[0].reason.key, "sheet.cell_without_column");
	memcpy(text, "name\na\n", 7);
	assert_int_equal(read_n(text, sizeof text, 0, true), AZ_OK);
	assert_string_equal(sheet.faults[0].reason.key, "error.too_long");
	assert_true(strlen(sheet.faults[0].value) < 100);
	for (size_t i = 1; i < sizeof text; i++)
		text[i] = i % 2 ? ',' : 'x';
	text[0] = 'y';
	assert_int_equal(read_n(text, sizeof text, 0, true), AZ_OK);
	assert_string_equal(sheet.faults[0].reason.key, "sheet.no_such_column");
	for (size_t i = 0; i + 3 <= sizeof text; i += 3)
		memcpy(text + i, "\xe4\xb8\xad", 3);
	memcpy(text, "name\n1", 6);
	assert_int_equal(read_n(text, sizeof text, 0, true), AZ_OK);
	assert_string_equal(sheet.faults[0].reason.key, "error.too_long");
}

static void other_words_and_guarded_formulas(void **state)
{
	const char *text = "名称,note,count\na,anything,一打\n'=b,,\n'c,,\n'＝d,,\n";
	(void)state;
	assert_int_equal(read_n(text, strlen(text), 0, true), AZ_OK);
	assert_int_equal(sheet.fault_count, 0);
	assert_string_equal(rows, "2 a 12;3 =b ;4 'c ;5 ＝d ;");
	text = "名称,count\na,许多\n";
	assert_int_equal(read_n(text, strlen(text), 0, true), AZ_OK);
	assert_int_equal(sheet.fault_count, 1);
	assert_string_equal(sheet.faults[0].value, "许多"); /* as it stands there, not as it was read */
	assert_int_equal(read_n("名称,count\n,x\n", strlen("名称,count\n,x\n"), 0, true), AZ_OK);
	assert_int_equal(sheet.fault_count, 2);
	assert_string_equal(sheet.faults[0].column, "名称");
	assert_string_equal(sheet.faults[0].reason.args[0], "名称");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_have_the_numbers_of_a_spreadsheet),
		cmocka_unit_test(texts_of_both_encodings),
		cmocka_unit_test(headings_come_first),
		cmocka_unit_test(faults_of_all_rows_and_their_arguments),
		cmocka_unit_test(a_row_has_its_faults_of_both_kinds_at_once),
		cmocka_unit_test(as_many_rows_and_faults_as_are_allowed),
		cmocka_unit_test(cells_without_end),
		cmocka_unit_test(other_words_and_guarded_formulas),
	};
	arena = az_arena_new((size_t)8 << 20);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	az_arena_free(arena);
	return failed;
}
