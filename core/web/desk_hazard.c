/* Hazards at the desk: writing down what a draft found, the list, one hazard and its steps. */
#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "web/desk_visit.h"
#include "web/list.h"
#include "web/report_draw.h"

#define YEARS_AHEAD 1096 /* days that a deadline may lie ahead */

/* ---- writing down ---- */

enum { VERSION, GRADE, SITUATION, MEASURE, DEADLINE, NOTE_FIELDS };
static const struct anze_choice grades[] = {{"general", {0}}, {"major", {0}}};
static const struct anze_field note_fields[] = {
	[VERSION] = {.name = "version", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 12},
	[GRADE] = {.name = "grade", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED, .choices = grades, .choice_count = 2},
	[SITUATION] = {.name = "situation", .type = ANZE_LONG_TEXT, .max = 1000},
	[MEASURE] = {.name = "measure", .type = ANZE_LONG_TEXT, .max = 1000},
	[DEADLINE] = {.name = "deadline", .type = ANZE_DATE, .flags = ANZE_REQUIRED | ANZE_NARROW},
};
static const struct az_form note_form = {"hazard_note", note_fields, NOTE_FIELDS};

/* A failed item of a draft of one's own, and what was written about it so far. */
struct noting {
	struct az_visit_sheet sheet;
	size_t at;
	const struct az_hazard *there; /* NULL: nothing */
};

static enum az_result enter_note(struct az_exchange *x, struct noting *out)
{
	const char *code = x->request->params[1];
	AZ_TRY(az_visit_enter(x, &out->sheet));
	if (!az_visit_is_own(x->ctx, &out->sheet.visit) || az_visit_is_trial(&out->sheet.visit))
		return AZ_NOT_FOUND;
	out->there = NULL;
	for (size_t i = 0; i < out->sheet.hazard_count; i++)
		if (strcmp(out->sheet.hazards[i].item, code) == 0)
			out->there = &out->sheet.hazards[i];
	for (out->at = 0; out->at < out->sheet.count; out->at++)
		if (strcmp(out->sheet.items[out->at].item->code, code) == 0 && out->sheet.grades[out->at][0] != '\0')
			return AZ_OK;
	return AZ_NOT_FOUND;
}

static void set_version(struct az_exchange *x, const struct noting *noting, struct az_form_data *data)
{
	int64_t version = noting->there == NULL ? 0 : noting->there->version;
	data->values[VERSION].raw = az_format(x->ctx->arena, "%lld", (long long)version);
}

/* Which grades may be given, and why: an item that is major by itself, or by the finding on the facts, is nothing else. */
static void set_grades(struct az_exchange *x, const struct noting *noting, struct az_form_data *data)
{
	static const char *const why[] = {
		[AZ_GRADE_GENERAL] = "hazard.grade_general",
		[AZ_GRADE_MAJOR] = "hazard.grade_facts",
		[AZ_GRADE_UNDECIDED] = "hazard.grade_open",
	};
	const struct az_visit_sheet *sheet = &noting->sheet;
	const struct az_checklist_item *item = sheet->items[noting->at].item;
	enum az_visit_grade grade = az_visit_grade(item, sheet->findings, sheet->finding_count);
	bool conditional = strcmp(item->major, "conditional") == 0;
	if (grade == AZ_GRADE_MAJOR) {
		az_form_choices(data, GRADE, &grades[1], 1);
		az_form_preset(data, GRADE, grades[1].code);
	}
	if (conditional)
		az_set(x->page->data, "Hazard.condition", az_pick(x->page, item->condition_zh, item->condition_en));
	if (conditional || grade == AZ_GRADE_MAJOR)
		az_set(x->page->data, "Hazard.why",
		       az_text(x->page, conditional ? why[grade] : "hazard.grade_item", NULL));
}

static enum az_result show_note(struct az_exchange *x, const struct noting *noting, struct az_form_data *data)
{
	const char *path = az_visit_path(x, &noting->sheet.visit);
	int status = x->page->status;
	az_exchange_draw(x, data, x->request->path, "hazard_note.submit");
	az_set(x->page->data, "Form.cancel", path);
	az_visit_put_hazards(x, &noting->sheet);
	az_set(x->page->data, "Hazard.code", noting->sheet.items[noting->at].item->code);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/hazard_note", "hazard_note.title");
}

