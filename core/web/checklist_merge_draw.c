/* A new baseline in words: what came in, what is to decide, which conditions it broke. */
#include "web/desk_checklist_merge.h"

#include <string.h>

#include "base/text.h"

/* ---- one side of a clash ---- */

static const char *limits(struct az_exchange *x, const struct az_checklist_item *item)
{
	return az_text(x->page, "checklist.answer_number", az_checklist_limit_text(x, item->minimum, item->scale),
		       az_checklist_limit_text(x, item->maximum, item->scale), item->unit, NULL);
}

static const char *side_text(struct az_exchange *x, const struct az_checklist_room *room, enum az_merge_field field,
			     const struct az_checklist_item *item)
{
	switch (field) {
	case AZ_MERGE_USE:
		return az_text(x->page, item->retired ? "checklist_merge.out_of_use" : "checklist_merge.in_use", NULL);
	case AZ_MERGE_FREQUENCY:
		return az_code_text(x->page, "checklist.frequency", item->frequency);
	case AZ_MERGE_WEIGHT:
		return az_format(x->ctx->arena, "%lld", (long long)item->weight);
	case AZ_MERGE_LIMITS:
		return limits(x, item);
	case AZ_MERGE_PHOTO:
		return az_text(x->page, item->photo ? "checklist_merge.photo" : "checklist_merge.no_photo", NULL);
	case AZ_MERGE_RELEVANT:
		return item->relevant[0] == '\0'
			       ? az_text(x->page, "checklist.always_asked", NULL)
			       : az_checklist_condition_words(x, room->plugin, &room->baseline, item->relevant);
	default:
		return "";
	}
}

/* A text in a language, with what became of the words of the earlier one. */
static void put_words(struct az_exchange *x, struct _hdf *node, const char *language, const char *before,
		      const char *text)
{
	struct _hdf *line = az_append(node, "lines");
	az_set(line, "language", language);
	if (text[0] == '\0')
		az_set_text(x->page, line, "text", "common.none", NULL);
	else if (before == NULL || before[0] == '\0' || strcmp(before, text) == 0)
		az_set(line, "text", text);
	else
		az_checklist_put_pieces(x, line, before, text);
}

/* Both languages of a text, the page's own first; of the other one only what is there. */
static void put_both(struct az_exchange *x, struct _hdf *node, const struct anze_text *before,
		     const struct anze_text *text)
{
	bool english = x->ctx->language == AZ_EN;
	const char *other = english ? text->zh : text->en;
	put_words(x, node, NULL, english ? before->en : before->zh, english ? text->en : text->zh);
	if (other[0] != '\0')
		put_words(x, node, english ? "zh-CN" : "en", english ? before->zh : before->en, other);
}

static struct anze_text text_of(enum az_merge_field field, const struct az_checklist_item *item)
{
	if (item == NULL)
		return (struct anze_text){0};
	if (field == AZ_MERGE_QUESTION)
		return (struct anze_text){item->question_zh, item->question_en};
	return (struct anze_text){item->guidance_zh, item->guidance_en};
}

void az_checklist_put_side(struct az_exchange *x, struct _hdf *node, const struct az_checklist_room *room,
			   const struct az_checklist_clash *clash, const struct az_checklist_item *item)
{
	if (clash->field == AZ_MERGE_QUESTION || clash->field == AZ_MERGE_GUIDANCE) {
		struct anze_text before = text_of(clash->field, clash->before), text = text_of(clash->field, item);
		put_both(x, node, &before, &text);
		return;
	}
	az_set(az_append(node, "lines"), "text", side_text(x, room, clash->field, item));
}

static void put_place(struct az_exchange *x, struct _hdf *node, const char *behind)
{
	struct _hdf *line = az_append(node, "lines");
	if (behind[0] == '\0')
		az_set_text(x->page, line, "text", "checklist_merge.first", NULL);
	else
		az_set_text(x->page, line, "text", "checklist_merge.behind", behind, NULL);
}

/* ---- a clash ---- */

const char *az_checklist_clash_name(struct az_exchange *x, const struct az_checklist_clash *clash)
{
	return az_format(x->ctx->arena, "k%lld", (long long)clash->id);
}

