/* A form's values, as text from anybody. The input: one byte that chooses the
 * field, one with flags, then the value; a zero byte parts one value from the next.
 *
 * Held true: only good UTF-8 is taken; a value is either valid or has an error;
 * a valid one is within its limits; what was normalised is read again as the same
 * value; judging twice gives the same; a number shown is the number read. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "form/form.h"

#include "holds.h"

static const struct anze_choice choices[] = {{"a", {0}}, {"b", {0}}, {"long-code.1", {0}}};

static const struct anze_field fields[] = {
	{.name = "text", .type = ANZE_TEXT, .min = 2, .max = 12},
	{.name = "long_text", .type = ANZE_LONG_TEXT, .min = 1, .max = 30},
	{.name = "integer", .type = ANZE_INTEGER, .min = -1000, .max = 1000000},
	{.name = "integer_open", .type = ANZE_INTEGER},
	{.name = "integer_all", .type = ANZE_INTEGER, .min = INT64_MIN, .max = INT64_MAX},
	{.name = "decimal", .type = ANZE_DECIMAL, .scale = 3, .min = -5000, .max = 5000000},
	{.name = "decimal_all", .type = ANZE_DECIMAL, .scale = 6, .min = INT64_MIN, .max = INT64_MAX},
	{.name = "money", .type = ANZE_MONEY, .min = 1, .max = 100000000},
	{.name = "percent", .type = ANZE_PERCENT, .max = 10000},
	{.name = "date", .type = ANZE_DATE, .min = -20000, .max = 40000},
	{.name = "yes_no", .type = ANZE_YES_NO},
	{.name = "tick", .type = ANZE_CHECK},
	{.name = "choice", .type = ANZE_CHOICE, .choices = choices, .choice_count = 3},
	{.name = "choices", .type = ANZE_CHOICES, .choices = choices, .choice_count = 3, .min = 1, .max = 2},
	{.name = "file", .type = ANZE_FILE},
	{.name = "code", .type = ANZE_CODE},
	{.name = "phone", .type = ANZE_PHONE},
	{.name = "password", .type = ANZE_PASSWORD, .min = 3, .max = 20},
	{.name = "hidden", .type = ANZE_HIDDEN, .max = 10},
};
#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static struct anze_field field;
static const struct az_form form = {"fuzz", &field, 1};

static int is_number(enum anze_type type)
{
	return type == ANZE_INTEGER || type == ANZE_DECIMAL || type == ANZE_MONEY || type == ANZE_PERCENT ||
	       type == ANZE_DATE;
}

static int is_text(enum anze_type type)
{
	return type == ANZE_TEXT || type == ANZE_LONG_TEXT || type == ANZE_HIDDEN;
}

static void check_valid(const struct az_form_value *value)
{
	size_t points = az_utf8_count(value->text, strlen(value->text));

	HOLDS(az_utf8_check(value->text, strlen(value->text)) == strlen(value->text));
	if (!value->given)
		return;
	if (is_text(field.type)) {
		HOLDS((int64_t)points >= field.min && (int64_t)points <= field.max);
		HOLDS(field.type == ANZE_LONG_TEXT || strpbrk(value->text, "\n\t") == NULL);
	}
	if (is_number(field.type)) {
		HOLDS(value->number >= field.min);
		HOLDS((field.max == 0 && field.min == 0) || value->number <= field.max);
	}
	if (field.type == ANZE_CODE)
		HOLDS(strlen(value->text) == 18);
	if (field.type == ANZE_PHONE)
		HOLDS(points >= 7 && points <= 20 && strspn(value->text, "0123456789 +-") == points);
	if (field.type == ANZE_PASSWORD)
		HOLDS(points >= 3 && strlen(value->text) <= 20);
	if (field.type == ANZE_CHOICES)
		HOLDS(value->chosen_count >= 1 && value->chosen_count <= 2);
}

/* `text` for the field, alone. */
static struct az_form_data *again(struct az_arena *arena, const char *text)
{
	struct az_form_data *data = az_form_new(arena, &form);

	HOLDS(az_form_take(data, 0, text, strlen(text)) == AZ_OK);
	az_form_check(data);
	return data;
}

static void check_round_trip(struct az_arena *arena, const struct az_form_value *value)
{
	const struct az_form_value *second;
	struct az_form_data *data;

	if (field.type == ANZE_CHOICES || field.type == ANZE_FILE)
		return;
	second = &again(arena, value->text)->values[0];
	HOLDS(second->valid);
	HOLDS(strcmp(second->text, value->text) == 0 && second->number == value->number);
	if (!is_number(field.type) || !value->given)
		return;
	data = az_form_new(arena, &form);
	az_form_preset_number(data, 0, value->number);
	HOLDS(az_form_check(data));
	HOLDS(data->values[0].number == value->number);
}

static void check_value(struct az_arena *arena, struct az_form_data *data, enum az_result taken)
{
	struct az_form_value *value = &data->values[0];
	struct az_form_value before;
	bool good = az_form_check(data);

	HOLDS(good == (value->error.key == NULL) && good == value->valid);
	HOLDS(taken == AZ_OK || !good || field.type == ANZE_FILE);
	HOLDS(az_utf8_check(value->raw, strlen(value->raw)) == strlen(value->raw));
	HOLDS(field.type != ANZE_PASSWORD || *value->raw == '\0');
	for (size_t i = 1; !good && i < AZ_PROBLEM_ARGS && value->error.args[i] != NULL; i++)
		HOLDS(az_utf8_check(value->error.args[i], strlen(value->error.args[i])) ==
		      strlen(value->error.args[i]));
	HOLDS(value->error.args[0] == NULL);
	before = *value;
	HOLDS(az_form_check(data) == good);
	HOLDS(value->number == before.number && strcmp(value->text, before.text) == 0 &&
	      strcmp(value->raw, before.raw) == 0);
	if (good) {
		check_valid(value);
		check_round_trip(arena, value);
	} else {
		HOLDS(*value->text == '\0');
	}
	/* What the page shows again and the person sends again is the same. */
	if (taken == AZ_OK && field.type != ANZE_PASSWORD && field.type != ANZE_CHOICES && field.type != ANZE_FILE)
		HOLDS(strcmp(again(arena, value->raw)->values[0].raw, value->raw) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct az_arena *arena;
	enum az_result taken = AZ_OK;
	struct az_form_data *data;

	if (n < 2)
		return 0;
	if (arena == NULL)
		arena = az_arena_new((size_t)64 << 20);
	field = fields[p[0] % FIELDS];
	field.flags = p[1] & ANZE_REQUIRED;
	data = az_form_new(arena, &form);
	if (p[1] & 2)
		az_form_preset(data, 0, "b");
	p += 2;
	n -= 2;
	for (int values = 0; values < 8; values++) {
		const uint8_t *zero = n > 0 ? memchr(p, 0, n) : NULL;
		size_t length = zero != NULL ? (size_t)(zero - p) : n;
		char *copy = malloc(length + 1);

		HOLDS(copy != NULL);
		memcpy(copy, p, length);
		taken = az_form_take(data, 0, copy, length);
		free(copy);
		if (taken != AZ_OK || zero == NULL)
			break;
		p += length + 1;
		n -= length + 1;
	}
	check_value(arena, data, taken);
	az_arena_reset(arena);
	return 0;
}
