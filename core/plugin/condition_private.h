/* The tokens of a condition and the condition itself, between condition*.c; nobody
 * else includes it. */
#ifndef AZ_PLUGIN_CONDITION_PRIVATE_H
#define AZ_PLUGIN_CONDITION_PRIVATE_H

#include "plugin/condition_tree.h"

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
