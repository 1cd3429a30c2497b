/* Disclosures for machines: CSV, JSON, Atom. Any number of rows goes out row by
 * row in flat memory; a fault midway breaks the connection, so that a short file
 * is never taken for a whole one. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "domain/disclosure.h"
#include "web/web.h"

#define FEED_ENTRIES 100
#define ROW_MEMORY ((size_t)1 << 20) /* what one row may take while it is written */

struct export {
	struct az_ctx *ctx;
	struct az_response *response;
	struct az_disclosure_filter filter;
	struct az_arena *scratch; /* emptied before each row */
	struct az_text head, tail;
	int64_t max; /* rows; 0: all */
	size_t rows;
	bool english;
	const char *kinds[3]; /* in words, in the order of az_disclosure_kinds */
	void (*write_row)(struct export *out, struct az_buffer *buffer, const struct az_disclosure *entry);
};

static const char *day_text(struct export *out, az_day day)
{
	char text[AZ_DAY_TEXT] = "";
	if (day != AZ_DAY_NONE)
		az_day_print(day, text);
	return az_copy(out->scratch, text);
}

static const char *kind_text(const struct export *out, const struct az_disclosure *entry)
{
	for (size_t i = 0; i < az_disclosure_kind_count; i++)
		if (strcmp(entry->kind, az_disclosure_kinds[i]) == 0)
			return out->kinds[i];
	return entry->kind;
}

/* The day alone is told: an entry may stem from a report. */
static int64_t day_begins(int64_t instant)
{
	return az_day_start(az_day_at(instant));
}

