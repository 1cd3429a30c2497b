/* A citizen files a report. Coming back with the receipt: report_track.c. */
#include "domain/report.h"

#include <string.h>

#include "base/text.h"
#include "domain/division.h"
#include "domain/subject.h"
#include "web/report_flood.h"
#include "web/report_intake.h"
#include "web/report_receipt.h"

enum {
	KIND, DOOR, WISH, SUBJECT, FIND, PICK, SUBJECT_NAME, SECTOR, COUNTY, HAPPENED, PLACE, STORY, FILES, NAME, CONTACT, WORK,
	QUESTION, SUM, AT, GO, REPORT_FIELDS
};

static const struct anze_choice wishes[] = {{"transfer", {0}}, {"here", {0}}};

static const struct anze_field report_fields[] = {
	[KIND] = {.name = "kind", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[DOOR] = {.name = "door", .type = ANZE_CHOICE},
	[WISH] = {.name = "wish", .type = ANZE_CHOICE, .choices = wishes, .choice_count = sizeof wishes / sizeof wishes[0]},
	[SUBJECT] = {.name = "subject", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[FIND] = {.name = "find", .type = ANZE_TEXT, .max = 80},
	[PICK] = {.name = "pick", .type = ANZE_CHOICE},
	[SUBJECT_NAME] = {.name = "subject_name", .type = ANZE_TEXT, .max = 100},
	[SECTOR] = {.name = "sector", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[COUNTY] = {.name = "county", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[HAPPENED] = {.name = "happened", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 50},
	[PLACE] = {.name = "place", .type = ANZE_TEXT, .max = 200},
	[STORY] = {.name = "story", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 10, .max = 5000},
	[FILES] = {.name = "files", .type = ANZE_FILE, .max = 5},
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 50},
	[CONTACT] = {.name = "contact", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 100},
	[WORK] = {.name = "altcha", .type = ANZE_HIDDEN, .max = 2000},
	[QUESTION] = {.name = "question", .type = ANZE_HIDDEN, .max = 100},
	[SUM] = {.name = "sum", .type = ANZE_HIDDEN, .max = 10},
	[AT] = {.name = "at", .type = ANZE_HIDDEN, .max = 40},
	[GO] = {.name = "go", .type = ANZE_HIDDEN, .max = 40},
};
static const struct az_form report_form = {"report_form", report_fields, REPORT_FIELDS};

static const struct az_flood_fields flood_fields = {WORK, QUESTION, SUM};

/* One question a page. */
static const struct az_form_step report_step_table[] = {
	{"kind", AZ_STEP_FIELD(KIND)},
	{"door", AZ_STEP_FIELD(DOOR)},
	{"told", AZ_STEP_FIELD(WISH)},
	{"subject", AZ_STEP_FIELD(SUBJECT)},
	{"find", AZ_STEP_FIELD(FIND)},
	{"which", AZ_STEP_FIELD(PICK) | AZ_STEP_FIELD(SUBJECT_NAME)},
	{"sector", AZ_STEP_FIELD(SECTOR)},
	{"where", AZ_STEP_FIELD(COUNTY) | AZ_STEP_FIELD(PLACE)},
	{"story", AZ_STEP_FIELD(STORY) | AZ_STEP_FIELD(HAPPENED)},
	{"files", AZ_STEP_FIELD(FILES)},
	{"you", AZ_STEP_FIELD(NAME) | AZ_STEP_FIELD(CONTACT)},
	{"check", 0},
};

/* A likely refusal is said to whom it may concern; an enterprise alone is searched for. */
static bool skips(const struct az_form_data *form, size_t step)
{
	if (report_step_table[step].fields == AZ_STEP_FIELD(WISH))
		return !az_report_door_named(form->values[DOOR].text);
	return report_step_table[step].fields == AZ_STEP_FIELD(FIND) && strcmp(form->values[SUBJECT].text, "enterprise") != 0;
}
static const struct az_form_steps report_steps = {
	report_step_table, sizeof report_step_table / sizeof report_step_table[0], AT, GO, skips, AZ_STEP_FIELD(FIND)};

/* Whom it is about: all that is listed where nothing is asked before it; else those of the type that was chosen. */
static enum az_result set_picks(struct az_exchange *x, struct az_form_data *form, bool whole)
{
	struct anze_choice *picks;
	size_t count;
	const char *type = whole ? "" : form->values[SUBJECT].raw;
	bool known = whole;
	for (size_t i = 0; i < az_subject_type_count; i++)
		known = known || strcmp(az_subject_types[i].code, type) == 0;
	if (strcmp(type, "enterprise") != 0)
		az_form_leave_out(form, FIND);
	if (!known)
		return AZ_OK;
	AZ_TRY(az_report_pick_choices(x, type, form->values[FIND].raw, &picks, &count));
	az_form_choices(form, PICK, picks, count);
	if (!whole)
		az_form_need(form, count > 0 ? PICK : SUBJECT_NAME);
	return AZ_OK;
}

static enum az_result set_choices(struct az_exchange *x, struct az_form_data *form, bool whole)
{
	struct anze_choice *counties, *doors;
	size_t county_count, door_count;
	AZ_TRY(az_division_choices(x->ctx, &counties, &county_count));
	AZ_TRY(az_report_door_choices(x, &doors, &door_count));
	az_form_need(form, WISH);
	az_form_choices(form, KIND, az_report_kinds, az_report_kind_count);
	az_form_choices(form, DOOR, doors, door_count);
	az_form_choices(form, SUBJECT, az_subject_types, az_subject_type_count);
	az_form_choices(form, SECTOR, x->web->site->sector_choices, x->web->site->sector_count);
	az_form_choices(form, COUNTY, counties, county_count);
	return set_picks(x, form, whole || strcmp(form->values[AT].raw, "whole") == 0);
}

/* The name of the one that was picked, with what was written beside it. */
static enum az_result take_subject(struct az_exchange *x, const struct az_form_value *values, struct az_subject *subject)
{
	const char *written = values[SUBJECT_NAME].text;
	enum az_result result = az_subject_find(x->ctx, values[PICK].text, subject);
	if (result == AZ_NOT_FOUND) {
		*subject = (struct az_subject){values[SUBJECT].text, 0, written};
		return AZ_OK;
	}
	if (result == AZ_OK && written[0] != '\0')
		subject->name = az_format(x->ctx->arena, "%s (%s)", subject->name, written);
	return result;
}

static enum az_result new_report(struct az_exchange *x, struct az_form_data *form, struct az_report_new *report)
{
	const struct az_form_value *values = form->values;
	struct az_subject subject;
	bool told = az_report_door_named(values[DOOR].text);
	AZ_TRY(take_subject(x, values, &subject));
	*report = (struct az_report_new){
		.kind = values[KIND].text,
		.door = told ? values[DOOR].text : "",
		.wish = told ? values[WISH].text : "",
		.sector = values[SECTOR].text,
		.county = values[COUNTY].text,
		.subject_type = subject.type,
		.subject_id = subject.id,
		.subject_name = subject.name,
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

/* A page of the form. The last one has a form more: what is sent is limited more strictly than a step. */
static enum az_result show_place(struct az_exchange *x, struct az_form_data *form, const struct az_form_place *place)
{
	bool last = !place->whole && place->step + 1 == report_steps.count;
	if (last)
		AZ_TRY(az_report_flood_put(x, form, &flood_fields));
	else
		az_report_flood_leave(form, &flood_fields);
	if (place->whole)
		az_exchange_draw_place(x, "Form", form, place, "/report", "report_form.to_check");
	else
		az_exchange_draw_place(x, "Form", form, place, "/report/step", NULL);
	if (last) {
		struct az_report_new report;
		AZ_TRY(new_report(x, form, &report));
		AZ_TRY(az_report_goes_put(x, &report));
		az_exchange_draw_place(x, "Send", form, place, "/report", "report_form.submit");
	}
	if ((place->shown & AZ_STEP_FIELD(WISH)) != 0 || (last && az_report_door_named(form->values[DOOR].text)))
		az_report_door_put(x, form->values[DOOR].raw);
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
	AZ_TRY(set_choices(x, form, whole));
	return show_place(x, form, &place);
}

/* What the declaration of a single field cannot say. */
static void check_together(struct az_form_data *form)
{
	const struct az_form_value *values = form->values;
	bool picked = values[PICK].valid && values[PICK].given && strcmp(values[PICK].text, "other") != 0;
	bool known = values[SUBJECT].valid && values[SUBJECT].given;
	if (known && !picked && !values[SUBJECT_NAME].given && values[PICK].error.key == NULL)
		az_form_error(form, SUBJECT_NAME, "report_form.subject_name_needed", NULL);
	if (known && picked && strncmp(values[PICK].text, values[SUBJECT].text, strlen(values[SUBJECT].text)) != 0)
		az_form_error(form, PICK, "report_form.pick_other", NULL);
	if (values[FIND].given && !values[FIND].left_out && az_utf8_count(values[FIND].text, strlen(values[FIND].text)) < AZ_SUBJECT_TYPED_MIN)
		az_form_error(form, FIND, "report_form.find_short", NULL);
	if (values[DOOR].valid && az_report_door_named(values[DOOR].text) && !values[WISH].given)
		az_form_error(form, WISH, "report_form.wish_needed", NULL);
	if (values[NAME].given && !values[CONTACT].given)
		az_form_error(form, CONTACT, "report_form.contact_needed", NULL);
}

/* An authority that nobody here stands above, or that several could be, is told where it was named: not after everything else was
 * typed. */
static enum az_result check_subject(struct az_exchange *x, struct az_form_data *form)
{
	const struct az_form_value *values = form->values;
	bool picked = values[PICK].valid && values[PICK].given && strcmp(values[PICK].text, "other") != 0;
	struct az_subject subject;
	const char *why;
	if (!values[KIND].valid || !values[SUBJECT].valid || values[PICK].error.key != NULL ||
	    (!picked && !(values[SUBJECT_NAME].valid && values[SUBJECT_NAME].given)))
		return AZ_OK;
	AZ_TRY(take_subject(x, values, &subject));
	AZ_TRY(az_report_subject_fault(x, values[KIND].text, &subject, &why));
	if (why != NULL)
		az_form_error(form, picked ? PICK : SUBJECT_NAME, why, NULL);
	return AZ_OK;
}

static enum az_result report_step(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	AZ_TRY(set_choices(x, form, false));
	az_form_check(form);
	check_together(form);
	AZ_TRY(check_subject(x, form));
	struct az_form_place place = az_form_walk(&report_steps, form);
	return show_place(x, form, &place);
}

/* What was sent is not right yet: its faults, on one page. */
static enum az_result show_faults(struct az_exchange *x, struct az_form_data *form)
{
	struct az_form_place place = az_form_correct(&report_steps, form);
	return show_place(x, form, &place);
}

static enum az_result report_send(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	if (strcmp(form->values[AT].raw, "whole") == 0)
		return report_step(x); /* who will see what is told before anything is sent, here as well */
	struct az_report_new report;
	struct az_report stored = {0};
	char receipt[AZ_RECEIPT_TEXT];
	const unsigned char *spent;
	AZ_TRY(set_choices(x, form, false));
	az_form_check(form);
	check_together(form);
	AZ_TRY(check_subject(x, form));
	if (az_form_has_errors(form))
		return show_faults(x, form);
	AZ_TRY(az_report_flood_check(x, form, &flood_fields, &spent));
	if (az_form_has_errors(form))
		return show_faults(x, form);
	AZ_TRY(new_report(x, form, &report));
	report.spent = spent;
	enum az_result result = az_report_submit(x->ctx, &report, receipt, &stored);
	if (az_exchange_refused(x, result, form))
		return show_faults(x, form);
	AZ_TRY(result);
	return az_report_receipt_show(x, receipt, &stored);
}

static const struct az_route routes[] = {
	{AZ_GET, "/report", report_page, AZ_ANYBODY, NULL, "report", 0},
	{AZ_POST, "/report", report_send, AZ_ANYBODY, &report_form, "report",
	 AZ_ROUTE_UPLOAD | AZ_ROUTE_SEALED | AZ_ROUTE_PATIENT},
	{AZ_POST, "/report/step", report_step, AZ_ANYBODY, &report_form, "report",
	 AZ_ROUTE_UPLOAD | AZ_ROUTE_SEALED | AZ_ROUTE_SILENT | AZ_ROUTE_PATIENT},
};
const struct az_route_table az_report_routes = AZ_ROUTES(routes);
