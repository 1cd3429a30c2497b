/* The steps of a report: the table at the end is the law. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/report.h"
#include "domain/report_clock.h"
#include "domain/report_flow_private.h"
#include "domain/report_secret.h"
#include "domain/report_term.h"
#include "domain/site.h"
#include "store/db.h"

#define PAUSES_AT_ONCE 100

const struct anze_choice az_report_outcomes[] = {
	{"true", {0}}, {"partly", {0}}, {"false", {0}}, {"unverifiable", {0}}, {"not_ours", {0}}};
const size_t az_report_outcome_count = sizeof az_report_outcomes / sizeof az_report_outcomes[0];

const struct anze_choice az_report_grounds[] = {{"already_accepted", {0}}, {"unclear", {0}},         {"advice", {0}},
						{"information", {0}},      {"reconsideration", {0}}, {"court", {0}},
						{"outside", {0}},          {"passed_on", {0}}};
const size_t az_report_ground_count = sizeof az_report_grounds / sizeof az_report_grounds[0];

const struct anze_choice az_report_extension_whys[] = {
	{"complex", {0}}, {"expert", {0}}, {"other_body", {0}}, {"many_places", {0}}};
const size_t az_report_extension_why_count = sizeof az_report_extension_whys / sizeof az_report_extension_whys[0];

const struct anze_choice az_report_pause_whys[] = {
	{"reporter", {0}}, {"expert", {0}}, {"other_body", {0}}, {"force_majeure", {0}}};
const size_t az_report_pause_why_count = sizeof az_report_pause_whys / sizeof az_report_pause_whys[0];

bool az_report_state_open(const char *state)
{
	static const char *const open[] = {"received", "transferred", "verifying", "extending", "paused"};
	for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
		if (strcmp(state, open[i]) == 0)
			return true;
	return false;
}

bool az_report_state_waiting(const char *state)
{
	return az_report_state_open(state) || strcmp(state, "concluded") == 0 || strcmp(state, "disputed") == 0;
}

bool az_report_state_takes_words(const char *state)
{
	return strcmp(state, "withdrawn") != 0;
}

/* ---- the row ---- */

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
							AZ_TEXT_OF(struct az_flow_row, state),
							AZ_INT_OF(struct az_flow_row, maker_id),
							AZ_INT_OF(struct az_flow_row, authority_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(
		ctx,
		AZ_QUERY("SELECT id, state, maker_id, authority_id FROM report WHERE id = ? FOR UPDATE", az_int(id)),
		&flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx, AZ_QUERY("UPDATE report SET state = ? WHERE id = ?", az_str(state), az_int(id)), NULL);
}

/* ---- terms ---- */

enum az_result az_report_put_decide_by(struct az_ctx *ctx, int64_t id)
{
	struct az_report_terms terms = {0};
	az_day by;
	AZ_TRY(az_report_terms_read(ctx, id, &terms));
	AZ_TRY(az_report_decide_due(ctx, &terms, &by));
	return az_db_exec(ctx, AZ_QUERY("UPDATE report SET decide_by = ? WHERE id = ?", az_date(by), az_int(id)), NULL);
}

/* A calendar that does not reach so far does not stop a reporter: the term is computed when it does. */
enum az_result az_report_put_review_by(struct az_ctx *ctx, int64_t id)
{
	struct az_problem before = ctx->problem;
	struct az_report_terms terms = {.disputed_on = az_day_at(ctx->now)};
	az_day by;
	enum az_result result = az_report_review_due(ctx, &terms, &by);
	if (result != AZ_OK && result != AZ_CONFLICT)
		return result;
	ctx->problem = before;
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET disputed_on = ?, review_by = ? WHERE id = ?",
				   az_date(terms.disputed_on), az_date(by), az_int(id)),
			  NULL);
}

/* How far a person may go today. */
static int most_days(const struct az_ctx *ctx, const char *name)
{
	return az_report_rule_days(ctx, name, az_day_at(ctx->now));
}

/* ---- guards ---- */

