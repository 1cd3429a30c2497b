/* The flow of a checklist's version: a draft that was tried is proposed by one person and
 * published or returned by another of the sector; meanwhile it does not change. */
#include "domain/checklist.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_merge.h"
#include "domain/checklist_private.h"
#include "domain/visit.h"
#include "plugin/plugin.h"
#include "store/db.h"

/* ---- the row ---- */

/* Who proposed is who may not decide. */
static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
							AZ_TEXT_OF(struct az_flow_row, state),
							AZ_INT_OF(struct az_flow_row, maker_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(ctx,
			 AZ_QUERY("SELECT id, state, COALESCE(proposer_id, 0) AS maker_id FROM checklist_version "
				  "WHERE id = ? FOR UPDATE",
				  az_int(id)),
			 &flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(
		ctx, AZ_QUERY("UPDATE checklist_version SET state = ? WHERE id = ?", az_str(state), az_int(id)), NULL);
}

static enum az_result read_draft(struct az_ctx *ctx, const struct az_flow_row *row, struct az_checklist_version *draft)
{
	*draft = (struct az_checklist_version){0};
	return az_db_row(ctx, AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION "WHERE v.id = ?", az_int(row->id)),
			 &az_checklist_version_map, draft);
}

static const char *day_text(struct az_ctx *ctx, az_day day)
{
	char *text = az_alloc(ctx->arena, AZ_DAY_TEXT);
	az_day_print(day, text);
	return text;
}

static const char *number_text(struct az_ctx *ctx, int64_t number)
{
	return az_format(ctx->arena, "%lld", (long long)number);
}

/* ---- what must be so ---- */

/* Is the draft what the person has read? */
static enum az_result is_read(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_checklist_publication *publication = input->detail;
	struct az_checklist_version draft;
	char *when = az_alloc(ctx->arena, AZ_INSTANT_TEXT);
	AZ_TRY(read_draft(ctx, row, &draft));
	if (draft.revision == publication->revision)
		return AZ_OK;
	az_instant_print(draft.changed_at, when);
	return az_refuse(ctx, AZ_CONFLICT, "checklist.changed_meanwhile", draft.editor, when, NULL);
}

/* Is the proposal the one that the person has read? It may have been withdrawn and made again with another day. */
static enum az_result is_proposal_read(struct az_ctx *ctx, const struct az_flow_row *row,
				       const struct az_step_input *input)
{
	const struct az_checklist_publication *publication = input->detail;
	struct az_checklist_version draft;
	AZ_TRY(read_draft(ctx, row, &draft));
	return draft.proposed_at == publication->proposed_at
		       ? AZ_OK
		       : az_refuse(ctx, AZ_CONFLICT, "checklist.proposed_anew", draft.proposer, NULL);
}

static enum az_result is_proposer(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	(void)input;
	return row->maker_id == ctx->account_id ? AZ_OK : az_refuse(ctx, AZ_DENIED, "checklist.withdraw_own", NULL);
}

/* A version's number tells its order, so its day never falls behind that of an earlier number. */
static enum az_result check_day(struct az_ctx *ctx, az_day day, const struct az_checklist_version *last)
{
	az_day today = az_day_at(ctx->now);
	if (day < today)
		return az_refuse(ctx, AZ_INVALID, "checklist.effective_early", day_text(ctx, today), NULL);
	if (last != NULL && day < last->effective_from)
		return az_refuse(ctx, AZ_INVALID, "checklist.effective_before", number_text(ctx, last->number),
				 day_text(ctx, last->effective_from), NULL);
	return AZ_OK;
}

/* Does the draft keep what the baseline demands? Not one from before something was judged, until it is mended. */
static enum az_result check_law(struct az_ctx *ctx, const struct az_checklist_list *items,
				const struct az_checklist_list *baseline)
{
	struct az_problem why;
	for (size_t i = 0; i < baseline->count; i++) {
		const struct az_checklist_item *due = &baseline->items[i], *item = az_checklist_item_of(items, due->code);
		enum az_checklist_weaker weaker = az_checklist_item_weakens(ctx->arena, due, item);
		if (weaker == AZ_CHECKLIST_NOT_WEAKER)
			continue;
		az_checklist_tell_weaker(ctx->arena, az_day_at(ctx->now), due, item, weaker, &why);
		return az_refuse(ctx, AZ_INVALID, "checklist.weaker_draft", due->code, why.args[0], NULL);
	}
	return AZ_OK;
}

