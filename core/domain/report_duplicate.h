/* Reports of the same matter that are handled together: a later one is merged into
 * an earlier one of the same authority, which leads. Each keeps its receipt, its
 * key, its words and files; its reporter reads the stages, clocks and outcome of
 * the leading case and nothing else of it. Only who handles the case sees both. */
#ifndef AZ_DOMAIN_REPORT_DUPLICATE_H
#define AZ_DOMAIN_REPORT_DUPLICATE_H

#include "domain/report.h"

/* The case that leads: the report itself when it is merged into none. Its reporter was the first, so that a reward is
 * his. AZ_NOT_FOUND: no such report. */
enum az_result az_report_leading(struct az_ctx *ctx, int64_t report_id, int64_t *leading_id) AZ_CHECKED;

/* A report as its own reporter is told of it: a copy, with state, outcome, ground and clocks of the case that leads. Of one
 * that is merged into none, the report itself. */
enum az_result az_report_as_told(struct az_ctx *ctx, const struct az_report *report, struct az_report *told) AZ_CHECKED;

/* Does a report in this state still take words of its reporter? A merged one while the leading one does. */
enum az_result az_report_takes_words(struct az_ctx *ctx, int64_t report_id, const char *state, bool *takes) AZ_CHECKED;

/* Those that are merged into a case, in the actor's scope, opened as far as the actor can; and the number of the case that
 * leads a merged one, "" when it is out of scope. */
enum az_result az_report_merged(struct az_ctx *ctx, int64_t leading_id, struct az_report **rows, size_t *count) AZ_CHECKED;
enum az_result az_report_leading_no(struct az_ctx *ctx, const struct az_report *report, const char **no) AZ_CHECKED;

/* Into which a report can be merged: the earlier ones of its authority that are open, the likeliest first. In one
 * language, for the page builds their texts. */
enum az_result az_report_merge_targets(struct az_ctx *ctx, const struct az_report *report, struct az_report **rows,
                                       size_t *count) AZ_CHECKED;

#endif
