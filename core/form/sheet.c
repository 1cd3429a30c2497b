/* CSV into rows of a form. */
#include "form/sheet.h"

#include <csv.h>
#include <iconv.h>
#include <string.h>

#include "base/csv.h"

#define COLUMNS_MAX 64
#define CELL_MOST 2000 /* bytes; no field of a sheet takes as much */
#define VALUE_SHOWN 60 /* characters of what is wrong */
#define ROW_MEMORY ((size_t)8 << 20)
#define NOT_READ (-1)

struct reading {
	struct az_arena *arena;   /* of the caller */
	struct az_arena *scratch; /* of the row at hand */
	const struct az_sheet_reader *reader;
	struct az_sheet *out;
	int fields[COLUMNS_MAX]; /* of each column; NOT_READ */
	const char *headings[COLUMNS_MAX];
	size_t columns, column, line; /* the heading is line 1 */
	int ended_by;                 /* the sign at the end of the line before */
	struct az_form_data *row;
	const char *typed[COLUMNS_MAX]; /* what stands in each column of it, before it is read as a code */
	bool any;                       /* the row at hand has a cell with something in it */
	bool beyond;                    /* it has one without a heading */
	bool over; /* what follows is not judged: the columns are wrong, or there are too many rows */
	enum az_result result;
};

static void fault(struct reading *reading, const char *column, const char *value, struct az_problem reason)
{
	struct az_sheet *out = reading->out;
	if (out->fault_count == AZ_SHEET_FAULTS) {
		out->more++;
		return;
	}
	for (size_t i = 0; i < AZ_PROBLEM_ARGS; i++)
		if (reason.args[i] != NULL)
			reason.args[i] = az_copy(reading->arena, reason.args[i]);
	out->faults[out->fault_count++] =
		(struct az_sheet_fault){reading->line, az_copy(reading->arena, column),
					az_utf8_clip(reading->arena, value, VALUE_SHOWN), reason};
}

/* ---- the heading ---- */

static const char *meaning(const struct reading *reading, const struct anze_field *field, const char *text)
{
	const struct az_sheet_words *words = reading->reader->words;
	return words == NULL ? text : words->meaning(words->self, reading->scratch, field, text);
}

static bool has_field(const struct reading *reading, int field)
{
	for (size_t i = 0; i < reading->columns; i++)
		if (reading->fields[i] == field)
			return true;
	return false;
}

static void take_heading(struct reading *reading, const char *text)
{
	const char *name = meaning(reading, NULL, text);
	int field = name[0] == '\0' ? NOT_READ : az_form_index(reading->reader->form, name);
	if (field == NOT_READ && name[0] != '\0')
		fault(reading, text, text, (struct az_problem){.key = "sheet.no_such_column"});
	else if (field != NOT_READ && has_field(reading, field))
		fault(reading, text, text, (struct az_problem){.key = "sheet.column_twice"});
	reading->headings[reading->columns] = az_copy(reading->arena, text);
	reading->fields[reading->columns++] = field;
}

static void end_heading(struct reading *reading)
{
	const struct az_form *form = reading->reader->form;
	for (size_t i = 0; i < form->count; i++)
		if ((form->fields[i].flags & ANZE_REQUIRED) != 0 && !has_field(reading, (int)i))
			fault(reading, form->fields[i].name, "", (struct az_problem){.key = "sheet.column_missing"});
	reading->over = reading->out->fault_count > 0;
}

/* ---- rows ---- */

static void begin_row(struct reading *reading)
{
	reading->row = az_form_new(reading->scratch, reading->reader->form);
	reading->row->submitted = true;
	reading->any = reading->beyond = false;
	memset(reading->typed, 0, sizeof reading->typed);
}

static void take_cell(struct reading *reading, size_t column, const char *text)
{
	int field = reading->fields[column];
	reading->any = reading->any || text[0] != '\0';
	if (field == NOT_READ)
		return;
	reading->typed[column] = text;
	const char *code = meaning(reading, &reading->reader->form->fields[field], az_csv_unguard(text));
	/* What is wrong with it stands at the field. */
	(void)!az_form_take(reading->row, (size_t)field, code, strlen(code));
}

/* The first one that says something is told; a row may have any number of them. */
static void take_beyond(struct reading *reading, const char *text)
{
	if (text[0] == '\0')
		return;
	fault(reading, "", text, (struct az_problem){.key = "sheet.cell_without_column"});
	reading->any = reading->beyond = true;
}

/* As much of a cell as tells what is wrong with it. */
static const char *text_of(struct reading *reading, const char *cell, size_t n)
{
	if (n > CELL_MOST)
		for (n = CELL_MOST; n > 0 && (cell[n] & 0xc0) == 0x80;)
			n--;
	return az_text_tidy(reading->scratch, cell, n);
}

static void on_cell(void *cell, size_t n, void *self)
{
	struct reading *reading = self;
	if (reading->over || reading->result != AZ_OK)
		return;
	size_t column = reading->column++;
	if (reading->line == 1) {
		if (column < COLUMNS_MAX)
			take_heading(reading, text_of(reading, cell, n));
		return;
	}
	if (column == 0)
		begin_row(reading);
	if (column < reading->columns)
		take_cell(reading, column, text_of(reading, cell, n));
	else if (n > 0 && !reading->beyond)
		take_beyond(reading, text_of(reading, cell, n));
}

