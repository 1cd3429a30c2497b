/* Copies of a report that may leave the case: of its text with passages covered, of a picture with places painted over.
 */
#include <string.h>

#include "base/secret.h"
#include "base/text.h"
#include "domain/report_link.h"
#include "domain/report_redaction.h"
#include "domain/report_secret.h"
#include "web/report_draw.h"

#define WORDS_MAX 100

enum { TEXT_PURPOSE, SEGMENTS, WORDS, CHECKED, SEEN, TEXT_FIELDS };
static const struct anze_field text_fields[] = {
	[TEXT_PURPOSE] = {.name = "purpose", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[SEGMENTS] = {.name = "segments", .type = ANZE_CHOICES},
	[WORDS] = {.name = "words", .type = ANZE_LONG_TEXT, .max = 2000},
	[CHECKED] = {.name = "checked", .type = ANZE_CHECK},
	[SEEN] = {.name = "seen", .type = ANZE_HIDDEN, .max = 64}, /* how it read when it was looked at */
};
static const struct az_form text_form = {"redaction", text_fields, TEXT_FIELDS};

enum { PICTURE_PURPOSE, PLACES, PICTURE_FIELDS };
static const struct anze_field picture_fields[] = {
	[PICTURE_PURPOSE] = {.name = "purpose", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[PLACES] = {.name = "places", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .max = 1000},
};
static const struct az_form picture_form = {"redaction_picture", picture_fields, PICTURE_FIELDS};

/* Of a document's page the same, and nothing may be covered: it then goes along as it is. */
static const struct anze_field page_fields[] = {
	[PICTURE_PURPOSE] = {.name = "purpose", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[PLACES] = {.name = "places", .type = ANZE_LONG_TEXT, .max = 1000},
};
static const struct az_form page_form = {"redaction_picture", page_fields, PICTURE_FIELDS};

static const struct az_form discard_form = {"redaction_discard", NULL, 0};

enum { HAZARD, ATTACH_FIELDS };
static const struct anze_field attach_fields[] = {
	[HAZARD] = {.name = "hazard", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
};
static const struct az_form attach_form = {"redaction_attach", attach_fields, ATTACH_FIELDS};

/* A report that is in scope and open to the actor. */
static enum az_result find_open(struct az_exchange *x, struct az_report *report)
{
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], report)); /* 404 when out of scope */
	az_set(x->page->data, "Report.no", x->request->params[0]);
	az_set(x->page->data, "Report.href", az_format(x->ctx->arena, "/desk/reports/%s", x->request->params[0]));
	if (report->key == NULL)
		return az_refuse(x->ctx, AZ_DENIED, "secret.locked", NULL);
	return report->story == NULL || report->story[0] == '\0' ? AZ_NOT_FOUND : AZ_OK;
}

/* ---- the text ---- */

static size_t set_segments(struct az_exchange *x, const struct az_report *report, struct az_form_data *form,
			   struct az_segment segments[AZ_SEGMENTS_MAX])
{
	size_t count = az_segments(report->story, segments);
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct anze_choice);
	for (size_t i = 0; i < count; i++) {
		const char *text = az_copy_n(x->ctx->arena, report->story + segments[i].at, segments[i].n);
		choices[i] = (struct anze_choice){az_format(x->ctx->arena, "s%zu", i), {text, text}};
	}
	az_form_choices(form, TEXT_PURPOSE, az_redaction_purposes, az_redaction_purpose_count);
	az_form_choices(form, SEGMENTS, choices, count);
	return count;
}

static const char *redact(struct az_exchange *x, const struct az_report *report, const struct az_form_data *form,
			  struct az_segment *segments, size_t count, size_t *covered)
{
	const struct az_form_value *chosen = &form->values[SEGMENTS];
	const char *words[WORDS_MAX];
	size_t word_count = 0;
	for (size_t i = 0; i < chosen->chosen_count; i++) {
		int64_t at;
		if (az_parse_int(chosen->chosen[i] + 1, 0, (int64_t)count - 1, &at))
			segments[at].covered = true;
	}
	for (const char *at = form->values[WORDS].text; *at != '\0' && word_count < WORDS_MAX;) {
		size_t n = strcspn(at, "\n");
		const char *word = az_text_tidy(x->ctx->arena, at, n);
		if (word[0] != '\0')
			words[word_count++] = word;
		at += n + (at[n] == '\n');
	}
	return az_redact(x->ctx->arena, report->story, segments, count, words, word_count, covered);
}

static enum az_result show_text(struct az_exchange *x, const struct az_form_data *form)
{
	az_exchange_draw(x, form, x->request->path, "redaction.submit");
	return az_page_show(x->page, "desk/redaction", "redaction.title");
}

