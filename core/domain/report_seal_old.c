/* What was filed before there were keys is sealed, once, when the tables are brought up to date. */
#include "base/log.h"
#include "domain/report.h"
#include "domain/report_identity.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

struct old {
	int64_t id, authority_id;
	const char *subject_name, *happened_on, *place, *story;
};

struct old_message {
	int64_t from_reporter, at, account_id;
	const char *body;
};

static enum az_result seal_old_messages(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct old_message, from_reporter), AZ_TIME_OF(struct old_message, at),
		AZ_INT_OF(struct old_message, account_id), AZ_TEXT_OF(struct old_message, body)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct old_message);
	struct old_message *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT from_reporter, at, account_id, body FROM report_message_clear "
	                           "WHERE report_id = ? ORDER BY id LIMIT 200",
	                           az_int(report_id)),
	                  &map, &rows, &count, 200));
	for (size_t i = 0; i < count; i++) {
		struct az_report_message message = {
			.from_reporter = rows[i].from_reporter, .at = rows[i].at, .body = rows[i].body};
		AZ_TRY(az_report_message_seal(ctx, report_id, key, &message, rows[i].account_id));
	}
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM report_message_clear WHERE report_id = ?", az_int(report_id)), NULL);
}

struct old_file {
	int64_t blob_id;
};

static enum az_result seal_old_files(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct old_file, blob_id)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct old_file);
	const struct az_secret_key *by = az_report_file_key(ctx->arena, key);
	struct old_file *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx, AZ_QUERY("SELECT blob_id FROM report_file WHERE report_id = ? LIMIT 50", az_int(report_id)),
	                  &map, &rows, &count, 50));
	for (size_t i = 0; i < count; i++)
		AZ_TRY(az_blob_seal(ctx, rows[i].blob_id, ctx->site->file_key.bytes, by->bytes));
	return AZ_OK;
}

static enum az_result seal_old(struct az_ctx *ctx, void *arg)
{
	const struct old *old = arg;
	struct az_secret_key key;
	struct az_report_new content = {.subject_name = old->subject_name,
	                                .happened_on = old->happened_on,
	                                .place = old->place,
	                                .story = old->story};
	az_secret_random(key.bytes, sizeof key.bytes);
	AZ_TRY(az_report_wrap_for_ring(ctx, old->id, old->authority_id, &key));
	AZ_TRY(az_report_key_keep(ctx, old->id, &key));
	AZ_TRY(az_report_content_put(ctx, old->id, &content, &key));
	AZ_TRY(seal_old_messages(ctx, old->id, &key));
	AZ_TRY(seal_old_files(ctx, old->id, &key));
	az_secret_wipe(&key, sizeof key);
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM report_content_clear WHERE report_id = ?", az_int(old->id)), NULL);
}

static enum az_result there_is(struct az_ctx *ctx, const char *table, bool *there)
{
	int64_t count;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM information_schema.tables "
	                             "WHERE table_schema = DATABASE() AND table_name = ?",
	                             az_str(table)),
	                    &count));
	*there = count > 0;
	return AZ_OK;
}

/* Who sent it: of a case whose key was made just now, or is kept by the instance since. */
static enum az_result seal_old_identity(struct az_ctx *ctx, void *arg)
{
	const struct az_report *old = arg;
	const struct az_secret_key *key;
	AZ_TRY(az_report_key_kept(ctx, old->id, &key));
	AZ_TRY(az_report_identity_put(ctx, old->id, old->name, old->contact, key));
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM report_identity_clear WHERE report_id = ?", az_int(old->id)), NULL);
}

static enum az_result seal_old_identities(struct az_ctx *ctx)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct az_report, id), AZ_TEXT_OF(struct az_report, name),
	                                           AZ_TEXT_OF(struct az_report, contact)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_report);
	bool there;
	int64_t last = 0, left;
	AZ_TRY(there_is(ctx, "report_identity_clear", &there));
	while (there) {
		struct az_report old = {0};
		enum az_result result =
			az_db_row(ctx,
		                  AZ_QUERY("SELECT report_id AS id, name, contact FROM report_identity_clear "
		                           "WHERE report_id > ? ORDER BY report_id LIMIT 1",
		                           az_int(last)),
		                  &map, &old);
		if (result == AZ_NOT_FOUND)
			break;
		AZ_TRY(result);
		last = old.id;
		result = az_tx(ctx, seal_old_identity, &old);
		if (result == AZ_NOT_FOUND)
			az_log(AZ_LOG_WARNING, "identity.clear", "report=%lld its key is not at hand; the name stays as it was",
			       (long long)old.id);
		else
			AZ_TRY(result);
	}
	if (!there)
		return AZ_OK;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM report_identity_clear"), &left));
	return left > 0 ? AZ_OK : az_db_exec(ctx, AZ_QUERY("DROP TABLE report_identity_clear"), NULL);
}

enum az_result az_report_seal_old(struct az_ctx *ctx, int64_t *count)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct old, id),         AZ_INT_OF(struct old, authority_id),
		AZ_TEXT_OF(struct old, subject_name), AZ_TEXT_OF(struct old, happened_on),
		AZ_TEXT_OF(struct old, place),     AZ_TEXT_OF(struct old, story)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct old);
	bool there;
	*count = 0;
	AZ_TRY(there_is(ctx, "report_content_clear", &there));
	while (there) {
		struct old old = {0};
		enum az_result result =
			az_db_row(ctx,
		                  AZ_QUERY("SELECT c.report_id AS id, s.authority_id, c.subject_name, c.happened_on, "
		                           "c.place, c.story FROM report_content_clear c JOIN report s ON s.id = c.report_id "
		                           "ORDER BY c.report_id LIMIT 1"),
		                  &map, &old);
		if (result == AZ_NOT_FOUND)
			break;
		AZ_TRY(result);
		AZ_TRY(az_tx(ctx, seal_old, &old));
		(*count)++;
	}
	if (there) {
		AZ_TRY(az_db_exec(ctx, AZ_QUERY("DROP TABLE IF EXISTS report_message_clear"), NULL));
		/* Last: its presence says that work is left. */
		AZ_TRY(az_db_exec(ctx, AZ_QUERY("DROP TABLE report_content_clear"), NULL));
	}
	return seal_old_identities(ctx);
}
