/* Who waits for the keys to cases, and the decision of a colleague who holds them. */
#include "domain/key_giving.h"

#include <string.h>

#include "base/text.h"
#include "web/desk_keys.h"

enum { ACTION, REASON, SEEN, DECIDE_FIELDS };
static const struct anze_choice actions[] = {{"give", {0}}, {"refuse", {0}}};
static const struct anze_field decide_fields[] = {
	[ACTION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[REASON] = {.name = "reason", .type = ANZE_LONG_TEXT, .max = 300},
	[SEEN] = {.name = "seen", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 20},
};
static const struct az_form decide_form = {"key_giving", decide_fields, DECIDE_FIELDS};

static void put_wait(struct az_exchange *x, struct _hdf *row, const struct az_key_wait *wait)
{
	az_set(row, "login", wait->login);
	az_set(row, "name", wait->name);
	if (wait->roles & AZ_ROLE_HANDLER)
		az_set_text(x->page, row, "handler", "key_giving.role.handler", NULL);
	if (wait->roles & AZ_ROLE_CITY)
		az_set_text(x->page, row, "city", "key_giving.role.city", NULL);
	az_set_flag(row, "custody", wait->authority_id == 0);
	if (wait->authority_id == 0)
		az_set_text(x->page, row, "ring", "key_giving.custody", NULL);
	else
		az_set(row, "ring", az_pick(x->page, wait->authority_zh, wait->authority_en));
	az_set_instant(row, "since", wait->since_at);
	az_set_text(x->page, row, "why",
		    az_format(x->ctx->arena, "key_giving.why.%s", wait->why[0] == '\0' ? "other" : wait->why), NULL);
	if (wait->refused_at == 0)
		return;
	az_set_instant(row, "refused_at", wait->refused_at);
	az_set(row, "refuser", wait->refuser);
	az_set(row, "reason", wait->reason);
}

/* What the person at the page waits for, and whom he can ask. */
static enum az_result put_own(struct az_exchange *x)
{
	struct az_key_wait *waits;
	size_t count;
	AZ_TRY(az_key_own_waits(x->ctx, &waits, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Own");
		const char *givers;
		AZ_TRY(az_key_givers(x->ctx, waits[i].ring_id, &givers));
		put_wait(x, row, &waits[i]);
		az_set(row, "givers", givers);
	}
	return AZ_OK;
}

enum az_result az_keys_put_own(struct az_exchange *x)
{
	return x->ctx->roles & (AZ_ROLE_HANDLER | AZ_ROLE_CITY) ? put_own(x) : AZ_OK;
}

static enum az_result put_waits(struct az_exchange *x)
{
	struct az_key_wait *waits;
	size_t count;
	bool admin = (x->ctx->roles & AZ_ROLE_ADMIN) != 0;
	AZ_TRY(az_key_waits(x->ctx, &waits, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, waits[i].refused_at == 0 ? "Waiting" : "Refused");
		put_wait(x, row, &waits[i]);
		if (!admin)
			az_set(row, "href",
			       az_format(x->ctx->arena, "/desk/keys/%lld/%lld", (long long)waits[i].ring_id,
					 (long long)waits[i].account_id));
	}
	az_set_flag(x->page->data, "Keys.admin", admin);
	return AZ_OK;
}

static enum az_result put_lost(struct az_exchange *x)
{
	struct az_key_lost *lost;
	size_t count;
	AZ_TRY(az_key_lost(x->ctx, &lost, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Lost");
		if (lost[i].authority_id == 0)
			az_set_text(x->page, row, "ring", "key_giving.custody", NULL);
		else
			az_set(row, "ring", az_pick(x->page, lost[i].authority_zh, lost[i].authority_en));
		az_set_int(row, "reports", lost[i].authority_id == 0 ? lost[i].identities : lost[i].reports);
		az_set_text(x->page, row, "how",
			    lost[i].recoverable ? "key_giving.lost_recoverable"
			    : lost[i].former    ? "key_giving.lost_former"
						: "key_giving.lost_for_good",
			    NULL);
	}
	return AZ_OK;
}

static enum az_result keys_page(struct az_exchange *x)
{
	AZ_TRY(az_keys_put_own(x));
	AZ_TRY(put_waits(x));
	AZ_TRY(put_lost(x));
	return az_page_show(x->page, "desk/keys", "key_giving.title");
}

/* ---- deciding ---- */

static enum az_result find(struct az_exchange *x, struct az_key_wait *wait)
{
	int64_t ring, account;
	if (!az_parse_int(x->request->params[0], 1, INT64_MAX, &ring) ||
	    !az_parse_int(x->request->params[1], 1, INT64_MAX, &account))
		return AZ_NOT_FOUND;
	return az_key_wait_find(x->ctx, ring, account, wait);
}

/* Who was refused can still be given it. */
static void set_actions(struct az_form_data *form, const struct az_key_wait *wait)
{
	az_form_choices(form, ACTION, actions, wait->refused_at == 0 ? 2 : 1);
}

static enum az_result show(struct az_exchange *x, const struct az_key_wait *wait, struct az_form_data *form)
{
	put_wait(x, az_node(x->page->data, "Wait"), wait);
	form->values[SEEN].raw = az_format(x->ctx->arena, "%lld", (long long)wait->made_at);
	if (wait->refused_at != 0)
		az_form_leave_out(form, REASON);
	az_exchange_draw(x, form, x->request->path, "key_giving.submit");
	az_set(x->page->data, "Form.cancel", "/desk/keys");
	return az_page_show(x->page, "desk/key_wait", "key_giving.decide_title");
}

static enum az_result wait_page(struct az_exchange *x)
{
	struct az_key_wait wait = {0};
	struct az_form_data *form = az_exchange_form(x, &decide_form);
	AZ_TRY(find(x, &wait));
	set_actions(form, &wait);
	return show(x, &wait, form);
}

static enum az_result decide(struct az_exchange *x)
{
	struct az_key_wait wait = {0};
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	AZ_TRY(find(x, &wait));
	set_actions(form, &wait);
	az_form_check(form);
	bool refuses = values[ACTION].valid && az_streq(values[ACTION].text, "refuse");
	if (refuses && values[REASON].valid && values[REASON].text[0] == '\0')
		az_form_error(form, REASON, "key_giving.no_reason", NULL);
	if (!az_form_has_errors(form) && !az_parse_int(values[SEEN].text, 1, INT64_MAX, &wait.made_at))
		return AZ_INVALID;
	if (az_form_has_errors(form))
		return show(x, &wait, form);
	enum az_result result =
		refuses ? az_key_refuse(x->ctx, &wait, values[REASON].text) : az_key_give(x->ctx, &wait);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(find(x, &wait)); /* as it is now */
		return show(x, &wait, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/keys?done=key_%s", values[ACTION].text);
}

#define HOLDERS (AZ_ROLE_HANDLER | AZ_ROLE_CITY)

static const struct az_route routes[] = {
	{AZ_GET, "/desk/keys", keys_page, HOLDERS | AZ_ROLE_ADMIN, NULL, "desk", 0},
	{AZ_GET, "/desk/keys/{ring}/{account}", wait_page, HOLDERS, NULL, "desk", 0},
	{AZ_POST, "/desk/keys/{ring}/{account}", decide, HOLDERS, &decide_form, "desk", 0},
};
const struct az_route_table az_desk_keys_routes = AZ_ROUTES(routes);
