/* The industries' plugins: loaded once at the start of a process, checked
 * completely, kept until its end. A plugin that is missing or refused takes
 * only its own sector out of service. */
#ifndef AZ_PLUGIN_PLUGIN_H
#define AZ_PLUGIN_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>

#include <anze/plugin.h>

#include "base/clock.h"
#include "base/ctx.h"

struct az_arena;
struct az_plugins;

enum az_plugin_state {
	AZ_PLUGIN_LOADED = 0,
	AZ_PLUGIN_MISSING,    /* no such file */
	AZ_PLUGIN_UNREADABLE, /* not a whole shared object of this machine, or refused by the linker */
	AZ_PLUGIN_SYMBOL,     /* does not export ANZE_PLUGIN_SYMBOL as an object */
	AZ_PLUGIN_ABI,        /* made for another ANZE_ABI */
	AZ_PLUGIN_SIZE,       /* its structure is smaller than the ABI requires, or than it claims */
	AZ_PLUGIN_CONTENT,    /* an item, a text, a basis ... breaks a rule of anze/plugin.h */
	AZ_PLUGIN_ASIDE       /* sound, but set aside: processes died in it, or the operator said so */
};

/* A sector that the instance is to offer, from its configuration. */
struct az_plugin_expected {
	const char *sector; /* "MIN" */
	const char *file;   /* "mining.so", a name without a directory */
};

#define AZ_PLUGIN_ARGS 3
#define AZ_PLUGIN_FAULT 400 /* bytes of a fault sentence */

/* What became of one expected sector; owned by struct az_plugins. */
struct az_plugin {
	const char *sector;
	const char *file;
	enum az_plugin_state state;
	/* The plugin's constant, copied as far as its own struct_size reaches, the
	 * rest zero; its texts and items lie in the shared object. NULL unless loaded. */
	const struct anze_plugin *content;
	/* One English sentence for the log; empty when loaded. */
	char fault[AZ_PLUGIN_FAULT];
	/* For people: "plugin.fault.<state>", "plugin.fault.failed" where processes died in it, NULL when loaded. Arguments: {0} sector,
	 * {1} file, {2} by state: the place in the content ("MIN-03 question.en"), the
	 * plugin's ABI or its size; NULL where there is none. */
	const char *fault_key;
	const char *fault_args[AZ_PLUGIN_ARGS];
};

/* Loads what is expected from `directory` and logs each outcome once. Never
 * fails as a whole; ends the process when the machine has no memory. Free with
 * az_plugins_free. Call before fork: the pages are then shared by the workers. */
struct az_plugins *az_plugins_load(const char *directory, const struct az_plugin_expected *expected, size_t count);

/* Marks those that are set aside by a file of the directory (plugin/aside.h). */
void az_plugins_aside(struct az_plugins *plugins, const char *directory);

/* Unloads all; every pointer into a plugin is invalid afterwards. NULL is fine. */
void az_plugins_free(struct az_plugins *plugins);

/* The loaded plugin of a sector; NULL when unknown, refused or set aside. Its functions are called by plugin/guard.h alone. */
const struct anze_plugin *az_plugins_find(const struct az_plugins *plugins, const char *sector);

/* The same, also while it is set aside: what it declares may be read (labels of what was recorded before), none of its
 * functions called. NULL when its file is missing or was refused. */
const struct anze_plugin *az_plugins_words(const struct az_plugins *plugins, const char *sector);

/* All expected sectors in their order, refused ones included; NULL past the end. */
size_t az_plugins_count(const struct az_plugins *plugins);
const struct az_plugin *az_plugins_at(const struct az_plugins *plugins, size_t index);

/* "loaded", "missing", "unreadable", "symbol", "abi", "size", "content", "aside". */
const char *az_plugin_state_name(enum az_plugin_state state);

/* The item with this code, or NULL. */
const struct anze_item *az_plugin_item(const struct anze_plugin *plugin, const char *code);

/* A plugin's text in a language; "" when the plugin left it out. Never NULL. */
const char *az_plugin_text(const struct anze_text *text, enum az_language language);

/* Names for columns, forms and catalogue keys: "weekly", "monthly", "quarterly",
 * "half_yearly", "yearly", "seasonal", "per_work", "on_event"; "no", "yes",
 * "conditional"; "yes_no", "number", "choice". NULL for an unknown value; false for an unknown name. */
const char *az_frequency_name(enum anze_frequency frequency);
bool az_frequency_parse(const char *name, enum anze_frequency *out);
const char *az_major_name(enum anze_major major);
bool az_major_parse(const char *name, enum anze_major *out);
const char *az_answer_name(enum anze_answer answer);
bool az_answer_parse(const char *name, enum anze_answer *out);

/* May a city set `wanted` where the baseline has `baseline`? The same always;
 * else only a more frequent one, and only among weekly to yearly. */
bool az_frequency_allowed(enum anze_frequency baseline, enum anze_frequency wanted);

/* The rows of an item's basis that are in force on a day, in their order; the
 * number of them. An unknown first day counts as always, no last day as still. */
#define AZ_BASIS_MAX 16 /* no item has more rows: the check refuses it */
size_t az_basis_on(const struct anze_item *item, az_day day, const struct anze_basis *out[AZ_BASIS_MAX]);

/* "<document> <clause>" in the arena. */
char *az_plugin_basis_text(struct az_arena *arena, const struct anze_basis *basis);

#endif