static void put_sides(struct az_exchange *x, struct _hdf *node, const struct az_checklist_room *room,
		      const struct az_checklist_clash *clash)
{
	struct _hdf *before = az_node(node, "before"), *city = az_node(node, "city"), *plugin = az_node(node, "plugin");
	if (clash->field == AZ_MERGE_ORDER) {
		put_place(x, before, clash->before_after);
		put_place(x, city, clash->city_after);
		put_place(x, plugin, clash->plugin_after);
		return;
	}
	if (clash->before == NULL)
		az_set_text(x->page, az_append(before, "lines"), "text", "checklist_merge.not_known", NULL);
	else
		az_checklist_put_side(x, before, room, clash, clash->before);
	az_checklist_put_side(x, city, room, clash, clash->city);
	if (clash->plugin == NULL)
		az_set_text(x->page, az_append(plugin, "lines"), "text", "checklist_merge.gone", NULL);
	else
		az_checklist_put_side(x, plugin, room, clash, clash->plugin);
}

void az_checklist_put_clash(struct az_exchange *x, struct _hdf *node, const struct az_checklist_room *room,
			    const struct az_checklist_clash *clash)
{
	const struct az_checklist_item *item = clash->plugin == NULL ? clash->city : clash->plugin;
	char when[AZ_INSTANT_TEXT];
	az_set(node, "code", clash->code);
	az_set(node, "question", az_pick(x->page, item->question_zh, item->question_en));
	az_set_code(x->page, node, "what", "checklist_merge.field", az_merge_field_name(clash->field));
	az_set_flag(node, "open", clash->choice == AZ_MERGE_OPEN);
	put_sides(x, node, room, clash);
	if (clash->choice == AZ_MERGE_OPEN)
		return;
	az_instant_print(clash->decided_at, when);
	if (clash->decided_at == 0)
		az_set_text(x->page, node, "decided", "checklist_merge.by_itself", NULL);
	else
		az_set_text(x->page, node, "decided", "checklist_merge.decided_by", clash->decider, when, NULL);
}

/* ---- what a new baseline brings ---- */

static const char *number_text(struct az_exchange *x, size_t number)
{
	return az_format(x->ctx->arena, "%zu", number);
}

static void put_guessed(struct az_exchange *x, const struct az_checklist_meeting *meeting)
{
	if (meeting->ancestor.guessed)
		az_set_text(x->page, x->page->data, "Merge.guessed", "checklist_merge.guessed", NULL);
}

static void put_came_in(struct az_exchange *x, const struct az_checklist_room *room,
			const struct az_checklist_meeting *meeting)
{
	const struct az_checklist_beside beside = {&room->baseline, &meeting->merged.list};
	struct az_checklist_change *changes;
	size_t count;
	az_checklist_came_in(x->ctx->arena, meeting, &changes, &count);
	az_checklist_put_changes(x, "Merge.changes", &beside, changes, count);
	az_set(x->page->data, "Merge.came_in", az_checklist_changes_count(x, changes, count));
}

/* How much is open; `each` of it below "Merge.open". */
static void put_open(struct az_exchange *x, const struct az_checklist_room *room,
		     const struct az_checklist_clash *clashes, size_t count, bool each)
{
	size_t open = 0;
	for (size_t i = 0; i < count; i++) {
		if (clashes[i].choice != AZ_MERGE_OPEN)
			continue;
		open++;
		if (each)
			az_checklist_put_clash(x, az_append(x->page->data, "Merge.open"), room, &clashes[i]);
	}
	az_set_flag(x->page->data, "Merge.any_open", open > 0);
	az_set_text(x->page, x->page->data, "Merge.open_count",
		    open > 0 ? "checklist_merge.open_count" : count > 0 ? "checklist_merge.all_decided"
									: "checklist_merge.none_open",
		    number_text(x, open), NULL);
}

/* Items that the law demands now and that what is in force does not have: visits go on without them. */
static enum az_result put_lacking(struct az_exchange *x, const struct az_checklist_room *room)
{
	const struct az_checklist_version *version = az_checklist_in_force(room->versions, room->version_count);
	struct az_checklist_list items;
	const char *codes = "";
	if (version == NULL)
		return AZ_OK;
	AZ_TRY(az_checklist_items(x->ctx, version->id, &items));
	for (size_t i = 0; i < room->baseline.count; i++) {
		const struct az_checklist_item *wanted = &room->baseline.items[i];
		const struct az_checklist_item *there = az_checklist_item_of(&items, wanted->code);
		if (wanted->mandatory && (there == NULL || there->retired))
			codes = codes[0] == '\0' ? wanted->code
						 : az_text(x->page, "checklist.joined", codes, wanted->code, NULL);
	}
	if (codes[0] != '\0')
		az_set_text(x->page, x->page->data, "Merge.lacking", "checklist_merge.lacking",
			    az_checklist_name(x, version->number), codes, NULL);
	az_set_text(x->page, x->page->data, "Merge.served", "checklist_merge.served",
		    az_checklist_name(x, version->number), NULL);
	return AZ_OK;
}

