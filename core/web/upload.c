/* A posted form with its files: token first, then fields, files piece by piece
 * into the database. */
#include <magic.h>
#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "base/media.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/checklist_sheet.h"
#include "domain/enterprise_sheet.h"
#include "server/token.h"
#include "store/blob.h"
#include "store/db.h"
#include "web/exchange.h"

#define CSV "text/csv"
#define PICTURES "image/jpeg,image/png,image/webp,application/pdf"
#define PROOF_MAC 16
#define READ_OVER 2 /* times what is taken: only read, so that the form can say what is too large */
/* Of a form with files: a field may be longer than its check takes, which then tells how long it is; all of them stay
 * in memory. */
#define FIELD_MOST ((size_t)1 << 20)
#define FIELDS_MOST ((size_t)2 << 20)

struct upload {
	struct az_exchange *x;
	struct az_blob_writer *writer; /* NULL until the first file */
	char owner[AZ_SECRET_HASH * 2 + 1];
	struct az_secret_key key; /* wraps the files' keys until something claims them */
	size_t field;
	bool open;
	bool lost;                 /* the token is not this browser's: nothing is done, what was typed is shown again */
	bool old;                  /* the token is genuine, but was given out long ago */
	bool over;                 /* the body is too large: no file of it is kept, the rest of the form is not lost */
	struct az_media_ends ends; /* libmagic decides on the first */
};

static magic_t magic_table;

void az_upload_prepare(void)
{
	if (magic_table != NULL)
		return;
	magic_table = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TAR);
	if (magic_table != NULL && magic_load(magic_table, NULL) != 0) {
		az_log(AZ_LOG_ERROR, "upload.magic", "%s", magic_error(magic_table));
		magic_close(magic_table);
		magic_table = NULL;
	}
}

/* What makes a ZIP a workbook lies too deep in it for libmagic, which knows some programs' files and calls others
 * application/zip or octet-stream; and a text is anything. Whoever reads the sheet decides. */
static bool looks_like_zip(const struct az_media_ends *ends)
{
	return ends->head_size >= 4 && memcmp(ends->head, "PK\3\4", 4) == 0;
}

static bool looks_like_text(const struct az_media_ends *ends)
{
	return memchr(ends->head, '\0', ends->head_size) == NULL;
}

static const struct az_upload_kind kinds[] = {
	{AZ_ROUTE_SHEET, AZ_CHECKLIST_SHEET_TYPE, ".xlsx," AZ_CHECKLIST_SHEET_TYPE, "XLSX", AZ_CHECKLIST_SHEET_BYTES,
	 looks_like_zip},
	{AZ_ROUTE_CSV, CSV, ".csv," CSV, "CSV", AZ_ENTERPRISE_SHEET_BYTES, looks_like_text},
	{0, PICTURES, PICTURES, "JPG, PNG, WebP, PDF", 0, NULL},
};

const struct az_upload_kind *az_upload_kind(const struct az_route *route)
{
	const struct az_upload_kind *kind = kinds;
	while (kind->flag != 0 && (route == NULL || (route->flags & kind->flag) == 0))
		kind++;
	return kind;
}

static bool type_is_taken(const struct az_upload_kind *kind, const char *type)
{
	size_t n = strlen(type);
	for (const char *at = kind->types; *at != '\0';) {
		size_t length = strcspn(at, ",");
		if (length == n && strncmp(at, type, n) == 0)
			return true;
		at += length + (at[length] == ',');
	}
	return false;
}

/* The media type by content. */
static const char *content_type(const struct upload *upload)
{
	const struct az_upload_kind *kind = az_upload_kind(upload->x->route);
	if (kind->looks != NULL && kind->looks(&upload->ends))
		return kind->types;
	const char *type =
		magic_table == NULL ? NULL : magic_buffer(magic_table, upload->ends.head, upload->ends.head_size);
	return type == NULL ? "application/octet-stream" : type;
}

