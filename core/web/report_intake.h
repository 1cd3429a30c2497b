/* What the report form asks about the one that is reported, and what it says before it is sent: parts of web/report.c. */
#ifndef AZ_WEB_REPORT_INTAKE_H
#define AZ_WEB_REPORT_INTAKE_H

#include "domain/report.h"
#include "domain/subject.h"
#include "web/web.h"

/* The questions of the table of doors as choices of a form, "none" first. */
enum az_result az_report_door_choices(struct az_exchange *x, struct anze_choice **choices, size_t *count) AZ_CHECKED;

/* Does an answer name a door? */
bool az_report_door_named(const char *code);

/* What would likely happen to such a report, and the right door, below Door. Nothing where none is named. */
void az_report_door_put(struct az_exchange *x, const char *code);

/* Whom it is about, as choices of a form with "other" last: those of a type, an enterprise by what was typed. How many
 * were found stands below Found. Nothing to choose from: *count is 0. */
enum az_result az_report_pick_choices(struct az_exchange *x, const char *type, const char *typed,
                                      struct anze_choice **choices, size_t *count) AZ_CHECKED;

/* Why a report about this one cannot be sent, as far as that is known before its sector and place are: nobody here stands above
 * an authority, or which one is meant must be said. *why NULL: nothing is in the way. */
enum az_result az_report_subject_fault(struct az_exchange *x, const char *kind, const struct az_subject *subject,
				       const char **why) AZ_CHECKED;

/* Which authorities would get the report, below Goes: the one that leads first; or Goes.nobody, why none would. */
enum az_result az_report_goes_put(struct az_exchange *x, const struct az_report_new *report) AZ_CHECKED;

#endif
