/* What a chemical enterprise tells about itself, in the order of chemicals_fields. */
#ifndef CHEMICALS_FACTS_H
#define CHEMICALS_FACTS_H

#include "explain.h"
#include "profile.h"
#include "risk.h"

enum chemicals_fact {
	KEY_PROCESS,
	KEY_CHEMICAL,
	TANK_FARM,
	SPECIAL_TANKS,
	HYDROCARBON_TANKS,
	FILLING,
	/* major hazard sources */
	PEOPLE_OUTSIDE,
	SUBSTANCES,
	REGISTERED,
	ASSESSED,
	MONITORED,
	RESPONSIBLE,
	RECORDS,
	/* special work, the worst case of the last 30 days */
	HOT_WORK_HOURS,
	HOT_WORK_SECOND_HOURS,
	CONFINED_HOURS,
	GAS_TEST_MINUTES,
	RETEST_HOURS,
	OXYGEN_LEAST,
	OXYGEN_MOST,
	ENRICHED,
	ACCIDENT,
	RISK_LEC,
	RISK_MATRIX,
	CHEMICALS_FACTS
};

enum substance_column { UNIT, SUBSTANCE, CLASS, NAME, QUANTITY, SUBSTANCE_COLUMNS };
#define QUANTITY_SCALE 3 /* kilograms */

extern const struct anze_field chemicals_fields[CHEMICALS_FACTS];

void chemicals_classify(const struct anze_facts *facts, struct anze_out *out);
void chemicals_check(const struct anze_facts *facts, struct anze_out *out);
int chemicals_applies(const struct anze_facts *facts, size_t item);
void chemicals_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);

/* The major hazard sources of the enterprise, over all its units. */
enum source_state {
	SOURCE_UNKNOWN = 0, /* no unit is known to be one, and not all is filled in */
	SOURCE_NONE,        /* all is filled in, every unit stays below 1 */
	SOURCE_SOME         /* at least one */
};
struct sources {
	enum source_state state;
	int grade;             /* 1 worst to 4, of the units that are known to be sources; 0: none is */
	bool exact;            /* no unit can be of a worse grade; else the grade is the least */
	struct anze_text open; /* the units that cannot be determined, when told; else "" */
};
struct sources chemicals_sources(const struct anze_facts *facts);

/* The parts of classify. */
struct sources chemicals_tell_sources(const struct anze_facts *facts, const struct anze_out *out);
void chemicals_duties(const struct anze_facts *facts, const struct sources *sources, const struct anze_out *out);
void chemicals_special_work(const struct anze_facts *facts, const struct anze_out *out);

#endif
