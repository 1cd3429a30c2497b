/* The regulator's side of a checklist: beginning a draft, changing and adding items. */
#include "domain/checklist.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_merge.h"
#include "domain/checklist_private.h"
#include "plugin/plugin.h"
#include "store/db.h"

/* ---- the draft, locked ---- */

static enum az_result refuse_changed(struct az_ctx *ctx, int64_t id)
{
	struct az_checklist_version now = {0};
	char *when = az_alloc(ctx->arena, AZ_INSTANT_TEXT);
	AZ_TRY(az_db_row(ctx, AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION "WHERE v.id = ?", az_int(id)),
	                 &az_checklist_version_map, &now));
	az_instant_print(now.changed_at, when);
	return az_refuse(ctx, AZ_CONFLICT, "checklist.changed_meanwhile", now.editor, when, NULL);
}

enum az_result az_checklist_lock_draft(struct az_ctx *ctx, struct az_checklist_work *work)
{
	work->county = az_checklist_county(ctx);
	AZ_TRY(az_checklist_writes(ctx, work->sector, work->county));
	AZ_TRY(az_checklist_plugin(ctx, work->sector, &work->plugin));
	enum az_result found =
		az_db_row(ctx,
	                  AZ_QUERY("SELECT id, sector, county, state, revision FROM checklist_version "
	                           "WHERE sector = ? AND county = ? AND state IN ('draft', 'review') FOR UPDATE",
	                           az_str(work->sector), az_str(work->county)),
	                                 &az_checklist_version_map, &work->draft);
	if (found == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.no_draft", NULL);
	AZ_TRY(found);
	if (strcmp(work->draft.state, "draft") != 0)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.in_review", NULL);
	if (work->draft.revision != work->revision)
		return refuse_changed(ctx, work->draft.id);
	AZ_TRY(az_checklist_items(ctx, work->draft.id, &work->items));
	AZ_TRY(az_checklist_published(ctx, work->sector, work->county, &work->published));
	work->law = (struct az_checklist_law){work->plugin, &work->baseline, &work->published, az_day_at(ctx->now), false};
	if (work->county[0] != '\0') /* nothing of the baseline is a county's to change */
		return az_checklist_city_list(ctx, work->sector, work->law.today, &work->city);
	az_checklist_baseline(ctx->arena, work->plugin, &work->baseline);
	return AZ_OK;
}

enum az_result az_checklist_record(struct az_ctx *ctx, const struct az_checklist_work *work, const char *action,
                                   const char *code)
{
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_version SET revision = revision + 1, editor_id = ?, changed_at = ? "
	                           "WHERE id = ?",
	                           az_int(ctx->account_id), az_time(ctx->now), az_int(work->draft.id)),
	                  NULL));
	return az_audit(ctx, "checklist", work->draft.id, action, "draft", "draft", code);
}

/* ---- beginning ---- */

struct starting {
	const char *sector, *county;
	enum az_checklist_source source;
	int64_t number;
	const struct anze_plugin *plugin;
	struct az_checklist_version from;     /* id 0: the baseline */
	struct az_checklist_ancestor now;     /* the plugin's list, kept */
	struct az_checklist_merged merged;
	bool is_merge; /* with another baseline, or with something to decide */
};

/* A draft that is replaced is given up, and with that never changes again: what it said is the city's side. */
static enum az_result find_source(struct az_ctx *ctx, struct starting *starting)
{
	struct az_checklist_version *from = &starting->from;
	if (starting->source == AZ_CHECKLIST_FROM_BASELINE)
		return AZ_OK;
	if (starting->source == AZ_CHECKLIST_FROM_VERSION)
		return az_db_row(ctx,
				 AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION
					  "WHERE v.sector = ? AND v.county = ? AND v.state = 'published' AND v.number = ?",
					  az_str(starting->sector), az_str(starting->county), az_int(starting->number)),
				 &az_checklist_version_map, from);
	bool stands;
	AZ_TRY(az_checklist_draft(ctx, starting->sector, starting->county, from));
	AZ_TRY(az_checklist_stands(ctx, from, starting->plugin, &stands));
	if (stands)
		return az_refuse(ctx, AZ_CONFLICT, "checklist_merge.same", starting->plugin->version, NULL);
	struct az_checklist_publication seen = {.revision = from->revision, .note = ""};
	struct az_step_input input = {"", &seen};
	return az_flow_apply(ctx, &az_checklist_flow, from->id, "discard", &input);
}