static enum az_result by_receipt(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	(void)row;
	return step->by_receipt ? AZ_OK : az_refuse(ctx, AZ_DENIED, "flow.role", NULL);
}

static enum az_result may_dispute(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	struct az_report_terms terms = {0};
	AZ_TRY(by_receipt(ctx, row, input));
	AZ_TRY(az_report_terms_read(ctx, row->id, &terms));
	return az_report_disputable(ctx, terms.closed_on) ? AZ_OK
							  : az_refuse(ctx, AZ_CONFLICT, "report.dispute_over", NULL);
}

/* Nobody's act: its last day has passed. */
static enum az_result pause_is_over(struct az_ctx *ctx, const struct az_flow_row *row,
				    const struct az_step_input *input)
{
	struct az_report_terms terms = {0};
	(void)input;
	AZ_TRY(az_report_terms_read(ctx, row->id, &terms));
	return ctx->actor == NULL && terms.paused_until <= az_day_at(ctx->now)
		       ? AZ_OK
		       : az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
}

static enum az_result has_message(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	(void)row;
	return step->message[0] == '\0' ? az_refuse(ctx, AZ_INVALID, "report.message_needed", NULL) : AZ_OK;
}

static enum az_result has_outcome(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	(void)row;
	return step->outcome[0] == '\0' ? az_refuse(ctx, AZ_INVALID, "report.outcome_needed", NULL) : AZ_OK;
}

static enum az_result has_ground(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	if (step->ground[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "report.ground_needed", NULL);
	return has_message(ctx, row, input);
}

/* An office with one handler has nobody who could approve: said before the case waits for nobody. */
static enum az_result somebody_approves(struct az_ctx *ctx)
{
	int64_t others;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM account WHERE authority_id = ? AND active = 1 "
				     "AND (roles & ?) <> 0 AND id <> ?",
				     az_int(ctx->actor->authority_id), az_int(AZ_ROLE_HANDLER), az_int(ctx->account_id)),
			    &others));
	return others > 0 ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "report.extension_nobody", NULL);
}

static enum az_result may_extend(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	struct az_report_terms terms = {0};
	int most = most_days(ctx, "report.extension_days");
	AZ_TRY(az_report_terms_read(ctx, row->id, &terms));
	AZ_TRY(somebody_approves(ctx));
	if (step->why[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "report.why_needed", NULL);
	if (step->days < 1 || step->days + terms.extension_days > most)
		return az_refuse(ctx, AZ_INVALID, "report.extension_most",
				 az_format(ctx->arena, "%lld", (long long)(most - terms.extension_days)), NULL);
	return AZ_OK;
}

static enum az_result may_pause(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	az_day today = az_day_at(ctx->now);
	int most = most_days(ctx, "report.pause_days");
	(void)row;
	if (step->why[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "report.why_needed", NULL);
	if (step->until == AZ_DAY_NONE || step->until <= today || step->until > today + most)
		return az_refuse(ctx, AZ_INVALID, "report.pause_most", az_format(ctx->arena, "%d", most), NULL);
	return AZ_OK;
}

static enum az_result may_transfer(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	AZ_TRY(az_report_may_receive(ctx, row->id, step->to_authority));
	return has_message(ctx, row, input);
}

/* ---- effects ---- */

enum az_result az_report_put_message(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				  const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	const struct az_secret_key *key;
	(void)step;
	if (detail->message[0] == '\0' ||
	    detail->by_receipt) /* the reporter's own words are put with the receipt's key */
		return AZ_OK;
	AZ_TRY(az_report_key_open(ctx, row->id, &key));
	return az_report_message_put(ctx, row->id, key, false, detail->message);
}

/* Accepted, or opened again: the term to decide begins today. */
static enum az_result start_clock(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				  const struct az_step_input *input)
{
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("UPDATE report SET decide_from = ?, handler_id = ?, extension_days = 0, "
			 "extension_why = '', paused_days = 0, ground = '', outcome = '', concluded_on = NULL, "
			 "feedback_by = NULL, closed_on = NULL, disputed_on = NULL, review_by = NULL WHERE id = ?",
			 az_date(az_day_at(ctx->now)), az_int(ctx->account_id), az_int(row->id)),
		NULL));
	AZ_TRY(az_report_put_decide_by(ctx, row->id));
	/* Whether it was solved is asked anew of the next answer, also when that is given on the same day. */
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_solved WHERE report_id = ?", az_int(row->id)), NULL));
	return az_report_put_message(ctx, row, step, input);
}

