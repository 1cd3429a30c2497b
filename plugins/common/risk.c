#include "risk.h"

#include <string.h>

#include "explain.h"

#define DIRECT 4 /* the column of az_lec_columns */
#define MATRIX_DIRECT 3

static const char risk_rule[] = "DB37/T 2882-2016";

/* --- the lists --- */

const struct anze_choice az_accident_choices[5] = {
	{"none", {"无", "none"}},
	{"ordinary", {"一般事故", "ordinary"}},
	{"larger", {"较大事故", "larger"}},
	{"major", {"重大事故", "major"}},
	{"especially_major", {"特别重大事故", "especially major"}},
};

static const struct anze_choice likelihoods[] = {
	{"10", {"10 完全可以预料", "10 to be expected"}},
	{"6", {"6 相当可能", "6 quite possible"}},
	{"3", {"3 可能，但不经常", "3 possible, not often"}},
	{"1", {"1 可能性小，完全意外", "1 unlikely, a complete surprise"}},
	{"0.5", {"0.5 很不可能，可以设想", "0.5 very unlikely, conceivable"}},
	{"0.2", {"0.2 极不可能", "0.2 extremely unlikely"}},
	{"0.1", {"0.1 实际不可能", "0.1 practically impossible"}},
};
static const struct anze_choice exposures[] = {
	{"10", {"10 连续暴露", "10 continuous"}},
	{"6", {"6 每天工作时间内暴露", "6 daily in working hours"}},
	{"3", {"3 每周一次或偶然暴露", "3 weekly or occasional"}},
	{"2", {"2 每月一次", "2 monthly"}},
	{"1", {"1 每年几次", "1 a few times a year"}},
	{"0.5", {"0.5 非常罕见", "0.5 very rare"}},
};
static const struct anze_choice consequences[] = {
	{"100", {"100 大灾难，许多人死亡", "100 catastrophe, many deaths"}},
	{"40", {"40 灾难，数人死亡", "40 disaster, several deaths"}},
	{"15", {"15 非常严重，一人死亡", "15 very serious, one death"}},
	{"7", {"7 严重，重伤", "7 serious injury"}},
	{"3", {"3 较重，致残", "3 disabling injury"}},
	{"1", {"1 轻伤，需要救护", "1 first aid"}},
};
static const struct anze_choice directs[] = {
	{"none", {"无", "none"}},
	{"mandatory_rule", {"违反法律、法规或强制性标准", "breaks a law or a mandatory standard"}},
	{"repeat_accident",
	 {"曾发生死亡、重伤事故且条件未改变", "a fatal or serious accident happened and conditions are unchanged"}},
	{"ten_people",
	 {"有毒、爆炸、火灾危险场所作业10人及以上",
	  "10 or more people work where poisoning, explosion or fire threatens"}},
};

#define PLACE                                                                                                          \
	{                                                                                                              \
		.name = "place", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 60,                                 \
		.label = {"部位或作业", "Place or work"},                                                              \
	}
#define LIST(id, array, zh, en)                                                                                        \
	{                                                                                                              \
		.name = id, .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST, .label = {zh, en},                \
		.choices = array, .choice_count = ANZE_COUNT(array),                                                   \
	}
#define LEVEL(id, zh, en)                                                                                              \
	{                                                                                                              \
		.name = id, .type = ANZE_INTEGER, .flags = ANZE_REQUIRED | ANZE_NARROW, .min = 1, .max = 5,            \
		.label = {zh, en},                                                                                     \
	}
#define DIRECTLY                                                                                                       \
	{                                                                                                              \
		.name = "direct", .type = ANZE_CHOICE, .flags = ANZE_LIST,                                             \
		.label = {"直接判为重大风险的情形", "A situation that makes it red directly"}, .choices = directs,     \
		.choice_count = ANZE_COUNT(directs),                                                                   \
	}