/* What a county adds stands on no baseline: it begins empty, or with what it published. */
static enum az_result begin_addition(struct az_ctx *ctx, struct starting *starting)
{
	if (starting->source == AZ_CHECKLIST_FROM_DRAFT)
		return AZ_INVALID;
	return starting->from.id == 0 ? AZ_OK : az_checklist_items(ctx, starting->from.id, &starting->merged.list);
}

static enum az_result merge(struct az_ctx *ctx, struct starting *starting)
{
	struct az_checklist_meeting meeting;
	if (starting->county[0] != '\0')
		return begin_addition(ctx, starting);
	AZ_TRY(az_checklist_freeze(ctx, starting->sector, starting->plugin, &starting->now));
	if (starting->from.id == 0) {
		starting->merged = (struct az_checklist_merged){.list = starting->now.list};
		return AZ_OK;
	}
	AZ_TRY(az_checklist_meet_frozen(ctx, &starting->from, starting->plugin, &starting->now.list, &meeting));
	starting->merged = meeting.merged;
	starting->is_merge = meeting.ancestor.id != starting->now.id || meeting.merged.clash_count > 0;
	if (starting->merged.list.count <= AZ_CHECKLIST_ITEMS_MAX)
		return AZ_OK;
	return az_refuse(ctx, AZ_INVALID, "checklist.too_many", az_format(ctx->arena, "%d", AZ_CHECKLIST_ITEMS_MAX),
			 NULL);
}

static enum az_result start(struct az_ctx *ctx, void *arg)
{
	struct starting *starting = arg;
	struct az_outcome outcome;
	starting->from = (struct az_checklist_version){0};
	starting->county = az_checklist_county(ctx);
	AZ_TRY(az_checklist_writes(ctx, starting->sector, starting->county));
	AZ_TRY(az_checklist_plugin(ctx, starting->sector, &starting->plugin));
	AZ_TRY(find_source(ctx, starting));
	AZ_TRY(merge(ctx, starting));
	const struct az_checklist_version *from = &starting->from;
	int64_t based_on = starting->source == AZ_CHECKLIST_FROM_DRAFT ? from->based_on : from->id;
	enum az_result result = az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO checklist_version (sector, county, state, plugin_version, based_on, baseline_id, "
			 "merged_from, note, maker_id, created_at, editor_id, changed_at) "
			 "VALUES (?, ?, 'draft', ?, ?, ?, ?, '', ?, ?, ?, ?)",
			 az_str(starting->sector), az_str(starting->county), az_str(starting->plugin->version),
			 az_ref(based_on), az_ref(starting->now.id), az_ref(starting->is_merge ? from->id : 0), az_int(ctx->account_id),
			 az_time(ctx->now), az_int(ctx->account_id), az_time(ctx->now)),
		&outcome);
	if (result == AZ_CONFLICT)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.draft_exists", NULL);
	AZ_TRY(result);
	for (size_t i = 0; i < starting->merged.list.count; i++)
		AZ_TRY(az_checklist_insert_item(ctx, outcome.id, &starting->merged.list.items[i]));
	for (size_t i = 0; i < starting->merged.clash_count; i++)
		AZ_TRY(az_checklist_insert_clash(ctx, outcome.id, &starting->merged.clashes[i]));
	/* Where it takes a draft's place, the act is told there. */
	return (starting->source == AZ_CHECKLIST_FROM_DRAFT ? az_audit_also
							    : az_audit)(ctx, "checklist", outcome.id, "start", "", "draft", "");
}