static enum az_result refuse(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			     const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET ground = ?, maker_id = ?, closed_on = ? WHERE id = ?",
				   az_str(detail->ground), az_int(ctx->account_id), az_date(az_day_at(ctx->now)),
				   az_int(row->id)),
			  NULL));
	AZ_TRY(az_report_tell_merged(ctx, row->id, detail->message));
	return az_report_put_message(ctx, row, step, input);
}

/* The receipt stays; the other authority decides on acceptance within its own term, and has the whole term to decide.
 */
static enum az_result transfer(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			       const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_report_put_message(ctx, row, step, input));
	return az_report_lead_by(ctx, row->id, detail->to_authority);
}

static enum az_result ask_extension(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				    const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	(void)step;
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE report SET extension_asked = ?, extension_why = ?, maker_id = ? WHERE id = ?",
			 az_int(detail->days), az_str(detail->why), az_int(ctx->account_id), az_int(row->id)),
		NULL);
}

static enum az_result approve_extension(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
					const struct az_step_input *input)
{
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET extension_days = extension_days + extension_asked, "
				   "extension_asked = 0 WHERE id = ?",
				   az_int(row->id)),
			  NULL));
	AZ_TRY(az_report_put_decide_by(ctx, row->id));
	return az_report_put_message(ctx, row, step, input);
}

static enum az_result refuse_extension(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				       const struct az_step_input *input)
{
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET extension_asked = 0, extension_why = IF(extension_days = 0, '', "
				   "extension_why) WHERE id = ?",
				   az_int(row->id)),
			  NULL));
	return az_report_put_message(ctx, row, step, input);
}

static enum az_result pause(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			    const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET paused_from = ?, paused_until = ?, pause_why = ? WHERE id = ?",
				   az_date(az_day_at(ctx->now)), az_date(detail->until), az_str(detail->why),
				   az_int(row->id)),
			  NULL));
	AZ_TRY(az_report_put_decide_by(ctx, row->id));
	return az_report_put_message(ctx, row, step, input);
}

static enum az_result resume(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			     const struct az_step_input *input)
{
	struct az_report_terms terms = {0};
	AZ_TRY(az_report_terms_read(ctx, row->id, &terms));
	/* The day on which the term begins is none of its days, so a pause from that day on takes none of it that day. */
	az_day from = terms.paused_from > terms.decide_from ? terms.paused_from : terms.decide_from + 1;
	int days = az_report_clock_paused(from, terms.paused_until, az_day_at(ctx->now));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET paused_days = paused_days + ?, paused_from = NULL, "
				   "paused_until = NULL, pause_why = '' WHERE id = ?",
				   az_int(days), az_int(row->id)),
			  NULL));
	AZ_TRY(az_report_put_decide_by(ctx, row->id));
	return az_report_put_message(ctx, row, step, input);
}

static enum az_result conclude(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			       const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	struct az_report_terms terms = {.concluded_on = az_day_at(ctx->now)};
	az_day by;
	AZ_TRY(az_report_feedback_due(ctx, &terms, &by));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET outcome = ?, concluded_on = ?, feedback_by = ?, maker_id = ? "
				   "WHERE id = ?",
				   az_str(detail->outcome), az_date(terms.concluded_on), az_date(by),
				   az_int(ctx->account_id), az_int(row->id)),
			  NULL));
	return az_report_put_message(ctx, row, step, input);
}

static enum az_result close_case(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				 const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("UPDATE report SET closed_on = ? WHERE id = ?", az_date(az_day_at(ctx->now)), az_int(row->id)),
		NULL));
	AZ_TRY(az_report_tell_merged(ctx, row->id, detail->message));
	return az_report_put_message(ctx, row, step, input);
}

