/* Running a job: taking it, its steps, ending it. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/demo.h"
#include "domain/job.h"
#include "store/db.h"

#define OPEN_MAX 50                     /* jobs looked at in one round */
#define STEP_MEMORY ((size_t)512 << 20) /* what one step may use at most */
#define FAILURE "job.failure."

enum az_job_turn az_job_turn(const struct az_job *job)
{
	bool waits = strcmp(job->state, "waiting") == 0;
	if (!waits && job->lease_until > job->clock)
		return AZ_JOB_LEAVE;
	return job->idle_claims >= AZ_JOB_IDLE_CLAIMS ? AZ_JOB_GIVE_UP : AZ_JOB_TAKE;
}

/* One run of one job. */
struct run {
	const struct az_job_runner *runner;
	const struct az_job_kind *kind;
	struct az_job job;
	int64_t shift; /* of a demonstration's clock */
	bool lost;     /* stopped, or another has it */
	bool finished;
};

/* The number of claims tells whether somebody else was faster, here and at every later write. */
static enum az_result claim(struct az_ctx *ctx, struct run *run)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE job SET state = 'running', owner = ?, claims = claims + 1, "
				   "idle_claims = idle_claims + 1, started_at = COALESCE(started_at, ?), "
				   "lease_until = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND "
				   "WHERE id = ? AND open = 1 AND claims = ?",
				   az_str(run->runner->owner), az_time(ctx->now), az_int(AZ_JOB_LEASE_MS * 1000),
				   az_int(run->job.id), az_int(run->job.claims)),
			  &outcome));
	run->lost = outcome.rows == 0;
	run->job.claims++;
	return AZ_OK;
}

/* Commits what a step came to. No row: the job was stopped or the lease went to another, and the step is undone. */
static enum az_result commit_progress(struct az_ctx *ctx, struct run *run, const struct az_job *job)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE job SET position = ?, done = ?, total = ?, found = ?, idle_claims = 0, "
				   "lease_until = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND "
				   "WHERE id = ? AND state = 'running' AND claims = ?",
				   az_int(job->position), az_int(job->done),
				   az_int(job->total > job->done ? job->total : job->done), az_int(job->found),
				   az_int(AZ_JOB_LEASE_MS * 1000), az_int(job->id), az_int(job->claims)),
			  &outcome));
	run->lost = outcome.rows == 0;
	return run->lost ? AZ_CONFLICT : AZ_OK;
}

static enum az_result end_job(struct az_ctx *ctx, const char *action, struct az_job *job)
{
	struct az_step_input input = {.reason = "", .detail = job};
	return az_flow_apply(ctx, &az_job_flow, job->id, action, &input);
}

static enum az_result step(struct az_ctx *ctx, void *arg)
{
	struct run *run = arg;
	struct az_job job = run->job; /* the transaction may be run again */
	run->finished = false;
	AZ_TRY(run->kind->step(ctx, &job, &run->finished));
	if (run->finished)
		job.total = job.done; /* what came or went meanwhile */
	AZ_TRY(commit_progress(ctx, run, &job));
	if (run->finished)
		AZ_TRY(end_job(ctx, "finish", &job));
	run->job = job;
	return AZ_OK;
}

/* The lease is given back, so that another process goes on at once. */
static enum az_result give_back(struct az_ctx *ctx, const struct run *run)
{
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE job SET lease_until = UTC_TIMESTAMP(3), idle_claims = 0 "
				   "WHERE id = ? AND state = 'running' AND claims = ?",
				   az_int(run->job.id), az_int(run->job.claims)),
			  NULL);
}

static enum az_result fail(struct az_ctx *ctx, struct run *run, const char *failure)
{
	az_log(AZ_LOG_ERROR, "job.failed", "job=%lld kind=%s reason=%s", (long long)run->job.id, run->job.kind,
	       failure);
	run->job.failure = failure;
	ctx->problem.key = NULL;
	enum az_result result = end_job(ctx, "fail", &run->job);
	return result == AZ_CONFLICT ? AZ_OK : result; /* stopped in the same moment */
}

