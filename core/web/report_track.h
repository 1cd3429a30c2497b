/* The page of a case, for the forms on it that have files of their own. */
#ifndef AZ_WEB_REPORT_TRACK_H
#define AZ_WEB_REPORT_TRACK_H

#include "domain/report.h"
#include "web/web.h"

/* Shows the case of a receipt as it is now; `sent` is a form of the page that came back with faults, or NULL. AZ_NOT_FOUND:
 * no such receipt. */
enum az_result az_report_track_show(struct az_exchange *x, const char *receipt, struct az_form_data *sent) AZ_CHECKED;

/* What is asked of the reporter once the case was answered, below Solved, and what was said. */
enum az_result az_report_solved_put(struct az_exchange *x, const struct az_report *report, const char *receipt,
                                    struct az_form_data *sent) AZ_CHECKED;

/* What happened to it, below Report.history, and who looked at the reporter's name, below Report.looks. `own`: the report of the
 * receipt, not the one that it is handled together with. */
enum az_result az_report_put_history(struct az_exchange *x, const struct az_report *own) AZ_CHECKED;

/* The reward that was offered, below Reward, and the form that asks for it, below Claim. */
enum az_result az_report_reward_put(struct az_exchange *x, const struct az_report *report, const char *receipt,
                                    struct az_form_data *sent) AZ_CHECKED;

#endif
