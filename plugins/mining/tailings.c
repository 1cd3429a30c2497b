/* Tailings ponds: class, least freeboard and dry beach. */
#include "facts.h"

#define RULES "GB 39496-2020"
#define CRITERIA "《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号）"

/* Class 1 to 4 from at least; below is class 5. */
static const int64_t volumes[] = {5000000, 1000000, 100000, 10000}; /* 10⁴ m³, hundredths */
static const int64_t heights[] = {2000, 1000, 600, 300};            /* m, tenths */

/* Least freeboard in hundredths of a metre and dry beach in tenths, upstream dams, class 1 to 5. */
static const struct {
	int64_t freeboard, beach;
} least[] = {{150, 1500}, {100, 1000}, {70, 700}, {50, 500}, {40, 400}};

static const struct anze_text classes[] = {
	{"一等", "class 1"}, {"二等", "class 2"}, {"三等", "class 3"}, {"四等", "class 4"}, {"五等", "class 5"},
};

static int class_of(int64_t value, const int64_t limits[4])
{
	int class = 1;
	while (class <= 4 && value < limits[class - 1])
		class ++;
	return class;
}

/* What is known of the class: 1 to 5, 0 nothing. From one of the two alone it is the least that the other can leave:
 * where that is more than one below, one below the known one. */
struct pond {
	int class, by_volume, by_height; /* 0: not given */
	bool least;
};

static struct pond pond_of(const struct anze_facts *facts)
{
	struct pond pond = {0, 0, 0, false};
	if (az_given(facts, POND_VOLUME))
		pond.by_volume = class_of(az_value(facts, POND_VOLUME), volumes);
	if (az_given(facts, DAM_HEIGHT))
		pond.by_height = class_of(az_value(facts, DAM_HEIGHT), heights);
	int known = pond.by_volume + pond.by_height;
	if (pond.by_volume > 0 && pond.by_height > 0) {
		int higher = pond.by_volume < pond.by_height ? pond.by_volume : pond.by_height;
		pond.class = known - 2 * higher > 1 ? higher + 1 : higher;
	} else if (known > 0 && known < 5) { /* at least class 5 says nothing */
		pond.class = known <= 3 ? known + 1 : known;
		pond.least = true;
	}
	return pond;
}

static void tell_least(const struct anze_facts *facts, const struct anze_out *out, const struct pond *pond)
{
	bool volume = pond->by_volume > 0;
	struct anze_text class = classes[(volume ? pond->by_volume : pond->by_height) - 1];
	struct anze_text figure =
		volume ? az_tell(out, "全库容{0}×10⁴ m³", "Full volume {0} × 10⁴ m³",
				 az_number(out, az_value(facts, POND_VOLUME), 2))
		       : az_tell(out, "坝高{0} m", "Dam {0} m", az_number(out, az_value(facts, DAM_HEIGHT), 1));
	struct anze_text missing = volume ? AZ_TEXT("坝高", "the dam's height") : AZ_TEXT("全库容", "the full volume");
	struct anze_text text = az_tell(out, "至少{0}", "at least {0}", classes[pond->class - 1]);
	az_add(out,
	       &(struct anze_result){
		       .code = "tailings_class",
		       .label = {"尾矿库等别", "Class of the tailings pond"},
		       .value = az_tell(out, "at_least_{0}", "at_least_{0}", az_number(out, pond->class, 0)).zh,
		       .value_text = text,
		       .explanation = az_tell(out, "{0}为{1}；{2}未填写，至多使等别降一等 → {3}",
					      "{0}: {1}; not given: {2}, which can lower it by one class at most → {3}",
					      figure, class, missing, text),
		       .rule = RULES,
		       .verified = 0,
	       });
}

static void tell_class(const struct anze_facts *facts, const struct anze_out *out, const struct pond *pond)
{
	int class = pond->class, by_volume = pond->by_volume, by_height = pond->by_height;
	struct anze_text why;
	if (by_volume == by_height)
		why = AZ_TEXT("两者相同", "both agree");
	else if (by_volume - by_height == 1 || by_height - by_volume == 1)
		why = AZ_TEXT("相差一等，取高者", "one apart: the higher one");
	else
		why = AZ_TEXT("相差大于一等，取高者降一等", "more than one apart: one below the higher one");
	az_add(out,
	       &(struct anze_result){
		       .code = "tailings_class",
		       .label = {"尾矿库等别", "Class of the tailings pond"},
		       .value = az_number(out, class, 0).zh,
		       .value_text = classes[class - 1],
		       .explanation = az_tell(out, "全库容{0}×10⁴ m³为{1}，坝高{2} m为{3}；{4} → {5}",
					      "Full volume {0} × 10⁴ m³: {1}; dam {2} m: {3}; {4} → {5}",
					      az_number(out, az_value(facts, POND_VOLUME), 2), classes[by_volume - 1],
					      az_number(out, az_value(facts, DAM_HEIGHT), 1), classes[by_height - 1],
					      why, classes[class - 1]),
		       .rule = RULES,
		       .verified = 0,
	       });
}

