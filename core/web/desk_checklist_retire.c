/* An item of a draft goes out of use, with the reason. */
#include "web/desk_checklist.h"

#include "base/text.h"

enum { REASON, REVISION, RETIRE_FIELDS };
static const struct anze_field retire_fields[] = {
	[REASON] = {"reason", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 2, .max = AZ_CHECKLIST_REASON_MAX},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form retire_form = {"checklist_retire", retire_fields, RETIRE_FIELDS};

/* The item of the address while it is in use. */
static enum az_result find(struct az_exchange *x, struct az_checklist_room *room, const struct az_checklist_item **item)
{
	AZ_TRY(az_checklist_open_draft(x, room));
	*item = az_checklist_item_of(&room->items, x->request->params[1]);
	return *item == NULL || (*item)->retired ? AZ_NOT_FOUND : AZ_OK;
}

static enum az_result show(struct az_exchange *x, const struct az_checklist_room *room,
			   const struct az_checklist_item *item, struct az_form_data *form)
{
	const char *draft = az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path);
	int status = x->page->status;
	az_exchange_draw(x, form, az_format(x->ctx->arena, "%s/items/%s/retire", draft, item->code),
			 "checklist_retire.submit");
	az_set(x->page->data, "Form.cancel", draft);
	az_set_flag(x->page->data, "Form.grave", true);
	az_set(x->page->data, "Draft.href", draft);
	az_set_text(x->page, x->page->data, "Page.title", "checklist_retire.title", item->code, NULL);
	az_checklist_put_item(x, az_node(x->page->data, "Item"), &room->whole, item, room->today);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_retire", NULL);
}

static enum az_result page(struct az_exchange *x)
{
	struct az_checklist_room room;
	const struct az_checklist_item *item;
	AZ_TRY(find(x, &room, &item));
	struct az_form_data *form = az_exchange_form(x, &retire_form);
	az_checklist_preset_revision(x, &room, form, REVISION);
	return show(x, &room, item, form);
}

static enum az_result retire(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	const struct az_checklist_item *item;
	AZ_TRY(find(x, &room, &item));
	if (az_form_has_errors(form))
		return show(x, &room, item, form);
	const char *code = item->code;
	enum az_result result = az_checklist_retire(x->ctx, room.sector->code, az_checklist_revision(form, REVISION),
						    code, form->values[REASON].text);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_checklist_try_again(x, &room, form, REVISION, result));
		item = az_checklist_item_of(&room.items, code);
		return item == NULL ? result : show(x, &room, item, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_retired#%s", room.path, code);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/items/{code}/retire", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/items/{code}/retire", retire, AZ_ROLE_REGULATOR, &retire_form,
	 "desk", 0},
};
const struct az_route_table az_desk_checklist_retire_routes = AZ_ROUTES(routes);
