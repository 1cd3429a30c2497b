/* What a road transport company is asked. */
#include "risk.h"
#include "transport.h"

#define WHOLE(id, most, zh, en)                                                                                        \
	{                                                                                                              \
		.name = id, .type = ANZE_INTEGER, .flags = ANZE_NARROW, .max = most, .label = {zh, en},                \
	}
#define YES_NO(id, zh, en)                                                                                             \
	{                                                                                                              \
		.name = id, .type = ANZE_YES_NO, .label = {zh, en},                                                    \
	}
#define NAME(id, zh, en)                                                                                               \
	{                                                                                                              \
		.name = id, .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 60, .label = {zh, en},                   \
	}
#define LIST(id, array, zh, en)                                                                                        \
	{                                                                                                              \
		.name = id, .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST, .label = {zh, en},                \
		.choices = array, .choice_count = ANZE_COUNT(array),                                                   \
	}
#define CLOCK(id, zh, en)                                                                                              \
	{                                                                                                              \
		.name = id, .type = ANZE_TEXT, .flags = ANZE_REQUIRED | ANZE_NARROW, .max = 5, .label = {zh, en},      \
	}

static const struct anze_choice vehicle_kinds[] = {
	{"tour_coach", {"旅游客车", "tour coach"}},
	{"charter_coach", {"包车客车", "charter coach"}},
	{"line_coach", {"三类以上班线客车", "coach of a line of class 1 to 3"}},
	{"short_line_coach", {"四类班线客车", "coach of a line of class 4"}},
	{"dangerous_goods", {"危险货物运输车辆", "vehicle for dangerous goods"}},
	{"tractor", {"半挂牵引车", "tractor of semi-trailers"}},
	{"truck", {"载货汽车", "truck"}},
	{"other", {"其他营运车辆", "other vehicle"}},
};
static const struct anze_choice warning_kinds[] = {
	{"typhoon", {"台风", "typhoon"}},
	{"rainstorm", {"暴雨", "rainstorm"}},
	{"snowstorm", {"暴雪", "snowstorm"}},
	{"hail", {"冰雹", "hail"}},
	{"fog", {"大雾", "fog"}},
	{"sandstorm", {"沙尘暴", "sandstorm"}},
	{"gale", {"大风", "gale"}},
	{"icing", {"道路结冰", "road icing"}},
	{"geological", {"地质灾害气象风险", "geological hazard"}},
};
static const struct anze_choice warning_levels[] = {
	{"blue", {"蓝色", "blue"}},
	{"yellow", {"黄色", "yellow"}},
	{"orange", {"橙色", "orange"}},
	{"red", {"红色", "red"}},
};

static const struct anze_field fleet[FLEET_COLUMNS] = {
	[FLEET_KIND] = LIST("kind", vehicle_kinds, "车辆类型", "Kind of vehicle"),
	[FLEET_MASS] = {.name = "mass",
			.type = ANZE_DECIMAL,
			.flags = ANZE_NARROW,
			.max = 50000,
			.scale = 2,
			.unit = "t",
			.label = {"总质量（载货汽车填写）", "Total mass (of trucks)"}},
	[FLEET_COUNT] = WHOLE("count", 100000, "数量", "Number"),
};
static const struct anze_field lines[LINE_COLUMNS] = {
	[LINE_NAME] = NAME("line", "客运班线", "Passenger line"),
	[LINE_LENGTH] = {.name = "length",
			 .type = ANZE_DECIMAL,
			 .flags = ANZE_NARROW,
			 .max = 60000,
			 .scale = 1,
			 .unit = "km",
			 .label = {"里程", "Length"}},
	[LINE_ASSESSED] = YES_NO("assessed", "已开展安全风险评估", "Risk assessed"),
	[LINE_STOPS] = YES_NO("stops", "凌晨2时至5时停车休息或接驳", "Stops or relays between 02:00 and 05:00"),
};
static const struct anze_field driving[DRIVING_COLUMNS] = {
	[DRIVING_DRIVER] = NAME("driver", "驾驶员（编号或姓名）", "Driver (number or name)"),
	[DRIVING_DAY] = {.name = "day",
			 .type = ANZE_DATE,
			 .flags = ANZE_REQUIRED | ANZE_NARROW,
			 .label = {"开始日期", "Day of the start"}},
	[DRIVING_FROM] = CLOCK("from", "开始时刻", "From"),
	[DRIVING_TO] = CLOCK("to", "结束时刻", "To"),
};
static const struct anze_field warnings[WARNING_COLUMNS] = {
	[WARNING_KIND] = LIST("kind", warning_kinds, "预警种类", "Warning"),
	[WARNING_LEVEL] = LIST("level", warning_levels, "级别", "Level"),
	[WARNING_SUSPENDED] = YES_NO("suspended", "预警期间已停运", "Services were suspended"),
};

