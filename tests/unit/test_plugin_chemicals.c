/* What the facts of a chemical enterprise decide, through the plugin as it is loaded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

#define TODAY "2026-11-24"

static int begin(void **state)
{
	return open_bench(state, "CHE", "chemicals.so");
}

static void substance(struct bench *bench, const char *unit, const char *code, const char *quantity)
{
	give_row(bench, "substances", unit, code, NULL, NULL, quantity);
}

static void of_class(struct bench *bench, const char *unit, const char *class, const char *quantity)
{
	give_row(bench, "substances", unit, "other", class, "X", quantity);
}

static void nothing_follows_from_nothing(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	expect_silence(bench);
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		assert_int_equal(applies_at(bench, i), 1);
}

static void ammonia_and_methanol(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "60");
	substance(bench, "A", "ammonia", "25");
	substance(bench, "A", "methanol", "600");
	classify(bench);
	expect(bench, "source.1", "yes");
	expect_said(bench, "source.1", "= 3.7 ≥ 1");
	expect(bench, "alpha", "1.5");
	assert_int_equal(expect(bench, "grade.1", "4")->colour, ANZE_YELLOW);
	expect_said(bench, "grade.1", "1.5 × (2 × 25/10 + 1 × 600/500) = 9.3");
	expect(bench, "source_grade", "4");
	expect(bench, "enterprise_colour", "yellow");
}

static void chlorine(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "100");
	substance(bench, "A", "chlorine", "10");
	classify(bench);
	assert_int_equal(expect(bench, "grade.1", "3")->colour, ANZE_ORANGE);
	expect_said(bench, "grade.1", "2.0 × (4 × 10/5) = 16");
	expect(bench, "enterprise_colour", "orange");
}

static void liquefied_gas_and_acetylene(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "250");
	substance(bench, "A", "lpg", "400");
	substance(bench, "A", "acetylene", "0.2");
	classify(bench);
	expect(bench, "grade.1", "3");
	expect_said(bench, "grade.1", "2.0 × (1.5 × 400/50 + 1.5 × 0.2/1) = 24.6");
}

static void exact_at_one(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	substance(bench, "A", "chlorine", "5");
	substance(bench, "B", "chlorine", "4.999");
	/* Thirds: no binary fraction adds up to one. */
	for (int i = 0; i < 3; i++)
		substance(bench, "C", "methyl_isocyanate", "0.25");
	for (int i = 0; i < 10; i++)
		substance(bench, "D", "acetylene", "0.1");
	for (int i = 0; i < 3; i++)
		substance(bench, "E", "phosgene", "0.1");
	substance(bench, "F", "methyl_isocyanate", "0.25");
	substance(bench, "F", "methyl_isocyanate", "0.499");
	classify(bench);
	expect(bench, "source.1", "yes");
	expect_said(bench, "source.1", "= 1 ≥ 1");
	expect(bench, "source.2", "no");
	expect_said(bench, "source.2", "= 0.9998 < 1");
	expect(bench, "source.3", "yes");
	expect(bench, "source.4", "yes");
	expect(bench, "source.5", "yes");
	expect(bench, "source.6", "no");
	expect_said(bench, "source.6", "≈ 0.998666667 < 1");
	/* Nobody said how many people live outside: the smallest factor gives the least. */
	expect(bench, "grade.1", "at_least_4");
	expect_said(bench, "grade.1", "0.5 × (");
	expect(bench, "source_grade", "at_least_3"); /* unit E: 0.5 × 20 × 1 = 10 */
}

static void grades_exact_at_their_limits(void **state)
{
	static const struct {
		const char *quantity, *grade; /* of chlorine, α 2: R = 1.6 q */
	} rows[] = {
		{"5", "4"},      {"6.249", "4"}, {"6.25", "3"},   {"6.251", "3"},
		{"31.249", "3"}, {"31.25", "2"}, {"62.499", "2"}, {"62.5", "1"},
	};
	static const enum anze_colour colours[] = {ANZE_RED, ANZE_RED, ANZE_ORANGE, ANZE_YELLOW};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "people_outside", "100");
		substance(bench, "A", "chlorine", rows[i].quantity);
		classify(bench);
		enum anze_colour colour = colours[rows[i].grade[0] - '1'];
		assert_int_equal(expect(bench, "grade.1", rows[i].grade)->colour, colour);
		expect(bench, "source_grade", rows[i].grade);
		assert_int_equal(found(bench, "enterprise_colour")->colour, colour);
	}
}

