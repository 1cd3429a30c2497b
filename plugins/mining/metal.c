/* Metal and non-metal mines: underground and open pit. */
#include "calendar.h"
#include "facts.h"

#define CRITERIA "《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号）"

static void judge(const struct anze_out *out, const char *code, struct anze_text label, bool good,
		  struct anze_text explanation)
{
	az_add(out, &(struct anze_result){
			    .code = code,
			    .label = label,
			    .value = good ? "meets" : "fails",
			    .value_text = good ? AZ_TEXT("符合", "meets the rule")
					       : AZ_TEXT("不符合，属重大隐患情形", "fails, listed as major"),
			    .explanation = explanation,
			    .rule = CRITERIA,
			    .verified = 1,
			    .colour = good ? ANZE_COLOUR_NONE : ANZE_RED,
		    });
}

/* value compared with a limit, one decimal place: "28.5 m < 30 m". */
static struct anze_text against(const struct anze_out *out, int64_t value, const char *sign, int64_t limit,
				uint32_t scale, const char *unit)
{
	return az_tell(out, "{0} {3} {1} {2} {3}", "{0} {3} {1} {2} {3}", az_number(out, value, scale), AZ_SAME(sign),
		       az_number(out, limit, scale), AZ_SAME(unit));
}

static void exits(const struct anze_facts *facts, const struct anze_out *out)
{
	if (az_given(facts, EXITS)) {
		int64_t count = az_value(facts, EXITS);
		judge(out, "exit_count", AZ_TEXT("独立安全出口数量", "Number of independent exits"), count >= 2,
		      az_tell(out, "{0}个，至少2个", "{0}, at least 2", az_number(out, count, 0)));
	}
	if (az_given(facts, EXIT_DISTANCE)) {
		int64_t distance = az_value(facts, EXIT_DISTANCE);
		judge(out, "exit_distance", AZ_TEXT("安全出口间距", "Distance between exits"), distance >= 300,
		      against(out, distance, distance >= 300 ? "≥" : "<", 300, 1, "m"));
	}
	if (!az_given(facts, WING_LENGTH))
		return;
	int64_t length = az_value(facts, WING_LENGTH);
	bool needed = length > 10000;
	if (needed && !az_given(facts, WING_EXIT))
		return;
	judge(out, "wing_exit", AZ_TEXT("矿体一翼的安全出口", "Exit of a long wing"),
	      !needed || az_yes(facts, WING_EXIT),
	      az_tell(out, "一翼走向长度{0}：{1}", "strike length of the wing {0}: {1}",
		      against(out, length, needed ? ">" : "≤", 10000, 1, "m"),
		      !needed ? AZ_TEXT("不要求在该翼另设安全出口", "no exit of its own is required")
		      : az_yes(facts, WING_EXIT)
			      ? AZ_TEXT("该翼已设安全出口", "the wing has its exit")
			      : AZ_TEXT("该翼须设安全出口而未设", "the wing needs an exit and has none")));
}

static void drawings(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, DRAWING_DAY) || !az_given(facts, BEING_BUILT))
		return;
	int64_t months = az_yes(facts, BEING_BUILT) ? 1 : 3;
	int64_t due = az_months_later(az_value(facts, DRAWING_DAY), months);
	judge(out, "drawings", AZ_TEXT("现状图纸更新", "Updating of the drawings"), facts->day <= due,
	      az_tell(out, "{0}更新，{1}每{2}个月更新，至迟{3}；评判日{4}",
		      "updated on {0}; {1}: every {2} months, so by {3}; judged on {4}",
		      az_day_text(out, az_value(facts, DRAWING_DAY)),
		      months == 1 ? AZ_TEXT("基建矿山", "under construction") : AZ_TEXT("生产矿山", "in production"),
		      az_number(out, months, 0), az_day_text(out, due), az_day_text(out, facts->day)));
}

static void carrier(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, CARRIED))
		return;
	int64_t carried = az_value(facts, CARRIED), most = 25;
	if (az_given(facts, CARRIER_RATING) && az_value(facts, CARRIER_RATING) < most)
		most = az_value(facts, CARRIER_RATING);
	/* Up to 25 people nothing is known without the rated number. */
	if (carried <= 25 && !az_given(facts, CARRIER_RATING))
		return;
	judge(out, "carrier", AZ_TEXT("井下人车载人", "People in a vehicle underground"), carried <= most,
	      az_tell(out, "载{0}人，至多{1}人（25人与核定人数取小）",
		      "{0} people, at most {1} (the lesser of 25 and the rated number)", az_number(out, carried, 0),
		      az_number(out, most, 0)));
}

static void slope_monitor(const struct anze_facts *facts, const struct anze_out *out, size_t height, size_t monitored,
			  const char *code, struct anze_text label)
{
	if (!az_given(facts, height))
		return;
	int64_t metres = az_value(facts, height);
	bool needed = metres >= 2000;
	if (needed && !az_given(facts, monitored))
		return;
	judge(out, code, label, !needed || az_yes(facts, monitored),
	      az_tell(out, "高度{0}：{1}", "height {0}: {1}", against(out, metres, needed ? "≥" : "<", 2000, 1, "m"),
		      !needed                    ? AZ_TEXT("不要求监测系统", "no monitoring system is required")
		      : az_yes(facts, monitored) ? AZ_TEXT("已监测", "monitored")
						 : AZ_TEXT("须监测而未监测", "must be monitored and is not")));
}

static void open_pit(const struct anze_facts *facts, const struct anze_out *out)
{
	if (az_given(facts, PIT_ANGLE) && az_given(facts, PIT_ANGLE_DESIGN)) {
		int64_t angle = az_value(facts, PIT_ANGLE), design = az_value(facts, PIT_ANGLE_DESIGN);
		judge(out, "pit_angle", AZ_TEXT("工作帮坡角", "Working slope angle"), angle <= design,
		      against(out, angle, angle <= design ? "≤" : ">", design, 1, "°"));
	}
	slope_monitor(facts, out, PIT_HEIGHT, PIT_MONITORED, "pit_monitor",
		      AZ_TEXT("采场边坡在线监测", "Online monitoring of the pit slope"));
	slope_monitor(facts, out, DUMP_HEIGHT, DUMP_MONITORED, "dump_monitor",
		      AZ_TEXT("排土场边坡监测", "Monitoring of the dump slope"));
}

void mining_metal(const struct anze_facts *facts, const struct anze_out *out)
{
	if (facts->day < AZ_DATE(2022, 9, 1)) /* the criteria did not exist */
		return;
	bool any = !az_given(facts, KIND) || az_is(facts, KIND, "both");
	if (any || az_is(facts, KIND, "underground")) {
		exits(facts, out);
		drawings(facts, out);
		carrier(facts, out);
	}
	if (any || az_is(facts, KIND, "open_pit"))
		open_pit(facts, out);
}
