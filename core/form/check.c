/* Judging what was sent: one function a type, in a table by type. Each finds an
 * error, or sets the value's text and number. */
#include <string.h>

#include "base/clock.h"
#include "base/identifier.h"
#include "base/text.h"
#include "form/form.h"
#include "form/private.h"

#define TEXT_MAX 200
#define LONG_TEXT_MAX 4000
#define PHONE_MIN 7
#define PHONE_MAX 20

struct judged {
	struct az_form_data *data;
	struct az_arena *arena;
	size_t index;
	const struct anze_field *field;
	struct az_form_value *value;
};

static void fault(struct judged *judged, const char *key, const char *first)
{
	az_form_error(judged->data, judged->index, key, first, NULL);
}

static const char *print_count(struct judged *judged, size_t count)
{
	return az_format(judged->arena, "%zu", count);
}

static int64_t length_max(const struct anze_field *field)
{
	if (field->max > 0)
		return field->max;
	return field->type == ANZE_LONG_TEXT ? LONG_TEXT_MAX : TEXT_MAX;
}

/* The length that is compared with min is in code points for every text; only a
 * password's upper limit is in bytes, as it bounds the work of hashing. */
static bool length_fits(struct judged *judged, const char *s)
{
	size_t bytes = strlen(s);
	size_t points = az_utf8_count(s, bytes);
	size_t measured = judged->field->type == ANZE_PASSWORD ? bytes : points;
	int64_t max = length_max(judged->field);

	if ((int64_t)points < judged->field->min) {
		fault(judged, "error.too_short", az_format(judged->arena, "%lld", (long long)judged->field->min));
		return false;
	}
	if ((int64_t)measured > max) {
		az_form_error(judged->data, judged->index, "error.too_long",
			      az_format(judged->arena, "%lld", (long long)max), print_count(judged, measured), NULL);
		return false;
	}
	return true;
}

static void check_text(struct judged *judged)
{
	if (!az_form_text_sound(judged->value->raw))
		fault(judged, "error.bad_text", NULL);
	else if (length_fits(judged, judged->value->raw))
		judged->value->text = judged->value->raw;
}

static void check_password(struct judged *judged)
{
	if (!length_fits(judged, judged->value->text))
		judged->value->text = "";
}

static void number_limits(const struct anze_field *field, int64_t *min, int64_t *max)
{
	*min = field->min;
	*max = field->max == 0 && field->min >= 0 ? AZ_FORM_NUMBER_MAX : field->max;
}

static void check_number(struct judged *judged)
{
	uint32_t places = az_form_places(judged->field);
	enum az_form_number read;
	int64_t min, max, number = 0;

	number_limits(judged->field, &min, &max);
	read = az_form_number_read(judged->arena, judged->value->raw, judged->field, &number);
	if (read == AZ_NUMBER_BAD) {
		fault(judged, places == 0 ? "error.not_whole" : "error.not_number", NULL);
	} else if (read == AZ_NUMBER_PLACES && places == 0) {
		fault(judged, "error.not_whole", NULL);
	} else if (read == AZ_NUMBER_PLACES) {
		fault(judged, "error.too_many_places", print_count(judged, places));
	} else if (read == AZ_NUMBER_SMALL || (read == AZ_NUMBER_OK && number < min)) {
		fault(judged, "error.too_small", az_form_number_print(judged->arena, min, places, 0, true));
	} else if (read == AZ_NUMBER_LARGE || number > max) {
		fault(judged, "error.too_large", az_form_number_print(judged->arena, max, places, 0, true));
	} else {
		judged->value->number = number;
		judged->value->text = az_form_number_print(judged->arena, number, places,
							   judged->field->type == ANZE_MONEY ? 2 : 0, false);
	}
}

static char *print_day(struct judged *judged, az_day day)
{
	char *text = az_alloc(judged->arena, AZ_DAY_TEXT);

	az_day_print(day, text);
	return text;
}

