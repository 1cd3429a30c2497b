/* When an item of a draft is asked: a builder that adds and takes away parts, and
 * a field for those who know the language. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"
#include "domain/checklist_build.h"

enum { TEXT, TEXT_REVISION, TEXT_FIELDS };
static const struct anze_field text_fields[] = {
	[TEXT] = {"relevant", ANZE_LONG_TEXT, 0, .max = AZ_CONDITION_BYTES},
	[TEXT_REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form text_form = {"checklist_relevant", text_fields, TEXT_FIELDS};

static const struct anze_choice operators[AZ_OPERATORS] = {
	[AZ_OPERATOR_IS] = {"is", {0}},           [AZ_OPERATOR_IS_NOT] = {"is_not", {0}},
	[AZ_OPERATOR_HAS] = {"has", {0}},         [AZ_OPERATOR_HAS_NOT] = {"has_not", {0}},
	[AZ_OPERATOR_EQUALS] = {"equals", {0}},   [AZ_OPERATOR_BELOW] = {"below", {0}},
	[AZ_OPERATOR_AT_MOST] = {"at_most", {0}}, [AZ_OPERATOR_ABOVE] = {"above", {0}},
	[AZ_OPERATOR_AT_LEAST] = {"at_least", {0}}, [AZ_OPERATOR_SAID] = {"said", {0}},
	[AZ_OPERATOR_UNSAID] = {"unsaid", {0}},
};
static const struct anze_choice joins[] = {{"and", {0}}, {"or", {0}}};

enum { ABOUT, OPERATOR, CODE, NUMBER, JOIN, PART_REVISION, PART_FIELDS };
static const struct anze_field part_fields[] = {
	[ABOUT] = {"about", ANZE_HIDDEN, ANZE_REQUIRED, .max = AZ_CONDITION_NAME},
	[OPERATOR] = {"operator", ANZE_CHOICE, ANZE_REQUIRED, .choices = operators, .choice_count = AZ_OPERATORS},
	[CODE] = {"code", ANZE_CHOICE, 0, .choices = NULL},
	[NUMBER] = {"number", ANZE_DECIMAL, ANZE_NARROW, .min = -1000000000000000, .max = 1000000000000000, .scale = 6},
	[JOIN] = {"join", ANZE_CHOICE, 0, .choices = joins, .choice_count = ANZE_COUNT(joins)},
	[PART_REVISION] = {"part_revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form part_form = {"checklist_part", part_fields, PART_FIELDS};

enum { PART, REMOVE_REVISION, REMOVE_FIELDS };
static const struct anze_field remove_fields[] = {
	[PART] = {"part", ANZE_INTEGER, ANZE_REQUIRED, .min = 1, .max = AZ_CONDITION_NODES},
	[REMOVE_REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form remove_form = {"checklist_part_remove", remove_fields, REMOVE_FIELDS};

/* ---- the page ---- */

struct place {
	struct az_checklist_room room;
	const struct az_checklist_item *item;
	size_t index; /* of the item in all that is asked */
	const char *path;
};

static size_t index_of(const struct place *place)
{
	const struct az_checklist_list *whole = &place->room.whole;
	const struct az_checklist_item *item = az_checklist_item_of(whole, place->item->code);
	return item == NULL ? 0 : (size_t)(item - whole->items);
}

static enum az_result find(struct az_exchange *x, struct place *place)
{
	AZ_TRY(az_checklist_open_draft(x, &place->room));
	const struct az_checklist_list *items = &place->room.items;
	place->item = az_checklist_item_of(items, x->request->params[1]);
	if (place->item == NULL)
		return AZ_NOT_FOUND;
	place->index = index_of(place);
	place->path = az_format(x->ctx->arena, "%s/condition", az_checklist_place(x, &place->room, "items", place->item->code));
	return AZ_OK;
}

