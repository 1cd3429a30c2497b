/* The public's side of the checklists. */
#include "web/checklist.h"

#include <string.h>

#include "base/text.h"

/* What one page shows: a published version, or the baseline. */
struct shown {
	const struct az_sector *sector;
	const struct anze_plugin *plugin; /* NULL: the sector is disabled */
	struct az_checklist_version *versions;
	size_t count;
	const struct az_checklist_version *version; /* NULL: the baseline */
	struct az_checklist_list list, before; /* before: of the version that it followed, when there is one */
	az_day today, day;
};

/* ---- all sectors ---- */

static void put_counts(struct _hdf *row, const struct az_checklist_list *list)
{
	int64_t majors = 0;
	for (size_t i = 0; i < list->count; i++)
		majors += strcmp(list->items[i].major, "no") != 0;
	az_set_int(row, "items", (int64_t)list->count);
	az_set_int(row, "majors", majors);
}

static void put_coming(struct az_exchange *x, struct _hdf *row, const struct az_checklist_version *versions,
                       size_t count)
{
	for (size_t i = count; i-- > 0;) {
		char day[AZ_DAY_TEXT];
		if (versions[i].standing != AZ_CHECKLIST_COMING)
			continue;
		az_day_print(versions[i].effective_from, day);
		az_set_text(x->page, row, "coming", "checklist.coming", az_checklist_name(x, versions[i].number), day, NULL);
		return;
	}
}

static enum az_result put_sector(struct az_exchange *x, const struct az_sector *sector)
{
	struct _hdf *row = az_append(x->page->data, "Sectors");
	const struct anze_plugin *plugin = NULL;
	struct az_checklist_version *versions;
	size_t count;
	AZ_TRY(az_checklist_versions(x->ctx, sector->code, az_day_at(x->ctx->now), &versions, &count));
	const struct az_checklist_version *version = az_checklist_in_force(versions, count);
	az_set(row, "name", az_pick(x->page, sector->name.zh, sector->name.en));
	az_set(row, "href", az_format(x->ctx->arena, "/checklists/%s", sector->path));
	az_set(row, "fault", az_checklist_fault(x, sector->code, &plugin));
	put_coming(x, row, versions, count);
	if (version != NULL) {
		az_set(row, "version", az_checklist_name(x, version->number));
		az_set_day(row, "from", version->effective_from);
		az_set_int(row, "items", version->items);
		az_set_int(row, "majors", version->majors);
	} else if (plugin != NULL) {
		struct az_checklist_list baseline;
		az_checklist_baseline(x->ctx->arena, plugin, &baseline);
		az_set(row, "version", az_checklist_name(x, 0));
		put_counts(row, &baseline);
	}
	return AZ_OK;
}

static enum az_result all_sectors(struct az_exchange *x)
{
	for (size_t i = 0; i < x->web->site->sector_count; i++)
		AZ_TRY(put_sector(x, &x->web->site->sectors[i]));
	return az_page_show(x->page, "public/checklists", "checklist.title");
}

/* ---- one version ---- */

static void put_choice(struct az_exchange *x, const char *path, const char *code, const char *label, bool checked)
{
	struct _hdf *option = az_append(x->page->data, path);
	az_set(option, "code", code);
	az_set(option, "label", label);
	az_set_flag(option, "checked", checked);
}

struct filter {
	const char *category, *major;
};

static bool uses(const struct az_checklist_list *list, const char *category)
{
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].retired && strcmp(list->items[i].category, category) == 0)
			return true;
	return false;
}

/* The filter of the address; AZ_NOT_FOUND for words that it does not know. Offered are the categories that occur. */
static enum az_result read_filter(struct az_exchange *x, const struct az_checklist_list *list, struct filter *filter)
{
	filter->category = az_request_query(x->request, "category");
	filter->major = az_request_query(x->request, "major");
	bool known = filter->category[0] == '\0';
	for (size_t i = 0; i < AZ_CHECKLIST_CATEGORIES; i++) {
		const char *code = az_checklist_categories[i].code;
		bool chosen = strcmp(code, filter->category) == 0;
		known = known || chosen;
		if (!chosen && !uses(list, code))
			continue;
		put_choice(x, "Filter.categories", code,
		           az_text(x->page, "checklist.category_named", code,
		                   az_code_text(x->page, "checklist.category", code), NULL),
		           chosen);
	}
	bool only = strcmp(filter->major, "only") == 0;
	put_choice(x, "Filter.majors", "only", az_text(x->page, "checklist.major_only", NULL), only);
	az_set_flag(x->page->data, "Filter.active", filter->category[0] != '\0' || only);
	return known && (only || filter->major[0] == '\0') ? AZ_OK : AZ_NOT_FOUND;
}

