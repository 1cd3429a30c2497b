/* Farm machinery, fishing vessels, biogas and farm stores. */
#include "agriculture.h"
#include "risk.h"

#define MACHINERY "《农机安全生产重大事故隐患判定标准（试行）》（农办机〔2022〕7号）"
#define VESSELS "《渔业船舶重大事故隐患判定标准（试行）》（农渔发〔2022〕11号）"
#define MACHINERY_ROW(clause)                                                                                          \
	{                                                                                                              \
		MACHINERY, clause, "2022-06-24", NULL, 1                                                               \
	}
#define VESSEL_ROW(clause)                                                                                             \
	{                                                                                                              \
		VESSELS, clause, "2022-04-02", NULL, 1                                                                 \
	}

/* The criteria for vessels speak only of those approved for 10 persons or more;
 * the boats of an inland lake are usually smaller. */
#define LARGE_VESSEL                                                                                                   \
	{                                                                                                              \
		"核定载员10人及以上的渔业船舶为重大隐患；核定载员不足10人的，为一般隐患。",                            \
			"Major on fishing vessels approved for 10 persons or more; ordinary on smaller ones."          \
	}

static const struct anze_basis drivers[] = {MACHINERY_ROW("（一）")};
static const struct anze_basis passengers[] = {MACHINERY_ROW("（二）")};
static const struct anze_basis plates[] = {MACHINERY_ROW("（三）")};
static const struct anze_basis loads[] = {MACHINERY_ROW("（四）")};
static const struct anze_basis altered[] = {MACHINERY_ROW("（五）")};
static const struct anze_basis condition[] = {MACHINERY_ROW("（六）")};
static const struct anze_basis hull[] = {VESSEL_ROW("（一）")};
static const struct anze_basis life_saving[] = {VESSEL_ROW("（二）")};
static const struct anze_basis crew[] = {VESSEL_ROW("（三）"), VESSEL_ROW("（七）")};
static const struct anze_basis position[] = {VESSEL_ROW("（四）")};
static const struct anze_basis weather[] = {VESSEL_ROW("（五）"), VESSEL_ROW("（八）")};
static const struct anze_basis certificates[] = {VESSEL_ROW("（六）")};
static const struct anze_basis biogas[] = {{"NY/T 3437-2019《沼气工程安全管理规范》", "", NULL, NULL, 0}};
static const struct anze_basis stores[] = {{"《农药管理条例》（国务院令第677号）", "", "2017-06-01", NULL, 0}};
static const struct anze_basis training[] = {{"农业农村主管部门年度安全生产工作要求", "", NULL, NULL, 0}};

/* What stands in a table or was measured is there, whatever the yes/no says. */
#define WITH_MACHINERY "${has_machinery} = 'yes'"
#define WITH_VESSELS "${vessels} > 0 or ${has_vessels} = 'yes'"
#define WITH_CONFINED_SPACE "${gas} > 0 or ${has_confined_space} = 'yes'"
#define WITH_STORES "${nitrate} != '' and ${nitrate} > 0 or ${has_stores} = 'yes'"

