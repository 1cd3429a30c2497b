#include "domain/shared.h"
#define SELECT_REPORT "SELECT id FROM report "
#define COMPUTED pick_table()
#define FIND(text) AZ_QUERY(text)

static void find(struct az_ctx *ctx, const char *filter)
{
	char text[200];
	az_db_exec(ctx, AZ_QUERY(text), NULL);
	az_db_exec(ctx, AZ_QUERY(az_format(ctx->arena, "SELECT %s", filter)), NULL);
	az_db_exec(ctx, AZ_QUERY(SELECT_REPORT filter), NULL);
	az_db_exec(ctx, AZ_QUERY("SELECT 1 FROM " COMPUTED), NULL);
	az_db_exec(ctx, AZ_QUERY(SELECT_ELSEWHERE "WHERE id = ?", az_int(1)), NULL);
	az_db_exec(ctx, AZ_QUERY(
	                        filter != NULL ? "SELECT 1" : "SELECT 2"), NULL);
	struct az_query made = {filter, NULL, 0};
	az_db_exec(ctx, &(const struct az_query){filter, NULL, 0}, NULL);
	az_db_exec(ctx, AZ_QUERY(SELECT_SHARED), NULL);
	mysql_query(ctx->db, filter);
	mysql_real_query(ctx->db, filter, 10);
	mysql_stmt_prepare(ctx->statement, filter, 10);
	az_db_script(ctx->db, filter);
}
