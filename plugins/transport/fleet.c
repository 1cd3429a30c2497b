/* Who must be on the monitoring platform, how many people watch it, and how long
 * its data are kept. 《道路运输车辆动态监督管理办法》 */
#include "explain.h"
#include "transport.h"

const struct az_cited tra_monitoring_rule = {"《道路运输车辆动态监督管理办法》（2022年修正）", 0};

#define HEAVY 1200 /* 12 t, in hundredths */
#define WATCHED_BY_ONE 100
#define FEWEST_MONITORS 2
#define DATA_MONTHS 6
#define RECORD_MONTHS 36

static enum az_said row_owes(const struct anze_fact *cells)
{
	static const char *const always[] = {"tour_coach", "charter_coach", "line_coach", "dangerous_goods", "tractor"};
	for (size_t i = 0; i < ANZE_COUNT(always); i++)
		if (az_chose(&cells[FLEET_KIND], always[i]))
			return AZ_SAID_YES;
	if (!cells[FLEET_KIND].given)
		return AZ_SAID_NOTHING;
	if (!az_chose(&cells[FLEET_KIND], "truck"))
		return AZ_SAID_NO;
	return cells[FLEET_MASS].given ? az_said_that(cells[FLEET_MASS].number >= HEAVY) : AZ_SAID_NOTHING;
}

/* Vehicles by whether they owe it; a row without its number counts nowhere. */
struct fleet {
	int64_t vehicles[3]; /* by enum az_said */
	size_t uncounted;    /* rows without a number */
};

static struct fleet fleet_of(const struct anze_facts *facts)
{
	struct fleet fleet = {{0, 0, 0}, 0};
	for (size_t row = 0; row < az_rows(facts, TRA_FLEET); row++) {
		const struct anze_fact *cells = az_row(facts, TRA_FLEET, FLEET_COLUMNS, row);
		if (cells[FLEET_COUNT].given)
			fleet.vehicles[row_owes(cells)] += cells[FLEET_COUNT].number;
		else
			fleet.uncounted++;
	}
	return fleet;
}

enum az_said tra_owes_platform(const struct anze_facts *facts)
{
	struct fleet fleet = fleet_of(facts);
	const struct anze_fact *there = &facts->values[TRA_ON_PLATFORM];
	if (fleet.vehicles[AZ_SAID_YES] || (there->given && there->number > 0))
		return AZ_SAID_YES;
	if (!az_rows(facts, TRA_FLEET) || fleet.uncounted || fleet.vehicles[AZ_SAID_NOTHING])
		return AZ_SAID_NOTHING;
	return AZ_SAID_NO;
}

/* --- what is asked and what is there --- */

/* A duty: enough, short, or nothing said. */
struct duty {
	const char *code;
	struct anze_text label;
	enum tra_field have;
	int64_t need; /* 0: nothing is asked */
	struct anze_text why;
	bool least; /* more may be needed: part of the fleet cannot be counted */
};

#define DUTIES 4

static void duties_of(const struct anze_facts *facts, const struct anze_out *out, struct duty duties[DUTIES])
{
	struct fleet fleet = fleet_of(facts);
	int64_t owing = fleet.vehicles[AZ_SAID_YES];
	bool least = fleet.uncounted > 0 || fleet.vehicles[AZ_SAID_NOTHING] > 0;
	const struct anze_fact *there = &facts->values[TRA_ON_PLATFORM];
	/* Everything on the platform is watched, whether it had to be there or not. */
	int64_t watched = there->given && there->number > owing ? there->number : owing;
	int64_t monitors = (watched + WATCHED_BY_ONE - 1) / WATCHED_BY_ONE;
	if (watched > 0 && monitors < FEWEST_MONITORS)
		monitors = FEWEST_MONITORS;
	duties[0] = (struct duty){"platform_connected",
				  {"车辆接入平台", "Vehicles on the platform"},
				  TRA_ON_PLATFORM,
				  owing,
				  AZ_TEXT("应接入车辆数", "vehicles that must be on it"),
				  least};
	duties[1] = (struct duty){"monitoring_staff",
				  {"专职监控人员", "Monitoring staff"},
				  TRA_MONITORS,
				  monitors,
				  az_tell(out, "{0}辆 ÷ {1}向上取整，最少{2}人",
					  "{0} vehicles ÷ {1}, rounded up, at least {2}", az_number(out, watched, 0),
					  az_number(out, WATCHED_BY_ONE, 0), az_number(out, FEWEST_MONITORS, 0)),
				  least};
	duties[2] =
		(struct duty){"monitoring_data", {"监控数据保存", "Keeping of monitoring data"},     TRA_DATA_MONTHS,
			      DATA_MONTHS,       AZ_TEXT("至少保存6个月", "kept at least 6 months"), false};
	duties[3] =
		(struct duty){"violation_records", {"违法记录保存", "Keeping of violations"},       TRA_RECORD_MONTHS,
			      RECORD_MONTHS,       AZ_TEXT("至少保存3年", "kept at least 3 years"), false};
}

