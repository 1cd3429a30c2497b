/* anzectl job ... : jobs as an operator sees and runs them. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "domain/actor.h"
#include "domain/job.h"

#define LIST_ROWS 20

static volatile int halted;

static void halt(int number)
{
	(void)number;
	halted = 1;
}

static void print_job(const struct az_job *job)
{
	char at[AZ_INSTANT_TEXT];
	az_instant_print(job->asked_at, at);
	printf("%lld  %s %s %s%s  %s  %lld/%lld, changed %lld%s%s  asked %s by %s  claims %lld %s\n",
	       (long long)job->id, job->kind, job->sector[0] == '\0' ? "all" : job->sector,
	       job->county[0] == '\0' ? "city" : job->county, job->zone, job->state, (long long)job->done,
	       (long long)job->total, (long long)job->found, job->failure[0] == '\0' ? "" : ", reason ", job->failure,
	       at, job->asker[0] == '\0' ? job->cause : job->asker, (long long)job->claims, job->owner);
}

int az_ctl_job_list(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_job *rows;
	size_t count;
	(void)argc;
	(void)argv;
	enum az_result result = az_job_all(ctx, &rows, &count, LIST_ROWS);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "job list");
	for (size_t i = 0; i < count; i++)
		print_job(&rows[i]);
	return AZ_EXIT_OK;
}

static void show_progress(void *self, const struct az_job *job)
{
	(void)self;
	fprintf(stderr, "job %lld: %lld of %lld\n", (long long)job->id, (long long)job->done, (long long)job->total);
}

/* Runs it here when nobody else does, and waits for its end in either case. */
static enum az_result run_to_end(struct az_ctx *ctx, int64_t id, struct az_job *job)
{
	char owner[40];
	struct az_job_runner runner = {.owner = owner, .halt = &halted, .between = show_progress};
	az_print(owner, sizeof owner, "anzectl:%ld", (long)getpid());
	for (;;) {
		bool ran;
		AZ_TRY(az_job_run_one(ctx, &runner, id, &ran));
		AZ_TRY(az_job_read(ctx, id, job));
		if (job->open != 1 || halted)
			return AZ_OK;
		nanosleep(&(struct timespec){0, 200 * 1000000L}, NULL);
	}
}

int az_ctl_job_finish(struct az_ctx *ctx, int64_t id, const char *command)
{
	struct sigaction action = {.sa_handler = halt};
	struct az_job job;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	enum az_result result = run_to_end(ctx, id, &job);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, command);
	print_job(&job);
	return strcmp(job.state, "done") == 0 ? AZ_EXIT_OK : AZ_EXIT_FAILED;
}

int az_ctl_job_run(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_job_order order = {.sector = "", .county = "", .zone = "", .cause = "operator"};
	int64_t id;
	bool anew;
	if (argc < 1 || argc > 2)
		return AZ_EXIT_USAGE;
	order.kind = argv[0];
	if (argc > 1)
		order.sector = argv[1];
	if (az_job_kind_of(order.kind) == NULL ||
	    (order.sector[0] != '\0' && az_sector_of(ctx->site, order.sector) == NULL)) {
		fprintf(stderr, "anzectl: job run: there is no %s %s\n", order.kind, order.sector);
		return AZ_EXIT_USAGE;
	}
	enum az_result result = az_job_ask(ctx, &order, &id, &anew);
	return result == AZ_OK ? az_ctl_job_finish(ctx, id, "job run") : az_ctl_fail(ctx, result, "job run");
}

int az_ctl_job_stop(struct az_ctx *ctx, int argc, char **argv)
{
	int64_t id;
	if (argc != 1 || !az_parse_int(argv[0], 1, INT64_MAX, &id))
		return AZ_EXIT_USAGE;
	ctx->roles |= AZ_ROLE_ADMIN; /* who has this tool administers the portal */
	enum az_result result = az_job_stop(ctx, id, "");
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, result == AZ_CONFLICT ? "job stop: it has ended" : "job stop");
	printf("job %lld is stopped\n", (long long)id);
	return AZ_EXIT_OK;
}
