/* Rings: pairs of keys that several people hold. */
#include "domain/key_ring.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/key_ring_private.h"
#include "domain/site.h"
#include "store/db.h"

#define GIFTS_MAX 200 /* at one time; the next sign-in goes on */

struct az_keys *az_keys_new(struct az_arena *arena, int64_t account_id)
{
	struct az_keys *keys = AZ_NEW(arena, struct az_keys);
	keys->account_id = account_id;
	return keys;
}

/* ---- who holds it ---- */

static struct az_secret_about about_ring(int64_t ring_id, int64_t holder_id)
{
	return (struct az_secret_about){"ring.secret", ring_id, holder_id, 0};
}

/* What the instance keeps, as long as it must: its key file, not its database, opens it. */
static void instance_key(const struct az_ctx *ctx, struct az_secret_key *key)
{
	az_secret_hash(&ctx->site->file_key, "ring", "", 0, key->bytes);
}

static enum az_result put_holder(struct az_ctx *ctx, int64_t ring_id, const char *holder, int64_t holder_id,
                                 const void *sealed, size_t n)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO key_ring_holder (ring_id, holder, holder_id, sealed, made_at) "
	                           "VALUES (?, ?, ?, ?, ?)",
	                           az_int(ring_id), az_str(holder), az_int(holder_id), az_bytes(sealed, n),
	                           az_time(ctx->now)),
	                  NULL);
}

static const struct az_column gift_columns[] = {
	AZ_INT_OF(struct az_ring_gift, ring_id), AZ_INT_OF(struct az_ring_gift, holder_id),
	AZ_TEXT_OF(struct az_ring_gift, holder), AZ_BYTES_OF(struct az_ring_gift, public_key)};
static const struct az_row_map gift_map = AZ_ROW_MAP(gift_columns, struct az_ring_gift);

/* What the recovery key of today holds, a former one need not hold any more; whoever was refused and is given it after all, by a
 * colleague or by both parts of the recovery key, is not refused any more. */
static enum az_result forget_before(struct az_ctx *ctx, const struct az_ring_gift *gift)
{
	if (strcmp(gift->holder, "recovery") == 0)
		return az_db_exec(ctx,
		                  AZ_QUERY("DELETE FROM key_ring_holder WHERE ring_id = ? AND holder = 'recovery' "
		                           "AND holder_id <> ?",
		                           az_int(gift->ring_id), az_int(gift->holder_id)),
		                  NULL);
	return az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM key_ring_refusal WHERE account_id = ? AND ring = "
	                           "(SELECT r.name FROM key_ring r WHERE r.id = ?)",
	                           az_int(gift->holder_id), az_int(gift->ring_id)),
	                  NULL);
}

enum az_result az_ring_give(struct az_ctx *ctx, const struct az_ring_gift *gift, const unsigned char secret[AZ_SECRET_KEY])
{
	unsigned char boxed[AZ_WRAPPED_KEY];
	struct az_secret_about about = about_ring(gift->ring_id, gift->holder_id);
	if (gift->public_key.n != AZ_SECRET_KEY)
		return AZ_INTERNAL;
	az_secret_box((const unsigned char *)gift->public_key.p, &about, secret, AZ_SECRET_KEY, ctx->arena, boxed);
	AZ_TRY(put_holder(ctx, gift->ring_id, gift->holder, gift->holder_id, boxed, sizeof boxed));
	return forget_before(ctx, gift);
}

/* ---- making one ---- */

