/* Between the files of this industry. */
#ifndef TRANSPORT_H
#define TRANSPORT_H

#include <anze/plugin.h>

#include "said.h"

/* The facts, in the order of tra_fields. */
enum tra_field {
	TRA_FLEET,
	TRA_ON_PLATFORM,
	TRA_MONITORS,
	TRA_DATA_MONTHS,
	TRA_RECORD_MONTHS,
	TRA_HAS_LONG_LINES,
	TRA_LINES,
	TRA_DRIVING,
	TRA_DAY_SPEED,
	TRA_NIGHT_SPEED,
	TRA_WARNINGS,
	TRA_POINTS,
	TRA_TRAINING_HOURS,
	TRA_LAST_DRILL,
	TRA_DANGEROUS_GOODS,
	TRA_TIRED, /* what makes a conditional item major */
	TRA_TANK_EXPIRED,
	TRA_OUTSIDE_LICENCE,
	TRA_PARKED_IN_CROWD,
	TRA_UNSEPARATED,
	TRA_FAILED_IN_SERVICE,
	TRA_ACCIDENT, /* and the two tables of risk points */
	TRA_RISK_LEC,
	TRA_RISK_MATRIX,
	TRA_FIELD_COUNT
};

/* Columns of the tables. */
enum tra_fleet_column { FLEET_KIND, FLEET_MASS, FLEET_COUNT, FLEET_COLUMNS };
enum tra_line_column { LINE_NAME, LINE_LENGTH, LINE_ASSESSED, LINE_STOPS, LINE_COLUMNS };
enum tra_driving_column { DRIVING_DRIVER, DRIVING_DAY, DRIVING_FROM, DRIVING_TO, DRIVING_COLUMNS };
enum tra_warning_column { WARNING_KIND, WARNING_LEVEL, WARNING_SUSPENDED, WARNING_COLUMNS };

extern const struct anze_field tra_fields[TRA_FIELD_COUNT];

/* The items, in the order of the checklist. */
enum tra_item {
	TRA_01,
	TRA_02,
	TRA_03,
	TRA_04,
	TRA_05,
	TRA_06,
	TRA_07,
	TRA_08,
	TRA_09,
	TRA_10,
	TRA_11,
	TRA_12,
	TRA_13,
	TRA_14,
	TRA_ITEM_COUNT
};

extern const struct anze_item tra_items[TRA_ITEM_COUNT];

/* From this day the criteria for major hazards in road transport apply: 2023-10-01. */
#define TRA_CRITERIA_FROM 19631

/* fleet.c: who must be on the platform, and who watches it. */
void tra_classify_fleet(const struct anze_facts *facts, const struct anze_out *out);
enum az_said tra_owes_platform(const struct anze_facts *facts);

/* hours.c: driving and rest, from the driving times of each driver. */
void tra_classify_hours(const struct anze_facts *facts, const struct anze_out *out);
void tra_check_hours(const struct anze_facts *facts, const struct anze_out *out); /* times that are none */

/* road.c: long lines, warnings, speed at night, points. */
void tra_classify_road(const struct anze_facts *facts, const struct anze_out *out);
enum az_said tra_has_long_lines(const struct anze_facts *facts);
/* The lines of which it cannot be told whether they are a major hazard. */
struct anze_text tra_open_lines(const struct anze_facts *facts, const struct anze_out *out);

/* judge.c */
void tra_classify(const struct anze_facts *facts, struct anze_out *out);
void tra_check(const struct anze_facts *facts, struct anze_out *out);
int tra_applies(const struct anze_facts *facts, size_t item);
void tra_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);

extern const struct az_cited tra_monitoring_rule, tra_hours_rule;

#endif
