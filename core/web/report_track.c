/* Coming back with the receipt: how far a report is, and what its reporter can do. */
#include <string.h>

#include "base/text.h"
#include "domain/report_duplicate.h"
#include "domain/report_identity.h"
#include "domain/report_reply.h"
#include "domain/report_term.h"
#include "web/report_draw.h"
#include "web/report_proof.h"
#include "web/report_track.h"

enum { RECEIPT, TRACK_FIELDS };
static const struct anze_field track_fields[] = {
	[RECEIPT] = {.name = "receipt", .type = ANZE_TEXT, .flags = ANZE_REQUIRED | ANZE_NARROW, .max = 60},
};
static const struct az_form track_form = {"track", track_fields, TRACK_FIELDS};

enum { REPLY_RECEIPT, REPLY_ACTION, REPLY_MESSAGE, REPLY_FILES, REPLY_FIELDS };
static const struct anze_field reply_fields[] = {
	[REPLY_RECEIPT] = {.name = "receipt", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 60},
	[REPLY_ACTION] = {.name = "action", .type = ANZE_CHOICE},
	[REPLY_MESSAGE] = {.name = "message", .type = ANZE_LONG_TEXT, .max = 2000}, /* files alone will do */
	[REPLY_FILES] = {.name = "files", .type = ANZE_FILE, .max = 5},
};
static const struct az_form reply_form = {"report_reply", reply_fields, REPLY_FIELDS};

static enum az_result show_track(struct az_exchange *x, struct az_form_data *form)
{
	az_exchange_draw(x, form, "/report/track", "track.submit");
	return az_page_show(x->page, "public/report_track", "track.title");
}

static enum az_result track_page(struct az_exchange *x)
{
	return show_track(x, az_exchange_form(x, &track_form));
}

/* How far a case came: the index of the stage that is now, and what it is called where it is not the stage's own name. */
static const char *const stage_order[] = {"received", "verifying", "concluded", "fed_back"};
#define STAGES (sizeof stage_order / sizeof stage_order[0])

static size_t stage_of(const struct az_report *report)
{
	static const struct {
		const char *state;
		size_t stage;
	} places[] = {{"received", 0},  {"transferred", 0}, {"verifying", 1}, {"extending", 1}, {"paused", 1},
	              {"concluded", 2}, {"fed_back", 3},    {"disputed", 3},  {"upheld", 3},    {"refused", 1}};
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (strcmp(places[i].state, report->state) == 0)
			return places[i].stage;
	/* withdrawn, archived: where it ended */
	return report->outcome[0] != '\0' ? 3 : report->ground[0] != '\0' || report->decide_by == AZ_DAY_NONE ? 1 : 2;
}

static bool is_stopped(const char *state)
{
	return strcmp(state, "refused") == 0 || strcmp(state, "withdrawn") == 0;
}

static bool is_over(const char *state)
{
	return strcmp(state, "fed_back") == 0 || strcmp(state, "upheld") == 0 || strcmp(state, "archived") == 0;
}

/* What a stage that is still ahead is bound to, and by when one that is past had to be: so that both clocks stay in sight. */
static void put_term(struct az_exchange *x, struct _hdf *stage, size_t i, size_t now, const struct az_report_terms *terms)
{
	static const char *const rules[STAGES] = {NULL, "report.decide_days", "report.feedback_days", NULL};
	const az_day by[STAGES] = {terms->accept_by, terms->decide_by, terms->feedback_by, AZ_DAY_NONE};
	char day[AZ_DAY_TEXT];
	if (i < now && by[i] != AZ_DAY_NONE) {
		az_day_print(by[i], day);
		az_set_text(x->page, stage, "term", az_format(x->ctx->arena, "track.term_%s", stage_order[i]),
		            az_copy(x->ctx->arena, day), NULL);
	} else if (i > now && rules[i] != NULL) {
		int days = az_report_rule_days(x->ctx, rules[i], az_day_at(x->ctx->now));
		if (days > 0)
			az_set_text(x->page, stage, "term", az_format(x->ctx->arena, "track.ahead_%s", stage_order[i]),
			            az_format(x->ctx->arena, "%d", days), NULL);
	}
}

