/* What the reporter says to the answer: was it solved? Apart from the outcome, which is the authority's word: an outcome
 * "true" can leave everything as it was. Asked of what was answered; asked anew when it is answered once more. The words
 * are sealed with the key of the case and go with it; the answer stays for the figures. */
#ifndef AZ_DOMAIN_REPORT_SOLVED_H
#define AZ_DOMAIN_REPORT_SOLVED_H

#include "domain/report.h"

extern const struct anze_choice az_solved_answers[]; /* yes, partly, no */
extern const size_t az_solved_answer_count;

struct az_report_solved {
	int64_t report_id;
	const char *answer; /* NULL: not said yet, of the answer as it is now */
	az_day closed_on, answered_on;
	struct az_text sealed;
	const char *words; /* opened; "" : none, or shut */
};

/* Can it be said of this report now? */
bool az_report_solved_asked(const struct az_report *report);

enum az_result az_report_solved_of(struct az_ctx *ctx, const struct az_report *report,
                                   struct az_report_solved *solved) AZ_CHECKED;

/* Says it, or says it otherwise; once a form's token. AZ_CONFLICT "report_solved.not_now": the case is not answered. */
struct az_solved_new {
	const char *receipt, *token;
	const char *answer, *words;
};
enum az_result az_report_solve(struct az_ctx *ctx, const struct az_solved_new *solved) AZ_CHECKED;

/* What was said of the cases that the actor's body led and closed within the last 365 days. */
struct az_solved_figures {
	int64_t yes, partly, no, silent;
};
enum az_result az_report_solved_figures(struct az_ctx *ctx, struct az_solved_figures *figures) AZ_CHECKED;

#endif
