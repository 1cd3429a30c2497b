/* A filled checklist without a database: what an answer comes to, what is asked, pages, the score, grades. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/visit_judge.h"

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

static struct az_checklist_item *item(const char *code, const char *major, int64_t weight)
{
	struct az_checklist_item *made = AZ_NEW(arena, struct az_checklist_item);
	*made = (struct az_checklist_item){
		.code = code, .category = "HZ", .major = major, .weight = weight, .answer = "yes_no", .relevant = ""};
	return made;
}

static struct az_visit_item asked(const struct az_checklist_item *of, const char *answer)
{
	return (struct az_visit_item){.item = of, .answer = {of->code, answer, 0, "", "", 1, 0, 0, ""}};
}

static void judge(struct az_visit_item *items, size_t count)
{
	struct az_visit_facts none = {0};
	az_visit_judge(arena, &none, items, count);
}

/* ---- answers ---- */

static void a_number_complies_within_its_limits_and_is_recorded_outside(void **state)
{
	struct az_checklist_item height = {.code = "X-01", .answer = "number", .minimum = 5, .maximum = 20, .scale = 1};
	static const struct {
		int64_t number;
		enum anze_answered result;
	} rows[] = {{4, ANZE_FAILS}, {5, ANZE_COMPLIES}, {20, ANZE_COMPLIES}, {21, ANZE_FAILS}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct az_visit_answer answer = {.answer = "number", .number = rows[i].number, .choice = ""};
		assert_int_equal(az_visit_result(&height, &answer), rows[i].result);
	}
}

static void each_answer_has_its_result(void **state)
{
	struct az_checklist_choice choices[] = {{.code = "good", .complies = 1}, {.code = "bent", .complies = 0}};
	struct az_checklist_item of = {.code = "X-01", .answer = "choice", .choices = choices, .choice_count = 2};
	static const struct {
		const char *answer, *choice;
		enum anze_answered result;
	} rows[] = {{"yes", "", ANZE_COMPLIES},
		    {"no", "", ANZE_FAILS},
		    {"not_applicable", "", ANZE_NOT_APPLICABLE},
		    {"not_checked", "", ANZE_NOT_CHECKED},
		    {"", "", ANZE_NOT_CHECKED},
		    {"choice", "good", ANZE_COMPLIES},
		    {"choice", "bent", ANZE_FAILS},
		    {"choice", "gone", ANZE_NOT_CHECKED}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct az_visit_answer answer = {.answer = rows[i].answer, .choice = rows[i].choice};
		assert_int_equal(az_visit_result(&of, &answer), rows[i].result);
	}
}

/* ---- conditions ---- */

static void a_condition_hides_shows_and_asks_when_it_cannot_decide(void **state)
{
	struct az_visit_item items[2];
	struct az_checklist_item *second = item("X-02", "no", 1);
	static const struct {
		const char *answer;
		bool asked;
	} rows[] = {{"no", true}, {"yes", false}, {"not_applicable", false}, {"not_checked", true}, {"", true}};
	(void)state;
	second->relevant = "${X_01} = 'no'";
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		items[0] = asked(item("X-01", "no", 1), rows[i].answer);
		items[1] = asked(second, "no");
		judge(items, 2);
		assert_true(items[0].asked);
		assert_int_equal(items[1].asked, rows[i].asked);
	}
	second->relevant = "this is no condition";
	judge(items, 2);
	assert_true(items[1].asked);
}

static void an_answer_to_a_hidden_item_is_no_answer_for_others(void **state)
{
	struct az_visit_item items[3];
	struct az_checklist_item *second = item("X-02", "no", 1), *third = item("X-03", "no", 1);
	(void)state;
	second->relevant = "${X_01} = 'no'";
	third->relevant = "${X_02} = 'yes'";
	items[0] = asked(item("X-01", "no", 1), "yes");
	items[1] = asked(second, "no"); /* kept from before */
	items[2] = asked(third, "");
	judge(items, 3);
	assert_false(items[1].asked);
	assert_true(items[2].asked); /* nothing is known of the second */
	items[0].answer.answer = "no";
	judge(items, 3);
	assert_true(items[1].asked);
	assert_false(items[2].asked);
}

