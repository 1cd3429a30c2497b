/* What the facts of a contractor decide beyond its works, and what a filled
 * checklist says against them. */
#include "check.h"
#include "construction.h"
#include "explain.h"
#include "review.h"
#include "risk.h"

static const struct az_cited score_rule = {"JGJ 59-2011《建筑施工安全检查标准》", 0};
static const struct az_cited training_rule = {"《建筑业企业职工安全培训教育暂行规定》（建教〔1997〕83号）", 0};
static const struct az_cited scheme_rule = {
	"关于实施《危险性较大的分部分项工程安全管理规定》有关问题的通知（建办质〔2018〕31号）", 0};

#define GOOD_SCORE 8000 /* hundredths */
#define PASS_SCORE 7000
#define TRAINING_HOURS 50

enum con_grade con_grade(const struct anze_facts *facts)
{
	const struct anze_fact *score = &facts->values[CON_SCORE];
	if (!score->given)
		return CON_GRADE_UNKNOWN;
	if (score->number < PASS_SCORE)
		return CON_FAIL;
	/* Good only when it is said that no sheet has zero. */
	bool none = az_said_yes_no(&facts->values[CON_ZERO_SHEET]) == AZ_SAID_NO;
	return score->number >= GOOD_SCORE && none ? CON_GOOD : CON_PASS;
}

enum az_said con_trained_enough(const struct anze_facts *facts)
{
	const struct anze_fact *hours = &facts->values[CON_TRAINING_HOURS];
	return hours->given ? az_said_that(hours->number >= TRAINING_HOURS) : AZ_SAID_NOTHING;
}

/* --- results --- */

static struct anze_text score_told(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct anze_text zero[] = {
		[AZ_SAID_NOTHING] = {"未填写有无零分表，暂不评优良",
				     "whether a sheet has zero is not said, so it is not rated good"},
		[AZ_SAID_NO] = {"没有零分表", "no sheet has zero"},
		[AZ_SAID_YES] = {"有零分表，不能评优良；零分时能否评合格，请对照标准原文复核",
				 "a sheet has zero, so it cannot be good; whether it can pass at all is to be checked "
				 "against the standard's text"},
	};
	return az_tell(out, "得分{0}；{1}（≥80且无零分表为优良，≥70为合格，其余不合格）",
		       "Score {0}; {1} (80 or more without a zero is good, 70 or more a pass, all else a fail)",
		       az_number(out, facts->values[CON_SCORE].number, 2),
		       zero[az_said_yes_no(&facts->values[CON_ZERO_SHEET])]);
}

static struct anze_text training_told(const struct anze_facts *facts, const struct anze_out *out)
{
	bool enough = con_trained_enough(facts) == AZ_SAID_YES;
	return az_tell(out, "新进场工人教育{0}学时 {1} {2}学时", "New workers had {0} h {1} {2} h",
		       az_number(out, facts->values[CON_TRAINING_HOURS].number, 0),
		       enough ? AZ_SAME("≥") : AZ_SAME("<"), az_number(out, TRAINING_HOURS, 0));
}

