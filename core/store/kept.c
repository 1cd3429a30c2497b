/* What is read once for many requests: small lists that nearly every form asks for and hardly anybody changes, and things
 * that never change. */
#include "base/arena.h"
#include "base/log.h"
#include "store/db_private.h"

#define KEPT_MAX_BYTES ((size_t)1 << 20)
#define CONSTANT_MAX_BYTES ((size_t)64 << 20) /* to read; kept for other requests is only what fits KEPT_MAX_BYTES */

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

/* ---- what never changes ---- */

/* The slot that holds it, else one that may be used: not one that something in this request was handed out of, and of the
 * others the one that lay idle longest. NULL: all of them are in use. */
static struct az_constant *constant_slot(struct az_db *db, const char *kind, int64_t id, int64_t now)
{
	struct az_constant *idle = NULL;
	for (size_t i = 0; i < AZ_CONSTANTS; i++) {
		struct az_constant *slot = &db->constants[i];
		if (slot->kind == kind && slot->id == id)
			return slot;
		if (slot->used_at != now && (idle == NULL || slot->used_at < idle->used_at))
			idle = slot;
	}
	return idle;
}

enum az_result az_db_constant(struct az_ctx *ctx, const char *kind, int64_t id, az_read_constant *read, const void **out)
{
	struct az_constant *slot = constant_slot(ctx->db, kind, id, ctx->now);
	if (slot == NULL || ctx->db->depth > 0)
		return read(ctx, id, out); /* what a transaction sees may still be taken back */
	slot->used_at = ctx->now;
	if (slot->kind != kind || slot->id != id) {
		struct az_ctx reader = *ctx;
		if (slot->arena == NULL)
			slot->arena = az_arena_new(CONSTANT_MAX_BYTES);
		az_arena_reset(slot->arena);
		slot->kind = NULL;
		reader.arena = slot->arena;
		enum az_result result = read(&reader, id, &slot->value);
		ctx->problem = reader.problem;
		if (result != AZ_OK)
			return result;
		if (az_arena_used(slot->arena) <= KEPT_MAX_BYTES) {
			slot->kind = kind;
			slot->id = id;
		}
	}
	*out = slot->value;
	return AZ_OK;
}

void az_db_forget_kept(struct az_db *db)
{
	for (size_t i = 0; i < AZ_KEPT; i++) {
		az_arena_free(db->kept[i].arena);
		db->kept[i] = (struct az_kept){0};
	}
	for (size_t i = 0; i < AZ_CONSTANTS; i++) {
		az_arena_free(db->constants[i].arena);
		db->constants[i] = (struct az_constant){0};
	}
}
