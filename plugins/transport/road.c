/* Lines of 800 km or more, warnings at which services stop, speed at night, and
 * integrity points. */
#include "explain.h"
#include "transport.h"

static const struct az_cited line_rule = {"《道路运输企业重大事故隐患判定标准（试行）》第四条（一）", 1};
static const struct az_cited weather_rule = {"《道路运输企业重大事故隐患判定标准（试行）》第三条（四）", 1};
static const struct az_cited points_rule = {"《道路运输企业重大事故隐患判定标准（试行）》第三条（三）", 1};

#define LONG_LINE 8000 /* 800 km, in tenths */
#define POINTS 10
#define NIGHT_PERCENT 80

/* --- lines --- */

/* Nothing when its length was not given. */
static enum az_said is_long(const struct anze_fact *cells)
{
	return cells[LINE_LENGTH].given ? az_said_that(cells[LINE_LENGTH].number >= LONG_LINE) : AZ_SAID_NOTHING;
}

enum az_said tra_has_long_lines(const struct anze_facts *facts)
{
	size_t rows = az_rows(facts, TRA_LINES), short_lines = 0;
	enum az_said said = az_said_yes_no(&facts->values[TRA_HAS_LONG_LINES]);
	for (size_t row = 0; row < rows; row++) {
		enum az_said one = is_long(az_row(facts, TRA_LINES, LINE_COLUMNS, row));
		if (one == AZ_SAID_YES)
			return AZ_SAID_YES;
		short_lines += one == AZ_SAID_NO;
	}
	if (said == AZ_SAID_NOTHING && rows > 0 && short_lines == rows)
		return AZ_SAID_NO;
	return said;
}

/* Is the line a major hazard? */
static enum az_said line_major(const struct anze_fact *cells)
{
	enum az_said assessed = az_said_yes_no(&cells[LINE_ASSESSED]), stops = az_said_yes_no(&cells[LINE_STOPS]);
	enum az_said far = is_long(cells);
	if (far != AZ_SAID_YES)
		return far;
	if (assessed == AZ_SAID_NO || stops == AZ_SAID_NO)
		return AZ_SAID_YES;
	return assessed == AZ_SAID_YES && stops == AZ_SAID_YES ? AZ_SAID_NO : AZ_SAID_NOTHING;
}

static struct anze_text line_told(const struct anze_out *out, const struct anze_fact *cells)
{
	static const struct anze_text said[] = {[AZ_SAID_NOTHING] = {"未填写", "not given"},
						[AZ_SAID_NO] = {"否", "no"},
						[AZ_SAID_YES] = {"是", "yes"}};
	const struct anze_field *columns = tra_fields[TRA_LINES].columns;
	if (is_long(cells) == AZ_SAID_NOTHING)
		return AZ_TEXT("里程未填写", "its length is not given");
	struct anze_text length = az_number(out, cells[LINE_LENGTH].number, 1);
	if (is_long(cells) == AZ_SAID_NO)
		return az_tell(out, "{0} km < 800 km；此项要求只适用于800公里以上班线",
			       "{0} km < 800 km; the rule concerns only lines of 800 km or more", length);
	return az_tell(out, "{0} km ≥ 800 km；{1}：{2}；{3}：{4}", "{0} km ≥ 800 km; {1}: {2}; {3}: {4}", length,
		       columns[LINE_ASSESSED].label, said[az_said_yes_no(&cells[LINE_ASSESSED])],
		       columns[LINE_STOPS].label, said[az_said_yes_no(&cells[LINE_STOPS])]);
}

struct anze_text tra_open_lines(const struct anze_facts *facts, const struct anze_out *out)
{
	struct anze_text names = {"", ""};
	for (size_t row = 0; facts->day >= TRA_CRITERIA_FROM && row < az_rows(facts, TRA_LINES); row++) {
		const struct anze_fact *cells = az_row(facts, TRA_LINES, LINE_COLUMNS, row);
		if (line_major(cells) == AZ_SAID_NOTHING)
			names = az_join(out, names, AZ_TEXT("、", ", "),
					az_tell(out, "客运班线{0}", "line {0}",
						az_name_or_number(out, &cells[LINE_NAME], row + 1)));
	}
	return names;
}

