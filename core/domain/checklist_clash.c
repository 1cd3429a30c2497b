/* What is to be decided in a draft that was merged with a new baseline, and what was decided. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_merge_private.h"
#include "domain/checklist_private.h"
#include "store/db.h"

#define CLASHES_MAX ((size_t)AZ_CHECKLIST_ITEMS_MAX * AZ_MERGE_FIELDS)

/* ---- reading ---- */

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_checklist_clash, id),
	AZ_TEXT_OF(struct az_checklist_clash, code),
	AZ_TEXT_OF(struct az_checklist_clash, field_name),
	AZ_TEXT_OF(struct az_checklist_clash, choice_name),
	AZ_INT_OF(struct az_checklist_clash, before_id),
	AZ_INT_OF(struct az_checklist_clash, city_id),
	AZ_INT_OF(struct az_checklist_clash, plugin_id),
	AZ_TEXT_OF(struct az_checklist_clash, before_after),
	AZ_TEXT_OF(struct az_checklist_clash, city_after),
	AZ_TEXT_OF(struct az_checklist_clash, plugin_after),
	AZ_TEXT_OF(struct az_checklist_clash, decider),
	AZ_TIME_OF(struct az_checklist_clash, decided_at),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_checklist_clash);

static const struct az_checklist_item *item_by_id(const struct az_checklist_list *list, int64_t id)
{
	for (size_t i = 0; id != 0 && i < list->count; i++)
		if (list->items[i].id == id)
			return &list->items[i];
	return NULL;
}

enum az_result az_checklist_clashes(struct az_ctx *ctx, int64_t draft_id, struct az_checklist_clash **clashes,
				    size_t *count)
{
	struct az_checklist_list items;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT k.id, k.code, k.field AS field_name, k.choice AS choice_name, k.before_id, "
				   "k.city_id, k.plugin_id, k.before_after, k.city_after, k.plugin_after, "
				   "a.name AS decider, k.decided_at FROM checklist_clash k "
				   "LEFT JOIN account a ON a.id = k.decider_id LEFT JOIN checklist_item d "
				   "ON d.version_id = k.version_id AND d.code = k.code WHERE k.version_id = ? "
				   "ORDER BY d.position, k.id",
				   az_int(draft_id)),
			  &map, clashes, count, CLASHES_MAX));
	AZ_TRY(az_checklist_clash_items(ctx, draft_id, &items));
	for (size_t i = 0; i < *count; i++) {
		struct az_checklist_clash *clash = &(*clashes)[i];
		clash->before = item_by_id(&items, clash->before_id);
		clash->city = item_by_id(&items, clash->city_id);
		clash->plugin = item_by_id(&items, clash->plugin_id);
		if (clash->city == NULL || !az_merge_field_parse(clash->field_name, &clash->field) ||
		    !az_merge_choice_parse(clash->choice_name, &clash->choice))
			return AZ_INTERNAL;
	}
	return AZ_OK;
}

enum az_result az_checklist_all_decided(struct az_ctx *ctx, int64_t draft_id)
{
	int64_t open;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM checklist_clash WHERE version_id = ? AND "
				     "choice = ''",
				     az_int(draft_id)),
			    &open));
	return open == 0 ? AZ_OK
			 : az_refuse(ctx, AZ_INVALID, "checklist_merge.undecided",
				     az_format(ctx->arena, "%lld", (long long)open), NULL);
}

/* ---- writing ---- */

enum az_result az_checklist_insert_clash(struct az_ctx *ctx, int64_t draft_id, const struct az_checklist_clash *clash)
{
	return az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO checklist_clash (version_id, code, field, before_id, city_id, plugin_id, "
				   "before_after, city_after, plugin_after, choice) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				   az_int(draft_id), az_str(clash->code), az_str(az_merge_field_name(clash->field)),
				   az_ref(clash->before == NULL ? 0 : clash->before->id), az_int(clash->city->id),
				   az_ref(clash->plugin == NULL ? 0 : clash->plugin->id), az_str(clash->before_after),
				   az_str(clash->city_after), az_str(clash->plugin_after),
				   az_str(az_merge_choice_name(clash->choice))),
			  NULL);
}

static enum az_result put_choice(struct az_ctx *ctx, const struct az_checklist_clash *clash, enum az_merge_choice choice)
{
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE checklist_clash SET choice = ?, decider_id = ?, decided_at = ? WHERE id = ?",
				   az_str(az_merge_choice_name(choice)), az_int(ctx->account_id), az_time(ctx->now),
				   az_int(clash->id)),
			  NULL);
}

/* ---- deciding ---- */

struct deciding {
	struct az_checklist_work work;
	const struct az_checklist_decision *decisions;
	size_t count;
	struct az_checklist_clash *clashes;
	size_t clash_count;
	int64_t which;
	const char *codes; /* of the items that were decided about */
};

/* The list with the item behind another one; "": at its head. */
static enum az_result put_behind(struct az_ctx *ctx, struct az_checklist_list *list, const char *code,
				 const char *behind)
{
	struct az_checklist_item *ordered = AZ_NEW_ARRAY(ctx->arena, list->count + 1, struct az_checklist_item);
	const struct az_checklist_item moved = *az_checklist_item_of(list, code);
	bool nowhere = behind[0] == '\0' || az_checklist_item_of(list, behind) == NULL;
	size_t n = 0;
	if (nowhere)
		ordered[n++] = moved;
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].code, code) == 0)
			continue;
		ordered[n++] = list->items[i];
		if (!nowhere && strcmp(list->items[i].code, behind) == 0)
			ordered[n++] = moved;
	}
	for (size_t i = 0; i < n; i++) {
		int64_t position = (int64_t)i + 1;
		if (ordered[i].position != position)
			AZ_TRY(az_checklist_set_position(ctx, ordered[i].id, position));
		ordered[i].position = position;
	}
	list->items = ordered;
	return AZ_OK;
}

