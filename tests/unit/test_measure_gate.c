/* The gate: every condition of a listing, met and not met, and what other kinds ask for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/disclosure.h"
#include "domain/measure_gate.h"

static struct az_arena *arena;
static const struct az_rules *rules;

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)16 << 20);
	rules = az_rules_load(arena, "conf/rules");
	return rules == NULL ? -1 : 0;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static az_day day(const char *s)
{
	az_day out = 0;
	assert_true(az_day_parse(s, &out));
	return out;
}

/* A blacklist entry against an insurer for which everything is met. */
static struct az_gate_facts complete(void)
{
	return (struct az_gate_facts){
		.kind = AZ_MEASURE_BLACKLIST,
		.set = az_rule_set_of(rules, "notice-5.3"),
		.adopted_on = day("2024-01-01"),
		.subject_type = "insurer",
		.ground = "no_service",
		.document = "示例〔1〕号",
		.event_on = day("2026-03-02"),
		.today = day("2026-03-20"),
		.notice_on = day("2026-03-05"),
		.defence_until = day("2026-03-12"),
		.review_passed = true,
		.steps_taken = true,
		.joint = true,
	};
}

#define ONLY(condition) AZ_GATE_BIT(AZ_GATE_##condition)

static void everything_met(void **state)
{
	struct az_gate_facts facts = complete();
	(void)state;
	assert_int_equal(az_gate_missing(&facts), 0);
}

static void each_condition_alone(void **state)
{
	struct az_gate_facts facts;
	(void)state;
	facts = complete(), facts.ground = "false_report"; /* of another set */
	assert_int_equal(az_gate_missing(&facts), ONLY(GROUND));
	facts = complete(), facts.ground = "";
	assert_int_equal(az_gate_missing(&facts), ONLY(GROUND));
	facts = complete(), facts.document = "";
	assert_int_equal(az_gate_missing(&facts), ONLY(DOCUMENT));
	facts = complete(), facts.notice_on = AZ_DAY_NONE;
	assert_int_equal(az_gate_missing(&facts), ONLY(NOTICE));
	facts = complete(), facts.review_passed = false;
	assert_int_equal(az_gate_missing(&facts), ONLY(REVIEW));
	facts = complete(), facts.steps_taken = false;
	assert_int_equal(az_gate_missing(&facts), ONLY(STEPS));
	facts = complete(), facts.joint = false;
	assert_int_equal(az_gate_missing(&facts), ONLY(JOINT));
	facts = complete(), facts.subject_type = "enterprise"; /* and no joint decision is asked for */
	assert_int_equal(az_gate_missing(&facts), ONLY(SUBJECT));
	facts = complete(), facts.adopted_on = AZ_DAY_NONE;
	assert_int_equal(az_gate_missing(&facts), ONLY(ADOPTED));
}

static void both_sides_of_each_day(void **state)
{
	struct az_gate_facts facts = complete();
	(void)state;
	facts.today = facts.defence_until; /* the last day is still the party's */
	assert_int_equal(az_gate_missing(&facts), ONLY(DEADLINE));
	facts.today = facts.defence_until + 1;
	assert_int_equal(az_gate_missing(&facts), 0);
	facts.defence_until = AZ_DAY_NONE;
	assert_int_equal(az_gate_missing(&facts), ONLY(DEADLINE));

	facts = complete(), facts.adopted_on = facts.event_on;
	assert_int_equal(az_gate_missing(&facts), 0);
	facts.adopted_on = facts.event_on + 1; /* adopted after the event */
	assert_int_equal(az_gate_missing(&facts), ONLY(ADOPTED));
}

static void sets_are_dated(void **state)
{
	struct az_gate_facts facts = complete();
	(void)state;
	facts.set = az_rule_set_of(rules, "order-11");
	facts.subject_type = "agency", facts.ground = "false_report", facts.adopted_on = AZ_DAY_NONE;
	facts.steps_taken = false; /* Order No. 11 lists on the ground alone */
	facts.event_on = day("2023-10-01");
	assert_int_equal(az_gate_missing(&facts), 0);
	facts.event_on = day("2023-09-30");
	assert_int_equal(az_gate_missing(&facts), ONLY(IN_FORCE));
	facts.set = az_rule_set_of(rules, "circular-49-2017");
	assert_int_equal(az_gate_missing(&facts), 0);
	facts.event_on = day("2023-10-01");
	assert_int_equal(az_gate_missing(&facts), ONLY(IN_FORCE));
	facts.event_on = day("2017-05-08");
	assert_int_equal(az_gate_missing(&facts), ONLY(IN_FORCE));
}

