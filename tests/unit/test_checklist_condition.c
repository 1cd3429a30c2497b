/* Conditions of a checklist's items: what they speak of, chains, what the law demands; the builder; what would break
 * answers already given. Over the plugins of this house, whose baselines must stand too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "domain/checklist_build.h"
#include "domain/checklist_private.h"
#include "plugin/plugin.h"

#ifndef AZ_TEST_BUILD /* the Makefile tells where it builds */
#define AZ_TEST_BUILD "build"
#endif

static const struct az_plugin_expected expected[] = {
	{"MIN", "mining.so"},    {"CHE", "chemicals.so"},   {"CON", "construction.so"},
	{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
};

static struct az_arena *arena;
static struct az_plugins *plugins;
static const struct anze_plugin *mining, *transport;
static struct az_checklist_list list;

static int load(void **state)
{
	const char *build = getenv("ANZE_BUILD");
	char directory[512];
	(void)state;
	(void)snprintf(directory, sizeof directory, "%s/plugins", build ? build : AZ_TEST_BUILD);
	plugins = az_plugins_load(directory, expected, ANZE_COUNT(expected));
	mining = az_plugins_find(plugins, "MIN");
	transport = az_plugins_find(plugins, "TRA");
	arena = az_arena_new((size_t)64 << 20);
	return mining && transport ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	az_plugins_free(plugins);
	az_arena_free(arena);
	return 0;
}

static int fresh(void **state)
{
	(void)state;
	az_arena_reset(arena);
	az_checklist_baseline(arena, mining, &list);
	return 0;
}

static size_t at(const char *code)
{
	return (size_t)(az_checklist_item_of(&list, code) - list.items);
}

static const char *good(const char *code, const char *text)
{
	struct az_problem problem = {0};
	const char *normal;
	if (az_checklist_condition(arena, mining, &list, at(code), text, &normal, &problem) != AZ_OK)
		fail_msg("%s: %s (%s)", text, problem.key, problem.args[0]);
	return normal;
}

static const char *bad(const char *code, const char *text, const char *key)
{
	struct az_problem problem = {0};
	const char *normal;
	assert_int_equal(az_checklist_condition(arena, mining, &list, at(code), text, &normal, &problem), AZ_INVALID);
	assert_string_equal(problem.key, key);
	return problem.args[0];
}

/* ---- what a condition may say ---- */

static void the_baselines_of_all_six_stand(void **state)
{
	(void)state;
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct anze_plugin *plugin = az_plugins_find(plugins, expected[i].sector);
		struct az_problem problem = {0};
		size_t index;
		az_checklist_baseline(arena, plugin, &list);
		if (az_checklist_conditions(arena, plugin, &list, &index, &problem) != AZ_OK)
			fail_msg("%s: %s %s", list.items[index].code, problem.key, problem.args[0]);
	}
}

static void a_condition_is_spelt_as_all_are(void **state)
{
	(void)state;
	assert_string_equal(good("MIN-14", ""), "");
	assert_string_equal(good("MIN-14", "(${kind}='coal')  and( ${MIN_03} !='yes' )"),
	                    "${kind} = 'coal' and ${MIN_03} != 'yes'");
}

static void what_fits_and_what_does_not(void **state)
{
	(void)state;
	good("MIN-14", "${capacity} >= 30 and ${capacity} < '60.5'");
	good("MIN-14", "30 <= ${capacity}");
	good("MIN-14", "${gas_until} = '' or ${gas_until} = '2026-01-01'");
	good("MIN-14", "${tailings} = 'yes' or ${tailings}");
	good("MIN-14", "selected(${kind}, 'coal')");
	good("MIN-14", "${MIN_03} = 'not_applicable' or ${MIN_03} = ''");
	bad("MIN-14", "${capacity} = 'much'", "checklist.relevant_number");
	bad("MIN-14", "${tailings} = 'perhaps'", "checklist.relevant_value");
	bad("MIN-14", "${tailings} = 1", "checklist.relevant_value");
	bad("MIN-14", "not(${kind} = 'gold')", "checklist.relevant_value");
	bad("MIN-14", "selected(${kind}, 'gold')", "checklist.relevant_value");
	bad("MIN-14", "${MIN_03} = 'not_checked'", "checklist.relevant_value");
	bad("MIN-14", "${kind} > 2", "checklist.relevant_no_order");
	bad("MIN-14", "${gas_until} < '2026-01-01'", "condition.fault.not_a_number");
	bad("MIN-14", "${nothing} = 'x'", "checklist.relevant_unknown");
	bad("MIN-14", "${MIN_99} = 'no'", "checklist.relevant_unknown");
	bad("MIN-14", "${kind} = ", "condition.fault.ends_value");
}

