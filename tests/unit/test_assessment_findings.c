/* What a draft lacks and where it contradicts itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/assessment.h"

static struct az_arena *arena;
static const struct az_rules *rules;
static struct az_finding findings[AZ_FINDINGS_MAX];
static size_t count, blocking;

static int load(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 22);
	rules = az_rules_load(arena, "conf/rules");
	return rules == NULL;
}

static int unload(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static bool found(enum az_finding_kind kind, const char *field)
{
	for (size_t i = 0; i < count; i++)
		if (findings[i].kind == kind && (field == NULL || strcmp(findings[i].field, field) == 0))
			return true;
	return false;
}

static void look(struct az_assessment_value *rows, size_t n, size_t files)
{
	struct az_assessment_values values = {rows, n};
	struct az_figures figures;
	struct az_assessment_score score;
	az_day day = az_assessment_rule_day(2025);
	az_assessment_figures(&values, &figures);
	az_assessment_compute(rules, day, &figures, &score);
	az_assessment_findings(rules, day, &values, &score, files, findings, &count, &blocking);
}

static void an_empty_draft_names_everything(void **state)
{
	size_t needed = 0;
	(void)state;
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++)
		for (size_t j = 0; j < az_assessment_sections[i].form->count; j++)
			needed += (az_assessment_sections[i].form->fields[j].flags & AZ_NEEDED_TO_FILE) != 0;
	look(NULL, 0, 0);
	assert_int_equal(count, needed + 1); /* and the attachment */
	assert_int_equal(blocking, count);
	assert_true(found(AZ_FINDING_FILES, NULL));
	assert_true(needed + 30 < AZ_FINDINGS_MAX);
	look(NULL, 0, 1);
	assert_false(found(AZ_FINDING_FILES, NULL));
}

static void every_figure_has_its_field(void **state)
{
	(void)state;
	for (int i = 0; i < AZ_FIGURE_COUNT; i++) {
		int fields = 0;
		for (size_t s = 0; s < AZ_ASSESSMENT_SECTIONS; s++) {
			int at = az_form_index(az_assessment_sections[s].form, az_figure_names[i]);
			fields += at >= 0 && az_assessment_is_number(&az_assessment_sections[s].form->fields[at]);
		}
		assert_int_equal(fields, 1);
		assert_int_equal(az_figure_of(az_figure_names[i]), i);
	}
	assert_int_equal(az_figure_of("nothing"), AZ_FIGURE_NONE);
	for (size_t i = 0; i < AZ_INDICATORS; i++)
		assert_non_null(az_assessment_section_of(az_indicator_rules[i].section));
}

static void names_are_unique_in_the_report(void **state)
{
	(void)state;
	for (size_t a = 0; a < AZ_ASSESSMENT_SECTIONS; a++)
		for (size_t i = 1; i < az_assessment_sections[a].form->count; i++)
			for (size_t b = a + 1; b < AZ_ASSESSMENT_SECTIONS; b++)
				assert_int_equal(az_form_index(az_assessment_sections[b].form,
							       az_assessment_sections[a].form->fields[i].name),
						 -1);
}

static void contradictions_on_both_sides(void **state)
{
	(void)state;
	for (size_t i = 0; i < az_contradiction_count; i++) {
		const struct az_contradiction *pair = &az_contradictions[i];
		struct az_figures figures = {0};
		figures.number[pair->part] = 20 * pair->times;
		figures.number[pair->whole] = 20;
		assert_false(az_contradicts(pair, &figures)); /* not given */
		figures.given[pair->part] = figures.given[pair->whole] = true;
		assert_false(az_contradicts(pair, &figures));
		figures.number[pair->part]++;
		assert_true(az_contradicts(pair, &figures));
	}
}

static void breakdowns_must_add_up(void **state)
{
	struct az_assessment_value rows[] = {{"tasks_archived", 7, ""}, {"category_1", 1, ""}, {"category_2", 1, ""},
					     {"category_3", 1, ""},     {"category_4", 1, ""}, {"category_5", 1, ""},
					     {"category_6", 1, ""},     {"category_7", 1, ""}};
	(void)state;
	look(rows, 8, 1);
	assert_false(found(AZ_FINDING_SUM, NULL));
	look(rows, 7, 1); /* one is not there yet */
	assert_false(found(AZ_FINDING_SUM, NULL));
	rows[7].number = 2;
	look(rows, 8, 1);
	assert_true(found(AZ_FINDING_SUM, "tasks_archived"));
	struct az_assessment_value sectors[] = {
		{"tasks_archived", 7, ""}, {"sector_min", 1, ""}, {"sector_che", 1, ""}, {"sector_con", 1, ""},
		{"sector_tra", 1, ""},     {"sector_agr", 1, ""}, {"sector_ene", 1, ""}, {"sector_other", 1, ""}};
	look(sectors, 8, 1);
	assert_false(found(AZ_FINDING_SUM, NULL));
	sectors[7].number = 0;
	look(sectors, 8, 1);
	assert_true(found(AZ_FINDING_SUM, "tasks_archived"));
}

static void alerts_do_not_prevent_filing(void **state)
{
	struct az_assessment_value rows[] = {
		{"fee_spent", 300, ""}, {"premium", 299, ""}, {"fee_budget", 299, ""}, {"fee_disallowed", 1, ""}};
	(void)state;
	look(rows, 4, 1);
	assert_true(found(AZ_FINDING_PREMIUM, "fee_spent"));
	assert_true(found(AZ_FINDING_CAP, "fee_spent"));
	assert_true(found(AZ_FINDING_BUDGET, "fee_spent"));
	assert_true(found(AZ_FINDING_DISALLOWED, NULL));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(findings[i].kind >= AZ_FINDING_ALERTS, i >= blocking);
	rows[0].number = 299;
	rows[3].number = 0;
	look(rows, 4, 1);
	assert_false(found(AZ_FINDING_PREMIUM, NULL));
	assert_false(found(AZ_FINDING_BUDGET, NULL));
	assert_false(found(AZ_FINDING_DISALLOWED, NULL));
}

static void states_of_a_section(void **state)
{
	const struct az_assessment_section *section = az_assessment_section_of("activity");
	struct az_assessment_value rows[] = {{"activity_text", 0, "x"}, {"quarter_1", 0, ""}, {"quarter_2", 0, ""},
					     {"quarter_3", 0, ""},      {"quarter_4", 0, ""}, {"participants", 0, ""}};
	struct az_assessment_values values = {rows, 0};
	(void)state;
	assert_int_equal(az_assessment_section_state(section, &values), AZ_SECTION_EMPTY);
	values.count = 1;
	assert_int_equal(az_assessment_section_state(section, &values), AZ_SECTION_BEGUN);
	values.count = 5;
	assert_int_equal(az_assessment_section_state(section, &values), AZ_SECTION_BEGUN);
	values.count = 6; /* zeros are figures too */
	assert_int_equal(az_assessment_section_state(section, &values), AZ_SECTION_COMPLETE);
	values = (struct az_assessment_values){rows + 1, 5}; /* the text is optional */
	assert_int_equal(az_assessment_section_state(section, &values), AZ_SECTION_COMPLETE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_draft_names_everything),
		cmocka_unit_test(every_figure_has_its_field),
		cmocka_unit_test(names_are_unique_in_the_report),
		cmocka_unit_test(contradictions_on_both_sides),
		cmocka_unit_test(breakdowns_must_add_up),
		cmocka_unit_test(alerts_do_not_prevent_filing),
		cmocka_unit_test(states_of_a_section),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
