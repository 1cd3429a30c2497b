/* Differences of texts: the longest common sequence of units, without its islands.
 * A unit is a word of an alphabet, a number, or any other character by itself,
 * so that Chinese is compared by characters and English by words. */
#include "base/text_difference.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

#define MOST AZ_TEXT_DIFFERENCE_UNITS

/* Bytes of both texts that are alike. */
struct run {
	size_t before, after, length;
};

struct runs {
	struct run rows[MOST + 2]; /* of the middle, what comes before it and what comes behind it */
	size_t count;
};

/* The units between two places of a text: unit i lies between starts[i] and starts[i + 1]. */
struct units {
	const char *text;
	size_t starts[MOST + 1];
	size_t count;
};

/* ---- units ---- */

static bool is_letter(uint32_t point)
{
	return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9') ||
	       (point >= 0xC0 && point <= 0x24F) || (point >= 0x370 && point <= 0x3FF);
}

/* Between two letters or digits these belong to the word: 12.5, MIN-06, don't. */
static bool is_joint(uint32_t point)
{
	return point == '.' || point == '-' || point == '\'' || point == 0x2019;
}

static bool is_space(uint32_t point)
{
	return point == ' ' || point == '\n' || point == '\t' || point == 0x3000;
}

static size_t word_end(const char *text, size_t n, size_t at)
{
	for (;;) {
		size_t next = at;
		if (next >= n)
			return at;
		uint32_t point = az_utf8_next(text, n, &next);
		if (is_joint(point) && next < n) {
			size_t after = next;
			if (is_letter(az_utf8_next(text, n, &after))) {
				at = after;
				continue;
			}
		}
		if (!is_letter(point))
			return at;
		at = next;
	}
}

/* Where the unit that begins at `at` ends. */
static size_t unit_end(const char *text, size_t n, size_t at)
{
	return is_letter(az_utf8_next(text, n, &at)) ? word_end(text, n, at) : at;
}

/* False when there are too many of them. */
static bool cut(const char *text, size_t n, size_t from, size_t to, struct units *units)
{
	units->text = text;
	units->count = 0;
	for (size_t at = from; at < to; at = unit_end(text, n, at)) {
		if (units->count == MOST)
			return false;
		units->starts[units->count++] = at;
	}
	units->starts[units->count] = to;
	return true;
}

static bool alike(const struct units *a, size_t i, const struct units *b, size_t j)
{
	size_t n = a->starts[i + 1] - a->starts[i];
	return n == b->starts[j + 1] - b->starts[j] && memcmp(a->text + a->starts[i], b->text + b->starts[j], n) == 0;
}

/* Characters of words and of scripts without spaces; not spaces and punctuation. */
static size_t weight(const char *text, size_t from, size_t to)
{
	size_t count = 0;
	while (from < to) {
		uint32_t point = az_utf8_next(text, to, &from);
		bool mark = is_space(point) || (point < 0x80 && !is_letter(point)) ||
			    (point >= 0x2000 && point <= 0x206F) || (point >= 0x3000 && point <= 0x303F) ||
			    (point >= 0xFF00 && point <= 0xFF0F) || (point >= 0xFF1A && point <= 0xFF20);
		count += !mark;
	}
	return count;
}

/* ---- what both have ---- */

static void add_run(struct runs *runs, size_t before, size_t after, size_t length)
{
	struct run *last = runs->count == 0 ? NULL : &runs->rows[runs->count - 1];
	if (length == 0)
		return;
	if (last != NULL && last->before + last->length == before && last->after + last->length == after)
		last->length += length;
	else
		runs->rows[runs->count++] = (struct run){before, after, length};
}

static void add_middle(const struct units *a, const struct units *b, struct runs *runs)
{
	uint8_t common[MOST + 1][MOST + 1]; /* how many units of what begins at i and at j */
	for (size_t i = a->count + 1; i-- > 0;)
		for (size_t j = b->count + 1; j-- > 0;) {
			if (i == a->count || j == b->count)
				common[i][j] = 0;
			else if (alike(a, i, b, j))
				common[i][j] = (uint8_t)(common[i + 1][j + 1] + 1);
			else
				common[i][j] =
					common[i + 1][j] >= common[i][j + 1] ? common[i + 1][j] : common[i][j + 1];
		}
	size_t i = 0, j = 0;
	while (i < a->count && j < b->count) {
		if (alike(a, i, b, j)) {
			add_run(runs, a->starts[i], b->starts[j], a->starts[i + 1] - a->starts[i]);
			i++;
			j++;
		} else if (common[i + 1][j] >= common[i][j + 1]) {
			i++;
		} else {
			j++;
		}
	}
}

