/* The facts that a plugin asks for: checked as completely as its items. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin/internal.h"

#ifndef AZ_TEST_BUILD /* the Makefile tells where it builds */
#define AZ_TEST_BUILD "build"
#endif

static const struct anze_basis rule[] = {{"《示例标准》", "", NULL, NULL, 0}};
static const struct anze_item items[] = {{
	.code = "TST-01",
	.category = "HZ",
	.question = {"是否符合要求？", "Is it in order?"},
	ANZE_BASIS(rule),
	.frequency = ANZE_MONTHLY,
	.weight = 1,
}};
static const struct anze_choice kinds[] = {{"a", {"甲", "A"}}, {"b", {"乙", "B"}}};
static const struct anze_choice twice[] = {{"a", {"甲", "A"}}, {"a", {"乙", "B"}}};
static const struct anze_choice shouting[] = {{"a", {"甲", "A"}}, {"B", {"乙", "B"}}};
static const struct anze_choice half[] = {{"a", {"甲", "A"}}, {"b", {"乙", ""}}};

#define LABEL .label = {"示例", "Example"}
static const struct anze_field columns[] = {
	{.name = "name", .type = ANZE_TEXT, LABEL},
	{.name = "amount", .type = ANZE_DECIMAL, .max = 1000, .scale = 3, .unit = "t", LABEL},
};
static const struct anze_field nested[] = {
	{.name = "inner", .type = ANZE_TABLE, .max = 5, LABEL, .columns = columns, .column_count = 2},
};
static const struct anze_field unnamed_column[] = {{.name = "Bad", .type = ANZE_TEXT, LABEL}};

static const struct anze_field good[] = {
	{.name = "kind", .type = ANZE_CHOICE, LABEL, .choices = kinds, .choice_count = 2},
	{.name = "people", .type = ANZE_INTEGER, .max = 9999, .unit = "人", LABEL},
	{.name = "since", .type = ANZE_DATE, LABEL},
	{.name = "fresh", .type = ANZE_YES_NO, .flags = ANZE_REQUIRED, LABEL},
	{.name = "rows", .type = ANZE_TABLE, .max = 200, LABEL, .columns = columns, .column_count = 2},
};

/* "" when all is good, else the place and the reason. */
static const char *fault_of(const struct anze_field *fields, size_t count)
{
	static char said[200];
	struct anze_plugin plugin = {
		.abi = ANZE_ABI,
		.struct_size = sizeof plugin,
		.sector = "TST",
		.version = "1.0.0",
		.name = {"示例", "Example"},
		.authority = {"示例主管部门", "Example authority"},
		.items = items,
		.item_count = 1,
		.fields = fields,
		.field_count = count,
	};
	struct az_plugin_check check = {.plugin = &plugin, .sector = "TST"};
	if (az_plugin_check(&check))
		return "";
	(void)snprintf(said, sizeof said, "%s %s", check.place, check.reason);
	return said;
}

static void good_fields_pass(void **state)
{
	(void)state;
	assert_string_equal(fault_of(good, ANZE_COUNT(good)), "");
	assert_string_equal(fault_of(NULL, 0), "");
}