static enum az_result hold_all(struct az_ctx *ctx, int64_t ring_id, int64_t former, const struct az_secret_pair *pair)
{
	struct az_ring_gift *gifts;
	size_t count, accounts = 0;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT r.id AS ring_id, 'account' AS holder, a.id AS holder_id, k.public_key "
	                           "FROM " AZ_ENTITLED "WHERE r.id = ? AND (? = 0 OR EXISTS (SELECT 1 FROM "
	                           "key_ring_holder m WHERE m.ring_id = ? AND m.holder = 'account' "
	                           "AND m.holder_id = a.id)) UNION ALL "
	                           "SELECT ?, 'recovery', v.id, v.public_key FROM recovery_key v WHERE v.current = 1 "
	                           "LIMIT 200",
	                           az_int(ring_id), az_int(former), az_int(former), az_int(ring_id)),
	                  &gift_map, &gifts, &count, GIFTS_MAX));
	for (size_t i = 0; i < count; i++) {
		AZ_TRY(az_ring_give(ctx, &gifts[i], pair->secret));
		accounts += strcmp(gifts[i].holder, "account") == 0;
	}
	if (accounts > 0 && accounts < count)
		return AZ_OK;
	/* Nobody yet, or nobody but one who may forget his password: the instance keeps it too. */
	struct az_secret_key key;
	struct az_secret_about about = about_ring(ring_id, 0);
	unsigned char sealed[AZ_SECRET_KEY + AZ_SEALED_MORE];
	instance_key(ctx, &key);
	az_secret_seal(&key, &about, pair->secret, AZ_SECRET_KEY, sealed);
	az_secret_wipe(&key, sizeof key);
	return put_holder(ctx, ring_id, "instance", 0, sealed, sizeof sealed);
}

enum az_result az_ring_make(struct az_ctx *ctx, const char *name, uint32_t role, int64_t authority_id, int64_t former,
                            struct az_ring_public *ring)
{
	struct az_secret_pair pair;
	struct az_outcome outcome;
	az_secret_pair_make(&pair);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO key_ring (name, role, authority_id, public_key, made_at) "
	                           "VALUES (?, ?, ?, ?, ?)",
	                           az_str(name), az_int(role), az_ref(authority_id), az_bytes(pair.open, AZ_SECRET_KEY),
	                           az_time(ctx->now)),
	                  &outcome));
	enum az_result result = hold_all(ctx, outcome.id, former, &pair);
	az_secret_wipe(pair.secret, sizeof pair.secret);
	*ring = (struct az_ring_public){outcome.id,
	                                {az_copy_n(ctx->arena, (const char *)pair.open, AZ_SECRET_KEY), AZ_SECRET_KEY}};
	return result;
}

struct found {
	int64_t id, opens;
	struct az_text public_key;
};

/* Nobody could ever open what is wrapped for it: everybody who held it lost the keys, and no recovery key of today has it. A
 * report must not vanish there. */
static enum az_result take_its_place(struct az_ctx *ctx, const struct az_ring_place *dead, struct az_ring_public *ring)
{
	unsigned audited = ctx->audited;
	az_log(AZ_LOG_WARNING, "ring.dead", "ring=%lld name=%s nobody can open it any more: a new one takes its place",
	       (long long)dead->id, dead->name);
	AZ_TRY(az_ring_replace(ctx, dead, ring));
	ctx->audited = audited; /* the report that came in is the act */
	return AZ_OK;
}

/* Locked against being replaced until the caller's transaction ends: what is wrapped for it then is found when its cases are
 * wrapped for the next one. */
static enum az_result find_ring(struct az_ctx *ctx, const char *name, struct found *found)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct found, id), AZ_INT_OF(struct found, opens),
	                                           AZ_BYTES_OF(struct found, public_key)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct found);
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT r.id, r.public_key, (" AZ_LIVING "OR " AZ_KEPT ") AS opens FROM key_ring r "
	                          "WHERE r.name = ? LOCK IN SHARE MODE",
	                          az_str(name)),
	                 &map, found);
}

static enum az_result ring_of(struct az_ctx *ctx, const char *name, uint32_t role, int64_t authority_id,
                              struct az_ring_public *ring)
{
	enum az_result result = AZ_NOT_FOUND;
	for (int tries = 0; tries < 2; tries++) {
		struct found found = {0};
		result = find_ring(ctx, name, &found);
		*ring = (struct az_ring_public){found.id, found.public_key};
		if (result == AZ_OK && !found.opens)
			return take_its_place(ctx, &(struct az_ring_place){found.id, role, authority_id, name}, ring);
		if (result != AZ_NOT_FOUND)
			return result;
		result = az_ring_make(ctx, name, role, authority_id, 0, ring);
		if (result != AZ_CONFLICT) /* else somebody made it since we looked: that one is taken */
			return result;
	}
	return result;
}

