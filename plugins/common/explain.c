#include "explain.h"

#include <string.h>

#include "calendar.h"

static char *room(const struct anze_out *out, size_t size)
{
	return out->alloc(out->self, size);
}

static const char *keep(const struct anze_out *out, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = room(out, size);
	return copy ? memcpy(copy, text, size) : "";
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

struct anze_text az_number(const struct anze_out *out, int64_t value, uint32_t scale)
{
	char text[AZ_RATIO_TEXT];
	(void)az_ratio_print(az_ratio(value, scale), scale, text);
	const char *kept = keep(out, text);
	return AZ_SAME(kept);
}

struct anze_text az_ratio_text(const struct anze_out *out, struct az_ratio value)
{
	char text[AZ_RATIO_TEXT + sizeof "≈"] = "≈";
	size_t sign = strlen(text);
	bool exact = az_ratio_print(value, 6, text + sign);
	const char *kept = keep(out, exact || !az_ratio_known(value) ? text + sign : text);
	return AZ_SAME(kept);
}

struct anze_text az_ratio_is(const struct anze_out *out, struct az_ratio value, uint32_t places)
{
	char text[AZ_RATIO_TEXT];
	bool exact = az_ratio_print(value, places, text);
	return az_tell(out, "{0} {1}", "{0} {1}", AZ_SAME(exact ? "=" : "≈"), AZ_SAME(text));
}

struct anze_text az_day_text(const struct anze_out *out, int64_t day)
{
	int64_t year, month, of_month;
	char text[11] = "0000-00-00";
	az_calendar_split(day, &year, &month, &of_month);
	if (year < 0 || year > 9999)
		return AZ_SAME("?");
	for (int i = 3; i >= 0; i--, year /= 10)
		text[i] = (char)('0' + year % 10);
	text[5] = (char)('0' + month / 10);
	text[6] = (char)('0' + month % 10);
	text[8] = (char)('0' + of_month / 10);
	text[9] = (char)('0' + of_month % 10);
	const char *kept = keep(out, text);
	return AZ_SAME(kept);
}

#define ARGUMENTS_MAX 10 /* {0} to {9} */
#define PIECES 24

/* What stands at `*pattern`: an argument, or text up to what may be the next one; moves behind it. */
static const char *piece(const char **pattern, const char *const *arguments, const size_t *lengths, size_t count,
			 size_t *length)
{
	const char *at = *pattern;
	size_t index = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}' ? (size_t)(at[1] - '0') : count;
	if (index >= count) {
		const char *next = strchr(at + 1, '{');
		*length = next ? (size_t)(next - at) : strlen(at);
		*pattern = at + *length;
		return at;
	}
	*pattern = at + 3;
	*length = lengths[index];
	return arguments[index];
}

/* Each argument is measured once: what was joined so far can be long. The pieces that were measured are kept for the copy;
 * those beyond PIECES are found again. */
static const char *fill(const struct anze_out *out, const char *pattern, const struct anze_text *arguments,
			size_t count, bool english)
{
	const char *texts[ARGUMENTS_MAX], *pieces[PIECES], *rest = "";
	size_t lengths[ARGUMENTS_MAX], sizes[PIECES], known = 0, length = 0, size = 1;
	if (count > ARGUMENTS_MAX)
		count = ARGUMENTS_MAX;
	for (size_t i = 0; i < count; i++) {
		texts[i] = or_empty(english ? arguments[i].en : arguments[i].zh);
		lengths[i] = strlen(texts[i]);
	}
	for (const char *at = pattern; *at; size += length) {
		const char *from = piece(&at, texts, lengths, count, &length);
		if (known == PIECES)
			continue;
		pieces[known] = from;
		sizes[known++] = length;
		rest = at;
	}
	char *text = room(out, size), *end = text;
	if (!text)
		return "";
	for (size_t i = 0; i < known; end += sizes[i++])
		memcpy(end, pieces[i], sizes[i]);
	for (const char *at = rest; *at; end += length) {
		const char *from = piece(&at, texts, lengths, count, &length);
		memcpy(end, from, length);
	}
	*end = '\0';
	return text;
}

/* Codes and figures read the same in both languages. */
static bool is_same(struct anze_text pattern, const struct anze_text *arguments, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (arguments[i].zh != arguments[i].en)
			return false;
	return pattern.zh == pattern.en;
}

struct anze_text az_tell_with(const struct anze_out *out, struct anze_text pattern, const struct anze_text *arguments,
			      size_t count)
{
	if (is_same(pattern, arguments, count))
		return AZ_SAME(fill(out, or_empty(pattern.zh), arguments, count, false));
	return AZ_TEXT(fill(out, or_empty(pattern.zh), arguments, count, false),
		       fill(out, or_empty(pattern.en), arguments, count, true));
}

struct anze_text az_join(const struct anze_out *out, struct anze_text list, struct anze_text separator,
			 struct anze_text more)
{
	if (or_empty(list.zh)[0] == '\0')
		return more;
	return az_tell(out, "{0}{1}{2}", "{0}{1}{2}", list, separator, more);
}

void az_add(const struct anze_out *out, const struct anze_result *result)
{
	out->add(out->self, result);
}

const char *az_code(const struct anze_out *out, const char *stem, size_t number)
{
	return az_tell(out, "{0}.{1}", "{0}.{1}", AZ_SAME(stem), az_number(out, (int64_t)number, 0)).zh;
}
