/* The receipt of a report: shown until the reporter says that it is kept. */
#include "web/report_receipt.h"

#include "base/text.h"
#include "domain/report_reply.h"
#include "web/report_proof.h"

enum { RECEIPT, KEPT, KEPT_FIELDS };
static const struct anze_field kept_fields[] = {
	[RECEIPT] = {.name = "code", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 60}, /* the page shows the code with the id "receipt" */
	[KEPT] = {.name = "kept", .type = ANZE_CHECK, .flags = ANZE_REQUIRED},
};
static const struct az_form kept_form = {"report_kept", kept_fields, KEPT_FIELDS};

/* What was stored, as it was stored: what a file is proved by later. */
static enum az_result put_files(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_file *files;
	size_t count;
	AZ_TRY(az_report_files(x->ctx, report, &files, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *file = az_append(x->page->data, "Receipt.files");
		az_set(file, "name", files[i].name);
		az_set(file, "size", az_size_text(x->page, files[i].size));
		az_set(file, "sha256", files[i].sha256);
	}
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, const struct az_report *report, const char *receipt,
                           struct az_form_data *form)
{
	az_form_preset(form, RECEIPT, receipt);
	az_set(x->page->data, "Receipt.code", receipt);
	az_set_text(x->page, x->page->data, "Receipt.number", "report_receipt.number",
	            az_report_no(x->ctx->arena, report), NULL);
	az_set_flag(x->page->data, "Page.once", true); /* another language's page would not have the code any more */
	AZ_TRY(put_files(x, report));
	az_report_proof_offer(x, report, receipt);
	az_exchange_draw(x, form, "/report/kept", "report_receipt.track");
	return az_page_show(x->page, "public/report_receipt", "report_receipt.title");
}

enum az_result az_report_receipt_show(struct az_exchange *x, const char *receipt, const struct az_report *report)
{
	if (report->receipt_kept_at != 0)
		return az_page_show(x->page, "public/report_kept", "report_receipt.title");
	return show(x, report, receipt, az_form_new(x->ctx->arena, &kept_form));
}

static enum az_result kept(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	const char *receipt = form->values[RECEIPT].text;
	AZ_TRY(az_report_by_receipt(x->ctx, receipt, &report));
	if (az_form_has_errors(form))
		return show(x, &report, receipt, form);
	AZ_TRY(az_report_keep(x->ctx, receipt));
	return az_page_redirect(x->page, "/report/track?done=report_kept");
}

static const struct az_route routes[] = {
	{AZ_POST, "/report/kept", kept, AZ_ANYBODY, &kept_form, "report", AZ_ROUTE_PATIENT},
};
const struct az_route_table az_report_receipt_routes = AZ_ROUTES(routes);
