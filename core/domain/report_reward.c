/* Rewards. */
#include "domain/report_reward.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/number.h"
#include "domain/report_reply.h"
#include "domain/site.h"
#include "store/db.h"

#define AT_ONCE 100
#define DAYS_UNLESS_TOLD 60

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_reward, id),           AZ_INT_OF(struct az_reward, report_id),
	AZ_INT_OF(struct az_reward, authority_id), AZ_INT_OF(struct az_reward, maker_id),
	AZ_INT_OF(struct az_reward, basis),        AZ_INT_OF(struct az_reward, amount),
	AZ_TEXT_OF(struct az_reward, authority_zh), AZ_TEXT_OF(struct az_reward, authority_en),
	AZ_TEXT_OF(struct az_reward, maker),       AZ_TEXT_OF(struct az_reward, state),
	AZ_TEXT_OF(struct az_reward, rule),        AZ_DAY_OF(struct az_reward, rule_on),
	AZ_DAY_OF(struct az_reward, claim_by),     AZ_DAY_OF(struct az_reward, draw_by),
	AZ_TIME_OF(struct az_reward, proposed_at), AZ_TIME_OF(struct az_reward, ended_at),
	AZ_TIME_OF(struct az_reward, submitted_at)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_reward);

#define SELECT_REWARD                                                                                                  \
	"SELECT s.id, s.report_id, s.authority_id, s.maker_id, s.basis, s.amount, u.name_zh AS authority_zh, "         \
	"u.name_en AS authority_en, a.name AS maker, s.state, s.rule, s.rule_on, s.claim_by, s.draw_by, "              \
	"s.proposed_at, s.ended_at, r.submitted_at FROM report_reward s JOIN authority u ON u.id = s.authority_id "    \
	"JOIN account a ON a.id = s.maker_id JOIN report r ON r.id = s.report_id "

const char *az_reward_no(struct az_arena *arena, const struct az_reward *reward)
{
	return az_number_print(arena, 'J', reward->proposed_at, reward->id);
}

bool az_reward_possible(const struct az_report *report)
{
	bool answered = strcmp(report->state, "fed_back") == 0 || strcmp(report->state, "upheld") == 0 ||
	                strcmp(report->state, "archived") == 0;
	bool is_true = strcmp(report->outcome, "true") == 0 || strcmp(report->outcome, "partly") == 0;
	return answered && is_true && report->merged_into == 0 && report->sealed.n > 0;
}

enum az_result az_reward_of_report(struct az_ctx *ctx, int64_t report_id, struct az_reward *reward)
{
	return az_db_row(ctx,
	                 AZ_QUERY(SELECT_REWARD "WHERE s.report_id = ? ORDER BY s.id DESC LIMIT 1", az_int(report_id)), &map,
	                 reward);
}

enum az_result az_reward_list(struct az_ctx *ctx, const char *state, struct az_reward **rows, size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_REWARD "WHERE s.state = ?", az_str(state)));
	az_scope_add(ctx, build, AZ_SCOPE_OFFERS);
	az_build_add(build, AZ_QUERY(" ORDER BY s.id DESC LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

enum az_result az_reward_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	*count = 0;
	if (!(ctx->roles & AZ_ROLE_HANDLER))
		return AZ_OK;
	az_build_add(build, AZ_QUERY("SELECT COUNT(*) AS number FROM report_reward s WHERE s.state = 'proposed' "
	                             "AND s.maker_id <> ?",
	                             az_int(ctx->account_id)));
	az_scope_add(ctx, build, AZ_SCOPE_OFFERS);
	return az_db_number(ctx, &build->query, count);
}

/* ---- proposing ---- */

struct proposal {
	const struct az_report *report;
	const struct az_reward_rule *rule;
	az_day on;
	int64_t basis, amount;
};

static enum az_result put_proposal(struct az_ctx *ctx, void *arg)
{
	const struct proposal *proposal = arg;
	struct az_flow_row row = {0};
	struct az_outcome outcome;
	int64_t live;
	/* Locked, so that two proposals at once are one, and the state is still the one that was looked at. */
	AZ_TRY(az_report_flow.lock(ctx, proposal->report->id, &row));
	if (strcmp(row.state, proposal->report->state) != 0)
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	if (ctx->actor == NULL || row.authority_id != ctx->actor->authority_id)
		return az_refuse(ctx, AZ_DENIED, "flow.lead", NULL);
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_reward WHERE report_id = ? AND live = 1",
	                             az_int(row.id)),
	                    &live));
	if (live > 0)
		return az_refuse(ctx, AZ_CONFLICT, "reward.already", NULL);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_reward (report_id, authority_id, state, rule, rule_on, basis, amount, "
	                           "maker_id, proposed_at) VALUES (?, ?, 'proposed', ?, ?, ?, ?, ?, ?)",
	                           az_int(row.id), az_int(row.authority_id), az_str(proposal->rule->code),
	                           az_date(proposal->on), az_int(proposal->basis), az_int(proposal->amount),
	                           az_int(ctx->account_id), az_time(ctx->now)),
	                  &outcome));
	return az_audit(ctx, "reward", outcome.id, "propose", "", "proposed", "");
}

