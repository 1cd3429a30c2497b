/* What a county adds to its city's checklist. A county's bureau keeps a list of
 * its own items for its sector, which lives as the city's does: draft, trial,
 * review by a second person of the county, published with its day. Its items stand
 * after the city's of their category and change nothing of them; they may ask for
 * what the city's items before them were answered. When a later version of the
 * city's list no longer bears such a condition, the item is asked always. */
#ifndef AZ_DOMAIN_CHECKLIST_COUNTY_H
#define AZ_DOMAIN_CHECKLIST_COUNTY_H

#include "domain/checklist.h"

/* ---- the list for an enterprise (checklist_county.c) ---- */

struct az_checklist_force {
	struct az_checklist_version city, county; /* county.id 0: it adds nothing on that day */
	struct az_checklist_list list;            /* both, as az_checklist_join has it */
};

/* What is in force in a county on a day. Everything that needs the list for an enterprise asks here; a visit that has begun
 * asks az_checklist_of_versions with the versions that it keeps. AZ_NOT_FOUND: none of the city's is in force. */
enum az_result az_checklist_for(struct az_ctx *ctx, const char *sector, const char *county, az_day day,
                                struct az_checklist_force *out) AZ_CHECKED;
enum az_result az_checklist_of_versions(struct az_ctx *ctx, const char *sector, int64_t city_version, const char *county,
                                        int64_t county_version, struct az_checklist_list *list) AZ_CHECKED;

/* The city's list that is in force on a day; where none is, the next to come, or the baseline. AZ_CONFLICT as
 * az_checklist_plugin when there is none of the three. */
enum az_result az_checklist_city_list(struct az_ctx *ctx, const char *sector, az_day day,
                                      struct az_checklist_list *list) AZ_CHECKED;

/* The counties that add something to a sector's list or are about to (`always` among them: a code, or ""). */
enum az_result az_checklist_counties(struct az_ctx *ctx, const char *sector, const char *always,
                                     struct anze_choice **counties, size_t *count) AZ_CHECKED;

/* ---- pure (checklist_join.c) ---- */

/* Each addition after the last of the city's items of its category, in its own order; those of a category that the city
 * does not have at the end. Items of the city are as they were; additions carry `county`. */
void az_checklist_arrange(struct az_arena *arena, const struct az_checklist_list *city, const char *county,
                        const struct az_checklist_list *additions, struct az_checklist_list *out);

/* An addition whose condition the city's list does not bear. */
struct az_checklist_lapse {
	const char *code;
	const char *condition;
	struct az_problem problem; /* why */
};
void az_checklist_lapses(struct az_arena *arena, const struct anze_plugin *plugin, struct az_checklist_list *placed,
                         struct az_checklist_lapse **lapses, size_t *count);

/* The same place, and conditions that do not stand are lapsed: the item is asked always. `plugin` NULL: what speaks of facts
 * lapses, too. */
void az_checklist_join(struct az_arena *arena, const struct anze_plugin *plugin, const struct az_checklist_list *city,
                       const char *county, const struct az_checklist_list *additions, struct az_checklist_list *out);

/* ---- telling (checklist_lapse.c) ---- */

struct az_checklist_told {
	struct anze_choice county; /* its code; of az_checklist_touches its name too */
	struct az_checklist_lapse lapse;
	int64_t city_number; /* the version of the city's that does not bear it, and since when */
	az_day from;
};

/* What has lapsed of a county's additions, or will with a version of the city's that is to come. */
enum az_result az_checklist_lapsed(struct az_ctx *ctx, const char *sector, const char *county,
                                   struct az_checklist_told **rows, size_t *count) AZ_CHECKED;

/* What would lapse in all counties if this were the city's list. */
enum az_result az_checklist_touches(struct az_ctx *ctx, const char *sector, const struct az_checklist_list *draft,
                                    struct az_checklist_told **rows, size_t *count) AZ_CHECKED;

#endif
