/* Texts for replies at the desk: the list, one of them, and taking one in the form of a case. */
#include "web/desk_reply_template.h"

#include <string.h>

#include "base/text.h"
#include "domain/reply_template.h"
#include "web/list.h"

/* ---- places ---- */

/* What a template can ask for; each has a name in both languages, "reply_template.place.<code>". */
enum { NUMBER, TODAY, SUBMITTED, ACCEPT_BY, DECIDE_BY, FEEDBACK_BY, KIND, AUTHORITY, DOOR, PLACES };
static const char *const codes[PLACES] = {
	[NUMBER] = "number",       [TODAY] = "today",       [SUBMITTED] = "submitted",
	[ACCEPT_BY] = "accept_by", [DECIDE_BY] = "decide_by", [FEEDBACK_BY] = "feedback_by",
	[KIND] = "kind",           [AUTHORITY] = "authority", [DOOR] = "door",
};

static void name_places(struct az_exchange *x, struct az_reply_place places[PLACES])
{
	for (size_t i = 0; i < PLACES; i++) {
		const char *key = az_format(x->ctx->arena, "reply_template.place.%s", codes[i]);
		places[i] = (struct az_reply_place){.value = NULL};
		for (size_t language = 0; language < AZ_LANGUAGES; language++) {
			const char *name = az_view_find(x->web->view, (enum az_language)language, key);
			places[i].names[language] = name == NULL ? "" : name;
		}
	}
}

static const char *day_text(struct az_exchange *x, az_day day)
{
	char text[AZ_DAY_TEXT];
	if (day == AZ_DAY_NONE)
		return NULL;
	az_day_print(day, text);
	return az_copy(x->ctx->arena, text);
}

static void fill_places(struct az_exchange *x, const struct az_report *report, const char *ground,
			struct az_reply_place places[PLACES])
{
	name_places(x, places);
	places[NUMBER].value = az_report_no(x->ctx->arena, report);
	places[TODAY].value = day_text(x, az_day_at(x->ctx->now));
	places[SUBMITTED].value = day_text(x, az_day_at(report->submitted_at));
	places[ACCEPT_BY].value = day_text(x, report->accept_by);
	places[DECIDE_BY].value = day_text(x, report->decide_by);
	places[FEEDBACK_BY].value = day_text(x, report->feedback_by);
	places[KIND].value = az_code_text(x->page, "report_form.kind", report->kind);
	places[AUTHORITY].value = az_pick(x->page, report->authority_zh, report->authority_en);
	for (size_t i = 0; i < az_report_ground_count; i++) /* the field's own word is not trusted */
		if (strcmp(az_report_grounds[i].code, ground) == 0)
			places[DOOR].value = az_text(x->page, az_format(x->ctx->arena, "track.door_%s", ground), NULL);
}

/* ---- in the form of a case ---- */

enum az_result az_reply_template_choices(struct az_exchange *x, struct az_form_data *form, size_t field)
{
	struct az_reply_template *rows;
	size_t count;
	AZ_TRY(az_reply_template_offered(x->ctx, &rows, &count));
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct anze_choice);
	for (size_t i = 0; i < count; i++) {
		const char *title = rows[i].title;
		if (rows[i].action[0] != '\0')
			title = az_format(x->ctx->arena, "%s · %s", title,
					  az_code_text(x->page, "report_act.action", rows[i].action));
		choices[i] = (struct anze_choice){az_format(x->ctx->arena, "%lld", (long long)rows[i].id), {title, title}};
	}
	az_form_choices(form, field, choices, count);
	if (count == 0)
		az_form_leave_out(form, field);
	return AZ_OK;
}

enum az_result az_reply_template_take(struct az_exchange *x, const struct az_report *report, struct az_form_data *form,
				      size_t field, size_t text, const char *ground)
{
	struct az_reply_place places[PLACES];
	struct az_reply_template one;
	int64_t id;
	enum az_result found = az_parse_int(form->values[field].raw, 1, INT64_MAX, &id)
				       ? az_reply_template_find(x->ctx, id, &one)
				       : AZ_NOT_FOUND;
	if (found == AZ_NOT_FOUND || (found == AZ_OK && !one.active)) {
		az_form_error(form, field, "reply_template.choose", NULL);
		return AZ_OK;
	}
	AZ_TRY(found);
	fill_places(x, report, ground, places);
	const char *typed = form->values[text].raw, *filled = az_reply_fill(x->ctx->arena, one.body, places, PLACES);
	form->values[text].raw =
		typed[0] == '\0' ? filled : az_format(x->ctx->arena, "%s\n\n%s", typed, filled);
	return AZ_OK;
}

void az_reply_template_check(struct az_exchange *x, struct az_form_data *form, size_t text)
{
	struct az_reply_place places[PLACES];
	name_places(x, places);
	const char *open = az_reply_place_in(x->ctx->arena, form->values[text].raw, places, PLACES, true);
	if (open != NULL)
		az_form_error(form, text, "reply_template.open_place", open, NULL);
}

/* ---- the list ---- */

enum { TITLE, STEP, CHANGED, BY, COLUMNS };
static const struct az_list_column columns[] = {
	[TITLE] = {"title", "reply_template.name"},
	[STEP] = {"step", "reply_template.action"},
	[CHANGED] = {"changed_at", "reply_template.changed_at"},
	[BY] = {"by", "reply_template.changed_by"},
};

static const char *step_text(struct az_exchange *x, const char *action)
{
	return action[0] == '\0' ? az_text(x->page, "reply_template.any_step", NULL)
				 : az_code_text(x->page, "report_act.action", action);
}