enum az_result az_reward_propose(struct az_ctx *ctx, const struct az_report *report, const char *rule, int64_t basis)
{
	az_day on = az_day_at(report->submitted_at);
	struct proposal proposal = {report, az_reward_rule_of(ctx->site->rules, rule, on), on, basis, 0};
	if (!az_reward_possible(report))
		return az_refuse(ctx, AZ_CONFLICT, "reward.not_possible", NULL);
	if (proposal.rule == NULL)
		return az_refuse(ctx, AZ_INVALID, "reward.rule_gone", NULL);
	if (!az_reward_amount(proposal.rule, basis, &proposal.amount))
		return az_refuse(ctx, AZ_INVALID, "reward.basis", NULL);
	return az_tx(ctx, put_proposal, &proposal);
}

/* ---- the flow ---- */

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {
		AZ_INT_OF(struct az_flow_row, id), AZ_TEXT_OF(struct az_flow_row, state),
		AZ_INT_OF(struct az_flow_row, maker_id), AZ_INT_OF(struct az_flow_row, authority_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(
		ctx,
		AZ_QUERY("SELECT id, state, maker_id, authority_id FROM report_reward WHERE id = ? FOR UPDATE", az_int(id)),
		&flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx, AZ_QUERY("UPDATE report_reward SET state = ? WHERE id = ?", az_str(state), az_int(id)), NULL);
}

/* The last day of the locked row in its state. */
static enum az_result last_day(struct az_ctx *ctx, const struct az_flow_row *row, az_day *last)
{
	struct az_reward reward = {0};
	AZ_TRY(az_db_row(ctx, AZ_QUERY("SELECT claim_by, draw_by FROM report_reward WHERE id = ?", az_int(row->id)), &map,
	                 &reward));
	*last = strcmp(row->state, "offered") == 0 ? reward.claim_by : reward.draw_by;
	return AZ_OK;
}

static enum az_result in_time(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	az_day last;
	(void)input;
	AZ_TRY(last_day(ctx, row, &last));
	return az_day_at(ctx->now) <= last ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "reward.over", NULL);
}

static enum az_result is_over(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	az_day last;
	(void)input;
	AZ_TRY(last_day(ctx, row, &last));
	return az_day_at(ctx->now) > last ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
}

static enum az_result by_receipt(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_reward_step *step = input->detail;
	(void)row;
	return step != NULL && step->by_receipt ? AZ_OK : az_refuse(ctx, AZ_DENIED, "flow.role", NULL);
}

static enum az_result by_receipt_in_time(struct az_ctx *ctx, const struct az_flow_row *row,
                                         const struct az_step_input *input)
{
	AZ_TRY(by_receipt(ctx, row, input));
	return in_time(ctx, row, input);
}

static enum az_result by_code_in_time(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_reward_step *step = input->detail;
	int64_t same;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_reward WHERE id = ? AND code_hash = ?",
	                             az_int(row->id), az_bytes(step->code_hash, AZ_SECRET_HASH)),
	                    &same));
	return same == 1 ? in_time(ctx, row, input) : az_refuse(ctx, AZ_DENIED, "reward.code_unknown", NULL);
}

static az_day term(const struct az_ctx *ctx, const char *name)
{
	az_day today = az_day_at(ctx->now);
	const struct az_rule_number *rule = az_rule_number(ctx->site->rules, name, today);
	return today + (rule == NULL ? DAYS_UNLESS_TOLD : (az_day)rule->value);
}

static enum az_result offer(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                            const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_reward SET decider_id = ?, claim_by = ? WHERE id = ?",
	                           az_int(ctx->account_id), az_date(term(ctx, "report.reward_claim_days")), az_int(row->id)),
	                  NULL);
}

static enum az_result decline(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                              const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_reward SET decider_id = ?, ended_at = ?, live = NULL WHERE id = ?",
	                           az_int(ctx->account_id), az_time(ctx->now), az_int(row->id)),
	                  NULL);
}

static enum az_result claim(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                            const struct az_step_input *input)
{
	const struct az_reward_step *detail = input->detail;
	(void)step;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_reward SET code_hash = ?, draw_by = ? WHERE id = ?",
	                           az_bytes(detail->code_hash, AZ_SECRET_HASH),
	                           az_date(term(ctx, "report.reward_draw_days")), az_int(row->id)),
	                  NULL);
}

/* Another code for the same reward: its last day stays. */
static enum az_result renew(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                            const struct az_step_input *input)
{
	const struct az_reward_step *detail = input->detail;
	(void)step;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_reward SET code_hash = ? WHERE id = ?",
	                           az_bytes(detail->code_hash, AZ_SECRET_HASH), az_int(row->id)),
	                  NULL);
}

static enum az_result end(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                          const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_reward SET ended_at = ?, payer_id = ? WHERE id = ?", az_time(ctx->now),
	                           az_ref(ctx->account_id), az_int(row->id)),
	                  NULL);
}