static void each_fault_is_found_at_its_place(void **state)
{
	(void)state;
	static const struct {
		struct anze_field field;
		const char *said;
	} rows[] = {
		{{.name = NULL, .type = ANZE_TEXT, LABEL}, "fields[0].name is no name of a field"},
		{{.name = "", .type = ANZE_TEXT, LABEL}, "fields[0].name is no name of a field"},
		{{.name = "9lives", .type = ANZE_TEXT, LABEL}, "fields[0].name is no name of a field"},
		{{.name = "a_name_of_forty_one_characters_is_too_long_", .type = ANZE_TEXT, LABEL},
		 "fields[0].name is no name of a field"},
		{{.name = "x", .type = ANZE_PASSWORD, LABEL}, "field x type is no type of a fact"},
		{{.name = "x", .type = ANZE_CHOICES, LABEL, .choices = kinds, .choice_count = 2},
		 "field x type is no type of a fact"},
		{{.name = "x", .type = (enum anze_type)99, LABEL}, "field x type is no type of a fact"},
		{{.name = "x", .type = ANZE_TEXT, .flags = 16, LABEL}, "field x flags has an unknown bit"},
		{{.name = "x", .type = ANZE_TEXT, .label = {"示例", NULL}}, "field x label.en is empty"},
		{{.name = "x", .type = ANZE_TEXT, .label = {NULL, NULL}}, "field x label.zh is empty"},
		{{.name = "x", .type = ANZE_TEXT, LABEL, .hint = {"", "hint"}}, "field x hint.zh is empty"},
		{{.name = "x", .type = ANZE_TEXT, LABEL, .hint = {"\xff", "hint"}},
		 "field x hint.zh is not valid UTF-8"},
		{{.name = "x", .type = ANZE_INTEGER, LABEL}, "field x min is not less than max"},
		{{.name = "x", .type = ANZE_DECIMAL, .min = 5, .max = 5, LABEL}, "field x min is not less than max"},
		{{.name = "x", .type = ANZE_DECIMAL, .max = 5, .scale = 7, LABEL},
		 "field x scale is not 0 to 6 places of a decimal"},
		{{.name = "x", .type = ANZE_INTEGER, .max = 5, .scale = 1, LABEL},
		 "field x scale is not 0 to 6 places of a decimal"},
		{{.name = "x", .type = ANZE_DATE, .min = 20, .max = 10, LABEL}, "field x min is greater than max"},
		{{.name = "x", .type = ANZE_TEXT, .min = 20, .max = 10, LABEL},
		 "field x min is no length, or greater than max"},
		{{.name = "x", .type = ANZE_TEXT, .min = -1, LABEL}, "field x min is no length, or greater than max"},
		{{.name = "x", .type = ANZE_TEXT, .unit = "m", LABEL},
		 "field x unit is given for a field that is no number"},
		{{.name = "x", .type = ANZE_INTEGER, .max = 5, .unit = " ", LABEL}, "field x unit is empty"},
		{{.name = "x", .type = ANZE_CHOICE, LABEL}, "field x choices are not 2 to 200"},
		{{.name = "x", .type = ANZE_CHOICE, LABEL, .choices = kinds, .choice_count = 1},
		 "field x choices are not 2 to 200"},
		{{.name = "x", .type = ANZE_CHOICE, LABEL, .choices = twice, .choice_count = 2},
		 "field x choices[1].code occurs twice"},
		{{.name = "x", .type = ANZE_CHOICE, LABEL, .choices = shouting, .choice_count = 2},
		 "field x choices[1].code is not a code"},
		{{.name = "x", .type = ANZE_CHOICE, LABEL, .choices = half, .choice_count = 2},
		 "field x choices[1].label.en is empty"},
		{{.name = "x", .type = ANZE_TEXT, LABEL, .choices = kinds, .choice_count = 2},
		 "field x choices are given for a field that is no choice"},
		{{.name = "x", .type = ANZE_TEXT, LABEL, .columns = columns, .column_count = 2},
		 "field x columns are given for a field that is no table"},
		{{.name = "x", .type = ANZE_TABLE, LABEL, .columns = columns, .column_count = 2},
		 "field x max is not 1 to 200 rows"},
		{{.name = "x", .type = ANZE_TABLE, .max = 201, LABEL, .columns = columns, .column_count = 2},
		 "field x max is not 1 to 200 rows"},
		{{.name = "x", .type = ANZE_TABLE, .max = 5, LABEL}, "field x columns are not 1 to 20"},
		{{.name = "x", .type = ANZE_TABLE, .max = 5, LABEL, .columns = nested, .column_count = 1},
		 "x.inner type is no type of a fact"},
		{{.name = "x", .type = ANZE_TABLE, .max = 5, LABEL, .columns = unnamed_column, .column_count = 1},
		 "x[0].name is no name of a field"},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		assert_string_equal(fault_of(&rows[i].field, 1), rows[i].said);
}

static void names_are_unique_among_brothers_only(void **state)
{
	(void)state;
	const struct anze_field same[] = {good[1], good[1]};
	assert_string_equal(fault_of(same, 2), "field people name occurs twice");
	/* A column may be called like a field of the plugin. */
	const struct anze_field cousins[] = {{.name = "amount", .type = ANZE_TEXT, LABEL}, good[4]};
	assert_string_equal(fault_of(cousins, 2), "");
}

static void a_count_needs_its_fields(void **state)
{
	(void)state;
	assert_string_equal(fault_of(NULL, 3), "plugin fields are not up to 200");
	assert_string_equal(fault_of(good, 201), "plugin fields are not up to 200");
}

/* A plugin from before the fields is loaded, and nothing behind its size is believed. */
static void an_older_plugin_has_no_facts(void **state)
{
	(void)state;
	const char *build = getenv("ANZE_BUILD");
	char directory[512];
	(void)snprintf(directory, sizeof directory, "%s/tests/plugins", build ? build : AZ_TEST_BUILD);
	static const struct az_plugin_expected expected[] = {{"TST", "before_fields.so"}};
	struct az_plugins *plugins = az_plugins_load(directory, expected, 1);
	assert_string_equal(az_plugins_at(plugins, 0)->fault, "");
	const struct anze_plugin *plugin = az_plugins_find(plugins, "TST");
	assert_non_null(plugin);
	assert_int_equal(plugin->struct_size, offsetof(struct anze_plugin, fields));
	assert_int_equal(plugin->item_count, 2);
	assert_int_equal(plugin->field_count, 0);
	assert_null(plugin->fields);
	assert_null(plugin->classify);
	az_plugins_free(plugins);
}

static void assert_readable(const char *sector, const struct anze_field *field)
{
	const struct anze_text *texts[] = {&field->label, &field->hint};
	for (size_t i = 0; i < ANZE_COUNT(texts); i++) {
		if (!texts[i]->zh || !texts[i]->zh[0])
			continue;
		if (strpbrk(texts[i]->zh, ",;?("))
			fail_msg("%s %s: half-width marks in %s", sector, field->name, texts[i]->zh);
		for (const char *at = texts[i]->en; *at; at++)
			if ((unsigned char)*at >= 0xE4 && (unsigned char)*at <= 0xE9)
				fail_msg("%s %s: Chinese in %s", sector, field->name, texts[i]->en);
	}
	for (size_t i = 0; i < field->column_count; i++)
		assert_readable(sector, &field->columns[i]);
}

/* The six industries of this house ask, compute and review, in both languages. */
static void the_industries_ask_readably(void **state)
{
	(void)state;
	static const struct az_plugin_expected expected[] = {
		{"MIN", "mining.so"},    {"CHE", "chemicals.so"},   {"CON", "construction.so"},
		{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
	};
	const char *build = getenv("ANZE_BUILD");
	char directory[512];
	(void)snprintf(directory, sizeof directory, "%s/plugins", build ? build : AZ_TEST_BUILD);
	struct az_plugins *plugins = az_plugins_load(directory, expected, ANZE_COUNT(expected));
	for (size_t i = 0; i < ANZE_COUNT(expected); i++) {
		const struct anze_plugin *plugin = az_plugins_find(plugins, expected[i].sector);
		assert_non_null(plugin);
		assert_true(plugin->field_count > 0);
		assert_true(plugin->classify && plugin->review && plugin->minimum_service);
		for (size_t j = 0; j < plugin->field_count; j++)
			assert_readable(plugin->sector, &plugin->fields[j]);
	}
	az_plugins_free(plugins);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_fields_pass),
		cmocka_unit_test(each_fault_is_found_at_its_place),
		cmocka_unit_test(names_are_unique_among_brothers_only),
		cmocka_unit_test(a_count_needs_its_fields),
		cmocka_unit_test(an_older_plugin_has_no_facts),
		cmocka_unit_test(the_industries_ask_readably),
	};
	return cmocka_run_group_tests_name("plugin fields", tests, NULL, NULL);
}
