/* The files of a report at the desk: the cleaned copy at once, the file as it came only with a reason that stays. */
#include <string.h>

#include "base/text.h"
#include "domain/report.h"
#include "domain/report_secret.h"
#include "web/web.h"

enum { REASON, ORIGINAL_FIELDS };
static const struct anze_field original_fields[] = {
	[REASON] = {.name = "reason", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 4, .max = 200},
};
static const struct az_form original_form = {"report_original", original_fields, ORIGINAL_FIELDS};

static enum az_result find(struct az_exchange *x, struct az_report *report, struct az_report_file *file)
{
	int64_t blob;
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], report)); /* 404 when out of scope */
	if (!az_parse_int(x->request->params[1], 1, INT64_MAX, &blob))
		return AZ_NOT_FOUND;
	return az_report_file_find(x->ctx, report, blob, file);
}

static enum az_result copy(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_report_file file;
	AZ_TRY(find(x, &report, &file));
	if (!file.copied)
		return az_refuse(x->ctx, AZ_CONFLICT, file.waiting ? "report_file.not_yet" : "report_file.none", NULL);
	return az_answer_copy(x, file.blob_id, az_report_file_key(x->ctx->arena, report.key));
}

static enum az_result show(struct az_exchange *x, const struct az_report_file *file, const struct az_form_data *form)
{
	const char *no = x->request->params[0];
	az_set(x->page->data, "File.back", az_format(x->ctx->arena, "/desk/reports/%s", no));
	az_set(x->page->data, "File.no", no);
	az_set(x->page->data, "File.name", file->name);
	az_set(x->page->data, "File.type", file->type);
	az_set(x->page->data, "File.size", az_size_text(x->page, file->size));
	az_set(x->page->data, "File.sha256", file->sha256);
	if (strcmp(file->scan, "found") == 0)
		az_set_text(x->page, az_node(x->page->data, "File"), "malware", "report_original.malware", file->scan_name, NULL);
	az_set_flag(x->page->data, "File.unscanned", file->scan[0] == '\0');
	az_exchange_draw(x, form,
			 az_format(x->ctx->arena, "/desk/reports/%s/files/%lld/original", no, (long long)file->blob_id),
			 "report_original.submit");
	return az_page_show(x->page, "desk/report_original", "report_original.title");
}

static enum az_result original_page(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_report_file file;
	AZ_TRY(find(x, &report, &file));
	return show(x, &file, az_exchange_form(x, &original_form));
}

static enum az_result original(struct az_exchange *x)
{
	struct az_report report = {0};
	struct az_report_file file;
	struct az_form_data *form = x->request->form;
	AZ_TRY(find(x, &report, &file));
	if (az_form_has_errors(form))
		return show(x, &file, form);
	AZ_TRY(az_report_file_original(x->ctx, &report, form->values[REASON].text));
	return az_answer_sealed(x, file.blob_id, az_report_file_key(x->ctx->arena, report.key));
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}/files/{file}", copy, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/files/{file}/original", original_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/files/{file}/original", original, AZ_ROLE_HANDLER, &original_form, "desk", 0},
};
const struct az_route_table az_desk_report_file_routes = AZ_ROUTES(routes);
