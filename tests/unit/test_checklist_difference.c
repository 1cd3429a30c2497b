/* What changed from one checklist to another: items, their order, what they rest on
 * and what they offer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "domain/checklist.h"

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

static void differences_name_each_change_once(void **state)
{
	struct az_checklist_item old[] = {item("A-01", false), item("A-02", false), item("A-03", false),
					  item("A-04", false), item("A-05", false)};
	struct az_checklist_item new[] = {item("A-01", false),  item("A-02", false),  item("A-03", false),
					  item("A-L01", false), item("A-L02", false), item("A-05", false)};
	struct az_checklist_list before = {old, 5}, after = {new, 6};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	new[0].weight = 4;
	new[0].question_en = "Other question";
	new[1].retired = 1;
	old[2].retired = 1;
	new[4].retired = 1; /* added and taken out before anybody saw it: nothing happened */
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 5);
	assert_int_equal(changes[0].kind, AZ_CHECKLIST_CHANGED);
	assert_int_equal(changes[0].fields, AZ_CHECKLIST_WEIGHT | AZ_CHECKLIST_QUESTION);
	assert_int_equal(changes[1].kind, AZ_CHECKLIST_RETIRED);
	assert_int_equal(changes[2].kind, AZ_CHECKLIST_RESTORED);
	assert_int_equal(changes[3].kind, AZ_CHECKLIST_ADDED);
	assert_string_equal(changes[3].after->code, "A-L01");
	assert_int_equal(changes[4].kind, AZ_CHECKLIST_RETIRED);
	assert_string_equal(changes[4].before->code, "A-04");
}

static void another_order_is_one_change(void **state)
{
	struct az_checklist_item old[] = {item("A-01", false), item("A-02", false), item("A-03", false)};
	struct az_checklist_item new[] = {item("A-03", false), item("A-01", false), item("A-02", false)};
	struct az_checklist_list before = {old, 3}, after = {new, 3};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 1);
	assert_int_equal(changes[0].kind, AZ_CHECKLIST_MOVED);
	new[0].retired = 1; /* the two that both lists use stand as before */
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 1);
	assert_int_equal(changes[0].kind, AZ_CHECKLIST_RETIRED);
}

/* ---- order ---- */

static void the_fewest_items_count_as_moved(void **state)
{
	struct az_checklist_item old[] = {item("A-01", false), item("A-02", false), item("A-03", false),
					  item("A-04", false), item("A-05", false)};
	struct az_checklist_item new[] = {item("A-04", false), item("A-01", false), item("A-03", false),
					  item("A-05", false), item("A-02", false)};
	struct az_checklist_list before = {old, 5}, after = {new, 5};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	new[2].weight = 9; /* changed where it stands */
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 3);
	assert_string_equal(changes[0].after->code, "A-04");
	assert_int_equal(changes[0].kind, AZ_CHECKLIST_MOVED);
	assert_string_equal(changes[0].next->code, "A-01");
	assert_int_equal(changes[1].kind, AZ_CHECKLIST_CHANGED);
	assert_false(changes[1].moved);
	assert_string_equal(changes[2].after->code, "A-02");
	assert_true(changes[2].moved);
	assert_null(changes[2].next); /* the last one */
}

static void of_two_that_changed_places_the_one_that_went_up_is_told(void **state)
{
	struct az_checklist_item old[] = {item("A-01", false), item("A-02", false), item("A-03", false)};
	struct az_checklist_item new[] = {item("A-01", false), item("A-03", false), item("A-02", false)};
	struct az_checklist_list before = {old, 3}, after = {new, 3};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 1);
	assert_string_equal(changes[0].after->code, "A-03");
	assert_string_equal(changes[0].next->code, "A-02");
}

static void an_item_is_changed_and_moved_at_once(void **state)
{
	struct az_checklist_item old[] = {item("A-01", false), item("A-02", false), item("A-03", false)};
	struct az_checklist_item new[] = {item("A-03", false), item("A-01", false), item("A-L01", false),
					  item("A-02", false)};
	struct az_checklist_list before = {old, 3}, after = {new, 4};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	new[0].frequency = "monthly";
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 2);
	assert_int_equal(changes[0].kind, AZ_CHECKLIST_CHANGED);
	assert_int_equal(changes[0].fields, AZ_CHECKLIST_FREQUENCY);
	assert_true(changes[0].moved);
	assert_int_equal(changes[1].kind, AZ_CHECKLIST_ADDED); /* between the others, which did not move for it */
}