static void alpha_by_people(void **state)
{
	static const struct {
		const char *people, *alpha;
	} rows[] = {{"0", "0.5"},  {"1", "1.0"},  {"29", "1.0"}, {"30", "1.2"},
		    {"49", "1.2"}, {"50", "1.5"}, {"99", "1.5"}, {"100", "2.0"}};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, "people_outside", rows[i].people);
		substance(bench, "A", "chlorine", "5");
		classify(bench);
		assert_int_equal(expect(bench, "alpha", rows[i].alpha)->verified, 1);
		expect_said(bench, "grade.1", rows[i].alpha);
	}
}

/* Each named substance at its critical quantity and below, with its factor. */
static void named_substances(void **state)
{
	static const struct {
		const char *code, *critical, *below, *beta;
	} rows[] = {
		{"ammonia", "10", "9.999", "2"},
		{"chlorine", "5", "4.999", "4"},
		{"hydrogen_sulfide", "5", "4.999", "5"},
		{"hydrogen_chloride", "20", "19.999", "3"},
		{"sulfur_dioxide", "20", "19.999", "2"},
		{"ethylene_oxide", "10", "9.999", "2"},
		{"phosgene", "0.3", "0.299", "20"},
		{"hydrogen_fluoride", "1", "0.999", "5"},
		{"hydrogen_cyanide", "1", "0.999", "10"},
		{"methyl_isocyanate", "0.75", "0.749", "20"},
		{"coal_gas", "20", "19.999", "2"},
		{"lpg", "50", "49.999", "1.5"},
		{"methane", "50", "49.999", "1.5"},
		{"hydrogen", "5", "4.999", "1.5"},
		{"acetylene", "1", "0.999", "1.5"},
		{"ethylene", "50", "49.999", "1.5"},
		{"vinyl_chloride", "50", "49.999", "1.5"},
		{"butadiene", "5", "4.999", "1.5"},
		{"oxygen", "200", "199.999", "1"},
		{"gasoline", "200", "199.999", "1"},
		{"benzene", "50", "49.999", "1"},
		{"toluene", "500", "499.999", "1"},
		{"methanol", "500", "499.999", "1"},
		{"ethanol", "500", "499.999", "1"},
		{"acetone", "500", "499.999", "1"},
		{"styrene", "500", "499.999", "1"},
		{"acrylonitrile", "50", "49.999", "1"},
		{"carbon_disulfide", "50", "49.999", "1"},
		{"ether", "10", "9.999", "1.5"},
		{"ammonium_nitrate_explosive", "5", "4.999", "2"},
		{"ammonium_nitrate", "50", "49.999", "1"},
		{"ammonium_nitrate_fertiliser", "200", "199.999", "1"},
		{"potassium_chlorate", "100", "99.999", "1"},
		{"sodium_chlorate", "100", "99.999", "1"},
		{"calcium_carbide", "100", "99.999", "1"},
		{"sodium", "10", "9.999", "1"},
		{"white_phosphorus", "50", "49.999", "1"},
		{"tnt", "5", "4.999", "2"},
		{"nitroglycerin", "1", "0.999", "2"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		char said[64];
		(void)snprintf(said, sizeof said, "1.0 × (%s × %s/%s) = %s", rows[i].beta, rows[i].critical,
			       rows[i].critical, rows[i].beta);
		on_day(bench, TODAY);
		give(bench, "people_outside", "1");
		substance(bench, "A", rows[i].code, rows[i].critical);
		substance(bench, "B", rows[i].code, rows[i].below);
		classify(bench);
		uint32_t verified = strcmp(rows[i].code, "oxygen") == 0 || strncmp(rows[i].code, "ammonium", 8) == 0;
		assert_int_equal(expect(bench, "source.1", "yes")->verified, verified);
		expect(bench, "source.2", "no");
		expect_said(bench, "grade.1", said);
		assert_int_equal(found(bench, "grade.1")->verified, 0);
	}
}

static void classes(void **state)
{
	static const struct {
		const char *code, *critical, *beta;
	} rows[] = {
		{"j1", "5", "4"},    {"j2", "50", "1"},     {"j3", "50", "2"},     {"j4", "50", "2"},
		{"j5", "500", "1"},  {"w1.1", "1", "2"},    {"w1.2", "10", "2"},   {"w1.3", "50", "2"},
		{"w2", "10", "1.5"}, {"w3", "150", "1"},    {"w4", "50", "1"},     {"w5.1", "10", "1.5"},
		{"w5.2", "50", "1"}, {"w5.3", "1000", "1"}, {"w5.4", "5000", "1"}, {"w6.1", "10", "1.5"},
		{"w6.2", "50", "1"}, {"w7.1", "10", "1.5"}, {"w7.2", "50", "1"},   {"w8", "50", "1"},
		{"w9.1", "50", "1"}, {"w9.2", "200", "1"},  {"w10", "200", "1"},   {"w11", "200", "1"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		char said[64];
		(void)snprintf(said, sizeof said, "1.0 × (%s × %s/%s) = %s", rows[i].beta, rows[i].critical,
			       rows[i].critical, rows[i].beta);
		on_day(bench, TODAY);
		give(bench, "people_outside", "29");
		of_class(bench, "A", rows[i].code, rows[i].critical);
		char below[16];
		(void)snprintf(below, sizeof below, "%d.999", atoi(rows[i].critical) - 1);
		of_class(bench, "B", rows[i].code, below);
		classify(bench);
		expect(bench, "source.2", "no");
		assert_int_equal(expect(bench, "source.1", "yes")->verified, strncmp(rows[i].code, "w6", 2) == 0);
		expect_said(bench, "grade.1", said);
	}
	/* Toxic gases without a critical quantity of their own: it comes from the class, the factor does not. */
	static const char *const toxic[][2] = {
		{"carbon_monoxide", "2"}, {"methyl_bromide", "3"}, {"nitrogen_dioxide", "10"}, {"phosphine", "20"}};
	for (size_t i = 0; i < ANZE_COUNT(toxic); i++) {
		char said[64];
		(void)snprintf(said, sizeof said, "1.0 × (%s × 5/5) = %s", toxic[i][1], toxic[i][1]);
		on_day(bench, TODAY);
		give(bench, "people_outside", "29");
		give_row(bench, "substances", "A", toxic[i][0], "j1", NULL, "5");
		substance(bench, "B", toxic[i][0], "5");
		classify(bench);
		expect_said(bench, "grade.1", said);
		expect(bench, "source.2", "incomplete");
	}
}

static void what_is_missing_is_not_guessed(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "100");
	substance(bench, "A", "chlorine", "4");
	substance(bench, "A", "ammonia", NULL);
	classify(bench);
	expect(bench, "source.1", "incomplete");
	expect_none(bench, "grade.1");
	expect(bench, "source_grade", "incomplete");
	expect_said(bench, "source_grade", "A");
	/* What is known is enough for a source, and for the least grade: R ≥ 8. */
	substance(bench, "A", "chlorine", "1");
	classify(bench);
	expect(bench, "source.1", "yes");
	expect(bench, "grade.1", "at_least_4");
	assert_int_equal(expect(bench, "enterprise_colour", "yellow")->colour, ANZE_YELLOW);
	assert_non_null(strstr(found(bench, "enterprise_colour")->value_text.zh, "至少为黄色"));
	/* Another unit of grade 1 leaves nothing worse. */
	substance(bench, "B", "chlorine", "62.5");
	classify(bench);
	expect(bench, "grade.2", "1");
	expect(bench, "source_grade", "1");
	on_day(bench, TODAY);
	substance(bench, "A", "chlorine", "0");
	substance(bench, "B", "ammonia", "1");
	classify(bench);
	expect(bench, "source_grade", "none");
	expect_none(bench, "enterprise_colour");
	on_day(bench, "2019-02-28");
	substance(bench, "A", "chlorine", "500");
	expect_silence(bench); /* this edition was not in force */
	bench->facts.day++;
	classify(bench);
	expect(bench, "source.1", "yes");
}

/* A row that is not filled in never makes it better: the worst of what is known is the least. */
static void what_is_missing_leaves_the_worst_that_is_known(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "100");
	substance(bench, "A", "chlorine", "6.25"); /* R = 10: grade 3 */
	classify(bench);
	expect(bench, "source_grade", "3");
	assert_string_equal(expect(bench, "enterprise_colour", "orange")->value_text.en, "orange (larger risk)");
	substance(bench, "B", "other", NULL);
	classify(bench);
	expect(bench, "source.2", "incomplete");
	expect(bench, "grade.1", "3");
	assert_int_equal(expect(bench, "source_grade", "at_least_3")->colour, ANZE_ORANGE);
	assert_int_equal(expect(bench, "enterprise_colour", "orange")->colour, ANZE_ORANGE);
	assert_non_null(strstr(found(bench, "enterprise_colour")->value_text.zh, "至少为橙色"));
	assert_non_null(strstr(found(bench, "enterprise_colour")->explanation.zh, "单元B还不能判定"));
	/* In the same unit: R is at least what is known of it, on both sides of a limit. */
	substance(bench, "A", "other", NULL);
	classify(bench);
	expect(bench, "grade.1", "at_least_3");
	substance(bench, "A", "chlorine", "24.999");
	classify(bench);
	expect(bench, "source_grade", "at_least_3"); /* R = 49.9984 */
	substance(bench, "A", "chlorine", "0.001");
	classify(bench);
	assert_int_equal(expect(bench, "source_grade", "at_least_2")->colour, ANZE_RED);
	/* Nothing is worse than red. */
	assert_string_equal(expect(bench, "enterprise_colour", "red")->value_text.en, "red (major risk)");
	/* Without the people outside the smallest factor: 0.5 × 4 × 25/5 = 10, and just below. */
	on_day(bench, TODAY);
	substance(bench, "A", "chlorine", "25");
	classify(bench);
	expect(bench, "grade.1", "at_least_3");
	on_day(bench, TODAY);
	substance(bench, "A", "chlorine", "24.998");
	classify(bench);
	expect(bench, "grade.1", "at_least_4");
}