static enum az_result note_page(struct az_exchange *x)
{
	struct noting noting;
	AZ_TRY(enter_note(x, &noting));
	if (!az_visit_may_fill(x, &noting.sheet.visit))
		return az_page_redirect(x->page, "%s", az_visit_path(x, &noting.sheet.visit));
	struct az_form_data *data = az_exchange_form(x, &note_form);
	set_grades(x, &noting, data);
	const struct az_visit_item *item = &noting.sheet.items[noting.at];
	const char *grade = noting.sheet.grades[noting.at];
	set_version(x, &noting, data);
	if (strcmp(grade, "undecided") != 0)
		az_form_preset(data, GRADE, grade);
	az_form_preset(data, SITUATION, noting.there == NULL ? item->answer.remark : noting.there->situation);
	struct az_hazard bare = {.question_zh = item->item->question_zh,
				 .question_en = item->item->question_en,
				 .measure = ""};
	az_form_preset(data, MEASURE,
		       noting.there != NULL ? noting.there->measure : az_hazard_measure(x, &bare, item));
	az_day deadline = noting.there != NULL && noting.there->deadline != AZ_DAY_NONE
				  ? noting.there->deadline
				  : az_hazard_deadline(x->ctx, grade, noting.sheet.visit.begun_on);
	if (deadline != AZ_DAY_NONE)
		az_form_preset_number(data, DEADLINE, deadline);
	return show_note(x, &noting, data);
}

/* What a colleague has written meanwhile, beside what was typed. */
static void put_theirs(struct az_exchange *x, const struct noting *noting)
{
	char day[AZ_DAY_TEXT] = "";
	if (noting->there == NULL)
		return;
	if (noting->there->deadline != AZ_DAY_NONE)
		az_day_print(noting->there->deadline, day);
	az_set_code(x->page, x->page->data, "Theirs.grade", "visit.grade", noting->there->grade);
	az_set(x->page->data, "Theirs.situation", noting->there->situation);
	az_set(x->page->data, "Theirs.measure", noting->there->measure);
	az_set(x->page->data, "Theirs.deadline", day);
}

