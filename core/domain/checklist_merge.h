/* A plugin's new baseline and what the city made of the one before, merged three-way: what the city changed stays, what
 * only the plugin changed comes in, and where both changed the same thing differently, or the law does not let the
 * city's stay, a person decides before anything is published. */
#ifndef AZ_DOMAIN_CHECKLIST_MERGE_H
#define AZ_DOMAIN_CHECKLIST_MERGE_H

#include "domain/checklist.h"

/* What is merged by itself in an item: what the city may change of the baseline. All else is the plugin's. */
enum az_merge_field {
	AZ_MERGE_USE = 0, /* in use, out of use, gone from the baseline */
	AZ_MERGE_QUESTION,
	AZ_MERGE_GUIDANCE,
	AZ_MERGE_FREQUENCY,
	AZ_MERGE_WEIGHT,
	AZ_MERGE_LIMITS,
	AZ_MERGE_PHOTO,
	AZ_MERGE_RELEVANT,
	AZ_MERGE_ORDER,
	AZ_MERGE_FIELDS
};

/* "use", "question", ...: of checklist_clash.field and the catalogue. */
const char *az_merge_field_name(enum az_merge_field field);

enum az_merge_choice {
	AZ_MERGE_OPEN = 0, /* nobody has decided */
	AZ_MERGE_CITY,     /* the city's stays */
	AZ_MERGE_PLUGIN,   /* the plugin's comes in */
	AZ_MERGE_DRAFT     /* what the draft says, a third thing, stays */
};
const char *az_merge_choice_name(enum az_merge_choice choice); /* "", "city", "plugin", "draft" */

/* One thing that both changed. The three items belong to lists that never change; each may be used for `field` alone. */
struct az_checklist_clash {
	int64_t id;
	const char *code;
	enum az_merge_field field;
	const struct az_checklist_item *before, *city, *plugin; /* before: NULL when not known; plugin: NULL when gone */
	const char *before_after, *city_after, *plugin_after;   /* AZ_MERGE_ORDER: behind which item; "": the first */
	enum az_merge_choice choice;
	const char *decider; /* a name; "": by the merge itself, as nobody had changed the item */
	int64_t decided_at;
	/* of the row: */
	const char *field_name, *choice_name;
	int64_t before_id, city_id, plugin_id;
};

/* The baseline that a list stands on. */
struct az_checklist_ancestor {
	struct az_checklist_list list;
	int64_t id;   /* its frozen row; 0: not frozen yet */
	bool guessed; /* the list was made before baselines were kept: this one is the list itself, without the city's own
		       * items; of each item `changed` has what the city had changed and its order is not known */
};

struct az_checklist_merged {
	struct az_checklist_list list; /* with the city's value where a clash is open and the law allows it, else the plugin's */
	struct az_checklist_clash *clashes;
	size_t clash_count;
};

/* Merges. `open` are clashes of `city` (a draft) that nobody has decided: they go on, with what they began with.
 * Pure; items are shared with the three lists. */
void az_checklist_merge(struct az_arena *arena, const struct az_checklist_ancestor *ancestor,
			const struct az_checklist_list *city, const struct az_checklist_list *plugin,
			const struct az_checklist_clash *open, size_t open_count, struct az_checklist_merged *out);

/* The merge of a version or draft with another baseline, as it is or would be; writes nothing. */
struct az_checklist_meeting {
	struct az_checklist_ancestor ancestor;
	struct az_checklist_list city; /* what the version or draft says */
	struct az_checklist_merged merged;
};
enum az_result az_checklist_meet(struct az_ctx *ctx, const struct az_checklist_version *from,
				 const struct anze_plugin *plugin, const struct az_checklist_list *baseline,
				 struct az_checklist_meeting *out) AZ_CHECKED;

/* The meeting that a draft came out of; AZ_NOT_FOUND when it came out of none. */
enum az_result az_checklist_met(struct az_ctx *ctx, const struct az_checklist_version *draft,
				const struct anze_plugin *plugin, struct az_checklist_version *from,
				struct az_checklist_meeting *out) AZ_CHECKED;

/* What of it nobody needs to decide. */
void az_checklist_came_in(struct az_arena *arena, const struct az_checklist_meeting *meeting,
			  struct az_checklist_change **changes, size_t *count);

/* Does the field say the same in both? Not for AZ_MERGE_ORDER. */
bool az_merge_same(enum az_merge_field field, const struct az_checklist_item *a, const struct az_checklist_item *b);

/* Does the draft's item say neither the one nor the other, as somebody wrote a third thing? */
bool az_checklist_is_third(const struct az_checklist_clash *clash, const struct az_checklist_item *item);

/* May the city's value stay over this item of the plugin's? False with the refusal that names the clause. */
bool az_checklist_may_keep(struct az_arena *arena, az_day today, const struct az_checklist_clash *clash,
			   const struct az_checklist_item *plugin, struct az_problem *problem);

/* Is it the same list, item by item in the same order? */
bool az_checklist_same(const struct az_checklist_list *a, const struct az_checklist_list *b);

/* ---- frozen baselines (checklist_baseline.c) ---- */

/* The baseline of a version or draft. Writes nothing: id is 0 when it was not frozen. */
enum az_result az_checklist_ancestor(struct az_ctx *ctx, const struct az_checklist_version *version,
				     const struct anze_plugin *plugin, struct az_checklist_ancestor *out) AZ_CHECKED;

/* Does the version stand on the baseline that the plugin has now? */
enum az_result az_checklist_stands(struct az_ctx *ctx, const struct az_checklist_version *version,
				   const struct anze_plugin *plugin, bool *stands) AZ_CHECKED;

/* The baselines of a sector that were frozen as the plugin brought them, oldest first. */
enum az_result az_checklist_baselines(struct az_ctx *ctx, const char *sector, struct az_checklist_version **rows,
				      size_t *count) AZ_CHECKED;

/* ---- clashes of a draft (checklist_clash.c) ---- */

/* In the draft's order. AZ_OK also when there is none. */
enum az_result az_checklist_clashes(struct az_ctx *ctx, int64_t draft_id, struct az_checklist_clash **clashes,
				    size_t *count) AZ_CHECKED;

struct az_checklist_decision {
	int64_t clash_id;
	enum az_merge_choice choice;
	bool said; /* to keep the city's words of a question that the law demands: az_checklist_must_say */
};

/* Does keeping the city's side ask a person to say that it still asks for what the clause demands? `plugin` is the item in
 * today's baseline. */
bool az_checklist_keep_asks(const struct az_checklist_clash *clash, const struct az_checklist_item *plugin);

/* Decides clashes of the sector's draft, anew if they were decided before: what is chosen stands in the draft at once.
 * Results as of every change of a draft (domain/checklist.h); *which is the clash whose decision is refused, 0: none of
 * them. A decision that changes nothing writes nothing. */
enum az_result az_checklist_decide_clashes(struct az_ctx *ctx, const char *sector, int64_t revision,
					   const struct az_checklist_decision *decisions, size_t count,
					   int64_t *which) AZ_CHECKED;

#endif
