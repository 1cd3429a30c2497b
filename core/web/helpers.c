/* What many handlers need. */
#include <string.h>

#include "base/buffer.h"
#include "base/media.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/report_removal.h"
#include "server/token.h"
#include "store/blob.h"
#include "web/exchange.h"

#define BINDER_BYTES 16

void az_exchange_cookie(struct az_exchange *x, const char *name, const char *value, const char *path, bool strict,
                        long max_age)
{
	struct az_cookie cookie = {name, value, path, strict, x->web->site->settings->secure_cookies, max_age};
	az_response_cookie(x->response, &cookie);
}

const char *az_exchange_binder_of(struct az_exchange *x, const char *path)
{
	unsigned char random[BINDER_BYTES];
	az_secret_random(random, sizeof random);
	x->binder = az_base64url(x->ctx->arena, random, sizeof random);
	/* Only for the form's own part of the portal, so that the public pages stay without any cookie. */
	size_t n = 1 + strcspn(path + 1, "/");
	az_exchange_cookie(x, AZ_COOKIE_FORM, x->binder, az_copy_n(x->ctx->arena, path, n), true, -1);
	return x->binder;
}

const char *az_exchange_binder(struct az_exchange *x)
{
	return x->binder != NULL ? x->binder : az_exchange_binder_of(x, x->request->path);
}

const char *az_exchange_token(struct az_exchange *x, const char *action)
{
	return az_token_make(x->ctx->arena, x->web->site->form_key.bytes, action, az_exchange_binder(x), x->ctx->now);
}

const char *az_exchange_path(struct az_exchange *x, const char *path, const char *otherwise)
{
	/* Browsers read a backslash as a slash, and leave out tabs and line ends before they look for a host. */
	if (path[0] != '/' || path[1] == '/')
		return otherwise;
	struct az_buffer out;
	az_buffer_init(&out, x->ctx->arena);
	for (const char *at = path; *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at;
		if (c < ' ' || c == 0x7f || c == '\\')
			return otherwise;
		if (c > 0x7f || strchr(" \"<>", c) != NULL)
			az_buffer_addf(&out, "%%%02X", c);
		else
			az_buffer_add(&out, at, 1);
	}
	return az_copy_n(x->ctx->arena, out.p, out.n);
}

struct az_form_data *az_exchange_form(struct az_exchange *x, const struct az_form *form)
{
	if (x->request->form != NULL && x->request->form->form == form)
		return x->request->form;
	return az_form_new(x->ctx->arena, form);
}

struct az_form_data *az_form_again(struct az_exchange *x, struct az_form_data *form, const struct az_form *first)
{
	if (form->form == first)
		return form;
	struct az_form_data *again = az_form_new(x->ctx->arena, first);
	again->general = form->general;
	if (again->general.key == NULL)
		az_form_refuse(again, "checklist_sheet.gone", NULL);
	return again;
}

const char *az_problem_text(struct az_exchange *x, const struct az_problem *problem)
{
	return az_view_text(x->web->view, x->ctx->arena, x->ctx->language, problem->key, problem->args, AZ_PROBLEM_ARGS);
}

void az_exchange_draw_place(struct az_exchange *x, const char *node, const struct az_form_data *data,
                            const struct az_form_place *place, const char *action, const char *submit_key)
{
	struct az_form_look look = {.action = action,
	                            .submit_key = submit_key,
	                            .token = az_exchange_token(x, action),
	                            .at = node,
	                            .accept = az_upload_kind(x->route)->accept,
	                            .place = place,
	                            .file_token = az_upload_proof,
	                            .self = x};
	az_page_form(x->page, data, &look);
}

void az_exchange_draw_at(struct az_exchange *x, const char *node, const struct az_form_data *data, const char *action,
                         const char *submit_key)
{
	az_exchange_draw_place(x, node, data, NULL, action, submit_key);
}

void az_exchange_draw(struct az_exchange *x, const struct az_form_data *data, const char *action,
                      const char *submit_key)
{
	az_exchange_draw_at(x, "Form", data, action, submit_key);
}

bool az_exchange_refused(struct az_exchange *x, enum az_result result, struct az_form_data *data)
{
	if (result != AZ_INVALID && result != AZ_DENIED && result != AZ_CONFLICT)
		return false;
	if (x->ctx->problem.key != NULL && data->general.key == NULL)
		data->general = x->ctx->problem;
	return az_form_has_errors(data);
}

