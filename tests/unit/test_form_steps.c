/* The way through a form that is asked a page at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "form/steps.h"

enum { NAME, COLOUR, PLACE, AT, GO, FIELDS };
static const struct anze_field fields[] = {
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED},
	[COLOUR] = {.name = "colour", .type = ANZE_TEXT},
	[PLACE] = {.name = "place", .type = ANZE_TEXT, .flags = ANZE_REQUIRED},
	[AT] = {.name = "at", .type = ANZE_HIDDEN},
	[GO] = {.name = "go", .type = ANZE_HIDDEN},
};
static const struct az_form form = {"thing", fields, FIELDS};
static const struct az_form_step table[] = {
	{"who", AZ_STEP_FIELD(NAME)}, {"which", AZ_STEP_FIELD(COLOUR)}, {"where", AZ_STEP_FIELD(PLACE)}, {"check", 0}};
/* "which" is asked only of who has a name. */
static bool skips(const struct az_form_data *form_data, size_t step)
{
	return step == 1 && strcmp(form_data->values[NAME].raw, "nobody") == 0;
}
static const struct az_form_steps steps = {table, 4, AT, GO, skips, 0};

static struct az_arena *arena;
static struct az_form_data *data;

static void take(size_t field, const char *text)
{
	assert_int_equal(az_form_take(data, field, text, strlen(text)), AZ_OK);
}

/* Where a button leads, as `at` would say it. */
static const char *walk(const char *at, const char *go, const char *name, const char *place)
{
	az_arena_reset(arena);
	data = az_form_new(arena, &form);
	take(AT, at);
	take(GO, go);
	take(NAME, name);
	take(PLACE, place);
	az_form_check(data);
	struct az_form_place there = az_form_walk(&steps, data);
	return az_form_place_text(arena, &there);
}

static void forward_and_back(void **state)
{
	(void)state;
	assert_string_equal(walk("who", "next", "a", ""), "which");
	assert_false(az_form_has_errors(data)); /* the place is not asked yet */
	assert_string_equal(walk("which", "next", "a", ""), "where");
	assert_string_equal(walk("where", "next", "a", "b"), "check");
	assert_string_equal(walk("where", "back", "a", ""), "which");
	assert_string_equal(walk("who", "back", "", ""), "who");
	assert_string_equal(walk("check", "back", "a", "b"), "where");
	assert_string_equal(walk("check", "next", "a", "b"), "check");
}

static void faults_of_the_page_only(void **state)
{
	(void)state;
	assert_string_equal(walk("who", "next", "", ""), "who");
	assert_non_null(data->values[NAME].error.key);
	assert_null(data->values[PLACE].error.key);
}

static void the_last_page_is_right(void **state)
{
	(void)state;
	assert_string_equal(walk("where", "next", "", "b"), "correct");
	assert_non_null(data->values[NAME].error.key);
	assert_string_equal(walk("correct", "next", "", "b"), "correct");
	assert_string_equal(walk("correct", "next", "a", "b"), "check");
	struct az_form_place place = az_form_correct(&steps, data);
	assert_int_equal(place.step, 3);
	assert_string_equal(walk("correct", "next", "", ""), "correct");
	place = az_form_correct(&steps, data);
	assert_true(place.shown == (AZ_STEP_FIELD(NAME) | AZ_STEP_FIELD(PLACE)));
}

static void changes_come_back(void **state)
{
	(void)state;
	assert_string_equal(walk("check", "which", "a", "b"), "which+");
	assert_string_equal(walk("which+", "next", "a", "b"), "check");
	assert_string_equal(walk("which+", "back", "a", "b"), "check");
	assert_string_equal(walk("where+", "back", "a", ""), "correct");
	assert_string_equal(walk("where+", "next", "a", ""), "where+");
	assert_string_equal(walk("who", "where", "", ""), "where");
}

/* The same page once more, in another language: nothing is judged yet. */
static void staying(void **state)
{
	(void)state;
	assert_string_equal(walk("who", "stay", "", ""), "who");
	assert_null(data->values[NAME].error.key);
	assert_string_equal(walk("where+", "stay", "a", ""), "where+");
	assert_string_equal(walk("correct", "stay", "", "b"), "correct");
	assert_string_equal(walk("check", "stay", "a", "b"), "check");
	assert_string_equal(walk("check", "stay", "", "b"), "correct");
	assert_string_equal(walk("elsewhere", "stay", "a", "b"), "who");
}

static void a_step_that_is_left_out(void **state)
{
	(void)state;
	assert_string_equal(walk("who", "next", "nobody", ""), "where");
	assert_string_equal(walk("where", "back", "nobody", ""), "who");
	assert_string_equal(walk("check", "which", "nobody", "b"), "where+");
	assert_string_equal(walk("check", "back", "nobody", "b"), "where");
	assert_true(az_form_skips(&steps, data, 1));
	walk("who", "next", "a", "");
	assert_false(az_form_skips(&steps, data, 1));
	assert_false(az_form_skips(&steps, data, 0));
}

static void strange_places(void **state)
{
	(void)state;
	assert_string_equal(walk("nowhere", "next", "", ""), "who");
	assert_false(az_form_has_errors(data));
	assert_string_equal(walk("", "", "", ""), "who");
	assert_string_equal(walk("who", "nowhere", "a", ""), "which");
	assert_string_equal(walk("wh", "next", "a", "b"), "who");
}

static void all_on_one_page(void **state)
{
	(void)state;
	struct az_form_place place = az_form_whole(&steps);
	assert_true(place.shown == (AZ_STEP_FIELD(NAME) | AZ_STEP_FIELD(COLOUR) | AZ_STEP_FIELD(PLACE)));
	assert_string_equal(az_form_place_text(arena, &place), "whole");
	walk("whole", "", "", "");
	assert_true(az_form_correct(&steps, data).whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forward_and_back),  cmocka_unit_test(faults_of_the_page_only),
		cmocka_unit_test(the_last_page_is_right), cmocka_unit_test(changes_come_back),      cmocka_unit_test(staying), cmocka_unit_test(a_step_that_is_left_out),
		cmocka_unit_test(strange_places),    cmocka_unit_test(all_on_one_page),
	};
	arena = az_arena_new(1 << 20);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	az_arena_free(arena);
	return failed;
}