/* The plugin may have been replaced since the draft was begun: what it demands, and what conditions speak of. */
static enum az_result check_baseline(struct az_ctx *ctx, const struct az_checklist_version *draft,
				     struct az_checklist_list *items, az_day effective_from)
{
	const struct anze_plugin *plugin;
	struct az_checklist_list baseline;
	bool good;
	if (draft->county[0] != '\0')
		return az_checklist_check_addition(ctx, draft, items, effective_from);
	AZ_TRY(az_checklist_plugin(ctx, draft->sector, &plugin));
	AZ_TRY(az_checklist_stands(ctx, draft, plugin, &good));
	AZ_TRY(az_checklist_all_decided(ctx, draft->id));
	az_checklist_baseline(ctx->arena, plugin, &baseline);
	for (size_t i = 0; good && i < baseline.count; i++)
		good = az_checklist_item_of(items, baseline.items[i].code) != NULL;
	size_t index;
	if (!good)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.plugin_moved", plugin->version, NULL);
	AZ_TRY(check_law(ctx, items, &baseline));
	return az_checklist_conditions(ctx->arena, plugin, items, &index, &ctx->problem);
}

/* What holds when it is proposed holds when it is published, too. */
static enum az_result check_content(struct az_ctx *ctx, const struct az_checklist_version *draft, az_day effective_from)
{
	struct az_checklist_version *versions;
	struct az_checklist_list items, before;
	struct az_checklist_change *changes;
	size_t count, change_count;
	AZ_TRY(az_checklist_items(ctx, draft->id, &items));
	AZ_TRY(check_baseline(ctx, draft, &items, effective_from));
	AZ_TRY(az_checklist_versions(ctx, draft->sector, draft->county, az_day_at(ctx->now), &versions, &count));
	if (draft->items == 0 && (count == 0 || draft->county[0] == '\0')) /* a county may take all of its own back */
		return az_refuse(ctx, AZ_INVALID, "checklist.no_items", NULL);
	AZ_TRY(check_day(ctx, effective_from, count == 0 ? NULL : &versions[0]));
	if (count == 0)
		return AZ_OK; /* the first version: the city adopts the baseline, changed or not */
	AZ_TRY(az_checklist_items(ctx, versions[0].id, &before));
	az_checklist_differences(ctx->arena, &before, &items, &changes, &change_count);
	return change_count > 0 ? AZ_OK
				: az_refuse(ctx, AZ_INVALID, "checklist.nothing_changed",
					    number_text(ctx, versions[0].number), NULL);
}

/* What nobody has filled in once is not proposed; a change after the trial asks for another one. */
static enum az_result check_trial(struct az_ctx *ctx, const struct az_checklist_version *draft)
{
	int64_t tried;
	AZ_TRY(az_visit_trial_last(ctx, draft->id, &tried));
	if (tried == draft->revision)
		return AZ_OK;
	return az_refuse(ctx, AZ_INVALID, tried < 0 ? "checklist.no_trial" : "checklist.trial_before", NULL);
}

static enum az_result may_be_proposed(struct az_ctx *ctx, const struct az_flow_row *row,
				      const struct az_step_input *input)
{
	const struct az_checklist_publication *publication = input->detail;
	struct az_checklist_version draft;
	AZ_TRY(is_read(ctx, row, input));
	AZ_TRY(read_draft(ctx, row, &draft));
	AZ_TRY(check_content(ctx, &draft, publication->effective_from));
	return check_trial(ctx, &draft);
}

static enum az_result may_be_published(struct az_ctx *ctx, const struct az_flow_row *row,
				       const struct az_step_input *input)
{
	struct az_checklist_version draft;
	AZ_TRY(is_proposal_read(ctx, row, input));
	AZ_TRY(read_draft(ctx, row, &draft));
	if (draft.effective_from < az_day_at(ctx->now))
		return az_refuse(ctx, AZ_INVALID, "checklist.proposed_day_over", day_text(ctx, draft.effective_from),
				 NULL);
	return check_content(ctx, &draft, draft.effective_from);
}

/* ---- what a step writes ---- */

static enum az_result put_proposal(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				   const struct az_step_input *input)
{
	const struct az_checklist_publication *publication = input->detail;
	(void)step;
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE checklist_version SET proposer_id = ?, proposed_at = ?, effective_from = ?, "
			 "note = ?, returner_id = NULL, returned_at = NULL, returned_reason = '' WHERE id = ?",
			 az_int(ctx->account_id), az_time(ctx->now), az_date(publication->effective_from),
			 az_str(publication->note), az_int(row->id)),
		NULL);
}

