/* Who sent a report: asked for by one, opened by another. */
#include "domain/report_identity.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/key_ring.h"
#include "domain/report_identity_private.h"
#include "domain/report_reason.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "store/db.h"

#define REQUESTS_MAX 50
#define LOCKED_MAX 500
#define HOURS_UNLESS_TOLD 24

/* ---- the two seals ---- */

static struct az_secret_about about_inner(int64_t report_id)
{
	return (struct az_secret_about){"identity.inner", report_id, 0, 0};
}

static struct az_secret_about about_outer(int64_t report_id)
{
	return (struct az_secret_about){"identity.outer", report_id, 0, 0};
}

static struct az_secret_about about_handed(int64_t request_id, int64_t asker_id)
{
	return (struct az_secret_about){"identity.handed", request_id, asker_id, 0};
}

/* Another key than the content's, so that neither is ever taken for the other. */
static void inner_key(const struct az_secret_key *key, struct az_secret_key *out)
{
	az_secret_hash(key, "identity", "", 0, out->bytes);
}

enum az_result az_report_identity_put(struct az_ctx *ctx, int64_t report_id, const char *name, const char *contact,
                                      const struct az_secret_key *key)
{
	const char *const texts[] = {name, contact};
	struct az_secret_about inner = about_inner(report_id), outer = about_outer(report_id);
	struct az_secret_key by;
	struct az_ring_public ring;
	AZ_TRY(az_ring_of_custody(ctx, &ring));
	inner_key(key, &by);
	struct az_text sealed = az_report_seal(ctx, &by, &inner, az_report_pack(ctx, texts, 2));
	az_secret_wipe(&by, sizeof by);
	unsigned char *boxed = az_alloc(ctx->arena, sealed.n + AZ_BOXED_MORE);
	az_ring_box(ctx, &ring, &outer, sealed.p, sealed.n, boxed);
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_identity (report_id, ring_id, sealed) VALUES (?, ?, ?)",
	                           az_int(report_id), az_int(ring.id), az_bytes(boxed, sealed.n + AZ_BOXED_MORE)),
	                  NULL);
}

struct bytes_row {
	int64_t id;
	struct az_text bytes;
};
static const struct az_column bytes_columns[] = {AZ_INT_OF(struct bytes_row, id), AZ_BYTES_OF(struct bytes_row, bytes)};
static const struct az_row_map bytes_map = AZ_ROW_MAP(bytes_columns, struct bytes_row);

/* ---- requests ---- */

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_identity_request, id),           AZ_INT_OF(struct az_identity_request, report_id),
	AZ_INT_OF(struct az_identity_request, asker_id),     AZ_TIME_OF(struct az_identity_request, asked_at),
	AZ_TIME_OF(struct az_identity_request, submitted_at), AZ_TIME_OF(struct az_identity_request, decided_at),
	AZ_TIME_OF(struct az_identity_request, until_at),    AZ_TEXT_OF(struct az_identity_request, reason),
	AZ_TEXT_OF(struct az_identity_request, state),       AZ_TEXT_OF(struct az_identity_request, decision),
	AZ_TEXT_OF(struct az_identity_request, asker),       AZ_TEXT_OF(struct az_identity_request, decider),
	AZ_TEXT_OF(struct az_identity_request, authority_zh), AZ_TEXT_OF(struct az_identity_request, authority_en),
	AZ_INT_OF(struct az_identity_request, ring_id),       AZ_BYTES_OF(struct az_identity_request, answer_key),
	AZ_BYTES_OF(struct az_identity_request, sealed_reason), AZ_BYTES_OF(struct az_identity_request, custody_reason),
	AZ_BYTES_OF(struct az_identity_request, sealed_decision),
	AZ_BYTES_OF(struct az_identity_request, custody_decision)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_identity_request);

