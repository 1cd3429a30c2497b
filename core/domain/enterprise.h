/* The register of enterprises: who they are and the sectors that they belong
 * to. One row a (enterprise, sector) is what a regulator's scope sees, so each
 * authority keeps its own and the same enterprise may be kept by several. */
#ifndef AZ_DOMAIN_ENTERPRISE_H
#define AZ_DOMAIN_ENTERPRISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "form/form.h"

struct az_enterprise {
	int64_t id;
	const char *name, *uscc;
	const char *county, *county_zh, *county_en;
	const char *zone, *zone_zh, *zone_en; /* "": in none */
	const char *size;                     /* a code of az_enterprise_sizes */
	const char *sectors;                  /* those that the actor may see, with a space between: "CHE MIN" */
	int64_t active, version;
	int64_t colour; /* the worst of its classes that the actor may see, of the sector that was asked for; 0: none */
};

#define AZ_ENTERPRISE_SIZES 4
extern const struct anze_choice az_enterprise_sizes[AZ_ENTERPRISE_SIZES]; /* large, medium, small, micro */

/* Is the sector one of those that the actor may see? */
bool az_enterprise_has(const struct az_enterprise *enterprise, const char *sector);

/* ---- reading; what is out of scope is not there ---- */

struct az_enterprise_filter {
	const char *sector, *county; /* "": all */
	const char *name;            /* a folded fragment; "": none */
	const char *code;            /* the beginning of a code; "": none */
	bool code_wrong;             /* a whole code that does not check */
	bool nothing;                /* what was asked for is in no name: signs alone */
	int64_t colour;              /* enum anze_colour; AZ_COLOUR_ANY */
};
#define AZ_COLOUR_ANY (-1)

/* The filter's colours by code: "none", "blue", "yellow", "orange", "red", in the order of enum anze_colour. */
#define AZ_COLOURS 5
extern const char *const az_colour_codes[AZ_COLOURS];

/* What a person asked for; `q` is read as a code where it looks like one. AZ_NOT_FOUND: no such sector, no such colour. */
struct az_enterprise_question {
	const char *sector, *county, *colour, *q; /* "": all */
};
enum az_result az_enterprise_ask(struct az_ctx *ctx, const struct az_enterprise_question *question,
                                 struct az_enterprise_filter *out) AZ_CHECKED;

/* Newest first, those before an id (0: from the newest). */
enum az_result az_enterprise_list(struct az_ctx *ctx, const struct az_enterprise_filter *filter, int64_t before,
                                  struct az_enterprise **rows, size_t *count, size_t max) AZ_CHECKED;

/* Each one of them, for an answer of any length (az_db_each). */
enum az_result az_enterprise_each(struct az_ctx *ctx, const struct az_enterprise_filter *filter,
                                  enum az_result (*each)(void *self, const void *enterprise), void *self) AZ_CHECKED;

/* Joins the fragments of a folded name to a query over enterprise e; to be checked with LIKE. Nothing for "". */
struct az_build;
void az_enterprise_join_grams(struct az_build *build, const char *folded);

enum az_result az_enterprise_find(struct az_ctx *ctx, int64_t id, struct az_enterprise *enterprise) AZ_CHECKED;

/* May the actor change what belongs to the enterprise in this sector? AZ_NOT_FOUND: no. */
enum az_result az_enterprise_writes(struct az_ctx *ctx, const struct az_enterprise *enterprise,
                                    const char *sector) AZ_CHECKED;

/* The same in any sector. */
enum az_result az_enterprise_writes_any(struct az_ctx *ctx, const struct az_enterprise *enterprise) AZ_CHECKED;

/* What all authorities of an enterprise share -- name, code, county, zone, size, whether it works -- is kept by one of
 * them, the one that entered it. Those that joined it change what is their own: their sectors and these sectors' profiles.
 * id 0: nobody supervises it. */
struct az_enterprise_keeper {
	int64_t id;
	const char *name_zh, *name_en;
};
enum az_result az_enterprise_keeper(struct az_ctx *ctx, int64_t id, struct az_enterprise_keeper *keeper) AZ_CHECKED;

/* May the actor change what is shared? AZ_DENIED "enterprise.kept_elsewhere": the keeper does, the actor only his own;
 * AZ_NOT_FOUND: not even that. *keeper is filled in in either case. */
enum az_result az_enterprise_keeps(struct az_ctx *ctx, const struct az_enterprise *enterprise,
                                   struct az_enterprise_keeper *keeper) AZ_CHECKED;

/* For forms: the functional zones; the sectors of the actor's own authority, in the portal's order. */
enum az_result az_zone_choices(struct az_ctx *ctx, struct anze_choice **choices, size_t *count) AZ_CHECKED;
enum az_result az_enterprise_own_sectors(struct az_ctx *ctx, struct anze_choice **choices, size_t *count) AZ_CHECKED;

/* ---- writing ---- */

/* What the register is to say. `sectors` are some of the actor's own; those of other authorities stay as they are. */
struct az_enterprise_entry {
	const char *name, *uscc, *county, *zone, *size; /* zone "": none */
	const char *const *sectors;
	size_t sector_count;
	bool active;
	int64_t version; /* what the person has read; of a change */
};

/* Enters an enterprise. One that another authority of the same county already keeps is not entered twice: it gets the
 * sectors, keeps its data, and *joined tells. AZ_CONFLICT "enterprise.code_taken": it is there already, with these
 * sectors; "enterprise.other_county". */
enum az_result az_enterprise_create(struct az_ctx *ctx, const struct az_enterprise_entry *entry, int64_t *id,
                                    bool *joined) AZ_CHECKED;

/* AZ_CONFLICT "enterprise.changed_meanwhile", "enterprise.code_taken"; AZ_INVALID "enterprise.no_sector": nobody would
 * keep it any more; AZ_DENIED "enterprise.kept_elsewhere" (az_enterprise_keeps). */
enum az_result az_enterprise_change(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry) AZ_CHECKED;

/* The actor's own sectors alone, of an enterprise that another authority keeps: `sectors` and `version` of the entry. */
enum az_result az_enterprise_change_sectors(struct az_ctx *ctx, int64_t id,
                                            const struct az_enterprise_entry *entry) AZ_CHECKED;

#endif
