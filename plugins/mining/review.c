/* All results together, and a filled checklist against them. */
#include "review.h"

#include "check.h"

#include "facts.h"

#define TRAINING "《生产经营单位安全培训规定》（原安全监管总局令第3号）"

static void hours(const struct anze_facts *facts, const struct anze_out *out, size_t fact, int64_t least,
		  const char *code, struct anze_text label)
{
	if (!az_given(facts, fact))
		return;
	int64_t value = az_value(facts, fact);
	bool enough = value >= least;
	az_add(out,
	       &(struct anze_result){
		       .code = code,
		       .label = label,
		       .value = enough ? "enough" : "short",
		       .value_text = enough ? AZ_TEXT("满足", "enough") : AZ_TEXT("不足", "too little"),
		       .explanation = az_tell(out, "{0}学时 {1} {2}学时", "{0} h {1} {2} h", az_number(out, value, 0),
					      AZ_SAME(enough ? "≥" : "<"), az_number(out, least, 0)),
		       .rule = TRAINING,
		       .verified = 0,
	       });
}

void mining_classify(const struct anze_facts *facts, struct anze_out *plain)
{
	struct az_reds reds;
	const struct anze_out *out = &reds.out;
	az_reds_begin(&reds, plain);
	if (!az_given(facts, KIND) || az_is(facts, KIND, "coal")) {
		mining_coal(facts, out);
		mining_gas(facts, out);
	}
	mining_metal(facts, out);
	mining_tailings(facts, out);
	if (!az_is(facts, KIND, "open_pit") && !az_is(facts, KIND, "none"))
		hours(facts, out, HOURS_NEW, 72, "training_new",
		      AZ_TEXT("新上岗井下人员培训学时", "Training of new underground workers"));
	hours(facts, out, HOURS_YEARLY, 20, "training_yearly", AZ_TEXT("年度再培训学时", "Yearly retraining"));
	(void)az_risk_classify(facts, ACCIDENT, &reds.part, 1, plain);
}

void mining_check(const struct anze_facts *facts, struct anze_out *out)
{
	static const size_t days[] = {DRAWING_DAY};
	az_check_past(facts, mining_fields, days, ANZE_COUNT(days), out);
}

static int major(const struct anze_facts *facts, const char *item, const struct anze_out *out, struct anze_text *why)
{
	if (strcmp(item, "MIN-13") == 0 && az_yes(facts, CERTIFICATES)) {
		*why = AZ_TEXT("证照全部有效，仅培训学时不足，为一般隐患",
			       "All certificates are valid; only training hours are short: ordinary");
		return 0;
	}
	if (strcmp(item, "MIN-03") != 0)
		return -1;
	enum gas_class measured = mining_gas_class(facts), declared = mining_gas_declared(facts);
	if (declared != GAS_UNKNOWN && declared < measured) {
		*why = AZ_TEXT("现行瓦斯等级低于实测参数对应的等级",
			       "The mine is run as a lower gas class than measured");
		return 1;
	}
	if (!az_given(facts, GAS_UNTIL))
		return -1;
	struct anze_text until = az_day_text(out, az_value(facts, GAS_UNTIL));
	if (facts->day > az_value(facts, GAS_UNTIL)) {
		*why = az_tell(out, "瓦斯等级鉴定已于{0}到期，未按规定重新鉴定",
			       "The gas classification ended on {0} and was not renewed", until);
		return 1;
	}
	if (measured == GAS_UNKNOWN || declared == GAS_UNKNOWN)
		return -1;
	*why = az_tell(out, "瓦斯等级与实测参数一致，且在有效期内（至{0}），为一般隐患",
		       "The gas class agrees with the measured figures and is valid until {0}: ordinary", until);
	return 0;
}

void mining_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct az_link links[] = {
		{"capacity_year", "over", "MIN-01"},
		{"capacity_month", "over", "MIN-01"},
		{"gas_class_declared", "too_low", "MIN-03"},
		{"gas_class_term", "expired", "MIN-03"},
		{"exit_count", "fails", "MIN-06"},
		{"exit_distance", "fails", "MIN-06"},
		{"wing_exit", "fails", "MIN-06"},
		{"drawings", "fails", "MIN-07"},
		{"carrier", "fails", "MIN-08"},
		{"pit_angle", "fails", "MIN-09"},
		{"pit_monitor", "fails", "MIN-10"},
		{"dump_monitor", "fails", "MIN-10"},
		{"tailings_freeboard", "short", "MIN-11"},
		{"tailings_beach", "short", "MIN-11"},
		{"dam_slope", "steep", "MIN-12"},
		{"training_new", "short", "MIN-13"},
		{"training_yearly", "short", "MIN-13"},
	};
	static const struct az_review rules = {links, ANZE_COUNT(links), NULL, major};
	az_review(facts, answers, &rules, out);
}
