/* Which items concern an energy enterprise, all results together, and a filled checklist against them. */
#include "review.h"

#include "check.h"

#include "facts.h"

static int yes_or_no(const struct anze_facts *facts, size_t fact)
{
	return az_given(facts, fact) ? az_yes(facts, fact) : -1;
}

/* ENE-01 goes by the criteria. */
static int decides(const struct anze_facts *facts, size_t item)
{
	return item == 0 ? energy_criteria(facts) : 1;
}

int energy_applies(const struct anze_facts *facts, size_t item)
{
	return decides(facts, item) != 0;
}

/* What an enterprise says of itself and should not be so. */
static const struct reported {
	size_t fact;
	const char *rule;
} reports[] = {
	{WITHOUT_TICKET, "GB 26860-2011"},
	{INTERLOCK, "GB 26860-2011"},
	{STORAGE_KEPT_RUNNING, "GB/T 42288-2022"},
	{OCCUPIED, "《石油天然气管道保护法》第三十条"},
	{DEFECT_LEFT, "GB 32167-2015"},
	{TANK_LEAK, "GB 50156-2021"},
	{SHUT_OFF_DEAD, "GB 50156-2021"},
};

static void tell_reports(const struct anze_facts *facts, const struct anze_out *out)
{
	for (size_t i = 0; i < ANZE_COUNT(reports); i++) {
		const struct anze_field *field = &energy_fields[reports[i].fact];
		if (!az_yes(facts, reports[i].fact))
			continue;
		az_add(out, &(struct anze_result){
				    .code = field->name,
				    .label = field->label,
				    .value = "yes",
				    .value_text = {"是，不符合要求", "yes, against the rule"},
				    .explanation = az_tell(out, "企业填报：{0}——是", "The enterprise says: {0} Yes",
							   field->label),
				    .rule = reports[i].rule,
				    .verified = 0,
			    });
	}
}

void energy_classify(const struct anze_facts *facts, struct anze_out *out)
{
	energy_power(facts, out);
	energy_pipeline(facts, out);
	tell_reports(facts, out);
	(void)az_risk_classify(facts, ACCIDENT, NULL, 0, out);
}

void energy_check(const struct anze_facts *facts, struct anze_out *out)
{
	static const size_t days[] = {INSPECTED}, voltage[] = {LIVE_VOLTAGE},
			    figures[] = {EQUIPMENT_VOLTAGE, EQUIPMENT_CAPACITY};
	az_check_past(facts, energy_fields, days, ANZE_COUNT(days), out);
	az_check_above_zero(facts, energy_fields, LIVE_WORK, voltage, ANZE_COUNT(voltage), out);
	az_check_above_zero(facts, energy_fields, EQUIPMENT, figures, ANZE_COUNT(figures), out);
}

/* Any yes makes it major; all no makes it ordinary. */
static int any_of(const int *parts, size_t count)
{
	int all = 0;
	for (size_t i = 0; i < count; i++) {
		if (parts[i] == 1)
			return 1;
		if (parts[i] < 0)
			all = -1;
	}
	return all;
}

/* Two that must come together. */
static int both(int a, int b)
{
	if (a == 0 || b == 0)
		return 0;
	return a == 1 && b == 1 ? 1 : -1;
}

static int negated(int a)
{
	return a < 0 ? -1 : !a;
}

struct judged {
	const char *item;
	int parts[3];
	size_t count;
	struct anze_text major, ordinary;
};

static int judge(const struct judged *judged, struct anze_text *why)
{
	int major = any_of(judged->parts, judged->count);
	if (major >= 0)
		*why = major ? judged->major : judged->ordinary;
	return major;
}

static int major(const struct anze_facts *facts, const char *item, const struct anze_out *out, struct anze_text *why)
{
	const struct judged rows[] = {
		{"ENE-05",
		 {yes_or_no(facts, WITHOUT_TICKET), yes_or_no(facts, INTERLOCK), energy_too_close(facts)},
		 3,
		 {"存在无票作业、擅自解除闭锁或安全距离不足",
		  "Work without a ticket, an interlock released, or people too close to live parts"},
		 {"没有无票作业、擅自解除闭锁，安全距离满足，为一般隐患",
		  "Tickets, interlocks and distances are in order: ordinary"}},
		{"ENE-06",
		 {energy_wind_exceeded(facts)},
		 1,
		 {"达到或超过风速限值仍在作业", "Work went on at or above the wind limit"},
		 {"作业风速均未达到限值，为一般隐患", "All work was below the wind limits: ordinary"}},
		{"ENE-08",
		 {yes_or_no(facts, STORAGE_KEPT_RUNNING)},
		 1,
		 {"电池管理系统退出或联动失效仍充放电",
		  "Batteries are used although the management system or the gas interlock is out of action"},
		 {"系统失效期间未充放电，为一般隐患", "Batteries rest while a system is out of action: ordinary"}},
		{"ENE-10",
		 {both(yes_or_no(facts, OCCUPIED), yes_or_no(facts, HIGH_CONSEQUENCE)),
		  both(energy_within_corridor(facts), negated(yes_or_no(facts, CONSENT)))},
		 2,
		 {"人员密集区或高后果区管段被占压，或5 m范围内擅自施工",
		  "Buildings on the pipe in a populated or high-consequence area, or work within 5 m without consent"},
		 {"没有高后果区占压，也没有5 m范围内的擅自施工，为一般隐患",
		  "Nothing on the pipe in such an area and no work within 5 m without consent: ordinary"}},
		{"ENE-11",
		 {yes_or_no(facts, DEFECT_LEFT),
		  both(energy_inspection_overdue(facts), yes_or_no(facts, HIGH_CONSEQUENCE))},
		 2,
		 {"须立即处置的缺陷未处置，或高后果区管段逾期未评价",
		  "A defect that needs immediate action was left, or a section in a high-consequence area is overdue"},
		 {"没有须立即处置而未处置的缺陷，高后果区管段未逾期，为一般隐患",
		  "No such defect was left and no section in a high-consequence area is overdue: ordinary"}},
		{"ENE-15",
		 {yes_or_no(facts, TANK_LEAK), yes_or_no(facts, SHUT_OFF_DEAD)},
		 2,
		 {"渗漏油罐未停用，或紧急切断失效仍营业",
		  "A leaking tank is in use, or business goes on without a working shut-off"},
		 {"没有渗漏油罐在用，紧急切断失效时不营业，为一般隐患",
		  "No leaking tank is in use and no business without a working shut-off: ordinary"}},
	};
	(void)out;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		if (strcmp(item, rows[i].item) == 0)
			return judge(&rows[i], why);
	return -1;
}

void energy_review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	static const struct az_link links[] = {
		{"live_work", "short", "ENE-05"},
		{"without_ticket", "yes", "ENE-05"},
		{"interlock", "yes", "ENE-05"},
		{"wind_climbing", "stop", "ENE-06"},
		{"wind_outdoor", "stop", "ENE-06"},
		{"storage_kept_running", "yes", "ENE-08"},
		{"pipeline_distance", "inside", "ENE-10"},
		{"occupied", "yes", "ENE-10"},
		{"pipeline_inspection", "overdue", "ENE-11"},
		{"inspection_interval", "too_long", "ENE-11"},
		{"defect_left", "yes", "ENE-11"},
		{"tank_leak", "yes", "ENE-15"},
		{"shut_off_dead", "yes", "ENE-15"},
	};
	static const struct az_review rules = {links, ANZE_COUNT(links), decides, major};
	az_review(facts, answers, &rules, out);
}
