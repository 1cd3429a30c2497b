/* The audit trail: one row in the transaction of what it records. */
#ifndef AZ_DOMAIN_AUDIT_H
#define AZ_DOMAIN_AUDIT_H

#include "base/ctx.h"

/* Writes who (from the context) did what. `from`, `to`, `reason` may be "". A
 * reason is shown to whoever may see the noun; it never repeats a report's text. */
enum az_result az_audit(struct az_ctx *ctx, const char *noun, int64_t noun_id, const char *action, const char *from,
                        const char *to, const char *reason) AZ_CHECKED;

/* The same for another thing that the act touched, so that its own history tells it: a hazard that a report led to, a key that a
 * sign-in brought to a colleague. One act has one row of az_audit and as many of these as it touched other things. */
enum az_result az_audit_also(struct az_ctx *ctx, const char *noun, int64_t noun_id, const char *action, const char *from,
                             const char *to, const char *reason) AZ_CHECKED;

struct az_audit_row {
	int64_t id, at, noun_id;
	const char *noun, *action, *from_state, *to_state, *reason, *request_id;
	const char *account, *authority_zh, *authority_en; /* "": the public */
};

/* Who it was when no account stands there, as a key: a person of the public, the portal's own job, or the
 * operator's tool. NULL: an account did it. */
const char *az_audit_nobody_key(const struct az_audit_row *row);

/* The trail of one thing, oldest first, at most 200 rows. */
enum az_result az_audit_of(struct az_ctx *ctx, const char *noun, int64_t noun_id, struct az_audit_row **rows,
                           size_t *count) AZ_CHECKED;

/* The newest rows before an id (0: from the newest), for the auditor's page; without those of cases that are about his
 * own authority, and without reasons but to whom keys were given or refused. */
enum az_result az_audit_page(struct az_ctx *ctx, int64_t before, struct az_audit_row **rows, size_t *count,
                             size_t max) AZ_CHECKED;

#endif
