/* A form as data for the macros of templates/macros.cs. */
#include "view/form_draw.h"

#include <string.h>

#include "base/money.h"
#include "base/text.h"

#define RADIOS_MAX 7
#define RADIOS_ALONE 12 /* where a page asks one question */

/* How a type is called in the templates. */
static const char *const type_names[] = {
	[ANZE_TEXT] = "text",       [ANZE_LONG_TEXT] = "longtext", [ANZE_INTEGER] = "integer",
	[ANZE_DECIMAL] = "decimal", [ANZE_MONEY] = "money",        [ANZE_PERCENT] = "percent",
	[ANZE_DATE] = "date",       [ANZE_YES_NO] = "yesno",       [ANZE_CHECK] = "check",
	[ANZE_CHOICE] = "choice",   [ANZE_CHOICES] = "choices",    [ANZE_FILE] = "file",
	[ANZE_CODE] = "code",       [ANZE_PHONE] = "phone",        [ANZE_PASSWORD] = "password",
	[ANZE_HIDDEN] = "hidden",
};

struct drawing {
	struct az_page *page;
	const struct az_form_data *data;
	const struct az_form_look *look;
	struct _hdf *form;
};

/* A field's own text, or the catalogue's at "<form>.<field><suffix>". */
static const char *field_text(struct drawing *drawing, const struct anze_field *field, const struct anze_text *own,
                              const char *suffix, bool wanted)
{
	struct az_page *page = drawing->page;
	if (own->zh != NULL && own->zh[0] != '\0')
		return az_pick(page, own->zh, own->en);
	const char *key = az_format(page->ctx->arena, "%s.%s%s", drawing->data->form->name, field->name, suffix);
	const char *text = az_view_find(page->view, page->ctx->language, key);
	return text != NULL || !wanted ? text : az_text(page, key, NULL);
}

static const char *label_of(struct drawing *drawing, const struct anze_field *field)
{
	return field_text(drawing, field, &field->label, "", true);
}

static const char *choice_label(struct drawing *drawing, const struct anze_field *field,
                                const struct anze_choice *choice)
{
	struct az_page *page = drawing->page;
	if (choice->label.zh != NULL && choice->label.zh[0] != '\0')
		return az_pick(page, choice->label.zh, choice->label.en);
	return az_text(page,
	               az_format(page->ctx->arena, "%s.%s.%s", drawing->data->form->name, field->name, choice->code),
	               NULL);
}

static bool is_chosen(const struct az_form_value *value, const char *code)
{
	for (size_t i = 0; i < value->chosen_count; i++)
		if (strcmp(value->chosen[i], code) == 0)
			return true;
	return strcmp(value->raw, code) == 0;
}

static void draw_choices(struct drawing *drawing, struct _hdf *node, const struct anze_field *field,
                         const struct az_form_value *value)
{
	for (size_t i = 0; i < value->choice_count; i++) {
		const struct anze_choice *choice = &value->choices[i];
		struct _hdf *option = az_append(node, "options");
		az_set(option, "code", choice->code);
		az_set(option, "label", choice_label(drawing, field, choice));
		az_set(option, "hint",
		       az_view_find(drawing->page->view, drawing->page->ctx->language,
		                    az_format(drawing->page->ctx->arena, "%s.%s.%s.hint", drawing->data->form->name,
		                              field->name, choice->code)));
		az_set_flag(option, "checked", is_chosen(value, choice->code));
	}
}

const char *az_size_text(struct az_page *page, int64_t bytes)
{
	struct az_arena *arena = page->ctx->arena;
	if (bytes < 1024)
		return az_text(page, "common.size_bytes", az_format(arena, "%lld", (long long)bytes), NULL);
	if (bytes < 1024 * 1024)
		return az_text(page, "common.size_kb", az_format(arena, "%lld", (long long)((bytes + 512) / 1024)), NULL);
	int64_t tenths = (bytes * 10 + 524288) / 1048576;
	return az_text(page, "common.size_mb",
	               az_format(arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10)), NULL);
}

static void draw_files(struct drawing *drawing, struct _hdf *node, const struct az_form_value *value)
{
	for (size_t i = 0; i < value->file_count; i++) {
		struct _hdf *file = az_append(node, "files");
		az_set(file, "name", value->files[i].name);
		az_set(file, "size", az_size_text(drawing->page, value->files[i].size));
		if (drawing->look->file_token != NULL)
			az_set(file, "token", drawing->look->file_token(drawing->look->self, &value->files[i]));
	}
}

