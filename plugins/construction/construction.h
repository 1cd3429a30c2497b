/* Between the files of this industry. */
#ifndef CONSTRUCTION_H
#define CONSTRUCTION_H

#include <anze/plugin.h>

#include "said.h"

/* The facts, in the order of con_fields. */
enum con_field {
	CON_HAS_PIT,
	CON_HAS_FORMWORK,
	CON_HAS_SCAFFOLD,
	CON_HAS_LIFTING_MACHINE,
	CON_HAS_HOIST,
	CON_HAS_TRUSS,
	CON_HAS_WET_PLACE,
	CON_HAS_CONFINED_SPACE,
	CON_HAS_DEMOLITION,
	CON_PITS, /* the works, each a table with the place in its first column */
	CON_FORMWORK,
	CON_SUPPORTS,
	CON_LIFTING,
	CON_CRANES,
	CON_SCAFFOLDS,
	CON_CURTAIN_WALLS,
	CON_STEEL,
	CON_HAND_DUG_PILES,
	CON_JACKING,
	CON_OTHER_WORKS,
	CON_SCHEMES_REVIEWED,
	CON_EXPERT_REVIEWS,
	CON_SCORE,
	CON_ZERO_SHEET,
	CON_TRAINING_HOURS,
	CON_LAST_DRILL,
	CON_ACCIDENT, /* and the two tables of risk points */
	CON_RISK_LEC,
	CON_RISK_MATRIX,
	CON_FIELD_COUNT
};

extern const struct anze_field con_fields[CON_FIELD_COUNT];

/* The items, in the order of the checklist. */
enum con_item {
	CON_01,
	CON_02,
	CON_03,
	CON_04,
	CON_05,
	CON_06,
	CON_07,
	CON_08,
	CON_09,
	CON_10,
	CON_11,
	CON_12,
	CON_13,
	CON_14,
	CON_15,
	CON_ITEM_COUNT
};

extern const struct anze_item con_items[CON_ITEM_COUNT];

/* How dangerous a piece of work is by the two annexes of 建办质〔2018〕31号. */
enum con_level {
	CON_UNKNOWN,      /* a figure that could decide was not given */
	CON_ORDINARY,     /* below all thresholds */
	CON_HIGH_RISK,    /* 危大: needs a special scheme */
	CON_EXPERT_REVIEW /* 超危大: experts review the scheme */
};

/* Works of the level or above, over all tables; and those that may be, for all that is known: figures are missing. */
size_t con_count(const struct anze_facts *facts, enum con_level level);
size_t con_open(const struct anze_facts *facts, enum con_level level);
/* One result a piece of work, and their sums. */
void con_classify_works(const struct anze_facts *facts, const struct anze_out *out);

/* JGJ 59-2011: what the latest score gives. */
enum con_grade { CON_GRADE_UNKNOWN, CON_FAIL, CON_PASS, CON_GOOD };
enum con_grade con_grade(const struct anze_facts *facts);
/* Training of new workers against its minimum. */
enum az_said con_trained_enough(const struct anze_facts *facts);

void con_classify(const struct anze_facts *facts, struct anze_out *out);
void con_check(const struct anze_facts *facts, struct anze_out *out);
void con_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);

#endif
