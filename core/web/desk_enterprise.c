/* The register of enterprises: the list, one enterprise, entering and changing. */
#include "web/desk_enterprise.h"

#include <string.h>

#include "base/buffer.h"
#include "base/identifier.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/division.h"
#include "domain/hazard.h"
#include "web/desk_visit.h"

#define PAGE_ROWS 20
#define HAZARDS_SHOWN 10 /* of those that are not closed; the rest stands in the list of hazards */

enum { NAME, CODE, COUNTY, ZONE, SIZE, SECTORS, ACTIVE, VERSION, ENTRY_FIELDS, NEW_FIELDS = ACTIVE };
#define COMMON_FIELDS                                                                                                  \
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 2, .max = 80},                     \
	[CODE] = {.name = "uscc", .type = ANZE_CODE, .flags = ANZE_REQUIRED},                                          \
	[COUNTY] = {.name = "county", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},                                    \
	[ZONE] = {.name = "zone", .type = ANZE_CHOICE, .flags = ANZE_LIST},                                            \
	[SIZE] = {.name = "size",                                                                                      \
		  .type = ANZE_CHOICE,                                                                                 \
		  .flags = ANZE_REQUIRED,                                                                              \
		  .choices = az_enterprise_sizes,                                                                      \
		  .choice_count = AZ_ENTERPRISE_SIZES}
static const struct anze_field new_fields[] = {
	COMMON_FIELDS,
	[SECTORS] = {.name = "sectors", .type = ANZE_CHOICES, .flags = ANZE_REQUIRED},
};
static const struct anze_field edit_fields[] = {
	COMMON_FIELDS,
	[SECTORS] = {.name = "sectors", .type = ANZE_CHOICES}, /* none: it is left to the other authorities */
	[ACTIVE] = {.name = "active", .type = ANZE_YES_NO, .flags = ANZE_REQUIRED},
	[VERSION] = {.name = "version", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 20},
};
static const struct az_form new_form = {"enterprise", new_fields, NEW_FIELDS};
static const struct az_form edit_form = {"enterprise", edit_fields, ENTRY_FIELDS};

/* ---- the list ---- */

const char *az_enterprise_sector_names(struct az_exchange *x, const struct az_enterprise *enterprise)
{
	const char *text = "";
	for (size_t i = 0; i < x->web->site->sector_count; i++) {
		const struct az_sector *sector = &x->web->site->sectors[i];
		if (az_enterprise_has(enterprise, sector->code))
			text = az_format(x->ctx->arena, "%s%s%s", text,
			                 text[0] == '\0' ? "" : az_text(x->page, "enterprise.and", NULL),
			                 az_pick(x->page, sector->name.zh, sector->name.en));
	}
	return text;
}

static const char *place_text(struct az_exchange *x, const struct az_enterprise *enterprise)
{
	const char *county = az_pick(x->page, enterprise->county_zh, enterprise->county_en);
	if (enterprise->zone[0] == '\0')
		return county;
	return az_text(x->page, "enterprise.place", county, az_pick(x->page, enterprise->zone_zh, enterprise->zone_en), NULL);
}

static void put_row(struct az_exchange *x, const struct az_enterprise *enterprise)
{
	struct _hdf *row = az_append(x->page->data, "Enterprises");
	az_set(row, "name", enterprise->name);
	az_set(row, "href", az_format(x->ctx->arena, "/desk/enterprises/%lld", (long long)enterprise->id));
	az_set(row, "code", enterprise->uscc);
	az_set(row, "place", place_text(x, enterprise));
	az_set(row, "sectors", az_enterprise_sector_names(x, enterprise));
	az_set_code(x->page, row, "size", "enterprise.size", enterprise->size);
	az_set_flag(row, "closed", enterprise->active == 0);
	az_enterprise_colour(x, row, enterprise->colour);
}