static void classify_lines(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct {
		const char *value;
		struct anze_text text;
	} outcomes[] = {
		{"unknown", {"尚不能判定", "Not decided yet"}},
		{"managed", {"800公里以上，措施已落实", "800 km or more, with the measures in place"}},
		{"major", {"重大事故隐患（建议，待认定）", "Major hazard (proposed, to be confirmed)"}},
		{"short", {"不足800公里，不适用", "Under 800 km, not concerned"}},
	};
	for (size_t row = 0; row < az_rows(facts, TRA_LINES); row++) {
		const struct anze_fact *cells = az_row(facts, TRA_LINES, LINE_COLUMNS, row);
		size_t outcome = is_long(cells) == AZ_SAID_NO ? 3 : (size_t)line_major(cells);
		az_add(out, &(struct anze_result){
				    .code = az_code(out, "line", row + 1),
				    .label = az_tell(out, "客运班线：{0}", "Passenger line: {0}",
						     az_name_or_number(out, &cells[LINE_NAME], row + 1)),
				    .value = outcomes[outcome].value,
				    .value_text = outcomes[outcome].text,
				    .explanation = line_told(out, cells),
				    .rule = line_rule.document,
				    .verified = line_rule.verified,
				    .colour = outcome == AZ_SAID_YES ? ANZE_RED : ANZE_COLOUR_NONE,
			    });
	}
}

/* --- warnings --- */

/* From this level on services stop: typhoon orange, all else red. */
static enum az_said must_stop(const struct anze_fact *cells)
{
	if (!cells[WARNING_KIND].given || !cells[WARNING_LEVEL].given)
		return AZ_SAID_NOTHING;
	return az_said_that(az_chose(&cells[WARNING_LEVEL], "red") ||
			    (az_chose(&cells[WARNING_LEVEL], "orange") && az_chose(&cells[WARNING_KIND], "typhoon")));
}

static struct anze_text chosen(const struct anze_fact *cell, const struct anze_field *field)
{
	for (size_t i = 0; i < field->choice_count; i++)
		if (az_chose(cell, field->choices[i].code))
			return field->choices[i].label;
	return AZ_SAME("?");
}

static struct anze_text warning_told(const struct anze_out *out, const struct anze_fact *cells)
{
	const struct anze_field *columns = tra_fields[TRA_WARNINGS].columns;
	bool typhoon = az_chose(&cells[WARNING_KIND], "typhoon");
	return az_tell(out, "{0}{1}预警，停运级别为{2}", "{0} warning, {1}; services stop at {2}",
		       chosen(&cells[WARNING_KIND], &columns[WARNING_KIND]),
		       chosen(&cells[WARNING_LEVEL], &columns[WARNING_LEVEL]),
		       typhoon ? AZ_TEXT("橙色及以上", "orange and above") : AZ_TEXT("红色", "red"));
}

/* Where services had to stop and it is said whether they did. */
static void classify_suspension(const struct anze_out *out, const struct anze_fact *cells, size_t number,
				struct anze_text warning)
{
	enum az_said suspended = az_said_yes_no(&cells[WARNING_SUSPENDED]);
	bool obeyed = suspended == AZ_SAID_YES;
	if (suspended == AZ_SAID_NOTHING)
		return;
	az_tell_result(out, az_code(out, "suspension", number), AZ_TEXT("停运执行", "Was the suspension obeyed?"),
		       obeyed ? "obeyed" : "ignored",
		       obeyed ? AZ_TEXT("已停运", "Services stopped") : AZ_TEXT("未停运", "Services ran"),
		       az_tell(out, "{0}；{1}", "{0}; {1}", warning,
			       obeyed ? AZ_TEXT("已停运", "services stopped") : AZ_TEXT("没有停运", "services ran")),
		       weather_rule);
}

