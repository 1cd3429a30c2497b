/* Files in the database, in encrypted chunks. */
#include "store/blob.h"

#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/blob_private.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HASH_DIGITS 64U

/* Authenticated with each chunk, so that chunks cannot be swapped, dropped at the end, or moved to another file. */
struct place {
	int64_t blob;
	int64_t chunk;
	int64_t last;
};

static const struct az_column blob_columns[] = {
	AZ_INT_OF(struct az_blob, id),    AZ_INT_OF(struct az_blob, size),    AZ_TEXT_OF(struct az_blob, name),
	AZ_TEXT_OF(struct az_blob, type), AZ_TEXT_OF(struct az_blob, sha256), AZ_TEXT_OF(struct az_blob, owner),
};
static const struct az_row_map blob_map = AZ_ROW_MAP(blob_columns, struct az_blob);

/* ---- a file's key, and what is sealed with it ---- */

void az_blob_wrap(const unsigned char own[AZ_BLOB_KEY], const unsigned char key[AZ_BLOB_KEY],
		  unsigned char wrapped[AZ_BLOB_WRAPPED])
{
	randombytes_buf(wrapped, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(wrapped + crypto_secretbox_NONCEBYTES, own, AZ_BLOB_KEY, wrapped, key);
}

enum az_result az_blob_unwrap(int64_t id, struct az_text wrapped, const unsigned char key[AZ_BLOB_KEY],
			      unsigned char own[AZ_BLOB_KEY])
{
	const unsigned char *at = (const unsigned char *)wrapped.p;
	if (wrapped.n == AZ_BLOB_WRAPPED &&
	    crypto_secretbox_open_easy(own, at + crypto_secretbox_NONCEBYTES,
				       AZ_BLOB_WRAPPED - crypto_secretbox_NONCEBYTES, at, key) == 0)
		return AZ_OK;
	az_log(AZ_LOG_ERROR, "blob.key", "file=%lld its key does not open", (long long)id);
	return AZ_INTERNAL;
}

static struct az_secret_about about_blob(int64_t id)
{
	return (struct az_secret_about){"blob.about", id, 0, 0};
}

/* The hash in 64 digits, then the name. */
static struct az_text seal_about(struct az_ctx *ctx, const unsigned char own[AZ_BLOB_KEY], const struct az_blob *blob)
{
	struct az_secret_key key;
	struct az_secret_about about = about_blob(blob->id);
	const char *plain = az_format(ctx->arena, "%s%s", blob->sha256, blob->name);
	size_t n = strlen(plain);
	unsigned char *sealed = az_alloc(ctx->arena, n + AZ_SEALED_MORE);
	memcpy(key.bytes, own, AZ_BLOB_KEY);
	az_secret_seal(&key, &about, plain, n, sealed);
	az_secret_wipe(&key, sizeof key);
	return (struct az_text){(const char *)sealed, n + AZ_SEALED_MORE};
}

static enum az_result open_about(struct az_ctx *ctx, struct az_text sealed, struct az_blob *blob)
{
	struct az_secret_key key;
	struct az_secret_about about = about_blob(blob->id);
	char *plain = az_alloc(ctx->arena, sealed.n + 1);
	memcpy(key.bytes, blob->key, AZ_BLOB_KEY);
	bool good = sealed.n >= AZ_SEALED_MORE + HASH_DIGITS &&
		    az_secret_open(&key, &about, sealed.p, sealed.n, (unsigned char *)plain);
	az_secret_wipe(&key, sizeof key);
	if (!good) {
		az_log(AZ_LOG_ERROR, "blob.about", "file=%lld its name does not open", (long long)blob->id);
		return AZ_INTERNAL;
	}
	blob->sha256 = az_copy_n(ctx->arena, plain, HASH_DIGITS);
	blob->name = plain + HASH_DIGITS;
	return AZ_OK;
}

/* ---- storing ---- */

enum az_result az_blob_open(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], bool sealed,
			    struct az_blob_writer **out)
{
	AZ_TRY(az_db_begin(ctx->db));
	struct az_blob_writer *writer = AZ_NEW(ctx->arena, struct az_blob_writer);
	writer->ctx = ctx;
	writer->key = key;
	writer->seals = sealed;
	writer->plain = az_alloc(ctx->arena, AZ_BLOB_CHUNK);
	writer->sealed = az_alloc(ctx->arena, NONCE + AZ_BLOB_CHUNK + TAG);
	writer->hash = EVP_MD_CTX_new();
	*out = writer;
	if (writer->hash != NULL)
		return AZ_OK;
	az_db_rollback(ctx->db);
	return AZ_INTERNAL;
}