const struct anze_item agr_items[AGR_ITEM_COUNT] = {
	{
		.code = "AGR-01",
		.category = "HZ",
		.question = {"拖拉机、联合收割机驾驶人是否持有效驾驶证，且没有酒后或服用违禁药品后操作？",
			     "Do drivers of tractors and combine harvesters hold a valid licence, and does nobody "
			     "operate after alcohol or forbidden drugs?"},
		ANZE_BASIS(drivers),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_SEASONAL,
		.frequency_note = {"三夏、三秋作业期", "in the summer and autumn farming seasons"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = WITH_MACHINERY,
	},
	{
		.code = "AGR-02",
		.category = "HZ",
		.question = {"拖拉机是否没有违法搭载人员？", "Are tractors free of people carried unlawfully?"},
		ANZE_BASIS(passengers),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_SEASONAL,
		.frequency_note = {"三夏、三秋作业期", "in the summer and autumn farming seasons"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = WITH_MACHINERY,
	},
	{
		.code = "AGR-03",
		.category = "HZ",
		.question = {"投入使用的拖拉机、联合收割机是否均悬挂号牌且检验合格？",
			     "Do all tractors and combine harvesters in use carry plates and have passed inspection?"},
		ANZE_BASIS(plates),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_YEARLY,
		.frequency_note = {"并在农忙作业前复核", "and again before each farming season"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = WITH_MACHINERY,
	},
	{
		.code = "AGR-04",
		.category = "HZ",
		.question = {"农业机械运行是否没有超载、超限、超速行为？",
			     "Is farm machinery run without overloading, oversize loads or speeding?"},
		ANZE_BASIS(loads),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_SEASONAL,
		.frequency_note = {"三夏、三秋作业期", "in the summer and autumn farming seasons"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = WITH_MACHINERY,
	},
	{
		.code = "AGR-05",
		.category = "HZ",
		.question = {"农业机械是否没有拼装、擅自改装，符合运行安全技术条件？",
			     "Is the machinery neither assembled from parts nor altered, so that it meets the "
			     "technical conditions for safe running?"},
		ANZE_BASIS(altered),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = WITH_MACHINERY,
	},
	{
		.code = "AGR-06",
		.category = "HZ",
		.question = {"农业机械的灯光、安全防护装置、安全标志是否齐全，制动和转向是否有效？",
			     "Are lights, guards and safety signs complete, and do brakes and steering work?"},
		.guidance = {"看反光标识、传动部位防护罩；原地和低速试制动、转向。",
			     "Look at reflectors and the guards of drives; try brakes and steering at rest and at low "
			     "speed."},
		ANZE_BASIS(condition),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_SEASONAL,
		.frequency_note = {"每个农忙季作业前", "before each farming season"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = WITH_MACHINERY,
	},
	{
		.code = "AGR-07",
		.category = "HZ",
		.question = {"渔业船舶的结构、主尺度和作业类型是否保持不变，或者变更均已经批准？",
			     "Are the vessel's structure, main dimensions and kind of fishing unchanged, or changed "
			     "only with approval?"},
		ANZE_BASIS(hull),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = LARGE_VESSEL,
		.frequency = ANZE_YEARLY,
		.weight = 2,
		.relevant = WITH_VESSELS,
	},
	{
		.code = "AGR-08",
		.category = "HZ",
		.question = {"渔业船舶的救生、消防设备和号灯是否配备齐全、良好可用？",
			     "Are the vessel's life-saving and fire-fighting equipment and its lights complete and "
			     "ready for use?"},
		ANZE_BASIS(life_saving),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = LARGE_VESSEL,
		.frequency = ANZE_QUARTERLY,
		.weight = 2,
		.relevant = WITH_VESSELS,
	},
	{
		.code = "AGR-09",
		.category = "HZ",
		.question = {"职务船员是否满足最低配员标准，在船人员是否不超过核定载员且没有擅自载客？",
			     "Does the vessel meet the minimum of certified crew, carry no more persons than approved "
			     "and take no passengers without approval?"},
		ANZE_BASIS(crew),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = LARGE_VESSEL,
		.frequency = ANZE_MONTHLY,
		.frequency_note = {"捕捞作业期内", "during the fishing season"},
		.weight = 2,
		.relevant = WITH_VESSELS,
	},
	{
		.code = "AGR-10",
		.category = "HZ",
		.question = {"北斗、AIS等安全通导和船位监测设备是否保持开启，没有被破坏、屏蔽或篡改数据？",
			     "Are BeiDou, AIS and other safety and position equipment kept on, and neither damaged, "
			     "shielded nor tampered with?"},
		ANZE_BASIS(position),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = LARGE_VESSEL,
		.frequency = ANZE_MONTHLY,
		.frequency_note = {"捕捞作业期内", "during the fishing season"},
		.weight = 2,
		.relevant = WITH_VESSELS,
	},
	{
		.code = "AGR-11",
		.category = "HZ",
		.question = {"渔业船舶是否不超航区、不超抗风等级航行作业，并在台风等灾害期间服从停航、撤离命令？",
			     "Does the vessel stay within its approved waters and wind rating, and obey orders to stop "
			     "or withdraw in typhoons and other disasters?"},
		ANZE_BASIS(weather),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = LARGE_VESSEL,
		.frequency = ANZE_ON_EVENT,
		.frequency_note = {"每次大风、台风等预警发布时", "at each warning of gales, typhoons and the like"},
		.weight = 2,
		.relevant = WITH_VESSELS,
	},
	{
		.code = "AGR-12",
		.category = "HZ",
		.question = {"渔业船舶检验证书和国籍证书是否均在有效期内？",
			     "Are the vessel's inspection certificate and certificate of nationality both valid?"},
		ANZE_BASIS(certificates),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = LARGE_VESSEL,
		.frequency = ANZE_YEARLY,
		.weight = 2,
		.relevant = WITH_VESSELS,
	},
	{
		.code = "AGR-13",
		.category = "HZ",
		.question = {"进入沼气池、粪污池、青贮窖等有限空间是否先审批、检测，有人监护并配备救援装备？",
			     "Is entry into biogas digesters, slurry pits, silos and the like approved and tested "
			     "first, attended, and equipped for rescue?"},
		.guidance =
			{"氧含量19.5%~23.5%；硫化氢≤10 mg/m³；一氧化碳≤30 mg/m³；甲烷≤爆炸下限的10%（体积分数0.5%）。",
			 "Oxygen 19.5% to 23.5%; hydrogen sulphide up to 10 mg/m³; carbon monoxide up to 30 mg/m³; "
			 "methane up to 10% of the lower explosive limit (0.5% by volume)."},
		ANZE_BASIS(biogas),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition =
			{"未经审批、未检测或无人监护即进入作业的，按重大隐患提请认定；仅台账、标志不全的，为一般隐患。",
			 "Proposed as major when people enter without approval, testing or an attendant; ordinary when "
			 "only records or signs are incomplete."},
		.frequency = ANZE_QUARTERLY,
		.weight = 2,
		.relevant = WITH_CONFINED_SPACE,
	},
	{
		.code = "AGR-14",
		.category = "HZ",
		.question = {"农药和硝酸铵类化肥的储存场所是否通风、隔离并符合防火要求？",
			     "Are stores of pesticides and of fertilisers with ammonium nitrate ventilated, separated "
			     "and safe against fire?"},
		ANZE_BASIS(stores),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"储存数量构成危险化学品重大危险源，或者与禁配物质、明火、住宿混放混用的，按重大隐患"
				    "提请认定；其余为一般隐患。",
				    "Proposed as major when the amount makes a major hazard source, or the store is "
				    "shared with incompatible substances, open fire or lodgings; ordinary otherwise."},
		.frequency = ANZE_HALF_YEARLY,
		.weight = 2,
		.relevant = WITH_STORES,
	},
	{
		.code = "AGR-15",
		.category = "S1",
		.question = {"三夏、三秋农忙和开渔之前，从业人员安全培训是否全员覆盖？",
			     "Before the summer and autumn farming seasons and the opening of fishing, has everybody "
			     "been given safety training?"},
		ANZE_BASIS(training),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_SEASONAL,
		.frequency_note = {"三夏、三秋和开渔前", "before summer and autumn farming and the opening of fishing"},
		.weight = 1,
	},
};

ANZE_EXPORT const struct anze_plugin anze_plugin = {
	.abi = ANZE_ABI,
	.struct_size = sizeof(struct anze_plugin),
	.sector = "AGR",
	.version = "1.3.0",
	.name = {"农业", "Agriculture"},
	.authority = {"市农业农村局", "City agriculture and rural affairs bureau"},
	.items = agr_items,
	.item_count = AGR_ITEM_COUNT,
	.fields = agr_fields,
	.field_count = AGR_FIELD_COUNT,
	.classify = agr_classify,
	.check = agr_check,
	.review = agr_review,
	.minimum_service = az_minimum_service,
};