#define SELECT_REQUEST                                                                                                 \
	"SELECT q.id, q.report_id, q.asker_id, q.asked_at, s.submitted_at, q.decided_at, q.until_at, q.reason, q.state, " \
	"q.decision, a.name AS asker, d.name AS decider, u.name_zh AS authority_zh, u.name_en AS authority_en, "       \
	"i.ring_id, q.answer_key, q.sealed_reason, q.custody_reason, q.sealed_decision, q.custody_decision "           \
	"FROM report_identity_request q JOIN report s ON s.id = q.report_id JOIN account a ON a.id = q.asker_id "      \
	"JOIN authority u ON u.id = q.authority_id LEFT JOIN account d ON d.id = q.decider_id "                        \
	"LEFT JOIN report_identity i ON i.report_id = q.report_id "

static struct az_value bytes_or_null(struct az_text bytes)
{
	return bytes.n == 0 ? az_null() : az_bytes(bytes.p, bytes.n);
}

struct asking {
	const struct az_report *report;
	const char *reason;
};

static enum az_result insert_request(struct az_ctx *ctx, const struct asking *asking)
{
	unsigned char answer_key[AZ_SECRET_KEY];
	struct az_identity_sealed reason;
	struct az_identity_request request = {
		.report_id = asking->report->id, .asker_id = ctx->account_id, .asked_at = ctx->now};
	az_identity_answer_key(ctx, asking->report->key, answer_key);
	request.answer_key = (struct az_text){(const char *)answer_key, sizeof answer_key};
	AZ_TRY(az_identity_words_seal(ctx, &request, AZ_IDENTITY_REASON, asking->reason, &reason));
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_identity_request (report_id, authority_id, asker_id, asked_at, "
	                           "answer_key, sealed_reason, custody_reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
	                           az_int(request.report_id), az_int(ctx->actor->authority_id), az_int(request.asker_id),
	                           az_time(request.asked_at), az_bytes(answer_key, sizeof answer_key),
	                           bytes_or_null(reason.for_case), bytes_or_null(reason.for_custody)),
	                  NULL);
}

static enum az_result ask(struct az_ctx *ctx, void *arg)
{
	const struct asking *asking = arg;
	int64_t id, open;
	/* Locked, so that two clicks at once are one request. */
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT report_id AS number FROM report_identity WHERE report_id = ? FOR UPDATE",
	                             az_int(asking->report->id)),
	                    &id));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_identity_request WHERE report_id = ? "
	                             "AND asker_id = ? AND (state = 'asked' OR (state = 'opened' AND until_at > ?))",
	                             az_int(id), az_int(ctx->account_id), az_time(ctx->now)),
	                    &open));
	if (open > 0)
		return az_refuse(ctx, AZ_CONFLICT, "identity.waiting", NULL);
	AZ_TRY(insert_request(ctx, asking));
	AZ_TRY(az_report_reason_put(ctx, id, asking->report->key, asking->reason));
	return az_audit(ctx, "report", id, "identity_ask", "", "", ""); /* that there was a reason, not which */
}

enum az_result az_identity_ask(struct az_ctx *ctx, const struct az_report *report, const char *reason)
{
	struct asking asking = {report, reason};
	if (report->authority_id != ctx->actor->authority_id) /* who shares a case reads it; who leads it asks */
		return az_refuse(ctx, AZ_DENIED, "flow.lead", NULL);
	if (report->key == NULL)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	return az_tx(ctx, ask, &asking);
}

enum az_result az_identity_requests(struct az_ctx *ctx, const struct az_report *report, struct az_identity_request **rows,
                                    size_t *count)
{
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY(SELECT_REQUEST "WHERE q.report_id = ? ORDER BY q.id LIMIT 50", az_int(report->id)), &map,
	                  rows, count, REQUESTS_MAX));
	az_identity_words_open(ctx, report->key, *rows, *count);
	return AZ_OK;
}

enum az_result az_identity_request_row(struct az_ctx *ctx, int64_t id, struct az_identity_request *request)
{
	return az_db_row(ctx, AZ_QUERY(SELECT_REQUEST "WHERE q.id = ?", az_int(id)), &map, request);
}