#define HANDLER AZ_ROLE_HANDLER
#define SECOND AZ_NEEDS_SECOND

static const struct az_step steps[] = {
	/* from      action     to         who            needs                     guard               effect */
	{"proposed", "approve", "offered", HANDLER, SECOND, NULL, offer},
	{"proposed", "decline", "declined", HANDLER, SECOND | AZ_NEEDS_REASON, NULL, decline},
	{"offered", "claim", "claimed", 0, 0, by_receipt_in_time, claim},
	{"offered", "waive", "waived", 0, 0, by_receipt, end},
	{"offered", "expire", "expired", 0, 0, is_over, end},
	{"claimed", "renew", "claimed", 0, 0, by_receipt_in_time, renew},
	{"claimed", "waive", "waived", 0, 0, by_receipt, end},
	{"claimed", "draw", "drawn", AZ_ROLE_PAYER, 0, by_code_in_time, end},
	{"claimed", "expire", "expired", 0, 0, is_over, end},
};

const struct az_flow az_reward_flow = {"reward", steps, sizeof steps / sizeof steps[0], lock, move};

/* ---- the reporter ---- */

static void hash_code(const struct az_ctx *ctx, const unsigned char code[AZ_RECEIPT_BYTES],
                      unsigned char out[AZ_SECRET_HASH])
{
	az_secret_hash(&ctx->site->session_key, "reward", code, AZ_RECEIPT_BYTES, out);
}

struct answer {
	const char *action;
	unsigned char code_hash[AZ_SECRET_HASH];
};

static enum az_result put_answer(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key, void *arg)
{
	struct answer *answer = arg;
	struct az_reward reward = {0};
	struct az_reward_step step = {true, answer->code_hash};
	struct az_step_input input = {"", &step};
	(void)key;
	enum az_result result = az_reward_of_report(ctx, report_id, &reward);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	AZ_TRY(result);
	return az_flow_apply(ctx, &az_reward_flow, reward.id, answer->action, &input);
}

enum az_result az_reward_answer(struct az_ctx *ctx, const char *receipt, const char *action, const char *token,
                                char code[AZ_REWARD_CODE])
{
	unsigned char derived[AZ_SECRET_HASH];
	struct answer answer = {.action = action};
	struct az_receipt_act act = {receipt, token, put_answer, &answer, false};
	int64_t valid;
	code[0] = '\0';
	az_secret_hash(&ctx->site->form_key, "reward", token, strlen(token), derived);
	hash_code(ctx, derived, answer.code_hash);
	AZ_TRY(az_receipt_act(ctx, &act));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_reward WHERE code_hash = ? AND state = 'claimed'",
	                             az_bytes(answer.code_hash, AZ_SECRET_HASH)),
	                    &valid));
	if (valid == 1)
		az_receipt_print(derived, code);
	az_secret_wipe(derived, sizeof derived);
	return AZ_OK;
}

/* ---- the payer ---- */

enum az_result az_reward_by_code(struct az_ctx *ctx, const char *code, struct az_reward *reward)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	unsigned char bytes[AZ_RECEIPT_BYTES], hash[AZ_SECRET_HASH];
	if (!az_receipt_parse(code, bytes))
		return AZ_NOT_FOUND;
	hash_code(ctx, bytes, hash);
	az_build_add(build, AZ_QUERY(SELECT_REWARD "WHERE s.code_hash = ?", az_bytes(hash, sizeof hash)));
	az_scope_add(ctx, build, AZ_SCOPE_BODY);
	return az_db_row(ctx, &build->query, &map, reward);
}

enum az_result az_reward_draw(struct az_ctx *ctx, const char *code, int64_t id)
{
	unsigned char bytes[AZ_RECEIPT_BYTES], hash[AZ_SECRET_HASH];
	if (!az_receipt_parse(code, bytes))
		return AZ_NOT_FOUND;
	hash_code(ctx, bytes, hash);
	struct az_reward_step step = {false, hash};
	struct az_step_input input = {"", &step};
	return az_flow_apply(ctx, &az_reward_flow, id, "draw", &input);
}

/* ---- the end of a term ---- */

enum az_result az_reward_expire(struct az_ctx *ctx, int64_t *count)
{
	struct az_reward *rows;
	size_t found;
	az_day today = az_day_at(ctx->now);
	struct az_step_input input = {"", NULL};
	*count = 0;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY(SELECT_REWARD "WHERE (s.state = 'offered' AND s.claim_by < ?) OR (s.state = 'claimed' "
	                                         "AND s.draw_by < ?) ORDER BY s.id LIMIT 100",
	                           az_date(today), az_date(today)),
	                  &map, &rows, &found, AT_ONCE));
	for (size_t i = 0; i < found; i++) {
		enum az_result result = az_flow_apply(ctx, &az_reward_flow, rows[i].id, "expire", &input);
		if (result == AZ_CONFLICT)
			continue; /* asked for or drawn this moment */
		AZ_TRY(result);
		(*count)++;
	}
	return AZ_OK;
}
