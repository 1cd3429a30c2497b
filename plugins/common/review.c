#include "review.h"

#include <string.h>

/* Collects what classify says about each item. */
struct capture {
	const struct anze_out *out;
	const struct az_review *rules;
	struct finding {
		struct anze_text said;
		const char *rule;
		uint32_t verified;
	} * findings;
};

size_t az_item(const char *code)
{
	for (size_t i = 0; i < anze_plugin.item_count; i++)
		if (strcmp(anze_plugin.items[i].code, code) == 0)
			return i;
	return anze_plugin.item_count;
}

static void *capture_alloc(void *self, size_t size)
{
	struct capture *capture = self;
	return capture->out->alloc(capture->out->self, size);
}

/* "live_work" and each of its rows, "live_work.3". */
static bool is_result(const char *code, const char *stem)
{
	size_t length = strlen(stem);
	return strncmp(code, stem, length) == 0 && (code[length] == '\0' || code[length] == '.');
}

static void capture_add(void *self, const struct anze_result *result)
{
	struct capture *capture = self;
	for (size_t i = 0; i < capture->rules->link_count; i++) {
		const struct az_link *link = &capture->rules->links[i];
		size_t item = az_item(link->item);
		if (item == anze_plugin.item_count || !is_result(result->code, link->result) ||
		    strcmp(link->bad, result->value) != 0)
			continue;
		struct finding *finding = &capture->findings[item];
		finding->said = az_join(capture->out, finding->said, AZ_TEXT("；", "; "), result->explanation);
		finding->verified = finding->rule ? finding->verified & result->verified : result->verified;
		finding->rule = result->rule;
	}
}

/* The first row of the basis that is in force on the day, else the first of all. */
static const struct anze_basis *basis_on(const struct anze_facts *facts, const struct anze_item *item,
					 const struct anze_out *out)
{
	const char *day = az_day_text(out, facts->day).zh;
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct anze_basis *row = &item->basis[i];
		if ((!row->in_force_from || strcmp(row->in_force_from, day) <= 0) &&
		    (!row->in_force_to || strcmp(day, row->in_force_to) <= 0))
			return row;
	}
	return &item->basis[0];
}

/* What is said about an item, before its code and basis are put in. */
struct saying {
	const char *stem, *value;
	struct anze_text label, value_text, why;
	enum anze_colour colour;
};

static void say(const struct anze_facts *facts, const struct anze_out *out, size_t index, const struct saying *saying)
{
	const struct anze_item *item = &anze_plugin.items[index];
	const struct anze_basis *basis = basis_on(facts, item, out);
	az_add(out, &(struct anze_result){
			    .code = az_tell(out, "{0}:{1}", "{0}:{1}", AZ_SAME(saying->stem), AZ_SAME(item->code)).zh,
			    .label = az_tell(out, "{0} {1}", "{0} {1}", AZ_SAME(item->code), saying->label),
			    .value = saying->value,
			    .value_text = saying->value_text,
			    .explanation = saying->why,
			    .rule = basis->document,
			    .verified = basis->verified,
			    .colour = saying->colour,
		    });
}

/* Does the item concern the enterprise? By its condition and by what is computed; -1 unless both are sure. */
static int concerned(const struct anze_facts *facts, const struct az_review *rules, size_t item,
		     enum anze_relevance relevance)
{
	int computed = rules->decides ? rules->decides(facts, item) : 1;
	if (relevance == ANZE_NOT_RELEVANT || computed == 0)
		return 0;
	return relevance == ANZE_RELEVANT ? computed : -1;
}

static void against_profile(const struct anze_facts *facts, const struct anze_out *out, size_t item, int inside,
			    enum anze_answered answered)
{
	static const struct saying outside = {
		"profile",
		"outside",
		{"与企业情况不一致", "does not fit the enterprise"},
		{"已作答，但不适用", "answered, but not applicable"},
		{"按企业填报的情况，本项不适用，却作了检查结论。请核对企业情况或改为“不适用”",
		 "By the enterprise's facts this item does not apply, yet it was answered. Check the facts, or answer "
		 "\"not applicable\""},
		ANZE_COLOUR_NONE,
	};
	static const struct saying within = {
		"profile",
		"inside",
		{"与企业情况不一致", "does not fit the enterprise"},
		{"填为不适用，但适用", "called not applicable, but it applies"},
		{"按企业填报的情况，本项适用，却填为“不适用”。请核对企业情况或补做检查",
		 "By the enterprise's facts this item applies, yet it was called not applicable. Check the facts, or "
		 "carry out the check"},
		ANZE_COLOUR_NONE,
	};
	if (inside == 0 && (answered == ANZE_COMPLIES || answered == ANZE_FAILS))
		say(facts, out, item, &outside);
	else if (inside == 1 && answered == ANZE_NOT_APPLICABLE)
		say(facts, out, item, &within);
}

/* 1 the number or choice complies, 0 it does not, -1 the item has none. */
static int value_complies(const struct anze_item *item, const struct anze_answer_value *answer)
{
	if (item->answer == ANZE_ANSWER_NUMBER)
		return answer->number >= item->min && answer->number <= item->max;
	for (size_t i = 0; item->answer == ANZE_ANSWER_CHOICE && answer->choice && i < item->choice_count; i++)
		if (strcmp(answer->choice, item->choices[i].code) == 0)
			return i < item->compliant_count;
	return -1;
}

