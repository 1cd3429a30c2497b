/* The regulator's side of a checklist: a draft, its items, its publication. */
#include "domain/checklist.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/checklist_private.h"
#include "plugin/plugin.h"
#include "store/db.h"

#define WEIGHT_MOST 9

/* ---- the draft, locked ---- */

/* One change on its way: what it needs is found by lock_draft. */
struct work {
	const char *sector;
	int64_t revision; /* that the person saw */
	const char *code;
	const struct az_checklist_edit *edit;
	enum az_checklist_act act;
	enum az_checklist_source source;
	int64_t number;
	const struct az_checklist_list *wanted;
	const struct anze_plugin *plugin;
	struct az_checklist_list baseline, items;
	struct az_checklist_version draft;
};

static enum az_result refuse_changed(struct az_ctx *ctx, int64_t id)
{
	struct az_checklist_version now = {0};
	char *when = az_alloc(ctx->arena, AZ_INSTANT_TEXT);
	AZ_TRY(az_db_row(ctx, AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION "WHERE v.id = ?", az_int(id)),
	                 &az_checklist_version_map, &now));
	az_instant_print(now.changed_at, when);
	return az_refuse(ctx, AZ_CONFLICT, "checklist.changed_meanwhile", now.editor, when, NULL);
}

/* May the actor write, is the plugin there, is the draft still the one that the person saw? */
static enum az_result lock_draft(struct az_ctx *ctx, struct work *work)
{
	AZ_TRY(az_scope_writes(ctx, work->sector, ""));
	AZ_TRY(az_checklist_plugin(ctx, work->sector, &work->plugin));
	enum az_result found = az_db_row(ctx,
	                                 AZ_QUERY("SELECT id, sector, state, revision FROM checklist_version "
	                                          "WHERE sector = ? AND state = 'draft' FOR UPDATE",
	                                          az_str(work->sector)),
	                                 &az_checklist_version_map, &work->draft);
	if (found == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.no_draft", NULL);
	AZ_TRY(found);
	if (work->draft.revision != work->revision)
		return refuse_changed(ctx, work->draft.id);
	az_checklist_baseline(ctx->arena, work->plugin, &work->baseline);
	return az_checklist_items(ctx, work->draft.id, &work->items);
}

/* Raises the revision and writes the trail; what was changed was written before. */
static enum az_result record(struct az_ctx *ctx, const struct work *work, const char *action, const char *code)
{
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_version SET revision = revision + 1, editor_id = ?, changed_at = ? "
	                           "WHERE id = ?",
	                           az_int(ctx->account_id), az_time(ctx->now), az_int(work->draft.id)),
	                  NULL));
	return az_audit(ctx, "checklist", work->draft.id, action, "draft", "draft", code);
}

/* ---- writing items ---- */

static enum az_result insert_parts(struct az_ctx *ctx, int64_t id, const struct az_checklist_item *item)
{
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct az_checklist_basis *basis = &item->basis[i];
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO checklist_basis (item_id, position, document, clause, in_force_from, "
		                           "in_force_to, verified) VALUES (?, ?, ?, ?, ?, ?, ?)",
		                           az_int(id), az_int((int64_t)i + 1), az_str(basis->document),
		                           az_str(basis->clause), az_date(basis->in_force_from),
		                           az_date(basis->in_force_to), az_int(basis->verified)),
		                  NULL));
	}
	for (size_t i = 0; i < item->choice_count; i++) {
		const struct az_checklist_choice *choice = &item->choices[i];
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO checklist_choice (item_id, position, code, label_zh, label_en, "
		                           "complies) VALUES (?, ?, ?, ?, ?, ?)",
		                           az_int(id), az_int((int64_t)i + 1), az_str(choice->code),
		                           az_str(choice->label_zh), az_str(choice->label_en), az_int(choice->complies)),
		                  NULL));
	}
	return AZ_OK;
}

static enum az_result insert_item(struct az_ctx *ctx, int64_t version_id, const struct az_checklist_item *item)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO checklist_item (version_id, code, position, own, own_number, retired, changed, "
	                 "category, question_zh, question_en, guidance_zh, guidance_en, major, condition_zh, "
	                 "condition_en, frequency, frequency_note_zh, frequency_note_en, weight, mandatory, photo, "
	                 "answer, unit, minimum, maximum, scale, relevant) "
	                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	                 az_int(version_id), az_str(item->code), az_int(item->position), az_int(item->own),
	                 az_int(item->own_number), az_int(item->retired), az_int(item->changed),
	                 az_str(item->category), az_str(item->question_zh), az_str(item->question_en),
	                 az_str(item->guidance_zh), az_str(item->guidance_en), az_str(item->major),
	                 az_str(item->condition_zh), az_str(item->condition_en), az_str(item->frequency),
	                 az_str(item->frequency_note_zh), az_str(item->frequency_note_en), az_int(item->weight),
	                 az_int(item->mandatory), az_int(item->photo), az_str(item->answer), az_str(item->unit),
	                 az_int(item->minimum), az_int(item->maximum), az_int(item->scale),
	                 az_str(item->relevant)),
		&outcome));
	return insert_parts(ctx, outcome.id, item);
}

