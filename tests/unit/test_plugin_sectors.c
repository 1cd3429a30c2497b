/* The six industries of this house: loaded from the build, complete, and judged
 * by the rule of the day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/plugin.h"

#ifndef AZ_TEST_BUILD /* the Makefile tells where it builds */
#define AZ_TEST_BUILD "build"
#endif

static const struct az_plugin_expected expected[] = {
	{"MIN", "mining.so"},    {"CHE", "chemicals.so"},   {"CON", "construction.so"},
	{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
};

static const size_t item_counts[] = {15, 15, 15, 14, 15, 15};

static int load_all(void **state)
{
	const char *build = getenv("ANZE_BUILD");
	char directory[512];
	(void)snprintf(directory, sizeof directory, "%s/plugins", build ? build : AZ_TEST_BUILD);
	*state = az_plugins_load(directory, expected, ANZE_COUNT(expected));
	return 0;
}

static int unload_all(void **state)
{
	az_plugins_free(*state);
	return 0;
}

static const struct anze_item *item(void **state, const char *code)
{
	char sector[4] = {code[0], code[1], code[2], '\0'};
	const struct anze_item *found = az_plugin_item(az_plugins_find(*state, sector), code);
	assert_non_null(found);
	return found;
}

static az_day day(const char *text)
{
	az_day out;
	assert_true(az_day_parse(text, &out));
	return out;
}

static void all_six_load_with_their_whole_baseline(void **state)
{
	assert_int_equal(az_plugins_count(*state), 6);
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct az_plugin *plugin = az_plugins_at(*state, i);
		assert_string_equal(plugin->fault, "");
		assert_int_equal(plugin->state, AZ_PLUGIN_LOADED);
		assert_null(plugin->fault_key);
		assert_ptr_equal(plugin->content, az_plugins_find(*state, expected[i].sector));
		assert_int_equal(plugin->content->item_count, item_counts[i]);
	}
	assert_null(az_plugins_at(*state, 6));
	assert_null(az_plugins_find(*state, "FWK"));
}

static void codes_count_up_without_a_gap(void **state)
{
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct anze_plugin *plugin = az_plugins_find(*state, expected[i].sector);
		for (size_t j = 0; j < plugin->item_count; j++) {
			char code[32];
			(void)snprintf(code, sizeof code, "%s-%02zu", plugin->sector, j + 1);
			assert_string_equal(plugin->items[j].code, code);
		}
	}
}

/* 3 for a major hazard, 2 for a conditional one, 1 else; what the law calls
 * major cannot be weakened by a city. */
static void weight_and_duty_follow_the_rating(void **state)
{
	static const uint32_t weights[] = {[ANZE_MAJOR_NO] = 1, [ANZE_MAJOR_YES] = 3, [ANZE_MAJOR_CONDITIONAL] = 2};
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct anze_plugin *plugin = az_plugins_find(*state, expected[i].sector);
		for (size_t j = 0; j < plugin->item_count; j++) {
			const struct anze_item *one = &plugin->items[j];
			assert_int_equal(one->weight, weights[one->major]);
			assert_int_equal((one->flags & ANZE_ITEM_MANDATORY) != 0, one->major == ANZE_MAJOR_YES);
		}
	}
}

static void chinese_is_written_with_full_width_marks(void **state)
{
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct anze_plugin *plugin = az_plugins_find(*state, expected[i].sector);
		for (size_t j = 0; j < plugin->item_count; j++) {
			const struct anze_item *one = &plugin->items[j];
			const char *zh = one->question.zh, *en = one->question.en;
			assert_null(strpbrk(zh, ",;?("));
			assert_string_equal(zh + strlen(zh) - 3, "？");
			assert_int_equal(en[strlen(en) - 1], '?');
		}
	}
}