enum az_result az_ring_of_authority(struct az_ctx *ctx, int64_t authority_id, struct az_ring_public *ring)
{
	return ring_of(ctx, az_format(ctx->arena, "cases:%lld", (long long)authority_id), AZ_ROLE_HANDLER, authority_id,
	               ring);
}

enum az_result az_ring_of_custody(struct az_ctx *ctx, struct az_ring_public *ring)
{
	return ring_of(ctx, "custody", AZ_ROLE_CITY, 0, ring);
}

void az_ring_box(struct az_ctx *ctx, const struct az_ring_public *ring, const struct az_secret_about *about,
                 const void *p, size_t n, unsigned char *out)
{
	az_secret_box((const unsigned char *)ring->public_key.p, about, p, n, ctx->arena, out);
}

/* ---- opening ---- */

struct held {
	int64_t ring_id;
	struct az_text sealed;
};
static const struct az_column held_columns[] = {AZ_INT_OF(struct held, ring_id), AZ_BYTES_OF(struct held, sealed)};
static const struct az_row_map held_map = AZ_ROW_MAP(held_columns, struct held);

static enum az_result look(struct az_ctx *ctx, struct az_keys *keys)
{
	struct held *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT ring_id, sealed FROM key_ring_holder WHERE holder = 'account' "
	                           "AND holder_id = ? ORDER BY ring_id LIMIT 64",
	                           az_int(keys->account_id)),
	                  &held_map, &rows, &count, AZ_RINGS_MAX));
	keys->count = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned char secret[AZ_SECRET_KEY];
		struct az_secret_about about = about_ring(rows[i].ring_id, keys->account_id);
		if (rows[i].sealed.n != AZ_WRAPPED_KEY ||
		    !az_secret_unbox(&keys->own, &about, rows[i].sealed.p, rows[i].sealed.n, ctx->arena, secret)) {
			az_log(AZ_LOG_ERROR, "ring.refused", "ring=%lld account=%lld its wrap was changed where it lies",
			       (long long)rows[i].ring_id, (long long)keys->account_id);
			continue;
		}
		keys->rings[keys->count].id = rows[i].ring_id;
		az_secret_pair_of(secret, &keys->rings[keys->count++].pair);
		az_secret_wipe(secret, sizeof secret);
	}
	keys->looked = true;
	return AZ_OK;
}

enum az_result az_ring_open(struct az_ctx *ctx, int64_t ring_id, const struct az_secret_pair **pair)
{
	struct az_keys *keys = ctx->actor == NULL ? NULL : ctx->actor->keys;
	if (keys == NULL)
		return AZ_NOT_FOUND;
	if (!keys->looked)
		AZ_TRY(look(ctx, keys));
	for (size_t i = 0; i < keys->count; i++)
		if (keys->rings[i].id == ring_id) {
			*pair = &keys->rings[i].pair;
			return AZ_OK;
		}
	return AZ_NOT_FOUND;
}

/* ---- giving on ---- */

struct sharing {
	struct az_keys *keys;
	struct az_ring_gift *gifts;
	struct held *kept; /* by the instance, for a ring that the account may hold and does not */
	size_t gift_count, kept_count;
};

bool az_ring_open_kept(struct az_ctx *ctx, int64_t ring_id, struct az_text sealed, unsigned char secret[AZ_SECRET_KEY])
{
	struct az_secret_key key;
	struct az_secret_about about = about_ring(ring_id, 0);
	instance_key(ctx, &key);
	bool good = sealed.n == AZ_SECRET_KEY + AZ_SEALED_MORE && az_secret_open(&key, &about, sealed.p, sealed.n, secret);
	az_secret_wipe(&key, sizeof key);
	if (!good)
		az_log(AZ_LOG_ERROR, "ring.refused", "ring=%lld the instance's key file does not open it", (long long)ring_id);
	return good;
}

static bool open_kept(struct az_ctx *ctx, const struct held *kept, unsigned char secret[AZ_SECRET_KEY])
{
	return az_ring_open_kept(ctx, kept->ring_id, kept->sealed, secret);
}

