/* Conditions of counties that the city's list does not bear, now or from a day on: told to the county, and to the city
 * before it publishes. Until they are mended the items are asked always. */
#include "domain/checklist_county.h"

#include <string.h>

#include "base/arena.h"
#include "domain/checklist_private.h"
#include "domain/site.h"

struct telling {
	struct az_checklist_told *rows;
	size_t count;
};

static bool is_told(const struct telling *telling, const char *code)
{
	for (size_t i = 0; i < telling->count; i++)
		if (strcmp(telling->rows[i].lapse.code, code) == 0)
			return true;
	return false;
}

/* What lapses of a county's items behind a list of the city. */
static void lapses_behind(struct az_ctx *ctx, const char *sector, const struct az_checklist_list *city,
                          const char *county, const struct az_checklist_list *additions,
                          struct az_checklist_lapse **lapses, size_t *count)
{
	struct az_checklist_list placed;
	az_checklist_arrange(ctx->arena, city, county, additions, &placed);
	az_checklist_lapses(ctx->arena, az_plugins_find(ctx->site->plugins, sector), &placed, lapses, count);
}

/* The county's items that are in force on a day; none when it adds nothing then. */
static enum az_result additions_on(struct az_ctx *ctx, const char *sector, const char *county, az_day day,
                                   struct az_checklist_list *list)
{
	struct az_checklist_version *versions;
	size_t count;
	*list = (struct az_checklist_list){0};
	AZ_TRY(az_checklist_versions(ctx, sector, county, day, &versions, &count));
	const struct az_checklist_version *version = az_checklist_in_force(versions, count);
	return version == NULL ? AZ_OK : az_checklist_items(ctx, version->id, list);
}

static enum az_result tell_behind(struct az_ctx *ctx, const struct az_checklist_version *city, const char *county,
                                  az_day day, struct telling *telling)
{
	struct az_checklist_list list, additions;
	struct az_checklist_lapse *lapses;
	size_t count;
	AZ_TRY(additions_on(ctx, city->sector, county, day, &additions));
	if (additions.count == 0)
		return AZ_OK;
	AZ_TRY(az_checklist_items(ctx, city->id, &list));
	lapses_behind(ctx, city->sector, &list, county, &additions, &lapses, &count);
	for (size_t i = 0; i < count; i++)
		if (!is_told(telling, lapses[i].code))
			telling->rows[telling->count++] =
				(struct az_checklist_told){{county, {0}}, lapses[i], city->number, city->effective_from};
	return AZ_OK;
}

enum az_result az_checklist_lapsed(struct az_ctx *ctx, const char *sector, const char *county,
                                   struct az_checklist_told **rows, size_t *count)
{
	struct telling telling = {0};
	struct az_checklist_version *versions;
	az_day today = az_day_at(ctx->now);
	size_t version_count;
	AZ_TRY(az_checklist_versions(ctx, sector, "", today, &versions, &version_count));
	/* Each code is told once, so what the county ever has is enough room. */
	telling.rows = AZ_NEW_ARRAY(ctx->arena, (version_count + 1) * AZ_CHECKLIST_COUNTY_MAX, struct az_checklist_told);
	for (size_t i = version_count; i-- > 0;) {
		const struct az_checklist_version *city = &versions[i];
		if (city->standing == AZ_CHECKLIST_IN_FORCE)
			AZ_TRY(tell_behind(ctx, city, county, today, &telling));
		else if (city->standing == AZ_CHECKLIST_COMING)
			AZ_TRY(tell_behind(ctx, city, county, city->effective_from, &telling));
	}
	*rows = telling.rows;
	*count = telling.count;
	return AZ_OK;
}

/* One county's part: what stands behind the list of today and not behind the draft. */
static enum az_result tell_county(struct az_ctx *ctx, const char *sector, const struct az_checklist_list *now,
                                  const struct az_checklist_list *draft, const struct anze_choice *county,
                                  struct telling *telling)
{
	struct az_checklist_list additions;
	struct az_checklist_lapse *before, *after;
	size_t before_count, after_count;
	AZ_TRY(additions_on(ctx, sector, county->code, az_day_at(ctx->now), &additions));
	if (additions.count == 0)
		return AZ_OK;
	lapses_behind(ctx, sector, now, county->code, &additions, &before, &before_count);
	lapses_behind(ctx, sector, draft, county->code, &additions, &after, &after_count);
	for (size_t i = 0; i < after_count; i++) {
		bool known = false;
		for (size_t k = 0; k < before_count; k++)
			known = known || strcmp(before[k].code, after[i].code) == 0;
		if (!known)
			telling->rows[telling->count++] = (struct az_checklist_told){*county, after[i], 0, AZ_DAY_NONE};
	}
	return AZ_OK;
}

enum az_result az_checklist_touches(struct az_ctx *ctx, const char *sector, const struct az_checklist_list *draft,
                                    struct az_checklist_told **rows, size_t *count)
{
	struct telling telling = {0};
	struct az_checklist_list now;
	struct anze_choice *counties;
	size_t county_count;
	AZ_TRY(az_checklist_counties(ctx, sector, "", &counties, &county_count));
	*count = 0;
	if (county_count == 0)
		return AZ_OK;
	AZ_TRY(az_checklist_city_list(ctx, sector, az_day_at(ctx->now), &now));
	telling.rows = AZ_NEW_ARRAY(ctx->arena, county_count * AZ_CHECKLIST_COUNTY_MAX, struct az_checklist_told);
	for (size_t i = 0; i < county_count; i++)
		AZ_TRY(tell_county(ctx, sector, &now, draft, &counties[i], &telling));
	*rows = telling.rows;
	*count = telling.count;
	return AZ_OK;
}
