/* Power: whom the criteria cover, distance from live parts, work in wind. */
#include "facts.h"

#define CRITERIA_2022 "《重大电力安全隐患判定标准（试行）》（国能综通安全〔2022〕123号）"
#define CRITERIA_2026 "《电力重大事故隐患判定标准及治理监督管理规定》（国家发展改革委令第41号）"
#define ORDER_41 AZ_DATE(2026, 7, 1)

/* What the criteria of 2022 cover, at least; in tenths of kV or MW. */
static const struct threshold {
	const char *kind;
	size_t column;
	int64_t least;
} thresholds[] = {
	{"grid", EQUIPMENT_VOLTAGE, 3300}, {"coal", EQUIPMENT_CAPACITY, 3000}, {"hydro", EQUIPMENT_CAPACITY, 3000},
	{"gas", EQUIPMENT_CAPACITY, 2000}, {"wind", EQUIPMENT_CAPACITY, 3000}, {"solar", EQUIPMENT_CAPACITY, 3000},
};

static const struct threshold *threshold_of(const struct anze_fact *cells)
{
	const struct anze_fact *kind = &cells[EQUIPMENT_KIND];
	for (size_t i = 0; kind->given && kind->text && i < ANZE_COUNT(thresholds); i++)
		if (strcmp(kind->text, thresholds[i].kind) == 0)
			return cells[thresholds[i].column].given ? &thresholds[i] : NULL;
	return NULL;
}

static const struct anze_fact *equipment_row(const struct anze_facts *facts, size_t row)
{
	return facts->tables[EQUIPMENT].cells + row * EQUIPMENT_COLUMNS;
}

static size_t rows_of(const struct anze_facts *facts, size_t table)
{
	return facts->tables ? facts->tables[table].rows : 0;
}

int energy_criteria(const struct anze_facts *facts)
{
	size_t rows = rows_of(facts, EQUIPMENT);
	if (facts->day >= ORDER_41)
		return 1;
	int covered = rows > 0 ? 0 : -1;
	for (size_t i = 0; i < rows; i++) {
		const struct threshold *threshold = threshold_of(equipment_row(facts, i));
		if (threshold && equipment_row(facts, i)[threshold->column].number >= threshold->least)
			return 1;
		if (!threshold)
			covered = -1;
	}
	return covered;
}

static const char *text_of(const struct anze_fact *cell)
{
	return cell->given && cell->text ? cell->text : "";
}

static struct anze_text row_label(const struct anze_out *out, const struct anze_fact *name, size_t row, const char *zh,
				  const char *en)
{
	struct anze_text own = text_of(name)[0] ? AZ_SAME(name->text) : az_number(out, (int64_t)row + 1, 0);
	return az_tell(out, "{0}：{1}", "{0}: {1}", own, AZ_TEXT(zh, en));
}

/* Until order 41 the thresholds of 2022 decide. Its own have not been read, so
 * that under it a person decides; where the earlier ones lie is told. */
static void criteria_row(const struct anze_facts *facts, const struct anze_out *out, size_t row)
{
	const struct anze_fact *cells = equipment_row(facts, row);
	const struct threshold *threshold = threshold_of(cells);
	if (!threshold || facts->day < AZ_DATE(2022, 12, 29))
		return;
	int64_t value = cells[threshold->column].number;
	bool inside = value >= threshold->least, order_41 = facts->day >= ORDER_41;
	struct anze_text figures = az_tell(out, "{0} {3} {1} {2} {3}", "{0} {3} {1} {2} {3}", az_number(out, value, 1),
					   AZ_SAME(inside ? "≥" : "<"), az_number(out, threshold->least, 1),
					   AZ_SAME(threshold->column == EQUIPMENT_VOLTAGE ? "kV" : "MW"));
	if (order_41)
		figures = az_tell(
			out, "第41号令适用于电力企业，其电压、容量界限待核对条文，由人员判定；2022年标准的界限：{0}",
			"Order 41 applies to power enterprises; its limits of voltage and capacity are still to "
			"be read, a person decides. The limit of 2022: {0}",
			figures);
	az_add(out, &(struct anze_result){
			    .code = az_code(out, "criteria", row + 1),
			    .label = row_label(out, &cells[EQUIPMENT_NAME], row, "是否适用电力重大隐患判定标准",
					       "do the criteria for major power hazards apply"),
			    .value = order_41 ? "check"
				     : inside ? "yes"
					      : "no",
			    .value_text = order_41 ? AZ_TEXT("由人员对照条文判定", "a person decides by the text")
					  : inside ? AZ_TEXT("适用", "yes")
						   : AZ_TEXT("不适用", "no"),
			    .explanation = figures,
			    .rule = order_41 ? CRITERIA_2026 : CRITERIA_2022,
			    .verified = !order_41,
		    });
}

/* --- live parts --- */

static const struct {
	int64_t voltage;  /* up to, tenths of kV */
	int64_t distance; /* at least, hundredths of m */
} distances[] = {{100, 70}, {350, 100}, {1100, 150}, {2200, 300}, {3300, 400}, {5000, 500}};

/* Hundredths of a metre; 0 above the table or when nothing was measured. */
static int64_t distance_for(const struct anze_fact *cells)
{
	if (!cells[LIVE_VOLTAGE].given || !cells[LIVE_DISTANCE].given)
		return 0;
	for (size_t i = 0; i < ANZE_COUNT(distances); i++)
		if (cells[LIVE_VOLTAGE].number <= distances[i].voltage)
			return distances[i].distance;
	return 0;
}

