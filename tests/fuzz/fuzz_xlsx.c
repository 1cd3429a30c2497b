/* A workbook from anybody. The input is either the file itself, or, when its first byte is not a P, XML: it is then
 * packed as a part of an otherwise good workbook, since bytes alone hardly ever get through the ZIP.
 *
 * Held true: a file is read or has a fault with a key; what was read lies within the limits, in order, in valid UTF-8;
 * what is then written with the same cells is read again as the same. The checklist's reader above it ends without
 * anything for a sanitizer to say, and each of its faults has a reason and a remedy. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "base/xlsx_read.h"
#include "base/xlsx_write.h"
#include "domain/checklist_sheet.h"

#include "holds.h"

static const struct az_xlsx_limits limits = {
	.bytes = 1 << 20, .entries = 50, .inflated = 4 << 20, .ratio = 100, .sheets = 10, .strings = 1000,
	.cells = 2000,    .rows = 100,   .columns = 50,
};
static const char *const wanted[] = {"survey", "choices", "basis", "settings"};

static struct az_arena *arena;

static bool sound(const char *text)
{
	return az_utf8_check(text, strlen(text)) == strlen(text);
}

/* ---- a workbook around some XML ---- */

static const struct {
	const char *name, *text;
} parts[] = {
	{"xl/workbook.xml", "<workbook><sheets><sheet name=\"survey\" id=\"r1\"/><sheet name=\"choices\" id=\"r2\"/>"
	                    "<sheet name=\"basis\" id=\"r4\"/></sheets></workbook>"},
	{"xl/_rels/workbook.xml.rels",
         "<R><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"s1.xml\"/><Relationship Id=\"r2\" Type=\"/worksheet\" "
         "Target=\"s2.xml\"/><Relationship Id=\"r4\" Type=\"/worksheet\" Target=\"s1.xml\"/>"
         "<Relationship Id=\"r3\" Type=\"/sharedStrings\" Target=\"t.xml\"/></R>"},
	{"xl/s1.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>"
	              "label::Chinese (zh)</t></is></c><c t=\"str\"><v>label::en</v></c><c t=\"s\"><v>2</v></c></row><row><c>"
	              "<v>1</v></c><c t=\"str\"><v>CHE_01</v></c></row></sheetData></worksheet>"},
	{"xl/s2.xml", "<worksheet><sheetData><row><c t=\"str\"><v>list_name</v></c><c t=\"s\"><v>1</v></c></row></sheetData>"
	              "</worksheet>"},
	{"xl/t.xml", "<sst><si><t>type</t></si><si><t>name</t></si><si><r><t>docu</t></r><r><t>ment</t></r></si></sst>"},
};
#define PARTS (sizeof parts / sizeof parts[0])

