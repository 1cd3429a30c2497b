/* What a mine tells about itself, in the order of mining_fields. */
#ifndef MINING_FACTS_H
#define MINING_FACTS_H

#include "explain.h"
#include "profile.h"
#include "risk.h"

enum mining_fact {
	KIND,
	TAILINGS,
	/* coal */
	CAPACITY,
	OUTPUT_YEAR,
	OUTPUT_MONTH,
	GAS_RELATIVE,
	GAS_ABSOLUTE,
	GAS_HEADING,
	GAS_FACE,
	OUTBURST,
	GAS_DECLARED,
	GAS_UNTIL,
	METHANE_MAIN,
	METHANE_RETURN,
	METHANE_WORKPLACE,
	CARBON_DIOXIDE,
	/* underground, other than coal */
	EXITS,
	EXIT_DISTANCE,
	WING_LENGTH,
	WING_EXIT,
	BEING_BUILT,
	DRAWING_DAY,
	CARRIED,
	CARRIER_RATING,
	/* open pit */
	PIT_ANGLE,
	PIT_ANGLE_DESIGN,
	PIT_HEIGHT,
	PIT_MONITORED,
	DUMP_HEIGHT,
	DUMP_MONITORED,
	/* tailings pond */
	POND_VOLUME,
	DAM_HEIGHT,
	DAM_METHOD,
	FREEBOARD,
	BEACH,
	DAM_SLOPE,
	DAM_SLOPE_DESIGN,
	PEOPLE_BELOW,
	/* people */
	HOURS_NEW,
	HOURS_YEARLY,
	CERTIFICATES,
	ACCIDENT,
	RISK_LEC,
	RISK_MATRIX,
	MINING_FACTS
};

extern const struct anze_field mining_fields[MINING_FACTS];

void mining_classify(const struct anze_facts *facts, struct anze_out *out);
void mining_check(const struct anze_facts *facts, struct anze_out *out);
void mining_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);

/* The parts of classify. */
void mining_coal(const struct anze_facts *facts, const struct anze_out *out);
void mining_gas(const struct anze_facts *facts, const struct anze_out *out);
void mining_metal(const struct anze_facts *facts, const struct anze_out *out);
void mining_tailings(const struct anze_facts *facts, const struct anze_out *out);

enum gas_class { GAS_UNKNOWN = 0, GAS_LOW, GAS_HIGH, GAS_OUTBURST };
/* From the measured figures; low only when all four are given and none exceeds. */
enum gas_class mining_gas_class(const struct anze_facts *facts);
/* As the mine is run. */
enum gas_class mining_gas_declared(const struct anze_facts *facts);

#endif
