/* Judging a filled checklist. */
#include "domain/visit_judge.h"

#include <string.h>

#include "base/decimal.h"
#include "plugin/condition.h"
#include "plugin/relevant.h"

/* ---- one answer ---- */

static enum anze_answered result_of_choice(const struct az_checklist_item *item, const char *code)
{
	for (size_t i = 0; i < item->choice_count; i++)
		if (strcmp(item->choices[i].code, code) == 0)
			return item->choices[i].complies ? ANZE_COMPLIES : ANZE_FAILS;
	return ANZE_NOT_CHECKED;
}

enum anze_answered az_visit_result(const struct az_checklist_item *item, const struct az_visit_answer *answer)
{
	if (strcmp(answer->answer, "yes") == 0)
		return ANZE_COMPLIES;
	if (strcmp(answer->answer, "no") == 0)
		return ANZE_FAILS;
	if (strcmp(answer->answer, "not_applicable") == 0)
		return ANZE_NOT_APPLICABLE;
	if (strcmp(answer->answer, "number") == 0)
		return answer->number >= item->minimum && answer->number <= item->maximum ? ANZE_COMPLIES : ANZE_FAILS;
	if (strcmp(answer->answer, "choice") == 0)
		return result_of_choice(item, answer->choice);
	return ANZE_NOT_CHECKED;
}

bool az_visit_lacks_photo(const struct az_visit_item *item)
{
	return item->asked && item->item->photo && item->photos == 0 &&
	       (item->result == ANZE_COMPLIES || item->result == ANZE_FAILS);
}

/* ---- conditions ---- */

struct earlier {
	const struct az_visit_item *items;
	size_t count; /* only these have been judged */
};

static void say_answer(const struct az_visit_item *item, struct az_condition_value *value)
{
	const struct az_visit_answer *answer = &item->answer;
	if (!item->asked || !item->answered || strcmp(answer->answer, "not_checked") == 0)
		return;
	if (strcmp(answer->answer, "number") == 0) {
		value->kind = AZ_CONDITION_NUMBER;
		value->number = az_dec_of(answer->number, (uint32_t)item->item->scale);
	} else if (strcmp(answer->answer, "choice") == 0) {
		value->kind = AZ_CONDITION_TEXT;
		value->text = answer->choice;
	} else if (strcmp(item->item->answer, "yes_no") == 0) { /* else a number or choice that was not given */
		value->kind = AZ_CONDITION_TEXT;
		value->text = answer->answer;
	}
}

static void look_up(void *self, size_t index, const char *name, struct az_condition_value *value)
{
	const struct earlier *earlier = self;
	(void)index;
	for (size_t i = 0; i < earlier->count; i++)
		if (az_item_is_named(earlier->items[i].item->code, name)) {
			say_answer(&earlier->items[i], value);
			return;
		}
}

/* The item's own condition. One that cannot be read decides nothing. */
static enum az_truth holds(struct az_arena *arena, const struct az_visit_facts *facts, struct earlier *earlier,
			   const char *relevant)
{
	struct az_condition *condition;
	struct az_condition_fault fault;
	if (relevant[0] == '\0')
		return AZ_TRUE;
	if (az_condition_parse(arena, relevant, &condition, &fault) != AZ_OK)
		return AZ_UNKNOWN;
	if (facts->plugin == NULL) /* the sector is out of service: only answers are known */
		return az_condition_evaluate(condition, look_up, earlier);
	return az_relevant_holds(arena, facts->plugin, &facts->facts, condition, look_up, earlier);
}

/* What the plugin computes of its own items; a city's own is no business of its. */
static bool applies(const struct az_visit_facts *facts, const char *code)
{
	for (size_t i = 0; facts->plugin != NULL && facts->applies != NULL && i < facts->plugin->item_count; i++)
		if (strcmp(facts->plugin->items[i].code, code) == 0)
			return facts->applies[i];
	return true;
}

void az_visit_judge(struct az_arena *arena, const struct az_visit_facts *facts, struct az_visit_item *items,
		    size_t count)
{
	static const enum anze_relevance said[] = {
		[AZ_FALSE] = ANZE_NOT_RELEVANT, [AZ_TRUE] = ANZE_RELEVANT, [AZ_UNKNOWN] = ANZE_RELEVANCE_OPEN};
	for (size_t i = 0; i < count; i++) {
		struct earlier earlier = {items, i};
		items[i].relevance = said[holds(arena, facts, &earlier, items[i].item->relevant)];
		items[i].asked = items[i].relevance != ANZE_NOT_RELEVANT && applies(facts, items[i].item->code);
		items[i].answered = items[i].answer.answer[0] != '\0';
		items[i].result = az_visit_result(items[i].item, &items[i].answer);
	}
}