static void a_column_of_choices_is_asked_by_selected(void **state)
{
	struct az_problem problem = {0};
	const char *normal;
	(void)state;
	az_checklist_baseline(arena, transport, &list);
	assert_int_equal(az_checklist_condition(arena, transport, &list, 13, "${fleet} > 2 and selected(${fleet.kind}, 'truck')",
	                                        &normal, &problem),
	                 AZ_OK);
	assert_int_equal(az_checklist_condition(arena, transport, &list, 13, "${fleet.kind} = 'truck'", &normal, &problem),
	                 AZ_INVALID);
	assert_string_equal(problem.key, "checklist.relevant_selected");
	assert_int_equal(az_checklist_condition(arena, transport, &list, 13, "${fleet.count} > 2", &normal, &problem),
	                 AZ_INVALID);
	assert_string_equal(problem.key, "checklist.relevant_unknown");
}

/* ---- chains ---- */

static void only_items_before_and_in_use(void **state)
{
	(void)state;
	good("MIN-14", "${MIN_13} = 'no'");
	bad("MIN-13", "${MIN_14} = 'no'", "checklist.relevant_later");
	assert_string_equal(bad("MIN-14", "${MIN_14} = 'no'", "checklist.relevant_cycle"), "MIN-14 → MIN-14");
	list.items[at("MIN-13")].retired = 1;
	bad("MIN-14", "${MIN_13} = 'no'", "checklist.relevant_retired");
}

static void a_circle_is_shown_whole(void **state)
{
	(void)state;
	list.items[at("MIN-07")].relevant = "${MIN_04} = 'no'";
	list.items[at("MIN-09")].relevant = "${MIN_07} = 'no' and ${kind} = 'coal'";
	assert_string_equal(bad("MIN-04", "${kind} = 'coal' and ${MIN_09} = 'no'", "checklist.relevant_cycle"),
	                    "MIN-04 → MIN-09 → MIN-07 → MIN-04");
	assert_string_equal(az_checklist_dependents(arena, &list, "MIN-07"), "MIN-09");
	assert_string_equal(az_checklist_dependents(arena, &list, "MIN-09"), "");
}

static void an_order_that_turns_a_condition_around_does_not_stand(void **state)
{
	struct az_problem problem = {0};
	size_t index = 0;
	(void)state;
	list.items[at("MIN-14")].relevant = "${MIN_13} = 'no'";
	assert_int_equal(az_checklist_conditions(arena, mining, &list, &index, &problem), AZ_OK);
	struct az_checklist_item last = list.items[13];
	list.items[13] = list.items[12];
	list.items[12] = last;
	assert_int_equal(az_checklist_conditions(arena, mining, &list, &index, &problem), AZ_INVALID);
	assert_int_equal(index, 12);
	assert_string_equal(problem.key, "checklist.relevant_later");
	assert_string_equal(problem.args[2], "MIN-14 → MIN-13");
	list.items[12].retired = 1; /* what is out of use asks nothing */
	assert_int_equal(az_checklist_conditions(arena, mining, &list, &index, &problem), AZ_OK);
}

/* ---- narrower or not ---- */

