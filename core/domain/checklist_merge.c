/* The three-way merge of a checklist, item by item and field by field. Pure. */
#include "domain/checklist_merge.h"

#include <string.h>

#include "base/arena.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_merge_private.h"

struct merging {
	struct az_arena *arena;
	const struct az_checklist_ancestor *ancestor;
	const struct az_checklist_clash *open;
	size_t open_count;
	struct az_checklist_merged *out;
};

/* The three of one item. */
struct sides {
	const struct az_checklist_item *before, *city, *plugin;
	bool unknown; /* the city had changed this field, and what it was before was not kept */
};

static const struct az_checklist_clash *open_of(const struct merging *merging, const char *code,
						enum az_merge_field field)
{
	for (size_t i = 0; i < merging->open_count; i++)
		if (merging->open[i].choice == AZ_MERGE_OPEN && merging->open[i].field == field &&
		    strcmp(merging->open[i].code, code) == 0)
			return &merging->open[i];
	return NULL;
}

static struct az_checklist_clash *add_clash(struct merging *merging, const struct sides *sides,
					    enum az_merge_field field)
{
	struct az_checklist_clash *clash = &merging->out->clashes[merging->out->clash_count++];
	*clash = (struct az_checklist_clash){.code = sides->city->code,
					     .field = field,
					     .before = sides->unknown ? NULL : sides->before,
					     .city = sides->city,
					     .plugin = sides->plugin,
					     .before_after = "",
					     .city_after = "",
					     .plugin_after = "",
					     .decider = ""};
	return clash;
}

/* ---- one field ---- */

/* Both limits changed, each on one side: then they go together, if anything is left between them. */
static bool take_both_limits(const struct sides *sides, struct az_checklist_item *item)
{
	const struct az_checklist_item *a = sides->before, *b = sides->city, *c = sides->plugin;
	if (a == NULL || sides->unknown || strcmp(a->unit, c->unit) != 0 || a->scale != c->scale ||
	    strcmp(b->unit, c->unit) != 0 || b->scale != c->scale)
		return false;
	int64_t minimum = b->minimum == a->minimum ? c->minimum : b->minimum;
	int64_t maximum = b->maximum == a->maximum ? c->maximum : b->maximum;
	bool apart = (minimum == c->minimum || c->minimum == a->minimum) &&
		     (maximum == c->maximum || c->maximum == a->maximum);
	if (!apart || minimum < c->minimum || maximum > c->maximum || minimum > maximum)
		return false;
	item->minimum = minimum;
	item->maximum = maximum;
	return true;
}

/* `item` is the plugin's so far; puts the city's into the field where it stays. */
static void merge_field(struct merging *merging, enum az_merge_field field, const struct sides *sides,
			struct az_checklist_item *item)
{
	const struct az_checklist_item *before = sides->before, *city = sides->city, *plugin = sides->plugin;
	struct az_problem problem;
	if (az_merge_same(field, city, plugin))
		return;
	bool known = before != NULL && !sides->unknown;
	if (known && az_merge_same(field, before, city))
		return;
	const struct az_checklist_clash wish = {.field = field, .city = city};
	bool may_keep = az_checklist_may_keep(merging->arena, 0, &wish, plugin, &problem);
	bool plugin_changed = !known || !az_merge_same(field, before, plugin);
	if (field == AZ_MERGE_LIMITS && plugin_changed && take_both_limits(sides, item))
		return;
	if (may_keep)
		az_merge_take(field, item, city);
	if (!may_keep || plugin_changed)
		add_clash(merging, sides, field);
}

/* A clash that is open goes on from where it began, unless a person wrote a third thing into the draft meanwhile. */
static struct sides sides_of(const struct merging *merging, const struct sides *whole, enum az_merge_field field)
{
	const struct az_checklist_clash *open = open_of(merging, whole->city->code, field);
	struct sides sides = *whole;
	sides.unknown = merging->ancestor->guessed && (whole->before == NULL ||
						       (whole->before->changed & az_merge_bit(field)) != 0);
	if (open == NULL)
		return sides;
	sides.before = open->before;
	sides.unknown = open->before == NULL;
	if (az_merge_same(field, whole->city, open->city) ||
	    (open->plugin != NULL && az_merge_same(field, whole->city, open->plugin)))
		sides.city = open->city;
	return sides;
}

static struct az_checklist_item merge_item(struct merging *merging, const struct sides *whole)
{
	struct az_checklist_item item = *whole->plugin;
	for (size_t i = 0; i < AZ_MERGE_ORDER; i++) {
		enum az_merge_field field = (enum az_merge_field)i;
		struct sides sides = sides_of(merging, whole, field);
		merge_field(merging, field, &sides, &item);
	}
	item.changed = az_checklist_compare(whole->plugin, &item);
	return item;
}

/* ---- what the plugin does not have any more ---- */

static bool touched(const struct sides *sides)
{
	if (sides->before == NULL || sides->before->changed != 0)
		return true;
	for (size_t i = 0; i < AZ_MERGE_ORDER; i++)
		if (!az_merge_same((enum az_merge_field)i, sides->before, sides->city))
			return true;
	return false;
}

