/* Proposing a measure or a commendation. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "domain/division.h"
#include "domain/insurer.h"
#include "domain/measure.h"
#include "domain/report_link.h"
#include "domain/rule_adoption.h"
#include "web/web.h"

enum {
	KIND, SUBJECT, SUBJECT_NAME, SUBJECT_CODE, SECTOR, COUNTY, EVENT, GROUND, CLAUSE, FACTS, PUBLIC_TEXT, PREVIOUS,
	GRAVE, RECTIFY_BY, TERM, DOCUMENT, JOINT, REPORT, FIELDS
};

static const struct anze_choice kinds[] = {{"rectify", {0}}, {"warn", {0}},      {"interview", {0}},
                                           {"expose", {0}},  {"blacklist", {0}}, {"commendation", {0}}};

static const struct anze_field fields[] = {
	[KIND] = {.name = "kind", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED, .choices = kinds, .choice_count = 6},
	[SUBJECT] = {.name = "subject", .type = ANZE_CHOICE, .flags = ANZE_LIST | ANZE_REQUIRED},
	[SUBJECT_NAME] = {.name = "subject_name", .type = ANZE_TEXT, .max = 100},
	[SUBJECT_CODE] = {.name = "subject_code", .type = ANZE_CODE},
	[SECTOR] = {.name = "sector", .type = ANZE_CHOICE, .flags = ANZE_LIST | ANZE_REQUIRED},
	[COUNTY] = {.name = "county", .type = ANZE_CHOICE, .flags = ANZE_LIST},
	[EVENT] = {.name = "event", .type = ANZE_DATE, .flags = ANZE_REQUIRED},
	[GROUND] = {.name = "ground", .type = ANZE_CHOICE, .flags = ANZE_LIST},
	[CLAUSE] = {.name = "clause", .type = ANZE_TEXT, .max = 200},
	[FACTS] = {.name = "facts", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 10, .max = 4000},
	[PUBLIC_TEXT] = {.name = "public_text", .type = ANZE_LONG_TEXT, .max = 2000},
	[PREVIOUS] = {.name = "previous", .type = ANZE_TEXT, .flags = ANZE_NARROW, .max = 20},
	[GRAVE] = {.name = "grave", .type = ANZE_LONG_TEXT, .max = 1000},
	[RECTIFY_BY] = {.name = "rectify_by", .type = ANZE_DATE},
	[TERM] = {.name = "term", .type = ANZE_INTEGER, .min = 1, .max = 36, .unit = "month"},
	[DOCUMENT] = {.name = "document", .type = ANZE_TEXT, .max = 100},
	[JOINT] = {.name = "joint", .type = ANZE_TEXT, .max = 100},
	[REPORT] = {.name = "report", .type = ANZE_HIDDEN, .max = 20}, /* from which it comes; "": from none */
};
static const struct az_form new_form = {"measure_new", fields, FIELDS};

/* Which field a part of the proposal is typed into. */
static const size_t field_of[AZ_MEASURE_PARTS] = {
	[AZ_MEASURE_SUBJECT] = SUBJECT,         [AZ_MEASURE_SUBJECT_NAME] = SUBJECT_NAME,
	[AZ_MEASURE_SUBJECT_CODE] = SUBJECT_CODE, [AZ_MEASURE_GROUND] = GROUND,
	[AZ_MEASURE_EVENT] = EVENT,             [AZ_MEASURE_PUBLIC_TEXT] = PUBLIC_TEXT,
	[AZ_MEASURE_CLAUSE] = CLAUSE,           [AZ_MEASURE_PREVIOUS] = PREVIOUS,
	[AZ_MEASURE_RECTIFY_BY] = RECTIFY_BY,   [AZ_MEASURE_TERM] = TERM,
};

/* ---- choices known only now ---- */

static enum az_result set_subjects(struct az_exchange *x, struct az_form_data *form)
{
	static const struct anze_choice others[] = {{"agency", {0}}, {"enterprise", {0}}};
	struct anze_choice *insurers;
	size_t count;
	AZ_TRY(az_insurer_choices(x->ctx, &insurers, &count));
	struct anze_choice *subjects = AZ_NEW_ARRAY(x->ctx->arena, count + 2, struct anze_choice);
	memcpy(subjects, insurers, count * sizeof *insurers);
	memcpy(subjects + count, others, sizeof others);
	az_form_choices(form, SUBJECT, subjects, count + 2);
	return AZ_OK;
}

/* Each ground by its set: "notice-5.3--no_service". */
#define SEPARATOR "--"

