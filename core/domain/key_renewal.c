/* Rings that somebody left. */
#include "domain/key_renewal.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/key_ring_private.h"
#include "domain/report_secret_private.h"
#include "store/db.h"

#define LEAVERS_MAX 500
#define A_STEP 20    /* cases; well under a second */
#define A_MOMENT 200 /* ms of a page */

/* ---- leaving ---- */

struct leaver {
	int64_t ring_id, holder_id, role, authority_id, replaced_by;
	int64_t both; /* of custody, and still coordinates */
	const char *name;
};
static const struct az_column leaver_columns[] = {
	AZ_INT_OF(struct leaver, ring_id),      AZ_INT_OF(struct leaver, holder_id),   AZ_INT_OF(struct leaver, role),
	AZ_INT_OF(struct leaver, authority_id), AZ_INT_OF(struct leaver, replaced_by), AZ_TEXT_OF(struct leaver, name),
	AZ_INT_OF(struct leaver, both)};
static const struct az_row_map leaver_map = AZ_ROW_MAP(leaver_columns, struct leaver);

/* Who holds a ring and may not. */
#define MAY_NOT                                                                                                        \
	"key_ring r JOIN key_ring_holder h ON h.ring_id = r.id AND h.holder = 'account' "                              \
	"LEFT JOIN account a ON a.id = h.holder_id AND " AZ_MAY_HOLD "WHERE a.id IS NULL"

/* Whether somebody who stays holds it; or the recovery key, or the instance. */
static enum az_result is_held(struct az_ctx *ctx, const struct leaver *leaver, bool *living, bool *held)
{
	int64_t people = 0, any = 0;
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT " AZ_LIVING "AS number FROM key_ring r WHERE r.id = ?", az_int(leaver->ring_id)),
		&people));
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT " AZ_KEPT "AS number FROM key_ring r WHERE r.id = ?", az_int(leaver->ring_id)),
		&any));
	*living = people != 0;
	*held = people != 0 || any != 0;
	return AZ_OK;
}

/* Former rings point to the newest at once, so that nothing is wrapped twice. */
enum az_result az_ring_replace(struct az_ctx *ctx, const struct az_ring_place *former, struct az_ring_public *ring)
{
	struct az_job_order order = {AZ_REWRAP, "", "", "", "left"};
	int64_t id;
	bool anew;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE key_ring SET name = CONCAT(name, '#', id) WHERE id = ?", az_int(former->id)),
			  NULL));
	AZ_TRY(az_ring_make(ctx, former->name, (uint32_t)former->role, former->authority_id, former->id, ring));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE key_ring SET replaced_by = ?, replaced_at = COALESCE(replaced_at, ?) "
				   "WHERE id = ? OR replaced_by = ?",
				   az_int(ring->id), az_time(ctx->now), az_int(former->id), az_int(former->id)),
			  NULL));
	AZ_TRY(az_audit_also(ctx, "key_ring", former->id, "renew", "", "", ""));
	return az_job_ask(ctx, &order, &id, &anew);
}

static enum az_result take_away(struct az_ctx *ctx, const struct leaver *leaver, bool *gone)
{
	bool living;
	AZ_TRY(is_held(ctx, leaver, &living, gone));
	/* Who coordinates and handles reports too, and nobody else could do it: his next sign-in wraps the identities
	 * for the ring in this one's place, and then this one is gone. Until then it is as it was. */
	if (leaver->both && !living && *gone)
		return AZ_OK;
	if (!*gone) {
		az_log(AZ_LOG_WARNING, "ring.left", "ring=%lld account=%lld nobody else can open it: his wrap stays",
		       (long long)leaver->ring_id, (long long)leaver->holder_id);
		return AZ_OK;
	}
	return az_db_exec(
		ctx,
		AZ_QUERY("DELETE FROM key_ring_holder WHERE ring_id = ? AND holder = 'account' AND holder_id = ?",
			 az_int(leaver->ring_id), az_int(leaver->holder_id)),
		NULL);
}

