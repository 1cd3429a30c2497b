/* Who waits for a ring of keys. */
#include "domain/key_giving.h"

#include "base/arena.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/key_ring_private.h"
#include "store/db.h"

#define WAITS_MAX 200
#define LOST_MAX 64
#define FORMERS_MAX 64

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_key_wait, ring_id),       AZ_INT_OF(struct az_key_wait, authority_id),
	AZ_INT_OF(struct az_key_wait, account_id),    AZ_INT_OF(struct az_key_wait, roles),
	AZ_TIME_OF(struct az_key_wait, made_at),      AZ_TIME_OF(struct az_key_wait, since_at),
	AZ_TIME_OF(struct az_key_wait, refused_at),   AZ_TEXT_OF(struct az_key_wait, login),
	AZ_TEXT_OF(struct az_key_wait, name),         AZ_TEXT_OF(struct az_key_wait, why),
	AZ_TEXT_OF(struct az_key_wait, authority_zh), AZ_TEXT_OF(struct az_key_wait, authority_en),
	AZ_TEXT_OF(struct az_key_wait, refuser),      AZ_TEXT_OF(struct az_key_wait, reason),
	AZ_BYTES_OF(struct az_key_wait, public_key)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_key_wait);

/* Rings that were replaced are given along with the one in their place. */
#define WAITING AZ_ENTITLED "LEFT JOIN key_ring_refusal f ON f.ring = r.name AND f.account_id = a.id "
#define NOT_HELD                                                                                                       \
	"WHERE r.replaced_by IS NULL AND NOT EXISTS (SELECT 1 FROM key_ring_holder h "                                 \
	"WHERE h.ring_id = r.id AND h.holder = 'account' AND h.holder_id = a.id) "

/* What made an account wait stands in the trail. */
#define WAITS                                                                                                          \
	WAITING "LEFT JOIN account d ON d.id = f.refuser_id LEFT JOIN authority u ON u.id = r.authority_id "           \
		"LEFT JOIN audit t ON t.id = (SELECT MAX(x.id) FROM audit x WHERE x.noun = 'account' "                 \
		"AND x.noun_id = a.id AND x.action IN ('add', 'password_reset', 'enable', 'roles', 'move')) " NOT_HELD

#define SELECT_WAITS                                                                                                   \
	"SELECT r.id AS ring_id, r.authority_id, a.id AS account_id, a.roles, k.made_at, COALESCE(t.at, k.made_at) "   \
	"AS since_at, f.at AS refused_at, a.login, a.name, t.action AS why, u.name_zh AS authority_zh, "               \
	"u.name_en AS authority_en, d.name AS refuser, f.reason, k.public_key FROM " WAITS

/* Of rings that this account holds. */
#define HELD                                                                                                           \
	"EXISTS (SELECT 1 FROM key_ring_holder m WHERE m.ring_id = r.id AND m.holder = 'account' AND m.holder_id = "   \
	"?) "

enum az_result az_key_waits(struct az_ctx *ctx, struct az_key_wait **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_WAITS));
	if (!(ctx->roles & AZ_ROLE_ADMIN))
		az_build_add(build, AZ_QUERY("AND " HELD, az_int(ctx->account_id)));
	az_build_add(build, AZ_QUERY("ORDER BY f.at IS NOT NULL, since_at, r.id, a.id LIMIT 200"));
	return az_db_rows(ctx, &build->query, &map, rows, count, WAITS_MAX);
}

enum az_result az_key_own_waits(struct az_ctx *ctx, struct az_key_wait **rows, size_t *count)
{
	return az_db_rows(ctx, AZ_QUERY(SELECT_WAITS "AND a.id = ? ORDER BY r.id LIMIT 200", az_int(ctx->account_id)),
			  &map, rows, count, WAITS_MAX);
}

enum az_result az_key_waiting(struct az_ctx *ctx, int64_t *count)
{
	bool admin = (ctx->roles & AZ_ROLE_ADMIN) != 0;
	return az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM " WAITING NOT_HELD
				     "AND ((? AND f.at IS NOT NULL) OR "
				     "(f.at IS NULL AND " HELD "))",
				     az_int(admin), az_int(ctx->account_id)),
			    count);
}

struct text_row {
	const char *text;
};
static const struct az_column text_columns[] = {AZ_TEXT_OF(struct text_row, text)};
static const struct az_row_map text_map = AZ_ROW_MAP(text_columns, struct text_row);

