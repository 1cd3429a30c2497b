/* Whom a report can be about: an insurer, an agency or an authority from its list, an enterprise by a fragment of its
 * name or the beginning of its code. For the public, so an enterprise shows its name and its division alone. */
#ifndef AZ_DOMAIN_SUBJECT_H
#define AZ_DOMAIN_SUBJECT_H

#include <stdbool.h>

#include <anze/field.h>

#include "base/ctx.h"

#define AZ_SUBJECT_FOUND_MAX 20  /* enterprises that one search shows */
#define AZ_SUBJECT_TYPED_MIN 2   /* characters that a search takes at least */

/* "insurer", "agency", "enterprise", "authority". */
extern const struct anze_choice az_subject_types[];
extern const size_t az_subject_type_count;

/* Those of a type, their codes with the type before ("authority-5"); of enterprises those that fit what was typed, none
 * for fewer than two characters. `type` "": all insurers, agencies and authorities. *more: there are others that fit. */
enum az_result az_subject_choices(struct az_ctx *ctx, const char *type, const char *typed, struct anze_choice **choices,
                                  size_t *count, bool *more) AZ_CHECKED;

struct az_subject {
	const char *type; /* a code of az_subject_types */
	int64_t id;
	const char *name;
};

/* Which one a code means; AZ_NOT_FOUND for any other text. The name is the Chinese one: handlers read it. */
enum az_result az_subject_find(struct az_ctx *ctx, const char *code, struct az_subject *subject) AZ_CHECKED;

#endif
