/* Jobs: what takes longer than a page. A job is a row that is asked for, taken
 * by one process at a time, carried on in steps that each commit their own
 * progress, watched and stopped. So it survives a process that dies: another
 * takes it when its lease has ended and goes on after the last step. */
#ifndef AZ_DOMAIN_JOB_H
#define AZ_DOMAIN_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "domain/flow.h"

#define AZ_JOB_LEASE_MS 10000 /* each step renews it */
#define AZ_JOB_IDLE_CLAIMS 3  /* taken so often without a step of progress: it is given up */

struct az_job {
	int64_t id;
	const char *kind, *sector, *county, *zone, *cause, *state; /* sector, county, zone "": all */
	const char *failure;                                       /* "": none; a key of "job.failure" */
	const char *asker, *authority_zh, *authority_en;           /* "": no person asked */
	const char *county_zh, *county_en, *zone_zh, *zone_en;
	int64_t asked_at, started_at, ended_at;
	int64_t position, done, total, found;
	int64_t open;
	const char *owner;
	int64_t lease_until, clock; /* clock: the database's, when the row was read */
	int64_t claims, idle_claims;
};

/* One kind of job. A step runs in a transaction with the job's progress and moves position, done and found; it takes
 * well under a second, since a job can be stopped between steps only. */
struct az_job_kind {
	const char *name;
	uint32_t roles; /* who may ask for it */
	/* Before the first step: how much there is (job->total). */
	enum az_result (*measure)(struct az_ctx *ctx, struct az_job *job);
	/* The next piece; *finished when nothing is left. AZ_INVALID with a problem: it cannot go on. */
	enum az_result (*step)(struct az_ctx *ctx, struct az_job *job, bool *finished);
	/* Has whoever runs it what it needs? If not, the job is left to somebody who has. NULL: anybody. */
	enum az_result (*able)(struct az_ctx *ctx, const struct az_job *job, bool *able);
};
extern const struct az_job_kind az_job_kinds[];
extern const size_t az_job_kind_count;
const struct az_job_kind *az_job_kind_of(const char *name); /* NULL: none */

/* ---- for people ---- */

/* What is asked for. */
struct az_job_order {
	const char *kind, *sector, *county, *zone; /* "": all */
	const char *cause;                         /* "person", "operator", "plugin", "day" */
};

/* Asks for a job; one that waits or runs already is not asked twice: *id is that one and *anew is false. Whether the
 * actor may, the caller has decided (az_job_ask_own). */
enum az_result az_job_ask(struct az_ctx *ctx, const struct az_job_order *order, int64_t *id, bool *anew) AZ_CHECKED;

/* A person asks: for one's own sector and territory, the city's coordinator for any sector or for all ("").
 * AZ_NOT_FOUND: not the actor's; AZ_DENIED: not the role's. */
enum az_result az_job_ask_own(struct az_ctx *ctx, const char *kind, const char *sector, int64_t *id,
			      bool *anew) AZ_CHECKED;

/* Newest first, those in scope. */
enum az_result az_job_list(struct az_ctx *ctx, struct az_job **rows, size_t *count, size_t max) AZ_CHECKED;
enum az_result az_job_find(struct az_ctx *ctx, int64_t id, struct az_job *job) AZ_CHECKED;

/* {state, action}: stop is a person's; finish and fail are the runner's, who proves itself by its claim. */
extern const struct az_flow az_job_flow;
enum az_result az_job_stop(struct az_ctx *ctx, int64_t id, const char *reason) AZ_CHECKED;

/* ---- for operators and for the process (domain/job_run.c) ---- */

/* Without scope: the operator's tool and the runner see every job. The newest `max`, or one. */
enum az_result az_job_all(struct az_ctx *ctx, struct az_job **rows, size_t *count, size_t max) AZ_CHECKED;
enum az_result az_job_read(struct az_ctx *ctx, int64_t id, struct az_job *job) AZ_CHECKED;
/* Those that wait or run, oldest first. */
enum az_result az_job_open(struct az_ctx *ctx, struct az_job **rows, size_t *count, size_t max) AZ_CHECKED;

/* What a process is to do with a job that is open. */
enum az_job_turn {
	AZ_JOB_LEAVE,  /* another has it */
	AZ_JOB_TAKE,   /* it waits, or its lease has ended */
	AZ_JOB_GIVE_UP /* those who took it died before they made any progress */
};
enum az_job_turn az_job_turn(const struct az_job *job);

/* Takes the first open job that can be taken, or `only` (0: any), and runs it until it ends, is stopped or is lost, or
 * until *halt is set, when the lease is given back. `owner` says who runs it. *ran: one was taken. */
struct az_job_runner {
	const char *owner;
	const volatile int *halt;
	void (*between)(void *self, const struct az_job *job); /* after each step; NULL: nothing */
	void *self;
};
enum az_result az_job_run_one(struct az_ctx *ctx, const struct az_job_runner *runner, int64_t only,
			      bool *ran) AZ_CHECKED;

#endif
