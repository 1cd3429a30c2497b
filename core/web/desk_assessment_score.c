/* Drawing what was reported and what was computed from it. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/text.h"
#include "web/desk_assessment.h"

#define BAR_WIDTH 96    /* of an indicator's bar */
#define SCALE_WIDTH 600 /* of the score's scale: six units a point */

const char *az_assessment_label(struct az_exchange *x, const char *field)
{
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++)
		if (az_form_index(az_assessment_sections[i].form, field) >= 0)
			return az_code_text(x->page,
					    az_format(x->ctx->arena, "assessment.%s", az_assessment_sections[i].code),
					    field);
	return field;
}

static const char *grouped(struct az_exchange *x, int64_t number, uint32_t scale)
{
	char *text = az_alloc(x->ctx->arena, AZ_DEC_TEXT);
	az_dec_print_grouped(az_dec_of(number, scale), text);
	return text;
}

const char *az_assessment_points(struct az_exchange *x, int64_t hundredths)
{
	return grouped(x, hundredths, 2);
}

const char *az_assessment_value_text(struct az_exchange *x, const struct anze_field *field,
				     const struct az_assessment_value *value)
{
	char *day = az_alloc(x->ctx->arena, AZ_DAY_TEXT);
	switch (field->type) {
	case ANZE_MONEY:
		return az_format(x->ctx->arena, "%s %s", grouped(x, value->number, 2),
				 az_text(x->page, "unit.yuan", NULL));
	case ANZE_INTEGER:
	case ANZE_DECIMAL:
		return az_format(x->ctx->arena, "%s %s",
				 grouped(x, value->number, field->type == ANZE_DECIMAL ? field->scale : 0),
				 field->unit == NULL ? "" : az_code_text(x->page, "unit", field->unit));
	case ANZE_DATE:
		az_day_print((az_day)value->number, day);
		return day;
	case ANZE_YES_NO:
		return az_text(x->page, value->number != 0 ? "common.yes" : "common.no", NULL);
	default:
		return value->text;
	}
}

void az_assessment_put_values(struct az_exchange *x, const struct az_assessment_values *values)
{
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++) {
		const struct az_assessment_section *section = &az_assessment_sections[i];
		struct _hdf *node = az_append(x->page->data, "Sections");
		az_set(node, "code", section->code);
		az_set_code(x->page, node, "title", "assessment", section->code);
		az_set_int(node, "number", (int64_t)i + 1);
		for (size_t j = 1; j < section->form->count; j++) {
			const struct anze_field *field = &section->form->fields[j];
			const struct az_assessment_value *value = az_assessment_value_of(values, field->name);
			if (value == NULL)
				continue;
			struct _hdf *row = az_append(node, az_assessment_is_number(field) ? "rows" : "texts");
			az_set(row, "label", az_assessment_label(x, field->name));
			az_set(row, "value", az_assessment_value_text(x, field, value));
		}
	}
}

/* ---- findings ---- */

static const char *finding_text(struct az_exchange *x, const struct az_finding *finding)
{
	static const char *const keys[] = {
		[AZ_FINDING_OVER] = "assessment.over",
		[AZ_FINDING_FILES] = "assessment.files_few",
		[AZ_FINDING_EXPLAIN] = "assessment.explain",
		[AZ_FINDING_PREMIUM] = "assessment.alert.premium",
		[AZ_FINDING_CAP] = "assessment.alert.cap",
		[AZ_FINDING_FLOOR] = "assessment.alert.floor",
		[AZ_FINDING_IDLE] = "assessment.alert.idle",
		[AZ_FINDING_BUDGET] = "assessment.alert.budget",
		[AZ_FINDING_DISALLOWED] = "assessment.alert.disallowed",
	};
	const char *number = az_format(x->ctx->arena, "%lld", (long long)finding->number);
	const char *label = finding->field == NULL ? number : az_assessment_label(x, finding->field);
	if (finding->kind == AZ_FINDING_OVER)
		return az_text(x->page, finding->times == 1 ? keys[AZ_FINDING_OVER] : "assessment.over_times", label,
			       az_assessment_label(x, finding->other),
			       az_format(x->ctx->arena, "%lld", (long long)finding->times), NULL);
	if (finding->kind == AZ_FINDING_SUM)
		return az_text(x->page, az_format(x->ctx->arena, "assessment.sum.%s", finding->other), label, number,
			       NULL);
	return az_text(x->page, keys[finding->kind], label, number, NULL);
}

