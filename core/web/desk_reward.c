/* The desk's side of rewards: proposed and decided at a report, paid by the code. */
#include <string.h>

#include "base/text.h"
#include "domain/number.h"
#include "web/report_draw.h"
#include "web/report_reward.h"

#define ROWS 50

enum { RULE, FINE, HEADS, FIRST, PROPOSE_FIELDS };
static const struct anze_field propose_fields[] = {
	[RULE] = {.name = "rule", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[FINE] = {.name = "fine", .type = ANZE_MONEY, .flags = ANZE_NARROW},
	[HEADS] = {.name = "heads", .type = ANZE_INTEGER, .flags = ANZE_NARROW, .min = 0, .max = 10000},
	[FIRST] = {.name = "first", .type = ANZE_CHECK, .flags = ANZE_REQUIRED},
};
static const struct az_form propose_form = {"reward_propose", propose_fields, PROPOSE_FIELDS};

enum { DECISION, REASON, DECIDE_FIELDS };
static const struct anze_choice decisions[] = {{"approve", {0}}, {"decline", {0}}};
static const struct anze_field decide_fields[] = {
	[DECISION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED, .choices = decisions, .choice_count = 2},
	[REASON] = {.name = "reason", .type = ANZE_LONG_TEXT, .max = 500},
};
static const struct az_form decide_form = {"reward_decide", decide_fields, DECIDE_FIELDS};

enum { CODE, CODE_FIELDS };
static const struct anze_field code_fields[] = {
	[CODE] = {.name = "code", .type = ANZE_TEXT, .flags = ANZE_REQUIRED | ANZE_NARROW, .max = 60},
};
static const struct az_form code_form = {"reward_code", code_fields, CODE_FIELDS};

enum { DRAW_CODE, PAID, DRAW_FIELDS };
static const struct anze_field draw_fields[] = {
	[DRAW_CODE] = {.name = "code", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 60},
	[PAID] = {.name = "paid", .type = ANZE_CHECK, .flags = ANZE_REQUIRED},
};
static const struct az_form draw_form = {"reward_draw", draw_fields, DRAW_FIELDS};

/* ---- at a report ---- */

enum az_result az_report_put_reward(struct az_exchange *x, const struct az_report *report, const char *no)
{
	struct az_reward reward = {0};
	enum az_result result = az_reward_of_report(x->ctx, report->id, &reward);
	if (result != AZ_OK && result != AZ_NOT_FOUND)
		return result;
	if (result == AZ_NOT_FOUND && !az_reward_possible(report))
		return AZ_OK;
	struct _hdf *node = az_node(x->page->data, "Report.reward");
	az_set(node, "href", az_format(x->ctx->arena, "/desk/reports/%s/reward", no));
	az_set_code(x->page, node, "text", "reward.state", result == AZ_NOT_FOUND ? "none" : reward.state);
	return AZ_OK;
}

/* The rules of the day on which the report came in. */
static void set_rules(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const struct az_rules *rules = x->web->site->rules;
	az_day on = az_day_at(report->submitted_at);
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, rules->reward_count + 1, struct anze_choice);
	size_t count = 0;
	for (size_t i = 0; i < rules->reward_count; i++) {
		const struct az_reward_rule *rule = &rules->rewards[i];
		if (az_reward_rule_of(rules, rule->code, on) != rule)
			continue;
		const char *title = az_pick(x->page, rule->title.zh, rule->title.en);
		if (!rule->verified)
			title = az_text(x->page, "reward.unverified_rule", title, NULL);
		choices[count++] = (struct anze_choice){rule->code, {title, title}};
	}
	az_form_choices(form, RULE, choices, count);
}

struct case_page {
	struct az_report report;
	struct az_reward reward;
	bool exists, may_propose, may_decide;
};

