/* Long-distance pipelines: the strip beside them and the interval of inspection. */
#include "calendar.h"
#include "facts.h"

#define CORRIDOR 50 /* tenths of a metre on either side of the centre line */
#define INTERVAL 8  /* years at most */

int energy_within_corridor(const struct anze_facts *facts)
{
	return az_given(facts, DISTANCE) ? az_value(facts, DISTANCE) <= CORRIDOR : -1;
}

/* The last day of validity: the assessment's own, but no later than the longest interval. */
static int64_t due_day(const struct anze_facts *facts)
{
	int64_t due = az_months_later(az_value(facts, INSPECTED), INTERVAL * 12);
	if (az_given(facts, NEXT_INSPECTION) && az_value(facts, NEXT_INSPECTION) < due)
		due = az_value(facts, NEXT_INSPECTION);
	return due;
}

int energy_inspection_overdue(const struct anze_facts *facts)
{
	return az_given(facts, INSPECTED) ? facts->day > due_day(facts) : -1;
}

static void corridor(const struct anze_facts *facts, const struct anze_out *out)
{
	int inside = energy_within_corridor(facts);
	if (inside < 0 || facts->day < AZ_DATE(2010, 10, 1))
		return;
	bool agreed = inside && az_yes(facts, CONSENT);
	az_add(out, &(struct anze_result){
			    .code = "pipeline_distance",
			    .label = {"距管道中心线距离", "Distance from the pipeline's centre line"},
			    .value = agreed   ? "agreed"
				     : inside ? "inside"
					      : "outside",
			    .value_text = agreed   ? AZ_TEXT("在5 m保护范围内，经批准或同意",
							     "within the 5 m strip, with consent")
					  : inside ? AZ_TEXT("在5 m保护范围内", "within the 5 m strip")
						   : AZ_TEXT("在5 m保护范围外", "outside the 5 m strip"),
			    .explanation =
				    az_tell(out, "{0} m {1} 5 m（中心线两侧各5 m内禁止取土、建房等施工）",
					    "{0} m {1} 5 m (no digging or building within 5 m on either side)",
					    az_number(out, az_value(facts, DISTANCE), 1), AZ_SAME(inside ? "≤" : ">")),
			    .rule = "《石油天然气管道保护法》第三十条",
			    .verified = 0,
		    });
}

static void inspection(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, INSPECTED) || facts->day < AZ_DATE(2016, 3, 1))
		return;
	int64_t longest = az_months_later(az_value(facts, INSPECTED), INTERVAL * 12), due = due_day(facts);
	bool overdue = facts->day > due;
	az_add(out,
	       &(struct anze_result){
		       .code = "pipeline_inspection",
		       .label = {"管道检测周期", "Inspection of the pipeline"},
		       .value = overdue ? "overdue" : "valid",
		       .value_text = overdue ? AZ_TEXT("已超期", "overdue") : AZ_TEXT("在有效期内", "valid"),
		       .explanation = az_tell(out, "{0}检测，最长间隔8年至{1}，应于{2}前再检；评判日{3}",
					      "inspected on {0}, 8 years at most until {1}, due by {2}; judged on {3}",
					      az_day_text(out, az_value(facts, INSPECTED)), az_day_text(out, longest),
					      az_day_text(out, due), az_day_text(out, facts->day)),
		       .rule = "GB 32167-2015",
		       .verified = 0,
	       });
	if (!az_given(facts, NEXT_INSPECTION))
		return;
	bool too_long = az_value(facts, NEXT_INSPECTION) > longest;
	az_add(out, &(struct anze_result){
			    .code = "inspection_interval",
			    .label = {"评价确定的检测间隔", "Interval that the assessment sets"},
			    .value = too_long ? "too_long" : "meets",
			    .value_text = too_long ? AZ_TEXT("超过8年", "longer than 8 years")
						   : AZ_TEXT("不超过8年", "8 years at most"),
			    .explanation = az_tell(out, "下次检测{0}，最长到{1}", "next on {0}, at the latest {1}",
						   az_day_text(out, az_value(facts, NEXT_INSPECTION)),
						   az_day_text(out, longest)),
			    .rule = "GB 32167-2015",
			    .verified = 0,
		    });
}

void energy_pipeline(const struct anze_facts *facts, const struct anze_out *out)
{
	if (az_no(facts, PIPELINE))
		return;
	corridor(facts, out);
	inspection(facts, out);
}
