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

/* A lapse in words: which item, why, since when. */
static void put_told(struct az_exchange *x, const char *path, const struct az_checklist_told *told)
{
	struct _hdf *row = az_append(x->page->data, path);
	const struct az_problem *problem = &told->lapse.problem;
	char day[AZ_DAY_TEXT];
	if (problem->args[0] == NULL || strcmp(problem->args[0], told->lapse.code) != 0)
		az_set(row, "code", told->lapse.code); /* else the sentence begins with it */
	az_set(row, "why", az_problem_text(x, problem));
	if (told->county.label.zh != NULL)
		az_set(row, "county", az_pick(x->page, told->county.label.zh, told->county.label.en));
	if (told->from == AZ_DAY_NONE)
		return;
	az_day_print(told->from, day);
	az_set_text(x->page, row, "since", "checklist_county.since", az_checklist_name(x, told->city_number), day, NULL);
}

/* The city's items as the county's person finds them before the own ones: to read. */
void az_checklist_put_city(struct az_exchange *x, const struct az_checklist_room *room)
{
	int64_t count = 0;
	for (size_t i = 0; i < room->city.count; i++) {
		const struct az_checklist_item *item = &room->city.items[i];
		if (item->retired)
			continue;
		struct _hdf *row = az_append(x->page->data, "City.items");
		az_set(row, "code", item->code);
		az_set(row, "question", az_pick(x->page, item->question_zh, item->question_en));
		az_set(row, "category", az_checklist_category_text(x, item->category));
		count++;
	}
	if (count > 0)
		az_set_text(x->page, x->page->data, "City.title", "checklist_county.city_list",
		            az_format(x->ctx->arena, "%lld", (long long)count), NULL);
}

enum az_result az_checklist_put_lapsed(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct az_checklist_told *rows;
	size_t count;
	if (room->county[0] == '\0')
		return AZ_OK;
	AZ_TRY(az_checklist_lapsed(x->ctx, room->sector->code, room->county, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_told(x, "Lapsed", &rows[i]);
	return AZ_OK;
}

enum az_result az_checklist_put_touched(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct az_checklist_told *rows;
	size_t count;
	if (room->county[0] != '\0')
		return AZ_OK;
	AZ_TRY(az_checklist_touches(x->ctx, room->sector->code, &room->items, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_told(x, "Touched", &rows[i]);
	return AZ_OK;
}

/* Beside a sector's row: what the person's own county adds, and whether something of it has lapsed. */
enum az_result az_checklist_put_own_county(struct az_exchange *x, struct _hdf *row, const struct az_sector *sector)
{
	struct az_checklist_told *rows;
	struct az_checklist_version *versions;
	const char *county = az_checklist_county(x->ctx);
	size_t count, version_count;
	if (county[0] == '\0')
		return AZ_OK;
	AZ_TRY(az_checklist_lapsed(x->ctx, sector->code, county, &rows, &count));
	AZ_TRY(az_checklist_versions(x->ctx, sector->code, county, az_day_at(x->ctx->now), &versions, &version_count));
	const struct az_checklist_version *version = az_checklist_in_force(versions, version_count);
	az_set(row, "added",
	       az_format(x->ctx->arena, "/desk/checklists/%s", az_checklist_list_path(x, sector, county)));
	az_set(row, "added_text",
	       version == NULL ? az_text(x->page, "checklist_county.own_none", NULL)
	                       : az_text(x->page, "checklist_county.own_some",
	                                 az_format(x->ctx->arena, "%lld", (long long)version->items), NULL));
	az_set_flag(row, "added_lapsed", count > 0);
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
