/* A checklist as a spreadsheet: given out, taken into a draft after a look at
 * every fault or at every change. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"
#include "domain/checklist_county.h"
#include "domain/checklist_sheet.h"
#include "domain/division.h"
#include "web/exchange.h"

enum { FILE_FIELD, UPLOAD_FIELDS, REVISION = UPLOAD_FIELDS, SAID, APPLY_FIELDS };
static const struct anze_field upload_fields[] = {
	[FILE_FIELD] = {"sheet", ANZE_FILE, ANZE_REQUIRED, .max = 1},
};
static const struct az_form upload_form = {"checklist_sheet", upload_fields, UPLOAD_FIELDS};

static const struct anze_field apply_fields[] = {
	[FILE_FIELD] = {"sheet", ANZE_FILE, ANZE_REQUIRED, .max = 1},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
	[SAID] = {"said", ANZE_CHECK, 0, .max = 0},
};
static const struct az_form apply_form = {"checklist_sheet", apply_fields, APPLY_FIELDS};

/* ---- giving out ---- */

static const char *text_in(struct az_exchange *x, enum az_language language, const char *key, const char *argument)
{
	const char *args[AZ_PROBLEM_ARGS] = {argument};
	return az_view_text(x->web->view, x->ctx->arena, language, key, args, AZ_PROBLEM_ARGS);
}

/* "CHE"; "CHE_370902" of what a county adds: neither is taken for the other. */
static const char *form_of(struct az_exchange *x, const struct az_sector *sector, const char *county)
{
	return county[0] == '\0' ? sector->code : az_format(x->ctx->arena, "%s_%s", sector->code, county);
}

/* In Chinese, whoever asks: the file's default language. */
static enum az_result title_of(struct az_exchange *x, const struct az_sector *sector, const char *county,
                               const char **title)
{
	const char *name = sector->name.zh;
	struct anze_choice *counties;
	size_t count = 0;
	if (county[0] != '\0')
		AZ_TRY(az_division_choices(x->ctx, &counties, &count));
	for (size_t i = 0; i < count; i++) {
		const char *args[AZ_PROBLEM_ARGS] = {sector->name.zh, counties[i].label.zh};
		if (strcmp(counties[i].code, county) == 0)
			name = az_view_text(x->web->view, x->ctx->arena, AZ_ZH, "checklist_county.list_name", args,
			                    AZ_PROBLEM_ARGS);
	}
	*title = text_in(x, AZ_ZH, "checklist.page_title", name);
	return AZ_OK;
}

static enum az_result give_out(struct az_exchange *x, const struct az_sector *sector,
                               const struct az_checklist_version *version, const struct az_checklist_list *list,
                               const char *name)
{
	struct az_arena *arena = x->ctx->arena;
	struct az_text file;
	struct az_checklist_list city;
	const char *county = version == NULL ? "" : version->county;
	struct az_checklist_sheet_about about = {
		.sector = form_of(x, sector, county),
		.version = az_checklist_sheet_version(arena, version),
		.notes = az_format(arena, "%s\n%s", text_in(x, AZ_ZH, "checklist_sheet.notes", NULL),
	                           text_in(x, AZ_EN, "checklist_sheet.notes", NULL)),
		.plugin = az_plugins_find(x->web->site->plugins, sector->code),
	};
	AZ_TRY(title_of(x, sector, county, &about.title));
	/* Where the city has no list, its items are called by their names. */
	if (county[0] != '\0' && az_checklist_city_list(x->ctx, sector->code, az_day_at(x->ctx->now), &city) == AZ_OK)
		about.city = &city;
	for (size_t i = 0; i < AZ_CHECKLIST_ANSWERS; i++) {
		const char *key = az_format(arena, "checklist_sheet.answer.%s", az_checklist_answers[i]);
		about.answers_zh[i] = text_in(x, AZ_ZH, key, NULL);
		about.answers_en[i] = text_in(x, AZ_EN, key, NULL);
	}
	AZ_TRY(az_checklist_sheet_write(arena, &about, list, &file));
	return az_answer(x, AZ_CHECKLIST_SHEET_TYPE, az_format(arena, "%s-%s.xlsx", az_checklist_list_path(x, sector, county), name), file);
}

