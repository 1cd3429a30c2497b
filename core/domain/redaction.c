/* Covering passages of a text, and places of a picture. */
#include "domain/redaction.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* The bytes of a sentence's end at `p`, full-width or ASCII; 0: none. */
static size_t end_at(const char *p)
{
	static const char *const ends[] = {"\u3002", "\uff01", "\uff1f", "\uff1b"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (strncmp(p, ends[i], strlen(ends[i])) == 0)
			return strlen(ends[i]);
	if (*p == '\n')
		return 1;
	bool mark = *p == '.' || *p == '!' || *p == '?' || *p == ';';
	return mark && (p[1] == ' ' || p[1] == '\n' || p[1] == '\0') ? 1 : 0;
}

/* Closing quotes and further ends belong to the sentence before. */
static size_t after_end(const char *p)
{
	static const char *const closing[] = {"\u201d", "\u2019", "\u300d", "\u300f", "\uff09", "\"", "'", ")", " "};
	size_t n = 0;
	for (bool more = true; more;) {
		size_t next = p[n] == '\0' ? 0 : end_at(p + n);
		for (size_t i = 0; next == 0 && i < sizeof closing / sizeof closing[0]; i++)
			if (strncmp(p + n, closing[i], strlen(closing[i])) == 0)
				next = strlen(closing[i]);
		n += next;
		more = next > 0;
	}
	return n;
}

size_t az_segments(const char *text, struct az_segment out[AZ_SEGMENTS_MAX])
{
	size_t count = 0, begin = 0, n = strlen(text);
	for (size_t at = 0; at < n && count + 1 < AZ_SEGMENTS_MAX;) {
		size_t end = end_at(text + at);
		if (end == 0) {
			at++;
			continue;
		}
		at += end + after_end(text + at + end);
		out[count++] = (struct az_segment){begin, at - begin, false};
		begin = at;
	}
	if (begin < n)
		out[count++] = (struct az_segment){begin, n - begin, false};
	return count;
}

static unsigned char folded(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool stands_at(const char *text, const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\0' || folded(text[i]) != folded(word[i]))
			return false;
	return true;
}

static void cover_word(bool *covered, const char *text, size_t n, const char *word)
{
	size_t length = strlen(word);
	for (size_t at = 0; length > 0 && at + length <= n; at++)
		if (stands_at(text + at, word, length))
			memset(covered + at, true, length);
}

const char *az_redact(struct az_arena *arena, const char *text, const struct az_segment *segments, size_t segment_count,
		      const char *const *words, size_t word_count, size_t *count)
{
	size_t n = strlen(text), mark = strlen(AZ_COVERED), written = 0;
	bool *covered = AZ_NEW_ARRAY(arena, n + 1, bool);
	char *out = az_alloc(arena, n * mark + 1); /* each byte could be a run of its own */
	for (size_t i = 0; i < segment_count; i++)
		if (segments[i].covered)
			memset(covered + segments[i].at, true, segments[i].n);
	for (size_t i = 0; i < word_count; i++)
		cover_word(covered, text, n, words[i]);
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		bool run = covered[i] && text[i] != '\n';
		if (!run) {
			out[written++] = text[i];
			continue;
		}
		if (i > 0 && covered[i - 1] && text[i - 1] != '\n')
			continue;
		memcpy(out + written, AZ_COVERED, mark);
		written += mark;
		(*count)++;
	}
	out[written] = '\0';
	return out;
}

/* One number in per cent with at most one place, as thousandths. */
static bool take_number(const char **at, int *out)
{
	int value = 0, digits = 0;
	while (**at == ' ' || **at == ',' || **at == '%' || **at == '\t')
		(*at)++;
	for (; **at >= '0' && **at <= '9' && digits < 4; (*at)++, digits++)
		value = value * 10 + (**at - '0');
	value *= 10;
	if (**at == '.') {
		(*at)++;
		if (**at < '0' || **at > '9')
			return false;
		value += *(*at)++ - '0';
	}
	*out = value;
	return digits > 0 && value <= 1000 && !(**at >= '0' && **at <= '9');
}

static bool take_place(const char *at, struct az_place *out)
{
	if (!take_number(&at, &out->left) || !take_number(&at, &out->top) || !take_number(&at, &out->width) ||
	    !take_number(&at, &out->height))
		return false;
	while (*at == ' ' || *at == ',' || *at == '%' || *at == '\t')
		at++;
	return *at == '\0' || *at == '\n' ? out->width > 0 && out->height > 0 && out->left < 1000 && out->top < 1000
					  : false;
}

size_t az_places_parse(const char *text, struct az_place out[AZ_PLACES_MAX], size_t *line)
{
	size_t count = 0;
	*line = 0;
	for (const char *at = text; at != NULL && *at != '\0';) {
		const char *end = strchr(at, '\n');
		(*line)++;
		if (at + strspn(at, " \t,") != end && at[strspn(at, " \t,")] != '\0') {
			if (count == AZ_PLACES_MAX || !take_place(at, &out[count]))
				return 0;
			count++;
		}
		at = end == NULL ? NULL : end + 1;
	}
	if (count == 0)
		*line = 0;
	return count;
}
