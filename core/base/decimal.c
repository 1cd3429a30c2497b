#include "base/decimal.h"

#include <string.h>

#include "base/text.h"

typedef az_int128 wide;
__extension__ typedef unsigned __int128 uwide;

static uwide magnitude(wide value)
{
	return value < 0 ? -(uwide)value : (uwide)value;
}

static int sign(wide value)
{
	return value < 0 ? -1 : value > 0;
}

struct az_dec az_dec_of(int64_t coefficient, uint32_t scale)
{
	return (struct az_dec){coefficient, scale};
}

/* value * 10^power; power up to 18 always has room for 64 bits in 128. */
static wide raised(int64_t value, uint32_t power)
{
	wide product = value;

	while (power-- > 0)
		product *= 10;
	return product;
}

/* --- reading --- */

struct reader {
	uwide value;
	uint32_t places;
	uint32_t run;    /* digits since the start or the last comma */
	uint32_t digits; /* all */
	bool comma, point, overflow;
};

static void take_digit(struct reader *reader, uint32_t digit)
{
	reader->digits++;
	reader->run++;
	if (reader->point)
		reader->places++;
	if (reader->value > (uwide)INT64_MAX)
		reader->overflow = true;
	else
		reader->value = reader->value * 10 + digit;
}

static enum az_dec_fault take(struct reader *reader, uint32_t point)
{
	if (point >= '0' && point <= '9') {
		take_digit(reader, point - '0');
		return AZ_DEC_GOOD;
	}
	if (point == ',') {
		if (reader->point || reader->run == 0 || reader->run > 3 || (reader->comma && reader->run != 3))
			return AZ_DEC_GROUPS;
		reader->comma = true;
		reader->run = 0;
		return AZ_DEC_GOOD;
	}
	if (point == '.') {
		if (reader->point)
			return AZ_DEC_NOT_ONE;
		if (reader->comma && reader->run != 3)
			return AZ_DEC_GROUPS;
		reader->point = true;
		return AZ_DEC_GOOD;
	}
	if ((point == 'e' || point == 'E') && reader->digits > 0)
		return AZ_DEC_EXPONENT;
	return AZ_DEC_NOT_ONE;
}

static uint32_t half_width(uint32_t point)
{
	if (point >= 0xff01 && point <= 0xff5e)
		return point - 0xfee0;
	return point == 0x2212 ? '-' : point;
}

static bool white(uint32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x3000 || point == 0xa0 || point == 0xfeff;
}

enum az_dec_fault az_dec_parse(const char *s, uint32_t places, struct az_dec *out)
{
	struct reader reader = {0};
	size_t n = s != NULL ? strlen(s) : 0;
	size_t at = 0;
	bool begun = false, ended = false, negative = false;

	while (at < n) {
		uint32_t point = half_width(az_utf8_next(s, n, &at));
		enum az_dec_fault fault;

		if (white(point)) {
			ended = begun;
			continue;
		}
		if (ended)
			return AZ_DEC_NOT_ONE;
		if (!begun && (point == '-' || point == '+')) {
			begun = true;
			negative = point == '-';
			continue;
		}
		begun = true;
		fault = take(&reader, point);
		if (fault != AZ_DEC_GOOD)
			return fault;
	}
	if (!begun)
		return AZ_DEC_EMPTY;
	if (reader.digits == 0 || (reader.point && reader.places == 0))
		return AZ_DEC_NOT_ONE;
	if (reader.comma && !reader.point && reader.run != 3)
		return AZ_DEC_GROUPS;
	if (reader.places > places || reader.places > AZ_DEC_PLACES)
		return AZ_DEC_TOO_MANY_PLACES;
	if (reader.overflow || reader.value > (uwide)INT64_MAX)
		return AZ_DEC_TOO_LARGE;
	*out = az_dec_of(negative ? -(int64_t)reader.value : (int64_t)reader.value, reader.places);
	return AZ_DEC_GOOD;
}

/* --- counting --- */

/* Makes a decimal of a wide coefficient, giving up zeros at the end for room. */
static bool narrow(wide coefficient, uint32_t scale, struct az_dec *out)
{
	while (scale > 0 && coefficient % 10 == 0 &&
	       (scale > AZ_DEC_PLACES || coefficient > INT64_MAX || coefficient < INT64_MIN)) {
		coefficient /= 10;
		scale--;
	}
	if (scale > AZ_DEC_PLACES || coefficient > INT64_MAX || coefficient < INT64_MIN)
		return false;
	*out = az_dec_of((int64_t)coefficient, scale);
	return true;
}

bool az_dec_scaled(struct az_dec value, uint32_t scale, int64_t *out)
{
	wide coefficient = value.coefficient;

	for (; value.scale > scale; value.scale--) {
		if (coefficient % 10 != 0)
			return false;
		coefficient /= 10;
	}
	for (; value.scale < scale; value.scale++) {
		coefficient *= 10;
		if (coefficient > INT64_MAX || coefficient < INT64_MIN)
			return false;
	}
	*out = (int64_t)coefficient;
	return true;
}

int az_dec_compare(struct az_dec a, struct az_dec b)
{
	uint32_t scale = a.scale > b.scale ? a.scale : b.scale;
	wide left = raised(a.coefficient, scale - a.scale);
	wide right = raised(b.coefficient, scale - b.scale);

	return left < right ? -1 : left > right;
}

bool az_dec_add(struct az_dec a, struct az_dec b, struct az_dec *out)
{
	uint32_t scale = a.scale > b.scale ? a.scale : b.scale;

	return narrow(raised(a.coefficient, scale - a.scale) + raised(b.coefficient, scale - b.scale), scale, out);
}

