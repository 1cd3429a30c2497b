/* The sections of the report as forms, and what a draft still lacks. */
#include <string.h>

#include "domain/assessment.h"

#define COUNT_MAX 100000000
#define MONEY_MAX 1000000000000000 /* fen: ten trillion yuan */
#define TEXT_MAX 4000

#define NEEDED (AZ_NEEDED_TO_FILE | ANZE_NARROW)
/* clang-format off */
#define VERSION {"version", ANZE_HIDDEN, 0, .max = 12}
#define COUNT(name, of) {name, ANZE_INTEGER, NEEDED, .max = COUNT_MAX, .unit = of}
#define SANCTIONS(name) {name, ANZE_INTEGER, NEEDED, .max = 1000, .unit = "time"}
#define MONEY(name) {name, ANZE_MONEY, NEEDED, .max = MONEY_MAX}
#define TEXT(name) {name, ANZE_LONG_TEXT, 0, .max = TEXT_MAX}
#define TEXT_NEEDED(name) {name, ANZE_LONG_TEXT, AZ_NEEDED_TO_FILE, .max = TEXT_MAX}
/* clang-format on */

static const struct anze_field basic[] = {
	VERSION,
	COUNT("managers", "person"),
	COUNT("managers_trained", "person"),
	COUNT("qualified_staff", "person"),
	COUNT("agencies", "enterprise"),
	COUNT("experts", "person"),
	TEXT("basic_text"),
};
static const struct anze_field underwriting[] = {
	VERSION,
	COUNT("policies", "policy"),
	COUNT("insured_units", "enterprise"),
	COUNT("insured_persons", "person"),
	MONEY("premium"),
	TEXT("underwriting_text"),
};
static const struct anze_field plan[] = {
	VERSION,
	{"plan_filed_on", ANZE_DATE, NEEDED, .max = 0},
	COUNT("tasks_due", "service"),
	COUNT("tasks_due_archived", "service"),
	TEXT("plan_text"),
};
static const struct anze_field service[] = {
	VERSION,
	COUNT("units_served", "enterprise"),
	COUNT("units_fulfilled", "enterprise"),
	COUNT("tasks_archived", "service"),
	COUNT("tasks_on_time", "service"),
	COUNT("category_1", "service"),
	COUNT("category_2", "service"),
	COUNT("category_3", "service"),
	COUNT("category_4", "service"),
	COUNT("category_5", "service"),
	COUNT("category_6", "service"),
	COUNT("category_7", "service"),
	COUNT("sector_min", "service"),
	COUNT("sector_che", "service"),
	COUNT("sector_con", "service"),
	COUNT("sector_tra", "service"),
	COUNT("sector_agr", "service"),
	COUNT("sector_ene", "service"),
	COUNT("sector_other", "service"),
	TEXT_NEEDED("service_text"),
};
static const struct anze_field hazard[] = {
	VERSION,
	COUNT("visits", "time"),
	COUNT("visits_idle", "time"),
	COUNT("hazards_found", "hazard"),
	COUNT("hazards_due", "hazard"),
	COUNT("hazards_closed", "hazard"),
	COUNT("major_found", "hazard"),
	COUNT("major_handled", "hazard"),
	TEXT("hazard_text"),
};
static const struct anze_field activity[] = {
	VERSION,
	COUNT("quarter_1", "time"),
	COUNT("quarter_2", "time"),
	COUNT("quarter_3", "time"),
	COUNT("quarter_4", "time"),
	COUNT("participants", "person"),
	TEXT("activity_text"),
};
static const struct anze_field fee[] = {
	VERSION,
	MONEY("fee_budget"),
	MONEY("fee_spent"),
	MONEY("fee_disallowed"),
	{"fee_ledger", ANZE_YES_NO, AZ_NEEDED_TO_FILE, .max = 0},
	TEXT("fee_text"),
};
static const struct anze_field feedback[] = {
	VERSION,
	COUNT("tasks_revisited", "service"),
	COUNT("ratings", "rating"),
	COUNT("rating_sum", "point"),
	COUNT("complaints", "case"),
	COUNT("complaints_on_time", "case"),
	TEXT("feedback_text"),
};
static const struct anze_field claim[] = {
	VERSION,
	COUNT("claims_reported", "case"),
	COUNT("claims_closed", "case"),
	COUNT("claims_on_time", "case"),
	MONEY("claims_paid"),
	TEXT("claim_text"),
};
static const struct anze_field data[] = {
	VERSION,
	COUNT("records_due", "record"),
	COUNT("records_accepted", "record"),
	COUNT("archives", "archive"),
	COUNT("archives_complete", "archive"),
	TEXT("data_text"),
};
static const struct anze_field problem[] = {
	VERSION,
	SANCTIONS("sanctions_1"),
	SANCTIONS("sanctions_2"),
	SANCTIONS("sanctions_3"),
	SANCTIONS("sanctions_4"),
	{"fabricated", ANZE_YES_NO, AZ_NEEDED_TO_FILE, .max = 0},
	TEXT_NEEDED("problem_text"),
};
static const struct anze_field result[] = {
	VERSION,
	{"self_score", ANZE_DECIMAL, NEEDED, .max = 10000, .scale = 2, .unit = "point"},
	{"explanation", ANZE_LONG_TEXT, 0, .max = TEXT_MAX},
	TEXT_NEEDED("next_year"),
};

