/* What holds for checklists without any database: standing, whether items are the
 * same, protection of the baseline. */
#include "domain/checklist.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/plugin.h"

/* AQ 9010-2019, clause 5: the seven kinds of service; HZ is our own, for the check of a hazard itself. */
const struct anze_choice az_checklist_categories[AZ_CHECKLIST_CATEGORIES] = {
	{"S1", {0}}, {"S2", {0}}, {"S3", {0}}, {"S4", {0}}, {"S5", {0}}, {"S6", {0}}, {"S7", {0}}, {"HZ", {0}},
};

const struct anze_choice az_checklist_frequencies[AZ_CHECKLIST_FREQUENCIES] = {
	{"weekly", {0}}, {"monthly", {0}},  {"quarterly", {0}}, {"half_yearly", {0}},
	{"yearly", {0}}, {"seasonal", {0}}, {"per_work", {0}},  {"on_event", {0}},
};

/* ---- standing ---- */

void az_checklist_stand(struct az_checklist_version *versions, size_t count, az_day today)
{
	for (size_t i = 0; i < count; i++) {
		struct az_checklist_version *version = &versions[i];
		version->effective_to = i == 0 ? AZ_DAY_NONE : versions[i - 1].effective_from - 1;
		if (version->effective_to != AZ_DAY_NONE && version->effective_to < version->effective_from)
			version->standing = AZ_CHECKLIST_REPLACED;
		else if (version->effective_from > today)
			version->standing = AZ_CHECKLIST_COMING;
		else if (version->effective_to == AZ_DAY_NONE || version->effective_to >= today)
			version->standing = AZ_CHECKLIST_IN_FORCE;
		else
			version->standing = AZ_CHECKLIST_PAST;
	}
}

struct az_checklist_version *az_checklist_in_force(struct az_checklist_version *versions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (versions[i].standing == AZ_CHECKLIST_IN_FORCE)
			return &versions[i];
	return NULL;
}

az_day az_checklist_day(const struct az_checklist_version *version, az_day today)
{
	switch (version->standing) {
	case AZ_CHECKLIST_IN_FORCE:
		return today;
	case AZ_CHECKLIST_PAST:
		return version->effective_to;
	default:
		return version->effective_from;
	}
}

bool az_checklist_basis_on(const struct az_checklist_basis *basis, az_day day)
{
	return (basis->in_force_from == AZ_DAY_NONE || basis->in_force_from <= day) &&
	       (basis->in_force_to == AZ_DAY_NONE || basis->in_force_to >= day);
}

/* ---- items ---- */

struct az_checklist_item *az_checklist_item_of(const struct az_checklist_list *list, const char *code)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].code, code) == 0)
			return &list->items[i];
	return NULL;
}

static bool same(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

static bool same_basis(const struct az_checklist_item *a, const struct az_checklist_item *b)
{
	if (a->basis_count != b->basis_count)
		return false;
	for (size_t i = 0; i < a->basis_count; i++) {
		const struct az_checklist_basis *x = &a->basis[i], *y = &b->basis[i];
		if (!same(x->document, y->document) || !same(x->clause, y->clause) ||
		    x->in_force_from != y->in_force_from || x->in_force_to != y->in_force_to ||
		    x->verified != y->verified)
			return false;
	}
	return true;
}

static bool same_answer(const struct az_checklist_item *a, const struct az_checklist_item *b)
{
	if (!same(a->answer, b->answer) || !same(a->unit, b->unit) || a->minimum != b->minimum ||
	    a->maximum != b->maximum || a->scale != b->scale || a->photo != b->photo ||
	    a->choice_count != b->choice_count)
		return false;
	for (size_t i = 0; i < a->choice_count; i++)
		if (!same(a->choices[i].code, b->choices[i].code) ||
		    !same(a->choices[i].label_zh, b->choices[i].label_zh) ||
		    !same(a->choices[i].label_en, b->choices[i].label_en) ||
		    a->choices[i].complies != b->choices[i].complies)
			return false;
	return true;
}

int64_t az_checklist_compare(const struct az_checklist_item *before, const struct az_checklist_item *after)
{
	int64_t fields = 0;
	if (!same(before->question_zh, after->question_zh) || !same(before->question_en, after->question_en))
		fields |= AZ_CHECKLIST_QUESTION;
	if (!same(before->guidance_zh, after->guidance_zh) || !same(before->guidance_en, after->guidance_en))
		fields |= AZ_CHECKLIST_GUIDANCE;
	if (!same(before->frequency, after->frequency) ||
	    !same(before->frequency_note_zh, after->frequency_note_zh) ||
	    !same(before->frequency_note_en, after->frequency_note_en))
		fields |= AZ_CHECKLIST_FREQUENCY;
	if (before->weight != after->weight)
		fields |= AZ_CHECKLIST_WEIGHT;
	if (!same(before->category, after->category))
		fields |= AZ_CHECKLIST_CATEGORY;
	if (!same_basis(before, after))
		fields |= AZ_CHECKLIST_BASIS;
	if (!same(before->major, after->major) || !same(before->condition_zh, after->condition_zh) ||
	    !same(before->condition_en, after->condition_en))
		fields |= AZ_CHECKLIST_MAJOR;
	if (!same_answer(before, after))
		fields |= AZ_CHECKLIST_ANSWER;
	if (!same(before->relevant, after->relevant))
		fields |= AZ_CHECKLIST_RELEVANT;
	if (before->mandatory != after->mandatory)
		fields |= AZ_CHECKLIST_MANDATORY;
	return fields;
}

/* ---- what a city may not do ---- */

enum az_checklist_weaker az_checklist_weakens(const struct az_checklist_item *baseline, const char *frequency,
                                              int64_t weight, bool retired)
{
	enum anze_frequency least, wanted;
	if (retired && baseline->mandatory)
		return AZ_CHECKLIST_NOT_IN_USE;
	if (!az_frequency_parse(baseline->frequency, &least) || !az_frequency_parse(frequency, &wanted) ||
	    !az_frequency_allowed(least, wanted))
		return AZ_CHECKLIST_LESS_FREQUENT;
	return baseline->mandatory && weight < baseline->weight ? AZ_CHECKLIST_LESS_WEIGHT : AZ_CHECKLIST_NOT_WEAKER;
}

/* ---- codes ---- */

const char *az_checklist_own_code(struct az_arena *arena, const char *sector, const char *county, int64_t number)
{
	return az_format(arena, "%s-%s%sL%02lld", sector, county, county[0] == '\0' ? "" : "-", (long long)number);
}
