/* What a sheet may not change: what the industry's baseline says, what answers
 * already given rest on, what the law demands. The rules are those of
 * checklist_rule.c. */
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "domain/checklist_private.h"
#include "domain/checklist_sheet_private.h"

static struct az_sheet_place in_survey(const struct az_sheet_reading *reading, size_t column, size_t item)
{
	return (struct az_sheet_place){AZ_SHEET_SURVEY, column, reading->rows[item]};
}

/* What a cell would say. */
static const char *said(struct az_arena *arena, const struct az_sheet_column *column, const void *row, int64_t scale)
{
	void *at = (void *)(uintptr_t)row;
	char *text = az_alloc(arena, AZ_DEC_TEXT);
	switch (column->kind) {
	case AZ_SHEET_TEXT:
	case AZ_SHEET_ONE_OF:
		return *az_sheet_text_at(column, at);
	case AZ_SHEET_YES_NO:
		return *az_sheet_int_at(column, at) ? "yes" : "no";
	case AZ_SHEET_INT:
	case AZ_SHEET_LIMIT:
		az_dec_print(az_dec_of(*az_sheet_int_at(column, at), column->kind == AZ_SHEET_INT ? 0 : (uint32_t)scale),
		             text);
		return text;
	case AZ_SHEET_DAY: {
		az_day day = *(const az_day *)(const void *)((const char *)row + column->offset);
		if (day != AZ_DAY_NONE)
			az_day_print(day, text);
		return text;
	}
	case AZ_SHEET_SPECIAL:
		break;
	}
	return "";
}

/* A cell that nobody may change, or only in items of the city's own. */
static void check_fixed(struct az_sheet_reading *reading, struct az_sheet_place place, const void *before,
                        const void *after, const struct az_checklist_item *old)
{
	const struct az_sheet_column *column = &az_sheet_tables[place.sheet].columns[place.column];
	int64_t scale = place.sheet == AZ_SHEET_SURVEY ? old->scale : 0;
	if (column->kind == AZ_SHEET_SPECIAL || column->rule == AZ_SHEET_FREE ||
	    (column->rule == AZ_SHEET_OWN && old->own))
		return;
	const char *due = said(reading->arena, column, before, scale);
	if (strcmp(due, said(reading->arena, column, after, scale)) == 0)
		return;
	const char *key = old->own ? "own_fixed" : column->rule == AZ_SHEET_ANSWER ? "answer_fixed" : "baseline_fixed";
	az_sheet_fault(reading, place, due[0] == '\0' ? az_format(reading->arena, "%s_empty", key) : key,
	               due[0] == '\0' ? NULL : az_utf8_clip(reading->arena, due, 80), NULL);
}

static void check_survey(struct az_sheet_reading *reading, size_t index, const struct az_checklist_item *old)
{
	const struct az_checklist_item *item = &reading->out->list.items[index];
	for (size_t c = 0; c < AZ_SURVEY_COLUMNS; c++)
		check_fixed(reading, in_survey(reading, c, index), old, item, old);
}

/* The rows of choices or basis, one by one against those of the draft. */
static void check_parts(struct az_sheet_reading *reading, size_t sheet, size_t index, const struct az_checklist_item *old)
{
	const struct az_checklist_item *item = &reading->out->list.items[index];
	bool choices = sheet == AZ_SHEET_CHOICES;
	const char *before = choices ? (const char *)old->choices : (const char *)old->basis;
	const char *after = choices ? (const char *)item->choices : (const char *)item->basis;
	size_t size = choices ? sizeof *old->choices : sizeof *old->basis;
	size_t due = choices ? old->choice_count : old->basis_count;
	size_t count = choices ? item->choice_count : item->basis_count, at = 0;
	const char *name = az_sheet_name(reading->arena, old->code);
	if (reading->sheets[sheet] == NULL)
		return;
	if (count < due)
		az_sheet_fault(reading, in_survey(reading, AZ_SURVEY_NAME, index),
		               choices ? "choices_missing" : "basis_missing", az_format(reading->arena, "%zu", due),
		               az_format(reading->arena, "%zu", count));
	for (size_t i = 0; i < count; i++) {
		const struct az_xlsx_row *row = az_sheet_next(reading, sheet, name, &at);
		if (i >= due) {
			az_sheet_fault(reading, (struct az_sheet_place){sheet, 0, row},
			               choices ? "choices_more" : "basis_more", az_format(reading->arena, "%zu", due),
			               NULL);
			continue;
		}
		for (size_t c = 1; count >= due && c < az_sheet_tables[sheet].count; c++)
			check_fixed(reading, (struct az_sheet_place){sheet, c, row}, before + i * size, after + i * size,
			            old);
	}
}