/* What a section lacks is one line; `*i` moves to the last of them. */
static const char *missing_text(struct az_exchange *x, const struct az_finding *findings, size_t count, size_t *i)
{
	const struct az_assessment_section *section = findings[*i].section;
	const char *names = "";
	size_t lacking = 0;
	for (size_t j = *i; j < count && findings[j].kind == AZ_FINDING_MISSING && findings[j].section == section;
	     j++) {
		names = az_format(x->ctx->arena, "%s%s%s", names,
				  lacking == 0 ? "" : az_text(x->page, "assessment.join", NULL),
				  az_assessment_label(x, findings[j].field));
		*i = j;
		lacking++;
	}
	return az_text(x->page, "assessment.missing", az_format(x->ctx->arena, "%zu", lacking), names, NULL);
}

void az_assessment_put_findings(struct az_exchange *x, const struct az_assessment *assessment,
				const struct az_finding *findings, size_t count, size_t blocking)
{
	for (size_t i = 0; i < count; i++) {
		const struct az_finding *finding = &findings[i];
		const char *section = finding->section == NULL ? "files" : finding->section->code;
		struct _hdf *row =
			az_append(x->page->data, (size_t)(finding - findings) < blocking ? "Blocking" : "Alerts");
		az_set(row, "text",
		       finding->kind == AZ_FINDING_MISSING ? missing_text(x, findings, count, &i)
							   : finding_text(x, finding));
		az_set(row, "href",
		       az_format(x->ctx->arena, "/desk/assessments/%lld/%s#%s", (long long)assessment->id, section,
				 finding->field == NULL ? "files" : finding->field));
		az_set(row, "section",
		       finding->section == NULL ? az_text(x->page, "assessment_attach.title", NULL)
						: az_code_text(x->page, "assessment", section));
	}
}

/* ---- indicators ---- */

static const char *quantity(struct az_exchange *x, const struct az_indicator_rule *rule, int64_t value)
{
	return rule->percent ? az_format(x->ctx->arena, "%s%%", grouped(x, value, 2)) : grouped(x, value, 2);
}

/* A limit without idle zeros: "95%", "2.5". */
static const char *limit(struct az_exchange *x, const struct az_indicator_rule *rule, int64_t value)
{
	uint32_t places = value % 100 == 0 ? 0 : value % 10 == 0 ? 1 : 2;
	const char *text = grouped(x, places == 0 ? value / 100 : places == 1 ? value / 10 : value, places);
	return rule->percent ? az_format(x->ctx->arena, "%s%%", text) : text;
}

static const struct az_rule_number *number_of(struct az_exchange *x, const char *name, int64_t year)
{
	return az_rule_number(x->web->site->rules, name, az_assessment_rule_day(year));
}

static const char *target_text(struct az_exchange *x, const struct az_indicator_rule *rule, int64_t year,
			       const struct az_indicator *indicator)
{
	const struct az_rule_number *floor = number_of(x, "assessment.fee_floor", year);
	if (rule->kind == AZ_INDICATOR_INFO)
		return az_text(x->page, "assessment.target_info", NULL);
	if (indicator->target < 0)
		return az_text(x->page, "assessment.target_none", NULL);
	const char *value = limit(x, rule, indicator->target);
	if (rule->kind == AZ_INDICATOR_WITHIN && floor != NULL)
		return az_text(x->page, "assessment.target_between", limit(x, rule, floor->value), value, NULL);
	return az_text(x->page,
		       rule->kind == AZ_INDICATOR_AT_LEAST ? "assessment.target_at_least" : "assessment.target_at_most",
		       value, NULL);
}

/* The rules behind a line: is each of them read in a public copy? */
static bool verified(struct az_exchange *x, const struct az_indicator_rule *rule, int64_t year)
{
	const struct az_rule_number *weight =
		number_of(x, az_format(x->ctx->arena, "assessment.%s.weight", rule->code), year);
	const struct az_rule_number *target =
		rule->kind == AZ_INDICATOR_WITHIN
			? number_of(x, "assessment.fee_cap", year)
			: number_of(x, az_format(x->ctx->arena, "assessment.%s.target", rule->code), year);
	return (weight == NULL || weight->verified) && (target == NULL || target->verified);
}

