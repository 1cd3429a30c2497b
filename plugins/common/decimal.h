/* Exact ratios of whole numbers: quantities, limits and sums of quotients never
 * pass through binary floating point, so that 0.1 + 0.2 reaches a limit of 0.3. */
#ifndef AZ_COMMON_DECIMAL_H
#define AZ_COMMON_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 az_wide;

/* numerator / denominator without a common divisor; the denominator is above
 * zero, or zero for a value that 128 bits do not hold and for a division by
 * zero. What is computed from such a value is one itself: ask once, at the end. */
struct az_ratio {
	az_wide numerator, denominator;
};

/* value / 10^scale; scale 0 to 18. */
struct az_ratio az_ratio(int64_t value, uint32_t scale);
bool az_ratio_known(struct az_ratio value);

struct az_ratio az_ratio_add(struct az_ratio a, struct az_ratio b);
struct az_ratio az_ratio_subtract(struct az_ratio a, struct az_ratio b);
struct az_ratio az_ratio_multiply(struct az_ratio a, struct az_ratio b);
struct az_ratio az_ratio_divide(struct az_ratio a, struct az_ratio b);

/* Below, equal to or above zero as a is to b; both must be known. 0 when the
 * cross product has no room in 128 bits: az_ratio_comparable asks first. */
int az_ratio_compare(struct az_ratio a, struct az_ratio b);
bool az_ratio_comparable(struct az_ratio a, struct az_ratio b);

/* "24.6", "-0.5", "3": the exact value when it ends within `places` places,
 * else rounded to them, halves away from zero. True when exact. "?" and false
 * for a value that is not known. */
#define AZ_RATIO_TEXT 64
bool az_ratio_print(struct az_ratio value, uint32_t places, char out[AZ_RATIO_TEXT]);

#endif
