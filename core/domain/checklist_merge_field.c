/* What is merged by itself in an item of a checklist. Pure. */
#include <string.h>

#include "domain/checklist_merge_private.h"
#include "domain/checklist_private.h"

static bool same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool is_number(const struct az_checklist_item *item)
{
	return same(item->answer, "number");
}

/* Can the limits of one stand in the other? */
static bool same_measure(const struct az_checklist_item *a, const struct az_checklist_item *b)
{
	return is_number(a) && is_number(b) && same(a->unit, b->unit) && a->scale == b->scale;
}

static const struct {
	const char *name;
	int64_t bit;
} fields[AZ_MERGE_FIELDS] = {
	[AZ_MERGE_USE] = {"use", 0},
	[AZ_MERGE_QUESTION] = {"question", AZ_CHECKLIST_QUESTION},
	[AZ_MERGE_GUIDANCE] = {"guidance", AZ_CHECKLIST_GUIDANCE},
	[AZ_MERGE_FREQUENCY] = {"frequency", AZ_CHECKLIST_FREQUENCY},
	[AZ_MERGE_WEIGHT] = {"weight", AZ_CHECKLIST_WEIGHT},
	[AZ_MERGE_LIMITS] = {"limits", AZ_CHECKLIST_ANSWER},
	[AZ_MERGE_PHOTO] = {"photo", AZ_CHECKLIST_ANSWER},
	[AZ_MERGE_RELEVANT] = {"relevant", AZ_CHECKLIST_RELEVANT},
	[AZ_MERGE_ORDER] = {"order", 0},
};

static const char *const choices[] = {"", "city", "plugin", "draft"};

const char *az_merge_field_name(enum az_merge_field field)
{
	return fields[field].name;
}

int64_t az_merge_bit(enum az_merge_field field)
{
	return fields[field].bit;
}

bool az_merge_field_parse(const char *name, enum az_merge_field *out)
{
	for (size_t i = 0; i < AZ_MERGE_FIELDS; i++)
		if (same(fields[i].name, name)) {
			*out = (enum az_merge_field)i;
			return true;
		}
	return false;
}

const char *az_merge_choice_name(enum az_merge_choice choice)
{
	return choices[choice];
}

bool az_merge_choice_parse(const char *name, enum az_merge_choice *out)
{
	for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
		if (same(choices[i], name)) {
			*out = (enum az_merge_choice)i;
			return true;
		}
	return false;
}

bool az_merge_same(enum az_merge_field field, const struct az_checklist_item *a, const struct az_checklist_item *b)
{
	switch (field) {
	case AZ_MERGE_USE:
		return a->retired == b->retired;
	case AZ_MERGE_QUESTION:
		return same(a->question_zh, b->question_zh) && same(a->question_en, b->question_en);
	case AZ_MERGE_GUIDANCE:
		return same(a->guidance_zh, b->guidance_zh) && same(a->guidance_en, b->guidance_en);
	case AZ_MERGE_FREQUENCY:
		return same(a->frequency, b->frequency);
	case AZ_MERGE_WEIGHT:
		return a->weight == b->weight;
	case AZ_MERGE_LIMITS: /* what is no number has none */
		return !is_number(a) || !is_number(b) ||
		       (same_measure(a, b) && a->minimum == b->minimum && a->maximum == b->maximum);
	case AZ_MERGE_PHOTO:
		return (a->photo != 0) == (b->photo != 0);
	case AZ_MERGE_RELEVANT:
		return same(a->relevant, b->relevant);
	default:
		return true;
	}
}

void az_merge_take(enum az_merge_field field, struct az_checklist_item *item, const struct az_checklist_item *from)
{
	switch (field) {
	case AZ_MERGE_USE:
		item->retired = from->retired;
		break;
	case AZ_MERGE_QUESTION:
		item->question_zh = from->question_zh;
		item->question_en = from->question_en;
		break;
	case AZ_MERGE_GUIDANCE:
		item->guidance_zh = from->guidance_zh;
		item->guidance_en = from->guidance_en;
		break;
	case AZ_MERGE_FREQUENCY:
		item->frequency = from->frequency;
		break;
	case AZ_MERGE_WEIGHT:
		item->weight = from->weight;
		break;
	case AZ_MERGE_LIMITS:
		item->minimum = from->minimum;
		item->maximum = from->maximum;
		break;
	case AZ_MERGE_PHOTO:
		item->photo = from->photo;
		break;
	case AZ_MERGE_RELEVANT:
		item->relevant = from->relevant;
		break;
	default:
		break;
	}
}

struct az_checklist_item az_merge_as_own(const struct az_checklist_item *item)
{
	struct az_checklist_item own = *item;
	own.own = 1;
	own.changed = 0;
	own.mandatory = 0;
	own.major = "no";
	own.condition_zh = own.condition_en = "";
	return own;
}

bool az_checklist_may_keep(struct az_arena *arena, az_day today, const struct az_checklist_clash *clash,
			   const struct az_checklist_item *plugin, struct az_problem *problem)
{
	if (clash->field == AZ_MERGE_ORDER || plugin == NULL)
		return true;
	if (clash->field == AZ_MERGE_LIMITS && !same_measure(clash->city, plugin)) {
		*problem = (struct az_problem){"checklist_merge.other_measure", {clash->city->unit, plugin->unit}};
		return false;
	}
	struct az_checklist_item kept = *plugin;
	az_merge_take(clash->field, &kept, clash->city);
	enum az_checklist_weaker weaker = az_checklist_item_weakens(arena, plugin, &kept);
	if (weaker != AZ_CHECKLIST_NOT_WEAKER)
		az_checklist_tell_weaker(arena, today, plugin, &kept, weaker, problem);
	return weaker == AZ_CHECKLIST_NOT_WEAKER;
}

bool az_checklist_keep_asks(const struct az_checklist_clash *clash, const struct az_checklist_item *plugin)
{
	return clash->field == AZ_MERGE_QUESTION && plugin != NULL && plugin->mandatory &&
	       az_checklist_must_say(plugin, NULL, NULL, clash->city) != AZ_CHECKLIST_SAY_NOTHING;
}

bool az_checklist_is_third(const struct az_checklist_clash *clash, const struct az_checklist_item *item)
{
	return clash->field != AZ_MERGE_ORDER && clash->plugin != NULL &&
	       !az_merge_same(clash->field, item, clash->city) && !az_merge_same(clash->field, item, clash->plugin);
}

bool az_checklist_same(const struct az_checklist_list *a, const struct az_checklist_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same(a->items[i].code, b->items[i].code) || az_checklist_compare(&a->items[i], &b->items[i]) != 0)
			return false;
	return true;
}