static void check_date(struct judged *judged)
{
	const struct anze_field *field = judged->field;
	az_day day;

	if (!az_form_date_read(judged->arena, judged->value->raw, &day)) {
		fault(judged, "error.not_date", NULL);
	} else if (field->min != 0 && day < field->min) {
		fault(judged, "error.date_early", print_day(judged, (az_day)field->min));
	} else if (field->max != 0 && day > field->max) {
		fault(judged, "error.date_late", print_day(judged, (az_day)field->max));
	} else {
		judged->value->number = day;
		judged->value->text = print_day(judged, day);
	}
}

static void check_yes_no(struct judged *judged)
{
	if (!az_form_truth(judged->value->raw, &judged->value->number))
		fault(judged, "error.not_choice", NULL);
	else
		judged->value->text = judged->value->number != 0 ? "yes" : "no";
}

static void check_tick(struct judged *judged)
{
	int64_t ticked = 0;

	if (judged->value->given && !az_form_truth(judged->value->raw, &ticked)) {
		fault(judged, "error.not_choice", NULL);
	} else if (ticked == 0 && (judged->field->flags & ANZE_REQUIRED) != 0) {
		fault(judged, "error.must_tick", NULL);
	} else {
		judged->value->number = ticked;
		judged->value->text = ticked != 0 ? "1" : "";
	}
}

static const char *known_code(const struct az_form_value *value, const char *code)
{
	for (size_t i = 0; i < value->choice_count; i++)
		if (strcmp(value->choices[i].code, code) == 0)
			return value->choices[i].code;
	return NULL;
}

static void check_choice(struct judged *judged)
{
	const char *code = known_code(judged->value, judged->value->raw);

	if (code == NULL)
		fault(judged, "error.not_choice", NULL);
	else
		judged->value->text = code;
}

/* The chosen codes in the declaration's order, each once; the count of them. */
static size_t put_in_order(const struct az_form_value *value, const char **ordered)
{
	size_t count = 0;

	for (size_t i = 0; i < value->choice_count; i++) {
		for (size_t j = 0; j < value->chosen_count; j++) {
			if (strcmp(value->choices[i].code, value->chosen[j]) == 0) {
				ordered[count++] = value->choices[i].code;
				break;
			}
		}
	}
	return count;
}

static char *join(struct az_arena *arena, const char **codes, size_t count)
{
	size_t n = 1;
	char *text, *at;

	for (size_t i = 0; i < count; i++)
		n += strlen(codes[i]) + 1;
	text = at = az_alloc(arena, n);
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(codes[i]);

		if (i > 0)
			*at++ = ' ';
		memcpy(at, codes[i], length);
		at += length;
	}
	return text;
}

static void check_choices(struct judged *judged)
{
	struct az_form_value *value = judged->value;
	const char **ordered;
	size_t count;

	for (size_t i = 0; i < value->chosen_count; i++) {
		if (known_code(value, value->chosen[i]) == NULL) {
			fault(judged, "error.not_choice", NULL);
			return;
		}
	}
	ordered = AZ_NEW_ARRAY(judged->arena, value->choice_count, const char *);
	count = put_in_order(value, ordered);
	if ((int64_t)count < judged->field->min) {
		fault(judged, "error.choose_some", print_count(judged, (size_t)judged->field->min));
	} else if (judged->field->max > 0 && (int64_t)count > judged->field->max) {
		fault(judged, "error.choose_fewer", print_count(judged, (size_t)judged->field->max));
	} else {
		value->chosen = ordered;
		value->chosen_count = count;
		value->text = join(judged->arena, ordered, count);
	}
}

size_t az_form_file_max(const struct anze_field *field)
{
	if (field->max <= 0)
		return 1;
	return field->max < AZ_FORM_FILES_MAX ? (size_t)field->max : AZ_FORM_FILES_MAX;
}

static void check_file(struct judged *judged)
{
	if ((int64_t)judged->value->file_count < judged->field->min)
		fault(judged, "error.choose_some", print_count(judged, (size_t)judged->field->min));
}