static void amounts_and_days_that_cannot_be(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "assessed", TODAY);
	substance(bench, "A", "chlorine", "0.001");
	check(bench);
	assert_int_equal(bench->count, 0);
	on_day(bench, TODAY);
	give(bench, "assessed", "2027-01-01");
	substance(bench, "A", "chlorine", "0");
	check(bench);
	expect(bench, "assessed", "wrong");
	expect(bench, "substances.quantity.1", "wrong");
}

/* A class of a substance that the standard names is not used, and that is told. */
static void a_class_that_is_not_used_is_told(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give_row(bench, "substances", "A", "benzene", "j1", NULL, "50");
	classify(bench);
	expect(bench, "source.1", "yes");
	assert_non_null(strstr(found(bench, "source.1")->explanation.zh, "所选类别未采用"));
	on_day(bench, TODAY);
	give_row(bench, "substances", "A", "other", "j1", NULL, "50");
	give_row(bench, "substances", "A", "carbon_monoxide", "j1", NULL, "50");
	give_row(bench, "substances", "A", "benzene", NULL, NULL, "50");
	classify(bench);
	assert_null(strstr(found(bench, "source.1")->explanation.zh, "未采用"));
}

/* Rows of one unit are found wherever they stand. */
static void units_are_kept_apart(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "0");
	substance(bench, "tank farm", "chlorine", "3");
	substance(bench, "warehouse", "chlorine", "3");
	substance(bench, "tank farm", "ammonia", "4");
	classify(bench);
	expect(bench, "source.1", "yes");
	expect(bench, "source.2", "no");
	expect_said(bench, "grade.1", "0.5 × (4 × 3/5 + 2 × 4/10) = 1.6");
	expect_none(bench, "source.3");
}