static enum az_result draft_sheet(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open(x, &room));
	return room.has_draft ? give_out(x, room.sector, &room.draft, &room.items, "draft") : AZ_NOT_FOUND;
}

static enum az_result public_sheet(struct az_exchange *x)
{
	const struct az_sector *sector = az_checklist_sector(x, 0);
	const char *wanted = x->request->params[1], *county = az_request_query(x->request, "county"), *county_name = NULL;
	struct az_checklist_version *versions;
	struct az_checklist_list list;
	size_t count;
	int64_t number;
	if (sector == NULL)
		return AZ_NOT_FOUND;
	if (county[0] != '\0')
		AZ_TRY(az_checklist_county_name(x, county, &county_name));
	if (strcmp(wanted, "baseline") == 0 && county_name == NULL) {
		const struct anze_plugin *plugin = NULL;
		az_checklist_fault(x, sector->code, &plugin);
		if (plugin == NULL)
			return AZ_NOT_FOUND;
		az_checklist_baseline(x->ctx->arena, plugin, &list);
		return give_out(x, sector, NULL, &list, wanted);
	}
	if (wanted[0] == '0' || !az_parse_int(wanted, 1, INT32_MAX, &number))
		return AZ_NOT_FOUND;
	AZ_TRY(az_checklist_versions(x->ctx, sector->code, county, az_day_at(x->ctx->now), &versions, &count));
	for (size_t i = 0; i < count; i++) {
		if (versions[i].number != number)
			continue;
		AZ_TRY(az_checklist_items(x->ctx, versions[i].id, &list));
		return give_out(x, sector, &versions[i], &list, wanted);
	}
	return AZ_NOT_FOUND;
}

/* ---- taking in ---- */

static const char *place(struct az_exchange *x, const struct az_checklist_room *room, const char *last)
{
	return az_format(x->ctx->arena, "/desk/checklists/%s/draft%s", room->path, last);
}

/* What all states of the page have. */
static enum az_result show(struct az_exchange *x, const struct az_checklist_room *room, int status)
{
	const char *name = room->name;
	az_set_text(x->page, x->page->data, "Page.title", "checklist_sheet.title", name, NULL);
	az_set_text(x->page, x->page->data, "Sheet.title", "checklist_sheet.title", name, NULL);
	az_set(x->page->data, "Draft.href", place(x, room, ""));
	az_set(x->page->data, "Sheet.file", place(x, room, ".xlsx"));
	az_set(x->page->data, "Sheet.href", place(x, room, "/sheet"));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_sheet", NULL);
}

static enum az_result show_upload(struct az_exchange *x, const struct az_checklist_room *room,
                                  struct az_form_data *form)
{
	int status = x->page->status;
	az_exchange_draw(x, az_form_again(x, form, &upload_form), place(x, room, "/sheet"), "checklist_sheet.submit");
	az_set_flag(x->page->data, "Sheet.upload", true);
	return show(x, room, status);
}

static enum az_result upload_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open_draft(x, &room));
	return show_upload(x, &room, az_exchange_form(x, &upload_form));
}

/* A file as it was read, and what it is read against. */
struct reading {
	struct az_checklist_sheet sheet;
	struct az_checklist_list published;
};

/* The uploaded file, read against the draft. */
static enum az_result read_sheet(struct az_exchange *x, const struct az_checklist_room *room,
                                 const struct az_form_file *file, struct reading *reading)
{
	AZ_TRY(az_checklist_published(x->ctx, room->sector->code, room->county, &reading->published));
	struct az_checklist_sheet_draft draft = {
		.sector = form_of(x, room->sector, room->county),
		.version = az_checklist_sheet_version(x->ctx->arena, &room->draft),
		.items = &room->items,
		.baseline = &room->baseline,
		.published = &reading->published,
		.plugin = room->plugin,
		.today = room->today,
		.city = room->county[0] == '\0' ? NULL : &room->city,
		.county = room->county,
	};
	struct az_text bytes;
	AZ_TRY(az_upload_bytes(x, file, AZ_CHECKLIST_SHEET_BYTES, &bytes));
	az_checklist_sheet_read(x->ctx->arena, bytes, &draft, &reading->sheet);
	return AZ_OK;
}

