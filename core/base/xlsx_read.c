/* A workbook: which parts it has, its shared strings, its sheets. */
#include "base/xlsx_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/xlsx_part.h"

/* An array in the arena that doubles. */
#define PUSH(arena, array, count, room, value)                                                                         \
	do {                                                                                                           \
		if ((count) == (room)) {                                                                               \
			size_t push_room = (room) == 0 ? 16 : 2 * (room);                                              \
			void *push_new = az_alloc_array((arena), push_room, sizeof *(array));                          \
			if ((count) > 0)                                                                               \
				memcpy(push_new, (array), (count) * sizeof *(array));                                  \
			(array) = push_new;                                                                            \
			(room) = push_room;                                                                            \
		}                                                                                                      \
		(array)[(count)++] = (value);                                                                          \
	} while (0)

struct relation {
	const char *id, *type, *target;
};

struct workbook {
	struct az_xlsx_reading reading;
	struct az_xlsx_book *book;
	const char *const *wanted;
	size_t wanted_count;
	struct relation *relations; /* of the part whose relations were read last */
	size_t relation_count, relation_room;
	const char **sheet_ids;
	size_t id_count, id_room, sheet_room;
	const char **strings;
	size_t string_count, string_room, cells;
	size_t phonetic; /* depth within rPh: how a text is spoken, no part of it */
	bool in_string;
};

static void nothing(void *self, const char *name)
{
	(void)self;
	(void)name;
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);
	return n >= m && strcmp(text + n - m, end) == 0;
}

const char *az_xlsx_column(struct az_arena *arena, size_t column)
{
	char text[24];
	size_t at = sizeof text - 1;
	text[at] = '\0';
	for (; column > 0; column = (column - 1) / 26)
		text[--at] = (char)('A' + (column - 1) % 26);
	return az_copy(arena, text + at);
}

/* ---- text ---- */