static enum az_result note(struct az_exchange *x)
{
	struct az_form_data *data = x->request->form;
	const struct az_form_value *values = data->values;
	struct noting noting;
	AZ_TRY(enter_note(x, &noting));
	set_grades(x, &noting, data);
	az_form_check(data);
	az_day begun_on = noting.sheet.visit.begun_on;
	if (values[DEADLINE].given && values[DEADLINE].valid &&
	    (values[DEADLINE].number < begun_on || values[DEADLINE].number > begun_on + YEARS_AHEAD))
		az_form_error(data, DEADLINE, "hazard.deadline_out", NULL);
	if (az_form_has_errors(data))
		return show_note(x, &noting, data);
	struct az_hazard_note written = {.item = x->request->params[1],
					 .grade = values[GRADE].text,
					 .situation = values[SITUATION].text,
					 .measure = values[MEASURE].text,
					 .deadline = (az_day)values[DEADLINE].number};
	if (!az_parse_int(values[VERSION].text, 0, INT32_MAX, &written.version))
		return AZ_INVALID;
	enum az_result result = az_hazard_note(x->ctx, noting.sheet.visit.id, &written);
	if (az_exchange_refused(x, result, data)) {
		if (result == AZ_CONFLICT) {
			x->page->status = 409;
			set_version(x, &noting, data); /* a second try is made knowingly */
			put_theirs(x, &noting);
		}
		return show_note(x, &noting, data);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=hazard_noted", az_visit_path(x, &noting.sheet.visit));
}

/* ---- the list ---- */

enum { NO, ENTERPRISE, ITEM, OF_GRADE, STATE, UNTIL, COLUMNS };
static const struct az_list_column columns[] = {
	[NO] = {"no", "common.number"},           [ENTERPRISE] = {"enterprise", "visit.enterprise"},
	[ITEM] = {"item", "visit.item"},          [OF_GRADE] = {"grade", "hazard_note.grade"},
	[STATE] = {"state", "common.state"},      [UNTIL] = {"deadline", "hazard_note.deadline"},
};

static void cells(struct az_exchange *x, const void *row, struct az_cell *cells)
{
	const struct az_hazard *hazard = row;
	bool major = strcmp(hazard->grade, "major") == 0;
	cells[NO].text = az_hazard_no(x->ctx->arena, hazard);
	cells[NO].href = az_format(x->ctx->arena, "/desk/hazards/%s", cells[NO].text);
	cells[ENTERPRISE].text = hazard->enterprise;
	cells[ITEM].text = az_hazard_subject(x, hazard);
	az_cell_tag(&cells[OF_GRADE], major ? "major" : "grey", az_code_text(x->page, "visit.grade", hazard->grade));
	az_cell_tag(&cells[STATE], az_hazard_tag(hazard), az_code_text(x->page, "hazard.state", hazard->state));
	az_cell_day(x, &cells[UNTIL], hazard->deadline);
	if (az_hazard_overdue(hazard, az_day_at(x->ctx->now)))
		az_cell_tag(&cells[UNTIL], "overdue", az_text(x->page, "hazard.overdue", NULL));
}

static const struct az_list_page list_page = {&az_hazard_list, "/desk/hazards", "hazard.group", columns, COLUMNS, cells};

static enum az_result list(struct az_exchange *x)
{
	const void *first;
	AZ_TRY(az_list_show(x, &list_page, NULL, &first));
	if (first != NULL)
		az_set(x->page->data, "Filter.enterprise", ((const struct az_hazard *)first)->enterprise);
	return az_page_show(x->page, "desk/hazards", "hazard.list_title");
}

static enum az_result list_csv(struct az_exchange *x)
{
	return az_list_csv(x, &list_page, "hazards.csv");
}

static enum az_result list_json(struct az_exchange *x)
{
	return az_list_json(x, &list_page);
}

/* ---- one hazard ---- */

enum { ACTION, TEXT, AFTER, STEP_FIELDS };
static const struct anze_field step_fields[] = {
	[ACTION] = {.name = "action", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[TEXT] = {.name = "text", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 4, .max = 500},
	[AFTER] = {.name = "photos", .type = ANZE_FILE, .max = AZ_HAZARD_PHOTOS},
};
static const struct az_form step_form = {"hazard_step", step_fields, STEP_FIELDS};

#define STEPS_MAX 4

/* The steps that the actor may take now; none: there is no form. */
static size_t set_steps(struct az_exchange *x, const struct az_hazard *hazard, struct az_form_data *data)
{
	const struct az_step *offered[STEPS_MAX];
	struct az_flow_row row = {hazard->id, hazard->state, hazard->claimant_id, 0};
	size_t count = az_flow_offered(x->ctx, &az_hazard_flow, &row, offered, STEPS_MAX);
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, STEPS_MAX, struct anze_choice);
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct anze_choice){.code = offered[i]->action};
	az_form_choices(data, ACTION, choices, count);
	if (count == 1)
		az_form_preset(data, ACTION, choices[0].code);
	return count;
}

/* What it is about, with what its visit has to say. */
static enum az_result put_found(struct az_exchange *x, const struct az_hazard *hazard)
{
	struct _hdf *node = az_node(x->page->data, "Hazard");
	const struct az_visit_item *item = NULL;
	struct az_visit visit;
	struct az_visit_sheet sheet;
	if (hazard->visit_id != 0) {
		AZ_TRY(az_visit_find(x->ctx, az_hazard_visit_no(x->ctx->arena, hazard), &visit));
		AZ_TRY(az_visit_open(x->ctx, &visit, &sheet));
		az_visit_put_photos(x, node, &sheet, hazard->item);
		for (size_t i = 0; i < sheet.count; i++)
			if (strcmp(sheet.items[i].item->code, hazard->item) == 0)
				item = &sheet.items[i];
	}
	az_hazard_put(x, node, hazard, item);
	return AZ_OK;
}

