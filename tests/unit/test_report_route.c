/* Where a report goes: each kind, subject and place of the table that ships, and that the one it is about never gets it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/authority_name.h"
#include "domain/report.h"
#include "domain/report_route.h"

static struct az_arena *arena;
static const struct az_rules *rules;

/* A city: its coordinator, a branch of it for mines, the bureaus for construction of the city and of one county, the
 * county's emergency bureau, which has the report's sector, the insurance regulator. */
enum { CITY = 1, MINES, CITY_CON, COUNTY_CON, COUNTY, NFRA, ELSEWHERE, BODIES = 7 };
#define HERE "370902"

static void city(struct az_body out[BODIES])
{
	const struct az_body bodies[BODIES] = {
		{CITY, "emergency", "", "示例市应急管理局", "City Emergency", 1, 2, 1, 1, false},
		{MINES, "emergency", "", "示例市应急管理局矿山安全监管机构", "City Emergency, mines", 0, 1, 1, 0, false},
		{CITY_CON, "sector", "", "示例市住房和城乡建设局", "City Construction", 0, 1, 1, 0, false},
		{COUNTY_CON, "sector", HERE, "示例区住建局", "District Construction", 0, 1, 1, 0, false},
		{COUNTY, "emergency", HERE, "示例区应急管理局", "District Emergency", 1, 2, 1, 0, false},
		{NFRA, "insurance", "", "示例保险监管分局", "Insurance Regulator", 1, 6, 1, 0, false},
		{ELSEWHERE, "emergency", "370982", "另一市应急管理局", "Other Emergency", 1, 2, 1, 0, false},
	};
	memcpy(out, bodies, sizeof bodies);
}

static struct az_routing route_among(struct az_body *bodies, const char *kind, const char *type, int64_t id,
                                     const char *name)
{
	struct az_route_question question = {kind, type, "CHE", HERE, id, name};
	struct az_routing route = {0};
	bool vague;
	const struct az_body *meant = az_route_bar(arena, bodies, BODIES, &question, &vague);
	const char *of = strcmp(type, "authority") == 0 ? az_body_class(bodies, BODIES, meant) : "";
	az_route_choose(az_route_rule_of(rules, kind, type, of, 20000), bodies, BODIES, HERE, &route);
	route.vague = vague;
	return route;
}

static struct az_routing route_to(const char *kind, const char *type, int64_t id, const char *name)
{
	struct az_body bodies[BODIES];
	city(bodies);
	return route_among(bodies, kind, type, id, name);
}

static void each_kind_about_each_subject(void **state)
{
	(void)state;
	for (size_t i = 0; i < az_report_kind_count; i++) {
		const char *kind = az_report_kinds[i].code;
		bool interference = strcmp(kind, "interference") == 0, hazard = strcmp(kind, "hazard") == 0;
		struct az_routing route = route_to(kind, "insurer", 3, "示例甲");
		assert_int_equal(route.lead, interference ? CITY : hazard ? COUNTY : NFRA);
		assert_int_equal(route.joint_count, interference || hazard ? 0 : 1);
		if (route.joint_count > 0)
			assert_int_equal(route.joint[0], COUNTY);
		route = route_to(kind, "agency", 0, "示例机构");
		assert_int_equal(route.lead, interference ? CITY : COUNTY);
		assert_int_equal(route.joint_count, 0); /* the county's emergency bureau is its body for the sector as well */
		route = route_to(kind, "enterprise", 0, "示例企业");
		assert_int_equal(route.lead, interference ? CITY : COUNTY);
		assert_int_equal(route.joint_count, 0);
		route = route_to(kind, "authority", 0, "某个部门");
		assert_int_equal(route.lead, CITY);
		assert_int_equal(route.barred_count, 0);
	}
}

static void an_agency_where_the_sector_is_another_bureaus(void **state)
{
	struct az_body bodies[BODIES];
	(void)state;
	city(bodies);
	bodies[CITY - 1].covers = bodies[COUNTY - 1].covers = 0;
	bodies[CITY_CON - 1].covers = 1;
	struct az_routing route = route_among(bodies, "sham_service", "agency", 1, "示例机构");
	assert_int_equal(route.lead, COUNTY);
	assert_int_equal(route.joint_count, 1);
	assert_int_equal(route.joint[0], CITY_CON);
	city(bodies);
	bodies[CITY - 1].covers = bodies[COUNTY - 1].covers = 0;
	bodies[CITY_CON - 1].covers = bodies[COUNTY_CON - 1].covers = 1;
	assert_int_equal(route_among(bodies, "not_insured", "enterprise", 0, "").lead, COUNTY_CON);
}