static enum az_result update_item(struct az_ctx *ctx, const struct az_checklist_item *item)
{
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET changed = ?, category = ?, question_zh = ?, question_en = ?, "
	                           "guidance_zh = ?, guidance_en = ?, frequency = ?, weight = ? WHERE id = ?",
	                           az_int(item->changed), az_str(item->category), az_str(item->question_zh),
	                           az_str(item->question_en), az_str(item->guidance_zh), az_str(item->guidance_en),
	                           az_str(item->frequency), az_int(item->weight), az_int(item->id)),
	                  NULL));
	if (!item->own)
		return AZ_OK;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_basis SET document = ?, verified = ? WHERE item_id = ?",
	                           az_str(item->basis[0].document), az_int(item->basis[0].verified), az_int(item->id)),
	                  NULL);
}

/* ---- beginning ---- */

static enum az_result find_source(struct az_ctx *ctx, struct work *work, struct az_checklist_version *source)
{
	if (work->source == AZ_CHECKLIST_FROM_BASELINE)
		return AZ_OK;
	if (work->source == AZ_CHECKLIST_FROM_VERSION) {
		AZ_TRY(az_db_row(ctx,
		                 AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION
		                          "WHERE v.sector = ? AND v.state = 'published' AND v.number = ?",
		                          az_str(work->sector), az_int(work->number)),
		                 &az_checklist_version_map, source));
	} else {
		AZ_TRY(az_checklist_draft(ctx, work->sector, source));
		struct az_checklist_publication seen = {.revision = source->revision, .note = ""};
		struct az_step_input input = {"", &seen};
		AZ_TRY(az_flow_apply(ctx, &az_checklist_flow, source->id, "discard", &input));
	}
	return az_checklist_items(ctx, source->id, &work->items);
}

static enum az_result start(struct az_ctx *ctx, void *arg)
{
	struct work *work = arg;
	struct az_checklist_version source = {0};
	struct az_checklist_list merged;
	struct az_outcome outcome;
	AZ_TRY(az_scope_writes(ctx, work->sector, ""));
	AZ_TRY(az_checklist_plugin(ctx, work->sector, &work->plugin));
	AZ_TRY(find_source(ctx, work, &source));
	az_checklist_baseline(ctx->arena, work->plugin, &work->baseline);
	az_checklist_merge(ctx->arena, &work->baseline, source.id == 0 ? NULL : &work->items, &merged);
	int64_t based_on = work->source == AZ_CHECKLIST_FROM_DRAFT ? source.based_on : source.id;
	enum az_result result = az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO checklist_version (sector, state, plugin_version, based_on, note, maker_id, created_at, "
	                 "editor_id, changed_at) VALUES (?, 'draft', ?, ?, '', ?, ?, ?, ?)",
	                 az_str(work->sector), az_str(work->plugin->version), az_ref(based_on), az_int(ctx->account_id),
	                 az_time(ctx->now), az_int(ctx->account_id), az_time(ctx->now)),
		&outcome);
	if (result == AZ_CONFLICT)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.draft_exists", NULL);
	AZ_TRY(result);
	for (size_t i = 0; i < merged.count; i++)
		AZ_TRY(insert_item(ctx, outcome.id, &merged.items[i]));
	return az_audit(ctx, "checklist", outcome.id, "start", "", "draft", "");
}

enum az_result az_checklist_start(struct az_ctx *ctx, const char *sector, enum az_checklist_source source,
                                  int64_t number)
{
	struct work work = {.sector = sector, .source = source, .number = number};
	return az_tx(ctx, start, &work);
}

/* ---- what the baseline forbids ---- */

/* The clauses that an item rests on on a day, as the refusal names them. */
static const char *clauses(struct az_arena *arena, az_day today, const struct az_checklist_item *item)
{
	const char *text = "";
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct az_checklist_basis *basis = &item->basis[i];
		if (!az_checklist_basis_on(basis, today))
			continue;
		text = az_format(arena, "%s%s%s%s%s", text, text[0] == '\0' ? "" : "; ", basis->document,
		                 basis->clause[0] == '\0' ? "" : " ", basis->clause);
	}
	return text[0] != '\0' || item->basis_count == 0 ? text : item->basis[0].document;
}