/* Day and note stay: they are offered at the next proposal. */
static enum az_result take_back(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE checklist_version SET proposer_id = NULL, proposed_at = NULL WHERE id = ?",
				   az_int(row->id)),
			  NULL);
}

static enum az_result put_return(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				 const struct az_step_input *input)
{
	AZ_TRY(take_back(ctx, row, step, input));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE checklist_version SET returner_id = ?, returned_at = ?, returned_reason = ? "
				   "WHERE id = ?",
				   az_int(ctx->account_id), az_time(ctx->now), az_str(input->reason), az_int(row->id)),
			  NULL);
}

static enum az_result put_publication(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				      const struct az_step_input *input)
{
	int64_t number = 0;
	(void)step;
	(void)input;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COALESCE(MAX(o.number), 0) + 1 AS number FROM checklist_version v "
				     "JOIN checklist_version o ON o.sector = v.sector AND o.county = v.county WHERE v.id = ?",
				     az_int(row->id)),
			    &number));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE checklist_version SET number = ?, authority_id = ?, published_at = ?, "
				   "editor_id = ?, changed_at = ? WHERE id = ?",
				   az_int(number), az_ref(ctx->actor->authority_id), az_time(ctx->now),
				   az_int(ctx->account_id), az_time(ctx->now), az_int(row->id)),
			  NULL);
}

static const struct az_step steps[] = {
	/* from     action      to           who                needs                              guard effect */
	{"draft", "propose", "review", AZ_ROLE_REGULATOR, 0, may_be_proposed, put_proposal},
	{"draft", "discard", "discarded", AZ_ROLE_REGULATOR, 0, is_read, NULL},
	{"review", "publish", "published", AZ_ROLE_REGULATOR, AZ_NEEDS_SECOND, may_be_published, put_publication},
	{"review", "return", "draft", AZ_ROLE_REGULATOR, AZ_NEEDS_SECOND | AZ_NEEDS_REASON, is_proposal_read,
	 put_return},
	{"review", "withdraw", "draft", AZ_ROLE_REGULATOR, 0, is_proposer, take_back},
};

const struct az_flow az_checklist_flow = {"checklist", steps, sizeof steps / sizeof steps[0], lock, move};

/* ---- the steps ---- */

static enum az_result apply(struct az_ctx *ctx, const char *sector, const char *action, const char *reason,
			    const struct az_checklist_publication *publication)
{
	struct az_checklist_version draft = {0};
	struct az_checklist_publication copy = *publication;
	struct az_step_input input = {reason, &copy};
	AZ_TRY(az_checklist_writes(ctx, sector, az_checklist_county(ctx)));
	enum az_result found = az_checklist_draft(ctx, sector, az_checklist_county(ctx), &draft);
	if (found == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "checklist.no_draft", NULL);
	AZ_TRY(found);
	return az_flow_apply(ctx, &az_checklist_flow, draft.id, action, &input);
}

enum az_result az_checklist_propose(struct az_ctx *ctx, const char *sector,
				    const struct az_checklist_publication *publication)
{
	return apply(ctx, sector, "propose", "", publication);
}

enum az_result az_checklist_decide(struct az_ctx *ctx, const char *sector, const char *action, int64_t proposed_at,
				   const char *reason)
{
	struct az_checklist_publication seen = {.note = "", .proposed_at = proposed_at};
	return apply(ctx, sector, action, reason, &seen);
}

enum az_result az_checklist_discard(struct az_ctx *ctx, const char *sector, int64_t revision)
{
	struct az_checklist_publication seen = {.note = "", .revision = revision};
	return apply(ctx, sector, "discard", "", &seen);
}

enum az_result az_checklist_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t baselines;
	az_build_add(build,
		     AZ_QUERY("SELECT COUNT(*) AS number FROM (SELECT sector, county FROM checklist_version "
			      "WHERE state = 'review' AND proposer_id <> ? AND county = ?) s WHERE 1 = 1",
			      az_int(ctx->account_id), az_str(az_checklist_county(ctx))));
	az_scope_add(ctx, build, AZ_SCOPE_DUTY);
	AZ_TRY(az_db_number(ctx, &build->query, count));
	AZ_TRY(az_checklist_baselines_waiting(ctx, &baselines));
	*count += baselines;
	return AZ_OK;
}
