enum az_result az_db_begin(struct az_db *db)
{
	return plain(db, "START TRANSACTION");
}
