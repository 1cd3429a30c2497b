/* Hazardous chemicals: production, storage, use. */
#include <anze/plugin.h>

#include "facts.h"

#define CRITERIA_2017 "《化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）》（安监总管三〔2017〕121号）"
#define CRITERIA_2026 "AQ 3067-2026"
#define MAJOR_SOURCES "《危险化学品重大危险源监督管理暂行规定》（原安全监管总局令第40号）"

/* The 20 situations of 2017 give way to AQ 3067-2026 on 2026-09-30. Where the
 * new clause has not been read, its row names the whole document. */
#define UNTIL_2026(clause, verified)                                                                                   \
	{                                                                                                              \
		CRITERIA_2017, clause, "2017-11-13", "2026-09-29", verified                                            \
	}
#define FROM_2026(clause, verified)                                                                                    \
	{                                                                                                              \
		CRITERIA_2026, clause, "2026-09-30", NULL, verified                                                    \
	}

static const struct anze_basis managers[] = {UNTIL_2026("（一）", 1), FROM_2026("5.1.1", 1)};
static const struct anze_basis operators[] = {UNTIL_2026("（二）", 1), FROM_2026("", 0)};
static const struct anze_basis distance[] = {
	UNTIL_2026("（三）", 1),
	FROM_2026("", 0),
	{"GB/T 37243-2019《危险化学品生产装置和储存设施外部安全防护距离确定方法》", "", "2019-06-01", NULL, 0},
};
static const struct anze_basis automation[] = {UNTIL_2026("（四）", 1), FROM_2026("", 0)};
static const struct anze_basis shut_off[] = {UNTIL_2026("（五）", 1), FROM_2026("5.1.10", 1)};
static const struct anze_basis water[] = {UNTIL_2026("（六）", 1), FROM_2026("", 0)};
static const struct anze_basis loading_arms[] = {UNTIL_2026("（七）", 1), FROM_2026("", 0)};
static const struct anze_basis detectors[] = {
	UNTIL_2026("（十二）", 1),
	FROM_2026("", 0),
	{"GB/T 50493-2019《石油化工可燃气体和有毒气体检测报警设计标准》", "", "2020-01-01", NULL, 0},
};
static const struct anze_basis power[] = {UNTIL_2026("（十四）", 1), FROM_2026("", 0)};
static const struct anze_basis relief[] = {UNTIL_2026("（十五）", 1), FROM_2026("", 0)};
static const struct anze_basis permits[] = {
	UNTIL_2026("（十八）", 0),
	FROM_2026("", 0),
	{"GB 30871-2022《危险化学品企业特殊作业安全规范》", "", "2022-10-01", NULL, 0},
};
static const struct anze_basis storage[] = {UNTIL_2026("（二十）", 0), FROM_2026("", 0)};
static const struct anze_basis sources[] = {
	{"GB 18218-2018《危险化学品重大危险源辨识》", "", "2019-03-01", NULL, 0},
	{MAJOR_SOURCES, "", "2011-12-01", NULL, 0},
};
static const struct anze_basis responsible[] = {
	{"《危险化学品企业重大危险源安全包保责任制办法（试行）》（应急厅〔2021〕12号）", "", "2021-02-04", "2026-09-29",
	 0},
	{"AQ 3072-2026", "", "2026-09-30", NULL, 1},
};
static const struct anze_basis drills[] = {{MAJOR_SOURCES, "", "2011-12-01", NULL, 0}};

