/* The tokens and the tree of a condition, between condition*.c; nobody else
 * includes it. */
#ifndef AZ_PLUGIN_CONDITION_PRIVATE_H
#define AZ_PLUGIN_CONDITION_PRIVATE_H

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
	size_t index;
	const char *text;
	struct az_dec number;
	bool yes;
};

struct az_condition {
	const struct az_node *root;
	const char *text;
	struct az_condition_name *names;
	size_t name_count;
};

enum az_token_kind {
	AZ_TOKEN_END,
	AZ_TOKEN_NAME,
	AZ_TOKEN_NUMBER,
	AZ_TOKEN_STRING,
	AZ_TOKEN_WORD,
	AZ_TOKEN_OPEN,
	AZ_TOKEN_CLOSE,
	AZ_TOKEN_COMMA,
	AZ_TOKEN_COMPARE
};

struct az_token {
	enum az_token_kind kind;
	size_t from, to; /* bytes of the source */
	size_t position;
	const char *text;             /* name, string, word */
	struct az_dec number;         /* AZ_TOKEN_NUMBER */
	enum az_node_kind comparison; /* AZ_TOKEN_COMPARE */
};

struct az_condition_reader {
	struct az_arena *arena;
	const char *source;
	size_t n, at;
	size_t point; /* code points before `at` */
	struct az_token token;
	unsigned depth, nodes;
	struct az_condition *condition;
	struct az_condition_fault *fault;
};

/* Moves on to the next token; false, with the fault set, when there is none to be made. */
bool az_condition_advance(struct az_condition_reader *reader);

/* Sets the fault and is false. `found` and `sign` may be NULL. */
bool az_condition_fail(struct az_condition_reader *reader, const char *key, size_t position, const char *found,
		       const char *sign);
/* The token is not what belongs here; another sentence when the text just ends. */
bool az_condition_unexpected(struct az_condition_reader *reader, const char *key, const char *key_at_end,
			     const char *sign);

/* [-]digits[.digits], the whole of it, and within 64 bits and 18 places. */
bool az_condition_number(const char *text, struct az_dec *out);

/* The tree as text, in the arena. */
const char *az_condition_print(struct az_arena *arena, const struct az_node *root,
			       const struct az_condition_name *names);

#endif
