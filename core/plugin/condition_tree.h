/* The tree of a condition, for those who judge it, tell it in words or take it
 * apart. Whoever only asks whether a condition holds needs condition.h alone. */
#ifndef AZ_PLUGIN_CONDITION_TREE_H
#define AZ_PLUGIN_CONDITION_TREE_H

#include "plugin/condition.h"

enum az_node_kind {
	AZ_NODE_NAME,
	AZ_NODE_NUMBER,
	AZ_NODE_STRING,
	AZ_NODE_TRUTH,    /* true(), false() */
	AZ_NODE_SELECTED, /* the name `index`, the code `text` */
	AZ_NODE_NOT,
	AZ_NODE_EQUAL, /* the comparisons: two children */
	AZ_NODE_UNEQUAL,
	AZ_NODE_BELOW,
	AZ_NODE_AT_MOST,
	AZ_NODE_ABOVE,
	AZ_NODE_AT_LEAST,
	AZ_NODE_AND, /* two children or more */
	AZ_NODE_OR
};

/* `and` and `or` hold all their parts side by side, so the tree is no deeper than
 * the parentheses of its text (times 4), however long a chain is. */
struct az_node {
	enum az_node_kind kind;
	size_t position; /* of its first sign, in code points from 1 */
	struct az_node *first, *next;
	size_t index; /* in az_condition_names */
	const char *text;
	struct az_dec number;
	bool yes;
};

const struct az_node *az_condition_root(const struct az_condition *condition);

/* = != < <= > >= */
bool az_node_compares(const struct az_node *node);

/* The text of a part, as in az_condition_text. */
const char *az_condition_part_text(struct az_arena *arena, const struct az_condition *condition,
				   const struct az_node *part);

#endif