static int hex_digits(const char *p)
{
	int value = 0;
	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
		            : c >= 'A' && c <= 'F' ? c - 'A' + 10
		            : c >= 'a' && c <= 'f' ? c - 'a' + 10
		                                   : -1;
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* What was captured, with "_x000A_" (ST_Xstring: what XML cannot hold) as the character that it stands for. */
static const char *captured(struct workbook *workbook)
{
	struct az_text text = az_buffer_text(&workbook->reading.text);
	char *out = az_alloc(workbook->reading.arena, text.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < text.n;) {
		int point = i + 7 <= text.n && text.p[i] == '_' && text.p[i + 1] == 'x' && text.p[i + 6] == '_'
		                    ? hex_digits(text.p + i + 2)
		                    : -1;
		if (point < 0) {
			out[n++] = text.p[i++];
			continue;
		}
		if (point > 0 && (point < 0xd800 || point > 0xdfff))
			n += az_utf8_put(out + n, (uint32_t)point);
		i += 7;
	}
	out[n] = '\0';
	return out;
}

/* ---- relations ---- */

static void relation_start(void *self, const char *name, const char **attributes)
{
	struct workbook *workbook = self;
	const char *id = az_xlsx_attribute(attributes, "Id"), *type = az_xlsx_attribute(attributes, "Type");
	const char *target = az_xlsx_attribute(attributes, "Target");
	struct az_arena *arena = workbook->reading.arena;
	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
		return;
	if (workbook->relation_count >= 4 * workbook->reading.limits->entries) {
		az_xlsx_fail(&workbook->reading, "broken", workbook->reading.part, NULL);
		return;
	}
	struct relation relation = {az_copy(arena, id), az_copy(arena, type), az_copy(arena, target)};
	PUSH(arena, workbook->relations, workbook->relation_count, workbook->relation_room, relation);
}

/* The relations of a part; a part without any has no such file. */
static enum az_result read_relations(struct workbook *workbook, const char *part)
{
	const char *slash = strrchr(part, '/');
	int folder = slash == NULL ? 0 : (int)(slash + 1 - part);
	const char *name =
		az_format(workbook->reading.arena, "%.*s_rels/%s.rels", folder, part, part + folder);
	workbook->relation_count = 0;
	workbook->reading.start = relation_start;
	workbook->reading.end = nothing;
	return az_xlsx_has(&workbook->reading, name) ? az_xlsx_parse(&workbook->reading, name) : AZ_OK;
}

/* Where a target lies that is named relative to the folder of `part`. */
static const char *resolved(struct workbook *workbook, const char *part, const char *target)
{
	const char *slash = strrchr(part, '/');
	int folder = slash == NULL ? 0 : (int)(slash + 1 - part);
	if (target[0] == '/')
		return target + 1;
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	return az_format(workbook->reading.arena, "%.*s%s", folder, part, target);
}

static const char *target_of_type(struct workbook *workbook, const char *part, const char *type)
{
	for (size_t i = 0; i < workbook->relation_count; i++)
		if (ends_with(workbook->relations[i].type, type))
			return resolved(workbook, part, workbook->relations[i].target);
	return NULL;
}

/* ---- the workbook ---- */

static bool is_wanted(const struct workbook *workbook, const char *name)
{
	for (size_t i = 0; i < workbook->wanted_count; i++)
		if (strcasecmp(workbook->wanted[i], name) == 0)
			return true;
	return false;
}

static void workbook_start(void *self, const char *name, const char **attributes)
{
	struct workbook *workbook = self;
	struct az_arena *arena = workbook->reading.arena;
	if (strcmp(name, "workbookPr") == 0) {
		const char *since = az_xlsx_attribute(attributes, "date1904");
		workbook->book->since_1904 = since != NULL && (strcmp(since, "1") == 0 || strcmp(since, "true") == 0);
	}
	if (strcmp(name, "sheet") != 0)
		return;
	const char *title = az_xlsx_attribute(attributes, "name"), *id = az_xlsx_attribute(attributes, "id");
	if (title == NULL || id == NULL || workbook->book->count >= workbook->reading.limits->sheets) {
		az_xlsx_fail(&workbook->reading, "broken", workbook->reading.part, NULL);
		return;
	}
	struct az_xlsx_sheet sheet = {.name = az_copy(arena, title)};
	PUSH(arena, workbook->book->sheets, workbook->book->count, workbook->sheet_room, sheet);
	const char *copy = az_copy(arena, id);
	PUSH(arena, workbook->sheet_ids, workbook->id_count, workbook->id_room, copy);
}

/* ---- shared strings ---- */

static void string_start(void *self, const char *name, const char **attributes)
{
	struct workbook *workbook = self;
	(void)attributes;
	if (strcmp(name, "si") == 0) {
		workbook->in_string = true;
		workbook->phonetic = 0;
		az_buffer_clear(&workbook->reading.text);
	} else if (strcmp(name, "rPh") == 0) {
		workbook->phonetic++;
	} else if (strcmp(name, "t") == 0) {
		workbook->reading.capture = workbook->in_string && workbook->phonetic == 0;
	}
}

static void string_end(void *self, const char *name)
{
	struct workbook *workbook = self;
	if (strcmp(name, "t") == 0) {
		workbook->reading.capture = false;
	} else if (strcmp(name, "rPh") == 0) {
		workbook->phonetic--;
	} else if (strcmp(name, "si") == 0 && workbook->in_string) {
		workbook->in_string = false;
		if (workbook->string_count >= workbook->reading.limits->strings) {
			az_xlsx_fail(&workbook->reading, "strings",
			             az_format(workbook->reading.arena, "%zu", workbook->reading.limits->strings), NULL);
			return;
		}
		const char *text = captured(workbook);
		PUSH(workbook->reading.arena, workbook->strings, workbook->string_count, workbook->string_room, text);
	}
}

/* ---- a sheet ---- */

struct sheet {
	struct workbook *workbook;
	struct az_xlsx_sheet *out;
	size_t row_room;
	struct az_xlsx_cell *cells; /* of the row at hand */
	size_t cell_count, cell_room;
	size_t row, column; /* at hand, from 1 */
	char type;          /* of the cell: n, s, t (inline), f (formula's text), b, e */
	bool formula, has_value, in_data, in_row, in_cell, in_inline;
	size_t phonetic;
	const char *value;
};

static void fail_limit(struct sheet *sheet, const char *key, size_t limit)
{
	struct az_xlsx_reading *reading = &sheet->workbook->reading;
	az_xlsx_fail(reading, key, sheet->out->name, az_format(reading->arena, "%zu", limit));
}

static void fail_order(struct sheet *sheet)
{
	az_xlsx_fail(&sheet->workbook->reading, "broken", sheet->workbook->reading.part, NULL);
}

/* "AB12": the column; 0 when it is none. */
static size_t column_of(const char *reference)
{
	size_t column = 0;
	for (; *reference >= 'A' && *reference <= 'Z' && column < 100000; reference++)
		column = column * 26 + (size_t)(*reference - 'A') + 1;
	return column;
}

static char cell_type(const char *type)
{
	static const struct {
		const char *name;
		char type;
	} types[] = {{"s", 's'}, {"inlineStr", 't'}, {"str", 'f'}, {"b", 'b'}, {"e", 'e'}, {"n", 'n'}, {"d", 'f'}};
	for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].name, type) == 0)
			return types[i].type;
	return 'n';
}

