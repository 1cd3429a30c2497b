/* Counting deaths inside plugins. */
#include "server/blame.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"

bool az_blame_too_often(int64_t deaths[AZ_BLAME_DEATHS], int64_t now)
{
	memmove(deaths + 1, deaths, (AZ_BLAME_DEATHS - 1) * sizeof *deaths);
	deaths[0] = now;
	int64_t oldest = deaths[AZ_BLAME_DEATHS - 1];
	return oldest != 0 && now - oldest <= AZ_BLAME_WITHIN;
}

static void put_aside(struct az_blame *blame, int plugin, enum az_aside aside)
{
	if (atomic_exchange(&blame->board->plugins.part[plugin].aside, (int32_t)aside) == (int32_t)aside)
		return;
	memset(blame->deaths[plugin], 0, sizeof blame->deaths[plugin]); /* brought back, it begins anew */
}

void az_blame_death(struct az_blame *blame, int plugin, uint64_t request, const char *how)
{
	struct az_part *part = &blame->board->plugins.part[plugin];
	char name[AZ_PART_NAME], why[160], who[24] = "job";
	az_part_name(atomic_load(&part->name), name);
	if (request != 0)
		az_print(who, sizeof who, "%016llx", (unsigned long long)request);
	uint64_t deaths = atomic_fetch_add(&part->deaths, 1) + 1;
	az_log(AZ_LOG_ERROR, "plugin.died", "sector=%s request=%s %s deaths=%llu", name, who, how,
	       (unsigned long long)deaths);
	if (!az_blame_too_often(blame->deaths[plugin], az_clock_monotonic()) ||
	    atomic_load(&part->aside) != AZ_ASIDE_NOT)
		return;
	az_print(why, sizeof why, "%d deaths within %d s, the last in request %s: %s", AZ_BLAME_DEATHS,
		 AZ_BLAME_WITHIN / 1000, who, how);
	put_aside(blame, plugin, AZ_ASIDE_FAILED);
	az_log(AZ_LOG_ERROR, "plugin.aside", "sector=%s set aside: %s; anzectl plugin enable %s brings it back", name,
	       why, name);
	blame->hooks->set_aside(blame->hooks->self, name, why);
	/* Where it could not be kept, it still holds until the next start. */
	blame->written[plugin] = blame->hooks->aside(blame->hooks->self, name);
	blame->met[plugin] = true;
}

void az_blame_refresh(struct az_blame *blame)
{
	char name[AZ_PART_NAME];
	for (int i = 0; i < AZ_PARTS_MAX; i++) {
		struct az_part *part = &blame->board->plugins.part[i];
		uint32_t code = atomic_load(&part->name);
		if (code == 0)
			continue;
		az_part_name(code, name);
		enum az_aside aside = blame->hooks->aside(blame->hooks->self, name);
		bool changed = !blame->met[i] || aside != blame->written[i];
		blame->met[i] = true;
		blame->written[i] = aside;
		if (!changed || (int32_t)aside == atomic_load(&part->aside))
			continue;
		az_log(AZ_LOG_WARNING, "plugin.aside", "sector=%s %s", name,
		       aside == AZ_ASIDE_NOT ? "is offered again" : "set aside by the operator");
		put_aside(blame, i, aside);
	}
}
