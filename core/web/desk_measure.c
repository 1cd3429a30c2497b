/* The list of measures, one measure, and its steps. Proposing stands in
 * desk_measure_new.c, which is routed before "/desk/measures/{no}". */
#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/disclosure.h"
#include "domain/measure.h"
#include "domain/rule_adoption.h"
#include "web/report_draw.h"

#define PAGE_ROWS 20
#define STEPS_MAX 12

enum { ACTION, TEXT, ACT_FIELDS };
static const struct anze_field act_fields[] = {
	[ACTION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[TEXT] = {.name = "text", .type = ANZE_LONG_TEXT, .max = 4000},
};
static const struct az_form act_form = {"measure_act", act_fields, ACT_FIELDS};

enum { DOCUMENT, JOINT, DECISION_FIELDS };
static const struct anze_field decision_fields[] = {
	[DOCUMENT] = {.name = "document", .type = ANZE_TEXT, .max = 100},
	[JOINT] = {.name = "joint", .type = ANZE_TEXT, .max = 100},
};
static const struct az_form decision_form = {"measure_decide", decision_fields, DECISION_FIELDS};

static bool regulates(const struct az_exchange *x)
{
	return (x->ctx->roles & (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)) != 0;
}

/* How a state looks; one that is not here is grey: it is over. */
static const struct {
	const char *state, *tag;
} tags[] = {{"proposed", "blue"}, {"noticed", "amber"}, {"decided", "green"}, {"rectified", "green"}, {"unrectified", "red"}};

static void put_state(struct az_exchange *x, struct _hdf *node, const char *state)
{
	az_set(node, "tag", "grey");
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strcmp(tags[i].state, state) == 0)
			az_set(node, "tag", tags[i].tag);
	az_set_code(x->page, node, "state_text", "measure.state", state);
}

/* ---- the list ---- */

static const char *const groups[] = {"open", "decided", "closed"};

static void put_row(struct az_exchange *x, const struct az_measure *measure)
{
	struct _hdf *row = az_append(x->page->data, "Measures");
	const char *no = az_measure_no(x->ctx->arena, measure->id, measure->proposed_at);
	az_set(row, "no", no);
	az_set(row, "href", az_format(x->ctx->arena, "/desk/measures/%s", no));
	az_set_code(x->page, row, "kind", "measure.kind", measure->kind);
	az_set(row, "subject", measure->subject_name);
	az_set(row, "sector", az_sector_text(x, measure->sector));
	az_set(row, "authority", az_pick(x->page, measure->authority_zh, measure->authority_en));
	put_state(x, row, measure->state);
	az_exchange_moment(x, row, "proposed_at", measure->proposed_at);
}

static enum az_result list(struct az_exchange *x)
{
	const char *group = az_request_query(x->request, "group"), *page = az_request_query(x->request, "page");
	struct az_measure *rows;
	size_t count;
	int64_t before = 0;
	bool known = false;
	if (group[0] == '\0')
		group = groups[0];
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		struct _hdf *tab = az_append(x->page->data, "Tabs");
		bool current = strcmp(groups[i], group) == 0;
		known = known || current;
		az_set(tab, "href", az_format(x->ctx->arena, "/desk/measures?group=%s", groups[i]));
		az_set_code(x->page, tab, "text", "measure.group", groups[i]);
		az_set_flag(tab, "current", current);
	}
	if (!known || (page[0] != '\0' && !az_parse_int(page, 1, INT64_MAX, &before)))
		return AZ_NOT_FOUND;
	AZ_TRY(az_measure_list(x->ctx, group, before, &rows, &count, PAGE_ROWS + 1));
	for (size_t i = 0; i < count && i < PAGE_ROWS; i++)
		put_row(x, &rows[i]);
	if (count > PAGE_ROWS)
		az_set(x->page->data, "Pager.next",
		       az_format(x->ctx->arena, "/desk/measures?group=%s&page=%lld", group,
		                 (long long)rows[PAGE_ROWS - 1].id));
	az_set_flag(x->page->data, "Measure.may_propose", regulates(x));
	return az_page_show(x->page, "desk/measures", "measure.list_title");
}

/* ---- one measure ---- */

/* After a step that was not carried out, the way to the next one. */
static void put_next(struct az_exchange *x, struct _hdf *node, const struct az_measure *measure, const char *no)
{
	enum az_measure_kind kind = az_measure_kind_of(measure->kind);
	bool failed = strcmp(measure->state, "unrectified") == 0 ||
	              (kind == AZ_MEASURE_EXPOSE && strcmp(measure->state, "decided") == 0);
	if (failed && regulates(x))
		az_set(node, "next",
		       az_format(x->ctx->arena, "/desk/measures/new?kind=%s&previous=%s",
		                 az_measure_kind_name((enum az_measure_kind)(kind + 1)), no));
}

