/* Files in the database, in encrypted chunks. A file arrives in pieces, is
 * never whole in memory and never in the clear on disk: each has a key of its
 * own (XChaCha20-Poly1305, the file's id, the chunk's number and "last" as
 * authenticated data), wrapped by the instance's key, or for a sealed file by a
 * key that its giver has: then its name and hash are sealed as well. Until
 * something claims it a blob is only staged, and is removed after a day. */
#ifndef AZ_STORE_BLOB_H
#define AZ_STORE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "base/text.h"

#define AZ_BLOB_CHUNK (256U * 1024U)
#define AZ_BLOB_KEY 32U

struct az_blob {
	int64_t id;
	int64_t size;       /* bytes of the content */
	const char *name;   /* as the sender called it, tidied */
	const char *type;   /* media type by content */
	const char *sha256; /* 64 hexadecimal digits, of the content */
	const char *owner;  /* who staged it: an opaque text, see az_blob_staged */
	unsigned char key[AZ_BLOB_KEY]; /* of a sealed file that was just stored or found staged: az_blob_claim_sealed */
};

/* Opens the transaction in which the files of one request are stored; a request
 * without files never needs it. Closed by az_blob_commit or az_blob_abandon. */
struct az_blob_writer;
enum az_result az_blob_open(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], bool sealed,
                            struct az_blob_writer **out) AZ_CHECKED;

/* One file: begin, any number of writes, end. `owner` binds a staged file to who sent it. */
enum az_result az_blob_begin(struct az_blob_writer *writer, const char *name, const char *owner) AZ_CHECKED;
enum az_result az_blob_write(struct az_blob_writer *writer, const void *p, size_t n) AZ_CHECKED;
enum az_result az_blob_end(struct az_blob_writer *writer, const char *type, struct az_blob *out) AZ_CHECKED;

enum az_result az_blob_commit(struct az_blob_writer *writer) AZ_CHECKED;
void az_blob_abandon(struct az_blob_writer *writer);

/* A staged file of this owner that nothing has claimed; AZ_NOT_FOUND otherwise. `key` opens a sealed one. */
enum az_result az_blob_staged(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id, const char *owner,
                              struct az_blob *out) AZ_CHECKED;

/* Marks a staged file as used; within the transaction that records its use. A
 * second claim gives AZ_CONFLICT. */
enum az_result az_blob_claim(struct az_ctx *ctx, int64_t id) AZ_CHECKED;

/* The same for a sealed file, whose own key is wrapped by `key` from now on; who staged it is forgotten. */
enum az_result az_blob_claim_sealed(struct az_ctx *ctx, int64_t id, const unsigned char own[AZ_BLOB_KEY],
                                    const unsigned char key[AZ_BLOB_KEY]) AZ_CHECKED;

/* Seals a file that was not, and wraps its key by another one. Within a transaction. */
enum az_result az_blob_seal(struct az_ctx *ctx, int64_t id, const unsigned char key[AZ_BLOB_KEY],
                            const unsigned char by[AZ_BLOB_KEY]) AZ_CHECKED;

enum az_result az_blob_find(struct az_ctx *ctx, int64_t id, struct az_blob *out) AZ_CHECKED;

/* A sealed file. AZ_INTERNAL: it was changed where it lies. */
enum az_result az_blob_find_sealed(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id,
                                   struct az_blob *out) AZ_CHECKED;

/* Decrypts a file piece by piece. AZ_INTERNAL when a chunk is missing or was
 * changed; nothing of a bad chunk is handed out. */
enum az_result az_blob_read(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id,
                            enum az_result (*each)(void *self, const void *p, size_t n), void *self) AZ_CHECKED;

/* The same, whole, in the arena; AZ_TOO_LARGE when it has more than `most` bytes. */
enum az_result az_blob_bytes(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t id, size_t most,
                             struct az_text *out) AZ_CHECKED;

/* ---- cleaned copies ---- */

/* Asks for a cleaned copy of a file: its own key is kept, wrapped by `key`, until there is one or it is given up. Within the
 * transaction that claims the file. */
enum az_result az_blob_ask_copy(struct az_ctx *ctx, int64_t id, const unsigned char own[AZ_BLOB_KEY],
                                const unsigned char key[AZ_BLOB_KEY]) AZ_CHECKED;

/* The oldest file that waits for its copy, its `key` set, lent to the caller for a minute; AZ_NOT_FOUND: none waits.
 * *attempts counts this one. */
enum az_result az_blob_take_asked(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], struct az_blob *out,
                                  int64_t *attempts) AZ_CHECKED;

/* Opens the transaction in which the copy of such a file is stored; then az_blob_write, az_blob_end, az_blob_commit. Nobody
 * waits for it any more then. */
enum az_result az_blob_open_copy(struct az_ctx *ctx, const struct az_blob *of, struct az_blob_writer **out) AZ_CHECKED;

/* Gives such a file back: it is taken again in half a minute, and this attempt does not count. */
enum az_result az_blob_postpone_copy(struct az_ctx *ctx, int64_t id) AZ_CHECKED;

/* What a scanner said about a file, and when: "clean", "found" with a name of what, "unable". */
enum az_result az_blob_scanned(struct az_ctx *ctx, int64_t id, const char *word, const char *name) AZ_CHECKED;

/* There will be no copy. */
enum az_result az_blob_give_up_copy(struct az_ctx *ctx, int64_t id, const char *why) AZ_CHECKED;

/* The copy of a sealed file, opened by the key that opens the file; AZ_NOT_FOUND: there is none. az_blob_read reads it with
 * the same key. */
enum az_result az_blob_find_copy(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], int64_t of,
                                 struct az_blob *out) AZ_CHECKED;

/* Like az_blob_read, by a file's own key. */
enum az_result az_blob_read_own(struct az_ctx *ctx, const struct az_blob *blob,
                                enum az_result (*each)(void *self, const void *p, size_t n), void *self) AZ_CHECKED;

/* Removes files that were staged before an instant and never claimed; *count of them. */
enum az_result az_blob_sweep(struct az_ctx *ctx, int64_t before, int64_t *count) AZ_CHECKED;

#endif
