/* What a major hazard source demands, and the figures of special work. */
#include "calendar.h"
#include "facts.h"

#define MAJOR_SOURCES "《危险化学品重大危险源监督管理暂行规定》（原安全监管总局令第40号）"
#define SPECIAL_WORK "GB 30871-2022"

/* The rule on the persons in charge; NULL before there was one. */
static const char *responsible_rule(const struct anze_facts *facts)
{
	if (facts->day >= AZ_DATE(2026, 9, 30))
		return "AQ 3072-2026";
	return facts->day >= AZ_DATE(2021, 2, 4)
		       ? "《危险化学品企业重大危险源安全包保责任制办法（试行）》（应急厅〔2021〕12号）"
		       : NULL;
}

static void responsible(const struct anze_facts *facts, const struct anze_out *out)
{
	const char *rule = responsible_rule(facts);
	if (!rule)
		return;
	az_add(out,
	       &(struct anze_result){
		       .code = "responsible_checks",
		       .label = {"包保责任人隐患排查频次", "Checks by the persons in charge"},
		       .value = "weekly/quarterly",
		       .value_text = {"操作负责人每周一次，技术负责人每季度一次",
				      "operating person weekly, technical person quarterly"},
		       .explanation = {"构成重大危险源：操作负责人每周、技术负责人每季度至少组织一次隐患排查",
				       "A major hazard source: the operating person leads a check at least weekly, "
				       "the technical person at least quarterly"},
		       .rule = rule,
		       .verified = 0, /* the frequencies; the rule itself was read */
	       });
	if (!az_given(facts, RESPONSIBLE))
		return;
	bool named = az_yes(facts, RESPONSIBLE);
	az_add(out,
	       &(struct anze_result){
		       .code = "responsible",
		       .label = {"包保责任人", "Persons in charge"},
		       .value = named ? "named" : "missing",
		       .value_text = named ? AZ_TEXT("均已确定", "all named") : AZ_TEXT("未全部确定", "not all named"),
		       .explanation = named ? AZ_TEXT("每处重大危险源均已确定包保责任人",
						      "Each major hazard source has its persons in charge")
					    : AZ_TEXT("构成重大危险源，但未全部确定包保责任人",
						      "There is a major hazard source without persons in charge"),
		       .rule = rule,
		       .verified = responsible_rule(facts)[0] == 'A',
	       });
}

static void assessment(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, ASSESSED))
		return;
	int64_t due = az_months_later(az_value(facts, ASSESSED), 36);
	bool overdue = facts->day > due;
	az_add(out,
	       &(struct anze_result){
		       .code = "source_assessment",
		       .label = {"重大危险源安全评估", "Assessment of the major hazard sources"},
		       .value = overdue ? "overdue" : "valid",
		       .value_text = overdue ? AZ_TEXT("已超过3年", "older than 3 years") : AZ_TEXT("有效", "valid"),
		       .explanation = az_tell(out, "{0}评估，3年内有效，至{1}；评判日{2}",
					      "assessed on {0}, valid for 3 years until {1}; judged on {2}",
					      az_day_text(out, az_value(facts, ASSESSED)), az_day_text(out, due),
					      az_day_text(out, facts->day)),
		       .rule = MAJOR_SOURCES,
		       .verified = 0,
	       });
}

static void registration(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, REGISTERED))
		return;
	bool registered = az_yes(facts, REGISTERED);
	az_add(out,
	       &(struct anze_result){
		       .code = "source_registration",
		       .label = {"重大危险源备案", "Registration of the major hazard sources"},
		       .value = registered ? "registered" : "missing",
		       .value_text = registered ? AZ_TEXT("已备案", "registered") : AZ_TEXT("未备案", "not registered"),
		       .explanation = registered
					      ? AZ_TEXT("构成重大危险源，已备案", "A major hazard source, registered")
					      : AZ_TEXT("构成重大危险源而未备案",
							"A major hazard source that is not registered"),
		       .rule = MAJOR_SOURCES,
		       .verified = 0,
	       });
}

void chemicals_duties(const struct anze_facts *facts, const struct sources *sources, const struct anze_out *out)
{
	if (sources->state != SOURCE_SOME)
		return;
	responsible(facts, out);
	assessment(facts, out);
	registration(facts, out);
}

/* --- special work --- */

/* `value` against at most (or at least) `limit`, in the scale and unit of its field. */
static void limit(const struct anze_facts *facts, const struct anze_out *out, size_t fact, bool at_least, int64_t bound,
		  struct anze_text label)
{
	const struct anze_field *field = &chemicals_fields[fact];
	if (!az_given(facts, fact))
		return;
	int64_t value = az_value(facts, fact);
	bool good = at_least ? value >= bound : value <= bound;
	const char *sign = at_least ? (good ? "≥" : "<") : (good ? "≤" : ">");
	az_add(out, &(struct anze_result){
			    .code = field->name,
			    .label = label,
			    .value = good ? "meets" : "exceeds",
			    .value_text = good ? AZ_TEXT("符合", "within the limit")
					       : AZ_TEXT("超出限值", "outside the limit"),
			    .explanation = az_tell(out, "{0} {3} {1} {2} {3}", "{0} {3} {1} {2} {3}",
						   az_number(out, value, field->scale), AZ_SAME(sign),
						   az_number(out, bound, field->scale), AZ_SAME(field->unit)),
			    .rule = SPECIAL_WORK,
			    .verified = 0,
		    });
}

void chemicals_special_work(const struct anze_facts *facts, const struct anze_out *out)
{
	if (facts->day < AZ_DATE(2022, 10, 1))
		return;
	limit(facts, out, HOT_WORK_HOURS, false, 80,
	      AZ_TEXT("特级、一级动火票有效时间", "Hot-work permit, special or first grade"));
	limit(facts, out, HOT_WORK_SECOND_HOURS, false, 720,
	      AZ_TEXT("二级动火票有效时间", "Hot-work permit, second grade"));
	limit(facts, out, CONFINED_HOURS, false, 240, AZ_TEXT("受限空间作业票有效时间", "Confined-space permit"));
	limit(facts, out, GAS_TEST_MINUTES, false, 30, AZ_TEXT("作业前气体分析", "Gas test before work"));
	limit(facts, out, RETEST_HOURS, false, 20, AZ_TEXT("作业中气体复测", "Gas test during work"));
	limit(facts, out, OXYGEN_LEAST, true, 195, AZ_TEXT("受限空间最低氧含量", "Least oxygen in a confined space"));
	/* Between 21 and 23.5 the kind of air decides. */
	bool decided = !az_given(facts, OXYGEN_MOST) || az_value(facts, OXYGEN_MOST) <= 210 ||
		       az_value(facts, OXYGEN_MOST) > 235 || az_given(facts, ENRICHED);
	if (decided)
		limit(facts, out, OXYGEN_MOST, false, az_yes(facts, ENRICHED) ? 235 : 210,
		      AZ_TEXT("受限空间最高氧含量", "Most oxygen in a confined space"));
}
