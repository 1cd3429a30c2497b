/* Checklists: what is checked in a sector. The plugin brings the baseline; the
 * city's regulator changes and adds, and publishes the result as a version: a
 * whole list, frozen in rows, with the day from which it applies. Published
 * versions stay readable for ever, also without their plugin. */
#ifndef AZ_DOMAIN_CHECKLIST_H
#define AZ_DOMAIN_CHECKLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <anze/plugin.h>

#include "base/clock.h"
#include "base/ctx.h"
#include "domain/flow.h"

struct az_arena;

/* Where one item can differ from another: of the baseline, of an earlier version.
 * Bits of checklist_item.changed, so a value never changes its meaning. */
enum az_checklist_field {
	AZ_CHECKLIST_QUESTION = 1,
	AZ_CHECKLIST_GUIDANCE = 2,
	AZ_CHECKLIST_FREQUENCY = 4,
	AZ_CHECKLIST_WEIGHT = 8,
	AZ_CHECKLIST_CATEGORY = 16,
	AZ_CHECKLIST_BASIS = 32,
	AZ_CHECKLIST_MAJOR = 64,
	AZ_CHECKLIST_ANSWER = 128,
	AZ_CHECKLIST_RELEVANT = 256,
	AZ_CHECKLIST_MANDATORY = 512
};

struct az_checklist_basis {
	int64_t item_id, position;
	const char *document, *clause;
	az_day in_force_from, in_force_to; /* AZ_DAY_NONE: not known, still in force */
	int64_t verified;
};

struct az_checklist_choice {
	int64_t item_id, position;
	const char *code, *label_zh, *label_en;
	int64_t complies;
};

struct az_checklist_item {
	int64_t id, version_id; /* 0 in a baseline */
	const char *code;
	int64_t position;
	int64_t own; /* added by the city, or by `county` */
	const char *county; /* the code of the county that added it; NULL: none */
	const char *lapsed; /* a county's condition that the city's list no longer bears: `relevant` is "" then; NULL: none */
	int64_t own_number;
	int64_t retired;
	const char *retired_reason; /* as whoever took it out of use said it; "" else */
	int64_t changed; /* bits of enum az_checklist_field against the baseline */
	const char *category;
	const char *question_zh, *question_en, *guidance_zh, *guidance_en;
	const char *major, *condition_zh, *condition_en;         /* az_major_name */
	const char *frequency;                                   /* az_frequency_name */
	const char *frequency_note_zh, *frequency_note_en;
	int64_t weight;
	int64_t mandatory; /* the law demands it: never retired, never weaker than the baseline */
	int64_t photo;
	const char *answer, *unit; /* az_answer_name */
	int64_t minimum, maximum, scale;
	const char *relevant; /* when it is asked, in the language of plugin/condition.h; "": always */
	struct az_checklist_basis *basis;
	size_t basis_count;
	struct az_checklist_choice *choices;
	size_t choice_count;
};

struct az_checklist_list {
	struct az_checklist_item *items; /* in their order, retired ones too */
	size_t count;
};

/* How a published version stands on a day. */
enum az_checklist_standing {
	AZ_CHECKLIST_COMING = 0, /* published, its day is still to come */
	AZ_CHECKLIST_IN_FORCE,
	AZ_CHECKLIST_PAST,
	AZ_CHECKLIST_REPLACED /* a later one took its place before its day came */
};

struct az_checklist_version {
	int64_t id;
	const char *sector, *state;
	const char *county; /* whose additions; "" : the city's list */
	int64_t number; /* 0: a draft */
	az_day effective_from;
	const char *plugin_version;
	int64_t based_on, based_on_number; /* 0: the baseline */
	int64_t baseline_id; /* the frozen baseline that it stands on; 0: made before baselines were kept */
	int64_t baseline_known; /* it is what the plugin had, not made up afterwards */
	int64_t merged_from; /* the list that was merged with a new baseline into this one; 0: none was */
	const char *merged_plugin; /* the plugin's version of its baseline; "" */
	int64_t revision;
	const char *note;
	const char *maker, *editor; /* people's names: for the desk only */
	const char *authority_zh, *authority_en;
	int64_t created_at, changed_at, published_at;
	int64_t proposer_id, proposed_at; /* 0: not in review; then effective_from and note are what is proposed */
	const char *proposer;
	const char *returner, *returned_reason; /* of the last proposal, when it was returned; "" else */
	int64_t returned_at;
	int64_t items, majors; /* not retired; of these, those that are or may be major hazards */
	/* Told by az_checklist_stand. */
	enum az_checklist_standing standing;
	az_day effective_to; /* its last day; AZ_DAY_NONE: not known yet */
};