enum az_result az_answer(struct az_exchange *x, const char *type, const char *filename, struct az_text body)
{
	x->response->status = 200;
	x->response->content_type = type;
	x->response->body = body;
	if (filename != NULL)
		az_response_header(x->response, "Content-Disposition",
		                   az_format(x->ctx->arena, "attachment; filename*=UTF-8''%s",
		                             az_url_encode(x->ctx->arena, filename)));
	return AZ_OK;
}

struct blob_answer {
	struct az_exchange *x;
	int64_t id;
	const struct az_secret_key *key;
};

static enum az_result put_piece(void *self, const void *p, size_t n)
{
	return az_response_write(self, p, n) ? AZ_OK : AZ_UNAVAILABLE;
}

static enum az_result stream_blob(void *self, struct az_response *response)
{
	struct blob_answer *answer = self;
	return az_blob_read(answer->x->ctx, answer->key->bytes, answer->id, put_piece, response);
}

/* `filename` as in az_answer. */
static enum az_result answer_file(struct az_exchange *x, const struct az_blob *blob, const struct az_secret_key *key,
                                  const char *filename)
{
	struct blob_answer *answer = AZ_NEW(x->ctx->arena, struct blob_answer);
	*answer = (struct blob_answer){x, blob->id, key};
	AZ_TRY(az_answer(x, blob->type, filename, (struct az_text){NULL, 0}));
	az_response_header(x->response, "Content-Length", az_format(x->ctx->arena, "%lld", (long long)blob->size));
	x->response->stream = stream_blob;
	x->response->stream_self = answer;
	return AZ_OK;
}

enum az_result az_answer_blob(struct az_exchange *x, int64_t blob_id)
{
	struct az_blob blob;
	AZ_TRY(az_blob_find(x->ctx, blob_id, &blob));
	return answer_file(x, &blob, &x->web->site->file_key, az_media_name(x->ctx->arena, blob.name, blob.type));
}

enum az_result az_answer_sealed(struct az_exchange *x, int64_t blob_id, const struct az_secret_key *key)
{
	struct az_blob blob;
	AZ_TRY(az_blob_find_sealed(x->ctx, key->bytes, blob_id, &blob));
	return answer_file(x, &blob, key, az_media_name(x->ctx->arena, blob.name, blob.type));
}

enum az_result az_answer_sealed_shown(struct az_exchange *x, int64_t blob_id, const struct az_secret_key *key)
{
	struct az_blob blob;
	AZ_TRY(az_blob_find_sealed(x->ctx, key->bytes, blob_id, &blob));
	return answer_file(x, &blob, key, NULL);
}

enum az_result az_answer_copy(struct az_exchange *x, int64_t blob_id, const struct az_secret_key *key)
{
	struct az_blob blob;
	AZ_TRY(az_blob_find_copy(x->ctx, key->bytes, blob_id, &blob));
	return answer_file(x, &blob, key, NULL);
}

#define AUTHORITIES                                                                                                    \
	(AZ_ROLE_HANDLER | AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR | AZ_ROLE_AUDITOR | AZ_ROLE_ADMIN | AZ_ROLE_CITY)

void az_exchange_moment(struct az_exchange *x, struct _hdf *node, const char *path, int64_t instant)
{
	if (x->ctx->roles & AUTHORITIES)
		az_set_instant(node, path, instant);
	else if (instant != 0)
		az_set_day(node, path, az_day_at(instant));
}

void az_exchange_trail(struct az_exchange *x, const char *node, const struct az_audit_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, node);
		az_exchange_moment(x, row, "at", rows[i].at);
		const char *nobody = az_audit_nobody_key(&rows[i]);
		az_set(row, "who", nobody == NULL ? rows[i].account : az_text(x->page, nobody, NULL));
		az_set(row, "organisation", az_pick(x->page, rows[i].authority_zh, rows[i].authority_en));
		az_set_code(x->page, row, "what", az_format(x->ctx->arena, "%s.action", rows[i].noun), rows[i].action);
		az_set(row, "reason", rows[i].reason);
	}
}

enum az_result az_exchange_keeping(struct az_exchange *x, int64_t report_id)
{
	struct az_report_keeping keeping;
	AZ_TRY(az_report_keeping(x->ctx, report_id, &keeping));
	struct _hdf *node = az_node(x->page->data, "Report");
	if (keeping.removed_on != AZ_DAY_NONE)
		az_set_day(node, "removed_on", keeping.removed_on);
	else if (keeping.until != AZ_DAY_NONE)
		az_set_day(node, "keep_until", keeping.until);
	return AZ_OK;
}

const char *az_sector_text(struct az_exchange *x, const char *code)
{
	const struct az_sector *sector = az_sector_of(x->web->site, code);
	return sector == NULL ? code : az_pick(x->page, sector->name.zh, sector->name.en);
}