/* The day on which a stage began. */
static az_day begun_on(const struct az_report *report, const struct az_report_terms *terms, size_t i)
{
	if (i == 1 && strcmp(report->state, "refused") == 0)
		return terms->closed_on;
	return i == 1 ? terms->decide_from : i == 2 ? terms->concluded_on : i == 3 ? terms->closed_on : AZ_DAY_NONE;
}

static enum az_result put_stages(struct az_exchange *x, const struct az_report *report)
{
	size_t now = stage_of(report);
	bool stopped = is_stopped(report->state);
	struct az_report_terms terms = {0};
	AZ_TRY(az_report_terms_read(x->ctx, report->merged_into != 0 ? report->merged_into : report->id, &terms));
	for (size_t i = 0; i < STAGES; i++) {
		struct _hdf *stage = az_append(x->page->data, "Report.stages");
		const char *name = i == now ? report->state : stage_order[i];
		const char *mark = i > now                     ? "pending"
		                   : i < now                   ? "done"
		                   : stopped                   ? "stopped"
		                   : is_over(report->state)    ? "done"
		                                               : "current";
		az_set(stage, "mark", mark);
		az_set_text(x->page, stage, "title", az_format(x->ctx->arena, "report.state.%s", name), NULL);
		if (i == now || i == 0) /* what is over or ahead is not told as if it were going on */
			az_set_text(x->page, stage, "text", az_format(x->ctx->arena, "track.stage_%s", name), NULL);
		if (i <= now)
			az_set_day(stage, "time", begun_on(report, &terms, i));
		put_term(x, stage, i, now, &terms);
		if (i == 0 && strcmp(report->state, "transferred") == 0)
			az_set_day(stage, "time", terms.accept_from);
		else if (i == 0)
			az_set_instant(stage, "time", report->submitted_at);
		if (i == now && (stopped || strcmp(report->state, "archived") == 0))
			break;
	}
	return AZ_OK;
}

/* A file as it was stored, by which it is proved later. */
static void put_file(struct az_exchange *x, struct _hdf *list, const struct az_report_file *file)
{
	struct _hdf *row = az_append(list, "files");
	az_set(row, "name", file->name);
	az_set(row, "size", az_size_text(x->page, file->size));
	az_set(row, "sha256", file->sha256);
}