static void the_largest_amounts_do_not_overflow(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "people_outside", "1000000");
	for (int i = 0; i < 60; i++)
		substance(bench, "A", i % 2 ? "phosgene" : "methyl_isocyanate", "10000000");
	classify(bench);
	expect(bench, "grade.1", "1");
	/* 30 × (10⁷/0.3 + 10⁷/0.75) × 20 × 2 */
	expect_said(bench, "grade.1", "= 56000000000");
}

static void duties_of_a_source(void **state)
{
	static const struct {
		const char *day, *rule;
	} rows[] = {{"2021-02-04", "12号"}, {"2026-09-29", "12号"}, {"2026-09-30", "AQ 3072-2026"}};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, rows[i].day);
		substance(bench, "A", "chlorine", "5");
		classify(bench);
		assert_non_null(strstr(expect(bench, "responsible_checks", "weekly/quarterly")->rule, rows[i].rule));
	}
	on_day(bench, "2021-02-03");
	substance(bench, "A", "chlorine", "5");
	classify(bench);
	expect(bench, "source.1", "yes");
	expect_none(bench, "responsible_checks");
	on_day(bench, TODAY);
	substance(bench, "A", "chlorine", "5");
	give(bench, "assessed", "2023-11-24");
	give(bench, "registered", "no");
	give(bench, "responsible", "no");
	classify(bench);
	expect(bench, "source_assessment", "valid");
	expect(bench, "source_registration", "missing");
	expect(bench, "responsible", "missing");
	give(bench, "assessed", "2023-11-23");
	classify(bench);
	expect(bench, "source_assessment", "overdue");
	on_day(bench, TODAY);
	substance(bench, "A", "chlorine", "4.9");
	give(bench, "registered", "no");
	classify(bench);
	expect_none(bench, "source_registration");
	expect_none(bench, "responsible_checks");
}