/* An item that is gone from the baseline, and the city's own since: it stays as it is, or goes out of use. */
static enum az_result put_use(struct az_ctx *ctx, struct deciding *deciding, struct az_checklist_item *item, bool retire)
{
	if (retire && !item->retired)
		AZ_TRY(az_checklist_check_retire(ctx, &deciding->work, item));
	item->retired = retire;
	if (!retire)
		item->retired_reason = "";
	return az_checklist_update_item(ctx, item);
}

/* The draft's item with the chosen side in the field, as far as the law lets it. */
static enum az_result put_side(struct az_ctx *ctx, struct deciding *deciding, const struct az_checklist_clash *clash,
			       const struct az_checklist_item *side, bool said)
{
	struct az_checklist_work *work = &deciding->work;
	struct az_checklist_item *item = az_checklist_item_of(&work->items, clash->code);
	const struct az_checklist_item *baseline = az_checklist_item_of(&work->baseline, clash->code);
	struct az_checklist_item wanted = *item;
	if (clash->plugin == NULL && item->own)
		return put_use(ctx, deciding, item, side == NULL);
	if (side == clash->city && !az_checklist_may_keep(ctx->arena, work->law.today, clash, baseline, &ctx->problem))
		return AZ_INVALID;
	if (side == NULL)
		return AZ_INVALID;
	if (side == clash->city && !said && az_checklist_keep_asks(clash, baseline)) {
		az_checklist_tell_say(ctx->arena, work->law.today, baseline, item, AZ_CHECKLIST_SAY_DEMANDED, &ctx->problem);
		return AZ_INVALID;
	}
	work->law.said = true; /* either side was said, or is the baseline's */
	az_merge_take(clash->field, &wanted, side);
	if (wanted.retired && !item->retired)
		AZ_TRY(az_checklist_check_retire(ctx, work, item));
	AZ_TRY(az_checklist_allow(ctx->arena, &work->law, &wanted, item, &ctx->problem));
	if (clash->field == AZ_MERGE_RELEVANT)
		AZ_TRY(az_checklist_condition(ctx->arena, work->plugin, &work->items,
					      (size_t)(item - work->items.items), item->relevant, &item->relevant,
					      &ctx->problem));
	return az_checklist_update_item(ctx, item);
}

static enum az_result decide(struct az_ctx *ctx, struct deciding *deciding, const struct az_checklist_clash *clash,
			     const struct az_checklist_decision *decision)
{
	enum az_merge_choice choice = decision->choice;
	struct az_checklist_list *items = &deciding->work.items;
	const struct az_checklist_item *item = az_checklist_item_of(items, clash->code);
	if (item == NULL || choice == AZ_MERGE_OPEN)
		return AZ_INVALID;
	if (choice == AZ_MERGE_DRAFT)
		return az_checklist_is_third(clash, item) ? AZ_OK : AZ_INVALID;
	if (clash->field == AZ_MERGE_ORDER)
		return put_behind(ctx, items, clash->code,
				  choice == AZ_MERGE_CITY ? clash->city_after : clash->plugin_after);
	return put_side(ctx, deciding, clash, choice == AZ_MERGE_CITY ? clash->city : clash->plugin, decision->said);
}

static enum az_result decide_one(struct az_ctx *ctx, struct deciding *deciding,
				 const struct az_checklist_decision *decision)
{
	const struct az_checklist_clash *clash = NULL;
	for (size_t i = 0; i < deciding->clash_count; i++)
		if (deciding->clashes[i].id == decision->clash_id)
			clash = &deciding->clashes[i];
	if (clash == NULL)
		return AZ_NOT_FOUND;
	if (clash->choice == decision->choice)
		return AZ_OK;
	deciding->which = clash->id;
	AZ_TRY(decide(ctx, deciding, clash, decision));
	AZ_TRY(put_choice(ctx, clash, decision->choice));
	deciding->which = 0;
	deciding->codes = az_format(ctx->arena, "%s%s%s", deciding->codes, deciding->codes[0] == '\0' ? "" : ", ",
				    clash->code);
	return AZ_OK;
}

static enum az_result decide_all(struct az_ctx *ctx, void *arg)
{
	struct deciding *deciding = arg;
	struct az_checklist_work *work = &deciding->work;
	struct az_problem before = {0};
	size_t index;
	deciding->codes = "";
	AZ_TRY(az_checklist_lock_draft(ctx, work));
	AZ_TRY(az_checklist_clashes(ctx, work->draft.id, &deciding->clashes, &deciding->clash_count));
	/* A condition that the merge itself has broken is mended by changing it; a decision may not break another one. */
	bool stood = az_checklist_conditions(ctx->arena, work->plugin, &work->items, &index, &before) == AZ_OK;
	for (size_t i = 0; i < deciding->count; i++)
		AZ_TRY(decide_one(ctx, deciding, &deciding->decisions[i]));
	if (stood)
		AZ_TRY(az_checklist_conditions(ctx->arena, work->plugin, &work->items, &index, &ctx->problem));
	return deciding->codes[0] == '\0' ? AZ_OK : az_checklist_record(ctx, work, "decide", deciding->codes);
}

enum az_result az_checklist_decide_clashes(struct az_ctx *ctx, const char *sector, int64_t revision,
					   const struct az_checklist_decision *decisions, size_t count, int64_t *which)
{
	struct deciding deciding = {
		.work = {.sector = sector, .revision = revision}, .decisions = decisions, .count = count};
	enum az_result result = az_tx(ctx, decide_all, &deciding);
	*which = deciding.which;
	return result;
}
