/* Driving and rest of each driver. A rest of less than 20 minutes does not end a
 * stretch; its driving minutes add up. Night is 22:00 to 06:00. */
#include <string.h>

#include "check.h"
#include "explain.h"
#include "transport.h"

const struct az_cited tra_hours_rule = {"《道路旅客运输企业安全管理规范》（交运发〔2018〕55号）", 0};

/* In minutes. */
#define DAY 1440
#define NIGHT_FROM (22 * 60)
#define NIGHT_TO (6 * 60)
#define MAX_STRETCH (4 * 60)
#define MAX_NIGHT (2 * 60)
#define MAX_IN_DAY (8 * 60)
#define LEAST_REST 20

/* One time at the wheel, in minutes since 1970-01-01 00:00 of the place. */
struct leg {
	int64_t from, to;
};

struct hours {
	int64_t stretch, night, in_day; /* the worst of each */
	int64_t short_rests;
};

/* "21:30", also with the full-width colon and up to "24:00"; -1 when it is no time. */
static int64_t minutes_of(const struct anze_fact *fact)
{
	static const char wide_colon[] = "：";
	const char *at = fact->given && fact->text ? fact->text : "";
	int64_t part[2] = {0, 0};
	for (int i = 0; i < 2; i++) {
		size_t digits = strspn(at, "0123456789");
		if (digits == 0 || digits > 2 || (i == 1 && digits != 2))
			return -1;
		for (; digits > 0; digits--, at++)
			part[i] = part[i] * 10 + (*at - '0');
		if (i == 1)
			break;
		if (*at == ':')
			at++;
		else if (strncmp(at, wide_colon, strlen(wide_colon)) == 0)
			at += strlen(wide_colon);
		else
			return -1;
	}
	if (*at != '\0' || part[1] > 59 || part[0] * 60 + part[1] > DAY)
		return -1;
	return part[0] * 60 + part[1];
}

static bool leg_of(const struct anze_fact *cells, struct leg *leg)
{
	int64_t from = minutes_of(&cells[DRIVING_FROM]), to = minutes_of(&cells[DRIVING_TO]);
	if (from < 0 || to < 0 || !cells[DRIVING_DAY].given || !cells[DRIVING_DRIVER].given)
		return false;
	leg->from = cells[DRIVING_DAY].number * DAY + from;
	leg->to = cells[DRIVING_DAY].number * DAY + to + (to <= from ? DAY : 0);
	return true;
}

void tra_check_hours(const struct anze_facts *facts, const struct anze_out *out)
{
	static const size_t times[] = {DRIVING_FROM, DRIVING_TO};
	for (size_t row = 0; row < az_rows(facts, TRA_DRIVING); row++) {
		const struct anze_fact *cells = az_row(facts, TRA_DRIVING, DRIVING_COLUMNS, row);
		int64_t from = minutes_of(&cells[DRIVING_FROM]), to = minutes_of(&cells[DRIVING_TO]);
		if (from >= 0 && from == to)
			az_wrong(out, az_cell(out, &tra_fields[TRA_DRIVING], DRIVING_TO, row),
				 AZ_TEXT("与开始时刻相同，请核对；跨过零点的，写第二天的时刻",
					 "is the time at which it began: check it; "
					 "past midnight, write the time of the next day"));
		for (size_t i = 0; i < ANZE_COUNT(times); i++)
			if (cells[times[i]].given && minutes_of(&cells[times[i]]) < 0)
				az_wrong(out, az_cell(out, &tra_fields[TRA_DRIVING], times[i], row),
					 AZ_TEXT("不是时刻，请写成 21:30 这样的时和分（00:00 至 24:00）",
						 "is no time of day: write hours and minutes such as 21:30, from 00:00 "
						 "to 24:00"));
	}
}

/* The part of [from, to) that lies within [begin, end). */
static int64_t overlap(int64_t from, int64_t to, int64_t begin, int64_t end)
{
	int64_t first = from > begin ? from : begin, last = to < end ? to : end;
	return last > first ? last - first : 0;
}

