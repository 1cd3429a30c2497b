/* When an item is asked: what its condition may speak of, and whether it can stand
 * where it stands. Pure. */
#ifndef AZ_DOMAIN_CHECKLIST_CONDITION_H
#define AZ_DOMAIN_CHECKLIST_CONDITION_H

#include "domain/checklist.h"
#include "plugin/condition_tree.h"

/* What can be said of a subject. */
enum az_subject_kind {
	AZ_SUBJECT_YES_NO = 0, /* 'yes', 'no' */
	AZ_SUBJECT_CHOICE,     /* one of its codes */
	AZ_SUBJECT_CODES,      /* any of its codes: selected() */
	AZ_SUBJECT_NUMBER,
	AZ_SUBJECT_TEXT        /* a text or a day: whether it was said, or this very text */
};

/* A fact of the enterprise, or the answer to an item. */
struct az_checklist_subject {
	const char *name; /* "kind", "fleet.kind", "MIN_03" */
	enum az_subject_kind kind;
	const struct anze_field *field, *column; /* of a fact; `column` of a table's, else NULL */
	const struct az_checklist_item *item;    /* of an answer */
	const char **codes;                      /* of YES_NO, CHOICE and CODES */
	size_t code_count;
	const char *unit; /* of a number; NULL: none */
	uint32_t scale;
};

/* The subject of that name; false when there is none. `plugin` NULL: answers only. */
bool az_checklist_subject(struct az_arena *arena, const struct anze_plugin *plugin, const struct az_checklist_list *list,
                          const char *name, struct az_checklist_subject *out);

/* All that the condition of the item at `index` may speak of: the facts, and the items in use before it. */
void az_checklist_subjects(struct az_arena *arena, const struct anze_plugin *plugin, const struct az_checklist_list *list,
                           size_t index, struct az_checklist_subject **out, size_t *count);

/* Can `text` be the condition of the item at `index`? AZ_OK with its normal spelling in *normal ("" for ""), or AZ_INVALID
 * with what is wrong: it cannot be read, names nothing, compares with what the subject cannot be, speaks of an item that
 * is out of use, stands later or asks for this one again; then with the whole chain, "MIN-04 -> MIN-07 -> MIN-04". */
enum az_result az_checklist_condition(struct az_arena *arena, const struct anze_plugin *plugin,
                                      const struct az_checklist_list *list, size_t index, const char *text,
                                      const char **normal, struct az_problem *problem) AZ_CHECKED;

/* Judges the conditions of all items in use; each is spelt as all are. `fault` hears of each that does not stand. */
typedef void az_checklist_condition_fault(void *self, size_t index, const struct az_problem *problem);
void az_checklist_judge_conditions(struct az_arena *arena, const struct anze_plugin *plugin,
                                   struct az_checklist_list *list, az_checklist_condition_fault *fault, void *self);

/* Do they all stand? Else the first that does not: its index, and why. */
enum az_result az_checklist_conditions(struct az_arena *arena, const struct anze_plugin *plugin,
                                       struct az_checklist_list *list, size_t *index,
                                       struct az_problem *problem) AZ_CHECKED;

/* The items in use whose conditions name the item: "MIN-07, MIN-09"; "" when there are none. */
const char *az_checklist_dependents(struct az_arena *arena, const struct az_checklist_list *list, const char *code);

/* Is an item that `baseline` (a condition, "" : always) does not leave out never left out by `wanted`? */
bool az_checklist_no_narrower(struct az_arena *arena, const char *baseline, const char *wanted);

#endif
