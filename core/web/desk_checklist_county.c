/* At the desk: what counties add to a sector's checklist, for its city and for each of them. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"

static enum az_result put_county(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                 const char *name)
{
	struct az_checklist_version *versions, draft = {0};
	size_t count;
	AZ_TRY(az_checklist_versions(x->ctx, sector->code, county, az_day_at(x->ctx->now), &versions, &count));
	enum az_result found = az_checklist_draft(x->ctx, sector->code, county, &draft);
	if (found != AZ_OK && found != AZ_NOT_FOUND)
		return found;
	const struct az_checklist_version *version = az_checklist_in_force(versions, count);
	struct _hdf *row = az_append(x->page->data, "Counties");
	az_set(row, "name", name);
	az_set(row, "href",
	       az_format(x->ctx->arena, "/desk/checklists/%s", az_checklist_list_path(x, sector, county)));
	if (version != NULL) {
		az_set(row, "version", az_checklist_name(x, version->number));
		az_set_day(row, "from", version->effective_from);
		az_set_int(row, "items", version->items);
	}
	if (found == AZ_OK)
		az_set(row, "draft", az_checklist_draft_by(x, &draft));
	return AZ_OK;
}

enum az_result az_checklist_put_counties(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct anze_choice *counties;
	const char *own = az_checklist_county(x->ctx);
	size_t count;
	if (room->county[0] != '\0')
		return AZ_OK;
	AZ_TRY(az_checklist_counties(x->ctx, room->sector->code, own, &counties, &count));
	for (size_t i = 0; i < count; i++) {
		enum az_result readable = az_checklist_readable(x->ctx, room->sector->code, counties[i].code);
		if (readable == AZ_NOT_FOUND)
			continue;
		AZ_TRY(readable);
		AZ_TRY(put_county(x, room->sector, counties[i].code,
		                  az_pick(x->page, counties[i].label.zh, counties[i].label.en)));
	}
	az_set_flag(x->page->data, "Checklist.own_county", own[0] != '\0');
	return AZ_OK;
}