static enum az_result text_page(struct az_exchange *x)
{
	struct az_segment segments[AZ_SEGMENTS_MAX];
	struct az_report report = {0};
	AZ_TRY(find_open(x, &report));
	struct az_form_data *form = az_exchange_form(x, &text_form);
	set_segments(x, &report, form, segments);
	return show_text(x, form);
}

/* What was looked at is what is kept, and nothing else: not one that was changed after it was shown. */
static const char *seal_of(struct az_exchange *x, const char *body)
{
	unsigned char hash[AZ_SECRET_HASH];
	az_secret_hash(&x->web->site->form_key, "redaction", body, strlen(body), hash);
	return az_hex(x->ctx->arena, hash, sizeof hash);
}

static enum az_result text_make(struct az_exchange *x)
{
	struct az_segment segments[AZ_SEGMENTS_MAX];
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	size_t covered;
	int64_t id;
	AZ_TRY(find_open(x, &report));
	size_t count = set_segments(x, &report, form, segments);
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_text(x, form);
	const char *body = redact(x, &report, form, segments, count, &covered);
	const char *seal = seal_of(x, body);
	bool seen = strcmp(form->values[SEEN].text, seal) == 0;
	form->values[SEEN].raw = seal;
	if (form->values[CHECKED].number != 1 || !seen) { /* first it is looked at, as it would be kept */
		az_set(x->page->data, "Preview.body", body);
		az_set_flag(x->page->data, "Preview.shown", true);
		az_set_flag(x->page->data, "Preview.bare", covered == 0);
		return show_text(x, form);
	}
	enum az_result result = az_redact_text(x->ctx, &report, form->values[TEXT_PURPOSE].text, body, &id);
	if (az_exchange_refused(x, result, form))
		return show_text(x, form);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s/copies/%lld?done=redaction", x->request->params[0],
				(long long)id);
}

/* ---- a picture, or a page of a document ---- */

struct source {
	struct az_report report;
	struct az_report_file file;
	int64_t page; /* of a document, from 1; 0: a picture */
};

static enum az_result find_source(struct az_exchange *x, struct source *source)
{
	const char *page = x->request->params[2];
	int64_t blob;
	*source = (struct source){0};
	AZ_TRY(find_open(x, &source->report));
	if (!az_parse_int(x->request->params[1], 1, INT64_MAX, &blob))
		return AZ_NOT_FOUND;
	AZ_TRY(az_report_file_find(x->ctx, &source->report, blob, &source->file));
	if (page != NULL && !az_parse_int(page, 1, AZ_REDACTION_PAGES, &source->page))
		return AZ_NOT_FOUND;
	return az_redaction_takes(x->ctx, &source->file, source->page);
}

static const char *page_path(struct az_exchange *x, const struct source *source, int64_t page)
{
	return az_format(x->ctx->arena, "/desk/reports/%s/files/%lld/pages/%lld", x->request->params[0],
			 (long long)source->file.blob_id, (long long)page);
}

static enum az_result put_pages(struct az_exchange *x, const struct source *source)
{
	int64_t pages;
	AZ_TRY(az_redaction_pages(x->ctx, &source->report, &source->file, &pages));
	if (source->page > pages)
		return AZ_NOT_FOUND;
	az_set_text(x->page, x->page->data, "File.page", "redaction_picture.page",
		    az_format(x->ctx->arena, "%lld", (long long)source->page),
		    az_format(x->ctx->arena, "%lld", (long long)pages), NULL);
	if (source->page > 1)
		az_set(x->page->data, "File.previous",
		       az_format(x->ctx->arena, "%s/redaction", page_path(x, source, source->page - 1)));
	if (source->page < pages)
		az_set(x->page->data, "File.next",
		       az_format(x->ctx->arena, "%s/redaction", page_path(x, source, source->page + 1)));
	return AZ_OK;
}

static enum az_result show_picture(struct az_exchange *x, const struct source *source, const struct az_form_data *form)
{
	az_set(x->page->data, "File.name", source->file.name);
	az_set(x->page->data, "File.href",
	       source->page > 0 ? page_path(x, source, source->page)
				: az_format(x->ctx->arena, "/desk/reports/%s/files/%lld", x->request->params[0],
					    (long long)source->file.blob_id));
	if (source->page > 0)
		AZ_TRY(put_pages(x, source));
	az_exchange_draw(x, form, x->request->path, "redaction_picture.submit");
	return az_page_show(x->page, "desk/redaction_picture",
			    source->page > 0 ? "redaction_picture.page_title" : "redaction_picture.title");
}

