/* The record of actions, for the auditor: who did what and when, never what a case says. */
#include "domain/audit.h"

#include "base/text.h"
#include "web/web.h"

#define PAGE_ROWS 50

static void put_row(struct az_exchange *x, const struct az_audit_row *event)
{
	struct _hdf *row = az_append(x->page->data, "Events");
	az_set_int(row, "id", event->id);
	az_set_instant(row, "at", event->at);
	const char *nobody = az_audit_nobody_key(event);
	az_set(row, "who", nobody == NULL ? event->account : az_text(x->page, nobody, NULL));
	az_set(row, "organisation", az_pick(x->page, event->authority_zh, event->authority_en));
	az_set(row, "noun", az_code_text(x->page, "audit.noun", event->noun));
	az_set_int(row, "noun_id", event->noun_id);
	az_set(row, "whom", event->reason);
	az_set(row, "what",
	       az_code_text(x->page, az_format(x->ctx->arena, "%s.action", event->noun), event->action));
	az_set(row, "request", event->request_id);
}

static enum az_result audit(struct az_exchange *x)
{
	const char *page = az_request_query(x->request, "page");
	struct az_audit_row *rows;
	size_t count;
	int64_t before = 0;
	if (page[0] != '\0' && !az_parse_int(page, 1, INT64_MAX, &before))
		return AZ_NOT_FOUND;
	AZ_TRY(az_audit_page(x->ctx, before, &rows, &count, PAGE_ROWS + 1));
	for (size_t i = 0; i < count && i < PAGE_ROWS; i++)
		put_row(x, &rows[i]);
	if (count > PAGE_ROWS)
		az_set(x->page->data, "Pager.next",
		       az_format(x->ctx->arena, "/desk/audit?page=%lld", (long long)rows[PAGE_ROWS - 1].id));
	return az_page_show(x->page, "desk/audit", "desk.audit");
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/audit", audit, AZ_ROLE_AUDITOR, NULL, "desk", 0},
};
const struct az_route_table az_desk_audit_routes = AZ_ROUTES(routes);
