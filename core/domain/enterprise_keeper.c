/* Whose the data are that all authorities of an enterprise share. */
#include "domain/enterprise_private.h"

#include "domain/actor.h"
#include "domain/site.h"
#include "store/db.h"

/* Who entered it, as long as that authority supervises it; then the emergency bureau of its county; then the first that
 * does. Insurance regulators and finance offices supervise none, whatever sectors stand beside them. */
enum az_result az_enterprise_keeper(struct az_ctx *ctx, int64_t id, struct az_enterprise_keeper *keeper)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct az_enterprise_keeper, id),
						   AZ_TEXT_OF(struct az_enterprise_keeper, name_zh),
						   AZ_TEXT_OF(struct az_enterprise_keeper, name_en)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_enterprise_keeper);
	*keeper = (struct az_enterprise_keeper){0, "", ""};
	enum az_result found = az_db_row(
		ctx,
		AZ_QUERY("SELECT a.id, a.name_zh, a.name_en FROM enterprise e JOIN authority a ON "
			 "a.kind IN ('emergency', 'sector') AND (a.county IS NULL OR a.county = e.county) AND "
			 "(a.zone IS NULL OR a.zone = e.zone) WHERE e.id = ? AND EXISTS (SELECT 1 FROM "
			 "authority_sector x "
			 "JOIN enterprise_sector s ON s.sector = x.sector WHERE x.authority_id = a.id AND "
			 "s.enterprise_id = e.id) ORDER BY (a.id <=> e.keeper_id) DESC, "
			 "(a.kind = 'emergency' AND a.county <=> e.county) DESC, a.id LIMIT 1",
			 az_int(id)),
		&map, keeper);
	return found == AZ_NOT_FOUND ? AZ_OK : found;
}

enum az_result az_enterprise_writes_any(struct az_ctx *ctx, const struct az_enterprise *enterprise)
{
	for (size_t i = 0; i < ctx->site->sector_count; i++) {
		enum az_result writes = az_enterprise_writes(ctx, enterprise, ctx->site->sectors[i].code);
		if (writes != AZ_NOT_FOUND)
			return writes;
	}
	return AZ_NOT_FOUND;
}

/* Beside the keeper the city's coordinator, in what it supervises itself: so nothing stays wrong when a keeper does
 * not answer. */
enum az_result az_enterprise_keeps(struct az_ctx *ctx, const struct az_enterprise *enterprise,
				   struct az_enterprise_keeper *keeper)
{
	const struct az_actor *actor = ctx->actor;
	AZ_TRY(az_enterprise_keeper(ctx, enterprise->id, keeper));
	AZ_TRY(az_enterprise_writes_any(ctx, enterprise));
	if (keeper->id == 0 || keeper->id == actor->authority_id || (actor->roles & AZ_ROLE_CITY) != 0)
		return AZ_OK;
	return az_refuse(ctx, AZ_DENIED, "enterprise.kept_elsewhere",
			 ctx->language == AZ_EN ? keeper->name_en : keeper->name_zh, NULL);
}

/* An authority that leaves an enterprise does not become its keeper again by joining it later. */
enum az_result az_enterprise_settle_keeper(struct az_ctx *ctx, int64_t id)
{
	struct az_enterprise_keeper keeper;
	AZ_TRY(az_enterprise_keeper(ctx, id, &keeper));
	return az_db_exec(
		ctx, AZ_QUERY("UPDATE enterprise SET keeper_id = ? WHERE id = ?", az_ref(keeper.id), az_int(id)), NULL);
}
