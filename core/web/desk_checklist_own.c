/* An item of the city's own: add one, change it, replace it by a copy. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"

#define CHOICES AZ_CHECKLIST_CHOICES_MAX
#define CHOICES_EMPTY 3 /* rows for further choices */

/* A choice's fields, one row after the other. */
enum { CHOICE_CODE, CHOICE_ZH, CHOICE_EN, CHOICE_COMPLIES, CHOICE_FIELDS };
enum {
	CATEGORY,
	QUESTION_ZH,
	QUESTION_EN,
	GUIDANCE_ZH,
	GUIDANCE_EN,
	ANSWER,
	UNIT,
	PLACES,
	MINIMUM,
	MAXIMUM,
	FIRST_CHOICE,
	PHOTO = FIRST_CHOICE + CHOICES * CHOICE_FIELDS,
	BASIS,
	CLAUSE,
	IN_FORCE_FROM,
	IN_FORCE_TO,
	VERIFIED,
	FREQUENCY,
	WEIGHT,
	SAME,
	REVISION,
	FIELDS
};

static const struct anze_choice answers[] = {{"yes_no", {0}}, {"number", {0}}, {"choice", {0}}};

static const struct anze_field plain_fields[FIELDS] = {
	[CATEGORY] = {"category", ANZE_CHOICE, ANZE_REQUIRED | ANZE_LIST, .choices = NULL},
	[QUESTION_ZH] = {"question_zh", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 300},
	[QUESTION_EN] = {"question_en", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 5, .max = 600},
	[GUIDANCE_ZH] = {"guidance_zh", ANZE_LONG_TEXT, 0, .max = 1000},
	[GUIDANCE_EN] = {"guidance_en", ANZE_LONG_TEXT, 0, .max = 2000},
	[ANSWER] = {"answer", ANZE_CHOICE, ANZE_REQUIRED, .choices = answers, .choice_count = ANZE_COUNT(answers)},
	[UNIT] = {"number_unit", ANZE_TEXT, ANZE_NARROW, .max = 40},
	[PLACES] = {"number_places", ANZE_INTEGER, ANZE_NARROW, .min = 0, .max = 6},
	[MINIMUM] = AZ_CHECKLIST_LIMIT("number_from"),
	[MAXIMUM] = AZ_CHECKLIST_LIMIT("number_to"),
	[PHOTO] = {"photo", ANZE_CHECK, 0, .max = 0},
	[BASIS] = {"basis", ANZE_TEXT, ANZE_REQUIRED, .min = 2, .max = 200},
	[CLAUSE] = {"clause", ANZE_TEXT, 0, .max = 100},
	[IN_FORCE_FROM] = {"in_force_from", ANZE_DATE, ANZE_NARROW, .max = 0},
	[IN_FORCE_TO] = {"in_force_to", ANZE_DATE, ANZE_NARROW, .max = 0},
	[VERIFIED] = {"verified", ANZE_CHECK, 0, .max = 0},
	[FREQUENCY] = {"frequency", ANZE_CHOICE, ANZE_REQUIRED | ANZE_LIST, .choices = NULL},
	[WEIGHT] = {"weight", ANZE_INTEGER, ANZE_REQUIRED | ANZE_NARROW, .min = 1, .max = 9},
	[SAME] = {"same_matter", ANZE_CHECK, 0, .max = 0},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};

static const struct anze_field choice_fields[CHOICE_FIELDS] = {
	[CHOICE_CODE] = {"code", ANZE_HIDDEN, 0, .max = 40},
	[CHOICE_ZH] = {"zh", ANZE_TEXT, 0, .max = 100},
	[CHOICE_EN] = {"en", ANZE_TEXT, 0, .max = 200},
	[CHOICE_COMPLIES] = {"complies", ANZE_CHECK, 0, .max = 0},
};