/* A page of ours whose mark the browser has lost since: shown again with what was typed, for nothing is done by it.
 * Another's page could not have the browser say that it is ours. */
static bool is_patient(const struct az_exchange *x)
{
	return (x->route->flags & AZ_ROUTE_PATIENT) != 0 && x->request->own_page;
}

static enum az_result check_token(void *self, const char *token)
{
	struct upload *upload = self;
	struct az_exchange *x = upload->x;
	if (x->binder == NULL)
		return AZ_DENIED;
	enum az_result result = az_token_check(x->ctx->arena, x->web->site->form_key.bytes, x->request->path, x->binder,
					       token, x->ctx->now, AZ_FORM_AGE);
	upload->lost = result == AZ_DENIED && is_patient(x);
	upload->old = upload->lost || (result == AZ_INVALID && (x->route->flags & AZ_ROUTE_PATIENT) != 0);
	if (upload->old)
		result = AZ_OK;
	if (result == AZ_INVALID)
		return az_refuse(x->ctx, AZ_INVALID, "http.token_old", NULL);
	x->request->form_token = token;
	return result;
}

/* The last part of a file's name, without what could hide its end: controls, and marks that turn the direction. */
static const char *base_name(struct az_arena *arena, const char *name)
{
	size_t n = strlen(name), length = 0;
	char *out = az_alloc(arena, n + 8);
	for (size_t at = 0; at < n;) {
		uint32_t point = az_utf8_next(name, n, &at);
		if (point == '/' || point == '\\')
			length = 0;
		else if (point >= ' ' && (point < 0x7f || point > 0x9f) && (point < 0x200e || point > 0x200f) &&
			 (point < 0x2028 || point > 0x202e) && (point < 0x2066 || point > 0x2069))
			length += az_utf8_put(out + length, point);
	}
	const char *base = az_text_tidy(arena, out, length);
	return base[0] == '\0' ? "-" : base;
}

static bool is_sealed(const struct az_exchange *x)
{
	return (x->route->flags & AZ_ROUTE_SEALED) != 0;
}

/* Bytes of a body with files. */
static uint64_t upload_limit(const struct az_exchange *x)
{
	return (uint64_t)x->web->site->settings->upload_mib << 20;
}

static const char *size_limit(const struct az_exchange *x, uint64_t bytes)
{
	return az_format(x->ctx->arena, "%llu MB", (unsigned long long)(bytes >> 20));
}

static enum az_result file_begin(void *self, size_t field, const char *name)
{
	struct upload *upload = self;
	struct az_exchange *x = upload->x;
	upload->field = field;
	if (upload->over)
		return AZ_OK;
	if (upload->writer == NULL)
		AZ_TRY(az_blob_open(x->ctx, upload->key.bytes, is_sealed(x), &upload->writer));
	az_media_begin(&upload->ends);
	upload->open = true;
	return az_blob_begin(upload->writer, base_name(x->ctx->arena, name), upload->owner);
}

static uint64_t file_limit(const struct upload *upload)
{
	uint64_t all = (uint64_t)upload->x->web->site->settings->file_mib * 1024 * 1024;
	uint64_t most = az_upload_kind(upload->x->route)->most;
	return most > 0 && most < all ? most : all;
}

static enum az_result file_data(void *self, const char *p, size_t n)
{
	struct upload *upload = self;
	if (upload->over)
		return AZ_OK;
	az_media_piece(&upload->ends, p, n);
	if (upload->ends.size > file_limit(upload))
		return AZ_OK; /* read on, keep nothing: the field says so, and the rest of the form is not lost */
	return az_blob_write(upload->writer, p, n);
}

/* The field says why a file was not taken; the rest of the form stands. False, so that a check ends with it. */
static bool drop(struct upload *upload, const char *key, const char *first, const char *second)
{
	az_form_error(upload->x->request->form, upload->field, key, first, second, NULL);
	return false;
}

