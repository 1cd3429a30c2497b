/* Rings: pairs of keys that several people hold, so that what is wrapped for a
 * ring can be opened by each of them and is not lost with one password. Two
 * kinds: the handlers of one authority, and the city's coordinators who handle
 * no reports themselves and keep the second key to identities ("custody"): no
 * account ever holds both kinds. The first ring of an authority goes
 * to all who may hold it; who comes later gets it by the decision of a colleague
 * who holds it (domain/key_giving.h), or by the recovery key. */
#ifndef AZ_DOMAIN_KEY_RING_H
#define AZ_DOMAIN_KEY_RING_H

#include "base/ctx.h"
#include "base/secret.h"
#include "base/text.h"

#define AZ_RINGS_MAX 64 /* that one account holds */

struct az_ring {
	int64_t id;
	struct az_secret_pair pair;
};

/* What whoever acts can open; lives as long as the request. Rings are opened when the first is asked for. */
struct az_keys {
	int64_t account_id;
	struct az_secret_pair own;
	struct az_ring rings[AZ_RINGS_MAX];
	size_t count;
	bool looked;
};
struct az_keys *az_keys_new(struct az_arena *arena, int64_t account_id);

struct az_ring_public {
	int64_t id;
	struct az_text public_key;
};

/* The ring of an authority's handlers, and that of custody; made when it is asked for the first time, and made anew where
 * nobody could open what is wrapped for it. Within a transaction. */
enum az_result az_ring_of_authority(struct az_ctx *ctx, int64_t authority_id, struct az_ring_public *ring) AZ_CHECKED;
enum az_result az_ring_of_custody(struct az_ctx *ctx, struct az_ring_public *ring) AZ_CHECKED;

/* Wraps a key, or other bytes, for a ring. */
void az_ring_box(struct az_ctx *ctx, const struct az_ring_public *ring, const struct az_secret_about *about,
                 const void *p, size_t n, unsigned char *out);

/* A ring that whoever acts holds. AZ_NOT_FOUND when he does not, AZ_INTERNAL when it was changed where it lies. */
enum az_result az_ring_open(struct az_ctx *ctx, int64_t ring_id, const struct az_secret_pair **pair) AZ_CHECKED;

/* Takes what the instance kept and nobody holds for an account that may hold it, and gives what the actor holds to the
 * recovery key; each is an audit row. Costs two queries when nothing is to be done. No other account gets anything by it. */
enum az_result az_ring_share(struct az_ctx *ctx, struct az_keys *keys) AZ_CHECKED;

/* Gives what the instance keeps to a new recovery key. Within a transaction. */
enum az_result az_ring_keep(struct az_ctx *ctx, int64_t recovery_id, const unsigned char public_key[AZ_SECRET_KEY]) AZ_CHECKED;

/* Gives the rings that the recovery key holds to an account that may hold them and does not; *count of them. Within a
 * transaction. */
enum az_result az_ring_restore(struct az_ctx *ctx, int64_t recovery_id, const struct az_secret_pair *recovery,
                               int64_t account_id, int64_t *count) AZ_CHECKED;

/* What the recovery key holds of rings that were replaced (domain/key_renewal.h), for whoever has both its parts. */
enum az_result az_ring_hold_recovery(struct az_ctx *ctx, int64_t recovery_id, const struct az_secret_pair *recovery,
                                     struct az_keys *keys) AZ_CHECKED;

#endif
