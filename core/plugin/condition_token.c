/* From bytes to the tokens of a condition, and the faults of both readers. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/condition_private.h"

#define SHOWN 40 /* code points of what was found, in a fault */

/* --- faults --- */

bool az_condition_fail(struct az_condition_reader *reader, const char *key, size_t position, const char *found,
		       const char *sign)
{
	*reader->fault = (struct az_condition_fault){
		.problem = {key, {az_format(reader->arena, "%zu", position), found, sign}}, .position = position};
	return false;
}

static const char *shown(const struct az_condition_reader *reader, size_t from, size_t to)
{
	return az_utf8_clip(reader->arena, az_copy_n(reader->arena, reader->source + from, to - from), SHOWN);
}

bool az_condition_unexpected(struct az_condition_reader *reader, const char *key, const char *key_at_end,
			     const char *sign)
{
	const struct az_token *token = &reader->token;
	bool end = token->kind == AZ_TOKEN_END;

	return az_condition_fail(reader, end ? key_at_end : key, token->position,
				 end ? NULL : shown(reader, token->from, token->to), sign);
}

/* --- from bytes to tokens --- */

/* The code point at `at`, full-width forms (but for quotes) as ASCII, white space
 * as ' ', 0 at the end; `next` is the offset behind it. */
static uint32_t peek(const struct az_condition_reader *reader, size_t at, size_t *next)
{
	uint32_t point;

	*next = at;
	if (at >= reader->n)
		return 0;
	point = az_utf8_next(reader->source, reader->n, next);
	if (point >= 0xff01 && point <= 0xff5e && point != 0xff02 && point != 0xff07)
		return point - 0xfee0;
	if (point == '\t' || point == '\n' || point == '\r' || point == 0x3000 || point == 0xa0 || point == 0xfeff)
		return ' ';
	return point;
}

static uint32_t take(struct az_condition_reader *reader)
{
	uint32_t point = peek(reader, reader->at, &reader->at);

	reader->point += point != 0;
	return point;
}

static uint32_t ahead(const struct az_condition_reader *reader)
{
	size_t next;

	return peek(reader, reader->at, &next);
}

static bool digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool letter(uint32_t point)
{
	return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || point == '_';
}

static bool in_name(uint32_t point)
{
	return letter(point) || digit(point) || point == '-' || point == '.';
}

bool az_condition_number(const char *text, struct az_dec *out)
{
	size_t sign = text[0] == '-';
	size_t whole = strspn(text + sign, "0123456789");
	const char *rest = text + sign + whole;
	size_t places = rest[0] == '.' ? strspn(rest + 1, "0123456789") : 0;

	if (whole == 0 || (rest[0] == '.' && places == 0) || rest[rest[0] == '.' ? places + 1 : 0] != '\0')
		return false;
	return az_dec_parse(text, AZ_DEC_PLACES, out) == AZ_DEC_GOOD;
}

/* "${name}"; the "$" is taken. */
static bool read_name(struct az_condition_reader *reader)
{
	struct az_token *token = &reader->token;
	char name[AZ_CONDITION_NAME + 1];
	size_t length = 0;

	if (ahead(reader) != '{')
		return az_condition_fail(reader, "condition.fault.name", token->position, NULL, NULL);
	(void)take(reader);
	while (in_name(ahead(reader)) && length < AZ_CONDITION_NAME)
		name[length++] = (char)take(reader);
	if (length == 0 || !letter((unsigned char)name[0]) || ahead(reader) != '}')
		return az_condition_fail(reader, "condition.fault.name", token->position, NULL, NULL);
	(void)take(reader);
	token->kind = AZ_TOKEN_NAME;
	token->text = az_copy_n(reader->arena, name, length);
	return true;
}

/* Behind the opening quote. */
static bool read_string(struct az_condition_reader *reader, uint32_t quote)
{
	struct az_token *token = &reader->token;
	size_t from = reader->at;

	for (;;) {
		size_t end = reader->at;
		unsigned char raw = (unsigned char)reader->source[end]; /* the NUL when the text ends */
		if (raw < ' ' || raw == 0x7f)
			return az_condition_fail(reader, "condition.fault.string", token->position, NULL, NULL);
		if (raw == quote) {
			(void)take(reader);
			token->kind = AZ_TOKEN_STRING;
			token->text = az_copy_n(reader->arena, reader->source + from, end - from);
			return true;
		}
		(void)take(reader);
	}
}

static bool read_number(struct az_condition_reader *reader, uint32_t first)
{
	struct az_token *token = &reader->token;
	char text[48];
	size_t length = 0;

	text[length++] = (char)first;
	while ((digit(ahead(reader)) || ahead(reader) == '.') && length < sizeof text - 1)
		text[length++] = (char)take(reader);
	text[length] = '\0';
	token->kind = AZ_TOKEN_NUMBER;
	if (in_name(ahead(reader)) || !az_condition_number(text, &token->number))
		return az_condition_fail(reader, "condition.fault.number", token->position,
					 shown(reader, token->from, reader->at), NULL);
	return true;
}

static void read_word(struct az_condition_reader *reader, uint32_t first)
{
	char word[16];
	size_t length = 0;

	word[length++] = (char)first;
	while (in_name(ahead(reader))) {
		uint32_t point = take(reader);
		if (length < sizeof word - 1)
			word[length++] = (char)point;
	}
	reader->token.kind = AZ_TOKEN_WORD;
	reader->token.text = az_copy_n(reader->arena, word, length);
}

static bool read_sign(struct az_condition_reader *reader, uint32_t point)
{
	struct az_token *token = &reader->token;
	bool equal = (point == '!' || point == '<' || point == '>') && ahead(reader) == '=';

	if (equal)
		(void)take(reader);
	token->kind = AZ_TOKEN_COMPARE;
	switch (point) {
	case '(':
		token->kind = AZ_TOKEN_OPEN;
		return true;
	case ')':
		token->kind = AZ_TOKEN_CLOSE;
		return true;
	case ',':
		token->kind = AZ_TOKEN_COMMA;
		return true;
	case '=':
		token->comparison = AZ_NODE_EQUAL;
		return true;
	case '<':
		token->comparison = equal ? AZ_NODE_AT_MOST : AZ_NODE_BELOW;
		return true;
	case '>':
		token->comparison = equal ? AZ_NODE_AT_LEAST : AZ_NODE_ABOVE;
		return true;
	default:
		token->comparison = AZ_NODE_UNEQUAL;
		return equal || az_condition_fail(reader, "condition.fault.character", token->position,
						  shown(reader, token->from, reader->at), NULL);
	}
}

bool az_condition_advance(struct az_condition_reader *reader)
{
	struct az_token *token = &reader->token;
	uint32_t point;
	bool good = true;

	while (ahead(reader) == ' ')
		(void)take(reader);
	*token = (struct az_token){.kind = AZ_TOKEN_END, .from = reader->at, .position = reader->point + 1};
	point = take(reader);
	if (point == '$')
		good = read_name(reader);
	else if (point == '\'' || point == '"')
		good = read_string(reader, point);
	else if (digit(point) || (point == '-' && digit(ahead(reader))))
		good = read_number(reader, point);
	else if (letter(point))
		read_word(reader, point);
	else if (point != 0)
		good = read_sign(reader, point);
	token->to = reader->at;
	return good;
}
