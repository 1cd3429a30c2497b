/* What holds for checklists without a database: how versions stand on a day,
 * what a city may not weaken. */
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

/* ---- words ---- */

static const char *figure_lost(const char *baseline, const char *words)
{
	struct az_checklist_item a = item("MIN-08", true), b = a;
	bool english;
	a.question_zh = baseline;
	b.question_zh = words;
	return az_checklist_lost_figure(arena, &a, &b, &english);
}

static void the_figures_of_a_question_stay(void **state)
{
	static const char due[] = "每车载人是否不超过25人，间距不小于30 m，且不超过110%？";
	(void)state;
	assert_null(figure_lost(due, due));
	assert_null(figure_lost(due, "车速不超110%，每车不多于 25 人，间距 30m 以上？"));
	assert_null(figure_lost(due, "每车载人是否不超过２５人，间距不小于30.0 m，且不超过110％？"));
	assert_string_equal(figure_lost(due, "每车载人是否不超过50人，间距不小于30 m，且不超过110%？"), "25人");
	assert_string_equal(figure_lost(due, "每车载人是否不超过25人，间距不小于30 cm，且不超过110%？"), "30 m");
	assert_string_equal(figure_lost(due, "每车载人是否不超过25人，间距不小于130 m，且不超过110%？"), "30 m");
	assert_string_equal(figure_lost(due, "是否正常？"), "25人");
	assert_null(figure_lost("煤矿是否有规程？", "是否正常？"));
	assert_null(figure_lost("over 1,000 m and 2 exits", "2 of them, each 1000 m"));
	assert_string_equal(figure_lost("over 1,000.5 kg", "over 1,000 kg"), "1,000.5 kg");
}

static void what_is_worded_anew_asks_a_person_to_say_so(void **state)
{
	struct az_checklist_item baseline = item("CHE-01", true), draft = baseline, wanted = baseline;
	struct az_checklist_choice before = {.code = "full", .label_zh = "专职", .label_en = "Full", .complies = 1};
	struct az_checklist_choice after = before;
	(void)state;
	assert_int_equal(az_checklist_must_say(&baseline, NULL, &draft, &wanted), AZ_CHECKLIST_SAY_NOTHING);
	wanted.question_zh = "好吗";
	assert_int_equal(az_checklist_must_say(&baseline, NULL, &draft, &wanted), AZ_CHECKLIST_SAY_DEMANDED);
	draft.question_zh = wanted.question_zh; /* it was said when it was written */
	assert_int_equal(az_checklist_must_say(&baseline, NULL, &draft, &wanted), AZ_CHECKLIST_SAY_NOTHING);
	assert_int_equal(az_checklist_must_say(&baseline, NULL, &draft, &baseline), AZ_CHECKLIST_SAY_NOTHING);
	wanted.question_en = "Well?";
	assert_int_equal(az_checklist_must_say(&baseline, NULL, &draft, &wanted), AZ_CHECKLIST_SAY_DEMANDED);

	baseline.mandatory = draft.mandatory = wanted.mandatory = 0; /* it counts once it was published */
	assert_int_equal(az_checklist_must_say(&baseline, NULL, &draft, &wanted), AZ_CHECKLIST_SAY_NOTHING);
	assert_int_equal(az_checklist_must_say(&baseline, &baseline, &draft, &wanted), AZ_CHECKLIST_SAY_SAME);
	assert_int_equal(az_checklist_must_say(&baseline, &wanted, &draft, &wanted), AZ_CHECKLIST_SAY_NOTHING);

	struct az_checklist_item own = item("CHE-L01", false), new_own;
	own.own = 1;
	own.answer = "choice";
	own.choices = &before;
	own.choice_count = 1;
	new_own = own;
	new_own.choices = &after;
	assert_int_equal(az_checklist_must_say(NULL, &own, &own, &new_own), AZ_CHECKLIST_SAY_NOTHING);
	after.label_zh = "没有队伍";
	assert_int_equal(az_checklist_must_say(NULL, &own, &own, &new_own), AZ_CHECKLIST_SAY_SAME);
	assert_int_equal(az_checklist_must_say(NULL, NULL, &own, &new_own), AZ_CHECKLIST_SAY_NOTHING);
	after.code = "none"; /* a further choice is none that answers use */
	assert_int_equal(az_checklist_must_say(NULL, &own, &own, &new_own), AZ_CHECKLIST_SAY_NOTHING);
	assert_int_equal(az_checklist_must_say(NULL, NULL, NULL, &own), AZ_CHECKLIST_SAY_NOTHING);
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
	assert_string_equal(az_checklist_own_code(arena, "CHE", "", 1), "CHE-L01");
	assert_string_equal(az_checklist_own_code(arena, "CHE", "", 99), "CHE-L99");
	assert_string_equal(az_checklist_own_code(arena, "CHE", "", 100), "CHE-L100");
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
		cmocka_unit_test(the_figures_of_a_question_stay),
		cmocka_unit_test(what_is_worded_anew_asks_a_person_to_say_so),
		cmocka_unit_test(a_basis_that_was_read_meanwhile_is_a_difference),
		cmocka_unit_test(own_codes_have_at_least_two_digits),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
