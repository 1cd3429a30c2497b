/* One item of a draft: change it, add one of the city's own. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"

enum { QUESTION_ZH, QUESTION_EN, GUIDANCE_ZH, GUIDANCE_EN, FREQUENCY, WEIGHT, REVISION, ITEM_FIELDS };
static const struct anze_field item_fields[] = {
	[QUESTION_ZH] = {"question_zh", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 300},
	[QUESTION_EN] = {"question_en", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 600},
	[GUIDANCE_ZH] = {"guidance_zh", ANZE_LONG_TEXT, 0, .max = 1000},
	[GUIDANCE_EN] = {"guidance_en", ANZE_LONG_TEXT, 0, .max = 2000},
	[FREQUENCY] = {"frequency", ANZE_CHOICE, ANZE_REQUIRED | ANZE_LIST, .choices = NULL},
	[WEIGHT] = {"weight", ANZE_INTEGER, ANZE_REQUIRED | ANZE_NARROW, .min = 1, .max = 9},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form item_form = {"checklist_item_form", item_fields, ITEM_FIELDS};

enum {
	OWN_CATEGORY,
	OWN_QUESTION_ZH,
	OWN_QUESTION_EN,
	OWN_GUIDANCE_ZH,
	OWN_GUIDANCE_EN,
	OWN_BASIS,
	OWN_VERIFIED,
	OWN_FREQUENCY,
	OWN_WEIGHT,
	OWN_REVISION,
	OWN_FIELDS
};
static const struct anze_field own_fields[] = {
	[OWN_CATEGORY] = {"category", ANZE_CHOICE, ANZE_REQUIRED | ANZE_LIST, .choices = NULL},
	[OWN_QUESTION_ZH] = {"question_zh", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 300},
	[OWN_QUESTION_EN] = {"question_en", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 600},
	[OWN_GUIDANCE_ZH] = {"guidance_zh", ANZE_LONG_TEXT, 0, .max = 1000},
	[OWN_GUIDANCE_EN] = {"guidance_en", ANZE_LONG_TEXT, 0, .max = 2000},
	[OWN_BASIS] = {"basis", ANZE_TEXT, ANZE_REQUIRED, .min = 2, .max = 200},
	[OWN_VERIFIED] = {"verified", ANZE_CHECK, 0, .max = 0},
	[OWN_FREQUENCY] = {"frequency", ANZE_CHOICE, ANZE_REQUIRED | ANZE_LIST, .choices = NULL},
	[OWN_WEIGHT] = {"weight", ANZE_INTEGER, ANZE_REQUIRED | ANZE_NARROW, .min = 1, .max = 9},
	[OWN_REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form own_form = {"checklist_own_form", own_fields, OWN_FIELDS};

/* The catalogue's names of a shared family, as choices of this form. */
static void set_choices(struct az_exchange *x, struct az_form_data *form, size_t field, const char *family,
                        const struct anze_choice *codes, size_t count)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count, struct anze_choice);
	for (size_t i = 0; i < count; i++) {
		const char *label = az_code_text(x->page, family, codes[i].code);
		choices[i] = (struct anze_choice){codes[i].code, {label, label}};
	}
	az_form_choices(form, field, choices, count);
}

static void set_frequencies(struct az_exchange *x, struct az_form_data *form, size_t field)
{
	set_choices(x, form, field, "checklist.frequency", az_checklist_frequencies, AZ_CHECKLIST_FREQUENCIES);
}

static const char *place(struct az_exchange *x, const struct az_checklist_room *room, const char *kind, const char *code)
{
	return az_format(x->ctx->arena, "/desk/checklists/%s/draft/%s%s%s", room->sector->path, kind,
	                 code[0] == '\0' ? "" : "/", code);
}

static void set_title(struct az_exchange *x, const char *key, const char *code)
{
	az_set_text(x->page, x->page->data, "Page.title", key, code, NULL);
	az_set_text(x->page, x->page->data, "Edit.title", key, code, NULL);
}