#define AZ_CHECKLIST_VERSIONS_MAX 500
/* As many items with texts of full length, each changed since the version before, still fit as a page into the memory
 * of a request. A plugin may bring no more. */
#define AZ_CHECKLIST_ITEMS_MAX 200
#define AZ_CHECKLIST_COUNTY_MAX 40 /* that a county may add, also when the city's list is full */
#define AZ_CHECKLIST_JOINED_MAX (AZ_CHECKLIST_ITEMS_MAX + AZ_CHECKLIST_COUNTY_MAX)
#define AZ_CHECKLIST_CHOICES_MAX 12 /* of an item of the city's own */
#define AZ_CHECKLIST_CATEGORIES 8
extern const struct anze_choice az_checklist_categories[AZ_CHECKLIST_CATEGORIES]; /* S1 .. S7, HZ */
#define AZ_CHECKLIST_FREQUENCIES 8
extern const struct anze_choice az_checklist_frequencies[AZ_CHECKLIST_FREQUENCIES]; /* by az_frequency_name */

/* ---- reading: for everybody ---- */

/* The published versions of a sector, newest first, with their standing on `today`: of the city's list, or (`county`, a
 * division's code) of what a county adds to it. */
enum az_result az_checklist_versions(struct az_ctx *ctx, const char *sector, const char *county, az_day today,
                                     struct az_checklist_version **rows, size_t *count) AZ_CHECKED;

/* The items of a version, with basis and choices. */
enum az_result az_checklist_items(struct az_ctx *ctx, int64_t version_id, struct az_checklist_list *list) AZ_CHECKED;

/* The same of a version that nobody can change any more (published, or a baseline): the process keeps the last that it read,
 * so that a page which many people ask for costs the database little. The items are the caller's, their basis and choices
 * are not to be changed. */
enum az_result az_checklist_fixed_items(struct az_ctx *ctx, int64_t version_id,
                                        struct az_checklist_list *list) AZ_CHECKED;

/* The items of a sector's list, the city's or a county's, as the last published version that has each of them says; choices
 * with them, but not what they rest on. */
enum az_result az_checklist_published(struct az_ctx *ctx, const char *sector, const char *county,
                                      struct az_checklist_list *list) AZ_CHECKED;

/* The plugin's own list in the same shape; texts belong to the plugin, the arrays to the arena. */
void az_checklist_baseline(struct az_arena *arena, const struct anze_plugin *plugin, struct az_checklist_list *list);

/* Why a sector has no plugin: the refusal for people. AZ_OK when it has one, which is then in *plugin. */
enum az_result az_checklist_plugin(struct az_ctx *ctx, const char *sector, const struct anze_plugin **plugin) AZ_CHECKED;

/* ---- rules without a database (checklist_rule.c) ---- */

/* Fills standing and last day of versions that are sorted by number, newest first. */
void az_checklist_stand(struct az_checklist_version *versions, size_t count, az_day today);

/* The one that is in force, or the newest, or NULL. */
struct az_checklist_version *az_checklist_in_force(struct az_checklist_version *versions, size_t count);

/* The day whose rules a version's page shows: today while it is in force, its first day while it is to come, else its
 * last. */
az_day az_checklist_day(const struct az_checklist_version *version, az_day today);

/* Is the basis row in force on a day? An unknown first day counts as always. */
bool az_checklist_basis_on(const struct az_checklist_basis *basis, az_day day);

