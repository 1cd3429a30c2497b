/* A county's additions: the list that is in force, and what a draft of a county's is judged by. */
#include "domain/checklist_county.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_private.h"
#include "domain/division.h"
#include "domain/site.h"
#include "plugin/relevant.h"

/* ---- in force ---- */

enum az_result az_checklist_of_versions(struct az_ctx *ctx, const char *sector, int64_t city_version, const char *county,
                                        int64_t county_version, struct az_checklist_list *list)
{
	struct az_checklist_list city, additions;
	if (county_version == 0)
		return az_checklist_items(ctx, city_version, list);
	AZ_TRY(az_checklist_items(ctx, city_version, &city));
	AZ_TRY(az_checklist_items(ctx, county_version, &additions));
	az_checklist_join(ctx->arena, az_plugins_find(ctx->site->plugins, sector), &city, county, &additions, list);
	return AZ_OK;
}

/* The version of a list that is in force; id 0 when none is. */
static enum az_result version_on(struct az_ctx *ctx, const char *sector, const char *county, az_day day,
                                 struct az_checklist_version *out)
{
	struct az_checklist_version *versions;
	size_t count;
	AZ_TRY(az_checklist_versions(ctx, sector, county, day, &versions, &count));
	const struct az_checklist_version *version = az_checklist_in_force(versions, count);
	*out = version == NULL ? (struct az_checklist_version){0} : *version;
	return AZ_OK;
}

enum az_result az_checklist_for(struct az_ctx *ctx, const char *sector, const char *county, az_day day,
                                struct az_checklist_force *out)
{
	*out = (struct az_checklist_force){0};
	AZ_TRY(version_on(ctx, sector, "", day, &out->city));
	if (out->city.id == 0)
		return AZ_NOT_FOUND;
	if (county[0] != '\0')
		AZ_TRY(version_on(ctx, sector, county, day, &out->county));
	return az_checklist_of_versions(ctx, sector, out->city.id, county, out->county.id, &out->list);
}

enum az_result az_checklist_city_list(struct az_ctx *ctx, const char *sector, az_day day, struct az_checklist_list *list)
{
	struct az_checklist_version *versions;
	const struct anze_plugin *plugin;
	size_t count;
	AZ_TRY(az_checklist_versions(ctx, sector, "", day, &versions, &count));
	const struct az_checklist_version *version = az_checklist_in_force(versions, count);
	for (size_t i = count; version == NULL && i-- > 0;)
		if (versions[i].standing == AZ_CHECKLIST_COMING)
			version = &versions[i];
	if (version != NULL)
		return az_checklist_items(ctx, version->id, list);
	AZ_TRY(az_checklist_plugin(ctx, sector, &plugin));
	az_checklist_baseline(ctx->arena, plugin, list);
	return AZ_OK;
}

enum az_result az_checklist_counties(struct az_ctx *ctx, const char *sector, const char *always,
                                     struct anze_choice **counties, size_t *count)
{
	struct anze_choice *all;
	size_t all_count;
	AZ_TRY(az_division_choices(ctx, &all, &all_count));
	*counties = AZ_NEW_ARRAY(ctx->arena, all_count + 1, struct anze_choice);
	*count = 0;
	for (size_t i = 0; i < all_count; i++) {
		int64_t lists;
		AZ_TRY(az_db_number(ctx,
		                    AZ_QUERY("SELECT COUNT(*) AS number FROM checklist_version WHERE sector = ? AND county = ? "
		                             "AND state <> 'discarded'",
		                             az_str(sector), az_str(all[i].code)),
		                    &lists));
		if (lists > 0 || strcmp(all[i].code, always) == 0)
			(*counties)[(*count)++] = all[i];
	}
	return AZ_OK;
}

/* ---- a draft's conditions ---- */

size_t az_checklist_work_most(const struct az_checklist_work *work)
{
	return work->county[0] == '\0' ? AZ_CHECKLIST_ITEMS_MAX : AZ_CHECKLIST_COUNTY_MAX;
}