const struct anze_field az_lec_columns[5] = {
	PLACE,
	LIST("likelihood", likelihoods, "L 可能性", "L likelihood"),
	LIST("exposure", exposures, "E 暴露频繁程度", "E exposure"),
	LIST("consequence", consequences, "C 后果", "C consequence"),
	DIRECTLY,
};
const struct anze_field az_matrix_columns[4] = {
	PLACE,
	LEVEL("likelihood", "L 可能性", "L likelihood"),
	LEVEL("severity", "S 严重程度", "S severity"),
	DIRECTLY,
};

/* --- colours --- */

enum anze_colour az_worse(enum anze_colour a, enum anze_colour b)
{
	return a > b ? a : b;
}

const char *az_colour_value(enum anze_colour colour)
{
	static const char *const values[] = {"", "blue", "yellow", "orange", "red"};
	return (size_t)colour < ANZE_COUNT(values) ? values[colour] : "";
}

struct anze_text az_colour_text(enum anze_colour colour)
{
	static const struct anze_text texts[] = {
		{"未定", "not rated"},
		{"蓝色（低风险）", "blue (low risk)"},
		{"黄色（一般风险）", "yellow (general risk)"},
		{"橙色（较大风险）", "orange (larger risk)"},
		{"红色（重大风险）", "red (major risk)"},
	};
	return texts[(size_t)colour < ANZE_COUNT(texts) ? colour : 0];
}

static bool listed(const char *code, const struct anze_choice *choices, size_t count)
{
	for (size_t i = 0; code && i < count; i++)
		if (strcmp(code, choices[i].code) == 0)
			return true;
	return false;
}

/* "0.5" → 5, "40" → 400: of a code that is on its list. */
static int64_t tenfold(const char *code)
{
	int64_t value = 0;
	const char *at = code;
	for (; *at && *at != '.'; at++)
		value = value * 10 + (*at - '0');
	return value * 10 + (at[0] == '.' ? at[1] - '0' : 0);
}

int64_t az_lec(const char *likelihood, const char *exposure, const char *consequence)
{
	if (!listed(likelihood, likelihoods, ANZE_COUNT(likelihoods)) ||
	    !listed(exposure, exposures, ANZE_COUNT(exposures)) ||
	    !listed(consequence, consequences, ANZE_COUNT(consequences)))
		return -1;
	return tenfold(likelihood) * tenfold(exposure) * tenfold(consequence);
}

enum anze_colour az_lec_colour(int64_t thousandths)
{
	if (thousandths < 0)
		return ANZE_COLOUR_NONE;
	if (thousandths > 320000)
		return ANZE_RED;
	if (thousandths > 160000)
		return ANZE_ORANGE;
	return thousandths > 70000 ? ANZE_YELLOW : ANZE_BLUE;
}

enum anze_colour az_matrix_colour(int64_t likelihood, int64_t severity)
{
	if (likelihood < 1 || likelihood > 5 || severity < 1 || severity > 5)
		return ANZE_COLOUR_NONE;
	int64_t product = likelihood * severity;
	if (product >= 20)
		return ANZE_RED;
	if (product >= 15)
		return ANZE_ORANGE;
	return product >= 9 ? ANZE_YELLOW : ANZE_BLUE;
}

/* --- the facts of an enterprise --- */

/* The enterprise while it is being rated. */
struct rating {
	const struct anze_out *out;
	enum anze_colour worst;
	struct anze_text why;  /* what has the worst colour */
	struct anze_text open; /* what cannot be determined yet */
};

static void leave_open(struct rating *rating, struct anze_text what)
{
	if (what.zh && what.zh[0])
		rating->open = az_join(rating->out, rating->open, AZ_TEXT("、", ", "), what);
}

static void count_in(struct rating *rating, enum anze_colour colour, struct anze_text what)
{
	if (colour == ANZE_COLOUR_NONE || colour < rating->worst)
		return;
	if (colour > rating->worst)
		rating->why = AZ_TEXT("", "");
	rating->worst = colour;
	rating->why = az_join(rating->out, rating->why, AZ_TEXT("、", ", "), what);
}

