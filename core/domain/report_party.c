/* Who handles a case, and who may never see it. */
#include "domain/report_party.h"

#include "base/arena.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "store/db.h"

#define PARTIES_MAX 16

/* One that shared the case may come to lead it. */
static enum az_result put_party(struct az_ctx *ctx, int64_t report_id, int64_t authority_id, bool leads)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_party (authority_id, report_id, since_at, leads) VALUES (?, ?, ?, ?) "
	                           "ON DUPLICATE KEY UPDATE leads = VALUES(leads)",
	                           az_int(authority_id), az_int(report_id), az_time(ctx->now), az_int(leads)),
	                  NULL);
}

static enum az_result put_barred(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT IGNORE INTO report_barred (authority_id, report_id, since_at) VALUES (?, ?, ?)",
	                           az_int(authority_id), az_int(report_id), az_time(ctx->now)),
	                  NULL);
}

enum az_result az_report_parties_put(struct az_ctx *ctx, int64_t report_id, const struct az_routing *route,
                                     const struct az_secret_key *key)
{
	AZ_TRY(put_party(ctx, report_id, route->lead, true));
	for (size_t i = 0; i < route->joint_count; i++) {
		AZ_TRY(put_party(ctx, report_id, route->joint[i], false));
		AZ_TRY(az_report_wrap_for_ring(ctx, report_id, route->joint[i], key));
	}
	for (size_t i = 0; i < route->barred_count; i++)
		AZ_TRY(put_barred(ctx, report_id, route->barred[i]));
	return AZ_OK;
}

static const struct az_column columns[] = {AZ_INT_OF(struct az_party, authority_id), AZ_TEXT_OF(struct az_party, name_zh),
                                           AZ_TEXT_OF(struct az_party, name_en), AZ_INT_OF(struct az_party, leads)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_party);

enum az_result az_report_parties(struct az_ctx *ctx, int64_t report_id, struct az_party **rows, size_t *count)
{
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT u.id AS authority_id, u.name_zh, u.name_en, u.id = s.authority_id AS leads "
	                           "FROM report_party p JOIN report s ON s.id = p.report_id "
	                           "JOIN authority u ON u.id = p.authority_id WHERE p.report_id = ? "
	                           "ORDER BY leads DESC, p.since_at, u.id LIMIT 16",
	                           az_int(report_id)),
	                  &map, rows, count, PARTIES_MAX);
}

enum az_result az_report_barred(struct az_ctx *ctx, int64_t report_id, struct az_party **rows, size_t *count)
{
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT u.id AS authority_id, u.name_zh, u.name_en, 0 AS leads FROM report_barred b "
	                           "JOIN authority u ON u.id = b.authority_id WHERE b.report_id = ? ORDER BY u.id LIMIT 16",
	                           az_int(report_id)),
	                  &map, rows, count, PARTIES_MAX);
}

enum az_result az_report_party_add(struct az_ctx *ctx, int64_t report_id, int64_t authority_id, bool leads)
{
	AZ_TRY(az_report_key_share(ctx, report_id, authority_id));
	return put_party(ctx, report_id, authority_id, leads);
}

enum az_result az_report_party_drop(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	/* Of each ring that its handlers ever had: a former one may still be waiting to be wrapped anew. */
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM report_key WHERE report_id = ? AND holder = 'ring' AND holder_id IN "
	                           "(SELECT r.id FROM key_ring r WHERE r.authority_id = ?)",
	                           az_int(report_id), az_int(authority_id)),
	                  NULL));
	/* Nor does an identity that was handed to one of them stay with him. */
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity_request SET handed = NULL WHERE report_id = ? AND authority_id = ?",
	                           az_int(report_id), az_int(authority_id)),
	                  NULL));
	return az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM report_party WHERE authority_id = ? AND report_id = ?",
	                           az_int(authority_id), az_int(report_id)),
	                  NULL);
}

enum az_result az_report_bar(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	AZ_TRY(az_report_party_drop(ctx, report_id, authority_id));
	return put_barred(ctx, report_id, authority_id);
}
