/* Reports. */
#include "domain/report.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/flood.h"
#include "domain/report_identity.h"
#include "domain/report_party.h"
#include "domain/report_private.h"
#include "domain/report_route.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "store/db.h"

#define MESSAGES_MAX 200

const struct anze_choice az_report_kinds[] = {
	{"no_service", {0}},   {"sham_service", {0}},  {"not_insured", {0}},     {"underinsured", {0}},
	{"apportioned", {0}},  {"fee_misused", {0}},   {"unlawful_agency", {0}}, {"claim_delayed", {0}},
	{"hazard", {0}},       {"interference", {0}},  {"other", {0}},
};
const size_t az_report_kind_count = sizeof az_report_kinds / sizeof az_report_kinds[0];

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_report, id),
	AZ_TEXT_OF(struct az_report, kind),
	AZ_TEXT_OF(struct az_report, sector),
	AZ_TEXT_OF(struct az_report, county),
	AZ_TEXT_OF(struct az_report, county_zh),
	AZ_TEXT_OF(struct az_report, county_en),
	AZ_INT_OF(struct az_report, authority_id),
	AZ_TEXT_OF(struct az_report, authority_zh),
	AZ_TEXT_OF(struct az_report, authority_en),
	AZ_TEXT_OF(struct az_report, subject_type),
	AZ_TEXT_OF(struct az_report, door),
	AZ_TEXT_OF(struct az_report, wish),
	AZ_TEXT_OF(struct az_report, state),
	AZ_TEXT_OF(struct az_report, outcome),
	AZ_TIME_OF(struct az_report, submitted_at),
	AZ_TIME_OF(struct az_report, receipt_kept_at),
	AZ_DAY_OF(struct az_report, accept_from),
	AZ_DAY_OF(struct az_report, accept_by),
	AZ_DAY_OF(struct az_report, decide_by),
	AZ_DAY_OF(struct az_report, feedback_by),
	AZ_DAY_OF(struct az_report, closed_on),
	AZ_DAY_OF(struct az_report, paused_from),
	AZ_DAY_OF(struct az_report, paused_until),
	AZ_TEXT_OF(struct az_report, pause_why),
	AZ_TEXT_OF(struct az_report, extension_why),
	AZ_INT_OF(struct az_report, extension_days),
	AZ_INT_OF(struct az_report, extension_asked),
	AZ_TEXT_OF(struct az_report, ground),
	AZ_INT_OF(struct az_report, maker_id),
	AZ_INT_OF(struct az_report, handler_id),
	AZ_TEXT_OF(struct az_report, handler),
	AZ_DAY_OF(struct az_report, due),
	AZ_INT_OF(struct az_report, merged_into),
	AZ_INT_OF(struct az_report, named),
	AZ_INT_OF(struct az_report, files),
	AZ_INT_OF(struct az_report, unanswered),
	AZ_BYTES_OF(struct az_report, sealed),
};
const struct az_row_map az_report_map = AZ_ROW_MAP(columns, struct az_report);

/* ---- submission ---- */

struct submission {
	const struct az_report_new *report;
	unsigned char receipt[AZ_RECEIPT_BYTES];
	unsigned char receipt_hash[AZ_SECRET_HASH];
	unsigned char token_hash[AZ_SECRET_HASH];
	struct az_routing route;
	int64_t id;
	const struct az_secret_key *key; /* of a new one */
	az_day accept_by;
	bool look;  /* for an earlier submission with this token, before anything is written */
	bool again; /* there was one */
};

void az_report_receipt_hash(const struct az_ctx *ctx, const unsigned char receipt[AZ_RECEIPT_BYTES],
                            unsigned char out[AZ_SECRET_HASH])
{
	az_secret_hash(&ctx->site->session_key, "receipt", receipt, AZ_RECEIPT_BYTES, out);
}

static enum az_result find_route(struct az_ctx *ctx, struct submission *submission)
{
	const struct az_report_new *report = submission->report;
	struct az_route_question question = {report->kind,   report->subject_type, report->sector,
	                                     report->county, report->subject_id,   report->subject_name};
	AZ_TRY(az_report_route(ctx, &question, NULL, 0, &submission->route));
	const char *why = az_route_refusal(&submission->route);
	return why == NULL ? AZ_OK : az_refuse(ctx, AZ_INVALID, why, NULL);
}

