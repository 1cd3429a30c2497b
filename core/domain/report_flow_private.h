/* The steps of a report that concern who handles it (report_joint.c), for the table in report_flow.c. */
#ifndef AZ_DOMAIN_REPORT_FLOW_PRIVATE_H
#define AZ_DOMAIN_REPORT_FLOW_PRIVATE_H

#include "domain/flow.h"

/* AZ_INVALID "report.transfer_to" unless the step's authority has a handler, does not lead and is not barred. */
enum az_result az_report_may_receive(struct az_ctx *ctx, int64_t report_id, int64_t authority_id) AZ_CHECKED;

/* Another authority leads: its wrap and row come, those of the former one go; the clocks begin anew. */
enum az_result az_report_lead_by(struct az_ctx *ctx, int64_t report_id, int64_t authority_id) AZ_CHECKED;

az_guard az_report_may_share, az_report_may_unshare, az_report_may_bar, az_report_may_move_up, az_report_has_note;
az_effect az_report_share, az_report_unshare, az_report_bar_it, az_report_move_up, az_report_note;

/* Reports that are handled together (report_duplicate.c). */
az_guard az_report_may_merge, az_report_may_unmerge, az_report_may_part;
az_effect az_report_merge, az_report_unmerge, az_report_part, az_report_part_withdrawn, az_report_leave_lead;

/* What is decided about the leading case is told to the reporters of those merged into it; they go to another authority with
 * it, and are about whom it is about. Within a transaction. */
enum az_result az_report_tell_merged(struct az_ctx *ctx, int64_t leading_id, const char *message) AZ_CHECKED;
enum az_result az_report_merged_lead_by(struct az_ctx *ctx, int64_t leading_id, int64_t former,
                                        int64_t authority_id) AZ_CHECKED;
enum az_result az_report_bar_merged(struct az_ctx *ctx, int64_t leading_id, int64_t authority_id) AZ_CHECKED;

/* Computes the term to decide of a row that is locked; and that of a review, which is asked for today. */
enum az_result az_report_put_decide_by(struct az_ctx *ctx, int64_t id) AZ_CHECKED;
enum az_result az_report_put_review_by(struct az_ctx *ctx, int64_t id) AZ_CHECKED;

/* Puts the step's message to the reporter, when there is one. */
az_effect az_report_put_message;

#endif