static void set_grounds(struct az_exchange *x, struct az_form_data *form)
{
	const struct az_rules *rules = x->web->site->rules;
	struct az_arena *arena = x->ctx->arena;
	size_t total = 0, n = 0;
	for (size_t i = 0; i < rules->set_count; i++)
		total += rules->sets[i].ground_count;
	struct anze_choice *choices = AZ_NEW_ARRAY(arena, total + 1, struct anze_choice);
	for (size_t i = 0; i < rules->set_count; i++) {
		const struct az_rule_set *set = &rules->sets[i];
		for (size_t j = 0; j < set->ground_count; j++)
			choices[n++] = (struct anze_choice){
				az_format(arena, "%s" SEPARATOR "%s", set->code, set->grounds[j].code),
				{az_format(arena, "%s %s", set->grounds[j].text.zh, set->title.zh),
			         az_format(arena, "%s (%s)", set->grounds[j].text.en, set->title.en)}};
	}
	az_form_choices(form, GROUND, choices, n);
}

static enum az_result set_counties(struct az_exchange *x, struct az_form_data *form)
{
	const char *own = x->ctx->actor->county;
	struct anze_choice *counties;
	size_t count;
	AZ_TRY(az_division_choices(x->ctx, &counties, &count));
	for (size_t i = 0; own[0] != '\0' && i < count; i++)
		if (strcmp(counties[i].code, own) == 0) { /* a county's bureau acts in its county only */
			counties[0] = counties[i];
			count = 1;
		}
	az_form_choices(form, COUNTY, counties, count);
	if (own[0] != '\0' && !form->submitted)
		az_form_preset(form, COUNTY, own);
	return AZ_OK;
}

static enum az_result set_choices(struct az_exchange *x, struct az_form_data *form)
{
	struct anze_choice *sectors;
	size_t count;
	AZ_TRY(set_subjects(x, form));
	AZ_TRY(az_measure_sectors(x->ctx, &sectors, &count));
	az_form_choices(form, SECTOR, sectors, count);
	if (count == 1 && !form->submitted)
		az_form_preset(form, SECTOR, sectors[0].code);
	set_grounds(x, form);
	return set_counties(x, form);
}

/* ---- the pages ---- */

#define REGULATORS (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)

#define BIT(field) (1U << (field))

/* What a kind does not ask for, and what it needs although the form's table does not say so. */
static const struct {
	unsigned hidden, needed;
} looks[] = {
	[AZ_MEASURE_RECTIFY] = {BIT(PUBLIC_TEXT) | BIT(PREVIOUS) | BIT(GRAVE) | BIT(TERM), BIT(GROUND) | BIT(RECTIFY_BY)},
	[AZ_MEASURE_WARN] = {BIT(PUBLIC_TEXT) | BIT(TERM), BIT(GROUND)},
	[AZ_MEASURE_INTERVIEW] = {BIT(PUBLIC_TEXT) | BIT(TERM), BIT(GROUND)},
	[AZ_MEASURE_EXPOSE] = {BIT(RECTIFY_BY), BIT(GROUND) | BIT(PUBLIC_TEXT) | BIT(TERM)},
	[AZ_MEASURE_BLACKLIST] = {BIT(RECTIFY_BY) | BIT(TERM), BIT(GROUND) | BIT(PUBLIC_TEXT)},
	[AZ_MEASURE_COMMENDATION] = {BIT(GROUND) | BIT(PREVIOUS) | BIT(GRAVE) | BIT(RECTIFY_BY) | BIT(JOINT),
                                     BIT(CLAUSE) | BIT(PUBLIC_TEXT)},
};

static void fit_to_kind(struct az_exchange *x, enum az_measure_kind kind)
{
	for (size_t i = 0; i < FIELDS; i++) {
		struct _hdf *field = az_node(x->page->data, az_format(x->ctx->arena, "Form.fields.%zu", i));
		if (i == KIND || (looks[kind].hidden & BIT(i)))
			az_set(field, "type", "hidden");
		az_set_flag(field, "required", (looks[kind].needed & BIT(i)) || (fields[i].flags & ANZE_REQUIRED));
	}
}

/* Which step it is to be: the ladder, with a sentence each. */
static enum az_result show_kinds(struct az_exchange *x, const char *report)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct _hdf *row = az_append(x->page->data, "Kinds");
		az_set(row, "href",
		       az_format(x->ctx->arena, "/desk/measures/new?kind=%s%s%s", kinds[i].code,
		                 report[0] == '\0' ? "" : "&report=", report));
		az_set_code(x->page, row, "text", "measure.kind", kinds[i].code);
		az_set_code(x->page, row, "about", "measure.kind_about", kinds[i].code);
	}
	return az_page_show(x->page, "desk/measure_kinds", "measure_new.title");
}

