/* Cleaned copies of files: the queue of those that wait for one, and the copies, each under its original's key. */
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/blob_private.h"

enum az_result az_blob_ask_copy(struct az_ctx *ctx, int64_t id, const unsigned char own[AZ_BLOB_KEY],
				const unsigned char key[AZ_BLOB_KEY])
{
	unsigned char wrapped[AZ_BLOB_WRAPPED];
	az_blob_wrap(own, key, wrapped);
	return az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO blob_cleaning (blob_id, wrapped_key) VALUES (?, ?)", az_int(id),
				   az_bytes(wrapped, sizeof wrapped)),
			  NULL);
}

struct asked {
	struct az_blob_found found;
	int64_t attempts;
};

static enum az_result take_asked(struct az_ctx *ctx, void *arg)
{
	static const struct az_column columns[] = {
		{"id", AZ_COLUMN_INT, offsetof(struct asked, found.blob.id)},
		{"type", AZ_COLUMN_TEXT, offsetof(struct asked, found.blob.type)},
		{"size", AZ_COLUMN_INT, offsetof(struct asked, found.blob.size)},
		{"wrapped_key", AZ_COLUMN_BYTES, offsetof(struct asked, found.wrapped_key)},
		AZ_INT_OF(struct asked, attempts)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct asked);
	struct asked *asked = arg;
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT q.blob_id AS id, b.type, b.size, q.wrapped_key, q.attempts + 1 AS attempts "
				  "FROM blob_cleaning q JOIN blob_file b ON b.id = q.blob_id "
				  "WHERE q.taken_until IS NULL OR q.taken_until < UTC_TIMESTAMP(3) "
				  "ORDER BY q.blob_id LIMIT 1 FOR UPDATE"),
			 &map, asked));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE blob_cleaning SET taken_until = UTC_TIMESTAMP(3) + INTERVAL 60 SECOND, "
				   "attempts = attempts + 1 WHERE blob_id = ?",
				   az_int(asked->found.blob.id)),
			  NULL);
}

enum az_result az_blob_take_asked(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], struct az_blob *out,
				  int64_t *attempts)
{
	struct asked asked = {0};
	AZ_TRY(az_tx(ctx, take_asked, &asked));
	AZ_TRY(az_blob_unwrap(asked.found.blob.id, asked.found.wrapped_key, key, asked.found.blob.key));
	*out = asked.found.blob;
	*attempts = asked.attempts;
	return AZ_OK;
}

static enum az_result begin_copy(struct az_blob_writer *writer, const struct az_blob *of)
{
	struct az_outcome outcome;
	memcpy(writer->file_key, of->key, AZ_BLOB_KEY);
	writer->name = writer->owner = "";
	AZ_TRY(az_db_exec(writer->ctx, AZ_QUERY("DELETE FROM blob_cleaning WHERE blob_id = ?", az_int(of->id)), NULL));
	AZ_TRY(az_db_exec(writer->ctx,
			  AZ_QUERY("INSERT INTO blob_file (staged_at, claimed, owner, name, wrapped_key, cleaned_of) "
				   "VALUES (?, 1, '', '', '', ?)",
				   az_time(writer->ctx->now), az_int(of->id)),
			  &outcome));
	return az_blob_start(writer, outcome.id);
}

enum az_result az_blob_open_copy(struct az_ctx *ctx, const struct az_blob *of, struct az_blob_writer **out)
{
	AZ_TRY(az_blob_open(ctx, of->key, true, out));
	enum az_result result = begin_copy(*out, of);
	if (result != AZ_OK)
		az_blob_abandon(*out);
	return result;
}

enum az_result az_blob_postpone_copy(struct az_ctx *ctx, int64_t id)
{
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE blob_cleaning SET taken_until = UTC_TIMESTAMP(3) + INTERVAL 30 SECOND, "
				   "attempts = attempts - 1 WHERE blob_id = ?",
				   az_int(id)),
			  NULL);
}

enum az_result az_blob_scanned(struct az_ctx *ctx, int64_t id, const char *word, const char *name)
{
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE blob_file SET scan = ?, scan_name = ?, scanned_at = ? WHERE id = ?",
				   az_str(word), az_str(az_utf8_clip(ctx->arena, name, 120)), az_time(ctx->now),
				   az_int(id)),
			  NULL);
}

struct given_up {
	int64_t id;
	const char *why;
};

static enum az_result give_up(struct az_ctx *ctx, void *arg)
{
	const struct given_up *given_up = arg;
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_cleaning WHERE blob_id = ?", az_int(given_up->id)), NULL));
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE blob_file SET unclean = ? WHERE id = ?", az_str(given_up->why), az_int(given_up->id)),
		NULL);
}

enum az_result az_blob_give_up_copy(struct az_ctx *ctx, int64_t id, const char *why)
{
	struct given_up given_up = {id, why};
	return az_tx(ctx, give_up, &given_up);
}

enum az_result az_blob_find_copy(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t of,
				 struct az_blob *out)
{
	struct az_blob_found found = {0};
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT c.id, c.size, c.name, c.type, c.sha256, c.owner, o.wrapped_key, c.about "
				  "FROM blob_file c JOIN blob_file o ON o.id = c.cleaned_of WHERE c.cleaned_of = ?",
				  az_int(of)),
			 &az_blob_found_map, &found));
	return az_blob_open_found(ctx, key, &found, out);
}
