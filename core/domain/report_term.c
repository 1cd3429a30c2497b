/* The terms of a case. */
#include "domain/report_term.h"

#include "base/text.h"
#include "domain/report.h"
#include "domain/report_clock.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "store/db.h"

enum az_result az_report_terms_read(struct az_ctx *ctx, int64_t report_id, struct az_report_terms *terms)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct az_report_terms, id),
						   AZ_TEXT_OF(struct az_report_terms, state),
						   AZ_INT_OF(struct az_report_terms, authority_id),
						   AZ_DAY_OF(struct az_report_terms, accept_from),
						   AZ_DAY_OF(struct az_report_terms, accept_by),
						   AZ_DAY_OF(struct az_report_terms, decide_from),
						   AZ_DAY_OF(struct az_report_terms, decide_by),
						   AZ_INT_OF(struct az_report_terms, extension_days),
						   AZ_INT_OF(struct az_report_terms, extension_asked),
						   AZ_INT_OF(struct az_report_terms, paused_days),
						   AZ_DAY_OF(struct az_report_terms, paused_from),
						   AZ_DAY_OF(struct az_report_terms, paused_until),
						   AZ_DAY_OF(struct az_report_terms, concluded_on),
						   AZ_DAY_OF(struct az_report_terms, feedback_by),
						   AZ_DAY_OF(struct az_report_terms, closed_on),
						   AZ_DAY_OF(struct az_report_terms, disputed_on),
						   AZ_DAY_OF(struct az_report_terms, review_by)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_report_terms);
	return az_db_row(ctx,
			 AZ_QUERY("SELECT id, state, authority_id, accept_from, accept_by, decide_from, decide_by, "
				  "extension_days, extension_asked, paused_days, paused_from, paused_until, "
				  "concluded_on, feedback_by, closed_on, disputed_on, review_by FROM report WHERE id = ?",
				  az_int(report_id)),
			 &map, terms);
}

int az_report_rule_days(const struct az_ctx *ctx, const char *name, az_day on)
{
	const struct az_rule_number *rule = az_rule_number(ctx->site->rules, name, on);
	return rule == NULL ? 0 : (int)rule->value;
}

/* A term of calendar days from a day on, by the rules of that day. */
static struct az_report_clock clock_of(const struct az_ctx *ctx, az_day from, int days)
{
	return (struct az_report_clock){.from = from,
					.days = days,
					.paused_from = AZ_DAY_NONE,
					.paused_until = AZ_DAY_NONE,
					.exact = az_report_rule_days(ctx, "report.ends_on_working_day", from) == 0};
}

/* No rule: no term. A term past the last calendar is refused. */
static enum az_result due(struct az_ctx *ctx, const struct az_report_clock *clock, az_day *by)
{
	*by = AZ_DAY_NONE;
	if (clock->from == AZ_DAY_NONE || clock->days <= 0)
		return AZ_OK;
	if (az_report_clock_due(ctx->site->workdays, clock, by) == AZ_OK)
		return AZ_OK;
	char last[AZ_DAY_TEXT];
	*by = AZ_DAY_NONE;
	az_day_print(az_workdays_last(ctx->site->workdays), last);
	return az_refuse(ctx, AZ_CONFLICT, "report.calendar_short", az_copy(ctx->arena, last), NULL);
}

enum az_result az_report_accept_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by)
{
	struct az_report_clock clock = clock_of(
		ctx, terms->accept_from, az_report_rule_days(ctx, "report.accept_working_days", terms->accept_from));
	clock.working = true;
	return due(ctx, &clock, by);
}

enum az_result az_report_decide_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by)
{
	int days = az_report_rule_days(ctx, "report.decide_days", terms->decide_from);
	struct az_report_clock clock = clock_of(
		ctx, terms->decide_from, days == 0 ? 0 : days + (int)terms->extension_days + (int)terms->paused_days);
	clock.paused_from = terms->paused_from;
	clock.paused_until = terms->paused_until;
	return due(ctx, &clock, by);
}

enum az_result az_report_feedback_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by)
{
	struct az_report_clock clock = clock_of(ctx, terms->concluded_on,
						az_report_rule_days(ctx, "report.feedback_days", terms->concluded_on));
	return due(ctx, &clock, by);
}

enum az_result az_report_review_due(struct az_ctx *ctx, const struct az_report_terms *terms, az_day *by)
{
	struct az_report_clock clock = clock_of(ctx, terms->disputed_on,
						az_report_rule_days(ctx, "report.review_days", terms->disputed_on));
	return due(ctx, &clock, by);
}

az_day az_report_dispute_by(const struct az_ctx *ctx, az_day closed_on)
{
	struct az_report_clock clock =
		clock_of(ctx, closed_on, az_report_rule_days(ctx, "report.dispute_days", closed_on));
	az_day by;
	if (closed_on == AZ_DAY_NONE || clock.days <= 0)
		return AZ_DAY_NONE;
	return az_report_clock_due(ctx->site->workdays, &clock, &by) == AZ_OK ? by : closed_on + clock.days;
}

bool az_report_disputable(const struct az_ctx *ctx, az_day closed_on)
{
	az_day by = az_report_dispute_by(ctx, closed_on);
	return by != AZ_DAY_NONE && az_day_at(ctx->now) <= by;
}

az_day az_report_accept_by(struct az_ctx *ctx, az_day from)
{
	struct az_problem before = ctx->problem;
	struct az_report_terms terms = {.accept_from = from};
	az_day by;
	if (az_report_accept_due(ctx, &terms, &by) == AZ_OK)
		return by;
	ctx->problem = before; /* the report comes in all the same; its term is computed when the calendar is there */
	return AZ_DAY_NONE;
}

az_day az_report_transfer_by(const struct az_ctx *ctx, az_day from)
{
	struct az_report_clock clock =
		clock_of(ctx, from, az_report_rule_days(ctx, "report.transfer_working_days", from));
	az_day by;
	clock.working = true;
	return from != AZ_DAY_NONE && clock.days > 0 && az_report_clock_due(ctx->site->workdays, &clock, &by) == AZ_OK
		       ? by
		       : AZ_DAY_NONE;
}