/* RFC 3339, UTC. */
static const char *instant_text(struct az_arena *arena, int64_t instant)
{
	time_t seconds = (time_t)(instant / 1000);
	struct tm utc;
	char text[32];
	gmtime_r(&seconds, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return az_copy(arena, text);
}

static enum az_result put_row(void *self, const void *row)
{
	struct export *out = self;
	struct az_buffer buffer;
	az_arena_reset(out->scratch);
	az_buffer_init(&buffer, out->scratch);
	out->write_row(out, &buffer, row);
	out->rows++;
	return az_response_write(out->response, buffer.p, buffer.n) ? AZ_OK : AZ_UNAVAILABLE;
}

static enum az_result stream(void *self, struct az_response *response)
{
	struct export *out = self;
	out->response = response;
	if (!az_response_write(response, out->head.p, out->head.n))
		return AZ_UNAVAILABLE;
	out->scratch = az_arena_new(ROW_MEMORY);
	enum az_result result = az_disclosure_each(out->ctx, &out->filter, out->max, put_row, out);
	az_arena_free(out->scratch);
	AZ_TRY(result);
	return az_response_write(response, out->tail.p, out->tail.n) ? AZ_OK : AZ_UNAVAILABLE;
}

static enum az_result start(struct az_exchange *x, struct export **out)
{
	*out = AZ_NEW(x->ctx->arena, struct export);
	(*out)->ctx = x->ctx;
	(*out)->english = x->ctx->language == AZ_EN;
	/* The page is gone when the rows go out, so its words are taken now. */
	for (size_t i = 0; i < az_disclosure_kind_count; i++)
		(*out)->kinds[i] = az_code_text(x->page, "disclosure.kind", az_disclosure_kinds[i]);
	return az_disclosure_ask(x->ctx, az_request_query(x->request, "kind"), az_request_query(x->request, "q"),
	                         &(*out)->filter);
}

static enum az_result answer(struct az_exchange *x, struct export *out, const char *type, const char *filename)
{
	AZ_TRY(az_answer(x, type, filename, (struct az_text){NULL, 0}));
	x->response->stream = stream;
	x->response->stream_self = out;
	return AZ_OK;
}

/* ---- CSV ---- */

static const char *const csv_columns[] = {"common.number",       "disclosure.kind",     "disclosure.name",
                                          "disclosure.code",     "disclosure.sector",   "disclosure.ground",
                                          "disclosure.basis",    "disclosure.authority", "disclosure.document",
                                          "disclosure.date",     "disclosure.until",    "disclosure.body"};

static void csv_row(struct export *out, struct az_buffer *buffer, const struct az_disclosure *entry)
{
	struct az_csv csv;
	az_csv_begin(&csv, buffer, false);
	az_csv_text(&csv, az_disclosure_no(out->scratch, entry));
	az_csv_text(&csv, kind_text(out, entry));
	az_csv_text(&csv, entry->subject_name);
	az_csv_text(&csv, entry->uscc);
	az_csv_text(&csv, entry->sector);
	az_csv_text(&csv, out->english ? entry->ground_en : entry->ground_zh);
	az_csv_text(&csv, out->english ? entry->basis_en : entry->basis_zh);
	az_csv_text(&csv, out->english ? entry->authority_en : entry->authority_zh);
	az_csv_text(&csv, entry->document);
	az_csv_text(&csv, day_text(out, entry->decided_on));
	az_csv_text(&csv, day_text(out, entry->until_on));
	az_csv_text(&csv, entry->body);
	az_csv_end_row(&csv);
}

static enum az_result as_csv(struct az_exchange *x)
{
	struct export *out;
	struct az_buffer head;
	struct az_csv csv;
	AZ_TRY(start(x, &out));
	out->write_row = csv_row;
	az_buffer_init(&head, x->ctx->arena);
	az_csv_begin(&csv, &head, true);
	for (size_t i = 0; i < sizeof csv_columns / sizeof csv_columns[0]; i++)
		az_csv_text(&csv, az_text(x->page, csv_columns[i], NULL));
	az_csv_end_row(&csv);
	out->head = az_buffer_text(&head);
	return answer(x, out, "text/csv; charset=utf-8", "disclosures.csv");
}

/* ---- JSON ---- */

static void put_both(struct az_json *json, const char *key, const char *zh, const char *en)
{
	az_json_key(json, key);
	az_json_object(json);
	az_json_put_string(json, "zh", zh);
	az_json_put_string(json, "en", en);
	az_json_close(json);
}

static void json_row(struct export *out, struct az_buffer *buffer, const struct az_disclosure *entry)
{
	struct az_json json;
	if (out->rows > 0)
		az_buffer_add_text(buffer, ",\n");
	az_json_begin(&json, buffer);
	az_json_object(&json);
	az_json_put_string(&json, "no", az_disclosure_no(out->scratch, entry));
	az_json_put_string(&json, "kind", entry->kind);
	az_json_key(&json, "subject");
	az_json_object(&json);
	az_json_put_string(&json, "type", entry->subject_type);
	az_json_put_string(&json, "name", entry->subject_name);
	az_json_put_string(&json, "uscc", entry->uscc);
	az_json_close(&json);
	az_json_put_string(&json, "sector", entry->sector);
	put_both(&json, "ground", entry->ground_zh, entry->ground_en);
	put_both(&json, "basis", entry->basis_zh, entry->basis_en);
	put_both(&json, "authority", entry->authority_zh, entry->authority_en);
	az_json_put_string(&json, "document", entry->document);
	az_json_put_string(&json, "text", entry->body);
	az_json_put_string(&json, "decided_on", day_text(out, entry->decided_on));
	az_json_put_string(&json, "until", entry->until_on == AZ_DAY_NONE ? NULL : day_text(out, entry->until_on));
	az_json_put_string(&json, "published_on", day_text(out, az_day_at(entry->published_at)));
	az_json_close(&json);
}

static enum az_result as_json(struct az_exchange *x)
{
	struct export *out;
	AZ_TRY(start(x, &out));
	out->write_row = json_row;
	out->head = az_text_of(az_format(x->ctx->arena, "{\"generated_at\":\"%s\",\"disclosures\":[\n",
	                                 instant_text(x->ctx->arena, x->ctx->now)));
	out->tail = AZ_LIT("\n]}\n");
	return answer(x, out, "application/json", "disclosures.json");
}

/* ---- Atom (RFC 4287) ---- */

static void put_xml(struct az_buffer *buffer, const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '&':
			az_buffer_add_text(buffer, "&amp;");
			break;
		case '<':
			az_buffer_add_text(buffer, "&lt;");
			break;
		case '>':
			az_buffer_add_text(buffer, "&gt;");
			break;
		case '"':
			az_buffer_add_text(buffer, "&quot;");
			break;
		default: /* of the control characters only these may stand in XML */
			if ((unsigned char)*s >= ' ' || *s == '\n' || *s == '\t')
				az_buffer_add_char(buffer, *s);
		}
}