static const struct anze_field replace_fields[] = {
	{"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form replace_form = {"checklist_replace", replace_fields, 1};

/* ---- the form ---- */

static size_t choice_field(size_t row, size_t part)
{
	return FIRST_CHOICE + row * CHOICE_FIELDS + part;
}

/* "choice3_zh", called "choice 3 (Chinese)". */
static struct anze_field field_of_choice(struct az_exchange *x, size_t row, size_t part)
{
	struct anze_field field = choice_fields[part];
	struct az_arena *arena = x->ctx->arena;
	const char *label = az_text(x->page, az_format(arena, "checklist_own_form.choice_%s", field.name),
	                            az_format(arena, "%zu", row + 1), NULL);
	field.name = az_format(arena, "choice%zu_%s", row + 1, field.name);
	field.label = (struct anze_text){label, label};
	return field;
}

static enum az_result own_form(struct az_exchange *x, const struct az_form **out)
{
	struct anze_field *fields = AZ_NEW_ARRAY(x->ctx->arena, FIELDS, struct anze_field);
	struct az_form *form = AZ_NEW(x->ctx->arena, struct az_form);
	memcpy(fields, plain_fields, sizeof plain_fields);
	for (size_t row = 0; row < CHOICES; row++)
		for (size_t part = 0; part < CHOICE_FIELDS; part++)
			fields[choice_field(row, part)] = field_of_choice(x, row, part);
	*form = (struct az_form){"checklist_own_form", fields, FIELDS};
	*out = form;
	return AZ_OK;
}

static struct az_form_data *new_form(struct az_exchange *x)
{
	const struct az_form *form = NULL;
	return own_form(x, &form) == AZ_OK ? az_form_new(x->ctx->arena, form) : NULL;
}

static enum az_result set_fields(struct az_exchange *x, const struct az_checklist_room *room,
                                 const struct az_checklist_item *item, struct az_form_data *form,
                                 struct az_checklist_boxes *boxes)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, AZ_CHECKLIST_CATEGORIES, struct anze_choice);
	for (size_t i = 0; i < AZ_CHECKLIST_CATEGORIES; i++) {
		const char *code = az_checklist_categories[i].code;
		const char *label = az_text(x->page, "checklist.category_named", code,
		                            az_code_text(x->page, "checklist.category", code), NULL);
		choices[i] = (struct anze_choice){code, {label, label}};
	}
	az_form_choices(form, CATEGORY, choices, AZ_CHECKLIST_CATEGORIES);
	az_checklist_set_frequencies(x, form, FREQUENCY);
	*boxes = (struct az_checklist_boxes){.demanded = AZ_CHECKLIST_NO_BOX, .same = SAME};
	return az_checklist_set_boxes(x, room, item, form, boxes);
}

/* Rows that hold something, and a few for more. */
static void leave_out_rows(struct az_form_data *form)
{
	size_t used = 0;
	for (size_t row = 0; row < CHOICES; row++)
		for (size_t part = 0; part < CHOICE_COMPLIES; part++)
			if (form->values[choice_field(row, part)].raw[0] != '\0')
				used = row + 1;
	for (size_t row = used + CHOICES_EMPTY; row < CHOICES; row++)
		for (size_t part = 0; part < CHOICE_FIELDS; part++)
			az_form_leave_out(form, choice_field(row, part));
}

