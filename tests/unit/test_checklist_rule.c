/* What holds for checklists without a database: how versions stand on a day,
 * what a city may not weaken, its layer on a new baseline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "domain/checklist.h"

#define TODAY 20000

static struct az_arena *arena;

static int make_arena(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 20);
	return 0;
}

static int free_arena(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static struct az_checklist_item item(const char *code, bool mandatory)
{
	return (struct az_checklist_item){.code = code,
	                                  .category = "S3",
	                                  .question_zh = "问",
	                                  .question_en = "Question",
	                                  .guidance_zh = "",
	                                  .guidance_en = "",
	                                  .major = mandatory ? "yes" : "no",
	                                  .frequency = "quarterly",
	                                  .weight = 3,
	                                  .mandatory = mandatory,
	                                  .answer = "yes_no",
	                                  .relevant = ""};
}

/* ---- standing ---- */

static void a_version_is_in_force_from_its_first_day_to_the_day_before_the_next(void **state)
{
	struct az_checklist_version versions[] = {{.number = 2, .effective_from = TODAY + 1},
	                                          {.number = 1, .effective_from = TODAY}};
	(void)state;
	az_checklist_stand(versions, 2, TODAY);
	assert_int_equal(versions[0].standing, AZ_CHECKLIST_COMING);
	assert_int_equal(versions[0].effective_to, AZ_DAY_NONE);
	assert_int_equal(versions[1].standing, AZ_CHECKLIST_IN_FORCE);
	assert_int_equal(versions[1].effective_to, TODAY);
	assert_ptr_equal(az_checklist_in_force(versions, 2), &versions[1]);

	az_checklist_stand(versions, 2, TODAY + 1);
	assert_int_equal(versions[0].standing, AZ_CHECKLIST_IN_FORCE);
	assert_int_equal(versions[1].standing, AZ_CHECKLIST_PAST);

	az_checklist_stand(versions, 2, TODAY - 1);
	assert_int_equal(versions[1].standing, AZ_CHECKLIST_COMING);
	assert_null(az_checklist_in_force(versions, 2));
	assert_null(az_checklist_in_force(versions, 0));
}

static void of_two_on_one_day_the_later_number_counts(void **state)
{
	struct az_checklist_version versions[] = {{.number = 3, .effective_from = TODAY},
	                                          {.number = 2, .effective_from = TODAY},
	                                          {.number = 1, .effective_from = TODAY - 10}};
	(void)state;
	az_checklist_stand(versions, 3, TODAY);
	assert_int_equal(versions[0].standing, AZ_CHECKLIST_IN_FORCE);
	assert_int_equal(versions[1].standing, AZ_CHECKLIST_REPLACED);
	assert_int_equal(versions[2].standing, AZ_CHECKLIST_PAST);
	assert_int_equal(versions[2].effective_to, TODAY - 1);
}

static void a_page_shows_the_rules_of_the_versions_own_time(void **state)
{
	struct az_checklist_version version = {.effective_from = TODAY - 5, .effective_to = TODAY - 2};
	(void)state;
	version.standing = AZ_CHECKLIST_IN_FORCE;
	assert_int_equal(az_checklist_day(&version, TODAY), TODAY);
	version.standing = AZ_CHECKLIST_PAST;
	assert_int_equal(az_checklist_day(&version, TODAY), TODAY - 2);
	version.standing = AZ_CHECKLIST_COMING;
	assert_int_equal(az_checklist_day(&version, TODAY), TODAY - 5);
}

static void a_basis_counts_on_its_first_and_last_day(void **state)
{
	struct az_checklist_basis basis = {.in_force_from = 10, .in_force_to = 20};
	(void)state;
	assert_false(az_checklist_basis_on(&basis, 9));
	assert_true(az_checklist_basis_on(&basis, 10));
	assert_true(az_checklist_basis_on(&basis, 20));
	assert_false(az_checklist_basis_on(&basis, 21));
	basis = (struct az_checklist_basis){.in_force_from = AZ_DAY_NONE, .in_force_to = AZ_DAY_NONE};
	assert_true(az_checklist_basis_on(&basis, -5));
}

/* ---- protection ---- */

static void frequency_can_only_be_raised(void **state)
{
	struct az_checklist_item mandatory = item("CHE-01", true), other = item("CHE-02", false);
	(void)state;
	assert_int_equal(az_checklist_weakens(&mandatory, "quarterly", 3, false), AZ_CHECKLIST_NOT_WEAKER);
	assert_int_equal(az_checklist_weakens(&mandatory, "monthly", 3, false), AZ_CHECKLIST_NOT_WEAKER);
	assert_int_equal(az_checklist_weakens(&mandatory, "half_yearly", 3, false), AZ_CHECKLIST_LESS_FREQUENT);
	assert_int_equal(az_checklist_weakens(&other, "half_yearly", 3, false), AZ_CHECKLIST_LESS_FREQUENT);
	assert_int_equal(az_checklist_weakens(&mandatory, "on_event", 3, false), AZ_CHECKLIST_LESS_FREQUENT);
	assert_int_equal(az_checklist_weakens(&mandatory, "hourly", 3, false), AZ_CHECKLIST_LESS_FREQUENT);
}

