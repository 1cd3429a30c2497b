/* How long what a report says is kept, and its removal. */
#include "domain/report_removal.h"

#include "base/log.h"
#include "domain/audit.h"
#include "domain/report_redaction.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "store/db.h"

#define AT_ONCE 100
#define KEEP_UNLESS_TOLD 1095 /* days */

/* Where nothing is open any more; everything else than these waits for somebody. A report that is handled together with
 * another is closed when that one is. */
#define CLOSED                                                                                                         \
	"s.state NOT IN ('received', 'transferred', 'verifying', 'extending', 'paused', 'concluded', 'disputed') "     \
	"AND NOT EXISTS (SELECT 1 FROM report l WHERE l.id = s.merged_into AND l.state IN ('received', "               \
	"'transferred', 'verifying', 'extending', 'paused', 'concluded', 'disputed')) "

/* A reward that was proposed, offered or asked for: the case is kept until it is drawn, given up or over. */
#define NO_REWARD                                                                                                      \
	"NOT EXISTS (SELECT 1 FROM report_reward w WHERE w.report_id = s.id AND w.state IN ('proposed', 'offered', "   \
	"'claimed')) "

/* The last step of the case, or of the one that leads it, and the last that its reporter did: what an office only reads or
 * asks does not count. */
#define LAST                                                                                                           \
	"GREATEST((SELECT MAX(t.at) FROM audit t WHERE t.noun = 'report' "                                             \
	"AND t.noun_id IN (s.id, COALESCE(s.merged_into, s.id)) "                                                      \
	"AND (t.from_state <> t.to_state OR t.account_id IS NULL) AND t.action <> 'remove'), "                         \
	"COALESCE((SELECT MAX(w.ended_at) FROM report_reward w WHERE w.report_id = s.id), TIMESTAMP'1970-01-01 00:00:00'))"

static az_day keep_days(const struct az_ctx *ctx)
{
	const struct az_rule_number *rule = az_rule_number(ctx->site->rules, "report.keep_days", az_day_at(ctx->now));
	return rule == NULL ? KEEP_UNLESS_TOLD : (az_day)rule->value;
}

struct kept {
	int64_t id, last;
	az_day removed_on;
};
static const struct az_column columns[] = {AZ_INT_OF(struct kept, id), AZ_TIME_OF(struct kept, last),
                                           AZ_DAY_OF(struct kept, removed_on)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct kept);

enum az_result az_report_keeping(struct az_ctx *ctx, int64_t report_id, struct az_report_keeping *keeping)
{
	struct kept row = {0};
	*keeping = (struct az_report_keeping){AZ_DAY_NONE, AZ_DAY_NONE};
	enum az_result result = az_db_row(ctx,
	                                  AZ_QUERY("SELECT s.id, " LAST " AS last, s.removed_on FROM report s "
	                                           "WHERE s.id = ? AND " CLOSED "AND (s.removed_on IS NOT NULL OR " NO_REWARD ")",
	                                           az_int(report_id)),
	                                  &map, &row);
	if (result == AZ_NOT_FOUND)
		return AZ_OK;
	AZ_TRY(result);
	keeping->removed_on = row.removed_on;
	keeping->until = az_day_at(row.last) + keep_days(ctx);
	return AZ_OK;
}

struct file_row {
	int64_t blob_id;
};

static enum az_result remove_files(struct az_ctx *ctx, int64_t id)
{
	static const struct az_column file_columns[] = {AZ_INT_OF(struct file_row, blob_id)};
	static const struct az_row_map file_map = AZ_ROW_MAP(file_columns, struct file_row);
	struct file_row *files;
	size_t count;
	AZ_TRY(az_db_rows(ctx, AZ_QUERY("SELECT blob_id FROM report_file WHERE report_id = ? LIMIT 500", az_int(id)),
	                  &file_map, &files, &count, 500));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_file WHERE report_id = ?", az_int(id)), NULL));
	for (size_t i = 0; i < count; i++)
		AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_file WHERE id = ?", az_int(files[i].blob_id)), NULL));
	return AZ_OK;
}

static enum az_result remove_one(struct az_ctx *ctx, void *arg)
{
	const int64_t *id = arg;
	struct kept row = {0};
	/* Looked at once more under a lock: the reporter may have written this minute. */
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT s.id, " LAST " AS last, s.removed_on FROM report s WHERE s.id = ? AND " CLOSED "AND " NO_REWARD
	                          "AND s.removed_on IS NULL FOR UPDATE",
	                          az_int(*id)),
	                 &map, &row));
	if (az_day_at(row.last) + keep_days(ctx) >= az_day_at(ctx->now))
		return AZ_NOT_FOUND;
	AZ_TRY(az_redacted_remove(ctx, *id));
	AZ_TRY(remove_files(ctx, *id));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_message WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("UPDATE report_solved SET sealed = NULL WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_note WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_content WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_identity WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report_identity_request SET handed = NULL, reason = NULL, decision = NULL, "
	                           "sealed_reason = NULL, custody_reason = NULL, sealed_decision = NULL, "
	                           "custody_decision = NULL WHERE report_id = ?",
	                           az_int(*id)),
	                  NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_reason WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_key WHERE report_id = ?", az_int(*id)), NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report SET removed_on = ? WHERE id = ?", az_date(az_day_at(ctx->now)),
	                           az_int(*id)),
	                  NULL));
	return az_audit(ctx, "report", *id, "remove", "", "", "");
}

enum az_result az_report_remove_due(struct az_ctx *ctx, int64_t *count)
{
	struct kept *rows;
	size_t found;
	int64_t cutoff = ctx->now - (int64_t)keep_days(ctx) * AZ_DAY_MS;
	*count = 0;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT s.id FROM report s WHERE s.removed_on IS NULL AND s.submitted_at < ? AND " CLOSED "AND " NO_REWARD
	                           "AND " LAST " < ? ORDER BY s.id LIMIT 100",
	                           az_time(cutoff), az_time(cutoff)),
	                  &map, &rows, &found, AT_ONCE));
	for (size_t i = 0; i < found; i++) {
		enum az_result result = az_tx(ctx, remove_one, &rows[i].id);
		if (result == AZ_NOT_FOUND)
			continue; /* not yet, on the calendar */
		AZ_TRY(result);
		(*count)++;
	}
	if (*count > 0)
		az_log(AZ_LOG_INFO, "report.removed", "cases whose time was over: %lld", (long long)*count);
	return AZ_OK;
}