static const char *heading_of(const struct reading *reading, size_t field)
{
	for (size_t i = 0; i < reading->columns; i++)
		if (reading->fields[i] == (int)field)
			return reading->headings[i];
	return reading->reader->form->fields[field].name;
}

/* As the sheet has it: "新泰市", not the code that it was read as. */
static const char *typed_of(const struct reading *reading, size_t field)
{
	for (size_t i = 0; i < reading->columns; i++)
		if (reading->fields[i] == (int)field && reading->typed[i] != NULL)
			return reading->typed[i];
	return reading->row->values[field].raw;
}

static void take_errors(struct reading *reading)
{
	const struct az_form_data *row = reading->row;
	if (row->general.key != NULL)
		fault(reading, "", "", row->general);
	for (size_t i = 0; i < row->form->count; i++) {
		struct az_problem error = row->values[i].error;
		if (error.key == NULL)
			continue;
		error.args[0] = heading_of(reading, i);
		fault(reading, error.args[0], typed_of(reading, i), error);
	}
}

static void end_row(struct reading *reading)
{
	const struct az_sheet_reader *reader = reading->reader;
	if (reader->rows_max > 0 && reading->out->rows == reader->rows_max) {
		fault(reading, "", "",
		      (struct az_problem){"sheet.too_many_rows",
					  {az_format(reading->scratch, "%zu", reader->rows_max)}});
		reading->over = true;
		return;
	}
	reading->out->rows++;
	enum az_result result = AZ_OK;
	az_form_check(reading->row);
	if (reader->judge != NULL)
		result = reader->judge(reader->self, reading->row, reading->line);
	if (result == AZ_OK)
		result = az_form_has_errors(reading->row) ? AZ_INVALID
							  : reader->take(reader->self, reading->row, reading->line);
	if (result == AZ_INVALID)
		take_errors(reading);
	else
		reading->result = result;
}

static void on_line(int end, void *self)
{
	struct reading *reading = self;
	bool second_half = end == '\n' && reading->ended_by == '\r'; /* of one end of a line */
	reading->ended_by = end;
	if (second_half)
		return;
	if (!reading->over && reading->result == AZ_OK) {
		if (reading->line == 1)
			end_heading(reading);
		else if (reading->column > 0 && reading->any)
			end_row(reading);
	}
	reading->line++;
	reading->column = 0;
	az_arena_reset(reading->scratch);
}

/* ---- the file ---- */

/* False: it is neither UTF-8 nor GB18030. */
static bool as_utf8(struct az_arena *arena, struct az_text bytes, struct az_text *out)
{
	*out = bytes;
	if (bytes.n >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0)
		*out = (struct az_text){bytes.p + 3, bytes.n - 3};
	if (az_utf8_check(out->p, out->n) == out->n)
		return memchr(out->p, '\0', out->n) == NULL;
	iconv_t convert = iconv_open("UTF-8", "GB18030");
	if (convert == (iconv_t)-1)
		return false;
	size_t room = bytes.n * 2 + 16, left = bytes.n, unused = room;
	char *text = az_alloc(arena, room), *to = text, *from = (char *)(uintptr_t)bytes.p;
	size_t failed = iconv(convert, &from, &left, &to, &unused);
	iconv_close(convert);
	*out = (struct az_text){text, room - unused};
	return failed != (size_t)-1 && memchr(text, '\0', out->n) == NULL;
}

static void parse(struct reading *reading, struct az_text text)
{
	struct csv_parser parser;
	/* Empty lines are told, too, so that a row has the number that a spreadsheet shows. */
	if (csv_init(&parser, CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
		reading->result = AZ_INTERNAL;
		return;
	}
	if (csv_parse(&parser, text.p, text.n, on_cell, on_line, reading) != text.n ||
	    csv_fini(&parser, on_cell, on_line, reading) != 0)
		fault(reading, "", "", (struct az_problem){.key = "sheet.quotes"});
	csv_free(&parser);
}

enum az_result az_sheet_read(struct az_ctx *ctx, const struct az_sheet_reader *reader, struct az_text bytes,
			     struct az_sheet *out)
{
	struct reading *reading = AZ_NEW(ctx->arena, struct reading);
	struct az_text text;
	*reading = (struct reading){.arena = ctx->arena, .reader = reader, .out = out, .line = 1};
	*out = (struct az_sheet){.faults = AZ_NEW_ARRAY(ctx->arena, AZ_SHEET_FAULTS, struct az_sheet_fault)};
	if (as_utf8(ctx->arena, bytes, &text)) {
		reading->scratch = az_arena_new(ROW_MEMORY);
		parse(reading, text);
		az_arena_free(reading->scratch);
	} else {
		reading->line = 0;
		fault(reading, "", "", (struct az_problem){.key = "sheet.not_text"});
	}
	if (reading->result == AZ_OK && out->rows == 0 && out->fault_count == 0)
		fault(reading, "", "", (struct az_problem){.key = "sheet.no_rows"});
	return reading->result;
}
