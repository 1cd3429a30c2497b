/* The profile of an enterprise in a sector: what the sector's plugin asks, every
 * answer with the day from which it holds, kept for ever; and what follows from
 * it. */
#ifndef AZ_DOMAIN_ENTERPRISE_PROFILE_H
#define AZ_DOMAIN_ENTERPRISE_PROFILE_H

#include <anze/plugin.h>

#include "base/ctx.h"
#include "domain/enterprise.h"
#include "domain/enterprise_facts.h"
#include "plugin/guard.h"

#define AZ_PROFILE_HISTORY 50 /* rows of a page */

/* Everything that was ever recorded, grouped by field and row. Whoever found the enterprise has checked the scope. */
enum az_result az_profile_all(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
                              struct az_profile_value **rows, size_t *count) AZ_CHECKED;

/* The newest AZ_PROFILE_HISTORY rows before an id (0: of all), with who recorded them; *more: there are older ones. */
enum az_result az_profile_history(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, int64_t before,
                                  struct az_profile_value **rows, size_t *count, bool *more) AZ_CHECKED;

/* The id of the last row, 0 when there is none: what a person has seen when a form was drawn. */
int64_t az_profile_seen(const struct az_profile_value *rows, size_t count);

struct az_profile_change {
	const char *field;
	int64_t row;
	const char *value; /* "": taken away */
};

struct az_profile_edit {
	const char *sector;
	az_day valid_from;
	int64_t seen; /* az_profile_seen when the form was drawn */
	const struct az_profile_change *changes;
	size_t count;
	const struct anze_field *new_row_of; /* a table: the changes make a new row of it, whatever `row` says; else NULL */
};

/* Records changes, all or none. AZ_NOT_FOUND: not the actor's to write. AZ_INVALID: "enterprise.nothing_changed",
 * "enterprise.later_value" (a change from a later day would cover this one), "enterprise.rows_full". AZ_CONFLICT
 * "enterprise.changed_meanwhile". */
enum az_result az_profile_record(struct az_ctx *ctx, const struct az_enterprise *enterprise,
                                 const struct az_profile_edit *edit) AZ_CHECKED;

/* What the plugin finds wrong with the facts as they would be after the change, of the fields or the row that it is about:
 * the code of a fault is the field's or the column's name, its explanation what is wrong. What was wrong before and is not
 * changed is left alone. `held`: what holds today. */
void az_profile_check(struct az_ctx *ctx, const struct anze_plugin *plugin, const struct az_profile_value *held,
                      size_t held_count, const struct az_profile_edit *edit, struct az_results *faults);

/* What the plugin makes of the rows that hold on a day, all of it in `arena`; nothing where it has no such function. */
void az_profile_classify(struct az_ctx *ctx, struct az_arena *arena, const struct anze_plugin *plugin,
                         const struct az_profile_value *rows, size_t row_count, az_day day, struct az_results *results);

/* What the sector's plugin makes of the facts of a day; texts live as long as the request. Nothing (count 0) where the
 * plugin has no such function; AZ_CONFLICT with the reason where the sector has no plugin. */
enum az_result az_enterprise_classify(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, az_day day,
                                      struct az_results *results) AZ_CHECKED;

/* The visits that are owed and what they must contain, by the facts that hold on a day. `service` has the colour and the
 * days insured; the size is the enterprise's own. Nothing where the plugin knows none. */
void az_enterprise_minimum_service(struct az_ctx *ctx, const struct anze_plugin *plugin,
                                   const struct az_enterprise *enterprise, const struct az_profile_value *held,
                                   size_t held_count, az_day day, const struct anze_service *service,
                                   struct az_results *results);

#endif
