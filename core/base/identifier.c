#include "base/identifier.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* GB 32100-2015, table of characters: their place is their value. */
static const char code_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

#define DIVISION_AT 2
#define INNER_AT 8

/* What people type or paste between the characters. */
static bool left_out(uint32_t point)
{
	if (point <= ' ' || point == 0xa0 || point == 0xad || point == 0x3000 || point == 0xfeff)
		return true;
	if (point >= 0x2000 && point <= 0x2015) /* spaces, zero width, hyphens and dashes */
		return true;
	return point == '-' || point == 0x2212 || point == 0x202f || point == 0x2060;
}

/* The character that was meant. */
static uint32_t fold(uint32_t point)
{
	if (point >= 0xff01 && point <= 0xff5e)
		point -= 0xfee0;
	if (point >= 'a' && point <= 'z')
		point -= 'a' - 'A';
	return point;
}

/* Is this character possible at this place (counted from 0)? */
typedef bool (*possible_fn)(uint32_t point, size_t at);

static bool code_possible(uint32_t point, size_t at)
{
	if (point == 0 || point >= 0x80)
		return false;
	if (at >= DIVISION_AT && at < INNER_AT)
		return point >= '0' && point <= '9';
	return strchr(code_alphabet, (int)point) != NULL;
}

static bool card_possible(uint32_t point, size_t at)
{
	if (point >= '0' && point <= '9')
		return at > 0 || point != '0'; /* no province begins with 0 */
	return at == AZ_CODE_CHARACTERS - 1 && point == 'X';
}

static void read_characters(const char *s, possible_fn possible, struct az_identifier *out)
{
	size_t n = s != NULL ? strlen(s) : 0;
	size_t at = 0;
	bool ascii = true;

	memset(out, 0, sizeof(*out));
	out->born = AZ_DAY_NONE;
	while (at < n) {
		uint32_t point = fold(az_utf8_next(s, n, &at));

		if (left_out(point))
			continue;
		if (out->position == 0 && out->length < AZ_CODE_CHARACTERS && !possible(point, out->length)) {
			out->position = out->length + 1;
			az_utf8_put(out->character, point);
		}
		if (point >= 0x80)
			ascii = false;
		else if (out->length < AZ_CODE_CHARACTERS)
			out->normal[out->length] = (char)point;
		out->length++;
	}
	if (!ascii || out->length != AZ_CODE_CHARACTERS)
		memset(out->normal, 0, sizeof(out->normal));
	if (out->length != AZ_CODE_CHARACTERS)
		out->fault = AZ_IDENTIFIER_LENGTH;
	else if (out->position != 0)
		out->fault = AZ_IDENTIFIER_CHARACTER;
}

/* Three groups of `first`, `second` and the rest. */
static void group(struct az_identifier *out, size_t first, size_t second)
{
	char *to = out->groups;

	if (out->normal[0] == '\0')
		return;
	for (size_t i = 0; i < AZ_CODE_CHARACTERS; i++) {
		if (i == first || i == first + second)
			*to++ = ' ';
		*to++ = out->normal[i];
	}
	*to = '\0';
}

static unsigned int code_value(char c)
{
	return (unsigned int)(strchr(code_alphabet, c) - code_alphabet);
}

/* GB 32100-2015, annex A: the weight of place i is 3^(i-1) mod 31. */
static char code_expected(const char *normal)
{
	unsigned int sum = 0, weight = 1;

	for (size_t i = 0; i < AZ_CODE_CHARACTERS - 1; i++) {
		sum += code_value(normal[i]) * weight;
		weight = weight * 3 % 31;
	}
	return code_alphabet[(31 - sum % 31) % 31];
}

/* GB 11714-1997: eight characters (A = 10 ... Z = 35) and a check character,
 * the 9th to 17th of the unified code. */
static bool inner_matches(const char *inner)
{
	static const unsigned int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
	unsigned int sum = 0, rest;
	char expected;

	for (size_t i = 0; i < 8; i++) {
		char c = inner[i];
		unsigned int value = c <= '9' ? (unsigned int)(c - '0') : (unsigned int)(c - 'A') + 10;

		sum += value * weights[i];
	}
	rest = (11 - sum % 11) % 11;
	expected = rest == 10 ? 'X' : (char)('0' + rest);
	return inner[8] == expected;
}

bool az_code_check(const char *s, struct az_identifier *out)
{
	read_characters(s, code_possible, out);
	group(out, 8, 8);
	if (out->fault != AZ_IDENTIFIER_GOOD)
		return false;
	memcpy(out->division, out->normal + DIVISION_AT, 6);
	out->inner_mismatch = !inner_matches(out->normal + INNER_AT);
	out->expected = code_expected(out->normal);
	if (out->expected != out->normal[AZ_CODE_CHARACTERS - 1])
		out->fault = AZ_IDENTIFIER_CHECK;
	return out->fault == AZ_IDENTIFIER_GOOD;
}

/* ISO 7064, MOD 11-2, as GB 11643-1999 has it. */
static char card_expected(const char *normal)
{
	static const unsigned int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	unsigned int sum = 0;

	for (size_t i = 0; i < AZ_CODE_CHARACTERS - 1; i++)
		sum += (unsigned int)(normal[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

static int number(const char *digits, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

bool az_card_check(const char *s, az_day today, struct az_identifier *out)
{
	int year, month, day;

	read_characters(s, card_possible, out);
	group(out, 6, 8);
	if (out->fault != AZ_IDENTIFIER_GOOD)
		return false;
	memcpy(out->division, out->normal, 6);
	out->expected = card_expected(out->normal);
	year = number(out->normal + 6, 4);
	month = number(out->normal + 10, 2);
	day = number(out->normal + 12, 2);
	if (az_date_valid(year, month, day))
		out->born = az_day_of(year, month, day);
	if (out->born == AZ_DAY_NONE || (today != AZ_DAY_NONE && out->born > today))
		out->fault = AZ_IDENTIFIER_DATE;
	else if (out->expected != out->normal[AZ_CODE_CHARACTERS - 1])
		out->fault = AZ_IDENTIFIER_CHECK;
	return out->fault == AZ_IDENTIFIER_GOOD;
}

void az_card_mask(const char *s, char out[AZ_CODE_CHARACTERS + 1])
{
	size_t n = s != NULL ? strlen(s) : 0;
	bool ascii = n == AZ_CODE_CHARACTERS;

	for (size_t i = 0; ascii && i < n; i++)
		ascii = (unsigned char)s[i] < 0x80;
	memset(out, '*', AZ_CODE_CHARACTERS);
	out[AZ_CODE_CHARACTERS] = '\0';
	if (!ascii)
		return;
	memcpy(out, s, 6);
	memcpy(out + 14, s + 14, 4);
}