#define FORM(code)                                                                                                     \
	const struct az_form az_assessment_##code = {"assessment." #code, code, sizeof code / sizeof code[0]};
FORM(basic)
FORM(underwriting)
FORM(plan)
FORM(service)
FORM(hazard)
FORM(activity)
FORM(fee)
FORM(feedback)
FORM(claim)
FORM(data)
FORM(problem)
FORM(result)

const struct az_assessment_section az_assessment_sections[AZ_ASSESSMENT_SECTIONS] = {
	{"basic", &az_assessment_basic},     {"underwriting", &az_assessment_underwriting},
	{"plan", &az_assessment_plan},       {"service", &az_assessment_service},
	{"hazard", &az_assessment_hazard},   {"activity", &az_assessment_activity},
	{"fee", &az_assessment_fee},         {"feedback", &az_assessment_feedback},
	{"claim", &az_assessment_claim},     {"data", &az_assessment_data},
	{"problem", &az_assessment_problem}, {"result", &az_assessment_result},
};

const struct az_assessment_section *az_assessment_section_of(const char *code)
{
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++)
		if (strcmp(az_assessment_sections[i].code, code) == 0)
			return &az_assessment_sections[i];
	return NULL;
}

bool az_assessment_is_number(const struct anze_field *field)
{
	switch (field->type) {
	case ANZE_INTEGER:
	case ANZE_DECIMAL:
	case ANZE_MONEY:
	case ANZE_PERCENT:
	case ANZE_DATE:
	case ANZE_YES_NO:
		return true;
	default:
		return false;
	}
}

const struct az_assessment_value *az_assessment_value_of(const struct az_assessment_values *values, const char *name)
{
	for (size_t i = 0; i < values->count; i++)
		if (strcmp(values->rows[i].name, name) == 0)
			return &values->rows[i];
	return NULL;
}

void az_assessment_figures(const struct az_assessment_values *values, struct az_figures *out)
{
	*out = (struct az_figures){0};
	for (size_t i = 0; i < values->count; i++) {
		enum az_figure figure = az_figure_of(values->rows[i].name);
		if (figure == AZ_FIGURE_NONE)
			continue;
		out->number[figure] = values->rows[i].number;
		out->given[figure] = true;
	}
}

enum az_section_state az_assessment_section_state(const struct az_assessment_section *section,
						  const struct az_assessment_values *values)
{
	size_t given = 0, missing = 0;
	for (size_t i = 1; i < section->form->count; i++) {
		const struct anze_field *field = &section->form->fields[i];
		bool there = az_assessment_value_of(values, field->name) != NULL;
		given += there;
		missing += !there && (field->flags & AZ_NEEDED_TO_FILE) != 0;
	}
	if (given == 0)
		return AZ_SECTION_EMPTY;
	return missing == 0 ? AZ_SECTION_COMPLETE : AZ_SECTION_BEGUN;
}

/* ---- findings ---- */

struct findings {
	struct az_finding *rows;
	size_t count;
};

static const struct az_assessment_section *section_with(const char *name)
{
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++)
		if (az_form_index(az_assessment_sections[i].form, name) >= 0)
			return &az_assessment_sections[i];
	return NULL;
}

