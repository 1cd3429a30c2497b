static enum az_result run(struct az_db *db, const char *text)
{
	struct az_query query = {text, NULL, 0};
	return mysql_stmt_prepare(db->statement, query.text, 1) == 0 ? AZ_OK : AZ_INTERNAL;
}