static void what_the_law_demands_may_be_asked_more_often_only(void **state)
{
	static const struct {
		const char *baseline, *wanted;
		bool good;
	} rows[] = {
		{"", "", true},
		{"", "${a} = 1", false},
		{"", "${a} = 1 or not(${a} = 1)", true},
		{"", "true()", true},
		{"", "false()", false},
		{"${a} = 1", "", true},
		{"${a} = 1", "${a} = 1", true},
		{"${a} = 1", "${a} = 2", false},
		{"${a} = 1", "${b} = 2 or ${a} = 1", true},
		{"${a} = 1", "${a} = 1 and ${b} = 2", false},
		{"${a} = 1 and ${b} = 2", "${b} = 2 and ${a} = 1", true},
		{"${a} = 1 and ${b} = 2", "${a} = 1", true},
		{"${a} = 1 or ${b} = 2", "${a} = 1", false},
		{"${a} = 1 or ${b} = 2", "${c} = 3 or ${b} = 2 or ${a} = 1", true},
		{"${a} != 1", "not(${a} = 1)", true},
		{"${a} < 3", "not(${a} >= 3)", true},
		{"${a} < 3", "${a} < 4", false}, /* wider, but it cannot be seen from its form */
		{"selected(${k}, 'x')", "selected(${k}, 'x') or ${a}", true},
		{"selected(${k}, 'x')", "selected(${k}, 'y')", false},
		{"${a} = 1 and (${b} = 2 or ${c} = 3)", "${a} = 1 and ${b} = 2 or ${a} = 1 and ${c} = 3", true},
		{"${a}", "${a} or ${b} or ${c} or ${d} or ${e} or ${f} or ${g} or ${h} or ${i} or ${j}", false}, /* too many */
	};
	(void)state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		if (az_checklist_no_narrower(arena, rows[i].baseline, rows[i].wanted) != rows[i].good)
			fail_msg("%s | %s", rows[i].baseline, rows[i].wanted);
}

/* ---- building ---- */

static void parts_are_put_together_and_taken_apart(void **state)
{
	struct az_checklist_subject subject;
	struct az_condition_parts parts;
	(void)state;
	assert_true(az_checklist_subject(arena, mining, &list, "kind", &subject));
	const char *text = az_condition_with(arena, "", az_condition_say(arena, &subject, AZ_OPERATOR_IS, "coal"), true);
	assert_string_equal(text, "${kind} = 'coal'");
	text = az_condition_with(arena, text, "${b} > 1", false);
	text = az_condition_with(arena, text, "${c} > 1", true);
	assert_string_equal(text, "${kind} = 'coal' and ${b} > 1 or ${c} > 1");
	az_condition_parts(arena, text, &parts);
	assert_int_equal(parts.count, 2);
	assert_true(parts.any);
	text = az_condition_with(arena, text, "${d} != ''", false);
	assert_string_equal(text, "(${kind} = 'coal' and ${b} > 1 or ${c} > 1) and ${d} != ''");
	text = az_condition_with(arena, text, "${e} = 1", false);
	assert_string_equal(az_condition_without(arena, text, 1), "(${kind} = 'coal' and ${b} > 1 or ${c} > 1) and ${e} = 1");
	text = az_condition_without(arena, az_condition_without(arena, text, 2), 1);
	assert_string_equal(good("MIN-01", "${kind} = 'coal'"), "${kind} = 'coal'");
	assert_string_equal(text, "${kind} = 'coal' and ${b} > 1 or ${c} > 1");
	assert_string_equal(az_condition_without(arena, text, 9), text);
	assert_string_equal(az_condition_without(arena, "${a} = 1", 0), "");
}

static void operators_fit_what_is_asked(void **state)
{
	static const struct {
		const char *name;
		const char *fits; /* one sign an operator, in their order */
	} rows[] = {
		{"kind", "11000000011"},   {"tailings", "11000000011"}, {"capacity", "00001111111"},
		{"MIN_03", "11000000011"}, {"gas_until", "00000000011"},
	};
	struct az_checklist_subject subject;
	(void)state;
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		assert_true(az_checklist_subject(arena, mining, &list, rows[i].name, &subject));
		for (size_t o = 0; o < AZ_OPERATORS; o++)
			if (az_operator_fits((enum az_operator)o, &subject) != (rows[i].fits[o] == '1'))
				fail_msg("%s %zu", rows[i].name, o);
	}
	assert_true(az_checklist_subject(arena, transport, &list, "fleet", &subject));
	assert_true(az_operator_fits(AZ_OPERATOR_ABOVE, &subject));
	assert_false(az_operator_fits(AZ_OPERATOR_UNSAID, &subject)); /* how many rows there are is always known */
	assert_true(az_checklist_subject(arena, transport, &list, "fleet.kind", &subject));
	assert_true(az_operator_fits(AZ_OPERATOR_HAS_NOT, &subject));
	assert_string_equal(az_condition_say(arena, &subject, AZ_OPERATOR_HAS_NOT, "truck"),
	                    "not(selected(${fleet.kind}, 'truck'))");
}

/* ---- limits, photo, answers already given ---- */

static struct az_checklist_item measured(void)
{
	struct az_checklist_item item;
	az_checklist_new_item(&item);
	item.code = "MIN-L01";
	item.frequency = "yearly";
	item.answer = "number";
	item.unit = "m";
	item.scale = 1;
	item.minimum = 10;
	item.maximum = 250;
	return item;
}