const struct anze_field tra_fields[TRA_FIELD_COUNT] = {
	[TRA_FLEET] = {.name = "fleet",
		       .type = ANZE_TABLE,
		       .max = 50,
		       .label = {"营运车辆", "Fleet"},
		       .columns = fleet,
		       .column_count = FLEET_COLUMNS},
	[TRA_ON_PLATFORM] = WHOLE("on_platform", 100000, "已接入动态监控平台的车辆数", "Vehicles on the platform"),
	[TRA_MONITORS] = WHOLE("monitors", 1000, "专职监控人员数", "Full-time monitoring staff"),
	[TRA_DATA_MONTHS] = WHOLE("data_months", 600, "监控数据保存月数", "Months that monitoring data are kept"),
	[TRA_RECORD_MONTHS] = WHOLE("record_months", 600, "违法记录及处理情况保存月数",
				    "Months that violations and their outcomes are kept"),
	[TRA_HAS_LONG_LINES] = YES_NO("has_long_lines", "有800公里以上客运班线", "Passenger lines of 800 km or more"),
	[TRA_LINES] = {.name = "lines",
		       .type = ANZE_TABLE,
		       .max = 100,
		       .label = {"客运班线", "Passenger lines"},
		       .columns = lines,
		       .column_count = LINE_COLUMNS},
	[TRA_DRIVING] = {.name = "driving",
			 .type = ANZE_TABLE,
			 .max = 200,
			 .label = {"驾驶时段（由轨迹得出）", "Driving times, from the tracks"},
			 .hint = {"时刻写成21:30；结束时刻不晚于开始时刻的，算作次日。每段驾驶一行。",
				  "Times as 21:30; an end that is not after the start is on the next day. One row "
				  "for each time at the wheel."},
			 .columns = driving,
			 .column_count = DRIVING_COLUMNS},
	[TRA_DAY_SPEED] = {.name = "day_speed",
			   .type = ANZE_INTEGER,
			   .flags = ANZE_NARROW,
			   .max = 200,
			   .unit = "km/h",
			   .label = {"客车日间限速", "Speed limit of coaches by day"}},
	[TRA_NIGHT_SPEED] = {.name = "night_speed",
			     .type = ANZE_INTEGER,
			     .flags = ANZE_NARROW,
			     .max = 200,
			     .unit = "km/h",
			     .label = {"客车夜间限速", "Speed limit of coaches at night"}},
	[TRA_WARNINGS] = {.name = "warnings",
			  .type = ANZE_TABLE,
			  .max = 50,
			  .label = {"经营地或途经地的预警", "Warnings at the base or along the routes"},
			  .columns = warnings,
			  .column_count = WARNING_COLUMNS},
	[TRA_POINTS] = WHOLE("points", 20, "在岗驾驶员尚未处理的单次诚信考核计分（最高）",
			     "Integrity points of one event not dealt with, of drivers on duty (the most)"),
	[TRA_TRAINING_HOURS] = {.name = "training_hours",
				.type = ANZE_DECIMAL,
				.flags = ANZE_NARROW,
				.max = 1000,
				.scale = 1,
				.unit = "h",
				.label = {"驾驶员上月安全教育学时（最少者）",
					  "Hours of safety training of drivers last month (the least)"}},
	[TRA_LAST_DRILL] = {.name = "last_drill",
			    .type = ANZE_DATE,
			    .flags = ANZE_NARROW,
			    .label = {"最近一次应急演练日期", "Day of the latest emergency exercise"}},
	[TRA_DANGEROUS_GOODS] = YES_NO("dangerous_goods", "从事危险货物运输", "Transport of dangerous goods"),
	[TRA_TIRED] = YES_NO("tired_unhandled", "长期存在疲劳驾驶，途中未及时提醒纠正且行程结束后一个月内未严肃处理",
			     "Tired driving persists, was not corrected under way and not dealt with within a month"),
	[TRA_TANK_EXPIRED] = YES_NO("tank_expired", "使用检验不合格或逾期的罐体运输",
				    "A tank whose inspection failed or expired is in use"),
	[TRA_OUTSIDE_LICENCE] = YES_NO("outside_licence", "承运许可范围以外的危险货物",
				       "Dangerous goods outside the licence are carried"),
	[TRA_PARKED_IN_CROWD] = YES_NO("parked_in_crowd", "重载危险货物车辆停放在人员密集场所",
				       "Loaded vehicles with dangerous goods are parked where many people gather"),
	[TRA_UNSEPARATED] = YES_NO("unseparated", "禁配危险货物未隔离停放或装卸",
				   "Incompatible goods are parked or loaded without separation"),
	[TRA_FAILED_IN_SERVICE] = YES_NO("failed_in_service", "制动、转向等检验检测不合格或逾期未检的车辆继续营运",
					 "A vehicle whose brakes, steering or the like failed or missed inspection "
					 "stays in service"),
	/* tra_classify hands the index of the first of these three over. */
	AZ_RISK_FIELDS,
};