static void put_option(struct az_exchange *x, const char *path, const char *code, const char *label, const char *chosen)
{
	struct _hdf *option = az_append(x->page->data, path);
	az_set(option, "code", code);
	az_set(option, "label", label);
	az_set_flag(option, "checked", strcmp(code, chosen) == 0);
}

static enum az_result put_filter(struct az_exchange *x, const struct az_enterprise_filter *filter, const char *q)
{
	const struct az_site *site = x->web->site;
	struct anze_choice *counties;
	size_t count;
	AZ_TRY(az_division_choices(x->ctx, &counties, &count));
	for (size_t i = 0; i < site->sector_count; i++)
		put_option(x, "Filter.sectors", site->sectors[i].code,
		           az_pick(x->page, site->sectors[i].name.zh, site->sectors[i].name.en), filter->sector);
	for (size_t i = 0; i < count; i++)
		put_option(x, "Filter.counties", counties[i].code,
		           az_pick(x->page, counties[i].label.zh, counties[i].label.en), filter->county);
	for (size_t i = 0; i < AZ_COLOURS; i++)
		put_option(x, "Filter.colours", az_colour_codes[i],
		           az_text(x->page, az_format(x->ctx->arena, "enterprise.colour.%zu", i), NULL),
		           filter->colour == AZ_COLOUR_ANY ? "" : az_colour_codes[filter->colour]);
	bool any = filter->sector[0] != '\0' || filter->colour != AZ_COLOUR_ANY || filter->county[0] != '\0' || q[0] != '\0';
	az_set(x->page->data, "Filter.q", q);
	az_set_flag(x->page->data, "Filter.any", any);
	az_set_flag(x->page->data, "Filter.code_wrong", filter->code_wrong);
	if (any)
		az_set(x->page->data, "Filter.clear", "/desk/enterprises");
	return AZ_OK;
}

struct az_enterprise_question az_enterprise_question(struct az_exchange *x)
{
	return (struct az_enterprise_question){
		.sector = az_request_query(x->request, "sector"),
		.county = az_request_query(x->request, "county"),
		.colour = az_request_query(x->request, "colour"),
		.q = az_request_query(x->request, "q"),
	};
}

static enum az_result list(struct az_exchange *x)
{
	struct az_enterprise_question question = az_enterprise_question(x);
	const char *page = az_request_query(x->request, "page");
	struct az_enterprise_filter filter;
	struct az_enterprise *rows;
	struct anze_choice *own;
	size_t count, own_count;
	int64_t before = 0;
	AZ_TRY(az_enterprise_ask(x->ctx, &question, &filter));
	if (page[0] != '\0' && !az_parse_int(page, 1, INT64_MAX, &before))
		return AZ_NOT_FOUND;
	AZ_TRY(put_filter(x, &filter, question.q));
	AZ_TRY(az_enterprise_list(x->ctx, &filter, before, &rows, &count, PAGE_ROWS + 1));
	for (size_t i = 0; i < count && i < PAGE_ROWS; i++)
		put_row(x, &rows[i]);
	const char *asked = az_format(x->ctx->arena, "sector=%s&county=%s&colour=%s&q=%s",
	                              az_url_encode(x->ctx->arena, question.sector), az_url_encode(x->ctx->arena, question.county),
	                              question.colour, az_url_encode(x->ctx->arena, question.q));
	if (before != 0)
		az_set(x->page->data, "Pager.first", az_format(x->ctx->arena, "/desk/enterprises?%s", asked));
	if (count > PAGE_ROWS)
		az_set(x->page->data, "Pager.next",
		       az_format(x->ctx->arena, "/desk/enterprises?%s&page=%lld", asked, (long long)rows[PAGE_ROWS - 1].id));
	az_set(x->page->data, "Download.csv", az_format(x->ctx->arena, "/desk/enterprises.csv?%s", asked));
	az_set(x->page->data, "Download.sheet", az_format(x->ctx->arena, "/desk/enterprises.csv?%s&as=sheet", asked));
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &own, &own_count));
	az_set_flag(x->page->data, "Enterprise.may_add", own_count > 0);
	return az_page_show(x->page, "desk/enterprises", "enterprise.list_title");
}

