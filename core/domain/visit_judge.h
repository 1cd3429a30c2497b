/* A filled checklist without a database: which items are asked, what each answer
 * comes to, which pages they stand on, the score. Pure: the same items, facts and
 * answers give the same. */
#ifndef AZ_DOMAIN_VISIT_JUDGE_H
#define AZ_DOMAIN_VISIT_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <anze/facts.h>
#include <anze/plugin.h>

#include "base/arena.h"
#include "domain/checklist.h"

/* What was said to an item. Codes of `answer`: "yes", "no" (yes/no items), "number", "choice", "not_applicable",
 * "not_checked", "" nothing. */
struct az_visit_answer {
	const char *item; /* its code */
	const char *answer;
	int64_t number;     /* in 10^-scale of the item */
	const char *choice; /* "" where it is none */
	const char *remark;
	int64_t revision; /* of the visit, when it was said */
	int64_t at, account_id;
	const char *account; /* who said it */
};

/* An item as this visit meets it. */
struct az_visit_item {
	const struct az_checklist_item *item;
	struct az_visit_answer answer; /* texts "" where nothing was said */
	enum anze_relevance relevance; /* what its condition says */
	bool asked; /* false: hidden by its condition; what was answered is kept and does not count */
	bool answered;
	enum anze_answered result; /* ANZE_NOT_CHECKED also where nothing was said */
	size_t section;            /* from 0 */
	size_t photos;             /* how many there are */
};

/* What an answer comes to. A number outside the item's limits, and a choice that does not comply, fail. */
enum anze_answered az_visit_result(const struct az_checklist_item *item, const struct az_visit_answer *answer);

/* Was the item judged without the photo that it demands? */
bool az_visit_lacks_photo(const struct az_visit_item *item);

/* ---- which items are asked ---- */

/* What conditions look at; all NULL where the sector has no plugin. */
struct az_visit_facts {
	const struct anze_plugin *plugin;
	struct anze_facts facts;
	const bool *applies; /* one an item of the plugin, what it computed; NULL: every item does */
};

/* Fills `relevance`, `asked`, `answered` and `result` in the items' order: a condition sees the facts and the answers
 * of earlier items that are asked themselves (plugin/relevant.h). What a condition cannot decide is asked. Needs `item`
 * and `answer`. */
void az_visit_judge(struct az_arena *arena, const struct az_visit_facts *facts, struct az_visit_item *items,
		    size_t count);

/* Does the condition of an item name another one? */
bool az_visit_depends(struct az_arena *arena, const struct az_checklist_item *item, const struct az_checklist_item *on);

/* The answers in the order of the plugin's items, for its `review`; a hidden item counts as not checked. */
struct anze_answer_value *az_visit_answers(struct az_arena *arena, const struct anze_plugin *plugin,
					   const struct az_visit_item *items, size_t count);

/* ---- pages ---- */

#define AZ_VISIT_PAGE_ITEMS 10

struct az_visit_section {
	const char *category; /* "S1" .. "HZ" */
	size_t part, parts;   /* a category of many items is parted evenly: 1 of 2 */
	size_t *items;        /* indices */
	size_t count;
	size_t asked, answered;
};

/* Parts the items into pages of one category each, at most AZ_VISIT_PAGE_ITEMS items a page, categories by their first
 * item. Sets `section` of the items. The same version gives the same pages whatever was answered. */
void az_visit_sections(struct az_arena *arena, struct az_visit_item *items, size_t count,
		       struct az_visit_section **sections, size_t *section_count);

/* ---- the score ---- */

/* Score = sum of the weights of what complies / sum of the weights of what was judged (complies or fails), exactly. */
struct az_visit_score {
	int64_t good_weight, judged_weight; /* judged 0: there is no score */
	int64_t asked, answered, complies, fails, not_applicable, not_checked;
	bool incomplete;       /* more than the limit of what was asked is not checked */
};

/* `limit` in basis points of the items asked; a share that equals it is still complete. */
void az_visit_score(const struct az_visit_item *items, size_t count, int64_t limit, struct az_visit_score *out);

/* The score in basis points, halves up, for showing; -1 when there is none. */
int64_t az_visit_points(int64_t good_weight, int64_t judged_weight);

/* ---- grades ---- */

enum az_visit_grade {
	AZ_GRADE_GENERAL = 0,
	AZ_GRADE_MAJOR,
	AZ_GRADE_UNDECIDED /* conditional, and neither the plugin nor a person has decided */
};

/* Is this failed item a major hazard, by its own flag or by the plugin's finding "major:CODE"? */
enum az_visit_grade az_visit_grade(const struct az_checklist_item *item, const struct anze_result *findings,
				   size_t count);

#endif
