/* What the desk's pages of one visit share. */
#ifndef AZ_WEB_DESK_VISIT_H
#define AZ_WEB_DESK_VISIT_H

#include "domain/visit.h"
#include "web/web.h"

/* Who fills checklists. */
#define AZ_VISITORS (AZ_ROLE_INSURER | AZ_ROLE_AGENCY | AZ_ROLE_REGULATOR)

/* "/desk/visits/V2026-000012", and below it. */
const char *az_visit_path(struct az_exchange *x, const struct az_visit *visit);

/* The visit that the address names with all that is in it; AZ_NOT_FOUND when out of scope. Puts its data on the page.
 */
enum az_result az_visit_enter(struct az_exchange *x, struct az_visit_sheet *sheet) AZ_CHECKED;

/* Puts what a visit is below "Visit". */
void az_visit_put(struct az_exchange *x, const struct az_visit *visit);

/* May it be filled by the actor now? */
bool az_visit_may_fill(const struct az_exchange *x, const struct az_visit *visit);

/* "S3, hazard check (1 of 2)". */
const char *az_visit_section_text(struct az_exchange *x, const struct az_visit_section *section);

/* What was said to an item, in words: "complies", "24.5 m", a choice's label; NULL when nothing was. */
const char *az_visit_answer_text(struct az_exchange *x, const struct az_checklist_item *item,
				 const struct az_visit_answer *answer);

/* The item's limits in words, "at least 30 m"; NULL where it is no number. */
const char *az_visit_limits_text(struct az_exchange *x, const struct az_checklist_item *item);

/* Marks an item that the county of the visit added, and parts the first of them from the item before it (NULL: none). */
void az_visit_put_county(struct az_exchange *x, struct _hdf *node, const struct az_visit *visit,
			 const struct az_checklist_item *item, const struct az_checklist_item *before);

/* Puts score, counts and what is missing below "Score". */
void az_visit_put_score(struct az_exchange *x, const struct az_visit_sheet *sheet);

/* Appends the photos of an item to "photos" of the node: address, name, whether it is a picture. */
void az_visit_put_photos(struct az_exchange *x, struct _hdf *node, const struct az_visit_sheet *sheet,
			 const char *code);

/* Appends each section with its items and answers to "Sections"; for reading. */
void az_visit_put_results(struct az_exchange *x, const struct az_visit_sheet *sheet);

/* Appends each failed item to "Hazards": grade, basis, what is to be done until when; a draft's link to writing it
 * down, a raised one's to its page. Nothing of a trial. */
void az_visit_put_hazards(struct az_exchange *x, const struct az_visit_sheet *sheet);

/* What it is about: what the item asks, or the situation of one that no item names; and the tone of its state. */
const char *az_hazard_subject(struct az_exchange *x, const struct az_hazard *hazard);
const char *az_hazard_tag(const struct az_hazard *hazard);

/* One hazard below a node, in words; with the visit's item that failed, NULL where none did. */
void az_hazard_put(struct az_exchange *x, struct _hdf *node, const struct az_hazard *hazard,
		   const struct az_visit_item *item);

/* What is to be done: as it was written, else that the item is to comply, with what its answer should have been. */
const char *az_hazard_measure(struct az_exchange *x, const struct az_hazard *hazard, const struct az_visit_item *item);

/* Is it a trial of a checklist? */
bool az_visit_is_trial(const struct az_visit *visit);

/* Appends the plugin's findings to "Findings". */
void az_visit_put_findings(struct az_exchange *x, const struct az_visit_sheet *sheet);

/* A text of the catalogue as both languages of a declaration: the one that the page is in. */
struct anze_text az_visit_words(struct az_exchange *x, const char *key);

#endif
