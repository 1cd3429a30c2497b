/* What holds on a day, and the facts that a plugin gets of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "domain/enterprise.h"
#include "domain/enterprise_facts.h"

#define DAY 20000

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

static struct az_profile_value row(int64_t id, const char *field, int64_t number, const char *value, az_day from)
{
	return (struct az_profile_value){.id = id, .field = field, .row = number, .value = value, .valid_from = from};
}

static const char *on(const struct az_profile_value *rows, size_t count, az_day day)
{
	const struct az_profile_value *held;
	size_t held_count;
	az_profile_on(arena, rows, count, day, &held, &held_count);
	return az_profile_value_of(held, held_count, "a", 0);
}

static void the_value_of_a_day(void **state)
{
	const struct az_profile_value rows[] = {row(1, "a", 0, "1", DAY), row(2, "a", 0, "2", DAY + 10),
	                                        row(4, "a", 0, "4", DAY + 10), row(3, "a", 0, "3", DAY + 5),
	                                        row(5, "a", 0, "", DAY + 20)};
	(void)state;
	assert_string_equal(on(rows, 5, DAY - 1), "");
	assert_string_equal(on(rows, 5, DAY), "1");
	assert_string_equal(on(rows, 5, DAY + 4), "1");
	assert_string_equal(on(rows, 5, DAY + 5), "3");
	assert_string_equal(on(rows, 5, DAY + 9), "3");
	assert_string_equal(on(rows, 5, DAY + 10), "4"); /* of one day the one that was recorded last */
	assert_string_equal(on(rows, 5, DAY + 19), "4");
	assert_string_equal(on(rows, 5, DAY + 20), ""); /* taken away */
	assert_string_equal(on(rows, 0, DAY), "");
}

static void fields_and_rows_stand_apart(void **state)
{
	const struct az_profile_value rows[] = {row(1, "a", 1, "x", DAY), row(2, "a", 2, "y", DAY), row(3, "b", 1, "z", DAY)};
	const struct az_profile_value *held;
	size_t count;
	(void)state;
	az_profile_on(arena, rows, 3, DAY, &held, &count);
	assert_int_equal(count, 3);
	assert_string_equal(az_profile_value_of(held, count, "a", 1), "x");
	assert_string_equal(az_profile_value_of(held, count, "a", 2), "y");
	assert_string_equal(az_profile_value_of(held, count, "b", 1), "z");
	assert_string_equal(az_profile_value_of(held, count, "b", 2), "");
}

enum { COUNT, SHARE, KIND, SINCE, SURE, NOTE, TABLE, FIELDS };
static const struct anze_choice kinds[] = {{"coal", {"煤", "coal"}}, {"ore", {"矿", "ore"}}};
static const struct anze_field cells[] = {
	{.name = "unit", .type = ANZE_TEXT, .flags = ANZE_REQUIRED},
	{.name = "quantity", .type = ANZE_DECIMAL, .scale = 3, .min = 0, .max = 1000000},
};
static const struct anze_field fields[FIELDS] = {
	[COUNT] = {.name = "count", .type = ANZE_INTEGER, .flags = ANZE_REQUIRED, .min = 0, .max = 100},
	[SHARE] = {.name = "share", .type = ANZE_PERCENT, .max = 10000},
	[KIND] = {.name = "kind", .type = ANZE_CHOICE, .choices = kinds, .choice_count = 2},
	[SINCE] = {.name = "since", .type = ANZE_DATE},
	[SURE] = {.name = "sure", .type = ANZE_YES_NO},
	[NOTE] = {.name = "note", .type = ANZE_TEXT},
	[TABLE] = {.name = "rows", .type = ANZE_TABLE, .max = 2, .columns = cells, .column_count = 2},
};

static struct anze_facts facts_of(const struct az_profile_value *rows, size_t count)
{
	const struct az_profile_value *held;
	struct anze_facts facts;
	size_t held_count;
	az_profile_on(arena, rows, count, DAY, &held, &held_count);
	az_profile_facts(arena, fields, FIELDS, held, held_count, DAY, &facts);
	return facts;
}

