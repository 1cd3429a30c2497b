/* Small lists that nearly every form asks for and hardly anybody changes, read once for many requests. */
#include "base/arena.h"
#include "base/log.h"
#include "store/db_private.h"

#define KEPT_MAX_BYTES ((size_t)1 << 20)

static struct az_kept *slot_of(struct az_db *db, const char *text)
{
	for (size_t i = 0; i < AZ_KEPT; i++)
		if (db->kept[i].text == text || db->kept[i].text == NULL)
			return &db->kept[i];
	return NULL;
}

/* Within one request `now` stands still, so what was handed out to it is not taken from under it. */
static bool is_fresh(const struct az_kept *kept, int64_t now)
{
	return kept->text != NULL && kept->read_at <= now && now - kept->read_at <= AZ_KEPT_MS;
}

enum az_result az_db_rows_kept(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map,
                               const void **rows, size_t *count, size_t max)
{
	struct az_kept *kept = slot_of(ctx->db, query->text);
	if (kept == NULL || query->arg_count != 0) {
		az_log(AZ_LOG_ERROR, "database.kept", "no list to be kept, or one too many: query=\"%.200s\"", query->text);
		return AZ_INTERNAL;
	}
	if (!is_fresh(kept, ctx->now)) {
		struct az_ctx reader = *ctx;
		if (kept->arena == NULL)
			kept->arena = az_arena_new(KEPT_MAX_BYTES);
		az_arena_reset(kept->arena);
		kept->text = NULL;
		reader.arena = kept->arena;
		AZ_TRY(az_db_rows(&reader, query, map, &kept->rows, &kept->count, max));
		kept->text = query->text;
		kept->read_at = ctx->now;
	}
	*rows = kept->rows;
	*count = kept->count;
	return AZ_OK;
}

void az_db_forget_kept(struct az_db *db)
{
	for (size_t i = 0; i < AZ_KEPT; i++) {
		az_arena_free(db->kept[i].arena);
		db->kept[i] = (struct az_kept){0};
	}
}