static void put_parts(struct az_exchange *x, const struct place *place)
{
	struct az_condition_parts parts;
	az_condition_parts(x->ctx->arena, place->item->relevant, &parts);
	for (size_t i = 0; i < parts.count; i++) {
		struct _hdf *row = az_append(x->page->data, "Parts");
		az_set(row, "words",
		       az_checklist_part_words(x, place->room.plugin, &place->room.whole, parts.condition, parts.nodes[i]));
		az_set(row, "text", az_condition_part_text(x->ctx->arena, parts.condition, parts.nodes[i]));
		az_set_int(row, "number", (int64_t)i + 1);
	}
	if (parts.count > 1)
		az_set_text(x->page, x->page->data, "Condition.joined",
		            parts.any ? "checklist_part.any" : "checklist_part.all", NULL);
}

/* What can be asked about, facts and answers apart; the chosen one is marked. */
static void put_subjects(struct az_exchange *x, const struct place *place, const char *chosen)
{
	struct az_checklist_subject *subjects;
	size_t count;
	az_checklist_subjects(x->ctx->arena, place->room.plugin, &place->room.whole, place->index, &subjects, &count);
	for (size_t i = 0; i < count; i++) {
		const struct az_checklist_item *item = subjects[i].item;
		struct _hdf *row = az_append(x->page->data, item == NULL ? "Facts" : "Answers");
		az_set(row, "code", subjects[i].name);
		az_set(row, "label", az_checklist_subject_name(x, &subjects[i]));
		if (item != NULL)
			az_set(row, "question", az_pick(x->page, item->question_zh, item->question_en));
		az_set_flag(row, "checked", strcmp(subjects[i].name, chosen) == 0);
	}
}

static void put_law(struct az_exchange *x, const struct place *place)
{
	const struct az_checklist_item *baseline = az_checklist_item_of(&place->room.baseline, place->item->code);
	if (baseline == NULL || place->item->own)
		return;
	const char *words =
		az_checklist_condition_words(x, place->room.plugin, &place->room.baseline, baseline->relevant);
	az_set_flag(x->page->data, "Condition.mandatory", baseline->mandatory != 0);
	az_set(x->page->data, "Condition.baseline_text", baseline->relevant);
	az_set(x->page->data, "Condition.baseline",
	       words[0] == '\0' ? az_text(x->page, "checklist_words.asked_always", NULL) : words);
}

static enum az_result show(struct az_exchange *x, const struct place *place, const char *about, int status)
{
	const struct az_checklist_item *item = place->item;
	struct _hdf *data = x->page->data;
	const char *words = az_checklist_condition_words(x, place->room.plugin, &place->room.whole, item->relevant);
	az_set_text(x->page, data, "Page.title", "checklist_relevant.title", item->code, NULL);
	az_set_text(x->page, data, "Condition.title", "checklist_relevant.title", item->code, NULL);
	az_set(data, "Condition.href", place->path);
	az_set(data, "Condition.question", az_pick(x->page, item->question_zh, item->question_en));
	az_set(data, "Condition.words", words[0] == '\0' ? az_text(x->page, "checklist_words.asked_always", NULL) : words);
	az_set(data, "Condition.text", item->relevant);
	az_set_int(data, "Condition.revision", place->room.draft.revision);
	az_set(data, "Condition.item", az_checklist_place(x, &place->room, item->own ? "own" : "items", item->code));
	az_set(data, "Condition.draft", az_format(x->ctx->arena, "/desk/checklists/%s/draft", place->room.path));
	az_set(data, "Condition.remove_action", az_format(x->ctx->arena, "%s/remove", place->path));
	az_set(data, "Condition.remove_token", az_exchange_token(x, az_format(x->ctx->arena, "%s/remove", place->path)));
	put_parts(x, place);
	put_subjects(x, place, about);
	put_law(x, place);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_condition", NULL);
}

/* ---- the form for one part ---- */

static struct anze_choice named(const char *code, const char *label)
{
	return (struct anze_choice){code, {label, label}};
}

static void set_operators(struct az_exchange *x, struct az_form_data *form, const struct az_checklist_subject *subject)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, AZ_OPERATORS, struct anze_choice);
	size_t count = 0;
	for (size_t i = 0; i < AZ_OPERATORS; i++)
		if (az_operator_fits((enum az_operator)i, subject))
			choices[count++] = operators[i];
	az_form_choices(form, OPERATOR, choices, count);
}

