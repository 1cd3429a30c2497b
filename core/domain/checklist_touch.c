/* Which visits a new version of a checklist touches: those that are being filled in by an earlier one. */
#include "base/arena.h"
#include "domain/actor.h"
#include "domain/checklist.h"
#include "domain/number.h"
#include "domain/visit.h"
#include "store/db.h"

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_checklist_visit, id),
	AZ_TIME_OF(struct az_checklist_visit, begun_at),
	AZ_TEXT_OF(struct az_checklist_visit, enterprise),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_checklist_visit);

enum az_result az_checklist_open_visits(struct az_ctx *ctx, const char *sector, const char *county, int64_t version_id,
					struct az_checklist_visit **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT s.id, s.begun_at, n.name AS enterprise FROM visit s JOIN enterprise n "
				     "ON n.id = s.enterprise_id WHERE s.sector = ? AND s.state = 'draft' "
				     "AND s.kind <> 'trial' AND (? = '' OR s.county = ?) "
				     "AND (? = 0 OR s.version_id = ? OR s.county_version_id = ?)",
				     az_str(sector), az_str(county), az_str(county), az_int(version_id),
				     az_int(version_id), az_int(version_id)));
	az_scope_add(ctx, build, AZ_SCOPE_TERRITORY);
	az_build_add(build, AZ_QUERY(" ORDER BY s.begun_at, s.id LIMIT 20"));
	AZ_TRY(az_db_rows(ctx, &build->query, &map, rows, count, AZ_CHECKLIST_VISITS_NAMED));
	for (size_t i = 0; i < *count; i++) {
		struct az_checklist_visit *row = &(*rows)[i];
		struct az_visit visit;
		row->no = az_number_print(ctx->arena, 'V', row->begun_at, row->id);
		enum az_result found = az_visit_find(ctx, row->no, &visit);
		if (found != AZ_OK && found != AZ_NOT_FOUND)
			return found;
		row->readable = found == AZ_OK;
	}
	return AZ_OK;
}
