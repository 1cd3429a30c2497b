/* Reports that are handled together. */
#include "domain/report_duplicate.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/report_flow_private.h"
#include "domain/report_party.h"
#include "domain/report_private.h"
#include "domain/report_secret.h"

#define TOGETHER_MAX 50 /* cases into one */
#define TARGETS_MAX 50

/* ---- reading ---- */

enum az_result az_report_leading(struct az_ctx *ctx, int64_t report_id, int64_t *leading_id)
{
	return az_db_number(ctx,
			    AZ_QUERY("SELECT COALESCE(merged_into, id) AS number FROM report WHERE id = ?",
				     az_int(report_id)),
			    leading_id);
}

static enum az_result read_leading(struct az_ctx *ctx, int64_t report_id, struct az_report *leading)
{
	return az_db_row(ctx,
			 AZ_QUERY(AZ_SELECT_REPORT "WHERE s.id = (SELECT f.merged_into FROM report f WHERE f.id = ?)",
				  az_int(report_id)),
			 &az_report_map, leading);
}

/* A review that the leading case's own reporter asked for is not this one's: he was told, and can ask himself. */
static const char *told_state(const struct az_report *leading)
{
	bool review = strcmp(leading->state, "disputed") == 0 || strcmp(leading->state, "upheld") == 0;
	return !review ? leading->state : leading->ground[0] != '\0' ? "refused" : "fed_back";
}

enum az_result az_report_as_told(struct az_ctx *ctx, const struct az_report *report, struct az_report *told)
{
	struct az_report leading = {0};
	*told = *report;
	if (report->merged_into == 0)
		return AZ_OK;
	AZ_TRY(read_leading(ctx, report->id, &leading));
	told->state = told_state(&leading);
	told->outcome = leading.outcome;
	told->ground = leading.ground;
	told->accept_from = leading.accept_from;
	told->accept_by = leading.accept_by;
	told->decide_by = leading.decide_by;
	told->feedback_by = leading.feedback_by;
	told->closed_on = leading.closed_on;
	told->due = leading.due;
	told->paused_from = leading.paused_from;
	told->paused_until = leading.paused_until;
	told->pause_why = leading.pause_why;
	told->extension_why = leading.extension_why;
	told->extension_days = leading.extension_days;
	told->extension_asked = leading.extension_asked;
	return AZ_OK;
}

enum az_result az_report_takes_words(struct az_ctx *ctx, int64_t report_id, const char *state, bool *takes)
{
	struct az_report leading = {0};
	*takes = az_report_state_takes_words(state);
	if (strcmp(state, "merged") != 0)
		return AZ_OK;
	AZ_TRY(read_leading(ctx, report_id, &leading));
	*takes = az_report_state_takes_words(leading.state);
	return AZ_OK;
}

enum az_result az_report_merged(struct az_ctx *ctx, int64_t leading_id, struct az_report **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(AZ_SELECT_REPORT "WHERE s.merged_into = ?", az_int(leading_id)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	az_build_add(build, AZ_QUERY(" ORDER BY s.id LIMIT 50"));
	AZ_TRY(az_db_rows(ctx, &build->query, &az_report_map, rows, count, TOGETHER_MAX));
	return az_report_open_all(ctx, *rows, *count);
}

enum az_result az_report_leading_no(struct az_ctx *ctx, const struct az_report *report, const char **no)
{
	struct az_report leading = {0};
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(AZ_SELECT_REPORT "WHERE s.id = ?", az_int(report->merged_into)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	*no = "";
	enum az_result result = az_db_row(ctx, &build->query, &az_report_map, &leading);
	if (result == AZ_OK)
		*no = az_report_no(ctx->arena, &leading);
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

enum az_result az_report_merge_targets(struct az_ctx *ctx, const struct az_report *report, struct az_report **rows,
				       size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(AZ_SELECT_REPORT "WHERE s.id < ? AND s.authority_id = ? AND s.state IN (" AZ_REPORT_OPEN
						      ")",
				     az_int(report->id), az_int(report->authority_id)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	az_build_add(build, AZ_QUERY(" ORDER BY (s.kind = ?) + (s.county = ?) + (s.sector = ?) + (s.subject_type = ?) DESC, "
				     "s.id DESC LIMIT 50",
				     az_str(report->kind), az_str(report->county), az_str(report->sector),
				     az_str(report->subject_type)));
	AZ_TRY(az_db_rows(ctx, &build->query, &az_report_map, rows, count, TARGETS_MAX));
	return az_report_open_all(ctx, *rows, *count);
}

/* ---- merging ---- */

enum az_result az_report_may_merge(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	struct az_report leading = {0};
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t together;
	az_build_add(build, AZ_QUERY("SELECT s.id, s.state FROM report s WHERE s.id = ? AND s.authority_id = ?",
				     az_int(step->into), az_int(row->authority_id)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	az_build_add(build, AZ_QUERY(" FOR UPDATE"));
	enum az_result result = az_db_row(ctx, &build->query, &az_report_map, &leading);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_INVALID, "report.merge_into", NULL);
	AZ_TRY(result);
	if (leading.id >= row->id)
		return az_refuse(ctx, AZ_INVALID, "report.merge_later", NULL);
	if (!az_report_state_open(leading.state))
		return az_refuse(ctx, AZ_CONFLICT, "report.merge_closed", NULL);
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM report WHERE merged_into IN (?, ?)",
				     az_int(leading.id), az_int(row->id)),
			    &together));
	return together < TOGETHER_MAX ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "report.merge_full", NULL);
}

/* Merged, it counts as accepted; those that were merged into it go along. */
enum az_result az_report_merge(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			       const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET merged_into = ? WHERE merged_into = ?", az_int(detail->into),
				   az_int(row->id)),
			  NULL));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET merged_into = ?, outcome = 'merged', decide_from = "
				   "COALESCE(decide_from, ?) WHERE id = ?",
				   az_int(detail->into), az_date(az_day_at(ctx->now)), az_int(row->id)),
			  NULL));
	return az_report_put_message(ctx, row, step, input);
}

