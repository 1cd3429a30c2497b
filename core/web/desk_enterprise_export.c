/* The register as CSV: what the filter shows, for reading, or as a sheet that
 * `anzectl import enterprises` takes back. Goes out row by row. */
#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "domain/enterprise.h"
#include "web/desk_enterprise.h"

#define ROW_MEMORY ((size_t)1 << 20) /* what one row may take while it is written */

struct export {
	struct az_ctx *ctx;
	struct az_response *response;
	struct az_enterprise_filter filter;
	struct az_arena *scratch; /* emptied before each row */
	struct az_text head;
	bool sheet, english;
	const struct az_site *site;
	const char *and; /* between two sectors */
	const char *sizes[AZ_ENTERPRISE_SIZES]; /* the page is gone when the rows go out, so its words are taken before */
	const char *colours[AZ_COLOURS];
	const char *yes, *no;
};

static const char *size_text(const struct export *out, const char *code)
{
	for (size_t i = 0; i < AZ_ENTERPRISE_SIZES && !out->sheet; i++)
		if (strcmp(code, az_enterprise_sizes[i].code) == 0)
			return out->sizes[i];
	return code;
}

static const char *named(const struct export *out, const char *code, const char *zh, const char *en)
{
	return out->sheet ? code : out->english ? en : zh;
}

/* "矿山、建筑施工", which an import takes back too; the codes where the sheet has codes. */
static const char *sector_names(const struct export *out, const char *codes)
{
	struct az_enterprise enterprise = {.sectors = codes};
	const char *text = "";
	if (out->sheet)
		return codes;
	for (size_t i = 0; i < out->site->sector_count; i++)
		if (az_enterprise_has(&enterprise, out->site->sectors[i].code))
			text = az_format(out->scratch, "%s%s%s", text, text[0] == '\0' ? "" : out->and,
			                 out->english ? out->site->sectors[i].name.en : out->site->sectors[i].name.zh);
	return text;
}

static void write_row(struct export *out, struct az_buffer *buffer, const struct az_enterprise *enterprise)
{
	struct az_csv csv;
	az_csv_begin(&csv, buffer, false);
	az_csv_text(&csv, enterprise->name);
	az_csv_text(&csv, enterprise->uscc);
	az_csv_text(&csv, named(out, enterprise->county, enterprise->county_zh, enterprise->county_en));
	az_csv_text(&csv, named(out, enterprise->zone, enterprise->zone_zh, enterprise->zone_en));
	az_csv_text(&csv, sector_names(out, enterprise->sectors));
	az_csv_text(&csv, size_text(out, enterprise->size));
	az_csv_text(&csv, enterprise->active != 0 ? out->yes : out->no);
	if (!out->sheet) /* computed, so no import takes it back */
		az_csv_text(&csv, out->colours[enterprise->colour < AZ_COLOURS ? enterprise->colour : 0]);
	az_csv_end_row(&csv);
}

static enum az_result put_row(void *self, const void *row)
{
	struct export *out = self;
	struct az_buffer buffer;
	az_arena_reset(out->scratch);
	az_buffer_init(&buffer, out->scratch);
	write_row(out, &buffer, row);
	return az_response_write(out->response, buffer.p, buffer.n) ? AZ_OK : AZ_UNAVAILABLE;
}

static enum az_result stream(void *self, struct az_response *response)
{
	struct export *out = self;
	out->response = response;
	if (!az_response_write(response, out->head.p, out->head.n))
		return AZ_UNAVAILABLE;
	out->scratch = az_arena_new(ROW_MEMORY);
	enum az_result result = az_enterprise_each(out->ctx, &out->filter, put_row, out);
	az_arena_free(out->scratch);
	return result;
}

static const char *const titles[] = {"enterprise.name", "enterprise.uscc",    "enterprise.county", "enterprise.zone",
                                     "enterprise.sectors", "enterprise.size", "enterprise.active"};

static enum az_result as_csv(struct az_exchange *x)
{
	struct export *out = AZ_NEW(x->ctx->arena, struct export);
	struct az_buffer head;
	struct az_csv csv;
	out->ctx = x->ctx;
	out->sheet = strcmp(az_request_query(x->request, "as"), "sheet") == 0;
	out->english = x->ctx->language == AZ_EN;
	out->site = x->web->site;
	out->and = az_text(x->page, "enterprise.and", NULL);
	out->yes = out->sheet ? "yes" : az_text(x->page, "common.yes", NULL);
	out->no = out->sheet ? "no" : az_text(x->page, "common.no", NULL);
	for (size_t i = 0; i < AZ_COLOURS; i++)
		out->colours[i] = az_text(x->page, az_format(x->ctx->arena, "enterprise.colour.%zu", i), NULL);
	for (size_t i = 0; i < AZ_ENTERPRISE_SIZES; i++)
		out->sizes[i] = az_code_text(x->page, "enterprise.size", az_enterprise_sizes[i].code);
	struct az_enterprise_question question = az_enterprise_question(x);
	AZ_TRY(az_enterprise_ask(x->ctx, &question, &out->filter));
	az_buffer_init(&head, x->ctx->arena);
	az_csv_begin(&csv, &head, true);
	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		az_csv_text(&csv, out->sheet ? strchr(titles[i], '.') + 1 : az_text(x->page, titles[i], NULL));
	if (!out->sheet)
		az_csv_text(&csv, az_text(x->page, "enterprise.colour_title", NULL));
	az_csv_end_row(&csv);
	out->head = az_buffer_text(&head);
	AZ_TRY(az_answer(x, "text/csv; charset=utf-8", "enterprises.csv", (struct az_text){NULL, 0}));
	x->response->stream = stream;
	x->response->stream_self = out;
	return AZ_OK;
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/enterprises.csv", as_csv, AZ_ROLE_REGULATOR, NULL, "desk", 0},
};
const struct az_route_table az_desk_enterprise_export_routes = AZ_ROUTES(routes);
