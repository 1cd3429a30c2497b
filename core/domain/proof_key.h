/* The key with which this instance signs proofs, and those of earlier years that
 * it still recognises. The secret one lies beside the instance's other keys; of
 * an earlier one only the public part is kept. */
#ifndef AZ_DOMAIN_PROOF_KEY_H
#define AZ_DOMAIN_PROOF_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/sign.h"

#define AZ_PROOF_KEYS_MAX 64

struct az_proof_key {
	char id[AZ_SIGN_ID];
	unsigned char open[AZ_SIGN_PUBLIC];
};

struct az_proof_keys {
	struct az_sign_pair pair;                     /* signs now */
	struct az_proof_key keys[AZ_PROOF_KEYS_MAX]; /* the first is the pair's own */
	size_t count;
};

/* Reads DIRECTORY/proof.key, made when it is not there, and DIRECTORY/proof-earlier; false after the reason was logged. */
bool az_proof_keys_load(struct az_arena *arena, const char *directory, struct az_proof_keys *out) AZ_CHECKED;

/* Makes another key; the one until now is kept for checking. Running workers sign with it after their next start. */
bool az_proof_key_renew(struct az_arena *arena, const char *directory) AZ_CHECKED;

/* NULL: none of ours. */
const struct az_proof_key *az_proof_key_of(const struct az_proof_keys *keys, const char *id);

/* All public keys, the newest first: a line "key ID" and the key as PEM (RFC 8410), as other programs read it. */
const char *az_proof_keys_text(struct az_arena *arena, const struct az_proof_keys *keys);

#endif
