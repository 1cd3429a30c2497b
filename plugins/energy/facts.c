#include "facts.h"

static const struct anze_choice kinds[] = {
	{"grid", {"电网设备设施（填电压）", "grid equipment: voltage"}},
	{"coal", {"燃煤机组（填单机容量）", "coal-fired unit: capacity of the unit"}},
	{"hydro", {"水电机组（填单机容量）", "hydro unit: capacity of the unit"}},
	{"gas", {"燃气机组（填单套容量）", "gas unit: capacity of the set"}},
	{"wind", {"风电场（填总容量）", "wind farm: capacity of the station"}},
	{"solar", {"光伏电站（填总容量）", "solar station: capacity of the station"}},
};

static const struct anze_field equipment_columns[EQUIPMENT_COLUMNS] = {
	[EQUIPMENT_NAME] =
		{.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 40, .label = {"名称", "Name"}},
	[EQUIPMENT_KIND] = AZ_ONE_OF("kind", kinds, "类型", "Kind", .flags = ANZE_REQUIRED),
	[EQUIPMENT_VOLTAGE] = AZ_DECIMAL("voltage", "kV", 1, 0, 20000, "电压等级", "Voltage"),
	[EQUIPMENT_CAPACITY] = AZ_DECIMAL("capacity", "MW", 1, 0, 1000000, "容量", "Capacity"),
};

static const struct anze_field live_work_columns[LIVE_WORK_COLUMNS] = {
	[LIVE_PLACE] =
		{.name = "place", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 40, .label = {"作业地点", "Place"}},
	[LIVE_VOLTAGE] = {.name = "voltage",
			  .type = ANZE_DECIMAL,
			  .flags = ANZE_REQUIRED | ANZE_NARROW,
			  .max = 20000,
			  .scale = 1,
			  .unit = "kV",
			  .label = {"电压等级", "Voltage"}},
	[LIVE_DISTANCE] = {.name = "distance",
			   .type = ANZE_DECIMAL,
			   .flags = ANZE_REQUIRED | ANZE_NARROW,
			   .max = 10000,
			   .scale = 2,
			   .unit = "m",
			   .label = {"人员与带电体的最小距离", "Least distance between people and live parts"}},
};

const struct anze_field energy_fields[ENERGY_FACTS] = {
	[POWER] = AZ_YES_OR_NO("power", "是否为电力企业（发电、输变电、供电、电力建设）",
			       "Is it a power enterprise: generation, grid, supply, power construction?",
			       .flags = ANZE_REQUIRED),
	[EQUIPMENT] = AZ_ROWS("equipment", equipment_columns, 40, "主要电力设备设施", "Main power equipment"),
	[DAM_OR_ASH] = AZ_YES_OR_NO("dam_or_ash", "是否有水电站大坝或燃煤电厂贮灰场",
				    "Is there a hydropower dam or an ash yard?"),
	[LIVE_WORK] = AZ_ROWS("live_work", live_work_columns, 40, "设备不停电时的作业", "Work near live equipment"),
	[WITHOUT_TICKET] =
		AZ_YES_OR_NO("without_ticket", "近30天是否有无票作业", "Any work without a ticket, last 30 days?"),
	[INTERLOCK] = AZ_YES_OR_NO("interlock", "近30天是否有擅自解除闭锁的操作",
				   "Any interlock released without authority, last 30 days?"),
	[WIND] = AZ_YES_OR_NO("wind", "是否有风电场", "Is there a wind farm?"),
	[WIND_CLIMBING] = AZ_DECIMAL("wind_climbing", "m/s", 1, 0, 1000, "登塔作业时的最大风速（近90天）",
				     "Strongest wind while climbing, last 90 days"),
	[WIND_OUTDOOR] = AZ_DECIMAL("wind_outdoor", "m/s", 1, 0, 1000, "户外作业时的最大风速（近90天）",
				    "Strongest wind during outdoor work, last 90 days"),
	[SOLAR] = AZ_YES_OR_NO("solar", "是否有光伏电站", "Is there a solar station?"),
	[STORAGE] = AZ_YES_OR_NO("storage", "是否有电化学储能电站", "Is there a battery storage station?"),
	[STORAGE_KEPT_RUNNING] = AZ_YES_OR_NO(
		"storage_kept_running", "电池管理系统退出或可燃气体联动失效时是否仍充放电",
		"Are batteries used although the management system or the gas interlock is out of action?"),
	[STATION] = AZ_YES_OR_NO("station", "是否有油气站场", "Is there an oil or gas station?"),
	[PIPELINE] = AZ_YES_OR_NO("pipeline", "是否有长输油气管道", "Is there a long-distance pipeline?"),
	[DISTANCE] = AZ_DECIMAL("distance", "m", 1, 0, 100000, "施工、取土、建房距管道中心线的最小距离",
				"Least distance of digging or building from the centre line"),
	[CONSENT] = AZ_YES_OR_NO("consent", "该施工是否经批准或同意", "Was that work approved or agreed?"),
	[OCCUPIED] = AZ_YES_OR_NO("occupied", "是否有建筑物占压管道", "Do buildings stand on the pipe?"),
	[HIGH_CONSEQUENCE] = AZ_YES_OR_NO("high_consequence", "有关管段是否位于人员密集区或高后果区",
					  "Is that section in a populated or high-consequence area?"),
	[INSPECTED] = AZ_DAY("inspected", "管道最近一次检测（完整性评价）日期", "Pipeline last inspected on"),
	[NEXT_INSPECTION] = AZ_DAY("next_inspection", "评价确定的下次检测日期", "Next inspection, by the assessment"),
	[DEFECT_LEFT] = AZ_YES_OR_NO("defect_left", "要求立即处置的缺陷是否未处置",
				     "Was a defect left that needs immediate action?"),
	[CITY_GAS] = AZ_YES_OR_NO("city_gas", "是否经营城镇燃气", "Does it supply city gas?"),
	[FILLING] = AZ_YES_OR_NO("filling", "是否有加油站", "Is there a filling station?"),
	[TANK_LEAK] = AZ_YES_OR_NO("tank_leak", "是否有渗漏油罐未停用", "Is a leaking tank still in use?"),
	[SHUT_OFF_DEAD] = AZ_YES_OR_NO("shut_off_dead", "紧急切断失效时是否仍营业",
				       "Is business going on without a working emergency shut-off?"),
	AZ_RISK_FIELDS,
};
