/* Form tokens: base64url of nonce (16), time (8), keyed hash (32). */
#include "server/token.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"

#define NONCE 16
#define STAMP 8
#define MAC 32

static void sign(const unsigned char *head, const unsigned char *key, const char *purpose, const char *binder,
                 unsigned char *mac)
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, key, AZ_TOKEN_KEY, MAC);
	crypto_generichash_update(&state, head, NONCE + STAMP);
	/* With their terminators, so that no two pairs of texts run into the same bytes. */
	crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, (const unsigned char *)binder, strlen(binder) + 1);
	crypto_generichash_final(&state, mac, MAC);
}

const char *az_token_make(struct az_arena *arena, const unsigned char key[AZ_TOKEN_KEY], const char *purpose,
                          const char *binder, int64_t now)
{
	unsigned char bytes[NONCE + STAMP + MAC];
	randombytes_buf(bytes, NONCE);
	memcpy(bytes + NONCE, &now, STAMP);
	sign(bytes, key, purpose, binder, bytes + NONCE + STAMP);
	return az_base64url(arena, bytes, sizeof bytes);
}

enum az_result az_token_check(struct az_arena *arena, const unsigned char key[AZ_TOKEN_KEY], const char *purpose,
                              const char *binder, const char *token, int64_t now, int64_t max_age_ms)
{
	unsigned char *bytes, mac[MAC];
	size_t n;
	int64_t made;
	if (!az_base64url_decode(arena, token, &bytes, &n) || n != NONCE + STAMP + MAC)
		return AZ_DENIED;
	sign(bytes, key, purpose, binder, mac);
	if (sodium_memcmp(mac, bytes + NONCE + STAMP, MAC) != 0)
		return AZ_DENIED;
	memcpy(&made, bytes + NONCE, STAMP);
	return now - made <= max_age_ms && made - now <= AZ_TOKEN_SKEW ? AZ_OK : AZ_INVALID;
}
