/* How long what a report says is kept. A closed case is kept until a number of
 * days after the last step and after the last thing that its reporter did, and never while a reward is open; that
 * day is told to both sides from the closing on. Then content, messages, files,
 * identity and keys are removed. What stays is the row that statistics count, the
 * record of requests for the identity, and a line in the audit trail. */
#ifndef AZ_DOMAIN_REPORT_REMOVAL_H
#define AZ_DOMAIN_REPORT_REMOVAL_H

#include "base/clock.h"
#include "base/ctx.h"

struct az_report_keeping {
	az_day until;      /* AZ_DAY_NONE while the case is open */
	az_day removed_on; /* AZ_DAY_NONE: it was not */
};
enum az_result az_report_keeping(struct az_ctx *ctx, int64_t report_id, struct az_report_keeping *keeping) AZ_CHECKED;

/* Removes what is due, at most 100 cases; *count of them. */
enum az_result az_report_remove_due(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

#endif
