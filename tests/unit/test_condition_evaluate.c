/* Conditions over values: every operator both ways, precedence, and what follows
 * when something was not said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "plugin/condition.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define T AZ_TRUE
#define F AZ_FALSE
#define U AZ_UNKNOWN

static int make_arena(void **state)
{
	*state = az_arena_new((size_t)1 << 20);
	return 0;
}

static int free_arena(void **state)
{
	az_arena_free(*state);
	return 0;
}

static const struct known {
	const char *name;
	struct az_condition_value value;
} known[] = {
	{"two", {.kind = AZ_CONDITION_NUMBER, .number = {2, 0}}},
	{"two_0", {.kind = AZ_CONDITION_NUMBER, .number = {200, 2}}},
	{"sum", {.kind = AZ_CONDITION_NUMBER, .number = {3, 1}}},
	{"zero", {.kind = AZ_CONDITION_NUMBER, .number = {0, 2}}},
	{"minus", {.kind = AZ_CONDITION_NUMBER, .number = {-15, 1}}},
	{"kind", {.kind = AZ_CONDITION_TEXT, .text = "storage"}},
	{"kinds", {.kind = AZ_CONDITION_TEXT, .text = "storage tank_farm"}},
	{"ten", {.kind = AZ_CONDITION_TEXT, .text = "10"}},
	{"one", {.kind = AZ_CONDITION_TEXT, .text = "01"}},
	{"word_yes", {.kind = AZ_CONDITION_TEXT, .text = "yes"}},
	{"word_no", {.kind = AZ_CONDITION_TEXT, .text = "no"}},
	{"empty", {.kind = AZ_CONDITION_TEXT, .text = ""}},
	{"y", {.kind = AZ_CONDITION_YES_NO, .yes = true}},
	{"n", {.kind = AZ_CONDITION_YES_NO, .yes = false}},
};

static void lookup(void *self, size_t index, const char *name, struct az_condition_value *value)
{
	const struct az_condition_name *names;

	assert_true(index < az_condition_names(self, &names));
	assert_string_equal(names[index].name, name);
	for (size_t i = 0; i < COUNT(known); i++)
		if (strcmp(known[i].name, name) == 0)
			*value = known[i].value;
}

struct row {
	const char *text;
	enum az_truth expected;
};

static void expect(void **state, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct az_condition *condition;
		struct az_condition_fault fault;
		if (az_condition_parse(*state, rows[i].text, &condition, &fault) != AZ_OK)
			fail_msg("%s: %s at %zu", rows[i].text, fault.problem.key, fault.position);
		if (az_condition_evaluate(condition, lookup, condition) != rows[i].expected)
			fail_msg("%s is %d", rows[i].text, (int)az_condition_evaluate(condition, lookup, condition));
	}
}

static void comparisons_of_numbers(void **state)
{
	static const struct row rows[] = {
		{"${two} = 2", T},
		{"${two} = 2.00", T},
		{"${two} = ${two_0}", T},
		{"${two} = 2.01", F},
		{"${two} != 2", F},
		{"${two} != 3", T},
		{"${two} < 2.01", T},
		{"${two} < 2", F},
		{"${two} < 1.99", F},
		{"${two} <= 2", T},
		{"${two} <= 1.99", F},
		{"${two} > 1.99", T},
		{"${two} > 2", F},
		{"${two} >= 2", T},
		{"${two} >= 2.01", F},
		{"2 < ${two}", F},
		{"1 < ${two}", T},
		{"${sum} = 0.3", T}, /* binary fractions would not reach it */
		{"${minus} < -1.4", T},
		{"${minus} > -1.4", F},
		{"${minus} = -1.50", T},
		{"${zero} = -0", T},
		{"9223372036854775807 > 9223372036854775806", T},
		{"0.000000000000000001 > 0", T},
	};
	expect(state, rows, COUNT(rows));
}

static void comparisons_of_texts(void **state)
{
	static const struct row rows[] = {
		{"${kind} = 'storage'", T}, {"${kind} = 'Storage'", F}, {"${kind} != 'storage'", F},
		{"${kind} != 'mine'", T},   {"'a' = 'a'", T},           {"'1' = '1.0'", F}, /* two texts: bytes */
		{"${one} = '1'", F},        {"${one} = 1", T}, /* beside a number: the number */
		{"${ten} > 9", T},                             /* not as the text "10", which stands before "9" */
		{"${ten} > '9'", T},        {"${ten} < 9", F},          {"${kind} = 2", F},
		{"${kind} != 2", T},        {"${kind} < 2", U},         {"${kind} >= 2", U},
	};
	expect(state, rows, COUNT(rows));
}

