/* anzectl import REGISTER FILE: a CSV sheet into one of the registers. All faults
 * of the sheet are named at once; with a fault nothing is imported. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "domain/audit.h"
#include "domain/register.h"
#include "form/sheet.h"
#include "store/db.h"
#include "store/migrate.h"
#include "view/view.h"

struct import {
	struct az_ctx *ctx;
	const struct az_register *target;
	struct az_text bytes;
	struct az_sheet sheet;
};

typedef enum az_result row_work(struct az_ctx *ctx, struct az_form_data *row);

/* With the memory of the row. */
static enum az_result with_row(const struct import *job, row_work *work, struct az_form_data *row)
{
	struct az_ctx ctx = *job->ctx;
	ctx.arena = row->arena;
	return work(&ctx, row);
}

static enum az_result judge(void *self, struct az_form_data *row, size_t number)
{
	struct import *job = self;
	(void)number;
	return job->target->judge == NULL ? AZ_OK : with_row(job, job->target->judge, row);
}

static enum az_result take(void *self, struct az_form_data *row, size_t number)
{
	struct import *job = self;
	(void)number;
	return with_row(job, job->target->put, row);
}

static enum az_result import(struct az_ctx *ctx, void *arg)
{
	struct import *job = arg;
	struct az_sheet_reader reader = {.form = job->target->form, .judge = judge, .take = take, .self = job};
	job->ctx = ctx;
	AZ_TRY(az_sheet_read(ctx, &reader, job->bytes, &job->sheet));
	if (job->sheet.fault_count > 0)
		return AZ_INVALID;
	return az_audit(ctx, "register", 0, "import", "", "",
			az_format(ctx->arena, "%s, %zu", job->target->name, job->sheet.rows));
}

/* What a column allows, behind a fault that says that the value is not among it. */
static void print_allowed(const struct az_ctx *ctx, const struct az_form *form, const struct az_sheet_fault *fault)
{
	int index = az_form_index(form, fault->column);
	if (strcmp(fault->reason.key, "register.unknown_sector") == 0) {
		fputs("; there are:", stderr);
		for (size_t i = 0; i < ctx->site->sector_count; i++)
			fprintf(stderr, " %s", ctx->site->sectors[i].code);
	} else if (strcmp(fault->reason.key, "error.not_choice") == 0 && index >= 0) {
		fputs("; allowed are:", stderr);
		for (size_t i = 0; i < form->fields[index].choice_count; i++)
			fprintf(stderr, " %s", form->fields[index].choices[i].code);
	}
}

static void print_faults(struct az_ctx *ctx, struct az_view *view, const struct az_form *form,
			 const struct az_sheet *sheet)
{
	for (size_t i = 0; i < sheet->fault_count; i++) {
		const struct az_sheet_fault *fault = &sheet->faults[i];
		fprintf(stderr, "row %zu, column %s, value \"%s\": %s", fault->row,
			fault->column[0] == '\0' ? "?" : fault->column, fault->value,
			az_view_text(view, ctx->arena, ctx->language, fault->reason.key, fault->reason.args,
				     AZ_PROBLEM_ARGS));
		print_allowed(ctx, form, fault);
		fputc('\n', stderr);
	}
	fprintf(stderr, "anzectl: import: %zu faults in %zu rows; nothing was imported\n",
		sheet->fault_count + sheet->more, sheet->rows);
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
	job.bytes.p = az_file_read(ctx->arena, argv[1], &job.bytes.n);
	if (job.bytes.p == NULL) {
		fprintf(stderr, "anzectl: import: %s cannot be read\n", argv[1]);
		return AZ_EXIT_FAILED;
	}
	ctx->language = AZ_EN;
	enum az_result result = az_tx(ctx, import, &job);
	if (result == AZ_INVALID) {
		struct az_view *view = az_view_new(ctx->site->settings->templates, &faults);
		if (view != NULL)
			print_faults(ctx, view, job.target->form, &job.sheet);
		az_view_free(view);
		return AZ_EXIT_FAILED;
	}
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "import");
	printf("%s: %zu rows imported\n", job.target->name, job.sheet.rows);
	return AZ_EXIT_OK;
}
