#include "domain/shared.h"
#define SELECT_REPORT                                                                                              \
	"SELECT id, state FROM report "                                                                            \
	"JOIN division USING (county) " /* a comment between */
#define SELECT_OPEN SELECT_REPORT "WHERE state = 'open' "

/* AZ_QUERY(anything) and mysql_query(anything) in a comment run nothing. */
static enum az_result find_id(struct az_ctx *ctx, const struct az_query *query, int64_t *id)
{
	struct az_build build = {0};
	az_build_add(&build, AZ_QUERY(SELECT_REPORT "WHERE id = ?", az_int(*id)));
	az_build_add(&build, AZ_QUERY(SELECT_OPEN));
	az_build_add(&build, AZ_QUERY(SELECT_SHARED "WHERE 1 = 1"));
	az_build_add(&build, AZ_QUERY(" AND place <> '(a, b)' "
	                              "AND story LIKE ?",
	                              az_str(az_format(ctx->arena, "%%%s%%", "x"))));
	return az_db_number(ctx, query, id);
}
