#include "finding.h"

#include <string.h>

#include "explain.h"

#define HALF_YEAR 184 /* the longer half of a year, in days */

const struct az_cited az_drill_rule = {"《生产安全事故应急预案管理办法》（应急管理部令第2号）第三十三条", 0};

enum az_said az_said_yes_no(const struct anze_fact *fact)
{
	return fact->given ? az_said_that(fact->number != 0) : AZ_SAID_NOTHING;
}

enum az_said az_said_that(bool yes)
{
	return yes ? AZ_SAID_YES : AZ_SAID_NO;
}

bool az_chose(const struct anze_fact *fact, const char *code)
{
	return fact->given && fact->text && strcmp(fact->text, code) == 0;
}

struct anze_text az_name_or_number(const struct anze_out *out, const struct anze_fact *name, size_t number)
{
	if (name->given && name->text && name->text[0])
		return AZ_SAME(name->text);
	return az_tell(out, "第{0}项", "no. {0}", az_number(out, (int64_t)number, 0));
}

size_t az_rows(const struct anze_facts *facts, size_t field)
{
	return facts->tables ? facts->tables[field].rows : 0;
}

const struct anze_fact *az_row(const struct anze_facts *facts, size_t field, size_t columns, size_t row)
{
	return facts->tables[field].cells + row * columns;
}

void az_tell_result(const struct anze_out *out, const char *code, struct anze_text label, const char *value,
		    struct anze_text value_text, struct anze_text explanation, struct az_cited rule)
{
	az_add(out, &(struct anze_result){
			    .code = code,
			    .label = label,
			    .value = value,
			    .value_text = value_text,
			    .explanation = explanation,
			    .rule = rule.document,
			    .verified = rule.verified,
		    });
}

/* "contradiction:CON-03" */
static const char *code_of(const struct anze_out *out, const char *kind, const struct anze_item *item)
{
	return az_tell(out, "{0}:{1}", "{0}:{1}", AZ_SAME(kind), AZ_SAME(item->code)).zh;
}

static struct az_cited own_rule(const struct anze_item *item)
{
	return (struct az_cited){item->basis[0].document, item->basis[0].verified};
}

static void contradict(const struct anze_out *out, const struct anze_item *item, const char *value,
		       struct anze_text value_text, struct anze_text explanation, struct az_cited rule)
{
	struct anze_text label = az_tell(out, "{0}的回答与企业信息不一致",
					 "The answer to {0} contradicts the enterprise's facts", AZ_SAME(item->code));
	az_tell_result(out, code_of(out, "contradiction", item), label, value, value_text, explanation, rule);
}

void az_review_scope(const struct anze_item *items, size_t count, az_scope *scope, const struct anze_facts *facts,
		     const struct anze_answer_value *answers, struct anze_out *out)
{
	for (size_t i = 0; i < count; i++) {
		enum anze_answered answered = answers[i].answered;
		enum az_said there = answered == ANZE_NOT_CHECKED ? AZ_SAID_NOTHING : scope(facts, i);
		if (there == AZ_SAID_YES && answered == ANZE_NOT_APPLICABLE)
			contradict(out, &items[i], "present", AZ_TEXT("企业有此情形", "The enterprise has it"),
				   AZ_TEXT("回答为“不适用”，但企业信息表明存在此项所查的情形",
					   "Answered \"not applicable\", but the facts show what this item looks at"),
				   own_rule(&items[i]));
		if (there == AZ_SAID_NO && answered != ANZE_NOT_APPLICABLE)
			contradict(out, &items[i], "absent", AZ_TEXT("企业无此情形", "The enterprise has none"),
				   AZ_TEXT("已作检查回答，但企业信息表明没有此项所查的情形；请更正其中之一",
					   "Answered, but the facts say that there is none of what this item looks "
					   "at; put one of them right"),
				   own_rule(&items[i]));
	}
}

void az_contradiction(const struct anze_out *out, const struct anze_item *item, struct anze_text figures,
		      struct az_cited rule)
{
	contradict(out, item, "figures", AZ_TEXT("与数据不符", "The figures say otherwise"),
		   az_tell(out, "回答为“符合”，但{0}", "Answered as complying, but {0}", figures), rule);
}