/* A fault of the moment leaves the job open; it is taken again when its lease ends. */
static enum az_result after_fault(struct az_ctx *ctx, struct run *run, enum az_result result)
{
	const char *key = ctx->problem.key;
	if (run->lost) {
		az_log(AZ_LOG_INFO, "job.lost", "job=%lld", (long long)run->job.id);
		return AZ_OK;
	}
	if (result == AZ_BUSY) { /* somebody holds what it needs: later */
		enum az_result given = give_back(ctx, run);
		return given == AZ_OK ? result : given;
	}
	if (result == AZ_UNAVAILABLE)
		return result;
	return fail(ctx, run,
		    key != NULL && strncmp(key, FAILURE, strlen(FAILURE)) == 0 ? key + strlen(FAILURE) : "internal");
}

static enum az_result carry_on(struct az_ctx *ctx, struct run *run)
{
	const struct az_job_runner *runner = run->runner;
	while (!run->finished) {
		if (*runner->halt)
			return give_back(ctx, run);
		az_arena_reset(ctx->arena);
		ctx->now = az_clock_real() + run->shift;
		enum az_result result = az_tx(ctx, step, run);
		if (result != AZ_OK)
			return after_fault(ctx, run, result);
		if (runner->between != NULL)
			runner->between(runner->self, &run->job);
	}
	az_log(AZ_LOG_INFO, "job.done", "job=%lld kind=%s done=%lld found=%lld", (long long)run->job.id, run->job.kind,
	       (long long)run->job.done, (long long)run->job.found);
	return AZ_OK;
}

static enum az_result run_job(struct az_ctx *ctx, struct run *run)
{
	if (run->kind == NULL)
		return fail(ctx, run, "kind");
	if (run->job.position == 0) {
		enum az_result result = run->kind->measure(ctx, &run->job);
		if (result != AZ_OK)
			return after_fault(ctx, run, result);
	}
	return carry_on(ctx, run);
}

/* With memory of its own, which is emptied before each step; the job's row is in the caller's. */
static enum az_result run_apart(struct az_ctx *ctx, struct run *run)
{
	struct az_ctx own = *ctx;
	own.arena = az_arena_new(STEP_MEMORY);
	az_print(own.request_id, sizeof own.request_id, "job%013lld", (long long)run->job.id);
	az_log_request(own.request_id);
	enum az_result result = run_job(&own, run);
	az_log_request(NULL);
	az_db_settle(own.db);
	az_arena_free(own.arena);
	return result;
}

static enum az_result is_able(struct az_ctx *ctx, const struct run *run, bool *able)
{
	*able = true;
	return run->kind == NULL || run->kind->able == NULL ? AZ_OK : run->kind->able(ctx, &run->job, able);
}

enum az_result az_job_run_one(struct az_ctx *ctx, const struct az_job_runner *runner, int64_t only, bool *ran)
{
	struct az_job *rows;
	size_t count;
	*ran = false;
	AZ_TRY(az_job_open(ctx, &rows, &count, OPEN_MAX));
	for (size_t i = 0; i < count && !*ran; i++) {
		struct run run = {.runner = runner, .kind = az_job_kind_of(rows[i].kind), .job = rows[i]};
		enum az_job_turn turn = az_job_turn(&rows[i]);
		bool able;
		if (turn == AZ_JOB_LEAVE || (only != 0 && rows[i].id != only))
			continue;
		AZ_TRY(is_able(ctx, &run, &able));
		if (!able)
			continue;
		AZ_TRY(az_demo_shift(ctx, &run.shift));
		ctx->now = az_clock_real() + run.shift;
		AZ_TRY(claim(ctx, &run));
		if (run.lost)
			continue;
		*ran = true;
		AZ_TRY(turn == AZ_JOB_GIVE_UP ? fail(ctx, &run, "died") : run_apart(ctx, &run));
	}
	return AZ_OK;
}
