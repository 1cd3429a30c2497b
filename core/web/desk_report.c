/* The handler's side of a report. */
#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/key_renewal.h"
#include "domain/key_ring.h"
#include "domain/report.h"
#include "domain/report_reason.h"
#include "domain/report_secret.h"
#include "web/desk_reply_template.h"
#include "web/report_draw.h"

#define STEPS_MAX 32

enum { ACTION, OUTCOME, GROUND, TEMPLATE, MESSAGE, USE, ACT_FIELDS };
static const struct anze_field act_fields[] = {
	[ACTION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[OUTCOME] = {.name = "outcome", .type = ANZE_CHOICE},
	[GROUND] = {.name = "ground", .type = ANZE_CHOICE, .flags = ANZE_LIST},
	[TEMPLATE] = {.name = "template", .type = ANZE_CHOICE, .flags = ANZE_LIST},
	[MESSAGE] = {.name = "message", .type = ANZE_LONG_TEXT, .max = 2000},
	[USE] = {.name = "use", .type = ANZE_HIDDEN, .max = 1}, /* the button beside the template */
};
static const struct az_form act_form = {"report_act", act_fields, ACT_FIELDS};

/* What ClamAV said; where nobody asked it, the page says so once below the list. */
static void put_scan(struct az_exchange *x, struct _hdf *row, const struct az_report_file *file)
{
	bool configured = x->web->site->settings->clamd[0] != '\0';
	if (file->waiting && configured)
		az_set_text(x->page, row, "scan", "report_file.scan_waiting", NULL);
	else if (file->scan[0] != '\0')
		az_set_text(x->page, row, "scan", az_format(x->ctx->arena, "report_file.scan_%s", file->scan), file->scan_name, NULL);
	else if (configured)
		az_set_text(x->page, row, "scan", "report_file.scan_none", NULL);
	else
		az_set_flag(x->page->data, "Report.unscanned", true);
	az_set(row, "scan_state", file->scan);
	if (file->scan[0] != '\0')
		az_set_instant(row, "scanned_at", file->scanned_at);
}

static enum az_result put_files(struct az_exchange *x, const struct az_report *report, const char *no)
{
	struct az_report_file *files;
	size_t count;
	AZ_TRY(az_report_files(x->ctx, report, &files, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Report.files");
		az_set(row, "name", files[i].name);
		az_set(row, "type", files[i].type);
		az_set(row, "size", az_size_text(x->page, files[i].size));
		az_set(row, "sha256", files[i].sha256);
		az_set_day(row, "added_on", files[i].added_on);
		const char *href = az_format(x->ctx->arena, "/desk/reports/%s/files/%lld", no, (long long)files[i].blob_id);
		if (files[i].copied)
			az_set(row, "href", href);
		az_set(row, "original", az_format(x->ctx->arena, "%s/original", href));
		if (files[i].copied && strncmp(files[i].type, "image/", 6) == 0)
			az_set(row, "redact", az_format(x->ctx->arena, "%s/redaction", href));
		else if (files[i].copied && strcmp(files[i].type, "application/pdf") == 0)
			az_set(row, "redact_page", az_format(x->ctx->arena, "%s/pages/1/redaction", href));
		az_set_flag(row, "waiting", files[i].waiting != 0);
		if (!files[i].copied && !files[i].waiting)
			az_set_text(x->page, row, "unclean",
			            az_format(x->ctx->arena, "report_file.unclean_%s",
			                      files[i].unclean[0] == '\0' ? "failed" : files[i].unclean),
			            NULL);
		put_scan(x, row, &files[i]);
	}
	return AZ_OK;
}

static enum az_result put_messages(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_message *messages;
	size_t count;
	AZ_TRY(az_report_messages(x->ctx, report, &messages, &count));
	for (size_t i = 0; i < count; i++)
		az_report_put_words(x, az_node(x->page->data, "Report"), &messages[i]);
	return AZ_OK;
}

static enum az_result put_case(struct az_exchange *x, const struct az_report *report)
{
	struct _hdf *node = az_node(x->page->data, "Report");
	az_set(node, "no", az_report_no(x->ctx->arena, report));
	az_set_code(x->page, node, "kind", "report_form.kind", report->kind);
	az_set_text(x->page, node, "subject_type", az_format(x->ctx->arena, "report.subject_type.%s", report->subject_type),
	            NULL);
	az_set(node, "subject", report->subject_name);
	az_set(node, "sector", az_sector_text(x, report->sector));
	az_set(node, "county", az_pick(x->page, report->county_zh, report->county_en));
	az_set(node, "happened", report->happened_on);
	az_set(node, "place", report->place);
	az_set(node, "story", report->story);
	az_set(node, "state", report->state);
	az_set_text(x->page, node, "state_text", az_format(x->ctx->arena, "report.state.%s", report->state), NULL);
	if (report->outcome[0] != '\0')
		az_set_text(x->page, node, "outcome", az_format(x->ctx->arena, "report.outcome.%s", report->outcome), NULL);
	az_set_instant(node, "submitted_at", report->submitted_at);
	if (report->ground[0] != '\0')
		az_set_code(x->page, node, "ground", "report_act.ground", report->ground);
	AZ_TRY(az_report_put_clocks(x, report));
	az_set_flag(node, "named", report->named != 0);
	az_set_flag(node, "locked", report->key == NULL);
	return AZ_OK;
}

/* Whose case it is, and a button for taking it. */
static void put_handler(struct az_exchange *x, const struct az_report *report, const char *no)
{
	struct _hdf *node = az_node(x->page->data, "Handler");
	const char *path = az_format(x->ctx->arena, "/desk/reports/%s/handler", no);
	az_set(node, "name", report->handler_id == 0 ? az_text(x->page, "desk_report.nobody", NULL) : report->handler);
	if (!az_report_state_waiting(report->state) || report->authority_id != x->ctx->actor->authority_id)
		return; /* nothing is to be done any more, or another authority leads it */
	az_set(node, "href", path);
	if (report->handler_id == x->ctx->account_id)
		return;
	az_set(node, "token", az_exchange_token(x, path));
	az_set(node, "me", az_format(x->ctx->arena, "%lld", (long long)x->ctx->account_id));
	az_set(node, "seen", az_format(x->ctx->arena, "%lld", (long long)report->handler_id));
}

/* The steps that this person may take now are the choices of one form. */
static void set_actions(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const struct az_step *offered[STEPS_MAX];
	struct az_flow_row row = {report->id, report->state, report->maker_id, report->authority_id};
	size_t count = az_flow_offered(x->ctx, &az_report_flow, &row, offered, STEPS_MAX), kept = 0;
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct anze_choice);
	bool can_conclude = false, can_refuse = false;
	for (size_t i = 0; i < count; i++) {
		if (offered[i]->roles == 0 || az_report_step_path(offered[i]->action) != NULL)
			continue; /* the reporter's own; asked on a page of its own */
		choices[kept++].code = offered[i]->action;
		can_conclude = can_conclude || strcmp(offered[i]->action, "conclude") == 0;
		can_refuse = can_refuse || strcmp(offered[i]->action, "refuse") == 0;
	}
	az_form_choices(form, ACTION, choices, kept);
	az_form_choices(form, OUTCOME, az_report_outcomes, can_conclude ? az_report_outcome_count : 0);
	az_form_choices(form, GROUND, az_report_grounds, can_refuse ? az_report_ground_count : 0);
}

/* A step of the flow that is not offered any more: the page was opened before somebody else took one. */
static bool has_moved_on(const struct az_form_value *action)
{
	bool known = false;
	for (size_t i = 0; i < az_report_flow.count; i++)
		known = known || strcmp(az_report_flow.steps[i].action, action->raw) == 0;
	for (size_t i = 0; i < action->choice_count; i++)
		if (strcmp(action->choices[i].code, action->raw) == 0)
			return false;
	return known;
}

/* The steps that ask for more than words have pages of their own. */
static void put_links(struct az_exchange *x, const struct az_report *report, const char *no, bool shared)
{
	const struct az_step *offered[STEPS_MAX];
	struct az_flow_row row = {report->id, report->state, report->maker_id, report->authority_id};
	size_t count = az_flow_offered(x->ctx, &az_report_flow, &row, offered, STEPS_MAX);
	for (size_t i = 0; report->key != NULL && i < count; i++) {
		const char *path = az_report_step_path(offered[i]->action);
		if (path == NULL || strcmp(offered[i]->action, "move_up") == 0) /* "bar" has its page */
			continue;
		if (strcmp(offered[i]->action, "unshare") == 0 && !shared)
			continue;
		struct _hdf *link = az_append(x->page->data, "Steps");
		az_set(link, "href", az_format(x->ctx->arena, "/desk/reports/%s/%s", no, path));
		az_set_code(x->page, link, "text", "report_act.action", offered[i]->action);
	}
}

static enum az_result show_case(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const char *no = az_report_no(x->ctx->arena, report);
	struct az_audit_row *trail;
	size_t count;
	bool shared;
	AZ_TRY(put_case(x, report));
	AZ_TRY(az_report_put_parties(x, report, &shared));
	AZ_TRY(az_report_put_inside(x, report));
	put_handler(x, report, no);
	AZ_TRY(az_report_put_merged(x, report));
	AZ_TRY(az_report_put_led(x, report));
	AZ_TRY(put_files(x, report, no));
	AZ_TRY(az_report_put_copies(x, report, no));
	AZ_TRY(put_messages(x, report));
	AZ_TRY(az_report_put_solved(x, report));
	AZ_TRY(az_report_put_reward(x, report, no));
	AZ_TRY(az_exchange_keeping(x, report->id));
	AZ_TRY(az_audit_of(x->ctx, "report", report->id, &trail, &count));
	AZ_TRY(az_report_reasons_open(x->ctx, report, trail, count));
	az_exchange_trail(x, "Report.trail", trail, count);
	az_form_leave_out(form, USE); /* its button is drawn beside the template */
	if (form->values[ACTION].choice_count > 0 && report->key != NULL)
		az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/reports/%s", no), "report_act.submit");
	put_links(x, report, no, shared);
	if (report->named)
		az_set(x->page->data, "Report.identity", az_format(x->ctx->arena, "/desk/reports/%s/identity", no));
	return az_page_show(x->page, "desk/report_case", "desk_report.case_title");
}

static enum az_result report_page(struct az_exchange *x)
{
	struct az_report report = {0};
	if (x->ctx->actor->keys != NULL) /* a colleague who could not open it until now can from now on */
		AZ_TRY(az_ring_share(x->ctx, x->ctx->actor->keys));
	if (x->ctx->actor->keys != NULL) /* and what somebody who left could open is wrapped for those who stay */
		AZ_TRY(az_rewrap_some(x->ctx, x->ctx->actor->keys));
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], &report));
	struct az_form_data *form = az_exchange_form(x, &act_form);
	set_actions(x, &report, form);
	AZ_TRY(az_reply_template_choices(x, form, TEMPLATE));
	return show_case(x, &report, form);
}

