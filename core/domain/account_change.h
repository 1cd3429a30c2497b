/* What an operator changes of an account: whether it may sign in, its roles, its authority. Its sessions end at once;
 * what it held of keys and may not hold any more is gone in the same transaction (domain/key_renewal.h), as are
 * identities that were handed to it. */
#ifndef AZ_DOMAIN_ACCOUNT_CHANGE_H
#define AZ_DOMAIN_ACCOUNT_CHANGE_H

#include "base/ctx.h"

struct az_account_change {
	const char *action; /* "disable", "enable", "roles", "move": the trail's */
	const char *login;
	int64_t active;        /* -1: as it is */
	int64_t roles;         /* 0: as they are */
	const char *authority; /* a code; NULL: as it is */
};

/* *rings: how many rings of keys were renewed because of it. AZ_NOT_FOUND: no such login, or no such authority. */
enum az_result az_account_change(struct az_ctx *ctx, const struct az_account_change *change, int64_t *rings) AZ_CHECKED;

#endif