static void put_rule(struct az_exchange *x, struct _hdf *node, const struct az_measure *measure)
{
	const struct az_rule_set *set = az_rule_set_of(x->web->site->rules, measure->rule_set);
	const struct az_ground *ground = set == NULL ? NULL : az_ground_of(set, measure->ground);
	if (set != NULL)
		az_set(node, "basis", az_pick(x->page, set->title.zh, set->title.en));
	if (ground != NULL)
		az_set(node, "ground", az_pick(x->page, ground->text.zh, ground->text.en));
}

static void put_measure(struct az_exchange *x, const struct az_measure *measure)
{
	struct _hdf *node = az_node(x->page->data, "Measure");
	struct az_arena *arena = x->ctx->arena;
	const char *number = az_measure_no(arena, measure->id, measure->proposed_at);
	az_set(node, "no", number);
	put_next(x, node, measure, number);
	az_set_code(x->page, node, "kind", "measure.kind", measure->kind);
	put_state(x, node, measure->state);
	az_set_code(x->page, node, "subject_type", "disclosure.subject_type", measure->subject_type);
	az_set(node, "subject", measure->subject_name);
	az_set(node, "code", measure->uscc);
	az_set(node, "sector", az_sector_text(x, measure->sector));
	az_set(node, "county", measure->county[0] == '\0' ? az_text(x->page, "measure.whole_city", NULL)
	                                                  : az_pick(x->page, measure->county_zh, measure->county_en));
	az_set(node, "authority", az_pick(x->page, measure->authority_zh, measure->authority_en));
	put_rule(x, node, measure);
	az_set(node, "clause", measure->clause);
	az_set_day(node, "event", measure->event_on);
	az_set(node, "facts", measure->facts);
	az_set(node, "public_text", measure->public_text);
	az_set(node, "document", measure->document);
	az_set_day(node, "rectify_by", measure->rectify_by);
	if (measure->term_months > 0)
		az_set_text(x->page, node, "term", "measure.months",
		            az_format(arena, "%lld", (long long)measure->term_months), NULL);
	az_set_day(node, "notice_on", measure->notice_on);
	az_set_day(node, "defence_until", measure->defence_until);
	az_set_flag(node, "calendar_provisional", !az_site_calendar_verified(x->web->site, measure->defence_until));
	az_exchange_moment(x, node, "proposed_at", measure->proposed_at);
	az_exchange_moment(x, node, "decided_at", measure->decided_at);
	az_set(node, "grave", measure->grave_reason);
	if (measure->previous_id != 0) {
		const char *no = az_measure_no(arena, measure->previous_id, measure->previous_at);
		az_set(node, "previous", no);
		az_set(node, "previous_href", az_format(arena, "/desk/measures/%s", no));
	}
	if (!regulates(x))
		return; /* the party does not see who works on it, nor what is still being weighed */
	az_set_flag(node, "inner", true);
	az_set(node, "maker", measure->maker);
	az_set(node, "decider", measure->decider);
	az_set(node, "joint", measure->joint_opinion);
	az_set_code(x->page, node, "review", "measure.review", measure->review);
}

/* The conditions of the decision, met or not, each in a sentence. */
struct gate_line {
	const char *name, *text;
	bool met;
};

struct gate_view {
	struct gate_line lines[AZ_GATE_COUNT];
	size_t count;
};

static enum az_result put_gate(struct az_exchange *x, const struct az_measure *measure,
                               const struct az_measure_step *decision, struct gate_view *view)
{
	struct az_gate_facts facts;
	char until[AZ_DAY_TEXT] = "";
	AZ_TRY(az_measure_gate(x->ctx, measure, decision, &facts));
	unsigned conditions = az_gate_conditions(facts.kind, facts.subject_type), missing = az_gate_missing(&facts);
	if (facts.defence_until != AZ_DAY_NONE)
		az_day_print(facts.defence_until, until);
	const char *title = facts.set == NULL ? "" : az_pick(x->page, facts.set->title.zh, facts.set->title.en);
	for (unsigned i = 0; i < AZ_GATE_COUNT; i++) {
		if (!(conditions & AZ_GATE_BIT(i)))
			continue;
		bool met = !(missing & AZ_GATE_BIT(i));
		const char *key = az_format(x->ctx->arena, "measure.gate.%s_%s", az_gate_names[i], met ? "met" : "unmet");
		/* A day is named where one is set; before the notice the sentence is another. */
		if (i == AZ_GATE_DEADLINE && until[0] == '\0')
			key = "measure.gate.deadline_unset";
		struct gate_line *line = &view->lines[view->count++];
		*line = (struct gate_line){az_gate_names[i], az_text(x->page, key, title, until, NULL), met};
		struct _hdf *row = az_append(x->page->data, "Gate");
		az_set(row, "name", line->name);
		az_set(row, "text", line->text);
		az_set_flag(row, "met", met);
	}
	az_set_flag(x->page->data, "Measure.no_listing", (missing & AZ_GATE_BIT(AZ_GATE_ADOPTED)) != 0);
	return AZ_OK;
}

