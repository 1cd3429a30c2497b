/* The desk's first page, the list of reports, and whose case one is. */
#include <string.h>

#include "base/text.h"
#include "domain/report_clock.h"
#include "domain/report_desk.h"
#include "web/desk_keys.h"
#include "web/list.h"
#include "web/report_draw.h"

/* ---- the list ---- */

enum { NO, KIND, SUBJECT, COUNTY, SECTOR, STATE, HANDLER, SUBMITTED, DUE, COLUMNS };
static const struct az_list_column columns[] = {
	[NO] = {"no", "common.number"},         [KIND] = {"kind", "track.kind"},
	[SUBJECT] = {"subject", "track.subject"}, [COUNTY] = {"county", "track.county"},
	[SECTOR] = {"sector", "track.sector"},  [STATE] = {"state", "common.state"},
	[HANDLER] = {"handler", "desk_report.handler"}, [SUBMITTED] = {"submitted_at", "track.submitted_at"},
	[DUE] = {"due", "desk_report.due"},
};

static void put_due(struct az_exchange *x, const struct az_report *report, struct az_cell *cell)
{
	az_day today = az_day_at(x->ctx->now);
	az_cell_day(x, cell, report->due);
	if (az_report_clock_overdue(report->due, today))
		az_cell_tag(cell, "red", az_text(x->page, "desk_report.overdue", NULL));
	else if (az_report_clock_is_soon(report->due, today, az_report_soon_until(x->ctx)))
		az_cell_tag(cell, "amber", az_text(x->page, "desk_report.soon", NULL));
}

static void cells(struct az_exchange *x, const void *row, struct az_cell *cells)
{
	const struct az_report *report = row;
	cells[NO].text = az_report_no(x->ctx->arena, report);
	cells[NO].href = az_format(x->ctx->arena, "/desk/reports/%s", cells[NO].text);
	cells[KIND].text = az_code_text(x->page, "report_form.kind", report->kind);
	cells[SUBJECT].text = report->key != NULL ? report->subject_name : az_text(x->page, "secret.locked_subject", NULL);
	cells[COUNTY].text = az_pick(x->page, report->county_zh, report->county_en);
	cells[SECTOR].text = az_sector_text(x, report->sector);
	az_cell_tag(&cells[STATE], report->state, az_code_text(x->page, "report.state", report->state));
	if (report->unanswered)
		az_cell_tag(&cells[STATE], "amber", az_text(x->page, "desk_report.unanswered", NULL));
	if (report->authority_id != x->ctx->actor->authority_id)
		az_cell_tag(&cells[STATE], "blue", az_text(x->page, "report_party.joint", NULL));
	cells[HANDLER].text = report->handler_id == 0 ? az_text(x->page, "desk_report.nobody", NULL) : report->handler;
	az_cell_day(x, &cells[SUBMITTED], az_day_at(report->submitted_at));
	put_due(x, report, &cells[DUE]);
}

static const struct az_list_page list_page = {&az_report_list, "/desk/reports", "desk_report.group",
					      columns,         COLUMNS,         cells};

static void put_states(struct az_exchange *x, const char *chosen)
{
	const struct az_list_filter *filter = &az_report_list.filters[0];
	for (size_t i = 0; i < filter->code_count; i++) {
		struct _hdf *option = az_append(x->page->data, "States");
		az_set(option, "code", filter->codes[i]);
		az_set_code(x->page, option, "label", "report.state", filter->codes[i]);
		az_set_flag(option, "checked", strcmp(filter->codes[i], chosen) == 0);
	}
}

static enum az_result list(struct az_exchange *x)
{
	struct az_list_question question;
	char until[AZ_DAY_TEXT];
	AZ_TRY(az_list_show(x, &list_page, &question, NULL));
	put_states(x, question.values[0]);
	az_day_print(az_report_soon_until(x->ctx), until);
	az_set_text(x->page, x->page->data, "Queue.about",
		    az_format(x->ctx->arena, "desk_report.about.%s", question.group->code), until, NULL);
	AZ_TRY(az_report_put_solved_figures(x));
	return az_page_show(x->page, "desk/report_queue", "desk_report.queue_title");
}