static enum az_result renew_left(struct az_ctx *ctx, void *arg)
{
	int64_t *count = arg, last = 0;
	struct az_ring_public ring;
	struct leaver *leavers;
	size_t found;
	bool gone;
	*count = 0;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT h.ring_id, h.holder_id, r.role, r.authority_id, r.replaced_by, r.name, "
				   "(SELECT COUNT(*) FROM account b WHERE b.id = h.holder_id AND b.active = 1 AND "
				   "(b.roles & r.role) <> 0 AND r.authority_id IS NULL) AS `both` FROM " MAY_NOT
				   " ORDER BY h.ring_id LIMIT 500 FOR UPDATE"),
			  &leaver_map, &leavers, &found, LEAVERS_MAX));
	for (size_t i = 0; i < found; i++) {
		AZ_TRY(take_away(ctx, &leavers[i], &gone));
		if (!gone || leavers[i].replaced_by != 0 || leavers[i].ring_id == last)
			continue;
		AZ_TRY(az_ring_replace(ctx,
				       &(struct az_ring_place){leavers[i].ring_id, leavers[i].role,
							       leavers[i].authority_id, leavers[i].name},
				       &ring));
		last = leavers[i].ring_id;
		(*count)++;
	}
	return AZ_OK;
}

enum az_result az_ring_renew_left(struct az_ctx *ctx, int64_t *count)
{
	return az_tx(ctx, renew_left, count);
}

enum az_result az_ring_sweep(struct az_ctx *ctx)
{
	int64_t left = 0, count = 0;
	/* Looked for without a lock first: there is somebody once a year. */
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM " MAY_NOT), &left));
	if (left == 0)
		return AZ_OK;
	AZ_TRY(az_ring_renew_left(ctx, &count));
	if (count > 0)
		az_log(AZ_LOG_INFO, "ring.renewed", "rings=%lld", (long long)count);
	return AZ_OK;
}

/* ---- wrapping anew ---- */

/* A former ring for which something is wrapped, and the one in its place. */
struct former {
	int64_t id, to_id;
	struct az_text to_key, kept; /* kept: by the instance; empty: not */
};
static const struct az_column former_columns[] = {AZ_INT_OF(struct former, id), AZ_INT_OF(struct former, to_id),
						  AZ_BYTES_OF(struct former, to_key), AZ_BYTES_OF(struct former, kept)};
static const struct az_row_map former_map = AZ_ROW_MAP(former_columns, struct former);

#define WRAPPED                                                                                                        \
	"(EXISTS (SELECT 1 FROM report_key k WHERE k.holder = 'ring' AND k.holder_id = r.id) "                         \
	"OR EXISTS (SELECT 1 FROM report_identity i WHERE i.ring_id = r.id))"

/* With its secret key, when whoever acts holds it, or the instance does. */
struct opened {
	const struct former *ring;
	struct az_secret_pair pair;
};
struct openable {
	struct opened rings[AZ_RINGS_MAX];
	size_t count;
};

static enum az_result open_former(struct az_ctx *ctx, const struct former *ring, struct openable *out)
{
	unsigned char secret[AZ_SECRET_KEY];
	const struct az_secret_pair *pair;
	enum az_result held = az_ring_open(ctx, ring->id, &pair);
	struct opened *opened = &out->rings[out->count];
	if (held != AZ_OK && held != AZ_NOT_FOUND)
		return held;
	if (held == AZ_OK)
		opened->pair = *pair;
	else if (ring->kept.n > 0 && az_ring_open_kept(ctx, ring->id, ring->kept, secret))
		az_secret_pair_of(secret, &opened->pair);
	else
		return AZ_OK;
	opened->ring = ring;
	out->count++;
	return AZ_OK;
}