void az_major_decided(const struct anze_out *out, const struct anze_item *item, enum az_said major,
		      struct anze_text explanation, struct az_cited rule)
{
	static const struct {
		const char *value;
		struct anze_text text;
	} outcomes[] = {
		[AZ_SAID_NOTHING] = {"unknown",
				     {"尚不能判定，由检查人员认定", "Not decided yet; for the inspector to rate"}},
		[AZ_SAID_NO] = {"no", {"一般事故隐患", "Ordinary hazard"}},
		[AZ_SAID_YES] = {"yes", {"重大事故隐患（建议，待认定）", "Major hazard (proposed, to be confirmed)"}},
	};
	struct anze_text label =
		az_tell(out, "{0}是否为重大事故隐患", "Is the failure of {0} a major hazard?", AZ_SAME(item->code));
	az_tell_result(out, code_of(out, "major", item), label, outcomes[major].value, outcomes[major].text,
		       explanation, rule);
}

void az_major_by_facts(const struct anze_out *out, const struct anze_item *item, const struct anze_answer_value *answer,
		       const struct anze_facts *facts, const struct anze_field *fields, const size_t *indices,
		       size_t count, struct az_cited rule)
{
	struct anze_text lists[] = {[AZ_SAID_NOTHING] = {"", ""}, [AZ_SAID_NO] = {"", ""}, [AZ_SAID_YES] = {"", ""}};
	if (answer->answered != ANZE_FAILS)
		return;
	for (size_t i = 0; i < count; i++) {
		enum az_said said = az_said_yes_no(&facts->values[indices[i]]);
		struct anze_text label = az_tell(out, "“{0}”", "\"{0}\"", fields[indices[i]].label);
		lists[said] = az_join(out, lists[said], AZ_TEXT("、", ", "), label);
	}
	if (lists[AZ_SAID_YES].zh[0])
		az_major_decided(out, item, AZ_SAID_YES,
				 az_tell(out, "已填“是”：{0}。{1}", "Answered yes: {0}. {1}", lists[AZ_SAID_YES],
					 item->major_condition),
				 rule);
	else if (lists[AZ_SAID_NOTHING].zh[0])
		az_major_decided(out, item, AZ_SAID_NOTHING,
				 az_tell(out, "尚未填写：{0}。{1}", "Not said yet: {0}. {1}", lists[AZ_SAID_NOTHING],
					 item->major_condition),
				 rule);
	else
		az_major_decided(out, item, AZ_SAID_NO,
				 az_tell(out, "均填“否”：{0}。{1}", "Answered no: {0}. {1}", lists[AZ_SAID_NO],
					 item->major_condition),
				 rule);
}

enum az_said az_drill_in_time(const struct anze_facts *facts, size_t field)
{
	const struct anze_fact *last = &facts->values[field];
	if (!last->given || last->number > facts->day)
		return AZ_SAID_NOTHING;
	return az_said_that(facts->day - last->number <= HALF_YEAR);
}

struct anze_text az_drill_told(const struct anze_facts *facts, size_t field, const struct anze_out *out)
{
	int64_t last = facts->values[field].number;
	bool in_time = az_drill_in_time(facts, field) == AZ_SAID_YES;
	return az_tell(out, "上次演练{0}，距今{1}天 {2} {3}天（半年）",
		       "The last was on {0}, {1} days ago {2} {3} days (half a year)", az_day_text(out, last),
		       az_number(out, facts->day - last, 0), in_time ? AZ_SAME("≤") : AZ_SAME(">"),
		       az_number(out, HALF_YEAR, 0));
}

void az_classify_drill(const struct anze_facts *facts, size_t field, const struct anze_out *out)
{
	enum az_said in_time = az_drill_in_time(facts, field);
	if (in_time == AZ_SAID_NOTHING)
		return;
	az_tell_result(out, "drill", AZ_TEXT("应急演练", "Emergency exercise"),
		       in_time == AZ_SAID_YES ? "in_time" : "overdue",
		       in_time == AZ_SAID_YES ? AZ_TEXT("按期", "In time") : AZ_TEXT("逾期", "Overdue"),
		       az_drill_told(facts, field, out), az_drill_rule);
}