struct az_checklist_item *az_checklist_item_of(const struct az_checklist_list *list, const char *code);

/* The fields in which two items differ: bits of enum az_checklist_field. */
int64_t az_checklist_compare(const struct az_checklist_item *before, const struct az_checklist_item *after);

/* What the baseline forbids of a change. */
enum az_checklist_weaker {
	AZ_CHECKLIST_NOT_WEAKER = 0,
	AZ_CHECKLIST_LESS_FREQUENT,
	AZ_CHECKLIST_LESS_WEIGHT,
	AZ_CHECKLIST_NOT_IN_USE,
	AZ_CHECKLIST_WIDER,    /* limits of a number */
	AZ_CHECKLIST_NO_PHOTO,
	AZ_CHECKLIST_HIDDEN,   /* by a condition that is narrower, or may be */
	AZ_CHECKLIST_NO_FIGURE /* a figure of the question is gone: "25" people, "30 m" */
};
/* `frequency` is a name of az_frequency_name. Frequencies are minimums for every baseline item (az_frequency_allowed);
 * weight and use are protected for the mandatory ones. */
enum az_checklist_weaker az_checklist_weakens(const struct az_checklist_item *baseline, const char *frequency,
                                              int64_t weight, bool retired);

/* In which part of an item a weakness stands. */
enum az_checklist_part {
	AZ_CHECKLIST_PART_FREQUENCY = 0,
	AZ_CHECKLIST_PART_WEIGHT,
	AZ_CHECKLIST_PART_USE,
	AZ_CHECKLIST_PART_PHOTO,
	AZ_CHECKLIST_PART_MINIMUM,
	AZ_CHECKLIST_PART_MAXIMUM,
	AZ_CHECKLIST_PART_RELEVANT,
	AZ_CHECKLIST_PART_QUESTION_ZH,
	AZ_CHECKLIST_PART_QUESTION_EN,
	AZ_CHECKLIST_PARTS
};

/* Tells each part in which the item is weaker than its baseline, with the clauses that forbid it on that day. */
typedef void az_checklist_weakness(void *self, enum az_checklist_part part, const struct az_problem *problem);
void az_checklist_weaknesses(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                             const struct az_checklist_item *item, az_checklist_weakness *tell, void *self);

/* ---- words (checklist_words.c) ---- */

/* A person has to say that what is worded anew in an item means what it meant. */
enum az_checklist_say {
	AZ_CHECKLIST_SAY_NOTHING = 0,
	AZ_CHECKLIST_SAY_DEMANDED, /* the law demands the item: the question still asks for all that the clause demands */
	AZ_CHECKLIST_SAY_SAME      /* it was published: question and choices still speak of the same matter */
};

/* What is to be said for `wanted` to stand in the draft. `baseline` NULL: it has none; `published` NULL: it never was;
 * `draft`, the item as it is, NULL: it is new. Words that stand in one of these are not asked about. */
enum az_checklist_say az_checklist_must_say(const struct az_checklist_item *baseline,
                                            const struct az_checklist_item *published,
                                            const struct az_checklist_item *draft,
                                            const struct az_checklist_item *wanted);

/* The refusal when it was not said: it names the clauses, or the way out. */
void az_checklist_tell_say(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                           const struct az_checklist_item *item, enum az_checklist_say say,
                           struct az_problem *problem);

/* The first figure, with its unit, of the baseline's question that the item's does not have any more, in the language that
 * *english tells; NULL when all are there. */
const char *az_checklist_lost_figure(struct az_arena *arena, const struct az_checklist_item *baseline,
                                     const struct az_checklist_item *item, bool *english);

/* "CHE-L01" of the city, "CHE-370902-L01" of a county; a baseline's code has 12 characters at most (plugin/check.c), so
 * that they never meet. */
const char *az_checklist_own_code(struct az_arena *arena, const char *sector, const char *county, int64_t number);

/* An item of the city's own before anything was said about it. */
void az_checklist_new_item(struct az_checklist_item *item);

/* ---- differences (checklist_difference.c) ---- */

