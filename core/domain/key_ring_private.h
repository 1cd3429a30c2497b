/* What the files of the rings share. */
#ifndef AZ_DOMAIN_KEY_RING_PRIVATE_H
#define AZ_DOMAIN_KEY_RING_PRIVATE_H

#include <stdbool.h>

#include "domain/key_ring.h"

/* Whether account `a` may hold ring `r`: the one place where it is said. Custody of identities (of no authority) is not for
 * who handles reports (AZ_ROLE_HANDLER): with the key of a case, which any authority may come to lead, and custody one account
 * could open alone what two people are to open. */
#define AZ_MAY_HOLD                                                                                                    \
	"a.active = 1 AND (a.roles & r.role) <> 0 AND (r.authority_id = a.authority_id OR "                            \
	"(r.authority_id IS NULL AND (a.roles & 1) = 0)) "

/* Rings with the accounts that may hold them and have keys to hold them with. */
#define AZ_ENTITLED "key_ring r JOIN account a ON " AZ_MAY_HOLD "JOIN account_key k ON k.account_id = a.id "

/* Whether somebody whose account is alive holds ring `r`: colleagues go by that person's decision. */
#define AZ_LIVING                                                                                                      \
	"EXISTS (SELECT 1 FROM key_ring_holder lh JOIN account a ON a.id = lh.holder_id AND " AZ_MAY_HOLD              \
	"WHERE lh.ring_id = r.id AND lh.holder = 'account') "

/* Whether the recovery key of today opens ring `r`, or the instance, for the next who may hold it. */
#define AZ_KEPT                                                                                                        \
	"EXISTS (SELECT 1 FROM key_ring_holder kh LEFT JOIN recovery_key kv ON kh.holder = 'recovery' "                \
	"AND kv.id = kh.holder_id AND kv.current = 1 WHERE kh.ring_id = r.id "                                         \
	"AND (kh.holder = 'instance' OR kv.id IS NOT NULL)) "

/* Makes a ring of this name. The first of its name goes to all who may hold it; one in the place of `former` only to
 * those who hold that, for whoever waits there still waits. Both to the recovery key. Within a transaction. */
enum az_result az_ring_make(struct az_ctx *ctx, const char *name, uint32_t role, int64_t authority_id, int64_t former,
			    struct az_ring_public *ring) AZ_CHECKED;

/* A new pair in the place of a ring, under its name; what is wrapped for the former one is wrapped anew by a job.
 * Within a transaction. The rows of the trail are no act of their own. */
struct az_ring_place {
	int64_t id, role, authority_id;
	const char *name;
};
enum az_result az_ring_replace(struct az_ctx *ctx, const struct az_ring_place *former,
			       struct az_ring_public *ring) AZ_CHECKED;

/* Gives a ring to a holder ("account", "recovery") by its secret key, and what was said against it or lay there of a
 * former recovery key is gone. Within a transaction. */
struct az_ring_gift {
	int64_t ring_id, holder_id;
	const char *holder;
	struct az_text public_key;
};
enum az_result az_ring_give(struct az_ctx *ctx, const struct az_ring_gift *gift,
			    const unsigned char secret[AZ_SECRET_KEY]) AZ_CHECKED;

/* Opens what the instance keeps of a ring; false, with a line in the log, when its key file does not. */
bool az_ring_open_kept(struct az_ctx *ctx, int64_t ring_id, struct az_text sealed,
		       unsigned char secret[AZ_SECRET_KEY]) AZ_CHECKED;

#endif
