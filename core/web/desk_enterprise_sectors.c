/* An enterprise that another authority keeps: which of one's own industries it belongs to, and no more. */
#include "base/text.h"
#include "web/desk_enterprise.h"

enum { SECTORS, VERSION, FIELDS };
static const struct anze_field fields[] = {
	[SECTORS] = {.name = "sectors", .type = ANZE_CHOICES}, /* none: it is left to the other authorities */
	[VERSION] = {.name = "version", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 20},
};
static const struct az_form sectors_form = {"enterprise", fields, FIELDS};

static enum az_result enter(struct az_exchange *x, struct az_enterprise *enterprise, struct az_form_data *form)
{
	struct az_enterprise_keeper keeper;
	struct anze_choice *own;
	size_t count;
	AZ_TRY(az_enterprise_open(x, NULL, enterprise));
	AZ_TRY(az_enterprise_writes_any(x->ctx, enterprise));
	AZ_TRY(az_enterprise_keeper(x->ctx, enterprise->id, &keeper));
	az_set_text(x->page, x->page->data, "Edit.kept", "enterprise.kept_by",
		    az_pick(x->page, keeper.name_zh, keeper.name_en), NULL);
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &own, &count));
	az_form_choices(form, SECTORS, own, count);
	return AZ_OK;
}

static void preset_version(struct az_exchange *x, const struct az_enterprise *enterprise, struct az_form_data *form)
{
	form->values[VERSION].raw = az_format(x->ctx->arena, "%lld", (long long)enterprise->version);
}

static enum az_result show(struct az_exchange *x, const struct az_enterprise *enterprise, struct az_form_data *form)
{
	const char *path = az_format(x->ctx->arena, "/desk/enterprises/%lld", (long long)enterprise->id);
	int status = x->page->status;
	az_exchange_draw(x, form, az_format(x->ctx->arena, "%s/sectors", path), "common.save");
	az_set(x->page->data, "Form.cancel", path);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_edit", "enterprise.sectors_title");
}

static enum az_result page(struct az_exchange *x)
{
	struct az_form_data *form = az_exchange_form(x, &sectors_form);
	struct az_enterprise enterprise;
	AZ_TRY(enter(x, &enterprise, form));
	for (size_t i = 0; i < x->web->site->sector_count; i++)
		if (az_enterprise_has(&enterprise, x->web->site->sectors[i].code))
			az_form_preset(form, SECTORS, x->web->site->sectors[i].code);
	preset_version(x, &enterprise, form);
	return show(x, &enterprise, form);
}

static enum az_result change(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_enterprise enterprise;
	AZ_TRY(enter(x, &enterprise, form));
	az_form_check(form);
	if (az_form_has_errors(form))
		return show(x, &enterprise, form);
	struct az_enterprise_entry entry = {.sectors = form->values[SECTORS].chosen,
					    .sector_count = form->values[SECTORS].chosen_count};
	if (!az_parse_int(form->values[VERSION].text, 0, INT64_MAX, &entry.version))
		entry.version = -1; /* nobody has read this one */
	enum az_result result = az_enterprise_change_sectors(x->ctx, enterprise.id, &entry);
	if (az_exchange_refused(x, result, form)) {
		if (result == AZ_CONFLICT) {
			x->page->status = 409;
			preset_version(x, &enterprise, form); /* a second try is made knowingly */
		}
		return show(x, &enterprise, form);
	}
	AZ_TRY(result);
	if (az_enterprise_find(x->ctx, enterprise.id, &enterprise) != AZ_OK)
		return az_page_redirect(x->page, "/desk/enterprises?done=enterprise_left");
	return az_page_redirect(x->page, "/desk/enterprises/%lld?done=enterprise_changed", (long long)enterprise.id);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/enterprises/{id}/sectors", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/enterprises/{id}/sectors", change, AZ_ROLE_REGULATOR, &sectors_form, "desk", 0},
};
const struct az_route_table az_desk_enterprise_sectors_routes = AZ_ROUTES(routes);
