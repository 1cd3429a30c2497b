/* What the files of this directory share; nobody else includes it. */
#ifndef AZ_FORM_PRIVATE_H
#define AZ_FORM_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <anze/field.h>

#include "base/arena.h"

/* Numbers without an upper limit of their own end here, in the field's unit:
 * far above any premium in fen, and exact in a double for whoever reads JSON. */
#define AZ_FORM_NUMBER_MAX INT64_C(1000000000000000)

/* What people type or paste, ready to be counted and compared: line ends as LF
 * (as a space where `lines` is false), every kind of space as a space or U+3000,
 * invisible and direction-changing characters removed, trimmed. */
char *az_form_tidy(struct az_arena *arena, const char *p, size_t n, bool lines);

/* False for text that was damaged on its way: U+FFFD and noncharacters. */
bool az_form_text_sound(const char *s);

enum az_form_number {
	AZ_NUMBER_OK,
	AZ_NUMBER_BAD,    /* not a number */
	AZ_NUMBER_PLACES, /* a number with more significant places than `scale` */
	AZ_NUMBER_SMALL,  /* below what 64 bits hold */
	AZ_NUMBER_LARGE   /* above it */
};

/* Reads a number as people write it (base/decimal.h, base/money.h) into the
 * field's unit, exactly. */
enum az_form_number az_form_number_read(struct az_arena *arena, const char *s, const struct anze_field *field,
					int64_t *out);

/* The number in units of 10^-scale, with at least `least` places; `grouped` for
 * reading, plain for an input. */
char *az_form_number_print(struct az_arena *arena, int64_t number, uint32_t scale, uint32_t least, bool grouped);

/* Places after the point that a field's number has; 0 where it has none. */
uint32_t az_form_places(const struct anze_field *field);

/* A date as people write it: 2026-11-24, 2026/1/5, 2026.1.5, 20261124, or with
 * the characters for year, month and day. */
bool az_form_date_read(struct az_arena *arena, const char *s, int32_t *out);

/* Reads yes, true, on, 1 and their opposites; false for anything else. */
bool az_form_truth(const char *s, int64_t *out);

/* How many files a field takes. */
size_t az_form_file_max(const struct anze_field *field);

#endif
