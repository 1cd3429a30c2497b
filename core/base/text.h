/* Text: UTF-8 bytes that travel with their length, and strings in an arena. */
#ifndef AZ_BASE_TEXT_H
#define AZ_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct az_arena;

/* `n` bytes at `p`; not terminated unless the giver says so. */
struct az_text {
	const char *p;
	size_t n;
};

#define AZ_LIT(s) ((struct az_text){(s), sizeof(s) - 1})

struct az_text az_text_of(const char *s); /* a terminated string, or NULL for the empty text */
bool az_text_is(struct az_text text, const char *s);

/* Terminated copies in the arena. */
char *az_copy(struct az_arena *arena, const char *s);
char *az_copy_n(struct az_arena *arena, const char *p, size_t n);
char *az_format(struct az_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *az_format_v(struct az_arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* snprintf that always terminates; false when the text did not fit. */
bool az_print(char *buffer, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

bool az_streq(const char *a, const char *b); /* NULL equals only NULL */

/* Strict UTF-8 (no overlong forms, no surrogates, at most U+10FFFF, no NUL).
 * Returns the offset of the first bad byte, or `n` when all is well. */
size_t az_utf8_check(const char *p, size_t n);

/* Decodes the code point at p[*at] of valid UTF-8 and moves *at past it. */
uint32_t az_utf8_next(const char *p, size_t n, size_t *at);

/* Appends a code point to `out` (at least 4 bytes); returns the bytes written. */
size_t az_utf8_put(char *out, uint32_t point);

/* Code points in valid UTF-8. */
size_t az_utf8_count(const char *p, size_t n);

/* At most `points` code points of valid UTF-8, with "…" when something was cut. */
char *az_utf8_clip(struct az_arena *arena, const char *s, size_t points);

/* Copy without leading and trailing white space (ASCII, U+3000, U+00A0, U+FEFF),
 * with CRLF as LF and control characters other than LF and TAB removed. */
char *az_text_tidy(struct az_arena *arena, const char *p, size_t n);

/* Copy with full-width letters, digits and punctuation (U+FF01..U+FF5E, U+3000)
 * as their ASCII forms. */
char *az_text_halfwidth(struct az_arena *arena, const char *s);

/* A decimal integer that fills the whole text, within [min, max]. */
bool az_parse_int(const char *s, int64_t min, int64_t max, int64_t *out);

/* Lower-case hexadecimal and unpadded URL-safe base64 of `n` bytes. */
char *az_hex(struct az_arena *arena, const void *p, size_t n);
char *az_base64url(struct az_arena *arena, const void *p, size_t n);
bool az_base64url_decode(struct az_arena *arena, const char *s, unsigned char **out, size_t *n);

/* Percent-encodes everything but unreserved characters (RFC 3986). */
char *az_url_encode(struct az_arena *arena, const char *s);

#endif
