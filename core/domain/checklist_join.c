/* A county's additions among the city's items. */
#include "domain/checklist_county.h"

#include <string.h>

#include "base/arena.h"
#include "domain/checklist_condition.h"

/* The place behind the last item of a category, from 1, in use or not: what goes out of use moves nothing. 0: the list has
 * none. */
static size_t behind(const struct az_checklist_list *city, const char *category)
{
	for (size_t i = city->count; i-- > 0;)
		if (strcmp(city->items[i].category, category) == 0)
			return i + 1;
	return 0;
}

/* Appends the additions whose place is behind the city's first `place` items. */
static void append(const struct az_checklist_list *city, size_t place, const char *county,
                   const struct az_checklist_list *additions, struct az_checklist_list *out)
{
	for (size_t i = 0; i < additions->count; i++) {
		if (behind(city, additions->items[i].category) != place)
			continue;
		out->items[out->count] = additions->items[i];
		out->items[out->count++].county = county;
	}
}

void az_checklist_arrange(struct az_arena *arena, const struct az_checklist_list *city, const char *county,
                        const struct az_checklist_list *additions, struct az_checklist_list *out)
{
	*out = (struct az_checklist_list){
		AZ_NEW_ARRAY(arena, city->count + additions->count + 1, struct az_checklist_item), 0};
	for (size_t i = 0; i < city->count; i++) {
		out->items[out->count++] = city->items[i];
		append(city, i + 1, county, additions, out);
	}
	append(city, 0, county, additions, out);
	for (size_t i = 0; i < out->count; i++)
		out->items[i].position = (int64_t)i + 1;
}

/* ---- conditions ---- */

struct lapsing {
	const struct az_checklist_list *list;
	struct az_checklist_lapse *lapses;
	size_t count;
};

/* What the city says is the city's own business. */
static void hear(void *self, size_t index, const struct az_problem *problem)
{
	struct lapsing *lapsing = self;
	const struct az_checklist_item *item = &lapsing->list->items[index];
	if (item->county != NULL)
		lapsing->lapses[lapsing->count++] = (struct az_checklist_lapse){item->code, item->relevant, *problem};
}

void az_checklist_lapses(struct az_arena *arena, const struct anze_plugin *plugin, struct az_checklist_list *placed,
                         struct az_checklist_lapse **lapses, size_t *count)
{
	struct lapsing lapsing = {placed, AZ_NEW_ARRAY(arena, placed->count + 1, struct az_checklist_lapse), 0};
	az_checklist_judge_conditions(arena, plugin, placed, hear, &lapsing);
	*lapses = lapsing.lapses;
	*count = lapsing.count;
}

static bool has_conditions(const struct az_checklist_list *additions)
{
	for (size_t i = 0; i < additions->count; i++)
		if (!additions->items[i].retired && additions->items[i].relevant[0] != '\0')
			return true;
	return false;
}

void az_checklist_join(struct az_arena *arena, const struct anze_plugin *plugin, const struct az_checklist_list *city,
                       const char *county, const struct az_checklist_list *additions, struct az_checklist_list *out)
{
	struct az_checklist_lapse *lapses;
	size_t count;
	az_checklist_arrange(arena, city, county, additions, out);
	if (!has_conditions(additions))
		return;
	az_checklist_lapses(arena, plugin, out, &lapses, &count);
	for (size_t i = 0; i < count; i++) {
		struct az_checklist_item *item = az_checklist_item_of(out, lapses[i].code);
		item->lapsed = item->relevant;
		item->relevant = "";
	}
}
