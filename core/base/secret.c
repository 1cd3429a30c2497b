#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

_Static_assert(AZ_SECRET_SALT == crypto_pwhash_SALTBYTES, "a salt has libsodium's size");
_Static_assert(AZ_PASSWORD_TEXT >= crypto_pwhash_STRBYTES, "a password's hash fits");
_Static_assert(AZ_SECRET_HASH == crypto_generichash_BYTES, "the hash has libsodium's usual size");
_Static_assert(AZ_SECRET_KEY == crypto_generichash_KEYBYTES, "the key has libsodium's usual size");

enum az_result az_secret_init(void)
{
	if (sodium_init() < 0) {
		az_log(AZ_LOG_ERROR, "secret.init", "libsodium found no source of random bytes");
		return AZ_INTERNAL;
	}
	return AZ_OK;
}

void az_secret_random(void *p, size_t n)
{
	randombytes_buf(p, n);
}

void az_secret_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

bool az_secret_equal(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void az_secret_hash(const struct az_secret_key *key, const char *purpose, const void *p, size_t n,
		    unsigned char out[AZ_SECRET_HASH])
{
	static const unsigned char no_salt[crypto_generichash_blake2b_SALTBYTES];
	unsigned char personal[crypto_generichash_blake2b_PERSONALBYTES] = {0};
	size_t length = strlen(purpose);

	memcpy(personal, purpose, length < sizeof(personal) ? length : sizeof(personal));
	crypto_generichash_blake2b_salt_personal(out, AZ_SECRET_HASH, p, n, key->bytes, AZ_SECRET_KEY, no_salt,
						 personal);
}

/* --- sealing --- */

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

_Static_assert(AZ_SEALED_MORE == NONCE + crypto_aead_xchacha20poly1305_ietf_ABYTES, "nonce and tag");
_Static_assert(AZ_BOXED_MORE == crypto_box_SEALBYTES + AZ_SECRET_HASH, "the box and what it is about");
_Static_assert(AZ_SECRET_KEY == crypto_box_PUBLICKEYBYTES && AZ_SECRET_KEY == crypto_box_SECRETKEYBYTES,
	       "both keys of a pair have the usual size");
_Static_assert(sizeof(struct az_secret_about) == 40, "without padding: its bytes are authenticated");

void az_secret_seal(const struct az_secret_key *key, const struct az_secret_about *about, const void *p, size_t n,
		    unsigned char *out)
{
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, p, n, (const unsigned char *)about,
						   sizeof(*about), NULL, out, key->bytes);
}

bool az_secret_open(const struct az_secret_key *key, const struct az_secret_about *about, const void *sealed, size_t n,
		    unsigned char *out)
{
	const unsigned char *at = sealed;

	return n >= AZ_SEALED_MORE &&
	       crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, at + NONCE, n - NONCE,
							  (const unsigned char *)about, sizeof(*about), at,
							  key->bytes) == 0;
}

void az_secret_pair_make(struct az_secret_pair *out)
{
	crypto_box_keypair(out->open, out->secret);
}

void az_secret_pair_of(const unsigned char secret[AZ_SECRET_KEY], struct az_secret_pair *out)
{
	memcpy(out->secret, secret, AZ_SECRET_KEY);
	crypto_scalarmult_base(out->open, out->secret);
}

static void hash_about(const struct az_secret_about *about, unsigned char out[AZ_SECRET_HASH])
{
	crypto_generichash(out, AZ_SECRET_HASH, (const unsigned char *)about, sizeof(*about), NULL, 0);
}

void az_secret_box(const unsigned char open[AZ_SECRET_KEY], const struct az_secret_about *about, const void *p,
		   size_t n, struct az_arena *arena, unsigned char *out)
{
	unsigned char *inner = az_alloc(arena, AZ_SECRET_HASH + n);

	hash_about(about, inner);
	memcpy(inner + AZ_SECRET_HASH, p, n);
	/* Fails for a public key of low order alone, which no pair of ours has: then nothing can open it. */
	if (crypto_box_seal(out, inner, AZ_SECRET_HASH + n, open) != 0)
		sodium_memzero(out, n + AZ_BOXED_MORE);
	sodium_memzero(inner, AZ_SECRET_HASH + n);
}