/* Schemes and reviews that are there against the works that need them. */
static void classify_schemes(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct {
		const char *code;
		struct anze_text label;
		enum con_field have;
		enum con_level need;
		struct anze_text told;
	} rows[] = {
		{"schemes",
		 {"专项施工方案", "Special schemes"},
		 CON_SCHEMES_REVIEWED,
		 CON_HIGH_RISK,
		 {"已审核专项方案{0}项 {1} 危大工程{2}项", "Schemes reviewed: {0} {1} {2} high-risk works"}},
		{"expert_reviews",
		 {"专家论证", "Reviews by experts"},
		 CON_EXPERT_REVIEWS,
		 CON_EXPERT_REVIEW,
		 {"已通过专家论证{0}项 {1} 超危大工程{2}项", "Reviewed by experts: {0} {1} {2} works that need it"}},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		const struct anze_fact *have = &facts->values[rows[i].have];
		int64_t need = (int64_t)con_count(facts, rows[i].need);
		bool lacks = have->number < need;
		bool open = !lacks && have->number < need + (int64_t)con_open(facts, rows[i].need);
		if (!have->given || need == 0)
			continue;
		const struct anze_text parts[] = {az_number(out, have->number, 0), lacks ? AZ_SAME("<") : AZ_SAME("≥"),
						  az_number(out, need, 0)};
		az_tell_result(out, rows[i].code, rows[i].label,
			       lacks  ? "short"
			       : open ? "incomplete"
				      : "enough",
			       lacks  ? AZ_TEXT("不足", "Too few")
			       : open ? AZ_TEXT("够已判定的工程，其余还不能判定",
						"Enough for the works that are decided, the rest cannot be told")
				      : AZ_TEXT("达到", "Enough"),
			       az_tell_with(out, rows[i].told, parts, ANZE_COUNT(parts)), scheme_rule);
	}
}

void con_classify(const struct anze_facts *facts, struct anze_out *out)
{
	static const struct {
		const char *value;
		struct anze_text text;
	} grades[] = {
		[CON_GRADE_UNKNOWN] = {"", {"", ""}},
		[CON_FAIL] = {"fail", {"不合格", "Fail"}},
		[CON_PASS] = {"pass", {"合格", "Pass"}},
		[CON_GOOD] = {"good", {"优良", "Good"}},
	};
	enum con_grade grade = con_grade(facts);
	enum az_said trained = con_trained_enough(facts);
	con_classify_works(facts, out);
	classify_schemes(facts, out);
	if (grade != CON_GRADE_UNKNOWN)
		az_tell_result(out, "jgj59_grade", AZ_TEXT("施工安全检查等级", "Grade of the site safety check"),
			       grades[grade].value, grades[grade].text, score_told(facts, out), score_rule);
	if (trained)
		az_tell_result(out, "worker_training", AZ_TEXT("新进场工人安全教育", "Safety training of new workers"),
			       trained == AZ_SAID_YES ? "enough" : "short",
			       trained == AZ_SAID_YES ? AZ_TEXT("达到", "Enough") : AZ_TEXT("不足", "Too short"),
			       training_told(facts, out), training_rule);
	az_classify_drill(facts, CON_LAST_DRILL, out);
	(void)az_risk_classify(facts, CON_ACCIDENT, NULL, 0, out);
}

/* --- what cannot be --- */

void con_check(const struct anze_facts *facts, struct anze_out *out)
{
	static const size_t days[] = {CON_LAST_DRILL};
	az_check_past(facts, con_fields, days, ANZE_COUNT(days), out);
	/* A work has some size; only the base of a crane may lie at 0 or below it. */
	for (size_t table = CON_PITS; table <= CON_OTHER_WORKS; table++)
		for (size_t column = 0; column < con_fields[table].column_count; column++) {
			const struct anze_field *figure = &con_fields[table].columns[column];
			if (figure->type == ANZE_DECIMAL && figure->min >= 0)
				az_check_above_zero(facts, con_fields, table, &column, 1, out);
		}
}

/* --- the checklist --- */

/* High-risk works put CON-01 into the scope; of what every site has a person may say that it is not there. */
static int decides(const struct anze_facts *facts, size_t item)
{
	if (item == CON_01)
		return con_count(facts, CON_HIGH_RISK) ? 1 : -1;
	return item >= CON_03 && item <= CON_12 ? 1 : -1;
}

void con_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct az_link links[] = {
		{"schemes", "short", "CON-01"},         {"expert_reviews", "short", "CON-01"},
		{"worker_training", "short", "CON-13"}, {"drill", "overdue", "CON-14"},
		{"jgj59_grade", "fail", "CON-15"},
	};
	static const struct az_review rules = {links, ANZE_COUNT(links), decides, NULL};
	az_review(facts, answers, &rules, out);
}