static enum az_result find(struct az_exchange *x, struct case_page *page)
{
	*page = (struct case_page){0};
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], &page->report)); /* 404 when out of scope */
	enum az_result result = az_reward_of_report(x->ctx, page->report.id, &page->reward);
	if (result != AZ_OK && result != AZ_NOT_FOUND)
		return result;
	page->exists = result == AZ_OK;
	bool leads = x->ctx->actor->authority_id == page->report.authority_id;
	page->may_propose = leads && az_reward_possible(&page->report) &&
	                    (!page->exists || strcmp(page->reward.state, "declined") == 0);
	page->may_decide = page->exists && strcmp(page->reward.state, "proposed") == 0 &&
	                   x->ctx->actor->authority_id == page->reward.authority_id &&
	                   page->reward.maker_id != x->ctx->account_id;
	return page->exists || az_reward_possible(&page->report) ? AZ_OK : AZ_NOT_FOUND;
}

static enum az_result show_case(struct az_exchange *x, const struct case_page *page, struct az_form_data *form)
{
	const char *no = x->request->params[0];
	az_set(x->page->data, "Report.no", no);
	az_set(x->page->data, "Report.href", az_format(x->ctx->arena, "/desk/reports/%s", no));
	if (page->exists) {
		struct _hdf *node = az_node(x->page->data, "Reward");
		az_reward_put(x, node, &page->reward);
		az_set(node, "maker", page->reward.maker);
		az_set_flag(node, "own", strcmp(page->reward.state, "proposed") == 0 && !page->may_decide);
	}
	if (form == NULL && page->may_propose) {
		form = az_form_new(x->ctx->arena, &propose_form);
		set_rules(x, &page->report, form);
	}
	if (form == NULL && page->may_decide)
		form = az_form_new(x->ctx->arena, &decide_form);
	if (form != NULL)
		az_exchange_draw(x, form,
		                 az_format(x->ctx->arena, "/desk/reports/%s/%s", no,
		                           form->form == &propose_form ? "reward" : "reward/decide"),
		                 form->form == &propose_form ? "reward_propose.submit" : "reward_decide.submit");
	return az_page_show(x->page, "desk/report_reward", "reward.title");
}

static enum az_result case_page(struct az_exchange *x)
{
	struct case_page page;
	AZ_TRY(find(x, &page));
	return show_case(x, &page, NULL);
}

static enum az_result propose(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	struct case_page page;
	AZ_TRY(find(x, &page));
	set_rules(x, &page.report, form);
	az_form_check(form);
	const struct az_reward_rule *rule =
		az_reward_rule_of(x->web->site->rules, values[RULE].text, az_day_at(page.report.submitted_at));
	size_t needed = rule != NULL && rule->by == AZ_REWARD_EACH ? HEADS : FINE;
	if (rule != NULL && (!values[needed].given || values[needed].number <= 0))
		az_form_error(form, needed, "reward_propose.needed", NULL);
	if (rule != NULL && rule->by == AZ_REWARD_RANGE && values[FINE].valid &&
	    (values[FINE].number < rule->min || values[FINE].number > rule->max))
		az_form_error(form, FINE, "reward_propose.range", az_yuan_text(x, rule->min), az_yuan_text(x, rule->max), NULL);
	if (az_form_has_errors(form))
		return show_case(x, &page, form);
	enum az_result result = az_reward_propose(x->ctx, &page.report, rule->code, values[needed].number);
	if (az_exchange_refused(x, result, form))
		return show_case(x, &page, form);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s/reward?done=reward_propose", x->request->params[0]);
}