static int64_t night_minutes(const struct leg *leg)
{
	int64_t sum = 0, day = leg->from / DAY * DAY - DAY;
	for (; day < leg->to; day += DAY)
		sum += overlap(leg->from, leg->to, day + NIGHT_FROM, day + DAY + NIGHT_TO);
	return sum;
}

/* The legs of one driver in order, those that overlap made one; the number of them. */
static size_t legs_of(const struct anze_facts *facts, const char *driver, struct leg *legs)
{
	size_t count = 0, kept = 0;
	for (size_t row = 0; row < az_rows(facts, TRA_DRIVING); row++) {
		const struct anze_fact *cells = az_row(facts, TRA_DRIVING, DRIVING_COLUMNS, row);
		struct leg leg;
		if (!leg_of(cells, &leg) || strcmp(cells[DRIVING_DRIVER].text, driver) != 0)
			continue;
		size_t place = count++;
		for (; place > 0 && legs[place - 1].from > leg.from; place--)
			legs[place] = legs[place - 1];
		legs[place] = leg;
	}
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && legs[i].from < legs[kept - 1].to) {
			if (legs[i].to > legs[kept - 1].to)
				legs[kept - 1].to = legs[i].to;
		} else {
			legs[kept++] = legs[i];
		}
	}
	return kept;
}

static int64_t driven_between(const struct leg *legs, size_t count, int64_t begin, int64_t end)
{
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += overlap(legs[i].from, legs[i].to, begin, end);
	return sum;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct hours hours_of(const struct leg *legs, size_t count)
{
	struct hours worst = {0, 0, 0, 0};
	int64_t stretch = 0, night = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t rest = i > 0 ? legs[i].from - legs[i - 1].to : LEAST_REST;
		if (rest >= LEAST_REST)
			stretch = night = 0;
		else if (rest > 0)
			worst.short_rests++;
		stretch += legs[i].to - legs[i].from;
		night += night_minutes(&legs[i]);
		worst.stretch = larger(worst.stretch, stretch);
		worst.night = larger(worst.night, night);
		/* The fullest 24 hours begin with a leg or end with one. */
		worst.in_day = larger(worst.in_day, driven_between(legs, count, legs[i].from, legs[i].from + DAY));
		worst.in_day = larger(worst.in_day, driven_between(legs, count, legs[i].to - DAY, legs[i].to));
	}
	return worst;
}

static bool beyond(const struct hours *hours)
{
	return hours->stretch > MAX_STRETCH || hours->night > MAX_NIGHT || hours->in_day > MAX_IN_DAY;
}

/* "连续驾驶245分钟 > 240分钟" */
static struct anze_text part_told(const struct anze_out *out, struct anze_text label, int64_t minutes, int64_t most)
{
	return az_tell(out, "{0}{1}分钟 {2} {3}分钟", "{0} {1} min {2} {3} min", label, az_number(out, minutes, 0),
		       minutes > most ? AZ_SAME(">") : AZ_SAME("≤"), az_number(out, most, 0));
}

static struct anze_text hours_told(const struct anze_out *out, const struct hours *hours)
{
	return az_tell(
		out, "{0}；{1}；{2}；不足20分钟、不算休息的停车{3}次",
		"{0}; {1}; {2}; stops under 20 min, which are no rest: {3}",
		part_told(out, AZ_TEXT("最长连续驾驶", "Longest without a rest"), hours->stretch, MAX_STRETCH),
		part_told(out, AZ_TEXT("其中夜间（22时至6时）最长", "of it at night (22:00 to 06:00) at most"),
			  hours->night, MAX_NIGHT),
		part_told(out, AZ_TEXT("任意24小时累计最多", "in any 24 hours at most"), hours->in_day, MAX_IN_DAY),
		az_number(out, hours->short_rests, 0));
}

