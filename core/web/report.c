/* A citizen files a report. Coming back with the receipt: report_track.c. */
#include "domain/report.h"

#include <string.h>

#include "base/text.h"
#include "domain/division.h"
#include "domain/insurer.h"
#include "web/report_receipt.h"

enum { KIND, SUBJECT, SUBJECT_NAME, SECTOR, COUNTY, HAPPENED, PLACE, STORY, FILES, NAME, CONTACT, AT, GO, REPORT_FIELDS };

static const struct anze_field report_fields[] = {
	[KIND] = {.name = "kind", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[SUBJECT] = {.name = "subject", .type = ANZE_CHOICE, .flags = ANZE_LIST | ANZE_REQUIRED},
	[SUBJECT_NAME] = {.name = "subject_name", .type = ANZE_TEXT, .max = 100},
	[SECTOR] = {.name = "sector", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[COUNTY] = {.name = "county", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[HAPPENED] = {.name = "happened", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 50},
	[PLACE] = {.name = "place", .type = ANZE_TEXT, .max = 200},
	[STORY] = {.name = "story", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 10, .max = 5000},
	[FILES] = {.name = "files", .type = ANZE_FILE, .max = 5},
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 50},
	[CONTACT] = {.name = "contact", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 100},
	[AT] = {.name = "at", .type = ANZE_HIDDEN, .max = 40},
	[GO] = {.name = "go", .type = ANZE_HIDDEN, .max = 40},
};
static const struct az_form report_form = {"report_form", report_fields, REPORT_FIELDS};

/* One question a page. */
static const struct az_form_step report_step_table[] = {
	{"kind", AZ_STEP_FIELD(KIND)},
	{"subject", AZ_STEP_FIELD(SUBJECT) | AZ_STEP_FIELD(SUBJECT_NAME)},
	{"sector", AZ_STEP_FIELD(SECTOR)},
	{"where", AZ_STEP_FIELD(COUNTY) | AZ_STEP_FIELD(PLACE)},
	{"story", AZ_STEP_FIELD(STORY) | AZ_STEP_FIELD(HAPPENED)},
	{"files", AZ_STEP_FIELD(FILES)},
	{"you", AZ_STEP_FIELD(NAME) | AZ_STEP_FIELD(CONTACT)},
	{"check", 0},
};
static const struct az_form_steps report_steps = {
	report_step_table, sizeof report_step_table / sizeof report_step_table[0], AT, GO};

/* Whom a report can be about: the insurers of the register, then others by name. */
static const struct anze_choice others[] = {{"agency", {0}}, {"enterprise", {0}}, {"authority", {0}}, {"insurer", {0}}};

static enum az_result set_choices(struct az_exchange *x, struct az_form_data *form)
{
	struct anze_choice *insurers, *counties;
	size_t insurer_count, county_count;
	AZ_TRY(az_insurer_choices(x->ctx, &insurers, &insurer_count));
	AZ_TRY(az_division_choices(x->ctx, &counties, &county_count));
	size_t other_count = sizeof others / sizeof others[0];
	struct anze_choice *subjects = AZ_NEW_ARRAY(x->ctx->arena, insurer_count + other_count, struct anze_choice);
	memcpy(subjects, insurers, insurer_count * sizeof *insurers);
	memcpy(subjects + insurer_count, others, sizeof others);
	az_form_choices(form, KIND, az_report_kinds, az_report_kind_count);
	az_form_choices(form, SUBJECT, subjects, insurer_count + other_count);
	az_form_choices(form, SECTOR, x->web->site->sector_choices, x->web->site->sector_count);
	az_form_choices(form, COUNTY, counties, county_count);
	return AZ_OK;
}

/* A page of the form. The last one has a form more: what is sent is limited more strictly than a step. */
static enum az_result show_place(struct az_exchange *x, struct az_form_data *form, const struct az_form_place *place)
{
	bool last = !place->whole && place->step + 1 == report_steps.count;
	if (place->whole)
		az_exchange_draw_place(x, "Form", form, place, "/report", "report_form.submit");
	else
		az_exchange_draw_place(x, "Form", form, place, "/report/step", NULL);
	if (last)
		az_exchange_draw_place(x, "Send", form, place, "/report", "report_form.submit");
	az_set_flag(x->page->data, "Page.once", x->request->method == AZ_POST); /* a link would lose what was typed */
	az_set_flag(x->page->data, "Report.named", form->values[NAME].given || form->values[CONTACT].given);
	const char *title = az_format(x->ctx->arena, "report_form.step.%s",
	                              place->whole        ? "whole"
	                              : place->correcting ? "correct"
	                                                  : report_step_table[place->step].name);
	if (last)
		return az_page_show(x->page, "public/report_check", title);
	return az_page_show(x->page, "public/report", title);
}

static enum az_result report_page(struct az_exchange *x)
{
	struct az_form_data *form = az_exchange_form(x, &report_form);
	bool whole = strcmp(az_request_query(x->request, "pages"), "one") == 0;
	struct az_form_place place = whole ? az_form_whole(&report_steps) : az_form_first(&report_steps);
	AZ_TRY(set_choices(x, form));
	return show_place(x, form, &place);
}

/* What the declaration of a single field cannot say. */
static void check_together(struct az_form_data *form)
{
	const struct az_form_value *values = form->values;
	bool from_register = values[SUBJECT].valid && strspn(values[SUBJECT].text, "0123456789") > 0;
	if (values[SUBJECT].valid && values[SUBJECT].given && !from_register && !values[SUBJECT_NAME].given)
		az_form_error(form, SUBJECT_NAME, "report_form.subject_name_needed", NULL);
	if (values[NAME].given && !values[CONTACT].given)
		az_form_error(form, CONTACT, "report_form.contact_needed", NULL);
}

static enum az_result report_step(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	AZ_TRY(set_choices(x, form));
	az_form_check(form);
	check_together(form);
	struct az_form_place place = az_form_walk(&report_steps, form);
	return show_place(x, form, &place);
}

/* What was sent is not right yet: its faults, on one page. */
static enum az_result show_faults(struct az_exchange *x, struct az_form_data *form)
{
	struct az_form_place place = az_form_correct(&report_steps, form);
	return show_place(x, form, &place);
}

static enum az_result new_report(struct az_exchange *x, struct az_form_data *form, struct az_report_new *report)
{
	const struct az_form_value *values = form->values;
	int64_t insurer = 0;
	const char *subject_name = values[SUBJECT_NAME].text;
	if (az_parse_int(values[SUBJECT].text, 1, INT64_MAX, &insurer))
		AZ_TRY(az_insurer_name(x->ctx, insurer, &subject_name));
	*report = (struct az_report_new){
		.kind = values[KIND].text,
		.sector = values[SECTOR].text,
		.county = values[COUNTY].text,
		.subject_type = insurer != 0 ? "insurer" : values[SUBJECT].text,
		.subject_id = insurer,
		.subject_name = subject_name,
		.happened_on = values[HAPPENED].text,
		.place = values[PLACE].text,
		.story = values[STORY].text,
		.name = values[NAME].text,
		.contact = values[CONTACT].text,
		.files = values[FILES].files,
		.file_count = values[FILES].file_count,
		.token = x->request->form_token,
	};
	return AZ_OK;
}

static enum az_result report_send(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report_new report;
	struct az_report stored = {0};
	char receipt[AZ_RECEIPT_TEXT];
	AZ_TRY(set_choices(x, form));
	az_form_check(form);
	check_together(form);
	if (az_form_has_errors(form))
		return show_faults(x, form);
	AZ_TRY(new_report(x, form, &report));
	enum az_result result = az_report_submit(x->ctx, &report, receipt, &stored);
	if (az_exchange_refused(x, result, form))
		return show_faults(x, form);
	AZ_TRY(result);
	return az_report_receipt_show(x, receipt, &stored);
}

static const struct az_route routes[] = {
	{AZ_GET, "/report", report_page, AZ_ANYBODY, NULL, "report", 0},
	{AZ_POST, "/report", report_send, AZ_ANYBODY, &report_form, "report", AZ_ROUTE_UPLOAD | AZ_ROUTE_SEALED},
	{AZ_POST, "/report/step", report_step, AZ_ANYBODY, &report_form, "report", AZ_ROUTE_UPLOAD | AZ_ROUTE_SEALED},
};
const struct az_route_table az_report_routes = AZ_ROUTES(routes);
