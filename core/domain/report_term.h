/* The terms of a case: what its row says of them, and the days that follow from it by the rules of the day on which a
 * term began and by the calendar that is loaded. */
#ifndef AZ_DOMAIN_REPORT_TERM_H
#define AZ_DOMAIN_REPORT_TERM_H

#include "base/clock.h"
#include "base/ctx.h"

/* What the clocks rest on, and the days that are told now; AZ_DAY_NONE where there is none. */
struct az_report_terms {
	int64_t id;
	const char *state;
	int64_t authority_id;
	az_day accept_from, accept_by; /* came in, or was transferred */
	az_day decide_from, decide_by; /* accepted */
	int64_t extension_days, extension_asked, paused_days;
	az_day paused_from, paused_until;
	az_day concluded_on, feedback_by; /* verification ended */
	az_day closed_on;
	az_day disputed_on, review_by; /* a review was asked for */
};

/* Of a row that the caller has locked. AZ_NOT_FOUND: no such report. */
enum az_result az_report_terms_read(struct az_ctx *ctx, int64_t report_id, struct az_report_terms *terms) AZ_CHECKED;

/* The days of a rule on a day; 0 where none is in force. */
int az_report_rule_days(const struct az_ctx *ctx, const char *name, az_day on);

/* When each term ends. AZ_OK with AZ_DAY_NONE where nothing runs or no rule says how long; AZ_CONFLICT
 * "report.calendar_short" when it ends past the last year that is loaded. */
enum az_result az_report_accept_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by) AZ_CHECKED;
enum az_result az_report_decide_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by) AZ_CHECKED;
enum az_result az_report_feedback_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by) AZ_CHECKED;
enum az_result az_report_review_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by) AZ_CHECKED;

/* Until when a review can be asked for of what was told on a day: where no calendar tells whether its last day is
 * worked, that day itself. AZ_DAY_NONE: nothing was told, or no rule. */
az_day az_report_dispute_by(const struct az_ctx *ctx, az_day closed_on);

/* Until when what came in on a day and is not the authority's own is transferred: computed when it is asked, so that it
 * follows the calendar. AZ_DAY_NONE where no rule or no calendar tells. */
az_day az_report_transfer_by(const struct az_ctx *ctx, az_day from);

#endif
