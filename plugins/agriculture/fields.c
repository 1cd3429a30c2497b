/* What a farm, a cooperative or a fishing enterprise is asked. */
#include "agriculture.h"
#include "risk.h"

#define YES_NO(id, zh, en)                                                                                             \
	{                                                                                                              \
		.name = id, .type = ANZE_YES_NO, .label = {zh, en},                                                    \
	}
#define NAME(id, zh, en)                                                                                               \
	{                                                                                                              \
		.name = id, .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 60, .label = {zh, en},                   \
	}
#define WHOLE(id, most, zh, en)                                                                                        \
	{                                                                                                              \
		.name = id, .type = ANZE_INTEGER, .flags = ANZE_NARROW, .max = most, .label = {zh, en},                \
	}
#define FIGURE(id, most, places, in, zh, en)                                                                           \
	{                                                                                                              \
		.name = id, .type = ANZE_DECIMAL, .flags = ANZE_NARROW, .max = most, .scale = places, .unit = in,      \
		.label = {zh, en},                                                                                     \
	}

static const struct anze_field vessels[VESSEL_COLUMNS] = {
	[VESSEL_NAME] = NAME("vessel", "船名或船号", "Vessel's name or number"),
	[VESSEL_PERSONS] = WHOLE("persons", 1000, "核定载员（人）", "Persons it is approved for"),
};
static const struct anze_field gas[GAS_COLUMNS] = {
	[GAS_PLACE] = NAME("place", "有限空间", "Confined space"),
	[GAS_OXYGEN] = FIGURE("oxygen", 10000, 2, "%", "氧含量", "Oxygen"),
	[GAS_SULPHIDE] = FIGURE("sulphide", 1000000, 2, "mg/m³", "硫化氢", "Hydrogen sulphide"),
	[GAS_MONOXIDE] = FIGURE("monoxide", 1000000, 2, "mg/m³", "一氧化碳", "Carbon monoxide"),
	[GAS_METHANE_LEL] = FIGURE("methane_lel", 10000, 2, "% LEL", "甲烷（爆炸下限的百分数）",
				   "Methane, of its lower explosive limit"),
	[GAS_METHANE_VOLUME] = FIGURE("methane_volume", 10000, 2, "%", "甲烷（体积分数）", "Methane, by volume"),
	[GAS_ENTERED] = YES_NO("entered", "在此读数下有人进入", "People went in at these readings"),
};

const struct anze_field agr_fields[AGR_FIELD_COUNT] = {
	[AGR_HAS_MACHINERY] = YES_NO("has_machinery", "使用拖拉机、联合收割机等农业机械",
				     "Tractors, combine harvesters or other farm machinery are used"),
	[AGR_HAS_VESSELS] = YES_NO("has_vessels", "有渔业船舶", "There are fishing vessels"),
	[AGR_VESSELS] = {.name = "vessels",
			 .type = ANZE_TABLE,
			 .max = 200,
			 .label = {"渔业船舶", "Fishing vessels"},
			 .hint = {"核定载员以检验证书为准。", "As approved in the certificate of inspection."},
			 .columns = vessels,
			 .column_count = VESSEL_COLUMNS},
	[AGR_HAS_CONFINED_SPACE] = YES_NO("has_confined_space", "有沼气池、粪污池、青贮窖等有限空间",
					  "There are biogas digesters, slurry pits, silos or the like"),
	[AGR_GAS] = {.name = "gas",
		     .type = ANZE_TABLE,
		     .max = 100,
		     .label = {"有限空间气体检测", "Gas readings of confined spaces"},
		     .hint = {"甲烷填爆炸下限的百分数或体积分数，填一项即可。",
			      "Methane as a share of the lower explosive limit or by volume; one of them is enough."},
		     .columns = gas,
		     .column_count = GAS_COLUMNS},
	[AGR_ENTERED] = YES_NO("entered_unprotected", "有未经审批、未检测或无人监护即进入有限空间的情况",
			       "People entered without approval, testing or an attendant"),
	[AGR_HAS_STORES] = YES_NO("has_stores", "储存农药或硝酸铵类化肥",
				  "Pesticides or fertilisers with ammonium nitrate are stored"),
	[AGR_NITRATE] = FIGURE("nitrate", 100000000, 3, "t", "硝酸铵类化肥最大储存量",
			       "Fertiliser with ammonium nitrate, the most that is stored"),
	[AGR_STORE_SHARED] = YES_NO("store_shared", "与禁配物质、明火或住宿混放混用",
				    "The store is shared with incompatible substances, open fire or lodgings"),
	[AGR_WORKERS] = WHOLE("workers", 1000000, "应接受培训的从业人员数", "People who must be trained"),
	[AGR_TRAINED] = WHOLE("trained", 1000000, "已接受培训的从业人员数", "People who were trained"),
	/* agr_classify hands the index of the first of these three over. */
	AZ_RISK_FIELDS,
};
