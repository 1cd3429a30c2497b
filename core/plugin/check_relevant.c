/* The conditions of a plugin's items. */
#include "base/arena.h"
#include "plugin/internal.h"
#include "plugin/relevant.h"

#define MEMORY ((size_t)1 << 20)

static bool known(const struct anze_plugin *plugin, size_t index, const char *name)
{
	struct az_fact_name fact;

	for (size_t i = 0; i < index; i++)
		if (az_item_is_named(plugin->items[i].code, name))
			return true;
	return az_fact_named(plugin, name, &fact);
}

static bool check_condition(struct az_plugin_check *check, struct az_arena *arena, size_t index)
{
	const struct anze_item *item = &check->plugin->items[index];
	const struct az_condition_name *names;
	struct az_condition *condition;
	struct az_condition_fault fault;

	if (az_condition_parse(arena, item->relevant, &condition, &fault) != AZ_OK)
		return az_plugin_bad(check, "is not a condition", "%s relevant, character %zu", item->code,
				     fault.position);
	for (size_t i = 0, count = az_condition_names(condition, &names); i < count; i++)
		if (!known(check->plugin, index, names[i].name))
			return az_plugin_bad(check, "is neither a fact nor an earlier item", "%s relevant ${%s}",
					     item->code, names[i].name);
	return true;
}

bool az_plugin_check_relevant(struct az_plugin_check *check)
{
	struct az_arena *arena = az_arena_new(MEMORY);
	bool good = true;

	for (size_t i = 0; good && i < check->plugin->item_count; i++) {
		az_arena_reset(arena);
		if (check->plugin->items[i].relevant != NULL)
			good = check_condition(check, arena, i);
	}
	az_arena_free(arena);
	return good;
}