static void facts_by_type(void **state)
{
	const struct az_profile_value rows[] = {row(1, "count", 0, "100", DAY), row(2, "share", 0, "12.34", DAY),
	                                        row(3, "kind", 0, "ore", DAY),  row(4, "since", 0, "1970-01-11", DAY),
	                                        row(5, "sure", 0, "no", DAY),   row(6, "note", 0, "说明", DAY)};
	(void)state;
	struct anze_facts facts = facts_of(rows, 6);
	assert_int_equal(facts.day, DAY);
	for (size_t i = 0; i < TABLE; i++)
		assert_int_equal(facts.values[i].given, 1);
	assert_int_equal(facts.values[COUNT].number, 100);
	assert_string_equal(facts.values[COUNT].text, "");
	assert_int_equal(facts.values[SHARE].number, 1234);
	assert_string_equal(facts.values[KIND].text, "ore");
	assert_int_equal(facts.values[SINCE].number, 10);
	assert_int_equal(facts.values[SURE].number, 0);
	assert_string_equal(facts.values[NOTE].text, "说明");
	assert_int_equal(facts.values[TABLE].given, 0);
	assert_int_equal(facts.tables[TABLE].rows, 0);
}

static void what_is_not_given_or_no_longer_taken(void **state)
{
	const struct az_profile_value rows[] = {row(1, "count", 0, "101", DAY), row(2, "kind", 0, "gold", DAY),
	                                        row(3, "gone", 0, "1", DAY), row(4, "sure", 0, "yes", DAY + 1)};
	(void)state;
	struct anze_facts facts = facts_of(rows, 4);
	for (size_t i = 0; i < FIELDS; i++) {
		assert_int_equal(facts.values[i].given, 0);
		if (i != TABLE)
			assert_string_equal(facts.values[i].text, "");
	}
}

static void rows_of_a_table(void **state)
{
	const struct az_profile_value rows[] = {
		row(1, "rows.quantity", 7, "0.5", DAY), row(2, "rows.quantity", 3, "2", DAY), row(3, "rows.unit", 3, "b", DAY),
		row(4, "rows.unit", 5, "", DAY),        row(5, "rows.unit", 7, "a", DAY),     row(6, "rows_more.unit", 9, "c", DAY)};
	const struct az_profile_value *held;
	size_t held_count, count;
	(void)state;
	az_profile_on(arena, rows, 6, DAY, &held, &held_count);
	const int64_t *numbers = az_profile_rows(arena, held, held_count, &fields[TABLE], &count);
	assert_int_equal(count, 2);
	assert_int_equal(numbers[0], 3);
	assert_int_equal(numbers[1], 7);
	struct anze_facts facts = facts_of(rows, 6);
	const struct anze_fact_table *table = &facts.tables[TABLE];
	assert_int_equal(facts.values[TABLE].given, 1);
	assert_int_equal(table->rows, 2);
	assert_string_equal(table->cells[0].text, "b");
	assert_int_equal(table->cells[1].number, 2000);
	assert_string_equal(table->cells[2].text, "a");
	assert_int_equal(table->cells[3].number, 500);
}

static void no_more_rows_than_the_table_takes(void **state)
{
	const struct az_profile_value rows[] = {row(1, "rows.unit", 1, "a", DAY), row(2, "rows.unit", 2, "b", DAY),
	                                        row(3, "rows.unit", 3, "c", DAY)};
	(void)state;
	assert_int_equal(facts_of(rows, 2).tables[TABLE].rows, 2);
	assert_int_equal(facts_of(rows, 3).tables[TABLE].rows, 2);
}

static void sectors_of_an_enterprise(void **state)
{
	const struct az_enterprise enterprise = {.sectors = "CHE MIN"};
	const struct az_enterprise none = {.sectors = ""};
	(void)state;
	assert_true(az_enterprise_has(&enterprise, "CHE"));
	assert_true(az_enterprise_has(&enterprise, "MIN"));
	assert_false(az_enterprise_has(&enterprise, "CON"));
	assert_false(az_enterprise_has(&enterprise, "MI"));
	assert_false(az_enterprise_has(&enterprise, ""));
	assert_false(az_enterprise_has(&none, "CHE"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_value_of_a_day, make_arena, free_arena),
		cmocka_unit_test_setup_teardown(fields_and_rows_stand_apart, make_arena, free_arena),
		cmocka_unit_test_setup_teardown(facts_by_type, make_arena, free_arena),
		cmocka_unit_test_setup_teardown(what_is_not_given_or_no_longer_taken, make_arena, free_arena),
		cmocka_unit_test_setup_teardown(rows_of_a_table, make_arena, free_arena),
		cmocka_unit_test_setup_teardown(no_more_rows_than_the_table_takes, make_arena, free_arena),
		cmocka_unit_test_setup_teardown(sectors_of_an_enterprise, make_arena, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