static void ratings_of_the_baseline(void **state)
{
	static const struct {
		const char *code, *category;
		enum anze_major major;
		enum anze_frequency frequency;
	} rows[] = {
		{"MIN-01", "HZ", ANZE_MAJOR_YES, ANZE_MONTHLY},
		{"MIN-03", "S2", ANZE_MAJOR_CONDITIONAL, ANZE_YEARLY},
		{"MIN-14", "S5", ANZE_MAJOR_NO, ANZE_HALF_YEARLY},
		{"CHE-14", "S7", ANZE_MAJOR_CONDITIONAL, ANZE_QUARTERLY},
		{"CON-03", "HZ", ANZE_MAJOR_YES, ANZE_WEEKLY},
		{"CON-04", "HZ", ANZE_MAJOR_YES, ANZE_PER_WORK},
		{"CON-15", "S4", ANZE_MAJOR_NO, ANZE_QUARTERLY},
		{"TRA-05", "HZ", ANZE_MAJOR_YES, ANZE_QUARTERLY},
		{"TRA-14", "S6", ANZE_MAJOR_NO, ANZE_QUARTERLY},
		{"AGR-01", "HZ", ANZE_MAJOR_YES, ANZE_SEASONAL},
		{"AGR-11", "HZ", ANZE_MAJOR_CONDITIONAL, ANZE_ON_EVENT},
		{"ENE-11", "S2", ANZE_MAJOR_CONDITIONAL, ANZE_YEARLY},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		const struct anze_item *one = item(state, rows[i].code);
		assert_string_equal(one->category, rows[i].category);
		assert_int_equal(one->major, rows[i].major);
		assert_int_equal(one->frequency, rows[i].frequency);
	}
}

/* On the last day of the old rule and the first of the new one, exactly one of
 * the two applies. */
static void a_replaced_rule_changes_on_its_day(void **state)
{
	static const struct {
		const char *code, *last_day, *first_day, *before, *after;
	} rows[] = {
		{"MIN-04", "2026-06-30", "2026-07-01", "应急管理部令第4号", "应急管理部令第21号"},
		{"CHE-01", "2026-09-29", "2026-09-30", "安监总管三〔2017〕121号", "AQ 3067-2026"},
		{"CHE-14", "2026-09-29", "2026-09-30", "应急厅〔2021〕12号", "AQ 3072-2026"},
		{"CON-06", "2024-12-31", "2025-01-01", "2022版", "2024版"},
		{"ENE-01", "2026-06-30", "2026-07-01", "国能综通安全〔2022〕123号", "国家发展改革委令第41号"},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++) {
		const struct anze_item *one = item(state, rows[i].code);
		const struct anze_basis *found[AZ_BASIS_MAX];
		assert_int_equal(az_basis_on(one, day(rows[i].last_day), found), 1);
		assert_non_null(strstr(found[0]->document, rows[i].before));
		assert_int_equal(az_basis_on(one, day(rows[i].first_day), found), 1);
		assert_non_null(strstr(found[0]->document, rows[i].after));
	}
}

/* Not before the oldest row began; for ever where no day is given. */
static void the_days_of_a_basis_have_two_ends(void **state)
{
	const struct anze_basis *found[AZ_BASIS_MAX];
	assert_int_equal(az_basis_on(item(state, "CHE-01"), day("2017-11-12"), found), 0);
	assert_int_equal(az_basis_on(item(state, "CHE-01"), day("2017-11-13"), found), 1);
	assert_int_equal(az_basis_on(item(state, "CHE-01"), day("2099-12-31"), found), 1);
	assert_int_equal(az_basis_on(item(state, "AGR-13"), day("1990-01-01"), found), 1);
}

/* A duty that stands today must rest on something that is in force today. */
static void every_item_rests_on_a_rule_in_force(void **state)
{
	const struct anze_basis *found[AZ_BASIS_MAX];
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct anze_plugin *plugin = az_plugins_find(*state, expected[i].sector);
		for (size_t j = 0; j < plugin->item_count; j++)
			assert_true(az_basis_on(&plugin->items[j], day("2026-11-24"), found) > 0);
	}
}

static void basis_reads_as_one_line(void **state)
{
	struct az_arena *arena = az_arena_new(65536);
	const struct anze_item *exits = item(state, "MIN-06");
	assert_string_equal(az_plugin_basis_text(arena, &exits->basis[0]),
			    "《金属非金属矿山重大事故隐患判定标准》（矿安〔2022〕88号） 一（一）");
	struct anze_basis whole = {.document = "AQ 3072-2026", .clause = ""};
	assert_string_equal(az_plugin_basis_text(arena, &whole), "AQ 3072-2026");
	az_arena_free(arena);
}

