/* Why a handler did something with a case, in words that are sealed like messages. The trail says that there was a
 * reason; the words are for whoever may open the case. */
#ifndef AZ_DOMAIN_REPORT_REASON_H
#define AZ_DOMAIN_REPORT_REASON_H

#include "base/ctx.h"
#include "base/secret.h"

struct az_report;
struct az_audit_row;

/* Keeps the reason of what this request does, beside its row of the trail (az_audit with reason ""). Within its
 * transaction. */
enum az_result az_report_reason_put(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
				    const char *reason) AZ_CHECKED;

/* Puts the words into rows of the case's trail, for whoever has its key, in the place of what the trail itself says
 * there. Without the key, or changed where they lie, they stay out. */
enum az_result az_report_reasons_open(struct az_ctx *ctx, const struct az_report *report, struct az_audit_row *rows,
				      size_t count) AZ_CHECKED;

#endif
