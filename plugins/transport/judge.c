/* The parts together, what applies, and what a filled checklist says against the facts. */
#include "check.h"
#include "explain.h"
#include "review.h"
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

void tra_classify(const struct anze_facts *facts, struct anze_out *plain)
{
	struct az_reds reds;
	const struct anze_out *out = &reds.out;
	az_reds_begin(&reds, plain);
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
	reds.part.open = tra_open_lines(facts, plain);
	(void)az_risk_classify(facts, TRA_ACCIDENT, &reds.part, 1, plain);
}

void tra_check(const struct anze_facts *facts, struct anze_out *out)
{
	static const size_t days[] = {TRA_LAST_DRILL}, vehicles[] = {FLEET_COUNT}, length[] = {LINE_LENGTH};
	az_check_past(facts, tra_fields, days, ANZE_COUNT(days), out);
	az_check_past_cells(facts, tra_fields, TRA_DRIVING, DRIVING_DAY, out);
	tra_check_hours(facts, out);
	az_check_above_zero(facts, tra_fields, TRA_FLEET, vehicles, ANZE_COUNT(vehicles), out);
	az_check_above_zero(facts, tra_fields, TRA_LINES, length, ANZE_COUNT(length), out);
}

static enum az_said scope(const struct anze_facts *facts, size_t item)
{
	switch (item) {
	case TRA_06:
		return tra_has_long_lines(facts);
	case TRA_07:
	case TRA_14:
		return tra_owes_platform(facts);
	case TRA_09: /* by their condition alone */
	case TRA_10:
		return AZ_SAID_YES;
	default:
		return AZ_SAID_NOTHING;
	}
}

int tra_applies(const struct anze_facts *facts, size_t item)
{
	return scope(facts, item) != AZ_SAID_NO;
}

static int decides(const struct anze_facts *facts, size_t item)
{
	return az_decided(scope(facts, item));
}

static int major(const struct anze_facts *facts, const char *item, const struct anze_out *out, struct anze_text *why)
{
	static const struct {
		enum tra_item item;
		size_t fields[2], count;
	} rows[] = {
		{TRA_08, {TRA_TIRED, 0}, 1},
		{TRA_09, {TRA_TANK_EXPIRED, TRA_OUTSIDE_LICENCE}, 2},
		{TRA_10, {TRA_PARKED_IN_CROWD, TRA_UNSEPARATED}, 2},
		{TRA_12, {TRA_FAILED_IN_SERVICE, 0}, 1},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		if (az_item(item) == rows[i].item)
			return az_major_by_facts(facts, tra_fields, rows[i].fields, rows[i].count, out, why);
	return -1;
}

void tra_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct az_link links[] = {
		{"driver_points", "off_duty", "TRA-04"},
		{"suspension", "ignored", "TRA-05"},
		{"line", "major", "TRA-06"},
		{"platform_connected", "short", "TRA-07"},
		{"monitoring_staff", "short", "TRA-07"},
		{"monitoring_data", "short", "TRA-07"},
		{"violation_records", "short", "TRA-07"},
		{"driver_hours", "breach", "TRA-08"},
		{"night_speed", "too_fast", "TRA-08"},
		{"driver_training", "short", "TRA-11"},
		{"drill", "overdue", "TRA-13"},
	};
	static const struct az_review rules = {links, ANZE_COUNT(links), decides, major};
	az_review(facts, answers, &rules, out);
}