/* Frequency, weight and use against the industry's baseline of today. */
static void check_weaker(struct az_sheet_reading *reading, size_t index, const struct az_checklist_item *baseline)
{
	const struct az_checklist_item *item = &reading->out->list.items[index];
	const struct {
		size_t column;
		enum az_checklist_weaker weaker;
	} checks[] = {
		{AZ_SURVEY_FREQUENCY, az_checklist_weakens(baseline, item->frequency, baseline->weight, false)},
		{AZ_SURVEY_WEIGHT, az_checklist_weakens(baseline, baseline->frequency, item->weight, false)},
		{AZ_SURVEY_RETIRED,
	         az_checklist_weakens(baseline, baseline->frequency, baseline->weight, item->retired != 0)},
	};
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		if (checks[i].weaker == AZ_CHECKLIST_NOT_WEAKER)
			continue;
		struct az_problem reason = {0};
		az_checklist_tell_weaker(reading->arena, reading->draft->today, baseline, checks[i].weaker, &reason);
		az_sheet_fault_of(reading, in_survey(reading, checks[i].column, index), reason, "weaker");
	}
}

static void check_new(struct az_sheet_reading *reading, size_t index)
{
	/* What an item of the city's own can be: everything that is not free is as here. */
	static const struct az_checklist_basis basis = {.document = "", .clause = "", .in_force_from = AZ_DAY_NONE,
	                                                .in_force_to = AZ_DAY_NONE};
	const struct az_checklist_item *item = &reading->out->list.items[index];
	struct az_checklist_item plain = {.code = item->code, .own = 1, .category = "", .major = "no",
	                                  .condition_zh = "", .condition_en = "", .frequency_note_zh = "",
	                                  .frequency_note_en = "", .answer = "yes_no", .unit = "", .basis_count = 1};
	struct az_checklist_basis copy = basis;
	plain.basis = &copy;
	check_survey(reading, index, &plain);
	check_parts(reading, AZ_SHEET_CHOICES, index, &plain);
	check_parts(reading, AZ_SHEET_BASIS, index, &plain);
	if (reading->sheets[AZ_SHEET_BASIS] == NULL)
		az_sheet_fault(reading, in_survey(reading, AZ_SURVEY_NAME, index), "basis_missing", "1", "0");
}

void az_sheet_check(struct az_sheet_reading *reading)
{
	const struct az_checklist_sheet_draft *draft = reading->draft;
	struct az_checklist_list *list = &reading->out->list;
	for (size_t i = 0; i < list->count; i++) {
		struct az_checklist_item *item = &list->items[i];
		const struct az_checklist_item *old = az_checklist_item_of(draft->items, item->code);
		const struct az_checklist_item *baseline = az_checklist_item_of(draft->baseline, item->code);
		if (old == NULL) {
			check_new(reading, i);
			continue;
		}
		check_survey(reading, i, old);
		check_parts(reading, AZ_SHEET_CHOICES, i, old);
		check_parts(reading, AZ_SHEET_BASIS, i, old);
		if (!item->own && baseline != NULL) {
			check_weaker(reading, i, baseline);
			item->changed = az_checklist_compare(baseline, item);
		}
	}
	for (size_t i = 0; i < draft->items->count; i++)
		if (az_checklist_item_of(list, draft->items->items[i].code) == NULL)
			az_sheet_fault(reading, (struct az_sheet_place){AZ_SHEET_SURVEY, AZ_SHEET_NO_COLUMN, NULL},
			               "item_missing", az_sheet_name(reading->arena, draft->items->items[i].code), NULL);
}
