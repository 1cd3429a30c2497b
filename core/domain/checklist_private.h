/* Shared by the checklist*.c of this directory only. */
#ifndef AZ_DOMAIN_CHECKLIST_PRIVATE_H
#define AZ_DOMAIN_CHECKLIST_PRIVATE_H

#include "domain/checklist_county.h"
#include "store/db.h"

#define AZ_COUNT_CHECKLIST_ITEMS                                                                                       \
	"(SELECT COUNT(*) FROM checklist_item i WHERE i.version_id = v.id AND i.retired = 0) AS items, "               \
	"(SELECT COUNT(*) FROM checklist_item i WHERE i.version_id = v.id AND i.retired = 0 AND i.major <> 'no') "     \
	"AS majors "
#define AZ_CHECKLIST_BASELINE_KNOWN                                                                                    \
	"(SELECT b.based_on IS NULL FROM checklist_version b WHERE b.id = v.baseline_id) AS baseline_known, "
#define AZ_SELECT_CHECKLIST_VERSION                                                                                    \
	"SELECT v.id, v.sector, v.county, v.state, v.number, v.effective_from, v.plugin_version, v.based_on, "                   \
	"v.baseline_id, " AZ_CHECKLIST_BASELINE_KNOWN "v.merged_from, g.plugin_version AS merged_plugin, "             \
	"o.number AS based_on_number, v.revision, v.note, m.name AS maker, e.name AS editor, "                         \
	"u.name_zh AS authority_zh, u.name_en AS authority_en, v.created_at, v.changed_at, v.published_at, "           \
	"v.proposer_id, v.proposed_at, p.name AS proposer, r.name AS returner, v.returned_at, v.returned_reason, "     \
	AZ_COUNT_CHECKLIST_ITEMS                                                                                       \
	"FROM checklist_version v JOIN account m ON m.id = v.maker_id JOIN account e ON e.id = v.editor_id "           \
	"LEFT JOIN checklist_version o ON o.id = v.based_on LEFT JOIN authority u ON u.id = v.authority_id "           \
	"LEFT JOIN account p ON p.id = v.proposer_id LEFT JOIN account r ON r.id = v.returner_id "                                                                   \
	"LEFT JOIN checklist_version g ON g.id = v.merged_from "

extern const struct az_row_map az_checklist_version_map;

/* The refusal of a change that would weaken the baseline, with the clauses that forbid it on that day. */
void az_checklist_tell_weaker(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
			      const struct az_checklist_item *item, enum az_checklist_weaker weaker,
			      struct az_problem *problem);

/* All that az_checklist_weakens says, and limits, photo, condition and the figures of the question. */
enum az_checklist_weaker az_checklist_item_weakens(struct az_arena *arena, const struct az_checklist_item *baseline,
                                                   const struct az_checklist_item *item) AZ_CHECKED;

/* AZ_INVALID when answers that were given to the published item would mean something else with the wanted one. */
enum az_result az_checklist_keeps_answers(struct az_arena *arena, const struct az_checklist_item *published,
                                          const struct az_checklist_item *wanted, struct az_problem *problem) AZ_CHECKED;

/* What a change is judged by. */
struct az_checklist_law {
	const struct anze_plugin *plugin;
	const struct az_checklist_list *baseline;
	const struct az_checklist_list *published; /* az_checklist_published */
	az_day today;
	bool said; /* what az_checklist_must_say asks */
};

/* Makes of `item` (as it is; or a new one of the city's own) what `wanted` says, as far as its kind opens it. AZ_INVALID or
 * AZ_CONFLICT with what is wrong. Whether its condition can stand in its list is asked elsewhere. */
enum az_result az_checklist_allow(struct az_arena *arena, const struct az_checklist_law *law,
                                  const struct az_checklist_item *wanted, struct az_checklist_item *item,
                                  struct az_problem *problem) AZ_CHECKED;

/* ---- writing (checklist_write.c) ---- */

enum az_result az_checklist_insert_item(struct az_ctx *ctx, int64_t version_id,
                                        const struct az_checklist_item *item) AZ_CHECKED;
enum az_result az_checklist_set_position(struct az_ctx *ctx, int64_t item_id, int64_t position) AZ_CHECKED;
/* All that can change of it, with its basis and choices when it is the city's own. */
enum az_result az_checklist_update_item(struct az_ctx *ctx, const struct az_checklist_item *item) AZ_CHECKED;

