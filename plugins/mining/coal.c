/* Coal: capacity, gas class, what readings of gas demand. */
#include "facts.h"

#define SAFETY_RULES "《煤矿安全规程》"
#define GAS_RULES "《煤矿瓦斯等级鉴定办法》（煤安监技装〔2018〕9号）"

/* The criteria of the day; NULL before those of 2020. */
static const char *criteria(const struct anze_facts *facts)
{
	if (facts->day >= AZ_DATE(2026, 7, 1))
		return "《煤矿重大事故隐患判定标准》（2026年修订，应急管理部令第21号）";
	return facts->day >= AZ_DATE(2021, 1, 1) ? "《煤矿重大事故隐患判定标准》（应急管理部令第4号）" : NULL;
}

static void over_capacity(const struct anze_facts *facts, const struct anze_out *out, size_t output, int64_t percent,
			  const char *code, struct anze_text label)
{
	if (!criteria(facts) || !az_given(facts, CAPACITY) || !az_given(facts, output) ||
	    az_value(facts, CAPACITY) <= 0)
		return;
	/* 100 × output > percent × capacity, both in the same unit. */
	bool over = az_value(facts, output) * 100 > az_value(facts, CAPACITY) * percent;
	struct az_ratio share =
		az_ratio_divide(az_ratio(az_value(facts, output) * 100, 0), az_ratio(az_value(facts, CAPACITY), 0));
	az_add(out,
	       &(struct anze_result){
		       .code = code,
		       .label = label,
		       .value = over ? "over" : "within",
		       .value_text = over ? AZ_TEXT("超能力，属重大隐患情形", "over capacity, listed as major")
					  : AZ_TEXT("未超能力", "within capacity"),
		       .explanation = az_tell(out, "产量 ÷ 年核定能力：{0} ÷ {1}（10⁴ t）{2}%，{3} {4}%",
					      "output ÷ approved annual capacity: {0} ÷ {1} (10⁴ t) {2}%, {3} {4}%",
					      az_number(out, az_value(facts, output), 2),
					      az_number(out, az_value(facts, CAPACITY), 2), az_ratio_is(out, share, 4),
					      over ? AZ_SAME(">") : AZ_SAME("≤"), az_number(out, percent, 0)),
		       .rule = criteria(facts),
		       .verified = 0,
		       .colour = over ? ANZE_RED : ANZE_COLOUR_NONE,
	       });
}

void mining_coal(const struct anze_facts *facts, const struct anze_out *out)
{
	over_capacity(facts, out, OUTPUT_YEAR, 110, "capacity_year",
		      AZ_TEXT("全年产量与核定能力", "Output of the year and capacity"));
	over_capacity(facts, out, OUTPUT_MONTH, 10, "capacity_month",
		      AZ_TEXT("单月产量与年核定能力", "Output of a month and annual capacity"));
}

/* --- gas class --- */

static const struct gas_limit {
	size_t fact;
	int64_t most; /* in hundredths, of a low-gas mine */
	struct anze_text name;
} gas_limits[] = {
	{GAS_RELATIVE, 1000, {"相对涌出量", "relative emission"}},
	{GAS_ABSOLUTE, 4000, {"绝对涌出量", "absolute emission"}},
	{GAS_HEADING, 300, {"掘进面涌出量", "heading"}},
	{GAS_FACE, 500, {"采煤面涌出量", "coal face"}},
};

static const char *const gas_values[] = {"", "low", "high", "outburst"};
static const struct anze_text gas_texts[] = {
	{"", ""},
	{"低瓦斯矿井", "low-gas mine"},
	{"高瓦斯矿井", "high-gas mine"},
	{"煤与瓦斯突出矿井", "outburst-prone mine"},
};

enum gas_class mining_gas_class(const struct anze_facts *facts)
{
	size_t given = 0;
	if (az_yes(facts, OUTBURST))
		return GAS_OUTBURST;
	for (size_t i = 0; i < ANZE_COUNT(gas_limits); i++) {
		if (!az_given(facts, gas_limits[i].fact))
			continue;
		if (az_value(facts, gas_limits[i].fact) > gas_limits[i].most)
			return GAS_HIGH;
		given++;
	}
	return given == ANZE_COUNT(gas_limits) ? GAS_LOW : GAS_UNKNOWN;
}

enum gas_class mining_gas_declared(const struct anze_facts *facts)
{
	for (size_t i = GAS_LOW; i <= GAS_OUTBURST; i++)
		if (az_is(facts, GAS_DECLARED, gas_values[i]))
			return (enum gas_class)i;
	return GAS_UNKNOWN;
}

static struct anze_text gas_figures(const struct anze_facts *facts, const struct anze_out *out)
{
	struct anze_text list = {"", ""};
	for (size_t i = 0; i < ANZE_COUNT(gas_limits); i++) {
		const struct gas_limit *limit = &gas_limits[i];
		if (!az_given(facts, limit->fact))
			continue;
		int64_t value = az_value(facts, limit->fact);
		list = az_join(out, list, AZ_TEXT("；", "; "),
			       az_tell(out, "{0} {1} {2} {3} {4}", "{0} {1} {2} {3} {4}", limit->name,
				       az_number(out, value, 2), value > limit->most ? AZ_SAME(">") : AZ_SAME("≤"),
				       az_number(out, limit->most, 2), AZ_SAME(mining_fields[limit->fact].unit)));
	}
	return list;
}

