/* Money in fen (1/100 yuan) and shares in basis points (1/100 of a per cent),
 * both int64_t. Sums tell when 64 bits do not hold them. */
#ifndef AZ_BASE_MONEY_H
#define AZ_BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"

/* Yuan as people type them, at most two places: "1,234.50", "¥12", "800元". The
 * result is that of az_dec_parse; `fen` is set only when all is good. */
enum az_dec_fault az_money_parse(const char *s, int64_t *fen);

/* "1,234.50". */
#define AZ_MONEY_TEXT 32
void az_money_print(int64_t fen, char out[AZ_MONEY_TEXT]);

/* Per cent as people type it, at most two places: "12.34", "12%". */
enum az_dec_fault az_percent_parse(const char *s, int64_t *basis_points);

/* "12.34", without the sign. */
#define AZ_PERCENT_TEXT 32
void az_percent_print(int64_t basis_points, char out[AZ_PERCENT_TEXT]);

/* *sum += fen; false, with the sum as it was, when it does not fit. */
bool az_money_add(int64_t *sum, int64_t fen);

/* `basis_points` of an amount, halves of a fen away from zero. */
bool az_money_share(int64_t fen, int64_t basis_points, int64_t *out);

/* part / whole in basis points, halves away from zero; false when whole is zero
 * or the ratio does not fit. Use az_money_reaches to judge against a limit. */
bool az_money_ratio(int64_t part, int64_t whole, int64_t *basis_points);

/* Is part at least `basis_points` of whole? Exact, nothing is rounded. */
bool az_money_reaches(int64_t part, int64_t whole, int64_t basis_points);

#endif