void az_assessment_put_indicator(struct az_exchange *x, struct _hdf *node, int64_t year,
				 const struct az_indicator *indicator)
{
	static const char *const states[] = {"missing", "not_applicable", "judged"};
	static const char *const flags[] = {"", "above_cap", "below_floor", "idle_visits"};
	const struct az_indicator_rule *rule = &az_indicator_rules[indicator->position];
	const char *family = az_format(x->ctx->arena, "assessment.%s", rule->code);
	const char *state = states[indicator->state];
	az_set(node, "code", rule->code);
	az_set_code(x->page, node, "title", family, "title");
	az_set_code(x->page, node, "formula", family, "formula");
	az_set(node, "target", target_text(x, rule, year, indicator));
	az_set_flag(node, "unverified", !verified(x, rule, year));
	az_set(node, "weight", grouped(x, indicator->weight, 2));
	az_set_flag(node, "redistributed", indicator->share != indicator->weight);
	az_set(node, "share", grouped(x, indicator->share, 2));
	az_set(node, "points", grouped(x, indicator->points, 2));
	az_set(node, "state", state);
	if (indicator->state == AZ_INDICATOR_JUDGED) {
		uint32_t scale = rule->money ? 2 : 0;
		az_set(node, "value", quantity(x, rule, indicator->value));
		az_set_text(x->page, node, "division", "assessment.division", grouped(x, indicator->numerator, scale),
			    grouped(x, indicator->denominator, scale), NULL);
		az_set_flag(node, "met", indicator->met != 0);
		az_set_flag(node, "info", rule->kind == AZ_INDICATOR_INFO);
		if (indicator->share > 0)
			az_set_int(node, "bar", indicator->points * BAR_WIDTH / indicator->share);
	} else {
		az_set_code(x->page, node, "value", "assessment.indicator", state);
	}
	if (indicator->flag != AZ_FLAG_NONE)
		az_set_code(x->page, node, "flag", "assessment.flag", flags[indicator->flag]);
}

/* ---- the score ---- */

static void put_deductions(struct az_exchange *x, struct _hdf *node, int64_t year, const struct az_figures *figures)
{
	for (int i = 0; i < 4; i++) {
		int64_t times = figures->number[AZ_FIGURE_SANCTIONS_1 + i];
		const struct az_rule_number *each =
			number_of(x, az_format(x->ctx->arena, "assessment.deduction_l%d", i + 1), year);
		if (times == 0 || each == NULL)
			continue;
		struct _hdf *row = az_append(node, "deductions");
		az_set(row, "label", az_assessment_label(x, az_figure_names[AZ_FIGURE_SANCTIONS_1 + i]));
		az_set_text(x->page, row, "text", "assessment.deduction_line", grouped(x, times, 0),
			    grouped(x, each->value, 2), grouped(x, times * each->value, 2), NULL);
	}
}

/* Where the grades begin on the scale. */
static void put_scale(struct az_exchange *x, struct _hdf *node, int64_t year, int64_t score, int64_t self_score)
{
	static const char *const grades[] = {"pass", "good", "excellent"};
	for (size_t i = 0; i < 3; i++) {
		const struct az_rule_number *least =
			number_of(x, az_format(x->ctx->arena, "assessment.grade_%s", grades[i]), year);
		if (least == NULL)
			continue;
		struct _hdf *mark = az_append(node, "marks");
		az_set_int(mark, "at", least->value * SCALE_WIDTH / 10000);
		az_set_int(mark, "least", least->value / 100);
		az_set_code(x->page, mark, "text", "assessment.grade", grades[i]);
	}
	az_set_int(node, "at", score * SCALE_WIDTH / 10000);
	if (self_score >= 0)
		az_set_int(node, "self_at", self_score * SCALE_WIDTH / 10000);
}

void az_assessment_put_score(struct az_exchange *x, int64_t year, const struct az_assessment_score *score,
			     const struct az_figures *figures, int64_t self_score)
{
	struct _hdf *node = az_node(x->page->data, "Score");
	int64_t left_out = 0;
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		az_assessment_put_indicator(x, az_append(node, "indicators"), year, &score->indicators[i]);
		if (score->indicators[i].state == AZ_INDICATOR_NOT_APPLICABLE)
			left_out += score->indicators[i].weight;
	}
	if (left_out > 0)
		az_set_text(x->page, node, "left_out", "assessment.left_out", grouped(x, left_out, 2), NULL);
	put_deductions(x, node, year, figures);
	az_set_flag(node, "complete", score->complete);
	az_set_flag(node, "fabricated", score->fabricated);
	az_set(node, "earned", grouped(x, score->earned, 2));
	az_set(node, "deduction", grouped(x, score->deduction, 2));
	az_set(node, "score", grouped(x, score->score, 2));
	az_set(node, "grade", score->grade);
	az_set_code(x->page, node, "grade_text", "assessment.grade", score->grade);
	if (self_score >= 0) {
		int64_t gap = self_score > score->score ? self_score - score->score : score->score - self_score;
		az_set(node, "self", grouped(x, self_score, 2));
		az_set(node, "gap", grouped(x, gap, 2));
	}
	if (score->complete)
		put_scale(x, node, year, score->score, self_score);
}
