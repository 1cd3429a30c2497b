/* Road transport of passengers, goods and dangerous goods. */
#include "transport.h"
#include "risk.h"

/* Its number, 交办运〔2023〕52号, is not checked and therefore left out of what is shown as verified. */
#define CRITERIA "《道路运输企业重大事故隐患判定标准（试行）》"
#define FROM_2023(clause)                                                                                              \
	{                                                                                                              \
		CRITERIA, clause, "2023-10-01", NULL, 1                                                                \
	}

static const struct anze_basis licence[] = {FROM_2023("第三条（一）")};
static const struct anze_basis vehicles[] = {FROM_2023("第三条（二）")};
static const struct anze_basis driving[] = {FROM_2023("第三条（三）")};
static const struct anze_basis weather[] = {FROM_2023("第三条（四）")};
static const struct anze_basis long_lines[] = {FROM_2023("第四条（一）")};
static const struct anze_basis monitoring[] = {
	{"《道路运输车辆动态监督管理办法》", "", "2014-07-01", NULL, 0},
};
static const struct anze_basis hours[] = {
	{"《道路旅客运输企业安全管理规范》（交运发〔2018〕55号）", "", NULL, NULL, 0},
	{"《道路运输车辆动态监督管理办法》", "", "2014-07-01", NULL, 0},
};
static const struct anze_basis dangerous_goods[] = {
	{"《危险货物道路运输安全管理办法》（交通运输部等六部门令2019年第29号）", "", "2020-01-01", NULL, 0},
};
static const struct anze_basis loading[] = {
	{"JT/T 617-2018《危险货物道路运输规则》", "", "2018-12-01", NULL, 0},
};
static const struct anze_basis education[] = {
	{"《道路旅客运输企业安全管理规范》（交运发〔2018〕55号）", "", NULL, NULL, 0},
};
static const struct anze_basis technical[] = {
	{"GB 7258-2017《机动车运行安全技术条件》", "", "2018-01-01", NULL, 0},
	{"GB/T 18344-2016《汽车维护、检测、诊断技术规范》", "", "2017-07-01", NULL, 0},
};
static const struct anze_basis drills[] = {
	{"《生产安全事故应急预案管理办法》（应急管理部令第2号）", "第三十三条", "2019-09-01", NULL, 0},
};
static const struct anze_basis cameras[] = {
	{"关于推广应用智能视频监控报警技术的通知（交办运〔2018〕115号）", "", NULL, NULL, 0},
};

/* A vehicle for them counts more than a no. */
#define DANGEROUS_GOODS                                                                                                \
	"${dangerous_goods} = 'yes' or ${fleet} > 0 and selected(${fleet.kind}, 'dangerous_goods')"

