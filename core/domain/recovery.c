/* The recovery key. */
#include "domain/recovery.h"

#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "domain/audit.h"
#include "domain/key_giving.h"
#include "domain/key_renewal.h"
#include "domain/key_ring.h"
#include "store/db.h"

#define FORMERS_MAX 64

/* ---- its two parts ---- */

/* Says that a part is this key's and which one it is, so that a slip of the pen is found before anything is tried. */
static void check_of(const unsigned char public_key[AZ_SECRET_KEY], int number, const unsigned char part[AZ_SECRET_KEY],
                     unsigned char check[AZ_RECOVERY_BYTES - AZ_SECRET_KEY])
{
	unsigned char text[2 * AZ_SECRET_KEY + 1], hash[AZ_SECRET_HASH];
	memcpy(text, public_key, AZ_SECRET_KEY);
	memcpy(text + AZ_SECRET_KEY, part, AZ_SECRET_KEY);
	text[2 * AZ_SECRET_KEY] = (unsigned char)number;
	crypto_generichash(hash, sizeof hash, text, sizeof text, NULL, 0);
	memcpy(check, hash, AZ_RECOVERY_BYTES - AZ_SECRET_KEY);
	az_secret_wipe(text, sizeof text);
}

/* One part is random, the other is the secret with it taken away: each alone is nothing but random bytes. */
static void split(const struct az_secret_pair *pair, struct az_recovery_parts *parts)
{
	unsigned char bytes[AZ_RECOVERY_PARTS][AZ_RECOVERY_BYTES];
	az_secret_random(bytes[0], AZ_SECRET_KEY);
	for (size_t i = 0; i < AZ_SECRET_KEY; i++)
		bytes[1][i] = bytes[0][i] ^ pair->secret[i];
	for (int i = 0; i < AZ_RECOVERY_PARTS; i++) {
		check_of(pair->open, i, bytes[i], bytes[i] + AZ_SECRET_KEY);
		az_copied_print(bytes[i], AZ_RECOVERY_BYTES, parts->text[i]);
	}
	az_secret_wipe(bytes, sizeof bytes);
}

/* In either order. False: not two parts of this key. */
static bool join(const unsigned char public_key[AZ_SECRET_KEY], const char *const texts[AZ_RECOVERY_PARTS],
                 struct az_secret_pair *pair)
{
	unsigned char bytes[AZ_RECOVERY_BYTES], secret[AZ_SECRET_KEY] = {0};
	bool seen[AZ_RECOVERY_PARTS] = {false};
	for (int i = 0; i < AZ_RECOVERY_PARTS; i++) {
		if (!az_copied_parse(texts[i], bytes, sizeof bytes))
			return false;
		for (int number = 0; number < AZ_RECOVERY_PARTS; number++) {
			unsigned char check[AZ_RECOVERY_BYTES - AZ_SECRET_KEY];
			check_of(public_key, number, bytes, check);
			seen[number] = seen[number] || memcmp(check, bytes + AZ_SECRET_KEY, sizeof check) == 0;
		}
		for (size_t j = 0; j < AZ_SECRET_KEY; j++)
			secret[j] ^= bytes[j];
	}
	az_secret_pair_of(secret, pair);
	az_secret_wipe(bytes, sizeof bytes);
	az_secret_wipe(secret, sizeof secret);
	return seen[0] && seen[1] && az_secret_equal(pair->open, public_key, AZ_SECRET_KEY);
}

/* ---- making it ---- */

struct creating {
	enum az_recovery_way way;
	struct az_secret_pair pair;
};

/* With a former recovery key alone something could be opened: its parts are of use, and must not be thrown away. */
static enum az_result refuse_last(struct az_ctx *ctx)
{
	struct az_key_lost *lost;
	size_t count;
	AZ_TRY(az_key_lost(ctx, &lost, &count));
	for (size_t i = 0; i < count; i++)
		if (lost[i].recoverable || lost[i].former)
			return AZ_DENIED;
	return AZ_OK;
}

static enum az_result create(struct az_ctx *ctx, void *arg)
{
	struct creating *creating = arg;
	struct az_outcome outcome;
	if (creating->way == AZ_RECOVERY_AGAIN)
		AZ_TRY(refuse_last(ctx));
	if (creating->way != AZ_RECOVERY_FIRST)
		AZ_TRY(az_db_exec(ctx, AZ_QUERY("UPDATE recovery_key SET current = NULL WHERE current = 1"), NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO recovery_key (public_key, made_at) VALUES (?, ?)",
	                           az_bytes(creating->pair.open, AZ_SECRET_KEY), az_time(ctx->now)),
	                  &outcome));
	AZ_TRY(az_ring_keep(ctx, outcome.id, creating->pair.open));
	return az_audit(ctx, "recovery", outcome.id, "create", "", "", "");
}

