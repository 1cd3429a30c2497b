/* A CSV sheet from anybody. The input: one byte that says whether other words than the form's are known, then the file.
 *
 * Held true: every fault and every value is good UTF-8; a row that is taken is good by the form; there are as many faults as
 * are kept, and more only beyond them; reading twice gives the same; what was taken, written as CSV, is read again as the
 * same rows. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/log.h"
#include "form/sheet.h"

#include "holds.h"

#define ROWS_MOST 200

enum { NAME, NOTE, COUNT, DAY, FIELDS };
static const struct anze_field fields[] = {
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 1, .max = 20},
	[NOTE] = {.name = "note", .type = ANZE_TEXT},
	[COUNT] = {.name = "count", .type = ANZE_INTEGER, .min = -100, .max = 100},
	[DAY] = {.name = "day", .type = ANZE_DATE},
};
static const struct az_form form = {"thing", fields, FIELDS};

static struct az_arena *arena;

struct taken {
	const char *texts[ROWS_MOST][FIELDS];
	size_t count;
};

static void sound(const char *text)
{
	HOLDS(text != NULL && az_utf8_check(text, strlen(text)) == strlen(text));
}

static enum az_result take(void *self, struct az_form_data *row, size_t number)
{
	struct taken *taken = self;
	HOLDS(number > 1 && taken->count < ROWS_MOST && !az_form_has_errors(row));
	HOLDS(row->values[NAME].given && row->values[NAME].valid);
	for (size_t i = 0; i < FIELDS; i++) {
		sound(row->values[i].text);
		taken->texts[taken->count][i] = az_copy(arena, row->values[i].text);
	}
	taken->count++;
	return AZ_OK;
}

static const char *meaning(void *self, struct az_arena *scratch, const struct anze_field *field, const char *text)
{
	(void)self;
	if (field == NULL)
		return text[0] == 'n' ? "name" : text[0] == 'x' ? "" : text;
	return az_format(scratch, "%s", text);
}

static void read_sheet(struct az_text file, bool with_words, struct taken *taken, struct az_sheet *sheet)
{
	static const struct az_sheet_words words = {meaning, NULL};
	const struct az_sheet_reader reader = {&form, ROWS_MOST, with_words ? &words : NULL, NULL, take, taken};
	struct az_ctx ctx = {.arena = arena};
	taken->count = 0;
	HOLDS(az_sheet_read(&ctx, &reader, file, sheet) == AZ_OK);
	HOLDS(sheet->fault_count <= AZ_SHEET_FAULTS && (sheet->more == 0 || sheet->fault_count == AZ_SHEET_FAULTS));
	HOLDS(taken->count <= sheet->rows && sheet->rows <= ROWS_MOST);
	HOLDS(sheet->fault_count > 0 || taken->count == sheet->rows);
	for (size_t i = 0; i < sheet->fault_count; i++) {
		sound(sheet->faults[i].column);
		sound(sheet->faults[i].value);
		HOLDS(sheet->faults[i].reason.key != NULL);
	}
}

static void same(const struct taken *a, const struct taken *b)
{
	HOLDS(a->count == b->count);
	for (size_t r = 0; r < a->count; r++)
		for (size_t i = 0; i < FIELDS; i++)
			HOLDS(strcmp(a->texts[r][i], b->texts[r][i]) == 0);
}

static void write_and_read(const struct taken *taken)
{
	static struct taken again;
	struct az_sheet sheet;
	struct az_buffer file;
	struct az_csv csv;
	if (taken->count == 0)
		return;
	az_buffer_init(&file, arena);
	az_csv_begin(&csv, &file, true);
	for (size_t i = 0; i < FIELDS; i++)
		az_csv_text(&csv, fields[i].name);
	az_csv_end_row(&csv);
	for (size_t r = 0; r < taken->count; r++) {
		for (size_t i = 0; i < FIELDS; i++)
			az_csv_text(&csv, taken->texts[r][i]);
		az_csv_end_row(&csv);
	}
	read_sheet(az_buffer_text(&file), false, &again, &sheet);
	HOLDS(sheet.fault_count == 0);
	same(taken, &again);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	az_log_threshold(AZ_LOG_ERROR);
	arena = az_arena_new((size_t)64 << 20);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct taken first, second;
	struct az_sheet sheet;
	if (n == 0)
		return 0;
	struct az_text file = {(const char *)p + 1, n - 1};
	read_sheet(file, p[0] % 2 != 0, &first, &sheet);
	size_t faults = sheet.fault_count;
	read_sheet(file, p[0] % 2 != 0, &second, &sheet);
	HOLDS(faults == sheet.fault_count);
	same(&first, &second);
	write_and_read(&first);
	az_arena_reset(arena);
	return 0;
}