static void limits_are_tightened_only(void **state)
{
	const struct az_checklist_item baseline = measured();
	struct az_checklist_item item = baseline;
	(void)state;
	assert_int_equal(az_checklist_item_weakens(arena, &baseline, &item), AZ_CHECKLIST_NOT_WEAKER);
	item.minimum = 11;
	item.maximum = 249;
	item.photo = 1;
	assert_int_equal(az_checklist_item_weakens(arena, &baseline, &item), AZ_CHECKLIST_NOT_WEAKER);
	item.minimum = 9;
	assert_int_equal(az_checklist_item_weakens(arena, &baseline, &item), AZ_CHECKLIST_WIDER);
	item.minimum = 10;
	item.maximum = 251;
	assert_int_equal(az_checklist_item_weakens(arena, &baseline, &item), AZ_CHECKLIST_WIDER);
	struct az_checklist_item photo = baseline;
	photo.photo = 1;
	item = baseline;
	assert_int_equal(az_checklist_item_weakens(arena, &photo, &item), AZ_CHECKLIST_NO_PHOTO);
	struct az_checklist_item law = baseline;
	law.mandatory = 1;
	item.relevant = "${kind} = 'coal'";
	assert_int_equal(az_checklist_item_weakens(arena, &law, &item), AZ_CHECKLIST_HIDDEN);
	assert_int_equal(az_checklist_item_weakens(arena, &baseline, &item), AZ_CHECKLIST_NOT_WEAKER);
}

static const char *broken(const struct az_checklist_item *before, const struct az_checklist_item *after)
{
	struct az_problem problem = {0};
	return az_checklist_keeps_answers(arena, before, after, &problem) == AZ_OK ? "" : problem.key;
}

static void answers_keep_their_meaning(void **state)
{
	struct az_checklist_choice before[] = {{.code = "a", .label_zh = "甲", .label_en = "A", .complies = 1},
	                                       {.code = "b", .label_zh = "乙", .label_en = "B"}};
	struct az_checklist_choice after[] = {before[1], before[0], {.code = "c", .label_zh = "丙", .label_en = "C"}};
	const struct az_checklist_item number = measured();
	struct az_checklist_item item = number, choice = number;
	(void)state;
	item.minimum = 0;
	item.scale = 2;
	assert_string_equal(broken(&number, &item), "");
	item.scale = 0;
	assert_string_equal(broken(&number, &item), "checklist.breaks_places");
	item = number;
	item.unit = "cm";
	assert_string_equal(broken(&number, &item), "checklist.breaks_unit");
	item.answer = "yes_no";
	assert_string_equal(broken(&number, &item), "checklist.breaks_type.number");
	choice.answer = "choice";
	choice.choices = before;
	choice.choice_count = 2;
	item = choice;
	item.choices = after;
	item.choice_count = 3;
	after[0].label_zh = "另写";
	assert_string_equal(broken(&choice, &item), ""); /* other words, another order, one more */
	after[1].complies = 0;
	assert_string_equal(broken(&choice, &item), "checklist.breaks_turned");
	after[1].complies = 1;
	after[0].code = "d";
	assert_string_equal(broken(&choice, &item), "checklist.breaks_choice");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_baselines_of_all_six_stand, fresh),
		cmocka_unit_test_setup(a_condition_is_spelt_as_all_are, fresh),
		cmocka_unit_test_setup(what_fits_and_what_does_not, fresh),
		cmocka_unit_test_setup(a_column_of_choices_is_asked_by_selected, fresh),
		cmocka_unit_test_setup(only_items_before_and_in_use, fresh),
		cmocka_unit_test_setup(a_circle_is_shown_whole, fresh),
		cmocka_unit_test_setup(an_order_that_turns_a_condition_around_does_not_stand, fresh),
		cmocka_unit_test_setup(what_the_law_demands_may_be_asked_more_often_only, fresh),
		cmocka_unit_test_setup(parts_are_put_together_and_taken_apart, fresh),
		cmocka_unit_test_setup(operators_fit_what_is_asked, fresh),
		cmocka_unit_test_setup(limits_are_tightened_only, fresh),
		cmocka_unit_test_setup(answers_keep_their_meaning, fresh),
	};
	return cmocka_run_group_tests_name("checklist condition", tests, load, unload);
}