enum az_result az_report_may_unmerge(struct az_ctx *ctx, const struct az_flow_row *row,
				     const struct az_step_input *input)
{
	struct az_report leading = {0};
	(void)input;
	AZ_TRY(read_leading(ctx, row->id, &leading));
	return az_report_state_open(leading.state) ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "report.merged_decided", NULL);
}

enum az_result az_report_unmerge(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				 const struct az_step_input *input)
{
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET merged_into = NULL, outcome = '', handler_id = ? WHERE id = ?",
				   az_int(ctx->account_id), az_int(row->id)),
			  NULL));
	AZ_TRY(az_report_put_decide_by(ctx, row->id));
	return az_report_put_message(ctx, row, step, input);
}

/* ---- a reporter of a merged one goes his own way ---- */

enum az_result az_report_may_part(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	struct az_report leading = {0};
	if (!step->by_receipt)
		return az_refuse(ctx, AZ_DENIED, "flow.role", NULL);
	AZ_TRY(read_leading(ctx, row->id, &leading));
	return az_report_disputable(ctx, leading.closed_on) ? AZ_OK
							    : az_refuse(ctx, AZ_CONFLICT, "report.dispute_over", NULL);
}

enum az_result az_report_part(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			      const struct az_step_input *input)
{
	(void)step;
	(void)input;
	AZ_TRY(az_report_put_review_by(ctx, row->id));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE report f JOIN report l ON l.id = f.merged_into SET f.outcome = l.outcome, "
				   "f.ground = l.ground, f.concluded_on = l.concluded_on, f.closed_on = l.closed_on, "
				   "f.maker_id = l.maker_id, f.merged_into = NULL WHERE f.id = ?",
				   az_int(row->id)),
			  NULL);
}

enum az_result az_report_part_withdrawn(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
					const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET merged_into = NULL, outcome = '' WHERE id = ?", az_int(row->id)),
			  NULL);
}

/* ---- what happens to the leading one happens to all ---- */

struct follower {
	int64_t id;
};
static const struct az_column follower_columns[] = {AZ_INT_OF(struct follower, id)};
static const struct az_row_map follower_map = AZ_ROW_MAP(follower_columns, struct follower);

static enum az_result lock_followers(struct az_ctx *ctx, int64_t leading_id, struct follower **rows, size_t *count)
{
	return az_db_rows(ctx,
			  AZ_QUERY("SELECT id FROM report WHERE merged_into = ? ORDER BY id LIMIT 50 FOR UPDATE",
				   az_int(leading_id)),
			  &follower_map, rows, count, TOGETHER_MAX);
}

enum az_result az_report_tell_merged(struct az_ctx *ctx, int64_t leading_id, const char *message)
{
	struct follower *rows;
	size_t count;
	if (message[0] == '\0')
		return AZ_OK;
	AZ_TRY(lock_followers(ctx, leading_id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		const struct az_secret_key *key;
		AZ_TRY(az_report_key_open(ctx, rows[i].id, &key));
		AZ_TRY(az_report_message_put(ctx, rows[i].id, key, false, message));
	}
	return AZ_OK;
}

enum az_result az_report_merged_lead_by(struct az_ctx *ctx, int64_t leading_id, int64_t former, int64_t authority_id)
{
	struct follower *rows;
	size_t count;
	AZ_TRY(lock_followers(ctx, leading_id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		AZ_TRY(az_report_party_add(ctx, rows[i].id, authority_id, true));
		AZ_TRY(az_report_party_drop(ctx, rows[i].id, former));
		AZ_TRY(az_db_exec(ctx,
				  AZ_QUERY("UPDATE report SET authority_id = ?, handler_id = NULL WHERE id = ?",
					   az_int(authority_id), az_int(rows[i].id)),
				  NULL));
	}
	return AZ_OK;
}

enum az_result az_report_bar_merged(struct az_ctx *ctx, int64_t leading_id, int64_t authority_id)
{
	struct follower *rows;
	size_t count;
	AZ_TRY(lock_followers(ctx, leading_id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		AZ_TRY(az_report_bar(ctx, rows[i].id, authority_id));
	return AZ_OK;
}

/* The reporter of the leading case takes it back: the next one leads, with its clock and its handler. */
enum az_result az_report_leave_lead(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				    const struct az_step_input *input)
{
	struct follower *rows;
	size_t count;
	(void)step;
	(void)input;
	AZ_TRY(lock_followers(ctx, row->id, &rows, &count));
	if (count == 0)
		return AZ_OK;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET merged_into = ? WHERE merged_into = ? AND id <> ?",
				   az_int(rows[0].id), az_int(row->id), az_int(rows[0].id)),
			  NULL));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report f JOIN report l ON l.id = f.merged_into SET f.state = 'verifying', "
				   "f.outcome = '', f.decide_from = COALESCE(l.decide_from, f.decide_from), "
				   "f.extension_days = l.extension_days, f.extension_why = l.extension_why, "
				   "f.paused_days = l.paused_days, f.handler_id = l.handler_id, f.merged_into = NULL "
				   "WHERE f.id = ?",
				   az_int(rows[0].id)),
			  NULL));
	AZ_TRY(az_report_put_decide_by(ctx, rows[0].id));
	return az_audit_also(ctx, "report", rows[0].id, "lead", "merged", "verifying", "");
}