static struct az_text packed(const char *xml, size_t n, size_t which)
{
	zip_error_t error;
	zip_stat_t about;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
	HOLDS(zip != NULL);
	zip_source_keep(source);
	for (size_t i = 0; i < PARTS; i++) {
		const char *text = i == which ? xml : parts[i].text;
		zip_source_t *part = zip_source_buffer(zip, text, i == which ? n : strlen(text), 0);
		zip_int64_t index = zip_file_add(zip, parts[i].name, part, 0);
		HOLDS(index >= 0 && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
	}
	HOLDS(zip_close(zip) == 0 && zip_source_stat(source, &about) == 0 && zip_source_open(source) == 0);
	char *bytes = az_alloc(arena, (size_t)about.size + 1);
	HOLDS(zip_source_read(source, bytes, about.size) == (zip_int64_t)about.size);
	zip_source_close(source);
	zip_source_free(source);
	zip_error_fini(&error);
	return (struct az_text){bytes, (size_t)about.size};
}

/* ---- what must hold ---- */

static void check_sheet(const struct az_xlsx_sheet *sheet)
{
	size_t row = 0;
	for (size_t r = 0; r < sheet->count; r++) {
		size_t column = 0;
		HOLDS(sheet->rows[r].number > row && sheet->rows[r].number <= limits.rows);
		row = sheet->rows[r].number;
		HOLDS(sheet->rows[r].count > 0 && sheet->rows[r].count <= limits.columns);
		for (size_t c = 0; c < sheet->rows[r].count; c++) {
			const struct az_xlsx_cell *cell = &sheet->rows[r].cells[c];
			HOLDS(cell->column > column && cell->column <= limits.columns);
			HOLDS(sound(cell->text) && (cell->text[0] != '\0' || cell->formula));
			column = cell->column;
		}
	}
}

/* Texts written are the texts read. */
static void check_again(const struct az_xlsx_sheet *sheet)
{
	static const struct az_xlsx_heading heading = {.text = "heading"};
	struct az_xlsx_writer *writer = az_xlsx_begin(arena);
	struct az_xlsx_book book;
	struct az_problem fault;
	struct az_text file;
	const char *name = "survey";
	size_t count = 0;
	az_xlsx_sheet(writer, name, &heading, 1);
	for (size_t r = 0; r < sheet->count && r < 20; r++)
		for (size_t c = 0; c < sheet->rows[r].count && c < 5; c++, count++) {
			az_xlsx_int(writer, (int64_t)count);
			az_xlsx_text(writer, sheet->rows[r].cells[c].text);
			az_xlsx_end_row(writer);
		}
	HOLDS(az_xlsx_end(writer, &file) == AZ_OK);
	HOLDS(az_xlsx_read(arena, file, &limits, &name, 1, &book, &fault) == AZ_OK);
	HOLDS(book.count == 1 && book.sheets[0].count == count + 1);
	size_t at = 1;
	for (size_t r = 0; r < sheet->count && r < 20; r++)
		for (size_t c = 0; c < sheet->rows[r].count && c < 5; c++, at++) {
			const struct az_xlsx_row *row = &book.sheets[0].rows[at];
			const char *text = sheet->rows[r].cells[c].text;
			HOLDS(row->count == (text[0] == '\0' ? 1U : 2U));
			HOLDS(text[0] == '\0' || strcmp(row->cells[1].text, text) == 0);
		}
}

static void check_checklist(struct az_text file)
{
	struct az_checklist_basis basis[2] = {{.document = "GB 1", .clause = "2", .in_force_from = 1, .in_force_to = AZ_DAY_NONE}};
	struct az_checklist_choice choices[2] = {{.code = "a", .label_zh = "a", .label_en = "a"}};
	struct az_checklist_item item = {.id = 1, .code = "CHE-01", .retired_reason = "", .category = "S3", .question_zh = "abcde",
	                                 .question_en = "abcde", .guidance_zh = "", .guidance_en = "", .major = "no",
	                                 .condition_zh = "", .condition_en = "", .frequency = "monthly",
	                                 .frequency_note_zh = "", .frequency_note_en = "", .weight = 3, .answer = "choice",
	                                 .unit = "", .relevant = "", .basis = basis, .basis_count = 1, .choices = choices,
	                                 .choice_count = 1};
	struct az_checklist_list list = {&item, 1};
	static const struct az_checklist_list published;
	struct az_checklist_sheet_draft draft = {"CHE", "draft-1-1", &list, &list, &published, NULL, 20000, NULL, NULL};
	struct az_checklist_sheet sheet;
	az_checklist_sheet_read(arena, file, &draft, &sheet);
	HOLDS(sheet.fault_count <= AZ_CHECKLIST_SHEET_FAULTS && sheet.notice_count <= AZ_CHECKLIST_SHEET_NOTICES);
	for (size_t i = 0; i < sheet.fault_count; i++) {
		const struct az_checklist_sheet_fault *fault = &sheet.faults[i];
		HOLDS(fault->reason.key != NULL && fault->remedy.key != NULL && sound(fault->value) && sound(fault->heading));
	}
	/* Nothing is free but what is: an item's answer and law stay whatever the sheet says. */
	for (size_t i = 0; sheet.fault_count == 0 && i < sheet.list.count; i++)
		if (sheet.list.items[i].id == 1)
			HOLDS((az_checklist_compare(&item, &sheet.list.items[i]) &
			       (AZ_CHECKLIST_ANSWER | AZ_CHECKLIST_MAJOR | AZ_CHECKLIST_BASIS | AZ_CHECKLIST_CATEGORY)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct az_xlsx_book book;
	struct az_problem fault;
	struct az_text file = {(const char *)p, n};
	if (arena == NULL)
		arena = az_arena_new((size_t)256 << 20);
	if (n > 0 && p[0] != 'P')
		file = packed((const char *)p + 1, n - 1, p[0] % PARTS);
	if (az_xlsx_read(arena, file, &limits, wanted, 4, &book, &fault) == AZ_OK) {
		HOLDS(fault.key == NULL);
		for (size_t i = 0; i < book.count; i++) {
			HOLDS(sound(book.sheets[i].name));
			check_sheet(&book.sheets[i]);
			check_again(&book.sheets[i]);
		}
	} else {
		HOLDS(fault.key != NULL && strncmp(fault.key, "xlsx.fault.", 11) == 0);
	}
	check_checklist(file);
	az_arena_reset(arena);
	return 0;
}
