/* What the report form asks about the one that is reported, and what it says before it is sent. */
#include "web/report_intake.h"

#include <string.h>

#include "base/text.h"
#include "domain/authority_name.h"
#include "domain/report_route.h"
#include "domain/rule.h"
#include "domain/subject.h"

#define NONE "none"
#define OTHER "other"

/* ---- doors ---- */

enum az_result az_report_door_choices(struct az_exchange *x, struct anze_choice **choices, size_t *count)
{
	const struct az_rules *rules = x->web->site->rules;
	*choices = AZ_NEW_ARRAY(x->ctx->arena, rules->door_count + 1, struct anze_choice);
	(*choices)[0].code = NONE;
	*count = 1;
	for (size_t i = 0; i < rules->door_count; i++)
		if (az_door_of(rules, rules->doors[i].code, az_day_at(x->ctx->now)) == &rules->doors[i])
			(*choices)[(*count)++] = (struct anze_choice){rules->doors[i].code, rules->doors[i].label};
	return AZ_OK;
}

bool az_report_door_named(const char *code)
{
	return code[0] != '\0' && strcmp(code, NONE) != 0;
}

void az_report_door_put(struct az_exchange *x, const char *code)
{
	const struct az_door *door = az_door_of(x->web->site->rules, code, az_day_at(x->ctx->now));
	if (door == NULL)
		return;
	struct _hdf *node = az_node(x->page->data, "Door");
	az_set(node, "label", az_pick(x->page, door->label.zh, door->label.en));
	az_set(node, "likely", az_pick(x->page, door->likely.zh, door->likely.en));
	az_set(node, "where", az_pick(x->page, door->where.zh, door->where.en));
	az_set(node, "phone", door->phone);
	az_set_flag(node, "unverified", !door->verified);
}

/* ---- whom it is about ---- */

enum az_result az_report_pick_choices(struct az_exchange *x, const char *type, const char *typed,
                                      struct anze_choice **choices, size_t *count)
{
	bool more;
	size_t found;
	struct anze_choice *listed;
	AZ_TRY(az_subject_choices(x->ctx, type, typed, &listed, &found, &more));
	struct _hdf *node = az_node(x->page->data, "Found");
	if (strcmp(type, "enterprise") == 0 && typed[0] != '\0') {
		az_set(node, "typed", typed);
		az_set_text(x->page, node, "text",
		            found == 0 ? "report_find.none" : more ? "report_find.more" : "report_find.some",
		            az_format(x->ctx->arena, "%zu", found), NULL);
	}
	*choices = AZ_NEW_ARRAY(x->ctx->arena, found + 1, struct anze_choice);
	memcpy(*choices, listed, found * sizeof *listed);
	(*choices)[found].code = OTHER;
	*count = found == 0 ? 0 : found + 1;
	return AZ_OK;
}

/* ---- where it would go ---- */

enum az_result az_report_subject_fault(struct az_exchange *x, const char *kind, const struct az_subject *subject,
				       const char **why)
{
	struct az_routing routing;
	bool authority = strcmp(subject->type, "authority") == 0;
	struct az_route_question question = {kind, "authority", "", "", subject->id, subject->name};
	*why = NULL;
	/* An office that is described under another heading would get what is about itself. */
	if (!authority && (subject->id != 0 || !az_authority_like(x->ctx->arena, subject->name)))
		return AZ_OK;
	AZ_TRY(az_report_route(x->ctx, &question, NULL, 0, &routing));
	if (!authority && (routing.vague || routing.barred_count > 0))
		*why = "report_form.subject_authority";
	else if (authority && (routing.vague || routing.above_all)) /* else who is competent hangs on the sector and the place */
		*why = az_route_refusal(&routing);
	return AZ_OK;
}

static void put_body(struct az_exchange *x, const struct az_body *body, const char *role)
{
	struct _hdf *row = az_append(x->page->data, "Goes.bodies");
	az_set(row, "name", az_pick(x->page, body->name_zh, body->name_en));
	az_set_text(x->page, row, "role", role, NULL);
}

enum az_result az_report_goes_put(struct az_exchange *x, const struct az_report_new *report)
{
	struct az_routing routing;
	struct az_route_question question = {report->kind,   report->subject_type, report->sector,
	                                     report->county, report->subject_id,   report->subject_name};
	AZ_TRY(az_report_route(x->ctx, &question, NULL, 0, &routing));
	const char *why = az_route_refusal(&routing);
	struct _hdf *node = az_node(x->page->data, "Goes");
	if (why != NULL) {
		az_set_text(x->page, node, "nobody", why, NULL);
		return AZ_OK;
	}
	put_body(x, routing.lead_body, "report_party.lead");
	for (size_t i = 0; i < routing.joint_count; i++)
		put_body(x, routing.joint_bodies[i], "report_party.joint");
	az_set_flag(node, "shared", routing.joint_count > 0);
	az_set_flag(node, "unlisted", strcmp(report->subject_type, "authority") == 0 && routing.barred_count == 0);
	az_set_flag(node, "unverified", !routing.rule->verified);
	return AZ_OK;
}
