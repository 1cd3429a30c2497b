/* The criteria for major hazards of fishing vessels, 农渔发〔2022〕11号, speak only
 * of vessels approved for 10 persons or more. */
#include "agriculture.h"
#include "explain.h"

#define CRITERIA_FROM 19084 /* 2022-04-02 */
#define PERSONS 10
#define INSURANCE_2018 17532 /* 2018-01-01 */
#define INSURANCE_2025 20176 /* 2025-03-29 */

static const struct az_cited rule = {"《渔业船舶重大事故隐患判定标准（试行）》（农渔发〔2022〕11号）", 1};
static const struct az_cited insurance_2018 = {"《安全生产责任保险实施办法》（安监总办〔2017〕140号）", 0};
static const struct az_cited insurance_2025 = {"《安全生产责任保险实施办法》（应急〔2025〕27号）", 1};

static enum az_said concerned(const struct anze_fact *cells)
{
	return cells[VESSEL_PERSONS].given ? az_said_that(cells[VESSEL_PERSONS].number >= PERSONS) : AZ_SAID_NOTHING;
}

/* The fleet by enum az_said: how many, and which. */
struct fleet {
	size_t count[3];
	struct anze_text names[3];
};

static struct fleet fleet_of(const struct anze_facts *facts, const struct anze_out *out)
{
	struct fleet fleet = {{0, 0, 0}, {{"", ""}, {"", ""}, {"", ""}}};
	for (size_t row = 0; row < az_rows(facts, AGR_VESSELS); row++) {
		const struct anze_fact *cells = az_row(facts, AGR_VESSELS, VESSEL_COLUMNS, row);
		enum az_said said = concerned(cells);
		fleet.count[said]++;
		fleet.names[said] = az_join(out, fleet.names[said], AZ_TEXT("、", ", "),
					    az_name_or_number(out, &cells[VESSEL_NAME], row + 1));
	}
	return fleet;
}

/* All of them, none of them, or it depends on the vessel. */
static enum az_said fleet_concerned(const struct fleet *fleet)
{
	size_t yes = fleet->count[AZ_SAID_YES], no = fleet->count[AZ_SAID_NO], open = fleet->count[AZ_SAID_NOTHING];
	if (open || (yes && no) || (!yes && !no))
		return AZ_SAID_NOTHING;
	return az_said_that(yes > 0);
}

static struct anze_text or_none(struct anze_text names)
{
	return names.zh[0] ? names : AZ_TEXT("无", "none");
}

static struct anze_text fleet_told(const struct anze_out *out, const struct fleet *fleet)
{
	return az_tell(out, "核定载员≥10人：{0}；不足10人：{1}；未填写：{2}",
		       "approved for 10 persons or more: {0}; for fewer: {1}; not given: {2}",
		       or_none(fleet->names[AZ_SAID_YES]), or_none(fleet->names[AZ_SAID_NO]),
		       or_none(fleet->names[AZ_SAID_NOTHING]));
}

static void classify_vessel(const struct anze_out *out, const struct anze_fact *cells, size_t number)
{
	static const struct {
		const char *value;
		struct anze_text text;
	} outcomes[] = {
		[AZ_SAID_NOTHING] = {"unknown", {"尚不能判定", "Not decided yet"}},
		[AZ_SAID_NO] = {"ordinary_only",
				{"不适用重大隐患判定标准，隐患均为一般隐患",
				 "The criteria do not concern it: its hazards are ordinary"}},
		[AZ_SAID_YES] = {"criteria_apply", {"适用重大隐患判定标准", "The criteria for major hazards apply"}},
	};
	enum az_said said = concerned(cells);
	struct anze_text told = AZ_TEXT("核定载员未填写", "the persons it is approved for are not given");
	if (said != AZ_SAID_NOTHING)
		told = az_tell(out, "核定载员{0}人 {1} {2}人", "Approved for {0} persons {1} {2}",
			       az_number(out, cells[VESSEL_PERSONS].number, 0),
			       said == AZ_SAID_YES ? AZ_SAME("≥") : AZ_SAME("<"), az_number(out, PERSONS, 0));
	az_tell_result(out, az_code(out, "vessel", number),
		       az_tell(out, "渔业船舶：{0}", "Fishing vessel: {0}",
			       az_name_or_number(out, &cells[VESSEL_NAME], number)),
		       outcomes[said].value, outcomes[said].text, told, rule);
}

/* Fishing is one of the industries that must be insured. */
static void classify_insurance(const struct anze_facts *facts, const struct anze_out *out)
{
	if (facts->day < INSURANCE_2018 ||
	    (!az_rows(facts, AGR_VESSELS) && az_said_yes_no(&facts->values[AGR_HAS_VESSELS]) != AZ_SAID_YES))
		return;
	az_tell_result(out, "insurance_duty", AZ_TEXT("安全生产责任保险", "Work safety liability insurance"),
		       "compulsory", AZ_TEXT("必须投保", "Compulsory"),
		       AZ_TEXT("从事渔业生产，属于应当投保的行业领域",
			       "Fishing production is among the industries that must insure"),
		       facts->day < INSURANCE_2025 ? insurance_2018 : insurance_2025);
}

void agr_classify_vessels(const struct anze_facts *facts, const struct anze_out *out)
{
	size_t rows = az_rows(facts, AGR_VESSELS);
	classify_insurance(facts, out);
	if (facts->day < CRITERIA_FROM || rows == 0)
		return;
	for (size_t row = 0; row < rows; row++)
		classify_vessel(out, az_row(facts, AGR_VESSELS, VESSEL_COLUMNS, row), row + 1);
	struct fleet fleet = fleet_of(facts, out);
	struct anze_text number = az_number(out, (int64_t)fleet.count[AZ_SAID_YES], 0);
	az_tell_result(
		out, "vessels_concerned",
		AZ_TEXT("适用重大隐患判定标准的渔业船舶数", "Vessels that the criteria for major hazards concern"),
		number.zh, fleet.count[AZ_SAID_NOTHING] ? az_tell(out, "至少{0}", "at least {0}", number) : number,
		fleet_told(out, &fleet), rule);
}

int agr_vessels_major(const struct anze_facts *facts, const struct anze_out *out, struct anze_text *why)
{
	if (facts->day < CRITERIA_FROM)
		return -1;
	struct fleet fleet = fleet_of(facts, out);
	*why = fleet_told(out, &fleet);
	return az_decided(fleet_concerned(&fleet));
}
