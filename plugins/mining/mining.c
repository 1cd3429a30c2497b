/* Mines: coal, metal and non-metal mines, tailings ponds. */
#include <anze/plugin.h>

#include "facts.h"

#define COAL_2020 "《煤矿重大事故隐患判定标准》（应急管理部令第4号）"
#define COAL_2026 "《煤矿重大事故隐患判定标准》（2026年修订，应急管理部令第21号）"
#define NON_COAL "《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号）"
#define NON_COAL_MORE "《金属非金属矿山重大事故隐患判定标准补充情形》（矿安〔2024〕41号）"
#define COAL_SAFETY "《煤矿安全规程》"
#define TAILINGS "GB 39496-2020《尾矿库安全规程》"

/* The clause numbers of the 2026 revision are not read yet: its rows name the whole document. */
#define COAL_REVISED                                                                                                   \
	{                                                                                                              \
		COAL_2026, "", "2026-07-01", NULL, 0                                                                   \
	}

static const struct anze_basis capacity[] = {
	{COAL_2020, "第三条（一）", "2021-01-01", "2026-06-30", 1},
	{COAL_2020, "第四条（一）", "2021-01-01", "2026-06-30", 0}, /* the figures of 10 % */
	COAL_REVISED,
};
static const struct anze_basis gas[] = {
	{COAL_2020, "第三条（二）", "2021-01-01", "2026-06-30", 1},
	COAL_REVISED,
	{COAL_SAFETY, "", NULL, NULL, 0},
};
static const struct anze_basis gas_class[] = {
	{"《煤矿瓦斯等级鉴定办法》（煤安监技装〔2018〕9号）", "", NULL, NULL, 0},
};
static const struct anze_basis ventilation[] = {
	{COAL_2020, "第三条（五）", "2021-01-01", "2026-06-30", 1},
	COAL_REVISED,
};
static const struct anze_basis power_supply[] = {
	{COAL_2020, "第三条（十一）", "2021-01-01", "2026-06-30", 1},
	COAL_REVISED,
};
static const struct anze_basis exits[] = {{NON_COAL, "一（一）", "2022-09-01", NULL, 1}};
static const struct anze_basis drawings[] = {{NON_COAL, "一（四）", "2022-09-01", NULL, 1}};
static const struct anze_basis carriers[] = {{NON_COAL, "一", "2022-09-01", NULL, 1}};
static const struct anze_basis benches[] = {{NON_COAL, "露天矿山（三）（四）", "2022-09-01", NULL, 1}};
static const struct anze_basis slopes[] = {{NON_COAL, "露天矿山（七）", "2022-09-01", NULL, 1}};
static const struct anze_basis freeboard[] = {
	{NON_COAL, "尾矿库", "2022-09-01", NULL, 0},
	{NON_COAL_MORE, "", NULL, NULL, 0},
	{TAILINGS, "", "2021-09-01", NULL, 0},
};
static const struct anze_basis dam[] = {{NON_COAL, "尾矿库", "2022-09-01", NULL, 1}};
static const struct anze_basis training[] = {
	{"《生产经营单位安全培训规定》（原安全监管总局令第3号）", "", "2006-03-01", NULL, 0},
};
static const struct anze_basis drills[] = {
	{"《生产安全事故应急预案管理办法》（应急管理部令第2号）", "第三十三条", "2019-09-01", NULL, 0},
};
static const struct anze_basis forbidden[] = {{NON_COAL, "一（二）", "2022-09-01", NULL, 1}};

/* Which mines an item concerns. */
#define COAL_MINE "${kind} = 'coal'"
#define UNDERGROUND_MINE "${kind} = 'underground' or ${kind} = 'both'"
#define OPEN_PIT_MINE "${kind} = 'open_pit' or ${kind} = 'both'"
#define TAILINGS_POND "${tailings} = 'yes'"

