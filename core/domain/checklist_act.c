/* Items of a draft out of use and back, in another place, replaced by a copy. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_private.h"
#include "store/db.h"

struct acting {
	struct az_checklist_work work;
	const char *code;
	enum az_checklist_act act;
	int64_t place;
	const char *reason, *new_code;
};

/* ---- another place ---- */

/* Where the item stands among those in use, from 0, and how many there are. */
static size_t place_among_used(const struct az_checklist_list *list, const struct az_checklist_item *item, size_t *count)
{
	size_t place = 0;
	*count = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].retired)
			continue;
		if (&list->items[i] == item)
			place = *count;
		++*count;
	}
	return place;
}

static size_t wanted_place(const struct acting *acting, size_t place, size_t count)
{
	if (acting->act == AZ_CHECKLIST_UP)
		return place == 0 ? 0 : place - 1;
	if (acting->act == AZ_CHECKLIST_DOWN)
		return place + 1 < count ? place + 1 : place;
	return (size_t)acting->place - 1;
}

/* The list in its new order. The items in use share out the positions that they have; those out of use keep theirs. */
static void reorder(struct az_arena *arena, const struct az_checklist_list *list, size_t from, size_t to, size_t count,
                    struct az_checklist_list *out)
{
	const struct az_checklist_item **used = AZ_NEW_ARRAY(arena, count + 1, const struct az_checklist_item *);
	size_t n = 0;
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].retired)
			used[n++] = &list->items[i];
	const struct az_checklist_item *moved = used[from];
	memmove(used + from, used + from + 1, (count - from - 1) * sizeof *used);
	memmove(used + to + 1, used + to, (count - to - 1) * sizeof *used);
	used[to] = moved;
	*out = (struct az_checklist_list){AZ_NEW_ARRAY(arena, list->count, struct az_checklist_item), list->count};
	n = 0;
	for (size_t i = 0; i < list->count; i++) {
		out->items[i] = list->items[i].retired ? list->items[i] : *used[n++];
		out->items[i].position = list->items[i].position;
	}
}

static enum az_result move_item(struct az_ctx *ctx, struct acting *acting, const struct az_checklist_item *item)
{
	struct az_checklist_work *work = &acting->work;
	struct az_checklist_list after;
	size_t count, from = place_among_used(&work->items, item, &count);
	if (item->retired)
		return AZ_OK;
	if (acting->act == AZ_CHECKLIST_MOVE && (acting->place < 1 || (size_t)acting->place > count))
		return AZ_INVALID;
	size_t to = wanted_place(acting, from, count);
	if (to == from)
		return AZ_OK; /* there already */
	reorder(ctx->arena, &work->items, from, to, count, &after);
	AZ_TRY(az_checklist_work_conditions(ctx, work, &work->items, &after));
	for (size_t i = 0; i < after.count; i++)
		if (after.items[i].position != az_checklist_item_of(&work->items, after.items[i].code)->position)
			AZ_TRY(az_checklist_set_position(ctx, after.items[i].id, after.items[i].position));
	return az_checklist_record(ctx, work, "move", item->code);
}

/* ---- in use or not ---- */

static enum az_result set_retired(struct az_ctx *ctx, const struct az_checklist_item *item, bool retired,
                                  const char *reason)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET retired = ?, retired_reason = ? WHERE id = ?",
	                           az_int(retired), az_str(reason), az_int(item->id)),
	                  NULL);
}

enum az_result az_checklist_check_retire(struct az_ctx *ctx, const struct az_checklist_work *work,
                                         const struct az_checklist_item *item)
{
	const struct az_checklist_item *baseline = az_checklist_item_of(&work->baseline, item->code);
	const char *dependents = az_checklist_dependents(ctx->arena, &work->items, item->code);
	if (baseline != NULL && baseline->mandatory) {
		az_checklist_tell_weaker(ctx->arena, work->law.today, baseline, item, AZ_CHECKLIST_NOT_IN_USE, &ctx->problem);
		return AZ_INVALID;
	}
	return dependents[0] == '\0' ? AZ_OK
	                             : az_refuse(ctx, AZ_INVALID, "checklist.needed_by", item->code, dependents, NULL);
}

