/* The recovery key: holds every ring of keys (domain/key_ring.h), so that cases
 * are not lost with the passwords of those who handle them. Its secret half is
 * never stored. It is printed once in two parts, for two people; each alone
 * tells nothing, both together give an account what it may hold. */
#ifndef AZ_DOMAIN_RECOVERY_H
#define AZ_DOMAIN_RECOVERY_H

#include "base/ctx.h"
#include "base/secret.h"

#define AZ_RECOVERY_PARTS 2
#define AZ_RECOVERY_BYTES (AZ_SECRET_KEY + 3) /* of a part: with a check that it is this key's, and which part */

struct az_recovery_parts {
	char text[AZ_RECOVERY_PARTS][AZ_COPIED_TEXT(AZ_RECOVERY_BYTES)];
};

enum az_recovery_way {
	AZ_RECOVERY_FIRST,  /* AZ_CONFLICT when there is one */
	AZ_RECOVERY_AGAIN,  /* in the place of a former one; AZ_DENIED while a ring for which something is sealed opens with that
			     * one alone (domain/key_giving.h lists them) */
	AZ_RECOVERY_GIVE_UP /* the same without that check: its parts are lost */
};

/* Makes the recovery key. Rings that the instance itself kept until now are given to it at once, the others when somebody who
 * holds them signs in; each ring that is given to it the former one does not hold any more. */
enum az_result az_recovery_create(struct az_ctx *ctx, enum az_recovery_way way, struct az_recovery_parts *parts) AZ_CHECKED;

/* Gives the account of this login what it may hold and does not; *count of rings. AZ_NOT_FOUND: no such account, or it has
 * no keys yet (it has when it signed in once), or there is no recovery key. AZ_INVALID: these are not the parts of the
 * recovery key, nor of a former one that still holds something. */
enum az_result az_recovery_restore(struct az_ctx *ctx, const char *login, const char *first, const char *second,
                                   int64_t *count) AZ_CHECKED;

/* Wraps anew what is wrapped for rings that somebody left, as a job in this process; *id of the job, 0: nothing was due. The
 * keys are for the caller to run it with (ctx->actor). AZ_NOT_FOUND: there is no recovery key. AZ_INVALID as above. */
struct az_keys;
enum az_result az_recovery_renew(struct az_ctx *ctx, const char *first, const char *second, struct az_keys **keys,
                                 int64_t *id) AZ_CHECKED;

struct az_recovery_status {
	int64_t made_at;        /* 0: there is no recovery key */
	int64_t rings;          /* all that are in use */
	int64_t kept;           /* that the instance itself keeps, because not both an account and the recovery key hold them */
	int64_t without;        /* that somebody holds and the recovery key does not yet; of those in use also what nobody holds */
	int64_t former;         /* that a recovery key that was replaced still holds */
};
enum az_result az_recovery_look(struct az_ctx *ctx, struct az_recovery_status *status) AZ_CHECKED;

#endif