static enum az_result show(struct az_exchange *x, struct az_form_data *form)
{
	const char *name = form->values[KIND].raw[0] != '\0'      ? form->values[KIND].raw
	                   : form->values[KIND].text != NULL ? form->values[KIND].text
	                                                     : "";
	enum az_measure_kind kind = az_measure_kind_of(name);
	bool covers;
	if (kind == 0) {
		if (az_form_has_errors(form)) /* a kind that no page offers */
			x->page->status = 422;
		return show_kinds(x, form->values[REPORT].raw);
	}
	AZ_TRY(az_adoption_covers(x->ctx, "insurer", az_day_at(x->ctx->now), &covers));
	az_set_flag(x->page->data, "Measure.no_listing", !covers && kind == AZ_MEASURE_BLACKLIST);
	az_exchange_draw(x, form, "/desk/measures/new", "measure_new.submit");
	az_set(x->page->data, "Form.cancel",
	       form->values[REPORT].raw[0] == '\0' ? "/desk/measures"
	                                           : az_format(x->ctx->arena, "/desk/reports/%s", form->values[REPORT].raw));
	az_set(x->page->data, "Measure.report", form->values[REPORT].raw);
	az_set(x->page->data, "Measure.kinds",
	       form->values[REPORT].raw[0] == '\0'
	               ? "/desk/measures/new"
	               : az_format(x->ctx->arena, "/desk/measures/new?report=%s", form->values[REPORT].raw));
	az_set(x->page->data, "Form.fields.0.value", name);
	fit_to_kind(x, kind);
	az_set_code(x->page, x->page->data, "Measure.kind", "measure.kind", name);
	az_set_code(x->page, x->page->data, "Measure.about", "measure.kind_about", name);
	return az_page_show(x->page, "desk/measure_new", "measure_new.title");
}

/* The step after one that was not carried out: the same organisation, sector and ground. */
static enum az_result preset_from(struct az_exchange *x, struct az_form_data *form, const char *no)
{
	struct az_measure previous = {0};
	char event[AZ_DAY_TEXT];
	AZ_TRY(az_measure_find(x->ctx, no, &previous));
	az_day_print(previous.event_on, event);
	az_form_preset(form, PREVIOUS, no);
	az_form_preset(form, SUBJECT,
	               previous.insurer_id != 0 ? az_format(x->ctx->arena, "%lld", (long long)previous.insurer_id)
	                                        : previous.subject_type);
	if (previous.insurer_id == 0) {
		az_form_preset(form, SUBJECT_NAME, previous.subject_name);
		az_form_preset(form, SUBJECT_CODE, previous.uscc);
	}
	az_form_preset(form, SECTOR, previous.sector);
	az_form_preset(form, COUNTY, previous.county);
	az_form_preset(form, EVENT, az_copy(x->ctx->arena, event));
	az_form_preset(form, GROUND,
	               az_format(x->ctx->arena, "%s" SEPARATOR "%s", previous.rule_set, previous.ground));
	return AZ_OK;
}

/* Only a report that proved true, in the actor's scope; who proposes nothing by his role does so from one alone. */
static enum az_result find_report(struct az_exchange *x, const char *no, struct az_report *report)
{
	if (no[0] == '\0')
		return (x->ctx->roles & REGULATORS) != 0 ? AZ_OK : AZ_DENIED;
	if ((x->ctx->roles & AZ_ROLE_HANDLER) == 0)
		return AZ_NOT_FOUND;
	AZ_TRY(az_report_find(x->ctx, no, report));
	return az_report_proved(x->ctx, report) ? AZ_OK
	                                        : az_refuse(x->ctx, AZ_CONFLICT, "report_link.not_proved", NULL);
}

/* What routes the report and the enterprise of the register that it is about, never what it says: the facts are the handler's to
 * write. */
static enum az_result preset_report(struct az_exchange *x, struct az_form_data *form, const struct az_report *report)
{
	const char *uscc;
	if (report->id == 0)
		return AZ_OK;
	AZ_TRY(az_report_subject_code(x->ctx, report, &uscc));
	if (strcmp(report->subject_type, "insurer") == 0 && report->subject_ref != NULL && report->subject_ref[0] != '\0')
		az_form_preset(form, SUBJECT, report->subject_ref + strlen("insurer-"));
	else if (strcmp(report->subject_type, "insurer") != 0 && strcmp(report->subject_type, "authority") != 0)
		az_form_preset(form, SUBJECT, report->subject_type);
	if (uscc[0] != '\0') {
		az_form_preset(form, SUBJECT_CODE, uscc);
		az_form_preset(form, SUBJECT_NAME, report->subject_name);
	}
	az_form_preset(form, SECTOR, report->sector);
	az_form_preset(form, COUNTY, report->county);
	az_form_preset(form, REPORT, az_report_no(x->ctx->arena, report));
	return AZ_OK;
}

