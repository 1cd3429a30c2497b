#include "plugin/relevant.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"

#define HUNDREDTHS 2 /* money in yuan, percentages in per cent */

static const struct anze_field *find(const struct anze_field *fields, size_t count, const char *name, size_t length,
				     size_t *index)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(fields[i].name) == length && memcmp(fields[i].name, name, length) == 0) {
			*index = i;
			return &fields[i];
		}
	return NULL;
}

static bool can_be_named(const struct anze_field *field)
{
	return field->type != ANZE_FILE && field->type != ANZE_PASSWORD && field->type != ANZE_HIDDEN;
}

bool az_fact_named(const struct anze_plugin *plugin, const char *name, struct az_fact_name *out)
{
	size_t length = strcspn(name, ".");

	*out = (struct az_fact_name){0};
	out->field = find(plugin->fields, plugin->field_count, name, length, &out->index);
	if (out->field == NULL || !can_be_named(out->field))
		return false;
	if (name[length] == '\0')
		return true;
	if (out->field->type != ANZE_TABLE)
		return false;
	out->column = find(out->field->columns, out->field->column_count, name + length + 1, strlen(name + length + 1),
			   &out->column_index);
	return out->column != NULL && out->column->type == ANZE_CHOICE;
}

static void codes_of(struct az_arena *arena, const struct anze_fact_table *table, const struct az_fact_name *name,
		     struct az_condition_value *value)
{
	struct az_buffer codes;

	az_buffer_init(&codes, arena);
	for (size_t row = 0; row < table->rows; row++) {
		const struct anze_fact *cell = &table->cells[row * name->field->column_count + name->column_index];
		if (!cell->given || cell->text == NULL)
			continue;
		if (codes.n > 0)
			az_buffer_add_char(&codes, ' ');
		az_buffer_add_text(&codes, cell->text);
	}
	if (codes.n > 0)
		*value = (struct az_condition_value){.kind = AZ_CONDITION_TEXT, .text = codes.p};
}

static void number_of(int64_t number, uint32_t scale, struct az_condition_value *value)
{
	*value = (struct az_condition_value){.kind = AZ_CONDITION_NUMBER, .number = az_dec_of(number, scale)};
}

void az_fact_value(struct az_arena *arena, const struct anze_facts *facts, const struct az_fact_name *name,
		   struct az_condition_value *value)
{
	static const struct anze_fact_table none;
	const struct anze_fact_table *table = facts->tables == NULL ? &none : &facts->tables[name->index];
	const struct anze_fact *fact = &facts->values[name->index];

	*value = (struct az_condition_value){0};
	if (name->column != NULL) {
		codes_of(arena, table, name, value);
		return;
	}
	if (name->field->type == ANZE_TABLE) {
		number_of((int64_t)table->rows, 0, value);
		return;
	}
	if (!fact->given)
		return;
	switch (name->field->type) {
	case ANZE_INTEGER:
		number_of(fact->number, 0, value);
		return;
	case ANZE_DECIMAL:
		number_of(fact->number, name->field->scale, value);
		return;
	case ANZE_MONEY:
	case ANZE_PERCENT:
		number_of(fact->number, HUNDREDTHS, value);
		return;
	case ANZE_YES_NO:
	case ANZE_CHECK:
		*value = (struct az_condition_value){.kind = AZ_CONDITION_YES_NO, .yes = fact->number != 0};
		return;
	case ANZE_DATE: {
		char *day = az_alloc(arena, AZ_DAY_TEXT);
		az_day_print((az_day)fact->number, day);
		*value = (struct az_condition_value){.kind = AZ_CONDITION_TEXT, .text = day};
		return;
	}
	default:
		*value = (struct az_condition_value){.kind = AZ_CONDITION_TEXT,
						     .text = fact->text == NULL ? "" : fact->text};
	}
}

bool az_item_is_named(const char *code, const char *name)
{
	size_t n = 0;

	while (code[n] != '\0' && (code[n] == name[n] || (code[n] == '-' && name[n] == '_')))
		n++;
	return code[n] == '\0' && name[n] == '\0';
}

const char *az_item_name(struct az_arena *arena, const char *code)
{
	char *name = az_copy(arena, code);

	for (char *at = name; *at != '\0'; at++)
		if (*at == '-')
			*at = '_';
	return name;
}

struct holding {
	struct az_arena *arena;
	const struct anze_plugin *plugin;
	const struct anze_facts *facts;
	az_condition_lookup answers;
	void *self;
};

static void look_up(void *self, size_t index, const char *name, struct az_condition_value *value)
{
	const struct holding *holding = self;
	struct az_fact_name fact;

	if (az_fact_named(holding->plugin, name, &fact))
		az_fact_value(holding->arena, holding->facts, &fact, value);
	else if (holding->answers != NULL)
		holding->answers(holding->self, index, name, value);
}

enum az_truth az_relevant_holds(struct az_arena *arena, const struct anze_plugin *plugin,
				const struct anze_facts *facts, const struct az_condition *condition,
				az_condition_lookup answers, void *self)
{
	struct holding holding = {arena, plugin, facts, answers, self};

	return az_condition_evaluate(condition, look_up, &holding);
}
