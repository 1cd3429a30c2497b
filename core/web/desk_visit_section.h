/* The form of one section of a visit, between who makes it (desk_visit_fields.c), who draws it
 * (desk_visit_section_draw.c) and who stores what was sent (desk_visit_section.c). */
#ifndef AZ_WEB_DESK_VISIT_SECTION_H
#define AZ_WEB_DESK_VISIT_SECTION_H

#include "web/desk_visit.h"

/* The form's fields: these first, then PER_ITEM of each item. */
enum { SEEN, CLASHED, GO, UNSEEN, FIRST };
enum { NUMBER, ANSWER, REMARK, PHOTOS, DROP, KEEP, PER_ITEM };

/* The form of a section, with the visit that it was made for. */
struct section_form {
	struct az_form form; /* first: a form is known by its address */
	struct az_visit_sheet *sheet;
	size_t index; /* of the section */
};

/* The section that the request's address names, of a visit of one's own; AZ_NOT_FOUND. Owned by the arena. The visit is read
 * and not judged (az_visit_read): what is sent is stored before a plugin is asked, who may die of it. */
enum az_result az_visit_section_form(struct az_exchange *x, struct section_form **out) AZ_CHECKED;

/* The form that was sent or is drawn, its section, and an item of that. */
const struct section_form *az_section_of(const struct az_form_data *data);
const struct az_visit_section *az_section_here(const struct section_form *form);
struct az_visit_item *az_section_item(const struct section_form *form, size_t i);

/* The code of an item's own choice in its field: told by a prefix from the reasons not to answer. */
const char *az_visit_choice_code(struct az_exchange *x, const char *code);

/* Shows in an item's fields what was said to it. */
void az_section_preset(struct az_exchange *x, struct az_form_data *data, size_t first,
		       const struct az_visit_answer *answer);

/* What was sent for an item. */
void az_section_answer(const struct az_form_data *data, size_t first, const struct az_visit_item *item,
		       struct az_visit_answer *out);

/* Is the code among those that a hidden field lists, with a space between? */
bool az_section_lists(const struct az_form_data *data, size_t field, const char *code);

/* Was the item on the page that was sent? Its remark's box is sent whether or not something stands in it. */
bool az_section_drawn(const struct az_form_data *data, size_t first);

/* Judges the visit and shows the section; beside both answers of each item that CLASHED lists. */
enum az_result az_section_show(struct az_exchange *x, struct az_form_data *data) AZ_CHECKED;

#endif