static void against_itself(const struct anze_facts *facts, const struct anze_out *out, size_t index,
			   const struct anze_answer_value *answer)
{
	const struct anze_item *item = &anze_plugin.items[index];
	int complies = value_complies(item, answer);
	struct saying saying = {.stem = "number", .label = {"答案自相矛盾", "contradicts itself"}};
	if (answer->answered == ANZE_COMPLIES && complies == 0) {
		saying.value = "complies";
		saying.value_text = AZ_TEXT("填为合格，数值不合格", "called compliant, the value is not");
	} else if (answer->answered == ANZE_FAILS && complies == 1) {
		saying.value = "fails";
		saying.value_text = AZ_TEXT("填为不合格，数值合格", "called failing, the value complies");
	} else {
		return;
	}
	saying.why = AZ_TEXT("所填的值与结论不一致，请核对", "The value and the conclusion do not agree; check them");
	if (item->answer == ANZE_ANSWER_NUMBER)
		saying.why =
			az_tell(out, "所填的值{0} {3}，合格范围为{1}至{2} {3}，与结论不一致，请核对",
				"The value is {0} {3}, what complies is {1} to {2} {3}; it does not agree with the "
				"conclusion, check them",
				az_number(out, answer->number, item->scale), az_number(out, item->min, item->scale),
				az_number(out, item->max, item->scale), AZ_SAME(item->unit));
	say(facts, out, index, &saying);
}

static void against_facts(const struct anze_out *out, size_t index, enum anze_answered answered,
			  const struct finding *finding)
{
	const struct anze_item *item = &anze_plugin.items[index];
	bool unchecked = answered == ANZE_NOT_CHECKED;
	if (!finding->rule || answered == ANZE_FAILS)
		return;
	az_add(out,
	       &(struct anze_result){
		       .code = az_tell(out, unchecked ? "unchecked:{0}" : "contradiction:{0}", "", AZ_SAME(item->code))
				       .zh,
		       .label = unchecked ? az_tell(out, "{0} 未检，但填报情况显示不符合",
						    "{0} not checked, but the facts say that it fails",
						    AZ_SAME(item->code))
					  : az_tell(out, "{0} 结论与填报情况矛盾",
						    "{0} the answer contradicts the facts", AZ_SAME(item->code)),
		       .value = unchecked                   ? "unchecked"
				: answered == ANZE_COMPLIES ? "complies"
							    : "not_applicable",
		       .value_text = unchecked                   ? AZ_TEXT("未检", "not checked")
				     : answered == ANZE_COMPLIES ? AZ_TEXT("填为合格", "called compliant")
								 : AZ_TEXT("填为不适用", "called not applicable"),
		       .explanation = finding->said,
		       .rule = finding->rule,
		       .verified = finding->verified,
	       });
}

/* Did a major item fail? Says of a conditional one whether it is major. */
static bool major_failed(const struct anze_facts *facts, const struct az_review *rules, const struct anze_out *out,
			 size_t index)
{
	const struct anze_item *item = &anze_plugin.items[index];
	struct anze_text why = {"", ""};
	if (item->major != ANZE_MAJOR_CONDITIONAL || !rules->major)
		return item->major == ANZE_MAJOR_YES;
	int major = rules->major(facts, item->code, out, &why);
	if (major < 0)
		return false;
	say(facts, out, index,
	    &(struct saying){
		    .stem = "major",
		    .value = major ? "yes" : "no",
		    .label = {"是否为重大隐患", "is it a major hazard"},
		    .value_text = major ? AZ_TEXT("按重大隐患提请认定", "proposed as major")
					: AZ_TEXT("一般隐患", "ordinary"),
		    .why = why,
		    .colour = major ? ANZE_RED : ANZE_COLOUR_NONE,
	    });
	return major == 1;
}

static void colour_findings(const struct anze_out *out, struct anze_text failed)
{
	az_add(out,
	       &(struct anze_result){
		       .code = "findings_colour",
		       .label = {"未整改重大隐患对企业风险颜色的影响",
				 "What an open major hazard does to the enterprise's colour"},
		       .value = "red",
		       .value_text = {"红色（重大风险）", "red (major risk)"},
		       .explanation = az_tell(out, "{0}不合格，属重大隐患情形：经核实整改完成前，企业定为红色",
					      "{0} failed, a situation that counts as major: the enterprise is red "
					      "until the remedy is verified",
					      failed),
		       .rule = AZ_PROPOSAL,
		       .verified = 0,
		       .colour = ANZE_RED,
	       });
}

void az_review(const struct anze_facts *facts, const struct anze_answer_value *answers, const struct az_review *rules,
	       const struct anze_out *out)
{
	struct capture capture = {.out = out, .rules = rules};
	capture.findings = out->alloc(out->self, anze_plugin.item_count * sizeof *capture.findings);
	if (!capture.findings)
		return;
	struct anze_out into = {&capture, capture_alloc, capture_add};
	anze_plugin.classify(facts, &into);
	struct anze_text failed = {"", ""};
	for (size_t i = 0; i < anze_plugin.item_count; i++) {
		enum anze_answered answered = answers[i].answered;
		int inside = concerned(facts, rules, i, answers[i].relevance);
		against_profile(facts, out, i, inside, answered);
		against_itself(facts, out, i, &answers[i]);
		if (inside != 0)
			against_facts(out, i, answered, &capture.findings[i]);
		if (answered == ANZE_FAILS && major_failed(facts, rules, out, i))
			failed = az_join(out, failed, AZ_TEXT("、", ", "), AZ_SAME(anze_plugin.items[i].code));
	}
	if (failed.zh[0] != '\0')
		colour_findings(out, failed);
}