static enum az_result look(struct az_ctx *ctx, struct openable *out)
{
	struct former *rows;
	size_t count;
	out->count = 0;
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY("SELECT r.id, n.id AS to_id, n.public_key AS to_key, h.sealed AS kept FROM key_ring r "
			 "JOIN key_ring n ON n.id = r.replaced_by LEFT JOIN key_ring_holder h ON h.ring_id = r.id "
			 "AND h.holder = 'instance' WHERE " WRAPPED " ORDER BY r.id LIMIT 64"),
		&former_map, &rows, &count, AZ_RINGS_MAX));
	for (size_t i = 0; i < count; i++)
		AZ_TRY(open_former(ctx, &rows[i], out));
	return AZ_OK;
}

enum az_result az_rewrap_able(struct az_ctx *ctx, const struct az_job *job, bool *able)
{
	struct openable *openable = AZ_NEW(ctx->arena, struct openable);
	int64_t wraps = 0;
	(void)job;
	AZ_TRY(look(ctx, openable));
	*able = openable->count > 0;
	if (*able)
		return AZ_OK;
	/* Nothing is left to do: anybody may say so. */
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM key_ring r WHERE r.replaced_by IS NOT NULL AND " WRAPPED),
		&wraps));
	*able = wraps == 0;
	return AZ_OK;
}

static enum az_result count_wraps(struct az_ctx *ctx, int64_t *count)
{
	return az_db_number(ctx,
			    AZ_QUERY("SELECT (SELECT COUNT(*) FROM report_key k JOIN key_ring r ON r.id = k.holder_id "
				     "WHERE k.holder = 'ring' AND r.replaced_by IS NOT NULL) + (SELECT COUNT(*) FROM "
				     "report_identity i JOIN key_ring r ON r.id = i.ring_id WHERE r.replaced_by IS NOT "
				     "NULL) AS number"),
			    count);
}

enum az_result az_rewrap_measure(struct az_ctx *ctx, struct az_job *job)
{
	int64_t wraps = 0;
	AZ_TRY(count_wraps(ctx, &wraps));
	job->total = job->done + wraps;
	return AZ_OK;
}

struct piece {
	int64_t report_id, identity;
};
static const struct az_column piece_columns[] = {AZ_INT_OF(struct piece, report_id), AZ_INT_OF(struct piece, identity)};
static const struct az_row_map piece_map = AZ_ROW_MAP(piece_columns, struct piece);

static enum az_result rewrap(struct az_ctx *ctx, const struct opened *opened, const struct piece *piece, int64_t *done)
{
	struct az_ring_public to = {opened->ring->to_id, opened->ring->to_key};
	struct az_problem before = ctx->problem;
	enum az_result result =
		piece->identity != 0
			? az_report_identity_rewrap(ctx, piece->report_id, &opened->pair, &to)
			: az_report_key_rewrap(ctx, piece->report_id, opened->ring->id, &opened->pair, &to);
	if (result == AZ_INTERNAL && ctx->problem.key != NULL && strcmp(ctx->problem.key, "secret.damaged") == 0) {
		ctx->problem = before; /* logged; the others are not held up by it */
		return AZ_OK;
	}
	if (result == AZ_OK)
		(*done)++;
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

/* The next ones of a ring beyond a case; *count 0 when there are none. */
static enum az_result rewrap_ring(struct az_ctx *ctx, const struct opened *opened, struct az_job *job, size_t *count)
{
	struct piece *pieces;
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY("SELECT report_id, 0 AS identity FROM report_key WHERE holder = 'ring' AND holder_id = ? "
			 "AND report_id > ? UNION ALL SELECT report_id, 1 FROM report_identity WHERE ring_id = ? "
			 "AND report_id > ? ORDER BY report_id LIMIT 20",
			 az_int(opened->ring->id), az_int(job->position), az_int(opened->ring->id),
			 az_int(job->position)),
		&piece_map, &pieces, count, A_STEP));
	for (size_t i = 0; i < *count; i++) {
		AZ_TRY(rewrap(ctx, opened, &pieces[i], &job->done));
		job->position = pieces[i].report_id;
	}
	return AZ_OK;
}

/* Nothing is wrapped for it any more, and nobody can be about to: what wraps for a ring locks its row. Nobody needs it.
 */