static const char *error_text(struct drawing *drawing, const char *label, const struct az_problem *problem)
{
	const char *args[AZ_PROBLEM_ARGS];
	for (size_t i = 0; i < AZ_PROBLEM_ARGS; i++)
		args[i] = problem->args[i];
	if (args[0] == NULL)
		args[0] = label;
	return az_view_text(drawing->page->view, drawing->page->ctx->arena, drawing->page->ctx->language, problem->key,
	                    args, AZ_PROBLEM_ARGS);
}

static void draw_error(struct drawing *drawing, struct _hdf *node, const char *name, const char *label,
                       const struct az_problem *problem)
{
	const char *text = error_text(drawing, label, problem);
	struct _hdf *row = az_append(drawing->form, "errors");
	az_set(row, "text", text);
	if (node != NULL) {
		az_set(node, "error", text);
		az_set(row, "href", az_format(drawing->page->ctx->arena, "#%s", name));
	}
}

static const char *type_name(const struct drawing *drawing, const struct anze_field *field,
                             const struct az_form_value *value)
{
	const struct az_form_place *place = drawing->look->place;
	size_t most = place != NULL && !place->whole && !place->correcting ? RADIOS_ALONE : RADIOS_MAX;
	if (field->type == ANZE_CHOICE && (value->choice_count > most || (field->flags & ANZE_LIST)))
		return "list";
	return type_names[field->type];
}

static void draw_field(struct drawing *drawing, size_t i)
{
	const struct anze_field *field = &drawing->data->form->fields[i];
	const struct az_form_value *value = &drawing->data->values[i];
	struct az_page *page = drawing->page;
	if (value->left_out && value->error.key == NULL)
		return;
	if (field->type == ANZE_CHOICE && value->choice_count == 0 && !(field->flags & ANZE_REQUIRED) &&
	    value->error.key == NULL)
		return; /* nothing to choose from now: nothing to ask */
	struct _hdf *node = az_append(drawing->form, "fields");
	az_set(node, "name", field->name);
	az_set(node, "type", type_name(drawing, field, value));
	if (field->type != ANZE_PASSWORD)
		az_set(node, "value", value->raw);
	if (field->type == ANZE_HIDDEN && value->error.key == NULL)
		return;
	const char *label = label_of(drawing, field);
	az_set(node, "label", label);
	az_set(node, "hint", field_text(drawing, field, &field->hint, ".hint", false));
	az_set(node, "section", field_text(drawing, field, &(const struct anze_text){NULL, NULL}, ".section", false));
	if (field->unit != NULL)
		az_set(node, "unit", az_code_text(page, "unit", field->unit));
	else if (field->type == ANZE_MONEY)
		az_set(node, "unit", az_text(page, "unit.yuan", NULL));
	else if (field->type == ANZE_PERCENT)
		az_set(node, "unit", "%");
	az_set_flag(node, "required", (field->flags & ANZE_REQUIRED) != 0 || value->needed);
	az_set_flag(node, "narrow", (field->flags & ANZE_NARROW) != 0);
	az_set_flag(node, "checked", field->type == ANZE_CHECK && value->number == 1);
	if (field->flags & ANZE_AUTOCOMPLETE)
		az_set(node, "autocomplete", field->type == ANZE_PASSWORD ? "current-password" : "username");
	if (field->type == ANZE_FILE) {
		az_set_flag(node, "multiple", field->max > 1);
		az_set(node, "accept", drawing->look->accept);
	}
	draw_choices(drawing, node, field, value);
	draw_files(drawing, node, value);
	if (value->error.key != NULL)
		draw_error(drawing, node, field->name, label, &value->error);
}

/* What was answered on another page, as hidden fields that send it again. */
static void carry_field(struct drawing *drawing, size_t i)
{
	const struct anze_field *field = &drawing->data->form->fields[i];
	const struct az_form_value *value = &drawing->data->values[i];
	if (value->left_out)
		return;
	struct _hdf *node = az_append(drawing->form, "fields");
	az_set(node, "name", field->name);
	az_set(node, "type", "carried");
	if (field->type == ANZE_FILE)
		draw_files(drawing, node, value);
	else if (field->type == ANZE_CHOICES)
		for (size_t j = 0; j < value->chosen_count; j++)
			az_set(az_append(node, "values"), "value", value->chosen[j]);
	else if (field->type == ANZE_CHECK ? value->number == 1 : value->raw[0] != '\0')
		az_set(az_append(node, "values"), "value", field->type == ANZE_CHECK ? "1" : value->raw);
}

