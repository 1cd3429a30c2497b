/* What an industry's plugin computes, and from what: facts in, results with the
 * sentence that explains them out. Pure functions: the same facts and the same
 * day give the same results. */
#ifndef ANZE_FACTS_H
#define ANZE_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include <anze/field.h>

/* One fact as the core validated it against its field. */
struct anze_fact {
	uint32_t given;  /* 0: the enterprise has not said; nothing follows from it */
	int64_t number;  /* whole number; decimal in 10^-scale; fen; basis points; day; yes 1, no 0 */
	const char *text; /* text, or the code of a choice; "" for the other types */
};

/* The facts of one enterprise: one value a field of anze_plugin.fields, in their
 * order, so a plugin reaches them by its own enum. A field of type ANZE_TABLE has
 * its rows in `tables` at the same index: `rows` times the field's column_count
 * values, row by row. */
struct anze_fact_table {
	size_t rows;
	const struct anze_fact *cells;
};

struct anze_facts {
	int32_t day; /* the rules of this day judge; days since 1970-01-01 */
	const struct anze_fact *values;
	const struct anze_fact_table *tables; /* NULL when no field is a table */
};

/* The four colours of a risk; worse is larger. */
enum anze_colour { ANZE_COLOUR_NONE = 0, ANZE_BLUE, ANZE_YELLOW, ANZE_ORANGE, ANZE_RED };

/* One result. Every text lives as long as `out` says: constants of the plugin, or
 * memory of out->alloc. */
struct anze_result {
	const char *code;             /* "tailings_class", stable */
	struct anze_text label;       /* what it is: "尾矿库等别" */
	const char *value;            /* stable and comparable: "3", "high", "yes" */
	struct anze_text value_text;  /* for people: "三等" */
	struct anze_text explanation; /* figures and formula: "R = 2.0 × (1.5 × 8 + ...) = 24.6" */
	const char *rule;             /* document and edition that gave it: "GB 18218-2018" */
	uint32_t verified;            /* 0: the figures of this rule were not yet checked against its text */
	enum anze_colour colour;      /* ANZE_COLOUR_NONE where it has none */
};

/* Where results go. Owned by the caller. */
struct anze_out {
	void *self;
	void *(*alloc)(void *self, size_t size); /* zeroed, aligned; freed by the caller, never by the plugin */
	void (*add)(void *self, const struct anze_result *result); /* copied */
};

/* An answer to an item, one a item of anze_plugin.items, in their order. */
enum anze_answered { ANZE_NOT_CHECKED = 0, ANZE_COMPLIES, ANZE_FAILS, ANZE_NOT_APPLICABLE };

/* What the item's condition says for the enterprise's facts and the answers before it. */
enum anze_relevance { ANZE_RELEVANCE_OPEN = 0, ANZE_RELEVANT, ANZE_NOT_RELEVANT };

struct anze_answer_value {
	enum anze_answered answered;
	int64_t number; /* ANZE_ANSWER_NUMBER: in 10^-scale */
	const char *choice; /* ANZE_ANSWER_CHOICE: its code; else "" */
	enum anze_relevance relevance; /* an item without a condition is relevant */
};

/* Visits that are owed in a policy year. */
struct anze_service {
	enum anze_colour colour; /* of the enterprise */
	uint32_t large;          /* 1: large or medium; 0: small or micro */
	uint32_t days_insured;   /* 1 to 366 */
};

#endif
