/* The clocks of a report and who handles it, for the reporter and for the desk. */
#include "web/report_draw.h"

#include <string.h>

#include "base/text.h"
#include "domain/enterprise.h"
#include "domain/report_clock.h"
#include "domain/report_party.h"
#include "domain/report_reclock.h"
#include "domain/report_term.h"
#include "domain/rule.h"
#include "domain/subject.h"

static bool is_waiting(const struct az_report *report)
{
	return strcmp(report->state, "received") == 0 || strcmp(report->state, "transferred") == 0;
}

static bool is_verifying(const struct az_report *report)
{
	return !is_waiting(report) && az_report_state_open(report->state);
}

/* The rule of a term as it was on the day that decides, with what it rests on, on one line of `node`. */
static const struct az_rule_number *put_rule(struct az_exchange *x, struct _hdf *node, const char *name, az_day on)
{
	const struct az_rule_number *rule =
		az_rule_number(x->web->site->rules, az_format(x->ctx->arena, "report.%s", name), on);
	if (rule == NULL)
		return NULL;
	struct _hdf *row = az_append(node, "rules");
	az_set_text(x->page, row, "text", az_format(x->ctx->arena, "report_clock.rule.%s", name),
		    az_format(x->ctx->arena, "%lld", (long long)rule->value), NULL);
	if (rule->basis.zh[0] != '\0')
		az_set_text(x->page, row, "basis", "report_clock.basis",
			    az_pick(x->page, rule->basis.zh, rule->basis.en), NULL);
	az_set_flag(row, "unverified", !rule->verified);
	return rule;
}

/* A term that no calendar tells yet says until when one is there. */
static void put_why_none(struct az_exchange *x, struct _hdf *node)
{
	char last[AZ_DAY_TEXT];
	az_day_print(az_workdays_last(x->web->site->workdays), last);
	az_set_text(x->page, node, "why_none", "report_clock.why_none", az_copy(x->ctx->arena, last), NULL);
}

/* `name` is a rule's, "accept_working_days", and of its texts; `from`: the day on which the term began. */
static struct _hdf *put_clock(struct az_exchange *x, const char *name, az_day from, az_day day)
{
	const struct az_site *site = x->web->site;
	az_day today = az_day_at(x->ctx->now);
	struct _hdf *node = az_append(x->page->data, "Report.clocks");
	az_set_code(x->page, node, "name", "report_clock.name", name);
	az_set_day(node, "day", day);
	const struct az_rule_number *rule = put_rule(x, node, name, from == AZ_DAY_NONE ? today : from);
	if (rule != NULL && day == AZ_DAY_NONE)
		put_why_none(x, node);
	if (rule == NULL || day == AZ_DAY_NONE)
		return node;
	az_set_flag(node, "provisional", !az_site_calendar_verified(site, day));
	az_set_flag(node, "overdue", az_report_clock_overdue(day, today) && strcmp(name, "dispute_days") != 0);
	return node;
}

static void put_pause(struct az_exchange *x, const struct az_report *report, struct _hdf *node)
{
	char from[AZ_DAY_TEXT], until[AZ_DAY_TEXT];
	bool over = report->paused_until <= az_day_at(x->ctx->now);
	az_day_print(report->paused_from, from);
	az_day_print(report->paused_until, until);
	az_set_text(x->page, node, "paused", over ? "report_clock.paused_over" : "report_clock.paused",
		    az_copy(x->ctx->arena, from), az_copy(x->ctx->arena, until),
		    az_code_text(x->page, "report_pause.why", report->pause_why), NULL);
	(void)put_rule(x, node, "pause_days", report->paused_from);
}

static void put_changes(struct az_exchange *x, const struct az_report *report, struct _hdf *node)
{
	if (report->extension_days > 0)
		az_set_text(x->page, node, "extended", "report_clock.extended",
			    az_format(x->ctx->arena, "%lld", (long long)report->extension_days),
			    az_code_text(x->page, "report_extension.why", report->extension_why), NULL);
	if (report->extension_asked > 0)
		az_set_text(x->page, node, "asked", "report_clock.asked",
			    az_format(x->ctx->arena, "%lld", (long long)report->extension_asked),
			    az_code_text(x->page, "report_extension.why", report->extension_why), NULL);
	if (report->extension_days > 0 || report->extension_asked > 0)
		(void)put_rule(x, node, "extension_days", az_day_at(x->ctx->now));
	if (report->paused_from != AZ_DAY_NONE)
		put_pause(x, report, node);
}

/* A day that a calendar moved is told with the one from before and with the calendar. */
static enum az_result put_move(struct az_exchange *x, const struct az_report *report, az_day day, struct _hdf *node)
{
	struct az_clock_move move = {0};
	char from[AZ_DAY_TEXT], to[AZ_DAY_TEXT];
	enum az_result result = az_clock_move_find(x->ctx, report->id, day, &move);
	if (result != AZ_OK)
		return result == AZ_NOT_FOUND ? AZ_OK : result;
	az_day_print(day, to);
	if (move.from == AZ_DAY_NONE) {
		az_set_text(x->page, node, "moved", "report_clock.set", az_copy(x->ctx->arena, to), move.year,
			    move.notice, NULL);
		return AZ_OK;
	}
	az_day_print(move.from, from);
	az_set_text(x->page, node, "moved", "report_clock.moved", az_copy(x->ctx->arena, from),
		    az_copy(x->ctx->arena, to), move.year, move.notice, NULL);
	return AZ_OK;
}

