/* Baselines that are kept: what the plugin had when a draft was begun, so that it is still known after an upgrade. */
#include <string.h>

#include "base/arena.h"
#include "domain/actor.h"
#include "domain/checklist_merge.h"
#include "domain/checklist_private.h"
#include "domain/site.h"
#include "plugin/plugin.h"
#include "store/db.h"

#define SAME_VERSION_MAX 20 /* of those with one plugin version that are looked at: as a rule there is one */
#define BASELINES_MAX 200

/* ---- finding ---- */

enum az_result az_checklist_baselines(struct az_ctx *ctx, const char *sector, struct az_checklist_version **rows,
				      size_t *count)
{
	return az_db_rows(ctx,
			  AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION "WHERE v.sector = ? AND v.state = 'baseline' AND "
							       "v.based_on IS NULL ORDER BY v.id LIMIT 200",
				   az_str(sector)),
			  &az_checklist_version_map, rows, count, BASELINES_MAX);
}

/* A list from before baselines were kept, as far as it tells what its own was: without the city's items, in use, and
 * `changed` saying which values are the city's. */
static void guess(struct az_arena *arena, const struct az_checklist_list *items, struct az_checklist_list *out)
{
	out->items = AZ_NEW_ARRAY(arena, items->count + 1, struct az_checklist_item);
	out->count = 0;
	for (size_t i = 0; i < items->count; i++) {
		if (items->items[i].own)
			continue;
		struct az_checklist_item *item = &out->items[out->count++];
		*item = items->items[i];
		item->retired = 0;
		item->position = (int64_t)out->count;
	}
}

enum az_result az_checklist_ancestor(struct az_ctx *ctx, const struct az_checklist_version *version,
				     const struct anze_plugin *plugin, struct az_checklist_ancestor *out)
{
	struct az_checklist_list items;
	*out = (struct az_checklist_ancestor){.id = version->baseline_id, .guessed = !version->baseline_known};
	if (version->baseline_id != 0)
		return az_checklist_items(ctx, version->baseline_id, &out->list);
	if (strcmp(version->plugin_version, plugin->version) == 0) {
		out->guessed = false;
		az_checklist_baseline(ctx->arena, plugin, &out->list);
		return AZ_OK;
	}
	AZ_TRY(az_checklist_items(ctx, version->id, &items));
	guess(ctx->arena, &items, &out->list);
	return AZ_OK;
}

enum az_result az_checklist_stands(struct az_ctx *ctx, const struct az_checklist_version *version,
				   const struct anze_plugin *plugin, bool *stands)
{
	struct az_checklist_list now;
	struct az_checklist_ancestor ancestor;
	AZ_TRY(az_checklist_ancestor(ctx, version, plugin, &ancestor));
	az_checklist_baseline(ctx->arena, plugin, &now);
	*stands = !ancestor.guessed && az_checklist_same(&ancestor.list, &now);
	return AZ_OK;
}

/* A sector's latest list is its draft while there is one: it was begun after all that was published. */
enum az_result az_checklist_baselines_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	struct az_checklist_version *rows;
	size_t row_count;
	*count = 0;
	az_build_add(build, AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION
				     "WHERE v.id IN (SELECT MAX(s.id) FROM checklist_version s WHERE s.county = '' "
				     "AND s.state IN ('draft', 'review', 'published')"));
	az_scope_add(ctx, build, AZ_SCOPE_DUTY);
	az_build_add(build, AZ_QUERY(" GROUP BY s.sector)"));
	AZ_TRY(az_db_rows(ctx, &build->query, &az_checklist_version_map, &rows, &row_count, AZ_SECTORS_MAX));
	for (size_t i = 0; i < row_count; i++) {
		const struct anze_plugin *plugin = az_plugins_find(ctx->site->plugins, rows[i].sector);
		bool stands = true;
		if (plugin != NULL && strcmp(plugin->version, rows[i].plugin_version) != 0)
			AZ_TRY(az_checklist_stands(ctx, &rows[i], plugin, &stands));
		*count += !stands;
	}
	return AZ_OK;
}

/* ---- keeping ---- */

