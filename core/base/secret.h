/* Secrets, on libsodium: random bytes, keyed hashes, passwords, key files and
 * the receipts that people write down. */
#ifndef AZ_BASE_SECRET_H
#define AZ_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/result.h"

#define AZ_SECRET_KEY 32
#define AZ_SECRET_HASH 32

struct az_secret_key {
	unsigned char bytes[AZ_SECRET_KEY];
};

/* Once a process, before all else here; AZ_INTERNAL when the machine gives no
 * random bytes. Calling it again does no harm. */
enum az_result az_secret_init(void) AZ_CHECKED;

void az_secret_random(void *p, size_t n);
void az_secret_wipe(void *p, size_t n);

/* In a time that does not tell where they differ. */
bool az_secret_equal(const void *a, const void *b, size_t n);

/* BLAKE2b-256 with the key. `purpose` (at most 16 bytes: "session", "csrf")
 * keeps the hashes of one use from being good for another. */
void az_secret_hash(const struct az_secret_key *key, const char *purpose, const void *p, size_t n,
		    unsigned char out[AZ_SECRET_HASH]);

/* The 32 bytes of a key file, which is created with random bytes and mode 0600
 * when it is not there; of two processes that create it at once both get the
 * key of the one that won. AZ_INVALID, with a line in the log: it is no regular
 * file of 32 bytes, others than its owner may touch it, or its owner is another
 * account. AZ_INTERNAL: it cannot be read or created. */
enum az_result az_secret_key_load(const char *path, struct az_secret_key *out) AZ_CHECKED;

/* Argon2id with libsodium's interactive limits: about 0.1 s and 64 MiB.
 * AZ_UNAVAILABLE when the memory is not to be had. */
#define AZ_PASSWORD_TEXT 128
enum az_result az_password_hash(const char *password, char out[AZ_PASSWORD_TEXT]) AZ_CHECKED;

/* False for a wrong password. With a hash of NULL (no such account) it takes
 * as long and is false, so that time does not tell which accounts exist. */
bool az_password_verify(const char *hash, const char *password);

/* Was it made with weaker limits than today's? */
bool az_password_stale(const char *hash);

/* Receipts: 80 random bits as 16 characters of Crockford's base32, which leaves
 * out I, L, O and U: "ABCD-EFGH-JKMN-PQRS". */
#define AZ_RECEIPT_BYTES 10
#define AZ_RECEIPT_TEXT 20
void az_receipt_print(const unsigned char bytes[AZ_RECEIPT_BYTES], char out[AZ_RECEIPT_TEXT]);

/* Reads one as people copy it: any case, with or without spaces and hyphens,
 * O for 0, I or L for 1, full-width forms. False unless it is exactly 16. */
bool az_receipt_parse(const char *s, unsigned char out[AZ_RECEIPT_BYTES]);

#endif