/* Is the content what this route takes? What it is called and what the sender calls it play no part. */
static bool content_is_taken(struct upload *upload, const struct az_blob *blob)
{
	const struct az_upload_kind *kind = az_upload_kind(upload->x->route);
	bool apple = strcmp(blob->type, "image/heic") == 0 || strcmp(blob->type, "image/heif") == 0;
	if (!type_is_taken(kind, blob->type))
		return drop(upload, apple ? "error.file_heic" : "error.file_type", blob->name, kind->text);
	if (kind->looks != NULL)
		return true; /* whoever reads the sheet judges it whole */
	switch (az_media_check(&upload->ends, blob->type)) {
	case AZ_MEDIA_GOOD:
		return true;
	case AZ_MEDIA_TWOFOLD:
		return drop(upload, "error.file_twofold", blob->name, NULL);
	default:
		return drop(upload, "error.file_type", blob->name, kind->text);
	}
}

static bool is_taken(struct upload *upload, const struct az_blob *blob)
{
	const struct az_form_data *form = upload->x->request->form;
	struct az_arena *arena = upload->x->ctx->arena;
	int64_t most = form->form->fields[upload->field].max;
	if (upload->ends.size == 0)
		return drop(upload, "error.file_empty", NULL, NULL);
	if (upload->ends.size > file_limit(upload))
		return drop(upload, "error.file_too_large", blob->name, size_limit(upload->x, file_limit(upload)));
	if (!content_is_taken(upload, blob))
		return false;
	if ((int64_t)form->values[upload->field].file_count >= most)
		return drop(upload, "error.file_too_many", az_format(arena, "%lld", (long long)most), NULL);
	return true;
}

static enum az_result forget(struct az_ctx *ctx, int64_t id)
{
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_file WHERE id = ?", az_int(id)), NULL);
}

static void put_file(const struct upload *upload, const struct az_blob *blob, struct az_form_file *out)
{
	*out = (struct az_form_file){blob->id, blob->name, blob->type, blob->size, NULL};
	if (is_sealed(upload->x))
		out->key =
			(const unsigned char *)az_copy_n(upload->x->ctx->arena, (const char *)blob->key, AZ_BLOB_KEY);
}

static enum az_result file_end(void *self, struct az_form_file *out)
{
	struct upload *upload = self;
	struct az_exchange *x = upload->x;
	struct az_blob blob;
	if (upload->over) {
		(void)drop(upload, "error.files_too_large", size_limit(x, upload_limit(x)), NULL);
		return AZ_OK;
	}
	upload->open = false;
	AZ_TRY(az_blob_end(upload->writer, content_type(upload), &blob));
	bool taken = is_taken(upload, &blob);
	az_media_wipe(&upload->ends);
	if (taken) {
		put_file(upload, &blob, out);
		return AZ_OK;
	}
	return forget(x->ctx, blob.id);
}

static void proof_mac(const struct upload *upload, int64_t id, unsigned char mac[AZ_SECRET_HASH])
{
	char text[AZ_SECRET_HASH * 2 + 32];
	az_print(text, sizeof text, "%lld:%s", (long long)id, upload->owner);
	az_secret_hash(&upload->x->web->site->form_key, "file", text, strlen(text), mac);
}

static void set_owner(struct upload *upload)
{
	unsigned char hash[AZ_SECRET_HASH];
	const char *binder = upload->x->binder == NULL ? "" : upload->x->binder;
	az_secret_hash(&upload->x->web->site->form_key, "owner", binder, strlen(binder), hash);
	sodium_bin2hex(upload->owner, sizeof upload->owner, hash, sizeof hash);
	/* Of a file that is kept sealed the instance alone must not have the key, not even until it is claimed: it is
	 * wrapped by one that hangs on what only the sender's browser holds. */
	upload->key = upload->x->web->site->file_key;
	if (upload->x->route != NULL && is_sealed(upload->x))
		az_secret_hash(&upload->x->web->site->file_key, "staged", binder, strlen(binder), upload->key.bytes);
}

