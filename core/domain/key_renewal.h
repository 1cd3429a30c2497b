/* When somebody leaves a ring of keys (his account is disabled, loses the role, goes to another authority) his wrap is
 * removed at once and the ring gets a new pair of keys under its name, given to those who stay. What is wrapped for the
 * former pair is wrapped for the new one, a case a transaction, by whoever still holds the former one: a colleague who
 * signs in, or the recovery key. That is a job (domain/job.h), which the portal's own process, holding no key, leaves
 * to them. */
#ifndef AZ_DOMAIN_KEY_RENEWAL_H
#define AZ_DOMAIN_KEY_RENEWAL_H

#include <stdbool.h>

#include "domain/job.h"
#include "domain/key_ring.h"

#define AZ_REWRAP "rewrap"

/* Removes every wrap of somebody who may not hold the ring any more, replaces those rings, and asks for the job; *count
 * of rings. A wrap that nobody else could take the place of stays, with a line in the log: no case is lost. Within a
 * transaction or alone; does nothing when nobody left. */
enum az_result az_ring_renew_left(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* The same, for the table of what is due from time to time: whatever way an account was changed. */
enum az_result az_ring_sweep(struct az_ctx *ctx) AZ_CHECKED;

/* Carries the job on for a moment with the keys of a person; does nothing when none waits. */
enum az_result az_rewrap_some(struct az_ctx *ctx, struct az_keys *keys) AZ_CHECKED;

/* The job, for who holds a former ring. */
enum az_result az_rewrap_able(struct az_ctx *ctx, const struct az_job *job, bool *able) AZ_CHECKED;
enum az_result az_rewrap_measure(struct az_ctx *ctx, struct az_job *job) AZ_CHECKED;
enum az_result az_rewrap_step(struct az_ctx *ctx, struct az_job *job, bool *finished) AZ_CHECKED;

/* How much is due. */
struct az_renewal_status {
	int64_t left;     /* rings that somebody left and still holds: nobody else could open them */
	int64_t replaced; /* former rings for which something is still wrapped */
	int64_t wraps;    /* what is: keys of cases and identities */
};
enum az_result az_renewal_look(struct az_ctx *ctx, struct az_renewal_status *status) AZ_CHECKED;

#endif
