/* One item of the baseline in a draft: change it. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

enum { QUESTION_ZH, QUESTION_EN, GUIDANCE_ZH, GUIDANCE_EN, MINIMUM, MAXIMUM, PHOTO, FREQUENCY, WEIGHT, DEMANDED, SAME, REVISION, ITEM_FIELDS };
static const struct anze_field item_fields[] = {
	[QUESTION_ZH] = {"question_zh", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 300},
	[QUESTION_EN] = {"question_en", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 600},
	[GUIDANCE_ZH] = {"guidance_zh", ANZE_LONG_TEXT, 0, .max = 1000},
	[GUIDANCE_EN] = {"guidance_en", ANZE_LONG_TEXT, 0, .max = 2000},
	[MINIMUM] = AZ_CHECKLIST_LIMIT("minimum"),
	[MAXIMUM] = AZ_CHECKLIST_LIMIT("maximum"),
	[PHOTO] = {"photo", ANZE_CHECK, 0, .max = 0},
	[FREQUENCY] = {"frequency", ANZE_CHOICE, ANZE_REQUIRED | ANZE_LIST, .choices = NULL},
	[WEIGHT] = {"weight", ANZE_INTEGER, ANZE_REQUIRED | ANZE_NARROW, .min = 1, .max = 9},
	[DEMANDED] = {"demanded", ANZE_CHECK, 0, .max = 0},
	[SAME] = {"same_matter", ANZE_CHECK, 0, .max = 0},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form item_form = {"checklist_item_form", item_fields, ITEM_FIELDS};

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

void az_checklist_set_frequencies(struct az_exchange *x, struct az_form_data *form, size_t field)
{
	set_choices(x, form, field, "checklist.frequency", az_checklist_frequencies, AZ_CHECKLIST_FREQUENCIES);
}

const char *az_checklist_place(struct az_exchange *x, const struct az_checklist_room *room, const char *kind,
                               const char *code)
{
	return az_format(x->ctx->arena, "/desk/checklists/%s/draft/%s%s%s", room->path, kind,
	                 code[0] == '\0' ? "" : "/", code);
}

void az_checklist_put_edit(struct az_exchange *x, const struct az_checklist_room *room, const char *title_key,
                           const char *code)
{
	const char *draft = az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path);
	az_set_text(x->page, x->page->data, "Page.title", title_key, code, NULL);
	az_set_text(x->page, x->page->data, "Edit.title", title_key, code, NULL);
	az_set(x->page->data, "Form.cancel", draft);
	az_set(x->page->data, "Edit.draft", draft);
	az_set_text(x->page, x->page->data, "Edit.limits", "visit.limits", "{0}", "{1}", "{2}", NULL); /* for the preview */
	if (code[0] != '\0')
		az_set(x->page->data, "Edit.condition",
		       az_format(x->ctx->arena, "%s/items/%s/condition", draft, code));
}

enum az_result az_checklist_find_item(struct az_exchange *x, struct az_checklist_room *room, bool own,
                                      struct az_checklist_item **item)
{
	AZ_TRY(az_checklist_open_draft(x, room));
	*item = az_checklist_item_of(&room->items, x->request->params[1]);
	return *item == NULL || ((*item)->own != 0) != own ? AZ_NOT_FOUND : AZ_OK;
}

/* ---- what a person says of changed words ---- */

void az_checklist_field_problem(struct az_exchange *x, struct az_form_data *form, size_t field,
                                const struct az_problem *problem)
{
	az_form_error(form, field, "checklist_merge.refused", az_problem_text(x, problem), NULL);
}

enum az_result az_checklist_set_boxes(struct az_exchange *x, const struct az_checklist_room *room,
                                      const struct az_checklist_item *item, struct az_form_data *form,
                                      struct az_checklist_boxes *boxes)
{
	struct az_checklist_list published;
	boxes->baseline = boxes->published = NULL;
	if (item != NULL) {
		AZ_TRY(az_checklist_published(x->ctx, room->sector->code, room->county, &published));
		boxes->published = az_checklist_item_of(&published, item->code);
		boxes->baseline = item->own ? NULL : az_checklist_item_of(&room->baseline, item->code);
	}
	bool demanded = boxes->baseline != NULL && boxes->baseline->mandatory;
	if (boxes->demanded != AZ_CHECKLIST_NO_BOX && !demanded)
		az_form_leave_out(form, boxes->demanded);
	if (demanded || boxes->published == NULL)
		az_form_leave_out(form, boxes->same);
	return AZ_OK;
}

