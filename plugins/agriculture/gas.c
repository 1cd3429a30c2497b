/* Limits of the air in which people may enter a digester, a pit or a silo. */
#include "agriculture.h"
#include "explain.h"

static const struct az_cited rule = {"NY/T 3437-2019《沼气工程安全管理规范》", 0};

/* In hundredths, both ends allowed. */
static const struct limit {
	enum agr_gas_column column;
	int64_t least, most;
} limits[] = {
	{GAS_OXYGEN, 1950, 2350},   {GAS_SULPHIDE, 0, 1000},     {GAS_MONOXIDE, 0, 3000},
	{GAS_METHANE_LEL, 0, 1000}, {GAS_METHANE_VOLUME, 0, 50},
};

/* Within the limits, beyond one, or nothing while a gas was not measured. */
static enum az_said safe(const struct anze_fact *cells)
{
	bool complete = cells[GAS_OXYGEN].given && cells[GAS_SULPHIDE].given && cells[GAS_MONOXIDE].given &&
			(cells[GAS_METHANE_LEL].given || cells[GAS_METHANE_VOLUME].given);
	for (size_t i = 0; i < ANZE_COUNT(limits); i++) {
		const struct anze_fact *cell = &cells[limits[i].column];
		if (cell->given && (cell->number < limits[i].least || cell->number > limits[i].most))
			return AZ_SAID_NO;
	}
	return complete ? AZ_SAID_YES : AZ_SAID_NOTHING;
}

/* "硫化氢10.01 mg/m³ > 10 mg/m³" */
static struct anze_text compared(const struct anze_out *out, const struct limit *limit, const struct anze_fact *cell)
{
	const struct anze_field *column = &agr_fields[AGR_GAS].columns[limit->column];
	bool below = cell->number<limit->least, above = cell->number> limit->most;
	struct anze_text value = az_number(out, cell->number, 2), most = az_number(out, limit->most, 2);
	struct anze_text unit = AZ_SAME(column->unit);
	if (below)
		return az_tell(out, "{0} {1}{2} < {3}{2}", "{0} {1} {2} < {3} {2}", column->label, value, unit,
			       az_number(out, limit->least, 2));
	if (limit->least && !above)
		return az_tell(out, "{0} {3}{2} ≤ {1}{2} ≤ {4}{2}", "{0} {3} {2} ≤ {1} {2} ≤ {4} {2}", column->label,
			       value, unit, az_number(out, limit->least, 2), most);
	return az_tell(out, "{0} {1}{2} {3} {4}{2}", "{0} {1} {2} {3} {4} {2}", column->label, value, unit,
		       above ? AZ_SAME(">") : AZ_SAME("≤"), most);
}

static struct anze_text told(const struct anze_out *out, const struct anze_fact *cells)
{
	static const struct anze_text separator = {"；", "; "};
	struct anze_text text = {"", ""};
	bool methane = cells[GAS_METHANE_LEL].given || cells[GAS_METHANE_VOLUME].given;
	for (size_t i = 0; i < ANZE_COUNT(limits); i++) {
		const struct anze_fact *cell = &cells[limits[i].column];
		enum agr_gas_column column = limits[i].column;
		if (cell->given)
			text = az_join(out, text, separator, compared(out, &limits[i], cell));
		else if (column < GAS_METHANE_LEL)
			text = az_join(out, text, separator,
				       az_tell(out, "{0}未检测", "{0} was not measured",
					       agr_fields[AGR_GAS].columns[column].label));
	}
	if (!methane)
		text = az_join(out, text, separator, AZ_TEXT("甲烷未检测", "Methane was not measured"));
	return text;
}

static const struct {
	const char *value;
	struct anze_text text;
} outcomes[] = {
	[AZ_SAID_NOTHING] = {"incomplete", {"检测不全，不得进入", "Not all was measured: no entry"}},
	[AZ_SAID_NO] = {"unsafe", {"超出限值，不得进入", "Beyond a limit: no entry"}},
	[AZ_SAID_YES] = {"safe", {"均在限值以内", "All within the limits"}},
};

/* People went in: were the readings such that they could? */
static void classify_entry(const struct anze_out *out, const struct anze_fact *cells, size_t number)
{
	bool good = safe(cells) == AZ_SAID_YES;
	if (az_said_yes_no(&cells[GAS_ENTERED]) != AZ_SAID_YES)
		return;
	az_tell_result(out, az_code(out, "entry", number),
		       az_tell(out, "进入有限空间：{0}", "Entry into the confined space: {0}",
			       az_name_or_number(out, &cells[GAS_PLACE], number)),
		       good ? "allowed" : "forbidden",
		       good ? AZ_TEXT("可以进入", "Allowed")
			    : AZ_TEXT("不得进入而有人进入", "Forbidden, yet people went in"),
		       az_tell(out, "{0}有人进入：{1}", "people went into {0}: {1}",
			       az_name_or_number(out, &cells[GAS_PLACE], number), told(out, cells)),
		       rule);
}

void agr_classify_gas(const struct anze_facts *facts, const struct anze_out *out)
{
	for (size_t row = 0; row < az_rows(facts, AGR_GAS); row++) {
		const struct anze_fact *cells = az_row(facts, AGR_GAS, GAS_COLUMNS, row);
		enum az_said said = safe(cells);
		az_tell_result(out, az_code(out, "gas", row + 1),
			       az_tell(out, "有限空间气体：{0}", "Air in the confined space: {0}",
				       az_name_or_number(out, &cells[GAS_PLACE], row + 1)),
			       outcomes[said].value, outcomes[said].text, told(out, cells), rule);
		classify_entry(out, cells, row + 1);
	}
}