/* Is this the first readable row of its driver? */
static bool first_row(const struct anze_facts *facts, size_t row)
{
	const char *driver = az_row(facts, TRA_DRIVING, DRIVING_COLUMNS, row)[DRIVING_DRIVER].text;
	struct leg leg;
	for (size_t i = 0; i < row; i++) {
		const struct anze_fact *cells = az_row(facts, TRA_DRIVING, DRIVING_COLUMNS, i);
		if (leg_of(cells, &leg) && strcmp(cells[DRIVING_DRIVER].text, driver) == 0)
			return false;
	}
	return true;
}

/* One result a driver; returns the names of those beyond the limits. */
static struct anze_text classify_drivers(const struct anze_facts *facts, const struct anze_out *out, size_t *drivers)
{
	size_t rows = az_rows(facts, TRA_DRIVING);
	struct leg *legs = rows ? out->alloc(out->self, rows * sizeof *legs) : NULL, leg;
	struct anze_text names = {"", ""};
	*drivers = 0;
	for (size_t row = 0; legs && row < rows; row++) {
		const struct anze_fact *cells = az_row(facts, TRA_DRIVING, DRIVING_COLUMNS, row);
		if (!leg_of(cells, &leg) || !first_row(facts, row))
			continue;
		const char *driver = cells[DRIVING_DRIVER].text;
		struct hours hours = hours_of(legs, legs_of(facts, driver, legs));
		bool bad = beyond(&hours);
		++*drivers;
		if (bad)
			names = az_join(out, names, AZ_TEXT("、", ", "), AZ_SAME(driver));
		az_tell_result(out, az_code(out, "driver_hours", *drivers),
			       az_tell(out, "驾驶时间：{0}", "Driving time: {0}", AZ_SAME(driver)),
			       bad ? "breach" : "compliant",
			       bad ? AZ_TEXT("超出规定", "Beyond the limits") : AZ_TEXT("符合", "Within the limits"),
			       hours_told(out, &hours), tra_hours_rule);
	}
	return names;
}

/* Returns how many rows cannot be read. */
static int64_t tell_unreadable(const struct anze_facts *facts, const struct anze_out *out)
{
	struct anze_text rows = {"", ""};
	int64_t count = 0;
	struct leg leg;
	for (size_t row = 0; row < az_rows(facts, TRA_DRIVING); row++) {
		if (leg_of(az_row(facts, TRA_DRIVING, DRIVING_COLUMNS, row), &leg))
			continue;
		count++;
		rows = az_join(out, rows, AZ_TEXT("、", ", "), az_number(out, (int64_t)row + 1, 0));
	}
	if (count == 0)
		return 0;
	struct anze_text number = az_number(out, count, 0);
	az_tell_result(out, "driving_unreadable", AZ_TEXT("无法读取的驾驶时段", "Driving times that cannot be read"),
		       number.zh, number,
		       az_tell(out, "第{0}行未计入：驾驶员、日期和时刻（如21:30）须填写完整",
			       "Rows {0} are not counted: driver, day and times such as 21:30 must all be given", rows),
		       tra_hours_rule);
	return count;
}

void tra_classify_hours(const struct anze_facts *facts, const struct anze_out *out)
{
	size_t drivers;
	struct anze_text names = classify_drivers(facts, out, &drivers);
	bool bad = names.zh[0] != '\0', open = tell_unreadable(facts, out) > 0;
	if (drivers == 0)
		return;
	az_tell_result(out, "driver_hours", AZ_TEXT("驾驶员驾驶时间", "Driving times of the drivers"),
		       bad    ? "breach"
		       : open ? "incomplete"
			      : "compliant",
		       bad    ? AZ_TEXT("有驾驶员超出规定", "Some are beyond the limits")
		       : open ? AZ_TEXT("已读出的均符合，其余还不能判定",
					"What can be read is within the limits, the rest cannot be told")
			      : AZ_TEXT("均符合", "All are within the limits"),
		       az_tell(out, "计算{0}人；超出规定：{1}", "Drivers computed: {0}; beyond the limits: {1}",
			       az_number(out, (int64_t)drivers, 0), bad ? names : AZ_TEXT("无", "none")),
		       tra_hours_rule);
}
