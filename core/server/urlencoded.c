/* The push parser of application/x-www-form-urlencoded, with the same sink and
 * the same limits as multipart/form-data. */
#include <string.h>

#include "base/text.h"
#include "server/part_private.h"

static enum az_result flush(struct az_part_parser *parser)
{
	size_t n = parser->held_n;

	parser->held_n = 0;
	return az_part_data(parser, parser->offset, parser->held, n);
}

static enum az_result name_ends(struct az_part_parser *parser)
{
	size_t n = parser->line_n;

	parser->line_n = 0;
	if (n == 0)
		return az_part_fail(parser, AZ_INVALID, "a field has no name");
	if (az_utf8_check(parser->line, n) != n)
		return az_part_fail(parser, AZ_INVALID, "a field's name is not UTF-8");
	parser->line[n] = '\0';
	return az_part_begin(parser, parser->line, NULL, "");
}

static enum az_result pair_ends(struct az_part_parser *parser)
{
	if (parser->state == AZ_PART_VALUE)
		AZ_TRY(flush(parser));
	else if (parser->line_n == 0)
		return AZ_OK; /* nothing between two ampersands */
	else
		AZ_TRY(name_ends(parser));
	parser->state = AZ_PART_NAME;
	return az_part_end(parser);
}

/* One decoded byte of a name or a value. */
static enum az_result keep(struct az_part_parser *parser, char c)
{
	if (parser->state == AZ_PART_VALUE) {
		if (parser->held_n == parser->limits.field - parser->bytes)
			return az_part_fail(parser, AZ_TOO_LARGE, "a field is too long");
		parser->held[parser->held_n++] = c;
		return parser->held_n == sizeof(parser->held) ? flush(parser) : AZ_OK;
	}
	if (parser->line_n == parser->limits.header)
		return az_part_fail(parser, AZ_TOO_LARGE, "a field's name is too long");
	parser->line[parser->line_n++] = c;
	return AZ_OK;
}

static enum az_result escape_digit(struct az_part_parser *parser, char c)
{
	unsigned int digit;

	if (c >= '0' && c <= '9')
		digit = (unsigned int)(c - '0');
	else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
		digit = (unsigned int)((c | 0x20) - 'a') + 10;
	else
		return az_part_fail(parser, AZ_INVALID, "a per cent sign is not followed by two digits");
	parser->value = parser->value << 4 | digit;
	if (--parser->escape > 0)
		return AZ_OK;
	return keep(parser, (char)(unsigned char)parser->value);
}

static enum az_result take(struct az_part_parser *parser, char c)
{
	if (parser->escape > 0)
		return escape_digit(parser, c);
	switch (c) {
	case '%':
		parser->escape = 2;
		parser->value = 0;
		return AZ_OK;
	case '+':
		return keep(parser, ' ');
	case '&':
		return pair_ends(parser);
	case '=':
		if (parser->state == AZ_PART_VALUE)
			return keep(parser, c);
		AZ_TRY(name_ends(parser));
		parser->state = AZ_PART_VALUE;
		return AZ_OK;
	default:
		return keep(parser, c);
	}
}

enum az_result az_urlencoded_feed(struct az_part_parser *parser, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++, parser->offset++)
		AZ_TRY(take(parser, p[i]));
	return AZ_OK;
}

enum az_result az_urlencoded_finish(struct az_part_parser *parser)
{
	if (parser->escape > 0)
		return az_part_fail(parser, AZ_INVALID, "the body ended within a %XX");
	return pair_ends(parser);
}