static void comparisons_of_yes_and_no(void **state)
{
	static const struct row rows[] = {
		{"${y} = 'yes'", T},        {"${y} = 'no'", F},    {"${n} = 'no'", T},   {"'yes' = ${n}", F},
		{"${y} = 'true'", T},       {"${n} = 'false'", T}, {"${y} = true()", T}, {"${y} = false()", F},
		{"${y} != false()", T},     {"${y} = 1", T},       {"${n} = 0", T},      {"${n} = 1", F},
		{"${y} = ${n}", F},         {"${y} = 'maybe'", F}, {"${y} = '1'", T},    {"(${two} = 2) = ${y}", T},
		{"(${two} = 3) = ${y}", F},
	};
	expect(state, rows, COUNT(rows));
}

static void a_name_alone(void **state)
{
	static const struct row rows[] = {
		{"${y}", T},       {"${n}", F},   {"${two}", T},  {"${zero}", F},   {"${word_yes}", T},
		{"${word_no}", F}, {"${ten}", T}, {"${kind}", U}, {"${absent}", U}, {"${empty}", U},
	};
	expect(state, rows, COUNT(rows));
}

static void joined_and_turned_round(void **state)
{
	static const struct row rows[] = {
		{"true() and true()", T},
		{"true() and false()", F},
		{"false() and true()", F},
		{"false() and false()", F},
		{"true() or true()", T},
		{"true() or false()", T},
		{"false() or true()", T},
		{"false() or false()", F},
		{"not(true())", F},
		{"not(false())", T},
		{"not(${two} = 2 and ${kind} = 'storage')", F},
		{"true() and true() and false()", F},
		{"false() or false() or true()", T},
		/* and binds closer than or */
		{"true() or true() and false()", T},
		{"(true() or true()) and false()", F},
		{"false() and true() or true()", T},
		{"false() and (true() or true())", F},
		/* comparisons closer than both */
		{"${two} = 2 and ${two} < 3 or ${two} = 9", T},
		{"${two} = 9 or ${two} = 2 and ${two} > 3", F},
	};
	expect(state, rows, COUNT(rows));
}

static void what_was_not_said(void **state)
{
	static const struct row rows[] = {
		{"${absent} = 1", U},
		{"${absent} != 1", U},
		{"${absent} < 1", U},
		{"${absent} <= 1", U},
		{"1 > ${absent}", U},
		{"1 >= ${absent}", U},
		{"${absent} = ${absent}", U},
		{"${empty} = 'x'", U},
		{"not(${absent} = 1)", U},
		{"${absent} and false()", F},
		{"false() and ${absent}", F},
		{"${absent} and true()", U},
		{"${absent} or true()", T},
		{"true() or ${absent}", T},
		{"${absent} or false()", U},
		{"(${absent} and true()) = true()", U},
		/* written out, the empty text asks whether something was said */
		{"${absent} = ''", T},
		{"${absent} != ''", F},
		{"'' = ${empty}", T},
		{"${kind} = ''", F},
		{"${kind} != ''", T},
		{"${two} != ''", T},
		{"${n} != ''", T},
		{"'' = ''", T},
		{"${absent} != '' and ${absent} > 3", F},
		{"${two} != '' and ${two} > 1", T},
	};
	expect(state, rows, COUNT(rows));
}

static void codes_that_were_selected(void **state)
{
	static const struct row rows[] = {
		{"selected(${kinds}, 'storage')", T},  {"selected(${kinds}, 'tank_farm')", T},
		{"selected(${kinds}, 'tank')", F},     {"selected(${kinds}, 'farm')", F},
		{"selected(${kinds}, 'stor')", F},     {"selected(${kind}, 'storage')", T},
		{"selected(${absent}, 'storage')", U}, {"selected(${empty}, 'storage')", U},
		{"selected(${two}, '2')", F},          {"not(selected(${kinds}, 'mine'))", T},
	};
	expect(state, rows, COUNT(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comparisons_of_numbers),    cmocka_unit_test(comparisons_of_texts),
		cmocka_unit_test(comparisons_of_yes_and_no), cmocka_unit_test(a_name_alone),
		cmocka_unit_test(joined_and_turned_round),   cmocka_unit_test(what_was_not_said),
		cmocka_unit_test(codes_that_were_selected),
	};
	return cmocka_run_group_tests_name("condition evaluate", tests, make_arena, free_arena);
}
