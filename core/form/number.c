/* Numbers, dates and ticks as people write them. Everything is read exactly, in
 * integers; nothing passes through a floating point number. */
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/text.h"
#include "form/private.h"

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Half-width, with what Chinese input methods give for a minus and a point. */
static char *plain(struct az_arena *arena, const char *s)
{
	static const struct {
		const char *typed;
		char meant;
	} forms[] = {{"\u2212", '-'}, {"\u2013", '-'}, {"\u3002", '.'}};
	char *out = az_text_halfwidth(arena, s);
	char *to = out;

	for (const char *from = out; *from != '\0';) {
		size_t i = 0;

		while (i < sizeof(forms) / sizeof(forms[0]) && strncmp(from, forms[i].typed, 3) != 0)
			i++;
		if (i < sizeof(forms) / sizeof(forms[0])) {
			*to++ = forms[i].meant;
			from += 3;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
	return out;
}

/* Zeros at the end of a fraction say nothing: 5.0 is a whole number. */
static void cut_idle_zeros(char *s)
{
	size_t n = strlen(s);
	char *point = strchr(s, '.');

	if (point == NULL || point == s || !digit(point[-1]) || point[1] == '\0')
		return;
	while (s + n > point + 1 && s[n - 1] == '0')
		n--;
	if (s + n == point + 1)
		n--;
	s[n] = '\0';
}

enum az_form_number az_form_number_read(struct az_arena *arena, const char *s, const struct anze_field *field,
					int64_t *out)
{
	uint32_t places = az_form_places(field);
	char *typed = plain(arena, s);
	enum az_dec_fault fault;
	struct az_dec value;

	cut_idle_zeros(typed);
	if (field->type == ANZE_MONEY)
		fault = az_money_parse(typed, out);
	else if (field->type == ANZE_PERCENT)
		fault = az_percent_parse(typed, out);
	else
		fault = az_dec_parse(typed, places, &value);
	if (fault == AZ_DEC_GOOD && field->type != ANZE_MONEY && field->type != ANZE_PERCENT &&
	    !az_dec_scaled(value, places, out))
		fault = AZ_DEC_TOO_LARGE;
	if (fault == AZ_DEC_GOOD)
		return AZ_NUMBER_OK;
	if (fault == AZ_DEC_TOO_MANY_PLACES)
		return AZ_NUMBER_PLACES;
	if (fault == AZ_DEC_TOO_LARGE)
		return strchr(typed, '-') != NULL ? AZ_NUMBER_SMALL : AZ_NUMBER_LARGE;
	return AZ_NUMBER_BAD;
}

char *az_form_number_print(struct az_arena *arena, int64_t number, uint32_t scale, uint32_t least, bool grouped)
{
	char *text = az_alloc(arena, AZ_DEC_TEXT);
	char *point;
	size_t n;

	if (grouped)
		az_dec_print_grouped(az_dec_of(number, scale), text);
	else
		az_dec_print(az_dec_of(number, scale), text);
	point = strchr(text, '.');
	n = strlen(text);
	while (point != NULL && text + n > point + 1 + least && text[n - 1] == '0')
		n--;
	if (point != NULL && text + n == point + 1)
		n--;
	text[n] = '\0';
	return text;
}

uint32_t az_form_places(const struct anze_field *field)
{
	switch (field->type) {
	case ANZE_DECIMAL:
		return field->scale;
	case ANZE_MONEY:
	case ANZE_PERCENT:
		return 2;
	default:
		return 0;
	}
}

/* A number of `least` to `most` digits. */
static const char *date_part(const char *s, size_t least, size_t most, int *out)
{
	size_t n = 0;

	*out = 0;
	for (; n < most && digit(s[n]); n++)
		*out = *out * 10 + (s[n] - '0');
	return n >= least ? s + n : NULL;
}

bool az_form_date_read(struct az_arena *arena, const char *s, int32_t *out)
{
	/* What may stand behind year, month and day: one way for the whole date. */
	static const char *const marks[][3] = {
		{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"\u5e74", "\u6708", "\u65e5"}, {"", "", ""}};
	const char *typed = plain(arena, s);

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t least = marks[i][0][0] == '\0' ? 2 : 1;
		const char *at = typed;
		int parts[3];

		for (size_t part = 0; part < 3 && at != NULL; part++) {
			at = date_part(at, part == 0 ? 4 : least, part == 0 ? 4 : 2, &parts[part]);
			if (at != NULL && strncmp(at, marks[i][part], strlen(marks[i][part])) != 0)
				at = NULL;
			if (at != NULL)
				at += strlen(marks[i][part]);
		}
		if (at == NULL || *at != '\0')
			continue;
		if (!az_date_valid(parts[0], parts[1], parts[2]))
			return false;
		*out = az_day_of(parts[0], parts[1], parts[2]);
		return true;
	}
	return false;
}

bool az_form_truth(const char *s, int64_t *out)
{
	static const char *const words[][2] = {{"no", "yes"}, {"0", "1"}, {"false", "true"}, {"off", "on"}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		for (int64_t truth = 0; truth < 2; truth++) {
			if (strcasecmp(s, words[i][truth]) == 0) {
				*out = truth;
				return true;
			}
		}
	}
	return false;
}