static enum az_result restore(struct az_ctx *ctx, struct acting *acting, struct az_checklist_item *item)
{
	struct az_checklist_work *work = &acting->work;
	size_t index = (size_t)(item - work->items.items);
	if (!item->retired)
		return AZ_OK;
	item->retired = 0;
	AZ_TRY(az_checklist_work_condition(ctx, work, index, item->relevant, &item->relevant));
	AZ_TRY(set_retired(ctx, item, false, ""));
	return az_checklist_record(ctx, work, "restore", item->code);
}

static enum az_result act_on(struct az_ctx *ctx, void *arg)
{
	struct acting *acting = arg;
	AZ_TRY(az_checklist_lock_draft(ctx, &acting->work));
	struct az_checklist_item *item = az_checklist_item_of(&acting->work.items, acting->code);
	if (item == NULL)
		return AZ_NOT_FOUND;
	return acting->act == AZ_CHECKLIST_RESTORE ? restore(ctx, acting, item) : move_item(ctx, acting, item);
}

enum az_result az_checklist_act_on(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                   enum az_checklist_act act, int64_t place)
{
	struct acting acting = {
		.work = {.sector = sector, .revision = revision}, .code = code, .act = act, .place = place};
	return az_tx(ctx, act_on, &acting);
}

static enum az_result retire(struct az_ctx *ctx, void *arg)
{
	struct acting *acting = arg;
	struct az_checklist_work *work = &acting->work;
	AZ_TRY(az_checklist_lock_draft(ctx, work));
	const struct az_checklist_item *item = az_checklist_item_of(&work->items, acting->code);
	if (item == NULL)
		return AZ_NOT_FOUND;
	AZ_TRY(az_checklist_check_retire(ctx, work, item));
	if (item->retired)
		return AZ_OK;
	if (acting->reason[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "checklist.retire_reason", NULL);
	AZ_TRY(set_retired(ctx, item, true, acting->reason));
	return az_checklist_record(ctx, work, "retire", item->code);
}

enum az_result az_checklist_retire(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                   const char *reason)
{
	struct acting acting = {.work = {.sector = sector, .revision = revision}, .code = code, .reason = reason};
	return az_tx(ctx, retire, &acting);
}

/* ---- a copy in its place ---- */

static enum az_result replace_item(struct az_ctx *ctx, void *arg)
{
	struct acting *acting = arg;
	struct az_checklist_work *work = &acting->work;
	AZ_TRY(az_checklist_lock_draft(ctx, work));
	struct az_checklist_item *old = az_checklist_item_of(&work->items, acting->code);
	if (old == NULL || !old->own || old->retired)
		return AZ_NOT_FOUND;
	AZ_TRY(az_checklist_room_for_one(ctx, work));
	AZ_TRY(az_checklist_check_retire(ctx, work, old));
	struct az_checklist_item item = *old;
	AZ_TRY(az_checklist_next_own(ctx, work, &item));
	for (size_t i = work->items.count; i-- > 0 && work->items.items[i].position > old->position;)
		AZ_TRY(az_checklist_set_position(ctx, work->items.items[i].id, work->items.items[i].position + 1));
	item.position = old->position + 1;
	/* Where its matter went is reason enough. */
	AZ_TRY(set_retired(ctx, old, true, az_format(ctx->arena, "\xe2\x86\x92 %s", item.code)));
	AZ_TRY(az_checklist_insert_item(ctx, work->draft.id, &item));
	acting->new_code = item.code;
	return az_checklist_record(ctx, work, "replace", az_format(ctx->arena, "%s \xe2\x86\x92 %s", old->code, item.code));
}

enum az_result az_checklist_replace_item(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                         const char **new_code)
{
	struct acting acting = {.work = {.sector = sector, .revision = revision}, .code = code};
	AZ_TRY(az_tx(ctx, replace_item, &acting));
	*new_code = acting.new_code;
	return AZ_OK;
}