static void cells(struct az_exchange *x, const void *row, struct az_cell *cells)
{
	const struct az_reply_template *one = row;
	cells[TITLE].text = one->title;
	cells[TITLE].href = az_format(x->ctx->arena, "/desk/reply-templates/%lld", (long long)one->id);
	cells[STEP].text = step_text(x, one->action);
	az_cell_instant(x, &cells[CHANGED], one->changed_at);
	cells[BY].text = one->account;
}

static const struct az_list_page list_page = {&az_reply_template_list, "/desk/reply-templates", "reply_template.group",
					      columns,                 COLUMNS,                 cells};

static enum az_result list(struct az_exchange *x)
{
	AZ_TRY(az_list_show(x, &list_page, NULL, NULL));
	return az_page_show(x->page, "desk/reply_templates", "reply_template.list_title");
}

static enum az_result list_csv(struct az_exchange *x)
{
	return az_list_csv(x, &list_page, "reply-templates.csv");
}

static enum az_result list_json(struct az_exchange *x)
{
	return az_list_json(x, &list_page);
}

/* ---- one of them ---- */

enum { NAME, ACTION, BODY, CITY, ACTIVE, VERSION, FIELDS };
static const struct anze_choice actions[] = {{"accept", {0}},  {"refuse", {0}},   {"message", {0}}, {"conclude", {0}},
					     {"feed_back", {0}}, {"uphold", {0}}, {"reopen", {0}},  {"archive", {0}}};
static const struct anze_field fields[] = {
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 2, .max = 60},
	[ACTION] = {.name = "step", .type = ANZE_CHOICE, .flags = ANZE_LIST, .choices = actions, .choice_count = 8},
	[BODY] = {.name = "body", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 4, .max = 2000},
	[CITY] = {.name = "city", .type = ANZE_CHECK},
	[ACTIVE] = {.name = "active", .type = ANZE_CHECK},
	[VERSION] = {.name = "version", .type = ANZE_HIDDEN, .max = 12},
};
static const struct az_form form_of = {"reply_template_form", fields, FIELDS};

static enum az_result find(struct az_exchange *x, struct az_reply_template *one)
{
	int64_t id;
	*one = (struct az_reply_template){
		.authority_id = x->ctx->actor->authority_id, .title = "", .action = "", .body = "", .active = 1};
	if (x->request->params[0] == NULL)
		return AZ_OK;
	if (!az_parse_int(x->request->params[0], 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	return az_reply_template_find(x->ctx, id, one);
}

static enum az_result show(struct az_exchange *x, const struct az_reply_template *one, struct az_form_data *form)
{
	struct az_reply_place places[PLACES];
	int status = x->page->status;
	name_places(x, places);
	for (size_t i = 0; i < PLACES; i++)
		az_set(az_append(x->page->data, "Places"), "text",
		       az_format(x->ctx->arena, "{%s}", places[i].names[x->ctx->language]));
	az_set(x->page->data, "Template.name", one->title);
	az_set(x->page->data, "Template.step", step_text(x, one->action));
	az_set(x->page->data, "Template.body", one->body);
	if (one->id != 0 || (x->ctx->roles & AZ_ROLE_CITY) == 0)
		az_form_leave_out(form, CITY); /* whose it is stays */
	if (one->id == 0)
		az_form_leave_out(form, ACTIVE);
	if (az_reply_template_may_change(x->ctx, one)) {
		form->values[VERSION].raw = az_format(x->ctx->arena, "%lld", (long long)one->version);
		az_exchange_draw(x, form, x->request->path, "reply_template_form.submit");
		az_set(x->page->data, "Form.cancel", "/desk/reply-templates");
	}
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/reply_template", one->id == 0 ? "reply_template_form.title" : "reply_template_form.one");
}

static enum az_result page(struct az_exchange *x)
{
	struct az_reply_template one;
	struct az_form_data *form = az_exchange_form(x, &form_of);
	AZ_TRY(find(x, &one));
	az_form_preset(form, NAME, one.title);
	az_form_preset(form, ACTION, one.action);
	az_form_preset(form, BODY, one.body);
	az_form_preset_number(form, ACTIVE, one.active);
	return show(x, &one, form);
}

static enum az_result save(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	struct az_reply_place places[PLACES];
	struct az_reply_template one, changed;
	int64_t id;
	AZ_TRY(find(x, &one));
	name_places(x, places);
	const char *unknown = az_reply_place_in(x->ctx->arena, values[BODY].raw, places, PLACES, false);
	if (unknown != NULL)
		az_form_error(form, BODY, "reply_template.unknown_place", unknown, NULL);
	if (az_form_has_errors(form))
		return show(x, &one, form);
	changed = one;
	changed.title = values[NAME].text;
	changed.action = values[ACTION].text;
	changed.body = values[BODY].text;
	changed.active = one.id == 0 ? 1 : values[ACTIVE].number;
	if (one.id == 0 && values[CITY].number != 0)
		changed.authority_id = 0;
	if (one.id != 0 && !az_parse_int(values[VERSION].text, 1, INT32_MAX, &changed.version))
		return AZ_INVALID;
	enum az_result result = az_reply_template_save(x->ctx, &changed, &id);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = result == AZ_CONFLICT ? 409 : result == AZ_DENIED ? 403 : 0;
		AZ_TRY(find(x, &one)); /* as it is now: a second try is made knowingly */
		return show(x, &one, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reply-templates/%lld?done=reply_template_saved", (long long)id);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reply-templates", list, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reply-templates.csv", list_csv, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reply-templates.json", list_json, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reply-templates/new", page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reply-templates/new", save, AZ_ROLE_HANDLER, &form_of, "desk", 0},
	{AZ_GET, "/desk/reply-templates/{id}", page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reply-templates/{id}", save, AZ_ROLE_HANDLER, &form_of, "desk", 0},
};
const struct az_route_table az_desk_reply_template_routes = AZ_ROUTES(routes);