static void put_faults(struct az_exchange *x, const struct az_checklist_sheet *sheet)
{
	for (size_t i = 0; i < sheet->fault_count; i++) {
		const struct az_checklist_sheet_fault *fault = &sheet->faults[i];
		struct _hdf *row = az_append(x->page->data, "Faults");
		az_set(row, "sheet", fault->sheet);
		if (fault->row != 0)
			az_set_int(row, "row", (int64_t)fault->row);
		az_set(row, "column", fault->column);
		az_set(row, "heading", fault->heading);
		az_set(row, "value", fault->value);
		az_set(row, "reason", az_problem_text(x, &fault->reason));
		az_set(row, "remedy", az_problem_text(x, &fault->remedy));
	}
	int64_t all = (int64_t)(sheet->fault_count + sheet->more);
	az_set_text(x->page, x->page->data, "Sheet.faults_title",
	            all == 1 ? "checklist_sheet.fault_title" : "checklist_sheet.faults_title",
	            az_format(x->ctx->arena, "%lld", (long long)all), NULL);
	if (sheet->more > 0)
		az_set_text(x->page, x->page->data, "Sheet.more", "checklist_sheet.more",
		            az_format(x->ctx->arena, "%zu", sheet->fault_count), NULL);
}

static void put_notices(struct az_exchange *x, const struct az_checklist_sheet *sheet)
{
	for (size_t i = 0; i < sheet->notice_count; i++)
		az_set(az_append(x->page->data, "Notices"), "text", az_problem_text(x, &sheet->notices[i]));
}

/* What a person has to say before the sheet is taken over: "Says", item by item; true when there is something. */
static bool put_says(struct az_exchange *x, const struct az_checklist_room *room, const struct reading *reading)
{
	bool any = false;
	for (size_t i = 0; i < reading->sheet.list.count; i++) {
		const struct az_checklist_item *wanted = &reading->sheet.list.items[i];
		const struct az_checklist_item *baseline =
			wanted->own ? NULL : az_checklist_item_of(&room->baseline, wanted->code);
		enum az_checklist_say say =
			az_checklist_must_say(baseline, az_checklist_item_of(&reading->published, wanted->code),
		                              az_checklist_item_of(&room->items, wanted->code), wanted);
		struct az_problem problem;
		if (say == AZ_CHECKLIST_SAY_NOTHING)
			continue;
		any = true;
		az_checklist_tell_say(x->ctx->arena, room->today, baseline, wanted, say, &problem);
		struct _hdf *row = az_append(x->page->data, "Says");
		az_set(row, "code", wanted->code);
		az_set(row, "text", az_problem_text(x, &problem));
	}
	return any;
}

/* What taking the sheet over would change, with the button that does it. */
static void put_preview(struct az_exchange *x, const struct az_checklist_room *room, const struct az_form_file *file,
                        const struct reading *reading)
{
	const char *action = place(x, room, "/sheet/apply");
	struct az_checklist_change *changes;
	size_t count;
	const struct az_checklist_beside beside = {&room->baseline, &reading->sheet.list};
	az_checklist_differences(x->ctx->arena, &room->items, &reading->sheet.list, &changes, &count);
	az_checklist_put_changes(x, "Changes", &beside, changes, count);
	az_set_flag(x->page->data, "Sheet.good", true);
	az_set(x->page->data, "Sheet.name", file->name);
	az_set(x->page->data, "Sheet.action", action);
	az_set(x->page->data, "Sheet.token", az_exchange_token(x, action));
	az_set(x->page->data, "Sheet.kept", az_upload_proof(x, file));
	az_set_int(x->page->data, "Sheet.revision", room->draft.revision);
}