static enum az_result report_act(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], &report)); /* 404 when out of scope */
	if (report.key == NULL)
		return az_refuse(x->ctx, AZ_DENIED, "secret.locked", NULL);
	set_actions(x, &report, form);
	if (form->values[ACTION].choice_count == 0)
		return az_refuse(x->ctx, AZ_CONFLICT, "flow.moved", NULL);
	AZ_TRY(az_reply_template_choices(x, form, TEMPLATE));
	if (form->values[USE].given) { /* shown again with its text; nothing is sent */
		AZ_TRY(az_reply_template_take(x, &report, form, TEMPLATE, MESSAGE, form->values[GROUND].raw));
		return show_case(x, &report, form);
	}
	if (has_moved_on(&form->values[ACTION]))
		az_form_refuse(form, "flow.moved", NULL);
	else
		az_form_check(form);
	az_reply_template_check(x, form, MESSAGE);
	if (az_form_has_errors(form))
		return show_case(x, &report, form);
	struct az_report_step detail = {.message = form->values[MESSAGE].text,
	                                .outcome = form->values[OUTCOME].text,
	                                .ground = form->values[GROUND].text,
	                                .why = ""};
	/* The outcome stays in the trail: opened again, a case has none until it is concluded once more. */
	bool concludes = strcmp(form->values[ACTION].text, "conclude") == 0;
	struct az_step_input input = {concludes ? detail.outcome : "", &detail};
	enum az_result result =
		az_flow_apply(x->ctx, &az_report_flow, report.id, form->values[ACTION].text, &input);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_report_find(x->ctx, x->request->params[0], &report)); /* as it is now */
		set_actions(x, &report, form);
		return form->values[ACTION].choice_count == 0 ? result : show_case(x, &report, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s?done=report_%s", x->request->params[0],
	                        form->values[ACTION].text);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}", report_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}", report_act, AZ_ROLE_HANDLER, &act_form, "desk", 0},
};
const struct az_route_table az_desk_report_routes = AZ_ROUTES(routes);
