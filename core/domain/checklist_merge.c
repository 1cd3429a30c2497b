/* The city's layer on a new baseline. */
#include "domain/checklist.h"

#include <string.h>

#include "base/arena.h"
#include "domain/checklist_condition.h"

/* Limits stay as tight as either has them, unless they are of another measure or leave nothing between them. */
static void layer_answer(struct az_checklist_item *item, const struct az_checklist_item *city)
{
	int64_t minimum = city->minimum > item->minimum ? city->minimum : item->minimum;
	int64_t maximum = city->maximum < item->maximum ? city->maximum : item->maximum;
	item->photo = item->photo || city->photo;
	if (strcmp(item->answer, "number") != 0 || strcmp(city->answer, "number") != 0 ||
	    strcmp(item->unit, city->unit) != 0 || item->scale != city->scale || minimum > maximum)
		return;
	item->minimum = minimum;
	item->maximum = maximum;
}

static struct az_checklist_item layered(struct az_arena *arena, const struct az_checklist_item *baseline,
					const struct az_checklist_item *city)
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
	if (city->changed & AZ_CHECKLIST_ANSWER)
		layer_answer(&item, city);
	if ((city->changed & AZ_CHECKLIST_RELEVANT) &&
	    (!baseline->mandatory || az_checklist_no_narrower(arena, baseline->relevant, city->relevant)))
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
			out->items[out->count++] = layered(arena, base, city);
	}
	for (size_t i = 0; i < baseline->count; i++)
		if (from == NULL || az_checklist_item_of(from, baseline->items[i].code) == NULL)
			out->items[out->count++] = baseline->items[i];
	for (size_t i = 0; i < out->count; i++)
		out->items[i].position = (int64_t)i + 1;
}