bool az_checklist_is_said(struct az_exchange *x, const struct az_checklist_room *room,
                          const struct az_checklist_boxes *boxes, const struct az_checklist_item *item,
                          const struct az_checklist_item *wanted, struct az_form_data *form)
{
	struct az_problem problem;
	enum az_checklist_say say = az_checklist_must_say(boxes->baseline, boxes->published, item, wanted);
	size_t box = say == AZ_CHECKLIST_SAY_DEMANDED ? boxes->demanded : boxes->same;
	if (say == AZ_CHECKLIST_SAY_NOTHING)
		return false;
	if (form->values[box].number != 0)
		return true;
	az_checklist_tell_say(x->ctx->arena, room->today, boxes->baseline, wanted, say, &problem);
	az_checklist_field_problem(x, form, box, &problem);
	return false;
}

/* ---- limits ---- */

#define TYPED_PLACES 6

int64_t az_checklist_limit(struct az_form_data *form, size_t field, int64_t places)
{
	int64_t number = form->values[field].number;
	for (int64_t i = places; i < TYPED_PLACES; i++) {
		if (number % 10 != 0) {
			az_form_error(form, field, "error.too_many_places",
			              az_format(form->arena, "%lld", (long long)places), NULL);
			return 0;
		}
		number /= 10;
	}
	return number;
}

void az_checklist_preset_limit(struct az_exchange *x, struct az_form_data *form, size_t field, int64_t value,
                               int64_t places)
{
	char *text = az_alloc(x->ctx->arena, AZ_DEC_TEXT);
	az_dec_print(az_dec_of(value, (uint32_t)places), text);
	az_form_preset(form, field, text);
}

/* ---- the page ---- */

/* Only a number has limits. */
static enum az_result set_fields(struct az_exchange *x, const struct az_checklist_room *room,
                                 const struct az_checklist_item *item, struct az_form_data *form,
                                 struct az_checklist_boxes *boxes)
{
	*boxes = (struct az_checklist_boxes){.demanded = DEMANDED, .same = SAME};
	az_checklist_set_frequencies(x, form, FREQUENCY);
	if (strcmp(item->answer, "number") != 0) {
		az_form_leave_out(form, MINIMUM);
		az_form_leave_out(form, MAXIMUM);
	}
	return az_checklist_set_boxes(x, room, item, form, boxes);
}

static enum az_result show_item(struct az_exchange *x, const struct az_checklist_room *room,
                                const struct az_checklist_item *item, struct az_form_data *form)
{
	const struct az_checklist_item *baseline = az_checklist_item_of(&room->baseline, item->code);
	int status = x->page->status;
	if (baseline != NULL)
		az_checklist_put_item(x, az_node(x->page->data, "Baseline"), &room->baseline, baseline, room->today);
	if (status == 409)
		az_checklist_put_item(x, az_node(x->page->data, "Now"), &room->whole, item, room->today);
	az_exchange_draw(x, form, az_checklist_place(x, room, "items", item->code), "checklist_item_form.submit");
	az_checklist_put_edit(x, room, "desk_checklist.item_title", item->code);
	az_set(x->page->data, "Edit.words", az_checklist_condition_words(x, room->plugin, &room->whole, item->relevant));
	az_checklist_put_preview(x, az_node(x->page->data, "Preview"), &room->whole, item, room->today);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_item", NULL);
}

static enum az_result item_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(az_checklist_find_item(x, &room, false, &item));
	struct az_checklist_boxes boxes;
	struct az_form_data *form = az_exchange_form(x, &item_form);
	AZ_TRY(set_fields(x, &room, item, form, &boxes));
	az_form_preset(form, QUESTION_ZH, item->question_zh);
	az_form_preset(form, QUESTION_EN, item->question_en);
	az_form_preset(form, GUIDANCE_ZH, item->guidance_zh);
	az_form_preset(form, GUIDANCE_EN, item->guidance_en);
	az_checklist_preset_limit(x, form, MINIMUM, item->minimum, item->scale);
	az_checklist_preset_limit(x, form, MAXIMUM, item->maximum, item->scale);
	az_form_preset_number(form, PHOTO, item->photo != 0);
	az_form_preset(form, FREQUENCY, item->frequency);
	az_form_preset_number(form, WEIGHT, item->weight);
	az_checklist_preset_revision(x, &room, form, REVISION);
	return show_item(x, &room, item, form);
}