enum az_result az_identity_requests_locked(struct az_ctx *ctx, int64_t report_id, struct az_identity_request **rows,
                                           size_t *count)
{
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT id, report_id, asker_id, asked_at, custody_reason, custody_decision FROM "
	                           "report_identity_request WHERE report_id = ? ORDER BY id LIMIT 500 FOR UPDATE",
	                           az_int(report_id)),
	                  &map, rows, count, LOCKED_MAX);
}

enum az_result az_identity_queue(struct az_ctx *ctx, bool answered, struct az_identity_request **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_REQUEST "WHERE 1 = 1"));
	az_scope_add(ctx, build, AZ_SCOPE_NOT_OWN);
	if (answered)
		az_build_add(build, AZ_QUERY(" AND q.state IN ('opened', 'refused') ORDER BY q.id DESC LIMIT 50"));
	else
		az_build_add(build, AZ_QUERY(" AND q.state = 'asked' ORDER BY q.id LIMIT 50"));
	AZ_TRY(az_db_rows(ctx, &build->query, &map, rows, count, REQUESTS_MAX));
	az_identity_words_open_custody(ctx, *rows, *count);
	return AZ_OK;
}

enum az_result az_identity_find(struct az_ctx *ctx, int64_t id, struct az_identity_request *request)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_REQUEST "WHERE q.id = ?", az_int(id)));
	az_scope_add(ctx, build, AZ_SCOPE_NOT_OWN);
	AZ_TRY(az_db_row(ctx, &build->query, &map, request));
	az_identity_words_open_custody(ctx, request, 1);
	return AZ_OK;
}

enum az_result az_identity_waiting(struct az_ctx *ctx, int64_t *count)
{
	*count = 0;
	if (!az_identity_decides(ctx))
		return AZ_OK;
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT COUNT(*) AS number FROM report_identity_request q JOIN report s "
	                             "ON s.id = q.report_id WHERE q.state = 'asked' AND q.asker_id <> ?",
	                             az_int(ctx->account_id)));
	az_scope_add(ctx, build, AZ_SCOPE_NOT_OWN);
	return az_db_number(ctx, &build->query, count);
}

/* ---- answering ---- */

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
	                                                AZ_TEXT_OF(struct az_flow_row, state),
	                                                AZ_INT_OF(struct az_flow_row, maker_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT id, state, asker_id AS maker_id FROM report_identity_request WHERE id = ? "
	                          "FOR UPDATE",
	                          az_int(id)),
	                 &flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity_request SET state = ?, decider_id = ?, decided_at = ? WHERE id = ?",
	                           az_str(state), az_int(ctx->account_id), az_time(ctx->now), az_int(id)),
	                  NULL);
}

static enum az_result keep_reason(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                  const struct az_step_input *input)
{
	struct az_identity_request request = {0};
	struct az_identity_sealed decision;
	(void)step;
	AZ_TRY(az_identity_request_row(ctx, row->id, &request));
	AZ_TRY(az_identity_words_seal(ctx, &request, AZ_IDENTITY_DECISION, input->reason, &decision));
	/* Asked before such words were sealed: there is no key for the case's side, and its handlers are to read it. */
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity_request SET decision = ?, sealed_decision = ?, custody_decision = ? "
	                           "WHERE id = ?",
	                           decision.for_case.n == 0 ? az_str(input->reason) : az_null(),
	                           bytes_or_null(decision.for_case), bytes_or_null(decision.for_custody), az_int(row->id)),
	                  NULL);
}

/* The outer seal off, by the ring of custody that it is of; what is inside stays shut to whoever does it. */
static enum az_result unbox_outer(struct az_ctx *ctx, int64_t report_id, const struct bytes_row *vault,
                                  const struct az_secret_pair *pair, struct az_text *inner)
{
	struct az_secret_about about = about_outer(report_id);
	unsigned char *out = az_alloc(ctx->arena, vault->bytes.n + 1);
	if (vault->bytes.n <= AZ_BOXED_MORE ||
	    !az_secret_unbox(pair, &about, vault->bytes.p, vault->bytes.n, ctx->arena, out))
		return az_report_damaged(ctx, report_id, "the identity's outer seal");
	*inner = (struct az_text){(const char *)out, vault->bytes.n - AZ_BOXED_MORE};
	return AZ_OK;
}