static enum az_result hand_over(struct az_ctx *ctx, const struct az_ring_gift *gift, unsigned char secret[AZ_SECRET_KEY],
                                const char *action)
{
	AZ_TRY(az_ring_give(ctx, gift, secret));
	az_secret_wipe(secret, AZ_SECRET_KEY);
	return az_audit_also(ctx, "key_ring", gift->ring_id, action, "", "", "");
}

/* What an account and the recovery key hold, the instance need not keep any more. */
static enum az_result forget_kept(struct az_ctx *ctx)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM key_ring_holder WHERE holder = 'instance' AND ring_id IN (SELECT * FROM "
	                           "(SELECT x.ring_id FROM key_ring_holder x JOIN key_ring_holder y "
	                           "ON y.ring_id = x.ring_id AND y.holder = 'recovery' WHERE x.holder = 'account') z)"),
	                  NULL);
}

static enum az_result take_kept(struct az_ctx *ctx, const struct sharing *sharing, const struct held *kept)
{
	unsigned char secret[AZ_SECRET_KEY];
	int64_t id, free = 0;
	struct az_ring_gift gift = {kept->ring_id, sharing->keys->account_id, "account",
	                            {(const char *)sharing->keys->own.open, AZ_SECRET_KEY}};
	/* Of two who come at once one takes it, and the other asks that one. */
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT id AS number FROM key_ring WHERE id = ? FOR UPDATE", az_int(kept->ring_id)),
	                    &id));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM key_ring r WHERE r.id = ? AND NOT " AZ_LIVING, az_int(id)),
	                    &free));
	/* A sign-in is not refused for a damaged one. */
	return free == 1 && open_kept(ctx, kept, secret) ? hand_over(ctx, &gift, secret, "take") : AZ_OK;
}

static enum az_result share(struct az_ctx *ctx, void *arg)
{
	const struct sharing *sharing = arg;
	for (size_t i = 0; i < sharing->kept_count; i++)
		AZ_TRY(take_kept(ctx, sharing, &sharing->kept[i]));
	for (size_t i = 0; i < sharing->gift_count; i++) {
		const struct az_ring_gift *gift = &sharing->gifts[i];
		for (size_t j = 0; j < sharing->keys->count; j++)
			if (sharing->keys->rings[j].id == gift->ring_id) {
				AZ_TRY(az_ring_give(ctx, gift, sharing->keys->rings[j].pair.secret));
				AZ_TRY(az_audit_also(ctx, "key_ring", gift->ring_id, "give", "", "", ""));
			}
	}
	return forget_kept(ctx);
}

enum az_result az_ring_share(struct az_ctx *ctx, struct az_keys *keys)
{
	struct sharing sharing = {.keys = keys};
	/* What nobody holds yet the first takes who may; after that a person decides (domain/key_giving.h). */
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT h.ring_id, h.sealed FROM " AZ_ENTITLED
	                           "JOIN key_ring_holder h ON h.ring_id = r.id AND h.holder = 'instance' WHERE a.id = ? "
	                           "AND NOT EXISTS (SELECT 1 FROM key_ring_refusal f WHERE f.ring = r.name "
	                           "AND f.account_id = ?) AND NOT " AZ_LIVING "LIMIT 200",
	                           az_int(keys->account_id), az_int(keys->account_id)),
	                  &held_map, &sharing.kept, &sharing.kept_count, GIFTS_MAX));
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT m.ring_id, 'recovery' AS holder, v.id AS holder_id, v.public_key FROM recovery_key v "
	                           "JOIN key_ring_holder m ON m.holder = 'account' AND m.holder_id = ? "
	                           "LEFT JOIN key_ring_holder h ON h.ring_id = m.ring_id AND h.holder = 'recovery' "
	                           "AND h.holder_id = v.id WHERE v.current = 1 AND h.ring_id IS NULL LIMIT 200",
	                           az_int(keys->account_id)),
	                  &gift_map, &sharing.gifts, &sharing.gift_count, GIFTS_MAX));
	if (sharing.kept_count == 0 && sharing.gift_count == 0)
		return AZ_OK;
	if (!keys->looked)
		AZ_TRY(look(ctx, keys));
	enum az_result result = az_tx(ctx, share, &sharing);
	keys->looked = false; /* there may be more now */
	return result == AZ_CONFLICT ? AZ_OK : result; /* another session of a colleague was at the same work */
}