enum az_result az_checklist_room_for_one(struct az_ctx *ctx, const struct az_checklist_work *work)
{
	size_t most = az_checklist_work_most(work);
	if (work->items.count < most)
		return AZ_OK;
	return az_refuse(ctx, AZ_INVALID, "checklist.too_many", az_format(ctx->arena, "%zu", most), NULL);
}

static void lapses_of(struct az_ctx *ctx, const struct az_checklist_work *work, const struct az_checklist_list *items,
                      struct az_checklist_list *placed, struct az_checklist_lapse **lapses, size_t *count)
{
	az_checklist_arrange(ctx->arena, &work->city, work->county, items, placed);
	az_checklist_lapses(ctx->arena, work->plugin, placed, lapses, count);
}

/* Does the condition speak of this item? */
static bool speaks_of(struct az_arena *arena, const char *condition, const char *code)
{
	return strstr(condition, az_format(arena, "${%s}", az_item_name(arena, code))) != NULL;
}

enum az_result az_checklist_work_condition(struct az_ctx *ctx, const struct az_checklist_work *work, size_t index,
                                           const char *text, const char **normal)
{
	struct az_checklist_list placed;
	struct az_checklist_lapse *lapses;
	const char *code = work->items.items[index].code;
	size_t count;
	if (work->county[0] == '\0')
		return az_checklist_condition(ctx->arena, work->plugin, &work->items, index, text, normal, &ctx->problem);
	lapses_of(ctx, work, &work->items, &placed, &lapses, &count);
	size_t at = (size_t)(az_checklist_item_of(&placed, code) - placed.items);
	AZ_TRY(az_checklist_condition(ctx->arena, work->plugin, &placed, at, text, normal, &ctx->problem));
	/* In another category it stands elsewhere: others that ask for it must still find it before them. */
	for (size_t i = 0; i < count; i++)
		if (strcmp(lapses[i].code, code) != 0 && speaks_of(ctx->arena, lapses[i].condition, code)) {
			ctx->problem = lapses[i].problem;
			return AZ_INVALID;
		}
	return AZ_OK;
}

static const struct az_checklist_lapse *lapse_of(const struct az_checklist_lapse *lapses, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lapses[i].code, code) == 0)
			return &lapses[i];
	return NULL;
}

enum az_result az_checklist_work_conditions(struct az_ctx *ctx, const struct az_checklist_work *work,
                                            const struct az_checklist_list *before, struct az_checklist_list *after)
{
	struct az_checklist_list placed;
	struct az_checklist_lapse *lapses, *known = NULL;
	size_t count, known_count = 0, index;
	if (work->county[0] == '\0')
		return az_checklist_conditions(ctx->arena, work->plugin, after, &index, &ctx->problem);
	if (before != NULL)
		lapses_of(ctx, work, before, &placed, &known, &known_count);
	lapses_of(ctx, work, after, &placed, &lapses, &count);
	for (size_t i = 0; i < after->count; i++)
		after->items[i].relevant = az_checklist_item_of(&placed, after->items[i].code)->relevant;
	for (size_t i = 0; i < count; i++)
		if (lapse_of(known, known_count, lapses[i].code) == NULL) {
			ctx->problem = lapses[i].problem;
			return AZ_INVALID;
		}
	return AZ_OK;
}

enum az_result az_checklist_check_addition(struct az_ctx *ctx, const struct az_checklist_version *draft,
                                           struct az_checklist_list *items, az_day effective_from)
{
	struct az_checklist_work work = {.sector = draft->sector, .county = draft->county};
	AZ_TRY(az_checklist_plugin(ctx, draft->sector, &work.plugin));
	AZ_TRY(az_checklist_city_list(ctx, draft->sector, effective_from, &work.city));
	return az_checklist_work_conditions(ctx, &work, NULL, items);
}
