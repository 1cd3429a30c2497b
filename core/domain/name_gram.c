/* Folding and cutting names. */
#include "domain/name_gram.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Punctuation, spaces and symbols outside ASCII that names are written with, by ranges of code points. */
static bool is_separator(uint32_t point)
{
	if (point < 0x80)
		return !((point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z'));
	return (point >= 0x80 && point <= 0xBF) ||     /* Latin-1 spaces and signs, the middle dot among them */
	       (point >= 0x2000 && point <= 0x206F) || /* general punctuation, zero-width marks */
	       (point >= 0x3000 && point <= 0x3004) || (point >= 0x3008 && point <= 0x3020) || /* CJK brackets */
	       (point >= 0x30FB && point <= 0x30FB) || (point >= 0xFE10 && point <= 0xFE6F) || /* vertical, small forms */
	       point == 0xFEFF || (point >= 0xFF5F && point <= 0xFF65);
}

char *az_name_fold(struct az_arena *arena, const char *name)
{
	char *half = az_text_halfwidth(arena, name);
	size_t n = strlen(half), at = 0, out = 0;
	while (at < n) {
		size_t start = at;
		uint32_t point = az_utf8_next(half, n, &at);
		if (is_separator(point))
			continue;
		if (point >= 'a' && point <= 'z')
			half[out++] = (char)(point - 'a' + 'A');
		else {
			memmove(half + out, half + start, at - start);
			out += at - start;
		}
	}
	half[out] = '\0';
	return half;
}

int64_t az_name_gram(uint32_t first, uint32_t second)
{
	return (int64_t)first << 21 | (int64_t)second; /* a code point has 21 bits */
}

static size_t add_once(int64_t *out, size_t count, size_t max, int64_t gram)
{
	for (size_t i = 0; i < count; i++)
		if (out[i] == gram)
			return count;
	if (count < max)
		out[count++] = gram;
	return count;
}

size_t az_name_grams(const char *folded, int64_t *out, size_t max)
{
	size_t n = strlen(folded), at = 0, count = 0;
	uint32_t before = 0;
	while (at < n) {
		uint32_t point = az_utf8_next(folded, n, &at);
		count = add_once(out, count, max, az_name_gram(0, point));
		if (before != 0)
			count = add_once(out, count, max, az_name_gram(before, point));
		before = point;
	}
	return count;
}

size_t az_name_search_grams(const char *folded, int64_t *out, size_t max)
{
	size_t n = strlen(folded), at = 0, count = 0, seen = 0, chosen = 0;
	uint32_t before = 0;
	size_t points = az_utf8_count(folded, n);
	if (points == 0 || max == 0)
		return 0;
	if (points == 1) {
		out[0] = az_name_gram(0, az_utf8_next(folded, n, &at));
		return 1;
	}
	size_t pairs = points - 1;
	while (at < n && chosen < max) {
		uint32_t point = az_utf8_next(folded, n, &at);
		/* Of more pairs than `max`, those that lie evenly: the first, ..., the last. */
		if (before != 0) {
			size_t wanted = pairs <= max || max == 1 ? seen : chosen * (pairs - 1) / (max - 1);
			if (seen == wanted) {
				count = add_once(out, count, max, az_name_gram(before, point));
				chosen++;
			}
			seen++;
		}
		before = point;
	}
	return count;
}