static enum az_result forget_formers(struct az_ctx *ctx)
{
	struct former *rows;
	size_t count;
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY("SELECT r.id FROM key_ring r WHERE r.replaced_by IS NOT NULL AND EXISTS (SELECT 1 FROM "
			 "key_ring_holder h WHERE h.ring_id = r.id) LIMIT 64 FOR UPDATE"),
		&former_map, &rows, &count, AZ_RINGS_MAX));
	for (size_t i = 0; i < count; i++)
		AZ_TRY(az_db_exec(ctx,
				  AZ_QUERY("DELETE FROM key_ring_holder WHERE ring_id IN (SELECT r.id FROM key_ring r "
					   "WHERE r.id = ? AND NOT " WRAPPED ")",
					   az_int(rows[i].id)),
				  NULL));
	return AZ_OK;
}

/* A pass ended: over, once more, left to somebody else, or in vain, because what remains was changed where it lies. */
static enum az_result end_pass(struct az_ctx *ctx, struct az_job *job, bool *finished)
{
	int64_t wraps = 0;
	AZ_TRY(forget_formers(ctx));
	AZ_TRY(count_wraps(ctx, &wraps));
	*finished = wraps == 0;
	if (*finished)
		return AZ_OK;
	if (job->position == 0)
		return AZ_BUSY; /* not for whoever runs it */
	if (job->done == job->found)
		return az_refuse(ctx, AZ_INVALID, "job.failure.damaged", NULL);
	job->found = job->done; /* as far as the pass before came */
	job->position = 0;
	return AZ_OK;
}

enum az_result az_rewrap_step(struct az_ctx *ctx, struct az_job *job, bool *finished)
{
	struct openable *openable = AZ_NEW(ctx->arena, struct openable);
	size_t count = 0;
	*finished = false;
	AZ_TRY(look(ctx, openable));
	for (size_t i = 0; i < openable->count && count == 0; i++)
		AZ_TRY(rewrap_ring(ctx, &openable->rings[i], job, &count));
	az_secret_wipe(openable, sizeof *openable);
	return count > 0 ? AZ_OK : end_pass(ctx, job, finished);
}

/* ---- in a person's session ---- */

struct moment {
	int64_t until;
	volatile int over;
};

static void watch(void *self, const struct az_job *job)
{
	struct moment *moment = self;
	(void)job;
	moment->over = az_clock_monotonic() >= moment->until;
}

enum az_result az_rewrap_some(struct az_ctx *ctx, struct az_keys *keys)
{
	struct moment moment = {.until = az_clock_monotonic() + A_MOMENT};
	struct az_job_runner runner = {.owner = "session", .halt = &moment.over, .between = watch, .self = &moment};
	struct az_actor alone = {.account_id = keys->account_id, .keys = keys};
	const struct az_actor *actor = ctx->actor;
	struct az_problem before = ctx->problem;
	int64_t id, now = ctx->now;
	bool ran;
	enum az_result waits = az_db_number(
		ctx, AZ_QUERY("SELECT id AS number FROM job WHERE kind = 'rewrap' AND open = 1 LIMIT 1"), &id);
	if (waits != AZ_OK)
		return waits == AZ_NOT_FOUND ? AZ_OK : waits;
	if (actor == NULL)
		ctx->actor = &alone;
	enum az_result result = az_job_run_one(ctx, &runner, id, &ran);
	ctx->actor = actor;
	ctx->problem = before;
	ctx->now = now;
	az_log_request(ctx->request_id);
	return result == AZ_BUSY ? AZ_OK : result;
}

/* ---- how it stands ---- */

enum az_result az_renewal_look(struct az_ctx *ctx, struct az_renewal_status *status)
{
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(DISTINCT r.id) AS number FROM " MAY_NOT " AND r.replaced_by IS NULL"),
		&status->left));
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM key_ring r WHERE r.replaced_by IS NOT NULL AND " WRAPPED),
		&status->replaced));
	return count_wraps(ctx, &status->wraps);
}