static void texts_by_language(void **state)
{
	const struct anze_plugin *plugin = az_plugins_find(*state, "MIN");
	struct anze_text absent = {NULL, NULL};
	assert_string_equal(az_plugin_text(&plugin->name, AZ_ZH), "矿山");
	assert_string_equal(az_plugin_text(&plugin->name, AZ_EN), "Mining");
	assert_string_equal(az_plugin_text(&absent, AZ_EN), "");
	assert_null(az_plugin_item(plugin, "CHE-01"));
	assert_null(az_plugin_item(plugin, NULL));
	assert_null(az_plugin_item(NULL, "MIN-01"));
}

static void names_go_there_and_back(void **state)
{
	(void)state;
	static const enum anze_frequency all[] = {ANZE_WEEKLY, ANZE_MONTHLY,  ANZE_QUARTERLY, ANZE_HALF_YEARLY,
						  ANZE_YEARLY, ANZE_SEASONAL, ANZE_PER_WORK,  ANZE_ON_EVENT};
	for (size_t i = 0; i < ANZE_COUNT(all); i++) {
		enum anze_frequency back;
		assert_true(az_frequency_parse(az_frequency_name(all[i]), &back));
		assert_int_equal(back, all[i]);
	}
	enum anze_frequency frequency;
	enum anze_major major;
	enum anze_answer answer;
	assert_string_equal(az_frequency_name(ANZE_HALF_YEARLY), "half_yearly");
	assert_null(az_frequency_name((enum anze_frequency)6));
	assert_false(az_frequency_parse("daily", &frequency));
	assert_false(az_frequency_parse(NULL, &frequency));
	assert_true(az_major_parse("conditional", &major));
	assert_int_equal(major, ANZE_MAJOR_CONDITIONAL);
	assert_string_equal(az_major_name(ANZE_MAJOR_NO), "no");
	assert_null(az_major_name((enum anze_major)3));
	assert_true(az_answer_parse("number", &answer));
	assert_int_equal(answer, ANZE_ANSWER_NUMBER);
}

static void a_city_may_only_raise_the_frequency(void **state)
{
	(void)state;
	assert_true(az_frequency_allowed(ANZE_QUARTERLY, ANZE_QUARTERLY));
	assert_true(az_frequency_allowed(ANZE_QUARTERLY, ANZE_WEEKLY));
	assert_false(az_frequency_allowed(ANZE_QUARTERLY, ANZE_YEARLY));
	assert_true(az_frequency_allowed(ANZE_PER_WORK, ANZE_PER_WORK));
	assert_false(az_frequency_allowed(ANZE_PER_WORK, ANZE_WEEKLY));
	assert_false(az_frequency_allowed(ANZE_ON_EVENT, ANZE_SEASONAL));
	assert_false(az_frequency_allowed(ANZE_MONTHLY, ANZE_SEASONAL));
	assert_false(az_frequency_allowed(ANZE_MONTHLY, (enum anze_frequency)0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_six_load_with_their_whole_baseline),
		cmocka_unit_test(codes_count_up_without_a_gap),
		cmocka_unit_test(weight_and_duty_follow_the_rating),
		cmocka_unit_test(chinese_is_written_with_full_width_marks),
		cmocka_unit_test(ratings_of_the_baseline),
		cmocka_unit_test(a_replaced_rule_changes_on_its_day),
		cmocka_unit_test(the_days_of_a_basis_have_two_ends),
		cmocka_unit_test(every_item_rests_on_a_rule_in_force),
		cmocka_unit_test(basis_reads_as_one_line),
		cmocka_unit_test(texts_by_language),
		cmocka_unit_test(names_go_there_and_back),
		cmocka_unit_test(a_city_may_only_raise_the_frequency),
	};
	return cmocka_run_group_tests_name("plugin sectors", tests, load_all, unload_all);
}