static enum az_result decide(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct case_page page;
	AZ_TRY(find(x, &page));
	if (!page.exists)
		return AZ_NOT_FOUND;
	if (az_form_has_errors(form))
		return show_case(x, &page, form);
	struct az_step_input input = {form->values[REASON].text, NULL};
	const char *action = form->values[DECISION].text;
	enum az_result result = az_flow_apply(x->ctx, &az_reward_flow, page.reward.id, action, &input);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(find(x, &page)); /* as it is now */
		return show_case(x, &page, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s/reward?done=reward_%s", x->request->params[0], action);
}

/* ---- paying ---- */

static enum az_result put_list(struct az_exchange *x, const char *state, const char *node)
{
	struct az_reward *rows;
	size_t count;
	AZ_TRY(az_reward_list(x->ctx, state, &rows, &count, ROWS));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, node);
		if (strcmp(state, "proposed") != 0) {
			az_reward_put_amount(x, row, &rows[i]);
			continue;
		}
		az_reward_put(x, row, &rows[i]);
		az_set(row, "maker", rows[i].maker);
		const char *report = az_number_print(x->ctx->arena, 'R', rows[i].submitted_at, rows[i].report_id);
		az_set(row, "report", report);
		az_set(row, "href", az_format(x->ctx->arena, "/desk/reports/%s/reward", report));
	}
	return AZ_OK;
}

static enum az_result show_rewards(struct az_exchange *x, struct az_form_data *form)
{
	if (x->ctx->roles & AZ_ROLE_HANDLER)
		AZ_TRY(put_list(x, "proposed", "Proposed"));
	az_set_flag(x->page->data, "Rewards.handler", (x->ctx->roles & AZ_ROLE_HANDLER) != 0);
	if (x->ctx->roles & AZ_ROLE_PAYER) {
		AZ_TRY(put_list(x, "drawn", "Drawn"));
		az_exchange_draw(x, form, "/desk/rewards", "reward_code.submit");
	}
	return az_page_show(x->page, "desk/rewards", "reward.queue_title");
}

static enum az_result rewards_page(struct az_exchange *x)
{
	return show_rewards(x, az_exchange_form(x, &code_form));
}

/* What a code is good for; the code goes on to the next step in its hidden field. */
static enum az_result show_reward(struct az_exchange *x, const struct az_reward *reward, struct az_form_data *form)
{
	az_reward_put_amount(x, az_node(x->page->data, "Reward"), reward);
	if (strcmp(reward->state, "claimed") == 0 || az_form_has_errors(form))
		az_exchange_draw(x, form, "/desk/rewards/draw", "reward_draw.submit");
	return az_page_show(x->page, "desk/reward_draw", "reward_draw.title");
}

static enum az_result look_up(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_reward reward = {0};
	if (az_form_has_errors(form))
		return show_rewards(x, form);
	enum az_result result = az_reward_by_code(x->ctx, form->values[CODE].text, &reward);
	if (result == AZ_NOT_FOUND) {
		az_form_error(form, CODE, "reward.code_unknown", NULL);
		return show_rewards(x, form);
	}
	AZ_TRY(result);
	struct az_form_data *draw = az_form_new(x->ctx->arena, &draw_form);
	az_form_preset(draw, DRAW_CODE, form->values[CODE].text);
	return show_reward(x, &reward, draw);
}

static enum az_result draw(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const char *code = form->values[DRAW_CODE].text;
	struct az_reward reward = {0};
	AZ_TRY(az_reward_by_code(x->ctx, code, &reward));
	if (az_form_has_errors(form))
		return show_reward(x, &reward, form);
	enum az_result result = az_reward_draw(x->ctx, code, reward.id);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_reward_by_code(x->ctx, code, &reward)); /* as it is now */
		return show_reward(x, &reward, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/rewards?done=reward_draw");
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}/reward", case_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/reward", propose, AZ_ROLE_HANDLER, &propose_form, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/reward/decide", decide, AZ_ROLE_HANDLER, &decide_form, "desk", 0},
	{AZ_GET, "/desk/rewards", rewards_page, AZ_ROLE_HANDLER | AZ_ROLE_PAYER, NULL, "desk", 0},
	{AZ_POST, "/desk/rewards", look_up, AZ_ROLE_PAYER, &code_form, "desk", AZ_ROUTE_SILENT},
	{AZ_POST, "/desk/rewards/draw", draw, AZ_ROLE_PAYER, &draw_form, "desk", 0},
};
const struct az_route_table az_desk_reward_routes = AZ_ROUTES(routes);
