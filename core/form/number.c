/* Numbers, dates and ticks as people write them. Everything is read exactly, in
 * integers; nothing passes through a floating point number. */
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/text.h"
#include "form/private.h"

#define DIGITS_MAX 40 /* more digits than that are too large whatever they are */

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Half-width, with the minus signs and points of Chinese input methods as ASCII. */
static char *plain(struct az_arena *arena, const char *s)
{
	static const struct {
		const char *typed;
		char meant;
	} forms[] = {{"\u2212", '-'}, {"\u2013", '-'}, {"\u3002", '.'}, {"\u2019", '\''}};
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

/* Copies the whole part's digits without their separators; groups must be of
 * three, so that 1,5 and 1,23 are not taken for 15 and 123. NULL: malformed. */
static const char *whole_part(const char *s, char *digits, size_t *n)
{
	size_t group = 0;
	char separator = '\0';

	for (; digit(*s) || *s == ',' || *s == ' ' || *s == '\''; s++) {
		if (digit(*s)) {
			digits[(*n)++] = *s;
			group++;
			continue;
		}
		if (separator == '\0' ? group < 1 || group > 3 : *s != separator || group != 3)
			return NULL;
		separator = *s;
		group = 0;
	}
	return separator != '\0' && group != 3 ? NULL : s;
}

/* Trailing zeros after the point say nothing, leading ones neither. */
static enum az_form_number value_of(const char *digits, size_t n, bool negative, int64_t *out)
{
	int64_t value = 0;

	while (n > 0 && *digits == '0') {
		digits++;
		n--;
	}
	for (size_t i = 0; i < n; i++) {
		int64_t d = negative ? -(digits[i] - '0') : digits[i] - '0';

		if (n > DIGITS_MAX || __builtin_mul_overflow(value, (int64_t)10, &value) ||
		    __builtin_add_overflow(value, d, &value))
			return negative ? AZ_NUMBER_SMALL : AZ_NUMBER_LARGE;
	}
	*out = value;
	return AZ_NUMBER_OK;
}

enum az_form_number az_form_number_read(struct az_arena *arena, const char *s, uint32_t scale, int64_t *out)
{
	const char *at = plain(arena, s);
	char *digits = az_alloc(arena, strlen(at) + scale + 1);
	bool negative = *at == '-';
	size_t n = 0, places = 0;

	if (*at == '-' || *at == '+')
		at++;
	at = whole_part(at, digits, &n);
	if (at == NULL)
		return AZ_NUMBER_BAD;
	if (*at == '.') {
		for (at++; digit(*at); at++, places++)
			digits[n++] = *at;
	}
	if (*at != '\0' || n == 0)
		return AZ_NUMBER_BAD;
	while (places > scale && digits[n - 1] == '0') {
		n--;
		places--;
	}
	if (places > scale)
		return AZ_NUMBER_PLACES;
	for (; places < scale; places++)
		digits[n++] = '0';
	return value_of(digits, n, negative, out);
}

char *az_form_number_print(struct az_arena *arena, int64_t number, uint32_t scale, uint32_t least, bool grouped)
{
	char text[80];
	char *at = text + sizeof(text) - 1;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	bool shown = false; /* a place that is not an idle zero was written */

	*at = '\0';
	for (uint32_t place = scale; place > 0; place--, rest /= 10) {
		shown = shown || rest % 10 != 0 || place <= least;
		if (shown)
			*--at = (char)('0' + rest % 10);
	}
	if (shown)
		*--at = '.';
	for (int count = 0; count == 0 || rest > 0; count++, rest /= 10) {
		if (grouped && count > 0 && count % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + rest % 10);
	}
	if (number < 0)
		*--at = '-';
	return az_copy(arena, at);
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
