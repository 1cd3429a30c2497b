/* The signed proof of a report: made with the receipt, checked by anybody without it. */
#include "web/report_proof.h"

#include <string.h>

#include "base/text.h"
#include "domain/report_proof.h"
#include "view/qr.h"

#define PROOF "/report/track/proof"
#define VERIFY "/proof/verify"

enum { RECEIPT, MINUTE, AS_FILE, PROOF_FIELDS };
static const struct anze_field proof_fields[] = {
	[RECEIPT] = {.name = "receipt", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 60},
	[MINUTE] = {.name = "minute", .type = ANZE_CHECK},
	[AS_FILE] = {.name = "file", .type = ANZE_CHECK}, /* the second button */
};
static const struct az_form proof_form = {"report_proof", proof_fields, PROOF_FIELDS};

enum { TEXT, VERIFY_FIELDS };
static const struct anze_field verify_fields[] = {
	[TEXT] = {.name = "text", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .max = 8000},
};
static const struct az_form verify_form = {"proof_verify", verify_fields, VERIFY_FIELDS};

void az_report_proof_offer(struct az_exchange *x, const struct az_report *report, const char *receipt)
{
	if (report->key == NULL)
		return;
	struct _hdf *node = az_node(x->page->data, "ProofOffer");
	az_set(node, "action", PROOF);
	az_set(node, "token", az_exchange_token(x, PROOF));
	az_set(node, "receipt", receipt);
}

/* ---- made ---- */

static enum az_result make(struct az_exchange *x, const struct az_form_data *form, const struct az_proof **proof)
{
	struct az_report report = {0};
	struct az_report_file *files;
	size_t count;
	AZ_TRY(az_report_by_receipt(x->ctx, form->values[RECEIPT].text, &report));
	if (report.key == NULL) /* nothing is left of which it could speak */
		return az_refuse(x->ctx, AZ_CONFLICT, "report_proof.removed", NULL);
	AZ_TRY(az_report_files(x->ctx, &report, &files, &count));
	*proof = az_proof_make(x->ctx, &report, files, count, form->values[MINUTE].number != 0);
	return *proof == NULL ? AZ_INTERNAL : AZ_OK;
}

