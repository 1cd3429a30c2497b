/* What an energy enterprise tells about itself, in the order of energy_fields. */
#ifndef ENERGY_FACTS_H
#define ENERGY_FACTS_H

#include "explain.h"
#include "profile.h"
#include "risk.h"

enum energy_fact {
	POWER,
	EQUIPMENT,
	DAM_OR_ASH,
	LIVE_WORK,
	WITHOUT_TICKET,
	INTERLOCK,
	WIND,
	WIND_CLIMBING,
	WIND_OUTDOOR,
	SOLAR,
	STORAGE,
	STORAGE_KEPT_RUNNING,
	STATION,
	PIPELINE,
	DISTANCE,
	CONSENT,
	OCCUPIED,
	HIGH_CONSEQUENCE,
	INSPECTED,
	NEXT_INSPECTION,
	DEFECT_LEFT,
	CITY_GAS,
	FILLING,
	TANK_LEAK,
	SHUT_OFF_DEAD,
	ACCIDENT,
	RISK_LEC,
	RISK_MATRIX,
	ENERGY_FACTS
};

enum equipment_column { EQUIPMENT_NAME, EQUIPMENT_KIND, EQUIPMENT_VOLTAGE, EQUIPMENT_CAPACITY, EQUIPMENT_COLUMNS };
enum live_work_column { LIVE_PLACE, LIVE_VOLTAGE, LIVE_DISTANCE, LIVE_WORK_COLUMNS };

extern const struct anze_field energy_fields[ENERGY_FACTS];

void energy_classify(const struct anze_facts *facts, struct anze_out *out);
void energy_check(const struct anze_facts *facts, struct anze_out *out);
int energy_applies(const struct anze_facts *facts, size_t item);
void energy_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);

/* The parts of classify. */
void energy_power(const struct anze_facts *facts, const struct anze_out *out);
void energy_pipeline(const struct anze_facts *facts, const struct anze_out *out);

/* Do the criteria for major power hazards of the day cover the equipment of a power enterprise? 1 yes, 0 no, -1 not known. */
int energy_criteria(const struct anze_facts *facts);
/* Is somebody too close to live parts, by any row? 1 yes, 0 no, -1 nothing was measured. */
int energy_too_close(const struct anze_facts *facts);
/* Was there work at or above the wind's limit? 1 yes, 0 no, -1 not known. */
int energy_wind_exceeded(const struct anze_facts *facts);
/* Is the inspection of the pipeline overdue? 1 yes, 0 no, -1 not known. */
int energy_inspection_overdue(const struct anze_facts *facts);
/* Within 5 m of the centre line? 1 yes, 0 no, -1 not known. */
int energy_within_corridor(const struct anze_facts *facts);

#endif
