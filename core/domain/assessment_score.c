/* Indicators, score, grade. */
#include "domain/assessment_score.h"

#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/text.h"

#define WHOLE 10000 /* basis points, and hundredths of 100 points */

const char *const az_figure_names[AZ_FIGURE_COUNT] = {
#define FIGURE_NAME(id, name) name,
	AZ_FIGURES(FIGURE_NAME)
#undef FIGURE_NAME
};

enum az_figure az_figure_of(const char *name)
{
	for (int i = 0; i < AZ_FIGURE_COUNT; i++)
		if (strcmp(az_figure_names[i], name) == 0)
			return (enum az_figure)i;
	return AZ_FIGURE_NONE;
}

const struct az_indicator_rule az_indicator_rules[AZ_INDICATORS] = {
	{"K01", "service", AZ_INDICATOR_AT_LEAST, false, true},
	{"K02", "plan", AZ_INDICATOR_AT_LEAST, false, true},
	{"K03", "service", AZ_INDICATOR_AT_LEAST, false, true},
	{"K04", "service", AZ_INDICATOR_AT_LEAST, false, true},
	{"K05", "activity", AZ_INDICATOR_AT_LEAST, false, true},
	{"K06", "hazard", AZ_INDICATOR_AT_LEAST, false, true},
	{"K07", "hazard", AZ_INDICATOR_AT_LEAST, false, true},
	{"K08", "hazard", AZ_INDICATOR_INFO, false, false},
	{"K09", "feedback", AZ_INDICATOR_AT_LEAST, false, true},
	{"K10", "feedback", AZ_INDICATOR_AT_LEAST, false, true},
	{"K11", "fee", AZ_INDICATOR_AT_LEAST, true, true},
	{"K12", "fee", AZ_INDICATOR_WITHIN, true, true},
	{"K13", "fee", AZ_INDICATOR_AT_MOST, true, true},
	{"K14", "basic", AZ_INDICATOR_AT_LEAST, false, false},
	{"K15", "data", AZ_INDICATOR_AT_LEAST, false, true},
	{"K16", "feedback", AZ_INDICATOR_AT_LEAST, false, true},
	{"K17", "claim", AZ_INDICATOR_AT_LEAST, false, true},
	{"K18", "data", AZ_INDICATOR_AT_LEAST, false, true},
};

/* Most indicators divide one figure by another; K05, K10 and K11 derive theirs below. */
static const struct {
	enum az_figure part, whole;
} divisions[AZ_INDICATORS] = {
	{AZ_FIGURE_UNITS_SERVED, AZ_FIGURE_INSURED_UNITS},
	{AZ_FIGURE_TASKS_DUE_ARCHIVED, AZ_FIGURE_TASKS_DUE},
	{AZ_FIGURE_TASKS_ON_TIME, AZ_FIGURE_TASKS_ARCHIVED},
	{AZ_FIGURE_UNITS_FULFILLED, AZ_FIGURE_INSURED_UNITS},
	{AZ_FIGURE_NONE, AZ_FIGURE_NONE},
	{AZ_FIGURE_HAZARDS_CLOSED, AZ_FIGURE_HAZARDS_DUE},
	{AZ_FIGURE_MAJOR_HANDLED, AZ_FIGURE_MAJOR_FOUND},
	{AZ_FIGURE_HAZARDS_FOUND, AZ_FIGURE_VISITS},
	{AZ_FIGURE_TASKS_REVISITED, AZ_FIGURE_TASKS_ARCHIVED},
	{AZ_FIGURE_RATING_SUM, AZ_FIGURE_RATINGS},
	{AZ_FIGURE_FEE_SPENT, AZ_FIGURE_FEE_BUDGET},
	{AZ_FIGURE_FEE_SPENT, AZ_FIGURE_PREMIUM},
	{AZ_FIGURE_FEE_DISALLOWED, AZ_FIGURE_FEE_SPENT},
	{AZ_FIGURE_QUALIFIED_STAFF, AZ_FIGURE_INSURED_UNITS},
	{AZ_FIGURE_ARCHIVES_COMPLETE, AZ_FIGURE_ARCHIVES},
	{AZ_FIGURE_COMPLAINTS_ON_TIME, AZ_FIGURE_COMPLAINTS},
	{AZ_FIGURE_CLAIMS_ON_TIME, AZ_FIGURE_CLAIMS_CLOSED},
	{AZ_FIGURE_RECORDS_ACCEPTED, AZ_FIGURE_RECORDS_DUE},
};

enum { K05 = 4, K08 = 7, K10 = 9, K11 = 10, K12 = 11 };

