/* A form that was sent after its session's end: what was typed goes to the sign-in and back. */
#include "web/carry.h"

#include <string.h>

#include "base/buffer.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/account.h"
#include "server/token.h"
#include "web/exchange.h"

#define CARRY_BYTES                                                                                                    \
	((size_t)32 << 10) /* of all names and values: a section of a visit with every remark full has half of it */

/* Fields one after the other: name, zero, value, zero. */
struct carrying {
	struct az_exchange *x;
	const char *binder; /* of the session that is over */
	struct az_buffer fields, value;
	const char *name;
	bool token, wanted, trusted, files;
};

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);
	return n >= m && strcmp(s + n - m, end) == 0;
}

static enum az_result begin(void *self, const char *name, const char *filename, const char *type)
{
	struct carrying *carrying = self;
	/* A file that an earlier try has brought belongs to the session that is over, as its proof does. */
	bool file = filename != NULL || ends_with(name, "_kept");
	(void)type;
	carrying->token = !file && strcmp(name, "csrf") == 0;
	carrying->wanted = !file;
	carrying->files = carrying->files || (file && (filename == NULL || filename[0] != '\0'));
	carrying->value.n = 0;
	carrying->name = az_copy(carrying->x->ctx->arena, name);
	return carrying->token || carrying->trusted ? AZ_OK : AZ_DENIED;
}

static enum az_result data(void *self, const char *p, size_t n)
{
	struct carrying *carrying = self;
	if (carrying->wanted)
		az_buffer_add(&carrying->value, p, n);
	return AZ_OK;
}

static enum az_result end(void *self)
{
	struct carrying *carrying = self;
	struct az_exchange *x = carrying->x;
	size_t n = carrying->value.n;
	const char *p = n == 0 ? "" : carrying->value.p;
	if (!carrying->wanted)
		return AZ_OK;
	if (az_utf8_check(p, n) != n || memchr(p, '\0', n) != NULL)
		return AZ_INVALID;
	if (carrying->token) {
		AZ_TRY(az_token_check(x->ctx->arena, x->web->site->form_key.bytes, x->request->path, carrying->binder,
				      az_copy_n(x->ctx->arena, p, n), x->ctx->now, AZ_FORM_AGE));
		carrying->trusted = true;
		return AZ_OK;
	}
	if (carrying->fields.n + strlen(carrying->name) + n + 2 > CARRY_BYTES)
		return AZ_TOO_LARGE;
	az_buffer_add(&carrying->fields, carrying->name, strlen(carrying->name) + 1);
	az_buffer_add(&carrying->fields, p, n);
	az_buffer_add(&carrying->fields, "", 1);
	return AZ_OK;
}

static bool has_password(const struct az_form *form)
{
	for (size_t i = 0; form != NULL && i < form->count; i++)
		if (form->fields[i].type == ANZE_PASSWORD)
			return true;
	return false;
}

/* Of one account; the rest is inside. */
static struct az_secret_about about(int64_t account_id)
{
	return (struct az_secret_about){.purpose = "carried form", .row = account_id};
}

static const char *seal(struct az_exchange *x, const struct carrying *carrying, int64_t account_id)
{
	struct az_buffer plain;
	struct az_secret_about whose = about(account_id);
	az_buffer_init(&plain, x->ctx->arena);
	az_buffer_add(&plain, (const char *)&x->ctx->now, sizeof x->ctx->now);
	az_buffer_add(&plain, x->request->path, strlen(x->request->path) + 1);
	az_buffer_add(&plain, carrying->fields.p, carrying->fields.n);
	unsigned char *sealed = az_alloc(x->ctx->arena, plain.n + AZ_SEALED_MORE);
	az_secret_seal(&x->web->site->form_key, &whose, plain.p, plain.n, sealed);
	return az_base64url(x->ctx->arena, sealed, plain.n + AZ_SEALED_MORE);
}

enum az_result az_carry_pack(struct az_exchange *x, const char **sealed, bool *files)
{
	const struct az_settings *settings = x->web->site->settings;
	const char *cookie = az_request_cookie(x->request, AZ_COOKIE_SESSION), *fault;
	bool large = (x->route->flags & AZ_ROUTE_UPLOAD) != 0;
	size_t most = large ? (size_t)settings->upload_mib << 20 : (size_t)settings->body_kib << 10;
	struct az_body_limits limits = {most, CARRY_BYTES, most, 0};
	struct carrying carrying = {.x = x};
	struct az_part_sink sink = {begin, data, end, &carrying};
	int64_t account_id;
	*sealed = NULL;
	*files = false;
	if (cookie == NULL || has_password(x->route->form))
		return AZ_OK;
	enum az_result known = az_session_ended(x->ctx, cookie, &account_id, &carrying.binder);
	if (known != AZ_OK)
		return known == AZ_NOT_FOUND ? AZ_OK : known;
	az_buffer_init(&carrying.fields, x->ctx->arena);
	az_buffer_init(&carrying.value, x->ctx->arena);
	if (az_body_parts(x->request, &limits, sink, &fault) != AZ_OK || !carrying.trusted || carrying.fields.n == 0)
		return AZ_OK; /* nothing that a page of ours would send, or too much: it is said that it was not taken
			       */
	*files = carrying.files;
	const char *text = seal(x, &carrying, account_id);
	*sealed = strlen(text) <= AZ_CARRY_TEXT ? text : NULL;
	return AZ_OK;
}

/* ---- back again ---- */

/* The text at *at, and on to the one behind it; NULL at the end. */
static const char *next_text(const char **at, const char *close)
{
	const char *text = *at, *zero = text < close ? memchr(text, '\0', (size_t)(close - text)) : NULL;
	if (zero == NULL)
		return NULL;
	*at = zero + 1;
	return text;
}

static enum az_result open_it(struct az_exchange *x, const char *sealed, const char **at, const char **close)
{
	struct az_secret_about whose = about(x->ctx->account_id);
	unsigned char *bytes, *plain;
	size_t n;
	int64_t made;
	if (!az_base64url_decode(x->ctx->arena, sealed, &bytes, &n) || n < AZ_SEALED_MORE + sizeof made)
		return AZ_NOT_FOUND;
	plain = az_alloc(x->ctx->arena, n);
	if (!az_secret_open(&x->web->site->form_key, &whose, bytes, n, plain))
		return AZ_NOT_FOUND;
	memcpy(&made, plain, sizeof made);
	*at = (const char *)plain + sizeof made;
	*close = (const char *)plain + n - AZ_SEALED_MORE;
	return x->ctx->now - made <= AZ_FORM_AGE ? AZ_OK : AZ_NOT_FOUND;
}

enum az_result az_carry_draw(struct az_exchange *x, const char *sealed)
{
	const char *at, *close, *name, *value;
	AZ_TRY(open_it(x, sealed, &at, &close));
	const char *action = next_text(&at, close);
	if (action == NULL)
		return AZ_NOT_FOUND;
	az_set(x->page->data, "Form.action", action);
	az_set(x->page->data, "Form.token", az_exchange_token(x, action));
	az_set(x->page->data, "Form.submit", az_text(x->page, "carried.submit", NULL));
	while ((name = next_text(&at, close)) != NULL && (value = next_text(&at, close)) != NULL) {
		struct _hdf *field = az_append(x->page->data, "Form.fields");
		az_set(field, "name", name);
		az_set(field, "type", "carried");
		az_set(az_append(field, "values"), "value", value);
	}
	return AZ_OK;
}
