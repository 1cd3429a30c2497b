/* What the conditions of a checklist's items speak of: the facts of an enterprise
 * by their fields' names, and the answers to other items by their codes. */
#ifndef AZ_PLUGIN_RELEVANT_H
#define AZ_PLUGIN_RELEVANT_H

#include <stdbool.h>
#include <stddef.h>

#include <anze/plugin.h>

#include "plugin/condition.h"

/* A fact that a condition names: "tailings", or "fleet.kind" for a column of a table. */
struct az_fact_name {
	size_t index; /* of the plugin's fields */
	const struct anze_field *field;
	const struct anze_field *column; /* NULL: the field itself */
	size_t column_index;
};

/* The fact of that name, when a condition can speak of it: not a file or a password, and of a table's columns those of
 * choices. */
bool az_fact_named(const struct anze_plugin *plugin, const char *name, struct az_fact_name *out);

/* What stands behind it for one enterprise: numbers in the unit in which they are typed, a day as YYYY-MM-DD, a table
 * as the number of its rows, a column as the codes of its rows with a space between. Texts live in the arena. */
void az_fact_value(struct az_arena *arena, const struct anze_facts *facts, const struct az_fact_name *name,
		   struct az_condition_value *value);

/* "MIN-03" is MIN_03 in a condition: XLSForm's names have no hyphen. */
bool az_item_is_named(const char *code, const char *name);
const char *az_item_name(struct az_arena *arena, const char *code);

/* The condition for an enterprise. What names no fact is asked of `answers` (NULL: nobody has answered yet): of an item
 * its text 'yes', 'no', 'not_applicable' or the code of its choice, or its number; missing while it is open or left
 * out. */
enum az_truth az_relevant_holds(struct az_arena *arena, const struct anze_plugin *plugin,
				const struct anze_facts *facts, const struct az_condition *condition,
				az_condition_lookup answers, void *self);

#endif