/* The item with what was typed; an error of the form where a limit cannot be one. */
static struct az_checklist_item wanted_of(struct az_form_data *form, const struct az_checklist_item *item)
{
	static const size_t limits[] = {MINIMUM, MAXIMUM};
	const struct az_form_value *values = form->values;
	struct az_checklist_item wanted = *item;
	wanted.question_zh = values[QUESTION_ZH].text;
	wanted.question_en = values[QUESTION_EN].text;
	wanted.guidance_zh = values[GUIDANCE_ZH].text;
	wanted.guidance_en = values[GUIDANCE_EN].text;
	wanted.frequency = values[FREQUENCY].text;
	wanted.weight = values[WEIGHT].number;
	wanted.photo = values[PHOTO].number;
	if (strcmp(item->answer, "number") != 0)
		return wanted;
	for (size_t i = 0; i < ANZE_COUNT(limits); i++)
		if (!values[limits[i]].given)
			az_form_error(form, limits[i], "error.required", NULL);
	wanted.minimum = az_checklist_limit(form, MINIMUM, item->scale);
	wanted.maximum = az_checklist_limit(form, MAXIMUM, item->scale);
	return wanted;
}

struct judged_form {
	struct az_exchange *x;
	struct az_form_data *form;
};

/* What the law forbids, each beside its field; what has an error of its own keeps that. The condition has a page. */
static void tell_field(void *self, enum az_checklist_part part, const struct az_problem *problem)
{
	static const size_t fields[AZ_CHECKLIST_PARTS] = {
		[AZ_CHECKLIST_PART_FREQUENCY] = FREQUENCY,       [AZ_CHECKLIST_PART_WEIGHT] = WEIGHT,
		[AZ_CHECKLIST_PART_PHOTO] = PHOTO,               [AZ_CHECKLIST_PART_MINIMUM] = MINIMUM,
		[AZ_CHECKLIST_PART_MAXIMUM] = MAXIMUM,           [AZ_CHECKLIST_PART_QUESTION_ZH] = QUESTION_ZH,
		[AZ_CHECKLIST_PART_QUESTION_EN] = QUESTION_EN,   [AZ_CHECKLIST_PART_USE] = ITEM_FIELDS,
		[AZ_CHECKLIST_PART_RELEVANT] = ITEM_FIELDS,
	};
	struct judged_form *judged = self;
	if (fields[part] != ITEM_FIELDS)
		az_checklist_field_problem(judged->x, judged->form, fields[part], problem);
}

static void check_law(struct az_exchange *x, const struct az_checklist_room *room, const struct az_checklist_boxes *boxes,
                      const struct az_checklist_item *wanted, struct az_form_data *form)
{
	struct judged_form judged = {x, form};
	if (boxes->baseline != NULL)
		az_checklist_weaknesses(x->ctx->arena, room->today, boxes->baseline, wanted, tell_field, &judged);
}

static enum az_result change_item(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(az_checklist_find_item(x, &room, false, &item));
	struct az_checklist_boxes boxes;
	AZ_TRY(set_fields(x, &room, item, form, &boxes));
	az_form_check(form);
	struct az_checklist_item wanted = wanted_of(form, item);
	check_law(x, &room, &boxes, &wanted, form);
	bool said = az_checklist_is_said(x, &room, &boxes, item, &wanted, form);
	if (az_form_has_errors(form))
		return show_item(x, &room, item, form);
	enum az_result result = az_checklist_change_item(x->ctx, room.sector->code,
	                                                 az_checklist_revision(form, REVISION), &wanted, said);
	if (az_exchange_refused(x, result, form)) {
		const char *code = item->code;
		AZ_TRY(az_checklist_try_again(x, &room, form, REVISION, result));
		item = az_checklist_item_of(&room.items, code);
		return item == NULL ? result : show_item(x, &room, item, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_changed#%s", room.path,
	                        item->code);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/items/{code}", item_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/items/{code}", change_item, AZ_ROLE_REGULATOR, &item_form, "desk", 0},
};
const struct az_route_table az_desk_checklist_item_routes = AZ_ROUTES(routes);