static enum az_result read_vault(struct az_ctx *ctx, int64_t report_id, struct bytes_row *vault)
{
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT ring_id AS id, sealed AS bytes FROM report_identity WHERE report_id = ?",
	                          az_int(report_id)),
	                 &bytes_map, vault);
}

static enum az_result take_outer_off(struct az_ctx *ctx, int64_t report_id, struct az_text *inner)
{
	struct bytes_row vault = {0};
	const struct az_secret_pair *pair;
	AZ_TRY(read_vault(ctx, report_id, &vault));
	enum az_result held = az_ring_open(ctx, vault.id, &pair);
	if (held == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_DENIED, "identity.no_custody", NULL);
	AZ_TRY(held);
	return unbox_outer(ctx, report_id, &vault, pair, inner);
}

enum az_result az_report_identity_rewrap(struct az_ctx *ctx, int64_t report_id, const struct az_secret_pair *pair,
                                         const struct az_ring_public *to)
{
	struct bytes_row vault = {0};
	struct az_text inner = {NULL, 0};
	struct az_secret_about about = about_outer(report_id);
	int64_t id;
	/* Whoever asks or answers meanwhile seals his words for the ring that the identity then has. */
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT report_id AS number FROM report_identity WHERE report_id = ? FOR UPDATE",
	                             az_int(report_id)),
	                    &id));
	AZ_TRY(read_vault(ctx, report_id, &vault));
	AZ_TRY(unbox_outer(ctx, report_id, &vault, pair, &inner));
	AZ_TRY(az_identity_words_rewrap(ctx, report_id, pair, to));
	unsigned char *boxed = az_alloc(ctx->arena, inner.n + AZ_BOXED_MORE);
	az_ring_box(ctx, to, &about, inner.p, inner.n, boxed);
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity SET ring_id = ?, sealed = ? WHERE report_id = ?", az_int(to->id),
	                           az_bytes(boxed, inner.n + AZ_BOXED_MORE), az_int(report_id)),
	                  NULL);
}

static int64_t hours(const struct az_ctx *ctx)
{
	const struct az_rule_number *rule =
		az_rule_number(ctx->site->rules, "report.identity_hours", az_day_at(ctx->now));
	return rule == NULL ? HOURS_UNLESS_TOLD : rule->value;
}

bool az_identity_decides(const struct az_ctx *ctx)
{
	return (ctx->roles & AZ_ROLE_CITY) != 0 && (ctx->roles & AZ_ROLE_HANDLER) == 0;
}

static enum az_result decides(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	(void)row;
	(void)input;
	return az_identity_decides(ctx) ? AZ_OK : az_refuse(ctx, AZ_DENIED, "identity.two_roles", NULL);
}

/* The case may have gone to another authority since it was asked: then nobody there needs to know who it was. */
static enum az_result still_leads(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	int64_t leads;
	AZ_TRY(decides(ctx, row, input));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_identity_request q JOIN report s "
	                             "ON s.id = q.report_id JOIN account a ON a.id = q.asker_id "
	                             "WHERE q.id = ? AND a.authority_id = s.authority_id",
	                             az_int(row->id)),
	                    &leads));
	return leads == 1 ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "identity.moved", NULL);
}

