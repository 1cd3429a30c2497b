/* Shared by the pages of the self-assessment only. */
#ifndef AZ_WEB_DESK_ASSESSMENT_H
#define AZ_WEB_DESK_ASSESSMENT_H

#include "domain/assessment.h"
#include "web/web.h"

/* The report whose id is the address's first parameter, in scope; drawn at "Assessment". */
enum az_result az_assessment_exchange(struct az_exchange *x, struct az_assessment *out) AZ_CHECKED;

/* Its year, insurer, state, due date. */
void az_assessment_put(struct az_exchange *x, struct _hdf *node, const struct az_assessment *assessment);
bool az_assessment_is_open(const struct az_assessment *assessment); /* its insurer may still change it */

/* An attachment list below a node. */
void az_assessment_put_files(struct az_exchange *x, const char *node, const struct az_assessment *assessment,
			     const struct az_assessment_file *files, size_t count);

/* The earlier filings with their comments, at "Versions". */
void az_assessment_put_versions(struct az_exchange *x, const struct az_assessment *assessment,
				const struct az_assessment_version *versions, size_t count, int64_t current);

/* The label of a field of the report. */
const char *az_assessment_label(struct az_exchange *x, const char *field);

/* Indicators, score, deductions and grade at "Score", as computed by the rules of the report's year; self_score -1:
 * none. */
void az_assessment_put_score(struct az_exchange *x, int64_t year, const struct az_assessment_score *score,
			     const struct az_figures *figures, int64_t self_score);
/* One indicator below a node. */
void az_assessment_put_indicator(struct az_exchange *x, struct _hdf *node, int64_t year,
				 const struct az_indicator *indicator);
/* What prevents filing at "Blocking", what is worth a second look at "Alerts". */
void az_assessment_put_findings(struct az_exchange *x, const struct az_assessment *assessment,
				const struct az_finding *findings, size_t count, size_t blocking);
/* All sections' figures and texts at "Sections". */
void az_assessment_put_values(struct az_exchange *x, const struct az_assessment_values *values);

/* The value of a field as people read it. */
const char *az_assessment_value_text(struct az_exchange *x, const struct anze_field *field,
				     const struct az_assessment_value *value);

/* "86.50": hundredths of a point. */
const char *az_assessment_points(struct az_exchange *x, int64_t hundredths);

/* The task list of an open report (desk_assessment_draft.c) and the view of a filed version (desk_assessment.c). */
enum az_result az_assessment_tasks(struct az_exchange *x, const struct az_assessment *assessment) AZ_CHECKED;

#endif
