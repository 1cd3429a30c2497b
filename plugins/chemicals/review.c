/* Which items concern a chemical enterprise, all results together, and a filled checklist against them. */
#include "review.h"

#include "check.h"

#include "facts.h"

static int yes_or_no(const struct anze_facts *facts, size_t fact)
{
	return az_given(facts, fact) ? az_yes(facts, fact) : -1;
}

/* 1 when one of the two is sure, 0 when neither is possible, else -1. */
static int either(int a, int b)
{
	if (a == 1 || b == 1)
		return 1;
	return a == 0 && b == 0 ? 0 : -1;
}

static int has_source(const struct sources *sources)
{
	return sources->state == SOURCE_UNKNOWN ? -1 : sources->state == SOURCE_SOME;
}

/* Grade 1 or 2? */
static int has_high_source(const struct sources *sources)
{
	if (sources->state == SOURCE_NONE)
		return 0;
	if (sources->grade == 1 || sources->grade == 2)
		return 1;
	return sources->state == SOURCE_SOME && sources->exact ? 0 : -1;
}

static bool code_is(size_t item, const char *code)
{
	return item < anze_plugin.item_count && strcmp(anze_plugin.items[item].code, code) == 0;
}

/* What depends on the sources has to be computed. */
static int decides(const struct anze_facts *facts, size_t item)
{
	struct sources sources = chemicals_sources(facts);
	if (code_is(item, "CHE-03"))
		return either(either(yes_or_no(facts, KEY_PROCESS), yes_or_no(facts, KEY_CHEMICAL)),
			      has_source(&sources));
	if (code_is(item, "CHE-05"))
		return either(yes_or_no(facts, SPECIAL_TANKS), has_high_source(&sources));
	if (code_is(item, "CHE-14") || code_is(item, "CHE-15"))
		return has_source(&sources);
	return 1;
}

int chemicals_applies(const struct anze_facts *facts, size_t item)
{
	return decides(facts, item) != 0;
}

void chemicals_classify(const struct anze_facts *facts, struct anze_out *out)
{
	static const enum anze_colour colours[] = {ANZE_COLOUR_NONE, ANZE_RED, ANZE_RED, ANZE_ORANGE, ANZE_YELLOW};
	static const struct anze_text grades[] = {
		{"", ""},
		{"一级重大危险源", "major hazard source of grade 1"},
		{"二级重大危险源", "major hazard source of grade 2"},
		{"三级重大危险源", "major hazard source of grade 3"},
		{"四级重大危险源", "major hazard source of grade 4"},
	};
	struct sources sources = chemicals_tell_sources(facts, out);
	chemicals_duties(facts, &sources, out);
	chemicals_special_work(facts, out);
	(void)az_risk_classify(facts, ACCIDENT,
			       &(struct az_risk_part){colours[sources.grade], grades[sources.grade], sources.open}, 1,
			       out);
}

void chemicals_check(const struct anze_facts *facts, struct anze_out *out)
{
	static const size_t days[] = {ASSESSED}, quantities[] = {QUANTITY};
	az_check_past(facts, chemicals_fields, days, ANZE_COUNT(days), out);
	az_check_above_zero(facts, chemicals_fields, SUBSTANCES, quantities, ANZE_COUNT(quantities), out);
}

static int source_item(const struct anze_facts *facts, const struct sources *sources, struct anze_text *why)
{
	int high = has_high_source(sources);
	if (sources->state == SOURCE_NONE) {
		*why = AZ_TEXT("所有单元S均小于1，不构成重大危险源",
			       "S stays below 1 in every unit: no major hazard source");
		return 0;
	}
	if (high == 1 && az_no(facts, MONITORED)) {
		*why = AZ_TEXT("构成一级或二级重大危险源，监控措施未落实", "A source of grade 1 or 2 is not monitored");
		return 1;
	}
	if (high == 0 && az_yes(facts, MONITORED)) {
		*why = AZ_TEXT(
			"重大危险源为三级或四级，监控措施已落实，仅备案或评估问题，为一般隐患",
			"The sources are of grade 3 or 4 and monitored; only registration or assessment: ordinary");
		return 0;
	}
	return -1;
}

static int responsible_item(const struct anze_facts *facts, const struct sources *sources, struct anze_text *why)
{
	int high = has_high_source(sources);
	if (az_is(facts, RECORDS, "false")) {
		*why = AZ_TEXT("包保履职记录造假", "The records of the persons in charge are falsified");
		return 1;
	}
	if (high == 1 && az_no(facts, RESPONSIBLE)) {
		*why = AZ_TEXT("构成一级或二级重大危险源，未确定包保责任人",
			       "A source of grade 1 or 2 has nobody in charge");
		return 1;
	}
	if (az_given(facts, RECORDS) && (high == 0 || (high == 1 && az_yes(facts, RESPONSIBLE)))) {
		*why = AZ_TEXT("没有未确定责任人的一级、二级重大危险源，记录也未造假，为一般隐患",
			       "No source of grade 1 or 2 lacks a person in charge and no record is false: ordinary");
		return 0;
	}
	return -1;
}

static int major(const struct anze_facts *facts, const char *item, const struct anze_out *out, struct anze_text *why)
{
	struct sources sources = chemicals_sources(facts);
	(void)out;
	if (strcmp(item, "CHE-13") == 0)
		return source_item(facts, &sources, why);
	if (strcmp(item, "CHE-14") == 0)
		return responsible_item(facts, &sources, why);
	return -1;
}

void chemicals_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct az_link links[] = {
		{"hot_work_hours", "exceeds", "CHE-11"},      {"hot_work_second_hours", "exceeds", "CHE-11"},
		{"confined_hours", "exceeds", "CHE-11"},      {"gas_test_minutes", "exceeds", "CHE-11"},
		{"retest_hours", "exceeds", "CHE-11"},        {"oxygen_least", "exceeds", "CHE-11"},
		{"oxygen_most", "exceeds", "CHE-11"},         {"source_assessment", "overdue", "CHE-13"},
		{"source_registration", "missing", "CHE-13"}, {"responsible", "missing", "CHE-14"},
	};
	static const struct az_review rules = {links, ANZE_COUNT(links), decides, major};
	az_review(facts, answers, &rules, out);
}
