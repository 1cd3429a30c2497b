/* What a building contractor is asked. */
#include "construction.h"
#include "risk.h"

#define PLACE                                                                                                          \
	{                                                                                                              \
		.name = "place", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 60,                                 \
		.label = {"工程部位", "Project and part"},                                                             \
	}
#define FIGURE(id, most, in, zh, en)                                                                                   \
	{                                                                                                              \
		.name = id, .type = ANZE_DECIMAL, .flags = ANZE_NARROW, .max = most, .scale = 2, .unit = in,           \
		.label = {zh, en},                                                                                     \
	}
#define YES_NO(id, zh, en)                                                                                             \
	{                                                                                                              \
		.name = id, .type = ANZE_YES_NO, .label = {zh, en},                                                    \
	}
#define KIND(array)                                                                                                    \
	{                                                                                                              \
		.name = "kind", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST, .label = {"种类", "Kind"},    \
		.choices = array, .choice_count = ANZE_COUNT(array),                                                   \
	}
#define WORKS(id, array, zh, en)                                                                                       \
	{                                                                                                              \
		.name = id, .type = ANZE_TABLE, .max = 50, .label = {zh, en}, .columns = array,                        \
		.column_count = ANZE_COUNT(array),                                                                     \
	}

#define METRES 100000   /* 1,000 m */
#define LOAD 1000000    /* 10,000 kN/m² or kN/m */
#define WEIGHT 50000000 /* 500,000 kN */

static const struct anze_choice scaffold_kinds[] = {
	{"ground", {"落地式钢管脚手架", "steel tube scaffold from the ground"}},
	{"climbing", {"附着式升降脚手架、操作平台", "climbing scaffold or platform"}},
	{"cantilevered", {"悬挑式脚手架", "cantilevered scaffold"}},
	{"gondola", {"高处作业吊篮", "suspended gondola"}},
	{"platform", {"卸料平台、操作平台", "unloading or working platform"}},
	{"irregular", {"异型脚手架", "scaffold of irregular shape"}},
};
static const struct anze_choice steel_kinds[] = {
	{"structure", {"钢结构", "steel structure"}},
	{"space_frame", {"网架、索膜结构", "space frame, cable or membrane structure"}},
};
static const struct anze_choice other_kinds[] = {
	{"underground", {"暗挖（矿山法、盾构法、顶管法）", "underground excavation, shield or pipe jacking"}},
	{"underwater", {"水下作业", "work under water"}},
	{"tool_formwork", {"滑模、爬模、飞模、隧道模等工具式模板", "slip, climbing, table or tunnel forms"}},
	{"crane_assembly", {"采用起重机械进行安装的工程", "assembly by lifting machines"}},
	{"precast", {"装配式混凝土预制构件安装", "erection of precast concrete members"}},
	{"demolition",
	 {"可能影响行人、交通、设施或邻近建筑安全的拆除",
	  "demolition that may endanger people, traffic, utilities or neighbours"}},
	{"special_demolition",
	 {"码头、桥梁、高架、烟囱、水塔等特殊建（构）筑物或文物影响范围内的拆除",
	  "demolition of piers, bridges, chimneys, water towers and the like, or beside monuments"}},
	{"new_technology", {"尚无技术标准的新技术、新工艺、新材料、新设备", "new technology without a standard"}},
};

static const struct anze_field pits[] = {
	PLACE,
	FIGURE("depth", METRES, "m", "开挖深度", "Depth"),
	YES_NO("complex", "地质、周边环境或地下管线复杂，或影响毗邻建（构）筑物",
	       "Difficult ground, surroundings or pipes, or neighbours affected"),
};
static const struct anze_field formwork[] = {
	PLACE,
	FIGURE("height", METRES, "m", "搭设高度", "Height"),
	FIGURE("span", METRES, "m", "搭设跨度", "Span"),
	FIGURE("load", LOAD, "kN/m²", "施工总荷载（设计值）", "Total load (design value)"),
	FIGURE("line_load", LOAD, "kN/m", "集中线荷载（设计值）", "Line load (design value)"),
	YES_NO("slender", "高度大于支撑水平投影宽度且相对独立、无联系构件",
	       "Higher than it is wide, free-standing and not tied"),
};
static const struct anze_field supports[] = {
	PLACE,
	FIGURE("point_load", WEIGHT, "kN", "承受单点集中荷载", "Load at a single point"),
};
static const struct anze_field lifting[] = {
	PLACE,
	FIGURE("weight", WEIGHT, "kN", "单件起吊重量", "Weight of one piece"),
};
static const struct anze_field cranes[] = {
	PLACE,
	FIGURE("capacity", WEIGHT, "kN", "起重量", "Lifting capacity"),
	FIGURE("height", METRES, "m", "搭设总高度", "Total height"),
	{
		.name = "elevation",
		.type = ANZE_DECIMAL,
		.flags = ANZE_NARROW,
		.min = -METRES,
		.max = METRES,
		.scale = 2,
		.unit = "m",
		.label = {"搭设基础标高", "Elevation of the base"},
	},
};
static const struct anze_field scaffolds[] = {
	PLACE,
	KIND(scaffold_kinds),
	FIGURE("height", METRES, "m", "高度", "Height"),
};
static const struct anze_field curtain_walls[] = {
	PLACE,
	FIGURE("height", METRES, "m", "施工高度", "Height of the work"),
};
static const struct anze_field steel[] = {
	PLACE,
	KIND(steel_kinds),
	FIGURE("span", METRES, "m", "跨度", "Span"),
};
static const struct anze_field hand_dug_piles[] = {
	PLACE,
	FIGURE("depth", METRES, "m", "开挖深度", "Depth"),
};
static const struct anze_field jacking[] = {
	PLACE,
	FIGURE("weight", WEIGHT, "kN", "结构重量", "Weight of the structure"),
};
static const struct anze_field other_works[] = {PLACE, KIND(other_kinds)};

