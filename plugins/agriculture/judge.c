/* The parts together, stores and training, and what a filled
 * checklist says against the facts. */
#include "agriculture.h"
#include "check.h"
#include "explain.h"
#include "review.h"
#include "risk.h"

static const struct az_cited source_rule = {"GB 18218-2018《危险化学品重大危险源辨识》", 0};
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

/* What was said to be the case and must not be. */
static void classify_said(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct {
		enum agr_field field;
		const char *code;
		struct az_cited rule;
	} rows[] = {
		{AGR_ENTERED, "unprotected_entry", {"NY/T 3437-2019《沼气工程安全管理规范》", 0}},
		{AGR_STORE_SHARED, "shared_store", {"《农药管理条例》（国务院令第677号）", 0}},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		if (az_said_yes_no(&facts->values[rows[i].field]) == AZ_SAID_YES)
			az_tell_result(out, rows[i].code, agr_fields[rows[i].field].label, "yes", AZ_TEXT("是", "Yes"),
				       az_tell(out, "企业已填“是”：{0}", "The enterprise answered yes: {0}",
					       agr_fields[rows[i].field].label),
				       rows[i].rule);
}

/* A source of whatever grade is at least of grade 4; its grade is not computed here. */
static struct az_risk_part nitrate_part(const struct anze_facts *facts)
{
	if (nitrate_is_source(facts) != AZ_SAID_YES)
		return (struct az_risk_part){0};
	return (struct az_risk_part){ANZE_YELLOW,
				     {"硝酸铵类化肥构成重大危险源（至少四级）",
				      "fertiliser that is a major hazard source, grade 4 at least"},
				     {"重大危险源等级", "the grade of the source"}};
}

void agr_classify(const struct anze_facts *facts, struct anze_out *out)
{
	struct az_risk_part nitrate = nitrate_part(facts);
	agr_classify_vessels(facts, out);
	agr_classify_gas(facts, out);
	classify_nitrate(facts, out);
	classify_said(facts, out);
	classify_training(facts, out);
	(void)az_risk_classify(facts, AGR_ACCIDENT, &nitrate, 1, out);
}

/* --- what cannot be --- */

void agr_check(const struct anze_facts *facts, struct anze_out *out)
{
	static const size_t persons[] = {VESSEL_PERSONS};
	const struct anze_fact *workers = &facts->values[AGR_WORKERS], *trained = &facts->values[AGR_TRAINED];
	if (workers->given && trained->given && trained->number > workers->number)
		az_wrong(out, agr_fields[AGR_TRAINED].name,
			 az_tell(out, "{0}人多于应接受培训的{1}人，请核对两个数",
				 "{0} are more than the {1} who must be trained; check both",
				 az_number(out, trained->number, 0), az_number(out, workers->number, 0)));
	az_check_above_zero(facts, agr_fields, AGR_VESSELS, persons, ANZE_COUNT(persons), out);
}

/* --- the checklist --- */

/* Of training a person may say that it is not owed. */
static int decides(const struct anze_facts *facts, size_t item)
{
	(void)facts;
	return item == AGR_15 ? -1 : 1;
}

/* Major by the amount or by what the store is shared with. */
static int stores_major(const struct anze_facts *facts, const struct anze_out *out, struct anze_text *why)
{
	static const size_t shared[] = {AGR_STORE_SHARED};
	enum az_said source = nitrate_is_source(facts);
	int major = az_major_by_facts(facts, agr_fields, shared, ANZE_COUNT(shared), out, why);
	if (source == AZ_SAID_YES && major != 1)
		*why = nitrate_told(facts, out);
	else if (source == AZ_SAID_NO && major == 0)
		*why = az_join(out, nitrate_told(facts, out), AZ_TEXT("；", "; "), *why);
	if (source == AZ_SAID_YES || major == 1)
		return 1;
	return source == AZ_SAID_NO ? major : -1;
}

static int major(const struct anze_facts *facts, const char *item, const struct anze_out *out, struct anze_text *why)
{
	static const size_t entered[] = {AGR_ENTERED};
	size_t index = az_item(item);
	if (index >= AGR_07 && index <= AGR_12)
		return agr_vessels_major(facts, out, why);
	if (index == AGR_13)
		return az_major_by_facts(facts, agr_fields, entered, ANZE_COUNT(entered), out, why);
	return index == AGR_14 ? stores_major(facts, out, why) : -1;
}

void agr_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct az_link links[] = {
		{"entry", "forbidden", "AGR-13"},
		{"unprotected_entry", "yes", "AGR-13"},
		{"shared_store", "yes", "AGR-14"},
		{"training_coverage", "partial", "AGR-15"},
	};
	static const struct az_review rules = {links, ANZE_COUNT(links), decides, major};
	az_review(facts, answers, &rules, out);
}
