/* Who sent a report: a handler asks, a coordinator of the city answers, the handler sees it for a while. */
#include "domain/report_identity.h"

#include <string.h>

#include "base/text.h"
#include "domain/number.h"
#include "web/web.h"

enum { REASON, ASK_FIELDS };
static const struct anze_field ask_fields[] = {
	[REASON] = {.name = "reason", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 5, .max = 500},
};
static const struct az_form ask_form = {"identity_ask", ask_fields, ASK_FIELDS};

static const struct az_form show_form = {"identity_show", NULL, 0};

enum { ACTION, DECISION, ANSWER_FIELDS };
static const struct anze_choice answers[] = {{"open", {0}}, {"refuse", {0}}};
static const struct anze_field answer_fields[] = {
	[ACTION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED, .choices = answers, .choice_count = 2},
	[DECISION] = {.name = "decision", .type = ANZE_LONG_TEXT, .max = 500},
};
static const struct az_form answer_form = {"identity_answer", answer_fields, ANSWER_FIELDS};

static void put_request(struct az_exchange *x, struct _hdf *row, const struct az_identity_request *request)
{
	bool over = strcmp(request->state, "opened") == 0 && request->until_at <= x->ctx->now;
	const char *state = over ? "over" : request->state;
	az_set(row, "asker", request->asker);
	az_set(row, "authority", az_pick(x->page, request->authority_zh, request->authority_en));
	az_set_instant(row, "asked_at", request->asked_at);
	az_set(row, "reason", request->reason);
	az_set(row, "state", state);
	az_set_text(x->page, row, "state_text", az_format(x->ctx->arena, "identity.state.%s", state), NULL);
	az_set(row, "decision", request->decision);
	if (request->shut)
		az_set_text(x->page, row, "shut", "identity.words_shut", NULL);
	if (strcmp(state, "asked") == 0)
		return;
	az_set(row, "decider", request->decider);
	az_set_instant(row, "decided_at", request->decided_at);
	if (strcmp(state, "refused") != 0)
		az_set_instant(row, "until", request->until_at);
}

/* ---- the handler's side ---- */

static enum az_result find(struct az_exchange *x, struct az_report *report)
{
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], report));
	report->name = NULL;
	return report->named ? AZ_OK : AZ_NOT_FOUND;
}

static enum az_result show_case(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const char *path = az_format(x->ctx->arena, "/desk/reports/%s", x->request->params[0]);
	struct az_identity_request *requests;
	size_t count;
	bool granted = false, waiting = false;
	AZ_TRY(az_identity_requests(x->ctx, report, &requests, &count));
	for (size_t i = 0; i < count; i++) {
		put_request(x, az_append(x->page->data, "Requests"), &requests[i]);
		granted = granted || az_identity_granted(x->ctx, &requests[i]);
		waiting = waiting || (requests[i].asker_id == x->ctx->account_id && strcmp(requests[i].state, "asked") == 0);
	}
	struct _hdf *node = az_node(x->page->data, "Identity");
	az_set(node, "report", path);
	az_set(node, "no", x->request->params[0]);
	az_set_flag(node, "waiting", waiting);
	az_set_flag(node, "locked", report->key == NULL);
	if (report->name != NULL) {
		az_set_flag(node, "shown", true);
		if (report->name[0] == '\0')
			az_set_text(x->page, node, "name", "desk_report.anonymous", NULL);
		else
			az_set(node, "name", report->name);
		az_set(node, "contact", report->contact);
	} else if (granted && report->key != NULL) {
		const char *action = az_format(x->ctx->arena, "%s/identity/show", path);
		az_set(node, "action", action);
		az_set(node, "token", az_exchange_token(x, action));
	}
	if ((!granted && !waiting && report->key != NULL) || az_form_has_errors(form))
		az_exchange_draw(x, form, az_format(x->ctx->arena, "%s/identity", path), "identity_ask.submit");
	return az_page_show(x->page, "desk/identity", "identity.title");
}

static enum az_result identity_page(struct az_exchange *x)
{
	struct az_report report = {0};
	AZ_TRY(find(x, &report));
	return show_case(x, &report, az_exchange_form(x, &ask_form));
}