const struct az_contradiction az_contradictions[] = {
	{AZ_FIGURE_MANAGERS_TRAINED, AZ_FIGURE_MANAGERS, 1},
	{AZ_FIGURE_TASKS_DUE_ARCHIVED, AZ_FIGURE_TASKS_DUE, 1},
	{AZ_FIGURE_TASKS_DUE_ARCHIVED, AZ_FIGURE_TASKS_ARCHIVED, 1},
	{AZ_FIGURE_TASKS_ON_TIME, AZ_FIGURE_TASKS_ARCHIVED, 1},
	{AZ_FIGURE_UNITS_SERVED, AZ_FIGURE_INSURED_UNITS, 1},
	{AZ_FIGURE_UNITS_FULFILLED, AZ_FIGURE_INSURED_UNITS, 1},
	{AZ_FIGURE_UNITS_FULFILLED, AZ_FIGURE_UNITS_SERVED, 1},
	{AZ_FIGURE_VISITS_IDLE, AZ_FIGURE_VISITS, 1},
	{AZ_FIGURE_HAZARDS_CLOSED, AZ_FIGURE_HAZARDS_DUE, 1},
	{AZ_FIGURE_MAJOR_FOUND, AZ_FIGURE_HAZARDS_FOUND, 1},
	{AZ_FIGURE_MAJOR_HANDLED, AZ_FIGURE_MAJOR_FOUND, 1},
	{AZ_FIGURE_TASKS_REVISITED, AZ_FIGURE_TASKS_ARCHIVED, 1},
	{AZ_FIGURE_RATINGS, AZ_FIGURE_TASKS_REVISITED, 1},
	{AZ_FIGURE_RATING_SUM, AZ_FIGURE_RATINGS, 5}, /* five points at most ... */
	{AZ_FIGURE_RATINGS, AZ_FIGURE_RATING_SUM, 1}, /* ... and one at least for each rating */
	{AZ_FIGURE_FEE_DISALLOWED, AZ_FIGURE_FEE_SPENT, 1},
	{AZ_FIGURE_COMPLAINTS_ON_TIME, AZ_FIGURE_COMPLAINTS, 1},
	{AZ_FIGURE_CLAIMS_ON_TIME, AZ_FIGURE_CLAIMS_CLOSED, 1},
	{AZ_FIGURE_RECORDS_ACCEPTED, AZ_FIGURE_RECORDS_DUE, 1},
	{AZ_FIGURE_ARCHIVES_COMPLETE, AZ_FIGURE_ARCHIVES, 1},
};
const size_t az_contradiction_count = sizeof az_contradictions / sizeof az_contradictions[0];

bool az_contradicts(const struct az_contradiction *pair, const struct az_figures *figures)
{
	return figures->given[pair->part] && figures->given[pair->whole] &&
	       (az_int128)figures->number[pair->part] > (az_int128)figures->number[pair->whole] * pair->times;
}

const struct az_breakdown az_breakdowns[AZ_BREAKDOWNS] = {
	{"category", AZ_FIGURE_CATEGORY_1, AZ_FIGURE_CATEGORY_7},
	{"sector", AZ_FIGURE_SECTOR_MIN, AZ_FIGURE_SECTOR_OTHER},
};

bool az_breakdown_adds_up(const struct az_breakdown *breakdown, const struct az_figures *figures, int64_t *sum)
{
	*sum = 0;
	for (enum az_figure i = breakdown->first; i <= breakdown->last; i++) {
		if (!figures->given[i])
			return true;
		*sum += figures->number[i];
	}
	return !figures->given[AZ_FIGURE_TASKS_ARCHIVED] || *sum == figures->number[AZ_FIGURE_TASKS_ARCHIVED];
}

az_day az_assessment_rule_day(int64_t year)
{
	return az_day_of((int)year, 12, 31);
}

/* A number of the rules, -1 when none is in force. */
static int64_t rule(const struct az_rules *rules, az_day day, const char *code, const char *what)
{
	char name[64];
	if (!az_print(name, sizeof name, "assessment.%s%s%s", code, code[0] == '\0' ? "" : ".", what))
		return -1;
	const struct az_rule_number *found = az_rule_number(rules, name, day);
	return found == NULL ? -1 : found->value;
}

/* dividend / divisor of numbers that are not negative, halves up. */
static int64_t rounded(az_int128 dividend, az_int128 divisor)
{
	az_int128 quotient = (dividend * 2 + divisor) / (divisor * 2);
	return quotient > INT64_MAX ? INT64_MAX : (int64_t)quotient;
}

/* The four quarters: how many had an activity. False while one is missing. */
static bool quarters(const struct az_figures *figures, struct az_indicator *out)
{
	out->denominator = 4;
	for (int i = AZ_FIGURE_QUARTER_1; i <= AZ_FIGURE_QUARTER_4; i++) {
		if (!figures->given[i])
			return false;
		out->numerator += figures->number[i] > 0;
	}
	return true;
}