/* A review is asked for: another person decides on it within a term of its own. */
static enum az_result start_review(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				   const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_report_put_review_by(ctx, row->id);
}

#define HANDLER AZ_ROLE_HANDLER
#define SECOND AZ_NEEDS_SECOND
#define MAKER AZ_NEEDS_MAKER
#define JOINT AZ_ALSO_JOINT

static const struct az_step steps[] = {
	/* from          action               to             who      needs   guard         effect */
	{"received", "accept", "verifying", HANDLER, 0, NULL, start_clock},
	{"received", "refuse", "refused", HANDLER, 0, has_ground, refuse},
	{"received", "transfer", "transferred", HANDLER, 0, may_transfer, transfer},
	{"received", "message", "received", HANDLER, 0, has_message, az_report_put_message},
	{"received", "withdraw", "withdrawn", 0, 0, by_receipt, az_report_leave_lead},
	{"transferred", "accept", "verifying", HANDLER, 0, NULL, start_clock},
	{"transferred", "refuse", "refused", HANDLER, 0, has_ground, refuse},
	{"transferred", "transfer", "transferred", HANDLER, 0, may_transfer, transfer},
	{"transferred", "message", "transferred", HANDLER, 0, has_message, az_report_put_message},
	{"transferred", "withdraw", "withdrawn", 0, 0, by_receipt, az_report_leave_lead},
	{"verifying", "message", "verifying", HANDLER, 0, has_message, az_report_put_message},
	{"verifying", "conclude", "concluded", HANDLER, 0, has_outcome, conclude},
	{"verifying", "ask_extension", "extending", HANDLER, 0, may_extend, ask_extension},
	{"verifying", "pause", "paused", HANDLER, 0, may_pause, pause},
	{"verifying", "transfer", "transferred", HANDLER, 0, may_transfer, transfer},
	{"verifying", "withdraw", "withdrawn", 0, 0, by_receipt, az_report_leave_lead},
	{"extending", "approve_extension", "verifying", HANDLER, SECOND, NULL, approve_extension},
	{"extending", "refuse_extension", "verifying", HANDLER, SECOND, NULL, refuse_extension},
	{"extending", "take_back_extension", "verifying", HANDLER, MAKER, NULL, refuse_extension},
	{"extending", "message", "extending", HANDLER, 0, has_message, az_report_put_message},
	{"extending", "withdraw", "withdrawn", 0, 0, by_receipt, az_report_leave_lead},
	{"paused", "resume", "verifying", HANDLER, 0, NULL, resume},
	{"paused", "end_pause", "verifying", 0, 0, pause_is_over, resume},
	{"paused", "message", "paused", HANDLER, 0, has_message, az_report_put_message},
	{"paused", "withdraw", "withdrawn", 0, 0, by_receipt, az_report_leave_lead},
	{"concluded", "feed_back", "fed_back", HANDLER, 0, has_message, close_case},
	{"concluded", "message", "concluded", HANDLER, 0, has_message, az_report_put_message},
	{"fed_back", "dispute", "disputed", 0, 0, may_dispute, start_review},
	{"fed_back", "archive", "archived", HANDLER, 0, NULL, az_report_put_message},
	{"fed_back", "message", "fed_back", HANDLER, 0, has_message, az_report_put_message},
	{"refused", "dispute", "disputed", 0, 0, may_dispute, start_review},
	{"refused", "archive", "archived", HANDLER, 0, NULL, az_report_put_message},
	{"refused", "message", "refused", HANDLER, 0, has_message, az_report_put_message},
	{"disputed", "reopen", "verifying", HANDLER, 0, NULL, start_clock},
	{"disputed", "uphold", "upheld", HANDLER, SECOND, has_message, az_report_put_message},
	{"disputed", "message", "disputed", HANDLER, 0, has_message, az_report_put_message},
	{"upheld", "archive", "archived", HANDLER, 0, NULL, az_report_put_message},
	{"upheld", "message", "upheld", HANDLER, 0, has_message, az_report_put_message},
	{"archived", "message", "archived", HANDLER, 0, has_message, az_report_put_message},
	{"withdrawn", "archive", "archived", HANDLER, 0, NULL, az_report_put_message},
	/* handled together with an earlier one */
	{"received", "merge", "merged", HANDLER, 0, az_report_may_merge, az_report_merge},
	{"transferred", "merge", "merged", HANDLER, 0, az_report_may_merge, az_report_merge},
	{"verifying", "merge", "merged", HANDLER, 0, az_report_may_merge, az_report_merge},
	{"merged", "message", "merged", HANDLER, 0, has_message, az_report_put_message},
	{"merged", "unmerge", "verifying", HANDLER, 0, az_report_may_unmerge, az_report_unmerge},
	{"merged", "withdraw", "withdrawn", 0, 0, by_receipt, az_report_part_withdrawn},
	{"merged", "dispute", "disputed", 0, 0, az_report_may_part, az_report_part},
	/* who handles it */
	{"received", "share", "received", HANDLER, 0, az_report_may_share, az_report_share},
	{"received", "unshare", "received", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"received", "note", "received", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"received", "bar", "received", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"received", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
	{"transferred", "share", "transferred", HANDLER, 0, az_report_may_share, az_report_share},
	{"transferred", "unshare", "transferred", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"transferred", "note", "transferred", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"transferred", "bar", "transferred", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"transferred", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
	{"verifying", "share", "verifying", HANDLER, 0, az_report_may_share, az_report_share},
	{"verifying", "unshare", "verifying", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"verifying", "note", "verifying", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"verifying", "bar", "verifying", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"verifying", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
	{"extending", "share", "extending", HANDLER, 0, az_report_may_share, az_report_share},
	{"extending", "unshare", "extending", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"extending", "note", "extending", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"extending", "bar", "extending", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"extending", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
	{"paused", "share", "paused", HANDLER, 0, az_report_may_share, az_report_share},
	{"paused", "unshare", "paused", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"paused", "note", "paused", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"paused", "bar", "paused", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"paused", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
	{"concluded", "share", "concluded", HANDLER, 0, az_report_may_share, az_report_share},
	{"concluded", "unshare", "concluded", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"concluded", "note", "concluded", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"concluded", "bar", "concluded", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"concluded", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
	{"disputed", "share", "disputed", HANDLER, 0, az_report_may_share, az_report_share},
	{"disputed", "unshare", "disputed", HANDLER, 0, az_report_may_unshare, az_report_unshare},
	{"disputed", "note", "disputed", HANDLER, JOINT, az_report_has_note, az_report_note},
	{"disputed", "bar", "disputed", HANDLER, 0, az_report_may_bar, az_report_bar_it},
	{"disputed", "move_up", "transferred", HANDLER, 0, az_report_may_move_up, az_report_move_up},
};

const struct az_flow az_report_flow = {"report", steps, sizeof steps / sizeof steps[0], lock, move};

enum az_result az_report_end_pauses(struct az_ctx *ctx, int64_t *count)
{
	struct ended {
		int64_t id;
	} *rows;
	static const struct az_column columns[] = {AZ_INT_OF(struct ended, id)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct ended);
	struct az_report_step nothing = {.message = "", .outcome = "", .ground = "", .why = "", .until = AZ_DAY_NONE};
	struct az_step_input input = {"", &nothing};
	size_t found;
	*count = 0;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT id FROM report WHERE waiting = 1 AND state = 'paused' AND paused_until <= ? "
				   "ORDER BY id LIMIT 100",
				   az_date(az_day_at(ctx->now))),
			  &map, &rows, &found, PAUSES_AT_ONCE));
	for (size_t i = 0; i < found; i++) {
		enum az_result result = az_flow_apply(ctx, &az_report_flow, rows[i].id, "end_pause", &input);
		if (result == AZ_CONFLICT)
			continue; /* resumed this moment, or its term lies past the last calendar */
		AZ_TRY(result);
		(*count)++;
	}
	return AZ_OK;
}
