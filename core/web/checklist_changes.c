/* Any two lists of a sector side by side: its versions and its baselines for
 * everybody, its draft too at the desk. */
#include "domain/checklist_merge.h"
#include "web/desk_checklist.h"

#include <string.h>

#include "base/text.h"

/* One of the lists that can be compared: its word in the address and its name. */
struct side {
	const char *code, *name;
	const struct az_checklist_version *version; /* NULL: the plugin's baseline of now */
};

struct comparison {
	const struct az_sector *sector;
	const char *county, *county_name; /* of a county's additions; else "" and NULL */
	bool desk;
	struct side *sides; /* oldest first */
	size_t count;
	struct az_checklist_list baseline;
};

const char *az_checklist_changes_href(struct az_exchange *x, const struct az_sector *sector, const char *county, bool desk)
{
	return desk ? az_format(x->ctx->arena, "/desk/checklists/%s/changes", az_checklist_list_path(x, sector, county))
		    : az_checklist_public_href(x, sector, county, "/changes");
}

static void add_side(struct comparison *comparison, const char *code, const char *name,
		     const struct az_checklist_version *version)
{
	comparison->sides[comparison->count++] = (struct side){code, name, version};
}

/* Baselines of before, oldest first; not the one that the plugin has now. */
static enum az_result add_past(struct az_exchange *x, struct comparison *comparison,
			       const struct az_checklist_version *baselines, size_t count,
			       const struct anze_plugin *plugin)
{
	for (size_t i = 0; i < count; i++) {
		const struct az_checklist_version *baseline = &baselines[i];
		struct az_checklist_list list;
		if (plugin != NULL && strcmp(baseline->plugin_version, plugin->version) == 0) {
			AZ_TRY(az_checklist_items(x->ctx, baseline->id, &list));
			if (az_checklist_same(&list, &comparison->baseline))
				continue;
		}
		add_side(comparison, az_format(x->ctx->arena, "baseline-%lld", (long long)baseline->id),
			 az_text(x->page, "checklist_merge.past_baseline", baseline->plugin_version, NULL), baseline);
	}
	return AZ_OK;
}

/* What a county adds stands on none. */
static enum az_result add_baselines(struct az_exchange *x, struct comparison *comparison,
				    const struct anze_plugin *plugin, size_t count)
{
	struct az_checklist_version *baselines;
	size_t baseline_count = 0;
	bool of_city = comparison->county[0] == '\0';
	if (of_city)
		AZ_TRY(az_checklist_baselines(x->ctx, comparison->sector->code, &baselines, &baseline_count));
	comparison->sides = AZ_NEW_ARRAY(x->ctx->arena, baseline_count + count + 2, struct side);
	if (!of_city)
		return AZ_OK;
	if (plugin != NULL)
		az_checklist_baseline(x->ctx->arena, plugin, &comparison->baseline);
	AZ_TRY(add_past(x, comparison, baselines, baseline_count, plugin));
	if (plugin != NULL)
		add_side(comparison, "baseline", az_checklist_name(x, 0), NULL);
	return AZ_OK;
}

static enum az_result find_sides(struct az_exchange *x, struct comparison *comparison, const struct anze_plugin *plugin,
				 const struct az_checklist_version *versions, size_t count,
				 const struct az_checklist_version *draft)
{
	AZ_TRY(add_baselines(x, comparison, plugin, count));
	for (size_t i = count; i-- > 0;)
		add_side(comparison, az_format(x->ctx->arena, "%lld", (long long)versions[i].number),
			 az_checklist_name(x, versions[i].number), &versions[i]);
	if (draft != NULL)
		add_side(comparison, "draft", az_text(x->page, "desk_checklist.draft", NULL), draft);
	return AZ_OK;
}

/* The side that the address names, or `otherwise` when it names none; NULL for a word that it does not know. */
static const struct side *chosen(struct az_exchange *x, const struct comparison *comparison, const char *name,
				 size_t otherwise)
{
	const char *code = az_request_query(x->request, name);
	if (code[0] == '\0')
		return &comparison->sides[otherwise];
	for (size_t i = 0; i < comparison->count; i++)
		if (strcmp(comparison->sides[i].code, code) == 0)
			return &comparison->sides[i];
	return NULL;
}

static enum az_result list_of(struct az_exchange *x, const struct comparison *comparison, const struct side *side,
			      struct az_checklist_list *list)
{
	if (side->version != NULL)
		return az_checklist_items(x->ctx, side->version->id, list);
	*list = comparison->baseline;
	return AZ_OK;
}