static enum az_result keep(struct az_ctx *ctx, const char *sector, const char *plugin_version, int64_t guessed_from,
			   const struct az_checklist_list *list, int64_t *id)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO checklist_version (sector, state, plugin_version, based_on, note, "
				   "maker_id, created_at, editor_id, changed_at) "
				   "VALUES (?, 'baseline', ?, ?, '', ?, ?, ?, ?)",
				   az_str(sector), az_str(plugin_version), az_ref(guessed_from), az_int(ctx->account_id),
				   az_time(ctx->now), az_int(ctx->account_id), az_time(ctx->now)),
			  &outcome));
	for (size_t i = 0; i < list->count; i++)
		AZ_TRY(az_checklist_insert_item(ctx, outcome.id, &list->items[i]));
	*id = outcome.id;
	return AZ_OK;
}

enum az_result az_checklist_freeze(struct az_ctx *ctx, const char *sector, const struct anze_plugin *plugin,
				   struct az_checklist_ancestor *out)
{
	struct az_checklist_version *rows;
	struct az_checklist_list now;
	size_t count;
	az_checklist_baseline(ctx->arena, plugin, &now);
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT id FROM checklist_version WHERE sector = ? AND state = 'baseline' AND "
				   "based_on IS NULL AND plugin_version = ? ORDER BY id DESC LIMIT 20",
				   az_str(sector), az_str(plugin->version)),
			  &az_checklist_version_map, &rows, &count, SAME_VERSION_MAX));
	*out = (struct az_checklist_ancestor){0};
	for (size_t i = 0; i < count; i++) {
		AZ_TRY(az_checklist_items(ctx, rows[i].id, &out->list));
		out->id = rows[i].id;
		if (az_checklist_same(&out->list, &now))
			return AZ_OK;
	}
	AZ_TRY(keep(ctx, sector, plugin->version, 0, &now, &out->id));
	return az_checklist_items(ctx, out->id, &out->list);
}

/* az_checklist_ancestor, kept from now on. */
static enum az_result freeze_ancestor(struct az_ctx *ctx, const struct az_checklist_version *version,
				      const struct anze_plugin *plugin, struct az_checklist_ancestor *out)
{
	AZ_TRY(az_checklist_ancestor(ctx, version, plugin, out));
	if (out->id != 0)
		return AZ_OK;
	if (!out->guessed)
		AZ_TRY(az_checklist_freeze(ctx, version->sector, plugin, out));
	else
		AZ_TRY(keep(ctx, version->sector, version->plugin_version, version->id, &out->list, &out->id));
	/* What was published does not change by this; what it stands on is only written down now. */
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE checklist_version SET baseline_id = ? WHERE id = ? AND baseline_id IS NULL",
				   az_int(out->id), az_int(version->id)),
			  NULL));
	return az_checklist_items(ctx, out->id, &out->list);
}

/* ---- meeting ---- */

static enum az_result meet(struct az_ctx *ctx, const struct az_checklist_version *from,
			   const struct az_checklist_list *baseline, struct az_checklist_meeting *out)
{
	struct az_checklist_clash *open;
	size_t open_count;
	AZ_TRY(az_checklist_items(ctx, from->id, &out->city));
	AZ_TRY(az_checklist_clashes(ctx, from->id, &open, &open_count));
	az_checklist_merge(ctx->arena, &out->ancestor, &out->city, baseline, open, open_count, &out->merged);
	return AZ_OK;
}

enum az_result az_checklist_meet(struct az_ctx *ctx, const struct az_checklist_version *from,
				 const struct anze_plugin *plugin, const struct az_checklist_list *baseline,
				 struct az_checklist_meeting *out)
{
	AZ_TRY(az_checklist_ancestor(ctx, from, plugin, &out->ancestor));
	return meet(ctx, from, baseline, out);
}

enum az_result az_checklist_meet_frozen(struct az_ctx *ctx, const struct az_checklist_version *from,
					const struct anze_plugin *plugin, const struct az_checklist_list *baseline,
					struct az_checklist_meeting *out)
{
	AZ_TRY(freeze_ancestor(ctx, from, plugin, &out->ancestor));
	return meet(ctx, from, baseline, out);
}

enum az_result az_checklist_met(struct az_ctx *ctx, const struct az_checklist_version *draft,
				const struct anze_plugin *plugin, struct az_checklist_version *from,
				struct az_checklist_meeting *out)
{
	struct az_checklist_list baseline;
	if (draft->merged_from == 0)
		return AZ_NOT_FOUND;
	AZ_TRY(az_db_row(ctx, AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION "WHERE v.id = ?", az_int(draft->merged_from)),
			 &az_checklist_version_map, from));
	AZ_TRY(az_checklist_items(ctx, draft->baseline_id, &baseline));
	return az_checklist_meet(ctx, from, plugin, &baseline, out);
}
