/* Electricity, storage, oil and gas pipelines, city gas, filling stations. */
#include <anze/plugin.h>

#include "facts.h"

#define POWER_2022 "《重大电力安全隐患判定标准（试行）》（国能综通安全〔2022〕123号）"
#define POWER_2026 "《电力重大事故隐患判定标准及治理监督管理规定》（国家发展改革委令第41号）"
#define GAS "《城镇燃气经营安全重大隐患判定标准》（建城规〔2023〕4号）"

/* Order 41 replaces the trial criteria on 2026-07-01; its clauses are not read
 * yet, so that its rows name the whole document. */
#define UNTIL_2026(verified)                                                                                           \
	{                                                                                                              \
		POWER_2022, "", "2022-12-29", "2026-06-30", verified                                                   \
	}
#define FROM_2026(verified)                                                                                            \
	{                                                                                                              \
		POWER_2026, "", "2026-07-01", NULL, verified                                                           \
	}
#define GAS_ROW(clause)                                                                                                \
	{                                                                                                              \
		GAS, clause, "2023-09-21", NULL, 1                                                                     \
	}

static const struct anze_basis equipment[] = {UNTIL_2026(1), FROM_2026(1)};
static const struct anze_basis power[] = {UNTIL_2026(1), FROM_2026(0)};
static const struct anze_basis tickets[] = {
	{"GB 26860-2011《电力安全工作规程 发电厂和变电站电气部分》", "", "2012-06-01", NULL, 0},
};
static const struct anze_basis wind[] = {{"DL/T 796-2012《风力发电场安全规程》", "", NULL, NULL, 0}};
static const struct anze_basis solar[] = {{"GB 50797-2012《光伏发电站设计规范》", "", "2012-11-01", NULL, 0}};
static const struct anze_basis batteries[] = {
	{"GB/T 42288-2022《电化学储能电站安全规程》", "", "2023-07-01", NULL, 0},
};
static const struct anze_basis drills[] = {
	{"《生产安全事故应急预案管理办法》（应急管理部令第2号）", "第三十三条", "2019-09-01", NULL, 0},
};
static const struct anze_basis corridor[] = {{"《石油天然气管道保护法》", "第三十条", "2010-10-01", NULL, 0}};
static const struct anze_basis integrity[] = {
	{"GB 32167-2015《油气输送管道完整性管理规范》", "", "2016-03-01", NULL, 0},
};
static const struct anze_basis gas_tanks[] = {GAS_ROW("第五条（一）")};
static const struct anze_basis gas_stations[] = {GAS_ROW("第五条（二）")};
static const struct anze_basis gas_systems[] = {GAS_ROW("第四条")};
static const struct anze_basis filling[] = {
	{"GB 50156-2021《汽车加油加气加氢站技术标准》", "", "2021-10-01", NULL, 0},
};

/* Which enterprises an item concerns. */
#define POWER_ENTERPRISE "${power} = 'yes'"
#define PIPELINES "${pipeline} = 'yes'"
#define GAS_SUPPLIER "${city_gas} = 'yes'"