enum az_checklist_change_kind {
	AZ_CHECKLIST_ADDED = 0,
	AZ_CHECKLIST_CHANGED,
	AZ_CHECKLIST_RETIRED,  /* taken out of use, or gone from the baseline */
	AZ_CHECKLIST_RESTORED, /* in use again */
	AZ_CHECKLIST_MOVED     /* as before, in another place */
};

struct az_checklist_change {
	enum az_checklist_change_kind kind;
	const struct az_checklist_item *before, *after; /* NULL where there is none */
	int64_t fields;                                 /* bits of enum az_checklist_field in which both differ */
	bool moved;                                     /* stands elsewhere among the items that both lists use: */
	const struct az_checklist_item *next;           /* before this one; NULL: at their end */
};

/* What changed from one list to the next, in the order of `after`; then what is gone. Items count as moved as few as can
 * be. */
void az_checklist_differences(struct az_arena *arena, const struct az_checklist_list *before,
                              const struct az_checklist_list *after, struct az_checklist_change **changes,
                              size_t *count);

/* Rows of what an item rests on and of its choices that are not the same, each with what it was: NULL where there was or
 * is none. Basis rows are paired by clause, then by document, then by what is left; choices by code. */
struct az_checklist_basis_pair {
	const struct az_checklist_basis *before, *after;
};
void az_checklist_basis_pairs(struct az_arena *arena, const struct az_checklist_item *before,
                              const struct az_checklist_item *after, struct az_checklist_basis_pair **pairs,
                              size_t *count);
struct az_checklist_choice_pair {
	const struct az_checklist_choice *before, *after;
};
void az_checklist_choice_pairs(struct az_arena *arena, const struct az_checklist_item *before,
                               const struct az_checklist_item *after, struct az_checklist_choice_pair **pairs,
                               size_t *count);

/* ---- the desk (checklist_edit.c) ---- */

/* May the actor read this list on the desk? The city's of its own sectors; a county's that is its own or below it.
 * AZ_NOT_FOUND otherwise. */
enum az_result az_checklist_readable(struct az_ctx *ctx, const char *sector, const char *county) AZ_CHECKED;

/* Whose list the actor changes: each changes its own alone, a county's bureau what its county adds, the city's the city's.
 * AZ_NOT_FOUND: none in this sector, `county` is another, or the actor's zone is only a part of the county. */
const char *az_checklist_county(const struct az_ctx *ctx);
enum az_result az_checklist_writes(struct az_ctx *ctx, const char *sector, const char *county) AZ_CHECKED;

/* The list's draft, perhaps in review; AZ_NOT_FOUND when there is none or the actor may not read it. */
enum az_result az_checklist_draft(struct az_ctx *ctx, const char *sector, const char *county,
                                  struct az_checklist_version *draft) AZ_CHECKED;

/* What a draft is started from. */
enum az_checklist_source { AZ_CHECKLIST_FROM_BASELINE = 0, AZ_CHECKLIST_FROM_VERSION, AZ_CHECKLIST_FROM_DRAFT };

/* Begins a draft of the actor's own list: from the baseline (a county's: empty), from the published version `number`, or from the draft that is there, which is
 * put on today's baseline and replaced. AZ_CONFLICT "checklist.draft_exists". */
enum az_result az_checklist_start(struct az_ctx *ctx, const char *sector, enum az_checklist_source source,
                                  int64_t number) AZ_CHECKED;

/* All of the following: only in a draft whose `revision` is still the one that the person saw, else AZ_CONFLICT
 * "checklist.changed_meanwhile" with who and when, "checklist.in_review" or
 * "checklist.no_draft". AZ_NOT_FOUND: another's sector, no such item.
 * AZ_INVALID with what is wrong: "checklist.weaker_*" names the clause that forbids a change, "checklist.breaks_*" what
 * answers already given rest on, "checklist.relevant_*" and "condition.fault.*" why a condition cannot stand,
 * "checklist.say_*" that az_checklist_must_say was not said.
 *
 * `wanted` is the item as the person wants it; of it is taken what its kind opens (az_checklist_allow). `said`: the person
 * has said what az_checklist_must_say asks. */
