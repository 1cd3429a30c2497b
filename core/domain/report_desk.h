/* A handler's desk: the list of the cases of the own authority in the groups that
 * a handler works by, and whose case each is. */
#ifndef AZ_DOMAIN_REPORT_DESK_H
#define AZ_DOMAIN_REPORT_DESK_H

#include "domain/list.h"
#include "domain/report.h"

/* Rows are struct az_report. Groups: "office" (all that wait), "mine", "nobody" (waiting, and no one has taken it), "overdue",
 * "soon" (due within the working days of the rule "report.soon_working_days"), "message" (the reporter has written and
 * nobody has answered), "joint" (another authority leads it), "closed". Narrowed by "state". */
extern const struct az_list az_report_list;

/* How many of the cases that wait are the actor's own or nobody's yet; for the menu. */
enum az_result az_report_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* The last day on which something counts as due soon. */
az_day az_report_soon_until(const struct az_ctx *ctx);

/* The people who handle reports of the actor's authority, as choices of a form: ids, the actor first. */
enum az_result az_report_colleagues(struct az_ctx *ctx, struct anze_choice **choices, size_t *count) AZ_CHECKED;

/* Gives a case that was found to a person (0: to nobody). `seen` is whose it was when the page was drawn. AZ_CONFLICT
 * "report.handler_moved" when it is another's meanwhile, "flow.moved" when nothing is to be done any more; AZ_INVALID
 * "report.handler_needed" for somebody who does not handle reports of that authority. Given to who has it already, nothing
 * happens. */
enum az_result az_report_assign(struct az_ctx *ctx, const struct az_report *report, int64_t account_id,
                                int64_t seen) AZ_CHECKED;

#endif
