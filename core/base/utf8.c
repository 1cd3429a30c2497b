/* UTF-8: checking, walking, and the tidying of what people type. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* A cut character at the end becomes up to three replacement characters of
 * three bytes: that is all by which a copy can grow. */
#define SLACK ((size_t)8)

static bool continuation(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Bytes of the well-formed character at p, 0 when it is not well formed
 * (Unicode 15, table 3-7, and no NUL). */
static size_t well_formed(const unsigned char *p, size_t n)
{
	unsigned char first = p[0];

	if (first == 0)
		return 0;
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4 || n < 2 || !continuation(p[1]))
		return 0;
	if (first < 0xe0)
		return 2;
	if (n < 3 || !continuation(p[2]))
		return 0;
	if (first < 0xf0) {
		if ((first == 0xe0 && p[1] < 0xa0) || (first == 0xed && p[1] > 0x9f))
			return 0;
		return 3;
	}
	if (n < 4 || !continuation(p[3]))
		return 0;
	if ((first == 0xf0 && p[1] < 0x90) || (first == 0xf4 && p[1] > 0x8f))
		return 0;
	return 4;
}

size_t az_utf8_check(const char *p, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)p;
	size_t at = 0;

	while (at < n) {
		size_t length = well_formed(bytes + at, n - at);

		if (length == 0)
			return at;
		at += length;
	}
	return n;
}

uint32_t az_utf8_next(const char *p, size_t n, size_t *at)
{
	const unsigned char *bytes = (const unsigned char *)p + *at;
	size_t left = n - *at;
	size_t length;
	uint32_t point;

	if (left == 0)
		return 0;
	/* The text was checked at the door; a stray byte still moves on by one and
	 * nothing is read past the end. */
	if (bytes[0] < 0x80) {
		length = 1;
		point = bytes[0];
	} else if (bytes[0] < 0xe0) {
		length = 2;
		point = bytes[0] & 0x1fU;
	} else if (bytes[0] < 0xf0) {
		length = 3;
		point = bytes[0] & 0x0fU;
	} else {
		length = 4;
		point = bytes[0] & 0x07U;
	}
	if (length > left) {
		*at += 1;
		return 0xfffd;
	}
	for (size_t i = 1; i < length; i++)
		point = point << 6 | (bytes[i] & 0x3fU);
	*at += length;
	return point;
}

size_t az_utf8_put(char *out, uint32_t point)
{
	if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		point = 0xfffd;
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

size_t az_utf8_count(const char *p, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!continuation((unsigned char)p[i]))
			count++;
	return count;
}

char *az_utf8_clip(struct az_arena *arena, const char *s, size_t points)
{
	size_t n = strlen(s);
	size_t at = 0;
	char *out;

	for (size_t i = 0; i < points && at < n; i++)
		az_utf8_next(s, n, &at);
	if (at == n)
		return az_copy_n(arena, s, n);
	out = az_alloc(arena, at + sizeof("…"));
	memcpy(out, s, at);
	memcpy(out + at, "…", sizeof("…"));
	return out;
}

static bool white(uint32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x3000 || point == 0xa0 || point == 0xfeff;
}

/* C0 and C1 control characters and DEL, but for the line feed and the tab. */
static bool unwanted(uint32_t point)
{
	return (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7f && point <= 0x9f);
}

char *az_text_tidy(struct az_arena *arena, const char *p, size_t n)
{
	char *out = az_alloc(arena, n + SLACK);
	size_t at = 0, written = 0, end = 0;

	while (at < n) {
		uint32_t point = az_utf8_next(p, n, &at);

		if (point == '\r' && at < n && p[at] == '\n')
			continue;
		if (unwanted(point) || (written == 0 && white(point)))
			continue;
		written += az_utf8_put(out + written, point);
		if (!white(point))
			end = written;
	}
	memset(out + end, 0, n + SLACK - end);
	return out;
}

char *az_text_halfwidth(struct az_arena *arena, const char *s)
{
	size_t n = s != NULL ? strlen(s) : 0;
	char *out = az_alloc(arena, n + SLACK);
	size_t at = 0, written = 0;

	while (at < n) {
		uint32_t point = az_utf8_next(s, n, &at);

		if (point >= 0xff01 && point <= 0xff5e)
			point -= 0xfee0;
		else if (point == 0x3000)
			point = ' ';
		written += az_utf8_put(out + written, point);
	}
	out[written] = '\0';
	return out;
}
