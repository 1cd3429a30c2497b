/* May a measure be decided now? One pure function: which of its conditions are
 * not met. No database, no clock. A listing needs, in the words of the rules: a
 * set in force on the day of the event that covers this type of subject and
 * holds the ground, a document, a notice that was served, a deadline for defence
 * that has passed, and a legal review that was passed. */
#ifndef AZ_DOMAIN_MEASURE_GATE_H
#define AZ_DOMAIN_MEASURE_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/rule.h"

/* What is taken, in the order of the ladder; kept in the database by name. */
enum az_measure_kind {
	AZ_MEASURE_RECTIFY = 1, /* L1 */
	AZ_MEASURE_WARN,        /* L2 */
	AZ_MEASURE_INTERVIEW,   /* L3 */
	AZ_MEASURE_EXPOSE,      /* L4 */
	AZ_MEASURE_BLACKLIST,   /* L5 */
	AZ_MEASURE_COMMENDATION /* no rung */
};
#define AZ_MEASURE_KINDS 6

/* "rectify", ..., "blacklist", "commendation"; 0 for another name. */
enum az_measure_kind az_measure_kind_of(const char *name);
const char *az_measure_kind_name(enum az_measure_kind kind);

/* Is a decision of this kind published? */
bool az_measure_kind_public(enum az_measure_kind kind);

/* The conditions, in the order in which a page lists them. */
#define AZ_GATE_CONDITIONS(condition)                                                                                  \
	condition(SUBJECT, "subject")   /* the set covers this type of subject */                                      \
	condition(GROUND, "ground")     /* the ground is one of the set's */                                           \
	condition(IN_FORCE, "in_force") /* the set was in force on the day of the event */                             \
	condition(ADOPTED, "adopted")   /* and adopted on that day */                                                  \
	condition(STEPS, "steps")       /* the rung before was not carried out, or the circumstances are grave */      \
	condition(NOTICE, "notice")     /* the prior notice was served */                                              \
	condition(DEADLINE, "deadline") /* the last day for defence has passed */                                      \
	condition(REVIEW, "review")     /* the legal review was passed */                                              \
	condition(DOCUMENT, "document") /* the decision's document is named */                                         \
	condition(JOINT, "joint")       /* the insurance regulator takes part */

enum az_gate_condition {
#define AZ_GATE_ENUM(id, name) AZ_GATE_##id,
	AZ_GATE_CONDITIONS(AZ_GATE_ENUM)
#undef AZ_GATE_ENUM
	AZ_GATE_COUNT
};

extern const char *const az_gate_names[AZ_GATE_COUNT];

#define AZ_GATE_BIT(condition) (1U << (condition))

struct az_gate_facts {
	enum az_measure_kind kind;
	const struct az_rule_set *set; /* NULL: none is named, or an unknown one */
	az_day adopted_on; /* of a set that the city must adopt: the day by its document; AZ_DAY_NONE: not adopted */
	const char *subject_type, *ground, *document;
	az_day event_on, today;
	az_day notice_on;     /* AZ_DAY_NONE: not served */
	az_day defence_until; /* the last day; AZ_DAY_NONE: none was set */
	bool review_passed;
	bool steps_taken; /* the rung before was refused or not carried out in time, or grave circumstances are recorded */
	bool joint;       /* decided with the insurance regulator */
};

/* Is the set in force on a day, adopted or not? */
bool az_rule_set_in_force(const struct az_rule_set *set, az_day day);

/* Which conditions a kind has at all: bits of enum az_gate_condition. */
unsigned az_gate_conditions(enum az_measure_kind kind, const char *subject_type);

/* Which of them are not met; 0: the measure may be decided. */
unsigned az_gate_missing(const struct az_gate_facts *facts);

#endif
