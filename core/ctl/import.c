/* anzectl import REGISTER FILE: a CSV sheet into one of the registers. All faults
 * of the sheet are named at once; with a fault nothing is imported. */
#include <csv.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "domain/audit.h"
#include "domain/register.h"
#include "store/db.h"
#include "store/migrate.h"
#include "view/view.h"

#define COLUMNS_MAX 32
#define FAULTS_MAX 200

struct sheet {
	struct az_ctx *ctx;
	const struct az_register *target;
	struct az_view *view;
	int columns[COLUMNS_MAX]; /* the field of each column; -1: not one of ours */
	size_t column_count, column;
	long line; /* of the sheet, the heading is 1 */
	struct az_form_data *row;
	long rows, faults;
	bool any; /* the present line has a cell with something in it */
	enum az_result result;
};

static void fault(struct sheet *sheet, const char *column, const char *value, const char *text)
{
	if (++sheet->faults <= FAULTS_MAX)
		fprintf(stderr, "row %ld, column %s, value \"%s\": %s\n", sheet->line, column, value, text);
}

static void take_heading(struct sheet *sheet, const char *name)
{
	if (sheet->column >= COLUMNS_MAX)
		return;
	int field = az_form_index(sheet->target->form, name);
	sheet->columns[sheet->column] = field;
	sheet->column_count = sheet->column + 1;
	if (field < 0)
		fault(sheet, name, name, "there is no such column");
}

static void on_cell(void *cell, size_t n, void *self)
{
	struct sheet *sheet = self;
	const char *text = az_text_tidy(sheet->ctx->arena, cell, n);
	if (sheet->line == 1) {
		take_heading(sheet, text);
	} else {
		if (sheet->column == 0) {
			sheet->row = az_form_new(sheet->ctx->arena, sheet->target->form);
			sheet->row->submitted = true;
			sheet->any = false;
		}
		int field = sheet->column < sheet->column_count ? sheet->columns[sheet->column] : -1;
		sheet->any = sheet->any || text[0] != '\0';
		if (field >= 0 && az_form_take(sheet->row, (size_t)field, text, strlen(text)) != AZ_OK)
			fault(sheet, sheet->target->form->fields[field].name, text, "it is not UTF-8 text");
	}
	sheet->column++;
}

static void print_errors(struct sheet *sheet)
{
	const struct az_form *form = sheet->target->form;
	for (size_t i = 0; i < form->count; i++) {
		const struct az_problem *error = &sheet->row->values[i].error;
		const char *args[AZ_PROBLEM_ARGS];
		if (error->key == NULL)
			continue;
		for (size_t a = 0; a < AZ_PROBLEM_ARGS; a++)
			args[a] = error->args[a];
		args[0] = form->fields[i].name;
		fault(sheet, form->fields[i].name, sheet->row->values[i].raw,
		      az_view_text(sheet->view, sheet->ctx->arena, sheet->ctx->language, error->key, args,
		                   AZ_PROBLEM_ARGS));
	}
}

static void on_line(int end, void *self)
{
	struct sheet *sheet = self;
	(void)end;
	if (sheet->line > 1 && sheet->any && sheet->result == AZ_OK) {
		enum az_result result = az_form_check(sheet->row) ? sheet->target->put(sheet->ctx, sheet->row) : AZ_INVALID;
		if (result == AZ_INVALID)
			print_errors(sheet);
		else
			sheet->result = result;
		sheet->rows++;
	}
	sheet->line++;
	sheet->column = 0;
}

static enum az_result read_sheet(struct sheet *sheet, const char *text, size_t size)
{
	struct csv_parser parser;
	if (csv_init(&parser, CSV_APPEND_NULL) != 0)
		return AZ_INTERNAL;
	csv_set_delim(&parser, ',');
	if (csv_parse(&parser, text, size, on_cell, on_line, sheet) != size ||
	    csv_fini(&parser, on_cell, on_line, sheet) != 0)
		fault(sheet, "?", "", csv_strerror(csv_error(&parser)));
	csv_free(&parser);
	if (sheet->result != AZ_OK)
		return sheet->result;
	return sheet->faults == 0 ? AZ_OK : AZ_INVALID;
}

/* As UTF-8: what is none is read as GB18030, which is what spreadsheets on Chinese desks write. */
static const char *as_utf8(struct az_arena *arena, const char *text, size_t *size)
{
	if (*size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		*size -= 3;
		return text + 3;
	}
	if (az_utf8_check(text, *size) == *size)
		return text;
	iconv_t convert = iconv_open("UTF-8", "GB18030");
	if (convert == (iconv_t)-1)
		return NULL;
	size_t room = *size * 2 + 16, left = *size, free_bytes = room;
	char *out = az_alloc(arena, room), *to = out;
	char *from = (char *)(uintptr_t)text;
	size_t failed = iconv(convert, &from, &left, &to, &free_bytes);
	iconv_close(convert);
	*size = room - free_bytes;
	return failed == (size_t)-1 ? NULL : out;
}

struct import {
	const struct az_register *target;
	struct az_view *view;
	const char *text;
	size_t size;
	long rows, faults;
};

static enum az_result import(struct az_ctx *ctx, void *arg)
{
	struct import *job = arg;
	struct sheet sheet = {.ctx = ctx, .target = job->target, .view = job->view, .line = 1};
	enum az_result result = read_sheet(&sheet, job->text, job->size);
	job->rows = sheet.rows;
	job->faults = sheet.faults;
	AZ_TRY(result);
	return az_audit(ctx, "register", 0, "import", "", "",
	                az_format(ctx->arena, "%s, %ld", job->target->name, sheet.rows));
}

static const struct az_register *find_register(const char *name)
{
	for (size_t i = 0; i < az_register_count; i++)
		if (strcmp(az_registers[i].name, name) == 0)
			return &az_registers[i];
	return NULL;
}

static int list_registers(void)
{
	for (size_t i = 0; i < az_register_count; i++) {
		fprintf(stderr, "  %s:", az_registers[i].name);
		for (size_t f = 0; f < az_registers[i].form->count; f++)
			fprintf(stderr, "%s%s", f == 0 ? " " : ",", az_registers[i].form->fields[f].name);
		fputc('\n', stderr);
	}
	return AZ_EXIT_USAGE;
}

int az_ctl_import(struct az_ctx *ctx, int argc, char **argv)
{
	struct import job = {0};
	int faults;
	if (argc != 2 || (job.target = find_register(argv[0])) == NULL) {
		fputs("anzectl: import: name a register and a CSV file with these columns:\n", stderr);
		return list_registers();
	}
	char *text = az_file_read(ctx->arena, argv[1], &job.size);
	if (text == NULL || (job.text = as_utf8(ctx->arena, text, &job.size)) == NULL) {
		fprintf(stderr, "anzectl: import: %s cannot be read, or is neither UTF-8 nor GB18030\n", argv[1]);
		return AZ_EXIT_FAILED;
	}
	ctx->language = AZ_EN;
	job.view = az_view_new(ctx->site->settings->templates, &faults);
	if (job.view == NULL)
		return AZ_EXIT_FAILED;
	enum az_result result = az_tx(ctx, import, &job);
	az_view_free(job.view);
	if (result == AZ_INVALID) {
		fprintf(stderr, "anzectl: import: %ld faults in %ld rows; nothing was imported\n", job.faults, job.rows);
		return AZ_EXIT_FAILED;
	}
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "import");
	printf("%s: %ld rows imported\n", job.target->name, job.rows);
	return AZ_EXIT_OK;
}
