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

/* Does "substances.quantity" belong to the table, whose name has n bytes? */
static bool is_cell_of(const char *field, const struct anze_field *table, size_t n)
{
	return field[0] == table->name[0] && strncmp(field, table->name, n) == 0 && field[n] == '.';
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
	size_t n = 0, distinct = 0, name = strlen(table->name);
	for (size_t i = 0; i < held_count; i++)
		if (held[i].row > 0 && is_cell_of(held[i].field, table, name))
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

/* One set of fields, judged as the form that they were typed into. `given`: what holds of each field; NULL: nothing. */
static void read_set(struct az_arena *arena, const struct anze_field *fields, size_t count, const char *const *given,
		     struct anze_fact *facts)
{
	struct az_form form = {"profile", fields, count};
	struct az_form_data *data = az_form_new(arena, &form);
	for (size_t i = 0; i < count; i++)
		if (given[i] != NULL && az_form_take(data, i, given[i], strlen(given[i])) != AZ_OK)
			continue; /* not valid then, so not given */
	az_form_check(data);
	for (size_t i = 0; i < count; i++)
		facts[i] = fact_of(&fields[i], &data->values[i]);
}

/* ---- every value to its place ---- */

/* A table's rows as they are in use, with what holds in each cell. */
struct grid {
	const int64_t *numbers; /* ascending */
	size_t rows;
	const char **cells; /* row by row */
};

/* Is the field named by the first `n` bytes? */
static bool is_named(const struct anze_field *field, const char *name, size_t n)
{
	return field->name[0] == name[0] && strncmp(field->name, name, n) == 0 && field->name[n] == '\0';
}

/* Which of the fields is; `count` when none. */
static size_t index_of(const struct anze_field *fields, size_t count, const char *name, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (is_named(&fields[i], name, n))
			return i;
	return count;
}

static void put_cell(const struct grid *grid, const struct anze_field *table, const struct az_profile_value *value)
{
	const char *name = value->field + strlen(table->name) + 1;
	size_t column = index_of(table->columns, table->column_count, name, strlen(name));
	if (column == table->column_count)
		return;
	for (size_t row = 0; row < grid->rows; row++)
		if (grid->numbers[row] == value->row)
			grid->cells[row * table->column_count + column] = value->value;
}

/* What a field of today does not ask for has no place and is left out. */
static void put_values(const struct anze_field *fields, size_t count, const struct az_profile_value *held,
		       size_t held_count, const char **plain, const struct grid *grids)
{
	size_t at = count;
	for (size_t i = 0; i < held_count; i++) {
		size_t n = strcspn(held[i].field, ".");
		if (at == count || !is_named(&fields[at], held[i].field, n)) /* a table's cells follow one another */
			at = index_of(fields, count, held[i].field, n);
		bool cell = held[i].field[n] == '.';
		if (at == count || cell != (fields[at].type == ANZE_TABLE) || cell != (held[i].row > 0))
			continue;
		if (cell)
			put_cell(&grids[at], &fields[at], &held[i]);
		else
			plain[at] = held[i].value;
	}
}

static void open_grid(struct az_arena *arena, const struct anze_field *table, const struct az_profile_value *held,
		      size_t held_count, struct grid *grid)
{
	grid->numbers = az_profile_rows(arena, held, held_count, table, &grid->rows);
	grid->cells = AZ_NEW_ARRAY(arena, grid->rows * table->column_count + 1, const char *);
}

static struct anze_fact_table read_grid(struct az_arena *arena, const struct anze_field *table, const struct grid *grid)
{
	struct anze_fact *cells = AZ_NEW_ARRAY(arena, grid->rows * table->column_count + 1, struct anze_fact);
	for (size_t row = 0; row < grid->rows; row++) {
		size_t first = row * table->column_count;
		read_set(arena, table->columns, table->column_count, grid->cells + first, cells + first);
	}
	return (struct anze_fact_table){grid->rows, cells};
}

void az_profile_facts(struct az_arena *arena, const struct anze_field *fields, size_t field_count,
		      const struct az_profile_value *held, size_t held_count, az_day day, struct anze_facts *facts)
{
	struct anze_fact *values = AZ_NEW_ARRAY(arena, field_count + 1, struct anze_fact);
	struct anze_fact_table *tables = AZ_NEW_ARRAY(arena, field_count + 1, struct anze_fact_table);
	const char **plain = AZ_NEW_ARRAY(arena, field_count + 1, const char *);
	struct grid *grids = AZ_NEW_ARRAY(arena, field_count + 1, struct grid);
	/* Tables are no part of a form; an empty text stands in for each and is never filled in. */
	struct anze_field *asked = AZ_NEW_ARRAY(arena, field_count + 1, struct anze_field);
	bool any = false;
	for (size_t i = 0; i < field_count; i++) {
		asked[i] = fields[i].type == ANZE_TABLE ? (struct anze_field){.name = fields[i].name} : fields[i];
		if (fields[i].type == ANZE_TABLE)
			open_grid(arena, &fields[i], held, held_count, &grids[i]);
	}
	put_values(fields, field_count, held, held_count, plain, grids);
	read_set(arena, asked, field_count, plain, values);
	for (size_t i = 0; i < field_count; i++) {
		if (fields[i].type != ANZE_TABLE)
			continue;
		tables[i] = read_grid(arena, &fields[i], &grids[i]);
		values[i].given = grids[i].rows > 0;
		any = true;
	}
	*facts = (struct anze_facts){day, values, any ? tables : NULL};
}