static enum az_result picture_page(struct az_exchange *x)
{
	struct source source;
	AZ_TRY(find_source(x, &source));
	struct az_form_data *form = az_exchange_form(x, source.page > 0 ? &page_form : &picture_form);
	az_form_choices(form, PICTURE_PURPOSE, az_redaction_purposes, az_redaction_purpose_count);
	return show_picture(x, &source, form);
}

static enum az_result picture_make(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_place places[AZ_PLACES_MAX];
	struct source source;
	size_t line, count = 0;
	int64_t id;
	AZ_TRY(find_source(x, &source));
	az_form_choices(form, PICTURE_PURPOSE, az_redaction_purposes, az_redaction_purpose_count);
	az_form_check(form);
	if (form->values[PLACES].valid && form->values[PLACES].given) {
		count = az_places_parse(form->values[PLACES].text, places, &line);
		if (count == 0)
			az_form_error(form, PLACES, "redaction_picture.wrong_line",
				      az_format(x->ctx->arena, "%zu", line), NULL);
	}
	if (az_form_has_errors(form))
		return show_picture(x, &source, form);
	enum az_result result = az_redact_picture(x->ctx, &source.report, &source.file, source.page,
						  form->values[PICTURE_PURPOSE].text, places, count, &id);
	if (az_exchange_refused(x, result, form))
		return show_picture(x, &source, form);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s/copies/%lld?done=redaction", x->request->params[0],
				(long long)id);
}

/* A page of a document's cleaned copy, as a picture. */
static enum az_result page_file(struct az_exchange *x)
{
	struct source source;
	struct az_text picture;
	AZ_TRY(find_source(x, &source));
	AZ_TRY(az_redaction_page(x->ctx, &source.report, &source.file, source.page, &picture));
	return az_answer(x, "image/jpeg", NULL, picture);
}

/* ---- what was made ---- */

