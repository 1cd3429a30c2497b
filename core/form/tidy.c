/* Tidying of what people type and paste, before it is counted or compared. */
#include <string.h>

#include "base/text.h"
#include "form/private.h"

struct range {
	uint32_t from, to;
};

/* Characters that show nothing or turn the direction of what follows. They come
 * along with text copied from documents, chats and file dialogues, make two
 * equal names differ and hide what a text says. */
static const struct range invisible[] = {
	{0x00ad, 0x00ad}, {0x034f, 0x034f}, {0x061c, 0x061c}, {0x115f, 0x1160}, {0x17b4, 0x17b5},
	{0x180b, 0x180f}, {0x200b, 0x200b}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f},
	{0x3164, 0x3164}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

/* Characters that only change the one before them: joiners and variation
 * selectors (emoji, rare forms of characters in names). */
static const struct range dependent[] = {{0x200c, 0x200d}, {0xfe00, 0xfe0f}, {0xe0100, 0xe01ef}};

static const struct range spaces[] = {{0x00a0, 0x00a0}, {0x1680, 0x1680}, {0x2000, 0x200a},
				      {0x202f, 0x202f}, {0x205f, 0x205f}, {0x2800, 0x2800}};

static bool within(const struct range *ranges, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (point >= ranges[i].from && point <= ranges[i].to)
			return true;
	return false;
}

#define WITHIN(ranges, point) within((ranges), sizeof(ranges) / sizeof((ranges)[0]), (point))

/* Line ends of all systems and of word processors. */
static bool line_end(uint32_t point)
{
	return (point >= '\n' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
}

static bool blank(uint32_t point)
{
	return point == ' ' || point == '\n' || point == '\t' || point == 0x3000;
}

static bool control(uint32_t point)
{
	return (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7f && point <= 0x9f);
}

/* What most texts are made of stands in none of the lists above. */
static bool plain(uint32_t point)
{
	return (point > ' ' && point < 0x7f) || (point >= 0x4e00 && point <= 0x9fff);
}

/* Numbers, days and codes, as most values are: nothing of them can be out of order. */
static bool only_ascii_words(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] <= ' ' || p[i] >= 0x7f)
			return false;
	return true;
}

char *az_form_tidy(struct az_arena *arena, const char *p, size_t n, bool lines)
{
	if (only_ascii_words(p, n))
		return az_copy_n(arena, p, n);
	char *out = az_alloc(arena, n + 8);
	uint32_t before = ' ';
	size_t at = 0, written = 0;

	while (at < n) {
		uint32_t point = az_utf8_next(p, n, &at);

		if (plain(point)) {
			written += az_utf8_put(out + written, point);
			before = point;
			continue;
		}
		if (point == '\r' && at < n && p[at] == '\n')
			continue; /* the LF behind it speaks for both */
		if (line_end(point))
			point = '\n';
		else if (WITHIN(spaces, point))
			point = ' ';
		if (!lines && (point == '\n' || point == '\t')) {
			/* pasted cells and lines become words with one space between */
			if (!blank(before))
				out[written++] = ' ';
			before = '\n';
			continue;
		}
		if (!lines && point == ' ' && before == '\n')
			continue;
		if (control(point) || WITHIN(invisible, point) || (WITHIN(dependent, point) && blank(before)))
			continue;
		written += az_utf8_put(out + written, point);
		before = point;
	}
	return az_text_tidy(arena, out, written);
}

bool az_form_text_sound(const char *s)
{
	size_t n = strlen(s);

	for (size_t at = 0; at < n;) {
		uint32_t point = az_utf8_next(s, n, &at);

		if (point == 0xfffd || (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) == 0xfffe)
			return false;
	}
	return true;
}