enum az_result az_blob_start(struct az_blob_writer *writer, int64_t id)
{
	writer->id = id;
	writer->size = 0;
	writer->chunk = 0;
	writer->filled = 0;
	return EVP_DigestInit_ex(writer->hash, EVP_sha256(), NULL) == 1 ? AZ_OK : AZ_INTERNAL;
}

enum az_result az_blob_begin(struct az_blob_writer *writer, const char *name, const char *owner)
{
	struct az_outcome outcome;
	unsigned char wrapped[AZ_BLOB_WRAPPED];
	randombytes_buf(writer->file_key, sizeof writer->file_key);
	az_blob_wrap(writer->file_key, writer->key, wrapped);
	writer->name = az_utf8_clip(writer->ctx->arena, name, 120);
	writer->owner = owner;
	AZ_TRY(az_db_exec(writer->ctx,
			  AZ_QUERY("INSERT INTO blob_file (staged_at, owner, name, wrapped_key) VALUES (?, ?, ?, ?)",
				   az_time(writer->ctx->now), az_str(owner), az_str(writer->seals ? "" : writer->name),
				   az_bytes(wrapped, sizeof wrapped)),
			  &outcome));
	return az_blob_start(writer, outcome.id);
}

static enum az_result put_chunk(struct az_blob_writer *writer, bool last)
{
	struct place place = {writer->id, writer->chunk, last};
	unsigned long long n;
	if (EVP_DigestUpdate(writer->hash, writer->plain, writer->filled) != 1)
		return AZ_INTERNAL;
	randombytes_buf(writer->sealed, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(writer->sealed + NONCE, &n, writer->plain, writer->filled,
						   (const unsigned char *)&place, sizeof place, NULL, writer->sealed,
						   writer->file_key);
	AZ_TRY(az_db_exec(writer->ctx,
			  AZ_QUERY("INSERT INTO blob_chunk (blob_id, chunk, last, sealed) VALUES (?, ?, ?, ?)",
				   az_int(writer->id), az_int(writer->chunk), az_int(last),
				   az_bytes(writer->sealed, NONCE + (size_t)n)),
			  NULL));
	writer->chunk++;
	writer->filled = 0;
	return AZ_OK;
}

enum az_result az_blob_write(struct az_blob_writer *writer, const void *p, size_t n)
{
	const unsigned char *at = p;
	writer->size += (int64_t)n;
	while (n > 0) {
		/* A full buffer waits for the next byte: only then is it known not to be the last chunk. */
		if (writer->filled == AZ_BLOB_CHUNK)
			AZ_TRY(put_chunk(writer, false));
		size_t room = AZ_BLOB_CHUNK - writer->filled;
		size_t part = n < room ? n : room;
		memcpy(writer->plain + writer->filled, at, part);
		writer->filled += part;
		at += part;
		n -= part;
	}
	return AZ_OK;
}

enum az_result az_blob_end(struct az_blob_writer *writer, const char *type, struct az_blob *out)
{
	unsigned char digest[HASH_DIGITS / 2];
	AZ_TRY(put_chunk(writer, true));
	if (EVP_DigestFinal_ex(writer->hash, digest, NULL) != 1)
		return AZ_INTERNAL;
	*out = (struct az_blob){.id = writer->id,
				.size = writer->size,
				.name = writer->name,
				.type = az_copy(writer->ctx->arena, type),
				.sha256 = az_hex(writer->ctx->arena, digest, sizeof digest),
				.owner = writer->owner};
	struct az_text about = {NULL, 0};
	if (writer->seals) {
		memcpy(out->key, writer->file_key, AZ_BLOB_KEY);
		about = seal_about(writer->ctx, writer->file_key, out);
	}
	sodium_memzero(writer->file_key, sizeof writer->file_key);
	return az_db_exec(writer->ctx,
			  AZ_QUERY("UPDATE blob_file SET size = ?, type = ?, sha256 = ?, about = ? WHERE id = ?",
				   az_int(out->size), az_str(out->type), az_str(writer->seals ? "" : out->sha256),
				   writer->seals ? az_bytes(about.p, about.n) : az_null(), az_int(out->id)),
			  NULL);
}

static void wipe(struct az_blob_writer *writer)
{
	sodium_memzero(writer->file_key, sizeof writer->file_key);
	sodium_memzero(writer->plain, AZ_BLOB_CHUNK);
	EVP_MD_CTX_free(writer->hash);
	writer->hash = NULL;
}

enum az_result az_blob_commit(struct az_blob_writer *writer)
{
	wipe(writer);
	return az_db_commit(writer->ctx->db);
}

void az_blob_abandon(struct az_blob_writer *writer)
{
	wipe(writer);
	az_db_rollback(writer->ctx->db);
}

/* ---- finding ---- */

#define BLOB_INT(member)                                                                                               \
	{                                                                                                              \
#member, AZ_COLUMN_INT, offsetof(struct az_blob_found, blob.member)                                    \
	}
#define BLOB_TEXT(member)                                                                                              \
	{                                                                                                              \
#member, AZ_COLUMN_TEXT, offsetof(struct az_blob_found, blob.member)                                   \
	}
static const struct az_column found_columns[] = {BLOB_INT(id),
						 BLOB_INT(size),
						 BLOB_TEXT(name),
						 BLOB_TEXT(type),
						 BLOB_TEXT(sha256),
						 BLOB_TEXT(owner),
						 AZ_BYTES_OF(struct az_blob_found, wrapped_key),
						 AZ_BYTES_OF(struct az_blob_found, about)};
const struct az_row_map az_blob_found_map = AZ_ROW_MAP(found_columns, struct az_blob_found);

enum az_result az_blob_open_found(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], struct az_blob_found *found,
				  struct az_blob *out)
{
	if (found->about.n > 0) {
		AZ_TRY(az_blob_unwrap(found->blob.id, found->wrapped_key, key, found->blob.key));
		AZ_TRY(open_about(ctx, found->about, &found->blob));
	}
	*out = found->blob;
	return AZ_OK;
}