static void classify_warnings(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct anze_text stop = {"应停运", "Services must stop"},
				      run = {"未达到停运级别", "Below that level"};
	struct anze_text reasons = {"", ""};
	size_t read = 0, rows = az_rows(facts, TRA_WARNINGS);
	for (size_t row = 0; row < rows; row++) {
		const struct anze_fact *cells = az_row(facts, TRA_WARNINGS, WARNING_COLUMNS, row);
		enum az_said stops = must_stop(cells);
		if (stops == AZ_SAID_NOTHING)
			continue;
		struct anze_text told = warning_told(out, cells);
		read++;
		if (stops == AZ_SAID_YES)
			classify_suspension(out, cells, row + 1, told);
		if (stops == AZ_SAID_YES)
			reasons = az_join(out, reasons, AZ_TEXT("；", "; "), told);
		az_tell_result(out, az_code(out, "weather_stop", row + 1),
			       chosen(&cells[WARNING_KIND], &tra_fields[TRA_WARNINGS].columns[WARNING_KIND]),
			       stops == AZ_SAID_YES ? "stop" : "run", stops == AZ_SAID_YES ? stop : run, told,
			       weather_rule);
	}
	if (reasons.zh[0] || (read > 0 && read == rows)) /* while one cannot be read, none can be said to be low */
		az_tell_result(out, "weather_stop", AZ_TEXT("因预警停运", "Suspension by warnings"),
			       reasons.zh[0] ? "stop" : "run", reasons.zh[0] ? stop : run,
			       reasons.zh[0] ? reasons
					     : AZ_TEXT("没有预警达到停运级别", "No warning has reached that level"),
			       weather_rule);
}

/* --- speed and points --- */

static void classify_speed(const struct anze_facts *facts, const struct anze_out *out)
{
	const struct anze_fact *day = &facts->values[TRA_DAY_SPEED], *night = &facts->values[TRA_NIGHT_SPEED];
	if (!day->given || !night->given)
		return;
	bool good = night->number * 100 <= day->number * NIGHT_PERCENT;
	az_tell_result(out, "night_speed", AZ_TEXT("客车夜间限速", "Speed limit of coaches at night"),
		       good ? "compliant" : "too_fast",
		       good ? AZ_TEXT("符合", "Within the limit") : AZ_TEXT("过高", "Too fast"),
		       az_tell(out, "{0} km/h {1} {2} km/h × {3}% = {4} km/h",
			       "{0} km/h {1} {2} km/h × {3}% = {4} km/h", az_number(out, night->number, 0),
			       good ? AZ_SAME("≤") : AZ_SAME(">"), az_number(out, day->number, 0),
			       az_number(out, NIGHT_PERCENT, 0), az_number(out, day->number * NIGHT_PERCENT, 2)),
		       tra_hours_rule);
}

static struct anze_text points_told(const struct anze_facts *facts, const struct anze_out *out)
{
	int64_t points = facts->values[TRA_POINTS].number;
	return az_tell(out, "单次诚信考核计{0}分 {1} {2}分，尚未处理",
		       "{0} points from one event {1} {2}, not dealt with", az_number(out, points, 0),
		       points >= POINTS ? AZ_SAME("≥") : AZ_SAME("<"), az_number(out, POINTS, 0));
}

static void classify_points(const struct anze_facts *facts, const struct anze_out *out)
{
	if (!facts->values[TRA_POINTS].given)
		return;
	bool off = facts->values[TRA_POINTS].number >= POINTS;
	az_tell_result(out, "driver_points", AZ_TEXT("诚信考核计分与上岗", "Integrity points and duty"),
		       off ? "off_duty" : "on_duty",
		       off ? AZ_TEXT("处理之前不得上岗", "Off duty until it is dealt with")
			   : AZ_TEXT("可以上岗", "May be on duty"),
		       points_told(facts, out), points_rule);
}

void tra_classify_road(const struct anze_facts *facts, const struct anze_out *out)
{
	classify_speed(facts, out);
	if (facts->day < TRA_CRITERIA_FROM)
		return;
	classify_lines(facts, out);
	classify_warnings(facts, out);
	classify_points(facts, out);
}
