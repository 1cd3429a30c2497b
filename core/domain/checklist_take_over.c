/* The whole list of a draft at once, as a sheet has it. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_private.h"
#include "plugin/relevant.h"

struct taking {
	struct az_checklist_work work;
	const struct az_checklist_list *wanted;
	bool said;
	struct az_checklist_list after; /* the draft as it is to be */
};

/* Do all items stand in their old order, and new ones behind them? Then none of them moves. */
static bool in_old_order(const struct taking *taking)
{
	const struct az_checklist_list *items = &taking->work.items;
	for (size_t i = 0; i < items->count; i++)
		if (i >= taking->wanted->count || strcmp(items->items[i].code, taking->wanted->items[i].code) != 0)
			return false;
	return true;
}

/* Each wanted item as the draft may have it. New items keep their sheet's name until all is known to be good. */
static enum az_result settle(struct az_ctx *ctx, struct taking *taking)
{
	struct az_checklist_work *work = &taking->work;
	bool ordered = in_old_order(taking);
	int64_t position = 0;
	size_t known = 0;
	for (size_t i = 0; i < taking->wanted->count; i++) {
		const struct az_checklist_item *wanted = &taking->wanted->items[i];
		const struct az_checklist_item *old = az_checklist_item_of(&work->items, wanted->code);
		struct az_checklist_item *item = &taking->after.items[taking->after.count++];
		if (old == NULL)
			az_checklist_new_item(item);
		else
			*item = *old;
		AZ_TRY(az_checklist_allow(ctx->arena, &work->law, wanted, item, &ctx->problem));
		item->code = wanted->code;
		position = ordered && old != NULL ? old->position : position + 1;
		item->position = position;
		known += old != NULL;
	}
	if (known != work->items.count)
		return AZ_INVALID; /* no item goes without a word */
	return az_checklist_work_conditions(ctx, work, NULL, &taking->after);
}

/* A condition that names the item as its sheet does names it by its code, once it has one. */
static const char *renamed(struct az_arena *arena, const char *condition, const char *from, const char *to)
{
	const char *wanted = az_format(arena, "${%s}", from), *found = strstr(condition, wanted);
	if (found == NULL)
		return condition;
	const char *before = az_copy_n(arena, condition, (size_t)(found - condition));
	return az_format(arena, "%s${%s}%s", before, to, renamed(arena, found + strlen(wanted), from, to));
}

/* Items only name what stands before them, so the rest of the list is enough. */
static void rename_behind(struct az_arena *arena, struct taking *taking, size_t index, const char *from)
{
	const char *to = az_item_name(arena, taking->after.items[index].code);
	for (size_t i = index + 1; i < taking->after.count; i++)
		taking->after.items[i].relevant = renamed(arena, taking->after.items[i].relevant, from, to);
}

static bool same(const struct az_checklist_item *old, const struct az_checklist_item *item)
{
	return az_checklist_compare(old, item) == 0 && old->retired == item->retired && old->position == item->position;
}

static enum az_result take_over(struct az_ctx *ctx, void *arg)
{
	struct taking *taking = arg;
	struct az_checklist_work *work = &taking->work;
	bool changed = false;
	AZ_TRY(az_checklist_lock_draft(ctx, work));
	if (taking->wanted->count > az_checklist_work_most(work))
		return AZ_INVALID;
	taking->after.items = AZ_NEW_ARRAY(ctx->arena, taking->wanted->count + 1, struct az_checklist_item);
	taking->after.count = 0;
	work->law.said = taking->said;
	AZ_TRY(settle(ctx, taking));
	for (size_t i = 0; i < taking->after.count; i++) {
		struct az_checklist_item *item = &taking->after.items[i];
		const struct az_checklist_item *old = az_checklist_item_of(&work->items, item->code);
		if (old != NULL && same(old, item))
			continue;
		changed = true;
		if (old == NULL) {
			const char *name = item->code;
			AZ_TRY(az_checklist_next_own(ctx, work, item));
			rename_behind(ctx->arena, taking, i, name);
			AZ_TRY(az_checklist_insert_item(ctx, work->draft.id, item));
		} else {
			AZ_TRY(az_checklist_update_item(ctx, item));
		}
	}
	return changed ? az_checklist_record(ctx, work, "import", "") : AZ_OK;
}

enum az_result az_checklist_take_over(struct az_ctx *ctx, const char *sector, int64_t revision,
                                      const struct az_checklist_list *wanted, bool said)
{
	struct taking taking = {.work = {.sector = sector, .revision = revision}, .wanted = wanted, .said = said};
	return az_tx(ctx, take_over, &taking);
}
