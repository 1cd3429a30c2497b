/* anzectl report ... */
#include <stdio.h>

#include "ctl/ctl.h"
#include "domain/demo.h"
#include "domain/report.h"
#include "domain/report_removal.h"
#include "domain/report_reward.h"

typedef enum az_result due_work(struct az_ctx *ctx, int64_t *count);

/* What the portal does by itself each hour, now; `said`: what was done. */
static int run_due(struct az_ctx *ctx, due_work *work, const char *command, const char *said)
{
	int64_t count = 0, shift = 0;
	enum az_result result = az_demo_shift(ctx, &shift);
	ctx->now += shift;
	if (result == AZ_OK)
		result = work(ctx, &count);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, command);
	printf("%s: %lld\n", said, (long long)count);
	return AZ_EXIT_OK;
}

int az_ctl_report_remove(struct az_ctx *ctx, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return run_due(ctx, az_report_remove_due, "report remove", "reports whose content was removed now");
}

int az_ctl_report_resume(struct az_ctx *ctx, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return run_due(ctx, az_report_end_pauses, "report resume", "reports whose pause was over");
}

int az_ctl_reward_expire(struct az_ctx *ctx, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return run_due(ctx, az_reward_expire, "reward expire", "rewards that ended now");
}