enum az_result az_key_givers(struct az_ctx *ctx, int64_t ring_id, const char **names)
{
	struct text_row row = {""};
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT GROUP_CONCAT(g.name ORDER BY g.id SEPARATOR ', ') AS text FROM (SELECT a.id, "
				  "a.name FROM " AZ_ENTITLED "JOIN key_ring_holder h ON h.ring_id = r.id AND "
				  "h.holder = 'account' AND h.holder_id = a.id WHERE r.id = ? LIMIT 20) g",
				  az_int(ring_id)),
			 &text_map, &row));
	*names = row.text;
	return AZ_OK;
}

enum az_result az_key_wait_find(struct az_ctx *ctx, int64_t ring_id, int64_t account_id, struct az_key_wait *wait)
{
	return az_db_row(ctx,
			 AZ_QUERY(SELECT_WAITS "AND r.id = ? AND a.id = ? AND " HELD, az_int(ring_id),
				  az_int(account_id), az_int(ctx->account_id)),
			 &map, wait);
}

/* ---- deciding ---- */

/* The ring is locked against being replaced meanwhile, and two who decide at once take turns. */
static enum az_result find_again(struct az_ctx *ctx, const struct az_key_wait *shown, struct az_key_wait *wait)
{
	int64_t id;
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT id AS number FROM key_ring WHERE id = ? FOR UPDATE", az_int(shown->ring_id)),
		&id));
	enum az_result found = az_key_wait_find(ctx, shown->ring_id, shown->account_id, wait);
	if (found == AZ_NOT_FOUND || (found == AZ_OK && wait->made_at != shown->made_at))
		return az_refuse(ctx, AZ_CONFLICT, "key_giving.moved", NULL);
	return found;
}

struct former {
	int64_t id;
};
static const struct az_column former_columns[] = {AZ_INT_OF(struct former, id)};
static const struct az_row_map former_map = AZ_ROW_MAP(former_columns, struct former);

static enum az_result give_one(struct az_ctx *ctx, const struct az_key_wait *wait, int64_t ring_id)
{
	const struct az_secret_pair *pair;
	struct az_ring_gift gift = {ring_id, wait->account_id, "account", wait->public_key};
	enum az_result held = az_ring_open(ctx, ring_id, &pair);
	if (held == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_DENIED, "key_giving.shut", NULL);
	AZ_TRY(held);
	return az_ring_give(ctx, &gift, pair->secret);
}

/* Cases that still wait to be wrapped for the ring in their ring's place. */
static enum az_result give_formers(struct az_ctx *ctx, const struct az_key_wait *wait)
{
	struct former *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT r.id FROM key_ring r WHERE r.replaced_by = ? AND " HELD
				   "AND NOT EXISTS (SELECT 1 FROM key_ring_holder h WHERE h.ring_id = r.id "
				   "AND h.holder = 'account' AND h.holder_id = ?) LIMIT 64",
				   az_int(wait->ring_id), az_int(ctx->account_id), az_int(wait->account_id)),
			  &former_map, &rows, &count, FORMERS_MAX));
	for (size_t i = 0; i < count; i++)
		AZ_TRY(give_one(ctx, wait, rows[i].id));
	return AZ_OK;
}

static enum az_result give(struct az_ctx *ctx, void *arg)
{
	struct az_key_wait wait = {0};
	AZ_TRY(find_again(ctx, arg, &wait));
	AZ_TRY(give_one(ctx, &wait, wait.ring_id));
	AZ_TRY(give_formers(ctx, &wait));
	return az_audit(ctx, "key_ring", wait.ring_id, "give", "", "", wait.login);
}

enum az_result az_key_give(struct az_ctx *ctx, const struct az_key_wait *wait)
{
	struct az_key_wait shown = *wait;
	return az_tx(ctx, give, &shown);
}

static enum az_result refuse(struct az_ctx *ctx, void *arg)
{
	const struct az_key_wait *shown = arg;
	struct az_key_wait wait = {0};
	AZ_TRY(find_again(ctx, shown, &wait));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("REPLACE INTO key_ring_refusal (ring, account_id, refuser_id, at, reason) "
				   "SELECT name, ?, ?, ?, ? FROM key_ring WHERE id = ?",
				   az_int(wait.account_id), az_int(ctx->account_id), az_time(ctx->now),
				   az_str(shown->reason), az_int(wait.ring_id)),
			  NULL));
	return az_audit(ctx, "key_ring", wait.ring_id, "refuse", "", "", wait.login);
}