static void measured(const struct anze_facts *facts, const struct anze_out *out, size_t fact, uint32_t scale,
		     int64_t limit, const char *code, struct anze_text label, const struct pond *pond)
{
	if (!az_given(facts, fact))
		return;
	int64_t value = az_value(facts, fact);
	bool enough = value >= limit;
	if (enough && pond->least)
		return; /* the class may demand more */
	az_add(out,
	       &(struct anze_result){
		       .code = code,
		       .label = label,
		       .value = enough ? "enough" : "short",
		       .value_text = enough ? AZ_TEXT("满足", "enough")
					    : AZ_TEXT("不足，属重大隐患情形", "too little, listed as major"),
		       .explanation = az_tell(
			       out, "上游式{0}库：实测{1} m {2} 最小{3} m",
			       "upstream, {0}: measured {1} m {2} least {3} m",
			       pond->least ? az_tell(out, "（至少）{0}", "(at least) {0}", classes[pond->class - 1])
					   : classes[pond->class - 1],
			       az_number(out, value, scale), AZ_SAME(enough ? "≥" : "<"), az_number(out, limit, scale)),
		       .rule = RULES,
		       .verified = 0,
		       .colour = enough ? ANZE_COLOUR_NONE : ANZE_RED,
	       });
}

static void requirements(const struct anze_facts *facts, const struct anze_out *out, const struct pond *pond)
{
	int class = pond->class;
	measured(facts, out, FREEBOARD, 2, least[class - 1].freeboard, "tailings_freeboard",
		 AZ_TEXT("安全超高", "Freeboard"), pond);
	measured(facts, out, BEACH, 1, least[class - 1].beach, "tailings_beach", AZ_TEXT("干滩长度", "Dry beach"),
		 pond);
	if (pond->least)
		return;
	struct anze_text freeboard = az_number(out, least[class - 1].freeboard, 2);
	struct anze_text beach = az_number(out, least[class - 1].beach, 1);
	struct anze_text value = az_tell(out, "{0}/{1}", "{0}/{1}", freeboard, beach);
	az_add(out,
	       &(struct anze_result){
		       .code = "tailings_least",
		       .label = {"最小安全超高和最小干滩长度", "Least freeboard and dry beach"},
		       .value = value.zh,
		       .value_text = az_tell(out, "安全超高{0} m，干滩长度{1} m", "freeboard {0} m, dry beach {1} m",
					     freeboard, beach),
		       .explanation = az_tell(out, "上游式尾矿坝，{0}：{1} m / {2} m",
					      "upstream dam, {0}: {1} m / {2} m", classes[class - 1], freeboard, beach),
		       .rule = RULES,
		       .verified = 0,
	       });
}

static void people_below(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, PEOPLE_BELOW))
		return;
	bool some = az_value(facts, PEOPLE_BELOW) > 0;
	az_add(out, &(struct anze_result){
			    .code = "tailings_overhead",
			    .label = {"是否为“头顶库”", "A pond above people's heads"},
			    .value = some ? "yes" : "no",
			    .value_text = some ? AZ_TEXT("是“头顶库”", "yes") : AZ_TEXT("不是“头顶库”", "no"),
			    .explanation = az_tell(out, "坝下游1 km范围内{0}人", "{0} people within 1 km below the dam",
						   az_number(out, az_value(facts, PEOPLE_BELOW), 0)),
			    .rule = RULES,
			    .verified = 0,
		    });
}

static void dam_slope(const struct anze_facts *facts, const struct anze_out *out)
{
	if (facts->day < AZ_DATE(2022, 9, 1) || !az_given(facts, DAM_SLOPE) || !az_given(facts, DAM_SLOPE_DESIGN))
		return;
	int64_t slope = az_value(facts, DAM_SLOPE), design = az_value(facts, DAM_SLOPE_DESIGN);
	bool steep = slope < design; /* 1:2.9 is steeper than 1:3 */
	az_add(out,
	       &(struct anze_result){
		       .code = "dam_slope",
		       .label = {"坝体平均外坡比", "Average outer slope of the dam"},
		       .value = steep ? "steep" : "meets",
		       .value_text =
			       steep ? AZ_TEXT("陡于设计，属重大隐患情形", "steeper than designed, listed as major")
				     : AZ_TEXT("不陡于设计", "no steeper than designed"),
		       .explanation = az_tell(out, "实测1:{0}，设计1:{1}；{0} {2} {1}",
					      "measured 1:{0}, design 1:{1}; {0} {2} {1}", az_number(out, slope, 2),
					      az_number(out, design, 2), AZ_SAME(steep ? "<" : "≥")),
		       .rule = CRITERIA,
		       .verified = 1,
		       .colour = steep ? ANZE_RED : ANZE_COLOUR_NONE,
	       });
}

void mining_tailings(const struct anze_facts *facts, const struct anze_out *out)
{
	if (az_no(facts, TAILINGS))
		return;
	dam_slope(facts, out);
	if (facts->day < AZ_DATE(2021, 9, 1)) /* before this edition of the rules */
		return;
	struct pond pond = pond_of(facts);
	if (pond.class > 0) {
		if (pond.least)
			tell_least(facts, out, &pond);
		else
			tell_class(facts, out, &pond);
		/* The figures for other ways of building are others. */
		if (az_is(facts, DAM_METHOD, "upstream"))
			requirements(facts, out, &pond);
	}
	people_below(facts, out);
}