struct faults {
	struct az_exchange *x;
	const struct az_checklist_room *room;
	const struct az_checklist_list *list;
};

static void put_fault(void *self, size_t index, const struct az_problem *problem)
{
	struct faults *faults = self;
	struct az_exchange *x = faults->x;
	const struct az_checklist_item *item = &faults->list->items[index];
	struct _hdf *row = az_append(x->page->data, "Merge.faults");
	az_set(row, "code", item->code);
	az_set(row, "text", az_problem_text(x, problem));
	az_set(row, "href",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft/items/%s/condition", faults->room->path,
			 item->code));
}

static void put_faults(struct az_exchange *x, const struct az_checklist_room *room, struct az_checklist_list *list)
{
	struct faults faults = {x, room, list};
	az_checklist_judge_conditions(x->ctx->arena, room->plugin, list, put_fault, &faults);
}

/* ---- a draft that came out of a merge ---- */

static enum az_result put_draft(struct az_exchange *x, const struct az_checklist_room *room, bool each)
{
	const char *before = room->draft.merged_plugin, *now = room->draft.plugin_version;
	struct az_checklist_clash *clashes;
	struct az_checklist_list items = room->items;
	size_t count;
	AZ_TRY(az_checklist_clashes(x->ctx, room->draft.id, &clashes, &count));
	/* Also on the same baseline there may be something to decide: what is weaker than it, from before that was judged. */
	az_set_text(x->page, x->page->data, "Merge.text",
		    strcmp(before, now) == 0 ? "checklist_merge.draft_same" : "checklist_merge.draft_text", before, now,
		    NULL);
	put_open(x, room, clashes, count, each);
	put_faults(x, room, &items);
	az_set(x->page->data, "Merge.href",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft/merge", room->path));
	return AZ_OK;
}

static enum az_result put_met(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct az_checklist_version from = {0};
	struct az_checklist_meeting meeting = {0};
	AZ_TRY(az_checklist_met(x->ctx, &room->draft, room->plugin, &from, &meeting));
	put_guessed(x, &meeting);
	put_came_in(x, room, &meeting);
	AZ_TRY(put_draft(x, room, true));
	return put_lacking(x, room);
}

/* ---- a baseline that is not taken over ---- */

static void put_ahead_line(struct az_exchange *x, const struct az_checklist_room *room,
			   const struct az_checklist_version *from)
{
	az_set_text(x->page, x->page->data, "Merge.text",
		    room->in_review   ? "checklist_merge.ahead_review"
		    : room->has_draft ? "checklist_merge.ahead_draft"
				      : "checklist_merge.ahead_version",
		    from->plugin_version, room->plugin->version, NULL);
	az_set_flag(x->page->data, "Merge.ahead", true);
}

static enum az_result put_ahead(struct az_exchange *x, const struct az_checklist_room *room,
				const struct az_checklist_version *from)
{
	const char *action = az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path);
	struct az_checklist_meeting meeting = {0};
	AZ_TRY(az_checklist_meet(x->ctx, from, room->plugin, &room->baseline, &meeting));
	put_ahead_line(x, room, from);
	put_guessed(x, &meeting);
	put_came_in(x, room, &meeting);
	put_open(x, room, meeting.merged.clashes, meeting.merged.clash_count, true);
	if (room->may_write && !room->in_review) {
		az_set(x->page->data, "Merge.action", action);
		az_set(x->page->data, "Merge.token", az_exchange_token(x, action));
		az_set(x->page->data, "Merge.from",
		       room->has_draft ? "draft" : az_format(x->ctx->arena, "%lld", (long long)from->number));
	}
	return put_lacking(x, room);
}

/* ---- either ---- */

static enum az_result put(struct az_exchange *x, const struct az_checklist_room *room, bool whole)
{
	const struct az_checklist_version *list = room->has_draft ? &room->draft : room->versions;
	bool stands;
	if (room->county[0] != '\0' || room->plugin == NULL || (!room->has_draft && room->version_count == 0))
		return AZ_OK;
	AZ_TRY(az_checklist_stands(x->ctx, list, room->plugin, &stands));
	if (!stands && whole)
		return put_ahead(x, room, list);
	if (!stands)
		put_ahead_line(x, room, list);
	else if (room->has_draft && room->draft.merged_from != 0)
		return whole ? put_met(x, room) : put_draft(x, room, false);
	return AZ_OK;
}

enum az_result az_checklist_put_merge(struct az_exchange *x, const struct az_checklist_room *room)
{
	return put(x, room, true);
}

enum az_result az_checklist_put_merge_line(struct az_exchange *x, const struct az_checklist_room *room)
{
	return put(x, room, false);
}