static void preset(struct az_exchange *x, struct az_form_data *form, const struct az_checklist_item *item)
{
	static const struct az_checklist_basis none = {
		.document = "", .clause = "", .in_force_from = AZ_DAY_NONE, .in_force_to = AZ_DAY_NONE};
	const struct az_checklist_basis *basis = item->basis_count > 0 ? &item->basis[0] : &none;
	az_form_preset(form, CATEGORY, item->category);
	az_form_preset(form, QUESTION_ZH, item->question_zh);
	az_form_preset(form, QUESTION_EN, item->question_en);
	az_form_preset(form, GUIDANCE_ZH, item->guidance_zh);
	az_form_preset(form, GUIDANCE_EN, item->guidance_en);
	az_form_preset(form, ANSWER, item->answer);
	if (strcmp(item->answer, "number") == 0) {
		az_form_preset(form, UNIT, item->unit);
		az_form_preset_number(form, PLACES, item->scale);
		az_checklist_preset_limit(x, form, MINIMUM, item->minimum, item->scale);
		az_checklist_preset_limit(x, form, MAXIMUM, item->maximum, item->scale);
	}
	for (size_t i = 0; i < item->choice_count && i < CHOICES; i++) {
		az_form_preset(form, choice_field(i, CHOICE_CODE), item->choices[i].code);
		az_form_preset(form, choice_field(i, CHOICE_ZH), item->choices[i].label_zh);
		az_form_preset(form, choice_field(i, CHOICE_EN), item->choices[i].label_en);
		az_form_preset_number(form, choice_field(i, CHOICE_COMPLIES), item->choices[i].complies != 0);
	}
	az_form_preset_number(form, PHOTO, item->photo != 0);
	az_form_preset(form, BASIS, basis->document);
	az_form_preset(form, CLAUSE, basis->clause);
	if (basis->in_force_from != AZ_DAY_NONE)
		az_form_preset_number(form, IN_FORCE_FROM, basis->in_force_from);
	if (basis->in_force_to != AZ_DAY_NONE)
		az_form_preset_number(form, IN_FORCE_TO, basis->in_force_to);
	az_form_preset_number(form, VERIFIED, basis->verified != 0);
	az_form_preset(form, FREQUENCY, item->frequency);
	az_form_preset_number(form, WEIGHT, item->weight);
}

/* ---- what was typed ---- */

/* A code for a further choice: the first "c1", "c2" ... that no row has. */
static const char *free_code(const struct az_form_data *form, const struct az_checklist_item *wanted)
{
	for (size_t number = 1;; number++) {
		const char *code = az_format(form->arena, "c%zu", number);
		bool used = false;
		for (size_t row = 0; row < CHOICES; row++)
			used = used || strcmp(form->values[choice_field(row, CHOICE_CODE)].text, code) == 0;
		for (size_t i = 0; i < wanted->choice_count; i++)
			used = used || strcmp(wanted->choices[i].code, code) == 0;
		if (!used)
			return code;
	}
}

static void read_choices(struct az_form_data *form, struct az_checklist_item *wanted)
{
	wanted->choices = AZ_NEW_ARRAY(form->arena, CHOICES, struct az_checklist_choice);
	wanted->choice_count = 0;
	for (size_t row = 0; row < CHOICES; row++) {
		const struct az_form_value *values = &form->values[choice_field(row, 0)];
		const char *zh = values[CHOICE_ZH].text, *en = values[CHOICE_EN].text, *code = values[CHOICE_CODE].text;
		if (zh[0] == '\0' && en[0] == '\0')
			continue; /* taken away, or never filled in */
		if (zh[0] == '\0' || en[0] == '\0')
			az_form_error(form, choice_field(row, zh[0] == '\0' ? CHOICE_ZH : CHOICE_EN), "error.required", NULL);
		wanted->choices[wanted->choice_count] =
			(struct az_checklist_choice){.code = code[0] == '\0' ? free_code(form, wanted) : code,
		                                     .label_zh = zh,
		                                     .label_en = en,
		                                     .complies = values[CHOICE_COMPLIES].number};
		wanted->choice_count++;
	}
}

static void read_number(struct az_form_data *form, struct az_checklist_item *wanted)
{
	static const size_t needed[] = {UNIT, MINIMUM, MAXIMUM};
	for (size_t i = 0; i < ANZE_COUNT(needed); i++)
		if (!form->values[needed[i]].given)
			az_form_error(form, needed[i], "error.required", NULL);
	wanted->unit = form->values[UNIT].text;
	wanted->scale = form->values[PLACES].number;
	wanted->minimum = az_checklist_limit(form, MINIMUM, wanted->scale);
	wanted->maximum = az_checklist_limit(form, MAXIMUM, wanted->scale);
	if (!az_form_has_errors(form) && wanted->minimum > wanted->maximum)
		az_form_error(form, MAXIMUM, "checklist.number_crossed", NULL);
}