/* ---- one enterprise ---- */

static void put_tabs(struct az_exchange *x, const struct az_enterprise *enterprise, const char *sector, const char *href)
{
	struct _hdf *tab = az_append(x->page->data, "Tabs");
	az_set(tab, "href", href);
	az_set(tab, "text", az_text(x->page, "enterprise.data_title", NULL));
	az_set_flag(tab, "current", sector == NULL);
	for (size_t i = 0; i < x->web->site->sector_count; i++) {
		const struct az_sector *each = &x->web->site->sectors[i];
		if (!az_enterprise_has(enterprise, each->code))
			continue;
		tab = az_append(x->page->data, "Tabs");
		az_set(tab, "href", az_format(x->ctx->arena, "%s/%s", href, each->path));
		az_set(tab, "text", az_pick(x->page, each->name.zh, each->name.en));
		az_set_flag(tab, "current", sector != NULL && strcmp(sector, each->code) == 0);
	}
}

static enum az_result put_open(struct az_exchange *x, const struct az_enterprise *enterprise)
{
	struct az_hazard *rows;
	size_t count;
	struct az_list_question question = az_list_group(&az_hazard_list, "open");
	question.values[0] = "enterprise", question.ids[0] = enterprise->id;
	AZ_TRY(az_list_rows(x->ctx, &az_hazard_list, &question, &rows, &count, HAZARDS_SHOWN));
	for (size_t i = 0; i < count; i++)
		az_hazard_put(x, az_append(x->page->data, "Hazards"), &rows[i], NULL);
	return AZ_OK;
}

/* What visits have found there: an open major hazard makes the enterprise red, whatever its profile says. */
static enum az_result put_hazards(struct az_exchange *x, struct _hdf *node, const struct az_enterprise *enterprise)
{
	struct az_hazard_count open;
	AZ_TRY(az_hazard_open(x->ctx, enterprise->id, "", &open));
	if (open.major > 0)
		az_set_text(x->page, node, "majors", "hazard.count_major", az_format(x->ctx->arena, "%lld", (long long)open.major),
		            NULL);
	if (open.general > 0)
		az_set_text(x->page, node, "generals", "hazard.count_general",
		            az_format(x->ctx->arena, "%lld", (long long)open.general), NULL);
	if (x->request->params[1] == NULL) /* the enterprise's own page names them */
		AZ_TRY(put_open(x, enterprise));
	az_set(node, "visits", az_format(x->ctx->arena, "/desk/visits?group=closed&enterprise=%lld", (long long)enterprise->id));
	az_set(node, "hazards", az_format(x->ctx->arena, "/desk/hazards?enterprise=%lld", (long long)enterprise->id));
	az_set(node, "begin_visit", az_format(x->ctx->arena, "/desk/visits/new?uscc=%s", enterprise->uscc));
	return AZ_OK;
}

enum az_result az_enterprise_open(struct az_exchange *x, const char *sector, struct az_enterprise *enterprise)
{
	struct _hdf *node = az_node(x->page->data, "Enterprise");
	struct az_identifier identifier;
	int64_t id;
	*enterprise = (struct az_enterprise){0};
	if (!az_parse_int(x->request->params[0], 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	AZ_TRY(az_enterprise_find(x->ctx, id, enterprise));
	const char *href = az_format(x->ctx->arena, "/desk/enterprises/%lld", (long long)id);
	az_set(node, "name", enterprise->name);
	az_set(node, "href", href);
	az_set(node, "code", enterprise->uscc);
	az_set(node, "place", place_text(x, enterprise));
	az_set(node, "sectors", az_enterprise_sector_names(x, enterprise));
	az_set_code(x->page, node, "size", "enterprise.size", enterprise->size);
	az_set_flag(node, "closed", enterprise->active == 0);
	az_set_flag(node, "inner_mismatch", az_code_check(enterprise->uscc, &identifier) && identifier.inner_mismatch);
	az_set(x->page->data, "Page.title", enterprise->name);
	put_tabs(x, enterprise, sector, href);
	return put_hazards(x, node, enterprise);
}

/* ---- its record in words ---- */

static const char *label_of(struct az_exchange *x, const struct anze_choice *choices, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].code, code) == 0)
			return az_pick(x->page, choices[i].label.zh, choices[i].label.en);
	return NULL;
}