static void put_options(struct az_exchange *x, const char *path, const struct comparison *comparison,
			const struct side *selected)
{
	for (size_t i = 0; i < comparison->count; i++) {
		const struct side *side = &comparison->sides[i];
		struct _hdf *option = az_append(x->page->data, path);
		az_set(option, "code", side->code);
		az_set(option, "label", side->name);
		az_set_flag(option, "checked", side == selected);
	}
}

static enum az_result show(struct az_exchange *x, const struct comparison *comparison)
{
	struct az_checklist_list before, after;
	struct az_checklist_change *changes;
	size_t count, last = comparison->count - 1;
	const char *action = az_checklist_changes_href(x, comparison->sector, comparison->desk ? comparison->county : "",
						       comparison->desk);
	const char *name = az_checklist_list_name(x, comparison->sector, comparison->county_name);
	const struct side *from = chosen(x, comparison, "from", last == 0 ? 0 : last - 1);
	const struct side *to = chosen(x, comparison, "to", last);
	if (from == NULL || to == NULL)
		return AZ_NOT_FOUND;
	AZ_TRY(list_of(x, comparison, from, &before));
	AZ_TRY(list_of(x, comparison, to, &after));
	az_checklist_differences(x->ctx->arena, &before, &after, &changes, &count);
	az_checklist_put_title(x, comparison->sector, comparison->county, comparison->county_name);
	const struct az_checklist_beside beside = {&comparison->baseline, &after};
	az_checklist_put_changes(x, "Changes", &beside, changes, count);
	struct _hdf *node = az_node(x->page->data, "Compare");
	put_options(x, "Compare.from", comparison, from);
	put_options(x, "Compare.to", comparison, to);
	az_set(node, "action", action);
	az_set(node, "county", comparison->desk ? "" : comparison->county);
	az_set(node, "back",
	       comparison->desk ? az_format(x->ctx->arena, "/desk/checklists/%s",
					    az_checklist_list_path(x, comparison->sector, comparison->county))
				: az_checklist_public_href(x, comparison->sector, comparison->county, ""));
	az_set(node, "swap",
	       az_format(x->ctx->arena, "%s?from=%s&to=%s%s%s", action, to->code, from->code,
			 comparison->desk || comparison->county[0] == '\0' ? "" : "&county=",
			 comparison->desk ? "" : comparison->county));
	if (comparison->desk && from->version != NULL && from->version->number != 0)
		AZ_TRY(az_checklist_put_visits(x, comparison->sector, comparison->county, from->version->id));
	az_set_text(x->page, node, "sides", "checklist.compare_sides", from->name, to->name, NULL);
	az_set(node, "count", az_checklist_changes_count(x, changes, count));
	az_set_text(x->page, x->page->data, "Page.title", "checklist.compare_title", name, NULL);
	return az_page_show(x->page, "public/checklist_changes", NULL);
}

static enum az_result public_page(struct az_exchange *x)
{
	struct comparison comparison = {.sector = az_checklist_sector(x, 0),
					.county = az_request_query(x->request, "county")};
	const struct anze_plugin *plugin;
	struct az_checklist_version *versions;
	size_t count;
	if (comparison.sector == NULL)
		return AZ_NOT_FOUND;
	const char *code = comparison.sector->code;
	if (comparison.county[0] != '\0')
		AZ_TRY(az_checklist_county_name(x, comparison.county, &comparison.county_name));
	AZ_TRY(az_checklist_versions(x->ctx, code, comparison.county, az_day_at(x->ctx->now), &versions, &count));
	az_checklist_fault(x, code, &plugin);
	AZ_TRY(find_sides(x, &comparison, plugin, versions, count, NULL));
	return comparison.count == 0 ? AZ_NOT_FOUND : show(x, &comparison);
}

static enum az_result desk_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open(x, &room));
	struct comparison comparison = {
		.sector = room.sector, .county = room.county, .county_name = room.county_name, .desk = true};
	AZ_TRY(find_sides(x, &comparison, room.plugin, room.versions, room.version_count,
			  room.has_draft ? &room.draft : NULL));
	return comparison.count == 0 ? AZ_NOT_FOUND : show(x, &comparison);
}

static const struct az_route routes[] = {
	{AZ_GET, "/checklists/{sector}/changes", public_page, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
	{AZ_GET, "/desk/checklists/{sector}/changes", desk_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
};
const struct az_route_table az_checklist_changes_routes = AZ_ROUTES(routes);