static enum az_result insert_parts(struct az_ctx *ctx, struct submission *submission, int64_t id)
{
	const struct az_report_new *report = submission->report;
	struct az_secret_key *key = AZ_NEW(ctx->arena, struct az_secret_key);
	AZ_TRY(az_report_key_make(ctx, id, submission->route.lead, submission->receipt, key));
	AZ_TRY(az_report_parties_put(ctx, id, &submission->route, key));
	AZ_TRY(az_report_content_put(ctx, id, report, key));
	AZ_TRY(az_report_files_put(ctx, id, 0, report->files, report->file_count, key));
	if (report->name[0] != '\0' || report->contact[0] != '\0')
		AZ_TRY(az_report_identity_put(ctx, id, report->name, report->contact, key));
	submission->id = id;
	submission->key = key;
	return AZ_OK;
}

/* Whom it is about is sealed with the rest of what the report says; of which kind that is stays readable. */
static enum az_result submit(struct az_ctx *ctx, void *arg)
{
	struct submission *submission = arg;
	const struct az_report_new *report = submission->report;
	struct az_outcome outcome;
	submission->again = false;
	if (submission->look) {
		enum az_result found = az_db_number(ctx,
		                                    AZ_QUERY("SELECT noun_id AS number FROM submission WHERE token_hash = ?",
		                                             az_bytes(submission->token_hash, AZ_SECRET_HASH)),
		                                    &submission->id);
		submission->again = found == AZ_OK;
		if (found != AZ_NOT_FOUND)
			return found;
	}
	AZ_TRY(find_route(ctx, submission));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report (receipt_hash, kind, sector, county, authority_id, subject_type, "
	                           "door, wish, named, state, submitted_at, accept_from, accept_by) "
	                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', ?, ?, ?)",
	                           az_bytes(submission->receipt_hash, AZ_SECRET_HASH), az_str(report->kind),
	                           az_str(report->sector), az_str(report->county), az_int(submission->route.lead),
	                           az_str(report->subject_type), az_str(report->door), az_str(report->wish),
	                           az_int(report->name[0] != '\0' || report->contact[0] != '\0'), az_time(ctx->now), az_date(az_day_at(ctx->now)), az_date(submission->accept_by)),
	                  &outcome));
	AZ_TRY(az_flood_spend(ctx, report->spent));
	AZ_TRY(insert_parts(ctx, submission, outcome.id));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'report', ?, ?)",
	                           az_bytes(submission->token_hash, AZ_SECRET_HASH), az_int(outcome.id),
	                           az_time(ctx->now)),
	                  NULL));
	return az_audit(ctx, "report", outcome.id, "submit", "", "received", "");
}

static void hash_token(struct az_ctx *ctx, const char *token, unsigned char out[AZ_SECRET_HASH])
{
	az_secret_hash(&ctx->site->session_key, "submission", token, strlen(token), out);
}

enum az_result az_report_submitted(struct az_ctx *ctx, const char *token, bool *known)
{
	unsigned char hash[AZ_SECRET_HASH];
	int64_t count;
	hash_token(ctx, token, hash);
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM submission WHERE token_hash = ?",
	                             az_bytes(hash, sizeof hash)),
	                    &count));
	*known = count > 0;
	return AZ_OK;
}

enum az_result az_report_submit(struct az_ctx *ctx, const struct az_report_new *report, char receipt[AZ_RECEIPT_TEXT],
                                struct az_report *stored)
{
	struct submission submission = {.report = report, .accept_by = az_report_accept_by(ctx, az_day_at(ctx->now))};
	unsigned char derived[AZ_SECRET_HASH];
	/* From the form's token and a key that only the instance has: the browser's second try gets the same receipt,
	 * and the database holds nothing from which it could be found. */
	az_secret_hash(&ctx->site->form_key, "receipt", report->token, strlen(report->token), derived);
	memcpy(submission.receipt, derived, AZ_RECEIPT_BYTES);
	hash_token(ctx, report->token, submission.token_hash);
	az_report_receipt_hash(ctx, submission.receipt, submission.receipt_hash);
	/* One token makes one receipt, and a receipt stands once: a second try is refused by the first row it writes. */
	enum az_result result = az_tx(ctx, submit, &submission);
	submission.look = true;
	if (result == AZ_CONFLICT)
		result = az_tx(ctx, submit, &submission);
	AZ_TRY(result);
	az_receipt_print(submission.receipt, receipt);
	if (submission.again || report->file_count > 0)
		return az_report_by_receipt(ctx, receipt, stored);
	*stored = (struct az_report){.id = submission.id, .submitted_at = ctx->now, .key = submission.key, .no_files = true};
	return AZ_OK;
}