/* A refused decision says every condition that is missing, with the way to its line. */
static void add_gate_errors(struct az_exchange *x, const struct gate_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		if (view->lines[i].met)
			continue;
		struct _hdf *row = az_append(x->page->data, "Decide.errors");
		az_set(row, "href", az_format(x->ctx->arena, "#gate-%s", view->lines[i].name));
		az_set(row, "text", view->lines[i].text);
	}
}

static enum az_result put_defences(struct az_exchange *x, int64_t id)
{
	struct az_measure_defence *rows;
	size_t count;
	AZ_TRY(az_measure_defences(x->ctx, id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Measure.defences");
		az_set(row, "body", rows[i].body);
		az_exchange_moment(x, row, "at", rows[i].at);
		az_set_flag(row, "by_insurer", rows[i].by_insurer != 0);
	}
	return AZ_OK;
}

static enum az_result put_trail(struct az_exchange *x, int64_t id)
{
	struct az_audit_row *trail;
	size_t count;
	AZ_TRY(az_audit_of(x->ctx, "measure", id, &trail, &count));
	az_exchange_trail(x, "Measure.trail", trail, count);
	return AZ_OK;
}

/* The steps that make sense for this kind; the decision has a form of its own. */
static bool fits(const struct az_exchange *x, const struct az_measure *measure, const char *action)
{
	enum az_measure_kind kind = az_measure_kind_of(measure->kind);
	if (strcmp(action, "decide") == 0)
		return false;
	if (strcmp(action, "withdraw") == 0)
		return measure->maker_id == x->ctx->account_id;
	if (strcmp(action, "rectified") == 0 || strcmp(action, "unrectified") == 0)
		return !az_measure_kind_public(kind);
	if (strcmp(action, "defend") == 0 && x->ctx->actor->insurer_id != 0)
		return az_day_at(x->ctx->now) <= measure->defence_until;
	return strcmp(action, "serve_notice") != 0 || kind != AZ_MEASURE_COMMENDATION;
}

static bool set_actions(struct az_exchange *x, const struct az_measure *measure, struct az_form_data *form)
{
	const struct az_step *offered[STEPS_MAX];
	struct az_flow_row row = {measure->id, measure->state, measure->maker_id, 0};
	size_t count = az_flow_offered(x->ctx, &az_measure_flow, &row, offered, STEPS_MAX), n = 0;
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct anze_choice);
	bool decides = false;
	for (size_t i = 0; i < count; i++) {
		decides = decides || strcmp(offered[i]->action, "decide") == 0;
		if (fits(x, measure, offered[i]->action))
			choices[n++].code = offered[i]->action;
	}
	az_form_choices(form, ACTION, choices, n);
	/* What is left to do is chosen beforehand, but never what takes a decision back. */
	if (n == 1 && !form->submitted && strcmp(choices[0].code, "annul") != 0)
		az_form_preset(form, ACTION, choices[0].code);
	return decides;
}

struct view {
	struct az_measure measure;
	struct az_form_data *act, *decision;
	bool decides;
	bool refused; /* by the gate: say every condition */
};

static enum az_result find(struct az_exchange *x, struct view *view)
{
	*view = (struct view){0};
	AZ_TRY(az_measure_find(x->ctx, x->request->params[0], &view->measure)); /* 404 when out of scope */
	view->act = az_exchange_form(x, &act_form);
	view->decision = az_exchange_form(x, &decision_form);
	view->decides = set_actions(x, &view->measure, view->act);
	if (!view->decision->submitted) {
		az_form_preset(view->decision, DOCUMENT, view->measure.document);
		az_form_preset(view->decision, JOINT, view->measure.joint_opinion);
	}
	return AZ_OK;
}

static bool pending(const struct az_measure *measure)
{
	return strcmp(measure->state, "proposed") == 0 || strcmp(measure->state, "noticed") == 0;
}

static bool lacks(const struct gate_view *view, enum az_gate_condition condition)
{
	for (size_t i = 0; i < view->count; i++)
		if (az_streq(view->lines[i].name, az_gate_names[condition]))
			return !view->lines[i].met;
	return false;
}

