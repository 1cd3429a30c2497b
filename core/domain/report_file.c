/* The files of a report, sealed with the key of the case. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "domain/audit.h"
#include "domain/report.h"
#include "domain/report_reason.h"
#include "domain/report_secret.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

#define FILES_MAX 50

const struct az_secret_key *az_report_file_key(struct az_arena *arena, const struct az_secret_key *key)
{
	struct az_secret_key *made = AZ_NEW(arena, struct az_secret_key);
	az_secret_hash(key, "files", "", 0, made->bytes);
	return made;
}

enum az_result az_report_files_put(struct az_ctx *ctx, int64_t report_id, int64_t message_id,
                                   const struct az_form_file *files, size_t count, const struct az_secret_key *key)
{
	const struct az_secret_key *by = az_report_file_key(ctx->arena, key);
	for (size_t i = 0; i < count; i++) {
		if (files[i].key == NULL) {
			az_log(AZ_LOG_ERROR, "report.file", "staged by a route that does not seal its files");
			return AZ_INTERNAL;
		}
		AZ_TRY(az_blob_claim_sealed(ctx, files[i].blob_id, files[i].key, by->bytes));
		AZ_TRY(az_blob_ask_copy(ctx, files[i].blob_id, files[i].key, ctx->site->clean_key.bytes));
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO report_file (report_id, blob_id, message_id, added_on) "
		                           "VALUES (?, ?, ?, ?)",
		                           az_int(report_id), az_int(files[i].blob_id), az_ref(message_id),
		                           az_date(message_id == 0 ? AZ_DAY_NONE : az_day_at(ctx->now))),
		                  NULL));
	}
	return AZ_OK;
}

enum az_result az_report_files(struct az_ctx *ctx, const struct az_report *report, struct az_report_file **rows,
                               size_t *count)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct az_report_file, blob_id),
	                                           AZ_INT_OF(struct az_report_file, message_id),
	                                           AZ_DAY_OF(struct az_report_file, added_on),
	                                           AZ_INT_OF(struct az_report_file, copied),
	                                           AZ_INT_OF(struct az_report_file, waiting),
	                                           AZ_TEXT_OF(struct az_report_file, unclean),
	                                           AZ_TEXT_OF(struct az_report_file, scan),
	                                           AZ_TEXT_OF(struct az_report_file, scan_name),
	                                           AZ_TIME_OF(struct az_report_file, scanned_at)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_report_file);
	*count = 0;
	if (report->key == NULL || report->no_files)
		return AZ_OK;
	const struct az_secret_key *by = az_report_file_key(ctx->arena, report->key);
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT f.blob_id, f.message_id, f.added_on, c.id IS NOT NULL AS copied, q.blob_id IS NOT NULL AS waiting, b.unclean, "
	                           "b.scan, b.scan_name, b.scanned_at "
	                           "FROM report_file f JOIN blob_file b ON b.id = f.blob_id "
	                           "LEFT JOIN blob_file c ON c.cleaned_of = f.blob_id "
	                           "LEFT JOIN blob_cleaning q ON q.blob_id = f.blob_id "
	                           "WHERE f.report_id = ? ORDER BY f.blob_id LIMIT 50",
	                           az_int(report->id)),
	                  &map, rows, count, FILES_MAX));
	for (size_t i = 0; i < *count; i++) {
		struct az_report_file *file = &(*rows)[i];
		struct az_blob blob;
		enum az_result result = az_blob_find_sealed(ctx, by->bytes, file->blob_id, &blob);
		if (result == AZ_INTERNAL)
			(void)az_refuse(ctx, AZ_INTERNAL, "secret.damaged", NULL);
		AZ_TRY(result);
		file->size = blob.size;
		file->name = blob.name;
		file->type = blob.type;
		file->sha256 = blob.sha256;
	}
	return AZ_OK;
}

enum az_result az_report_file_find(struct az_ctx *ctx, const struct az_report *report, int64_t blob_id,
                                   struct az_report_file *out)
{
	struct az_report_file *files;
	size_t count;
	if (report->key == NULL)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	AZ_TRY(az_report_files(ctx, report, &files, &count));
	for (size_t i = 0; i < count; i++)
		if (files[i].blob_id == blob_id) {
			*out = files[i];
			return AZ_OK;
		}
	return AZ_NOT_FOUND;
}

struct opening {
	const struct az_report *report;
	const char *reason;
};

static enum az_result record_opening(struct az_ctx *ctx, void *arg)
{
	const struct opening *opening = arg;
	AZ_TRY(az_report_reason_put(ctx, opening->report->id, opening->report->key, opening->reason));
	return az_audit(ctx, "report", opening->report->id, "original", "", "", "");
}

enum az_result az_report_file_original(struct az_ctx *ctx, const struct az_report *report, const char *reason)
{
	struct opening opening = {report, reason};
	if (report->key == NULL)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	return az_tx(ctx, record_opening, &opening);
}
