/* The one door into a plugin. */
#include "plugin/guard.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "plugin/internal.h"

void az_plugins_guard(struct az_plugins *plugins, struct az_parts *parts, struct az_inside *inside)
{
	plugins->parts = parts;
	plugins->inside = inside;
	for (size_t i = 0; i < plugins->count; i++) {
		struct az_plugin_entry *entry = &plugins->entries[i];
		entry->part = az_part_find(parts, entry->sector, entry->aside);
		if (entry->part < 0)
			az_log(AZ_LOG_WARNING, "plugin.unwatched", "sector=%s: no place is left; a restart makes room",
			       entry->sector);
	}
	az_plugins_look(plugins);
}

void az_plugins_look(struct az_plugins *plugins)
{
	for (size_t i = 0; plugins->parts != NULL && i < plugins->count; i++) {
		struct az_plugin_entry *entry = &plugins->entries[i];
		if (entry->part >= 0)
			az_plugin_put_aside(entry,
					    (enum az_aside)atomic_load(&plugins->parts->part[entry->part].aside));
	}
}

/* ---- going in ---- */

/* One call: where its memory comes from, where its results go. */
struct call {
	const struct az_plugin_entry *entry;
	struct az_inside *inside; /* NULL: nobody watches */
	struct az_arena *arena;
	struct az_results *results;
	size_t taken;
	struct anze_out out;
};

/* The plugin's contract knows no failure here, so the process ends as if it had died inside: the one who watches counts
 * it. */
static void *give(void *self, size_t size)
{
	struct call *call = self;
	if (size > AZ_PLUGIN_MEMORY - call->taken) {
		az_log(AZ_LOG_ERROR, "plugin.memory", "sector=%s taken=%zu wanted=%zu most=%zu", call->entry->sector,
		       call->taken, size, AZ_PLUGIN_MEMORY);
		_exit(EXIT_FAILURE);
	}
	call->taken += size;
	return az_alloc(call->arena, size);
}

static void take(void *self, const struct anze_result *result)
{
	struct az_results *results = ((struct call *)self)->results;
	if (results->count < AZ_RESULTS_MAX)
		results->rows[results->count++] = *result;
}

static void enter(struct call *call, const struct az_plugins *plugins, const struct anze_plugin *plugin,
		  struct az_arena *arena, struct az_results *results)
{
	*call = (struct call){.arena = arena, .results = results, .out = {call, give, take}};
	if (results != NULL)
		*results = (struct az_results){AZ_NEW_ARRAY(arena, AZ_RESULTS_MAX, struct anze_result), 0};
	for (size_t i = 0; i < plugins->count; i++)
		if (&plugins->entries[i].content == plugin)
			call->entry = &plugins->entries[i];
	if (call->entry == NULL)
		abort(); /* not a plugin of these: the caller is wrong */
	if (plugins->inside == NULL || call->entry->part < 0)
		return;
	call->inside = plugins->inside;
	az_inside_enter(call->inside, call->entry->part, az_clock_monotonic());
}

static void leave(const struct call *call)
{
	if (call->inside != NULL)
		az_inside_leave(call->inside);
}

/* ---- the functions ---- */

void az_plugin_classify(const struct az_plugins *plugins, const struct anze_plugin *plugin, struct az_arena *arena,
			const struct anze_facts *facts, struct az_results *out)
{
	struct call call;
	enter(&call, plugins, plugin, arena, out);
	if (plugin->classify != NULL)
		plugin->classify(facts, &call.out);
	leave(&call);
}

void az_plugin_faults(const struct az_plugins *plugins, const struct anze_plugin *plugin, struct az_arena *arena,
		      const struct anze_facts *facts, struct az_results *out)
{
	struct call call;
	enter(&call, plugins, plugin, arena, out);
	if (plugin->check != NULL)
		plugin->check(facts, &call.out);
	leave(&call);
}

void az_plugin_applies(const struct az_plugins *plugins, const struct anze_plugin *plugin,
		       const struct anze_facts *facts, bool *out)
{
	struct call call;
	enter(&call, plugins, plugin, NULL, NULL);
	for (size_t i = 0; i < plugin->item_count; i++)
		out[i] = plugin->applies == NULL || plugin->applies(facts, i) != 0;
	leave(&call);
}

void az_plugin_review(const struct az_plugins *plugins, const struct anze_plugin *plugin, struct az_arena *arena,
		      const struct anze_facts *facts, const struct anze_answer_value *answers, struct az_results *out)
{
	struct call call;
	enter(&call, plugins, plugin, arena, out);
	if (plugin->review != NULL)
		plugin->review(facts, answers, &call.out);
	leave(&call);
}

void az_plugin_minimum_service(const struct az_plugins *plugins, const struct anze_plugin *plugin,
			       struct az_arena *arena, const struct anze_facts *facts,
			       const struct anze_service *service, struct az_results *out)
{
	struct call call;
	enter(&call, plugins, plugin, arena, out);
	if (plugin->minimum_service != NULL)
		plugin->minimum_service(facts, service, &call.out);
	leave(&call);
}