static enum az_result identity_ask(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	AZ_TRY(find(x, &report));
	if (az_form_has_errors(form))
		return show_case(x, &report, form);
	enum az_result result = az_identity_ask(x->ctx, &report, form->values[REASON].text);
	if (az_exchange_refused(x, result, form))
		return show_case(x, &report, form);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s/identity?done=identity_ask", x->request->params[0]);
}

static enum az_result identity_show(struct az_exchange *x)
{
	struct az_report report = {0};
	AZ_TRY(find(x, &report));
	AZ_TRY(az_identity_show(x->ctx, &report));
	return show_case(x, &report, az_exchange_form(x, &ask_form));
}

/* ---- the coordinators' side ---- */

static const char *number_of(struct az_exchange *x, const struct az_identity_request *request)
{
	return az_number_print(x->ctx->arena, 'R', request->submitted_at, request->report_id);
}

static enum az_result put_queue(struct az_exchange *x, const char *node, bool answered)
{
	struct az_identity_request *requests;
	size_t count;
	AZ_TRY(az_identity_queue(x->ctx, answered, &requests, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, node);
		put_request(x, row, &requests[i]);
		az_set(row, "no", number_of(x, &requests[i]));
		az_set(row, "href", az_format(x->ctx->arena, "/desk/identities/%lld", (long long)requests[i].id));
	}
	return AZ_OK;
}

static enum az_result queue(struct az_exchange *x)
{
	if (!az_identity_decides(x->ctx)) {
		az_set_flag(x->page->data, "Identities.both", true);
		return az_page_show(x->page, "desk/identities", "identity.queue_title");
	}
	AZ_TRY(put_queue(x, "Waiting", false));
	AZ_TRY(put_queue(x, "Answered", true));
	return az_page_show(x->page, "desk/identities", "identity.queue_title");
}

static enum az_result find_request(struct az_exchange *x, struct az_identity_request *request)
{
	int64_t id;
	if (!az_identity_decides(x->ctx))
		return az_refuse(x->ctx, AZ_DENIED, "identity.two_roles", NULL);
	if (!az_parse_int(x->request->params[0], 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	return az_identity_find(x->ctx, id, request);
}

static enum az_result show_request(struct az_exchange *x, const struct az_identity_request *request,
                                   struct az_form_data *form)
{
	struct _hdf *node = az_node(x->page->data, "Request");
	bool asked = strcmp(request->state, "asked") == 0, own = request->asker_id == x->ctx->account_id;
	put_request(x, node, request);
	az_set(node, "no", number_of(x, request));
	az_set_flag(node, "own", own && asked);
	if ((asked && !own) || az_form_has_errors(form))
		az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/identities/%lld", (long long)request->id),
		                 "identity_answer.submit");
	return az_page_show(x->page, "desk/identity_answer", "identity.answer_title");
}

static enum az_result request_page(struct az_exchange *x)
{
	struct az_identity_request request = {0};
	AZ_TRY(find_request(x, &request));
	return show_request(x, &request, az_exchange_form(x, &answer_form));
}

static enum az_result request_answer(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_identity_request request = {0};
	AZ_TRY(find_request(x, &request));
	if (az_form_has_errors(form))
		return show_request(x, &request, form);
	struct az_step_input input = {form->values[DECISION].text, NULL};
	const char *action = form->values[ACTION].text;
	enum az_result result = az_flow_apply(x->ctx, &az_identity_flow, request.id, action, &input);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(find_request(x, &request)); /* as it is now */
		return show_request(x, &request, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/identities?done=identity_%s", action);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}/identity", identity_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/identity", identity_ask, AZ_ROLE_HANDLER, &ask_form, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/identity/show", identity_show, AZ_ROLE_HANDLER, &show_form, "desk", 0},
	{AZ_GET, "/desk/identities", queue, AZ_ROLE_CITY, NULL, "desk", 0},
	{AZ_GET, "/desk/identities/{id}", request_page, AZ_ROLE_CITY, NULL, "desk", 0},
	{AZ_POST, "/desk/identities/{id}", request_answer, AZ_ROLE_CITY, &answer_form, "desk", 0},
};
const struct az_route_table az_desk_identity_routes = AZ_ROUTES(routes);