/* It goes by itself when the city had left it as it was; else a person decides, and until then it stays. */
static struct az_checklist_item merge_gone(struct merging *merging, const struct sides *sides)
{
	struct az_checklist_item item = az_merge_as_own(sides->city);
	struct az_checklist_clash *clash = add_clash(merging, sides, AZ_MERGE_USE);
	if (!touched(sides)) {
		item.retired = 1;
		clash->choice = AZ_MERGE_PLUGIN;
	}
	return item;
}

/* What a condition of another item needs cannot go by itself. */
static void keep_needed(struct merging *merging)
{
	struct az_checklist_merged *out = merging->out;
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < out->clash_count; i++) {
			struct az_checklist_clash *clash = &out->clashes[i];
			if (clash->plugin != NULL || clash->choice != AZ_MERGE_PLUGIN ||
			    az_checklist_dependents(merging->arena, &out->list, clash->code)[0] == '\0')
				continue;
			clash->choice = AZ_MERGE_OPEN;
			az_checklist_item_of(&out->list, clash->code)->retired = 0;
			again = true;
		}
	}
}

/* ---- all items ---- */

static void merge_one(struct merging *merging, const struct az_checklist_item *city,
		      const struct az_checklist_item *plugin)
{
	struct az_checklist_list *list = &merging->out->list;
	const struct az_checklist_clash *open = open_of(merging, city->code, AZ_MERGE_USE);
	struct sides sides = {az_checklist_item_of(&merging->ancestor->list, city->code), city, plugin, false};
	if (city->own && plugin == NULL) {
		list->items[list->count++] = *city;
		if (open != NULL && open->plugin == NULL)
			merging->out->clashes[merging->out->clash_count++] = *open;
	} else if (city->own && city->retired) {
		list->items[list->count++] = *plugin; /* the plugin has it again */
	} else if (plugin != NULL) {
		list->items[list->count++] = merge_item(merging, &sides);
	} else if (!city->retired) {
		list->items[list->count++] = merge_gone(merging, &sides);
	}
}

/* Clashes about the order that are open and were not found anew. */
static void carry_order(struct merging *merging, const struct az_checklist_list *plugin)
{
	struct az_checklist_merged *out = merging->out;
	for (size_t i = 0; i < merging->open_count; i++) {
		struct az_checklist_clash clash = merging->open[i];
		bool there = false;
		if (clash.field != AZ_MERGE_ORDER || clash.choice != AZ_MERGE_OPEN ||
		    az_checklist_item_of(plugin, clash.code) == NULL)
			continue;
		for (size_t k = 0; k < out->clash_count; k++)
			there = there || (out->clashes[k].field == AZ_MERGE_ORDER &&
					  strcmp(out->clashes[k].code, clash.code) == 0);
		clash.plugin = az_checklist_item_of(plugin, clash.code);
		clash.plugin_after = az_merge_behind(plugin, clash.code, &out->list);
		if (!there && strcmp(clash.plugin_after, clash.city_after) != 0)
			out->clashes[out->clash_count++] = clash;
	}
}

void az_checklist_merge(struct az_arena *arena, const struct az_checklist_ancestor *ancestor,
			const struct az_checklist_list *city, const struct az_checklist_list *plugin,
			const struct az_checklist_clash *open, size_t open_count, struct az_checklist_merged *out)
{
	struct merging merging = {arena, ancestor, open, open_count, out};
	struct az_merge_orders orders = {arena, ancestor, city, plugin};
	size_t most = city->count + plugin->count + 1;
	*out = (struct az_checklist_merged){
		.list = {AZ_NEW_ARRAY(arena, most, struct az_checklist_item), 0},
		.clashes = AZ_NEW_ARRAY(arena, most * AZ_MERGE_FIELDS, struct az_checklist_clash),
	};
	for (size_t i = 0; i < city->count; i++)
		merge_one(&merging, &city->items[i], az_checklist_item_of(plugin, city->items[i].code));
	for (size_t i = 0; i < plugin->count; i++)
		if (az_checklist_item_of(city, plugin->items[i].code) == NULL)
			out->list.items[out->list.count++] = plugin->items[i];
	keep_needed(&merging);
	az_merge_order(&orders, &out->list, out->clashes, &out->clash_count);
	carry_order(&merging, plugin);
}

void az_checklist_came_in(struct az_arena *arena, const struct az_checklist_meeting *meeting,
			  struct az_checklist_change **changes, size_t *count)
{
	const struct az_checklist_merged *merged = &meeting->merged;
	struct az_checklist_list after = {AZ_NEW_ARRAY(arena, merged->list.count + 1, struct az_checklist_item),
					  merged->list.count};
	memcpy(after.items, merged->list.items, after.count * sizeof *after.items);
	for (size_t i = 0; i < merged->clash_count; i++) {
		const struct az_checklist_clash *clash = &merged->clashes[i];
		if (clash->plugin != NULL && clash->field != AZ_MERGE_ORDER)
			az_merge_take(clash->field, az_checklist_item_of(&after, clash->code), clash->city);
	}
	az_checklist_differences(arena, &meeting->city, &after, changes, count);
}
