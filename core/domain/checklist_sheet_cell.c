/* One cell of a sheet: where it stands, what it says, what is wrong with it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "domain/checklist_sheet_private.h"

#define VALUE_SHOWN 60 /* code points */
#define DAY_1900 (-25569) /* day 0 of a sheet, 1899-12-30: right from 1900-03-01 on, and no rule is older */
#define DAY_1904 (-24107) /* 1904-01-01 */

static const struct az_xlsx_cell *cell_at(const struct az_sheet_reading *reading, struct az_sheet_place place)
{
	if (place.row == NULL || place.column == AZ_SHEET_NO_COLUMN)
		return NULL;
	for (size_t i = 0; i < place.row->count; i++)
		if (place.row->cells[i].column == reading->columns[place.sheet][place.column])
			return &place.row->cells[i];
	return NULL;
}

/* ---- faults ---- */

void az_sheet_fault_of(struct az_sheet_reading *reading, struct az_sheet_place place, struct az_problem reason,
                       const char *remedy)
{
	struct az_checklist_sheet *out = reading->out;
	struct az_arena *arena = reading->arena;
	if (out->fault_count == AZ_CHECKLIST_SHEET_FAULTS) {
		out->more++;
		return;
	}
	struct az_checklist_sheet_fault *fault = &out->faults[out->fault_count++];
	const struct az_xlsx_cell *cell = cell_at(reading, place);
	*fault = (struct az_checklist_sheet_fault){
		.sheet = place.sheet < AZ_SHEETS ? az_sheet_tables[place.sheet].name : "",
		.row = place.row == NULL ? 0 : place.row->number,
		.column = "",
		.heading = "",
		.value = cell == NULL ? "" : az_utf8_clip(arena, cell->text, VALUE_SHOWN),
		.reason = reason,
	};
	memcpy(fault->remedy.args, reason.args, sizeof reason.args);
	fault->remedy.key = az_format(arena, "checklist_sheet.remedy.%s", remedy);
	if (place.sheet >= AZ_SHEETS || place.column == AZ_SHEET_NO_COLUMN)
		return;
	const char *heading = reading->headings[place.sheet][place.column];
	size_t column = reading->columns[place.sheet][place.column];
	fault->column = column == 0 ? "" : az_xlsx_column(arena, column);
	fault->heading =
		heading == NULL ? az_sheet_heading(arena, &az_sheet_tables[place.sheet].columns[place.column]) : heading;
}

void az_sheet_fault(struct az_sheet_reading *reading, struct az_sheet_place place, const char *key, const char *first,
                    const char *second)
{
	struct az_problem reason = {az_format(reading->arena, "checklist_sheet.fault.%s", key), {first, second}};
	az_sheet_fault_of(reading, place, reason, key);
}

void az_sheet_notice(struct az_sheet_reading *reading, const char *key, const char *first, const char *second)
{
	if (reading->out->notice_count < AZ_CHECKLIST_SHEET_NOTICES)
		reading->out->notices[reading->out->notice_count++] =
			(struct az_problem){az_format(reading->arena, "checklist_sheet.notice.%s", key), {first, second}};
}

/* ---- values ---- */

const char *az_sheet_cell(struct az_sheet_reading *reading, struct az_sheet_place place)
{
	const struct az_xlsx_cell *cell = cell_at(reading, place);
	if (cell == NULL)
		return "";
	if (cell->formula || cell->kind == AZ_XLSX_ERROR) {
		az_sheet_fault(reading, place, cell->formula ? "formula" : "error_value", NULL, NULL);
		return NULL;
	}
	return az_text_tidy(reading->arena, cell->text, strlen(cell->text));
}

/* A sheet holds a number in binary, so 0.1 may come as 0.10000000000000001. */
static bool scaled(const char *text, bool number, uint32_t scale, int64_t *out)
{
	struct az_dec exact;
	if (az_dec_parse(text, AZ_DEC_PLACES, &exact) == AZ_DEC_GOOD && az_dec_scaled(exact, scale, out))
		return true;
	if (!number)
		return false;
	double value = strtod(text, NULL);
	for (uint32_t i = 0; i < scale; i++)
		value *= 10;
	double whole = round(value);
	if (!(fabs(whole) < 1e15) || fabs(value - whole) > 1e-6)
		return false;
	*out = (int64_t)whole;
	return true;
}

