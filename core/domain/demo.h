/* The demonstration city: its sign-ins, and its clock, which can be shifted. */
#ifndef AZ_DOMAIN_DEMO_H
#define AZ_DOMAIN_DEMO_H

#include <stddef.h>

#include "domain/account.h"

#define AZ_DEMO_PASSWORD "anze-demo" /* known to everybody; a demonstration listens on loopback only */

struct az_demo_account {
	struct az_account_new account;
	const char *text_key; /* who it is, for the sign-in page */
};

extern const struct az_demo_account az_demo_accounts[];
extern const size_t az_demo_account_count;

/* By how many milliseconds the instance's clock is ahead; 0 where it is no demonstration. */
enum az_result az_demo_shift(struct az_ctx *ctx, int64_t *shift) AZ_CHECKED;

/* A published checklist, a signed visit with a hazard, and a visit that is being filled in. */
enum az_result az_demo_visits(struct az_ctx *ctx) AZ_CHECKED;

#endif