static void a_condition_sees_numbers_and_choices(void **state)
{
	struct az_checklist_item *height = item("X-01", "no", 1), *kind = item("X-02", "no", 1),
				 *third = item("X-03", "no", 1);
	struct az_visit_item items[3];
	(void)state;
	height->answer = "number";
	height->scale = 1;
	kind->answer = "choice";
	third->relevant = "${X_01} < 0.5 and selected(${X_02}, 'steel')";
	items[0] = asked(height, "number");
	items[1] = asked(kind, "choice");
	items[1].answer.choice = "steel";
	items[2] = asked(third, "");
	items[0].answer.number = 4;
	judge(items, 3);
	assert_true(items[2].asked);
	items[0].answer.number = 5;
	judge(items, 3);
	assert_false(items[2].asked);
	items[0].answer.answer = "not_applicable";
	judge(items, 3);
	assert_true(items[2].asked);
}

static void a_condition_depends_on_the_items_that_it_names(void **state)
{
	struct az_checklist_item *first = item("X-01", "no", 1), *second = item("X-02", "no", 1),
				 *third = item("X-03", "no", 1);
	(void)state;
	third->relevant = "${X_01} = 'no' and ${kind} = 'coal'";
	assert_true(az_visit_depends(arena, third, first));
	assert_false(az_visit_depends(arena, third, second));
	assert_false(az_visit_depends(arena, second, first));
}

static void a_photo_is_missing_only_where_something_was_judged(void **state)
{
	static const struct {
		const char *answer;
		bool lacks;
	} rows[] = {{"yes", true}, {"no", true}, {"not_applicable", false}, {"not_checked", false}, {"", false}};
	struct az_checklist_item *of = item("X-01", "no", 1);
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct az_visit_item one = asked(of, rows[i].answer);
		of->photo = 1;
		judge(&one, 1);
		assert_int_equal(az_visit_lacks_photo(&one), rows[i].lacks);
		one.photos = 1;
		assert_false(az_visit_lacks_photo(&one));
		one.photos = 0;
		one.asked = false;
		assert_false(az_visit_lacks_photo(&one));
		of->photo = 0;
		one.asked = true;
		assert_false(az_visit_lacks_photo(&one));
	}
}

/* ---- pages ---- */

static void pages_have_one_category_and_at_most_ten_items(void **state)
{
	enum { COUNT = 24 };
	struct az_visit_item items[COUNT];
	struct az_visit_section *sections;
	size_t count;
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		struct az_checklist_item *of = item(az_format(arena, "X-%02zu", i + 1), "no", 1);
		of->category = i % 8 == 7 ? "S1" : "HZ"; /* 3 of S1 among 21 of HZ */
		items[i] = asked(of, i < 12 ? "yes" : "");
	}
	judge(items, COUNT);
	az_visit_sections(arena, items, COUNT, &sections, &count);
	assert_int_equal(count, 4);
	size_t all = 0, answered = 0;
	for (size_t s = 0; s < count; s++) {
		assert_true(sections[s].count <= AZ_VISIT_PAGE_ITEMS && sections[s].count > 0);
		assert_string_equal(sections[s].category, s < 3 ? "HZ" : "S1");
		assert_int_equal(sections[s].parts, s < 3 ? 3 : 1);
		assert_int_equal(sections[s].part, s < 3 ? s + 1 : 1);
		for (size_t i = 0; i < sections[s].count; i++)
			assert_int_equal(items[sections[s].items[i]].section, s);
		all += sections[s].count;
		answered += sections[s].answered;
	}
	assert_int_equal(sections[0].count, 7);
	assert_int_equal(all, COUNT);
	assert_int_equal(answered, 12);
}

static void ten_items_are_one_page_and_eleven_are_two(void **state)
{
	struct az_visit_item items[11];
	struct az_visit_section *sections;
	size_t count;
	(void)state;
	for (size_t i = 0; i < 11; i++)
		items[i] = asked(item(az_format(arena, "X-%02zu", i + 1), "no", 1), "");
	judge(items, 11);
	az_visit_sections(arena, items, 10, &sections, &count);
	assert_int_equal(count, 1);
	az_visit_sections(arena, items, 11, &sections, &count);
	assert_int_equal(count, 2);
	assert_int_equal(sections[0].count, 6);
	assert_int_equal(sections[1].count, 5);
}

/* ---- the score ---- */

