/* An industry's plugin on the bench: facts typed as people type them, results
 * found by their code. Included by the tests of the industries, after cmocka.h. */
#ifndef TESTS_PLUGIN_FACTS_H
#define TESTS_PLUGIN_FACTS_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "plugin/plugin.h"
#include "plugin/relevant.h"

#ifndef AZ_TEST_BUILD /* the Makefile tells where it builds */
#define AZ_TEST_BUILD "build"
#endif

#define RESULTS_MAX 400
#define ROWS_MAX 200

struct bench {
	struct az_plugins *plugins;
	const struct anze_plugin *plugin;
	struct az_arena *arena;
	struct anze_fact *values;
	struct anze_fact_table *tables;
	struct anze_facts facts;
	struct anze_answer_value *answers;
	struct anze_result results[RESULTS_MAX];
	size_t count;
	struct anze_out out;
};

static void *bench_alloc(void *self, size_t size)
{
	struct bench *bench = self;
	return memset(az_alloc(bench->arena, size), 0, size);
}

/* What every result must have, whoever made it. */
static void bench_add(void *self, const struct anze_result *result)
{
	struct bench *bench = self;
	const struct anze_text *texts[] = {&result->label, &result->value_text, &result->explanation};
	assert_true(bench->count < RESULTS_MAX);
	assert_true(result->code && result->code[0]);
	assert_true(result->value && result->value[0]);
	assert_true(result->rule && result->rule[0]);
	assert_true(result->verified <= 1 && result->colour <= ANZE_RED);
	for (size_t i = 0; i < ANZE_COUNT(texts); i++) {
		assert_true(texts[i]->zh && texts[i]->zh[0]);
		assert_true(texts[i]->en && texts[i]->en[0]);
		assert_null(strstr(texts[i]->zh, "{0}"));
		assert_null(strstr(texts[i]->en, "{0}"));
		/* English stays readable for people without Chinese. */
		for (const char *at = texts[i]->en; *at; at++)
			if ((unsigned char)*at >= 0xE4 && (unsigned char)*at <= 0xE9)
				fail_msg("%s: Chinese in English: %s", result->code, texts[i]->en);
	}
	for (size_t i = 0; i < bench->count; i++)
		if (strcmp(bench->results[i].code, result->code) == 0)
			fail_msg("%s occurs twice", result->code);
	bench->results[bench->count++] = *result;
}

/* Forgets all facts; the rules of `day` judge. */
static void on_day(struct bench *bench, const char *day)
{
	az_day number;
	assert_true(az_day_parse(day, &number));
	if (bench->arena)
		az_arena_free(bench->arena);
	bench->arena = az_arena_new(1 << 20);
	bench->values = bench_alloc(bench, bench->plugin->field_count * sizeof *bench->values);
	bench->tables = bench_alloc(bench, bench->plugin->field_count * sizeof *bench->tables);
	bench->answers = bench_alloc(bench, bench->plugin->item_count * sizeof *bench->answers);
	for (size_t i = 0; i < bench->plugin->field_count; i++)
		bench->values[i].text = "";
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		bench->answers[i].choice = "";
	bench->facts = (struct anze_facts){number, bench->values, bench->tables};
	bench->out = (struct anze_out){bench, bench_alloc, bench_add};
	bench->count = 0;
}

static int open_bench(void **state, const char *sector, const char *file)
{
	struct bench *bench = calloc(1, sizeof *bench);
	const char *build = getenv("ANZE_BUILD");
	char directory[512];
	(void)snprintf(directory, sizeof directory, "%s/plugins", build ? build : AZ_TEST_BUILD);
	if (!bench)
		return -1;
	bench->plugins = az_plugins_load(directory, &(struct az_plugin_expected){sector, file}, 1);
	bench->plugin = az_plugins_find(bench->plugins, sector);
	if (!bench->plugin)
		print_error("%s\n", az_plugins_at(bench->plugins, 0)->fault);
	*state = bench;
	return bench->plugin ? 0 : -1;
}

static int close_bench(void **state)
{
	struct bench *bench = *state;
	az_plugins_free(bench->plugins);
	if (bench->arena)
		az_arena_free(bench->arena);
	free(bench);
	return 0;
}

static size_t field_at(const struct anze_field *fields, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return i;
	fail_msg("no field %s", name);
	return 0;
}

/* `text` as the form would take it: within the limits, one of the choices. */
static struct anze_fact fact_of(const struct anze_field *field, const char *text)
{
	struct anze_fact fact = {.given = 1, .text = ""};
	struct az_dec typed;
	az_day day;
	switch (field->type) {
	case ANZE_TEXT:
		fact.text = text;
		break;
	case ANZE_CHOICE:
		for (size_t i = 0; i < field->choice_count; i++)
			if (strcmp(field->choices[i].code, text) == 0)
				fact.text = field->choices[i].code;
		if (!fact.text[0])
			fail_msg("%s has no choice %s", field->name, text);
		break;
	case ANZE_YES_NO:
		assert_true(strcmp(text, "yes") == 0 || strcmp(text, "no") == 0);
		fact.number = strcmp(text, "yes") == 0;
		break;
	case ANZE_DATE:
		assert_true(az_day_parse(text, &day));
		fact.number = day;
		break;
	default:
		assert_int_equal(az_dec_parse(text, field->scale, &typed), AZ_DEC_GOOD);
		assert_true(az_dec_scaled(typed, field->scale, &fact.number));
		if (fact.number < field->min || fact.number > field->max)
			fail_msg("%s = %s is outside its limits", field->name, text);
	}
	return fact;
}

