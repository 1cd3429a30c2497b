/* Finding names by a fragment: a name is folded, then cut into grams that a
 * table (gram, id) keeps. A search joins the table once a gram and checks the
 * folded name with LIKE. Pure. */
#ifndef AZ_DOMAIN_NAME_GRAM_H
#define AZ_DOMAIN_NAME_GRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What is compared: full-width forms as ASCII, letters in upper case, without
 * spaces, brackets and other punctuation ("示例（泰安）Ａ厂" -> "示例泰安A厂"). Holds
 * neither % nor _, so that it can stand in a LIKE pattern as it is. */
char *az_name_fold(struct az_arena *arena, const char *name);

/* Two neighbouring code points in one integer; the first is 0 for a character alone. */
int64_t az_name_gram(uint32_t first, uint32_t second);

#define AZ_NAME_GRAMS_MAX 512

/* The grams that are stored for a folded name, without duplicates: each
 * character alone and each pair. At most `max`; returns how many. */
size_t az_name_grams(const char *folded, int64_t *out, size_t max);

/* The grams to look a folded fragment up with, at most `max`: its pairs, spread
 * over it when there are more; one character alone is its own gram. None for
 * an empty fragment. */
size_t az_name_search_grams(const char *folded, int64_t *out, size_t max);

#endif
