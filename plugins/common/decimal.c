#include "decimal.h"

#include <stddef.h>

__extension__ typedef unsigned __int128 uwide;

static const struct az_ratio unknown = {0, 0};

static uwide magnitude(az_wide value)
{
	return value < 0 ? -(uwide)value : (uwide)value;
}

static uwide divisor(uwide a, uwide b)
{
	while (b != 0 && (a > UINT64_MAX || b > UINT64_MAX)) {
		uwide rest = a % b;
		a = b;
		b = rest;
	}
	if (b == 0)
		return a;
	uint64_t left = (uint64_t)a, right = (uint64_t)b; /* nearly all are as small, and divided in a tenth of the time */
	while (right != 0) {
		uint64_t rest = left % right;
		left = right;
		right = rest;
	}
	return left;
}

static struct az_ratio reduced(az_wide numerator, az_wide denominator)
{
	if (denominator == 0)
		return unknown;
	az_wide common = (az_wide)divisor(magnitude(numerator), magnitude(denominator));
	if (common <= 0) /* only of the least number, which has no opposite */
		return unknown;
	numerator /= common;
	denominator /= common;
	if (denominator > 0)
		return (struct az_ratio){numerator, denominator};
	if (__builtin_sub_overflow((az_wide)0, numerator, &numerator) ||
	    __builtin_sub_overflow((az_wide)0, denominator, &denominator))
		return unknown;
	return (struct az_ratio){numerator, denominator};
}

struct az_ratio az_ratio(int64_t value, uint32_t scale)
{
	az_wide whole = 1;
	for (uint32_t i = 0; i < scale && i < 18; i++)
		whole *= 10;
	return reduced(value, whole);
}

bool az_ratio_known(struct az_ratio value)
{
	return value.denominator > 0;
}

struct az_ratio az_ratio_add(struct az_ratio a, struct az_ratio b)
{
	if (!az_ratio_known(a) || !az_ratio_known(b))
		return unknown;
	/* Over the least common denominator, which leaves the most room. */
	az_wide common = (az_wide)divisor((uwide)a.denominator, (uwide)b.denominator);
	az_wide left, right, sum, whole;
	if (__builtin_mul_overflow(a.numerator, b.denominator / common, &left) ||
	    __builtin_mul_overflow(b.numerator, a.denominator / common, &right) ||
	    __builtin_add_overflow(left, right, &sum) ||
	    __builtin_mul_overflow(a.denominator, b.denominator / common, &whole))
		return unknown;
	return reduced(sum, whole);
}

struct az_ratio az_ratio_subtract(struct az_ratio a, struct az_ratio b)
{
	return az_ratio_add(a, az_ratio_multiply(b, az_ratio(-1, 0)));
}

struct az_ratio az_ratio_multiply(struct az_ratio a, struct az_ratio b)
{
	if (!az_ratio_known(a) || !az_ratio_known(b))
		return unknown;
	struct az_ratio one = reduced(a.numerator, b.denominator), other = reduced(b.numerator, a.denominator);
	az_wide numerator, denominator;
	if (!az_ratio_known(one) || !az_ratio_known(other) ||
	    __builtin_mul_overflow(one.numerator, other.numerator, &numerator) ||
	    __builtin_mul_overflow(one.denominator, other.denominator, &denominator))
		return unknown;
	return reduced(numerator, denominator);
}

struct az_ratio az_ratio_divide(struct az_ratio a, struct az_ratio b)
{
	if (!az_ratio_known(b) || b.numerator == 0)
		return unknown;
	return az_ratio_multiply(a, reduced(b.denominator, b.numerator));
}

static bool cross(struct az_ratio a, struct az_ratio b, az_wide *left, az_wide *right)
{
	return az_ratio_known(a) && az_ratio_known(b) && !__builtin_mul_overflow(a.numerator, b.denominator, left) &&
	       !__builtin_mul_overflow(b.numerator, a.denominator, right);
}

bool az_ratio_comparable(struct az_ratio a, struct az_ratio b)
{
	az_wide left, right;
	return cross(a, b, &left, &right);
}

int az_ratio_compare(struct az_ratio a, struct az_ratio b)
{
	az_wide left, right;
	if (!cross(a, b, &left, &right))
		return 0;
	return left < right ? -1 : left > right;
}

static size_t print_whole(uwide value, char *out)
{
	char reversed[40];
	size_t count = 0, length = 0;
	for (; value > UINT64_MAX; value /= 10)
		reversed[count++] = (char)('0' + (unsigned)(value % 10));
	uint64_t narrow = (uint64_t)value;
	do
		reversed[count++] = (char)('0' + (unsigned)(narrow % 10));
	while ((narrow /= 10) != 0);
	while (count > 0)
		out[length++] = reversed[--count];
	return length;
}

bool az_ratio_print(struct az_ratio value, uint32_t places, char out[AZ_RATIO_TEXT])
{
	uwide power = 1, scaled, whole = magnitude(value.denominator);
	size_t length = 0;
	for (uint32_t i = 0; i < places && i < 12; i++)
		power *= 10;
	out[0] = '?';
	out[1] = '\0';
	if (!az_ratio_known(value) || __builtin_mul_overflow(magnitude(value.numerator), power, &scaled))
		return false;
	uwide rest = scaled % whole;
	scaled /= whole;
	if (rest >= whole - rest)
		scaled++;
	if (value.numerator < 0 && scaled != 0)
		out[length++] = '-';
	length += print_whole(scaled / power, out + length);
	scaled %= power;
	if (scaled != 0)
		out[length++] = '.';
	for (power /= 10; scaled != 0; power /= 10) {
		out[length++] = (char)('0' + (unsigned)(scaled / power));
		scaled %= power;
	}
	out[length] = '\0';
	return rest == 0;
}