static bool divide(const struct az_figures *figures, size_t i, struct az_indicator *out)
{
	enum az_figure part = divisions[i].part, whole = divisions[i].whole;
	if (i == K05)
		return quarters(figures, out);
	if (!figures->given[part] || !figures->given[whole])
		return false;
	out->numerator = figures->number[part];
	out->denominator = figures->number[whole];
	if (i == K10)
		out->denominator *= 5; /* out of five points each; what was not rated is left out */
	if (i == K11) {                /* what was spent and may be */
		if (!figures->given[AZ_FIGURE_FEE_DISALLOWED])
			return false;
		out->numerator -= figures->number[AZ_FIGURE_FEE_DISALLOWED];
		if (out->numerator < 0)
			out->numerator = 0;
	}
	return true;
}

/* K08 counts hazards a visit: hundredths, not hundredths of a per cent. */
static int64_t value_of(size_t i, const struct az_indicator *indicator)
{
	int64_t value = 0;
	if (i == K08)
		return rounded((az_int128)indicator->numerator * 100, indicator->denominator);
	return az_money_ratio(indicator->numerator, indicator->denominator, &value) ? value : INT64_MAX;
}

static bool above(const struct az_indicator *indicator, int64_t basis_points)
{
	return (az_int128)indicator->numerator * WHOLE > (az_int128)indicator->denominator * basis_points;
}

static bool below(const struct az_indicator *indicator, int64_t basis_points)
{
	return (az_int128)indicator->numerator * WHOLE < (az_int128)indicator->denominator * basis_points;
}

/* What share of `share` a value earns that has reached only a part of its target. */
static int64_t in_proportion(const struct az_indicator *indicator, int64_t target)
{
	return rounded((az_int128)indicator->share * indicator->numerator * WHOLE,
		       (az_int128)indicator->denominator * target);
}

static void judge_within(const struct az_rules *rules, az_day day, struct az_indicator *indicator)
{
	int64_t cap = rule(rules, day, "", "fee_cap"), floor = rule(rules, day, "", "fee_floor");
	indicator->target = cap >= 0 ? cap : floor;
	if (cap < 0 && floor < 0)
		indicator->state = AZ_INDICATOR_NOT_APPLICABLE;
	else if (cap >= 0 && above(indicator, cap))
		indicator->flag = AZ_FLAG_ABOVE_CAP;
	else if (floor > 0 && below(indicator, floor))
		indicator->flag = AZ_FLAG_BELOW_FLOOR;
	indicator->met = indicator->state == AZ_INDICATOR_JUDGED && indicator->flag == AZ_FLAG_NONE;
}

/* State, value and target of one indicator; its points wait for the shares. */
static void judge(const struct az_rules *rules, az_day day, const struct az_figures *figures, size_t i,
		  struct az_indicator *indicator)
{
	const struct az_indicator_rule *about = &az_indicator_rules[i];
	int64_t weight = rule(rules, day, about->code, "weight");
	*indicator = (struct az_indicator){.position = (int64_t)i, .target = rule(rules, day, about->code, "target")};
	indicator->weight = weight < 0 ? 0 : weight * 100;
	if (!divide(figures, i, indicator))
		return;
	indicator->state = indicator->denominator == 0 ? AZ_INDICATOR_NOT_APPLICABLE : AZ_INDICATOR_JUDGED;
	if (indicator->state != AZ_INDICATOR_JUDGED)
		return;
	indicator->value = value_of(i, indicator);
	if (about->kind == AZ_INDICATOR_WITHIN)
		judge_within(rules, day, indicator);
	else if (about->kind == AZ_INDICATOR_AT_LEAST)
		indicator->met = indicator->target < 0 || !below(indicator, indicator->target);
	else if (about->kind == AZ_INDICATOR_AT_MOST)
		indicator->met = indicator->target < 0 || !above(indicator, indicator->target);
	if (i == K08 && figures->given[AZ_FIGURE_VISITS_IDLE]) {
		int64_t limit = rule(rules, day, "", "idle_visits");
		struct az_indicator idle = {.numerator = figures->number[AZ_FIGURE_VISITS_IDLE],
					    .denominator = indicator->denominator};
		if (limit >= 0 && above(&idle, limit))
			indicator->flag = AZ_FLAG_IDLE_VISITS;
	}
}