static void special_work(void **state)
{
	static const struct {
		const char *fact, *value, *enriched, *said;
	} rows[] = {
		{"hot_work_hours", "8", NULL, "meets"},
		{"hot_work_hours", "8.1", NULL, "exceeds"},
		{"hot_work_second_hours", "72", NULL, "meets"},
		{"hot_work_second_hours", "72.1", NULL, "exceeds"},
		{"confined_hours", "24", NULL, "meets"},
		{"confined_hours", "24.1", NULL, "exceeds"},
		{"gas_test_minutes", "30", NULL, "meets"},
		{"gas_test_minutes", "31", NULL, "exceeds"},
		{"retest_hours", "2", NULL, "meets"},
		{"retest_hours", "2.1", NULL, "exceeds"},
		{"oxygen_least", "19.5", NULL, "meets"},
		{"oxygen_least", "19.4", NULL, "exceeds"},
		{"oxygen_most", "21", NULL, "meets"},
		{"oxygen_most", "21.1", "no", "exceeds"},
		{"oxygen_most", "21.1", NULL, NULL},
		{"oxygen_most", "23.5", "yes", "meets"},
		{"oxygen_most", "23.6", "yes", "exceeds"},
		{"oxygen_most", "23.6", NULL, "exceeds"},
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		on_day(bench, TODAY);
		give(bench, rows[i].fact, rows[i].value);
		if (rows[i].enriched)
			give(bench, "enriched", rows[i].enriched);
		classify(bench);
		if (rows[i].said)
			expect(bench, rows[i].fact, rows[i].said);
		else
			expect_none(bench, rows[i].fact);
	}
	on_day(bench, "2022-09-30");
	give(bench, "hot_work_hours", "9");
	expect_silence(bench);
	bench->facts.day++;
	classify(bench);
	expect(bench, "hot_work_hours", "exceeds");
}

static void the_profile_decides_what_is_asked(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "key_process", "no");
	give(bench, "key_chemical", "no");
	give(bench, "hydrocarbon_tanks", "no");
	give(bench, "filling", "no");
	assert_true(applies(bench, "CHE-03")); /* there may be a major hazard source */
	assert_false(applies(bench, "CHE-04"));
	assert_false(applies(bench, "CHE-06"));
	assert_false(applies(bench, "CHE-07"));
	assert_true(applies(bench, "CHE-14"));
	substance(bench, "A", "chlorine", "4.999");
	assert_false(applies(bench, "CHE-03"));
	assert_false(applies(bench, "CHE-14"));
	assert_false(applies(bench, "CHE-15"));
	assert_true(applies(bench, "CHE-13")); /* to find out is always a duty */
	substance(bench, "A", "chlorine", "0.001");
	assert_true(applies(bench, "CHE-03"));
	assert_true(applies(bench, "CHE-14"));
	assert_true(applies(bench, "CHE-15"));

	/* A tank farm: special liquids, or a source of grade 1 or 2. */
	give(bench, "special_tanks", "no");
	assert_true(applies(bench, "CHE-05"));
	give(bench, "people_outside", "0"); /* R = 0.5 × 4 */
	assert_false(applies(bench, "CHE-05"));
	substance(bench, "A", "chlorine", "120"); /* R = 50 */
	assert_true(applies(bench, "CHE-05"));
	give(bench, "tank_farm", "no");
	assert_false(applies(bench, "CHE-05"));
	give(bench, "tank_farm", "yes");
	give(bench, "special_tanks", "yes");
	assert_true(applies(bench, "CHE-05"));
}