const struct anze_field con_fields[CON_FIELD_COUNT] = {
	[CON_HAS_PIT] = YES_NO("has_pit", "在建项目有基坑（槽）施工或使用", "A pit is being dug or is open"),
	[CON_HAS_FORMWORK] = YES_NO("has_formwork", "有混凝土模板支撑", "Formwork supports are in use"),
	[CON_HAS_SCAFFOLD] = YES_NO("has_scaffold", "有脚手架或吊篮", "Scaffolds or gondolas are in use"),
	[CON_HAS_LIFTING_MACHINE] = YES_NO("has_lifting_machine", "有塔式起重机、施工升降机或物料提升机",
					   "Tower cranes, construction hoists or material hoists are in use"),
	[CON_HAS_HOIST] = YES_NO("has_hoist", "有施工升降机", "Construction hoists are in use"),
	[CON_HAS_TRUSS] = YES_NO("has_truss", "有钢桁架安装或悬挑式操作平台",
				 "Steel trusses are erected or cantilevered platforms are in use"),
	[CON_HAS_WET_PLACE] = YES_NO("has_wet_place", "有隧道、潮湿或导电粉尘作业场所",
				     "Work in tunnels, wet places or conductive dust"),
	[CON_HAS_CONFINED_SPACE] = YES_NO("has_confined_space", "有有限空间作业", "Work in confined spaces"),
	[CON_HAS_DEMOLITION] = YES_NO("has_demolition", "有拆除工程", "Demolition"),
	[CON_PITS] = WORKS("pits", pits, "基坑（槽）", "Foundation pits"),
	[CON_FORMWORK] = WORKS("formwork", formwork, "混凝土模板支撑", "Concrete formwork supports"),
	[CON_SUPPORTS] = WORKS("supports", supports, "承重支撑体系（钢结构安装等满堂支撑）",
			       "Load-bearing supports, as for erecting steel"),
	[CON_LIFTING] = WORKS("lifting", lifting, "采用非常规起重设备、方法的吊装",
			      "Lifting by unconventional machines or methods"),
	[CON_CRANES] = WORKS("cranes", cranes, "起重机械安装和拆卸", "Erecting and dismantling lifting machines"),
	[CON_SCAFFOLDS] = {.name = "scaffolds",
			   .type = ANZE_TABLE,
			   .max = 50,
			   .label = {"脚手架", "Scaffolds"},
			   .hint = {"附着式升降脚手架填提升高度，悬挑式填分段架体搭设高度。",
				    "For climbing scaffolds the lifting height, for cantilevered ones the height of "
				    "one run."},
			   .columns = scaffolds,
			   .column_count = ANZE_COUNT(scaffolds)},
	[CON_CURTAIN_WALLS] = WORKS("curtain_walls", curtain_walls, "建筑幕墙安装", "Curtain walls"),
	[CON_STEEL] = WORKS("steel", steel, "钢结构、网架和索膜结构安装", "Steel, space frames and membranes"),
	[CON_HAND_DUG_PILES] = WORKS("hand_dug_piles", hand_dug_piles, "人工挖孔桩", "Hand-dug piles"),
	[CON_JACKING] = WORKS("jacking", jacking, "大型结构整体顶升、平移、转体",
			      "Jacking, moving or turning whole structures"),
	[CON_OTHER_WORKS] = WORKS("other_works", other_works, "其他危险性较大的工程", "Other dangerous work"),
	[CON_SCHEMES_REVIEWED] = {.name = "schemes_reviewed",
				  .type = ANZE_INTEGER,
				  .flags = ANZE_NARROW,
				  .max = 1000,
				  .label = {"已审核专项施工方案的危大工程数", "Dangerous works with a reviewed scheme"},
				  .hint = {"包括超过一定规模的", "Those that need experts included"}},
	[CON_EXPERT_REVIEWS] = {.name = "expert_reviews",
				.type = ANZE_INTEGER,
				.flags = ANZE_NARROW,
				.max = 1000,
				.label = {"已通过专家论证的工程数", "Works whose scheme experts have approved"}},
	[CON_SCORE] = FIGURE("jgj59_score", 10000, NULL, "最近一次JGJ 59检查汇总得分", "Latest total score by JGJ 59"),
	[CON_ZERO_SHEET] =
		YES_NO("jgj59_zero_sheet", "有分项检查评分表得零分", "A sheet of that check has zero points"),
	[CON_TRAINING_HOURS] = {.name = "training_hours",
				.type = ANZE_INTEGER,
				.flags = ANZE_NARROW,
				.max = 1000,
				.unit = "h",
				.label = {"新进场工人三级安全教育学时（最少者）",
					  "Hours of safety training of new workers (the least)"}},
	[CON_LAST_DRILL] = {.name = "last_drill",
			    .type = ANZE_DATE,
			    .flags = ANZE_NARROW,
			    .label = {"最近一次应急演练日期", "Day of the latest emergency exercise"}},
	/* con_classify hands the index of the first of these three over. */
	AZ_RISK_FIELDS,
};
