/* Signatures. */
#include "base/sign.h"

#include <sodium.h>

void az_sign_pair_of(const struct az_secret_key *seed, struct az_sign_pair *out)
{
	/* Fails for no seed. */
	(void)crypto_sign_seed_keypair(out->open, out->secret, seed->bytes);
}

void az_sign_id(const unsigned char open[AZ_SIGN_PUBLIC], char out[AZ_SIGN_ID])
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	(void)crypto_generichash(hash, sizeof hash, open, AZ_SIGN_PUBLIC, NULL, 0);
	sodium_bin2hex(out, AZ_SIGN_ID, hash, (AZ_SIGN_ID - 1) / 2);
}

void az_sign(const struct az_sign_pair *pair, const void *p, size_t n, unsigned char out[AZ_SIGNATURE])
{
	(void)crypto_sign_detached(out, NULL, p, n, pair->secret);
}

bool az_sign_good(const unsigned char open[AZ_SIGN_PUBLIC], const void *p, size_t n,
                  const unsigned char signature[AZ_SIGNATURE])
{
	return crypto_sign_verify_detached(signature, p, n, open) == 0;
}
