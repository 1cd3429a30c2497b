/* Numbers that people quote: a letter, the year, the row's id: "M2026-000012". */
#ifndef AZ_DOMAIN_NUMBER_H
#define AZ_DOMAIN_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* The year is that of `instant` in Asia/Shanghai. */
const char *az_number_print(struct az_arena *arena, char letter, int64_t instant, int64_t id);

/* The id of a number with this letter. Whether the year fits, the caller finds by printing the row's own number. */
bool az_number_parse(const char *no, char letter, int64_t *id);

#endif
