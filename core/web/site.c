/* The public frame: home, about, language, and what machines ask. */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "domain/disclosure.h"
#include "web/exchange.h"

#define LATEST 5

/* The newest entries of the disclosure pages. */
static enum az_result put_latest(struct az_exchange *x)
{
	struct az_disclosure *rows;
	size_t count;
	AZ_TRY(az_disclosure_latest(x->ctx, LATEST, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Home.latest");
		az_set(row, "href", az_format(x->ctx->arena, "/disclosures/%s", az_disclosure_no(x->ctx->arena, &rows[i])));
		az_set(row, "title", rows[i].subject_name);
		az_set(row, "kind", rows[i].kind);
		az_set_code(x->page, row, "kind_text", "disclosure.kind", rows[i].kind);
		az_set_day(row, "date", rows[i].decided_on);
	}
	return AZ_OK;
}

static enum az_result home(struct az_exchange *x)
{
	AZ_TRY(put_latest(x));
	return az_page_show(x->page, "public/home", NULL);
}

static enum az_result about(struct az_exchange *x)
{
	return az_page_show(x->page, "public/about", "about.title");
}

static enum az_result language(struct az_exchange *x)
{
	const char *wanted = x->request->params[0];
	if (strcmp(wanted, "zh") != 0 && strcmp(wanted, "en") != 0)
		return AZ_NOT_FOUND;
	az_exchange_cookie(x, AZ_COOKIE_LANGUAGE, wanted, "/", false, AZ_LANGUAGE_AGE);
	return az_page_redirect(x->page, "%s", az_exchange_path(x, az_request_query(x->request, "back"), "/"));
}

static enum az_result healthz(struct az_exchange *x)
{
	return az_answer(x, "text/plain; charset=utf-8", NULL, AZ_LIT("ok\n"));
}

static enum az_result readyz(struct az_exchange *x)
{
	AZ_TRY(az_site_ready(x->ctx));
	return az_answer(x, "text/plain; charset=utf-8", NULL, AZ_LIT("ready\n"));
}

static enum az_result metrics(struct az_exchange *x)
{
	size_t size = 16384;
	char *text = az_alloc(x->ctx->arena, size);
	size_t n = az_board_metrics(x->web->board, text, size);
	return az_answer(x, "text/plain; version=0.0.4; charset=utf-8", NULL, (struct az_text){text, n});
}

static const struct az_route routes[] = {
	{AZ_GET, "/", home, AZ_ANYBODY, NULL, "home", AZ_ROUTE_CACHED},
	{AZ_GET, "/about", about, AZ_ANYBODY, NULL, "about", AZ_ROUTE_CACHED},
	{AZ_GET, "/lang/{language}", language, AZ_ANYBODY, NULL, "", AZ_ROUTE_NO_DATABASE},
	{AZ_GET, "/healthz", healthz, AZ_ANYBODY, NULL, "", AZ_ROUTE_NO_DATABASE},
	{AZ_GET, "/readyz", readyz, AZ_ANYBODY, NULL, "", 0},
	{AZ_GET, "/metrics", metrics, AZ_ANYBODY, NULL, "", AZ_ROUTE_NO_DATABASE},
};
const struct az_route_table az_site_routes = AZ_ROUTES(routes);
