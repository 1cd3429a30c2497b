/* Secrets, on libsodium: random bytes, keyed hashes, passwords, key files and
 * the receipts that people write down. */
#ifndef AZ_BASE_SECRET_H
#define AZ_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/result.h"

struct az_arena;

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

/* Sealing with a key that both sides have: XChaCha20-Poly1305, a random nonce in
 * front. `about` says what the bytes are and of which row: opened with another
 * one, or changed by a bit, they are refused. */
#define AZ_SEALED_MORE 40U
struct az_secret_about {
	char purpose[16]; /* "report.content" */
	int64_t row, part, more;
};
void az_secret_seal(const struct az_secret_key *key, const struct az_secret_about *about, const void *p, size_t n,
		    unsigned char *out); /* n + AZ_SEALED_MORE bytes */
/* False when it does not open; `out` takes n - AZ_SEALED_MORE bytes. */
bool az_secret_open(const struct az_secret_key *key, const struct az_secret_about *about, const void *sealed, size_t n,
		    unsigned char *out) AZ_CHECKED;

/* A pair of keys (X25519): with the public one anybody wraps a key that only the secret one opens. What is wrapped
 * carries what it is and of which row, as above: a wrap that was moved to another row is refused. */
struct az_secret_pair {
	unsigned char open[AZ_SECRET_KEY];   /* the public one */
	unsigned char secret[AZ_SECRET_KEY];
};
void az_secret_pair_make(struct az_secret_pair *out);
void az_secret_pair_of(const unsigned char secret[AZ_SECRET_KEY], struct az_secret_pair *out);

#define AZ_BOXED_MORE 80U /* libsodium's sealed box and a hash of `about` */
#define AZ_WRAPPED_KEY (AZ_SECRET_KEY + AZ_BOXED_MORE)
void az_secret_box(const unsigned char open[AZ_SECRET_KEY], const struct az_secret_about *about, const void *p,
		   size_t n, struct az_arena *arena, unsigned char *out); /* n + AZ_BOXED_MORE bytes */
bool az_secret_unbox(const struct az_secret_pair *pair, const struct az_secret_about *about, const void *boxed,
		     size_t n, struct az_arena *arena, unsigned char *out) AZ_CHECKED; /* n - AZ_BOXED_MORE bytes */

/* Argon2id with libsodium's interactive limits: about 0.1 s and 64 MiB.
 * AZ_UNAVAILABLE when the memory is not to be had. */
#define AZ_PASSWORD_TEXT 128
enum az_result az_password_hash(const char *password, char out[AZ_PASSWORD_TEXT]) AZ_CHECKED;

/* False for a wrong password. With a hash of NULL (no such account) it takes
 * as long and is false, so that time does not tell which accounts exist. */
bool az_password_verify(const char *hash, const char *password);

/* Was it made with weaker limits than today's? */
bool az_password_stale(const char *hash);

/* A key from a password and a salt of its own, with the same limits; it has nothing to do with the password's hash. */
#define AZ_SECRET_SALT 16
enum az_result az_password_key(const char *password, const unsigned char salt[AZ_SECRET_SALT],
			       struct az_secret_key *out) AZ_CHECKED;

/* Bytes as people copy them: Crockford's base32, which leaves out I, L, O and U, in groups of four characters. Their number
 * is a multiple of five, so that no character is only half used; the text takes AZ_COPIED_TEXT(n) bytes with its end. */
#define AZ_COPIED_CHARACTERS(n) ((n) * 8 / 5)
#define AZ_COPIED_TEXT(n) (AZ_COPIED_CHARACTERS(n) + (AZ_COPIED_CHARACTERS(n) - 1) / 4 + 1)
void az_copied_print(const unsigned char *bytes, size_t n, char *out);

/* Reads one: any case, with or without spaces and hyphens, O for 0, I or L for 1, full-width forms. False unless it is
 * exactly `n` bytes. */
bool az_copied_parse(const char *s, unsigned char *out, size_t n);

/* Receipts: 80 random bits as such a code: "ABCD-EFGH-JKMN-PQRS". */
#define AZ_RECEIPT_BYTES 10
#define AZ_RECEIPT_TEXT 20
void az_receipt_print(const unsigned char bytes[AZ_RECEIPT_BYTES], char out[AZ_RECEIPT_TEXT]);

bool az_receipt_parse(const char *s, unsigned char out[AZ_RECEIPT_BYTES]);

#endif