enum az_result az_checklist_change_item(struct az_ctx *ctx, const char *sector, int64_t revision,
                                        const struct az_checklist_item *wanted, bool said) AZ_CHECKED;
enum az_result az_checklist_add_item(struct az_ctx *ctx, const char *sector, int64_t revision,
                                     const struct az_checklist_item *wanted, const char **code) AZ_CHECKED;

/* Takes an item of the city's own out of use and puts a copy with a new code in its place: the way out of a change that
 * would break answers. */
enum az_result az_checklist_replace_item(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                         const char **new_code) AZ_CHECKED;

enum az_checklist_act {
	AZ_CHECKLIST_RESTORE = 0,
	AZ_CHECKLIST_UP,
	AZ_CHECKLIST_DOWN,
	AZ_CHECKLIST_MOVE /* to the place `place` among the items in use, from 1 to the last; AZ_INVALID for another */
};
enum az_result az_checklist_act_on(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                   enum az_checklist_act act, int64_t place) AZ_CHECKED;

/* Takes an item out of use. AZ_INVALID: without a reason, or the law demands it ("checklist.weaker_use" with the clause), or
 * another item's condition needs it. */
#define AZ_CHECKLIST_REASON_MAX 500
enum az_result az_checklist_retire(struct az_ctx *ctx, const char *sector, int64_t revision, const char *code,
                                   const char *reason) AZ_CHECKED;

/* Makes the draft what a list says that holds each of its items once, in their new order, and perhaps further ones of the
 * city's own (with a code that the draft does not have, which is then given). Takes from each item what the functions above
 * would, in one transaction. A list that changes nothing leaves the revision. */
enum az_result az_checklist_take_over(struct az_ctx *ctx, const char *sector, int64_t revision,
                                      const struct az_checklist_list *wanted, bool said) AZ_CHECKED;

/* ---- the flow (checklist_flow.c) ---- */

/* `detail` of the flow's steps: what the person proposes or has read. */
struct az_checklist_publication {
	az_day effective_from;
	const char *note;
	int64_t revision;    /* of the draft, to propose and to discard */
	int64_t proposed_at; /* of the proposal, to publish and to return */
};
extern const struct az_flow az_checklist_flow;

/* Proposes the draft for publication as the next version; until it is decided nobody changes it. AZ_INVALID: the day is
 * before today or before the last version's ("checklist.effective_*"), nothing changed ("checklist.nothing_changed"), no
 * trial of this revision was finished ("checklist.no_trial", "checklist.trial_before").
 * AZ_CONFLICT: the baseline is another one than the draft was made with ("checklist.plugin_moved"), or somebody changed
 * the draft meanwhile. */
enum az_result az_checklist_propose(struct az_ctx *ctx, const char *sector,
                                    const struct az_checklist_publication *publication) AZ_CHECKED;

/* "publish" and "return" (with its reason) of another person than who proposed; "withdraw" of that person. AZ_CONFLICT
 * "checklist.proposed_anew": it is not the proposal that the person has read. */
enum az_result az_checklist_decide(struct az_ctx *ctx, const char *sector, const char *action, int64_t proposed_at,
                                   const char *reason) AZ_CHECKED;
enum az_result az_checklist_discard(struct az_ctx *ctx, const char *sector, int64_t revision) AZ_CHECKED;

/* ---- what it touches (checklist_touch.c) ---- */

struct az_checklist_visit {
	int64_t id, begun_at;
	const char *no, *enterprise;
	bool readable; /* the actor may open it */
};
#define AZ_CHECKLIST_VISITS_NAMED 20

/* The first visits, oldest first, of those that az_visit_open_count counts, in the actor's territory: whose they are is not
 * said, and others than their own people cannot open them. */
enum az_result az_checklist_open_visits(struct az_ctx *ctx, const char *sector, const char *county, int64_t version_id,
                                        struct az_checklist_visit **rows, size_t *count) AZ_CHECKED;

/* How many proposals wait for the actor's decision, and new baselines to be taken over. */
enum az_result az_checklist_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

#endif
