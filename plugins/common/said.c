#include "said.h"

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

int az_decided(enum az_said said)
{
	if (said == AZ_SAID_NOTHING)
		return -1;
	return said == AZ_SAID_YES;
}

int az_major_by_facts(const struct anze_facts *facts, const struct anze_field *fields, const size_t *indices,
		      size_t count, const struct anze_out *out, struct anze_text *why)
{
	struct anze_text lists[] = {[AZ_SAID_NOTHING] = {"", ""}, [AZ_SAID_NO] = {"", ""}, [AZ_SAID_YES] = {"", ""}};
	for (size_t i = 0; i < count; i++) {
		enum az_said said = az_said_yes_no(&facts->values[indices[i]]);
		struct anze_text label = az_tell(out, "“{0}”", "\"{0}\"", fields[indices[i]].label);
		lists[said] = az_join(out, lists[said], AZ_TEXT("、", ", "), label);
	}
	if (lists[AZ_SAID_YES].zh[0]) {
		*why = az_tell(out, "已填“是”：{0}", "answered yes: {0}", lists[AZ_SAID_YES]);
		return 1;
	}
	if (lists[AZ_SAID_NOTHING].zh[0])
		return -1;
	*why = az_tell(out, "均填“否”：{0}", "answered no: {0}", lists[AZ_SAID_NO]);
	return 0;
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