/* ---- the recovery key ---- */

enum az_result az_ring_keep(struct az_ctx *ctx, int64_t recovery_id, const unsigned char public_key[AZ_SECRET_KEY])
{
	struct held *kept;
	size_t count;
	AZ_TRY(az_db_rows(ctx, AZ_QUERY("SELECT ring_id, sealed FROM key_ring_holder WHERE holder = 'instance' LIMIT 200"),
	                  &held_map, &kept, &count, GIFTS_MAX));
	for (size_t i = 0; i < count; i++) {
		unsigned char secret[AZ_SECRET_KEY];
		struct az_ring_gift gift = {kept[i].ring_id, recovery_id, "recovery", {(const char *)public_key, AZ_SECRET_KEY}};
		if (open_kept(ctx, &kept[i], secret))
			AZ_TRY(hand_over(ctx, &gift, secret, "give"));
	}
	return forget_kept(ctx);
}

struct restored {
	int64_t ring_id;
	struct az_text sealed, public_key;
};

enum az_result az_ring_restore(struct az_ctx *ctx, int64_t recovery_id, const struct az_secret_pair *recovery,
                               int64_t account_id, int64_t *count)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct restored, ring_id),
	                                           AZ_BYTES_OF(struct restored, sealed),
	                                           AZ_BYTES_OF(struct restored, public_key)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct restored);
	struct restored *rows;
	size_t found;
	*count = 0;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT h.ring_id, h.sealed, k.public_key FROM " AZ_ENTITLED
	                           "JOIN key_ring_holder h ON h.ring_id = r.id AND h.holder = 'recovery' AND h.holder_id = ? "
	                           "LEFT JOIN key_ring_holder m ON m.ring_id = r.id AND m.holder = 'account' "
	                           "AND m.holder_id = a.id WHERE a.id = ? AND m.ring_id IS NULL LIMIT 200",
	                           az_int(recovery_id), az_int(account_id)),
	                  &map, &rows, &found, GIFTS_MAX));
	for (size_t i = 0; i < found; i++) {
		unsigned char secret[AZ_SECRET_KEY];
		struct az_secret_about about = about_ring(rows[i].ring_id, recovery_id);
		struct az_ring_gift gift = {rows[i].ring_id, account_id, "account", rows[i].public_key};
		if (rows[i].sealed.n != AZ_WRAPPED_KEY ||
		    !az_secret_unbox(recovery, &about, rows[i].sealed.p, rows[i].sealed.n, ctx->arena, secret))
			return AZ_INTERNAL;
		AZ_TRY(hand_over(ctx, &gift, secret, "restore"));
		(*count)++;
	}
	return AZ_OK;
}

enum az_result az_ring_hold_recovery(struct az_ctx *ctx, int64_t recovery_id, const struct az_secret_pair *recovery,
                                     struct az_keys *keys)
{
	struct held *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT h.ring_id, h.sealed FROM key_ring_holder h JOIN key_ring r ON r.id = h.ring_id "
	                           "AND r.replaced_by IS NOT NULL WHERE h.holder = 'recovery' AND h.holder_id = ? "
	                           "ORDER BY h.ring_id LIMIT 64",
	                           az_int(recovery_id)),
	                  &held_map, &rows, &count, AZ_RINGS_MAX));
	keys->looked = true;
	for (size_t i = 0; i < count; i++) {
		unsigned char secret[AZ_SECRET_KEY];
		struct az_secret_about about = about_ring(rows[i].ring_id, recovery_id);
		if (rows[i].sealed.n != AZ_WRAPPED_KEY ||
		    !az_secret_unbox(recovery, &about, rows[i].sealed.p, rows[i].sealed.n, ctx->arena, secret))
			return AZ_INTERNAL;
		keys->rings[keys->count].id = rows[i].ring_id;
		az_secret_pair_of(secret, &keys->rings[keys->count++].pair);
		az_secret_wipe(secret, sizeof secret);
	}
	return AZ_OK;
}
