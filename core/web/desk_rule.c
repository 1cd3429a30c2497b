/* The rule sets on which measures rest, and the city's adoption of those that
 * it must adopt itself. */
#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/measure_gate.h"
#include "domain/rule_adoption.h"
#include "web/web.h"

enum { DOCUMENT, ADOPTED_ON, ADOPT_FIELDS };
static const struct anze_field adopt_fields[] = {
	[DOCUMENT] = {.name = "document", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 200},
	[ADOPTED_ON] = {.name = "adopted_on", .type = ANZE_DATE, .flags = ANZE_REQUIRED},
};
static const struct az_form adopt_form = {"rule_adopt", adopt_fields, ADOPT_FIELDS};

enum { REASON, WITHDRAW_FIELDS };
static const struct anze_field withdraw_fields[] = {
	[REASON] = {.name = "reason", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .max = 1000},
};
static const struct az_form withdraw_form = {"rule_withdraw", withdraw_fields, WITHDRAW_FIELDS};

/* "active": gives a ground today; "waiting": the city has not adopted it; "ended", "future": not in force today. */
static const char *state_of(const struct az_exchange *x, const struct az_rule_set *set,
                            const struct az_adoption *adoption)
{
	az_day today = az_day_at(x->ctx->now);
	if (!az_rule_set_in_force(set, today))
		return set->in_force_to != AZ_DAY_NONE && set->in_force_to < today ? "ended" : "future";
	return set->adopted || adoption->adopted_on != AZ_DAY_NONE ? "active" : "waiting";
}

static void put_subjects(struct az_exchange *x, struct _hdf *node, const struct az_rule_set *set)
{
	for (size_t i = 0; i < set->subject_type_count; i++)
		az_set_code(x->page, az_append(node, "subjects"), "text", "disclosure.subject_type", set->subject_types[i]);
}

static enum az_result put_set(struct az_exchange *x, struct _hdf *node, const struct az_rule_set *set)
{
	struct az_adoption adoption = {.adopted_on = AZ_DAY_NONE, .document = ""};
	enum az_result result = az_adoption_find(x->ctx, set->code, &adoption);
	if (result != AZ_OK && result != AZ_NOT_FOUND)
		return result;
	const char *state = state_of(x, set, &adoption);
	az_set(node, "code", set->code);
	az_set(node, "href", az_format(x->ctx->arena, "/desk/rules/%s", set->code));
	az_set(node, "title", az_pick(x->page, set->title.zh, set->title.en));
	az_set(node, "document", set->document[0] == '\0' ? adoption.document : set->document);
	az_set_day(node, "from", set->adopted ? set->in_force_from : adoption.adopted_on);
	az_set_day(node, "to", set->in_force_to);
	az_set_flag(node, "unverified", !set->verified);
	az_set(node, "state", state);
	az_set(node, "tag", strcmp(state, "active") == 0 ? "green" : strcmp(state, "waiting") == 0 ? "amber" : "grey");
	az_set_code(x->page, node, "state_text", "rule.state", state);
	put_subjects(x, node, set);
	return AZ_OK;
}

static enum az_result list(struct az_exchange *x)
{
	const struct az_rules *rules = x->web->site->rules;
	for (size_t i = 0; i < rules->set_count; i++)
		AZ_TRY(put_set(x, az_append(x->page->data, "Rules"), &rules->sets[i]));
	return az_page_show(x->page, "desk/rules", "rule.list_title");
}

/* ---- one set ---- */

