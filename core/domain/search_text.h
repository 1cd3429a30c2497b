/* What people type into a search field: a code or how it begins, or a part of a
 * name. One reading for every list. */
#ifndef AZ_DOMAIN_SEARCH_TEXT_H
#define AZ_DOMAIN_SEARCH_TEXT_H

#include <stdbool.h>

#include "base/arena.h"

/* One of the two is filled in, the other is ""; both are "" for an empty text. */
struct az_search_text {
	const char *code; /* normalised: half-width, upper case, without spaces and hyphens */
	const char *name; /* folded (name_gram.h), of at most 100 code points */
	bool code_wrong;  /* 18 characters that are no code: the check does not fit */
};

/* A text of 4 to 18 letters and digits that begins with a digit is a code, everything else a part of a name. */
struct az_search_text az_search_text_read(struct az_arena *arena, const char *typed);

#endif
