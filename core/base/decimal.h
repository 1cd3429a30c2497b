/* Exact decimals: quantities, limits and ratios never pass through binary
 * floating point, so that 0.1 + 0.2 reaches a limit of 0.3. */
#ifndef AZ_BASE_DECIMAL_H
#define AZ_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#define AZ_DEC_PLACES 18

/* coefficient / 10^scale; scale 0..AZ_DEC_PLACES. Values compare with
 * az_dec_compare: 1.5 and 1.50 differ in the structure only. */
struct az_dec {
	int64_t coefficient;
	uint32_t scale;
};

enum az_dec_fault {
	AZ_DEC_GOOD = 0,
	AZ_DEC_EMPTY,    /* nothing but white space */
	AZ_DEC_NOT_ONE,  /* some character or its place makes it no number */
	AZ_DEC_EXPONENT, /* "1e5": refused, people do not mean it */
	AZ_DEC_GROUPS,   /* commas that do not part groups of three: "1,23" */
	AZ_DEC_TOO_MANY_PLACES,
	AZ_DEC_TOO_LARGE /* more than 64 bits hold */
};

struct az_dec az_dec_of(int64_t coefficient, uint32_t scale);

/* Text as people type it, valid UTF-8: white space around, a sign, commas
 * between groups of three, full-width forms. At most `places` digits after the
 * point. `out` keeps the places as typed and is set only when all is good. */
enum az_dec_fault az_dec_parse(const char *s, uint32_t places, struct az_dec *out);

/* The coefficient for exactly `scale` places; false when digits would be lost
 * or 64 bits do not hold it. */
bool az_dec_scaled(struct az_dec value, uint32_t scale, int64_t *out);

/* Below, equal to or above zero as a is to b. */
int az_dec_compare(struct az_dec a, struct az_dec b);

/* False when the exact result has no place in 64 bits and AZ_DEC_PLACES. */
bool az_dec_add(struct az_dec a, struct az_dec b, struct az_dec *out);
bool az_dec_subtract(struct az_dec a, struct az_dec b, struct az_dec *out);
bool az_dec_multiply(struct az_dec a, struct az_dec b, struct az_dec *out);

/* Compares a / b with c exactly, without dividing: *out is below, equal to or
 * above zero. False when b is zero. */
bool az_dec_quotient_compare(struct az_dec a, struct az_dec b, struct az_dec c, int *out);

/* An exact fraction, for sums of quotients such as q1/Q1 + q2/Q2 + ...
 * Begin with AZ_FRACTION_ZERO. */
__extension__ typedef __int128 az_int128;
struct az_fraction {
	az_int128 numerator;
	az_int128 denominator; /* above zero, nothing in common with the numerator */
};
#define AZ_FRACTION_ZERO ((struct az_fraction){0, 1})

/* sum += part / whole; false, with the sum as it was, when whole is zero or 128
 * bits do not hold the result. */
bool az_fraction_add(struct az_fraction *sum, struct az_dec part, struct az_dec whole);
bool az_fraction_compare(struct az_fraction sum, struct az_dec limit, int *out);
/* Rounded to `places`, halves away from zero, for showing; false when too large. */
bool az_fraction_round(struct az_fraction sum, uint32_t places, struct az_dec *out);

/* "-1234.50", and with commas "-1,234.50". */
#define AZ_DEC_TEXT 32
void az_dec_print(struct az_dec value, char out[AZ_DEC_TEXT]);
void az_dec_print_grouped(struct az_dec value, char out[AZ_DEC_TEXT]);

#endif
