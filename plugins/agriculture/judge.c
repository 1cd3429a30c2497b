/* The parts together, stores and training, what applies, and what a filled
 * checklist says against the facts. */
#include "agriculture.h"
#include "explain.h"
#include "risk.h"

static const struct az_cited source_rule = {"GB 18218-2018《危险化学品重大危险源辨识》", 0};
static const struct az_cited biogas_rule = {"NY/T 3437-2019《沼气工程安全管理规范》", 0};
static const struct az_cited training_rule = {"农业农村主管部门年度安全生产工作要求", 0};

#define SOURCE_FROM 17956       /* 2019-03-01 */
#define NITRATE_CRITICAL 200000 /* 200 t of fertiliser with at most 0.4 % of combustibles, in kg */

/* --- stores --- */

static enum az_said nitrate_is_source(const struct anze_facts *facts)
{
	const struct anze_fact *nitrate = &facts->values[AGR_NITRATE];
	if (!nitrate->given || facts->day < SOURCE_FROM)
		return AZ_SAID_NOTHING;
	return az_said_that(nitrate->number >= NITRATE_CRITICAL);
}

static struct anze_text nitrate_told(const struct anze_facts *facts, const struct anze_out *out)
{
	int64_t amount = facts->values[AGR_NITRATE].number;
	struct az_ratio share = az_ratio_divide(az_ratio(amount, 3), az_ratio(NITRATE_CRITICAL, 3));
	return az_tell(out, "S = q/Q = {0} t ÷ {1} t = {2} {3} 1", "S = q/Q = {0} t ÷ {1} t = {2} {3} 1",
		       az_number(out, amount, 3), az_number(out, NITRATE_CRITICAL, 3), az_ratio_text(out, share),
		       nitrate_is_source(facts) == AZ_SAID_YES ? AZ_SAME("≥") : AZ_SAME("<"));
}

static void classify_nitrate(const struct anze_facts *facts, const struct anze_out *out)
{
	enum az_said source = nitrate_is_source(facts);
	if (source == AZ_SAID_NOTHING)
		return;
	az_tell_result(out, "nitrate_source",
		       AZ_TEXT("硝酸铵类化肥是否构成重大危险源", "Is the fertiliser a major hazard source?"),
		       source == AZ_SAID_YES ? "yes" : "no",
		       source == AZ_SAID_YES ? AZ_TEXT("构成", "Yes") : AZ_TEXT("单独不构成", "Not by itself"),
		       nitrate_told(facts, out), source_rule);
}

/* --- training --- */

/* Everybody, not everybody, or nothing when the figures are missing or cannot be. */
static enum az_said all_trained(const struct anze_facts *facts)
{
	const struct anze_fact *workers = &facts->values[AGR_WORKERS], *trained = &facts->values[AGR_TRAINED];
	if (!workers->given || !trained->given || workers->number < 1 || trained->number > workers->number)
		return AZ_SAID_NOTHING;
	return az_said_that(trained->number == workers->number);
}

static struct anze_text training_told(const struct anze_facts *facts, const struct anze_out *out)
{
	int64_t workers = facts->values[AGR_WORKERS].number, trained = facts->values[AGR_TRAINED].number;
	struct az_ratio share = az_ratio_divide(az_ratio(trained * 100, 0), az_ratio(workers, 0));
	return az_tell(out, "已培训{0}人 ÷ 应培训{1}人 = {2}%", "{0} trained ÷ {1} to be trained = {2}%",
		       az_number(out, trained, 0), az_number(out, workers, 0), az_ratio_text(out, share));
}

static void classify_training(const struct anze_facts *facts, const struct anze_out *out)
{
	enum az_said all = all_trained(facts);
	if (all == AZ_SAID_NOTHING)
		return;
	az_tell_result(out, "training_coverage", AZ_TEXT("培训覆盖", "Coverage of training"),
		       all == AZ_SAID_YES ? "full" : "partial",
		       all == AZ_SAID_YES ? AZ_TEXT("全员覆盖", "Everybody") : AZ_TEXT("未全员覆盖", "Not everybody"),
		       training_told(facts, out), training_rule);
}

void agr_classify(const struct anze_facts *facts, struct anze_out *out)
{
	agr_classify_vessels(facts, out);
	agr_classify_gas(facts, out);
	classify_nitrate(facts, out);
	classify_training(facts, out);
	(void)az_risk_classify(facts, AGR_ACCIDENT, NULL, 0, out);
}