/* As it was found, and as it was shown to be rectified. */
static enum az_result put_photos(struct az_exchange *x, const struct az_hazard *hazard)
{
	struct _hdf *node = az_node(x->page->data, "Hazard"), *after = az_node(x->page->data, "After");
	struct az_hazard_photo *rows;
	size_t count;
	AZ_TRY(az_hazard_photos(x->ctx, hazard->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(rows[i].found != 0 ? node : after, "photos");
		az_set(row, "href",
		       az_format(x->ctx->arena, "/desk/hazards/%s/photos/%lld", az_hazard_no(x->ctx->arena, hazard),
				 (long long)rows[i].blob_id));
		az_set(row, "name", rows[i].name);
		az_set_flag(row, "picture", strncmp(rows[i].type, "image/", 6) == 0);
	}
	return AZ_OK;
}

static enum az_result photo(struct az_exchange *x)
{
	struct az_hazard hazard;
	int64_t blob;
	AZ_TRY(az_hazard_find(x->ctx, x->request->params[0], &hazard));
	if (!az_parse_int(x->request->params[1], 1, INT64_MAX, &blob))
		return AZ_NOT_FOUND;
	AZ_TRY(az_hazard_holds(x->ctx, hazard.id, blob));
	return az_answer_blob(x, blob);
}

static enum az_result show(struct az_exchange *x, const struct az_hazard *hazard, struct az_form_data *data,
			   size_t steps)
{
	struct az_audit_row *trail;
	size_t count;
	int status = x->page->status;
	const char *no = az_hazard_no(x->ctx->arena, hazard);
	AZ_TRY(put_found(x, hazard));
	AZ_TRY(put_photos(x, hazard));
	AZ_TRY(az_report_put_origin(x, "hazard", hazard->id));
	AZ_TRY(az_audit_of(x->ctx, "hazard", hazard->id, &trail, &count));
	az_exchange_trail(x, "Trail", trail, count);
	if (steps > 0)
		az_exchange_draw(x, data, az_format(x->ctx->arena, "/desk/hazards/%s", no), "hazard_step.submit");
	az_set(x->page->data, "Page.title", az_text(x->page, "hazard.title", no, NULL));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/hazard", NULL);
}

static enum az_result page(struct az_exchange *x)
{
	struct az_hazard hazard;
	AZ_TRY(az_hazard_find(x->ctx, x->request->params[0], &hazard));
	struct az_form_data *data = az_exchange_form(x, &step_form);
	size_t steps = set_steps(x, &hazard, data);
	return show(x, &hazard, data, steps);
}

static enum az_result step(struct az_exchange *x)
{
	struct az_form_data *data = x->request->form;
	struct az_hazard hazard;
	AZ_TRY(az_hazard_find(x->ctx, x->request->params[0], &hazard));
	size_t steps = set_steps(x, &hazard, data);
	if (steps == 0)
		return az_refuse(x->ctx, AZ_CONFLICT, "flow.moved", NULL);
	az_form_check(data);
	if (az_form_has_errors(data))
		return show(x, &hazard, data, steps);
	const struct az_form_value *after = &data->values[AFTER];
	const char *action = data->values[ACTION].text;
	int64_t *blobs = AZ_NEW_ARRAY(x->ctx->arena, after->file_count + 1, int64_t);
	struct az_hazard_claim claim = {blobs, after->file_count};
	struct az_step_input input = {data->values[TEXT].text, &claim};
	for (size_t i = 0; i < after->file_count; i++)
		blobs[i] = after->files[i].blob_id;
	enum az_result result = az_flow_apply(x->ctx, &az_hazard_flow, hazard.id, action, &input);
	if (az_exchange_refused(x, result, data)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 422;
		return show(x, &hazard, data, steps);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/hazards/%s?done=hazard_%s", az_hazard_no(x->ctx->arena, &hazard),
				action);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/visits/{no}/hazards/{item}", note_page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/visits/{no}/hazards/{item}", note, AZ_VISITORS, &note_form, "desk", 0},
	{AZ_GET, "/desk/hazards", list, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/hazards.csv", list_csv, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/hazards.json", list_json, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/hazards/{no}", page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/hazards/{no}", step, AZ_VISITORS, &step_form, "desk", AZ_ROUTE_UPLOAD},
	{AZ_GET, "/desk/hazards/{no}/photos/{photo}", photo, AZ_VISITORS, NULL, "desk", 0},
};
const struct az_route_table az_desk_hazard_routes = AZ_ROUTES(routes);
