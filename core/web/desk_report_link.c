/* What a report led to: a hazard or an inspection from its page, and the ways between them. A measure is proposed in
 * desk_measure_new.c. */
#include <string.h>

#include "base/text.h"
#include "domain/report_link.h"
#include "domain/visit.h"
#include "web/report_draw.h"

#define YEARS_AHEAD 1096 /* days that a deadline may lie ahead */

/* ---- both ways ---- */

static const struct {
	const char *noun, *path;
	uint32_t roles; /* who may go there */
} rooms[] = {
	{"hazard", "/desk/hazards", AZ_ROLE_REGULATOR},
	{"visit", "/desk/visits", AZ_ROLE_REGULATOR},
	{"measure", "/desk/measures", AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR},
};

enum az_result az_report_put_led(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_link *links;
	size_t count;
	AZ_TRY(az_report_links(x->ctx, report, &links, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Report.led");
		const char *no = az_report_link_no(x->ctx->arena, &links[i]);
		az_set(row, "no", no);
		az_set_code(x->page, row, "noun", "report_link.noun", links[i].noun);
		az_set_code(x->page, row, "state", az_format(x->ctx->arena, "%s.state", links[i].noun), links[i].state);
		az_set_instant(row, "at", links[i].at);
		for (size_t r = 0; r < sizeof rooms / sizeof rooms[0]; r++)
			if (strcmp(rooms[r].noun, links[i].noun) == 0 && (rooms[r].roles & x->ctx->roles) != 0)
				az_set(row, "href", az_format(x->ctx->arena, "%s/%s", rooms[r].path, no));
	}
	if (report->key == NULL || !az_report_proved(x->ctx, report))
		return AZ_OK;
	const char *no = az_report_no(x->ctx->arena, report);
	az_set(x->page->data, "Ways.hazard", az_format(x->ctx->arena, "/desk/reports/%s/hazard", no));
	az_set(x->page->data, "Ways.visit", az_format(x->ctx->arena, "/desk/reports/%s/inspection", no));
	az_set(x->page->data, "Ways.measure", az_format(x->ctx->arena, "/desk/measures/new?report=%s", no));
	return AZ_OK;
}

enum az_result az_report_put_led_told(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_link *links;
	size_t count;
	AZ_TRY(az_report_links(x->ctx, report, &links, &count));
	for (size_t i = 0; i < count; i++) {
		char day[AZ_DAY_TEXT];
		az_day_print(az_day_at(links[i].at), day);
		az_set_text(x->page, az_append(x->page->data, "Report.led"), "text",
			    az_format(x->ctx->arena, "report_link.told.%s_%s", links[i].noun, links[i].state), day, NULL);
	}
	return AZ_OK;
}

enum az_result az_report_put_origin(struct az_exchange *x, const char *noun, int64_t noun_id)
{
	struct az_report report = {0};
	enum az_result result = az_report_origin(x->ctx, noun, noun_id, &report);
	if (result != AZ_OK)
		return result == AZ_NOT_FOUND ? AZ_OK : result;
	const char *no = az_report_no(x->ctx->arena, &report);
	az_set(x->page->data, "Origin.no", no);
	az_set(x->page->data, "Origin.href", az_format(x->ctx->arena, "/desk/reports/%s", no));
	return AZ_OK;
}

/* ---- what both forms begin with ---- */

enum { CODE, SECTOR, GRADE, SITUATION, MEASURE, BASIS, DEADLINE, HAZARD_FIELDS };
#define VISIT_FIELDS (SECTOR + 1)
static const struct anze_choice grades[] = {{"general", {0}}, {"major", {0}}};
static const struct anze_field fields[] = {
	[CODE] = {.name = "uscc", .type = ANZE_CODE, .flags = ANZE_REQUIRED},
	[SECTOR] = {.name = "sector", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[GRADE] = {.name = "grade", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED, .choices = grades, .choice_count = 2},
	[SITUATION] = {.name = "situation", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 10, .max = 1000},
	[MEASURE] = {.name = "measure", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 4, .max = 1000},
	[BASIS] = {.name = "basis", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 4, .max = 1000},
	[DEADLINE] = {.name = "deadline", .type = ANZE_DATE, .flags = ANZE_REQUIRED | ANZE_NARROW},
};
static const struct az_form hazard_form = {"report_hazard", fields, HAZARD_FIELDS};
static const struct az_form visit_form = {"report_visit", fields, VISIT_FIELDS};

static enum az_result find(struct az_exchange *x, struct az_report *report, struct az_form_data *form)
{
	struct anze_choice *own;
	size_t count;
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], report));
	if (report->key == NULL)
		return az_refuse(x->ctx, AZ_DENIED, "secret.locked", NULL);
	if (!az_report_proved(x->ctx, report))
		return az_refuse(x->ctx, AZ_CONFLICT, "report_link.not_proved", NULL);
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &own, &count));
	az_form_choices(form, SECTOR, own, count);
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const char *no = az_report_no(x->ctx->arena, report), *name = form->form->name;
	int status = x->page->status;
	az_set(x->page->data, "Report.no", no);
	az_set(x->page->data, "Report.href", az_format(x->ctx->arena, "/desk/reports/%s", no));
	az_set_text(x->page, x->page->data, "Report.lead", az_format(x->ctx->arena, "%s.lead", name), NULL);
	az_exchange_draw(x, form, x->request->path, az_format(x->ctx->arena, "%s.submit", name));
	az_set(x->page->data, "Form.cancel", az_format(x->ctx->arena, "/desk/reports/%s", no));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/report_step", az_format(x->ctx->arena, "%s.title", name));
}