static void cancel_to_draft(struct az_exchange *x, const struct az_checklist_room *room)
{
	az_set(x->page->data, "Form.cancel",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->sector->path));
	az_set(x->page->data, "Edit.draft",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->sector->path));
}

/* ---- an item of the baseline ---- */

static enum az_result show_item(struct az_exchange *x, const struct az_checklist_room *room,
                                const struct az_checklist_item *item, struct az_form_data *form)
{
	const struct az_checklist_item *baseline = az_checklist_item_of(&room->baseline, item->code);
	int status = x->page->status;
	set_title(x, "desk_checklist.item_title", item->code);
	if (baseline != NULL)
		az_checklist_put_item(x, az_node(x->page->data, "Baseline"), baseline, room->today);
	if (status == 409)
		az_checklist_put_item(x, az_node(x->page->data, "Now"), item, room->today);
	az_exchange_draw(x, form, place(x, room, "items", item->code), "checklist_item_form.submit");
	cancel_to_draft(x, room);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_item", NULL);
}

static enum az_result find_item(struct az_exchange *x, struct az_checklist_room *room, bool own,
                                struct az_checklist_item **item)
{
	AZ_TRY(az_checklist_open_draft(x, room));
	*item = az_checklist_item_of(&room->items, x->request->params[1]);
	return *item == NULL || ((*item)->own != 0) != own ? AZ_NOT_FOUND : AZ_OK;
}

static enum az_result item_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(find_item(x, &room, false, &item));
	struct az_form_data *form = az_exchange_form(x, &item_form);
	set_frequencies(x, form, FREQUENCY);
	az_form_preset(form, QUESTION_ZH, item->question_zh);
	az_form_preset(form, QUESTION_EN, item->question_en);
	az_form_preset(form, GUIDANCE_ZH, item->guidance_zh);
	az_form_preset(form, GUIDANCE_EN, item->guidance_en);
	az_form_preset(form, FREQUENCY, item->frequency);
	az_form_preset_number(form, WEIGHT, item->weight);
	az_checklist_preset_revision(x, &room, form, REVISION);
	return show_item(x, &room, item, form);
}

static enum az_result change_item(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(find_item(x, &room, false, &item));
	set_frequencies(x, form, FREQUENCY);
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_item(x, &room, item, form);
	struct az_checklist_edit edit = {
		.question_zh = values[QUESTION_ZH].text,
		.question_en = values[QUESTION_EN].text,
		.guidance_zh = values[GUIDANCE_ZH].text,
		.guidance_en = values[GUIDANCE_EN].text,
		.frequency = values[FREQUENCY].text,
		.weight = values[WEIGHT].number,
	};
	enum az_result result = az_checklist_change_item(x->ctx, room.sector->code, az_checklist_revision(form, REVISION),
	                                                 item->code, &edit);
	if (az_exchange_refused(x, result, form)) {
		const char *code = item->code;
		AZ_TRY(az_checklist_try_again(x, &room, form, REVISION, result));
		item = az_checklist_item_of(&room.items, code);
		return item == NULL ? result : show_item(x, &room, item, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_changed#%s", room.sector->path,
	                        item->code);
}

/* ---- an item of the city's own ---- */

static void set_own_choices(struct az_exchange *x, struct az_form_data *form)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, AZ_CHECKLIST_CATEGORIES, struct anze_choice);
	for (size_t i = 0; i < AZ_CHECKLIST_CATEGORIES; i++) {
		const char *code = az_checklist_categories[i].code;
		const char *label = az_text(x->page, "checklist.category_named", code,
		                            az_code_text(x->page, "checklist.category", code), NULL);
		choices[i] = (struct anze_choice){code, {label, label}};
	}
	az_form_choices(form, OWN_CATEGORY, choices, AZ_CHECKLIST_CATEGORIES);
	set_frequencies(x, form, OWN_FREQUENCY);
}