static enum az_result list_csv(struct az_exchange *x)
{
	return az_list_csv(x, &list_page, "reports.csv");
}

static enum az_result list_json(struct az_exchange *x)
{
	return az_list_json(x, &list_page);
}

static enum az_result desk(struct az_exchange *x)
{
	if (x->ctx->roles & AZ_ROLE_HANDLER)
		AZ_TRY(az_list_put_counts(x, &list_page, "Counts"));
	AZ_TRY(az_keys_put_own(x));
	return az_page_show(x->page, "desk/home", "desk.title");
}

/* ---- whose case it is ---- */

enum { PERSON, SEEN, ASSIGN_FIELDS };
static const struct anze_field assign_fields[] = {
	[PERSON] = {.name = "person", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[SEEN] = {.name = "seen", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 20},
};
static const struct az_form assign_form = {"report_assign", assign_fields, ASSIGN_FIELDS};

#define NOBODY "nobody"

static enum az_result set_people(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	struct anze_choice *choices;
	size_t count;
	AZ_TRY(az_report_colleagues(x->ctx, &choices, &count));
	if (report->handler_id != 0)
		choices[count++] = (struct anze_choice){NOBODY, {0}};
	az_form_choices(form, PERSON, choices, count);
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const char *no = az_report_no(x->ctx->arena, report);
	int status = x->page->status;
	form->values[SEEN].raw = az_format(x->ctx->arena, "%lld", (long long)report->handler_id);
	az_set(x->page->data, "Report.no", no);
	az_set(x->page->data, "Report.href", az_format(x->ctx->arena, "/desk/reports/%s", no));
	if (report->handler_id != 0)
		az_set_text(x->page, x->page->data, "Report.lead", "report_assign.now", report->handler, NULL);
	else
		az_set_text(x->page, x->page->data, "Report.lead", "report_assign.nobody_yet", NULL);
	AZ_TRY(az_report_put_clocks(x, report));
	az_exchange_draw(x, form, x->request->path, "report_assign.submit");
	az_set(x->page->data, "Form.cancel", az_format(x->ctx->arena, "/desk/reports/%s", no));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/report_step", "report_assign.title");
}

static enum az_result assign_page(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_form_data *form = az_exchange_form(x, &assign_form);
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], &report));
	AZ_TRY(set_people(x, &report, form));
	if (report.handler_id != 0)
		az_form_preset(form, PERSON, az_format(x->ctx->arena, "%lld", (long long)report.handler_id));
	return show(x, &report, form);
}

static enum az_result assign(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	int64_t person = 0, seen;
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], &report));
	if (!az_parse_int(form->values[SEEN].raw, 0, INT64_MAX, &seen))
		return AZ_INVALID;
	AZ_TRY(set_people(x, &report, form));
	az_form_check(form);
	if (az_form_has_errors(form))
		return show(x, &report, form);
	if (strcmp(form->values[PERSON].text, NOBODY) != 0 &&
	    !az_parse_int(form->values[PERSON].text, 1, INT64_MAX, &person))
		return AZ_INVALID;
	enum az_result result = az_report_assign(x->ctx, &report, person, seen);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		AZ_TRY(az_report_find(x->ctx, x->request->params[0], &report)); /* as it is now */
		return show(x, &report, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s?done=%s", x->request->params[0],
				person == 0                     ? "report_give_back"
				: person == x->ctx->account_id ? "report_take"
							       : "report_assign");
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk", desk, AZ_SIGNED_IN, NULL, "desk", 0},
	{AZ_GET, "/desk/reports", list, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reports.csv", list_csv, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reports.json", list_json, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/handler", assign_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/handler", assign, AZ_ROLE_HANDLER, &assign_form, "desk", 0},
};
const struct az_route_table az_desk_report_list_routes = AZ_ROUTES(routes);
