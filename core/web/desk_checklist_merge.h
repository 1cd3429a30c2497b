/* A new baseline on the desk's pages of a checklist (checklist_merge_draw.c). */
#ifndef AZ_WEB_DESK_CHECKLIST_MERGE_H
#define AZ_WEB_DESK_CHECKLIST_MERGE_H

#include "domain/checklist_merge.h"
#include "web/desk_checklist.h"

/* "Merge": what a new baseline brings to the draft, or to what was published last when there is no draft; nothing when
 * the list stands on the plugin's baseline and came out of no merge; nor for what a county adds, which stands on none. */
enum az_result az_checklist_put_merge(struct az_exchange *x, const struct az_checklist_room *room) AZ_CHECKED;

/* The same as a line for the other pages of a draft: that it is there, how much is open, what cannot stand. */
enum az_result az_checklist_put_merge_line(struct az_exchange *x, const struct az_checklist_room *room) AZ_CHECKED;

/* A clash below a node: its item, its three sides, how it was decided. */
void az_checklist_put_clash(struct az_exchange *x, struct _hdf *node, const struct az_checklist_room *room,
			    const struct az_checklist_clash *clash);

/* The name of its field on the page of decisions; with "-title" its heading. */
const char *az_checklist_clash_name(struct az_exchange *x, const struct az_checklist_clash *clash);

/* One side of a clash in words; `item` NULL: not known, or gone. */
void az_checklist_put_side(struct az_exchange *x, struct _hdf *node, const struct az_checklist_room *room,
			   const struct az_checklist_clash *clash, const struct az_checklist_item *item);

#endif