static void set_values(struct az_exchange *x, struct az_form_data *form, const struct az_checklist_subject *subject)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, subject->code_count + 1, struct anze_choice);
	for (size_t i = 0; i < subject->code_count; i++)
		choices[i] = named(subject->codes[i], az_checklist_code_name(x, subject, subject->codes[i]));
	az_form_choices(form, CODE, choices, subject->code_count);
	if (subject->kind != AZ_SUBJECT_NUMBER)
		az_form_leave_out(form, NUMBER);
}

/* The form for a subject, with a condition before it or not. */
static void set_part(struct az_exchange *x, const struct place *place, struct az_form_data *form,
                     const struct az_checklist_subject *subject)
{
	set_operators(x, form, subject);
	set_values(x, form, subject);
	if (place->item->relevant[0] == '\0')
		az_form_leave_out(form, JOIN);
}

static void draw_part(struct az_exchange *x, const struct place *place, struct az_form_data *form,
                      const struct az_checklist_subject *subject)
{
	const char *name = az_checklist_subject_name(x, subject);
	az_exchange_draw_at(x, "Part", form, az_format(x->ctx->arena, "%s/add", place->path), "checklist_part.submit");
	az_set(x->page->data, "Part.subject", name);
	if (subject->item != NULL)
		az_set(x->page->data, "Part.question",
		       az_pick(x->page, subject->item->question_zh, subject->item->question_en));
	if (subject->unit != NULL && subject->unit[0] != '\0')
		az_set_text(x->page, x->page->data, "Part.unit", "checklist_part.in_unit", subject->unit, NULL);
}

static void draw_text(struct az_exchange *x, const struct place *place, struct az_form_data *form)
{
	az_exchange_draw(x, form, place->path, "checklist_relevant.submit");
}

static struct az_form_data *fresh_text(struct az_exchange *x, const struct place *place)
{
	struct az_form_data *form = az_form_new(x->ctx->arena, &text_form);
	az_form_preset(form, TEXT, place->item->relevant);
	az_checklist_preset_revision(x, &place->room, form, TEXT_REVISION);
	return form;
}

/* Can the item's condition speak of it? */
static bool may_ask(struct az_exchange *x, const struct place *place, const char *name,
                    struct az_checklist_subject *subject)
{
	struct az_checklist_subject *subjects;
	size_t count;
	az_checklist_subjects(x->ctx->arena, place->room.plugin, &place->room.whole, place->index, &subjects, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(subjects[i].name, name) == 0) {
			*subject = subjects[i];
			return true;
		}
	return false;
}

static enum az_result page(struct az_exchange *x)
{
	struct place place;
	struct az_checklist_subject subject;
	const char *about = az_request_query(x->request, "about");
	AZ_TRY(find(x, &place));
	if (about[0] != '\0') {
		if (!may_ask(x, &place, about, &subject))
			return AZ_NOT_FOUND;
		struct az_form_data *form = az_form_new(x->ctx->arena, &part_form);
		set_part(x, &place, form, &subject);
		az_form_preset(form, ABOUT, subject.name);
		az_form_preset(form, OPERATOR, form->values[OPERATOR].choices[0].code);
		az_form_preset(form, JOIN, "and");
		az_checklist_preset_revision(x, &place.room, form, PART_REVISION);
		draw_part(x, &place, form, &subject);
	}
	draw_text(x, &place, fresh_text(x, &place));
	return show(x, &place, about, 0);
}

/* ---- saving ---- */

static enum az_result save(struct az_exchange *x, const struct place *place, int64_t revision, const char *condition)
{
	struct az_checklist_item wanted = *place->item;
	wanted.relevant = condition;
	return az_checklist_change_item(x->ctx, place->room.sector->code, revision, &wanted, false);
}

static enum az_result saved(struct az_exchange *x, const struct place *place)
{
	return az_page_redirect(x->page, "%s?done=checklist_changed", place->path);
}

