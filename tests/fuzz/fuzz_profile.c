/* An enterprise's profile as somebody recorded it, and what each industry's own plugin makes of it. The input: one byte
 * that chooses the plugin, two for the day, then entries: field, row, day, a byte that says how the value is given, its
 * length, the value. It is given as text from anybody, as one of the field's choices, or as a number within or at its
 * limits.
 *
 * Held true: a value that the form takes is the fact that the plugin gets; every fact lies within the limits of its
 * field; a result is whole in both languages, in valid UTF-8, with its rule; the same facts give the same results; a
 * call takes no more memory than it may; conditions of items always have an answer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/enterprise_facts.h"
#include "form/form.h"
#include "plugin/guard.h"
#include "plugin/relevant.h"

#include "holds.h"

#define ENTRIES 200
#define ROWS 4
#define FIRST_DAY 19000
#define DAYS 2500

static const struct az_plugin_expected expected[] = {
	{"MIN", "mining.so"},    {"CHE", "chemicals.so"},   {"CON", "construction.so"},
	{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
};
#define PLUGINS (sizeof expected / sizeof expected[0])

static struct az_arena *arena;
static const struct anze_plugin *plugins[PLUGINS];

/* ---- the input ---- */

struct input {
	const uint8_t *p;
	size_t n;
};

static unsigned byte(struct input *in)
{
	if (in->n == 0)
		return 0;
	in->n--;
	return *in->p++;
}

static int64_t whole(struct input *in, size_t n)
{
	uint64_t value = 0;
	for (size_t i = 0; i < n; i++)
		value = value << 8 | byte(in);
	return (int64_t)value;
}

/* ---- values ---- */

static bool is_number(const struct anze_field *field)
{
	return field->type == ANZE_INTEGER || field->type == ANZE_DECIMAL || field->type == ANZE_MONEY ||
	       field->type == ANZE_PERCENT || field->type == ANZE_DATE;
}

static int64_t within(const struct anze_field *field, int64_t value, unsigned how)
{
	int64_t least = field->min, most = field->max;
	uint64_t span;
	if (field->type == ANZE_DATE && least == 0 && most == 0) {
		least = FIRST_DAY - 4000;
		most = FIRST_DAY + DAYS + 4000;
	}
	if (least == 0 && most == 0)
		most = INT64_MAX - 1;
	span = (uint64_t)most - (uint64_t)least;
	switch (how % 4) {
	case 0:
		return least;
	case 1:
		return most;
	default: /* small numbers as often as large ones */
		return (int64_t)((uint64_t)least +
				 (span == UINT64_MAX ? (uint64_t)value : (uint64_t)value % (span + 1)));
	}
}

/* The value as the form takes it; NULL when it does not. */
static const struct az_form_value *taken(const struct anze_field *field, const char *text, const int64_t *number)
{
	static struct anze_field own;
	static const struct az_form form = {"fuzz", &own, 1};
	own = *field;
	struct az_form_data *data = az_form_new(arena, &form);
	if (number != NULL)
		az_form_preset_number(data, 0, *number);
	else if (az_form_take(data, 0, text, strlen(text)) != AZ_OK)
		return NULL;
	return az_form_check(data) && data->values[0].given ? &data->values[0] : NULL;
}

/* A text from the input: whatever is stored is valid UTF-8 without a zero. */
static const char *any_text(struct input *in, size_t length)
{
	size_t n = length < in->n ? length : in->n;
	const char *bytes = (const char *)in->p;
	bool good = memchr(bytes, 0, n) == NULL && az_utf8_check(bytes, n) == n;
	const char *text = good ? az_copy_n(arena, bytes, n) : "";
	in->p += n;
	in->n -= n;
	return text;
}

static const char *value_of(struct input *in, const struct anze_field *field)
{
	unsigned how = byte(in), length = byte(in) % 24;
	const struct az_form_value *value;
	if (how < 32)
		return any_text(in, length);
	if (field->type == ANZE_YES_NO)
		return how % 2 ? "yes" : "no";
	if (field->type == ANZE_CHOICE && field->choice_count > 0)
		return field->choices[how % field->choice_count].code;
	if (!is_number(field))
		return any_text(in, length);
	int64_t number = within(field, whole(in, length % 9), how);
	value = taken(field, NULL, &number);
	if (value == NULL)
		return "";
	HOLDS(value->number == number);
	return value->text;
}