static void give_points(const struct az_rules *rules, az_day day, size_t i, struct az_indicator *indicator)
{
	const struct az_indicator_rule *about = &az_indicator_rules[i];
	if (indicator->state != AZ_INDICATOR_JUDGED || about->kind == AZ_INDICATOR_INFO)
		return;
	if (indicator->met)
		indicator->points = indicator->share;
	else if (about->kind == AZ_INDICATOR_AT_LEAST)
		indicator->points = in_proportion(indicator, indicator->target);
	else if (about->kind == AZ_INDICATOR_WITHIN && indicator->flag == AZ_FLAG_BELOW_FLOOR)
		indicator->points = in_proportion(indicator, rule(rules, day, "", "fee_floor"));
	else if (about->kind == AZ_INDICATOR_AT_MOST && indicator->target < WHOLE &&
		 indicator->numerator < indicator->denominator)
		indicator->points =
			rounded((az_int128)indicator->share * WHOLE * (indicator->denominator - indicator->numerator),
				(az_int128)indicator->denominator * (WHOLE - indicator->target));
}

void az_assessment_redistribute(struct az_indicator indicators[AZ_INDICATORS])
{
	int64_t total = 0, left = WHOLE, rest[AZ_INDICATORS] = {0};
	for (size_t i = 0; i < AZ_INDICATORS; i++)
		if (indicators[i].state != AZ_INDICATOR_NOT_APPLICABLE)
			total += indicators[i].weight;
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		indicators[i].share = 0;
		if (total == 0 || indicators[i].state == AZ_INDICATOR_NOT_APPLICABLE)
			continue;
		indicators[i].share = indicators[i].weight * WHOLE / total;
		rest[i] = indicators[i].weight * WHOLE % total;
		left -= indicators[i].share;
	}
	while (total > 0 && left > 0) {
		size_t largest = 0;
		for (size_t i = 1; i < AZ_INDICATORS; i++)
			if (rest[i] > rest[largest])
				largest = i;
		indicators[largest].share++;
		rest[largest] = -1;
		left--;
	}
}

static int64_t deduction_of(const struct az_rules *rules, az_day day, const struct az_figures *figures)
{
	static const struct {
		enum az_figure figure;
		const char *rule;
	} rungs[] = {{AZ_FIGURE_SANCTIONS_1, "deduction_l1"},
		     {AZ_FIGURE_SANCTIONS_2, "deduction_l2"},
		     {AZ_FIGURE_SANCTIONS_3, "deduction_l3"},
		     {AZ_FIGURE_SANCTIONS_4, "deduction_l4"}};
	int64_t sum = 0;
	for (size_t i = 0; i < sizeof rungs / sizeof rungs[0]; i++) {
		int64_t each = rule(rules, day, "", rungs[i].rule);
		if (figures->given[rungs[i].figure] && each > 0)
			sum += each * figures->number[rungs[i].figure];
	}
	return sum;
}

const char *az_assessment_grade(const struct az_rules *rules, az_day day, int64_t score)
{
	static const char *const grades[] = {"excellent", "good", "pass"};
	bool any = false;
	for (size_t i = 0; i < sizeof grades / sizeof grades[0]; i++) {
		char name[40];
		az_print(name, sizeof name, "grade_%s", grades[i]);
		int64_t least = rule(rules, day, "", name);
		any = any || least >= 0;
		if (least >= 0 && score >= least)
			return grades[i];
	}
	return any ? "fail" : "";
}

bool az_assessment_needs_explanation(const struct az_rules *rules, az_day day, int64_t self_score, int64_t score)
{
	int64_t gap = rule(rules, day, "", "explain_gap");
	int64_t difference = self_score > score ? self_score - score : score - self_score;
	return gap >= 0 && difference > gap;
}

static bool sanctions_given(const struct az_figures *figures)
{
	for (int i = AZ_FIGURE_SANCTIONS_1; i <= AZ_FIGURE_FABRICATED; i++)
		if (!figures->given[i])
			return false;
	return true;
}

void az_assessment_compute(const struct az_rules *rules, az_day day, const struct az_figures *figures,
			   struct az_assessment_score *out)
{
	*out = (struct az_assessment_score){.complete = sanctions_given(figures), .grade = ""};
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		judge(rules, day, figures, i, &out->indicators[i]);
		if (out->indicators[i].state == AZ_INDICATOR_MISSING)
			out->complete = false;
	}
	az_assessment_redistribute(out->indicators);
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		give_points(rules, day, i, &out->indicators[i]);
		out->earned += out->indicators[i].points;
	}
	out->deduction = deduction_of(rules, day, figures);
	out->fabricated = figures->given[AZ_FIGURE_FABRICATED] && figures->number[AZ_FIGURE_FABRICATED] != 0;
	out->score = out->fabricated || out->deduction > out->earned ? 0 : out->earned - out->deduction;
	if (out->complete)
		out->grade = az_assessment_grade(rules, day, out->score);
}