static bool short_of(const struct anze_facts *facts, const struct duty *duty)
{
	const struct anze_fact *have = &facts->values[duty->have];
	return have->given && have->number < duty->need;
}

static struct anze_text duty_told(const struct anze_facts *facts, const struct anze_out *out, const struct duty *duty)
{
	return az_tell(out, "{0}{1} {2} {3}（{4}）", "{0}: {1} {2} {3} ({4})", tra_fields[duty->have].label,
		       az_number(out, facts->values[duty->have].number, 0),
		       short_of(facts, duty) ? AZ_SAME("<") : AZ_SAME("≥"), az_number(out, duty->need, 0), duty->why);
}

/* "旅游客车30辆应接入、载货汽车（11.99 t）5辆不必接入" */
static struct anze_text fleet_told(const struct anze_facts *facts, const struct anze_out *out)
{
	static const struct anze_text owes[] = {
		[AZ_SAID_NOTHING] = {"类型或总质量未填写，未计入", "kind or total mass not given, not counted"},
		[AZ_SAID_NO] = {"不必接入", "need not"},
		[AZ_SAID_YES] = {"应接入", "must"},
	};
	struct anze_text text = {"", ""};
	for (size_t row = 0; row < az_rows(facts, TRA_FLEET); row++) {
		const struct anze_fact *cells = az_row(facts, TRA_FLEET, FLEET_COLUMNS, row);
		struct anze_text kind = {"？", "?"}, mass = {"", ""};
		for (size_t i = 0; i < tra_fields[TRA_FLEET].columns[FLEET_KIND].choice_count; i++) {
			const struct anze_choice *choice = &tra_fields[TRA_FLEET].columns[FLEET_KIND].choices[i];
			if (az_chose(&cells[FLEET_KIND], choice->code))
				kind = choice->label;
		}
		if (cells[FLEET_MASS].given)
			mass = az_tell(out, "（{0} t）", " ({0} t)", az_number(out, cells[FLEET_MASS].number, 2));
		text = az_join(
			out, text, AZ_TEXT("、", ", "),
			az_tell(out, "{0}{1}{2}辆{3}", "{2} × {0}{1} {3}", kind, mass,
				cells[FLEET_COUNT].given ? az_number(out, cells[FLEET_COUNT].number, 0) : AZ_SAME("?"),
				owes[row_owes(cells)]));
	}
	return text;
}

/* "23", or "至少23" while part of the fleet cannot be counted. */
static struct anze_text needed(const struct anze_out *out, const struct duty *duty)
{
	struct anze_text number = az_number(out, duty->need, 0);
	return duty->least ? az_tell(out, "至少{0}", "at least {0}", number) : number;
}

static void tell_duty(const struct anze_facts *facts, const struct anze_out *out, const struct duty *duty)
{
	static const struct anze_text enough = {"达到", "Enough"}, lacks = {"不足", "Short"},
				      open = {"已填车辆的要求已达到，其余车辆还不能判定",
					      "Enough for the vehicles that can be counted, the rest cannot be told"};
	bool is_short = short_of(facts, duty);
	if (duty->need == 0 || !facts->values[duty->have].given)
		return;
	az_tell_result(out, duty->code, duty->label,
		       is_short      ? "short"
		       : duty->least ? "incomplete"
				     : "enough",
		       is_short      ? lacks
		       : duty->least ? open
				     : enough,
		       duty_told(facts, out, duty), tra_monitoring_rule);
}

void tra_classify_fleet(const struct anze_facts *facts, const struct anze_out *out)
{
	struct duty duties[DUTIES];
	duties_of(facts, out, duties);
	if (az_rows(facts, TRA_FLEET)) {
		az_tell_result(
			out, "platform_duty", AZ_TEXT("应接入动态监控平台的车辆数", "Vehicles that must be monitored"),
			az_number(out, duties[0].need, 0).zh, needed(out, &duties[0]),
			az_tell(out, "{0}。两客一危、半挂牵引车和总质量12 t及以上的载货汽车应接入",
				"{0}. Tour, charter and line coaches, dangerous goods, tractors and trucks of 12 t "
				"or more must be monitored",
				fleet_told(facts, out)),
			tra_monitoring_rule);
	}
	if (duties[1].need > 0) {
		struct anze_text staff = az_number(out, duties[1].need, 0);
		az_tell_result(out, "monitoring_staff_required",
			       AZ_TEXT("应配专职监控人员数", "Monitoring staff required"), staff.zh,
			       needed(out, &duties[1]), az_tell(out, "{0} = {1}", "{0} = {1}", duties[1].why, staff),
			       tra_monitoring_rule);
	}
	for (size_t i = 0; i < DUTIES; i++)
		tell_duty(facts, out, &duties[i]);
}
