/* What a report that proved true led to: a hazard at an enterprise of the register,
 * an inspection, a measure. Whoever it concerns reads only what the handler wrote
 * for that; the report is named to nobody but those who may read it. Its reporter
 * reads that it led to something, when, and how far that is. */
#ifndef AZ_DOMAIN_REPORT_LINK_H
#define AZ_DOMAIN_REPORT_LINK_H

#include "domain/hazard.h"
#include "domain/measure.h"
#include "domain/report.h"

struct az_report_link {
	int64_t id, noun_id, at;
	const char *noun;  /* "hazard", "visit", "measure" */
	int64_t made_at;   /* for its number */
	const char *state; /* of its own flow */
};

/* Oldest first; of a merged report those of the case that leads it. Whoever found the report has checked the scope. */
enum az_result az_report_links(struct az_ctx *ctx, const struct az_report *report, struct az_report_link **rows,
                               size_t *count) AZ_CHECKED;

/* "H2026-000012", by the noun's own letter. */
const char *az_report_link_no(struct az_arena *arena, const struct az_report_link *link);

/* The report from which something came, for whoever may read that report; AZ_NOT_FOUND otherwise. */
enum az_result az_report_origin(struct az_ctx *ctx, const char *noun, int64_t noun_id, struct az_report *report) AZ_CHECKED;

/* Can it lead to something: is it found true, or partly, and handled for itself by the actor's authority? */
bool az_report_proved(const struct az_ctx *ctx, const struct az_report *report);

/* The unified code of an enterprise that the report is about, when it was picked from the register; "" otherwise. */
enum az_result az_report_subject_code(struct az_ctx *ctx, const struct az_report *report, const char **uscc) AZ_CHECKED;

/* Does a text repeat the reporter's own words, AZ_REPORT_REPEATED code points or more of them in a row? Pure. */
#define AZ_REPORT_REPEATED 15
bool az_report_repeats(const char *story, const char *text);

/* Each makes the thing and the link in one transaction, once a form's token; *no is its number. AZ_CONFLICT
 * "report_link.not_proved"; AZ_NOT_FOUND: not in the sectors and the county of the actor's authority. */
enum az_result az_report_open_hazard(struct az_ctx *ctx, const struct az_report *report, const struct az_hazard_found *found,
                                     const char **no) AZ_CHECKED;
enum az_result az_report_begin_visit(struct az_ctx *ctx, const struct az_report *report, int64_t enterprise_id,
                                     const char *sector, const char *token, const char **no) AZ_CHECKED;
enum az_result az_report_propose_measure(struct az_ctx *ctx, const struct az_report *report,
                                         const struct az_measure_new *proposal, const char **no) AZ_CHECKED;

#endif