/* A value as the record has it: a county, a zone, a size, some sectors by their codes; what is none of them stays. */
static const char *value_text(struct az_exchange *x, const struct anze_choice *places, size_t count, const char *value)
{
	const char *text = label_of(x, places, count, value);
	struct az_enterprise sectors = {.sectors = value};
	size_t n = strcspn(value, " ");
	if (text != NULL)
		return text;
	for (size_t i = 0; i < AZ_ENTERPRISE_SIZES; i++)
		if (strcmp(az_enterprise_sizes[i].code, value) == 0)
			return az_code_text(x->page, "enterprise.size", value);
	const char *first = az_format(x->ctx->arena, "%.*s", (int)n, value);
	return az_sector_of(x->web->site, first) == NULL ? value : az_enterprise_sector_names(x, &sectors);
}

/* "small → medium; MIN → MIN CHE" as people say it. */
static const char *reason_text(struct az_exchange *x, const struct anze_choice *places, size_t count, const char *reason)
{
	static const char *const marks[] = {"; ", " → "};
	struct az_buffer out;
	az_buffer_init(&out, x->ctx->arena);
	while (true) {
		const char *end = NULL, *mark = "";
		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
			const char *at = strstr(reason, marks[i]);
			if (at != NULL && (end == NULL || at < end))
				end = at, mark = marks[i];
		}
		size_t n = end == NULL ? strlen(reason) : (size_t)(end - reason);
		az_buffer_add_text(&out, value_text(x, places, count,
		                                    az_format(x->ctx->arena, "%.*s", (int)n, reason)));
		az_buffer_add_text(&out, mark);
		if (end == NULL)
			return out.p;
		reason = end + strlen(mark);
	}
}

static enum az_result put_trail(struct az_exchange *x, int64_t id)
{
	struct anze_choice *counties, *zones;
	struct az_audit_row *trail;
	size_t county_count, zone_count, count;
	AZ_TRY(az_division_choices(x->ctx, &counties, &county_count));
	AZ_TRY(az_zone_choices(x->ctx, &zones, &zone_count));
	AZ_TRY(az_audit_of(x->ctx, "enterprise", id, &trail, &count));
	struct anze_choice *places = AZ_NEW_ARRAY(x->ctx->arena, county_count + zone_count + 1, struct anze_choice);
	memcpy(places, counties, county_count * sizeof places[0]);
	memcpy(places + county_count, zones, zone_count * sizeof places[0]);
	for (size_t i = 0; i < count; i++)
		trail[i].reason = reason_text(x, places, county_count + zone_count, trail[i].reason);
	az_exchange_trail(x, "Enterprise.trail", trail, count);
	return AZ_OK;
}

/* Who keeps what all share, and what the person may change: all of it, or the own sectors. */
static enum az_result put_keeper(struct az_exchange *x, const struct az_enterprise *enterprise)
{
	struct az_enterprise_keeper keeper;
	struct _hdf *node = az_node(x->page->data, "Enterprise");
	enum az_result keeps = az_enterprise_keeps(x->ctx, enterprise, &keeper);
	if (keeps != AZ_OK && keeps != AZ_DENIED && keeps != AZ_NOT_FOUND)
		return keeps;
	x->ctx->problem = (struct az_problem){0}; /* said on the page */
	if (keeper.id != 0)
		az_set(node, "keeper", az_pick(x->page, keeper.name_zh, keeper.name_en));
	if (keeps == AZ_OK)
		az_set(node, "edit", az_format(x->ctx->arena, "/desk/enterprises/%lld/edit", (long long)enterprise->id));
	if (keeps != AZ_DENIED)
		return AZ_OK;
	az_set(node, "edit_sectors", az_format(x->ctx->arena, "/desk/enterprises/%lld/sectors", (long long)enterprise->id));
	az_set_text(x->page, node, "kept", "enterprise.kept_by", az_pick(x->page, keeper.name_zh, keeper.name_en), NULL);
	return AZ_OK;
}