static enum az_result new_page(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_form_data *form = az_exchange_form(x, &new_form);
	const char *kind = az_request_query(x->request, "kind"), *previous = az_request_query(x->request, "previous");
	if (kind[0] != '\0' && az_measure_kind_of(kind) == 0)
		return AZ_NOT_FOUND;
	AZ_TRY(find_report(x, az_request_query(x->request, "report"), &report));
	AZ_TRY(set_choices(x, form));
	AZ_TRY(preset_report(x, form, &report));
	if (previous[0] != '\0')
		AZ_TRY(preset_from(x, form, previous));
	az_form_preset(form, KIND, kind);
	return show(x, form);
}

static az_day day_of(const struct az_form_value *value)
{
	return value->valid && value->given ? (az_day)value->number : AZ_DAY_NONE;
}

/* What was typed, as far as it is valid: the domain judges it even when a field is still wrong, so that all that is
 * wrong is said at once. */
static void read_proposal(struct az_exchange *x, const struct az_form_data *form, struct az_measure_new *proposal)
{
	const char *texts[FIELDS];
	int64_t insurer = 0;
	for (size_t i = 0; i < FIELDS; i++)
		texts[i] = form->values[i].valid && form->values[i].text != NULL ? form->values[i].text : "";
	if (!az_parse_int(texts[SUBJECT], 1, INT64_MAX, &insurer))
		insurer = 0;
	const char *cut = strstr(texts[GROUND], SEPARATOR);
	const char *own = x->ctx->actor->county;
	*proposal = (struct az_measure_new){
		.kind = az_measure_kind_of(texts[KIND]),
		.subject_type = insurer != 0 ? "insurer" : texts[SUBJECT],
		.insurer_id = insurer,
		.subject_name = texts[SUBJECT_NAME],
		.uscc = texts[SUBJECT_CODE],
		.sector = texts[SECTOR],
		.county = own[0] != '\0' ? own : texts[COUNTY],
		.rule_set = cut == NULL ? "" : az_copy_n(x->ctx->arena, texts[GROUND], (size_t)(cut - texts[GROUND])),
		.ground = cut == NULL ? "" : cut + strlen(SEPARATOR),
		.event_on = day_of(&form->values[EVENT]),
		.facts = texts[FACTS],
		.public_text = texts[PUBLIC_TEXT],
		.clause = texts[CLAUSE],
		.document = texts[DOCUMENT],
		.joint_opinion = texts[JOINT],
		.previous = texts[PREVIOUS],
		.grave_reason = texts[GRAVE],
		.rectify_by = day_of(&form->values[RECTIFY_BY]),
		.term_months = form->values[TERM].valid && form->values[TERM].given ? form->values[TERM].number : 0,
		.token = x->request->form_token,
	};
}

static enum az_result judge(struct az_exchange *x, struct az_form_data *form, const struct az_measure_new *proposal)
{
	struct az_measure_faults faults;
	/* Without these nothing can be judged, and the form says so itself. */
	if (proposal->kind == 0 || proposal->subject_type[0] == '\0' || proposal->event_on == AZ_DAY_NONE)
		return AZ_OK;
	AZ_TRY(az_measure_check(x->ctx, proposal, &faults));
	for (size_t i = 0; i < AZ_MEASURE_PARTS; i++)
		if (faults.key[i] != NULL && form->values[field_of[i]].error.key == NULL)
			az_form_error(form, field_of[i], faults.key[i],
			              az_pick(x->page, faults.arg[i].zh, faults.arg[i].en), NULL);
	return AZ_OK;
}

static enum az_result new_send(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_measure_new proposal;
	struct az_report report = {0};
	const char *no;
	AZ_TRY(find_report(x, form->values[REPORT].raw, &report));
	AZ_TRY(set_choices(x, form));
	az_form_check(form);
	read_proposal(x, form, &proposal);
	AZ_TRY(judge(x, form, &proposal));
	if (report.story != NULL && az_report_repeats(report.story, proposal.facts))
		az_form_error(form, FACTS, "report_link.repeats", NULL);
	if (report.story != NULL && az_report_repeats(report.story, proposal.public_text))
		az_form_error(form, PUBLIC_TEXT, "report_link.repeats", NULL);
	if (az_form_has_errors(form))
		return show(x, form);
	enum az_result result = report.id == 0 ? az_measure_propose(x->ctx, &proposal, &no)
	                                       : az_report_propose_measure(x->ctx, &report, &proposal, &no);
	if (az_exchange_refused(x, result, form))
		return show(x, form);
	AZ_TRY(result);
	if (report.id != 0)
		return az_page_redirect(x->page, "/desk/reports/%s?done=report_led", az_report_no(x->ctx->arena, &report));
	return az_page_redirect(x->page, "/desk/measures/%s?done=measure_propose", no);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/measures/new", new_page, REGULATORS | AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/measures/new", new_send, REGULATORS | AZ_ROLE_HANDLER, &new_form, "desk", 0},
};
const struct az_route_table az_desk_measure_new_routes = AZ_ROUTES(routes);
