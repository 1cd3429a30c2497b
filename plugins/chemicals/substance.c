#include "substance.h"

#include <string.h>

/* Q and β by class. The symbols are those of the standard's table 2. */
static const struct hazard_class classes[CLASS_COUNT] = {
	{"j1", 5, 40, 0},    {"j2", 50, 10, 0},    {"j3", 50, 20, 0},   {"j4", 50, 20, 0},     {"j5", 500, 10, 0},
	{"w1.1", 1, 20, 0},  {"w1.2", 10, 20, 0},  {"w1.3", 50, 20, 0}, {"w2", 10, 15, 0},     {"w3", 150, 10, 0},
	{"w4", 50, 10, 0},   {"w5.1", 10, 15, 0},  {"w5.2", 50, 10, 0}, {"w5.3", 1000, 10, 0}, {"w5.4", 5000, 10, 0},
	{"w6.1", 10, 15, 1}, {"w6.2", 50, 10, 1},  {"w7.1", 10, 15, 0}, {"w7.2", 50, 10, 0},   {"w8", 50, 10, 0},
	{"w9.1", 50, 10, 0}, {"w9.2", 200, 10, 0}, {"w10", 200, 10, 0}, {"w11", 200, 10, 0},
};

const struct anze_choice class_choices[CLASS_COUNT] = {
	{"j1", {"J1 急性毒性", "J1 acute toxicity"}},
	{"j2", {"J2 急性毒性", "J2 acute toxicity"}},
	{"j3", {"J3 急性毒性", "J3 acute toxicity"}},
	{"j4", {"J4 急性毒性", "J4 acute toxicity"}},
	{"j5", {"J5 急性毒性", "J5 acute toxicity"}},
	{"w1.1", {"W1.1 爆炸物", "W1.1 explosives"}},
	{"w1.2", {"W1.2 爆炸物", "W1.2 explosives"}},
	{"w1.3", {"W1.3 爆炸物", "W1.3 explosives"}},
	{"w2", {"W2 易燃气体", "W2 flammable gases"}},
	{"w3", {"W3 气溶胶", "W3 aerosols"}},
	{"w4", {"W4 氧化性气体", "W4 oxidising gases"}},
	{"w5.1", {"W5.1 易燃液体", "W5.1 flammable liquids"}},
	{"w5.2", {"W5.2 易燃液体", "W5.2 flammable liquids"}},
	{"w5.3", {"W5.3 易燃液体", "W5.3 flammable liquids"}},
	{"w5.4", {"W5.4 易燃液体", "W5.4 flammable liquids"}},
	{"w6.1", {"W6.1 自反应物质和混合物", "W6.1 self-reactive substances and mixtures"}},
	{"w6.2", {"W6.2 自反应物质和混合物", "W6.2 self-reactive substances and mixtures"}},
	{"w7.1", {"W7.1 有机过氧化物", "W7.1 organic peroxides"}},
	{"w7.2", {"W7.2 有机过氧化物", "W7.2 organic peroxides"}},
	{"w8", {"W8 自燃液体和自燃固体", "W8 pyrophoric liquids and solids"}},
	{"w9.1", {"W9.1 氧化性固体和液体", "W9.1 oxidising solids and liquids"}},
	{"w9.2", {"W9.2 氧化性固体和液体", "W9.2 oxidising solids and liquids"}},
	{"w10", {"W10 易燃固体", "W10 flammable solids"}},
	{"w11", {"W11 遇水放出易燃气体的物质和混合物", "W11 substances that emit flammable gas with water"}},
};

/* Toxic gases have a β of their own; the others that of their class: flammable
 * gas 1.5, explosive 2, a flammable liquid of category 1 1.5, the rest 1. Town
 * gas takes that of the carbon monoxide in it, the higher of the two that fit. */
static const struct substance substances[SUBSTANCE_COUNT] = {
	{"ammonia", 1000, 20, 0, 1},
	{"chlorine", 500, 40, 0, 1},
	{"hydrogen_sulfide", 500, 50, 0, 1},
	{"hydrogen_chloride", 2000, 30, 0, 1},
	{"sulfur_dioxide", 2000, 20, 0, 1},
	{"ethylene_oxide", 1000, 20, 0, 1},
	{"phosgene", 30, 200, 0, 1},
	{"hydrogen_fluoride", 100, 50, 0, 1},
	{"hydrogen_cyanide", 100, 100, 0, 1},
	{"methyl_isocyanate", 75, 200, 0, 1},
	{"carbon_monoxide", 0, 20, 0, 1},
	{"methyl_bromide", 0, 30, 0, 1},
	{"nitrogen_dioxide", 0, 100, 0, 1},
	{"phosphine", 0, 200, 0, 1},
	{"coal_gas", 2000, 20, 0, 0},
	{"lpg", 5000, 15, 0, 0},
	{"methane", 5000, 15, 0, 0},
	{"hydrogen", 500, 15, 0, 0},
	{"acetylene", 100, 15, 0, 0},
	{"ethylene", 5000, 15, 0, 0},
	{"vinyl_chloride", 5000, 15, 0, 0},
	{"butadiene", 500, 15, 0, 0},
	{"oxygen", 20000, 10, 1, 0},
	{"gasoline", 20000, 10, 0, 0},
	{"benzene", 5000, 10, 0, 0},
	{"toluene", 50000, 10, 0, 0},
	{"methanol", 50000, 10, 0, 0},
	{"ethanol", 50000, 10, 0, 0},
	{"acetone", 50000, 10, 0, 0},
	{"styrene", 50000, 10, 0, 0},
	{"acrylonitrile", 5000, 10, 0, 0},
	{"carbon_disulfide", 5000, 10, 0, 0},
	{"ether", 1000, 15, 0, 0},
	{"ammonium_nitrate_explosive", 500, 20, 1, 0},
	{"ammonium_nitrate", 5000, 10, 1, 0},
	{"ammonium_nitrate_fertiliser", 20000, 10, 1, 0},
	{"potassium_chlorate", 10000, 10, 0, 0},
	{"sodium_chlorate", 10000, 10, 0, 0},
	{"calcium_carbide", 10000, 10, 0, 0},
	{"sodium", 1000, 10, 0, 0},
	{"white_phosphorus", 5000, 10, 0, 0},
	{"tnt", 500, 20, 0, 0},
	{"nitroglycerin", 100, 20, 0, 0},
	{"other", 0, 0, 0, 0},
};