static enum az_result page(struct az_exchange *x)
{
	struct az_enterprise enterprise;
	AZ_TRY(az_enterprise_open(x, NULL, &enterprise));
	AZ_TRY(put_keeper(x, &enterprise));
	AZ_TRY(put_trail(x, enterprise.id));
	return az_page_show(x->page, "desk/enterprise", NULL);
}

/* ---- entering and changing ---- */

static enum az_result set_choices(struct az_exchange *x, struct az_form_data *form)
{
	const struct az_actor *actor = x->ctx->actor;
	struct anze_choice *counties, *zones, *own;
	size_t county_count, zone_count, own_count, kept = 0;
	AZ_TRY(az_division_choices(x->ctx, &counties, &county_count));
	AZ_TRY(az_zone_choices(x->ctx, &zones, &zone_count));
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &own, &own_count));
	if (own_count == 0)
		return AZ_NOT_FOUND; /* keeps no enterprises */
	for (size_t i = 0; i < county_count; i++)
		if (actor->county[0] == '\0' || strcmp(actor->county, counties[i].code) == 0)
			counties[kept++] = counties[i];
	az_form_choices(form, COUNTY, counties, kept);
	az_form_choices(form, ZONE, zones, zone_count);
	az_form_choices(form, SECTORS, own, own_count);
	if (!form->submitted && kept == 1)
		az_form_preset(form, COUNTY, counties[0].code);
	return AZ_OK;
}

static void read_entry(const struct az_form_data *form, struct az_enterprise_entry *entry)
{
	const struct az_form_value *values = form->values;
	bool change = form->form == &edit_form;
	*entry = (struct az_enterprise_entry){
		.name = values[NAME].text,
		.uscc = values[CODE].text,
		.county = values[COUNTY].text,
		.zone = values[ZONE].text,
		.size = values[SIZE].text,
		.sectors = values[SECTORS].chosen,
		.sector_count = values[SECTORS].chosen_count,
		.active = !change || values[ACTIVE].number == 1,
		.version = -1, /* nobody has read this one */
	};
	if (change && !az_parse_int(values[VERSION].text, 0, INT64_MAX, &entry->version))
		entry->version = -1;
}

static enum az_result show_new(struct az_exchange *x, struct az_form_data *form)
{
	int status = x->page->status;
	az_exchange_draw(x, form, "/desk/enterprises/new", "enterprise.submit_new");
	az_set(x->page->data, "Form.cancel", "/desk/enterprises");
	az_set_flag(x->page->data, "Edit.adding", true);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_edit", "enterprise.new_title");
}

static enum az_result new_page(struct az_exchange *x)
{
	struct az_form_data *form = az_exchange_form(x, &new_form);
	struct anze_choice *own;
	size_t count;
	AZ_TRY(set_choices(x, form));
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &own, &count));
	if (count == 1)
		az_form_preset(form, SECTORS, own[0].code);
	return show_new(x, form);
}

static enum az_result create(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_enterprise_entry entry;
	int64_t id;
	bool joined;
	AZ_TRY(set_choices(x, form));
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_new(x, form);
	read_entry(form, &entry);
	enum az_result result = az_enterprise_create(x->ctx, &entry, &id, &joined);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return show_new(x, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/enterprises/%lld?done=enterprise_%s", (long long)id,
	                        joined ? "joined" : "created");
}

