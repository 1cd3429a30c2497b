#include "base/money.h"

#include <string.h>

#define WHOLE 10000 /* basis points */

/* Parses what is left between an optional mark in front and one behind. */
static enum az_dec_fault parse_marked(const char *s, const char *const *front, const char *const *behind, int64_t *out)
{
	char inner[128];
	struct az_dec value;
	enum az_dec_fault fault;
	size_t n;

	if (s == NULL)
		return AZ_DEC_EMPTY;
	s += strspn(s, " \t");
	for (; *front != NULL; front++) {
		if (strncmp(s, *front, strlen(*front)) == 0) {
			s += strlen(*front);
			break;
		}
	}
	n = strlen(s);
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	for (; *behind != NULL; behind++) {
		size_t length = strlen(*behind);

		if (n >= length && memcmp(s + n - length, *behind, length) == 0) {
			n -= length;
			break;
		}
	}
	if (n >= sizeof(inner))
		return AZ_DEC_TOO_LARGE;
	memcpy(inner, s, n);
	inner[n] = '\0';
	fault = az_dec_parse(inner, 2, &value);
	if (fault != AZ_DEC_GOOD)
		return fault;
	return az_dec_scaled(value, 2, out) ? AZ_DEC_GOOD : AZ_DEC_TOO_LARGE;
}

enum az_dec_fault az_money_parse(const char *s, int64_t *fen)
{
	static const char *const front[] = {"¥", "￥", "RMB", "CNY", NULL};
	static const char *const behind[] = {"元", NULL};

	return parse_marked(s, front, behind, fen);
}

enum az_dec_fault az_percent_parse(const char *s, int64_t *basis_points)
{
	static const char *const front[] = {NULL};
	static const char *const behind[] = {"%", "％", NULL};

	return parse_marked(s, front, behind, basis_points);
}

void az_money_print(int64_t fen, char out[AZ_MONEY_TEXT])
{
	az_dec_print_grouped(az_dec_of(fen, 2), out);
}

void az_percent_print(int64_t basis_points, char out[AZ_PERCENT_TEXT])
{
	az_dec_print(az_dec_of(basis_points, 2), out);
}

bool az_money_add(int64_t *sum, int64_t fen)
{
	int64_t added;

	if (__builtin_add_overflow(*sum, fen, &added))
		return false;
	*sum = added;
	return true;
}

/* dividend / divisor with halves away from zero. */
static bool divide(az_int128 dividend, az_int128 divisor, int64_t *out)
{
	az_int128 quotient, rest;

	if (divisor < 0) {
		dividend = -dividend;
		divisor = -divisor;
	}
	quotient = dividend / divisor;
	rest = dividend % divisor;
	if (rest * 2 >= divisor)
		quotient++;
	else if (-rest * 2 >= divisor)
		quotient--;
	if (quotient > INT64_MAX || quotient < INT64_MIN)
		return false;
	*out = (int64_t)quotient;
	return true;
}

bool az_money_share(int64_t fen, int64_t basis_points, int64_t *out)
{
	return divide((az_int128)fen * basis_points, WHOLE, out);
}

bool az_money_ratio(int64_t part, int64_t whole, int64_t *basis_points)
{
	return whole != 0 && divide((az_int128)part * WHOLE, whole, basis_points);
}

bool az_money_reaches(int64_t part, int64_t whole, int64_t basis_points)
{
	return (az_int128)part * WHOLE >= (az_int128)whole * basis_points;
}