const char *az_upload_proof(void *exchange, const struct az_form_file *file)
{
	struct az_exchange *x = exchange;
	struct upload *upload = AZ_NEW(x->ctx->arena, struct upload);
	unsigned char bytes[8 + AZ_SECRET_HASH];
	upload->x = x;
	set_owner(upload);
	memcpy(bytes, &file->blob_id, 8);
	proof_mac(upload, file->blob_id, bytes + 8);
	return az_base64url(x->ctx->arena, bytes, 8 + PROOF_MAC);
}

static enum az_result kept(void *self, size_t field, const char *token, struct az_form_file *out)
{
	struct upload *upload = self;
	struct az_ctx *ctx = upload->x->ctx;
	unsigned char *bytes, mac[AZ_SECRET_HASH];
	size_t n;
	int64_t id;
	struct az_blob blob;
	if (!az_base64url_decode(ctx->arena, token, &bytes, &n) || n != 8 + PROOF_MAC)
		return AZ_INVALID;
	memcpy(&id, bytes, 8);
	proof_mac(upload, id, mac);
	if (!az_secret_equal(mac, bytes + 8, PROOF_MAC)) {
		upload->field = field;
		(void)(upload->lost && drop(upload, "error.files_again", NULL, NULL));
		return upload->lost ? AZ_OK : AZ_INVALID;
	}
	enum az_result result = az_blob_staged(ctx, upload->key.bytes, id, upload->owner, &blob);
	if (result == AZ_NOT_FOUND)
		return AZ_OK; /* already used by the same submission, sent twice: its token tells */
	if (result != AZ_OK)
		return result;
	if (!type_is_taken(az_upload_kind(upload->x->route), blob.type))
		return AZ_INVALID; /* it was sent to a route that takes other files */
	put_file(upload, &blob, out);
	return AZ_OK;
}

enum az_result az_upload_bytes(struct az_exchange *x, const struct az_form_file *file, size_t most, struct az_text *out)
{
	enum az_result result = az_blob_bytes(x->ctx, x->web->site->file_key.bytes, file->blob_id, most, out);
	return result == AZ_TOO_LARGE ? AZ_INVALID : result;
}

enum az_result az_upload_form(struct az_exchange *x, const struct az_form *form)
{
	const struct az_settings *settings = x->web->site->settings;
	struct upload *upload = AZ_NEW(x->ctx->arena, struct upload);
	struct az_body_hooks hooks = {check_token, file_begin, file_data, file_end, kept, upload};
	bool large = (x->route->flags & AZ_ROUTE_UPLOAD) != 0;
	size_t body = large ? (size_t)upload_limit(x) : (size_t)settings->body_kib << 10;
	struct az_body_limits limits = {large ? READ_OVER * body : body, large ? FIELD_MOST : body, body, FIELDS_MOST};
	const char *fault;
	upload->x = x;
	if (x->binder == NULL && is_patient(x))
		(void)az_exchange_binder(x);
	set_owner(upload);
	upload->over = large && x->request->content_length > body;
	x->request->form = az_form_new(x->ctx->arena, form);
	enum az_result result = az_body_read(x->request, x->request->form, &hooks, &limits, &fault, &x->ctx->problem);
	if (result != AZ_OK && fault[0] != '\0')
		az_log(AZ_LOG_INFO, "body.refused", "%s: %s", az_result_name(result), fault);
	if (upload->old && (x->route->flags & AZ_ROUTE_SILENT) == 0)
		az_form_refuse(x->request->form, "http.token_again", NULL);
	if (upload->writer == NULL)
		return result;
	if (result == AZ_OK)
		return az_blob_commit(upload->writer);
	az_blob_abandon(upload->writer);
	return result;
}
