/* Workbooks as Excel, WPS and LibreOffice write them, and as nobody should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/xlsx_read.h"
#include "base/xlsx_write.h"

static const struct az_xlsx_limits limits = {
	.bytes = 1 << 20, .entries = 20, .inflated = 4 << 20, .ratio = 50, .sheets = 5, .strings = 100,
	.cells = 500,     .rows = 100,   .columns = 20,
};
static struct az_arena *arena;
static struct az_xlsx_book book;
static struct az_problem fault;

static int make_arena(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)128 << 20);
	return 0;
}

static int free_arena(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

struct part {
	const char *name;
	struct az_text text;
};

static struct az_text packed(const struct part *parts, size_t count)
{
	zip_error_t error;
	zip_stat_t about;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
	zip_source_keep(source);
	for (size_t i = 0; i < count; i++)
		if (parts[i].text.p != NULL)
			assert_true(zip_file_add(zip, parts[i].name,
			                         zip_source_buffer(zip, parts[i].text.p, parts[i].text.n, 0), 0) >= 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_stat(source, &about), 0);
	assert_int_equal(zip_source_open(source), 0);
	char *bytes = az_alloc(arena, (size_t)about.size + 1);
	assert_int_equal(zip_source_read(source, bytes, about.size), about.size);
	zip_source_close(source);
	zip_source_free(source);
	zip_error_fini(&error);
	return (struct az_text){bytes, (size_t)about.size};
}

/* A workbook of one sheet as Excel lays it out; NULL leaves a part out. */
static struct az_text workbook(const char *sheet, const char *strings)
{
	struct part parts[] = {
		{"_rels/.rels", AZ_LIT("<Relationships><Relationship Id=\"rId1\" Type=\"http://x/officeDocument\" "
	                               "Target=\"xl/workbook.xml\"/></Relationships>")},
		{"xl/workbook.xml", AZ_LIT("<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"Survey\" sheetId=\"7\" "
	                                   "r:id=\"rId3\"/><sheet name=\"other\" sheetId=\"8\" r:id=\"rId4\"/></sheets>"
	                                   "</workbook>")},
		{"xl/_rels/workbook.xml.rels",
	         AZ_LIT("<Relationships><Relationship Id=\"rId3\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/a.xml\"/>"
	                "<Relationship Id=\"rId9\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
	                "</Relationships>")},
		{"xl/worksheets/a.xml", az_text_of(sheet)},
		{"xl/sharedStrings.xml", strings == NULL ? (struct az_text){NULL, 0} : az_text_of(strings)},
	};
	/* The prefix r: is declared nowhere, which a parser without namespaces does not mind. */
	return packed(parts, sizeof parts / sizeof parts[0]);
}

static enum az_result read_it(struct az_text file)
{
	static const char *const wanted[] = {"survey"};
	char *copy = test_malloc(file.n + 1); /* exactly as long, for the sanitizer */
	memcpy(copy, file.p, file.n);
	enum az_result result = az_xlsx_read(arena, (struct az_text){copy, file.n}, &limits, wanted, 1, &book, &fault);
	test_free(copy);
	return result;
}

static void assert_fault(struct az_text file, const char *key)
{
	assert_int_equal(read_it(file), AZ_INVALID);
	assert_string_equal(fault.key, az_format(arena, "xlsx.fault.%s", key));
}