/* The same form, in the words of whom it is for: the party states its defence, a regulator explains a step. */
static void put_act(struct az_exchange *x, struct view *view, const char *path)
{
	const struct az_form_value *actions = &view->act->values[ACTION];
	if (actions->choice_count == 0)
		return;
	az_exchange_draw(x, view->act, path, "measure_act.submit");
	struct _hdf *text = az_node(x->page->data, "Form.fields.1");
	if (x->ctx->actor->insurer_id != 0) {
		az_set_text(x->page, text, "label", "measure.own_defence", NULL);
		az_set_text(x->page, text, "hint", "measure.own_defence_hint", NULL);
	}
	az_set_flag(text, "required", x->ctx->actor->insurer_id != 0);
	az_set_flag(x->page->data, "Form.grave",
	            actions->choice_count == 1 && strcmp(actions->choices[0].code, "annul") == 0);
}

static enum az_result put_decision(struct az_exchange *x, struct view *view, const char *path)
{
	const struct az_form_value *values = view->decision->values;
	struct az_measure_step decision = {"", values[DOCUMENT].raw == NULL ? "" : values[DOCUMENT].raw,
	                                   values[JOINT].raw == NULL ? "" : values[JOINT].raw};
	struct gate_view gate = {.count = 0};
	AZ_TRY(put_gate(x, &view->measure, &decision, &gate));
	if (view->decides) {
		az_exchange_draw_at(x, "Decide", view->decision, az_format(x->ctx->arena, "%s/decision", path),
		                    "measure_decide.submit");
		/* The gate asks for it, not the form: it may be recorded already. */
		az_set_flag(x->page->data, "Decide.fields.0.required",
		            az_measure_kind_public(az_measure_kind_of(view->measure.kind)));
		az_set_flag(x->page->data, "Decide.fields.1.required", lacks(&gate, AZ_GATE_JOINT));
	}
	if (view->refused)
		add_gate_errors(x, &gate);
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, struct view *view)
{
	const struct az_measure *measure = &view->measure;
	const char *path = az_format(x->ctx->arena, "/desk/measures/%s", x->request->params[0]), *published;
	put_measure(x, measure);
	AZ_TRY(put_defences(x, measure->id));
	AZ_TRY(az_report_put_origin(x, "measure", measure->id));
	AZ_TRY(az_disclosure_of_measure(x->ctx, measure->id, &published));
	if (published[0] != '\0' && strcmp(measure->state, "decided") == 0)
		az_set(x->page->data, "Measure.published", az_format(x->ctx->arena, "/disclosures/%s", published));
	if (regulates(x))
		AZ_TRY(put_trail(x, measure->id));
	if (regulates(x) && pending(measure))
		AZ_TRY(put_decision(x, view, path));
	put_act(x, view, path);
	return az_page_show(x->page, "desk/measure", "measure.title");
}

static enum az_result measure_page(struct az_exchange *x)
{
	struct view view;
	AZ_TRY(find(x, &view));
	return show(x, &view);
}

static enum az_result measure_act(struct az_exchange *x)
{
	struct view view;
	AZ_TRY(find(x, &view));
	az_form_check(view.act);
	if (az_form_has_errors(view.act))
		return show(x, &view);
	const char *action = view.act->values[ACTION].text, *text = view.act->values[TEXT].text;
	struct az_measure_step detail = {text, "", ""};
	/* A defence is kept in its own table, not in the trail. */
	struct az_step_input input = {strcmp(action, "defend") == 0 ? "" : text, &detail};
	enum az_result result = az_flow_apply(x->ctx, &az_measure_flow, view.measure.id, action, &input);
	if (az_exchange_refused(x, result, view.act))
		return show(x, &view);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/measures/%s?done=measure_%s", x->request->params[0], action);
}

static enum az_result measure_decide(struct az_exchange *x)
{
	struct view view;
	AZ_TRY(find(x, &view));
	if (az_form_has_errors(view.decision))
		return show(x, &view);
	struct az_measure_step detail = {"", view.decision->values[DOCUMENT].text, view.decision->values[JOINT].text};
	struct az_step_input input = {"", &detail};
	enum az_result result = az_flow_apply(x->ctx, &az_measure_flow, view.measure.id, "decide", &input);
	view.refused = result == AZ_INVALID;
	if (az_exchange_refused(x, result, view.decision)) {
		view.decides = true; /* shown again with what was typed, whoever it was */
		return show(x, &view);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/measures/%s?done=measure_decide", x->request->params[0]);
}

#define REGULATORS (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)

static const struct az_route routes[] = {
	{AZ_GET, "/desk/measures", list, REGULATORS | AZ_ROLE_INSURER, NULL, "desk", 0},
	{AZ_GET, "/desk/measures/{no}", measure_page, REGULATORS | AZ_ROLE_INSURER, NULL, "desk", 0},
	{AZ_POST, "/desk/measures/{no}", measure_act, REGULATORS | AZ_ROLE_INSURER, &act_form, "desk", 0},
	{AZ_POST, "/desk/measures/{no}/decision", measure_decide, REGULATORS, &decision_form, "desk", 0},
};
const struct az_route_table az_desk_measure_routes = AZ_ROUTES(routes);
