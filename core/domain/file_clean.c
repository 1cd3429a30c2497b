#include "domain/file_clean.h"

#include <signal.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/media.h"
#include "domain/site.h"
#include "store/blob.h"

#define IN_A_ROW 16
#define ATTEMPTS 2            /* what ended this process twice is not tried again */
#define PATIENCE 30000        /* ms for one file */
#define COPY_MOST (32U << 20) /* bytes */
#define PIECE 65536

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

/* What the program wrote, into the copy. AZ_BUSY, AZ_TOO_LARGE: it is none. */
static enum az_result take_copy(struct az_ctx *ctx, struct az_child *child, struct az_blob_writer *writer,
				const struct az_blob *of)
{
	struct az_media_ends *ends = AZ_NEW(ctx->arena, struct az_media_ends);
	char *piece = az_alloc(ctx->arena, PIECE);
	struct az_blob copy;
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
	bool good = az_media_check(ends, of->type) == AZ_MEDIA_GOOD;
	az_media_wipe(ends);
	return good ? az_blob_end(writer, of->type, &copy) : AZ_BUSY;
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
	if (!az_child_start(&child, ctx->site->settings->cleaner, of->type, PATIENCE))
		return give_up(ctx, of, "failed");
	enum az_result read = az_blob_read_own(ctx, of, feed, &child);
	az_child_written(&child);
	enum az_result result = read == AZ_OK ? az_blob_open_copy(ctx, of, &writer) : read;
	bool open = read == AZ_OK && result == AZ_OK;
	if (open)
		result = take_copy(ctx, &child, writer, of);
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

enum az_result az_file_clean(struct az_ctx *ctx)
{
	for (int i = 0; i < IN_A_ROW; i++) {
		struct az_blob of;
		int64_t attempts;
		enum az_result result = az_blob_take_asked(ctx, ctx->site->clean_key.bytes, &of, &attempts);
		if (result == AZ_NOT_FOUND)
			return AZ_OK;
		AZ_TRY(result);
		AZ_TRY(attempts > ATTEMPTS ? give_up(ctx, &of, "failed") : clean(ctx, &of));
	}
	return AZ_OK;
}
