/* The keys of whoever acts. */
#include "domain/account_key.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "domain/key_ring.h"
#include "domain/site.h"
#include "store/db.h"

static const struct az_secret_about *about_account(struct az_ctx *ctx, int64_t account_id)
{
	struct az_secret_about *about = AZ_NEW(ctx->arena, struct az_secret_about);
	*about = (struct az_secret_about){"account.key", account_id, 0, 0};
	return about;
}

static enum az_result put(struct az_ctx *ctx, int64_t account_id, const char *password, const struct az_secret_pair *pair)
{
	unsigned char salt[AZ_SECRET_SALT], sealed[AZ_SECRET_KEY + AZ_SEALED_MORE];
	struct az_secret_key key;
	az_secret_random(salt, sizeof salt);
	AZ_TRY(az_password_key(password, salt, &key));
	az_secret_seal(&key, about_account(ctx, account_id), pair->secret, AZ_SECRET_KEY, sealed);
	az_secret_wipe(&key, sizeof key);
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO account_key (account_id, public_key, salt, sealed, made_at) "
	                           "VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
	                           /* When the pair was made stays when only its password changes; read before it is set. */
	                           "made_at = IF(public_key = VALUES(public_key), made_at, VALUES(made_at)), "
	                           "public_key = VALUES(public_key), salt = VALUES(salt), sealed = VALUES(sealed)",
	                           az_int(account_id), az_bytes(pair->open, AZ_SECRET_KEY), az_bytes(salt, sizeof salt),
	                           az_bytes(sealed, sizeof sealed), az_time(ctx->now)),
	                  NULL);
}

enum az_result az_account_key_make(struct az_ctx *ctx, int64_t account_id, const char *password,
                                   struct az_secret_pair *pair)
{
	az_secret_pair_make(pair);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM key_ring_holder WHERE holder = 'account' AND holder_id = ?",
	                           az_int(account_id)),
	                  NULL));
	return put(ctx, account_id, password, pair);
}

enum az_result az_account_key_reseal(struct az_ctx *ctx, int64_t account_id, const char *password,
                                     const struct az_secret_pair *pair)
{
	return put(ctx, account_id, password, pair);
}

struct key_row {
	struct az_text salt, sealed;
};

enum az_result az_account_key_open(struct az_ctx *ctx, int64_t account_id, const char *password,
                                   struct az_secret_pair *pair)
{
	static const struct az_column columns[] = {AZ_BYTES_OF(struct key_row, salt),
	                                           AZ_BYTES_OF(struct key_row, sealed)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct key_row);
	struct key_row row = {0};
	struct az_secret_key key;
	unsigned char secret[AZ_SECRET_KEY];
	AZ_TRY(az_db_row(ctx, AZ_QUERY("SELECT salt, sealed FROM account_key WHERE account_id = ?", az_int(account_id)),
	                 &map, &row));
	if (row.salt.n != AZ_SECRET_SALT || row.sealed.n != AZ_SECRET_KEY + AZ_SEALED_MORE)
		return AZ_INTERNAL;
	AZ_TRY(az_password_key(password, (const unsigned char *)row.salt.p, &key));
	bool good = az_secret_open(&key, about_account(ctx, account_id), row.sealed.p, row.sealed.n, secret);
	az_secret_wipe(&key, sizeof key);
	if (!good) {
		az_log(AZ_LOG_ERROR, "account.key", "account=%lld the password does not open the account's key",
		       (long long)account_id);
		return AZ_INTERNAL;
	}
	az_secret_pair_of(secret, pair);
	az_secret_wipe(secret, sizeof secret);
	return AZ_OK;
}

/* ---- while a session lasts ---- */

static const struct az_secret_about in_session = {"session.key", 0, 0, 0};

/* From the token, which only the cookie holds: the row has a hash of it for another purpose. */
static void session_key(struct az_ctx *ctx, const char *token, struct az_secret_key *key)
{
	az_secret_hash(&ctx->site->session_key, "session.key", token, strlen(token), key->bytes);
}

void az_account_key_hold(struct az_ctx *ctx, const char *token, const struct az_secret_pair *pair,
                         unsigned char sealed[AZ_SESSION_KEY])
{
	struct az_secret_key key;
	session_key(ctx, token, &key);
	az_secret_seal(&key, &in_session, pair->secret, AZ_SECRET_KEY, sealed);
	az_secret_wipe(&key, sizeof key);
}

struct az_keys *az_account_key_resume(struct az_ctx *ctx, const char *token, int64_t account_id, struct az_text sealed)
{
	struct az_secret_key key;
	unsigned char secret[AZ_SECRET_KEY];
	if (sealed.n != AZ_SESSION_KEY)
		return NULL;
	session_key(ctx, token, &key);
	bool good = az_secret_open(&key, &in_session, sealed.p, sealed.n, secret);
	az_secret_wipe(&key, sizeof key);
	if (!good) {
		az_log(AZ_LOG_ERROR, "session.key", "account=%lld the session's key was changed where it lies",
		       (long long)account_id);
		return NULL;
	}
	struct az_keys *keys = az_keys_new(ctx->arena, account_id);
	az_secret_pair_of(secret, &keys->own);
	az_secret_wipe(secret, sizeof secret);
	return keys;
}