enum az_result az_blob_staged(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id, const char *owner,
			      struct az_blob *out)
{
	struct az_blob_found found = {0};
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT id, size, name, type, sha256, owner, wrapped_key, about FROM blob_file "
				  "WHERE id = ? AND owner = ? AND claimed = 0 AND sha256 IS NOT NULL",
				  az_int(id), az_str(owner)),
			 &az_blob_found_map, &found));
	return az_blob_open_found(ctx, key, &found, out);
}

enum az_result az_blob_find_sealed(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id,
				   struct az_blob *out)
{
	struct az_blob_found found = {0};
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT id, size, name, type, sha256, owner, wrapped_key, about FROM blob_file "
				  "WHERE id = ?",
				  az_int(id)),
			 &az_blob_found_map, &found));
	return az_blob_open_found(ctx, key, &found, out);
}

enum az_result az_blob_seal(struct az_ctx *ctx, int64_t id, const unsigned char key[AZ_BLOB_KEY],
			    const unsigned char by[AZ_BLOB_KEY])
{
	struct az_blob_found found = {0};
	unsigned char own[AZ_BLOB_KEY], wrapped[AZ_BLOB_WRAPPED];
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT id, size, name, type, sha256, owner, wrapped_key, about FROM blob_file "
				  "WHERE id = ? FOR UPDATE",
				  az_int(id)),
			 &az_blob_found_map, &found));
	AZ_TRY(az_blob_unwrap(id, found.wrapped_key, key, own));
	struct az_text about = seal_about(ctx, own, &found.blob);
	az_blob_wrap(own, by, wrapped);
	sodium_memzero(own, sizeof own);
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE blob_file SET name = '', sha256 = '', owner = '', about = ?, wrapped_key = ? "
			 "WHERE id = ?",
			 az_bytes(about.p, about.n), az_bytes(wrapped, sizeof wrapped), az_int(id)),
		NULL);
}

enum az_result az_blob_claim(struct az_ctx *ctx, int64_t id)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("UPDATE blob_file SET claimed = 1 WHERE id = ? AND claimed = 0", az_int(id)),
			  &outcome));
	return outcome.rows == 1 ? AZ_OK : AZ_CONFLICT;
}

enum az_result az_blob_claim_sealed(struct az_ctx *ctx, int64_t id, const unsigned char own[AZ_BLOB_KEY],
				    const unsigned char key[AZ_BLOB_KEY])
{
	struct az_outcome outcome;
	unsigned char wrapped[AZ_BLOB_WRAPPED];
	az_blob_wrap(own, key, wrapped);
	/* Who staged it would tell which files came from one browser. */
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("UPDATE blob_file SET claimed = 1, owner = '', wrapped_key = ? WHERE id = ? AND claimed = 0",
			 az_bytes(wrapped, sizeof wrapped), az_int(id)),
		&outcome));
	return outcome.rows == 1 ? AZ_OK : AZ_CONFLICT;
}

enum az_result az_blob_find(struct az_ctx *ctx, int64_t id, struct az_blob *out)
{
	return az_db_row(ctx,
			 AZ_QUERY("SELECT id, size, name, type, sha256, owner FROM blob_file WHERE id = ?", az_int(id)),
			 &blob_map, out);
}

struct chunk_row {
	int64_t chunk, last;
	struct az_text sealed;
};

struct reading {
	unsigned char file_key[AZ_BLOB_KEY];
	int64_t id, next;
	bool ended;
	unsigned char *plain;
	enum az_result (*each)(void *self, const void *p, size_t n);
	void *self;
};

