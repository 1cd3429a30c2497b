/* Conditions as text: what is read, what is printed again, and where exactly
 * something is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/condition.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int make_arena(void **state)
{
	*state = az_arena_new((size_t)16 << 20);
	return 0;
}

static int free_arena(void **state)
{
	az_arena_free(*state);
	return 0;
}

static struct az_condition *good(void **state, const char *text)
{
	struct az_condition *condition;
	struct az_condition_fault fault;

	if (az_condition_parse(*state, text, &condition, &fault) != AZ_OK)
		fail_msg("%s: %s at %zu", text, fault.problem.key, fault.position);
	assert_null(fault.problem.key);
	return condition;
}

static struct az_condition_fault bad(void **state, const char *text)
{
	struct az_condition *condition;
	struct az_condition_fault fault;

	if (az_condition_parse(*state, text, &condition, &fault) == AZ_OK)
		fail_msg("taken: %s", text);
	assert_null(condition);
	return fault;
}

static void printed_with_one_space_and_no_needless_parentheses(void **state)
{
	static const struct {
		const char *typed, *printed;
	} rows[] = {
		{"${a}", "${a}"},
		{"  ${a}\n", "${a}"},
		{"${a}=1", "${a} = 1"},
		{"${a}!=1", "${a} != 1"},
		{"${a}<1", "${a} < 1"},
		{"${a}<=1", "${a} <= 1"},
		{"${a}>1", "${a} > 1"},
		{"${a}>=1", "${a} >= 1"},
		{"(((${a})))", "${a}"},
		{"${a} and ${b} or ${c}", "${a} and ${b} or ${c}"},
		{"(${a} and ${b}) or ${c}", "${a} and ${b} or ${c}"},
		{"${a} and (${b} or ${c})", "${a} and (${b} or ${c})"},
		{"${a} and (${b} and ${c})", "${a} and (${b} and ${c})"},
		{"(${a} or ${b}) or ${c}", "(${a} or ${b}) or ${c}"},
		{"(${a}=1)=true()", "(${a} = 1) = true()"},
		{"true()=(${a} or ${b})", "true() = (${a} or ${b})"},
		{"not ( ${a} or false ( ) )", "not(${a} or false())"},
		{"not(not((${a})))", "not(not(${a}))"},
		{"selected( ${kinds},'storage' )", "selected(${kinds}, 'storage')"},
		{"${a} = \"it's\"", "${a} = \"it's\""},
		{"${a} = \"plain\"", "${a} = 'plain'"},
		{"${a} = '\"'", "${a} = '\"'"},
		{"${a} = ''", "${a} = ''"},
		{"${a} = '危险 化学品（）'", "${a} = '危险 化学品（）'"},
		{"${a}>-0.50", "${a} > -0.50"},
		{"${a} > 007", "${a} > 7"},
		{"${CHE_13-grade.x} <= 2", "${CHE_13-grade.x} <= 2"},
		{"${android} and ${order}", "${android} and ${order}"},
		{"＄｛ａ｝　＞＝　（１）", "${a} >= 1"},
		{"selected（${a}，'x'）", "selected(${a}, 'x')"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *printed = az_condition_text(good(state, rows[i].typed));
		assert_string_equal(printed, rows[i].printed);
		assert_string_equal(az_condition_text(good(state, printed)), printed);
	}
}

static void names_stand_once_in_their_order(void **state)
{
	const struct az_condition_name *names;
	size_t count = az_condition_names(good(state, "'矿' = ${b} and ${a}=${b} or selected(${c},'x')"), &names);

	assert_int_equal(count, 3);
	assert_string_equal(names[0].name, "b");
	assert_int_equal(names[0].position, 7);
	assert_string_equal(names[1].name, "a");
	assert_int_equal(names[1].position, 16);
	assert_string_equal(names[2].name, "c");
	assert_int_equal(names[2].position, 38);
	assert_int_equal(az_condition_names(good(state, "true()"), &names), 0);
}

/* Key, position, what was found, sign that was expected. */
static void faults_say_where_and_what(void **state)
{
	static const struct {
		const char *text, *what;
		size_t position;
		const char *found, *sign;
	} rows[] = {
		{"", "empty", 0, NULL, NULL},
		{" \n　", "empty", 0, NULL, NULL},
		{"#", "character", 1, "#", NULL},
		{"${a} 且 ${b}", "character", 6, "且", NULL},
		{"${a} ! 1", "character", 6, "!", NULL},
		{"${a} = ‘x’", "character", 8, "‘", NULL},
		{"${a} = ＇x＇", "character", 8, "＇", NULL},
		{"${a} = 1 - 1", "character", 10, "-", NULL},
		{"$a", "name", 1, NULL, NULL},
		{"true() and ${", "name", 12, NULL, NULL},
		{"${}", "name", 1, NULL, NULL},
		{"${1a}", "name", 1, NULL, NULL},
		{"${-a}", "name", 1, NULL, NULL},
		{"${a b}", "name", 1, NULL, NULL},
		{"${甲}", "name", 1, NULL, NULL},
		{"${a} = 'x", "string", 8, NULL, NULL},
		{"${a} = 'x\ny'", "string", 8, NULL, NULL},
		{"${a} = \"x'", "string", 8, NULL, NULL},
		{"${a} = 1.", "number", 8, "1.", NULL},
		{"${a} = 1.2.3", "number", 8, "1.2.3", NULL},
		{"${a} = 1e5", "number", 8, "1", NULL},
		{"${a} = 9223372036854775808", "number", 8, "9223372036854775808", NULL},
		{"${a} = 0.1234567890123456789", "number", 8, "0.1234567890123456789", NULL},
		{"grade = 1", "function", 1, "grade", NULL},
		{"${a} and contains(${b}, 'x')", "function", 10, "contains", NULL},
		{"NOT(${a})", "function", 1, "NOT", NULL},
		{"${a} AND ${b}", "expected_operator", 6, "AND", NULL},
		{"${a} ${b}", "expected_operator", 6, "${b}", NULL},
		{"${a} = 1 = 2", "expected_operator", 10, "=", NULL},
		{"${a} )", "expected_operator", 6, ")", NULL},
		{"and ${a}", "expected_value", 1, "and", NULL},
		{"${a} and or ${b}", "expected_value", 10, "or", NULL},
		{"${a} = = 1", "expected_value", 8, "=", NULL},
		{"()", "expected_value", 2, ")", NULL},
		{"${a} and", "ends_value", 9, NULL, NULL},
		{"${a} >= ", "ends_value", 9, NULL, NULL},
		{"not", "ends_sign", 4, NULL, "("},
		{"not ${a}", "expected_sign", 5, "${a}", "("},
		{"(${a}", "ends_sign", 6, NULL, ")"},
		{"(${a} ${b})", "expected_sign", 7, "${b}", ")"},
		{"true(1)", "expected_sign", 6, "1", ")"},
		{"false = ${a}", "expected_sign", 7, "=", "("},
		{"selected ${a}", "expected_sign", 10, "${a}", "("},
		{"selected('a', 'b')", "expected_name", 10, "'a'", NULL},
		{"selected(", "ends_name", 10, NULL, NULL},
		{"selected(${a} 'b')", "expected_sign", 15, "'b'", ","},
		{"selected(${a}, 1)", "expected_code", 16, "1", NULL},
		{"selected(${a}, '')", "expected_code", 16, "''", NULL},
		{"selected(${a}, 'b c')", "expected_code", 16, "'b c'", NULL},
		{"selected(${a},", "ends_code", 15, NULL, NULL},
		{"selected(${a}, 'b'", "ends_sign", 19, NULL, ")"},
		{"3", "not_a_condition", 1, NULL, NULL},
		{"${a} or 'yes'", "not_a_condition", 9, NULL, NULL},
		{"(0) and ${a}", "not_a_condition", 2, NULL, NULL},
		{"not(1)", "not_a_condition", 5, NULL, NULL},
		{"${a} < 'high'", "not_a_number", 8, NULL, NULL},
		{"true() >= ${a}", "not_a_number", 1, NULL, NULL},
		{"${a} > (${b} = 1)", "not_a_number", 9, NULL, NULL},
		{"${a} = '\xff'", "not_utf8", 9, NULL, NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct az_condition_fault fault = bad(state, rows[i].text);
		char key[64], position[16];
		(void)snprintf(key, sizeof key, "condition.fault.%s", rows[i].what);
		(void)snprintf(position, sizeof position, "%zu", rows[i].position);
		if (strcmp(fault.problem.key, key) != 0 || fault.position != rows[i].position)
			fail_msg("%s: %s at %zu", rows[i].text, fault.problem.key, fault.position);
		assert_string_equal(fault.problem.args[0], position);
		assert_true(az_streq(fault.problem.args[1], rows[i].found));
		assert_true(az_streq(fault.problem.args[2], rows[i].sign));
	}
}

static void what_was_found_is_shown_clipped(void **state)
{
	char text[300] = "${a} ";
	struct az_condition_fault fault;

	memset(text + 5, 'x', 200);
	fault = bad(state, text);
	assert_string_equal(fault.problem.key, "condition.fault.expected_operator");
	assert_int_equal(az_utf8_count(fault.problem.args[1], strlen(fault.problem.args[1])), 41); /* and "…" */
}

static char *nested(void **state, size_t depth)
{
	char *text = az_alloc(*state, depth * 5 + 16);

	for (size_t i = 0; i < depth; i++)
		strcat(text, i % 2 ? "(" : "not(");
	strcat(text, "${a}");
	for (size_t i = 0; i < depth; i++)
		strcat(text, ")");
	return text;
}

static void parentheses_go_so_deep(void **state)
{
	struct az_condition_fault fault;

	(void)good(state, nested(state, AZ_CONDITION_DEPTH));
	fault = bad(state, nested(state, AZ_CONDITION_DEPTH + 1));
	assert_string_equal(fault.problem.key, "condition.fault.too_deep");
	assert_int_equal(fault.position, 10 * 4 + 10 + 4);
	assert_string_equal(fault.problem.args[1], "20");
	(void)bad(state, nested(state, 390));
	/* Side by side they do not add up. */
	(void)good(state, "((((((((((${a})))))))))) and ((((((((((${a})))))))))) and ((((((((((${a}))))))))))");
}

/* `count` names, joined by or: one node each and one for the chain. */
static char *chain(void **state, size_t count)
{
	char *text = az_alloc(*state, count * 8 + 16);

	for (size_t i = 0; i < count; i++)
		strcat(text, i ? " or ${a}" : "${a}");
	return text;
}

static void a_condition_has_so_many_parts(void **state)
{
	struct az_condition_fault fault;

	(void)good(state, chain(state, AZ_CONDITION_NODES - 1));
	fault = bad(state, chain(state, AZ_CONDITION_NODES));
	assert_string_equal(fault.problem.key, "condition.fault.too_many");
	assert_string_equal(fault.problem.args[1], "200");
}

static void a_condition_is_so_long(void **state)
{
	char text[AZ_CONDITION_BYTES + 2];
	struct az_condition_fault fault;

	memset(text, ' ', sizeof text);
	memcpy(text, "${a}", 4);
	text[AZ_CONDITION_BYTES] = '\0';
	(void)good(state, text);
	text[AZ_CONDITION_BYTES] = ' ';
	text[AZ_CONDITION_BYTES + 1] = '\0';
	fault = bad(state, text);
	assert_string_equal(fault.problem.key, "condition.fault.too_long");
	assert_string_equal(fault.problem.args[1], "2000");
	/* As printed it would be longer than what can be read again. */
	memset(text, 'x', sizeof text);
	memcpy(text, "${a}='", 6);
	memcpy(text + AZ_CONDITION_BYTES - 1, "'", 2);
	fault = bad(state, text);
	assert_string_equal(fault.problem.key, "condition.fault.too_long");
}

static void a_name_is_so_long(void **state)
{
	char text[80] = "${";

	memset(text + 2, 'a', AZ_CONDITION_NAME);
	memcpy(text + 2 + AZ_CONDITION_NAME, "}", 2);
	(void)good(state, text);
	memcpy(text + 2 + AZ_CONDITION_NAME, "a}", 3);
	assert_string_equal(bad(state, text).problem.key, "condition.fault.name");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printed_with_one_space_and_no_needless_parentheses),
		cmocka_unit_test(names_stand_once_in_their_order),
		cmocka_unit_test(faults_say_where_and_what),
		cmocka_unit_test(what_was_found_is_shown_clipped),
		cmocka_unit_test(parentheses_go_so_deep),
		cmocka_unit_test(a_condition_has_so_many_parts),
		cmocka_unit_test(a_condition_is_so_long),
		cmocka_unit_test(a_name_is_so_long),
	};
	return cmocka_run_group_tests_name("condition parse", tests, make_arena, free_arena);
}
