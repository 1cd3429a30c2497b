/* Visits at the desk: the list, beginning one, one visit. */
#include "web/desk_visit.h"

#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "web/desk_checklist.h"
#include "web/list.h"
#include "web/report_draw.h"

enum { CODE, SECTOR, ANYWAY, NEW_FIELDS };
static const struct anze_field new_fields[] = {
	[CODE] = {.name = "uscc", .type = ANZE_CODE, .flags = ANZE_REQUIRED},
	[SECTOR] = {.name = "sector", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[ANYWAY] = {.name = "anyway", .type = ANZE_CHECK}, /* only where a colleague is at it */
};
static const struct az_form new_form = {"visit_new", new_fields, NEW_FIELDS};

/* ---- the list ---- */

/* A visit that the enterprise did not sign is closed all the same, and says so. */
static const char *state_code(const struct az_visit *visit)
{
	bool refused = strcmp(visit->state, "signed") == 0 && visit->party_signed == 0;
	return refused ? "refused" : visit->state;
}

static const char *state_tag(const struct az_visit *visit)
{
	static const struct {
		const char *state, *tag;
	} tags[] = {{"draft", "blue"}, {"signed", "green"}, {"finished", "green"}, {"abandoned", "grey"}};
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strcmp(tags[i].state, visit->state) == 0)
			return tags[i].tag;
	return "grey";
}

static const char *organisation(struct az_exchange *x, const struct az_visit *visit)
{
	return visit->insurer_id != 0  ? visit->insurer
	       : visit->agency_id != 0 ? visit->agency
				       : az_pick(x->page, visit->authority_zh, visit->authority_en);
}

const char *az_visit_path(struct az_exchange *x, const struct az_visit *visit)
{
	return az_format(x->ctx->arena, "/desk/visits/%s", az_visit_no(x->ctx->arena, visit));
}

static const char *points_text(struct az_exchange *x, int64_t good, int64_t judged)
{
	int64_t points = az_visit_points(good, judged);
	if (points < 0)
		return az_text(x->page, "visit.no_score", NULL);
	return az_text(x->page, "visit.points",
		       az_format(x->ctx->arena, "%lld.%02lld", (long long)(points / 100), (long long)(points % 100)),
		       NULL);
}

static void put_visit(struct az_exchange *x, struct _hdf *node, const struct az_visit *visit)
{
	az_set(node, "no", az_visit_no(x->ctx->arena, visit));
	az_set(node, "href", az_visit_path(x, visit));
	az_set(node, "enterprise", visit->enterprise);
	az_set(node, "uscc", visit->uscc);
	az_set(node, "county", az_pick(x->page, visit->county_zh, visit->county_en));
	az_set(node, "sector", az_sector_text(x, visit->sector));
	az_set_code(x->page, node, "kind", "visit.kind", visit->kind);
	az_set(node, "state", visit->state);
	az_set_flag(node, visit->state, true);
	az_set(node, "tag", state_tag(visit));
	az_set_code(x->page, node, "state_text", "visit.state", state_code(visit));
	az_set(node, "organisation", organisation(x, visit));
	az_set_day(node, "begun_on", visit->begun_on);
	az_set(node, "maker", visit->maker);
	az_set_instant(node, "changed_at", visit->changed_at);
	az_set(node, "editor", visit->editor);
	az_set_flag(node, "trial", az_visit_is_trial(visit));
}

enum { NO, ENTERPRISE, OF_SECTOR, ORGANISATION, STATE, SCORE, BEGUN, COLUMNS };
static const struct az_list_column columns[] = {
	[NO] = {"no", "common.number"},        [ENTERPRISE] = {"enterprise", "visit.enterprise"},
	[OF_SECTOR] = {"sector", "visit.sector"}, [ORGANISATION] = {"organisation", "visit.organisation"},
	[STATE] = {"state", "common.state"},   [SCORE] = {"score", "visit.score"},
	[BEGUN] = {"begun_on", "visit.begun_on"},
};