static void order_11_is_no_ground_against_an_insurer(void **state)
{
	struct az_gate_facts facts = complete();
	(void)state;
	facts.set = az_rule_set_of(rules, "order-11"), facts.ground = "false_report";
	assert_int_equal(az_gate_missing(&facts), ONLY(SUBJECT));
	for (size_t i = 0; i < rules->set_count; i++)
		if (strcmp(rules->sets[i].code, "notice-5.3") != 0)
			assert_false(az_rule_set_covers(&rules->sets[i], "insurer"));
	facts.set = NULL;
	assert_int_equal(az_gate_missing(&facts), ONLY(SUBJECT) | ONLY(GROUND) | ONLY(IN_FORCE) | ONLY(ADOPTED));
}

static void what_each_kind_asks_for(void **state)
{
	const unsigned basis = ONLY(SUBJECT) | ONLY(GROUND), paper = ONLY(NOTICE) | ONLY(DEADLINE) | ONLY(REVIEW) |
	                                                             ONLY(DOCUMENT);
	(void)state;
	assert_int_equal(az_gate_conditions(AZ_MEASURE_RECTIFY, "insurer"), basis | ONLY(JOINT));
	assert_int_equal(az_gate_conditions(AZ_MEASURE_WARN, "insurer"), basis | ONLY(JOINT) | ONLY(STEPS));
	assert_int_equal(az_gate_conditions(AZ_MEASURE_INTERVIEW, "insurer"), basis | ONLY(JOINT) | ONLY(STEPS));
	assert_int_equal(az_gate_conditions(AZ_MEASURE_EXPOSE, "insurer"), basis | ONLY(JOINT) | ONLY(STEPS) | paper);
	assert_int_equal(az_gate_conditions(AZ_MEASURE_BLACKLIST, "insurer"), (1U << AZ_GATE_COUNT) - 1);
	assert_int_equal(az_gate_conditions(AZ_MEASURE_EXPOSE, "agency"), basis | ONLY(STEPS) | paper);
	assert_int_equal(az_gate_conditions(AZ_MEASURE_COMMENDATION, "insurer"), ONLY(DOCUMENT));

	/* Without the city's adoption the ladder goes on up to exposure. */
	struct az_gate_facts facts = complete();
	facts.kind = AZ_MEASURE_EXPOSE, facts.adopted_on = AZ_DAY_NONE;
	assert_int_equal(az_gate_missing(&facts), 0);
	facts = (struct az_gate_facts){.kind = AZ_MEASURE_COMMENDATION, .subject_type = "insurer", .ground = "",
	                               .document = "示例〔2〕号", .adopted_on = AZ_DAY_NONE, .notice_on = AZ_DAY_NONE,
	                               .defence_until = AZ_DAY_NONE};
	assert_int_equal(az_gate_missing(&facts), 0);
}

static void kinds_have_names(void **state)
{
	(void)state;
	for (unsigned kind = AZ_MEASURE_RECTIFY; kind <= AZ_MEASURE_COMMENDATION; kind++)
		assert_int_equal(az_measure_kind_of(az_measure_kind_name((enum az_measure_kind)kind)), kind);
	assert_int_equal(az_measure_kind_of(""), 0);
	assert_int_equal(az_measure_kind_of("Expose"), 0);
	assert_false(az_measure_kind_public(AZ_MEASURE_INTERVIEW));
	assert_true(az_measure_kind_public(AZ_MEASURE_EXPOSE));
	assert_true(az_measure_kind_public(AZ_MEASURE_COMMENDATION));
}

static void a_term_ends_on_the_same_day_of_its_month(void **state)
{
	(void)state;
	assert_int_equal(az_term_end(day("2026-11-24"), 36), day("2029-11-24"));
	assert_int_equal(az_term_end(day("2026-11-30"), 3), day("2027-02-28"));
	assert_int_equal(az_term_end(day("2027-11-30"), 3), day("2028-02-29"));
	assert_int_equal(az_term_end(day("2026-12-31"), 1), day("2027-01-31"));
	assert_int_equal(az_term_end(day("2026-12-31"), 12), day("2027-12-31"));
	assert_int_equal(az_term_end(day("2026-10-31"), 1), day("2026-11-30"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_met),
		cmocka_unit_test(each_condition_alone),
		cmocka_unit_test(both_sides_of_each_day),
		cmocka_unit_test(sets_are_dated),
		cmocka_unit_test(order_11_is_no_ground_against_an_insurer),
		cmocka_unit_test(what_each_kind_asks_for),
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(a_term_ends_on_the_same_day_of_its_month),
	};
	return cmocka_run_group_tests_name("measure_gate", tests, setup, teardown);
}
