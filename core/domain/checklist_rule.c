/* What holds for checklists without any database: standing, protection of the
 * baseline, putting the city's layer on it, differences. */
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

/* ---- the layer on the baseline ---- */

static struct az_checklist_item layered(const struct az_checklist_item *baseline, const struct az_checklist_item *city)
{
	struct az_checklist_item item = *baseline;
	if (city->changed & AZ_CHECKLIST_QUESTION) {
		item.question_zh = city->question_zh;
		item.question_en = city->question_en;
	}
	if (city->changed & AZ_CHECKLIST_GUIDANCE) {
		item.guidance_zh = city->guidance_zh;
		item.guidance_en = city->guidance_en;
	}
	if ((city->changed & AZ_CHECKLIST_FREQUENCY) &&
	    az_checklist_weakens(baseline, city->frequency, baseline->weight, false) == AZ_CHECKLIST_NOT_WEAKER)
		item.frequency = city->frequency;
	if ((city->changed & AZ_CHECKLIST_WEIGHT) &&
	    az_checklist_weakens(baseline, baseline->frequency, city->weight, false) == AZ_CHECKLIST_NOT_WEAKER)
		item.weight = city->weight;
	if ((city->changed & AZ_CHECKLIST_RELEVANT) && !baseline->mandatory)
		item.relevant = city->relevant;
	item.retired = city->retired && !baseline->mandatory;
	item.changed = az_checklist_compare(baseline, &item);
	return item;
}

void az_checklist_merge(struct az_arena *arena, const struct az_checklist_list *baseline,
                        const struct az_checklist_list *from, struct az_checklist_list *out)
{
	size_t most = baseline->count + (from == NULL ? 0 : from->count);
	out->items = AZ_NEW_ARRAY(arena, most + 1, struct az_checklist_item);
	out->count = 0;
	for (size_t i = 0; from != NULL && i < from->count; i++) {
		const struct az_checklist_item *city = &from->items[i];
		const struct az_checklist_item *base = az_checklist_item_of(baseline, city->code);
		if (city->own)
			out->items[out->count++] = *city;
		else if (base != NULL)
			out->items[out->count++] = layered(base, city);
	}
	for (size_t i = 0; i < baseline->count; i++)
		if (from == NULL || az_checklist_item_of(from, baseline->items[i].code) == NULL)
			out->items[out->count++] = baseline->items[i];
	for (size_t i = 0; i < out->count; i++)
		out->items[i].position = (int64_t)i + 1;
}

/* ---- differences ---- */

static bool in_use(const struct az_checklist_item *item)
{
	return item != NULL && !item->retired;
}

/* The next item from *at on that is in use in both lists. */
static const char *next_common(const struct az_checklist_list *list, const struct az_checklist_list *other, size_t *at)
{
	while (*at < list->count) {
		const struct az_checklist_item *item = &list->items[(*at)++];
		if (in_use(item) && in_use(az_checklist_item_of(other, item->code)))
			return item->code;
	}
	return NULL;
}

static bool reordered(const struct az_checklist_list *before, const struct az_checklist_list *after)
{
	size_t a = 0, b = 0;
	for (;;) {
		const char *x = next_common(before, after, &a);
		const char *y = next_common(after, before, &b);
		if (x == NULL || y == NULL)
			return false;
		if (strcmp(x, y) != 0)
			return true;
	}
}

static bool find_change(const struct az_checklist_list *before, const struct az_checklist_item *item,
                        struct az_checklist_change *change)
{
	const struct az_checklist_item *old = az_checklist_item_of(before, item->code);
	*change = (struct az_checklist_change){.before = old, .after = item};
	if (in_use(item) && old == NULL) {
		change->kind = AZ_CHECKLIST_ADDED;
	} else if (in_use(item) && !in_use(old)) {
		change->kind = AZ_CHECKLIST_RESTORED;
		change->fields = az_checklist_compare(old, item);
	} else if (in_use(item)) {
		change->kind = AZ_CHECKLIST_CHANGED;
		change->fields = az_checklist_compare(old, item);
		return change->fields != 0;
	} else if (in_use(old)) {
		change->kind = AZ_CHECKLIST_RETIRED;
	} else {
		return false;
	}
	return true;
}

void az_checklist_differences(struct az_arena *arena, const struct az_checklist_list *before,
                              const struct az_checklist_list *after, struct az_checklist_change **changes, size_t *count)
{
	struct az_checklist_change *out =
		AZ_NEW_ARRAY(arena, before->count + after->count + 1, struct az_checklist_change);
	size_t n = 0;
	for (size_t i = 0; i < after->count; i++)
		if (find_change(before, &after->items[i], &out[n]))
			n++;
	for (size_t i = 0; i < before->count; i++)
		if (in_use(&before->items[i]) && az_checklist_item_of(after, before->items[i].code) == NULL)
			out[n++] = (struct az_checklist_change){.kind = AZ_CHECKLIST_RETIRED,
			                                        .before = &before->items[i]};
	if (reordered(before, after))
		out[n++] = (struct az_checklist_change){.kind = AZ_CHECKLIST_MOVED};
	*changes = out;
	*count = n;
}

const char *az_checklist_own_code(struct az_arena *arena, const char *sector, int64_t number)
{
	return az_format(arena, "%s-L%02lld", sector, (long long)number);
}