static void lists_without_anything_in_common(void **state)
{
	struct az_checklist_item one[] = {item("A-01", false)}, other[] = {item("A-L01", false)};
	struct az_checklist_list before = {one, 1}, after = {other, 1}, none = {NULL, 0};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	az_checklist_differences(arena, &before, &after, &changes, &count);
	assert_int_equal(count, 2);
	assert_int_equal(changes[0].kind, AZ_CHECKLIST_ADDED);
	assert_int_equal(changes[1].kind, AZ_CHECKLIST_RETIRED);
	az_checklist_differences(arena, &none, &none, &changes, &count);
	assert_int_equal(count, 0);
}

/* ---- what an item rests on, what it offers ---- */

static void clauses_are_paired_by_what_they_share(void **state)
{
	struct az_checklist_basis old[] = {{.document = "A", .clause = "1"},
					   {.document = "B", .clause = "2"},
					   {.document = "C", .clause = "3"},
					   {.document = "D", .clause = "4"}};
	struct az_checklist_basis new[] = {{.document = "B", .clause = "2"},
					   {.document = "A", .clause = "1", .verified = 1},
					   {.document = "C", .clause = "5"}};
	struct az_checklist_item a = item("A-01", false), b = item("A-01", false);
	struct az_checklist_basis_pair *pairs;
	size_t count;
	(void)state;
	a.basis = old;
	a.basis_count = 4;
	b.basis = new;
	b.basis_count = 3;
	az_checklist_basis_pairs(arena, &a, &b, &pairs, &count);
	assert_int_equal(count, 3); /* of B nothing is to be said */
	assert_ptr_equal(pairs[0].before, &old[0]);
	assert_ptr_equal(pairs[0].after, &new[1]);
	assert_ptr_equal(pairs[1].before, &old[2]);
	assert_ptr_equal(pairs[1].after, &new[2]);
	assert_ptr_equal(pairs[2].before, &old[3]);
	assert_null(pairs[2].after);
	a.basis_count = 1;
	b.basis = &new[2];
	b.basis_count = 1;
	az_checklist_basis_pairs(arena, &a, &b, &pairs, &count);
	assert_int_equal(count, 1); /* another document in its place */
	assert_ptr_equal(pairs[0].before, &old[0]);
	assert_ptr_equal(pairs[0].after, &new[2]);
}

static void choices_are_paired_by_code(void **state)
{
	struct az_checklist_choice old[] = {{.code = "good", .label_zh = "好", .label_en = "good", .complies = 1},
					    {.code = "bad", .label_zh = "差", .label_en = "bad"}};
	struct az_checklist_choice new[] = {{.code = "bad", .label_zh = "差", .label_en = "bad"},
					    {.code = "good", .label_zh = "好", .label_en = "good"},
					    {.code = "fair", .label_zh = "中", .label_en = "fair"}};
	struct az_checklist_item a = item("A-01", false), b = item("A-01", false);
	struct az_checklist_choice_pair *pairs;
	size_t count;
	(void)state;
	a.choices = old;
	a.choice_count = 2;
	b.choices = new;
	b.choice_count = 3;
	az_checklist_choice_pairs(arena, &a, &b, &pairs, &count);
	assert_int_equal(count, 2);
	assert_ptr_equal(pairs[0].before, &old[0]); /* it does not comply any more */
	assert_ptr_equal(pairs[0].after, &new[1]);
	assert_null(pairs[1].before);
	assert_ptr_equal(pairs[1].after, &new[2]);
	az_checklist_choice_pairs(arena, &b, &a, &pairs, &count);
	assert_int_equal(count, 2);
	assert_null(pairs[1].after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_name_each_change_once),
		cmocka_unit_test(another_order_is_one_change),
		cmocka_unit_test(the_fewest_items_count_as_moved),
		cmocka_unit_test(of_two_that_changed_places_the_one_that_went_up_is_told),
		cmocka_unit_test(an_item_is_changed_and_moved_at_once),
		cmocka_unit_test(lists_without_anything_in_common),
		cmocka_unit_test(clauses_are_paired_by_what_they_share),
		cmocka_unit_test(choices_are_paired_by_code),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