static void check_code(struct judged *judged)
{
	struct az_identifier found;

	if (az_code_check(judged->value->raw, &found)) {
		judged->value->text = az_copy(judged->arena, found.normal);
	} else if (found.fault == AZ_IDENTIFIER_LENGTH) {
		fault(judged, "error.code_length", print_count(judged, found.length));
	} else if (found.fault == AZ_IDENTIFIER_CHARACTER) {
		az_form_error(judged->data, judged->index, "error.code_character", found.character,
			      print_count(judged, found.position), NULL);
	} else {
		fault(judged, "error.code_check", found.groups);
	}
}

/* Brackets around an area code count as spaces, any dash as a hyphen. */
static const char *plain_phone(struct az_arena *arena, const char *raw)
{
	static const char *const dashes[] = {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"};
	char *out = az_text_halfwidth(arena, raw);
	char *to = out;

	for (const char *from = out; *from != '\0';) {
		size_t i = 0;

		while (i < sizeof(dashes) / sizeof(dashes[0]) && strncmp(from, dashes[i], 3) != 0)
			i++;
		if (i < sizeof(dashes) / sizeof(dashes[0])) {
			*to++ = '-';
			from += 3;
		} else {
			char c = *from == '(' || *from == ')' ? ' ' : *from;

			if (c != ' ' || (to > out && to[-1] != ' '))
				*to++ = c;
			from++;
		}
	}
	*to = '\0';
	return az_text_tidy(arena, out, (size_t)(to - out));
}

static void check_phone(struct judged *judged)
{
	const char *s = plain_phone(judged->arena, judged->value->raw);
	size_t n = strlen(s), digits = 0, others = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] >= '0' && s[i] <= '9')
			digits++;
		else if (s[i] != ' ' && s[i] != '-' && (s[i] != '+' || i > 0))
			others++;
	}
	if (others > 0 || digits < PHONE_MIN || n > PHONE_MAX)
		fault(judged, "error.not_phone", NULL);
	else
		judged->value->text = s;
}

static void (*const checks[])(struct judged *) = {
	[ANZE_TEXT] = check_text,      [ANZE_LONG_TEXT] = check_text,  [ANZE_INTEGER] = check_number,
	[ANZE_DECIMAL] = check_number, [ANZE_MONEY] = check_number,    [ANZE_PERCENT] = check_number,
	[ANZE_DATE] = check_date,      [ANZE_YES_NO] = check_yes_no,   [ANZE_CHECK] = check_tick,
	[ANZE_CHOICE] = check_choice,  [ANZE_CHOICES] = check_choices, [ANZE_FILE] = check_file,
	[ANZE_CODE] = check_code,      [ANZE_PHONE] = check_phone,     [ANZE_PASSWORD] = check_password,
	[ANZE_HIDDEN] = check_text,
};

/* A value that was only set to be shown: once something was sent, what was not
 * sent along is empty (a box that was unticked is not sent at all). */
static void settle(const struct az_form_data *data, const struct anze_field *field, struct az_form_value *value)
{
	if (data->submitted && value->sent == 0) {
		value->raw = "";
		value->chosen_count = 0;
	}
	if (value->sent == 0 && field->type != ANZE_FILE)
		value->given = *value->raw != '\0' || value->chosen_count > 0;
}

static void check_field(struct judged *judged)
{
	struct az_form_value *value = judged->value;

	settle(judged->data, judged->field, value);
	value->valid = false;
	if (value->error.key != NULL) {
		value->text = ""; /* a tick's number stays: it is drawn again */
		return;
	}
	value->number = 0;
	if (judged->field->type != ANZE_PASSWORD)
		value->text = "";
	if (value->given || judged->field->type == ANZE_CHECK) {
		checks[judged->field->type](judged);
	} else {
		value->text = "";
		if ((judged->field->flags & ANZE_REQUIRED) != 0)
			fault(judged, "error.required", NULL);
	}
	value->valid = value->error.key == NULL;
}

bool az_form_check(struct az_form_data *data)
{
	for (size_t i = 0; i < data->form->count; i++) {
		struct judged judged = {data, data->arena, i, &data->form->fields[i], &data->values[i]};

		check_field(&judged);
	}
	return !az_form_has_errors(data);
}