void az_checklist_tell_weaker(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                              enum az_checklist_weaker weaker, struct az_problem *problem)
{
	*problem = (struct az_problem){.args = {clauses(arena, today, baseline)}};
	switch (weaker) {
	case AZ_CHECKLIST_LESS_FREQUENT:
		problem->key = az_format(arena, "checklist.weaker_frequency.%s", baseline->frequency);
		break;
	case AZ_CHECKLIST_LESS_WEIGHT:
		problem->key = "checklist.weaker_weight";
		problem->args[1] = az_format(arena, "%lld", (long long)baseline->weight);
		break;
	case AZ_CHECKLIST_NOT_IN_USE:
		problem->key = "checklist.weaker_use";
		break;
	case AZ_CHECKLIST_NOT_WEAKER:
		break;
	}
}

static enum az_result check_weaker(struct az_ctx *ctx, const struct az_checklist_item *baseline, const char *frequency,
                                   int64_t weight, bool retired)
{
	enum az_checklist_weaker weaker = az_checklist_weakens(baseline, frequency, weight, retired);
	if (weaker == AZ_CHECKLIST_NOT_WEAKER)
		return AZ_OK;
	az_checklist_tell_weaker(ctx->arena, az_day_at(ctx->now), baseline, weaker, &ctx->problem);
	return AZ_INVALID;
}

/* ---- changing and adding ---- */

static bool sound(const struct az_checklist_edit *edit, bool own)
{
	enum anze_frequency frequency;
	bool known = !own;
	for (size_t i = 0; own && i < AZ_CHECKLIST_CATEGORIES; i++)
		known = known || strcmp(az_checklist_categories[i].code, edit->category) == 0;
	return known && az_frequency_parse(edit->frequency, &frequency) && edit->weight >= 1 &&
	       edit->weight <= WEIGHT_MOST && edit->question_zh[0] != '\0' && edit->question_en[0] != '\0' &&
	       (!own || edit->basis[0] != '\0');
}

static void put_edit(struct az_checklist_item *item, const struct az_checklist_edit *edit)
{
	item->question_zh = edit->question_zh;
	item->question_en = edit->question_en;
	item->guidance_zh = edit->guidance_zh;
	item->guidance_en = edit->guidance_en;
	item->frequency = edit->frequency;
	item->weight = edit->weight;
}

static void put_own(struct az_arena *arena, struct az_checklist_item *item, const struct az_checklist_edit *edit)
{
	put_edit(item, edit);
	item->category = edit->category;
	item->basis = AZ_NEW(arena, struct az_checklist_basis);
	item->basis_count = 1;
	item->basis[0] = (struct az_checklist_basis){.document = edit->basis,
	                                             .clause = "",
	                                             .in_force_from = AZ_DAY_NONE,
	                                             .in_force_to = AZ_DAY_NONE,
	                                             .verified = edit->verified};
}

static enum az_result change_item(struct az_ctx *ctx, void *arg)
{
	struct work *work = arg;
	AZ_TRY(lock_draft(ctx, work));
	const struct az_checklist_item *old = az_checklist_item_of(&work->items, work->code);
	if (old == NULL)
		return AZ_NOT_FOUND;
	struct az_checklist_item item = *old;
	if (!sound(work->edit, item.own))
		return AZ_INVALID;
	if (item.own) {
		put_own(ctx->arena, &item, work->edit);
	} else {
		const struct az_checklist_item *baseline = az_checklist_item_of(&work->baseline, item.code);
		if (baseline == NULL)
			return az_refuse(ctx, AZ_CONFLICT, "checklist.plugin_moved", work->plugin->version, NULL);
		AZ_TRY(check_weaker(ctx, baseline, work->edit->frequency, work->edit->weight, item.retired));
		put_edit(&item, work->edit);
		item.changed = az_checklist_compare(baseline, &item);
	}
	if (az_checklist_compare(old, &item) == 0)
		return AZ_OK; /* saved without any change: no new revision, nothing in the trail */
	AZ_TRY(update_item(ctx, &item));
	return record(ctx, work, "change", item.code);
}

enum az_result az_checklist_change_item(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                        const struct az_checklist_edit *edit)
{
	struct work work = {.sector = sector, .revision = revision, .code = code, .edit = edit};
	return az_tx(ctx, change_item, &work);
}