/* How many bytes both begin with, in whole units. */
static size_t common_head(const char *a, size_t n, const char *b, size_t m)
{
	size_t at = 0;
	while (at < n && at < m) {
		size_t end = unit_end(a, n, at);
		if (end != unit_end(b, m, at) || memcmp(a + at, b + at, end - at) != 0)
			break;
		at = end;
	}
	return at;
}

/* How many bytes both end with behind the head, in whole units: the longest end that begins a unit in both. */
static size_t common_tail(const char *a, size_t n, const char *b, size_t m, size_t head)
{
	size_t least = n < m ? n : m, alike_bytes = 0, at_a = head, at_b = head;
	while (alike_bytes < least - head && a[n - 1 - alike_bytes] == b[m - 1 - alike_bytes])
		alike_bytes++;
	while (n - at_a > alike_bytes)
		at_a = unit_end(a, n, at_a);
	while (m - at_b > alike_bytes)
		at_b = unit_end(b, m, at_b);
	while (n - at_a != m - at_b) {
		if (n - at_a > m - at_b)
			at_a = unit_end(a, n, at_a);
		else
			at_b = unit_end(b, m, at_b);
	}
	return n - at_a;
}

static void find_runs(const char *before, size_t n, const char *after, size_t m, struct runs *runs)
{
	struct units a, b;
	size_t head = common_head(before, n, after, m);
	size_t tail = common_tail(before, n, after, m, head);
	runs->count = 0;
	add_run(runs, 0, 0, head);
	if (cut(before, n, head, n - tail, &a) && cut(after, m, head, m - tail, &b))
		add_middle(&a, &b, runs);
	add_run(runs, n - tail, m - tail, tail);
}

/* Takes out what is alike by chance: less than two characters between two changes, and all of it when that is less than
 * a quarter of the longer text. */
static void drop_islands(const char *before, size_t n, const char *after, size_t m, struct runs *runs)
{
	size_t kept = 0, same = 0, whole_a = weight(before, 0, n), whole_b = weight(after, 0, m);
	for (size_t i = 0; i < runs->count; i++) {
		struct run run = runs->rows[i];
		bool first = run.before == 0 && run.after == 0;
		bool last = run.before + run.length == n && run.after + run.length == m;
		size_t heavy = weight(before, run.before, run.before + run.length);
		if (!first && !last && heavy < 2)
			continue;
		same += heavy;
		runs->rows[kept++] = run;
	}
	runs->count = same * 4 < (whole_a > whole_b ? whole_a : whole_b) ? 0 : kept;
}

/* ---- pieces ---- */

static void add_piece(struct az_arena *arena, const char *text, size_t from, size_t to, enum az_text_piece_kind kind,
		      struct az_text_piece *pieces, size_t *count)
{
	if (from < to)
		pieces[(*count)++] = (struct az_text_piece){kind, az_copy_n(arena, text + from, to - from)};
}

void az_text_differences(struct az_arena *arena, const char *before, const char *after, struct az_text_piece **pieces,
			 size_t *count)
{
	size_t n = strlen(before), m = strlen(after), at_a = 0, at_b = 0;
	struct runs runs;
	find_runs(before, n, after, m, &runs);
	drop_islands(before, n, after, m, &runs);
	*pieces = AZ_NEW_ARRAY(arena, 3 * runs.count + 2, struct az_text_piece);
	*count = 0;
	for (size_t i = 0; i <= runs.count; i++) {
		struct run run = i < runs.count ? runs.rows[i] : (struct run){n, m, 0};
		add_piece(arena, before, at_a, run.before, AZ_TEXT_DELETED, *pieces, count);
		add_piece(arena, after, at_b, run.after, AZ_TEXT_INSERTED, *pieces, count);
		add_piece(arena, before, run.before, run.before + run.length, AZ_TEXT_SAME, *pieces, count);
		at_a = run.before + run.length;
		at_b = run.after + run.length;
	}
}