/* ---- frozen baselines (checklist_baseline.c): within a transaction ---- */

struct az_checklist_ancestor;
/* The plugin's list of now as a frozen one, which is made when there is none of the same content. */
enum az_result az_checklist_freeze(struct az_ctx *ctx, const char *sector, const struct anze_plugin *plugin,
				   struct az_checklist_ancestor *out) AZ_CHECKED;
/* In how many of the actor's own sectors the plugin has another baseline than the latest list stands on. */
enum az_result az_checklist_baselines_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;
/* az_checklist_meet with the ancestor kept: its items have ids. */
struct az_checklist_meeting;
enum az_result az_checklist_meet_frozen(struct az_ctx *ctx, const struct az_checklist_version *from,
					const struct anze_plugin *plugin, const struct az_checklist_list *baseline,
					struct az_checklist_meeting *out) AZ_CHECKED;

/* ---- clashes (checklist_clash.c) ---- */

struct az_checklist_clash;
/* The items that the clashes of a draft name, without their basis and choices (checklist.c). */
enum az_result az_checklist_clash_items(struct az_ctx *ctx, int64_t draft_id,
					struct az_checklist_list *list) AZ_CHECKED;
enum az_result az_checklist_insert_clash(struct az_ctx *ctx, int64_t draft_id,
					 const struct az_checklist_clash *clash) AZ_CHECKED;
/* AZ_INVALID "checklist_merge.open" while nobody has decided a clash of the draft. */
enum az_result az_checklist_all_decided(struct az_ctx *ctx, int64_t draft_id) AZ_CHECKED;

/* ---- a change of the draft on its way ---- */

struct az_checklist_work {
	const char *sector;
	int64_t revision; /* that the person saw */
	/* found by az_checklist_lock_draft: */
	const struct anze_plugin *plugin;
	const char *county; /* whose list it is: "" the city's */
	struct az_checklist_list baseline, items, published;
	struct az_checklist_list city; /* a county's: the city's list of today, after which its items stand */
	struct az_checklist_version draft;
	struct az_checklist_law law;
};

/* May the item go out of use? Not what the law demands, nor what the condition of another one needs. */
enum az_result az_checklist_check_retire(struct az_ctx *ctx, const struct az_checklist_work *work,
					 const struct az_checklist_item *item) AZ_CHECKED;

/* May the actor write, is the plugin there, is the draft still the one that the person saw? */
enum az_result az_checklist_lock_draft(struct az_ctx *ctx, struct az_checklist_work *work) AZ_CHECKED;

/* How many items the list may have; AZ_INVALID "checklist.too_many" when it has them. */
size_t az_checklist_work_most(const struct az_checklist_work *work);
enum az_result az_checklist_room_for_one(struct az_ctx *ctx, const struct az_checklist_work *work) AZ_CHECKED;

/* az_checklist_condition and az_checklist_conditions among all that is asked: of a county's draft with the city's items
 * before its own. What has lapsed in `before` (NULL: nothing is borne with) may stay so: it is mended one by one. */
enum az_result az_checklist_work_condition(struct az_ctx *ctx, const struct az_checklist_work *work, size_t index,
                                           const char *text, const char **normal) AZ_CHECKED;
enum az_result az_checklist_work_conditions(struct az_ctx *ctx, const struct az_checklist_work *work,
                                            const struct az_checklist_list *before,
                                            struct az_checklist_list *after) AZ_CHECKED;

/* What holds of a county's draft when it is proposed and published: all its conditions stand behind the city's list of that
 * day. */
enum az_result az_checklist_check_addition(struct az_ctx *ctx, const struct az_checklist_version *draft,
                                           struct az_checklist_list *items, az_day effective_from) AZ_CHECKED;

/* Raises the revision and writes the trail; what was changed was written before. */
enum az_result az_checklist_record(struct az_ctx *ctx, const struct az_checklist_work *work, const char *action,
                                   const char *code) AZ_CHECKED;

/* Codes of discarded drafts count too: one that somebody may have written down never means another item. */
enum az_result az_checklist_next_own(struct az_ctx *ctx, const struct az_checklist_work *work,
                                     struct az_checklist_item *item) AZ_CHECKED;

#endif