static void weight_and_use_are_protected_for_mandatory_items(void **state)
{
	struct az_checklist_item mandatory = item("CHE-01", true), other = item("CHE-02", false);
	(void)state;
	assert_int_equal(az_checklist_weakens(&mandatory, "quarterly", 2, false), AZ_CHECKLIST_LESS_WEIGHT);
	assert_int_equal(az_checklist_weakens(&mandatory, "quarterly", 4, false), AZ_CHECKLIST_NOT_WEAKER);
	assert_int_equal(az_checklist_weakens(&mandatory, "quarterly", 3, true), AZ_CHECKLIST_NOT_IN_USE);
	assert_int_equal(az_checklist_weakens(&other, "quarterly", 1, false), AZ_CHECKLIST_NOT_WEAKER);
	assert_int_equal(az_checklist_weakens(&other, "quarterly", 3, true), AZ_CHECKLIST_NOT_WEAKER);
}

/* ---- the layer ---- */

static void the_city_s_layer_moves_to_a_new_baseline(void **state)
{
	struct az_checklist_item base[] = {item("CHE-01", true), item("CHE-02", false), item("CHE-03", false)};
	struct az_checklist_item city[] = {item("CHE-02", false), item("CHE-01", true), item("CHE-L01", false),
	                                   item("CHE-09", false)};
	struct az_checklist_list baseline = {base, 3}, from = {city, 4}, out;
	(void)state;
	base[0].question_zh = "新问";
	base[0].frequency = "monthly";
	city[0].retired = 1;
	city[0].weight = 1;
	city[0].changed = AZ_CHECKLIST_WEIGHT;
	city[1].frequency = "monthly"; /* was raised from quarterly; the baseline now asks the same */
	city[1].guidance_zh = "看记录";
	city[1].changed = AZ_CHECKLIST_FREQUENCY | AZ_CHECKLIST_GUIDANCE;
	city[2].own = 1;
	az_checklist_merge(arena, &baseline, &from, &out);
	assert_int_equal(out.count, 4); /* CHE-09 is gone, CHE-03 is new */
	assert_string_equal(out.items[0].code, "CHE-02");
	assert_true(out.items[0].retired);
	assert_int_equal(out.items[0].weight, 1);
	assert_string_equal(out.items[1].question_zh, "新问");
	assert_string_equal(out.items[1].guidance_zh, "看记录");
	assert_int_equal(out.items[1].changed, AZ_CHECKLIST_GUIDANCE);
	assert_string_equal(out.items[2].code, "CHE-L01");
	assert_string_equal(out.items[3].code, "CHE-03");
	assert_int_equal(out.items[3].position, 4);
}

static void what_would_weaken_the_new_baseline_is_left_behind(void **state)
{
	struct az_checklist_item base[] = {item("CHE-01", true)}, city[] = {item("CHE-01", false)};
	struct az_checklist_list baseline = {base, 1}, from = {city, 1}, out;
	(void)state;
	base[0].frequency = "weekly";
	base[0].weight = 5;
	city[0].frequency = "monthly";
	city[0].weight = 4;
	city[0].retired = 1;
	city[0].changed = AZ_CHECKLIST_FREQUENCY | AZ_CHECKLIST_WEIGHT;
	az_checklist_merge(arena, &baseline, &from, &out);
	assert_string_equal(out.items[0].frequency, "weekly");
	assert_int_equal(out.items[0].weight, 5);
	assert_false(out.items[0].retired);
	assert_int_equal(out.items[0].changed, 0);
}

static void without_an_earlier_version_it_is_the_baseline(void **state)
{
	struct az_checklist_item base[] = {item("CHE-01", true), item("CHE-02", false)};
	struct az_checklist_list baseline = {base, 2}, out;
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	az_checklist_merge(arena, &baseline, NULL, &out);
	assert_int_equal(out.count, 2);
	az_checklist_differences(arena, &baseline, &out, &changes, &count);
	assert_int_equal(count, 0);
}

static void a_basis_that_was_read_meanwhile_is_a_difference(void **state)
{
	struct az_checklist_basis unread = {.document = "GB 1", .clause = "", .verified = 0};
	struct az_checklist_basis read = {.document = "GB 1", .clause = "", .verified = 1};
	struct az_checklist_item a = item("A-01", false), b = item("A-01", false);
	(void)state;
	a.basis = &unread;
	b.basis = &read;
	a.basis_count = b.basis_count = 1;
	assert_int_equal(az_checklist_compare(&a, &b), AZ_CHECKLIST_BASIS);
	b.basis = &unread;
	assert_int_equal(az_checklist_compare(&a, &b), 0);
}

static void own_codes_have_at_least_two_digits(void **state)
{
	(void)state;
	assert_string_equal(az_checklist_own_code(arena, "CHE", 1), "CHE-L01");
	assert_string_equal(az_checklist_own_code(arena, "CHE", 99), "CHE-L99");
	assert_string_equal(az_checklist_own_code(arena, "CHE", 100), "CHE-L100");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_version_is_in_force_from_its_first_day_to_the_day_before_the_next),
		cmocka_unit_test(of_two_on_one_day_the_later_number_counts),
		cmocka_unit_test(a_page_shows_the_rules_of_the_versions_own_time),
		cmocka_unit_test(a_basis_counts_on_its_first_and_last_day),
		cmocka_unit_test(frequency_can_only_be_raised),
		cmocka_unit_test(weight_and_use_are_protected_for_mandatory_items),
		cmocka_unit_test(the_city_s_layer_moves_to_a_new_baseline),
		cmocka_unit_test(what_would_weaken_the_new_baseline_is_left_behind),
		cmocka_unit_test(without_an_earlier_version_it_is_the_baseline),
		cmocka_unit_test(a_basis_that_was_read_meanwhile_is_a_difference),
		cmocka_unit_test(own_codes_have_at_least_two_digits),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
