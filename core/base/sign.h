/* Signatures (Ed25519, libsodium): what this instance said, for anybody to check. */
#ifndef AZ_BASE_SIGN_H
#define AZ_BASE_SIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/secret.h"

#define AZ_SIGN_PUBLIC 32
#define AZ_SIGNATURE 64
#define AZ_SIGN_ID 17 /* 16 hexadecimal digits and the end */

struct az_sign_pair {
	unsigned char open[AZ_SIGN_PUBLIC]; /* the public one */
	unsigned char secret[64];
};

/* The pair that hangs on a secret of 32 bytes; the same each time. */
void az_sign_pair_of(const struct az_secret_key *seed, struct az_sign_pair *out);

/* What a public key is called: the first half of its BLAKE2b-128 as hexadecimal digits. */
void az_sign_id(const unsigned char open[AZ_SIGN_PUBLIC], char out[AZ_SIGN_ID]);

void az_sign(const struct az_sign_pair *pair, const void *p, size_t n, unsigned char out[AZ_SIGNATURE]);

/* False for any other bytes, key or signature. */
bool az_sign_good(const unsigned char open[AZ_SIGN_PUBLIC], const void *p, size_t n,
                  const unsigned char signature[AZ_SIGNATURE]) AZ_CHECKED;

#endif
