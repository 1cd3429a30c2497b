/* The reporter's acts. */
#include "domain/report_reply.h"

#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/report_duplicate.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "domain/site.h"
#include "store/db.h"

#define REPLIES_MAX 50 /* of the reporter, to one report */

/* ---- once a form ---- */

struct acting {
	struct az_receipt_act *act;
	unsigned char receipt[AZ_RECEIPT_BYTES];
	unsigned char receipt_hash[AZ_SECRET_HASH];
	unsigned char token_hash[AZ_SECRET_HASH];
};

static enum az_result act_once(struct az_ctx *ctx, void *arg)
{
	struct acting *acting = arg;
	struct az_flow_row row = {0};
	const struct az_secret_key *key;
	int64_t id, known;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT id AS number FROM report WHERE receipt_hash = ?",
	                             az_bytes(acting->receipt_hash, AZ_SECRET_HASH)),
	                    &id));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM submission WHERE token_hash = ?",
	                             az_bytes(acting->token_hash, AZ_SECRET_HASH)),
	                    &known));
	acting->act->again = known > 0;
	if (known > 0)
		return AZ_OK;
	AZ_TRY(az_report_flow.lock(ctx, id, &row));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'report', ?, ?)",
	                           az_bytes(acting->token_hash, AZ_SECRET_HASH), az_int(id), az_time(ctx->now)),
	                  NULL));
	AZ_TRY(az_report_key_of_receipt(ctx, id, acting->receipt, &key));
	return acting->act->work(ctx, id, key, acting->act->arg);
}

enum az_result az_receipt_act(struct az_ctx *ctx, struct az_receipt_act *act)
{
	struct acting acting = {.act = act};
	if (!az_receipt_parse(act->receipt, acting.receipt))
		return AZ_NOT_FOUND;
	az_report_receipt_hash(ctx, acting.receipt, acting.receipt_hash);
	az_secret_hash(&ctx->site->session_key, "reply", act->token, strlen(act->token), acting.token_hash);
	enum az_result result = az_tx(ctx, act_once, &acting);
	if (result == AZ_CONFLICT && ctx->problem.key == NULL) /* both tries at once: the other one was first */
		result = az_tx(ctx, act_once, &acting);
	return result;
}

/* ---- it is kept ---- */

static enum az_result put_kept(struct az_ctx *ctx, void *arg)
{
	const int64_t *id = arg;
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report SET receipt_kept_at = ? WHERE id = ? AND receipt_kept_at IS NULL",
	                           az_time(ctx->now), az_int(*id)),
	                  &outcome));
	return outcome.rows == 0 ? AZ_OK : az_audit(ctx, "report", *id, "kept", "", "", "");
}

enum az_result az_report_keep(struct az_ctx *ctx, const char *receipt)
{
	struct az_report report = {0};
	AZ_TRY(az_report_by_receipt(ctx, receipt, &report));
	return az_tx(ctx, put_kept, &report.id);
}

/* ---- words and files ---- */

/* Is there room for one more message, and does the case still take it? The row is locked. */
static enum az_result takes_reply(struct az_ctx *ctx, int64_t id, bool message)
{
	struct az_flow_row row = {0};
	int64_t sent;
	AZ_TRY(az_report_flow.lock(ctx, id, &row));
	bool takes;
	AZ_TRY(az_report_takes_words(ctx, id, row.state, &takes));
	if (message && !takes)
		return az_refuse(ctx, AZ_CONFLICT, "report.closed", NULL);
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_message WHERE report_id = ? "
	                             "AND from_reporter = 1",
	                             az_int(id)),
	                    &sent));
	return sent < REPLIES_MAX ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "report.messages_full", NULL);
}

struct amount {
	int64_t files, bytes;
};

/* The limits are of the whole case. */
static enum az_result takes_files(struct az_ctx *ctx, int64_t id, const struct az_report_reply *reply)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct amount, files), AZ_INT_OF(struct amount, bytes)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct amount);
	const struct az_settings *settings = ctx->site->settings;
	struct amount amount = {0};
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT COUNT(*) AS files, CAST(COALESCE(SUM(b.size), 0) AS SIGNED) AS bytes "
	                          "FROM report_file f JOIN blob_file b ON b.id = f.blob_id WHERE f.report_id = ?",
	                          az_int(id)),
	                 &map, &amount));
	for (size_t i = 0; i < reply->file_count; i++)
		amount.bytes += reply->files[i].size;
	if (amount.files + (int64_t)reply->file_count <= settings->report_files &&
	    amount.bytes <= (int64_t)settings->report_mib << 20)
		return AZ_OK;
	return az_refuse(ctx, AZ_CONFLICT, "report.files_full", az_format(ctx->arena, "%d", settings->report_files),
	                 az_format(ctx->arena, "%d", settings->report_mib),
	                 az_format(ctx->arena, "%lld", (long long)amount.files), NULL);
}

static enum az_result put_reply(struct az_ctx *ctx, int64_t id, const struct az_secret_key *key, void *arg)
{
	const struct az_report_reply *reply = arg;
	bool message = strcmp(reply->action, "message") == 0;
	int64_t message_id;
	AZ_TRY(takes_reply(ctx, id, message));
	if (reply->message[0] != '\0' || reply->file_count > 0) /* a report is withdrawn without a word as well */
		AZ_TRY(az_report_message_put(ctx, id, key, true, reply->message));
	if (reply->file_count > 0) {
		AZ_TRY(takes_files(ctx, id, reply));
		AZ_TRY(az_db_number(ctx,
		                    AZ_QUERY("SELECT MAX(id) AS number FROM report_message WHERE report_id = ?", az_int(id)),
		                    &message_id));
		AZ_TRY(az_report_files_put(ctx, id, message_id, reply->files, reply->file_count, key));
	}
	if (message)
		return az_audit(ctx, "report", id, "reply", "", "", "");
	struct az_report_step step = {.message = reply->message, .outcome = "", .ground = "", .why = "", .by_receipt = true};
	struct az_step_input input = {"", &step};
	return az_flow_apply(ctx, &az_report_flow, id, reply->action, &input);
}

enum az_result az_report_reply(struct az_ctx *ctx, const struct az_report_reply *reply)
{
	struct az_report_reply copy = *reply;
	struct az_receipt_act act = {reply->receipt, reply->token, put_reply, &copy, false};
	return az_receipt_act(ctx, &act);
}