/* After a refusal: the item as the draft has it now. */
static enum az_result again(struct az_exchange *x, struct place *place, struct az_form_data *form, size_t revision_field,
                            enum az_result refusal)
{
	const char *code = place->item->code;
	AZ_TRY(az_checklist_try_again(x, &place->room, form, revision_field, refusal));
	place->item = az_checklist_item_of(&place->room.items, code);
	if (place->item == NULL)
		return refusal;
	place->index = index_of(place);
	return AZ_OK;
}

static enum az_result take_text(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct place place;
	AZ_TRY(find(x, &place));
	if (!az_form_has_errors(form)) {
		enum az_result result =
			save(x, &place, az_checklist_revision(form, TEXT_REVISION), form->values[TEXT].text);
		if (az_exchange_refused(x, result, form))
			AZ_TRY(again(x, &place, form, TEXT_REVISION, result));
		else
			return result == AZ_OK ? saved(x, &place) : result;
	}
	int status = x->page->status;
	az_set_flag(x->page->data, "Condition.typed", true);
	draw_text(x, &place, form);
	return show(x, &place, "", status);
}

/* The typed part as text; NULL with an error of the form. */
static const char *part_text(struct az_exchange *x, struct az_form_data *form, const struct az_checklist_subject *subject)
{
	const struct az_form_value *values = form->values;
	size_t which = 0;
	if (az_form_has_errors(form))
		return NULL;
	while (strcmp(operators[which].code, values[OPERATOR].text) != 0)
		which++;
	enum az_operand operand = az_operator_needs((enum az_operator)which);
	size_t field = operand == AZ_OPERAND_CODE ? CODE : NUMBER;
	if (operand != AZ_OPERAND_NONE && values[field].text[0] == '\0') {
		az_form_error(form, field, "error.required", NULL);
		return NULL;
	}
	return az_condition_say(x->ctx->arena, subject, (enum az_operator)which, values[field].text);
}

static enum az_result add_part(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct place place;
	struct az_checklist_subject subject;
	AZ_TRY(find(x, &place));
	if (!may_ask(x, &place, form->values[ABOUT].text, &subject))
		return AZ_NOT_FOUND;
	set_part(x, &place, form, &subject);
	az_form_check(form);
	const char *part = part_text(x, form, &subject);
	if (part != NULL) {
		bool any = strcmp(form->values[JOIN].text, "or") == 0;
		const char *condition = az_condition_with(x->ctx->arena, place.item->relevant, part, any);
		enum az_result result = save(x, &place, az_checklist_revision(form, PART_REVISION), condition);
		if (az_exchange_refused(x, result, form))
			AZ_TRY(again(x, &place, form, PART_REVISION, result));
		else
			return result == AZ_OK ? saved(x, &place) : result;
	}
	int status = x->page->status;
	draw_text(x, &place, fresh_text(x, &place));
	draw_part(x, &place, form, &subject);
	return show(x, &place, subject.name, status);
}

static enum az_result remove_part(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct place place;
	struct az_condition_parts parts;
	AZ_TRY(find(x, &place));
	if (az_form_has_errors(form))
		return AZ_INVALID;
	az_condition_parts(x->ctx->arena, place.item->relevant, &parts);
	size_t index = (size_t)form->values[PART].number - 1;
	enum az_result result = save(x, &place, az_checklist_revision(form, REMOVE_REVISION),
	                             az_condition_without(x->ctx->arena, place.item->relevant, index));
	struct az_form_data *text = fresh_text(x, &place);
	if (!az_exchange_refused(x, result, text))
		return result == AZ_OK ? saved(x, &place) : result;
	AZ_TRY(again(x, &place, text, TEXT_REVISION, result));
	int status = x->page->status;
	draw_text(x, &place, text);
	return show(x, &place, "", status);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/items/{code}/condition", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/items/{code}/condition", take_text, AZ_ROLE_REGULATOR, &text_form, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/items/{code}/condition/add", add_part, AZ_ROLE_REGULATOR, &part_form,
         "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/items/{code}/condition/remove", remove_part, AZ_ROLE_REGULATOR, &remove_form,
         "desk", 0},
};
const struct az_route_table az_desk_checklist_condition_routes = AZ_ROUTES(routes);
