/* Shared by the visit*.c of this directory only. */
#ifndef AZ_DOMAIN_VISIT_PRIVATE_H
#define AZ_DOMAIN_VISIT_PRIVATE_H

#include "domain/visit.h"

/* By id, whatever the scope: for a transaction that has locked it. */
enum az_result az_visit_load(struct az_ctx *ctx, int64_t id, struct az_visit *out) AZ_CHECKED;

/* The latest answers up to a revision, by item and ascending revision. */
enum az_result az_visit_said(struct az_ctx *ctx, int64_t id, int64_t revision, struct az_visit_answer **rows,
			     size_t *count) AZ_CHECKED;

/* The last answer to an item among those; NULL when nothing was said. */
const struct az_visit_answer *az_visit_said_of(const struct az_visit_answer *rows, size_t count, const char *item);

/* All photos of a visit; and, in the transaction of a saving, what it adds and removes: *changed of them. */
enum az_result az_visit_photos(struct az_ctx *ctx, int64_t id, struct az_visit_photo **rows, size_t *count) AZ_CHECKED;
enum az_result az_visit_photos_put(struct az_ctx *ctx, int64_t id, const struct az_visit_save *save,
				   size_t *changed) AZ_CHECKED;

/* The visit, locked: one's own, and still a draft (else AZ_CONFLICT "visit.closed"). */
enum az_result az_visit_lock_open(struct az_ctx *ctx, int64_t id, struct az_visit *out) AZ_CHECKED;

/* The draft has this revision now, with the audit row of `action`. */
enum az_result az_visit_touch(struct az_ctx *ctx, int64_t id, int64_t revision, const char *action) AZ_CHECKED;

#endif
