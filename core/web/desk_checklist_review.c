/* A proposed draft: another person of the sector publishes or returns it, who
 * proposed it may withdraw it. */
#include "web/desk_checklist_merge.h"

#include <string.h>

#include "base/text.h"

enum { ACTION, REASON, PROPOSED, REVIEW_FIELDS };
static const struct anze_field review_fields[] = {
	[ACTION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[REASON] = {.name = "reason", .type = ANZE_LONG_TEXT, .max = 1000},
	[PROPOSED] = {.name = "proposed", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 20},
};
static const struct az_form review_form = {"checklist_review", review_fields, REVIEW_FIELDS};

#define STEPS_MAX 8

/* AZ_NOT_FOUND for whoever may not write; AZ_CONFLICT when nothing is proposed (any more). */
static enum az_result open_proposal(struct az_exchange *x, struct az_checklist_room *room)
{
	AZ_TRY(az_checklist_open(x, room));
	if (!room->may_write)
		return AZ_NOT_FOUND;
	return room->in_review ? AZ_OK : az_refuse(x->ctx, AZ_CONFLICT, "checklist.no_proposal", NULL);
}

/* Who proposed it can only withdraw it, everybody else only decide it. */
static void set_actions(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	const struct az_step *offered[STEPS_MAX];
	struct az_flow_row row = {room->draft.id, room->draft.state, room->draft.proposer_id, 0};
	bool own = room->draft.proposer_id == x->ctx->account_id;
	size_t count = az_flow_offered(x->ctx, &az_checklist_flow, &row, offered, STEPS_MAX), n = 0;
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct anze_choice);
	for (size_t i = 0; i < count; i++)
		if ((strcmp(offered[i]->action, "withdraw") == 0) == own)
			choices[n++].code = offered[i]->action;
	az_form_choices(form, ACTION, choices, n);
	if (n == 1 && !form->submitted)
		az_form_preset(form, ACTION, choices[0].code);
}

static const char *proposed_text(struct az_exchange *x, const struct az_checklist_room *room)
{
	return az_format(x->ctx->arena, "%lld", (long long)room->draft.proposed_at);
}

static enum az_result show(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	int status = x->page->status;
	AZ_TRY(az_checklist_put_decision(x, room, "desk_checklist.review_title"));
	AZ_TRY(az_checklist_put_merge_line(x, room));
	az_checklist_put_proposal(x, room);
	az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/checklists/%s/draft/review", room->path),
			 "checklist_review.submit");
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_review", NULL);
}

static enum az_result review_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(open_proposal(x, &room));
	struct az_form_data *form = az_exchange_form(x, &review_form);
	set_actions(x, &room, form);
	az_form_preset(form, PROPOSED, proposed_text(x, &room));
	return show(x, &room, form);
}

static enum az_result review(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	AZ_TRY(open_proposal(x, &room));
	set_actions(x, &room, form);
	az_form_check(form);
	if (az_form_has_errors(form))
		return show(x, &room, form);
	const char *action = form->values[ACTION].text, *path = room.path;
	enum az_result result = az_checklist_decide(x->ctx, room.sector->code, action,
						    az_checklist_revision(form, PROPOSED), form->values[REASON].text);
	if (az_exchange_refused(x, result, form)) {
		if (result == AZ_CONFLICT) { /* another proposal, or none any more: read it first */
			AZ_TRY(open_proposal(x, &room));
			x->page->status = 409;
			form->values[PROPOSED].raw = proposed_text(x, &room);
		}
		return show(x, &room, form);
	}
	AZ_TRY(result);
	if (strcmp(action, "publish") == 0)
		return az_page_redirect(x->page, "/desk/checklists/%s?done=checklist_published", path);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_%s", path,
				strcmp(action, "return") == 0 ? "returned" : "withdrawn");
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/review", review_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/review", review, AZ_ROLE_REGULATOR, &review_form, "desk", 0},
};
const struct az_route_table az_desk_checklist_review_routes = AZ_ROUTES(routes);
