/* The public's side of the checklists. */
#include "web/checklist.h"

#include <string.h>

#include "base/text.h"
#include "domain/division.h"

/* What one page shows: a published version, or the baseline. */
struct shown {
	const struct az_sector *sector;
	const struct anze_plugin *plugin; /* NULL: the sector is disabled */
	struct az_checklist_version *versions;
	size_t count;
	const struct az_checklist_version *version; /* NULL: the baseline */
	struct az_checklist_list list;              /* the city's */
	struct az_checklist_list before;            /* of the version that what is shown followed, when there is one */
	const char *county, *county_name;           /* the county that was picked; else "" and NULL */
	struct az_checklist_version *added;         /* its versions */
	size_t added_count;
	const struct az_checklist_version *addition; /* of these the one that is shown; NULL: none */
	bool addition_alone;                         /* the page is that version's, the city's items stand elsewhere */
	struct az_checklist_list additions, whole;   /* its items; these in their places in the city's list */
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
	AZ_TRY(az_checklist_versions(x->ctx, sector->code, "", az_day_at(x->ctx->now), &versions, &count));
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

/* The items of the city, or those that the county adds, below a node. */
static void put_items(struct az_exchange *x, const struct shown *shown, const struct filter *filter, bool of_county,
                      struct _hdf *node)
{
	int64_t all = 0, listed = 0;
	for (size_t i = 0; i < shown->whole.count; i++) {
		const struct az_checklist_item *item = &shown->whole.items[i];
		if ((item->county != NULL) != of_county)
			continue;
		if (item->retired) {
			az_checklist_put_item(x, az_append(node, "Retired"), &shown->whole, item, shown->day);
			continue;
		}
		all++;
		if (!passes(filter, item))
			continue;
		listed++;
		az_checklist_put_item(x, az_append(node, "Items"), &shown->whole, item, shown->day);
	}
	az_set_text(x->page, node, "count", listed == all ? "checklist.count" : "checklist.count_filtered",
	            az_format(x->ctx->arena, "%lld", (long long)listed),
	            az_format(x->ctx->arena, "%lld", (long long)all), NULL);
}

/* The version whose page it is. */
static const struct az_checklist_version *subject(const struct shown *shown)
{
	return shown->addition_alone ? shown->addition : shown->version;
}

static void put_days(struct az_exchange *x, const struct shown *shown)
{
	const struct az_checklist_version *version = subject(shown);
	static const char *const keys[] = {"checklist.day_coming", "checklist.day_in_force", "checklist.day_past",
	                                   "checklist.day_coming"};
	char day[AZ_DAY_TEXT];
	az_day_print(shown->day, day);
	az_set_text(x->page, x->page->data, "Checklist.day_text",
	            version == NULL ? "checklist.day_in_force" : keys[version->standing], day, NULL);
}

static void put_head(struct az_exchange *x, const struct shown *shown)
{
	static const char *const notices[] = {"checklist.is_coming", NULL, "checklist.is_past", "checklist.is_replaced"};
	struct _hdf *node = az_node(x->page->data, "Checklist");
	const struct az_checklist_version *version = subject(shown);
	char from[AZ_DAY_TEXT], to[AZ_DAY_TEXT] = "";
	az_checklist_put_title(x, shown->sector, shown->addition_alone ? shown->county : "",
	                       shown->addition_alone ? shown->county_name : NULL);
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
	return shown->addition_alone ? shown->addition == &shown->added[shown->added_count - 1]
	                             : shown->version == &shown->versions[shown->count - 1];
}

/* What this version changed: against the one before, the first against the baseline that it was made with, a county's first
 * against nothing. */
static void put_differences(struct az_exchange *x, struct shown *shown)
{
	const struct az_checklist_version *version = subject(shown);
	bool alone = shown->addition_alone;
	struct az_checklist_change *changes;
	size_t count;
	if (version == NULL)
		return;
	bool first = is_first(shown);
	if (first && !alone && !version->baseline_known) {
		if (shown->plugin == NULL || strcmp(shown->plugin->version, version->plugin_version) != 0)
			return;
		az_checklist_baseline(x->ctx->arena, shown->plugin, &shown->before);
	}
	az_checklist_differences(x->ctx->arena, &shown->before, alone ? &shown->additions : &shown->list, &changes, &count);
	az_checklist_put_changes(x, "Changes", NULL, changes, count);
	az_set_text(x->page, x->page->data, "Checklist.changes_title",
	            first && alone ? "checklist_county.changes_first" : "checklist.changes_title",
	            az_checklist_name(x, first ? 0 : version[1].number), NULL);
}

/* The items of the version that the page is of, with those of the version before it. */
static enum az_result read_items(struct az_exchange *x, struct shown *shown)
{
	const struct az_checklist_version *version = subject(shown);
	struct az_checklist_list *list = shown->addition_alone ? &shown->additions : &shown->list;
	if (version == NULL) {
		az_checklist_baseline(x->ctx->arena, shown->plugin, list);
		return AZ_OK;
	}
	bool first = is_first(shown);
	AZ_TRY(az_checklist_fixed_items(x->ctx, version->id, list));
	if (first && (shown->addition_alone || !version->baseline_known))
		return AZ_OK;
	return az_checklist_fixed_items(x->ctx, first ? version->baseline_id : version[1].id, &shown->before);
}

/* All that the page is about: a county's items in their places in the city's list. */
static enum az_result load(struct az_exchange *x, struct shown *shown)
{
	const struct az_checklist_version *version = subject(shown);
	shown->day = version == NULL ? shown->today : az_checklist_day(version, shown->today);
	AZ_TRY(read_items(x, shown));
	if (shown->addition_alone) {
		enum az_result found = az_checklist_city_list(x->ctx, shown->sector->code, shown->day, &shown->list);
		if (found != AZ_OK && found != AZ_CONFLICT && found != AZ_NOT_FOUND)
			return found;
		x->ctx->problem = (struct az_problem){0}; /* without the city's list the county's stands alone */
	} else if (shown->addition != NULL) {
		AZ_TRY(az_checklist_fixed_items(x->ctx, shown->addition->id, &shown->additions));
	}
	shown->whole = shown->list;
	if (shown->addition != NULL)
		az_checklist_join(x->ctx->arena, shown->plugin, &shown->list, shown->county, &shown->additions,
		                  &shown->whole);
	return AZ_OK;
}

static const char *number_text(struct az_exchange *x, const struct az_checklist_version *version, const char *suffix)
{
	return az_format(x->ctx->arena, "/%lld%s", (long long)version->number, suffix);
}

/* What the county that was picked adds, parted from the city's items. */
static void put_additions(struct az_exchange *x, const struct shown *shown, const struct filter *filter)
{
	struct _hdf *node = az_node(x->page->data, "Addition");
	const struct az_checklist_version *version = shown->addition;
	char day[AZ_DAY_TEXT];
	if (shown->county_name == NULL)
		return;
	az_set(node, "county", shown->county);
	az_set_text(x->page, node, "title", "checklist_county.title", shown->county_name, NULL);
	az_set_flag(node, "alone", shown->addition_alone);
	if (version == NULL) {
		az_set_text(x->page, node, "none", "checklist_county.none", shown->county_name, NULL);
	} else {
		az_day_print(version->effective_from, day);
		az_set_text(x->page, node, "about", "checklist_county.about", az_checklist_name(x, version->number), day,
		            az_pick(x->page, version->authority_zh, version->authority_en), NULL);
		az_set(node, "href",
		       az_checklist_public_href(x, shown->sector, shown->county, number_text(x, version, "")));
		put_items(x, shown, filter, true, node);
	}
	az_checklist_put_versions(x, "AddedVersions", shown->sector, shown->added, shown->added_count,
	                          shown->addition_alone ? version->number : 0);
	if (shown->added_count > 0)
		az_set(node, "compare", az_checklist_changes_href(x, shown->sector, shown->county, false));
}

static void put_links(struct az_exchange *x, const struct shown *shown)
{
	struct _hdf *node = az_node(x->page->data, "Checklist");
	az_set(node, "compare", az_checklist_changes_href(x, shown->sector, "", false));
	if (shown->addition_alone)
		az_set(node, "sheet",
		       az_checklist_public_href(x, shown->sector, shown->county, number_text(x, shown->addition, ".xlsx")));
	else
		az_set(node, "sheet",
		       az_checklist_public_href(x, shown->sector, "",
		                                shown->version == NULL ? "/baseline.xlsx"
		                                                       : number_text(x, shown->version, ".xlsx")));
	if (shown->plugin != NULL && !shown->addition_alone)
		az_set(node, "baseline_href", az_checklist_public_href(x, shown->sector, "", "/baseline"));
}

static enum az_result show(struct az_exchange *x, struct shown *shown)
{
	struct filter filter;
	AZ_TRY(load(x, shown));
	AZ_TRY(read_filter(x, shown->addition_alone ? &shown->additions : &shown->whole, &filter));
	put_head(x, shown);
	put_categories(x, shown->addition_alone ? &shown->additions : &shown->whole);
	if (!shown->addition_alone)
		put_items(x, shown, &filter, false, az_node(x->page->data, "Checklist"));
	put_additions(x, shown, &filter);
	put_differences(x, shown);
	if (!shown->addition_alone)
		az_checklist_put_versions(x, "Versions", shown->sector, shown->versions, shown->count,
		                          shown->version == NULL ? 0 : shown->version->number);
	put_links(x, shown);
	return az_page_show(x->page, "public/checklist", NULL);
}

/* The sector of the address and, in its query, the county; AZ_NOT_FOUND for one that the city has not. */
static enum az_result find(struct az_exchange *x, struct shown *shown)
{
	*shown = (struct shown){.sector = az_checklist_sector(x, 0),
	                        .county = az_request_query(x->request, "county"),
	                        .today = az_day_at(x->ctx->now)};
	if (shown->sector == NULL)
		return AZ_NOT_FOUND;
	const char *code = shown->sector->code;
	AZ_TRY(az_checklist_versions(x->ctx, code, "", shown->today, &shown->versions, &shown->count));
	if (shown->county[0] != '\0') {
		AZ_TRY(az_checklist_county_name(x, shown->county, &shown->county_name));
		AZ_TRY(az_checklist_versions(x->ctx, code, shown->county, shown->today, &shown->added, &shown->added_count));
	}
	az_set(x->page->data, "Checklist.fault", az_checklist_fault(x, code, &shown->plugin));
	return AZ_OK;
}

/* The counties, for the person to pick one; first what the whole city has. */
static enum az_result put_counties(struct az_exchange *x, const struct shown *shown)
{
	struct anze_choice *counties;
	size_t count;
	AZ_TRY(az_division_choices(x->ctx, &counties, &count));
	put_choice(x, "Filter.counties", "", az_text(x->page, "checklist_county.whole_city", NULL), false);
	for (size_t i = 0; i < count; i++)
		put_choice(x, "Filter.counties", counties[i].code,
		           az_pick(x->page, counties[i].label.zh, counties[i].label.en),
		           strcmp(counties[i].code, shown->county) == 0);
	return AZ_OK;
}

static enum az_result in_force(struct az_exchange *x)
{
	struct shown shown;
	AZ_TRY(find(x, &shown));
	az_set(x->page->data, "Filter.action", az_format(x->ctx->arena, "/checklists/%s", shown.sector->path));
	az_set(x->page->data, "Filter.clear", az_checklist_public_href(x, shown.sector, shown.county, ""));
	AZ_TRY(put_counties(x, &shown));
	shown.version = az_checklist_in_force(shown.versions, shown.count);
	shown.addition = az_checklist_in_force(shown.added, shown.added_count);
	if (shown.version != NULL || shown.plugin != NULL)
		return show(x, &shown);
	/* No plugin and nothing in force: the sentence why, and what was published. */
	az_checklist_put_title(x, shown.sector, "", NULL);
	az_checklist_put_versions(x, "Versions", shown.sector, shown.versions, shown.count, 0);
	az_set(x->page->data, "Checklist.compare", az_checklist_changes_href(x, shown.sector, "", false));
	return az_page_show(x->page, "public/checklist", NULL);
}

static const struct az_checklist_version *numbered(const struct az_checklist_version *versions, size_t count,
                                                   int64_t number)
{
	for (size_t i = 0; i < count; i++)
		if (versions[i].number == number)
			return &versions[i];
	return NULL;
}

/* A version of the city's list; with a county in the query one of what that county adds. */
static enum az_result by_number(struct az_exchange *x)
{
	struct shown shown;
	const char *wanted = x->request->params[1];
	int64_t number;
	AZ_TRY(find(x, &shown));
	bool of_county = shown.county[0] != '\0';
	if (strcmp(wanted, "baseline") == 0 && !of_county)
		return shown.plugin == NULL ? AZ_NOT_FOUND : show(x, &shown);
	if (wanted[0] == '0' || !az_parse_int(wanted, 1, INT32_MAX, &number))
		return AZ_NOT_FOUND;
	shown.version = of_county ? NULL : numbered(shown.versions, shown.count, number);
	shown.addition = of_county ? numbered(shown.added, shown.added_count, number) : NULL;
	shown.addition_alone = of_county;
	return shown.version == NULL && shown.addition == NULL ? AZ_NOT_FOUND : show(x, &shown);
}

static const struct az_route routes[] = {
	{AZ_GET, "/checklists", all_sectors, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
	{AZ_GET, "/checklists/{sector}", in_force, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
	{AZ_GET, "/checklists/{sector}/{number}", by_number, AZ_ANYBODY, NULL, "checklists", AZ_ROUTE_CACHED},
};
const struct az_route_table az_checklist_routes = AZ_ROUTES(routes);