static void gas_class(const struct anze_facts *facts, const struct anze_out *out)
{
	enum gas_class class = mining_gas_class(facts), declared = mining_gas_declared(facts);
	if (class == GAS_UNKNOWN)
		return;
	struct anze_text why = gas_figures(facts, out);
	if (class == GAS_OUTBURST)
		why = az_join(out, why, AZ_TEXT("；", "; "),
			      AZ_TEXT("发生过突出或经鉴定有突出危险",
				      "there was an outburst, or the mine is certified prone to it"));
	why = az_tell(out, "{0} → {1}（四项均不超过时为低瓦斯）", "{0} → {1} (low when none of the four is exceeded)",
		      why, gas_texts[class]);
	az_add(out, &(struct anze_result){
			    .code = "gas_class",
			    .label = {"按实测参数的瓦斯等级", "Gas class by the measured figures"},
			    .value = gas_values[class],
			    .value_text = gas_texts[class],
			    .explanation = why,
			    .rule = GAS_RULES,
			    .verified = 0,
		    });
	if (declared == GAS_UNKNOWN)
		return;
	bool lower = declared < class;
	az_add(out, &(struct anze_result){
			    .code = "gas_class_declared",
			    .label = {"现行瓦斯等级与实测参数", "Gas class in use and the measured figures"},
			    .value = lower ? "too_low" : "agrees",
			    .value_text = lower ? AZ_TEXT("按较低等级管理", "run as a lower class")
						: AZ_TEXT("不低于实测等级", "no lower than measured"),
			    .explanation = az_tell(out, "现按{0}管理；实测参数：{1}", "run as {0}; measured: {1}",
						   gas_texts[declared], why),
			    .rule = GAS_RULES,
			    .verified = 0,
		    });
}

static void gas_term(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_given(facts, GAS_UNTIL))
		return;
	bool over = facts->day > az_value(facts, GAS_UNTIL);
	az_add(out, &(struct anze_result){
			    .code = "gas_class_term",
			    .label = {"瓦斯等级鉴定有效期", "Term of the gas classification"},
			    .value = over ? "expired" : "valid",
			    .value_text = over ? AZ_TEXT("已过期", "expired") : AZ_TEXT("有效", "valid"),
			    .explanation =
				    az_tell(out, "有效期至{0}，评判日{1}", "valid until {0}, judged on {1}",
					    az_day_text(out, az_value(facts, GAS_UNTIL)), az_day_text(out, facts->day)),
			    .rule = GAS_RULES,
			    .verified = 0,
		    });
}

/* --- readings --- */

struct threshold {
	int64_t at; /* in hundredths of a per cent */
	bool above; /* acts above it; else at it already */
	const char *value;
	struct anze_text action;
};

/* The strictest threshold that the reading reaches; `thresholds` mildest first. */
static void reading(const struct anze_facts *facts, const struct anze_out *out, size_t fact, const char *code,
		    const struct threshold *thresholds, size_t count)
{
	if (!az_given(facts, fact))
		return;
	int64_t value = az_value(facts, fact);
	const struct threshold *reached = NULL;
	for (size_t i = 0; i < count; i++)
		if (value > thresholds[i].at || (value == thresholds[i].at && !thresholds[i].above))
			reached = &thresholds[i];
	const struct threshold *shown = reached ? reached : &thresholds[0];
	struct anze_text sign;
	if (reached)
		sign = reached->above ? AZ_SAME(">") : AZ_SAME("≥");
	else
		sign = shown->above ? AZ_SAME("≤") : AZ_SAME("<");
	az_add(out,
	       &(struct anze_result){
		       .code = code,
		       .label = mining_fields[fact].label,
		       .value = reached ? reached->value : "normal",
		       .value_text = reached ? reached->action : AZ_TEXT("未达到处置限值", "below every action limit"),
		       .explanation = az_tell(out, "{0}% {1} {2}%：{3}", "{0}% {1} {2}%: {3}", az_number(out, value, 2),
					      sign, az_number(out, shown->at, 2),
					      reached ? reached->action
						      : AZ_TEXT("未达到处置限值", "below every action limit")),
		       .rule = SAFETY_RULES,
		       .verified = 0,
	       });
}

void mining_gas(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct threshold main_return[] = {
		{75, true, "report", {"立即查明原因并报告", "find the cause and report at once"}},
	};
	static const struct threshold face_return[] = {
		{100, false, "stop", {"停止作业，采取措施处理", "stop work and treat"}},
	};
	static const struct threshold workplace[] = {
		{100, false, "no_drilling", {"20 m范围内禁止打眼、爆破", "no drilling or blasting within 20 m"}},
		{150, false, "evacuate", {"停止作业，切断电源，撤出人员", "stop work, cut power, evacuate"}},
	};
	static const struct threshold dioxide[] = {
		{150, true, "stop", {"停止作业，撤出人员，采取措施处理", "stop work, withdraw and treat"}},
	};
	gas_class(facts, out);
	gas_term(facts, out);
	reading(facts, out, METHANE_MAIN, "methane_main", main_return, ANZE_COUNT(main_return));
	reading(facts, out, METHANE_RETURN, "methane_return", face_return, ANZE_COUNT(face_return));
	reading(facts, out, METHANE_WORKPLACE, "methane_workplace", workplace, ANZE_COUNT(workplace));
	reading(facts, out, CARBON_DIOXIDE, "carbon_dioxide", dioxide, ANZE_COUNT(dioxide));
}
