/* The form of one section of a visit, between who makes it (desk_visit_fields.c) and who draws and saves it
 * (desk_visit_section.c). */
#ifndef AZ_WEB_DESK_VISIT_SECTION_H
#define AZ_WEB_DESK_VISIT_SECTION_H

#include "web/desk_visit.h"

/* The form's fields: these first, then PER_ITEM of each item. */
enum { SEEN, CLASHED, GO, UNSEEN, FIRST };
enum { ANSWER, NUMBER, REMARK, PHOTOS, DROP, KEEP, PER_ITEM };

/* The form of a section, with the visit that it was made for. */
struct section_form {
	struct az_form form; /* first: a form is known by its address */
	struct az_visit_sheet sheet;
	const struct az_visit_section *section;
	size_t index;
};

/* The section that the request's address names, of a visit of the signed-in insurer; AZ_NOT_FOUND. Owned by the arena.
 */
enum az_result az_visit_section_form(struct az_exchange *x, struct section_form **out) AZ_CHECKED;

/* The code of an item's own choice in its field: told by a prefix from the reasons not to answer. */
const char *az_visit_choice_code(struct az_exchange *x, const char *code);

#endif