static enum az_result find_copy(struct az_exchange *x, struct az_report *report, struct az_redacted *copy)
{
	int64_t id;
	AZ_TRY(find_open(x, report));
	if (!az_parse_int(x->request->params[1], 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	return az_redacted_find(x->ctx, report, id, copy);
}

static void put_copy(struct az_exchange *x, struct _hdf *node, const char *no, const struct az_redacted *copy)
{
	az_set(node, "href", az_format(x->ctx->arena, "/desk/reports/%s/copies/%lld", no, (long long)copy->id));
	az_set_code(x->page, node, "purpose", "redaction.purpose", copy->purpose);
	az_set(node, "maker", copy->maker);
	az_set_day(node, "made_on", az_day_at(copy->made_at));
	az_set_flag(node, "picture", copy->blob_id != 0);
}

enum az_result az_report_put_copies(struct az_exchange *x, const struct az_report *report, const char *no)
{
	struct az_redacted *rows;
	size_t count;
	AZ_TRY(az_redacted_list(x->ctx, report, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_copy(x, az_append(x->page->data, "Report.copies"), no, &rows[i]);
	if (report->key != NULL && report->story != NULL && report->story[0] != '\0')
		az_set(x->page->data, "Report.redact", az_format(x->ctx->arena, "/desk/reports/%s/redaction", no));
	return AZ_OK;
}

/* ---- into a hazard ---- */

/* The hazards that the report led to, as choices; where the copy went is told instead. */
static enum az_result put_hazards(struct az_exchange *x, const struct az_report *report, const struct az_redacted *copy,
				  struct az_form_data *form, size_t *count)
{
	struct az_report_link *links;
	size_t link_count;
	*count = 0;
	AZ_TRY(az_report_links(x->ctx, report, &links, &link_count));
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, link_count + 1, struct anze_choice);
	for (size_t i = 0; i < link_count; i++) {
		if (strcmp(links[i].noun, "hazard") != 0)
			continue;
		const char *no = az_report_link_no(x->ctx->arena, &links[i]);
		const char *label =
			az_format(x->ctx->arena, "%s %s", no, az_code_text(x->page, "hazard.state", links[i].state));
		if (links[i].noun_id == copy->hazard_id)
			az_set(x->page->data, "Copy.hazard", no);
		choices[(*count)++] = (struct anze_choice){no, {label, label}};
	}
	az_form_choices(form, HAZARD, choices, *count);
	if (*count == 1 && !form->submitted)
		az_form_preset(form, HAZARD, choices[0].code);
	return AZ_OK;
}

/* Only pictures that were made for a hazard, and only when there is one. */
static enum az_result put_attach(struct az_exchange *x, const struct az_report *report, const struct az_redacted *copy,
				 struct az_form_data *form)
{
	size_t count;
	if (copy->blob_id == 0 || strcmp(copy->purpose, "hazard") != 0)
		return AZ_OK;
	AZ_TRY(put_hazards(x, report, copy, form, &count));
	az_set_flag(x->page->data, "Copy.for_hazard", true);
	if (copy->hazard_id != 0 || count == 0 || !az_report_proved(x->ctx, report))
		return AZ_OK;
	az_exchange_draw_at(x, "Attach", form,
			    az_format(x->ctx->arena, "/desk/reports/%s/copies/%lld/attach", x->request->params[0],
				      (long long)copy->id),
			    "redaction_attach.submit");
	return AZ_OK;
}

/* ---- what was made, shown ---- */

static enum az_result show_copy(struct az_exchange *x, const struct az_report *report, const struct az_redacted *copy,
				struct az_form_data *attach)
{
	const char *no = x->request->params[0];
	struct _hdf *node = az_node(x->page->data, "Copy");
	int status = x->page->status;
	put_copy(x, node, no, copy);
	az_set(node, "body", copy->body);
	az_set(node, "authority", az_pick(x->page, x->ctx->actor->authority_zh, x->ctx->actor->authority_en));
	if (copy->blob_id != 0)
		az_set(node, "file",
		       az_format(x->ctx->arena, "/desk/reports/%s/copies/%lld/file", no, (long long)copy->id));
	az_exchange_draw(x, az_form_new(x->ctx->arena, &discard_form),
			 az_format(x->ctx->arena, "/desk/reports/%s/copies/%lld", no, (long long)copy->id),
			 "redaction_discard.submit");
	AZ_TRY(put_attach(x, report, copy, attach));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/redaction_copy", "redaction.copy_title");
}

static enum az_result copy_page(struct az_exchange *x)
{
	struct az_redacted copy = {0};
	struct az_report report = {0};
	AZ_TRY(find_copy(x, &report, &copy));
	return show_copy(x, &report, &copy, az_exchange_form(x, &attach_form));
}

static enum az_result attach(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_redacted copy = {0};
	struct az_report report = {0};
	size_t count;
	AZ_TRY(find_copy(x, &report, &copy));
	AZ_TRY(put_hazards(x, &report, &copy, form, &count));
	az_form_check(form);
	if (az_form_has_errors(form)) {
		x->page->status = 422;
		return show_copy(x, &report, &copy, form);
	}
	enum az_result result = az_redaction_attach(x->ctx, &report, copy.id, form->values[HAZARD].text);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = 409;
		return show_copy(x, &report, &copy, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/reports/%s/copies/%lld?done=redaction_attached", x->request->params[0],
				(long long)copy.id);
}

static enum az_result copy_file(struct az_exchange *x)
{
	struct az_redacted copy = {0};
	struct az_report report = {0};
	AZ_TRY(find_copy(x, &report, &copy));
	if (copy.blob_id == 0)
		return AZ_NOT_FOUND;
	return az_answer_sealed_shown(x, copy.blob_id, az_report_file_key(x->ctx->arena, report.key));
}

static enum az_result copy_discard(struct az_exchange *x)
{
	struct az_redacted copy = {0};
	struct az_report report = {0};
	AZ_TRY(find_copy(x, &report, &copy));
	AZ_TRY(az_redacted_discard(x->ctx, &report, copy.id));
	return az_page_redirect(x->page, "/desk/reports/%s?done=redaction_discard", x->request->params[0]);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}/redaction", text_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/redaction", text_make, AZ_ROLE_HANDLER, &text_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/files/{file}/redaction", picture_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/files/{file}/redaction", picture_make, AZ_ROLE_HANDLER, &picture_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/files/{file}/pages/{page}", page_file, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/files/{file}/pages/{page}/redaction", picture_page, AZ_ROLE_HANDLER, NULL, "desk",
	 0},
	{AZ_POST, "/desk/reports/{no}/files/{file}/pages/{page}/redaction", picture_make, AZ_ROLE_HANDLER, &page_form,
	 "desk", 0},
	{AZ_GET, "/desk/reports/{no}/copies/{copy}", copy_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/copies/{copy}", copy_discard, AZ_ROLE_HANDLER, &discard_form, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/copies/{copy}/attach", attach, AZ_ROLE_HANDLER, &attach_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/copies/{copy}/file", copy_file, AZ_ROLE_HANDLER, NULL, "desk", 0},
};
const struct az_route_table az_desk_redaction_routes = AZ_ROUTES(routes);