bool az_visit_depends(struct az_arena *arena, const struct az_checklist_item *item, const struct az_checklist_item *on)
{
	const struct az_condition_name *names;
	struct az_condition *condition;
	struct az_condition_fault fault;
	if (item->relevant[0] == '\0' || az_condition_parse(arena, item->relevant, &condition, &fault) != AZ_OK)
		return false;
	for (size_t i = 0, count = az_condition_names(condition, &names); i < count; i++)
		if (az_item_is_named(on->code, names[i].name))
			return true;
	return false;
}

struct anze_answer_value *az_visit_answers(struct az_arena *arena, const struct anze_plugin *plugin,
					   const struct az_visit_item *items, size_t count)
{
	struct anze_answer_value *values = AZ_NEW_ARRAY(arena, plugin->item_count + 1, struct anze_answer_value);
	for (size_t p = 0; p < plugin->item_count; p++) {
		values[p] = (struct anze_answer_value){ANZE_NOT_CHECKED, 0, "", ANZE_RELEVANCE_OPEN};
		for (size_t i = 0; i < count; i++) {
			if (strcmp(items[i].item->code, plugin->items[p].code) != 0)
				continue;
			values[p].relevance = items[i].relevance;
			if (items[i].asked)
				values[p] = (struct anze_answer_value){items[i].result, items[i].answer.number,
								       items[i].answer.choice, items[i].relevance};
		}
	}
	return values;
}

/* ---- pages ---- */

static size_t count_category(const struct az_visit_item *items, size_t count, const char *category)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += strcmp(items[i].item->category, category) == 0;
	return n;
}

static bool seen_before(const struct az_visit_item *items, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(items[i].item->category, items[at].item->category) == 0)
			return true;
	return false;
}

/* The items of one category, evenly over as few pages as they need. */
static size_t part_category(struct az_arena *arena, struct az_visit_item *items, size_t count, const char *category,
			    struct az_visit_section *sections, size_t first)
{
	size_t all = count_category(items, count, category);
	size_t parts = (all + AZ_VISIT_PAGE_ITEMS - 1) / AZ_VISIT_PAGE_ITEMS, taken = 0;
	for (size_t p = 0; p < parts; p++)
		sections[first + p] =
			(struct az_visit_section){.category = category,
						  .part = p + 1,
						  .parts = parts,
						  .items = AZ_NEW_ARRAY(arena, AZ_VISIT_PAGE_ITEMS, size_t)};
	for (size_t i = 0; i < count; i++) {
		if (strcmp(items[i].item->category, category) != 0)
			continue;
		struct az_visit_section *section = &sections[first + taken * parts / all];
		section->items[section->count++] = i;
		section->asked += items[i].asked;
		section->answered += items[i].asked && items[i].answered;
		items[i].section = first + taken++ * parts / all;
	}
	return parts;
}

void az_visit_sections(struct az_arena *arena, struct az_visit_item *items, size_t count,
		       struct az_visit_section **sections, size_t *section_count)
{
	*sections = AZ_NEW_ARRAY(arena, count + 1, struct az_visit_section);
	*section_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!seen_before(items, i))
			*section_count +=
				part_category(arena, items, count, items[i].item->category, *sections, *section_count);
}

/* ---- the score ---- */

void az_visit_score(const struct az_visit_item *items, size_t count, int64_t limit, struct az_visit_score *out)
{
	*out = (struct az_visit_score){0};
	for (size_t i = 0; i < count; i++) {
		const struct az_visit_item *item = &items[i];
		if (!item->asked)
			continue;
		out->asked++;
		out->answered += item->answered;
		switch (item->result) {
		case ANZE_COMPLIES:
			out->complies++;
			out->good_weight += item->item->weight;
			out->judged_weight += item->item->weight;
			break;
		case ANZE_FAILS:
			out->fails++;
			out->judged_weight += item->item->weight;
			break;
		case ANZE_NOT_APPLICABLE:
			out->not_applicable++;
			break;
		default:
			out->not_checked++;
		}
	}
	out->incomplete = out->not_checked * 10000 > out->asked * limit;
}

int64_t az_visit_points(int64_t good_weight, int64_t judged_weight)
{
	return judged_weight == 0 ? -1 : (good_weight * 10000 + judged_weight / 2) / judged_weight;
}

/* ---- grades ---- */

enum az_visit_grade az_visit_grade(const struct az_checklist_item *item, const struct anze_result *findings,
				   size_t count)
{
	if (strcmp(item->major, "yes") == 0)
		return AZ_GRADE_MAJOR;
	if (strcmp(item->major, "conditional") != 0)
		return AZ_GRADE_GENERAL;
	for (size_t i = 0; i < count; i++)
		if (strncmp(findings[i].code, "major:", 6) == 0 && strcmp(findings[i].code + 6, item->code) == 0)
			return strcmp(findings[i].value, "yes") == 0 ? AZ_GRADE_MAJOR : AZ_GRADE_GENERAL;
	return AZ_GRADE_UNDECIDED;
}