static struct az_finding *find(struct findings *findings, enum az_finding_kind kind, const char *field)
{
	if (findings->count == AZ_FINDINGS_MAX) /* the last one gives way: there are more than enough */
		findings->count--;
	struct az_finding *finding = &findings->rows[findings->count++];
	*finding = (struct az_finding){
		.kind = kind, .field = field, .section = field == NULL ? NULL : section_with(field)};
	return finding;
}

static void find_missing(struct findings *findings, const struct az_assessment_values *values)
{
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++) {
		const struct az_form *form = az_assessment_sections[i].form;
		for (size_t j = 1; j < form->count; j++)
			if ((form->fields[j].flags & AZ_NEEDED_TO_FILE) != 0 &&
			    az_assessment_value_of(values, form->fields[j].name) == NULL)
				find(findings, AZ_FINDING_MISSING, form->fields[j].name);
	}
}

static void find_contradictions(struct findings *findings, const struct az_figures *figures)
{
	int64_t sum;
	for (size_t i = 0; i < az_contradiction_count; i++) {
		const struct az_contradiction *pair = &az_contradictions[i];
		if (!az_contradicts(pair, figures))
			continue;
		struct az_finding *finding = find(findings, AZ_FINDING_OVER, az_figure_names[pair->part]);
		finding->other = az_figure_names[pair->whole];
		finding->times = pair->times;
	}
	for (size_t i = 0; i < AZ_BREAKDOWNS; i++) {
		if (az_breakdown_adds_up(&az_breakdowns[i], figures, &sum))
			continue;
		struct az_finding *finding = find(findings, AZ_FINDING_SUM, "tasks_archived");
		finding->other = az_breakdowns[i].code;
		finding->number = sum;
	}
}

static void find_alerts(struct findings *findings, const struct az_figures *figures,
			const struct az_assessment_score *score)
{
	const int64_t *number = figures->number;
	const bool *given = figures->given;
	if (given[AZ_FIGURE_FEE_SPENT] && given[AZ_FIGURE_PREMIUM] &&
	    number[AZ_FIGURE_FEE_SPENT] > number[AZ_FIGURE_PREMIUM])
		find(findings, AZ_FINDING_PREMIUM, "fee_spent");
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		switch (score->indicators[i].flag) {
		case AZ_FLAG_ABOVE_CAP:
			find(findings, AZ_FINDING_CAP, "fee_spent");
			break;
		case AZ_FLAG_BELOW_FLOOR:
			find(findings, AZ_FINDING_FLOOR, "fee_spent");
			break;
		case AZ_FLAG_IDLE_VISITS:
			find(findings, AZ_FINDING_IDLE, "visits_idle");
			break;
		default:
			break;
		}
	}
	if (given[AZ_FIGURE_FEE_SPENT] && given[AZ_FIGURE_FEE_BUDGET] &&
	    number[AZ_FIGURE_FEE_SPENT] > number[AZ_FIGURE_FEE_BUDGET])
		find(findings, AZ_FINDING_BUDGET, "fee_spent");
	if (number[AZ_FIGURE_FEE_DISALLOWED] > 0)
		find(findings, AZ_FINDING_DISALLOWED, "fee_disallowed");
}

void az_assessment_findings(const struct az_rules *rules, az_day day, const struct az_assessment_values *values,
			    const struct az_assessment_score *score, size_t files,
			    struct az_finding out[AZ_FINDINGS_MAX], size_t *count, size_t *blocking)
{
	struct findings findings = {out, 0};
	struct az_figures figures;
	const struct az_rule_number *files_needed = az_rule_number(rules, "assessment.files_needed", day);
	az_assessment_figures(values, &figures);
	find_missing(&findings, values);
	find_contradictions(&findings, &figures);
	if (files_needed != NULL && (int64_t)files < files_needed->value)
		find(&findings, AZ_FINDING_FILES, NULL)->number = files_needed->value;
	if (score->complete && figures.given[AZ_FIGURE_SELF_SCORE] &&
	    az_assessment_needs_explanation(rules, day, figures.number[AZ_FIGURE_SELF_SCORE], score->score) &&
	    az_assessment_value_of(values, "explanation") == NULL)
		find(&findings, AZ_FINDING_EXPLAIN, "explanation");
	*blocking = findings.count;
	find_alerts(&findings, &figures, score);
	*count = findings.count;
}