static enum az_result preset(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const char *uscc;
	AZ_TRY(az_report_subject_code(x->ctx, report, &uscc));
	az_form_preset(form, CODE, uscc);
	az_form_preset(form, SECTOR, report->sector);
	return AZ_OK;
}

/* The enterprise of the register that the form names; AZ_INVALID with an error at its field. */
static enum az_result find_enterprise(struct az_exchange *x, struct az_form_data *form, struct az_enterprise *out)
{
	enum az_result found =
		az_visit_enterprise(x->ctx, form->values[CODE].text, form->values[SECTOR].text, out);
	if (found == AZ_NOT_FOUND)
		az_form_error(form, CODE, "visit.no_enterprise", NULL);
	return found == AZ_NOT_FOUND ? AZ_OK : found;
}

static enum az_result done(struct az_exchange *x)
{
	return az_page_redirect(x->page, "/desk/reports/%s?done=report_led", x->request->params[0]);
}

/* ---- a hazard ---- */

static enum az_result hazard_page(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_form_data *form = az_exchange_form(x, &hazard_form);
	az_day today = az_day_at(x->ctx->now), deadline = az_hazard_deadline(x->ctx, "general", today);
	AZ_TRY(find(x, &report, form));
	AZ_TRY(preset(x, &report, form));
	if (deadline != AZ_DAY_NONE)
		az_form_preset_number(form, DEADLINE, deadline);
	return show(x, &report, form);
}

/* What the form's table cannot say: the deadline's limits, and that nothing of the reporter's own words goes out. */
static void check_hazard(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	const struct az_form_value *values = form->values;
	az_day today = az_day_at(x->ctx->now);
	if (values[DEADLINE].given && values[DEADLINE].valid &&
	    (values[DEADLINE].number < today || values[DEADLINE].number > today + YEARS_AHEAD))
		az_form_error(form, DEADLINE, "hazard.deadline_out", NULL);
	for (size_t i = SITUATION; i <= BASIS; i++)
		if (az_report_repeats(report->story, values[i].text))
			az_form_error(form, i, "report_link.repeats", NULL);
}

static enum az_result hazard(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	struct az_report report = {0};
	struct az_enterprise enterprise = {0};
	const char *no;
	AZ_TRY(find(x, &report, form));
	az_form_check(form);
	check_hazard(x, &report, form);
	if (values[CODE].valid && values[SECTOR].valid && values[CODE].given)
		AZ_TRY(find_enterprise(x, form, &enterprise));
	if (az_form_has_errors(form))
		return show(x, &report, form);
	struct az_hazard_found found = {.enterprise_id = enterprise.id,
					.sector = values[SECTOR].text,
					.grade = values[GRADE].text,
					.situation = values[SITUATION].text,
					.measure = values[MEASURE].text,
					.basis = values[BASIS].text,
					.deadline = (az_day)values[DEADLINE].number,
					.token = x->request->form_token};
	enum az_result result = az_report_open_hazard(x->ctx, &report, &found, &no);
	if (az_exchange_refused(x, result, form))
		return show(x, &report, form);
	AZ_TRY(result);
	return done(x);
}

/* ---- an inspection ---- */

static enum az_result visit_page(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_form_data *form = az_exchange_form(x, &visit_form);
	AZ_TRY(find(x, &report, form));
	AZ_TRY(preset(x, &report, form));
	return show(x, &report, form);
}

static enum az_result visit(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	struct az_enterprise enterprise = {0};
	const char *no;
	AZ_TRY(find(x, &report, form));
	az_form_check(form);
	if (!az_form_has_errors(form))
		AZ_TRY(find_enterprise(x, form, &enterprise));
	if (az_form_has_errors(form))
		return show(x, &report, form);
	enum az_result result = az_report_begin_visit(x->ctx, &report, enterprise.id, form->values[SECTOR].text,
						      x->request->form_token, &no);
	if (az_exchange_refused(x, result, form))
		return show(x, &report, form);
	AZ_TRY(result);
	return done(x);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}/hazard", hazard_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/hazard", hazard, AZ_ROLE_HANDLER, &hazard_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/inspection", visit_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/inspection", visit, AZ_ROLE_HANDLER, &visit_form, "desk", 0},
};
const struct az_route_table az_desk_report_link_routes = AZ_ROUTES(routes);