const struct anze_choice substance_choices[SUBSTANCE_COUNT] = {
	{"ammonia", {"氨", "ammonia"}},
	{"chlorine", {"氯", "chlorine"}},
	{"hydrogen_sulfide", {"硫化氢", "hydrogen sulfide"}},
	{"hydrogen_chloride", {"氯化氢（无水）", "hydrogen chloride, anhydrous"}},
	{"sulfur_dioxide", {"二氧化硫", "sulfur dioxide"}},
	{"ethylene_oxide", {"环氧乙烷", "ethylene oxide"}},
	{"phosgene", {"光气", "phosgene"}},
	{"hydrogen_fluoride", {"氟化氢", "hydrogen fluoride"}},
	{"hydrogen_cyanide", {"氰化氢", "hydrogen cyanide"}},
	{"methyl_isocyanate", {"异氰酸甲酯", "methyl isocyanate"}},
	{"carbon_monoxide", {"一氧化碳", "carbon monoxide"}},
	{"methyl_bromide", {"溴甲烷", "methyl bromide"}},
	{"nitrogen_dioxide", {"二氧化氮", "nitrogen dioxide"}},
	{"phosphine", {"磷化氢", "phosphine"}},
	{"coal_gas", {"煤气（含一氧化碳）", "town gas with carbon monoxide"}},
	{"lpg", {"液化石油气", "liquefied petroleum gas"}},
	{"methane", {"甲烷、天然气", "methane, natural gas"}},
	{"hydrogen", {"氢", "hydrogen"}},
	{"acetylene", {"乙炔", "acetylene"}},
	{"ethylene", {"乙烯", "ethylene"}},
	{"vinyl_chloride", {"氯乙烯", "vinyl chloride"}},
	{"butadiene", {"1,3-丁二烯", "1,3-butadiene"}},
	{"oxygen", {"氧（压缩的或液化的）", "oxygen, compressed or liquefied"}},
	{"gasoline", {"汽油", "gasoline"}},
	{"benzene", {"苯", "benzene"}},
	{"toluene", {"甲苯", "toluene"}},
	{"methanol", {"甲醇", "methanol"}},
	{"ethanol", {"乙醇", "ethanol"}},
	{"acetone", {"丙酮", "acetone"}},
	{"styrene", {"苯乙烯", "styrene"}},
	{"acrylonitrile", {"丙烯腈", "acrylonitrile"}},
	{"carbon_disulfide", {"二硫化碳", "carbon disulfide"}},
	{"ether", {"乙醚", "diethyl ether"}},
	{"ammonium_nitrate_explosive", {"硝酸铵（含可燃物＞0.2%）", "ammonium nitrate, above 0.2% combustible"}},
	{"ammonium_nitrate", {"硝酸铵（含可燃物≤0.2%）", "ammonium nitrate, up to 0.2% combustible"}},
	{"ammonium_nitrate_fertiliser", {"硝酸铵基化肥", "ammonium nitrate fertiliser"}},
	{"potassium_chlorate", {"氯酸钾", "potassium chlorate"}},
	{"sodium_chlorate", {"氯酸钠", "sodium chlorate"}},
	{"calcium_carbide", {"碳化钙", "calcium carbide"}},
	{"sodium", {"钠", "sodium"}},
	{"white_phosphorus", {"黄磷", "white phosphorus"}},
	{"tnt", {"三硝基甲苯", "trinitrotoluene"}},
	{"nitroglycerin", {"硝化甘油", "nitroglycerin"}},
	{"other", {"其他（按危险性类别）", "other, by its hazard class"}},
};

const struct hazard_class *find_class(const char *code)
{
	for (size_t i = 0; code && i < CLASS_COUNT; i++)
		if (strcmp(code, classes[i].code) == 0)
			return &classes[i];
	return NULL;
}

const struct substance *find_substance(const char *code, size_t *index)
{
	for (size_t i = 0; code && i < SUBSTANCE_COUNT; i++)
		if (strcmp(code, substances[i].code) == 0) {
			*index = i;
			return &substances[i];
		}
	return NULL;
}
