/* Every call into a plugin goes through here: a plugin is foreign code, and one
 * that crashes, never ends or eats memory costs the request that called it, not
 * the portal.
 *
 * While a process is inside a plugin, shared memory says so (base/guarded.h). The
 * master ends a process that is inside longer than the settings allow, knows from
 * the same place where one died, and sets a plugin aside after too many deaths.
 * The process cannot save itself: what a plugin did to its memory is not known. */
#ifndef AZ_PLUGIN_GUARD_H
#define AZ_PLUGIN_GUARD_H

#include "base/guarded.h"
#include "plugin/plugin.h"

struct az_arena;

#define AZ_RESULTS_MAX 200                 /* of one call; what comes after is left out */
#define AZ_PLUGIN_MEMORY ((size_t)2 << 20) /* bytes that one call may take through `out`; more ends the process */

/* What a plugin said; in the arena and in the plugin's own constants. */
struct az_results {
	struct anze_result *rows;
	size_t count;
};

/* From now on calls are told to whoever watches, and az_plugins_look sees what it says. Without this (a program without
 * a master, a test) they are made all the same. */
void az_plugins_guard(struct az_plugins *plugins, struct az_parts *parts, struct az_inside *inside);

/* Takes over which plugins are set aside now: to be called before each request, and by a job before each enterprise or
 * other small piece of its work. What az_plugins_find gave before stays valid memory. */
void az_plugins_look(struct az_plugins *plugins);

/* The plugin's functions; a function that it does not have says nothing, and every item applies. */
void az_plugin_classify(const struct az_plugins *plugins, const struct anze_plugin *plugin, struct az_arena *arena,
			const struct anze_facts *facts, struct az_results *out);
void az_plugin_faults(const struct az_plugins *plugins, const struct anze_plugin *plugin, struct az_arena *arena,
		      const struct anze_facts *facts, struct az_results *out);
/* `out`: one truth an item of the plugin. */
void az_plugin_applies(const struct az_plugins *plugins, const struct anze_plugin *plugin,
		       const struct anze_facts *facts, bool *out);
/* `answers`: one an item of the plugin. */
void az_plugin_review(const struct az_plugins *plugins, const struct anze_plugin *plugin, struct az_arena *arena,
		      const struct anze_facts *facts, const struct anze_answer_value *answers, struct az_results *out);
void az_plugin_minimum_service(const struct az_plugins *plugins, const struct anze_plugin *plugin,
			       struct az_arena *arena, const struct anze_facts *facts,
			       const struct anze_service *service, struct az_results *out);

#endif
