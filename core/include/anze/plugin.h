/* The only header that an industry's plugin sees.
 *
 * A plugin is a shared object that exports one constant and nothing else:
 *
 *     ANZE_EXPORT const struct anze_plugin anze_plugin = {
 *             .abi = ANZE_ABI, .struct_size = sizeof(struct anze_plugin), ...
 *     };
 *
 * It has no init function and runs no code when it is loaded. It never touches
 * HTTP, SQL, HTML, files, time or globals. All strings are UTF-8 and live as
 * long as the plugin does. Members of the structures that the core reads are
 * only ever appended; the core reads no further than the plugin's own
 * struct_size. A plugin whose `abi` differs from the core's is refused.
 * struct anze_item, anze_basis, anze_choice and anze_field stand in arrays, so
 * their shape belongs to the ABI: a change of theirs raises ANZE_ABI. */
#ifndef ANZE_PLUGIN_H
#define ANZE_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#include <anze/facts.h>
#include <anze/field.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ANZE_ABI 2U
#define ANZE_EXPORT __attribute__((visibility("default")))
#define ANZE_COUNT(array) (sizeof(array) / sizeof((array)[0]))
/* The basis of an item, from an array of struct anze_basis. */
#define ANZE_BASIS(array) .basis = (array), .basis_count = ANZE_COUNT(array)

/* A rule that an item rests on, with the days on which it is in force. Several
 * rows describe a rule that was replaced: an event is judged by the row whose
 * days contain it. */
struct anze_basis {
	const char *document;      /* name and number: "矿安〔2022〕88号" */
	const char *clause;        /* "一(一)"; "" when the whole document */
	const char *in_force_from; /* "YYYY-MM-DD"; NULL when not known */
	const char *in_force_to;   /* last day, "YYYY-MM-DD"; NULL while in force */
	uint32_t verified;         /* 1: read in a public copy of the rule; 0: shown as not yet verified */
};

/* Is a failed item a major hazard (重大事故隐患)? */
enum anze_major {
	ANZE_MAJOR_NO = 0,
	ANZE_MAJOR_YES = 1,
	ANZE_MAJOR_CONDITIONAL = 2 /* a condition over the facts decides */
};

/* How often the item is to be checked, at least. Ordered: a city may raise the
 * frequency (a smaller value), never lower it. ANZE_PER_WORK and ANZE_ON_EVENT
 * stand apart and cannot be compared. */
enum anze_frequency {
	ANZE_WEEKLY = 1,
	ANZE_MONTHLY,
	ANZE_QUARTERLY,
	ANZE_HALF_YEARLY,
	ANZE_YEARLY,
	ANZE_SEASONAL = 100, /* in the season of the work: sowing, harvest, flood, fishing */
	ANZE_PER_WORK,       /* at each piece of work: each pour, each entry */
	ANZE_ON_EVENT        /* when the event occurs: a weather warning */
};

/* How the item is answered. */
enum anze_answer {
	ANZE_ANSWER_YES_NO = 0, /* yes / no / not applicable / not checked */
	ANZE_ANSWER_NUMBER,     /* a number in `unit` within the limits */
	ANZE_ANSWER_CHOICE      /* one of `choices` */
};

#define ANZE_ITEM_PHOTO 1U     /* a photo is required */
#define ANZE_ITEM_MANDATORY 2U /* the law demands it: a city cannot retire or weaken it */

/* A question of the baseline checklist. */
struct anze_item {
	const char *code;     /* "MIN-06"; unique in the plugin, never reused */
	const char *category; /* "S1" .. "S7" of AQ 9010-2019, or "HZ" for a hazard check */
	struct anze_text question;
	struct anze_text guidance; /* what the inspector looks at; may be empty */
	const struct anze_basis *basis;
	size_t basis_count; /* at least 1 */
	enum anze_major major;
	struct anze_text major_condition; /* in words; required when ANZE_MAJOR_CONDITIONAL */
	enum anze_frequency frequency;
	struct anze_text frequency_note; /* "in flood season weekly"; may be empty */
	enum anze_answer answer;
	const char *unit; /* for ANZE_ANSWER_NUMBER: "m", "mg/m³"; else NULL */
	uint32_t flags;   /* ANZE_ITEM_* */
	uint32_t weight;  /* in the score; 1 to 9 */
	/* ANZE_ANSWER_NUMBER: the answer complies when min <= answer <= max, both in 10^-scale. */
	int64_t min, max;
	uint32_t scale; /* places after the point, 0 to 6 */
	/* ANZE_ANSWER_CHOICE: at least 2; the first `compliant_count` of them comply. */
	const struct anze_choice *choices;
	size_t choice_count;
	size_t compliant_count;
	/* When to ask it: a condition over facts and earlier items, "${kind} = 'coal' and ${MIN_03} = 'no'"; NULL: always.
	 * Names are those of the fields, and codes of items that stand before this one, with "_" for the hyphen. A table's
	 * name is the number of its rows; "table.column" are the codes of a column of choices. An item is left out only
	 * when its condition is false: what was not said leaves it open. */
	const char *relevant;
};

struct anze_plugin {
	/* First members, for ever. */
	uint32_t abi;         /* ANZE_ABI */
	uint32_t struct_size; /* sizeof(struct anze_plugin) as the plugin was compiled */

	const char *sector;  /* "MIN": three upper-case letters, unique in an instance */
	const char *version; /* of the plugin, "1.0.0" */
	struct anze_text name;
	struct anze_text authority; /* the competent authority at city level, in words */
	const struct anze_item *items;
	size_t item_count;

	/* What the industry asks of an enterprise, and what follows from it. A function may be NULL: the plugin then
	 * knows nothing of that kind. None of them keeps a pointer that it was given. */
	const struct anze_field *fields;
	size_t field_count;
	/* Everything that the facts decide: classes, grades, limits that apply, colours. */
	void (*classify)(const struct anze_facts *facts, struct anze_out *out);
	/* Does the item apply to this enterprise? 1 yes, 0 no. Only for what no condition can say, since it has to be
	 * computed: an item is asked when neither its `relevant` nor this speaks against it. NULL: nothing of the kind. */
	int (*applies)(const struct anze_facts *facts, size_t item);
	/* Findings over a filled checklist: contradictions, conditional majors decided ("major:CHE-13"). */
	void (*review)(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);
	/* Visits a year and what they must contain, with the sentence that explains them. */
	void (*minimum_service)(const struct anze_facts *facts, const struct anze_service *service, struct anze_out *out);
	/* What is wrong with facts that are valid one by one (more people trained than there are, a time of day that is
	 * none): asked before they are recorded; what is said of what a person changes is shown at the field, and nothing
	 * is kept. The code of a result is the field's name, "trained", of a table's cell with its row from 1,
	 * "driving.from.3"; `explanation` says what is wrong and what to do, the rest is not read. `facts->day` is the day
	 * on which they are recorded. */
	void (*check)(const struct anze_facts *facts, struct anze_out *out);
};

/* The one exported symbol. */
extern ANZE_EXPORT const struct anze_plugin anze_plugin;
#define ANZE_PLUGIN_SYMBOL "anze_plugin"

#ifdef __cplusplus
}
#endif

#endif
