/* What the desk's pages of one sector's checklist share. */
#ifndef AZ_WEB_DESK_CHECKLIST_H
#define AZ_WEB_DESK_CHECKLIST_H

#include "web/checklist.h"

/* Which list an address names: "chemicals" the city's, "chemicals-370902" what that county adds to it. */
struct az_checklist_whose {
	const struct az_sector *sector;
	const char *county, *county_name; /* "" and NULL: the city's */
	const char *path;                 /* the segment itself */
	const char *name;                 /* az_checklist_list_name */
};
enum az_result az_checklist_find_list(struct az_exchange *x, size_t param, struct az_checklist_whose *whose) AZ_CHECKED;
const char *az_checklist_list_path(struct az_exchange *x, const struct az_sector *sector, const char *county);

/* One list as the person at the desk meets it. */
struct az_checklist_room {
	const struct az_sector *sector;
	const char *county, *county_name; /* of a county's additions; else "" and NULL */
	const char *path, *name;          /* as of what the address names */
	const struct anze_plugin *plugin; /* NULL: disabled */
	bool may_write;
	bool has_draft;
	bool in_review; /* the draft is proposed: nobody changes it */
	struct az_checklist_version draft;
	struct az_checklist_list items;    /* of the draft */
	struct az_checklist_list baseline; /* of the plugin; of a county: empty */
	struct az_checklist_list city;     /* of a county: the city's list of today */
	struct az_checklist_list whole;    /* what conditions speak of: the items, a county's in their places in the city's */
	struct az_checklist_version *versions;
	size_t version_count;
	az_day today;
};

/* Opens the sector of the address; AZ_NOT_FOUND when the person may not read it. Puts title and fault on the page. */
enum az_result az_checklist_open(struct az_exchange *x, struct az_checklist_room *room) AZ_CHECKED;

/* Items and whole of the room's draft, as it is now. */
enum az_result az_checklist_load_draft(struct az_exchange *x, struct az_checklist_room *room) AZ_CHECKED;

/* "Counties": what counties add to the city's list, as far as the person may read it (desk_checklist_county.c); and who
 * changed a draft last, or proposed it. */
enum az_result az_checklist_put_counties(struct az_exchange *x, const struct az_checklist_room *room) AZ_CHECKED;
/* "Lapsed": conditions of a county's additions that the city's list does not bear; "Touched": those that the city's draft
 * would not. */
enum az_result az_checklist_put_lapsed(struct az_exchange *x, const struct az_checklist_room *room) AZ_CHECKED;
enum az_result az_checklist_put_touched(struct az_exchange *x, const struct az_checklist_room *room) AZ_CHECKED;
void az_checklist_put_city(struct az_exchange *x, const struct az_checklist_room *room);
enum az_result az_checklist_put_own_county(struct az_exchange *x, struct _hdf *row,
                                           const struct az_sector *sector) AZ_CHECKED;
const char *az_checklist_draft_by(struct az_exchange *x, const struct az_checklist_version *draft);

/* The same for a page that changes the draft: AZ_NOT_FOUND for whoever may not write, AZ_CONFLICT without a draft, while it
 * is in review or without the plugin. */
enum az_result az_checklist_open_draft(struct az_exchange *x, struct az_checklist_room *room) AZ_CHECKED;

/* What the draft changes, as the person is about to decide about it, and the page's title. */
enum az_result az_checklist_put_decision(struct az_exchange *x, const struct az_checklist_room *room,
                                         const char *title_key) AZ_CHECKED;

/* "Changes to version 3"; of a county's first list: what it adds. */
void az_checklist_put_changes_title(struct az_exchange *x, const struct az_checklist_room *room, int64_t last);

/* "Checklist.visits": how many visits are being filled in by that version (0: by any), and that they keep it; "Visits" names
 * the first of them, "Checklist.visits_more" says how many more there are. */
enum az_result az_checklist_put_visits(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                       int64_t version_id) AZ_CHECKED;

/* "Proposal": who, when, from which day, with which note. */
void az_checklist_put_proposal(struct az_exchange *x, const struct az_checklist_room *room);

/* After a refusal: the form comes back with the draft's revision of now, so that a second try is made knowingly. */
enum az_result az_checklist_try_again(struct az_exchange *x, struct az_checklist_room *room, struct az_form_data *form,
                                      size_t revision_field, enum az_result refusal) AZ_CHECKED;

void az_checklist_preset_revision(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form,
                                  size_t revision_field);

/* What the pages of one item share (desk_checklist_item.c). */
void az_checklist_set_frequencies(struct az_exchange *x, struct az_form_data *form, size_t field);
const char *az_checklist_place(struct az_exchange *x, const struct az_checklist_room *room, const char *kind,
                               const char *code);
void az_checklist_put_edit(struct az_exchange *x, const struct az_checklist_room *room, const char *title_key,
                           const char *code);

/* An error of a field in the words of a refusal of the domain. */
void az_checklist_field_problem(struct az_exchange *x, struct az_form_data *form, size_t field,
                                const struct az_problem *problem);

/* The boxes with which a person says that what is worded anew means what it meant: `demanded` for what the law demands
 * (AZ_CHECKLIST_NO_BOX: the form has none), `same` for what was published. What the item cannot be asked is left out.
 * `item` NULL: it is new. */
#define AZ_CHECKLIST_NO_BOX SIZE_MAX
struct az_checklist_boxes {
	size_t demanded, same;
	const struct az_checklist_item *baseline, *published; /* of the item; NULL: none */
};
enum az_result az_checklist_set_boxes(struct az_exchange *x, const struct az_checklist_room *room,
                                      const struct az_checklist_item *item, struct az_form_data *form,
                                      struct az_checklist_boxes *boxes) AZ_CHECKED;
/* After the form was checked: was said what the wanted item asks? Else an error beside the box. */
bool az_checklist_is_said(struct az_exchange *x, const struct az_checklist_room *room,
                          const struct az_checklist_boxes *boxes, const struct az_checklist_item *item,
                          const struct az_checklist_item *wanted, struct az_form_data *form);

/* An item as inspectors see it, for the macros of visit_parts.cs (desk_checklist_preview.c). */
void az_checklist_put_preview(struct az_exchange *x, struct _hdf *node, const struct az_checklist_list *list,
                              const struct az_checklist_item *item, az_day day);

/* The item of the address, `own` or of the baseline; AZ_NOT_FOUND when the draft has none of that kind. */
enum az_result az_checklist_find_item(struct az_exchange *x, struct az_checklist_room *room, bool own,
                                      struct az_checklist_item **item) AZ_CHECKED;

/* Limits are typed with up to six places, whatever the item has; with more than the item's an error of the field. */
#define AZ_CHECKLIST_LIMIT(id) {id, ANZE_DECIMAL, ANZE_NARROW, .min = -1000000000000000, .max = 1000000000000000, .scale = 6}
int64_t az_checklist_limit(struct az_form_data *form, size_t field, int64_t places);
void az_checklist_preset_limit(struct az_exchange *x, struct az_form_data *form, size_t field, int64_t value,
                               int64_t places);

/* The number in a hidden field; -1, which no draft has, when it is none. */
int64_t az_checklist_revision(const struct az_form_data *form, size_t revision_field);

#endif
