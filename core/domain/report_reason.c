/* Why a handler did something with a case. */
#include "domain/report_reason.h"

#include <stdlib.h>
#include <string.h>

#include "domain/audit.h"
#include "domain/report.h"
#include "domain/report_secret_private.h"
#include "store/db.h"

#define REASONS_MAX 200

/* Bound to the request that its row of the trail names. */
static struct az_secret_about about(int64_t report_id, const char *request_id)
{
	return (struct az_secret_about){"report.reason", report_id, (int64_t)strtoull(request_id, NULL, 16), 0};
}

enum az_result az_report_reason_put(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
				    const char *reason)
{
	struct az_secret_about bound = about(report_id, ctx->request_id);
	struct az_text sealed = az_report_seal(ctx, key, &bound, az_text_of(reason));
	return az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO report_reason (report_id, request_id, sealed) VALUES (?, ?, ?)",
				   az_int(report_id), az_str(ctx->request_id), az_bytes(sealed.p, sealed.n)),
			  NULL);
}

struct reason_row {
	const char *request_id;
	struct az_text sealed;
};
static const struct az_column columns[] = {AZ_TEXT_OF(struct reason_row, request_id),
					   AZ_BYTES_OF(struct reason_row, sealed)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct reason_row);

enum az_result az_report_reasons_open(struct az_ctx *ctx, const struct az_report *report, struct az_audit_row *rows,
				      size_t count)
{
	struct reason_row *reasons;
	struct az_problem before = ctx->problem;
	size_t found;
	for (size_t i = 0; i < count; i++)
		rows[i].reason = "";
	if (report->key == NULL)
		return AZ_OK;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT request_id, sealed FROM report_reason WHERE report_id = ? LIMIT 200",
				   az_int(report->id)),
			  &map, &reasons, &found, REASONS_MAX));
	for (size_t i = 0; i < found; i++) {
		struct az_secret_about bound = about(report->id, reasons[i].request_id);
		struct az_text plain;
		if (az_report_unseal(ctx, report->key, &bound, reasons[i].sealed, &plain) != AZ_OK)
			continue; /* logged; the trail is shown without it */
		for (size_t j = 0; j < count; j++)
			if (strcmp(rows[j].request_id, reasons[i].request_id) == 0)
				rows[j].reason = plain.p;
	}
	ctx->problem = before;
	return AZ_OK;
}
