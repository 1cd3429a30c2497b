/* Identifiers that people copy from a licence or a card: checked here, with
 * what exactly is wrong, so that a page can point at the character. Memory is
 * the caller's; nothing is allocated. */
#ifndef AZ_BASE_IDENTIFIER_H
#define AZ_BASE_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"

#define AZ_CODE_CHARACTERS 18

enum az_identifier_fault {
	AZ_IDENTIFIER_GOOD = 0,
	AZ_IDENTIFIER_LENGTH,    /* `length` characters instead of 18 */
	AZ_IDENTIFIER_CHARACTER, /* `character` cannot stand at `position` */
	AZ_IDENTIFIER_DATE,      /* identity cards: the day of birth does not exist, or is still to come */
	AZ_IDENTIFIER_CHECK      /* the last character should be `expected` */
};

/* What a check found. */
struct az_identifier {
	enum az_identifier_fault fault;      /* the first in the order of the enum */
	char normal[AZ_CODE_CHARACTERS + 1]; /* the 18 characters; "" for another length or one that is not ASCII */
	size_t length;                       /* characters that were read, after spaces and hyphens were left out */
	size_t position;                     /* 1..: of the first impossible character; 0: there is none */
	char character[5];                   /* that character, whole, in UTF-8; "" when there is none */
	char expected;                       /* the check character that fits the others; 0 when not computed */
	/* What was read, in groups: "91370902 MA000T02 27", a card as
	 * "110105 19491231 002X"; "" when `normal` is. */
	char groups[AZ_CODE_CHARACTERS + 3];
	char division[7];    /* GB/T 2260, six digits; "" when they were not read */
	bool inner_mismatch; /* codes: the GB 11714 code inside does not check; worth a warning, no more */
	az_day born;         /* cards: AZ_DAY_NONE unless the date exists */
};

/* A unified social credit code, GB 32100-2015. Spaces, hyphens and byte order
 * marks are left out, full-width forms and lower case are read as what they
 * mean. True when it is good; `out` is filled in either way. */
bool az_code_check(const char *s, struct az_identifier *out);

/* A citizen's identity number, GB 11643-1999, read in the same tolerant way.
 * A birth after `today` is refused; AZ_DAY_NONE: that is not asked. */
bool az_card_check(const char *s, az_day today, struct az_identifier *out);

/* "370902********0014" of a number with 18 ASCII characters; every other text
 * becomes asterisks only. */
void az_card_mask(const char *s, char out[AZ_CODE_CHARACTERS + 1]);

#endif
