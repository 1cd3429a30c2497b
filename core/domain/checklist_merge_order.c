/* The order of a merged checklist: items that the city put elsewhere stay where the city put them, those that only the
 * plugin put elsewhere follow it. Pure. */
#include <string.h>

#include "base/arena.h"
#include "domain/checklist_merge_private.h"

/* ---- places ---- */

static size_t place_of(const struct az_checklist_list *list, const char *code)
{
	size_t i = 0;
	while (i < list->count && strcmp(list->items[i].code, code) != 0)
		i++;
	return i;
}

const char *az_merge_behind(const struct az_checklist_list *list, const char *code,
			    const struct az_checklist_list *among)
{
	for (size_t i = place_of(list, code); i-- > 0;)
		if (!list->items[i].retired && az_checklist_item_of(among, list->items[i].code) != NULL)
			return list->items[i].code;
	return "";
}

/* ---- who moved what ---- */

struct moves {
	struct az_checklist_change *changes;
	size_t count;
	bool any;
};

static struct moves moves_of(struct az_arena *arena, const struct az_checklist_list *before,
			     const struct az_checklist_list *after)
{
	struct moves moves = {0};
	az_checklist_differences(arena, before, after, &moves.changes, &moves.count);
	for (size_t i = 0; i < moves.count; i++)
		moves.any = moves.any || moves.changes[i].moved;
	return moves;
}

static const struct az_checklist_change *move_of(const struct moves *moves, const char *code)
{
	for (size_t i = 0; i < moves->count; i++)
		if (moves->changes[i].moved && strcmp(moves->changes[i].after->code, code) == 0)
			return &moves->changes[i];
	return NULL;
}

static bool same_place(const struct az_checklist_change *a, const struct az_checklist_change *b)
{
	if (a->next == NULL || b->next == NULL)
		return a->next == b->next;
	return strcmp(a->next->code, b->next->code) == 0;
}

/* ---- the sequence ---- */

static void put_at(struct az_checklist_list *out, size_t place, const struct az_checklist_item *item)
{
	memmove(&out->items[place + 1], &out->items[place], (out->count - place) * sizeof *out->items);
	out->items[place] = *item;
	out->count++;
}

/* What of `all` is not there yet, each behind the nearest that stands before it in `like`. */
static void put_missing(struct az_checklist_list *out, const struct az_checklist_list *all,
			const struct az_checklist_list *like)
{
	for (size_t i = 0; i < like->count; i++) {
		const char *code = like->items[i].code;
		const struct az_checklist_item *item = az_checklist_item_of(all, code);
		if (item == NULL || az_checklist_item_of(out, code) != NULL)
			continue;
		const char *behind = az_merge_behind(like, code, out);
		put_at(out, behind[0] == '\0' ? 0 : place_of(out, behind) + 1, item);
	}
}

/* Of the city's moves those that stay: not where the plugin did the same. */
static bool stays(const struct moves *city, const struct moves *plugin, const char *code)
{
	const struct az_checklist_change *ours = move_of(city, code), *theirs = move_of(plugin, code);
	return ours != NULL && (theirs == NULL || !same_place(ours, theirs));
}

static void add_clashes(const struct az_merge_orders *orders, const struct moves *city, const struct moves *plugin,
			const struct az_checklist_list *list, struct az_checklist_clash *clashes, size_t *count)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *code = list->items[i].code;
		if (!stays(city, plugin, code) || move_of(plugin, code) == NULL)
			continue;
		clashes[(*count)++] = (struct az_checklist_clash){
			.code = code,
			.field = AZ_MERGE_ORDER,
			.before = az_checklist_item_of(&orders->ancestor->list, code),
			.city = az_checklist_item_of(orders->city, code),
			.plugin = az_checklist_item_of(orders->plugin, code),
			.before_after = az_merge_behind(&orders->ancestor->list, code, &orders->ancestor->list),
			.city_after = az_merge_behind(orders->city, code, list),
			.plugin_after = az_merge_behind(orders->plugin, code, list),
			.decider = "",
		};
	}
}

void az_merge_order(const struct az_merge_orders *orders, struct az_checklist_list *list,
		    struct az_checklist_clash *clashes, size_t *count)
{
	struct moves city = moves_of(orders->arena, &orders->ancestor->list, orders->city);
	struct moves plugin = moves_of(orders->arena, &orders->ancestor->list, orders->plugin);
	struct az_checklist_list out = {AZ_NEW_ARRAY(orders->arena, list->count + 1, struct az_checklist_item), 0};
	/* An order that is not known is taken to be the city's, so that the city's stays. */
	if (!plugin.any || orders->ancestor->guessed) {
		put_missing(&out, list, orders->city);
		put_missing(&out, list, orders->plugin);
	} else {
		for (size_t i = 0; i < orders->plugin->count; i++) {
			const char *code = orders->plugin->items[i].code;
			if (!stays(&city, &plugin, code))
				out.items[out.count++] = *az_checklist_item_of(list, code);
		}
		put_missing(&out, list, orders->city);
		add_clashes(orders, &city, &plugin, list, clashes, count);
	}
	for (size_t i = 0; i < out.count; i++)
		out.items[i].position = (int64_t)i + 1;
	*list = out;
}