/* Where the portal is reached, for somebody who was not here before; "" when nobody can tell. */
static const char *portal_address(struct az_exchange *x)
{
	const struct az_request *request = x->request;
	const char *known = x->web->site->settings->address;
	size_t n = strlen(request->host);
	if (known[0] != '\0')
		return known;
	bool plain = n > 0 && n < 200 &&
	             strspn(request->host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == n;
	if (!plain || (strcmp(request->scheme, "http") != 0 && strcmp(request->scheme, "https") != 0))
		return "";
	return az_format(x->ctx->arena, "%s://%s", request->scheme, request->host);
}

static void put_proof(struct az_exchange *x, const struct az_proof *proof)
{
	struct _hdf *node = az_node(x->page->data, "Proof");
	az_set(node, "no", proof->no);
	az_set(node, "received", proof->received);
	az_set(node, "key", proof->key_id);
	az_set_text(x->page, node, "count", "report_proof.count",
	            az_format(x->ctx->arena, "%zu", proof->file_count), NULL);
	for (size_t i = 0; i < proof->file_count; i++) {
		const struct az_proof_file *file = &proof->files[i];
		struct _hdf *row = az_append(node, "files");
		az_set_day(row, "on", file->on);
		az_set_text(x->page, row, "size", "report_proof.bytes",
		            az_format(x->ctx->arena, "%lld", (long long)file->size), NULL);
		az_set(row, "sha256", az_hex(x->ctx->arena, file->sha256, sizeof file->sha256));
	}
}

static void put_code(struct az_exchange *x, const struct az_proof *proof)
{
	struct _hdf *node = az_node(x->page->data, "Proof");
	const char *address = portal_address(x);
	int side = 0;
	az_set(node, "text", az_proof_text(x->ctx->arena, proof));
	if (address[0] == '\0')
		return;
	const char *link = az_format(x->ctx->arena, "%s" VERIFY "?p=%s", address, az_proof_short(x->ctx->arena, proof));
	const char *path = az_qr_path(x->ctx->arena, link, &side);
	az_set(node, "address", az_format(x->ctx->arena, "%s" VERIFY, address));
	if (path == NULL)
		return;
	az_set(node, "link", link);
	az_set(node, "path", path);
	az_set_int(node, "side", side);
}

/* As a text, with a line before it that says in a person's words what it is. */
static enum az_result answer_text(struct az_exchange *x, const struct az_proof *proof)
{
	const char *text = az_format(x->ctx->arena, "%s\n\n%s",
	                             az_text(x->page, "report_proof.file_head", portal_address(x), NULL),
	                             az_proof_text(x->ctx->arena, proof));
	return az_answer(x, "text/plain; charset=utf-8", az_format(x->ctx->arena, "%s.txt", proof->no), az_text_of(text));
}

static enum az_result make_proof(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_proof *proof;
	AZ_TRY(make(x, form, &proof));
	if (form->values[AS_FILE].number != 0)
		return answer_text(x, proof);
	put_proof(x, proof);
	put_code(x, proof);
	az_set_flag(x->page->data, "Page.once", true); /* a link would lose what was sent */
	az_form_leave_out(form, AS_FILE);
	az_exchange_draw(x, form, PROOF, "report_proof.again");
	return az_page_show(x->page, "public/report_proof", "report_proof.title");
}

/* ---- checked: with the keys alone, no session and no case ---- */

static enum az_result show_verify(struct az_exchange *x, struct az_form_data *form, const char *text)
{
	static const char *const verdicts[AZ_PROOF_VERDICTS] = {
		[AZ_PROOF_UNREADABLE] = "unreadable",
		[AZ_PROOF_GENUINE] = "genuine",
		[AZ_PROOF_ALTERED] = "altered",
		[AZ_PROOF_KEY_UNKNOWN] = "key_unknown",
	};
	struct az_proof *proof = AZ_NEW(x->ctx->arena, struct az_proof);
	if (text[0] != '\0') {
		enum az_proof_verdict verdict = az_proof_check(x->ctx->arena, x->web->site->proof_keys, text, proof);
		const char *name = verdicts[verdict];
		if (verdict == AZ_PROOF_UNREADABLE)
			az_form_error(form, TEXT, "proof_verify.unreadable", NULL);
		else
			az_set(x->page->data, "Verdict.code", name);
		az_set_text(x->page, x->page->data, "Verdict.title", az_format(x->ctx->arena, "proof_verify.%s", name), NULL);
		az_set_text(x->page, x->page->data, "Verdict.text", az_format(x->ctx->arena, "proof_verify.%s_text", name),
		            NULL);
		if (verdict == AZ_PROOF_GENUINE) /* what nobody signed is not repeated */
			put_proof(x, proof);
	}
	az_exchange_draw(x, form, VERIFY, "proof_verify.submit");
	return az_page_show(x->page, "public/proof_verify", "proof_verify.title");
}

static enum az_result verify_page(struct az_exchange *x)
{
	return show_verify(x, az_exchange_form(x, &verify_form), az_request_query(x->request, "p"));
}

static enum az_result verify(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	return show_verify(x, form, az_form_has_errors(form) ? "" : form->values[TEXT].text);
}

static enum az_result keys(struct az_exchange *x)
{
	return az_answer(x, "text/plain; charset=utf-8", NULL,
	                 az_text_of(az_proof_keys_text(x->ctx->arena, x->web->site->proof_keys)));
}

static const struct az_route routes[] = {
	{AZ_POST, PROOF, make_proof, AZ_ANYBODY, &proof_form, "report", AZ_ROUTE_SILENT},
	{AZ_GET, VERIFY, verify_page, AZ_ANYBODY, NULL, "report", AZ_ROUTE_NO_DATABASE},
	{AZ_POST, VERIFY, verify, AZ_ANYBODY, &verify_form, "report", AZ_ROUTE_NO_DATABASE | AZ_ROUTE_SILENT},
	{AZ_GET, "/proof/keys.txt", keys, AZ_ANYBODY, NULL, "report", AZ_ROUTE_NO_DATABASE},
};
const struct az_route_table az_report_proof_routes = AZ_ROUTES(routes);
