/* Whose list a page shows: the city's, or what a county adds to it. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"
#include "domain/division.h"

enum az_result az_checklist_county_name(struct az_exchange *x, const char *code, const char **name)
{
	struct anze_choice *counties;
	size_t count;
	AZ_TRY(az_division_choices(x->ctx, &counties, &count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(counties[i].code, code) == 0) {
			*name = az_pick(x->page, counties[i].label.zh, counties[i].label.en);
			return AZ_OK;
		}
	return AZ_NOT_FOUND;
}

const char *az_checklist_list_name(struct az_exchange *x, const struct az_sector *sector, const char *county_name)
{
	const char *name = az_pick(x->page, sector->name.zh, sector->name.en);
	return county_name == NULL ? name : az_text(x->page, "checklist_county.list_name", name, county_name, NULL);
}

/* A division's code has six digits. */
#define CODE_DIGITS 6

enum az_result az_checklist_find_list(struct az_exchange *x, size_t param, struct az_checklist_whose *whose)
{
	const char *segment = x->request->params[param];
	size_t n = strlen(segment), stem = n > CODE_DIGITS ? n - CODE_DIGITS - 1 : n;
	bool of_county = stem < n && segment[stem] == '-' && strspn(segment + stem + 1, "0123456789") == CODE_DIGITS;
	*whose = (struct az_checklist_whose){.county = "", .path = segment};
	if (of_county)
		whose->county = segment + stem + 1;
	whose->sector = az_sector_by_path(x->web->site,
	                                  of_county ? az_copy_n(x->ctx->arena, segment, stem) : segment);
	if (whose->sector == NULL)
		return AZ_NOT_FOUND;
	if (of_county)
		AZ_TRY(az_checklist_county_name(x, whose->county, &whose->county_name));
	whose->name = az_checklist_list_name(x, whose->sector, whose->county_name);
	return AZ_OK;
}

const char *az_checklist_list_path(struct az_exchange *x, const struct az_sector *sector, const char *county)
{
	return county[0] == '\0' ? sector->path : az_format(x->ctx->arena, "%s-%s", sector->path, county);
}

const char *az_checklist_public_href(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                     const char *rest)
{
	return az_format(x->ctx->arena, "/checklists/%s%s%s%s", sector->path, rest, county[0] == '\0' ? "" : "?county=",
	                 county);
}

void az_checklist_mark_county(struct az_checklist_list *list, const char *county)
{
	for (size_t i = 0; county[0] != '\0' && i < list->count; i++)
		list->items[i].county = county;
}

enum az_result az_checklist_load_draft(struct az_exchange *x, struct az_checklist_room *room)
{
	AZ_TRY(az_checklist_items(x->ctx, room->draft.id, &room->items));
	room->whole = room->items;
	if (room->county[0] == '\0')
		return AZ_OK;
	az_checklist_mark_county(&room->items, room->county);
	enum az_result found = az_checklist_city_list(x->ctx, room->sector->code, room->today, &room->city);
	if (found == AZ_CONFLICT || found == AZ_NOT_FOUND) {
		x->ctx->problem = (struct az_problem){0}; /* no plugin and nothing published: the page says so elsewhere */
		return AZ_OK;
	}
	AZ_TRY(found);
	az_checklist_join(x->ctx->arena, room->plugin, &room->city, room->county, &room->items, &room->whole);
	return AZ_OK;
}