static void assert_cell(size_t row, size_t cell, size_t column, enum az_xlsx_kind kind, const char *text)
{
	assert_true(row < book.sheets[0].count && cell < book.sheets[0].rows[row].count);
	const struct az_xlsx_cell *is = &book.sheets[0].rows[row].cells[cell];
	assert_int_equal(is->column, column);
	assert_int_equal(is->kind, kind);
	assert_string_equal(is->text, text);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static void all_kinds_of_cells_are_read(void **state)
{
	(void)state;
	assert_int_equal(
		read_it(workbook(
			SHEET("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\"><v>0.10000000000000001</v></c>"
	                      "<c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" s=\"4\"/><c r=\"AA2\" t=\"inlineStr\"/></row>"
	                      "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>rich</t></r><r><t> text</t></r></is></c>"
	                      "<c r=\"B3\" t=\"str\"><f>1&amp;2</f><v>12</v></c><c r=\"C3\" t=\"e\"><v>#REF!</v></c></row>"
	                      "<row><c><v>1E-3</v></c><c t=\"s\"><v>0</v></c></row><row r=\"1048576\" ht=\"20\"/>"),
			"<sst count=\"9\"><si><t>a_x000A_b_x005F_</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">na </t></r>"
			"<r><t>me</t></r><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si></sst>")),
		AZ_OK);
	assert_int_equal(book.count, 2);
	assert_true(book.since_1904);
	assert_string_equal(book.sheets[0].name, "Survey");
	assert_true(book.sheets[0].read);
	assert_false(book.sheets[1].read);
	assert_int_equal(book.sheets[0].count, 3);
	assert_int_equal(book.sheets[0].rows[0].number, 2);
	assert_int_equal(book.sheets[0].rows[0].count, 3);
	assert_cell(0, 0, 1, AZ_XLSX_TEXT, "na me");
	assert_cell(0, 1, 3, AZ_XLSX_NUMBER, "0.10000000000000001");
	assert_cell(0, 2, 4, AZ_XLSX_YES_NO, "1");
	assert_cell(1, 0, 1, AZ_XLSX_TEXT, "rich text");
	assert_cell(1, 1, 2, AZ_XLSX_TEXT, "12");
	assert_true(book.sheets[0].rows[1].cells[1].formula);
	assert_cell(1, 2, 3, AZ_XLSX_ERROR, "#REF!");
	assert_int_equal(book.sheets[0].rows[2].number, 4);
	assert_cell(2, 0, 1, AZ_XLSX_NUMBER, "1E-3");
	assert_cell(2, 1, 2, AZ_XLSX_TEXT, "a\nb_");
}

static void prefixes_and_a_workbook_elsewhere_are_read(void **state)
{
	struct part parts[] = {
		{"_rels/.rels", AZ_LIT("<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/"
	                               "relationships/officeDocument\" Target=\"/book/main.xml\"/></Relationships>")},
		{"book/main.xml", AZ_LIT("<x:workbook xmlns:x=\"u\" xmlns:q=\"v\"><x:sheets><x:sheet name=\"survey\" q:id=\"s\"/>"
	                                 "</x:sheets></x:workbook>")},
		{"book/_rels/main.xml.rels", AZ_LIT("<p:Relationships xmlns:p=\"w\"><p:Relationship Id=\"s\" Type=\"t/worksheet\" "
	                                            "Target=\"s.xml\"/></p:Relationships>")},
		{"book/s.xml", AZ_LIT("<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row>"
	                              "</x:sheetData></x:worksheet>")},
	};
	(void)state;
	assert_int_equal(read_it(packed(parts, 4)), AZ_OK);
	assert_cell(0, 0, 1, AZ_XLSX_NUMBER, "5");
}

static void limits_hold_on_both_sides(void **state)
{
	(void)state;
	assert_int_equal(read_it(workbook(SHEET("<row r=\"100\"><c r=\"T100\"><v>1</v></c></row>"), NULL)), AZ_OK);
	assert_fault(workbook(SHEET("<row r=\"101\"><c r=\"T101\"><v>1</v></c></row>"), NULL), "rows");
	assert_fault(workbook(SHEET("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"), NULL), "rows");
	assert_fault(workbook(SHEET("<row r=\"100\"><c r=\"U100\"><v>1</v></c></row>"), NULL), "columns");
	struct az_buffer xml;
	az_buffer_init(&xml, arena);
	for (int i = 0; i < 100; i++)
		az_buffer_add_text(&xml, "<si><t>a</t></si>");
	const char *hundred = az_format(arena, "<sst>%s</sst>", xml.p);
	assert_int_equal(read_it(workbook(SHEET(""), hundred)), AZ_OK);
	assert_fault(workbook(SHEET(""), az_format(arena, "<sst>%s<si/></sst>", xml.p)), "strings");
	az_buffer_clear(&xml);
	for (int i = 1; i <= 26; i++)
		for (int c = 0; c < 20; c++)
			az_buffer_addf(&xml, c == 0 ? "%s<row><c><v>1</v></c>" : "%s<c><v>1</v></c>", c == 0 && i > 1 ? "</row>" : "");
	assert_fault(workbook(az_format(arena, "<worksheet><sheetData>%s</row></sheetData></worksheet>", xml.p), NULL),
	             "cells");
}

static void bombs_are_refused(void **state)
{
	(void)state;
	size_t n = (size_t)8 << 20;
	char *spaces = az_alloc(arena, n + 1);
	memset(spaces, ' ', n);
	assert_fault(workbook(az_format(arena, "<worksheet>%s<sheetData/></worksheet>", spaces), NULL), "inflated");
	spaces[2 << 20] = '\0'; /* within the size, far too tightly packed */
	assert_fault(workbook(SHEET(""), az_format(arena, "<sst>%s</sst>", spaces)), "inflated");
	struct az_buffer rows;
	az_buffer_init(&rows, arena);
	for (int i = 0; i < 600000; i++)
		az_buffer_add_text(&rows, "<row/>");
	assert_fault(workbook(az_format(arena, "<worksheet><sheetData>%s</sheetData></worksheet>", rows.p), NULL), "inflated");
	assert_fault(workbook("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><worksheet>&b;</worksheet>", NULL), "dtd");
	assert_fault(workbook("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><worksheet/>", NULL), "dtd");
	assert_fault(workbook("<worksheet>&lol;</worksheet>", NULL), "xml");
	spaces[300 << 10] = '\0'; /* one cell */
	assert_fault(workbook(az_format(arena, SHEET("<row><c t=\"str\"><v>%s</v></c></row>"), spaces), NULL), "broken");
	struct part many[21];
	for (int i = 0; i < 21; i++)
		many[i] = (struct part){az_format(arena, "p%d", i), AZ_LIT("x")};
	assert_fault(packed(many, 21), "entries");
	assert_fault(packed(many, 20), "not_workbook");
	assert_fault((struct az_text){spaces, (1 << 20) + 1}, "bytes");
}

static void what_is_damaged_is_refused(void **state)
{
	static const char *const broken[] = {
		SHEET("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\"/>"),
		SHEET("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>"),
		SHEET("<row><c><c><v>1</v></c></c></row>"),
		SHEET("<row><row/></row>"),
		SHEET("<c><v>1</v></c>"),
		SHEET("<row><c t=\"s\"><v>0</v></c></row>"),
		SHEET("<row><c t=\"s\"><v>-1</v></c></row>"),
		SHEET("<row><c><v>1,5</v></c></row>"),
	};
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		assert_fault(workbook(broken[i], NULL), "broken");
	assert_fault(workbook("<worksheet><sheetData>", NULL), "xml");
	assert_fault(AZ_LIT(""), "not_workbook"); /* no bytes are a ZIP without parts */
	assert_fault(AZ_LIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "not_zip");
}

static void a_file_cut_anywhere_is_refused(void **state)
{
	(void)state;
	struct az_text whole = workbook(SHEET("<row><c t=\"inlineStr\"><is><t>text</t></is></c></row>"), "<sst/>");
	assert_int_equal(read_it(whole), AZ_OK);
	for (size_t n = 0; n < whole.n; n++) {
		assert_int_equal(read_it((struct az_text){whole.p, n}), AZ_INVALID);
		assert_non_null(fault.key);
	}
}

static void what_is_written_is_read(void **state)
{
	static const char *const texts[] = {"=1+1", "+1", "@a", "-", "a\nb", " space ", "_x0041_", "&<>\"'", "\r\x01", "\xef\xbf\xbf"};
	static const struct az_xlsx_heading headings[] = {{.text = "a"}, {.text = "b"}};
	struct az_xlsx_writer *writer = az_xlsx_begin(arena);
	struct az_text file, again;
	(void)state;
	az_xlsx_sheet(writer, "survey", headings, 2);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		az_xlsx_text(writer, NULL);
		az_xlsx_text(writer, texts[i]);
		az_xlsx_end_row(writer);
	}
	az_xlsx_decimal(writer, az_dec_of(-125, 2));
	az_xlsx_int(writer, INT64_MIN);
	az_xlsx_end_row(writer);
	assert_int_equal(az_xlsx_end(writer, &file), AZ_OK);
	assert_int_equal(read_it(file), AZ_OK);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_cell(i + 1, 0, 2, AZ_XLSX_TEXT, texts[i]);
	assert_cell(book.sheets[0].count - 1, 0, 1, AZ_XLSX_NUMBER, "-1.25");
	assert_cell(book.sheets[0].count - 1, 1, 2, AZ_XLSX_TEXT, "-9223372036854775808");
	writer = az_xlsx_begin(arena);
	az_xlsx_sheet(writer, "survey", headings, 2);
	assert_int_equal(az_xlsx_end(writer, &file), AZ_OK);
	writer = az_xlsx_begin(arena);
	az_xlsx_sheet(writer, "survey", headings, 2);
	assert_int_equal(az_xlsx_end(writer, &again), AZ_OK);
	assert_true(file.n == again.n && memcmp(file.p, again.p, file.n) == 0);
	assert_string_equal(az_xlsx_column(arena, 1), "A");
	assert_string_equal(az_xlsx_column(arena, 26), "Z");
	assert_string_equal(az_xlsx_column(arena, 27), "AA");
	assert_string_equal(az_xlsx_column(arena, 703), "AAA");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_kinds_of_cells_are_read),
		cmocka_unit_test(prefixes_and_a_workbook_elsewhere_are_read),
		cmocka_unit_test(limits_hold_on_both_sides),
		cmocka_unit_test(bombs_are_refused),
		cmocka_unit_test(what_is_damaged_is_refused),
		cmocka_unit_test(a_file_cut_anywhere_is_refused),
		cmocka_unit_test(what_is_written_is_read),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