bool az_dec_subtract(struct az_dec a, struct az_dec b, struct az_dec *out)
{
	uint32_t scale = a.scale > b.scale ? a.scale : b.scale;

	return narrow(raised(a.coefficient, scale - a.scale) - raised(b.coefficient, scale - b.scale), scale, out);
}

bool az_dec_multiply(struct az_dec a, struct az_dec b, struct az_dec *out)
{
	return narrow((wide)a.coefficient * b.coefficient, a.scale + b.scale, out);
}

/* Compares left * 10^left_power with right * 10^right_power. Both numbers are
 * below 2^127: a product that leaves 128 bits is the greater one. */
static int compare_raised(uwide left, uint32_t left_power, uwide right, uint32_t right_power)
{
	uint32_t common = left_power < right_power ? left_power : right_power;

	left_power -= common;
	right_power -= common;
	for (; left_power > 0 && left != 0; left_power--)
		if (__builtin_mul_overflow(left, (uwide)10, &left))
			return 1;
	for (; right_power > 0 && right != 0; right_power--)
		if (__builtin_mul_overflow(right, (uwide)10, &right))
			return -1;
	return left < right ? -1 : left > right;
}

bool az_dec_quotient_compare(struct az_dec a, struct az_dec b, struct az_dec c, int *out)
{
	/* a / b <=> c is a <=> b * c, turned around when b is negative. */
	wide product = (wide)b.coefficient * c.coefficient;
	int left = sign(a.coefficient), right = sign(product), order;

	if (b.coefficient == 0)
		return false;
	if (left != right) {
		order = left < right ? -1 : 1;
	} else {
		order = compare_raised(magnitude(a.coefficient), b.scale + c.scale, magnitude(product), a.scale);
		if (left < 0)
			order = -order;
	}
	*out = b.coefficient < 0 ? -order : order;
	return true;
}

/* --- fractions --- */

static uwide common_divisor(uwide a, uwide b)
{
	while (b != 0) {
		uwide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Shortened, with the sign in the numerator. The denominator is not zero. */
static struct az_fraction fraction(wide numerator, wide denominator)
{
	wide divisor = (wide)common_divisor(magnitude(numerator), magnitude(denominator));

	if (denominator < 0)
		divisor = -divisor;
	return (struct az_fraction){numerator / divisor, denominator / divisor};
}

bool az_fraction_add(struct az_fraction *sum, struct az_dec part, struct az_dec whole)
{
	uint32_t scale = part.scale > whole.scale ? part.scale : whole.scale;
	struct az_fraction added;
	wide shared, left, right, numerator, denominator;

	if (whole.coefficient == 0)
		return false;
	added = fraction(raised(part.coefficient, scale - part.scale), raised(whole.coefficient, scale - whole.scale));
	shared = (wide)common_divisor(magnitude(sum->denominator), magnitude(added.denominator));
	if (__builtin_mul_overflow(sum->numerator, added.denominator / shared, &left) ||
	    __builtin_mul_overflow(added.numerator, sum->denominator / shared, &right) ||
	    __builtin_add_overflow(left, right, &numerator) ||
	    __builtin_mul_overflow(sum->denominator, added.denominator / shared, &denominator))
		return false;
	*sum = fraction(numerator, denominator);
	return true;
}

bool az_fraction_compare(struct az_fraction sum, struct az_dec limit, int *out)
{
	/* The whole parts first: only the rest has to be multiplied. */
	wide base = raised(1, limit.scale);
	wide left = sum.numerator / sum.denominator, right = limit.coefficient / base;
	wide left_rest = sum.numerator % sum.denominator, right_rest = limit.coefficient % base;

	if (left != right) {
		*out = left < right ? -1 : 1;
		return true;
	}
	if (__builtin_mul_overflow(left_rest, base, &left) ||
	    __builtin_mul_overflow(right_rest, sum.denominator, &right))
		return false;
	*out = left < right ? -1 : left > right;
	return true;
}

bool az_fraction_round(struct az_fraction sum, uint32_t places, struct az_dec *out)
{
	uwide scaled = magnitude(sum.numerator);
	uwide denominator = magnitude(sum.denominator);
	uwide rounded;

	if (places > AZ_DEC_PLACES)
		return false;
	for (uint32_t i = 0; i < places; i++)
		if (__builtin_mul_overflow(scaled, (uwide)10, &scaled))
			return false;
	rounded = scaled / denominator;
	if (scaled % denominator >= denominator - scaled % denominator)
		rounded++;
	if (rounded > (uwide)INT64_MAX)
		return false;
	*out = az_dec_of(sum.numerator < 0 ? -(int64_t)rounded : (int64_t)rounded, places);
	return true;
}

/* --- printing --- */

static void print(struct az_dec value, bool grouped, char out[AZ_DEC_TEXT])
{
	char reversed[AZ_DEC_TEXT];
	uint64_t left = (uint64_t)magnitude(value.coefficient);
	size_t n = 0, written = 0;

	for (uint32_t place = 0; left > 0 || place <= value.scale; place++) {
		uint32_t whole = place - value.scale; /* digits before the point so far */

		if (value.scale > 0 && place == value.scale)
			reversed[n++] = '.';
		if (grouped && place > value.scale && whole % 3 == 0)
			reversed[n++] = ',';
		reversed[n++] = (char)('0' + left % 10);
		left /= 10;
	}
	if (value.coefficient < 0)
		out[written++] = '-';
	while (n > 0)
		out[written++] = reversed[--n];
	out[written] = '\0';
}

void az_dec_print(struct az_dec value, char out[AZ_DEC_TEXT])
{
	print(value, false, out);
}

void az_dec_print_grouped(struct az_dec value, char out[AZ_DEC_TEXT])
{
	print(value, true, out);
}