static bool entry(struct input *in, const struct anze_plugin *plugin, struct az_profile_value *out)
{
	const struct anze_field *field = &plugin->fields[byte(in) % plugin->field_count];
	unsigned row = byte(in), day = byte(in);
	*out = (struct az_profile_value){.field = field->name, .valid_from = FIRST_DAY + (az_day)day * 10};
	if (field->type == ANZE_TABLE) {
		const struct anze_field *column = &field->columns[row / ROWS % field->column_count];
		out->field = az_profile_cell(arena, field, column);
		out->row = row % ROWS + 1;
		field = column;
	}
	out->value = value_of(in, field);
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct az_profile_value *left = a, *right = b;
	int names = strcmp(left->field, right->field);
	if (names != 0)
		return names;
	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

/* ---- what is held true of facts ---- */

static void check_fact(const struct anze_field *field, const struct anze_fact *fact, const char *stored)
{
	const struct az_form_value *value = stored[0] == '\0' ? NULL : taken(field, stored, NULL);
	HOLDS(fact->text != NULL);
	HOLDS((fact->given != 0) == (value != NULL));
	if (value == NULL)
		return;
	HOLDS(fact->number == value->number);
	if (field->type == ANZE_CHOICE)
		HOLDS(strcmp(fact->text, value->text) == 0);
	if (is_number(field) && field->type != ANZE_DATE) {
		HOLDS(fact->number >= field->min);
		HOLDS((field->max == 0 && field->min >= 0) || fact->number <= field->max);
	}
}

static void check_facts(const struct anze_plugin *plugin, const struct az_profile_value *held, size_t count,
			const struct anze_facts *facts)
{
	for (size_t i = 0; i < plugin->field_count; i++) {
		const struct anze_field *field = &plugin->fields[i];
		size_t rows;
		if (field->type != ANZE_TABLE) {
			check_fact(field, &facts->values[i], az_profile_value_of(held, count, field->name, 0));
			continue;
		}
		const int64_t *numbers = az_profile_rows(arena, held, count, field, &rows);
		HOLDS(facts->tables[i].rows == rows && (int64_t)rows <= field->max);
		for (size_t r = 0; r < rows; r++)
			for (size_t c = 0; c < field->column_count; c++)
				check_fact(&field->columns[c], &facts->tables[i].cells[r * field->column_count + c],
					   az_profile_value_of(held, count,
							       az_profile_cell(arena, field, &field->columns[c]),
							       numbers[r]));
	}
}

/* ---- what is held true of results ---- */

struct said {
	size_t memory, count;
	struct anze_result results[AZ_RESULTS_MAX];
};

static void *give(void *self, size_t size)
{
	struct said *said = self;
	HOLDS(size <= AZ_PLUGIN_MEMORY - said->memory);
	said->memory += size;
	return az_alloc(arena, size);
}

static void sound(const char *text, bool required)
{
	HOLDS(text != NULL && (!required || text[0] != '\0'));
	HOLDS(az_utf8_check(text, strlen(text)) == strlen(text));
}

static void take(void *self, const struct anze_result *result)
{
	struct said *said = self;
	sound(result->code, true);
	sound(result->value, true);
	sound(result->rule, true);
	sound(result->label.zh, true);
	sound(result->label.en, true);
	sound(result->value_text.zh, true);
	sound(result->value_text.en, true);
	sound(result->explanation.zh, true);
	sound(result->explanation.en, true);
	HOLDS(result->colour >= ANZE_COLOUR_NONE && result->colour <= ANZE_RED);
	HOLDS(said->count < AZ_RESULTS_MAX); /* a person would not see the rest */
	said->results[said->count++] = *result;
}

static void same(const struct said *a, const struct said *b)
{
	HOLDS(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		HOLDS(strcmp(a->results[i].code, b->results[i].code) == 0);
		HOLDS(strcmp(a->results[i].value, b->results[i].value) == 0);
		HOLDS(strcmp(a->results[i].explanation.zh, b->results[i].explanation.zh) == 0);
		HOLDS(a->results[i].colour == b->results[i].colour);
	}
}

static void classify(const struct anze_plugin *plugin, const struct anze_facts *facts)
{
	static struct said said[2];
	for (int turn = 0; turn < 2; turn++) {
		struct anze_out out = {&said[turn], give, take};
		said[turn].memory = said[turn].count = 0;
		plugin->classify(facts, &out);
	}
	same(&said[0], &said[1]);
}

/* ---- items ---- */

static void nobody_answered(void *self, size_t index, const char *name, struct az_condition_value *value)
{
	(void)self;
	(void)index;
	(void)name;
	(void)value;
}

static enum anze_relevance relevance(const struct anze_plugin *plugin, const struct anze_facts *facts, size_t item)
{
	struct az_condition *condition;
	struct az_condition_fault fault;
	if (plugin->items[item].relevant == NULL)
		return ANZE_RELEVANT;
	HOLDS(az_condition_parse(arena, plugin->items[item].relevant, &condition, &fault) == AZ_OK);
	enum az_truth truth = az_relevant_holds(arena, plugin, facts, condition, nobody_answered, NULL);
	HOLDS(truth == AZ_FALSE || truth == AZ_TRUE || truth == AZ_UNKNOWN);
	return truth == AZ_FALSE ? ANZE_NOT_RELEVANT : truth == AZ_TRUE ? ANZE_RELEVANT : ANZE_RELEVANCE_OPEN;
}

static void review(struct input *in, const struct anze_plugin *plugin, const struct anze_facts *facts)
{
	static struct said said[2];
	struct anze_answer_value *answers = AZ_NEW_ARRAY(arena, plugin->item_count, struct anze_answer_value);
	for (size_t i = 0; i < plugin->item_count; i++) {
		const struct anze_item *item = &plugin->items[i];
		unsigned how = byte(in);
		answers[i].answered = (enum anze_answered)(how % 4);
		answers[i].choice = item->choice_count > 0 ? item->choices[how / 4 % item->choice_count].code : "";
		if (item->answer == ANZE_ANSWER_NUMBER)
			answers[i].number = item->min + (int64_t)(how / 4) - 8;
		answers[i].relevance = relevance(plugin, facts, i);
		if (plugin->applies != NULL)
			HOLDS(plugin->applies(facts, i) == plugin->applies(facts, i));
	}
	for (int turn = 0; turn < 2 && plugin->review != NULL; turn++) {
		struct anze_out out = {&said[turn], give, take};
		said[turn].memory = said[turn].count = 0;
		plugin->review(facts, answers, &out);
	}
	same(&said[0], &said[1]);
}

static void minimum_service(struct input *in, const struct anze_plugin *plugin, const struct anze_facts *facts)
{
	static struct said said;
	struct anze_out out = {&said, give, take};
	unsigned how = byte(in);
	const struct anze_service service = {(enum anze_colour)(how % 5), how / 5 % 2, byte(in) + byte(in) % 110 + 1};
	said.memory = said.count = 0;
	if (plugin->minimum_service != NULL)
		plugin->minimum_service(facts, &service, &out);
}

/* ---- a run ---- */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	az_log_threshold(AZ_LOG_WARNING);
	arena = az_arena_new((size_t)64 << 20);
	struct az_plugins *loaded = az_plugins_load(AZ_TEST_BUILD "/plugins", expected, PLUGINS);
	for (size_t i = 0; i < PLUGINS; i++)
		if ((plugins[i] = az_plugins_find(loaded, expected[i].sector)) == NULL)
			exit(1);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct input in = {p, n};
	const struct anze_plugin *plugin = plugins[byte(&in) % PLUGINS];
	az_day day = FIRST_DAY + (az_day)(whole(&in, 2) % DAYS);
	struct az_profile_value *rows = AZ_NEW_ARRAY(arena, ENTRIES, struct az_profile_value);
	const struct az_profile_value *held;
	struct anze_facts facts;
	size_t count = 0, held_count;
	unsigned entries = byte(&in) % (ENTRIES + 1);
	while (count < entries && in.n > 3 && entry(&in, plugin, &rows[count])) {
		rows[count].id = (int64_t)count + 1;
		count++;
	}
	qsort(rows, count, sizeof rows[0], by_place);
	az_profile_on(arena, rows, count, day, &held, &held_count);
	az_profile_facts(arena, plugin->fields, plugin->field_count, held, held_count, day, &facts);
	check_facts(plugin, held, held_count, &facts);
	if (plugin->classify != NULL)
		classify(plugin, &facts);
	review(&in, plugin, &facts);
	minimum_service(&in, plugin, &facts);
	az_arena_reset(arena);
	return 0;
}