enum az_result az_key_refuse(struct az_ctx *ctx, const struct az_key_wait *wait, const char *reason)
{
	struct az_key_wait shown = *wait;
	shown.reason = reason;
	return az_tx(ctx, refuse, &shown);
}

/* ---- what nobody can open ---- */

enum az_result az_key_lost(struct az_ctx *ctx, struct az_key_lost **rows, size_t *count)
{
	static const struct az_column lost_columns[] = {
		AZ_INT_OF(struct az_key_lost, ring_id),       AZ_INT_OF(struct az_key_lost, authority_id),
		AZ_INT_OF(struct az_key_lost, reports),       AZ_INT_OF(struct az_key_lost, identities),
		AZ_INT_OF(struct az_key_lost, recoverable),   AZ_INT_OF(struct az_key_lost, former),
		AZ_TEXT_OF(struct az_key_lost, authority_zh), AZ_TEXT_OF(struct az_key_lost, authority_en),
		AZ_TEXT_OF(struct az_key_lost, authority),    AZ_TEXT_OF(struct az_key_lost, logins)};
	static const struct az_row_map lost_map = AZ_ROW_MAP(lost_columns, struct az_key_lost);
	bool all = ctx->actor == NULL || (ctx->roles & AZ_ROLE_ADMIN) != 0;
	return az_db_rows(
		ctx,
		AZ_QUERY(
			"SELECT r.id AS ring_id, r.authority_id, u.name_zh AS authority_zh, u.name_en AS authority_en, "
			"u.code AS authority, (SELECT COUNT(*) FROM report_key k WHERE k.holder = 'ring' "
			"AND k.holder_id = r.id) AS reports, (SELECT COUNT(*) FROM report_identity i "
			"WHERE i.ring_id = r.id) AS identities, " AZ_KEPT "AS recoverable, EXISTS (SELECT 1 FROM "
			"key_ring_holder o WHERE o.ring_id = r.id AND o.holder = 'recovery') AS former, "
			"(SELECT GROUP_CONCAT(a.login ORDER BY a.id SEPARATOR ' ') FROM account a WHERE " AZ_MAY_HOLD
			") AS logins FROM key_ring r LEFT JOIN authority u ON u.id = r.authority_id "
			"WHERE NOT " AZ_LIVING "AND NOT EXISTS (SELECT 1 FROM key_ring_holder i "
			"WHERE i.ring_id = r.id AND i.holder = 'instance') "
			"AND (? OR EXISTS (SELECT 1 FROM account a WHERE a.id = ? AND " AZ_MAY_HOLD
			")) HAVING reports + identities > 0 ORDER BY r.id LIMIT 64",
			az_int(all), az_int(ctx->account_id)),
		&lost_map, rows, count, LOST_MAX);
}

enum az_result az_key_heirs(struct az_ctx *ctx, struct az_key_heir **rows, size_t *count)
{
	static const struct az_column heir_columns[] = {AZ_INT_OF(struct az_key_heir, authority_id),
							AZ_TEXT_OF(struct az_key_heir, authority_zh),
							AZ_TEXT_OF(struct az_key_heir, logins)};
	static const struct az_row_map heir_map = AZ_ROW_MAP(heir_columns, struct az_key_heir);
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT n.authority_id, u.name_zh AS authority_zh, (SELECT GROUP_CONCAT(a.login ORDER BY a.id "
			 "SEPARATOR ' ') FROM key_ring_holder h JOIN account a ON a.id = h.holder_id WHERE h.ring_id = n.id "
			 "AND h.holder = 'account') AS logins FROM key_ring n LEFT JOIN authority u ON u.id = n.authority_id "
			 "WHERE n.replaced_by IS NULL AND (EXISTS (SELECT 1 FROM key_ring r JOIN report_key k ON "
			 "k.holder = 'ring' AND k.holder_id = r.id WHERE r.replaced_by = n.id) OR EXISTS (SELECT 1 FROM "
			 "key_ring r JOIN report_identity i ON i.ring_id = r.id WHERE r.replaced_by = n.id)) "
			 "ORDER BY n.id LIMIT 64"),
		&heir_map, rows, count, LOST_MAX);
}