/* --- the checklist --- */

static enum az_said scope(const struct anze_facts *facts, size_t item)
{
	const struct anze_fact *nitrate = &facts->values[AGR_NITRATE];
	if (item <= AGR_06)
		return az_said_yes_no(&facts->values[AGR_HAS_MACHINERY]);
	if (item <= AGR_12)
		return az_rows(facts, AGR_VESSELS) ? AZ_SAID_YES : az_said_yes_no(&facts->values[AGR_HAS_VESSELS]);
	if (item == AGR_13)
		return az_rows(facts, AGR_GAS) ? AZ_SAID_YES : az_said_yes_no(&facts->values[AGR_HAS_CONFINED_SPACE]);
	if (item == AGR_14)
		return nitrate->given && nitrate->number > 0 ? AZ_SAID_YES
							     : az_said_yes_no(&facts->values[AGR_HAS_STORES]);
	return AZ_SAID_NOTHING;
}

int agr_applies(const struct anze_facts *facts, size_t item)
{
	return scope(facts, item) != AZ_SAID_NO;
}

static void review_spaces(const struct anze_facts *facts, const struct anze_answer_value *answer,
			  const struct anze_out *out)
{
	static const size_t entered[] = {AGR_ENTERED};
	struct anze_text faults = {"", ""};
	az_major_by_facts(out, &agr_items[AGR_13], answer, facts, agr_fields, entered, ANZE_COUNT(entered),
			  biogas_rule);
	if (answer->answered != ANZE_COMPLIES)
		return;
	if (az_said_yes_no(&facts->values[AGR_ENTERED]) == AZ_SAID_YES)
		faults = az_tell(out, "已填“是”：{0}", "answered yes: {0}", agr_fields[AGR_ENTERED].label);
	struct anze_text gas = agr_gas_faults(facts, out);
	if (gas.zh[0])
		faults = az_join(out, faults, AZ_TEXT("；", "; "), gas);
	if (faults.zh[0])
		az_contradiction(out, &agr_items[AGR_13], faults, biogas_rule);
}

/* Major by amount or by what the store is shared with. */
static void review_stores(const struct anze_facts *facts, const struct anze_answer_value *answer,
			  const struct anze_out *out)
{
	const struct anze_item *item = &agr_items[AGR_14];
	enum az_said source = nitrate_is_source(facts);
	enum az_said shared = az_said_yes_no(&facts->values[AGR_STORE_SHARED]);
	enum az_said major = source == AZ_SAID_NO && shared == AZ_SAID_NO ? AZ_SAID_NO : AZ_SAID_NOTHING;
	static const struct anze_text said[] = {[AZ_SAID_NOTHING] = {"未填写", "not given"},
						[AZ_SAID_NO] = {"否", "no"},
						[AZ_SAID_YES] = {"是", "yes"}};
	if (answer->answered == ANZE_COMPLIES && shared == AZ_SAID_YES)
		az_contradiction(out, item,
				 az_tell(out, "已填“是”：{0}", "answered yes: {0}", agr_fields[AGR_STORE_SHARED].label),
				 (struct az_cited){item->basis[0].document, item->basis[0].verified});
	if (answer->answered != ANZE_FAILS)
		return;
	if (source == AZ_SAID_YES || shared == AZ_SAID_YES)
		major = AZ_SAID_YES;
	az_major_decided(out, item, major,
			 az_tell(out, "{0}；{1}：{2}。{3}", "{0}; {1}: {2}. {3}",
				 source == AZ_SAID_NOTHING ? AZ_TEXT("储存量未判定", "the amount stored is not rated")
							   : nitrate_told(facts, out),
				 agr_fields[AGR_STORE_SHARED].label, said[shared], item->major_condition),
			 source_rule);
}

void agr_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	az_review_scope(agr_items, AGR_ITEM_COUNT, scope, facts, answers, out);
	agr_review_vessels(facts, answers, out);
	review_spaces(facts, &answers[AGR_13], out);
	review_stores(facts, &answers[AGR_14], out);
	if (answers[AGR_15].answered == ANZE_COMPLIES && all_trained(facts) == AZ_SAID_NO)
		az_contradiction(out, &agr_items[AGR_15], training_told(facts, out), training_rule);
}
