/* The job process: a table of what is due from time to time, and the jobs that
 * were asked for. */
#include "domain/jobs.h"

#include <stdbool.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/account.h"
#include "domain/demo.h"
#include "domain/file_clean.h"
#include "domain/flood.h"
#include "domain/job.h"
#include "domain/key_renewal.h"
#include "domain/reclassify.h"
#include "domain/report_identity.h"
#include "domain/report_reclock.h"
#include "domain/report.h"
#include "domain/report_removal.h"
#include "domain/report_reward.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

#define LOOK_EVERY 500 /* ms between two looks for a job; also how soon one begins */
#define STAGED_FOR AZ_DAY_MS
#define ARENA ((size_t)16 << 20)

static enum az_result sweep_files(struct az_ctx *ctx)
{
	int64_t removed = 0;
	AZ_TRY(az_blob_sweep(ctx, az_clock_real() - STAGED_FOR, &removed));
	if (removed > 0)
		az_log(AZ_LOG_INFO, "jobs.swept", "staged files removed: %lld", (long long)removed);
	return AZ_OK;
}

static enum az_result remove_reports(struct az_ctx *ctx)
{
	int64_t count;
	return az_report_remove_due(ctx, &count);
}

static enum az_result end_pauses(struct az_ctx *ctx)
{
	int64_t count;
	return az_report_end_pauses(ctx, &count);
}

static enum az_result expire_rewards(struct az_ctx *ctx)
{
	int64_t count;
	return az_reward_expire(ctx, &count);
}

/* What is done again and again, in every process of a cluster: doing it twice does no harm. */
static const struct periodic {
	const char *name;
	int64_t first, every; /* ms after the start, and between two; every 0: until it has succeeded once */
	enum az_result (*run)(struct az_ctx *ctx);
} periodics[] = {
	/* Not in the first second, when the workers start. */
	{"files", AZ_MINUTE, AZ_MINUTE, sweep_files},
	{"identities", AZ_MINUTE, AZ_MINUTE, az_identity_sweep},
	{"rewards", AZ_MINUTE, AZ_HOUR, expire_rewards},
	{"reports", AZ_MINUTE, AZ_HOUR, remove_reports},
	{"pauses", AZ_MINUTE, AZ_HOUR, end_pauses},
	{"copies", 0, LOOK_EVERY, az_file_clean},
	{"rings", AZ_MINUTE, AZ_MINUTE, az_ring_sweep},
	{"flood", AZ_MINUTE, AZ_MINUTE, az_flood_sweep},
	{"sessions", AZ_MINUTE, AZ_MINUTE, az_session_sweep},
	{"plugins", 0, 0, az_reclassify_versions},
	{"calendars", 0, 0, az_reclock_calendars},
	{"day", AZ_MINUTE, AZ_MINUTE, az_reclassify_daily},
};
#define PERIODICS (sizeof periodics / sizeof periodics[0])

struct process {
	struct az_ctx ctx;
	const volatile int *stop;
	char owner[80];
	int64_t due[PERIODICS]; /* monotonic; INT64_MAX: never again */
};

static void renew(struct process *process)
{
	struct az_ctx *ctx = &process->ctx;
	int64_t shift = 0;
	az_db_settle(ctx->db);
	az_arena_reset(ctx->arena);
	ctx->problem.key = NULL;
	if (az_demo_shift(ctx, &shift) != AZ_OK)
		shift = 0;
	ctx->now = az_clock_real() + shift;
}

static void run_periodics(struct process *process)
{
	for (size_t i = 0; i < PERIODICS && !*process->stop; i++) {
		if (az_clock_monotonic() < process->due[i])
			continue;
		renew(process);
		enum az_result result = periodics[i].run(&process->ctx);
		bool again = result != AZ_OK || periodics[i].every != 0;
		if (result != AZ_OK)
			az_log(AZ_LOG_WARNING, "jobs.periodic", "%s: %s; it is tried again", periodics[i].name,
			       az_result_name(result));
		process->due[i] = again ? az_clock_monotonic() + (periodics[i].every == 0 ? 1000 : periodics[i].every)
					: INT64_MAX;
	}
}

/* True when there was a job: there may be another. */
static bool run_job(struct process *process)
{
	struct az_job_runner runner = {.owner = process->owner, .halt = process->stop};
	bool ran = false;
	renew(process);
	enum az_result result = az_job_run_one(&process->ctx, &runner, 0, &ran);
	if (result != AZ_OK) {
		az_log(AZ_LOG_WARNING, "jobs.run", "%s; it is tried again", az_result_name(result));
		return false;
	}
	return ran;
}

static void start(struct process *process, struct az_db *db, struct az_site *site)
{
	char host[64] = "";
	process->ctx = (struct az_ctx){.arena = az_arena_new(ARENA), .db = db, .site = site};
	az_print(process->ctx.request_id, sizeof process->ctx.request_id, "job");
	if (gethostname(host, sizeof host - 1) != 0)
		host[0] = '\0';
	az_print(process->owner, sizeof process->owner, "%s:%ld", host, (long)getpid());
	for (size_t i = 0; i < PERIODICS; i++)
		process->due[i] = az_clock_monotonic() + periodics[i].first;
}

void az_jobs_run(void *self, struct az_parts *parts, struct az_inside *inside, const volatile int *stop)
{
	static struct process process;
	struct az_db_settings database;
	struct az_site *site = az_site_load(self);
	if (site == NULL || !az_settings_database(self, &database))
		return;
	az_plugins_guard(site->plugins, parts, inside);
	start(&process, az_db_new(&database), site);
	process.stop = stop;
	while (!*stop) {
		run_periodics(&process);
		if (!*stop && !run_job(&process))
			nanosleep(&(struct timespec){0, LOOK_EVERY * 1000000L}, NULL); /* a signal ends the wait */
	}
	az_arena_free(process.ctx.arena);
	az_db_free(process.ctx.db);
	az_site_free(site);
}
