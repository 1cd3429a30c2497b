/* What everybody may read: the list of disclosures, its search, one entry. The
 * downloads stand in disclosure_export.c. */
#include "domain/disclosure.h"

#include <string.h>

#include "base/text.h"
#include "web/web.h"

#define PAGE_ROWS 20

/* "kind=exposure&q=..." of what was asked, without the page; "" when nothing was. */
static const char *asked(struct az_exchange *x, const char *kind, const char *q)
{
	if (kind[0] == '\0' && q[0] == '\0')
		return "";
	if (q[0] == '\0')
		return az_format(x->ctx->arena, "kind=%s", kind);
	return az_format(x->ctx->arena, "kind=%s&q=%s", kind, az_url_encode(x->ctx->arena, q));
}

static const char *address(struct az_exchange *x, const char *path, const char *query)
{
	return query[0] == '\0' ? path : az_format(x->ctx->arena, "%s?%s", path, query);
}

static void put_tabs(struct az_exchange *x, const char *kind, const char *q)
{
	for (size_t i = 0; i <= az_disclosure_kind_count; i++) {
		const char *of = i == 0 ? "" : az_disclosure_kinds[i - 1];
		struct _hdf *tab = az_append(x->page->data, "Tabs");
		az_set(tab, "href", address(x, "/disclosures", asked(x, of, q)));
		if (i == 0)
			az_set_text(x->page, tab, "text", "common.all", NULL);
		else
			az_set_code(x->page, tab, "text", "disclosure.kind", of);
		az_set_flag(tab, "current", strcmp(of, kind) == 0);
	}
}

static void put_row(struct az_exchange *x, const struct az_disclosure *entry)
{
	struct _hdf *row = az_append(x->page->data, "Entries");
	az_set(row, "href",
	       az_format(x->ctx->arena, "/disclosures/%s", az_disclosure_no(x->ctx->arena, entry)));
	az_set(row, "kind", entry->kind);
	az_set_code(x->page, row, "kind_text", "disclosure.kind", entry->kind);
	az_set(row, "name", entry->subject_name);
	az_set(row, "code", entry->uscc);
	az_set(row, "ground", az_pick(x->page, entry->ground_zh, entry->ground_en));
	az_set(row, "authority", az_pick(x->page, entry->authority_zh, entry->authority_en));
	az_set_day(row, "date", entry->decided_on);
	az_set_day(row, "until", entry->until_on);
}

static enum az_result list(struct az_exchange *x)
{
	const char *kind = az_request_query(x->request, "kind"), *q = az_request_query(x->request, "q");
	const char *page = az_request_query(x->request, "page");
	struct az_disclosure_filter filter;
	struct az_disclosure *rows;
	size_t count;
	int64_t before = 0;
	if (page[0] != '\0' && !az_parse_int(page, 1, INT64_MAX, &before))
		return AZ_NOT_FOUND;
	AZ_TRY(az_disclosure_ask(x->ctx, kind, q, &filter));
	AZ_TRY(az_disclosure_list(x->ctx, &filter, before, &rows, &count, PAGE_ROWS + 1));
	put_tabs(x, kind, q);
	for (size_t i = 0; i < count && i < PAGE_ROWS; i++)
		put_row(x, &rows[i]);
	const char *query = asked(x, kind, q);
	az_set(x->page->data, "Search.kind", kind);
	az_set(x->page->data, "Search.q", q);
	az_set_flag(x->page->data, "Search.code_wrong", filter.code_wrong);
	if (q[0] != '\0')
		az_set(x->page->data, "Search.clear", address(x, "/disclosures", asked(x, kind, "")));
	az_set(x->page->data, "Download.csv", address(x, "/disclosures.csv", query));
	az_set(x->page->data, "Download.json", address(x, "/disclosures.json", query));
	az_set(x->page->data, "Page.feed", address(x, "/disclosures.atom", query));
	if (before != 0)
		az_set(x->page->data, "Pager.first", address(x, "/disclosures", query));
	if (count > PAGE_ROWS)
		az_set(x->page->data, "Pager.next",
		       az_format(x->ctx->arena, "/disclosures?%s%spage=%lld", query, query[0] == '\0' ? "" : "&",
		                 (long long)rows[PAGE_ROWS - 1].id));
	return az_page_show(x->page, "public/disclosures", "disclosure.title");
}

static enum az_result entry(struct az_exchange *x)
{
	struct az_disclosure found = {0};
	AZ_TRY(az_disclosure_find(x->ctx, x->request->params[0], &found));
	struct _hdf *node = az_node(x->page->data, "Entry");
	az_set(node, "no", x->request->params[0]);
	az_set(node, "kind", found.kind);
	az_set_code(x->page, node, "kind_text", "disclosure.kind", found.kind);
	az_set_code(x->page, node, "kind_about", "disclosure.about", found.kind);
	az_set(node, "name", found.subject_name);
	az_set(node, "code", found.uscc);
	az_set_code(x->page, node, "subject_type", "disclosure.subject_type", found.subject_type);
	az_set(node, "sector", az_sector_text(x, found.sector));
	az_set(node, "ground", az_pick(x->page, found.ground_zh, found.ground_en));
	az_set(node, "basis", az_pick(x->page, found.basis_zh, found.basis_en));
	az_set(node, "authority", az_pick(x->page, found.authority_zh, found.authority_en));
	az_set(node, "document", found.document);
	az_set(node, "body", found.body);
	az_set_day(node, "date", found.decided_on);
	az_set_day(node, "until", found.until_on);
	az_set_day(node, "published_on", az_day_at(found.published_at));
	az_set_flag(node, "praise", strcmp(found.kind, "commendation") == 0);
	az_page_show(x->page, "public/disclosure", NULL);
	az_set(x->page->data, "Page.title",
	       az_format(x->ctx->arena, "%s - %s", found.subject_name,
	                 az_code_text(x->page, "disclosure.kind", found.kind)));
	return AZ_OK;
}

static const struct az_route routes[] = {
	{AZ_GET, "/disclosures", list, AZ_ANYBODY, NULL, "disclosures", AZ_ROUTE_CACHED},
	{AZ_GET, "/disclosures/{no}", entry, AZ_ANYBODY, NULL, "disclosures", AZ_ROUTE_CACHED},
};
const struct az_route_table az_disclosure_routes = AZ_ROUTES(routes);
