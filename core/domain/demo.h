/* The sign-ins of the demonstration city. */
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

#endif
