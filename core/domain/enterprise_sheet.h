/* The register of enterprises as a sheet: for the operator, who may write anything (domain/register.h), and for a
 * regulator, who writes what the forms let him. What a regulator's sheet would do is shown first. */
#ifndef AZ_DOMAIN_ENTERPRISE_SHEET_H
#define AZ_DOMAIN_ENTERPRISE_SHEET_H

#include "domain/enterprise.h"
#include "form/sheet.h"

/* name, uscc, county, zone, sectors ("CHE MIN"), size, active */
extern const struct az_form az_enterprise_sheet;
enum {
	AZ_SHEET_NAME,
	AZ_SHEET_CODE,
	AZ_SHEET_COUNTY,
	AZ_SHEET_ZONE,
	AZ_SHEET_SECTORS,
	AZ_SHEET_SIZE,
	AZ_SHEET_ACTIVE,
	AZ_SHEET_FIELDS
};

/* What is wrong with a row's places and sectors, whoever brings it, at fields that have no error yet. */
enum az_result az_enterprise_judge(struct az_ctx *ctx, struct az_form_data *row) AZ_CHECKED;

/* The operator's: a row as it stands, by its credit code; it was judged. */
enum az_result az_enterprise_put(struct az_ctx *ctx, struct az_form_data *row) AZ_CHECKED;

/* ---- a regulator's ---- */

#define AZ_ENTERPRISE_SHEET_ROWS 2000
#define AZ_ENTERPRISE_SHEET_BYTES ((size_t)1 << 20)

enum az_enterprise_outcome {
	AZ_ENTERPRISE_NEW,
	AZ_ENTERPRISE_JOINED, /* another authority of the county keeps it: it gets the sectors, its data stay */
	AZ_ENTERPRISE_CHANGED,
	AZ_ENTERPRISE_SAME,
	AZ_ENTERPRISE_OUTCOMES
};

/* What a row does. */
struct az_enterprise_line {
	size_t row;
	enum az_enterprise_outcome outcome;
	struct az_enterprise_entry entry;
	struct az_enterprise before; /* of one that is changed */
};

struct az_enterprise_import {
	struct az_sheet sheet;
	struct az_enterprise_line
		*lines; /* those that do something, in the sheet's order; meaningless when there is a fault */
	size_t line_count;
	size_t counts[AZ_ENTERPRISE_OUTCOMES];
	const char *seen; /* what all of them do, as a text for az_enterprise_import_apply */
};

/* Reads a sheet as if it were taken over; nothing is changed. Faults are in out->sheet. `words`: see
 * form/sheet.h. */
enum az_result az_enterprise_import_look(struct az_ctx *ctx, const struct az_sheet_words *words, struct az_text bytes,
					 struct az_enterprise_import *out) AZ_CHECKED;

/* Takes it over, all or nothing. AZ_INVALID: it has faults (out->sheet). AZ_CONFLICT
 * "enterprise_import.changed_meanwhile": it would do something else than what was seen. */
enum az_result az_enterprise_import_apply(struct az_ctx *ctx, const struct az_sheet_words *words, struct az_text bytes,
					  const char *seen, struct az_enterprise_import *out) AZ_CHECKED;

#endif
