/* Hazards: each failed item of a signed visit is one. The enterprise's claim that
 * it was rectified is recorded, and another person verifies it before the hazard
 * is closed. An open major hazard makes its enterprise red. */
#ifndef AZ_DOMAIN_HAZARD_H
#define AZ_DOMAIN_HAZARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/ctx.h"
#include "domain/flow.h"
#include "domain/list.h"

struct az_hazard {
	int64_t id, visit_id; /* 0: not found by a visit; then no item names it, and organisation is who opened it */
	const char *item, *question_zh, *question_en;
	int64_t enterprise_id;
	const char *enterprise, *uscc;
	const char *sector, *county;
	const char *kind;                              /* of the visit */
	int64_t visit_begun_at;                        /* for its number */
	const char *organisation_zh, *organisation_en; /* who made the visit */
	const char *state;               /* "noted" (of a draft), "open", "claimed", "closed", "dropped" */
	const char *grade;               /* "general", "major" */
	const char *basis;               /* documents and clauses in force on the day of the visit, a line each */
	const char *situation, *measure; /* "" while nobody wrote them */
	az_day deadline;                 /* AZ_DAY_NONE while nobody set it */
	int64_t version;
	int64_t noted_at, changed_at;
	const char *account; /* who wrote it last */
	const char *claim;
	int64_t claimed_at, claimant_id;
	const char *claimant;
	const char *verification;
	int64_t closed_at;
	const char *closer;
};

/* "H2026-000012". */
const char *az_hazard_no(struct az_arena *arena, const struct az_hazard *hazard);
/* The number of its visit. */
const char *az_hazard_visit_no(struct az_arena *arena, const struct az_hazard *hazard);

/* Is it open after its deadline? */
bool az_hazard_overdue(const struct az_hazard *hazard, az_day today);

/* ---- finding; what is out of scope is not there ---- */

/* An insurer and an agency see what their own visits found, a regulator what is in its county and sectors; after the
 * visit was signed. */
enum az_result az_hazard_find(struct az_ctx *ctx, const char *no, struct az_hazard *out) AZ_CHECKED;

/* Rows are struct az_hazard, newest first. Groups: "open" (claimed ones too), "verify" (claimed, and not by the actor),
 * "closed". Narrowed by "enterprise", an id. */
extern const struct az_list az_hazard_list;

/* How many the group "verify" holds. */
enum az_result az_hazard_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* How many are not closed, of an enterprise; sector "": in all. Whoever found the enterprise has checked the scope. */
struct az_hazard_count {
	int64_t general, major;
};
enum az_result az_hazard_open(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
			      struct az_hazard_count *out) AZ_CHECKED;

/* Those of one visit, dropped ones left out, by item. Whoever found the visit has checked the scope. */
enum az_result az_hazard_of_visit(struct az_ctx *ctx, int64_t visit_id, struct az_hazard **rows,
				  size_t *count) AZ_CHECKED;

/* ---- writing ---- */

struct az_visit_sheet;

/* What a person writes about a failed item of a draft. */
struct az_hazard_note {
	const char *item, *grade, *situation, *measure;
	az_day deadline;
	int64_t version; /* what the person has read; 0: nothing was written yet */
};

/* AZ_NOT_FOUND: not one's own visit, or the item does not fail. AZ_CONFLICT "visit.closed", "hazard.changed_meanwhile"
 * with who and when. AZ_INVALID "hazard.grade_fixed": the item is major by itself. */
enum az_result az_hazard_note(struct az_ctx *ctx, int64_t visit_id, const struct az_hazard_note *note) AZ_CHECKED;

/* In the transaction that signs a visit: what failed is open, what was noted and does not fail after all is dropped. */
enum az_result az_hazard_raise(struct az_ctx *ctx, const struct az_visit_sheet *sheet) AZ_CHECKED;

/* One that was found otherwise than by a visit, for whoever acts in the enterprise's county and the sector: open at once,
 * once a form's token. AZ_NOT_FOUND: not the actor's. */
struct az_hazard_found {
	int64_t enterprise_id;
	const char *sector, *grade, *basis, *situation, *measure;
	az_day deadline;
	const char *token;
};
enum az_result az_hazard_found(struct az_ctx *ctx, const struct az_hazard_found *found, const char **no) AZ_CHECKED;

/* The day until which a hazard of this grade is to be rectified unless a person says otherwise. */
az_day az_hazard_deadline(const struct az_ctx *ctx, const char *grade, az_day day);

#define AZ_HAZARD_PHOTOS 6 /* of one claim */

struct az_hazard_photo {
	int64_t blob_id, size, found; /* found: as it was found; else of the rectification */
	const char *name, *type;
};

/* What was shown of it beside its visit's photos, oldest first; and whether a file is one of them (AZ_NOT_FOUND). Whoever found
 * the hazard has checked the scope. */
enum az_result az_hazard_photos(struct az_ctx *ctx, int64_t id, struct az_hazard_photo **rows,
				size_t *count) AZ_CHECKED;
enum az_result az_hazard_holds(struct az_ctx *ctx, int64_t id, int64_t blob_id) AZ_CHECKED;

/* Keeps a staged file as a picture of how it was found. Within a transaction; whoever found the hazard has checked the scope.
 * AZ_CONFLICT "hazard.photos_full". */
enum az_result az_hazard_show_found(struct az_ctx *ctx, int64_t id, int64_t blob_id) AZ_CHECKED;

/* `detail` of the step "claim"; NULL: no photos. */
struct az_hazard_claim {
	const int64_t *blobs; /* staged */
	size_t count;
};

/* Steps "claim", "verify", "return"; the input's reason is what the person writes. */
extern const struct az_flow az_hazard_flow;

#endif