static void take_text(struct az_sheet_reading *reading, struct az_sheet_place place, const char *text, const char **value)
{
	const struct az_sheet_column *column = &az_sheet_tables[place.sheet].columns[place.column];
	struct az_arena *arena = reading->arena;
	size_t n = az_utf8_count(text, strlen(text));
	if (strcmp(text, *value) == 0)
		return; /* what the draft has was good enough for it */
	if (n == 0 && column->least > 0)
		az_sheet_fault(reading, place, "empty", NULL, NULL);
	else if (n < column->least)
		az_sheet_fault(reading, place, "too_short", az_format(arena, "%zu", column->least), NULL);
	else if (n > column->most)
		az_sheet_fault(reading, place, "too_long", az_format(arena, "%zu", column->most),
		               az_format(arena, "%zu", n));
	else
		*value = text;
}

static const char *codes_of(struct az_arena *arena, const struct az_sheet_column *column)
{
	const char *text = "";
	for (size_t i = 0; i < column->choose_count; i++)
		text = az_format(arena, "%s%s%s", text, i == 0 ? "" : ", ", column->choose[i].code);
	return text;
}

static void take_one_of(struct az_sheet_reading *reading, struct az_sheet_place place, const char *text,
                        const char **value)
{
	const struct az_sheet_column *column = &az_sheet_tables[place.sheet].columns[place.column];
	for (size_t i = 0; i < column->choose_count; i++)
		if (strcasecmp(column->choose[i].code, text) == 0) {
			*value = column->choose[i].code;
			return;
		}
	az_sheet_fault(reading, place, text[0] == '\0' ? "empty_choice" : "not_one_of", codes_of(reading->arena, column),
	               NULL);
}

static void take_yes_no(struct az_sheet_reading *reading, struct az_sheet_place place, const char *text, int64_t *value)
{
	static const struct {
		const char *text;
		int yes;
	} known[] = {{"yes", 1}, {"no", 0}, {"true", 1}, {"false", 0}, {"1", 1}, {"0", 0}, {"", 0},
	             {"\xe6\x98\xaf", 1}, {"\xe5\x90\xa6", 0}}; /* shi, fou: what people type in Chinese */
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcasecmp(known[i].text, text) == 0) {
			*value = known[i].yes;
			return;
		}
	az_sheet_fault(reading, place, "not_yes_no", NULL, NULL);
}

static void take_int(struct az_sheet_reading *reading, struct az_sheet_place place, const char *text, bool number,
                     int64_t *value)
{
	const struct az_sheet_column *column = &az_sheet_tables[place.sheet].columns[place.column];
	int64_t whole;
	if (scaled(text, number, 0, &whole) && whole >= (int64_t)column->least && whole <= (int64_t)column->most)
		*value = whole;
	else
		az_sheet_fault(reading, place, "not_whole", az_format(reading->arena, "%zu", column->least),
		               az_format(reading->arena, "%zu", column->most));
}

static void take_day(struct az_sheet_reading *reading, struct az_sheet_place place, const char *text, bool number,
                     az_day *value)
{
	int64_t serial;
	if (text[0] == '\0')
		*value = AZ_DAY_NONE;
	else if (number && scaled(text, true, 0, &serial) && serial > 60 && serial < 110000)
		*value = (az_day)serial + (reading->book.since_1904 ? DAY_1904 : DAY_1900);
	else if (number || !az_day_parse(text, value))
		az_sheet_fault(reading, place, "not_day", NULL, NULL);
}

void az_sheet_take(struct az_sheet_reading *reading, struct az_sheet_place place, void *row, int64_t scale)
{
	const struct az_sheet_column *column = &az_sheet_tables[place.sheet].columns[place.column];
	const struct az_xlsx_cell *cell = cell_at(reading, place);
	const char *text = az_sheet_cell(reading, place);
	bool number = cell != NULL && cell->kind == AZ_XLSX_NUMBER;
	if (text == NULL)
		return;
	switch (column->kind) {
	case AZ_SHEET_TEXT:
		take_text(reading, place, text, az_sheet_text_at(column, row));
		break;
	case AZ_SHEET_ONE_OF:
		take_one_of(reading, place, text, az_sheet_text_at(column, row));
		break;
	case AZ_SHEET_YES_NO:
		take_yes_no(reading, place, text, az_sheet_int_at(column, row));
		break;
	case AZ_SHEET_INT:
		take_int(reading, place, text, number, az_sheet_int_at(column, row));
		break;
	case AZ_SHEET_LIMIT:
		if (!scaled(text, number, (uint32_t)scale, az_sheet_int_at(column, row)))
			az_sheet_fault(reading, place, "not_number", az_format(reading->arena, "%lld", (long long)scale),
			               NULL);
		break;
	case AZ_SHEET_DAY:
		take_day(reading, place, text, number, (az_day *)(void *)((char *)row + column->offset));
		break;
	case AZ_SHEET_SPECIAL:
		break;
	}
}