enum az_result az_report_put_clocks(struct az_exchange *x, const struct az_report *report)
{
	struct _hdf *node;
	struct az_report_terms terms = {0};
	az_day day = report->due;
	AZ_TRY(az_report_terms_read(x->ctx, report->merged_into != 0 ? report->merged_into : report->id, &terms));
	if (is_waiting(report)) {
		node = put_clock(x, "accept_working_days", terms.accept_from, day);
		if (report->accept_from != AZ_DAY_NONE)
			put_clock(x, "transfer_working_days", terms.accept_from,
				  az_report_transfer_by(x->ctx, report->accept_from));
	} else if (is_verifying(report)) {
		node = put_clock(x, "decide_days", terms.decide_from, day);
		put_changes(x, report, node);
	} else if (strcmp(report->state, "concluded") == 0) {
		node = put_clock(x, "feedback_days", terms.concluded_on, day);
	} else if (strcmp(report->state, "disputed") == 0) {
		node = put_clock(x, "review_days", terms.disputed_on, day);
	} else {
		az_day by = az_report_dispute_by(x->ctx, report->closed_on);
		bool told = strcmp(report->state, "fed_back") == 0 || strcmp(report->state, "refused") == 0;
		if (told && by != AZ_DAY_NONE)
			put_clock(x, "dispute_days", report->closed_on, by);
		return AZ_OK;
	}
	return put_move(x, report, day, node);
}

enum az_result az_report_put_parties(struct az_exchange *x, const struct az_report *report, bool *shared)
{
	struct az_party *parties;
	size_t count;
	AZ_TRY(az_report_parties(x->ctx, report->id, &parties, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Report.parties");
		az_set(row, "name", az_pick(x->page, parties[i].name_zh, parties[i].name_en));
		az_set_text(x->page, row, "role", parties[i].leads ? "report_party.lead" : "report_party.joint", NULL);
	}
	az_set_flag(x->page->data, "Report.shared", count > 1);
	if (shared != NULL)
		*shared = count > 1;
	return AZ_OK;
}

struct _hdf *az_report_put_words(struct az_exchange *x, struct _hdf *node, const struct az_report_message *message)
{
	struct _hdf *row = az_append(node, "messages");
	az_set(row, "body", message->body);
	az_set_instant(row, "at", message->at);
	az_set_flag(row, "from_reporter", message->from_reporter != 0);
	az_set(row, "authority", az_pick(x->page, message->authority_zh, message->authority_en));
	return row;
}

/* The enterprise in the register, for whom its page opens; its name is in the report in any case. */
static enum az_result put_enterprise(struct az_exchange *x, const struct az_report *report)
{
	struct az_subject subject;
	struct az_enterprise enterprise = {0};
	if (report->subject_ref == NULL || report->subject_ref[0] == '\0' || (x->ctx->roles & AZ_ROLE_REGULATOR) == 0)
		return AZ_OK;
	enum az_result result = az_subject_find(x->ctx, report->subject_ref, &subject);
	if (result == AZ_OK && strcmp(subject.type, "enterprise") != 0)
		return AZ_OK;
	if (result == AZ_OK)
		result = az_enterprise_find(x->ctx, subject.id, &enterprise);
	if (result == AZ_NOT_FOUND)
		return AZ_OK;
	if (result == AZ_OK)
		az_set(x->page->data, "Report.enterprise",
		       az_format(x->ctx->arena, "/desk/enterprises/%lld", (long long)enterprise.id));
	return result;
}

/* What the reporter was told before sending, and wishes all the same. */
static void put_door(struct az_exchange *x, const struct az_report *report)
{
	const struct az_door *door = az_door_of(x->web->site->rules, report->door, az_day_at(report->submitted_at));
	if (door == NULL)
		return;
	az_set(x->page->data, "Report.door", az_pick(x->page, door->label.zh, door->label.en));
	az_set_code(x->page, x->page->data, "Report.wish", "desk_door", report->wish);
}

enum az_result az_report_put_inside(struct az_exchange *x, const struct az_report *report)
{
	struct az_party *barred;
	struct az_report_note *notes;
	size_t count;
	az_set_flag(x->page->data, "Report.joint", report->authority_id != x->ctx->actor->authority_id);
	put_door(x, report);
	AZ_TRY(put_enterprise(x, report));
	AZ_TRY(az_report_barred(x->ctx, report->id, &barred, &count));
	for (size_t i = 0; i < count; i++)
		az_set(az_append(x->page->data, "Report.barred"), "name",
		       az_pick(x->page, barred[i].name_zh, barred[i].name_en));
	AZ_TRY(az_report_notes(x->ctx, report, &notes, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Report.notes");
		az_set(row, "who", notes[i].account);
		az_set(row, "authority", az_pick(x->page, notes[i].authority_zh, notes[i].authority_en));
		az_set_instant(row, "at", notes[i].at);
		az_set(row, "body", notes[i].body);
	}
	return AZ_OK;
}