static const struct anze_choice *direct_of(const struct anze_fact *cell)
{
	for (size_t i = 1; cell->given && cell->text && i < ANZE_COUNT(directs); i++)
		if (strcmp(cell->text, directs[i].code) == 0)
			return &directs[i];
	return NULL;
}

static void add_point(struct rating *rating, const char *code, struct anze_text place, struct anze_text formula,
		      enum anze_colour colour, const struct anze_choice *direct)
{
	if (direct && colour != ANZE_RED) {
		colour = ANZE_RED;
		formula = az_tell(rating->out, "{0}；但有直接判定情形“{1}”，定为红色",
				  "{0}; but \"{1}\" makes it red directly", formula, direct->label);
	} else {
		formula = az_tell(rating->out, "{0} → {1}", "{0} → {1}", formula, az_colour_text(colour));
	}
	az_add(rating->out, &(struct anze_result){
				    .code = code,
				    .label = az_tell(rating->out, "风险点：{0}", "Risk point: {0}", place),
				    .value = az_colour_value(colour),
				    .value_text = az_colour_text(colour),
				    .explanation = formula,
				    .rule = risk_rule,
				    .verified = 0,
				    .colour = colour,
			    });
	count_in(rating, colour, place);
}

static struct anze_text place_of(const struct anze_out *out, const struct anze_fact *cell, size_t row)
{
	if (cell->given && cell->text && cell->text[0])
		return AZ_SAME(cell->text);
	return az_tell(out, "第{0}处", "no. {0}", az_number(out, (int64_t)row, 0));
}

/* A row whose factors are not all on their lists, as an industry's former version may have left it. */
static void open_point(struct rating *rating, const struct anze_fact *cells, size_t row)
{
	leave_open(rating, az_tell(rating->out, "风险点{0}", "risk point {0}", place_of(rating->out, cells, row + 1)));
}

static void lec_points(struct rating *rating, const struct anze_fact_table *table)
{
	static const char bands[] = "（>320红，>160橙，>70黄，≤70蓝）";
	for (size_t row = 0; row < table->rows; row++) {
		const struct anze_fact *cells = table->cells + row * ANZE_COUNT(az_lec_columns);
		bool given = cells[1].given && cells[2].given && cells[3].given;
		int64_t product = given ? az_lec(cells[1].text, cells[2].text, cells[3].text) : -1;
		if (product < 0) {
			open_point(rating, cells, row);
			continue;
		}
		struct anze_text formula =
			az_tell(rating->out, "D = L × E × C = {0} × {1} × {2} = {3}{4}",
				"D = L × E × C = {0} × {1} × {2} = {3}{4}", AZ_SAME(cells[1].text),
				AZ_SAME(cells[2].text), AZ_SAME(cells[3].text), az_number(rating->out, product, 3),
				AZ_TEXT(bands, " (above 320 red, above 160 orange, above 70 yellow, up to 70 blue)"));
		add_point(rating, az_code(rating->out, "risk_lec", row + 1), place_of(rating->out, cells, row + 1),
			  formula, az_lec_colour(product), direct_of(&cells[DIRECT]));
	}
}

static void matrix_points(struct rating *rating, const struct anze_fact_table *table)
{
	for (size_t row = 0; row < table->rows; row++) {
		const struct anze_fact *cells = table->cells + row * ANZE_COUNT(az_matrix_columns);
		bool given = cells[1].given && cells[2].given;
		enum anze_colour colour = given ? az_matrix_colour(cells[1].number, cells[2].number) : ANZE_COLOUR_NONE;
		if (colour == ANZE_COLOUR_NONE) {
			open_point(rating, cells, row);
			continue;
		}
		struct anze_text formula =
			az_tell(rating->out, "R = L × S = {0} × {1} = {2}（20至25红，15至16橙，9至12黄，≤8蓝）",
				"R = L × S = {0} × {1} = {2} (20 to 25 red, 15 to 16 orange, 9 to 12 yellow, up to 8 "
				"blue)",
				az_number(rating->out, cells[1].number, 0), az_number(rating->out, cells[2].number, 0),
				az_number(rating->out, cells[1].number * cells[2].number, 0));
		add_point(rating, az_code(rating->out, "risk_matrix", row + 1), place_of(rating->out, cells, row + 1),
			  formula, colour, direct_of(&cells[MATRIX_DIRECT]));
	}
}