static void begin_row(struct sheet *sheet, const char **attributes)
{
	const char *number = az_xlsx_attribute(attributes, "r");
	size_t row = number == NULL ? sheet->row + 1 : (size_t)strtoul(number, NULL, 10);
	if (row <= sheet->row || sheet->in_row)
		fail_order(sheet);
	sheet->in_row = true;
	sheet->row = row;
	sheet->column = 0;
	sheet->cell_count = 0;
}

static void begin_cell(struct sheet *sheet, const char **attributes)
{
	const char *reference = az_xlsx_attribute(attributes, "r");
	size_t column = reference == NULL ? sheet->column + 1 : column_of(reference);
	if (column <= sheet->column || !sheet->in_row || sheet->in_cell)
		fail_order(sheet);
	sheet->in_cell = true;
	sheet->column = column;
	sheet->type = cell_type(az_xlsx_attribute(attributes, "t"));
	sheet->formula = false;
	sheet->has_value = false;
	sheet->in_inline = false;
	sheet->phonetic = 0;
	az_buffer_clear(&sheet->workbook->reading.text);
}

static void sheet_start(void *self, const char *name, const char **attributes)
{
	struct sheet *sheet = self;
	if (strcmp(name, "sheetData") == 0)
		sheet->in_data = true;
	else if (!sheet->in_data)
		return;
	else if (strcmp(name, "row") == 0)
		begin_row(sheet, attributes);
	else if (strcmp(name, "c") == 0)
		begin_cell(sheet, attributes);
	else if (strcmp(name, "f") == 0)
		sheet->formula = true;
	else if (strcmp(name, "is") == 0)
		sheet->in_inline = sheet->has_value = true;
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic++;
	else if (strcmp(name, "v") == 0 && sheet->type != 't')
		sheet->workbook->reading.capture = sheet->has_value = true;
	else if (strcmp(name, "t") == 0)
		sheet->workbook->reading.capture = sheet->in_inline && sheet->phonetic == 0;
}

/* The cell's content; false when it has none, or none that can be. */
static bool read_cell(struct sheet *sheet, struct az_xlsx_cell *cell)
{
	struct workbook *workbook = sheet->workbook;
	*cell = (struct az_xlsx_cell){.column = sheet->column, .formula = sheet->formula};
	if (!sheet->has_value) {
		cell->text = "";
		return sheet->formula;
	}
	cell->text = captured(workbook);
	if (sheet->type == 's') {
		char *end;
		unsigned long index = strtoul(cell->text, &end, 10);
		if (cell->text[0] < '0' || cell->text[0] > '9' || *end != '\0' || index >= workbook->string_count) {
			fail_order(sheet);
			return false;
		}
		cell->text = workbook->strings[index];
	} else if (sheet->type == 'b') {
		cell->kind = AZ_XLSX_YES_NO;
		cell->text = strcmp(cell->text, "0") == 0 ? "0" : "1";
	} else if (sheet->type == 'e') {
		cell->kind = AZ_XLSX_ERROR;
	} else if (sheet->type == 'n' && cell->text[0] != '\0') {
		char *end;
		cell->kind = AZ_XLSX_NUMBER;
		cell->text = az_text_tidy(workbook->reading.arena, cell->text, strlen(cell->text));
		strtod(cell->text, &end);
		if (end == cell->text || *end != '\0')
			fail_order(sheet);
	}
	return cell->text[0] != '\0' || cell->formula;
}

static void end_cell(struct sheet *sheet)
{
	struct az_xlsx_reading *reading = &sheet->workbook->reading;
	struct az_xlsx_cell cell;
	sheet->in_cell = false;
	if (reading->failed || !read_cell(sheet, &cell))
		return;
	if (sheet->row > reading->limits->rows)
		fail_limit(sheet, "rows", reading->limits->rows);
	else if (sheet->column > reading->limits->columns)
		fail_limit(sheet, "columns", reading->limits->columns);
	else if (sheet->workbook->cells++ >= reading->limits->cells)
		fail_limit(sheet, "cells", reading->limits->cells);
	else
		PUSH(reading->arena, sheet->cells, sheet->cell_count, sheet->cell_room, cell);
}

static void end_row(struct sheet *sheet)
{
	struct az_arena *arena = sheet->workbook->reading.arena;
	sheet->in_row = false;
	if (sheet->cell_count == 0)
		return;
	struct az_xlsx_row row = {sheet->row, AZ_NEW_ARRAY(arena, sheet->cell_count, struct az_xlsx_cell),
	                          sheet->cell_count};
	memcpy(row.cells, sheet->cells, sheet->cell_count * sizeof *row.cells);
	sheet->cell_count = 0;
	PUSH(arena, sheet->out->rows, sheet->out->count, sheet->row_room, row);
}

