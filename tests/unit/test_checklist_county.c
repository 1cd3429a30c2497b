/* A county's additions among the city's items: where they stand, what their conditions may rest on, what becomes of them
 * when the city's list changes. */
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
#include "domain/checklist_county.h"
#include "domain/visit_judge.h"
#include "plugin/plugin.h"

#ifndef AZ_TEST_BUILD /* the Makefile tells where it builds */
#define AZ_TEST_BUILD "build"
#endif

static const struct az_plugin_expected expected[] = {
	{"MIN", "mining.so"}, {"CHE", "chemicals.so"}, {"CON", "construction.so"},
	{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
};

static struct az_arena *arena;
static struct az_plugins *plugins;
static const struct anze_plugin *chemicals;
static struct az_checklist_item items[8], added[4];
static struct az_checklist_list city, additions, whole;

static int load(void **state)
{
	const char *build = getenv("ANZE_BUILD");
	char directory[512];
	(void)state;
	(void)snprintf(directory, sizeof directory, "%s/plugins", build ? build : AZ_TEST_BUILD);
	plugins = az_plugins_load(directory, expected, ANZE_COUNT(expected));
	chemicals = az_plugins_find(plugins, "CHE");
	arena = az_arena_new((size_t)64 << 20);
	return chemicals ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	az_plugins_free(plugins);
	az_arena_free(arena);
	return 0;
}

static void put(struct az_checklist_item *item, const char *code, const char *category, const char *relevant)
{
	az_checklist_new_item(item);
	item->code = code;
	item->category = category;
	item->relevant = relevant;
	item->frequency = "yearly";
}

/* The city: two of S2 around one of HZ, one of S5 behind. The county: one of S2, one of S4, one of HZ. */
static int fresh(void **state)
{
	(void)state;
	az_arena_reset(arena);
	put(&items[0], "CHE-03", "S2", "");
	put(&items[1], "CHE-04", "HZ", "");
	put(&items[2], "CHE-13", "S2", "");
	put(&items[3], "CHE-15", "S5", "");
	put(&added[0], "CHE-370902-L01", "S2", "");
	put(&added[1], "CHE-370902-L02", "S4", "");
	put(&added[2], "CHE-370902-L03", "HZ", "");
	city = (struct az_checklist_list){items, 4};
	additions = (struct az_checklist_list){added, 3};
	return 0;
}

static void join(void)
{
	az_checklist_join(arena, chemicals, &city, "370902", &additions, &whole);
}

static const char *order(void)
{
	const char *text = "";
	for (size_t i = 0; i < whole.count; i++)
		text = az_format(arena, "%s%s%s", text, i == 0 ? "" : " ", whole.items[i].code + 4);
	return text;
}

static const struct az_checklist_item *of(const char *code)
{
	return az_checklist_item_of(&whole, code);
}

/* "" : it stands; else why it does not. */
static const char *lapse(const char *condition)
{
	struct az_checklist_lapse *lapses;
	size_t count;
	added[0].relevant = condition;
	az_checklist_arrange(arena, &city, "370902", &additions, &whole);
	az_checklist_lapses(arena, chemicals, &whole, &lapses, &count);
	if (count == 0)
		return "";
	assert_int_equal(count, 1);
	assert_string_equal(lapses[0].code, "CHE-370902-L01");
	return lapses[0].problem.key;
}

static void additions_follow_the_citys_of_their_category(void **state)
{
	(void)state;
	join();
	assert_string_equal(order(), "03 04 370902-L03 13 370902-L01 15 370902-L02");
	for (size_t i = 0; i < whole.count; i++)
		assert_int_equal(whole.items[i].position, i + 1);
	/* Among themselves they keep their order. */
	added[1].category = "S2";
	added[2].category = "S2";
	join();
	assert_string_equal(order(), "03 04 13 370902-L01 370902-L02 370902-L03 15");
	additions.count = 0;
	join();
	assert_string_equal(order(), "03 04 13 15");
	city.count = 0;
	additions.count = 3;
	join();
	assert_string_equal(order(), "370902-L01 370902-L02 370902-L03");
}

static void nothing_of_the_citys_is_touched(void **state)
{
	(void)state;
	items[1].relevant = "${CHE_99} = 'yes'"; /* not the county's business */
	items[2].retired = 1;
	join();
	for (size_t i = 0; i < city.count; i++) {
		const struct az_checklist_item *item = of(items[i].code);
		assert_int_equal(az_checklist_compare(&items[i], item), 0);
		assert_int_equal(item->retired, items[i].retired);
		assert_null(item->county);
		assert_null(item->lapsed);
	}
	assert_string_equal(of("CHE-370902-L02")->county, "370902");
	/* What goes out of use moves nothing. */
	assert_string_equal(order(), "03 04 370902-L03 13 370902-L01 15 370902-L02");
}

static void conditions_rest_on_what_stands_before(void **state)
{
	(void)state;
	assert_string_equal(lapse("${CHE_03} = 'no'"), "");
	assert_string_equal(lapse("${CHE_13} = 'no' and ${CHE_04} = 'yes'"), "");
	assert_string_equal(lapse("${tank_farm} = 'yes'"), "");
	assert_string_equal(lapse("${CHE_370902_L03} = 'no'"), "");
	assert_string_equal(lapse("${CHE_15} = 'no'"), "checklist.relevant_later");
	assert_string_equal(lapse("${CHE_370902_L02} = 'no'"), "checklist.relevant_later");
	assert_string_equal(lapse("${CHE_370982_L01} = 'no'"), "checklist.relevant_unknown"); /* another county's */
	assert_string_equal(lapse("${CHE_13} = 'maybe'"), "checklist.relevant_value");
	assert_string_equal(lapse("${CHE_13} ="), "condition.fault.ends_value");
}

static void what_the_city_takes_away_lapses(void **state)
{
	(void)state;
	added[0].relevant = "${CHE_13} != ''"; /* hidden while nothing was said, so it would be hidden for ever */
	join();
	assert_string_equal(of("CHE-370902-L01")->relevant, "${CHE_13} != ''");
	assert_null(of("CHE-370902-L01")->lapsed);
	items[2].retired = 1;
	join();
	assert_string_equal(of("CHE-370902-L01")->relevant, "");
	assert_string_equal(of("CHE-370902-L01")->lapsed, "${CHE_13} != ''");
	assert_string_equal(added[0].relevant, "${CHE_13} != ''"); /* the county's own list is as it was */
	assert_string_equal(lapse("${CHE_13} != ''"), "checklist.relevant_retired");
	items[2].retired = 0;
	items[2].answer = "number";
	items[2].unit = "m";
	assert_string_equal(lapse("${CHE_13} = 'no'"), "checklist.relevant_number");
	items[2].code = "CHE-14"; /* gone */
	assert_string_equal(lapse("${CHE_13} = 'no'"), "checklist.relevant_unknown");
	added[0].retired = 1; /* what is out of use asks for nothing */
	assert_string_equal(lapse("${CHE_13} = 'no'"), "");
}

/* Judged as a visit does it, with nothing answered: what was hidden behind the city's item is asked. */
static void a_lapsed_condition_asks(void **state)
{
	(void)state;
	struct az_visit_item visit[8] = {0};
	for (int gone = 0; gone <= 1; gone++) {
		struct az_visit_facts facts = {0}; /* answers are all that is asked about */
		items[2].retired = gone;
		added[0].relevant = "${CHE_13} != ''";
		join();
		size_t count = 0;
		for (size_t i = 0; i < whole.count; i++)
			if (!whole.items[i].retired)
				visit[count++] = (struct az_visit_item){
					.item = &whole.items[i],
					.answer = {.item = "", .answer = "", .choice = "", .remark = ""}};
		az_visit_judge(arena, &facts, visit, count);
		for (size_t i = 0; i < count; i++)
			if (strcmp(visit[i].item->code, "CHE-370902-L01") == 0)
				assert_int_equal(visit[i].asked, gone);
	}
}

static void without_the_plugin_what_speaks_of_facts_is_asked(void **state)
{
	(void)state;
	added[0].relevant = "${tank_farm} = 'yes'";
	added[2].relevant = "${CHE_04} = 'no'";
	az_checklist_join(arena, NULL, &city, "370902", &additions, &whole);
	assert_string_equal(of("CHE-370902-L01")->relevant, "");
	assert_string_equal(of("CHE-370902-L03")->relevant, "${CHE_04} = 'no'");
}

static void full_lists_fit(void **state)
{
	(void)state;
	struct az_checklist_item *many = AZ_NEW_ARRAY(arena, AZ_CHECKLIST_ITEMS_MAX, struct az_checklist_item);
	struct az_checklist_item *more = AZ_NEW_ARRAY(arena, AZ_CHECKLIST_COUNTY_MAX, struct az_checklist_item);
	for (int i = 0; i < AZ_CHECKLIST_ITEMS_MAX; i++)
		put(&many[i], az_format(arena, "CHE-L%02d", i + 1), "S2", i == 0 ? "" : "${CHE_L01} = 'yes'");
	for (int i = 0; i < AZ_CHECKLIST_COUNTY_MAX; i++)
		put(&more[i], az_checklist_own_code(arena, "CHE", "370902", i + 1), "S2",
		    i == 0 ? az_format(arena, "${CHE_L%d} = 'yes'", AZ_CHECKLIST_ITEMS_MAX)
			   : az_format(arena, "${CHE_370902_L%02d} = 'yes'", i));
	city = (struct az_checklist_list){many, AZ_CHECKLIST_ITEMS_MAX};
	additions = (struct az_checklist_list){more, AZ_CHECKLIST_COUNTY_MAX};
	join();
	assert_int_equal(whole.count, AZ_CHECKLIST_JOINED_MAX);
	for (size_t i = 0; i < whole.count; i++)
		assert_null(whole.items[i].lapsed);
}

static void codes_never_meet(void **state)
{
	(void)state;
	assert_string_equal(az_checklist_own_code(arena, "CHE", "", 1), "CHE-L01");
	assert_string_equal(az_checklist_own_code(arena, "CHE", "370902", 1), "CHE-370902-L01");
	assert_string_equal(az_checklist_own_code(arena, "CHE", "370982", 120), "CHE-370982-L120");
	/* A baseline's code has 12 characters at most, a county's 14 at least; a row has room for 20. */
	assert_true(strlen(az_checklist_own_code(arena, "CHE", "370902", 1)) > 12);
	assert_true(strlen(az_checklist_own_code(arena, "CHE", "370902", 99999)) <= 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(additions_follow_the_citys_of_their_category, fresh),
		cmocka_unit_test_setup(nothing_of_the_citys_is_touched, fresh),
		cmocka_unit_test_setup(conditions_rest_on_what_stands_before, fresh),
		cmocka_unit_test_setup(what_the_city_takes_away_lapses, fresh),
		cmocka_unit_test_setup(a_lapsed_condition_asks, fresh),
		cmocka_unit_test_setup(without_the_plugin_what_speaks_of_facts_is_asked, fresh),
		cmocka_unit_test_setup(full_lists_fit, fresh),
		cmocka_unit_test_setup(codes_never_meet, fresh),
	};
	return cmocka_run_group_tests_name("checklist county", tests, load, unload);
}