static bool passes(const struct filter *filter, const struct az_checklist_item *item)
{
	return (filter->category[0] == '\0' || strcmp(item->category, filter->category) == 0) &&
	       (filter->major[0] == '\0' || strcmp(item->major, "no") != 0);
}

static void put_categories(struct az_exchange *x, const struct az_checklist_list *list)
{
	for (size_t i = 0; i < AZ_CHECKLIST_CATEGORIES; i++) {
		const char *code = az_checklist_categories[i].code;
		if (!uses(list, code))
			continue;
		struct _hdf *row = az_append(x->page->data, "Categories");
		az_set(row, "code", code);
		az_set_code(x->page, row, "name", "checklist.category", code);
		az_set_code(x->page, row, "about", "checklist.category_about", code);
	}
}

static void put_items(struct az_exchange *x, const struct shown *shown, const struct filter *filter)
{
	int64_t all = 0, listed = 0;
	for (size_t i = 0; i < shown->list.count; i++) {
		const struct az_checklist_item *item = &shown->list.items[i];
		if (item->retired) {
			az_checklist_put_item(x, az_append(x->page->data, "Retired"), &shown->list, item, shown->day);
			continue;
		}
		all++;
		if (!passes(filter, item))
			continue;
		listed++;
		az_checklist_put_item(x, az_append(x->page->data, "Items"), &shown->list, item, shown->day);
	}
	az_set_text(x->page, x->page->data, "Checklist.count",
	            listed == all ? "checklist.count" : "checklist.count_filtered",
	            az_format(x->ctx->arena, "%lld", (long long)listed),
	            az_format(x->ctx->arena, "%lld", (long long)all), NULL);
}

static void put_days(struct az_exchange *x, const struct shown *shown)
{
	static const char *const keys[] = {"checklist.day_coming", "checklist.day_in_force", "checklist.day_past",
	                                   "checklist.day_coming"};
	char day[AZ_DAY_TEXT];
	az_day_print(shown->day, day);
	az_set_text(x->page, x->page->data, "Checklist.day_text",
	            shown->version == NULL ? "checklist.day_in_force" : keys[shown->version->standing], day, NULL);
}

static void put_head(struct az_exchange *x, const struct shown *shown)
{
	static const char *const notices[] = {"checklist.is_coming", NULL, "checklist.is_past", "checklist.is_replaced"};
	struct _hdf *node = az_node(x->page->data, "Checklist");
	const struct az_checklist_version *version = shown->version;
	char from[AZ_DAY_TEXT], to[AZ_DAY_TEXT] = "";
	az_checklist_put_title(x, shown->sector);
	az_set(node, "name", az_checklist_name(x, version == NULL ? 0 : version->number));
	put_days(x, shown);
	if (version == NULL) {
		az_set_flag(node, "baseline", true);
		az_set(node, "plugin_version", shown->plugin->version);
		az_set_text(x->page, node, "notice", "checklist.is_baseline", NULL);
		return;
	}
	az_set_day(node, "from", version->effective_from);
	az_set_day(node, "to", version->standing == AZ_CHECKLIST_REPLACED ? AZ_DAY_NONE : version->effective_to);
	az_set(node, "authority", az_pick(x->page, version->authority_zh, version->authority_en));
	az_set_instant(node, "published_at", version->published_at);
	az_set(node, "note", version->note);
	az_set(node, "plugin_version", version->plugin_version);
	az_set_flag(node, "in_force", version->standing == AZ_CHECKLIST_IN_FORCE);
	az_day_print(version->effective_from, from);
	if (version->effective_to != AZ_DAY_NONE)
		az_day_print(version->effective_to, to);
	if (notices[version->standing] != NULL)
		az_set_text(x->page, node, "notice", notices[version->standing], from, to, NULL);
}

/* Is there a version before this one? They come newest first. */
static bool is_first(const struct shown *shown)
{
	return shown->version == &shown->versions[shown->count - 1];
}

/* What this version changed: against the one before, the first against the baseline that it was made with. */
static void put_differences(struct az_exchange *x, struct shown *shown)
{
	const struct az_checklist_version *version = shown->version;
	struct az_checklist_change *changes;
	size_t count;
	if (version == NULL)
		return;
	bool first = is_first(shown);
	if (first && !version->baseline_known) {
		if (shown->plugin == NULL || strcmp(shown->plugin->version, version->plugin_version) != 0)
			return;
		az_checklist_baseline(x->ctx->arena, shown->plugin, &shown->before);
	}
	az_checklist_differences(x->ctx->arena, &shown->before, &shown->list, &changes, &count);
	az_checklist_put_changes(x, "Changes", changes, count);
	az_set_text(x->page, x->page->data, "Checklist.changes_title", "checklist.changes_title",
	            az_checklist_name(x, first ? 0 : version[1].number), NULL);
}