bool az_secret_unbox(const struct az_secret_pair *pair, const struct az_secret_about *about, const void *boxed,
		     size_t n, struct az_arena *arena, unsigned char *out)
{
	unsigned char expected[AZ_SECRET_HASH];
	bool good;

	if (n < AZ_BOXED_MORE)
		return false;
	unsigned char *inner = az_alloc(arena, n - crypto_box_SEALBYTES);
	hash_about(about, expected);
	good = crypto_box_seal_open(inner, boxed, n, pair->open, pair->secret) == 0 &&
	       sodium_memcmp(inner, expected, AZ_SECRET_HASH) == 0;
	if (good)
		memcpy(out, inner + AZ_SECRET_HASH, n - AZ_BOXED_MORE);
	sodium_memzero(inner, n - crypto_box_SEALBYTES);
	return good;
}

/* --- the key file --- */

static bool write_key(int fd, const unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, p, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		p += written;
		n -= (size_t)written;
	}
	return fsync(fd) == 0;
}

/* The new name must outlive a power failure as well as the bytes do. */
static void sync_directory(const char *path)
{
	char copy[PATH_MAX];
	int fd;

	if (!az_print(copy, sizeof(copy), "%s", path))
		return;
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

/* Writes a whole key under a name of its own and then links it to `path`,
 * which fails when the name is taken: nobody ever reads half a key. */
static bool create_key(const char *path)
{
	struct az_secret_key key;
	unsigned char mark[8];
	char temporary[PATH_MAX], mark_text[2 * sizeof(mark) + 1];
	bool written, created;
	int fd;

	az_secret_random(mark, sizeof(mark));
	sodium_bin2hex(mark_text, sizeof(mark_text), mark, sizeof(mark));
	if (!az_print(temporary, sizeof(temporary), "%s.%s", path, mark_text)) {
		errno = ENAMETOOLONG;
		return false;
	}
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	az_secret_random(key.bytes, sizeof(key.bytes));
	written = write_key(fd, key.bytes, sizeof(key.bytes));
	az_secret_wipe(&key, sizeof(key));
	written = close(fd) == 0 && written;
	created = written && (link(temporary, path) == 0 || errno == EEXIST);
	(void)unlink(temporary);
	if (created)
		sync_directory(path);
	return created;
}

static enum az_result refuse_key(const char *path, const char *reason)
{
	az_log(AZ_LOG_ERROR, "key.refused", "file=%s reason=%s", path, reason);
	return AZ_INVALID;
}

static enum az_result read_key(int fd, const char *path, struct az_secret_key *out)
{
	struct stat status;
	size_t n = 0;

	if (fstat(fd, &status) != 0)
		return AZ_INTERNAL;
	if (!S_ISREG(status.st_mode))
		return refuse_key(path, "not_a_file");
	if ((status.st_mode & 077) != 0)
		return refuse_key(path, "mode_is_looser_than_0600");
	if (status.st_uid != geteuid() && geteuid() != 0)
		return refuse_key(path, "owned_by_another_account");
	if (status.st_size != AZ_SECRET_KEY)
		return refuse_key(path, "not_32_bytes");
	while (n < AZ_SECRET_KEY) {
		ssize_t got = read(fd, out->bytes + n, AZ_SECRET_KEY - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return AZ_INTERNAL;
		n += (size_t)got;
	}
	return AZ_OK;
}

enum az_result az_secret_key_load(const char *path, struct az_secret_key *out)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	enum az_result result;
	int fd = open(path, flags);

	if (fd < 0 && errno == ENOENT && create_key(path))
		fd = open(path, flags);
	if (fd < 0) {
		if (errno == ELOOP)
			return refuse_key(path, "a_symbolic_link");
		az_log(AZ_LOG_ERROR, "key.unreadable", "file=%s reason=%s", path, strerror(errno));
		return AZ_INTERNAL;
	}
	result = read_key(fd, path, out);
	close(fd);
	return result;
}

/* --- passwords --- */

enum az_result az_password_hash(const char *password, char out[AZ_PASSWORD_TEXT])
{
	if (crypto_pwhash_str(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
		az_log(AZ_LOG_ERROR, "password.memory", "no memory for a password's hash");
		return AZ_UNAVAILABLE;
	}
	return AZ_OK;
}

bool az_password_verify(const char *hash, const char *password)
{
	unsigned char spent[32], salt[crypto_pwhash_SALTBYTES] = {0};

	if (hash != NULL)
		return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
	if (crypto_pwhash(spent, sizeof(spent), password, strlen(password), salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
			  crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_DEFAULT) != 0)
		az_log(AZ_LOG_ERROR, "password.memory", "no memory for a password's hash");
	az_secret_wipe(spent, sizeof(spent));
	return false;
}

enum az_result az_password_key(const char *password, const unsigned char salt[AZ_SECRET_SALT],
			       struct az_secret_key *out)
{
	if (crypto_pwhash(out->bytes, AZ_SECRET_KEY, password, strlen(password), salt,
			  crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
			  crypto_pwhash_ALG_ARGON2ID13) != 0) {
		az_log(AZ_LOG_ERROR, "password.memory", "no memory for a password's key");
		return AZ_UNAVAILABLE;
	}
	return AZ_OK;
}

bool az_password_stale(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, crypto_pwhash_OPSLIMIT_INTERACTIVE,
					      crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0;
}

/* --- codes --- */

static const char code_alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

_Static_assert(AZ_RECEIPT_TEXT == AZ_COPIED_TEXT(AZ_RECEIPT_BYTES), "a receipt is a code");

void az_copied_print(const unsigned char *bytes, size_t n, char *out)
{
	unsigned int held = 0, bits = 0;
	size_t characters = 0;

	for (size_t i = 0; i < n; i++) {
		held = (held << 8 | bytes[i]) & 0xfff;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			if (characters > 0 && characters % 4 == 0)
				*out++ = '-';
			*out++ = code_alphabet[held >> bits & 31];
			characters++;
		}
	}
	*out = '\0';
}

/* The value of a character as people copy it, or -1. */
static int code_value(uint32_t point)
{
	const char *found;

	if (point >= 0xff01 && point <= 0xff5e)
		point -= 0xfee0;
	if (point >= 'a' && point <= 'z')
		point -= 'a' - 'A';
	if (point == 'O')
		point = '0';
	if (point == 'I' || point == 'L')
		point = '1';
	if (point == 0 || point >= 0x80)
		return -1;
	found = strchr(code_alphabet, (int)point);
	return found != NULL ? (int)(found - code_alphabet) : -1;
}

static bool code_gap(uint32_t point)
{
	return point == '-' || point == ' ' || (point >= '\t' && point <= '\r') || point == 0xa0 || point == 0x3000 ||
	       point == 0xfeff || point == 0xff0d || point == 0x2212 || (point >= 0x2000 && point <= 0x2015);
}

bool az_copied_parse(const char *s, unsigned char *out, size_t n)
{
	size_t length = s != NULL ? strlen(s) : 0;
	size_t at = 0, characters = 0, written = 0;
	unsigned int held = 0, bits = 0;

	while (at < length) {
		uint32_t point = az_utf8_next(s, length, &at);
		int value;

		if (code_gap(point))
			continue;
		value = code_value(point);
		if (value < 0 || characters == AZ_COPIED_CHARACTERS(n))
			return false;
		characters++;
		held = (held << 5 | (unsigned int)value) & 0xfff;
		bits += 5;
		if (bits >= 8 && written < n) {
			bits -= 8;
			out[written++] = (unsigned char)(held >> bits & 0xff);
		}
	}
	return characters == AZ_COPIED_CHARACTERS(n);
}

void az_receipt_print(const unsigned char bytes[AZ_RECEIPT_BYTES], char out[AZ_RECEIPT_TEXT])
{
	az_copied_print(bytes, AZ_RECEIPT_BYTES, out);
}

bool az_receipt_parse(const char *s, unsigned char out[AZ_RECEIPT_BYTES])
{
	unsigned char bytes[AZ_RECEIPT_BYTES];

	if (!az_copied_parse(s, bytes, AZ_RECEIPT_BYTES))
		return false;
	memcpy(out, bytes, sizeof(bytes));
	return true;
}
