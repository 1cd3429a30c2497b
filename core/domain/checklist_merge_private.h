/* Shared by the checklist_merge*.c and checklist_clash.c of this directory only. */
#ifndef AZ_DOMAIN_CHECKLIST_MERGE_PRIVATE_H
#define AZ_DOMAIN_CHECKLIST_MERGE_PRIVATE_H

#include "domain/checklist_merge.h"

/* Makes the field of `item` what it is in `from`; not for AZ_MERGE_ORDER. */
void az_merge_take(enum az_merge_field field, struct az_checklist_item *item, const struct az_checklist_item *from);

/* The bit of enum az_checklist_field that the field belongs to; 0: none. */
int64_t az_merge_bit(enum az_merge_field field);

bool az_merge_field_parse(const char *name, enum az_merge_field *out);
bool az_merge_choice_parse(const char *name, enum az_merge_choice *out);

/* An item of a baseline that is gone, as one of the city's own. What counts as a major hazard and what the law demands
 * is the plugin's to say, so of it neither stays. */
struct az_checklist_item az_merge_as_own(const struct az_checklist_item *item);

/* What the order is merged of. */
struct az_merge_orders {
	struct az_arena *arena;
	const struct az_checklist_ancestor *ancestor;
	const struct az_checklist_list *city, *plugin;
};

/* Puts the items of `list` in their order and appends the clashes about it (room for one an item is there). */
void az_merge_order(const struct az_merge_orders *orders, struct az_checklist_list *list,
		    struct az_checklist_clash *clashes, size_t *count);

/* Behind which item of `among` the item stands in `list`: its code, "" for the first. Nobody sees where those stand that
 * are out of use in `list`. */
const char *az_merge_behind(const struct az_checklist_list *list, const char *code,
			    const struct az_checklist_list *among);

#endif