/* ---- reading ---- */

enum az_result az_report_by_receipt(struct az_ctx *ctx, const char *receipt, struct az_report *report)
{
	unsigned char bytes[AZ_RECEIPT_BYTES], hash[AZ_SECRET_HASH];
	if (!az_receipt_parse(receipt, bytes))
		return AZ_NOT_FOUND;
	const struct az_secret_key *key;
	az_report_receipt_hash(ctx, bytes, hash);
	AZ_TRY(az_db_row(ctx, AZ_QUERY(AZ_SELECT_REPORT "WHERE s.receipt_hash = ?", az_bytes(hash, sizeof hash)), &az_report_map,
	                 report));
	if (report->sealed.n == 0)
		return AZ_OK; /* removed: what stays is readable */
	AZ_TRY(az_report_key_of_receipt(ctx, report->id, bytes, &key));
	return az_report_open(ctx, report, key);
}

static int year_of(const struct az_report *report)
{
	int year, month, day;
	az_day_split(az_day_at(report->submitted_at), &year, &month, &day);
	return year;
}

const char *az_report_no(struct az_arena *arena, const struct az_report *report)
{
	return az_format(arena, "R%d-%06lld", year_of(report), (long long)report->id);
}

enum az_result az_report_find(struct az_ctx *ctx, const char *no, struct az_report *report)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t year, id;
	if (strlen(no) < 12 || strlen(no) > 20 || no[0] != 'R' || no[5] != '-' ||
	    !az_parse_int(az_copy_n(ctx->arena, no + 1, 4), 2000, 2999, &year) ||
	    !az_parse_int(no + 6, 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	az_build_add(build, AZ_QUERY(AZ_SELECT_REPORT "WHERE s.id = ?", az_int(id)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	AZ_TRY(az_db_row(ctx, &build->query, &az_report_map, report));
	if (!az_streq(no, az_report_no(ctx->arena, report))) /* one number, one spelling */
		return AZ_NOT_FOUND;
	const struct az_secret_key *key;
	enum az_result result = az_report_key_open(ctx, report->id, &key);
	if (result == AZ_DENIED) { /* shut for now: what is readable is shown, and why the rest is not */
		ctx->problem = (struct az_problem){0};
		return AZ_OK;
	}
	AZ_TRY(result);
	return az_report_open(ctx, report, key);
}

enum az_result az_report_messages(struct az_ctx *ctx, const struct az_report *report, struct az_report_message **rows,
                                  size_t *count)
{
	static const struct az_column message_columns[] = {
		AZ_INT_OF(struct az_report_message, id), AZ_INT_OF(struct az_report_message, from_reporter),
		AZ_TIME_OF(struct az_report_message, at), AZ_BYTES_OF(struct az_report_message, sealed),
		AZ_TEXT_OF(struct az_report_message, authority_zh), AZ_TEXT_OF(struct az_report_message, authority_en)};
	static const struct az_row_map message_map = AZ_ROW_MAP(message_columns, struct az_report_message);
	*count = 0;
	if (report->key == NULL)
		return AZ_OK;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT m.id, m.from_reporter, m.at, m.sealed, COALESCE(u.name_zh, '') AS authority_zh, "
	                           "COALESCE(u.name_en, '') AS authority_en FROM report_message m LEFT JOIN account a ON "
	                           "a.id = m.account_id LEFT JOIN authority u ON u.id = a.authority_id WHERE m.report_id = ? "
	                           "ORDER BY m.id LIMIT 200",
	                           az_int(report->id)),
	                  &message_map, rows, count, MESSAGES_MAX));
	for (size_t i = 0; i < *count; i++)
		AZ_TRY(az_report_message_open(ctx, report->id, report->key, &(*rows)[i]));
	return AZ_OK;
}