static az_day day_of(const struct az_form_value *value)
{
	return value->given ? (az_day)value->number : AZ_DAY_NONE;
}

static void read_form(struct az_form_data *form, struct az_checklist_item *wanted)
{
	const struct az_form_value *values = form->values;
	wanted->category = values[CATEGORY].text;
	wanted->question_zh = values[QUESTION_ZH].text;
	wanted->question_en = values[QUESTION_EN].text;
	wanted->guidance_zh = values[GUIDANCE_ZH].text;
	wanted->guidance_en = values[GUIDANCE_EN].text;
	wanted->answer = values[ANSWER].text;
	wanted->photo = values[PHOTO].number;
	wanted->frequency = values[FREQUENCY].text;
	wanted->weight = values[WEIGHT].number;
	wanted->basis = AZ_NEW(form->arena, struct az_checklist_basis);
	wanted->basis_count = 1;
	wanted->basis[0] = (struct az_checklist_basis){.document = values[BASIS].text,
	                                               .clause = values[CLAUSE].text,
	                                               .in_force_from = day_of(&values[IN_FORCE_FROM]),
	                                               .in_force_to = day_of(&values[IN_FORCE_TO]),
	                                               .verified = values[VERIFIED].number};
	if (strcmp(wanted->answer, "number") == 0)
		read_number(form, wanted);
	else if (strcmp(wanted->answer, "choice") == 0)
		read_choices(form, wanted);
}

/* ---- the page ---- */

#define ELLIPSIS "\xe2\x80\xa6" /* where something is still to be typed */

/* An item that is not there yet, in each way of answering, for a preview that follows what is typed. */
static void put_blank(struct az_exchange *x, const struct az_checklist_room *room)
{
	static const char *const places[ANZE_COUNT(answers)] = {"Preview", "Preview.as_number", "Preview.as_choice"};
	struct az_checklist_choice rows[CHOICES_EMPTY];
	for (size_t i = 0; i < CHOICES_EMPTY; i++)
		rows[i] = (struct az_checklist_choice){
			.code = az_format(x->ctx->arena, "c%zu", i + 1), .label_zh = ELLIPSIS, .label_en = ELLIPSIS};
	for (size_t i = 0; i < ANZE_COUNT(answers); i++) {
		struct az_checklist_item blank;
		az_checklist_new_item(&blank);
		blank.code = az_format(x->ctx->arena, "%s-L%s", room->sector->code, i == 0 ? "" : answers[i].code);
		blank.question_zh = blank.question_en = blank.guidance_zh = blank.guidance_en = ELLIPSIS;
		blank.answer = answers[i].code;
		blank.unit = ELLIPSIS;
		blank.choices = rows;
		blank.choice_count = CHOICES_EMPTY;
		az_checklist_put_preview(x, az_node(x->page->data, places[i]), &room->whole, &blank, room->today);
	}
}

static enum az_result show_own(struct az_exchange *x, const struct az_checklist_room *room,
                               const struct az_checklist_item *item, struct az_form_data *form)
{
	int status = x->page->status;
	const char *code = item == NULL ? "" : item->code;
	leave_out_rows(form);
	az_set_flag(x->page->data, "Edit.adding", item == NULL);
	if (item != NULL && status == 409)
		az_checklist_put_item(x, az_node(x->page->data, "Now"), &room->whole, item, room->today);
	if (item != NULL) {
		az_checklist_put_preview(x, az_node(x->page->data, "Preview"), &room->whole, item, room->today);
		const char *action = az_format(x->ctx->arena, "%s/replace", az_checklist_place(x, room, "own", code));
		az_set(x->page->data, "Replace.action", action);
		az_set(x->page->data, "Replace.token", az_exchange_token(x, action));
		az_set_int(x->page->data, "Replace.revision", room->draft.revision);
		az_set(x->page->data, "Edit.words",
		       az_checklist_condition_words(x, room->plugin, &room->whole, item->relevant));
	}
	if (item == NULL)
		put_blank(x, room);
	az_exchange_draw(x, form, az_checklist_place(x, room, "own", code), "checklist_own_form.submit");
	az_checklist_put_edit(x, room, item == NULL ? "desk_checklist.add_title" : "desk_checklist.own_title", code);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_item", NULL);
}

