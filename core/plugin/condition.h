/* Conditions over facts and answers: the `relevant` subset of XLSForm, so that
 * sheets travel to and from other form tools.
 *
 *     ${CHE_13_grade} <= 2 and selected(${kinds}, 'storage')
 *
 *     condition  = and-part { "or" and-part }
 *     and-part   = comparison { "and" comparison }
 *     comparison = value [ ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value ]
 *     value      = "${" name "}" | number | string | "(" condition ")"
 *                | "not" "(" condition ")" | "selected" "(" "${" name "}" "," string ")"
 *                | "true" "(" ")" | "false" "(" ")"
 *     name       = a letter or "_", then letters, digits, "_", "-", ".": 64 bytes at most
 *     number     = [ "-" ] digits [ "." digits ]
 *     string     = 'text' or "text"; the other quote may stand in it, line breaks may not
 *
 * Full-width signs outside strings count as their ASCII forms, but for quotes. Comparisons do not
 * chain. Where it can be seen beforehand, what cannot be a condition (a number, a
 * string) and what has no order (a string that is no number) is refused.
 *
 * Three values. What was not said, and the empty text, make a comparison unknown, and
 *   - not(unknown) is unknown; "and" is false as soon as one part is false, "or"
 *     true as soon as one is true, else one unknown part makes the whole unknown;
 *   - only = and != with '' written out ask whether something was said, and are
 *     never unknown;
 *   - two texts are equal when their bytes are; beside a number a text that is
 *     written as one counts as that number, another text is unequal to it;
 *   - a yes/no equals 'yes' or 'no', 'true' or 'false', 1 or 0;
 *   - < <= > >= need a number on both sides, else they are unknown;
 *   - a name alone holds when it is yes or a number other than 0; another text is unknown;
 *   - selected() looks for a code among those that the text lists, parted by spaces.
 * The caller decides what unknown means. For the question whether to ask an item:
 * ask it, since better asked in vain than forgotten. */
#ifndef AZ_PLUGIN_CONDITION_H
#define AZ_PLUGIN_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"
#include "base/decimal.h"
#include "base/result.h"

struct az_arena;
struct az_condition;

#define AZ_CONDITION_BYTES 2000 /* of the text as typed, and as printed */
#define AZ_CONDITION_DEPTH 20   /* parentheses and not() within one another */
#define AZ_CONDITION_NODES 200  /* values, comparisons, functions, and, or */
#define AZ_CONDITION_NAME 64    /* bytes */

/* Why a text is no condition. The key is "condition.fault.<what>"; argument {0} is
 * the position, {1} what was found or the limit, {2} the sign that was expected. */
struct az_condition_fault {
	struct az_problem problem;
	size_t position; /* in code points from 1; 0 when the whole text is meant */
};

/* Reads a condition into the arena. AZ_INVALID with `fault` set, else AZ_OK. */
AZ_CHECKED enum az_result az_condition_parse(struct az_arena *arena, const char *text, struct az_condition **out,
					     struct az_condition_fault *fault);

/* The condition as text: one space around operators, no parentheses without need.
 * Read again it gives the same condition and the same text. Lives as long as the condition. */
const char *az_condition_text(const struct az_condition *condition);

/* The names that it refers to, each once, in the order of their first appearance. */
struct az_condition_name {
	const char *name;
	size_t position; /* of the "$", where it appears first */
};
size_t az_condition_names(const struct az_condition *condition, const struct az_condition_name **out);

enum az_condition_kind {
	AZ_CONDITION_MISSING = 0, /* not said */
	AZ_CONDITION_NUMBER,
	AZ_CONDITION_TEXT, /* a text, the code of a choice, or several codes parted by spaces */
	AZ_CONDITION_YES_NO
};

struct az_condition_value {
	enum az_condition_kind kind;
	struct az_dec number;
	const char *text; /* terminated; for AZ_CONDITION_TEXT never NULL */
	bool yes;
};

enum az_truth { AZ_FALSE = 0, AZ_TRUE, AZ_UNKNOWN };

/* What a name stands for; `index` is its place in az_condition_names, so that a
 * caller can look names up once for many evaluations. `value` comes in as missing. */
typedef void (*az_condition_lookup)(void *self, size_t index, const char *name, struct az_condition_value *value);

/* Takes no memory and cannot fail. */
enum az_truth az_condition_evaluate(const struct az_condition *condition, az_condition_lookup lookup, void *self);

/* Is an item that `premise` (NULL: always) does not leave out never left out by `conclusion` either? Told from the form of
 * both alone: false also where that cannot be seen, as with another figure in a comparison. */
bool az_condition_implies(const struct az_condition *premise, const struct az_condition *conclusion);

#endif