/* The confirmation: of its fields the page draws the box alone, where one is needed. */
static void draw_apply(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form, bool says)
{
	struct az_form_data *apply = form;
	if (form->form != &apply_form) {
		apply = az_form_new(x->ctx->arena, &apply_form);
		apply->general = form->general;
	}
	if (!says)
		az_form_leave_out(apply, SAID);
	az_exchange_draw(x, apply, place(x, room, "/sheet/apply"), "checklist_sheet.apply");
}

static enum az_result show_sheet(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form,
                                 const struct reading *reading)
{
	const struct az_form_file *file = &form->values[FILE_FIELD].files[0];
	const struct az_checklist_sheet *sheet = &reading->sheet;
	int status = x->page->status;
	put_notices(x, sheet);
	if (sheet->fault_count == 0) {
		put_preview(x, room, file, reading);
		draw_apply(x, room, form, put_says(x, room, reading));
		return show(x, room, status);
	}
	put_faults(x, sheet);
	az_set(x->page->data, "Sheet.name", file->name);
	struct az_form_data *again = az_form_new(x->ctx->arena, &upload_form);
	again->general = form->general;
	x->page->status = status == 0 ? 422 : status;
	return show_upload(x, room, again);
}

static enum az_result check(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	struct reading reading;
	AZ_TRY(az_checklist_open_draft(x, &room));
	if (az_form_has_errors(form) || form->values[FILE_FIELD].file_count != 1)
		return show_upload(x, &room, form);
	AZ_TRY(read_sheet(x, &room, &form->values[FILE_FIELD].files[0], &reading));
	return show_sheet(x, &room, form, &reading);
}

/* It had no fault when it was looked at: the draft is another one. */
static enum az_result show_moved(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form,
                                 const struct reading *reading)
{
	char when[AZ_INSTANT_TEXT];
	az_instant_print(room->draft.changed_at, when);
	if (az_checklist_revision(form, REVISION) != room->draft.revision) {
		az_form_refuse(form, "checklist.changed_meanwhile", room->draft.editor, az_copy(x->ctx->arena, when), NULL);
		x->page->status = 409;
	}
	return show_sheet(x, room, form, reading);
}

static enum az_result apply(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	struct reading reading;
	AZ_TRY(az_checklist_open_draft(x, &room));
	if (az_form_has_errors(form) || form->values[FILE_FIELD].file_count != 1)
		return show_upload(x, &room, form);
	const struct az_form_file *file = &form->values[FILE_FIELD].files[0];
	AZ_TRY(read_sheet(x, &room, file, &reading));
	if (reading.sheet.fault_count > 0)
		return show_moved(x, &room, form, &reading);
	enum az_result result =
		az_checklist_take_over(x->ctx, room.sector->code, az_checklist_revision(form, REVISION),
	                               &reading.sheet.list, form->values[SAID].number != 0);
	if (az_exchange_refused(x, result, form)) {
		if (strncmp(form->general.key, "checklist.say_", 14) == 0) { /* each is told above the box */
			form->general = (struct az_problem){0};
			az_form_error(form, SAID, "checklist_sheet.say_all", NULL);
		}
		AZ_TRY(az_checklist_try_again(x, &room, form, REVISION, result));
		AZ_TRY(read_sheet(x, &room, file, &reading));
		return show_sheet(x, &room, form, &reading);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_imported", room.path);
}

#define TAKES_SHEET (AZ_ROUTE_UPLOAD | AZ_ROUTE_SHEET)
static const struct az_route routes[] = {
	{AZ_GET, "/checklists/{sector}/{number}.xlsx", public_sheet, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
	{AZ_GET, "/desk/checklists/{sector}/draft.xlsx", draft_sheet, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft/sheet", upload_page, AZ_ROLE_REGULATOR, NULL, "desk", TAKES_SHEET},
	{AZ_POST, "/desk/checklists/{sector}/draft/sheet", check, AZ_ROLE_REGULATOR, &upload_form, "desk", TAKES_SHEET | AZ_ROUTE_SILENT},
	{AZ_POST, "/desk/checklists/{sector}/draft/sheet/apply", apply, AZ_ROLE_REGULATOR, &apply_form, "desk",
         TAKES_SHEET},
};
const struct az_route_table az_desk_checklist_sheet_routes = AZ_ROUTES(routes);