static enum az_result show_own(struct az_exchange *x, const struct az_checklist_room *room,
                               const struct az_checklist_item *item, struct az_form_data *form)
{
	int status = x->page->status;
	const char *code = item == NULL ? "" : item->code;
	set_title(x, item == NULL ? "desk_checklist.add_title" : "desk_checklist.own_title", code);
	az_set_flag(x->page->data, "Edit.adding", item == NULL);
	if (item != NULL && status == 409)
		az_checklist_put_item(x, az_node(x->page->data, "Now"), item, room->today);
	az_exchange_draw(x, form, place(x, room, "own", code), "checklist_own_form.submit");
	cancel_to_draft(x, room);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_item", NULL);
}

static void read_own(const struct az_form_data *form, struct az_checklist_edit *edit)
{
	const struct az_form_value *values = form->values;
	*edit = (struct az_checklist_edit){
		.question_zh = values[OWN_QUESTION_ZH].text,
		.question_en = values[OWN_QUESTION_EN].text,
		.guidance_zh = values[OWN_GUIDANCE_ZH].text,
		.guidance_en = values[OWN_GUIDANCE_EN].text,
		.frequency = values[OWN_FREQUENCY].text,
		.weight = values[OWN_WEIGHT].number,
		.category = values[OWN_CATEGORY].text,
		.basis = values[OWN_BASIS].text,
		.verified = values[OWN_VERIFIED].number == 1,
	};
}

static enum az_result add_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open_draft(x, &room));
	struct az_form_data *form = az_exchange_form(x, &own_form);
	set_own_choices(x, form);
	az_form_preset_number(form, OWN_WEIGHT, 1);
	az_checklist_preset_revision(x, &room, form, OWN_REVISION);
	return show_own(x, &room, NULL, form);
}

static enum az_result own_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(find_item(x, &room, true, &item));
	struct az_form_data *form = az_exchange_form(x, &own_form);
	set_own_choices(x, form);
	az_form_preset(form, OWN_CATEGORY, item->category);
	az_form_preset(form, OWN_QUESTION_ZH, item->question_zh);
	az_form_preset(form, OWN_QUESTION_EN, item->question_en);
	az_form_preset(form, OWN_GUIDANCE_ZH, item->guidance_zh);
	az_form_preset(form, OWN_GUIDANCE_EN, item->guidance_en);
	az_form_preset(form, OWN_BASIS, item->basis_count > 0 ? item->basis[0].document : "");
	az_form_preset_number(form, OWN_VERIFIED, item->basis_count > 0 && item->basis[0].verified);
	az_form_preset(form, OWN_FREQUENCY, item->frequency);
	az_form_preset_number(form, OWN_WEIGHT, item->weight);
	az_checklist_preset_revision(x, &room, form, OWN_REVISION);
	return show_own(x, &room, item, form);
}

/* What adding and changing have in common; `item` NULL: it is added. */
static enum az_result save_own(struct az_exchange *x, struct az_checklist_room *room, struct az_checklist_item *item)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_edit edit;
	const char *code = item == NULL ? NULL : item->code;
	set_own_choices(x, form);
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_own(x, room, item, form);
	read_own(form, &edit);
	int64_t revision = az_checklist_revision(form, OWN_REVISION);
	const char *sector = room->sector->code;
	enum az_result result = item == NULL ? az_checklist_add_item(x->ctx, sector, revision, &edit, &code)
	                                     : az_checklist_change_item(x->ctx, sector, revision, code, &edit);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_checklist_try_again(x, room, form, OWN_REVISION, result));
		if (item != NULL && (item = az_checklist_item_of(&room->items, code)) == NULL)
			return result;
		return show_own(x, room, item, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_%s#%s", room->sector->path,
	                        item == NULL ? "added" : "changed", code);
}

static enum az_result add_own(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open_draft(x, &room));
	return save_own(x, &room, NULL);
}

static enum az_result change_own(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(find_item(x, &room, true, &item));
	return save_own(x, &room, item);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/items/{code}", item_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/items/{code}", change_item, AZ_ROLE_REGULATOR, &item_form, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft/own", add_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/own", add_own, AZ_ROLE_REGULATOR, &own_form, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft/own/{code}", own_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/own/{code}", change_own, AZ_ROLE_REGULATOR, &own_form, "desk", 0},
};
const struct az_route_table az_desk_checklist_item_routes = AZ_ROUTES(routes);