const struct anze_item tra_items[TRA_ITEM_COUNT] = {
	{
		.code = "TRA-01",
		.category = "HZ",
		.question = {"经营许可或备案是否在有效期内，且没有超出许可（备案）事项经营？",
			     "Is the operating licence or registration valid, and does the business stay within its "
			     "scope?"},
		ANZE_BASIS(licence),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "TRA-02",
		.category = "HZ",
		.question = {"营运车辆中是否没有报废、擅自改装、拼装以及检验检测不合格或逾期的车辆？",
			     "Is the fleet free of scrapped, altered or assembled vehicles and of vehicles whose "
			     "inspection failed or has expired?"},
		ANZE_BASIS(vehicles),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "TRA-03",
		.category = "HZ",
		.question =
			{"对超速、超员、超载和疲劳驾驶，是否在运输途中及时提醒纠正，并在行程结束后一个月内严肃处理？",
			 "Are speeding, overcrowding, overloading and tired driving corrected while under way and "
			 "dealt with seriously within one month of the trip?"},
		.guidance = {"从动态监控平台抽取最近三个月的报警，逐条核对提醒和处理记录。",
			     "Take the last three months' alarms from the monitoring platform and match each with its "
			     "warning and its outcome."},
		ANZE_BASIS(driving),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "TRA-04",
		.category = "HZ",
		.question = {"驾驶员一次诚信考核计10分及以上的，是否在严肃处理之前未再安排上岗？",
			     "Is a driver with 10 or more integrity points from a single event kept off duty until the "
			     "event has been dealt with?"},
		ANZE_BASIS(driving),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "TRA-05",
		.category = "HZ",
		.question = {"经营地或途经地发布达到停运级别的预警时，是否执行停运指令和企业应急预案？",
			     "When a warning at suspension level is in force at the base or along the route, are "
			     "orders to suspend and the company's emergency plan obeyed?"},
		.guidance = {"停运级别：台风橙色及以上；暴雨、暴雪、冰雹、大雾、沙尘暴、大风、道路结冰红色；地质灾害气"
			     "象风险红色。",
			     "Suspension level: typhoon orange and above; rainstorm, snowstorm, hail, fog, sandstorm, "
			     "gale or road icing red; geological hazard red."},
		ANZE_BASIS(weather),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.frequency_note = {"并在每次预警发布时", "and whenever such a warning is issued"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "TRA-06",
		.category = "S2",
		.question = {"800公里以上客运班线是否已开展安全风险评估，车辆在凌晨2时至5时是否停车休息或接驳运输？",
			     "Have passenger lines over 800 km been risk-assessed, and do their coaches stop or hand "
			     "over to a relay between 02:00 and 05:00?"},
		.guidance = {"凌晨停车要求仅适用于800公里以上班线的车辆；没有此类班线的填“不适用”。",
			     "The stop at night concerns only vehicles of lines over 800 km; without such lines answer "
			     "\"not applicable\"."},
		ANZE_BASIS(long_lines),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_HALF_YEARLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "TRA-07",
		.category = "HZ",
		.question = {"应接入平台的车辆是否正常上线，专职监控人员是否按车辆数足额配备？",
			     "Are all vehicles that must be on the platform online, and are there enough full-time "
			     "monitoring staff for the fleet?"},
		.guidance = {"每100辆车不少于1人且最少2人；监控数据保存不少于6个月，违法记录和处理情况不少于3年。",
			     "At least 1 person for every 100 vehicles and at least 2; monitoring data kept 6 months, "
			     "violations and their outcomes 3 years."},
		ANZE_BASIS(monitoring),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_MONTHLY,
		.weight = 1,
	},
	{
		.code = "TRA-08",
		.category = "HZ",
		.question = {"按行驶轨迹计算，驾驶员连续驾驶、休息和24小时累计驾驶时间是否符合规定？",
			     "Computed from the tracks, do the drivers' continuous driving, rests and total driving in "
			     "24 hours comply?"},
		.guidance = {"日间连续驾驶≤4小时，夜间（22时至次日6时）≤2小时，每次休息≥20分钟，24小时累计≤8小时；客车"
			     "夜间车速不超过日间限速的80%。",
			     "By day up to 4 h without a break, at night (22:00 to 06:00) up to 2 h, each rest at "
			     "least 20 minutes, up to 8 h in 24 h; coaches at night up to 80% of the daytime limit."},
		ANZE_BASIS(hours),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"长期存在疲劳驾驶，途中未及时提醒纠正且行程结束后一个月内未严肃处理的，为重大隐患；"
				    "偶发且已处理的，为一般隐患。",
				    "Major when tired driving persists, was not corrected under way and not dealt with "
				    "within a month of the trip; ordinary when it is occasional and was dealt with."},
		.frequency = ANZE_MONTHLY,
		.weight = 2,
	},
	{
		.code = "TRA-09",
		.category = "HZ",
		.question = {"危险货物运输是否使用电子运单、按规定配备押运人员，且罐体检验合格并在有效期内？",
			     "Does every transport of dangerous goods have an electronic waybill, the prescribed "
			     "escort and a tank with a valid inspection?"},
		ANZE_BASIS(dangerous_goods),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"使用检验不合格或逾期的罐体运输，或者超出许可范围承运的，为重大隐患；仅运单填写不规"
				    "范的，为一般隐患。",
				    "Major when a tank whose inspection failed or expired is used, or goods outside "
				    "the licence are carried; ordinary when only the waybill is filled in badly."},
		.frequency = ANZE_MONTHLY,
		.weight = 2,
		.relevant = DANGEROUS_GOODS,
	},
	{
		.code = "TRA-10",
		.category = "HZ",
		.question = {"危险货物装卸区和专用停车场的消防设施、隔离和警示标志是否符合要求？",
			     "Do the loading areas and the dedicated parking for dangerous goods have the required "
			     "fire equipment, separation and warning signs?"},
		ANZE_BASIS(loading),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition = {"重载危险货物车辆停放在人员密集场所，或者禁配货物未隔离停放、装卸的，按重大隐患提请"
				    "认定；其余为一般隐患。",
				    "Proposed as major when loaded vehicles are parked where many people gather, or "
				    "incompatible goods are parked or loaded without separation; ordinary otherwise."},
		.frequency = ANZE_QUARTERLY,
		.weight = 2,
		.relevant = DANGEROUS_GOODS,
	},
	{
		.code = "TRA-11",
		.category = "S1",
		.question = {"驾驶员是否每月至少接受一次、累计不少于2学时的安全教育？",
			     "Does every driver have safety training at least once a month, of at least 2 hours?"},
		ANZE_BASIS(education),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_MONTHLY,
		.weight = 1,
	},
	{
		.code = "TRA-12",
		.category = "HZ",
		.question = {"车辆是否按周期维护和评定技术等级，灭火器、安全锤、应急门（窗）是否齐全有效？",
			     "Are vehicles maintained and graded on schedule, and are extinguishers, safety hammers "
			     "and emergency doors and windows complete and working?"},
		ANZE_BASIS(technical),
		.major = ANZE_MAJOR_CONDITIONAL,
		.major_condition =
			{"制动、转向等检验检测不合格或逾期未检的车辆继续营运的，为重大隐患；灭火器、安全锤缺失等可当场"
			 "整改的，为一般隐患。",
			 "Major when a vehicle whose brakes, steering or the like failed or missed inspection stays in "
			 "service; ordinary when missing extinguishers or hammers can be put right on the spot."},
		.frequency = ANZE_QUARTERLY,
		.weight = 2,
	},
	{
		.code = "TRA-13",
		.category = "S5",
		.question = {"是否按计划开展应急演练并对演练效果作出评估？",
			     "Are emergency exercises held as planned and their effect evaluated?"},
		ANZE_BASIS(drills),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_HALF_YEARLY,
		.weight = 1,
	},
	{
		.code = "TRA-14",
		.category = "S6",
		.question = {"智能视频监控报警装置是否正常使用，每条报警是否有处置和反馈？",
			     "Are the smart video alarm devices in normal use, and is every alarm dealt with and "
			     "reported back?"},
		ANZE_BASIS(cameras),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_QUARTERLY,
		.weight = 1,
	},
};

ANZE_EXPORT const struct anze_plugin anze_plugin = {
	.abi = ANZE_ABI,
	.struct_size = sizeof(struct anze_plugin),
	.sector = "TRA",
	.version = "1.3.0",
	.name = {"交通运输", "Transport"},
	.authority = {"市交通运输局", "City transport bureau"},
	.items = tra_items,
	.item_count = TRA_ITEM_COUNT,
	.fields = tra_fields,
	.field_count = TRA_FIELD_COUNT,
	.classify = tra_classify,
	.check = tra_check,
	.applies = tra_applies,
	.review = tra_review,
	.minimum_service = az_minimum_service,
};