static void accident(struct rating *rating, const struct anze_fact *fact)
{
	enum anze_colour colour = ANZE_COLOUR_NONE;
	size_t grade = 1;
	for (; fact->given && fact->text && grade < ANZE_COUNT(az_accident_choices); grade++)
		if (strcmp(fact->text, az_accident_choices[grade].code) == 0) {
			colour = grade == 1 ? ANZE_ORANGE : ANZE_RED;
			break;
		}
	if (colour == ANZE_COLOUR_NONE)
		return;
	struct anze_text what = az_tell(rating->out, "近12个月发生{0}", "accident within 12 months: {0}",
					az_accident_choices[grade].label);
	az_add(rating->out,
	       &(struct anze_result){
		       .code = "accident_colour",
		       .label = {"事故对企业风险颜色的影响", "What an accident does to the enterprise's colour"},
		       .value = az_colour_value(colour),
		       .value_text = az_colour_text(colour),
		       .explanation =
			       az_tell(rating->out, "{0}：一般事故至少定为橙色，较大及以上事故定为红色，故不低于{1}",
				       "{0}: an ordinary accident makes at least orange, a larger one red; so "
				       "no better than {1}",
				       what, az_colour_text(colour)),
		       .rule = AZ_PROPOSAL,
		       .verified = 0,
		       .colour = colour,
	       });
	count_in(rating, colour, what);
}

static void tell_colour(const struct rating *rating)
{
	const struct anze_out *out = rating->out;
	bool least = rating->open.zh[0] && rating->worst != ANZE_RED; /* nothing is worse than red */
	struct anze_text colour = az_colour_text(rating->worst), text = colour, why;
	why = az_tell(out, "取各项中最差的颜色：{0}，来自{1}", "The worst of all parts: {0}, from {1}", colour,
		      rating->why);
	if (least) {
		text = az_tell(out, "至少为{0}", "at least {0}", colour);
		why = az_tell(out, "{0}；{1}还不能判定，补全资料后只会不变或更差",
			      "{0}; not determined yet: {1}. What is missing can only leave it or make it worse", why,
			      rating->open);
	}
	az_add(out, &(struct anze_result){
			    .code = "enterprise_colour",
			    .label = {"企业风险颜色", "The enterprise's risk colour"},
			    .value = az_colour_value(rating->worst),
			    .value_text = text,
			    .explanation = az_tell(out, "{0}。未整改完成的重大隐患另行定为红色",
						   "{0}. A major hazard that is still open makes it red besides", why),
			    .rule = AZ_PROPOSAL,
			    .verified = 0,
			    .colour = rating->worst,
		    });
}

enum anze_colour az_risk_classify(const struct anze_facts *facts, size_t first, const struct az_risk_part *parts,
				  size_t part_count, const struct anze_out *out)
{
	struct rating rating = {.out = out, .worst = ANZE_COLOUR_NONE, .why = {"", ""}, .open = {"", ""}};
	accident(&rating, &facts->values[first]);
	if (facts->tables) {
		lec_points(&rating, &facts->tables[first + 1]);
		matrix_points(&rating, &facts->tables[first + 2]);
	}
	for (size_t i = 0; i < part_count; i++) {
		count_in(&rating, parts[i].colour, parts[i].what);
		leave_open(&rating, parts[i].open);
	}
	if (rating.worst != ANZE_COLOUR_NONE)
		tell_colour(&rating);
	return rating.worst;
}

/* --- situations that a list calls a major hazard --- */

static void *pass_alloc(void *self, size_t size)
{
	const struct az_reds *reds = self;
	return reds->to->alloc(reds->to->self, size);
}