static void give(struct bench *bench, const char *name, const char *text)
{
	size_t index = field_at(bench->plugin->fields, bench->plugin->field_count, name);
	bench->values[index] = fact_of(&bench->plugin->fields[index], text);
}

/* A row of a table: one text a column, NULL where nothing was typed. */
#define give_row(bench, name, ...)                                                                                     \
	give_row_with((bench), (name), (const char *const[]){__VA_ARGS__},                                             \
		      ANZE_COUNT(((const char *const[]){__VA_ARGS__})))
__attribute__((unused)) static void give_row_with(struct bench *bench, const char *name, const char *const *texts,
						  size_t count)
{
	size_t index = field_at(bench->plugin->fields, bench->plugin->field_count, name);
	const struct anze_field *table = &bench->plugin->fields[index];
	struct anze_fact_table *rows = &bench->tables[index];
	assert_int_equal(table->type, ANZE_TABLE);
	assert_int_equal(table->column_count, count);
	assert_true(rows->rows < (size_t)table->max);
	struct anze_fact *cells = bench_alloc(bench, (rows->rows + 1) * count * sizeof *cells);
	if (rows->rows > 0)
		memcpy(cells, rows->cells, rows->rows * count * sizeof *cells);
	for (size_t i = 0; i < count; i++)
		cells[rows->rows * count + i] =
			texts[i] ? fact_of(&table->columns[i], texts[i]) : (struct anze_fact){.text = ""};
	rows->cells = cells;
	rows->rows++;
	bench->values[index].given = 1;
}

static const struct anze_result *found(const struct bench *bench, const char *code)
{
	for (size_t i = 0; i < bench->count; i++)
		if (strcmp(bench->results[i].code, code) == 0)
			return &bench->results[i];
	return NULL;
}

static void classify(struct bench *bench)
{
	bench->count = 0;
	bench->plugin->classify(&bench->facts, &bench->out);
}

/* What is said of facts before they are recorded. */
__attribute__((unused)) static void check(struct bench *bench)
{
	bench->count = 0;
	bench->plugin->check(&bench->facts, &bench->out);
}

__attribute__((unused)) static const struct anze_result *expect(const struct bench *bench, const char *code, const char *value)
{
	const struct anze_result *result = found(bench, code);
	if (!result) {
		for (size_t i = 0; i < bench->count; i++)
			print_message("  there is %s = %s\n", bench->results[i].code, bench->results[i].value);
		fail_msg("no result %s, which should be %s", code, value);
	} else if (strcmp(result->value, value) != 0) {
		fail_msg("%s is %s, not %s: %s", code, result->value, value, result->explanation.en);
	}
	return result;
}

__attribute__((unused)) static void expect_none(const struct bench *bench, const char *code)
{
	const struct anze_result *result = found(bench, code);
	if (result)
		fail_msg("%s is %s but should not be there", code, result->value);
}

/* Both languages say this, figures and formula. */
__attribute__((unused)) static void expect_said(const struct bench *bench, const char *code, const char *part)
{
	const struct anze_result *result = found(bench, code);
	assert_non_null(result);
	if (!strstr(result->explanation.zh, part) || !strstr(result->explanation.en, part))
		fail_msg("%s does not say %s: %s | %s", code, part, result->explanation.zh, result->explanation.en);
}

static size_t item_at(const struct bench *bench, const char *code)
{
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		if (strcmp(bench->plugin->items[i].code, code) == 0)
			return i;
	fail_msg("no item %s", code);
	return 0;
}

/* What the item's condition says, before anything was answered. */
__attribute__((unused)) static enum anze_relevance relevance(const struct bench *bench, size_t item)
{
	static const enum anze_relevance said[] = {
		[AZ_FALSE] = ANZE_NOT_RELEVANT, [AZ_TRUE] = ANZE_RELEVANT, [AZ_UNKNOWN] = ANZE_RELEVANCE_OPEN};
	struct az_condition *condition;
	struct az_condition_fault fault;
	const char *text = bench->plugin->items[item].relevant;
	if (!text)
		return ANZE_RELEVANT;
	assert_int_equal(az_condition_parse(bench->arena, text, &condition, &fault), AZ_OK);
	return said[az_relevant_holds(bench->arena, bench->plugin, &bench->facts, condition, NULL, NULL)];
}

/* Is the item asked? */
__attribute__((unused)) static int applies_at(const struct bench *bench, size_t item)
{
	return relevance(bench, item) != ANZE_NOT_RELEVANT &&
	       (!bench->plugin->applies || bench->plugin->applies(&bench->facts, item));
}

__attribute__((unused)) static int applies(const struct bench *bench, const char *code)
{
	return applies_at(bench, item_at(bench, code));
}

__attribute__((unused)) static void answer(struct bench *bench, const char *code, enum anze_answered answered)
{
	bench->answers[item_at(bench, code)].answered = answered;
}

__attribute__((unused)) static void review(struct bench *bench)
{
	bench->count = 0;
	for (size_t i = 0; i < bench->plugin->item_count; i++)
		bench->answers[i].relevance = relevance(bench, i);
	bench->plugin->review(&bench->facts, bench->answers, &bench->out);
}

/* Nothing given, nothing said: no call fails and no result appears. */
__attribute__((unused)) static void expect_silence(struct bench *bench)
{
	classify(bench);
	for (size_t i = 0; i < bench->count; i++)
		print_error("%s = %s out of nothing\n", bench->results[i].code, bench->results[i].value);
	assert_int_equal(bench->count, 0);
}

#endif