static enum az_result show_edit(struct az_exchange *x, const struct az_enterprise *enterprise, struct az_form_data *form)
{
	const char *path = az_format(x->ctx->arena, "/desk/enterprises/%lld", (long long)enterprise->id);
	int status = x->page->status;
	az_exchange_draw(x, form, az_format(x->ctx->arena, "%s/edit", path), "common.save");
	az_set(x->page->data, "Form.cancel", path);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_edit", "enterprise.edit_title");
}

/* *kept: another authority keeps what is on this page. */
static enum az_result open_edit(struct az_exchange *x, struct az_enterprise *enterprise, bool *kept)
{
	struct az_enterprise_keeper keeper;
	AZ_TRY(az_enterprise_open(x, NULL, enterprise));
	enum az_result keeps = az_enterprise_keeps(x->ctx, enterprise, &keeper);
	*kept = keeps == AZ_DENIED;
	return *kept ? AZ_OK : keeps;
}

static void preset_version(struct az_exchange *x, const struct az_enterprise *enterprise, struct az_form_data *form)
{
	form->values[VERSION].raw = az_format(x->ctx->arena, "%lld", (long long)enterprise->version);
}

static enum az_result edit_page(struct az_exchange *x)
{
	struct az_enterprise enterprise;
	bool kept;
	AZ_TRY(open_edit(x, &enterprise, &kept));
	if (kept)
		return az_page_redirect(x->page, "/desk/enterprises/%lld/sectors", (long long)enterprise.id);
	struct az_form_data *form = az_exchange_form(x, &edit_form);
	AZ_TRY(set_choices(x, form));
	az_form_preset(form, NAME, enterprise.name);
	az_form_preset(form, CODE, enterprise.uscc);
	az_form_preset(form, COUNTY, enterprise.county);
	az_form_preset(form, ZONE, enterprise.zone);
	az_form_preset(form, SIZE, enterprise.size);
	for (size_t i = 0; i < x->web->site->sector_count; i++)
		if (az_enterprise_has(&enterprise, x->web->site->sectors[i].code))
			az_form_preset(form, SECTORS, x->web->site->sectors[i].code);
	az_form_preset_number(form, ACTIVE, enterprise.active);
	preset_version(x, &enterprise, form);
	return show_edit(x, &enterprise, form);
}

static enum az_result edit(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_enterprise_entry entry;
	struct az_enterprise enterprise;
	bool kept;
	AZ_TRY(open_edit(x, &enterprise, &kept));
	if (kept)
		return AZ_DENIED; /* with the keeper's name */
	AZ_TRY(set_choices(x, form));
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_edit(x, &enterprise, form);
	read_entry(form, &entry);
	enum az_result result = az_enterprise_change(x->ctx, enterprise.id, &entry);
	if (az_exchange_refused(x, result, form)) {
		if (result == AZ_CONFLICT) {
			x->page->status = 409;
			preset_version(x, &enterprise, form); /* a second try is made knowingly */
		}
		return show_edit(x, &enterprise, form);
	}
	AZ_TRY(result);
	if (az_enterprise_find(x->ctx, enterprise.id, &enterprise) != AZ_OK)
		return az_page_redirect(x->page, "/desk/enterprises?done=enterprise_left");
	return az_page_redirect(x->page, "/desk/enterprises/%lld?done=enterprise_changed", (long long)enterprise.id);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/enterprises", list, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_GET, "/desk/enterprises/new", new_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/enterprises/new", create, AZ_ROLE_REGULATOR, &new_form, "desk", 0},
	{AZ_GET, "/desk/enterprises/{id}", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_GET, "/desk/enterprises/{id}/edit", edit_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/enterprises/{id}/edit", edit, AZ_ROLE_REGULATOR, &edit_form, "desk", 0},
};
const struct az_route_table az_desk_enterprise_routes = AZ_ROUTES(routes);
