/* The reporter's side of a reward: read, asked for, given up, with the receipt. */
#include "web/report_reward.h"

#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "web/report_track.h"

#define REWARD "/report/track/reward"

enum { RECEIPT, ACTION, REWARD_FIELDS };
static const struct anze_field reward_fields[] = {
	[RECEIPT] = {.name = "reward_receipt", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 60},
	[ACTION] = {.name = "reward_action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
};
static const struct az_form reward_form = {"track_reward", reward_fields, REWARD_FIELDS};

static const struct anze_choice offered[] = {{"claim", {0}}, {"waive", {0}}};
static const struct anze_choice claimed[] = {{"renew", {0}}, {"waive", {0}}};
static const struct anze_choice all[] = {{"claim", {0}}, {"renew", {0}}, {"waive", {0}}};

const char *az_yuan_text(struct az_exchange *x, int64_t fen)
{
	char text[AZ_MONEY_TEXT];
	az_money_print(fen, text);
	return az_text(x->page, "reward.yuan", az_copy(x->ctx->arena, text), NULL);
}

/* How the amount comes about. */
static void put_sum(struct az_exchange *x, struct _hdf *node, const struct az_reward *reward,
                    const struct az_reward_rule *rule)
{
	char rate[AZ_PERCENT_TEXT];
	switch (rule->by) {
	case AZ_REWARD_RATE:
		az_percent_print(rule->rate, rate);
		az_set_text(x->page, node, "sum", "reward.by_rate", az_yuan_text(x, reward->basis), az_copy(x->ctx->arena, rate),
		            az_yuan_text(x, rule->min), az_yuan_text(x, rule->max), NULL);
		break;
	case AZ_REWARD_EACH:
		az_set_text(x->page, node, "sum", "reward.by_each", az_format(x->ctx->arena, "%lld", (long long)reward->basis),
		            az_yuan_text(x, rule->each), az_yuan_text(x, rule->max), NULL);
		break;
	default:
		az_set_text(x->page, node, "sum", "reward.by_range", az_yuan_text(x, rule->min), az_yuan_text(x, rule->max),
		            NULL);
	}
}

void az_reward_put_amount(struct az_exchange *x, struct _hdf *node, const struct az_reward *reward)
{
	az_set(node, "no", az_reward_no(x->ctx->arena, reward));
	az_set(node, "amount", az_yuan_text(x, reward->amount));
	az_set(node, "state", reward->state);
	az_set_code(x->page, node, "state_text", "reward.state", reward->state);
	az_set(node, "authority", az_pick(x->page, reward->authority_zh, reward->authority_en));
	if (reward->ended_at != 0)
		az_set_day(node, "ended_on", az_day_at(reward->ended_at));
	else if (strcmp(reward->state, "offered") == 0)
		az_set_day(node, "claim_by", reward->claim_by);
	else if (strcmp(reward->state, "claimed") == 0)
		az_set_day(node, "draw_by", reward->draw_by);
}

void az_reward_put(struct az_exchange *x, struct _hdf *node, const struct az_reward *reward)
{
	const struct az_reward_rule *rule = az_reward_rule_of(x->web->site->rules, reward->rule, reward->rule_on);
	az_reward_put_amount(x, node, reward);
	if (rule == NULL)
		return;
	az_set(node, "rule", az_pick(x->page, rule->title.zh, rule->title.en));
	az_set_flag(node, "unverified", !rule->verified);
	put_sum(x, node, reward, rule);
}

enum az_result az_report_reward_put(struct az_exchange *x, const struct az_report *report, const char *receipt,
                                    struct az_form_data *sent)
{
	struct az_reward reward = {0};
	bool back = sent != NULL && sent->form == &reward_form;
	enum az_result result = az_reward_of_report(x->ctx, report->id, &reward);
	if (result == AZ_NOT_FOUND && back)
		az_exchange_draw_at(x, "Claim", sent, REWARD, "track_reward.submit");
	if (result == AZ_NOT_FOUND)
		return AZ_OK;
	AZ_TRY(result);
	/* What one person proposed is no promise yet. */
	if (strcmp(reward.state, "proposed") == 0 || strcmp(reward.state, "declined") == 0)
		return AZ_OK;
	struct _hdf *node = az_node(x->page->data, "Reward");
	az_reward_put(x, node, &reward);
	az_set_code(x->page, node, "text", "track_reward.text", reward.state);
	bool open = strcmp(reward.state, "offered") == 0, asked = strcmp(reward.state, "claimed") == 0;
	if (!open && !asked && !back)
		return AZ_OK;
	struct az_form_data *form = back ? sent : az_form_new(x->ctx->arena, &reward_form);
	if (!back) {
		az_form_preset(form, RECEIPT, receipt);
		az_form_choices(form, ACTION, open ? offered : claimed, 2);
	}
	az_exchange_draw_at(x, "Claim", form, REWARD, "track_reward.submit");
	return AZ_OK;
}

static enum az_result answer(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const char *receipt = form->values[RECEIPT].text;
	char code[AZ_REWARD_CODE];
	az_form_choices(form, ACTION, all, 3); /* one that is not offered any more is refused by the flow, which says why */
	az_form_check(form);
	if (az_form_has_errors(form))
		return az_report_track_show(x, receipt, form);
	enum az_result result = az_reward_answer(x->ctx, receipt, form->values[ACTION].text, x->request->form_token, code);
	if (az_exchange_refused(x, result, form))
		return az_report_track_show(x, receipt, form);
	AZ_TRY(result);
	az_set_code(x->page, x->page->data, "Page.notice", "track_reward.done", form->values[ACTION].text);
	if (code[0] != '\0') {
		az_set(az_node(x->page->data, "Reward"), "code", az_copy(x->ctx->arena, code));
		az_set_flag(x->page->data, "Page.once", true); /* another page would not have the code any more */
	}
	return az_report_track_show(x, receipt, NULL);
}

static const struct az_route routes[] = {
	{AZ_POST, REWARD, answer, AZ_ANYBODY, &reward_form, "report", 0},
};
const struct az_route_table az_report_reward_routes = AZ_ROUTES(routes);