static void put_tags(struct az_exchange *x, const struct az_visit *visit, struct az_cell *cell)
{
	az_cell_tag(cell, state_tag(visit), az_code_text(x->page, "visit.state", state_code(visit)));
	if (az_visit_is_trial(visit))
		az_cell_tag(cell, "violet", az_code_text(x->page, "visit.kind", visit->kind));
	if (visit->incomplete == 1)
		az_cell_tag(cell, "amber", az_text(x->page, "visit.incomplete_tag", NULL));
	if (visit->majors > 0)
		az_cell_tag(cell, "major",
			    az_text(x->page, "visit.majors", az_format(x->ctx->arena, "%lld", (long long)visit->majors), NULL));
}

static void cells(struct az_exchange *x, const void *row, struct az_cell *cells)
{
	const struct az_visit *visit = row;
	cells[NO].text = az_visit_no(x->ctx->arena, visit);
	cells[NO].href = az_visit_path(x, visit);
	cells[ENTERPRISE].text = visit->enterprise;
	cells[OF_SECTOR].text = az_sector_text(x, visit->sector);
	cells[ORGANISATION].text = organisation(x, visit);
	put_tags(x, visit, &cells[STATE]);
	if (strcmp(visit->state, "signed") == 0 || strcmp(visit->state, "finished") == 0)
		cells[SCORE].text = points_text(x, visit->good_weight, visit->judged_weight);
	az_cell_day(x, &cells[BEGUN], visit->begun_on);
}

static const struct az_list_page list_page = {&az_visit_list, "/desk/visits", "visit.group", columns, COLUMNS, cells};

/* The rows of one enterprise only: named above them where the actor sees one of its visits. */
static enum az_result list(struct az_exchange *x)
{
	const void *first;
	AZ_TRY(az_list_show(x, &list_page, NULL, &first));
	if (first != NULL)
		az_set(x->page->data, "Filter.enterprise", ((const struct az_visit *)first)->enterprise);
	return az_page_show(x->page, "desk/visits", "visit.list_title");
}

static enum az_result list_csv(struct az_exchange *x)
{
	return az_list_csv(x, &list_page, "visits.csv");
}

static enum az_result list_json(struct az_exchange *x)
{
	return az_list_json(x, &list_page);
}

/* ---- beginning ---- */

/* The sectors that the actor may begin a visit in. */
static enum az_result set_sectors(struct az_exchange *x, struct az_form_data *form)
{
	struct anze_choice *own;
	size_t count = 0;
	if (az_visit_kind_of(x->ctx) == AZ_VISIT_SERVICE) {
		az_form_choices(form, SECTOR, x->web->site->sector_choices, x->web->site->sector_count);
		return AZ_OK;
	}
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &own, &count));
	if (count == 0)
		return AZ_NOT_FOUND;
	az_form_choices(form, SECTOR, own, count);
	if (count == 1)
		az_form_preset(form, SECTOR, own[0].code);
	return AZ_OK;
}

static enum az_result show_new(struct az_exchange *x, struct az_form_data *form)
{
	int status = x->page->status;
	az_exchange_draw(x, form, "/desk/visits/new", "visit_new.submit");
	az_set(x->page->data, "Form.cancel", "/desk/visits");
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/visit_new", "visit_new.title");
}

