#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct az_text az_text_of(const char *s)
{
	struct az_text text = {s != NULL ? s : "", 0};

	text.n = strlen(text.p);
	return text;
}

bool az_text_is(struct az_text text, const char *s)
{
	size_t n = strlen(s);

	return text.n == n && (n == 0 || memcmp(text.p, s, n) == 0);
}

char *az_copy(struct az_arena *arena, const char *s)
{
	return az_copy_n(arena, s, s != NULL ? strlen(s) : 0);
}

char *az_copy_n(struct az_arena *arena, const char *p, size_t n)
{
	char *copy = az_alloc(arena, n + 1);

	if (n > 0)
		memcpy(copy, p, n);
	return copy;
}

char *az_format_v(struct az_arena *arena, const char *format, va_list args)
{
	char small[256];
	va_list again;
	char *text;
	int n;

	va_copy(again, args);
	n = vsnprintf(small, sizeof(small), format, args);
	if (n < 0)
		n = 0; /* only for a format that cannot be printed: the empty text */
	text = az_alloc(arena, (size_t)n + 1);
	if ((size_t)n < sizeof(small))
		memcpy(text, small, (size_t)n);
	else
		vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return text;
}

char *az_format(struct az_arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = az_format_v(arena, format, args);
	va_end(args);
	return text;
}

bool az_print(char *buffer, size_t size, const char *format, ...)
{
	va_list args;
	int n;

	if (size == 0)
		return false;
	va_start(args, format);
	n = vsnprintf(buffer, size, format, args);
	va_end(args);
	if (n < 0)
		buffer[0] = '\0';
	return n >= 0 && (size_t)n < size;
}

bool az_streq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool az_parse_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
	bool negative;
	int64_t value = 0;

	if (s == NULL)
		return false;
	negative = *s == '-';
	if (negative)
		s++;
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		int digit = *s - '0';

		if (digit < 0 || digit > 9)
			return false;
		/* Counted downwards when negative: INT64_MIN has no positive twin. */
		if (__builtin_mul_overflow(value, (int64_t)10, &value) ||
		    __builtin_add_overflow(value, (int64_t)(negative ? -digit : digit), &value))
			return false;
	}
	if (value < min || value > max)
		return false;
	*out = value;
	return true;
}

char *az_hex(struct az_arena *arena, const void *p, size_t n)
{
	static const char alphabet[] = "0123456789abcdef";
	const unsigned char *bytes = p;
	char *out = az_alloc_array(arena, n + 1, 2);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = alphabet[bytes[i] >> 4];
		out[2 * i + 1] = alphabet[bytes[i] & 15];
	}
	return out;
}

static const char base64_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char *az_base64url(struct az_arena *arena, const void *p, size_t n)
{
	const unsigned char *bytes = p;
	char *out = az_alloc_array(arena, n / 3 + 2, 4);
	char *at = out;
	uint32_t held = 0;
	unsigned int bits = 0;

	for (size_t i = 0; i < n; i++) {
		held = held << 8 | bytes[i];
		bits += 8;
		while (bits >= 6) {
			bits -= 6;
			*at++ = base64_alphabet[held >> bits & 63];
		}
		held &= (1U << bits) - 1;
	}
	if (bits > 0)
		*at++ = base64_alphabet[held << (6 - bits) & 63];
	return out;
}

bool az_base64url_decode(struct az_arena *arena, const char *s, unsigned char **out, size_t *n)
{
	size_t length = s != NULL ? strlen(s) : 0;
	unsigned char *bytes = az_alloc(arena, length / 4 * 3 + 3);
	size_t written = 0;
	uint32_t held = 0;
	unsigned int bits = 0;

	if (s == NULL || length % 4 == 1)
		return false;
	for (size_t i = 0; i < length; i++) {
		const char *found = strchr(base64_alphabet, s[i]);

		held = held << 6;
		if (found == NULL)
			return false;
		held |= (uint32_t)(found - base64_alphabet);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[written++] = (unsigned char)(held >> bits);
			held &= (1U << bits) - 1;
		}
	}
	if (held != 0)
		return false; /* one text for one value: the bits left over are zero */
	*out = bytes;
	*n = written;
	return true;
}

char *az_url_encode(struct az_arena *arena, const char *s)
{
	static const char alphabet[] = "0123456789ABCDEF";
	size_t n = s != NULL ? strlen(s) : 0;
	char *out = az_alloc_array(arena, n + 1, 3);
	char *at = out;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    memchr("-._~", c, 4) != NULL) {
			*at++ = (char)c;
		} else {
			*at++ = '%';
			*at++ = alphabet[c >> 4];
			*at++ = alphabet[c & 15];
		}
	}
	return out;
}