static void the_score_is_the_weight_that_complies_over_the_weight_that_was_judged(void **state)
{
	struct az_visit_score score;
	struct az_visit_item items[] = {
		asked(item("X-01", "yes", 3), "yes"),        asked(item("X-02", "conditional", 2), "no"),
		asked(item("X-03", "no", 1), "yes"),         asked(item("X-04", "no", 9), "not_applicable"),
		asked(item("X-05", "no", 9), "not_checked"), asked(item("X-06", "yes", 3), "no")};
	(void)state;
	judge(items, 6);
	az_visit_score(items, 6, 1000, &score);
	assert_int_equal(score.good_weight, 4);
	assert_int_equal(score.judged_weight, 9);
	assert_int_equal(az_visit_points(score.good_weight, score.judged_weight), 4444);
	assert_int_equal(score.asked, 6);
	assert_int_equal(score.answered, 6);
	assert_int_equal(score.complies, 2);
	assert_int_equal(score.fails, 2);
	assert_int_equal(score.not_applicable, 1);
	assert_int_equal(score.not_checked, 1);
	items[5].asked = false; /* hidden: its answer does not count */
	az_visit_score(items, 6, 1000, &score);
	assert_int_equal(score.judged_weight, 6);
	assert_int_equal(score.asked, 5);
}

static void points_are_rounded_halves_up_and_absent_without_a_judgement(void **state)
{
	(void)state;
	assert_int_equal(az_visit_points(0, 0), -1);
	assert_int_equal(az_visit_points(0, 5), 0);
	assert_int_equal(az_visit_points(5, 5), 10000);
	assert_int_equal(az_visit_points(2, 3), 6667);
	assert_int_equal(az_visit_points(1, 3), 3333);
	assert_int_equal(az_visit_points(1, 20000), 1); /* half a hundredth of a point */
	assert_int_equal(az_visit_points(1, 20001), 0);
}

static void a_visit_is_incomplete_above_the_limit_and_not_at_it(void **state)
{
	struct az_visit_item items[21];
	struct az_visit_score score;
	(void)state;
	for (size_t i = 0; i < 21; i++)
		items[i] = asked(item(az_format(arena, "X-%02zu", i + 1), "no", 1), i < 2 ? "not_checked" : "yes");
	judge(items, 21);
	az_visit_score(items, 20, 1000, &score); /* 2 of 20: 10 % exactly */
	assert_false(score.incomplete);
	az_visit_score(items, 19, 1000, &score); /* 2 of 19 */
	assert_true(score.incomplete);
	az_visit_score(items, 21, 1000, &score);
	assert_false(score.incomplete);
	items[2].answer.answer = ""; /* nothing said counts the same */
	judge(items, 21);
	az_visit_score(items, 20, 1000, &score);
	assert_true(score.incomplete);
	items[2].asked = false; /* unless it is not asked */
	az_visit_score(items, 21, 1000, &score);
	assert_false(score.incomplete);
	az_visit_score(items, 0, 1000, &score);
	assert_false(score.incomplete);
}

/* ---- grades ---- */

static void a_conditional_item_is_major_when_the_plugin_found_so(void **state)
{
	static const struct anze_result findings[] = {{.code = "major:X-02", .value = "yes"},
						      {.code = "major:X-03", .value = "no"},
						      {.code = "contradiction:X-04", .value = "yes"}};
	(void)state;
	assert_int_equal(az_visit_grade(item("X-01", "yes", 3), findings, 3), AZ_GRADE_MAJOR);
	assert_int_equal(az_visit_grade(item("X-02", "conditional", 2), findings, 3), AZ_GRADE_MAJOR);
	assert_int_equal(az_visit_grade(item("X-03", "conditional", 2), findings, 3), AZ_GRADE_GENERAL);
	assert_int_equal(az_visit_grade(item("X-04", "conditional", 2), findings, 3), AZ_GRADE_UNDECIDED);
	assert_int_equal(az_visit_grade(item("X-02", "no", 1), findings, 3), AZ_GRADE_GENERAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_complies_within_its_limits_and_is_recorded_outside),
		cmocka_unit_test(each_answer_has_its_result),
		cmocka_unit_test(a_condition_hides_shows_and_asks_when_it_cannot_decide),
		cmocka_unit_test(an_answer_to_a_hidden_item_is_no_answer_for_others),
		cmocka_unit_test(a_condition_sees_numbers_and_choices),
		cmocka_unit_test(a_condition_depends_on_the_items_that_it_names),
		cmocka_unit_test(a_photo_is_missing_only_where_something_was_judged),
		cmocka_unit_test(pages_have_one_category_and_at_most_ten_items),
		cmocka_unit_test(ten_items_are_one_page_and_eleven_are_two),
		cmocka_unit_test(the_score_is_the_weight_that_complies_over_the_weight_that_was_judged),
		cmocka_unit_test(points_are_rounded_halves_up_and_absent_without_a_judgement),
		cmocka_unit_test(a_visit_is_incomplete_above_the_limit_and_not_at_it),
		cmocka_unit_test(a_conditional_item_is_major_when_the_plugin_found_so),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