static const struct anze_item items[] = {
	{
		.code = "CHE-01",
		.category = "HZ",
		.question = {"主要负责人和安全生产管理人员是否均已依法考核合格，且合格证在有效期内？",
			     "Have the principal and all safety managers passed the assessment that the law requires, "
			     "and are their certificates still valid?"},
		ANZE_BASIS(managers),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-02",
		.category = "HZ",
		.question = {"特种作业人员是否全部持有效操作证上岗？",
			     "Do all special-work operators on duty hold a valid operating certificate?"},
		.guidance = {"按当班名单抽查证件，并在官方平台核验真伪和复审日期。",
			     "Sample certificates from the shift's list and verify them and their review dates on the "
			     "official platform."},
		ANZE_BASIS(operators),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-03",
		.category = "S2",
		.question = {"涉及“两重点一重大”的生产装置、储存设施，其外部安全防护距离是否符合标准要求？",
			     "Do production units and stores with key processes, key chemicals or major hazard sources "
			     "keep the external safety distance that the standard requires?"},
		.guidance = {"核对最近一次外部安全防护距离评估，现场看周边是否新增人员密集场所。",
			     "Check the latest distance assessment; see on site whether places with many people have "
			     "been added nearby."},
		ANZE_BASIS(distance),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-04",
		.category = "HZ",
		.question = {"涉及重点监管危险化工工艺的装置，自动化控制和紧急停车系统是否已装设并正常投用？",
			     "In units with key regulated processes, are automatic control and emergency shutdown "
			     "installed and in normal use?"},
		.guidance = {"查看联锁投用率和旁路（摘除）审批记录。",
			     "Look at the share of interlocks in use and at the approvals for bypasses."},
		ANZE_BASIS(automation),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${key_process} = 'yes'",
	},
	{
		.code = "CHE-05",
		.category = "HZ",
		.question = {"一级、二级重大危险源罐区是否具备紧急切断功能，其中涉及毒性气体、液化气体、剧毒液体的是否"
			     "配备独立的安全仪表系统？",
			     "Do tank farms that are major hazard sources of grade 1 or 2 have emergency shut-off, "
			     "and, where they hold toxic gas, liquefied gas or highly toxic liquid, an independent "
			     "safety instrumented system?"},
		ANZE_BASIS(shut_off),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${tank_farm} = 'yes'",
	},
	{
		.code = "CHE-06",
		.category = "HZ",
		.question = {"全压力式液化烃储罐是否按标准设置注水措施并处于可用状态？",
			     "Do fully pressurised tanks for liquefied hydrocarbons have the water injection that the "
			     "standard requires, ready for use?"},
		ANZE_BASIS(water),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${hydrocarbon_tanks} = 'yes'",
	},
	{
		.code = "CHE-07",
		.category = "HZ",
		.question = {"液化烃、液氨、液氯等液化气体的充装是否全部使用万向管道充装系统？",
			     "Is every filling of liquefied hydrocarbons, ammonia, chlorine and the like done with "
			     "articulated loading arms?"},
		ANZE_BASIS(loading_arms),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${filling} = 'yes'",
	},
	{
		.code = "CHE-08",
		.category = "HZ",
		.question = {"可燃、有毒气体检测报警装置和爆炸危险场所的防爆电气设备是否按标准设置并有效？",
			     "Are detectors for flammable and toxic gas, and explosion-proof electrical equipment in "
			     "hazardous areas, installed to the standard and effective?"},
		.guidance = {"抽查探测器检定标签、报警值和现场声光报警；查看防爆接线口、格兰头是否完好。",
			     "Sample calibration labels, alarm settings and audible and visible alarms; look at glands "
			     "and cable entries."},
		ANZE_BASIS(detectors),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-09",
		.category = "HZ",
		.question = {"化工生产装置是否按标准设置双重电源供电，自动化控制系统是否配有不间断电源？",
			     "Do the production units have the dual power supply that the standard requires, and the "
			     "control systems an uninterruptible one?"},
		ANZE_BASIS(power),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-10",
		.category = "HZ",
		.question = {"安全阀、爆破片等安全附件是否均在检验有效期内并正常投用？",
			     "Are safety valves, bursting discs and other safety fittings within their test period and "
			     "in normal service?"},
		.guidance = {"看铅封、校验标牌，以及前后切断阀是否全开并锁定。",
			     "Look at seals and test plates, and whether isolating valves are fully open and locked."},
		ANZE_BASIS(relief),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-11",
		.category = "HZ",
		.question = {"动火、进入受限空间等特殊作业是否逐级审批，并按规定进行气体分析和监护？",
			     "Are hot work, confined-space entry and other special work approved at the right level, "
			     "with gas analysis and attendance as prescribed?"},
		.guidance = {"特级、一级动火票≤8小时，二级≤72小时；受限空间票≤24小时；作业前30分钟内取样分析，中断或间"
			     "隔2小时以上复测；氧含量19.5%~21%（富氧环境≤23.5%）。",
			     "Hot-work permits: special and first grade up to 8 h, second grade up to 72 h; confined "
			     "space up to 24 h. Gas test within 30 minutes before, again within 2 h; oxygen 19.5% to "
			     "21% (up to 23.5% in enriched air)."},
		ANZE_BASIS(permits),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-12",
		.category = "HZ",
		.question = {"危险化学品是否分区分类储存，没有超量、超品种储存，也没有相互禁配的物质混放混存？",
			     "Are hazardous chemicals stored by zone and class, within permitted amounts and kinds, "
			     "and are incompatible substances kept apart?"},
		ANZE_BASIS(storage),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CHE-13",
		.category = "S2",
		.question = {"重大危险源是否已完成辨识、分级（R值）和备案，且安全评估未超过3年？",
			     "Have the major hazard sources been identified, graded by their R value and registered, "
			     "with an assessment no older than 3 years?"},
		.guidance =
			{"S=Σq/"
			 "Q≥1即构成重大危险源；R≥100为一级，50≤R<100为二级，10≤R<50为三级，R<10为四级。q取设计最大量。",
			 "S = Σq/Q of 1 or more makes a major source; R 100 or more is grade 1, 50 to below 100 grade "
			 "2, 10 to below 50 grade 3, below 10 grade 4. q is the design maximum."},
		ANZE_BASIS(sources),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"构成一级、二级重大危险源而未辨识、未评估或未落实监控措施的，按重大隐患提请认定；三"
				    "级、四级重大危险源仅备案或评估逾期的，为一般隐患。",
				    "Proposed as major when a source of grade 1 or 2 was not identified, not assessed "
				    "or is not monitored; ordinary when the registration or assessment of a grade 3 or "
				    "4 source is overdue."},
		.frequency = ANZE_YEARLY,
		.weight = 2,
	},
	{
		.code = "CHE-14",
		.category = "S7",
		.question = {"每处重大危险源的主要负责人、技术负责人、操作负责人是否明确在册，履职记录是否齐全？",
			     "Is a principal, a technical and an operating person in charge on record for each major "
			     "hazard source, with complete records of what they did?"},
		.guidance = {"操作负责人每周、技术负责人每季度至少组织一次隐患排查。",
			     "The operating person leads a check at least weekly, the technical person at least "
			     "quarterly."},
		ANZE_BASIS(responsible),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"一级、二级重大危险源未确定包保责任人，或者履职记录造假的，按重大隐患提请认定；记录"
				    "不全的，为一般隐患。",
				    "Proposed as major when a source of grade 1 or 2 has nobody in charge or the "
				    "records are false; ordinary when records are incomplete."},
		.frequency = ANZE_QUARTERLY,
		.weight = 2,
	},
	{
		.code = "CHE-15",
		.category = "S5",
		.question = {"重大危险源专项应急预案是否每年至少演练一次，现场处置方案是否每半年至少演练一次？",
			     "Is the special emergency plan for major hazard sources exercised at least once a year, "
			     "and each on-site response plan at least every six months?"},
		ANZE_BASIS(drills),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_HALF_YEARLY,
		.weight = 1,
	},
};

ANZE_EXPORT const struct anze_plugin anze_plugin = {
	.abi = ANZE_ABI,
	.struct_size = sizeof(struct anze_plugin),
	.sector = "CHE",
	.version = "1.3.0",
	.name = {"危险化学品", "Hazardous chemicals"},
	.authority = {"市应急管理局", "City emergency bureau"},
	.items = items,
	.item_count = ANZE_COUNT(items),
	.fields = chemicals_fields,
	.field_count = CHEMICALS_FACTS,
	.classify = chemicals_classify,
	.check = chemicals_check,
	.applies = chemicals_applies,
	.review = chemicals_review,
	.minimum_service = az_minimum_service,
};
