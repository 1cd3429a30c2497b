/* Photos of a visit's items. */
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/checklist.h"
#include "domain/site.h"
#include "domain/visit_private.h"
#include "store/blob.h"
#include "store/db.h"

static const struct az_column columns[] = {
	AZ_TEXT_OF(struct az_visit_photo, item), AZ_INT_OF(struct az_visit_photo, blob_id),
	AZ_INT_OF(struct az_visit_photo, size),  AZ_TEXT_OF(struct az_visit_photo, name),
	AZ_TEXT_OF(struct az_visit_photo, type),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_visit_photo);

enum az_result az_visit_photos(struct az_ctx *ctx, int64_t id, struct az_visit_photo **rows, size_t *count)
{
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT p.item, p.blob_id, b.size, b.name, b.type FROM visit_photo p "
			 "JOIN blob_file b ON b.id = p.blob_id WHERE p.visit_id = ? ORDER BY p.item, p.blob_id",
			 az_int(id)),
		&map, rows, count, (size_t)AZ_CHECKLIST_ITEMS_MAX * AZ_VISIT_PHOTOS);
}

enum az_result az_visit_holds(struct az_ctx *ctx, const struct az_visit *visit, int64_t blob_id)
{
	int64_t held;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM visit_photo WHERE visit_id = ? AND blob_id = ?",
				     az_int(visit->id), az_int(blob_id)),
			    &held));
	return held > 0 ? AZ_OK : AZ_NOT_FOUND;
}

static enum az_result add(struct az_ctx *ctx, int64_t id, const struct az_visit_photo *photo)
{
	int64_t there;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM visit_photo WHERE visit_id = ? AND item = ?",
				     az_int(id), az_str(photo->item)),
			    &there));
	if (there >= AZ_VISIT_PHOTOS)
		return az_refuse(ctx, AZ_INVALID, "visit.photos_many", photo->item,
				 az_format(ctx->arena, "%d", AZ_VISIT_PHOTOS), NULL);
	AZ_TRY(az_blob_claim(ctx, photo->blob_id));
	return az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO visit_photo (visit_id, item, blob_id, at, account_id) VALUES (?, ?, ?, ?, ?)",
			 az_int(id), az_str(photo->item), az_int(photo->blob_id), az_time(ctx->now),
			 az_int(ctx->account_id)),
		NULL);
}

static enum az_result take_away(struct az_ctx *ctx, int64_t id, const struct az_visit_photo *photo, size_t *changed)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("DELETE FROM visit_photo WHERE visit_id = ? AND item = ? AND blob_id = ?",
				   az_int(id), az_str(photo->item), az_int(photo->blob_id)),
			  &outcome));
	if (outcome.rows == 0)
		return AZ_OK; /* a colleague was first */
	(*changed)++;
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_file WHERE id = ?", az_int(photo->blob_id)), NULL);
}

/* A page that is sent twice brings its photos twice, as files of their own: its token tells. */
static enum az_result is_first(struct az_ctx *ctx, int64_t id, const char *token, bool *first)
{
	unsigned char hash[AZ_SECRET_HASH];
	int64_t noun_id;
	az_secret_hash(&ctx->site->session_key, "submission", token, strlen(token), hash);
	enum az_result found = az_db_number(
		ctx,
		AZ_QUERY("SELECT noun_id AS number FROM submission WHERE token_hash = ?", az_bytes(hash, sizeof hash)),
		&noun_id);
	*first = found == AZ_NOT_FOUND;
	if (found != AZ_NOT_FOUND)
		return found;
	return az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'visit_photo', ?, ?)",
			 az_bytes(hash, sizeof hash), az_int(id), az_time(ctx->now)),
		NULL);
}

enum az_result az_visit_photos_put(struct az_ctx *ctx, int64_t id, const struct az_visit_save *save, size_t *changed)
{
	bool first = false;
	for (size_t i = 0; i < save->removed_count; i++)
		AZ_TRY(take_away(ctx, id, &save->removed[i], changed));
	if (save->added_count == 0)
		return AZ_OK;
	AZ_TRY(is_first(ctx, id, save->token, &first));
	for (size_t i = 0; first && i < save->added_count; i++, (*changed)++)
		AZ_TRY(add(ctx, id, &save->added[i]));
	return AZ_OK;
}
