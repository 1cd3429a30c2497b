/* Drawing checklists, for the public pages and the desk. */
#ifndef AZ_WEB_CHECKLIST_H
#define AZ_WEB_CHECKLIST_H

#include "domain/checklist_condition.h"
#include "domain/checklist_county.h"
#include "web/web.h"

/* The sector that a path names ("chemicals"), or NULL. */
const struct az_sector *az_checklist_sector(struct az_exchange *x, size_t param);

/* "Chemicals: checklist" as the page's title and "Checklist.title"; of the city's list, or of a county's additions. */
void az_checklist_put_title(struct az_exchange *x, const struct az_sector *sector, const char *county,
                            const char *county_name);

/* One item of a list below a node, with the basis that is in force on `day`. */
void az_checklist_put_item(struct az_exchange *x, struct _hdf *node, const struct az_checklist_list *list,
                           const struct az_checklist_item *item, az_day day);

/* When an item is asked, as a sentence; "" for "". `plugin` and `list` may be NULL: names then stay as they are. */
const char *az_checklist_condition_words(struct az_exchange *x, const struct anze_plugin *plugin,
                                         const struct az_checklist_list *list, const char *condition);

/* The same of an item, by its sector's plugin when there is one. */
const char *az_checklist_relevant_text(struct az_exchange *x, const struct az_checklist_list *list,
                                       const struct az_checklist_item *item);

/* The words of a part of a condition, and what its subject is called. */
const char *az_checklist_part_words(struct az_exchange *x, const struct anze_plugin *plugin,
                                    const struct az_checklist_list *list, const struct az_condition *condition,
                                    const struct az_node *part);
const char *az_checklist_subject_name(struct az_exchange *x, const struct az_checklist_subject *subject);
const char *az_checklist_code_name(struct az_exchange *x, const struct az_checklist_subject *subject, const char *code);

/* Appends to `path`: number, days, standing; `current` (a number, or 0) is marked. */
void az_checklist_put_versions(struct az_exchange *x, const char *path, const struct az_sector *sector,
                               const struct az_checklist_version *versions, size_t count, int64_t current);

/* ---- whose list (checklist_county.c) ---- */

/* What a division is called; AZ_NOT_FOUND: the city has none of that code. */
enum az_result az_checklist_county_name(struct az_exchange *x, const char *code, const char **name) AZ_CHECKED;

/* "Chemicals"; "Chemicals (additions of Taishan)" with a county's name. */
const char *az_checklist_list_name(struct az_exchange *x, const struct az_sector *sector, const char *county_name);

/* "/checklists/chemicals" with `rest` behind it, and a county as its query. */
const char *az_checklist_public_href(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                     const char *rest);

/* The items as a county's own. */
void az_checklist_mark_county(struct az_checklist_list *list, const char *county);

/* "Version 2", "Baseline" for 0. */
const char *az_checklist_name(struct az_exchange *x, int64_t number);

/* The sentence why the sector has no plugin; NULL when it has one. The refusal on the context is cleared. */
const char *az_checklist_fault(struct az_exchange *x, const char *sector, const struct anze_plugin **plugin);

/* Parts of an item in words: "S3 Hazard inspection", "GB 1, clause 2", "1,200.5". */
const char *az_checklist_category_text(struct az_exchange *x, const char *category);
const char *az_checklist_basis_text(struct az_exchange *x, const struct az_checklist_basis *basis);
const char *az_checklist_limit_text(struct az_exchange *x, int64_t value, int64_t scale);

/* ---- differences (checklist_changes_draw.c, checklist_changes.c) ---- */

/* Appends to `path`: each change in sentences, with the words that were deleted and inserted. For whoever decides about
 * them (`beside` not NULL): all of an item that comes or goes, and beside what the law demands, when its question is not the
 * baseline's, that question. */
struct az_checklist_beside {
	const struct az_checklist_list *baseline;
	const struct az_checklist_list *whole; /* what conditions speak of */
};
void az_checklist_put_changes(struct az_exchange *x, const char *path, const struct az_checklist_beside *beside,
                              const struct az_checklist_change *changes, size_t count);

/* "law" of a node: the baseline's question of an item that the law demands and that is worded otherwise. */
void az_checklist_put_law_words(struct az_exchange *x, struct _hdf *node, const struct az_checklist_list *baseline,
                                const struct az_checklist_item *item);

/* A text with its deleted and inserted words, as "pieces" of a node. */
void az_checklist_put_pieces(struct az_exchange *x, struct _hdf *node, const char *before, const char *after);

/* "2 added, 1 changed"; that nothing changed. */
const char *az_checklist_changes_count(struct az_exchange *x, const struct az_checklist_change *changes, size_t count);

/* Where any two lists of a sector are compared, for the public and at the desk. */
const char *az_checklist_changes_href(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                      bool desk);

#endif
