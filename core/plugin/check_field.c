#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "plugin/internal.h"

#define FIELDS_MAX 200
#define COLUMNS_MAX 20
#define ROWS_MAX 200
#define CHOICES_MAX 200
#define SCALE_MAX 6
#define FLAGS (ANZE_REQUIRED | ANZE_NARROW | ANZE_AUTOCOMPLETE | ANZE_LIST)

/* Where a field stands: "substances.quantity" for a column. */
#define OWNER (2 * 40 + 16)

static bool name_well_formed(const char *name)
{
	size_t length = name ? strnlen(name, 41) : 0;
	return length >= 1 && length <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

/* A fact is one value: what anze/facts.h has no room for is no fact. */
static bool type_of_fact(enum anze_type type, bool column)
{
	switch (type) {
	case ANZE_TEXT:
	case ANZE_LONG_TEXT:
	case ANZE_INTEGER:
	case ANZE_DECIMAL:
	case ANZE_MONEY:
	case ANZE_PERCENT:
	case ANZE_DATE:
	case ANZE_YES_NO:
	case ANZE_CHOICE:
		return true;
	case ANZE_TABLE:
		return !column;
	default:
		return false;
	}
}

static bool is_number(enum anze_type type)
{
	return type == ANZE_INTEGER || type == ANZE_DECIMAL || type == ANZE_MONEY || type == ANZE_PERCENT;
}

static bool check_limits(struct az_plugin_check *check, const struct anze_field *field, const char *owner)
{
	if (field->scale > SCALE_MAX || (field->scale > 0 && field->type != ANZE_DECIMAL))
		return az_plugin_bad(check, "is not 0 to 6 places of a decimal", "%s scale", owner);
	if (is_number(field->type)) {
		if (field->min >= field->max)
			return az_plugin_bad(check, "is not less than max", "%s min", owner);
	} else if (field->type == ANZE_DATE) {
		if (field->min != 0 && field->max != 0 && field->min > field->max)
			return az_plugin_bad(check, "is greater than max", "%s min", owner);
	} else if (field->type == ANZE_TABLE) {
		if (field->max < 1 || field->max > ROWS_MAX)
			return az_plugin_bad(check, "is not 1 to 200 rows", "%s max", owner);
	} else if (field->min < 0 || field->max < 0 || (field->max > 0 && field->min > field->max)) {
		return az_plugin_bad(check, "is no length, or greater than max", "%s min", owner);
	}
	if (!field->unit)
		return true;
	const char *fault = az_plugin_text_fault(field->unit);
	if (!fault && field->type != ANZE_INTEGER && field->type != ANZE_DECIMAL)
		fault = "is given for a field that is no number";
	return !fault || az_plugin_bad(check, fault, "%s unit", owner);
}

static bool check_lists(struct az_plugin_check *check, const struct anze_field *field, const char *owner)
{
	if (field->type != ANZE_CHOICE && (field->choices || field->choice_count > 0))
		return az_plugin_bad(check, "are given for a field that is no choice", "%s choices", owner);
	if (field->type != ANZE_TABLE && (field->columns || field->column_count > 0))
		return az_plugin_bad(check, "are given for a field that is no table", "%s columns", owner);
	if (field->type != ANZE_CHOICE)
		return true;
	if (!field->choices || field->choice_count < 2 || field->choice_count > CHOICES_MAX)
		return az_plugin_bad(check, "are not 2 to 200", "%s choices", owner);
	return az_plugin_check_choices(check, field->choices, field->choice_count, owner);
}

/* One field among its brothers; `table` is the field whose column it is, or NULL. */
static bool check_field(struct az_plugin_check *check, const struct anze_field *fields, size_t index,
			const struct anze_field *table)
{
	const struct anze_field *field = &fields[index];
	char owner[OWNER];
	if (!name_well_formed(field->name))
		return az_plugin_bad(check, "is no name of a field", "%s[%zu].name", table ? table->name : "fields",
				     index);
	(void)snprintf(owner, sizeof owner, "%s%s%s", table ? table->name : "", table ? "." : "field ", field->name);
	for (size_t i = 0; i < index; i++)
		if (az_streq(fields[i].name, field->name))
			return az_plugin_bad(check, "occurs twice", "%s name", owner);
	if (!type_of_fact(field->type, table != NULL))
		return az_plugin_bad(check, "is no type of a fact", "%s type", owner);
	if (field->flags & ~FLAGS)
		return az_plugin_bad(check, "has an unknown bit", "%s flags", owner);
	return az_plugin_check_text(check, &field->label, true, owner, "label") &&
	       az_plugin_check_text(check, &field->hint, false, owner, "hint") && check_limits(check, field, owner) &&
	       check_lists(check, field, owner);
}

static bool check_columns(struct az_plugin_check *check, const struct anze_field *table)
{
	if (!table->columns || table->column_count < 1 || table->column_count > COLUMNS_MAX)
		return az_plugin_bad(check, "are not 1 to 20", "field %s columns", table->name);
	for (size_t i = 0; i < table->column_count; i++)
		if (!check_field(check, table->columns, i, table))
			return false;
	return true;
}

bool az_plugin_check_fields(struct az_plugin_check *check)
{
	const struct anze_plugin *plugin = check->plugin;
	if (plugin->field_count > FIELDS_MAX || (plugin->field_count > 0 && !plugin->fields))
		return az_plugin_bad(check, "are not up to 200", "plugin fields");
	for (size_t i = 0; i < plugin->field_count; i++)
		if (!check_field(check, plugin->fields, i, NULL) ||
		    (plugin->fields[i].type == ANZE_TABLE && !check_columns(check, &plugin->fields[i])))
			return false;
	return true;
}