static enum az_result hand_over(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                const struct az_step_input *input)
{
	struct bytes_row asker = {0};
	struct az_text inner = {NULL, 0};
	int64_t report_id;
	(void)step;
	(void)input;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT report_id AS number FROM report_identity_request WHERE id = ?", az_int(row->id)),
	                    &report_id));
	enum az_result result = az_db_row(
		ctx,
		AZ_QUERY("SELECT account_id AS id, public_key AS bytes FROM account_key WHERE account_id = ?",
	                 az_int(row->maker_id)),
		&bytes_map, &asker);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "identity.no_key", NULL);
	AZ_TRY(result);
	AZ_TRY(take_outer_off(ctx, report_id, &inner));
	struct az_secret_about about = about_handed(row->id, row->maker_id);
	unsigned char *handed = az_alloc(ctx->arena, inner.n + AZ_BOXED_MORE);
	if (asker.bytes.n != AZ_SECRET_KEY)
		return AZ_INTERNAL;
	az_secret_box((const unsigned char *)asker.bytes.p, &about, inner.p, inner.n, ctx->arena, handed);
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity_request SET handed = ?, until_at = ? WHERE id = ?",
	                           az_bytes(handed, inner.n + AZ_BOXED_MORE), az_time(ctx->now + hours(ctx) * AZ_HOUR),
	                           az_int(row->id)),
	                  NULL);
}

static const struct az_step steps[] = {
	/* from    action    to         who           needs                              guard  effect */
	{"asked", "open",   "opened",  AZ_ROLE_CITY, AZ_NEEDS_SECOND,                   still_leads, hand_over},
	{"asked", "refuse", "refused", AZ_ROLE_CITY, AZ_NEEDS_SECOND | AZ_NEEDS_REASON | AZ_SEALS_REASON, decides, keep_reason},
};

const struct az_flow az_identity_flow = {"identity", steps, sizeof steps / sizeof steps[0], lock, move};

/* ---- seeing ---- */

bool az_identity_granted(const struct az_ctx *ctx, const struct az_identity_request *request)
{
	return strcmp(request->state, "opened") == 0 && request->asker_id == ctx->account_id && request->until_at > ctx->now;
}

static enum az_result open_handed(struct az_ctx *ctx, struct az_report *report, const struct bytes_row *handed)
{
	struct az_secret_about about = about_handed(handed->id, ctx->account_id), inner = about_inner(report->id);
	struct az_secret_key by;
	struct az_text plain = {NULL, 0};
	const char *texts[2];
	unsigned char *out = az_alloc(ctx->arena, handed->bytes.n + 1);
	if (handed->bytes.n <= AZ_BOXED_MORE ||
	    !az_secret_unbox(&ctx->actor->keys->own, &about, handed->bytes.p, handed->bytes.n, ctx->arena, out))
		return az_report_damaged(ctx, report->id, "the identity that was handed over");
	inner_key(report->key, &by);
	enum az_result result = az_report_unseal(
		ctx, &by, &inner, (struct az_text){(const char *)out, handed->bytes.n - AZ_BOXED_MORE}, &plain);
	az_secret_wipe(&by, sizeof by);
	AZ_TRY(result);
	if (!az_report_unpack(plain, texts, 2))
		return az_report_damaged(ctx, report->id, "the identity");
	report->name = texts[0];
	report->contact = texts[1];
	return AZ_OK;
}

static enum az_result show(struct az_ctx *ctx, void *arg)
{
	struct az_report *report = arg;
	struct bytes_row handed = {0};
	enum az_result result = az_db_row(
		ctx,
		AZ_QUERY("SELECT id, handed AS bytes FROM report_identity_request WHERE report_id = ? AND asker_id = ? "
	                 "AND state = 'opened' AND until_at > ? AND handed IS NOT NULL ORDER BY id DESC LIMIT 1",
	                 az_int(report->id), az_int(ctx->account_id), az_time(ctx->now)),
		&bytes_map, &handed);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_DENIED, "identity.over", NULL);
	AZ_TRY(result);
	if (report->key == NULL || ctx->actor->keys == NULL)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	AZ_TRY(open_handed(ctx, report, &handed));
	return az_audit(ctx, "report", report->id, "identity", "", "", "");
}

enum az_result az_identity_show(struct az_ctx *ctx, struct az_report *report)
{
	return az_tx(ctx, show, report);
}

enum az_result az_identity_sweep(struct az_ctx *ctx)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity_request SET handed = NULL WHERE handed IS NOT NULL "
	                           "AND until_at <= ? LIMIT 1000",
	                           az_time(ctx->now)),
	                  NULL);
}