static enum az_result add_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_boxes boxes;
	AZ_TRY(az_checklist_open_draft(x, &room));
	struct az_form_data *form = new_form(x);
	AZ_TRY(set_fields(x, &room, NULL, form, &boxes));
	az_form_preset(form, ANSWER, "yes_no");
	az_form_preset_number(form, PLACES, 0);
	az_form_preset_number(form, WEIGHT, 1);
	az_checklist_preset_revision(x, &room, form, REVISION);
	return show_own(x, &room, NULL, form);
}

static enum az_result own_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_item *item;
	AZ_TRY(az_checklist_find_item(x, &room, true, &item));
	struct az_checklist_boxes boxes;
	struct az_form_data *form = new_form(x);
	AZ_TRY(set_fields(x, &room, item, form, &boxes));
	preset(x, form, item);
	az_checklist_preset_revision(x, &room, form, REVISION);
	return show_own(x, &room, item, form);
}

/* What adding and changing have in common; `item` NULL: it is added. */
static enum az_result save_own(struct az_exchange *x, struct az_checklist_room *room, struct az_checklist_item *item)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_item wanted;
	const char *code = item == NULL ? NULL : item->code;
	az_checklist_new_item(&wanted);
	if (item != NULL)
		wanted = *item;
	struct az_checklist_boxes boxes;
	AZ_TRY(set_fields(x, room, item, form, &boxes));
	az_form_check(form);
	read_form(form, &wanted);
	bool said = az_checklist_is_said(x, room, &boxes, item, &wanted, form);
	if (az_form_has_errors(form))
		return show_own(x, room, item, form);
	int64_t revision = az_checklist_revision(form, REVISION);
	const char *sector = room->sector->code;
	enum az_result result = item == NULL ? az_checklist_add_item(x->ctx, sector, revision, &wanted, &code)
	                                     : az_checklist_change_item(x->ctx, sector, revision, &wanted, said);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_checklist_try_again(x, room, form, REVISION, result));
		if (item != NULL && (item = az_checklist_item_of(&room->items, code)) == NULL)
			return result;
		return show_own(x, room, item, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_%s#%s", room->path,
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
	AZ_TRY(az_checklist_find_item(x, &room, true, &item));
	return save_own(x, &room, item);
}

/* One button, with nothing to fill in: what was refused is said above the item's own page. */
static enum az_result replace(struct az_exchange *x)
{
	struct az_checklist_room room;
	struct az_checklist_item *item;
	const char *code;
	AZ_TRY(az_checklist_find_item(x, &room, true, &item));
	if (az_form_has_errors(x->request->form))
		return AZ_INVALID;
	int64_t revision = az_checklist_revision(x->request->form, 0);
	enum az_result result =
		az_checklist_replace_item(x->ctx, room.sector->code, revision, item->code, &code);
	struct az_form_data *form = new_form(x);
	if (az_exchange_refused(x, result, form)) {
		struct az_checklist_boxes boxes;
		AZ_TRY(set_fields(x, &room, item, form, &boxes));
		preset(x, form, item);
		az_checklist_preset_revision(x, &room, form, REVISION);
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return show_own(x, &room, item, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=checklist_replaced", az_checklist_place(x, &room, "own", code));
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/own", add_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/own", add_own, AZ_ROLE_REGULATOR, &az_form_of_table, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft/own/{code}", own_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/own/{code}", change_own, AZ_ROLE_REGULATOR, &az_form_of_table, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/own/{code}/replace", replace, AZ_ROLE_REGULATOR, &replace_form, "desk", 0},
};
const struct az_route_table az_desk_checklist_own_routes = AZ_ROUTES_WITH_FORMS(routes, own_form);
