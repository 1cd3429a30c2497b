#include "domain/file_clean.h"

#include <signal.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/clamd.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/media.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

#define IN_A_ROW 16
#define ATTEMPTS 2            /* what ended this process twice is not tried again */
#define PATIENCE 30000        /* ms for one file */
#define COPY_MOST (32U << 20) /* bytes */
#define PIECE 65536
#define SCAN_PATIENCE 20000       /* ms for clamd; with the above less than the loan of a file */
#define MEMORY ((size_t)8 << 20) /* of one file */

/* The words of the column `unclean`, by the program's exit status (core/clean/clean.h). */
static const char *reason_of(int status)
{
	static const char *const reasons[] = {NULL, "damaged", "too_large", "no_font"};
	if (status > 0 && status < (int)(sizeof reasons / sizeof reasons[0]))
		return reasons[status];
	if (status == 128 + SIGXCPU || status == 128 + SIGKILL)
		return "late";
	return "failed";
}

static enum az_result feed(void *self, const void *p, size_t n)
{
	return az_child_write(self, p, n) ? AZ_OK : AZ_BUSY;
}

enum az_result az_file_take_copy(struct az_ctx *ctx, struct az_child *child, struct az_blob_writer *writer,
				 const char *type, struct az_blob *copy)
{
	struct az_media_ends *ends = AZ_NEW(ctx->arena, struct az_media_ends);
	char *piece = az_alloc(ctx->arena, PIECE);
	for (;;) {
		long got = az_child_read(child, piece, PIECE);
		if (got == 0)
			break;
		if (got < 0)
			return AZ_BUSY;
		if (ends->size + (uint64_t)got > COPY_MOST)
			return AZ_TOO_LARGE;
		az_media_piece(ends, piece, (size_t)got);
		AZ_TRY(az_blob_write(writer, piece, (size_t)got));
	}
	/* The program may have been taken over by what it read: its word is checked like a stranger's. */
	bool good = az_media_check(ends, type) == AZ_MEDIA_GOOD;
	az_media_wipe(ends);
	return good ? az_blob_end(writer, type, copy) : AZ_BUSY;
}

static enum az_result give_up(struct az_ctx *ctx, const struct az_blob *of, const char *why)
{
	az_log(AZ_LOG_INFO, "file.unclean", "file=%lld %s", (long long)of->id, why);
	return az_blob_give_up_copy(ctx, of->id, why);
}

static enum az_result clean(struct az_ctx *ctx, const struct az_blob *of)
{
	struct az_child child;
	struct az_blob_writer *writer;
	struct az_blob copy;
	if (!az_child_start(&child, ctx->site->settings->cleaner, of->type, PATIENCE))
		return give_up(ctx, of, "failed");
	enum az_result read = az_blob_read_own(ctx, of, feed, &child);
	az_child_written(&child);
	enum az_result result = read == AZ_OK ? az_blob_open_copy(ctx, of, &writer) : read;
	bool open = read == AZ_OK && result == AZ_OK;
	if (open)
		result = az_file_take_copy(ctx, &child, writer, of->type, &copy);
	if (result != AZ_OK)
		child.late = true; /* nobody reads what it might still write */
	bool late = child.until <= az_clock_monotonic();
	int status = az_child_end(&child);
	if (result == AZ_OK && status == 0)
		return az_blob_commit(writer);
	if (open)
		az_blob_abandon(writer);
	if (result == AZ_TOO_LARGE)
		return give_up(ctx, of, "too_large");
	if (result != AZ_OK && result != AZ_BUSY)
		return result; /* the database: it is tried again when the loan is over */
	return give_up(ctx, of, late ? "late" : reason_of(status));
}

/* ---- known malware ---- */

static enum az_result stream(void *self, const void *p, size_t n)
{
	return az_clamd_write(self, p, n) ? AZ_OK : AZ_BUSY;
}

/* Asks clamd, where one is configured, and keeps what it said. AZ_BUSY: it cannot be asked now, so the file waits: it never
 * passes for clean. AZ_DENIED: the file is not to be opened. */
static enum az_result scan(struct az_ctx *ctx, const struct az_blob *of)
{
	const char *address = ctx->site->settings->clamd, *name;
	struct az_clamd clamd;
	if (address[0] == '\0')
		return AZ_OK;
	if (!az_clamd_open(&clamd, address, SCAN_PATIENCE))
		return AZ_BUSY;
	enum az_result read = az_blob_read_own(ctx, of, stream, &clamd);
	enum az_clamd_word word = az_clamd_end(&clamd, &name);
	if (read != AZ_OK && read != AZ_BUSY)
		return read; /* the database, or a file that does not open */
	if (word == AZ_CLAMD_AWAY || (word == AZ_CLAMD_CLEAN && read != AZ_OK))
		return AZ_BUSY; /* of a part nobody said anything */
	AZ_TRY(az_blob_scanned(ctx, of->id, word == AZ_CLAMD_CLEAN ? "clean" : word == AZ_CLAMD_FOUND ? "found" : "unable", name));
	if (word == AZ_CLAMD_CLEAN)
		return AZ_OK;
	AZ_TRY(give_up(ctx, of, word == AZ_CLAMD_FOUND ? "malware" : "unscanned"));
	return AZ_DENIED;
}

static enum az_result take_one(struct az_ctx *ctx)
{
	struct az_blob of;
	int64_t attempts;
	AZ_TRY(az_blob_take_asked(ctx, ctx->site->clean_key.bytes, &of, &attempts));
	if (attempts > ATTEMPTS)
		return give_up(ctx, &of, "failed");
	enum az_result result = scan(ctx, &of);
	if (result == AZ_BUSY) {
		AZ_TRY(az_blob_postpone_copy(ctx, of.id));
		return AZ_BUSY;
	}
	if (result == AZ_DENIED)
		return AZ_OK;
	AZ_TRY(result);
	return clean(ctx, &of);
}

/* Each with memory of its own, which is emptied before the next. */
enum az_result az_file_clean(struct az_ctx *ctx)
{
	struct az_ctx own = *ctx;
	enum az_result result = AZ_OK;
	own.arena = az_arena_new(MEMORY);
	for (int i = 0; i < IN_A_ROW && result == AZ_OK; i++) {
		az_arena_reset(own.arena);
		result = take_one(&own);
	}
	az_arena_free(own.arena);
	return result == AZ_NOT_FOUND || result == AZ_BUSY ? AZ_OK : result; /* none waits; all wait for clamd */
}

enum az_result az_file_waiting(struct az_ctx *ctx, int64_t *count)
{
	return az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM blob_cleaning"), count);
}