static void an_authority_never_gets_what_is_about_itself(void **state)
{
	static const struct {
		int64_t about, lead;
	} cases[] = {{COUNTY, CITY}, {COUNTY_CON, CITY}, {CITY_CON, CITY}, {MINES, CITY}, {NFRA, CITY}, {ELSEWHERE, CITY},
	             {CITY, 0}};
	(void)state;
	for (size_t i = 0; i < az_report_kind_count; i++)
		for (size_t j = 0; j < sizeof cases / sizeof cases[0]; j++) {
			struct az_routing route = route_to(az_report_kinds[i].code, "authority", cases[j].about, "");
			assert_int_equal(route.lead, cases[j].lead);
			assert_int_equal(route.above_all, cases[j].lead == 0);
			assert_int_equal(route.barred_count, 1);
			assert_int_equal(route.barred[0], cases[j].about);
			for (size_t k = 0; k < route.joint_count; k++)
				assert_int_not_equal(route.joint[k], cases[j].about);
		}
}

static void a_countys_sector_body_goes_to_the_citys(void **state)
{
	struct az_body bodies[BODIES];
	(void)state;
	city(bodies);
	bodies[CITY - 1].covers = bodies[COUNTY - 1].covers = 0;
	bodies[CITY_CON - 1].covers = bodies[COUNTY_CON - 1].covers = 1;
	assert_int_equal(route_among(bodies, "other", "authority", COUNTY_CON, "").lead, CITY_CON);
}

static void named_in_what_was_described(void **state)
{
	(void)state;
	struct az_routing route = route_to("other", "authority", 0, " 示例区 应急管理局的一名科长");
	assert_int_equal(route.barred_count, 1);
	assert_int_equal(route.barred[0], COUNTY);
	assert_int_equal(route.lead, CITY);
	route = route_to("other", "authority", 0, "示例市应急管理局矿山安全监管机构");
	assert_int_equal(route.barred_count, 1); /* the bureau's own branch is not the bureau */
	assert_int_equal(route.barred[0], MINES);
	route = route_to("other", "authority", 0, "示例市应急管理局");
	assert_int_equal(route.lead, 0);
	assert_true(route.above_all);
	route = route_to("other", "authority", 0, "示例区应急管理局和示例区住建局");
	assert_int_equal(route.barred_count, 2);
	route = route_to("other", "enterprise", 0, "示例区应急管理局隔壁的厂");
	assert_int_equal(route.barred_count, 0); /* it is about the enterprise */
	assert_int_equal(route.lead, COUNTY);
}

/* As people call them. */
static void a_short_name_means_it_as_well(void **state)
{
	static const struct {
		const char *words;
		int64_t barred, lead; /* 0: nobody */
	} cases[] = {
		{"市应急局", CITY, 0},
		{"示例市应急局", CITY, 0},
		{"示例应急管理局", COUNTY, 0}, /* one of two places of that name: neither gets it */
		{"我们市应急管理局的人", CITY, 0},
		{"示例区应急局", COUNTY, CITY},
		{"区应急局的一名科长", COUNTY, CITY},
		{"示例市示例区应急局", COUNTY, CITY},
		{"另一市应急局", ELSEWHERE, CITY},
		{"示例市建设局", CITY_CON, CITY},
		{"示例市住建局", CITY_CON, CITY},
		{"示例区住建局", COUNTY_CON, CITY},
		{"示例市场监督管理局", 0, CITY}, /* another field: 监督管理 says nothing about one */
		{"示例市教育局", 0, CITY},
		{"市局", 0, CITY},
		{"急", 0, CITY},
		{"", 0, CITY},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct az_routing route = route_to("other", "authority", 0, cases[i].words);
		bool barred = cases[i].barred == 0 && route.barred_count == 0;
		for (size_t j = 0; j < route.barred_count; j++)
			barred = barred || route.barred[j] == cases[i].barred;
		if (!barred || route.lead != cases[i].lead || route.vague)
			fail_msg("\"%s\": goes to %lld, expected %lld; %zu barred, expected %lld among them; vague: %d",
				 cases[i].words, (long long)route.lead, (long long)cases[i].lead, route.barred_count,
				 (long long)cases[i].barred, route.vague);
	}
}

