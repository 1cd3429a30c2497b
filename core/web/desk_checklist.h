/* What the desk's pages of one sector's checklist share. */
#ifndef AZ_WEB_DESK_CHECKLIST_H
#define AZ_WEB_DESK_CHECKLIST_H

#include "web/checklist.h"

/* One sector as the person at the desk meets it. */
struct az_checklist_room {
	const struct az_sector *sector;
	const struct anze_plugin *plugin; /* NULL: disabled */
	bool may_write;
	bool has_draft;
	struct az_checklist_version draft;
	struct az_checklist_list items;    /* of the draft */
	struct az_checklist_list baseline; /* of the plugin */
	struct az_checklist_version *versions;
	size_t version_count;
	az_day today;
};

/* Opens the sector of the address; AZ_NOT_FOUND when the person may not read it. Puts title and fault on the page. */
enum az_result az_checklist_open(struct az_exchange *x, struct az_checklist_room *room) AZ_CHECKED;

/* The same for a page that changes the draft: AZ_NOT_FOUND for whoever may not write, AZ_CONFLICT without a draft or
 * without the plugin. */
enum az_result az_checklist_open_draft(struct az_exchange *x, struct az_checklist_room *room) AZ_CHECKED;

/* After a refusal: the form comes back with the draft's revision of now, so that a second try is made knowingly. */
enum az_result az_checklist_try_again(struct az_exchange *x, struct az_checklist_room *room, struct az_form_data *form,
                                      size_t revision_field, enum az_result refusal) AZ_CHECKED;

void az_checklist_preset_revision(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form,
                                  size_t revision_field);

/* The number in a hidden field; -1, which no draft has, when it is none. */
int64_t az_checklist_revision(const struct az_form_data *form, size_t revision_field);

#endif