static const struct anze_item items[] = {
	{
		.code = "ENE-01",
		.category = "HZ",
		.question = {"适用范围内的电力设备设施是否不存在判定标准所列的重大情形？",
			     "Is the power equipment within the scope of the criteria free of every situation that "
			     "they list as major?"},
		.guidance = {"2026年6月30日以前的标准适用于：330 kV及以上电网设备设施；单机300 "
			     "MW及以上燃煤、水电机组；单套200 MW及以上燃气机组；300 "
			     "MW及以上风电场、光伏电站。不在范围内的填“不适用”。",
			     "The criteria until 2026-06-30 covered: grid equipment of 330 kV and above; coal and "
			     "hydro units of 300 MW and above; gas units of 200 MW and above; wind and solar stations "
			     "of 300 MW and above. Outside the scope answer \"not applicable\"."},
		ANZE_BASIS(equipment),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = POWER_ENTERPRISE,
	},
	{
		.code = "ENE-02",
		.category = "HZ",
		.question = {"电力监控系统生产控制大区是否没有非法外联，纵向加密认证装置是否在位运行？",
			     "Is the production control zone free of unauthorised outside connections, with vertical "
			     "encryption devices in place and running?"},
		ANZE_BASIS(power),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = POWER_ENTERPRISE,
	},
	{
		.code = "ENE-03",
		.category = "HZ",
		.question = {"电力施工作业是否履行许可审批，并落实现场监护？",
			     "Is power construction work permitted and approved beforehand and attended on site?"},
		ANZE_BASIS(power),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = POWER_ENTERPRISE,
	},
	{
		.code = "ENE-04",
		.category = "HZ",
		.question = {"水电站大坝、燃煤电厂贮灰场是否不存在特别重大、重大工程隐患？",
			     "Are hydropower dams and the ash yards of coal-fired plants free of major and especially "
			     "major engineering defects?"},
		ANZE_BASIS(power),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${power} = 'yes' and ${dam_or_ash} = 'yes'",
	},
	{
		.code = "ENE-05",
		.category = "HZ",
		.question = {"工作票、操作票是否严格执行，人员与带电体的安全距离是否满足电压等级要求？",
			     "Are work and switching tickets followed strictly, and do people keep the distance from "
			     "live parts that the voltage requires?"},
		.guidance = {"设备不停电时的安全距离：10 kV及以下0.70 m；20/35 kV 1.00 m；110 kV 1.50 m；220 kV 3.00 "
			     "m；330 kV 4.00 m；500 kV 5.00 m。",
			     "Distance from live equipment: up to 10 kV 0.70 m; 20/35 kV 1.00 m; 110 kV 1.50 m; 220 kV "
			     "3.00 m; 330 kV 4.00 m; 500 kV 5.00 m."},
		ANZE_BASIS(tickets),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"无票作业、擅自解除闭锁操作，或者在安全距离不足的情况下带电作业的，按重大隐患提请认"
				    "定；仅票面填写不规范的，为一般隐患。",
				    "Proposed as major when work is done without a ticket, an interlock is released "
				    "without authority, or people work too close to live parts; ordinary when only the "
				    "ticket is filled in badly."},
		.frequency = ANZE_MONTHLY,
		.weight = 2,
		.relevant = POWER_ENTERPRISE,
	},
	{
		.code = "ENE-06",
		.category = "HZ",
		.question = {"风电登塔、吊装等作业是否按风速限值停工？",
			     "Does work on wind turbines, climbing and lifting, stop at the wind speed limits?"},
		.guidance = {"风速≥18 m/s不得登塔；风速≥25 m/s不得进行户外作业。",
			     "No climbing at 18 m/s or more; no outdoor work at 25 m/s or more."},
		ANZE_BASIS(wind),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"超过风速限值仍安排登塔、吊装或户外作业的，按重大隐患提请认定；仅未配备测风仪或记录"
				    "不全的，为一般隐患。",
				    "Proposed as major when climbing, lifting or outdoor work is ordered above the "
				    "limit; ordinary when only the anemometer or records are missing."},
		.frequency = ANZE_QUARTERLY,
		.frequency_note = {"并在每次大风预警时", "and at each warning of strong wind"},
		.weight = 2,
		.relevant = "${wind} = 'yes'",
	},
	{
		.code = "ENE-07",
		.category = "HZ",
		.question = {"光伏电站的汇流箱、支架、接地和直流拉弧防护是否完好有效？",
			     "Are the solar station's combiner boxes, frames, earthing and arc protection sound and "
			     "effective?"},
		ANZE_BASIS(solar),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_HALF_YEARLY,
		.weight = 1,
		.relevant = "${solar} = 'yes'",
	},
	{
		.code = "ENE-08",
		.category = "HZ",
		.question = {"储能电站的电池管理系统是否正常，可燃气体探测与断电、通风联动是否有效？",
			     "Does the storage station's battery management system work, and does gas detection cut "
			     "power and start ventilation?"},
		ANZE_BASIS(batteries),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"电池管理系统退出运行，或者可燃气体探测与断电、通风联动失效而继续充放电的，按重大隐"
				    "患提请认定；其余为一般隐患。",
				    "Proposed as major when batteries are charged or discharged although the "
				    "management system or the gas interlock is out of action; ordinary otherwise."},
		.frequency = ANZE_MONTHLY,
		.weight = 2,
		.relevant = "${storage} = 'yes'",
	},
	{
		.code = "ENE-09",
		.category = "S5",
		.question = {"储能电站、油气站是否开展火灾专项应急演练，并与消防救援机构建立联动？",
			     "Do storage stations and oil and gas stations hold fire exercises and have an arrangement "
			     "with the fire and rescue service?"},
		ANZE_BASIS(drills),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_HALF_YEARLY,
		.weight = 1,
		.relevant = "${storage} = 'yes' or ${station} = 'yes'",
	},
	{
		.code = "ENE-10",
		.category = "HZ",
		.question = {"长输管道是否没有被占压，管道中心线两侧各5 m范围内是否没有取土、建房等危及管道的施工？",
			     "Is the long-distance pipeline free of anything built on it, and is there no digging or "
			     "building within 5 m of its centre line on either side?"},
		ANZE_BASIS(corridor),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition =
			{"人员密集区、高后果区管段被建筑物占压，或者5 "
			 "m范围内未经同意擅自施工的，按重大隐患提请认定；其余为一般隐患。",
			 "Proposed as major when buildings stand on the pipe in populated or high-consequence areas, "
			 "or work goes on within 5 m without consent; ordinary otherwise."},
		.frequency = ANZE_MONTHLY,
		.weight = 2,
		.relevant = PIPELINES,
	},
	{
		.code = "ENE-11",
		.category = "S2",
		.question = {"管道完整性评价是否在有效期内（检测间隔最长不超过8年）？",
			     "Is the pipeline's integrity assessment valid (inspection at most every 8 years)?"},
		ANZE_BASIS(integrity),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"评价结论要求立即处置的缺陷未处置，或者高后果区管段逾期未评价的，按重大隐患提请认定"
				    "；其余为一般隐患。",
				    "Proposed as major when a defect that needs immediate action was left, or a "
				    "section in a high-consequence area is overdue; ordinary otherwise."},
		.frequency = ANZE_YEARLY,
		.weight = 2,
		.relevant = PIPELINES,
	},
	{
		.code = "ENE-12",
		.category = "HZ",
		.question = {"燃气储罐是否设有压力、罐容或液位显示等监测装置，并具备超限报警功能？",
			     "Do the gas tanks have monitors for pressure, volume or level, with alarms beyond the "
			     "limits?"},
		ANZE_BASIS(gas_tanks),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = GAS_SUPPLIER,
	},
	{
		.code = "ENE-13",
		.category = "HZ",
		.question = {"燃气厂站是否设有超压自动切断和安全放散装置并处于有效状态？",
			     "Do the gas stations have automatic shut-off and relief against overpressure, in working "
			     "order?"},
		ANZE_BASIS(gas_stations),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = GAS_SUPPLIER,
	},
	{
		.code = "ENE-14",
		.category = "HZ",
		.question = {"燃气经营企业的经营许可、风险管控、隐患排查、应急预案和入户安检制度五项是否齐全并落实？",
			     "Does the gas company have all five in place and in practice: licence, risk control, "
			     "hazard checks, emergency plan and household inspections?"},
		ANZE_BASIS(gas_systems),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = GAS_SUPPLIER,
	},
	{
		.code = "ENE-15",
		.category = "HZ",
		.question = {"加油站油罐防渗、卸油静电接地和紧急切断系统是否完好有效？",
			     "Are the filling station's tank leak protection, earthing for unloading and emergency "
			     "shut-off sound and effective?"},
		ANZE_BASIS(filling),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition =
			{"油罐渗漏未停用，或者紧急切断系统失效仍继续营业的，按重大隐患提请认定；其余为一般隐患。",
			 "Proposed as major when a leaking tank stays in use or business goes on without a working "
			 "emergency shut-off; ordinary otherwise."},
		.frequency = ANZE_QUARTERLY,
		.weight = 2,
		.relevant = "${filling} = 'yes'",
	},
};

ANZE_EXPORT const struct anze_plugin anze_plugin = {
	.abi = ANZE_ABI,
	.struct_size = sizeof(struct anze_plugin),
	.sector = "ENE",
	.version = "1.3.0",
	.name = {"能源", "Energy"},
	.authority = {"市能源局；城镇燃气由市住房和城乡建设局负责，煤矿见矿山行业",
		      "City energy bureau; city gas belongs to the housing and construction bureau, coal mines to the "
		      "mining sector"},
	.items = items,
	.item_count = ANZE_COUNT(items),
	.fields = energy_fields,
	.field_count = ENERGY_FACTS,
	.classify = energy_classify,
	.check = energy_check,
	.applies = energy_applies,
	.review = energy_review,
	.minimum_service = az_minimum_service,
};