static void put_element(struct az_buffer *buffer, const char *name, const char *text)
{
	az_buffer_addf(buffer, "<%s>", name);
	put_xml(buffer, text);
	az_buffer_addf(buffer, "</%s>", name);
}

static void atom_row(struct export *out, struct az_buffer *buffer, const struct az_disclosure *entry)
{
	const char *no = az_disclosure_no(out->scratch, entry), *at = instant_text(out->scratch, day_begins(entry->published_at));
	az_buffer_addf(buffer, "<entry><id>urn:anze:disclosure:%s</id><link href=\"/disclosures/%s\"/>", no, no);
	put_element(buffer, "title", az_format(out->scratch, "%s - %s", kind_text(out, entry), entry->subject_name));
	put_element(buffer, "updated", at);
	put_element(buffer, "published", at);
	az_buffer_addf(buffer, "<category term=\"%s\"/><author>", entry->kind);
	put_element(buffer, "name", out->english ? entry->authority_en : entry->authority_zh);
	az_buffer_add_text(buffer, "</author>");
	put_element(buffer, "summary", out->english ? entry->ground_en : entry->ground_zh);
	put_element(buffer, "content", entry->body);
	az_buffer_add_text(buffer, "</entry>\n");
}

/* When the newest entry was published; an empty feed is as old as the year 1970. */
static enum az_result newest(struct az_exchange *x, const struct az_disclosure_filter *filter, int64_t *at)
{
	struct az_disclosure *rows;
	size_t count;
	AZ_TRY(az_disclosure_list(x->ctx, filter, 0, &rows, &count, 1));
	*at = count == 0 ? 0 : day_begins(rows[0].published_at);
	return AZ_OK;
}

static enum az_result as_atom(struct az_exchange *x)
{
	struct export *out;
	struct az_buffer head;
	int64_t at;
	AZ_TRY(start(x, &out));
	AZ_TRY(newest(x, &out->filter, &at));
	out->write_row = atom_row;
	out->max = FEED_ENTRIES;
	az_buffer_init(&head, x->ctx->arena);
	az_buffer_addf(&head,
	               "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
	               "xml:lang=\"%s\"><id>urn:anze:disclosures:%s</id><link href=\"/disclosures\"/>",
	               out->english ? "en" : "zh-CN", x->web->site->settings->city_code);
	put_element(&head, "title", az_text(x->page, "disclosure.title", NULL));
	put_element(&head, "updated", instant_text(x->ctx->arena, at));
	az_buffer_add_char(&head, '\n');
	out->head = az_buffer_text(&head);
	out->tail = AZ_LIT("</feed>\n");
	return answer(x, out, "application/atom+xml; charset=utf-8", NULL);
}

static const struct az_route routes[] = {
	{AZ_GET, "/disclosures.csv", as_csv, AZ_ANYBODY, NULL, "disclosures", AZ_ROUTE_CACHED},
	{AZ_GET, "/disclosures.json", as_json, AZ_ANYBODY, NULL, "disclosures", AZ_ROUTE_CACHED},
	{AZ_GET, "/disclosures.atom", as_atom, AZ_ANYBODY, NULL, "disclosures", AZ_ROUTE_CACHED},
};
const struct az_route_table az_disclosure_export_routes = AZ_ROUTES(routes);
