/* BEGIN, COMMIT and ROLLBACK are words of core/store. */
static enum az_result submit(struct az_ctx *ctx)
{
	az_log(AZ_LOG_INFO, "report.submit", "we begin and commit to nothing");
	return az_tx(ctx, write_rows, NULL);
}

/* The word as a step of a flow is no SQL. */
static enum az_result note(struct az_ctx *ctx)
{
	return az_audit(ctx, "assessment", 1, "begin", "", "draft", "");
}