static enum az_result read_items(struct az_exchange *x, struct shown *shown)
{
	if (shown->version == NULL) {
		az_checklist_baseline(x->ctx->arena, shown->plugin, &shown->list);
		return AZ_OK;
	}
	bool first = is_first(shown);
	if (first && !shown->version->baseline_known)
		return az_checklist_items(x->ctx, shown->version->id, &shown->list);
	return az_checklist_items_of_two(x->ctx, shown->version->id,
	                                 first ? shown->version->baseline_id : shown->version[1].id, &shown->list,
	                                 &shown->before);
}

static enum az_result show(struct az_exchange *x, struct shown *shown)
{
	struct filter filter;
	shown->day = shown->version == NULL ? shown->today : az_checklist_day(shown->version, shown->today);
	AZ_TRY(read_items(x, shown));
	AZ_TRY(read_filter(x, &shown->list, &filter));
	put_head(x, shown);
	put_categories(x, &shown->list);
	put_items(x, shown, &filter);
	put_differences(x, shown);
	az_set(x->page->data, "Checklist.compare", az_checklist_changes_href(x, shown->sector, false));
	az_checklist_put_versions(x, shown->sector, shown->versions, shown->count,
	                          shown->version == NULL ? 0 : shown->version->number);
	az_set(x->page->data, "Checklist.sheet",
	       shown->version == NULL
	               ? az_format(x->ctx->arena, "/checklists/%s/baseline.xlsx", shown->sector->path)
	               : az_format(x->ctx->arena, "/checklists/%s/%lld.xlsx", shown->sector->path,
	                           (long long)shown->version->number));
	if (shown->plugin != NULL)
		az_set(x->page->data, "Checklist.baseline_href",
		       az_format(x->ctx->arena, "/checklists/%s/baseline", shown->sector->path));
	return az_page_show(x->page, "public/checklist", NULL);
}

static enum az_result find(struct az_exchange *x, struct shown *shown)
{
	*shown = (struct shown){.sector = az_checklist_sector(x, 0), .today = az_day_at(x->ctx->now)};
	if (shown->sector == NULL)
		return AZ_NOT_FOUND;
	AZ_TRY(az_checklist_versions(x->ctx, shown->sector->code, shown->today, &shown->versions, &shown->count));
	az_set(x->page->data, "Checklist.fault", az_checklist_fault(x, shown->sector->code, &shown->plugin));
	return AZ_OK;
}

static enum az_result in_force(struct az_exchange *x)
{
	struct shown shown;
	AZ_TRY(find(x, &shown));
	az_set(x->page->data, "Filter.action", az_format(x->ctx->arena, "/checklists/%s", shown.sector->path));
	shown.version = az_checklist_in_force(shown.versions, shown.count);
	if (shown.version != NULL || shown.plugin != NULL)
		return show(x, &shown);
	/* No plugin and nothing in force: the sentence why, and what was published. */
	az_checklist_put_title(x, shown.sector);
	az_checklist_put_versions(x, shown.sector, shown.versions, shown.count, 0);
	az_set(x->page->data, "Checklist.compare", az_checklist_changes_href(x, shown.sector, false));
	return az_page_show(x->page, "public/checklist", NULL);
}

static enum az_result by_number(struct az_exchange *x)
{
	struct shown shown;
	int64_t number;
	const char *wanted = x->request->params[1];
	AZ_TRY(find(x, &shown));
	az_set(x->page->data, "Filter.action",
	       az_format(x->ctx->arena, "/checklists/%s/%s", shown.sector->path, wanted));
	if (strcmp(wanted, "baseline") == 0)
		return shown.plugin == NULL ? AZ_NOT_FOUND : show(x, &shown);
	if (wanted[0] == '0' || !az_parse_int(wanted, 1, INT32_MAX, &number))
		return AZ_NOT_FOUND;
	for (size_t i = 0; i < shown.count; i++)
		if (shown.versions[i].number == number)
			shown.version = &shown.versions[i];
	return shown.version == NULL ? AZ_NOT_FOUND : show(x, &shown);
}

static const struct az_route routes[] = {
	{AZ_GET, "/checklists", all_sectors, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
	{AZ_GET, "/checklists/{sector}", in_force, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
	{AZ_GET, "/checklists/{sector}/{number}", by_number, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
};
const struct az_route_table az_checklist_routes = AZ_ROUTES(routes);
