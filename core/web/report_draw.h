/* What both sides of a report show. */
#ifndef AZ_WEB_REPORT_DRAW_H
#define AZ_WEB_REPORT_DRAW_H

#include "domain/report.h"
#include "web/web.h"

/* The terms that run now, each with the rule that it rests on, below Report.clocks. */
enum az_result az_report_put_clocks(struct az_exchange *x, const struct az_report *report) AZ_CHECKED;

/* Who handles it, below Report.parties: for both sides. `shared` (or NULL): not one authority alone. */
enum az_result az_report_put_parties(struct az_exchange *x, const struct az_report *report, bool *shared) AZ_CHECKED;

/* A message below a node's "messages": its words, when, and by whose authority or by the reporter. The row. */
struct _hdf *az_report_put_words(struct az_exchange *x, struct _hdf *node, const struct az_report_message *message);

/* What only those who handle it see: authorities that it is about, below Report.barred, Report.notes, what was told before it
 * was sent, and the enterprise in the register. */
enum az_result az_report_put_inside(struct az_exchange *x, const struct az_report *report) AZ_CHECKED;

/* What the reporter says to the answer, below Report.solved; and of all the answered cases of the actor's body, below Solved:
 * for the desk. */
enum az_result az_report_put_solved(struct az_exchange *x, const struct az_report *report) AZ_CHECKED;
enum az_result az_report_put_solved_figures(struct az_exchange *x) AZ_CHECKED;

/* Which reports it is handled together with: Leading.no of one that is merged, below Merged those that are merged into it, with
 * what their reporters said. And into which it can be merged, as choices: ids and texts. */
enum az_result az_report_put_merged(struct az_exchange *x, const struct az_report *report) AZ_CHECKED;
enum az_result az_report_merge_choices(struct az_exchange *x, const struct az_report *report,
                                       struct anze_choice **choices, size_t *count) AZ_CHECKED;

/* Whether there is a reward or can be one, below Report.reward: for the desk. */
enum az_result az_report_put_reward(struct az_exchange *x, const struct az_report *report, const char *no) AZ_CHECKED;

/* What it led to: below Report.led, with the way there for who may go it; for the reporter in words alone. And whether it can
 * lead to more: the ways below Ways. */
enum az_result az_report_put_led(struct az_exchange *x, const struct az_report *report) AZ_CHECKED;
enum az_result az_report_put_led_told(struct az_exchange *x, const struct az_report *report) AZ_CHECKED;

/* The report from which a hazard, a visit or a measure came, below Origin; nothing for who may not read it. */
enum az_result az_report_put_origin(struct az_exchange *x, const char *noun, int64_t noun_id) AZ_CHECKED;

/* The last segment of the address where a step is asked that needs more than words; NULL: it has none. */
const char *az_report_step_path(const char *action);

/* The redacted copies of a report, and where one of its text is made: Report.copies and Report.redact. */
enum az_result az_report_put_copies(struct az_exchange *x, const struct az_report *report, const char *no) AZ_CHECKED;

#endif
