/* A checklist as a spreadsheet in the XLSForm convention: sheets survey, choices
 * and settings, so that it can be edited in Excel or WPS and used in other form
 * tools; a sheet `basis` of our own holds what the items rest on.
 *
 * Columns of our own carry what XLSForm has no word for. `relevant` is XLSForm's own. Limits of a number are
 * `complies_from` and `complies_to`, not a `constraint`: a measurement that does not
 * comply must be recordable. An item out of use has relevant = false().
 *
 * What conditions speak of and no item says (facts of the enterprise; for a county the city's items) stands behind the items
 * as rows of the type `hidden`, which XLSForm has for values that come from outside. Coming back, such rows say nothing. */
#ifndef AZ_DOMAIN_CHECKLIST_SHEET_H
#define AZ_DOMAIN_CHECKLIST_SHEET_H

#include "base/text.h"
#include "domain/checklist.h"

#define AZ_CHECKLIST_SHEET_BYTES ((size_t)2 << 20)
#define AZ_CHECKLIST_SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#define AZ_CHECKLIST_ANSWERS 4
extern const char *const az_checklist_answers[AZ_CHECKLIST_ANSWERS]; /* yes, no, not_applicable, not_checked */

/* What the sheet says about itself. */
struct az_checklist_sheet_about {
	const char *sector;  /* "CHE": form_id is "anze_che" */
	const char *title;   /* form_title */
	const char *version; /* of the content: az_checklist_sheet_version */
	const char *answers_zh[AZ_CHECKLIST_ANSWERS], *answers_en[AZ_CHECKLIST_ANSWERS];
	const char *notes;                    /* for whoever opens it in another tool: what the columns of our own mean */
	const struct anze_plugin *plugin;     /* by which facts are called; NULL: by their names */
	const struct az_checklist_list *city; /* of a county's additions: the list whose items they speak of; else NULL */
};

/* "draft-12-5" (the draft's id and revision), "version-3", "baseline". */
const char *az_checklist_sheet_version(struct az_arena *arena, const struct az_checklist_version *version);

enum az_result az_checklist_sheet_write(struct az_arena *arena, const struct az_checklist_sheet_about *about,
                                        const struct az_checklist_list *list, struct az_text *out) AZ_CHECKED;

/* Something in a sheet that cannot be taken over. */
struct az_checklist_sheet_fault {
	const char *sheet;   /* "" : the file as a whole */
	size_t row;          /* from 1; 0: none in particular */
	const char *column;  /* "C"; "" : none in particular */
	const char *heading; /* of that column */
	const char *value;   /* what stands there, shortened */
	struct az_problem reason, remedy;
};

#define AZ_CHECKLIST_SHEET_FAULTS 200
#define AZ_CHECKLIST_SHEET_NOTICES 50

struct az_checklist_sheet {
	struct az_checklist_list list; /* meaningless when there is a fault; new items have id 0 and their sheet's name */
	struct az_checklist_sheet_fault *faults;
	size_t fault_count;
	size_t more; /* faults beyond these */
	struct az_problem *notices;
	size_t notice_count;
};

/* What a sheet is read against. */
struct az_checklist_sheet_draft {
	const char *sector;
	const char *version; /* az_checklist_sheet_version of the draft: another one in the sheet gives a notice */
	const struct az_checklist_list *items, *baseline;
	const struct az_checklist_list *published; /* az_checklist_published_own */
	const struct anze_plugin *plugin;
	az_day today;
	const struct az_checklist_list *city; /* of a county's additions: the list after which they stand; else NULL */
	const char *county;
};

/* Reads a sheet: what the draft would be with it. Everything that is wrong is found in one go. What a column that is
 * missing would say stays as it is in the draft. */
void az_checklist_sheet_read(struct az_arena *arena, struct az_text file, const struct az_checklist_sheet_draft *draft,
                             struct az_checklist_sheet *out);

#endif