/* Discarded drafts count too: a code that somebody may have written down never means another item. */
static enum az_result next_own_number(struct az_ctx *ctx, const char *sector, int64_t *number)
{
	return az_db_number(ctx,
	                    AZ_QUERY("SELECT COALESCE(MAX(i.own_number), 0) + 1 AS number FROM checklist_item i "
	                             "JOIN checklist_version v ON v.id = i.version_id WHERE v.sector = ?",
	                             az_str(sector)),
	                    number);
}

static enum az_result add_item(struct az_ctx *ctx, void *arg)
{
	struct work *work = arg;
	struct az_checklist_item item = {.own = 1, .major = "no", .condition_zh = "", .condition_en = "",
	                                 .frequency_note_zh = "", .frequency_note_en = "", .answer = "yes_no",
	                                 .unit = "", .relevant = ""};
	AZ_TRY(lock_draft(ctx, work));
	if (!sound(work->edit, true))
		return AZ_INVALID;
	if (work->items.count >= AZ_CHECKLIST_ITEMS_MAX)
		return az_refuse(ctx, AZ_INVALID, "checklist.too_many",
		                 az_format(ctx->arena, "%d", AZ_CHECKLIST_ITEMS_MAX), NULL);
	AZ_TRY(next_own_number(ctx, work->sector, &item.own_number));
	for (size_t i = 0; i < work->items.count; i++)
		if (work->items.items[i].position >= item.position)
			item.position = work->items.items[i].position + 1;
	put_own(ctx->arena, &item, work->edit);
	item.code = az_checklist_own_code(ctx->arena, work->sector, item.own_number);
	AZ_TRY(insert_item(ctx, work->draft.id, &item));
	work->code = item.code;
	return record(ctx, work, "add", item.code);
}

enum az_result az_checklist_add_item(struct az_ctx *ctx, const char *sector, int64_t revision,
                                     const struct az_checklist_edit *edit, const char **code)
{
	struct work work = {.sector = sector, .revision = revision, .edit = edit};
	AZ_TRY(az_tx(ctx, add_item, &work));
	*code = work.code;
	return AZ_OK;
}

/* ---- taking out of use, moving ---- */

static enum az_result set_position(struct az_ctx *ctx, int64_t id, int64_t position)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET position = ? WHERE id = ?", az_int(position), az_int(id)),
	                  NULL);
}

/* Changes places with the neighbour that people see: items out of use are passed over. */
static enum az_result move_item(struct az_ctx *ctx, const struct work *work, const struct az_checklist_item *item)
{
	const struct az_checklist_item *other = NULL, *each = work->items.items;
	for (size_t i = 0; i < work->items.count; i++, each++) {
		if (each->retired)
			continue;
		if (work->act == AZ_CHECKLIST_UP && each->position < item->position)
			other = each;
		if (work->act == AZ_CHECKLIST_DOWN && each->position > item->position && other == NULL)
			other = each;
	}
	if (other == NULL || item->retired)
		return AZ_OK; /* at the end already */
	AZ_TRY(set_position(ctx, item->id, other->position));
	AZ_TRY(set_position(ctx, other->id, item->position));
	return record(ctx, work, "move", item->code);
}

static enum az_result act_on(struct az_ctx *ctx, void *arg)
{
	struct work *work = arg;
	AZ_TRY(lock_draft(ctx, work));
	const struct az_checklist_item *item = az_checklist_item_of(&work->items, work->code);
	if (item == NULL)
		return AZ_NOT_FOUND;
	if (work->act == AZ_CHECKLIST_UP || work->act == AZ_CHECKLIST_DOWN)
		return move_item(ctx, work, item);
	bool retire = work->act == AZ_CHECKLIST_RETIRE;
	const struct az_checklist_item *baseline = az_checklist_item_of(&work->baseline, item->code);
	if (retire && baseline != NULL)
		AZ_TRY(check_weaker(ctx, baseline, baseline->frequency, baseline->weight, true));
	if ((item->retired != 0) == retire)
		return AZ_OK;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET retired = ? WHERE id = ?", az_int(retire), az_int(item->id)),
	                  NULL));
	return record(ctx, work, retire ? "retire" : "restore", item->code);
}

enum az_result az_checklist_act_on(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                   enum az_checklist_act act)
{
	struct work work = {.sector = sector, .revision = revision, .code = code, .act = act};
	return az_tx(ctx, act_on, &work);
}

/* ---- the whole list at once, as a sheet has it ---- */