enum az_result az_checklist_start(struct az_ctx *ctx, const char *sector, enum az_checklist_source source,
                                  int64_t number)
{
	struct starting starting = {.sector = sector, .source = source, .number = number};
	return az_tx(ctx, start, &starting);
}

/* ---- changing and adding ---- */

struct changing {
	struct az_checklist_work work;
	const struct az_checklist_item *wanted;
	bool said;
	const char *code;
};

static size_t place_of(const struct az_checklist_list *list, const char *code)
{
	size_t i = 0;
	while (i < list->count && strcmp(list->items[i].code, code) != 0)
		i++;
	return i;
}

/* The item as the draft may have it, with the draft's other items around it; its condition spelt as all are. */
static enum az_result settle(struct az_ctx *ctx, struct changing *changing, struct az_checklist_item *item, size_t index)
{
	struct az_checklist_work *work = &changing->work;
	work->law.said = changing->said;
	AZ_TRY(az_checklist_allow(ctx->arena, &work->law, changing->wanted, item, &ctx->problem));
	work->items.items[index] = *item;
	AZ_TRY(az_checklist_work_condition(ctx, work, index, item->relevant, &item->relevant));
	if (!item->own)
		item->changed = az_checklist_compare(az_checklist_item_of(&work->baseline, item->code), item);
	return AZ_OK;
}

static enum az_result change_item(struct az_ctx *ctx, void *arg)
{
	struct changing *changing = arg;
	AZ_TRY(az_checklist_lock_draft(ctx, &changing->work));
	struct az_checklist_list *items = &changing->work.items;
	size_t index = place_of(items, changing->wanted->code);
	if (index == items->count)
		return AZ_NOT_FOUND;
	const struct az_checklist_item old = items->items[index];
	struct az_checklist_item item = old;
	AZ_TRY(settle(ctx, changing, &item, index));
	item.retired = old.retired; /* has its own way, with its own checks */
	if (az_checklist_compare(&old, &item) == 0)
		return AZ_OK; /* saved without any change: no new revision, nothing in the trail */
	AZ_TRY(az_checklist_update_item(ctx, &item));
	return az_checklist_record(ctx, &changing->work, "change", item.code);
}

enum az_result az_checklist_change_item(struct az_ctx *ctx, const char *sector, int64_t revision,
                                        const struct az_checklist_item *wanted, bool said)
{
	struct changing changing = {.work = {.sector = sector, .revision = revision}, .wanted = wanted, .said = said};
	return az_tx(ctx, change_item, &changing);
}

static enum az_result add_item(struct az_ctx *ctx, void *arg)
{
	struct changing *changing = arg;
	struct az_checklist_work *work = &changing->work;
	struct az_checklist_item item;
	az_checklist_new_item(&item);
	AZ_TRY(az_checklist_lock_draft(ctx, work));
	AZ_TRY(az_checklist_room_for_one(ctx, work));
	AZ_TRY(az_checklist_next_own(ctx, work, &item));
	item.position = work->items.count == 0 ? 1 : work->items.items[work->items.count - 1].position + 1;
	struct az_checklist_list longer = {AZ_NEW_ARRAY(ctx->arena, work->items.count + 1, struct az_checklist_item),
	                                   work->items.count + 1};
	memcpy(longer.items, work->items.items, work->items.count * sizeof *longer.items);
	work->items = longer;
	AZ_TRY(settle(ctx, changing, &item, longer.count - 1));
	item.retired = 0;
	AZ_TRY(az_checklist_insert_item(ctx, work->draft.id, &item));
	changing->code = item.code;
	return az_checklist_record(ctx, work, "add", item.code);
}

enum az_result az_checklist_add_item(struct az_ctx *ctx, const char *sector, int64_t revision,
                                     const struct az_checklist_item *wanted, const char **code)
{
	struct changing changing = {.work = {.sector = sector, .revision = revision}, .wanted = wanted};
	AZ_TRY(az_tx(ctx, add_item, &changing));
	*code = changing.code;
	return AZ_OK;
}
