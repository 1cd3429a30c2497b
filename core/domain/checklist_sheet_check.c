/* What a sheet may not change: what the industry's baseline says, what answers
 * already given rest on, what the law demands. The rules are those of
 * checklist_rule.c. */
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "domain/checklist_condition.h"
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

/* Does the cell say how the item is answered? */
static bool of_answer(struct az_sheet_place place)
{
	return place.sheet == AZ_SHEET_CHOICES || (place.sheet == AZ_SHEET_SURVEY && (place.column == AZ_SURVEY_UNIT || AZ_SURVEY_IS_NUMBERS(place.column)));
}

/* A cell that nobody may change, or only in items of the city's own. */
static void check_fixed(struct az_sheet_reading *reading, struct az_sheet_place place, const void *before,
                        const void *after, const struct az_checklist_item *old)
{
	const struct az_sheet_column *column = &az_sheet_tables[place.sheet].columns[place.column];
	int64_t scale = place.sheet == AZ_SHEET_SURVEY ? old->scale : 0;
	/* A limit of what is no number would be lost without a word. */
	bool stray = place.sheet == AZ_SHEET_SURVEY && AZ_SURVEY_IS_NUMBERS(place.column) &&
	             strcmp(((const struct az_checklist_item *)after)->answer, "number") != 0;
	if (column->kind == AZ_SHEET_SPECIAL || (column->rule == AZ_SHEET_FREE && !stray) ||
	    (column->rule == AZ_SHEET_OWN && old->own && !stray))
		return;
	const char *due = said(reading->arena, column, before, scale);
	if (strcmp(due, said(reading->arena, column, after, scale)) == 0)
		return;
	const char *key = old->own ? "own_fixed" : of_answer(place) ? "answer_fixed" : "baseline_fixed";
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
	if (reading->sheets[sheet] == NULL || (choices && old->own))
		return; /* choices of the city's own are judged with the item */
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

/* ---- against the industry's baseline of today ---- */

struct weak_row {
	struct az_sheet_reading *reading;
	size_t index;
};

/* Each at its cell. */
static void tell_weak(void *self, enum az_checklist_part part, const struct az_problem *problem)
{
	static const size_t columns[AZ_CHECKLIST_PARTS] = {
		[AZ_CHECKLIST_PART_FREQUENCY] = AZ_SURVEY_FREQUENCY,     [AZ_CHECKLIST_PART_WEIGHT] = AZ_SURVEY_WEIGHT,
		[AZ_CHECKLIST_PART_USE] = AZ_SURVEY_RETIRED,             [AZ_CHECKLIST_PART_PHOTO] = AZ_SURVEY_PHOTO,
		[AZ_CHECKLIST_PART_MINIMUM] = AZ_SURVEY_FROM,            [AZ_CHECKLIST_PART_MAXIMUM] = AZ_SURVEY_TO,
		[AZ_CHECKLIST_PART_RELEVANT] = AZ_SURVEY_RELEVANT,       [AZ_CHECKLIST_PART_QUESTION_ZH] = AZ_SURVEY_QUESTION_ZH,
		[AZ_CHECKLIST_PART_QUESTION_EN] = AZ_SURVEY_QUESTION_EN,
	};
	struct weak_row *row = self;
	const char *remedy = part == AZ_CHECKLIST_PART_RELEVANT       ? "weaker_relevant"
	                     : part >= AZ_CHECKLIST_PART_QUESTION_ZH ? "weaker_figure"
	                                                             : "weaker";
	az_sheet_fault_of(row->reading, in_survey(row->reading, columns[part], row->index), *problem, remedy);
}

static void check_weaker(struct az_sheet_reading *reading, size_t index, const struct az_checklist_item *baseline)
{
	struct weak_row row = {reading, index};
	az_checklist_weaknesses(reading->arena, reading->draft->today, baseline, &reading->out->list.items[index], tell_weak,
	                        &row);
}

/* The column that a refusal of the item as a whole speaks of. */
static size_t column_of(const char *key)
{
	static const struct {
		const char *stem;
		size_t column;
	} columns[] = {
		{"checklist.breaks_type", AZ_SURVEY_TYPE},     {"checklist.breaks_unit", AZ_SURVEY_UNIT},
		{"checklist.number_unit", AZ_SURVEY_UNIT},     {"checklist.breaks_places", AZ_SURVEY_PLACES},
		{"checklist.number_places", AZ_SURVEY_PLACES}, {"checklist.number_crossed", AZ_SURVEY_TO},
	};
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (strncmp(key, columns[i].stem, strlen(columns[i].stem)) == 0)
			return columns[i].column;
	return AZ_SURVEY_NAME;
}

/* What the draft would refuse of an item of the city's own, or of a number between limits. */
static void check_whole(struct az_sheet_reading *reading, size_t index, const struct az_checklist_item *old)
{
	const struct az_checklist_sheet_draft *draft = reading->draft;
	const struct az_checklist_law law = {draft->plugin, draft->baseline, draft->published, draft->today, true};
	const struct az_checklist_item *item = &reading->out->list.items[index];
	struct az_checklist_item whole;
	struct az_problem reason = {0};
	az_checklist_new_item(&whole);
	if (old != NULL)
		whole = *old;
	if (az_checklist_allow(reading->arena, &law, item, &whole, &reason) != AZ_OK && reason.key != NULL &&
	    (item->own || strcmp(reason.key, "checklist.number_crossed") == 0))
		az_sheet_fault_of(reading, in_survey(reading, column_of(reason.key), index), reason, "own_answer");
}

static void bad_condition(void *self, size_t index, const struct az_problem *problem)
{
	struct az_sheet_reading *reading = self;
	az_sheet_fault_of(reading, in_survey(reading, AZ_SURVEY_RELEVANT, index), *problem, "relevant");
}

static void check_new(struct az_sheet_reading *reading, size_t index)
{
	/* What an item of the city's own can be: everything that is not free is as here. */
	static const struct az_checklist_basis basis = {.document = "", .clause = "", .in_force_from = AZ_DAY_NONE,
	                                                .in_force_to = AZ_DAY_NONE};
	const struct az_checklist_item *item = &reading->out->list.items[index];
	struct az_checklist_item plain = {.code = item->code, .retired_reason = "", .own = 1, .category = "", .major = "no",
	                                  .condition_zh = "", .condition_en = "", .frequency_note_zh = "",
	                                  .frequency_note_en = "", .answer = "yes_no", .unit = "", .relevant = "", .basis_count = 1};
	struct az_checklist_basis copy = basis;
	plain.basis = &copy;
	check_survey(reading, index, &plain);
	check_parts(reading, AZ_SHEET_BASIS, index, &plain);
	if (reading->sheets[AZ_SHEET_BASIS] == NULL)
		az_sheet_fault(reading, in_survey(reading, AZ_SURVEY_NAME, index), "basis_missing", "1", "0");
}

/* Whoever takes an item out of use says why. */
static void check_reason(struct az_sheet_reading *reading, size_t index, const struct az_checklist_item *old)
{
	const struct az_checklist_item *item = &reading->out->list.items[index];
	bool column = reading->columns[AZ_SHEET_SURVEY][AZ_SURVEY_REASON] != 0;
	if (item->retired && !old->retired && item->retired_reason[0] == '\0')
		az_sheet_fault(reading, in_survey(reading, column ? AZ_SURVEY_REASON : AZ_SURVEY_RETIRED, index),
		               "no_reason", NULL, NULL);
}

/* Those of a county speak of the city's items before them, which are not in its sheet. */
static void check_conditions(struct az_sheet_reading *reading)
{
	const struct az_checklist_sheet_draft *draft = reading->draft;
	struct az_checklist_list *list = &reading->out->list, placed;
	struct az_checklist_lapse *lapses;
	size_t count;
	if (draft->city == NULL) {
		az_checklist_judge_conditions(reading->arena, draft->plugin, list, bad_condition, reading);
		return;
	}
	az_checklist_arrange(reading->arena, draft->city, draft->county, list, &placed);
	az_checklist_lapses(reading->arena, draft->plugin, &placed, &lapses, &count);
	for (size_t i = 0; i < list->count; i++)
		list->items[i].relevant = az_checklist_item_of(&placed, list->items[i].code)->relevant;
	for (size_t i = 0; i < count; i++)
		bad_condition(reading, (size_t)(az_checklist_item_of(list, lapses[i].code) - list->items),
		              &lapses[i].problem);
}

void az_sheet_check(struct az_sheet_reading *reading)
{
	const struct az_checklist_sheet_draft *draft = reading->draft;
	struct az_checklist_list *list = &reading->out->list;
	check_conditions(reading);
	for (size_t i = 0; i < list->count; i++) {
		struct az_checklist_item *item = &list->items[i];
		const struct az_checklist_item *old = az_checklist_item_of(draft->items, item->code);
		const struct az_checklist_item *baseline = az_checklist_item_of(draft->baseline, item->code);
		if (old == NULL) {
			check_new(reading, i);
			check_whole(reading, i, NULL);
			continue;
		}
		check_survey(reading, i, old);
		check_parts(reading, AZ_SHEET_CHOICES, i, old);
		check_parts(reading, AZ_SHEET_BASIS, i, old);
		check_whole(reading, i, old);
		check_reason(reading, i, old);
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