static void a_field_without_a_place_is_asked_about(void **state)
{
	(void)state;
	struct az_routing route = route_to("other", "authority", 0, "应急局");
	assert_true(route.vague);
	assert_int_equal(route.lead, 0); /* until it is said, none of them has it */
	route = route_to("other", "authority", 0, "住建局的人");
	assert_true(route.vague);
	assert_int_equal(route.lead, CITY);
	assert_int_equal(route.barred_count, 2); /* of the city and of the place; not of other counties */
	route = route_to("other", "enterprise", 0, "应急局");
	assert_false(route.vague);
}

/* As many as a province has, and a description that fits the field of all: each name is read once. */
static void many_authorities_take_little_memory(void **state)
{
	enum { MANY = 500 };
	static struct az_authority_name names[MANY];
	struct az_arena *small = az_arena_new((size_t)1 << 20);
	(void)state;
	for (size_t i = 0; i < MANY; i++)
		names[i] = (struct az_authority_name){i % 2 == 0 ? "示例市应急管理局" : "另一区应急管理局", i % 2 == 0 ? "" : "1"};
	struct az_authority_question *question =
		az_authority_ask(small, "应急局应急局应急局应急局另一区应急局", names, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(az_authority_fit(question, i, ""), i % 2 == 0 ? AZ_AUTHORITY_PERHAPS : AZ_AUTHORITY_MEANT);
	az_arena_free(small);
}

static void who_has_no_handler_comes_last(void **state)
{
	struct az_body bodies[BODIES];
	(void)state;
	city(bodies);
	bodies[NFRA - 1].handled = 0;
	struct az_routing route = route_among(bodies, "no_service", "insurer", 1, "");
	assert_int_equal(route.lead, COUNTY);
	assert_int_equal(route.joint_count, 0);
	city(bodies);
	for (size_t i = 0; i < BODIES; i++)
		bodies[i].handled = 0;
	assert_int_equal(route_among(bodies, "no_service", "insurer", 1, "").lead, NFRA); /* it waits for one */
	city(bodies);
	for (size_t i = 0; i < BODIES; i++)
		bodies[i].covers = 0;
	assert_int_equal(route_among(bodies, "not_insured", "enterprise", 0, "").lead, CITY); /* the coordinator */
	city(bodies);
	for (size_t i = 0; i < BODIES; i++)
		bodies[i].kind = "finance";
	route = route_among(bodies, "not_insured", "enterprise", 0, "");
	assert_int_equal(route.lead, 0);
	assert_false(route.above_all);
}

static void a_line_holds_on_its_days_only(void **state)
{
	const char *lead[] = {"coordinator"};
	struct az_route_rule lines[] = {
		{.subject = "", .of = "", .lead = lead, .lead_count = 1, .from = AZ_DAY_NONE, .to = 99},
		{.subject = "", .of = "", .lead = lead, .lead_count = 1, .from = 100, .to = AZ_DAY_NONE}};
	const struct az_rules table = {.routes = lines, .route_count = 2};
	(void)state;
	assert_ptr_equal(az_route_rule_of(&table, "other", "insurer", "", 99), &lines[0]);
	assert_ptr_equal(az_route_rule_of(&table, "other", "insurer", "", 100), &lines[1]);
	lines[1].from = 101;
	assert_null(az_route_rule_of(&table, "other", "insurer", "", 100));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_about_each_subject),
		cmocka_unit_test(an_agency_where_the_sector_is_another_bureaus),
		cmocka_unit_test(an_authority_never_gets_what_is_about_itself),
		cmocka_unit_test(a_countys_sector_body_goes_to_the_citys),
		cmocka_unit_test(named_in_what_was_described),
		cmocka_unit_test(a_short_name_means_it_as_well),
		cmocka_unit_test(a_field_without_a_place_is_asked_about),
		cmocka_unit_test(many_authorities_take_little_memory),
		cmocka_unit_test(who_has_no_handler_comes_last),
		cmocka_unit_test(a_line_holds_on_its_days_only),
	};
	arena = az_arena_new((size_t)16 << 20);
	rules = az_rules_load(arena, "conf/rules");
	int failed = rules == NULL ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
	az_arena_free(arena);
	return failed;
}