/* The messages of both sides, each with the files that came with it; those of the report itself stand with it. */
static enum az_result put_messages(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_message *messages;
	struct az_report_file *files;
	size_t count, file_count;
	AZ_TRY(az_report_messages(x->ctx, report, &messages, &count));
	AZ_TRY(az_report_files(x->ctx, report, &files, &file_count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_report_put_words(x, az_node(x->page->data, "Report"), &messages[i]);
		for (size_t f = 0; f < file_count; f++)
			if (files[f].message_id == messages[i].id)
				put_file(x, row, &files[f]);
	}
	for (size_t f = 0; f < file_count; f++)
		if (files[f].message_id == 0)
			put_file(x, az_node(x->page->data, "Report"), &files[f]);
	return AZ_OK;
}

static enum az_result put_case(struct az_exchange *x, const struct az_report *report)
{
	struct _hdf *node = az_node(x->page->data, "Report");
	az_set_code(x->page, node, "kind", "report_form.kind", report->kind);
	az_set(node, "subject", report->subject_name);
	az_set(node, "sector", az_sector_text(x, report->sector));
	az_set(node, "county", az_pick(x->page, report->county_zh, report->county_en));
	az_set(node, "authority", az_pick(x->page, report->authority_zh, report->authority_en));
	az_set(node, "state", report->state);
	az_set_text(x->page, node, "state_text", az_format(x->ctx->arena, "report.state.%s", report->state), NULL);
	if (report->outcome[0] != '\0' && report->closed_on != AZ_DAY_NONE) {
		az_set_text(x->page, node, "outcome", az_format(x->ctx->arena, "report.outcome.%s", report->outcome), NULL);
		az_set_text(x->page, node, "explanation",
		            az_format(x->ctx->arena, "track.outcome_%s", report->outcome), NULL);
	}
	if (report->ground[0] != '\0') {
		az_set_code(x->page, node, "ground", "report_act.ground", report->ground);
		az_set_text(x->page, node, "explanation", az_format(x->ctx->arena, "track.door_%s", report->ground), NULL);
	}
	az_set_instant(node, "submitted_at", report->submitted_at);
	az_set(node, "happened", report->happened_on);
	az_set(node, "place", report->place);
	az_set(node, "story", report->story);
	AZ_TRY(az_report_put_clocks(x, report));
	return put_stages(x, report);
}

/* Whether anybody asked who it was, when, why and with what result: days, and authorities instead of persons. */
static enum az_result put_identity(struct az_exchange *x, const struct az_report *report)
{
	struct az_identity_request *requests;
	size_t count;
	az_set_flag(x->page->data, "Report.named", report->named != 0);
	AZ_TRY(az_exchange_keeping(x, report->id));
	AZ_TRY(az_identity_requests(x->ctx, report, &requests, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Report.identity");
		const char *state = requests[i].state;
		az_set(row, "authority", az_pick(x->page, requests[i].authority_zh, requests[i].authority_en));
		az_set_day(row, "asked_on", az_day_at(requests[i].asked_at));
		az_set(row, "reason", requests[i].reason);
		az_set(row, "state", state);
		az_set_text(x->page, row, "state_text", az_format(x->ctx->arena, "identity.state.%s", state), NULL);
		if (strcmp(state, "asked") != 0)
			az_set_day(row, "decided_on", az_day_at(requests[i].decided_at));
		az_set(row, "decision", requests[i].decision);
	}
	return AZ_OK;
}

/* What the reporter can do now: the first is what is meant where nothing is chosen. */
static void set_reply_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	static const struct anze_choice open[] = {{"message", {0}}, {"withdraw", {0}}};
	static const struct anze_choice told[] = {{"message", {0}}, {"dispute", {0}}};
	bool disputable = (strcmp(report->state, "fed_back") == 0 || strcmp(report->state, "refused") == 0) &&
	                  az_report_disputable(x->ctx, report->closed_on);
	if (report->key == NULL || !az_report_state_takes_words(report->state))
		return;
	if (az_report_state_open(report->state))
		az_form_choices(form, REPLY_ACTION, open, 2);
	else
		az_form_choices(form, REPLY_ACTION, told, disputable ? 2 : 1);
	if (form->values[REPLY_ACTION].choice_count == 1)
		az_form_leave_out(form, REPLY_ACTION);
	else if (!form->submitted)
		az_form_preset(form, REPLY_ACTION, "message");
}

/* Which of the sent files could not be opened safely: their handler does not see them, so the reporter should know. */
static enum az_result put_unsafe(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_file *files;
	size_t count;
	AZ_TRY(az_report_files(x->ctx, report, &files, &count));
	for (size_t i = 0; i < count; i++)
		if (!files[i].copied && !files[i].waiting && files[i].unclean[0] != '\0')
			az_set(az_append(x->page->data, "Report.unsafe"), "name", files[i].name);
	return AZ_OK;
}

/* The case, with its forms; `sent` is the one of them that came back with faults, which keeps what was typed. */
static enum az_result show_case(struct az_exchange *x, const struct az_report *own, const char *receipt,
                                struct az_form_data *sent)
{
	/* One that is handled together with an earlier one reads that one's stages, and its own words. */
	struct az_report told;
	const struct az_report *report = &told;
	bool back = sent != NULL && sent->form == &reply_form;
	struct az_form_data *reply = back ? sent : az_form_new(x->ctx->arena, &reply_form);
	AZ_TRY(az_report_as_told(x->ctx, own, &told));
	az_set_flag(x->page->data, "Report.merged", told.merged_into != 0);
	az_form_preset(reply, REPLY_RECEIPT, receipt);
	set_reply_choices(x, report, reply);
	AZ_TRY(put_case(x, report));
	AZ_TRY(az_report_put_parties(x, report, NULL));
	AZ_TRY(put_messages(x, report));
	AZ_TRY(az_report_put_led_told(x, report));
	AZ_TRY(put_unsafe(x, report));
	AZ_TRY(put_identity(x, report));
	AZ_TRY(az_report_put_history(x, own));
	AZ_TRY(az_report_solved_put(x, report, receipt, sent));
	AZ_TRY(az_report_reward_put(x, report, receipt, sent));
	az_report_proof_offer(x, report, receipt);
	if (reply->values[REPLY_ACTION].choice_count > 0 || az_form_has_errors(reply))
		az_exchange_draw(x, reply, "/report/track/message", "report_reply.submit");
	return az_page_show(x->page, "public/report_case", "track.case_title");
}

enum az_result az_report_track_show(struct az_exchange *x, const char *receipt, struct az_form_data *sent)
{
	struct az_report report = {0};
	AZ_TRY(az_report_by_receipt(x->ctx, receipt, &report));
	return show_case(x, &report, receipt, sent);
}

static enum az_result track(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	if (az_form_has_errors(form))
		return show_track(x, form);
	enum az_result result = az_report_by_receipt(x->ctx, form->values[RECEIPT].text, &report);
	if (result == AZ_NOT_FOUND) {
		az_form_error(form, RECEIPT, "track.unknown", NULL);
		return show_track(x, form);
	}
	AZ_TRY(result);
	return show_case(x, &report, form->values[RECEIPT].text, NULL);
}

static enum az_result reply(struct az_exchange *x)
{
	/* A choice that is not offered any more is refused by the flow, which says why. */
	static const struct anze_choice all[] = {{"message", {0}}, {"withdraw", {0}}, {"dispute", {0}}};
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	const char *receipt = values[REPLY_RECEIPT].text;
	az_form_choices(form, REPLY_ACTION, all, 3);
	az_form_check(form);
	const char *action = values[REPLY_ACTION].given ? values[REPLY_ACTION].text : "message";
	if (!values[REPLY_MESSAGE].given && strcmp(action, "withdraw") != 0 &&
	    (strcmp(action, "message") != 0 || values[REPLY_FILES].file_count == 0))
		az_form_error(form, REPLY_MESSAGE, "error.required", NULL);
	if (az_form_has_errors(form))
		return az_report_track_show(x, receipt, form);
	struct az_report_reply said = {.receipt = receipt,
	                               .token = x->request->form_token,
	                               .action = action,
	                               .message = values[REPLY_MESSAGE].text,
	                               .files = values[REPLY_FILES].files,
	                               .file_count = values[REPLY_FILES].file_count};
	enum az_result result = az_report_reply(x->ctx, &said);
	if (az_exchange_refused(x, result, form))
		return az_report_track_show(x, receipt, form);
	AZ_TRY(result);
	az_set_code(x->page, x->page->data, "Page.notice", "report_reply.done", action);
	return az_report_track_show(x, receipt, NULL);
}

static const struct az_route routes[] = {
	{AZ_GET, "/report/track", track_page, AZ_ANYBODY, NULL, "report", 0},
	{AZ_POST, "/report/track", track, AZ_ANYBODY, &track_form, "report", AZ_ROUTE_SILENT | AZ_ROUTE_PATIENT},
	{AZ_POST, "/report/track/message", reply, AZ_ANYBODY, &reply_form, "report",
	 AZ_ROUTE_UPLOAD | AZ_ROUTE_SEALED | AZ_ROUTE_PATIENT},
};
const struct az_route_table az_report_track_routes = AZ_ROUTES(routes);