static const struct anze_fact *live_row(const struct anze_facts *facts, size_t row)
{
	return facts->tables[LIVE_WORK].cells + row * LIVE_WORK_COLUMNS;
}

int energy_too_close(const struct anze_facts *facts)
{
	size_t rows = rows_of(facts, LIVE_WORK), judged = 0;
	for (size_t i = 0; i < rows; i++) {
		int64_t least = distance_for(live_row(facts, i));
		if (least > 0 && live_row(facts, i)[LIVE_DISTANCE].number < least)
			return 1;
		judged += least > 0;
	}
	return rows > 0 && judged == rows ? 0 : -1; /* one that cannot be judged may be too close */
}

/* A voltage above those of the table that was read: said, and left to a person. */
static void beyond_table(const struct anze_out *out, const struct anze_fact *cells, size_t row)
{
	int64_t last = distances[ANZE_COUNT(distances) - 1].voltage;
	az_add(out, &(struct anze_result){
			    .code = az_code(out, "live_work", row + 1),
			    .label = row_label(out, &cells[LIVE_PLACE], row, "与带电体的安全距离",
					       "distance from live parts"),
			    .value = "unknown",
			    .value_text = {"不能判定，由人员对照标准", "not decided: a person looks into the standard"},
			    .explanation = az_tell(
				    out, "{0} kV > {1} kV，所收录的安全距离表没有这一电压；实测{2} m",
				    "{0} kV > {1} kV: the table of distances here ends before it; measured {2} m",
				    az_number(out, cells[LIVE_VOLTAGE].number, 1), az_number(out, last, 1),
				    az_number(out, cells[LIVE_DISTANCE].number, 2)),
			    .rule = "GB 26860-2011",
			    .verified = 0,
		    });
}

static void live_work_row(const struct anze_facts *facts, const struct anze_out *out, size_t row)
{
	const struct anze_fact *cells = live_row(facts, row);
	int64_t least = distance_for(cells);
	if (least == 0 && cells[LIVE_VOLTAGE].given && cells[LIVE_DISTANCE].given)
		beyond_table(out, cells, row);
	if (least == 0)
		return;
	bool enough = cells[LIVE_DISTANCE].number >= least;
	az_add(out, &(struct anze_result){
			    .code = az_code(out, "live_work", row + 1),
			    .label = row_label(out, &cells[LIVE_PLACE], row, "与带电体的安全距离",
					       "distance from live parts"),
			    .value = enough ? "enough" : "short",
			    .value_text = enough ? AZ_TEXT("满足", "enough") : AZ_TEXT("不足", "too close"),
			    .explanation = az_tell(out, "{0} kV：{1} m {2} {3} m", "{0} kV: {1} m {2} {3} m",
						   az_number(out, cells[LIVE_VOLTAGE].number, 1),
						   az_number(out, cells[LIVE_DISTANCE].number, 2),
						   AZ_SAME(enough ? "≥" : "<"), az_number(out, least, 2)),
			    .rule = "GB 26860-2011",
			    .verified = 0,
		    });
}

/* --- wind --- */

#define CLIMBING_LIMIT 180 /* tenths of m/s: stops at it */
#define OUTDOOR_LIMIT 250

int energy_wind_exceeded(const struct anze_facts *facts)
{
	bool climbing = az_given(facts, WIND_CLIMBING), outdoor = az_given(facts, WIND_OUTDOOR);
	if ((climbing && az_value(facts, WIND_CLIMBING) >= CLIMBING_LIMIT) ||
	    (outdoor && az_value(facts, WIND_OUTDOOR) >= OUTDOOR_LIMIT))
		return 1;
	return climbing && outdoor ? 0 : -1;
}

static void wind(const struct anze_facts *facts, const struct anze_out *out, size_t fact, int64_t limit,
		 struct anze_text label)
{
	if (!az_given(facts, fact))
		return;
	bool stop = az_value(facts, fact) >= limit;
	az_add(out, &(struct anze_result){
			    .code = energy_fields[fact].name,
			    .label = label,
			    .value = stop ? "stop" : "allowed",
			    .value_text = stop ? AZ_TEXT("须停止作业", "work must stop")
					       : AZ_TEXT("未超限值", "below the limit"),
			    .explanation = az_tell(out, "{0} m/s {1} {2} m/s", "{0} m/s {1} {2} m/s",
						   az_number(out, az_value(facts, fact), 1), AZ_SAME(stop ? "≥" : "<"),
						   az_number(out, limit, 1)),
			    .rule = "DL/T 796-2012",
			    .verified = 0,
		    });
}

void energy_power(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!az_no(facts, POWER)) {
		for (size_t i = 0; i < rows_of(facts, EQUIPMENT); i++)
			criteria_row(facts, out, i);
		for (size_t i = 0; facts->day >= AZ_DATE(2012, 6, 1) && i < rows_of(facts, LIVE_WORK); i++)
			live_work_row(facts, out, i);
	}
	if (az_no(facts, WIND))
		return;
	wind(facts, out, WIND_CLIMBING, CLIMBING_LIMIT, AZ_TEXT("登塔作业风速", "Wind while climbing"));
	wind(facts, out, WIND_OUTDOOR, OUTDOOR_LIMIT, AZ_TEXT("户外作业风速", "Wind during outdoor work"));
}