static void sources_major_or_not(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	answer(bench, "CHE-13", ANZE_FAILS);
	answer(bench, "CHE-14", ANZE_FAILS);
	review(bench);
	assert_int_equal(bench->count, 0); /* the facts do not decide it */
	give(bench, "people_outside", "100");
	give(bench, "monitored", "no");
	give(bench, "responsible", "no");
	substance(bench, "A", "chlorine", "31.25");
	review(bench);
	expect(bench, "major:CHE-13", "yes");
	expect(bench, "major:CHE-14", "yes");
	expect_said(bench, "findings_colour", "CHE-13");
	give(bench, "responsible", "yes");
	give(bench, "records", "incomplete");
	review(bench);
	expect(bench, "major:CHE-14", "no");
	give(bench, "records", "false");
	review(bench);
	expect(bench, "major:CHE-14", "yes");

	on_day(bench, TODAY);
	answer(bench, "CHE-13", ANZE_FAILS);
	answer(bench, "CHE-14", ANZE_FAILS);
	give(bench, "people_outside", "100");
	give(bench, "monitored", "no");
	substance(bench, "A", "chlorine", "31.249");
	review(bench);
	expect_none(bench, "major:CHE-13"); /* grade 3, not monitored: a person decides */
	expect_none(bench, "major:CHE-14");
	give(bench, "monitored", "yes");
	give(bench, "records", "incomplete");
	review(bench);
	expect(bench, "major:CHE-13", "no");
	expect(bench, "major:CHE-14", "no");
	expect_none(bench, "findings_colour");
}

static void a_checklist_against_the_facts(void **state)
{
	struct bench *bench = *state;
	on_day(bench, TODAY);
	give(bench, "key_process", "no");
	give(bench, "filling", "yes");
	give(bench, "hot_work_hours", "9");
	give(bench, "gas_test_minutes", "45");
	substance(bench, "A", "chlorine", "5");
	give(bench, "assessed", "2020-01-01");
	answer(bench, "CHE-04", ANZE_FAILS);
	answer(bench, "CHE-07", ANZE_NOT_APPLICABLE);
	answer(bench, "CHE-11", ANZE_COMPLIES);
	review(bench);
	expect(bench, "profile:CHE-04", "outside");
	expect(bench, "profile:CHE-07", "inside");
	expect(bench, "contradiction:CHE-11", "complies");
	expect_said(bench, "contradiction:CHE-11", "9 h > 8 h");
	expect_said(bench, "contradiction:CHE-11", "45 min > 30 min");
	expect(bench, "unchecked:CHE-13", "unchecked");
	expect(bench, "findings_colour", "red"); /* CHE-04 was failed all the same */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_follows_from_nothing),
		cmocka_unit_test(ammonia_and_methanol),
		cmocka_unit_test(chlorine),
		cmocka_unit_test(liquefied_gas_and_acetylene),
		cmocka_unit_test(exact_at_one),
		cmocka_unit_test(grades_exact_at_their_limits),
		cmocka_unit_test(alpha_by_people),
		cmocka_unit_test(named_substances),
		cmocka_unit_test(classes),
		cmocka_unit_test(what_is_missing_is_not_guessed),
		cmocka_unit_test(what_is_missing_leaves_the_worst_that_is_known),
		cmocka_unit_test(amounts_and_days_that_cannot_be),
		cmocka_unit_test(a_class_that_is_not_used_is_told),
		cmocka_unit_test(units_are_kept_apart),
		cmocka_unit_test(the_largest_amounts_do_not_overflow),
		cmocka_unit_test(duties_of_a_source),
		cmocka_unit_test(special_work),
		cmocka_unit_test(the_profile_decides_what_is_asked),
		cmocka_unit_test(sources_major_or_not),
		cmocka_unit_test(a_checklist_against_the_facts),
	};
	return cmocka_run_group_tests_name("plugin chemicals", tests, begin, close_bench);
}
