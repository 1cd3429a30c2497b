/* Which authority a description means. People call an authority by a short name ("市应急局" for 泰安市应急管理局); a
 * report about it must not reach it for that. Pure. */
#ifndef AZ_DOMAIN_AUTHORITY_NAME_H
#define AZ_DOMAIN_AUTHORITY_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum az_authority_fit {
	AZ_AUTHORITY_NOT,
	AZ_AUTHORITY_PERHAPS, /* its field, and no word of whose: the city's or which county's */
	AZ_AUTHORITY_MEANT
};

struct az_authority_name {
	const char *name;   /* in Chinese, in full */
	const char *county; /* "": of the city */
};

/* Is this the name of an office, by its last word (局, 委, 办, 厅)? */
bool az_authority_like(struct az_arena *arena, const char *description);

/* A description beside the names that it may mean, each read once. */
struct az_authority_question;
struct az_authority_question *az_authority_ask(struct az_arena *arena, const char *description,
					       const struct az_authority_name *names, size_t count);

/* Does the description mean names[which]? Its whole name stands there; or, before the word that its name ends with
 * (局), at least two characters of its field in their order (应急, 住建), and before them its place. A place is what a
 * name begins with, up to 市, 区 or 县; "市" alone is the city. `county`: where it happened, which "区" and "县" alone
 * mean;
 * "": not known. */
enum az_authority_fit az_authority_fit(const struct az_authority_question *question, size_t which, const char *county);

#endif
