/* The clocks of a report, for the reporter and for the desk. */
#include "web/report_draw.h"

#include <string.h>

#include "base/text.h"
#include "domain/report_clock.h"
#include "domain/rule.h"

static bool is_waiting(const struct az_report *report)
{
	return strcmp(report->state, "received") == 0 || strcmp(report->state, "transferred") == 0;
}

static bool is_verifying(const struct az_report *report)
{
	return !is_waiting(report) && az_report_state_open(report->state);
}

az_day az_report_due(const struct az_report *report)
{
	return is_waiting(report)                        ? report->accept_by
	       : is_verifying(report)                    ? report->decide_by
	       : strcmp(report->state, "concluded") == 0 ? report->feedback_by
							 : AZ_DAY_NONE;
}

/* `name` is a rule's, "accept_working_days", and of its texts. */
static struct _hdf *put_clock(struct az_exchange *x, const char *name, az_day day)
{
	const struct az_site *site = x->web->site;
	az_day today = az_day_at(x->ctx->now);
	const struct az_rule_number *rule =
		az_rule_number(site->rules, az_format(x->ctx->arena, "report.%s", name), today);
	struct _hdf *node = az_append(x->page->data, "Report.clocks");
	az_set_code(x->page, node, "name", "report_clock.name", name);
	az_set_day(node, "day", day);
	if (rule == NULL || day == AZ_DAY_NONE)
		return node;
	az_set_text(x->page, node, "rule", az_format(x->ctx->arena, "report_clock.rule.%s", name),
		    az_format(x->ctx->arena, "%lld", (long long)rule->value), NULL);
	az_set_flag(node, "unverified", !rule->verified);
	az_set_flag(node, "provisional", !az_site_calendar_verified(site, day));
	az_set_flag(node, "overdue", az_report_clock_overdue(day, today) && strcmp(name, "dispute_days") != 0);
	return node;
}

static void put_changes(struct az_exchange *x, const struct az_report *report, struct _hdf *node)
{
	char from[AZ_DAY_TEXT], until[AZ_DAY_TEXT];
	if (report->extension_days > 0)
		az_set_text(x->page, node, "extended", "report_clock.extended",
			    az_format(x->ctx->arena, "%lld", (long long)report->extension_days),
			    az_code_text(x->page, "report_extension.why", report->extension_why), NULL);
	if (report->extension_asked > 0)
		az_set_text(x->page, node, "asked", "report_clock.asked",
			    az_format(x->ctx->arena, "%lld", (long long)report->extension_asked),
			    az_code_text(x->page, "report_extension.why", report->extension_why), NULL);
	if (report->paused_from == AZ_DAY_NONE)
		return;
	az_day_print(report->paused_from, from);
	az_day_print(report->paused_until, until);
	az_set_text(x->page, node, "paused", "report_clock.paused", az_copy(x->ctx->arena, from),
		    az_copy(x->ctx->arena, until), az_code_text(x->page, "report_pause.why", report->pause_why), NULL);
}

void az_report_put_clocks(struct az_exchange *x, const struct az_report *report)
{
	if (is_waiting(report))
		put_clock(x, "accept_working_days", report->accept_by);
	else if (is_verifying(report))
		put_changes(x, report, put_clock(x, "decide_days", report->decide_by));
	else if (strcmp(report->state, "concluded") == 0)
		put_clock(x, "feedback_days", report->feedback_by);
	const struct az_rule_number *rule =
		az_rule_number(x->web->site->rules, "report.dispute_days", az_day_at(x->ctx->now));
	if ((strcmp(report->state, "fed_back") == 0 || strcmp(report->state, "refused") == 0) && rule != NULL &&
	    report->closed_on != AZ_DAY_NONE)
		put_clock(x, "dispute_days", report->closed_on + (az_day)rule->value);
}