static void sheet_end(void *self, const char *name)
{
	struct sheet *sheet = self;
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		sheet->workbook->reading.capture = false;
	else if (strcmp(name, "rPh") == 0 && sheet->phonetic > 0)
		sheet->phonetic--;
	else if (strcmp(name, "is") == 0)
		sheet->in_inline = false;
	else if (strcmp(name, "c") == 0 && sheet->in_data)
		end_cell(sheet);
	else if (strcmp(name, "row") == 0 && sheet->in_data)
		end_row(sheet);
	else if (strcmp(name, "sheetData") == 0)
		sheet->in_data = false;
}

/* ---- all of it ---- */

static enum az_result read_strings(struct workbook *workbook, const char *part)
{
	workbook->reading.start = string_start;
	workbook->reading.end = string_end;
	return part == NULL || !az_xlsx_has(&workbook->reading, part) ? AZ_OK : az_xlsx_parse(&workbook->reading, part);
}

static enum az_result read_sheet(struct workbook *workbook, const char *part, struct az_xlsx_sheet *out)
{
	struct sheet *sheet = AZ_NEW(workbook->reading.arena, struct sheet);
	sheet->workbook = workbook;
	sheet->out = out;
	out->read = true;
	workbook->reading.start = sheet_start;
	workbook->reading.end = sheet_end;
	workbook->reading.self = sheet;
	return az_xlsx_parse(&workbook->reading, part);
}

static enum az_result read_parts(struct workbook *workbook)
{
	struct az_xlsx_reading *reading = &workbook->reading;
	reading->self = workbook;
	AZ_TRY(read_relations(workbook, ""));
	const char *main = target_of_type(workbook, "", "/officeDocument");
	if (main == NULL)
		main = "xl/workbook.xml";
	if (!az_xlsx_has(reading, main)) {
		az_xlsx_fail(reading, "not_workbook", NULL, NULL);
		return AZ_INVALID;
	}
	reading->start = workbook_start;
	reading->end = nothing;
	AZ_TRY(az_xlsx_parse(reading, main));
	AZ_TRY(read_relations(workbook, main));
	AZ_TRY(read_strings(workbook, target_of_type(workbook, main, "/sharedStrings")));
	for (size_t i = 0; i < workbook->book->count; i++) {
		struct az_xlsx_sheet *sheet = &workbook->book->sheets[i];
		if (!is_wanted(workbook, sheet->name))
			continue;
		const char *part = NULL;
		for (size_t r = 0; r < workbook->relation_count && part == NULL; r++)
			if (strcmp(workbook->relations[r].id, workbook->sheet_ids[i]) == 0 &&
			    ends_with(workbook->relations[r].type, "/worksheet"))
				part = resolved(workbook, main, workbook->relations[r].target);
		if (part == NULL) {
			az_xlsx_fail(reading, "broken", sheet->name, NULL);
			return AZ_INVALID;
		}
		AZ_TRY(read_sheet(workbook, part, sheet));
	}
	return AZ_OK;
}

enum az_result az_xlsx_read(struct az_arena *arena, struct az_text file, const struct az_xlsx_limits *limits,
                            const char *const *wanted, size_t wanted_count, struct az_xlsx_book *book,
                            struct az_problem *fault)
{
	struct workbook *workbook = AZ_NEW(arena, struct workbook);
	struct az_xlsx_reading *reading = &workbook->reading;
	*book = (struct az_xlsx_book){0};
	*fault = (struct az_problem){0};
	*reading = (struct az_xlsx_reading){.arena = arena, .limits = limits, .fault = fault};
	az_buffer_init(&reading->text, arena);
	workbook->book = book;
	workbook->wanted = wanted;
	workbook->wanted_count = wanted_count;
	if (file.n > limits->bytes) {
		az_xlsx_fail(reading, "bytes", az_format(arena, "%zu", limits->bytes >> 20), NULL);
		return AZ_INVALID;
	}
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(file.p, file.n, 0, &error);
	reading->zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
	if (reading->zip == NULL) {
		if (source != NULL)
			zip_source_free(source);
		zip_error_fini(&error);
		az_xlsx_fail(reading, "not_zip", NULL, NULL);
		return AZ_INVALID;
	}
	zip_error_fini(&error);
	enum az_result result = AZ_INVALID;
	if ((size_t)zip_get_num_entries(reading->zip, 0) > limits->entries)
		az_xlsx_fail(reading, "entries", az_format(arena, "%zu", limits->entries), NULL);
	else
		result = read_parts(workbook);
	zip_discard(reading->zip);
	return result;
}
