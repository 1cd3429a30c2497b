/* Forms: what was sent goes in here; form/check.c judges it. */
#include "form/form.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "form/private.h"

/* Before the choices are known, a field of several holds this many codes. */
#define CHOSEN_MAX 1000

struct az_form_data *az_form_new(struct az_arena *arena, const struct az_form *form)
{
	struct az_form_data *data = AZ_NEW(arena, struct az_form_data);

	data->form = form;
	data->arena = arena;
	data->values = AZ_NEW_ARRAY(arena, form->count, struct az_form_value);
	for (size_t i = 0; i < form->count; i++) {
		data->values[i].raw = "";
		data->values[i].text = "";
		data->values[i].choices = form->fields[i].choices;
		data->values[i].choice_count = form->fields[i].choices != NULL ? form->fields[i].choice_count : 0;
	}
	return data;
}

int az_form_index(const struct az_form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

void az_form_choices(struct az_form_data *data, size_t field, const struct anze_choice *choices, size_t count)
{
	struct az_form_value *value = &data->values[field];

	value->choices = choices;
	value->choice_count = count;
	memset(&value->error, 0, sizeof(value->error)); /* it is to be judged by these choices */
}

void az_form_need(struct az_form_data *data, size_t field)
{
	data->values[field].needed = true;
}

void az_form_leave_out(struct az_form_data *data, size_t field)
{
	data->values[field].left_out = true;
}

static void put_problem(struct az_arena *arena, struct az_problem *problem, size_t first, const char *key, va_list args)
{
	if (problem->key != NULL)
		return;
	memset(problem, 0, sizeof(*problem));
	problem->key = key;
	for (size_t i = first; i < AZ_PROBLEM_ARGS; i++) {
		const char *arg = va_arg(args, const char *);

		if (arg == NULL)
			break;
		problem->args[i] = az_copy(arena, arg);
	}
}

void az_form_error(struct az_form_data *data, size_t field, const char *key, ...)
{
	va_list args;

	va_start(args, key);
	put_problem(data->arena, &data->values[field].error, 1, key, args);
	va_end(args);
	data->values[field].valid = false;
}

void az_form_refuse(struct az_form_data *data, const char *key, ...)
{
	va_list args;

	va_start(args, key);
	put_problem(data->arena, &data->general, 0, key, args);
	va_end(args);
}

bool az_form_has_errors(const struct az_form_data *data)
{
	if (data->general.key != NULL)
		return true;
	for (size_t i = 0; i < data->form->count; i++)
		if (data->values[i].error.key != NULL)
			return true;
	return false;
}

/* The list doubles in the arena; its limit bounds what is left behind. */
static void choose(struct az_form_data *data, struct az_form_value *value, const char *code)
{
	size_t n = value->chosen_count;

	if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) {
		const char **more = AZ_NEW_ARRAY(data->arena, n == 0 ? 8 : 2 * n, const char *);

		if (n > 0)
			memcpy(more, value->chosen, n * sizeof(more[0]));
		value->chosen = more;
	}
	value->chosen[value->chosen_count++] = code;
}

void az_form_preset(struct az_form_data *data, size_t field, const char *raw)
{
	struct az_form_value *value = &data->values[field];

	if (value->sent > 0 || raw == NULL)
		return;
	switch (data->form->fields[field].type) {
	case ANZE_CHOICES:
		if (*raw != '\0')
			choose(data, value, az_copy(data->arena, raw));
		break;
	case ANZE_PASSWORD:
	case ANZE_FILE:
		break;
	case ANZE_CHECK: /* a box is drawn by its number */
		value->number = 0;
		(void)az_form_truth(raw, &value->number);
		value->raw = az_copy(data->arena, raw);
		break;
	default:
		value->raw = az_copy(data->arena, raw);
	}
}

void az_form_preset_number(struct az_form_data *data, size_t field, int64_t number)
{
	const struct anze_field *declared = &data->form->fields[field];
	char day[AZ_DAY_TEXT];
	uint32_t places = az_form_places(declared);

	switch (declared->type) {
	case ANZE_DATE:
		az_day_print((az_day)number, day);
		az_form_preset(data, field, day);
		break;
	case ANZE_YES_NO:
		az_form_preset(data, field, number != 0 ? "yes" : "no");
		break;
	case ANZE_CHECK:
		az_form_preset(data, field, number != 0 ? "1" : "");
		break;
	default:
		az_form_preset(
			data, field,
			az_form_number_print(data->arena, number, places, declared->type == ANZE_MONEY ? 2 : 0, false));
	}
}

static enum az_result take_code(struct az_form_data *data, size_t field, const char *code)
{
	struct az_form_value *value = &data->values[field];
	size_t most = value->choices != NULL ? value->choice_count : CHOSEN_MAX;

	if (*code == '\0')
		return AZ_OK;
	if (value->chosen_count >= most) {
		az_form_error(data, field, "error.not_choice", NULL);
		return AZ_INVALID;
	}
	value->given = true;
	choose(data, value, code);
	return AZ_OK;
}

enum az_result az_form_take(struct az_form_data *data, size_t field, const char *p, size_t n)
{
	const struct anze_field *declared;
	struct az_form_value *value;
	const char *tidy;

	if (field >= data->form->count)
		return AZ_INVALID;
	declared = &data->form->fields[field];
	value = &data->values[field];
	data->submitted = true;
	if (n > 0 && az_utf8_check(p, n) != n) {
		az_form_error(data, field, "error.bad_text", NULL);
		return AZ_INVALID;
	}
	if (value->sent > 0 && declared->type != ANZE_CHOICES) {
		az_form_error(data, field, "error.once", NULL);
		return AZ_INVALID;
	}
	if (value->sent++ == 0)
		value->chosen_count = 0; /* what was set before gives way */
	tidy = az_form_tidy(data->arena, p, n, declared->type == ANZE_LONG_TEXT);
	switch (declared->type) {
	case ANZE_CHOICES:
		return take_code(data, field, tidy);
	case ANZE_FILE: /* a file's content comes with az_form_take_file; the page's empty input as "" */
		return *tidy == '\0' ? AZ_OK : AZ_INVALID;
	case ANZE_PASSWORD: /* to the byte, and where no page draws it */
		value->text = az_copy_n(data->arena, p, n);
		break;
	default:
		value->raw = tidy;
	}
	value->given = *tidy != '\0';
	return AZ_OK;
}

enum az_result az_form_take_file(struct az_form_data *data, size_t field, const struct az_form_file *file)
{
	struct az_form_value *value;
	size_t most;

	if (field >= data->form->count || data->form->fields[field].type != ANZE_FILE)
		return AZ_INVALID;
	data->submitted = true;
	value = &data->values[field];
	most = az_form_file_max(&data->form->fields[field]);
	if (value->file_count >= most) {
		az_form_error(data, field, "error.file_too_many", az_format(data->arena, "%zu", most), NULL);
		return AZ_INVALID;
	}
	if (value->files == NULL)
		value->files = AZ_NEW_ARRAY(data->arena, most, struct az_form_file);
	value->files[value->file_count++] = *file;
	value->given = true;
	return AZ_OK;
}
