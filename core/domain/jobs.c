/* The job process. */
#include "domain/jobs.h"

#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "domain/account.h"
#include "domain/settings.h"
#include "store/blob.h"
#include "store/db.h"

#define EVERY AZ_MINUTE
#define STAGED_FOR AZ_DAY_MS
#define ARENA ((size_t)4 << 20)

static void sweep(struct az_ctx *ctx)
{
	int64_t removed = 0;
	if (az_blob_sweep(ctx, ctx->now - STAGED_FOR, &removed) == AZ_OK && removed > 0)
		az_log(AZ_LOG_INFO, "jobs.swept", "staged files removed: %lld", (long long)removed);
	if (az_session_sweep(ctx) != AZ_OK)
		az_log(AZ_LOG_WARNING, "jobs.sessions", "old sessions could not be removed; the next round tries again");
}

void az_jobs_run(void *self, const volatile int *stop)
{
	struct az_db_settings database;
	if (!az_settings_database(self, &database))
		return;
	struct az_db *db = az_db_new(&database);
	struct az_arena *arena = az_arena_new(ARENA);
	int64_t next = az_clock_monotonic() + EVERY; /* not in the first second, when the workers start */
	while (!*stop) {
		if (az_clock_monotonic() >= next) {
			struct az_ctx ctx = {.arena = arena, .db = db, .now = az_clock_real()};
			sweep(&ctx);
			az_db_settle(db);
			az_arena_reset(arena);
			next = az_clock_monotonic() + EVERY;
		}
		nanosleep(&(struct timespec){0, 200 * 1000000}, NULL); /* a signal ends the wait */
	}
	az_arena_free(arena);
	az_db_free(db);
}