static enum az_result put_history(struct az_exchange *x, const struct az_rule_set *set)
{
	struct az_adoption *rows;
	size_t count;
	AZ_TRY(az_adoption_list(x->ctx, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].rule_set, set->code) != 0)
			continue;
		struct _hdf *row = az_append(x->page->data, "Rule.history");
		az_set(row, "document", rows[i].document);
		az_set_day(row, "adopted_on", rows[i].adopted_on);
		az_set_instant(row, "at", rows[i].at);
		az_set(row, "maker", rows[i].maker);
		az_set_flag(row, "current", rows[i].current == 1);
		az_set_instant(row, "withdrawn_at", rows[i].withdrawn_at);
		az_set(row, "reason", rows[i].withdrawn_reason);
	}
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, const struct az_rule_set *set)
{
	struct _hdf *node = az_node(x->page->data, "Rule");
	const char *path = az_format(x->ctx->arena, "/desk/rules/%s", set->code);
	az_day adopted_on;
	AZ_TRY(put_set(x, node, set));
	AZ_TRY(az_adoption_day(x->ctx, set->code, &adopted_on));
	az_set_flag(node, "needs_refusal", set->needs_refusal);
	az_set_flag(node, "adoptable", !set->adopted);
	az_set_text(x->page, node, "defence", "rule.working_days",
	            az_format(x->ctx->arena, "%d", set->defence_days), NULL);
	az_set_text(x->page, node, "term", "measure.months", az_format(x->ctx->arena, "%d", set->term_months), NULL);
	for (size_t i = 0; i < set->ground_count; i++) {
		struct _hdf *row = az_append(node, "grounds");
		az_set(row, "text", az_pick(x->page, set->grounds[i].text.zh, set->grounds[i].text.en));
		az_set(row, "clause", set->grounds[i].clause);
	}
	AZ_TRY(put_history(x, set));
	if (!set->adopted && (x->ctx->roles & AZ_ROLE_CITY)) {
		if (adopted_on == AZ_DAY_NONE)
			az_exchange_draw_at(x, "Adopt", az_exchange_form(x, &adopt_form), path, "rule_adopt.submit");
		else
			az_exchange_draw_at(x, "Withdraw", az_exchange_form(x, &withdraw_form),
			                    az_format(x->ctx->arena, "%s/withdraw", path), "rule_withdraw.submit");
	}
	return az_page_show(x->page, "desk/rule", "rule.title");
}

static const struct az_rule_set *asked(const struct az_exchange *x)
{
	return az_rule_set_of(x->web->site->rules, x->request->params[0]);
}

static enum az_result rule_page(struct az_exchange *x)
{
	const struct az_rule_set *set = asked(x);
	return set == NULL ? AZ_NOT_FOUND : show(x, set);
}

static enum az_result adopt(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_rule_set *set = asked(x);
	if (set == NULL)
		return AZ_NOT_FOUND;
	if (az_form_has_errors(form))
		return show(x, set);
	enum az_result result = az_adoption_record(x->ctx, set->code, form->values[DOCUMENT].text,
	                                           (az_day)form->values[ADOPTED_ON].number);
	if (az_exchange_refused(x, result, form))
		return show(x, set);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/rules/%s?done=rule_adopt", set->code);
}

static enum az_result withdraw(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_rule_set *set = asked(x);
	if (set == NULL)
		return AZ_NOT_FOUND;
	if (az_form_has_errors(form))
		return show(x, set);
	enum az_result result = az_adoption_withdraw(x->ctx, set->code, form->values[REASON].text);
	if (az_exchange_refused(x, result, form))
		return show(x, set);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/rules/%s?done=rule_withdraw", set->code);
}

#define READERS (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR | AZ_ROLE_CITY)

static const struct az_route routes[] = {
	{AZ_GET, "/desk/rules", list, READERS, NULL, "desk", 0},
	{AZ_GET, "/desk/rules/{code}", rule_page, READERS, NULL, "desk", 0},
	{AZ_POST, "/desk/rules/{code}", adopt, AZ_ROLE_CITY, &adopt_form, "desk", 0},
	{AZ_POST, "/desk/rules/{code}/withdraw", withdraw, AZ_ROLE_CITY, &withdraw_form, "desk", 0},
};
const struct az_route_table az_desk_rule_routes = AZ_ROUTES(routes);
