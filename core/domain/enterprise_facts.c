/* What holds on a day, and the facts that it makes. */
#include "domain/enterprise_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/form.h"

static bool same_group(const struct az_profile_value *a, const struct az_profile_value *b)
{
	return a->row == b->row && strcmp(a->field, b->field) == 0;
}

static bool later(const struct az_profile_value *a, const struct az_profile_value *b)
{
	return a->valid_from != b->valid_from ? a->valid_from > b->valid_from : a->id > b->id;
}

void az_profile_on(struct az_arena *arena, const struct az_profile_value *rows, size_t count, az_day day,
                   const struct az_profile_value **held, size_t *held_count)
{
	struct az_profile_value *out = AZ_NEW_ARRAY(arena, count + 1, struct az_profile_value);
	size_t n = 0;
	for (size_t first = 0, next; first < count; first = next) {
		const struct az_profile_value *best = NULL;
		for (next = first; next < count && same_group(&rows[first], &rows[next]); next++)
			if (rows[next].valid_from <= day && (best == NULL || later(&rows[next], best)))
				best = &rows[next];
		if (best != NULL && best->value[0] != '\0')
			out[n++] = *best;
	}
	*held = out;
	*held_count = n;
}

const char *az_profile_value_of(const struct az_profile_value *held, size_t count, const char *field, int64_t row)
{
	for (size_t i = 0; i < count; i++)
		if (held[i].row == row && strcmp(held[i].field, field) == 0)
			return held[i].value;
	return "";
}

const char *az_profile_cell(struct az_arena *arena, const struct anze_field *table, const struct anze_field *column)
{
	return az_format(arena, "%s.%s", table->name, column->name);
}

/* Does "substances.quantity" belong to the table? */
static bool is_cell_of(const char *field, const struct anze_field *table)
{
	size_t n = strlen(table->name);
	return strncmp(field, table->name, n) == 0 && field[n] == '.';
}

static int by_number(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

const int64_t *az_profile_rows(struct az_arena *arena, const struct az_profile_value *held, size_t held_count,
                               const struct anze_field *table, size_t *count)
{
	int64_t *numbers = AZ_NEW_ARRAY(arena, held_count + 1, int64_t);
	size_t n = 0, distinct = 0;
	for (size_t i = 0; i < held_count; i++)
		if (held[i].row > 0 && is_cell_of(held[i].field, table))
			numbers[n++] = held[i].row;
	qsort(numbers, n, sizeof numbers[0], by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || numbers[i] != numbers[i - 1])
			numbers[distinct++] = numbers[i];
	*count = (int64_t)distinct > table->max ? (size_t)table->max : distinct;
	return numbers;
}

static struct anze_fact fact_of(const struct anze_field *field, const struct az_form_value *value)
{
	bool worded = field->type == ANZE_TEXT || field->type == ANZE_LONG_TEXT || field->type == ANZE_CHOICE;
	if (!value->given || !value->valid)
		return (struct anze_fact){.text = ""};
	return (struct anze_fact){1, value->number, worded ? value->text : ""};
}

/* One set of fields, judged as the form that they were typed into. */
struct set {
	struct az_arena *arena;
	const struct az_profile_value *held;
	size_t held_count;
	int64_t row;
	const struct anze_field *table; /* NULL: the profile itself */
};

static void read_set(const struct set *set, const struct anze_field *fields, size_t count, struct anze_fact *facts)
{
	/* Tables are no part of a form; an empty text stands in for each and is never filled in. */
	struct anze_field *plain = AZ_NEW_ARRAY(set->arena, count + 1, struct anze_field);
	struct az_form form = {"profile", plain, count};
	for (size_t i = 0; i < count; i++)
		plain[i] = fields[i].type == ANZE_TABLE ? (struct anze_field){.name = fields[i].name} : fields[i];
	struct az_form_data *data = az_form_new(set->arena, &form);
	for (size_t i = 0; i < count; i++) {
		const char *name = set->table == NULL ? fields[i].name : az_profile_cell(set->arena, set->table, &fields[i]);
		const char *value = az_profile_value_of(set->held, set->held_count, name, set->row);
		if (fields[i].type != ANZE_TABLE && value[0] != '\0' &&
		    az_form_take(data, i, value, strlen(value)) != AZ_OK)
			continue; /* not valid then, so not given */
	}
	az_form_check(data);
	for (size_t i = 0; i < count; i++)
		facts[i] = fact_of(&fields[i], &data->values[i]);
}

void az_profile_facts(struct az_arena *arena, const struct anze_field *fields, size_t field_count,
                      const struct az_profile_value *held, size_t held_count, az_day day, struct anze_facts *facts)
{
	struct anze_fact *values = AZ_NEW_ARRAY(arena, field_count + 1, struct anze_fact);
	struct anze_fact_table *tables = AZ_NEW_ARRAY(arena, field_count + 1, struct anze_fact_table);
	struct set set = {arena, held, held_count, 0, NULL};
	bool any = false;
	read_set(&set, fields, field_count, values);
	for (size_t i = 0; i < field_count; i++) {
		const struct anze_field *table = &fields[i];
		if (table->type != ANZE_TABLE)
			continue;
		size_t rows;
		const int64_t *numbers = az_profile_rows(arena, held, held_count, table, &rows);
		struct anze_fact *cells = AZ_NEW_ARRAY(arena, rows * table->column_count + 1, struct anze_fact);
		for (size_t r = 0; r < rows; r++) {
			struct set line = {arena, held, held_count, numbers[r], table};
			read_set(&line, table->columns, table->column_count, cells + r * table->column_count);
		}
		tables[i] = (struct anze_fact_table){rows, cells};
		values[i].given = rows > 0;
		any = true;
	}
	*facts = (struct anze_facts){day, values, any ? tables : NULL};
}