/* What a person reads of an answer: choices by their labels. */
static void draw_answer(struct drawing *drawing, struct _hdf *step, size_t i)
{
	const struct anze_field *field = &drawing->data->form->fields[i];
	const struct az_form_value *value = &drawing->data->values[i];
	if (value->left_out)
		return;
	struct _hdf *row = az_append(step, "rows");
	az_set(row, "label", label_of(drawing, field));
	for (size_t j = 0; j < value->choice_count; j++)
		if (is_chosen(value, value->choices[j].code))
			az_set(az_append(row, "values"), "text", choice_label(drawing, field, &value->choices[j]));
	for (size_t j = 0; j < value->file_count; j++)
		az_set(az_append(row, "values"), "text",
		       az_format(drawing->page->ctx->arena, "%s (%s)", value->files[j].name,
		                 az_size_text(drawing->page, value->files[j].size)));
	if (value->choice_count == 0 && value->raw[0] != '\0')
		az_set(az_append(row, "values"), "text", value->raw);
}

static const char *step_text(struct drawing *drawing, const char *step, const char *suffix)
{
	return az_view_find(drawing->page->view, drawing->page->ctx->language,
	                    az_format(drawing->page->ctx->arena, "%s.step.%s%s", drawing->data->form->name, step, suffix));
}

static void draw_answers(struct drawing *drawing)
{
	const struct az_form_steps *steps = drawing->look->place->steps;
	for (size_t i = 0; i + 1 < steps->count; i++) {
		if (az_form_skips(steps, drawing->data, i) || (steps->steps[i].fields & ~steps->aids) == 0)
			continue;
		struct _hdf *step = az_append(drawing->form, "answers");
		az_set(step, "step", steps->steps[i].name);
		az_set(step, "title", step_text(drawing, steps->steps[i].name, ""));
		for (size_t field = 0; field < drawing->data->form->count; field++)
			if ((steps->steps[i].fields & AZ_STEP_FIELD(field)) != 0)
				draw_answer(drawing, step, field);
	}
}

/* The page's own texts and buttons. */
static void draw_place(struct drawing *drawing)
{
	const struct az_form_place *place = drawing->look->place;
	const struct az_form_steps *steps = place->steps;
	const char *name = place->correcting || place->whole ? az_form_place_text(drawing->page->ctx->arena, place)
	                                                     : steps->steps[place->step].name;
	az_set(drawing->form, "at", name);
	az_set(drawing->form, "title", step_text(drawing, name, ""));
	az_set(drawing->form, "about", step_text(drawing, name, ".about"));
	if (place->whole)
		return;
	size_t asked = 0, now = 0;
	for (size_t i = 0; i < steps->count; i++) {
		asked += az_form_skips(steps, drawing->data, i) ? 0 : 1;
		now = i == place->step ? asked : now;
	}
	if (!place->correcting)
		az_set_text(drawing->page, drawing->form, "progress", "form.progress",
		            az_format(drawing->page->ctx->arena, "%zu", now),
		            az_format(drawing->page->ctx->arena, "%zu", asked), NULL);
	az_set(drawing->form, "go", drawing->data->form->fields[steps->go].name);
	az_set_flag(drawing->form, "back", place->changing || (place->step > 0 && !place->correcting));
	if (place->step + 1 == steps->count)
		draw_answers(drawing);
}

static void draw_at_place(struct drawing *drawing, size_t i)
{
	const struct az_form_place *place = drawing->look->place;
	if (i == place->steps->at) {
		struct _hdf *node = az_append(drawing->form, "fields");
		az_set(node, "name", drawing->data->form->fields[i].name);
		az_set(node, "type", "carried");
		az_set(az_append(node, "values"), "value", az_form_place_text(drawing->page->ctx->arena, place));
	} else if (i != place->steps->go) {
		if ((place->shown & AZ_STEP_FIELD(i)) != 0)
			draw_field(drawing, i);
		else
			carry_field(drawing, i);
	}
}

static bool has_file(const struct az_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].type == ANZE_FILE)
			return true;
	return false;
}

void az_page_form(struct az_page *page, const struct az_form_data *data, const struct az_form_look *look)
{
	struct drawing drawing = {page, data, look, az_node(page->data, look->at == NULL ? "Form" : look->at)};
	az_set(drawing.form, "action", look->action);
	if (look->submit_key != NULL)
		az_set_text(page, drawing.form, "submit", look->submit_key, NULL);
	az_set(drawing.form, "token", look->token);
	az_set(drawing.form, "cancel", look->cancel);
	az_set_flag(drawing.form, "multipart", has_file(data->form));
	if (data->general.key != NULL)
		draw_error(&drawing, NULL, NULL, NULL, &data->general);
	if (look->place != NULL)
		draw_place(&drawing);
	for (size_t i = 0; i < data->form->count; i++) {
		if (look->place != NULL)
			draw_at_place(&drawing, i);
		else
			draw_field(&drawing, i);
	}
	if (az_form_has_errors(data)) {
		page->status = 422;
		az_set_flag(page->data, "Page.has_errors", true);
	}
}