static const struct anze_item items[] = {
	{
		.code = "MIN-01",
		.category = "HZ",
		.question = {"煤矿全年原煤产量是否未超过核定（设计）生产能力的110%"
			     "，且没有任何一个月的产量超过年核定（设计）能力的10%？",
			     "Has the coal mine kept the output of the year within 110% of its approved (design) "
			     "capacity, and every single month within 10% of the approved annual capacity?"},
		.guidance =
			{"对照产量报表、销售磅单和入洗记录，核对核定能力批复文件。",
			 "Compare output returns, weighbridge slips and washing records with the capacity approval."},
		ANZE_BASIS(capacity),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = COAL_MINE,
	},
	{
		.code = "MIN-02",
		.category = "HZ",
		.question = {"瓦斯超限时是否立即停止作业、切断电源并撤出人员，且瓦斯检查没有漏检、假检？",
			     "When gas exceeds its limit, is work stopped, power cut and everybody withdrawn at once, "
			     "and are gas checks made without omission or false entry?"},
		.guidance = {"回风流甲烷≥1.0%须停止作业并处理；作业地点≥1.0%不得打眼、爆破；≥1.5%"
			     "须停工、断电、撤人；二氧化碳>1.5%须停工。抽查监控曲线与瓦斯检查手册是否一致。",
			     "Methane in return air at 1.0% or more: stop and treat. At the workplace, 1.0% or more: "
			     "no drilling or blasting; 1.5% or more: stop, cut power, withdraw. Carbon dioxide above "
			     "1.5%: stop. Compare the monitoring curve with the gas inspectors' handbooks."},
		ANZE_BASIS(gas),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = COAL_MINE,
	},
	{
		.code = "MIN-03",
		.category = "S2",
		.question = {"矿井瓦斯等级鉴定或瓦斯涌出量测定是否在有效期内，所定等级是否与实测参数一致？",
			     "Is the mine's gas classification or emission measurement still valid, and does the class "
			     "agree with the measured parameters?"},
		.guidance = {"低瓦斯矿井须同时满足：相对涌出量≤10 m³/t、绝对涌出量≤40 m³/min、任一掘进面≤3 "
			     "m³/min、任一采煤面≤5 m³/min。",
			     "Low-gas mines meet all of: relative emission up to 10 m³/t, absolute up to 40 m³/min, "
			     "any heading up to 3 m³/min, any coal face up to 5 m³/min."},
		ANZE_BASIS(gas_class),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"未按规定进行瓦斯等级鉴定、鉴定弄虚作假，或高瓦斯、突出矿井按低等级管理的，为重大隐"
				    "患；仅资料不全、临近到期的，为一般隐患。",
				    "Major when the classification was not made or was falsified, or when a high-gas "
				    "or outburst-prone mine is run as a lower class; ordinary when only papers are "
				    "incomplete or the term is about to end."},
		.frequency = ANZE_YEARLY,
		.weight = 2,
		.relevant = COAL_MINE,
	},
	{
		.code = "MIN-04",
		.category = "HZ",
		.question = {"矿井通风系统是否完善可靠，备用主要通风机的能力是否与在用风机相当并能按时切换？",
			     "Is the ventilation system complete and reliable, and is the standby main fan of equal "
			     "capacity and able to take over in time?"},
		.guidance = {"查看主要通风机性能测定、切换试验记录和各用风地点的风量。",
			     "Look at the main fans' performance tests, the change-over records and the air volume at "
			     "each place of use."},
		ANZE_BASIS(ventilation),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = COAL_MINE,
	},
	{
		.code = "MIN-05",
		.category = "HZ",
		.question = {"煤矿是否具备双回路供电，且任一回路停电时另一回路能够承担全部负荷并及时切换？",
			     "Does the coal mine have two supply circuits, each able to carry the whole load and to "
			     "take over promptly when the other fails?"},
		ANZE_BASIS(power_supply),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = COAL_MINE,
	},
	{
		.code = "MIN-06",
		.category = "HZ",
		.question = {"地下矿山直达地面的独立安全出口是否不少于2个、间距不小于30 m，且矿体一翼走向长度超过1000 "
			     "m时在该翼另设出口？",
			     "Does the underground mine have at least 2 independent exits to the surface, at least 30 "
			     "m apart, with a further one in any wing whose strike length exceeds 1000 m?"},
		.guidance = {"实地走通每个安全出口，查看梯子间、踏步是否完好畅通，并与设计对照。",
			     "Walk each exit to the surface; see that ladders and steps are sound and clear; compare "
			     "with the design."},
		ANZE_BASIS(exits),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = UNDERGROUND_MINE,
	},
	{
		.code = "MIN-07",
		.category = "HZ",
		.question =
			{"矿山现状图纸是否齐全、与实际相符，并按期更新（生产矿山不超过3个月，基建矿山不超过1个月）？",
			 "Are the mine's drawings complete, true to the workings and updated in time (every 3 months "
			 "in production, every month under construction)?"},
		ANZE_BASIS(drawings),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = UNDERGROUND_MINE,
	},
	{
		.code = "MIN-08",
		.category = "HZ",
		.question = {"井下运送人员的车辆每车载人是否不超过25人，且不超过核定人数？",
			     "Does each vehicle carrying people underground carry no more than 25 persons and no more "
			     "than its rated number?"},
		ANZE_BASIS(carriers),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = UNDERGROUND_MINE,
	},
	{
		.code = "MIN-09",
		.category = "HZ",
		.question = {"露天矿山是否自上而下分台阶（分层）开采，且工作帮坡角不大于设计值？",
			     "Is the open pit worked from the top down in benches, with a working slope no steeper "
			     "than designed?"},
		.guidance = {"用测量成果或无人机航测核对台阶高度和帮坡角。",
			     "Check bench heights and slope angles against a survey or a drone flight."},
		ANZE_BASIS(benches),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = OPEN_PIT_MINE,
	},
	{
		.code = "MIN-10",
		.category = "HZ",
		.question = {"高度200 m及以上的采场边坡是否实行在线监测、200 "
			     "m及以上的排土场边坡是否建立监测系统，且监测数据未被关闭、隐瞒或篡改？",
			     "Are pit slopes of 200 m and more monitored online and dump slopes of 200 m and more "
			     "equipped with a monitoring system, with no data switched off, hidden or altered?"},
		ANZE_BASIS(slopes),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = OPEN_PIT_MINE,
	},
	{
		.code = "MIN-11",
		.category = "HZ",
		.question = {"尾矿库的安全超高和干滩长度是否均不小于其等别的要求？",
			     "Are the freeboard and the dry beach of the tailings pond no smaller than its class "
			     "requires?"},
		.guidance = {"上游式尾矿坝最小安全超高/干滩长度（m）：一等1.5/150，二等1.0/100，三等0.7/70，四等0.5/"
			     "50，五等0.4/40。",
			     "Upstream dams, least freeboard/dry beach in m: class 1 1.5/150, class 2 1.0/100, class 3 "
			     "0.7/70, class 4 0.5/50, class 5 0.4/40."},
		ANZE_BASIS(freeboard),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.frequency_note = {"汛期每周一次", "weekly in the flood season"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = TAILINGS_POND,
	},
	{
		.code = "MIN-12",
		.category = "HZ",
		.question = {"尾矿坝平均外坡比是否不陡于设计值，且库区和坝体上没有违规开采、挖掘、爆破活动？",
			     "Is the average outer slope of the tailings dam no steeper than designed, and is there no "
			     "unauthorised mining, digging or blasting on the dam or in the pond area?"},
		ANZE_BASIS(dam),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = TAILINGS_POND,
	},
	{
		.code = "MIN-13",
		.category = "S1",
		.question = {"新上岗井下人员培训是否不少于72学时、在岗人员每年再培训不少于20学时，且主要负责人、安全管"
			     "理人员和特种作业人员证照有效？",
			     "Have new underground workers had at least 72 hours of training and all others at least "
			     "20 hours a year, and do the principal, the safety managers and special-work operators "
			     "hold valid certificates?"},
		ANZE_BASIS(training),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"特种作业人员无有效操作证上岗，或者主要负责人、安全管理人员未依法考核合格，且所属矿"
				    "种判定标准列为重大的，为重大隐患；仅培训学时不足的，为一般隐患。",
				    "Major when special-work operators work without a valid certificate, or the "
				    "principal or safety managers have not passed their assessment, and the criteria "
				    "for the kind of mine list it; ordinary when only training hours are short."},
		.frequency = ANZE_HALF_YEARLY,
		.weight = 2,
	},
	{
		.code = "MIN-14",
		.category = "S5",
		.question = {"是否至少每半年组织一次生产安全事故应急预案演练，并对演练效果作出评估？",
			     "Is the emergency plan exercised at least once every six months, and each exercise "
			     "evaluated?"},
		ANZE_BASIS(drills),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_HALF_YEARLY,
		.weight = 1,
	},
	{
		.code = "MIN-15",
		.category = "S6",
		.question =
			{"是否已停用国家明令禁止使用的设备、材料和工艺？",
			 "Have all equipment, materials and processes that the state forbids been taken out of use?"},
		.guidance = {"对照淘汰目录逐项核查；同时了解机械化换人、自动化减人的推进情况，记入服务建议，不影响本项"
			     "判定。",
			     "Go through the lists of what is forbidden. Also note how mechanisation and automation "
			     "are replacing people, as advice: it does not decide this item."},
		ANZE_BASIS(forbidden),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
};

ANZE_EXPORT const struct anze_plugin anze_plugin = {
	.abi = ANZE_ABI,
	.struct_size = sizeof(struct anze_plugin),
	.sector = "MIN",
	.version = "1.3.0",
	.name = {"矿山", "Mining"},
	.authority = {"市能源局（煤矿）、市应急管理局（非煤矿山），以本市职责分工为准",
		      "City energy bureau (coal mines) and city emergency bureau (other mines), as the city divides "
		      "the duties"},
	.items = items,
	.item_count = ANZE_COUNT(items),
	.fields = mining_fields,
	.field_count = MINING_FACTS,
	.classify = mining_classify,
	.check = mining_check,
	.review = mining_review,
	.minimum_service = az_minimum_service,
};
