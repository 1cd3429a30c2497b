#include "facts.h"

#include "substance.h"

static const struct anze_choice records[] = {
	{"complete", {"齐全", "complete"}},
	{"incomplete", {"不全", "incomplete"}},
	{"false", {"造假", "falsified"}},
};

static const struct anze_field substance_columns[SUBSTANCE_COLUMNS] = {
	[UNIT] =
		{
			.name = "unit",
			.type = ANZE_TEXT,
			.flags = ANZE_REQUIRED,
			.max = 40,
			.label = {"单元", "Unit"},
			.hint = {"罐区以防火堤、仓库以独立库房、生产装置以切断阀为界，每个单元一个名称。",
				 "A tank farm within its dike, a warehouse, a plant between its shut-off valves: one "
				 "name "
				 "each."},
		},
	[SUBSTANCE] =
		AZ_ONE_OF("substance", substance_choices, "物质", "Substance", .flags = ANZE_REQUIRED | ANZE_LIST),
	[CLASS] = AZ_ONE_OF("class", class_choices, "危险性类别", "Hazard class", .flags = ANZE_LIST,
			    .hint = {"标准未列名的物质按表2的类别符号选择；混合物按其整体危险性。",
				     "For what the standard does not name, the symbol of its table 2; a mixture by the "
				     "hazard of the mixture."}),
	[NAME] = {.name = "name", .type = ANZE_TEXT, .max = 40, .label = {"名称（其他物质）", "Name, if other"}},
	[QUANTITY] =
		{
			.name = "quantity",
			.type = ANZE_DECIMAL,
			.flags = ANZE_REQUIRED | ANZE_NARROW,
			.max = 10000000000,
			.scale = QUANTITY_SCALE,
			.unit = "t",
			.label = {"设计最大量", "Design maximum"},
		},
};

const struct anze_field chemicals_fields[CHEMICALS_FACTS] = {
	[KEY_PROCESS] = AZ_YES_OR_NO("key_process", "是否有重点监管的危险化工工艺",
				     "Is there a process under key supervision?", .flags = ANZE_REQUIRED),
	[KEY_CHEMICAL] = AZ_YES_OR_NO("key_chemical", "是否有重点监管的危险化学品",
				      "Is there a chemical under key supervision?", .flags = ANZE_REQUIRED),
	[TANK_FARM] = AZ_YES_OR_NO("tank_farm", "是否有罐区", "Is there a tank farm?"),
	[SPECIAL_TANKS] = AZ_YES_OR_NO("special_tanks", "罐区是否储存毒性气体、液化气体或剧毒液体",
				       "Does it hold toxic gas, liquefied gas or highly toxic liquid?"),
	[HYDROCARBON_TANKS] = AZ_YES_OR_NO("hydrocarbon_tanks", "是否有全压力式液化烃储罐",
					   "Are there fully pressurised tanks of liquefied hydrocarbons?"),
	[FILLING] = AZ_YES_OR_NO("filling", "是否充装液化烃、液氨或液氯",
				 "Are liquefied hydrocarbons, ammonia or chlorine filled?"),
	[PEOPLE_OUTSIDE] = AZ_WHOLE("people_outside", NULL, 0, 1000000, "厂界外500 m范围内常住人口数",
				    "Residents within 500 m outside the boundary"),
	[SUBSTANCES] = AZ_ROWS("substances", substance_columns, 60, "各单元危险化学品的设计最大量",
			       "Hazardous chemicals of each unit"),
	[REGISTERED] = AZ_YES_OR_NO("registered", "重大危险源是否已备案", "Are the major hazard sources registered?"),
	[ASSESSED] = AZ_DAY("assessed", "重大危险源最近一次安全评估日期", "Major hazard sources last assessed on"),
	[MONITORED] =
		AZ_YES_OR_NO("monitored", "重大危险源监控措施是否落实", "Are the major hazard sources monitored?"),
	[RESPONSIBLE] = AZ_YES_OR_NO("responsible", "每处重大危险源是否均已确定包保责任人",
				     "Has each major hazard source its persons in charge?"),
	[RECORDS] = AZ_ONE_OF("records", records, "包保履职记录", "Records of the persons in charge"),
	[HOT_WORK_HOURS] = AZ_DECIMAL("hot_work_hours", "h", 1, 0, 10000, "特级、一级动火票最长有效时间（近30天）",
				      "Longest hot-work permit, special or first grade, last 30 days"),
	[HOT_WORK_SECOND_HOURS] =
		AZ_DECIMAL("hot_work_second_hours", "h", 1, 0, 10000, "二级动火票最长有效时间（近30天）",
			   "Longest hot-work permit, second grade, last 30 days"),
	[CONFINED_HOURS] = AZ_DECIMAL("confined_hours", "h", 1, 0, 10000, "受限空间作业票最长有效时间（近30天）",
				      "Longest confined-space permit, last 30 days"),
	[GAS_TEST_MINUTES] = AZ_WHOLE("gas_test_minutes", "min", 0, 10000, "气体分析至作业开始的最长间隔（近30天）",
				      "Longest time from gas test to work, last 30 days"),
	[RETEST_HOURS] = AZ_DECIMAL("retest_hours", "h", 1, 0, 10000, "作业中气体复测的最长间隔（近30天）",
				    "Longest time between gas tests during work, last 30 days"),
	[OXYGEN_LEAST] = AZ_DECIMAL("oxygen_least", "%", 1, 0, 1000, "受限空间氧含量最低值（近30天）",
				    "Least oxygen in a confined space, last 30 days"),
	[OXYGEN_MOST] = AZ_DECIMAL("oxygen_most", "%", 1, 0, 1000, "受限空间氧含量最高值（近30天）",
				   "Most oxygen in a confined space, last 30 days"),
	[ENRICHED] = AZ_YES_OR_NO("enriched", "是否为富氧环境", "Is the air there enriched with oxygen?"),
	AZ_RISK_FIELDS,
};
