/* What the sectors' plugins make of the profiles, kept: each enterprise's class
 * for the list, its filter and the visits that are owed, with what changed and
 * by which rule. Computed when a profile changes, and for a whole sector or the
 * city by a job (domain/reclassify.c). */
#ifndef AZ_DOMAIN_CLASSIFICATION_H
#define AZ_DOMAIN_CLASSIFICATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <anze/plugin.h>

#include "base/clock.h"
#include "base/ctx.h"

#define AZ_CLASS_CHANGES 100 /* that a page shows */

/* An enterprise in a sector, as it was last classified. */
struct az_class {
	int64_t colour; /* enum anze_colour */
	const char *plugin_version;
	az_day computed_on; /* the rules of this day judged; AZ_DAY_NONE: never yet */
};

/* One result that became another; "" where there was or is none. */
struct az_class_change {
	int64_t id, at, from_colour, to_colour, job_id;
	const char *code, *label_zh, *label_en, *from_zh, *from_en, *to_zh, *to_en, *rule, *plugin_version;
	az_day changed_on;
};

/* ---- reading; whoever found the enterprise has checked the scope ---- */

/* computed_on is AZ_DAY_NONE when it was never classified. */
enum az_result az_class_find(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
			     struct az_class *out) AZ_CHECKED;
/* A result as it is kept, whether its plugin can be asked or not; it holds since the day by whose rules it came. */
struct az_class_result {
	int64_t colour;
	const char *code, *label_zh, *label_en, *value_zh, *value_en, *rule, *plugin_version;
	az_day computed_on;
};
/* All of them, the enterprise's colour first. */
enum az_result az_class_results(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
				struct az_class_result **rows, size_t *count) AZ_CHECKED;
/* Newest first. */
enum az_result az_class_changes(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
				struct az_class_change **rows, size_t *count) AZ_CHECKED;

/* ---- computing ---- */

/* Which enterprises: "" for all. */
struct az_class_scope {
	const char *sector, *county, *zone;
};

/* (Enterprise, sector) pairs in scope. */
enum az_result az_class_count(struct az_ctx *ctx, const struct az_class_scope *scope, int64_t *count) AZ_CHECKED;

struct az_class_batch {
	int64_t after;   /* in: enterprises with a greater id; out: the last one that was done */
	int64_t looked;  /* out: pairs that were classified */
	int64_t changed; /* out: of them with another result than before, or with their first */
	bool finished;   /* out: there are none behind it */
};

/* Classifies the next enterprises by the profiles and rules of today and keeps what differs from what is kept, in the
 * caller's transaction, in which it locks them. `job_id` 0: no job does it. Sectors without a plugin stay as they are.
 */
enum az_result az_class_run(struct az_ctx *ctx, const struct az_class_scope *scope, int64_t job_id,
			    struct az_class_batch *batch) AZ_CHECKED;

/* The same of one enterprise in one sector, whose profile has just changed. */
enum az_result az_class_one(struct az_ctx *ctx, int64_t enterprise_id, const char *sector) AZ_CHECKED;

/* The colour among results: that of the one which every industry calls "enterprise_colour"; ANZE_COLOUR_NONE without
 * it. */
enum anze_colour az_class_colour(const struct anze_result *results, size_t count);

#endif
