static enum az_result submit(struct az_ctx *ctx)
{
	AZ_TRY(az_db_begin(ctx->db));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("START TRANSACTION"), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("begin"), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("COMMIT AND CHAIN"), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("rollback;"), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("SET autocommit = 0"), NULL));
	az_db_rollback(ctx->db);
	return az_db_commit(ctx->db);
}
