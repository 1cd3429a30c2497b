/* Between the files of this industry. */
#ifndef AGRICULTURE_H
#define AGRICULTURE_H

#include <anze/plugin.h>

#include "said.h"

/* The facts, in the order of agr_fields. */
enum agr_field {
	AGR_HAS_MACHINERY,
	AGR_HAS_VESSELS,
	AGR_VESSELS,
	AGR_HAS_CONFINED_SPACE,
	AGR_GAS,
	AGR_ENTERED,
	AGR_HAS_STORES,
	AGR_NITRATE,
	AGR_STORE_SHARED,
	AGR_WORKERS,
	AGR_TRAINED,
	AGR_ACCIDENT, /* and the two tables of risk points */
	AGR_RISK_LEC,
	AGR_RISK_MATRIX,
	AGR_FIELD_COUNT
};

/* Columns of the tables. */
enum agr_vessel_column { VESSEL_NAME, VESSEL_PERSONS, VESSEL_COLUMNS };
enum agr_gas_column {
	GAS_PLACE,
	GAS_OXYGEN,
	GAS_SULPHIDE,
	GAS_MONOXIDE,
	GAS_METHANE_LEL,
	GAS_METHANE_VOLUME,
	GAS_ENTERED,
	GAS_COLUMNS
};

extern const struct anze_field agr_fields[AGR_FIELD_COUNT];

/* The items, in the order of the checklist. */
enum agr_item {
	AGR_01,
	AGR_02,
	AGR_03,
	AGR_04,
	AGR_05,
	AGR_06,
	AGR_07,
	AGR_08,
	AGR_09,
	AGR_10,
	AGR_11,
	AGR_12,
	AGR_13,
	AGR_14,
	AGR_15,
	AGR_ITEM_COUNT
};

extern const struct anze_item agr_items[AGR_ITEM_COUNT];

/* vessels.c: whom the criteria for fishing vessels concern. */
void agr_classify_vessels(const struct anze_facts *facts, const struct anze_out *out);
/* Is a failure of AGR-07 to AGR-12 major? 1 yes, 0 no, -1 it depends on the vessel. */
int agr_vessels_major(const struct anze_facts *facts, const struct anze_out *out, struct anze_text *why);

/* gas.c: the air of biogas digesters, slurry pits, silos. */
void agr_classify_gas(const struct anze_facts *facts, const struct anze_out *out);

/* judge.c */
void agr_classify(const struct anze_facts *facts, struct anze_out *out);
void agr_check(const struct anze_facts *facts, struct anze_out *out);
void agr_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out);

#endif
