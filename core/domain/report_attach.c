/* A redacted copy goes into a hazard. */
#include <string.h>

#include "base/arena.h"
#include "base/media.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/hazard.h"
#include "domain/number.h"
#include "domain/report_link.h"
#include "domain/report_redaction.h"
#include "domain/report_secret.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

#define COPY_MOST ((size_t)16 << 20) /* bytes */

struct attaching {
	const struct az_report *report;
	int64_t id, hazard_id;
	const char *hazard_no;
	struct az_blob blob; /* staged */
};

static enum az_result attach(struct az_ctx *ctx, void *arg)
{
	const struct attaching *work = arg;
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report_redaction SET hazard_id = ? WHERE id = ? AND report_id = ? AND "
				   "hazard_id IS NULL",
				   az_int(work->hazard_id), az_int(work->id), az_int(work->report->id)),
			  &outcome));
	if (outcome.rows != 1)
		return az_refuse(ctx, AZ_CONFLICT, "redaction.attached", NULL);
	AZ_TRY(az_hazard_show_found(ctx, work->hazard_id, work->blob.id));
	return az_audit(ctx, "report", work->report->id, "redact_attach", "", "", work->hazard_no);
}

/* The same bytes under the instance's key: no key of the case leaves it, and the name tells nothing of the file it was.
 */
static enum az_result copy_out(struct az_ctx *ctx, const struct az_secret_key *by, const struct az_redacted *copy,
			       struct attaching *work)
{
	struct az_blob sealed;
	struct az_blob_writer *writer;
	struct az_text bytes;
	AZ_TRY(az_blob_find_sealed(ctx, by->bytes, copy->blob_id, &sealed));
	AZ_TRY(az_blob_bytes(ctx, by->bytes, copy->blob_id, COPY_MOST, &bytes));
	AZ_TRY(az_blob_open(ctx, ctx->site->file_key.bytes, false, &writer));
	enum az_result result = az_blob_begin(writer, az_media_name(ctx->arena, work->hazard_no, sealed.type), "");
	if (result == AZ_OK)
		result = az_blob_write(writer, bytes.p, bytes.n);
	if (result == AZ_OK)
		result = az_blob_end(writer, sealed.type, &work->blob);
	if (result == AZ_OK)
		return az_blob_commit(writer);
	az_blob_abandon(writer);
	return result;
}

static enum az_result led_to(struct az_ctx *ctx, const struct az_report *report, int64_t hazard_id)
{
	int64_t known;
	AZ_TRY(az_db_number(
		ctx,
		AZ_QUERY("SELECT COUNT(*) AS number FROM report_link WHERE report_id = ? AND noun = 'hazard' AND "
			 "noun_id = ?",
			 az_int(report->id), az_int(hazard_id)),
		&known));
	return known > 0 ? AZ_OK : AZ_NOT_FOUND;
}

enum az_result az_redaction_attach(struct az_ctx *ctx, const struct az_report *report, int64_t id,
				   const char *hazard_no)
{
	struct attaching work = {.report = report, .id = id, .hazard_no = hazard_no};
	struct az_redacted copy = {0};
	AZ_TRY(az_redacted_find(ctx, report, id, &copy));
	if (!az_number_parse(hazard_no, 'H', &work.hazard_id))
		return AZ_NOT_FOUND;
	if (copy.blob_id == 0 || strcmp(copy.purpose, "hazard") != 0)
		return az_refuse(ctx, AZ_CONFLICT, "redaction.not_for_hazard", NULL);
	if (copy.hazard_id != 0)
		return az_refuse(ctx, AZ_CONFLICT, "redaction.attached", NULL);
	if (!az_report_proved(ctx, report))
		return az_refuse(ctx, AZ_CONFLICT, "report_link.not_proved", NULL);
	AZ_TRY(led_to(ctx, report, work.hazard_id));
	AZ_TRY(copy_out(ctx, az_report_file_key(ctx->arena, report->key), &copy, &work));
	return az_tx(ctx, attach, &work); /* what is not kept is only staged, and removed after a day */
}