static struct az_checklist_edit edit_of(const struct az_checklist_item *item)
{
	bool basis = item->own && item->basis_count > 0;
	return (struct az_checklist_edit){.question_zh = item->question_zh,
	                                  .question_en = item->question_en,
	                                  .guidance_zh = item->guidance_zh,
	                                  .guidance_en = item->guidance_en,
	                                  .frequency = item->frequency,
	                                  .weight = item->weight,
	                                  .category = item->category,
	                                  .basis = basis ? item->basis[0].document : "",
	                                  .verified = basis && item->basis[0].verified};
}

/* The wanted item as the draft may have it: only what a person may change is taken from it. */
static enum az_result allowed(struct az_ctx *ctx, const struct work *work, const struct az_checklist_item *wanted,
                              struct az_checklist_item *item)
{
	struct az_checklist_edit edit = edit_of(wanted);
	if (!sound(&edit, item->own))
		return AZ_INVALID;
	item->retired = wanted->retired;
	item->position = wanted->position;
	if (item->own) {
		put_own(ctx->arena, item, &edit);
		return AZ_OK;
	}
	const struct az_checklist_item *baseline = az_checklist_item_of(&work->baseline, item->code);
	if (baseline == NULL)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.plugin_moved", work->plugin->version, NULL);
	AZ_TRY(check_weaker(ctx, baseline, edit.frequency, edit.weight, item->retired));
	put_edit(item, &edit);
	item->changed = az_checklist_compare(baseline, item);
	return AZ_OK;
}

static enum az_result take_over_old(struct az_ctx *ctx, const struct work *work, const struct az_checklist_item *wanted,
                                    const struct az_checklist_item *old, bool *changed)
{
	struct az_checklist_item item = *old;
	AZ_TRY(allowed(ctx, work, wanted, &item));
	bool placed = item.retired == old->retired && item.position == old->position;
	bool same = az_checklist_compare(old, &item) == 0;
	*changed = *changed || !same || !placed;
	if (!same)
		AZ_TRY(update_item(ctx, &item));
	if (placed)
		return AZ_OK;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET retired = ?, position = ? WHERE id = ?",
	                           az_int(item.retired), az_int(item.position), az_int(item.id)),
	                  NULL);
}

static enum az_result take_over_new(struct az_ctx *ctx, const struct work *work, const struct az_checklist_item *wanted)
{
	struct az_checklist_item item = {.own = 1, .major = "no", .condition_zh = "", .condition_en = "",
	                                 .frequency_note_zh = "", .frequency_note_en = "", .answer = "yes_no",
	                                 .unit = "", .relevant = ""};
	AZ_TRY(allowed(ctx, work, wanted, &item));
	AZ_TRY(next_own_number(ctx, work->sector, &item.own_number));
	item.code = az_checklist_own_code(ctx->arena, work->sector, item.own_number);
	return insert_item(ctx, work->draft.id, &item);
}

/* Do all items stand in their old order, and new ones behind them? Then none of them moves. */
static bool in_old_order(const struct work *work)
{
	for (size_t i = 0; i < work->items.count; i++)
		if (i >= work->wanted->count ||
		    strcmp(work->items.items[i].code, work->wanted->items[i].code) != 0)
			return false;
	return true;
}

static enum az_result take_over(struct az_ctx *ctx, void *arg)
{
	struct work *work = arg;
	bool changed = false;
	size_t known = 0;
	int64_t position = 0;
	AZ_TRY(lock_draft(ctx, work));
	bool ordered = in_old_order(work);
	if (work->wanted->count > AZ_CHECKLIST_ITEMS_MAX)
		return AZ_INVALID;
	for (size_t i = 0; i < work->wanted->count; i++) {
		struct az_checklist_item wanted = work->wanted->items[i];
		const struct az_checklist_item *old = az_checklist_item_of(&work->items, wanted.code);
		position = ordered && old != NULL ? old->position : position + 1;
		wanted.position = position;
		if (old == NULL) {
			AZ_TRY(take_over_new(ctx, work, &wanted));
			changed = true;
		} else {
			AZ_TRY(take_over_old(ctx, work, &wanted, old, &changed));
			known++;
		}
	}
	if (known != work->items.count)
		return AZ_INVALID; /* no item goes without a word */
	return changed ? record(ctx, work, "import", "") : AZ_OK;
}

enum az_result az_checklist_take_over(struct az_ctx *ctx, const char *sector, int64_t revision,
                                      const struct az_checklist_list *wanted)
{
	struct work work = {.sector = sector, .revision = revision, .wanted = wanted};
	return az_tx(ctx, take_over, &work);
}