static enum az_result open_chunk(void *self, const void *row)
{
	struct reading *reading = self;
	const struct chunk_row *chunk = row;
	struct place place = {reading->id, chunk->chunk, chunk->last};
	const unsigned char *sealed = (const unsigned char *)chunk->sealed.p;
	unsigned long long n;
	if (reading->ended || chunk->chunk != reading->next || chunk->sealed.n < NONCE + TAG ||
	    chunk->sealed.n > NONCE + AZ_BLOB_CHUNK + TAG ||
	    crypto_aead_xchacha20poly1305_ietf_decrypt(reading->plain, &n, NULL, sealed + NONCE,
						       chunk->sealed.n - NONCE, (const unsigned char *)&place,
						       sizeof place, sealed, reading->file_key) != 0) {
		az_log(AZ_LOG_ERROR, "blob.damaged", "file=%lld chunk=%lld", (long long)reading->id,
		       (long long)chunk->chunk);
		return AZ_INTERNAL;
	}
	reading->next++;
	reading->ended = chunk->last != 0;
	return n > 0 ? reading->each(reading->self, reading->plain, (size_t)n) : AZ_OK;
}

struct key_row {
	struct az_text wrapped_key;
};

static enum az_result read_chunks(struct az_ctx *ctx, struct reading *reading)
{
	static const struct az_column chunk_columns[] = {AZ_INT_OF(struct chunk_row, chunk),
							 AZ_INT_OF(struct chunk_row, last),
							 AZ_BYTES_OF(struct chunk_row, sealed)};
	static const struct az_row_map chunk_map = AZ_ROW_MAP(chunk_columns, struct chunk_row);
	reading->plain = az_alloc(ctx->arena, AZ_BLOB_CHUNK);
	enum az_result result =
		az_db_each(ctx,
			   AZ_QUERY("SELECT chunk, last, sealed FROM blob_chunk WHERE blob_id = ? ORDER BY chunk",
				    az_int(reading->id)),
			   &chunk_map, open_chunk, reading);
	sodium_memzero(reading->file_key, sizeof reading->file_key);
	sodium_memzero(reading->plain, AZ_BLOB_CHUNK);
	return result == AZ_OK && !reading->ended ? AZ_INTERNAL : result;
}

enum az_result az_blob_read(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id,
			    enum az_result (*each)(void *self, const void *p, size_t n), void *self)
{
	static const struct az_column key_columns[] = {AZ_BYTES_OF(struct key_row, wrapped_key)};
	static const struct az_row_map key_map = AZ_ROW_MAP(key_columns, struct key_row);
	struct key_row row;
	struct reading reading = {.id = id, .each = each, .self = self};
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT COALESCE(o.wrapped_key, b.wrapped_key) AS wrapped_key FROM blob_file b "
				  "LEFT JOIN blob_file o ON o.id = b.cleaned_of WHERE b.id = ?",
				  az_int(id)),
			 &key_map, &row));
	AZ_TRY(az_blob_unwrap(id, row.wrapped_key, key, reading.file_key));
	return read_chunks(ctx, &reading);
}

struct bytes {
	struct az_buffer buffer;
	size_t most;
};

static enum az_result take_piece(void *self, const void *p, size_t n)
{
	struct bytes *bytes = self;
	if (n > bytes->most - bytes->buffer.n)
		return AZ_TOO_LARGE;
	az_buffer_add(&bytes->buffer, p, n);
	return AZ_OK;
}

enum az_result az_blob_bytes(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id, size_t most,
			     struct az_text *out)
{
	struct bytes bytes = {.most = most};
	az_buffer_init(&bytes.buffer, ctx->arena);
	AZ_TRY(az_blob_read(ctx, key, id, take_piece, &bytes));
	*out = az_buffer_text(&bytes.buffer);
	return AZ_OK;
}

enum az_result az_blob_read_own(struct az_ctx *ctx, const struct az_blob *blob,
				enum az_result (*each)(void *self, const void *p, size_t n), void *self)
{
	struct reading reading = {.id = blob->id, .each = each, .self = self};
	memcpy(reading.file_key, blob->key, AZ_BLOB_KEY);
	return read_chunks(ctx, &reading);
}

struct sweep {
	int64_t before, count;
};

static enum az_result sweep(struct az_ctx *ctx, void *arg)
{
	struct sweep *job = arg;
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("DELETE FROM blob_file WHERE claimed = 0 AND staged_at < ? LIMIT 100", az_time(job->before)),
		&outcome)); /* its chunks go with it: ON DELETE CASCADE */
	job->count = outcome.rows;
	return AZ_OK;
}

enum az_result az_blob_sweep(struct az_ctx *ctx, int64_t before, int64_t *count)
{
	struct sweep job = {before, 0};
	AZ_TRY(az_tx(ctx, sweep, &job));
	*count = job.count;
	return AZ_OK;
}