enum az_result az_recovery_create(struct az_ctx *ctx, enum az_recovery_way way, struct az_recovery_parts *parts)
{
	struct creating creating = {.way = way};
	az_secret_pair_make(&creating.pair);
	split(&creating.pair, parts);
	enum az_result result = az_tx(ctx, create, &creating);
	az_secret_wipe(&creating.pair, sizeof creating.pair);
	return result;
}

/* ---- using it ---- */

struct recovery_row {
	int64_t id;
	struct az_text public_key;
};

struct restoring {
	int64_t recovery_id, account_id, count;
	struct az_secret_pair pair;
};

static enum az_result restore(struct az_ctx *ctx, void *arg)
{
	struct restoring *restoring = arg;
	return az_ring_restore(ctx, restoring->recovery_id, &restoring->pair, restoring->account_id, &restoring->count);
}

/* The one of today, or a former one that still holds something, joined of its parts. */
static enum az_result open_by_parts(struct az_ctx *ctx, const char *first, const char *second,
                                    struct restoring *restoring)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct recovery_row, id),
	                                           AZ_BYTES_OF(struct recovery_row, public_key)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct recovery_row);
	const char *const texts[AZ_RECOVERY_PARTS] = {first, second};
	struct recovery_row *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT v.id, v.public_key FROM recovery_key v WHERE v.current = 1 OR EXISTS (SELECT 1 FROM "
	                           "key_ring_holder h WHERE h.holder = 'recovery' AND h.holder_id = v.id) "
	                           "ORDER BY v.id DESC LIMIT 64"),
	                  &map, &rows, &count, FORMERS_MAX));
	for (size_t i = 0; i < count; i++) {
		restoring->recovery_id = rows[i].id;
		if (rows[i].public_key.n == AZ_SECRET_KEY &&
		    join((const unsigned char *)rows[i].public_key.p, texts, &restoring->pair))
			return AZ_OK;
	}
	return count == 0 ? AZ_NOT_FOUND : AZ_INVALID;
}

enum az_result az_recovery_restore(struct az_ctx *ctx, const char *login, const char *first, const char *second,
                                   int64_t *count)
{
	struct restoring restoring = {0};
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT a.id AS number FROM account a JOIN account_key k ON k.account_id = a.id "
	                             "WHERE a.login = ? AND a.active = 1",
	                             az_str(login)),
	                    &restoring.account_id));
	AZ_TRY(open_by_parts(ctx, first, second, &restoring));
	enum az_result result = az_tx(ctx, restore, &restoring);
	az_secret_wipe(&restoring.pair, sizeof restoring.pair);
	*count = restoring.count;
	return result;
}

enum az_result az_recovery_renew(struct az_ctx *ctx, const char *first, const char *second, struct az_keys **keys,
                                 int64_t *id)
{
	struct az_job_order order = {AZ_REWRAP, "", "", "", "operator"};
	struct az_renewal_status status = {0};
	struct restoring restoring = {0};
	int64_t count;
	bool anew;
	*id = 0;
	*keys = az_keys_new(ctx->arena, 0);
	AZ_TRY(open_by_parts(ctx, first, second, &restoring));
	AZ_TRY(az_ring_renew_left(ctx, &count));
	enum az_result result = az_ring_hold_recovery(ctx, restoring.recovery_id, &restoring.pair, *keys);
	az_secret_wipe(&restoring.pair, sizeof restoring.pair);
	AZ_TRY(result);
	AZ_TRY(az_renewal_look(ctx, &status));
	return status.wraps == 0 ? AZ_OK : az_job_ask(ctx, &order, id, &anew);
}

enum az_result az_recovery_look(struct az_ctx *ctx, struct az_recovery_status *status)
{
	static const struct az_column columns[] = {
		AZ_TIME_OF(struct az_recovery_status, made_at), AZ_INT_OF(struct az_recovery_status, rings),
		AZ_INT_OF(struct az_recovery_status, kept), AZ_INT_OF(struct az_recovery_status, without),
		AZ_INT_OF(struct az_recovery_status, former)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_recovery_status);
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT (SELECT made_at FROM recovery_key WHERE current = 1) AS made_at, "
	                          "(SELECT COUNT(*) FROM key_ring WHERE replaced_by IS NULL) AS rings, "
	                          "(SELECT COUNT(*) FROM key_ring_holder WHERE holder = 'instance') AS kept, "
	                          "(SELECT COUNT(*) FROM key_ring r WHERE NOT EXISTS (SELECT 1 FROM key_ring_holder h "
	                          "JOIN recovery_key v ON v.id = h.holder_id AND v.current = 1 "
	                          "WHERE h.ring_id = r.id AND h.holder = 'recovery') AND (r.replaced_by IS NULL OR EXISTS "
	                          "(SELECT 1 FROM key_ring_holder x WHERE x.ring_id = r.id))) AS without, "
	                          "(SELECT COUNT(DISTINCT h.ring_id) FROM key_ring_holder h JOIN recovery_key v "
	                          "ON v.id = h.holder_id AND v.current IS NULL WHERE h.holder = 'recovery') AS former"),
	                 &map, status);
}