/* What colleagues have begun there and not closed: to go on with, rather than to begin the same twice. */
static enum az_result put_underway(struct az_exchange *x, const struct az_enterprise *enterprise, const char *sector,
				   bool *any)
{
	struct az_visit *rows;
	size_t count;
	AZ_TRY(az_visit_underway(x->ctx, enterprise->id, sector, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_visit(x, az_append(x->page->data, "Underway"), &rows[i]);
	*any = count > 0;
	return AZ_OK;
}

static enum az_result new_page(struct az_exchange *x)
{
	struct az_form_data *form = az_exchange_form(x, &new_form);
	const char *code = az_request_query(x->request, "uscc"), *sector = az_request_query(x->request, "sector");
	struct az_enterprise enterprise;
	bool any = false;
	AZ_TRY(set_sectors(x, form));
	az_form_preset(form, CODE, code);
	if (sector[0] != '\0')
		az_form_preset(form, SECTOR, sector);
	if (code[0] != '\0' && sector[0] != '\0') {
		enum az_result found = az_visit_enterprise(x->ctx, code, sector, &enterprise);
		if (found != AZ_OK && found != AZ_NOT_FOUND)
			return found;
		if (found == AZ_OK)
			AZ_TRY(put_underway(x, &enterprise, sector, &any));
	}
	if (!any)
		az_form_leave_out(form, ANYWAY);
	return show_new(x, form);
}

/* A colleague at the same is told of, and said knowingly to be no reason. */
static enum az_result check_underway(struct az_exchange *x, const struct az_enterprise *enterprise,
				     struct az_form_data *form)
{
	bool any;
	AZ_TRY(put_underway(x, enterprise, form->values[SECTOR].text, &any));
	if (!any)
		az_form_leave_out(form, ANYWAY);
	else if (form->values[ANYWAY].number != 1)
		az_form_error(form, ANYWAY, "visit.underway", NULL);
	return AZ_OK;
}

static enum az_result create(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_enterprise enterprise;
	const char *no;
	AZ_TRY(set_sectors(x, form));
	az_form_check(form);
	if (az_form_has_errors(form)) {
		az_form_leave_out(form, ANYWAY);
		return show_new(x, form);
	}
	enum az_result found =
		az_visit_enterprise(x->ctx, form->values[CODE].text, form->values[SECTOR].text, &enterprise);
	if (found == AZ_NOT_FOUND) {
		az_form_error(form, CODE, "visit.no_enterprise", NULL);
		az_form_leave_out(form, ANYWAY);
		return show_new(x, form);
	}
	AZ_TRY(found);
	AZ_TRY(check_underway(x, &enterprise, form));
	if (az_form_has_errors(form))
		return show_new(x, form);
	struct az_visit_new visit = {.kind = az_visit_kind_of(x->ctx),
				     .enterprise_id = enterprise.id,
				     .sector = form->values[SECTOR].text,
				     .token = x->request->form_token};
	enum az_result result = az_visit_start(x->ctx, &visit, &no);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return show_new(x, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/visits/%s?done=visit_begun", no);
}

/* ---- a trial of a draft ---- */

enum { SAMPLE, REVISION, TRIAL_FIELDS };
static const struct anze_field trial_fields[] = {
	[SAMPLE] = {.name = "uscc", .type = ANZE_CODE, .flags = ANZE_REQUIRED},
	[REVISION] = {.name = "revision", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 12},
};
static const struct az_form trial_form = {"visit_trial", trial_fields, TRIAL_FIELDS};

/* The draft of the sector that the address names, for whoever may change it. */
static enum az_result enter_draft(struct az_exchange *x, struct az_checklist_version *draft)
{
	struct az_checklist_whose whose;
	AZ_TRY(az_checklist_find_list(x, 0, &whose));
	AZ_TRY(az_checklist_writes(x->ctx, whose.sector->code, whose.county));
	az_checklist_put_title(x, whose.sector, whose.county, whose.county_name);
	return az_checklist_draft(x->ctx, whose.sector->code, whose.county, draft);
}

static enum az_result show_trial(struct az_exchange *x, const struct az_checklist_version *draft,
				 struct az_form_data *form)
{
	int status = x->page->status;
	form->values[REVISION].raw = az_format(x->ctx->arena, "%lld", (long long)draft->revision);
	az_exchange_draw(x, form, x->request->path, "visit_trial.submit");
	az_set(x->page->data, "Form.cancel",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft", x->request->params[0]));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/visit_trial", "visit_trial.title");
}

static enum az_result trial_page(struct az_exchange *x)
{
	struct az_checklist_version draft;
	AZ_TRY(enter_draft(x, &draft));
	return show_trial(x, &draft, az_exchange_form(x, &trial_form));
}

static enum az_result begin_trial(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_version draft;
	struct az_enterprise sample;
	const char *no;
	AZ_TRY(enter_draft(x, &draft));
	if (az_form_has_errors(form))
		return show_trial(x, &draft, form);
	struct az_visit_new visit = {.kind = AZ_VISIT_TRIAL,
				     .sector = draft.sector,
				     .version_id = draft.id,
				     .token = x->request->form_token};
	if (!az_parse_int(form->values[REVISION].text, 0, INT32_MAX, &visit.revision))
		return AZ_INVALID;
	enum az_result found = az_visit_enterprise(x->ctx, form->values[SAMPLE].text, draft.sector, &sample);
	if (found == AZ_NOT_FOUND) {
		az_form_error(form, SAMPLE, "visit.no_enterprise", NULL);
		return show_trial(x, &draft, form);
	}
	AZ_TRY(found);
	visit.enterprise_id = sample.id;
	enum az_result result = az_visit_start(x->ctx, &visit, &no);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return show_trial(x, &draft, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/visits/%s?done=visit_begun", no);
}

/* ---- one visit ---- */

bool az_visit_may_fill(const struct az_exchange *x, const struct az_visit *visit)
{
	return strcmp(visit->state, "draft") == 0 && az_visit_is_own(x->ctx, visit);
}

static const char *version_text(struct az_exchange *x, const struct az_visit *visit, int64_t number)
{
	return az_text(x->page, number == 0 ? "visit.version_draft" : "visit.version_number",
		       az_format(x->ctx->arena, "%lld", (long long)(number == 0 ? visit->version_revision : number)),
		       NULL);
}

/* The city's version, and that of what the county adds. */
static void put_version(struct az_exchange *x, struct _hdf *node, const struct az_visit *visit)
{
	const char *city = version_text(x, visit, visit->version_number);
	if (visit->county_version_id == 0) {
		az_set(node, "version", city);
		return;
	}
	az_set_text(x->page, node, "version", "checklist_county.visit_version", city,
		    az_pick(x->page, visit->county_zh, visit->county_en),
		    version_text(x, visit, visit->county_version_number), NULL);
}

void az_visit_put(struct az_exchange *x, const struct az_visit *visit)
{
	struct _hdf *node = az_node(x->page->data, "Visit");
	put_visit(x, node, visit);
	az_set_flag(node, "may_fill", az_visit_may_fill(x, visit));
	put_version(x, node, visit);
	az_set_instant(node, "closed_at", visit->closed_at);
	az_set(node, "inspector_name", visit->inspector_name);
	az_set(node, "inspector_position", visit->inspector_position);
	az_set(node, "party_name", visit->party_name);
	az_set(node, "party_position", visit->party_position);
	az_set_flag(node, "party_signed", visit->party_signed == 1);
	az_set(node, "refusal", visit->refusal);
	az_set(node, "incomplete_reason", visit->incomplete_reason);
	az_set(x->page->data, "Page.title", az_text(x->page, "visit.title", az_visit_no(x->ctx->arena, visit), NULL));
}

enum az_result az_visit_enter(struct az_exchange *x, struct az_visit_sheet *sheet)
{
	struct az_visit visit;
	AZ_TRY(az_visit_find(x->ctx, x->request->params[0], &visit));
	az_visit_put(x, &visit);
	return az_visit_open(x->ctx, &visit, sheet);
}

static void put_section_rows(struct az_exchange *x, const struct az_visit_sheet *sheet)
{
	const char *path = az_visit_path(x, &sheet->visit);
	for (size_t i = 0; i < sheet->section_count; i++) {
		const struct az_visit_section *section = &sheet->sections[i];
		const char *state = section->asked == 0                   ? "nothing"
				    : section->answered == section->asked ? "complete"
				    : section->answered > 0               ? "begun"
									  : "empty";
		struct _hdf *row = az_append(x->page->data, "Tasks");
		az_set(row, "title", az_format(x->ctx->arena, "%zu. %s", i + 1, az_visit_section_text(x, section)));
		az_set(row, "href", az_format(x->ctx->arena, "%s/%zu", path, i + 1));
		az_set(row, "tone",
		       section->asked == 0                   ? "grey"
		       : section->answered == section->asked ? "green"
							     : "blue");
		az_set(row, "state", az_code_text(x->page, "visit.task", state));
		if (section->asked > 0)
			az_set_text(x->page, row, "progress", "visit.progress",
				    az_format(x->ctx->arena, "%zu", section->answered),
				    az_format(x->ctx->arena, "%zu", section->asked), NULL);
	}
}

static enum az_result page(struct az_exchange *x)
{
	struct az_visit_sheet sheet;
	struct az_audit_row *trail;
	size_t count;
	AZ_TRY(az_visit_enter(x, &sheet));
	az_visit_put_score(x, &sheet);
	az_visit_put_findings(x, &sheet);
	az_visit_put_hazards(x, &sheet);
	AZ_TRY(az_report_put_origin(x, "visit", sheet.visit.id));
	AZ_TRY(az_audit_of(x->ctx, "visit", sheet.visit.id, &trail, &count));
	az_exchange_trail(x, "Trail", trail, count);
	if (az_visit_may_fill(x, &sheet.visit)) {
		put_section_rows(x, &sheet);
		return az_page_show(x->page, "desk/visit_tasks", NULL);
	}
	az_visit_put_results(x, &sheet);
	if (strcmp(sheet.visit.state, "signed") == 0 && sheet.hazard_count > 0)
		az_set(x->page->data, "Visit.notice",
		       az_format(x->ctx->arena, "%s/notice", az_visit_path(x, &sheet.visit)));
	return az_page_show(x->page, "desk/visit", NULL);
}

static enum az_result photo(struct az_exchange *x)
{
	struct az_visit visit;
	int64_t blob;
	AZ_TRY(az_visit_find(x->ctx, x->request->params[0], &visit));
	if (!az_parse_int(x->request->params[1], 1, INT64_MAX, &blob))
		return AZ_NOT_FOUND;
	AZ_TRY(az_visit_holds(x->ctx, &visit, blob));
	return az_answer_blob(x, blob);
}

/* The written notice that is handed over: of a signed visit that found something. */
static enum az_result notice(struct az_exchange *x)
{
	struct az_visit_sheet sheet;
	char day[AZ_DAY_TEXT];
	AZ_TRY(az_visit_enter(x, &sheet));
	if (strcmp(sheet.visit.state, "signed") != 0 || sheet.hazard_count == 0)
		return AZ_NOT_FOUND;
	az_visit_put_hazards(x, &sheet);
	az_day_print(sheet.visit.begun_on, day);
	az_set_text(x->page, x->page->data, "Notice", "hazard_notice.text", day, organisation(x, &sheet.visit),
		    az_visit_no(x->ctx->arena, &sheet.visit), az_format(x->ctx->arena, "%zu", sheet.hazard_count),
		    NULL);
	return az_page_show(x->page, "desk/visit_notice", "hazard_notice.title");
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/visits", list, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/visits.csv", list_csv, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/visits.json", list_json, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/visits/new", new_page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/visits/new", create, AZ_VISITORS, &new_form, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft/trial", trial_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/trial", begin_trial, AZ_ROLE_REGULATOR, &trial_form, "desk", 0},
	{AZ_GET, "/desk/visits/{no}", page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/visits/{no}/photos/{photo}", photo, AZ_VISITORS, NULL, "desk", 0},
	{AZ_GET, "/desk/visits/{no}/notice", notice, AZ_VISITORS, NULL, "desk", 0},
};
const struct az_route_table az_desk_visit_routes = AZ_ROUTES(routes);