static void pass_add(void *self, const struct anze_result *result)
{
	struct az_reds *reds = self;
	reds->to->add(reds->to->self, result);
	if (result->colour != ANZE_RED)
		return;
	reds->part.colour = ANZE_RED;
	reds->part.what = az_join(reds->to, reds->part.what, AZ_TEXT("、", ", "),
				  az_tell(reds->to, "{0}（{1}）", "{0} ({1})", result->label, result->value_text));
}

void az_reds_begin(struct az_reds *reds, const struct anze_out *out)
{
	*reds = (struct az_reds){{reds, pass_alloc, pass_add}, out, {ANZE_COLOUR_NONE, {"", ""}, {"", ""}}};
}

/* --- visits --- */

struct visits {
	uint32_t large, small, measures, drills; /* a year; S3 and S5 among them */
};

static const struct visits visits_by_colour[] = {
	[ANZE_COLOUR_NONE] = {1, 1, 1, 0}, [ANZE_BLUE] = {1, 1, 1, 0}, [ANZE_YELLOW] = {2, 1, 1, 0},
	[ANZE_ORANGE] = {3, 2, 2, 0},      [ANZE_RED] = {4, 3, 2, 1},
};

static void add_visits(const struct anze_out *out, const struct anze_service *service, const char *code,
		       struct anze_text label, uint32_t yearly)
{
	uint32_t days = service->days_insured;
	/* 366 days of a leap year are one year, not more than one. */
	uint32_t owed = days >= 365 ? yearly : (uint32_t)(((uint64_t)yearly * days + 364) / 365);
	if (owed < 1)
		owed = 1;
	struct anze_text number = az_number(out, owed, 0), frequency = az_number(out, yearly, 0);
	struct anze_text size =
		service->large ? AZ_TEXT("大中型", "large or medium") : AZ_TEXT("小微", "small or micro");
	struct anze_text colour = az_colour_text(service->colour), explanation;
	if (days >= 365)
		explanation = az_tell(out, "{0}、{1}企业：每保险年度{2}次", "{0}, {1}: {2} a policy year", colour, size,
				      frequency);
	else
		explanation = az_tell(out, "{0}、{1}企业：每年{2}次，保险期{3}天：⌈{2} × {3} ÷ 365⌉ = {4}，至少1次",
				      "{0}, {1}: {2} a year; {3} days insured: ⌈{2} × {3} ÷ 365⌉ = {4}, at least 1",
				      colour, size, frequency, az_number(out, days, 0), number);
	if (service->colour == ANZE_COLOUR_NONE)
		explanation = az_join(out, explanation, AZ_TEXT("。", ". "),
				      AZ_TEXT("风险颜色未定，先按最低次数，首次服务应完成风险评估",
					      "The colour is not known: the lowest number for now; the first visit "
					      "should assess the risk"));
	if (service->colour == ANZE_BLUE && code[6] == '\0')
		explanation = az_join(out, explanation, AZ_TEXT("。", ". "),
				      AZ_TEXT("蓝色企业可以远程服务，另做1次隐患排查",
					      "For blue the visit may be remote, with one hazard check"));
	az_add(out, &(struct anze_result){
			    .code = code,
			    .label = label,
			    .value = number.zh,
			    .value_text = az_tell(out, "{0}次", "{0}", number),
			    .explanation = explanation,
			    .rule = AZ_PROPOSAL,
			    .verified = 0,
		    });
}

void az_minimum_service(const struct anze_facts *facts, const struct anze_service *service, struct anze_out *out)
{
	(void)facts;
	if ((size_t)service->colour >= ANZE_COUNT(visits_by_colour))
		return;
	const struct visits *visits = &visits_by_colour[service->colour];
	add_visits(out, service, "visits", AZ_TEXT("最低现场服务次数", "Visits owed at least"),
		   service->large ? visits->large : visits->small);
	add_visits(out, service, "visits.S3", AZ_TEXT("其中隐患排查（S3）", "Of which hazard checks (S3)"),
		   visits->measures);
	if (visits->drills > 0)
		add_visits(out, service, "visits.S5",
			   AZ_TEXT("其中应急预案与演练（S5）", "Of which emergency plans and drills (S5)"),
			   visits->drills);
}
