/* The instance's signing keys. */
#include "domain/proof_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/log.h"
#include "base/text.h"

#define LINE_BYTES 128

static const char *key_file(struct az_arena *arena, const char *directory)
{
	return az_format(arena, "%s/proof.key", directory);
}

static const char *earlier_file(struct az_arena *arena, const char *directory)
{
	return az_format(arena, "%s/proof-earlier", directory);
}

static bool fail(const char *file, const char *why)
{
	az_log(AZ_LOG_ERROR, "proof.key", "file=%s reason=%s", file, why);
	return false;
}

static void take(struct az_proof_keys *keys, const unsigned char open[AZ_SIGN_PUBLIC])
{
	struct az_proof_key *key = &keys->keys[keys->count++];
	memcpy(key->open, open, AZ_SIGN_PUBLIC);
	az_sign_id(open, key->id);
}

/* A line is a public key as 64 hexadecimal digits, the newest last. */
static bool read_earlier(const char *path, struct az_proof_keys *keys)
{
	char line[LINE_BYTES];
	unsigned char open[AZ_PROOF_KEYS_MAX][AZ_SIGN_PUBLIC];
	size_t count = 0, n;
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return errno == ENOENT || fail(path, strerror(errno));
	bool good = true;
	while (good && fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		good = count < AZ_PROOF_KEYS_MAX - 1 && strlen(line) == 2 * (size_t)AZ_SIGN_PUBLIC &&
		       sodium_hex2bin(open[count], AZ_SIGN_PUBLIC, line, strlen(line), NULL, &n, NULL) == 0;
		count++;
	}
	(void)fclose(file);
	if (!good)
		return fail(path, "a line is no public key, or there are too many");
	while (count > 0)
		take(keys, open[--count]);
	return true;
}

bool az_proof_keys_load(struct az_arena *arena, const char *directory, struct az_proof_keys *out)
{
	struct az_secret_key seed;
	*out = (struct az_proof_keys){0};
	if (az_secret_key_load(key_file(arena, directory), &seed) != AZ_OK)
		return false;
	az_sign_pair_of(&seed, &out->pair);
	az_secret_wipe(&seed, sizeof seed);
	take(out, out->pair.open);
	return read_earlier(earlier_file(arena, directory), out);
}

/* Written beside its place and put there at once, so that no reader sees half of it. */
static bool put_file(struct az_arena *arena, const char *path, const void *p, size_t n)
{
	const char *beside = az_format(arena, "%s.new", path);
	(void)unlink(beside);
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(beside, strerror(errno));
	bool good = write(fd, p, n) == (ssize_t)n && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	return (good && rename(beside, path) == 0) || fail(path, strerror(errno));
}

bool az_proof_key_renew(struct az_arena *arena, const char *directory)
{
	struct az_proof_keys *keys = AZ_NEW(arena, struct az_proof_keys);
	struct az_buffer lines;
	struct az_secret_key seed;
	if (!az_proof_keys_load(arena, directory, keys))
		return false;
	if (keys->count == AZ_PROOF_KEYS_MAX)
		return fail(earlier_file(arena, directory), "there are too many keys");
	az_buffer_init(&lines, arena);
	for (size_t i = keys->count; i > 0; i--)
		az_buffer_addf(&lines, "%s\n", az_hex(arena, keys->keys[i - 1].open, AZ_SIGN_PUBLIC));
	/* The public part first: a key that signs must never be one that nobody recognises later. */
	if (!put_file(arena, earlier_file(arena, directory), lines.p, lines.n))
		return false;
	az_secret_random(seed.bytes, sizeof seed.bytes);
	bool good = put_file(arena, key_file(arena, directory), seed.bytes, sizeof seed.bytes);
	az_secret_wipe(&seed, sizeof seed);
	return good;
}

const struct az_proof_key *az_proof_key_of(const struct az_proof_keys *keys, const char *id)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->keys[i].id, id) == 0)
			return &keys->keys[i];
	return NULL;
}

const char *az_proof_keys_text(struct az_arena *arena, const struct az_proof_keys *keys)
{
	/* SubjectPublicKeyInfo of an Ed25519 key: always the same twelve bytes, then the key. */
	static const unsigned char before[12] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
	struct az_buffer text;
	az_buffer_init(&text, arena);
	for (size_t i = 0; i < keys->count; i++) {
		unsigned char info[sizeof before + AZ_SIGN_PUBLIC];
		char base64[sodium_base64_ENCODED_LEN(sizeof info, sodium_base64_VARIANT_ORIGINAL)];
		memcpy(info, before, sizeof before);
		memcpy(info + sizeof before, keys->keys[i].open, AZ_SIGN_PUBLIC);
		sodium_bin2base64(base64, sizeof base64, info, sizeof info, sodium_base64_VARIANT_ORIGINAL);
		az_buffer_addf(&text, "key %s\n-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n", keys->keys[i].id,
		               base64);
	}
	return az_copy_n(arena, text.p, text.n);
}
