/* The parts together, what applies, and what a filled checklist says against the facts. */
#include "explain.h"
#include "risk.h"
#include "transport.h"

#define TRAINING 20 /* 2 hours, in tenths */

static enum az_said trained_enough(const struct anze_facts *facts)
{
	const struct anze_fact *hours = &facts->values[TRA_TRAINING_HOURS];
	return hours->given ? az_said_that(hours->number >= TRAINING) : AZ_SAID_NOTHING;
}

static struct anze_text training_told(const struct anze_facts *facts, const struct anze_out *out)
{
	bool enough = trained_enough(facts) == AZ_SAID_YES;
	return az_tell(out, "驾驶员上月安全教育{0}学时 {1} {2}学时", "Drivers had {0} h last month {1} {2} h",
		       az_number(out, facts->values[TRA_TRAINING_HOURS].number, 1),
		       enough ? AZ_SAME("≥") : AZ_SAME("<"), az_number(out, TRAINING, 1));
}

void tra_classify(const struct anze_facts *facts, struct anze_out *out)
{
	enum az_said trained = trained_enough(facts);
	tra_classify_fleet(facts, out);
	tra_classify_hours(facts, out);
	tra_classify_road(facts, out);
	if (trained)
		az_tell_result(out, "driver_training",
			       AZ_TEXT("驾驶员每月安全教育", "Monthly safety training of drivers"),
			       trained == AZ_SAID_YES ? "enough" : "short",
			       trained == AZ_SAID_YES ? AZ_TEXT("达到", "Enough") : AZ_TEXT("不足", "Too short"),
			       training_told(facts, out), tra_hours_rule);
	az_classify_drill(facts, TRA_LAST_DRILL, out);
	(void)az_risk_classify(facts, TRA_ACCIDENT, NULL, 0, out);
}

static enum az_said scope(const struct anze_facts *facts, size_t item)
{
	switch (item) {
	case TRA_06:
		return tra_has_long_lines(facts);
	case TRA_07:
	case TRA_14:
		return tra_owes_platform(facts);
	case TRA_09:
	case TRA_10:
		if (tra_has_dangerous_goods(facts))
			return AZ_SAID_YES;
		return az_said_yes_no(&facts->values[TRA_DANGEROUS_GOODS]);
	default:
		return AZ_SAID_NOTHING;
	}
}

int tra_applies(const struct anze_facts *facts, size_t item)
{
	return scope(facts, item) != AZ_SAID_NO;
}

/* Items that were answered as complying against what was computed. */
static void review_figures(const struct anze_facts *facts, const struct anze_answer_value *answers,
			   const struct anze_out *out)
{
	static const struct {
		enum tra_item item;
		struct anze_text (*faults)(const struct anze_facts *facts, const struct anze_out *out);
	} rows[] = {
		{TRA_04, tra_points_fault},      {TRA_05, tra_warning_faults}, {TRA_06, tra_line_faults},
		{TRA_07, tra_monitoring_faults}, {TRA_08, tra_hours_faults},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		const struct anze_item *item = &tra_items[rows[i].item];
		if (answers[rows[i].item].answered != ANZE_COMPLIES)
			continue;
		struct anze_text faults = rows[i].faults(facts, out);
		if (faults.zh[0])
			az_contradiction(out, item, faults,
					 (struct az_cited){item->basis[0].document, item->basis[0].verified});
	}
	if (answers[TRA_11].answered == ANZE_COMPLIES && trained_enough(facts) == AZ_SAID_NO)
		az_contradiction(out, &tra_items[TRA_11], training_told(facts, out), tra_hours_rule);
	if (answers[TRA_13].answered == ANZE_COMPLIES && az_drill_in_time(facts, TRA_LAST_DRILL) == AZ_SAID_NO)
		az_contradiction(out, &tra_items[TRA_13], az_drill_told(facts, TRA_LAST_DRILL, out), az_drill_rule);
}

void tra_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct {
		enum tra_item item;
		size_t fields[2], count;
	} conditional[] = {
		{TRA_08, {TRA_TIRED, 0}, 1},
		{TRA_09, {TRA_TANK_EXPIRED, TRA_OUTSIDE_LICENCE}, 2},
		{TRA_10, {TRA_PARKED_IN_CROWD, TRA_UNSEPARATED}, 2},
		{TRA_12, {TRA_FAILED_IN_SERVICE, 0}, 1},
	};
	az_review_scope(tra_items, TRA_ITEM_COUNT, scope, facts, answers, out);
	review_figures(facts, answers, out);
	for (size_t i = 0; i < ANZE_COUNT(conditional); i++) {
		const struct anze_item *item = &tra_items[conditional[i].item];
		az_major_by_facts(out, item, &answers[conditional[i].item], facts, tra_fields, conditional[i].fields,
				  conditional[i].count,
				  (struct az_cited){item->basis[0].document, item->basis[0].verified});
	}
}
