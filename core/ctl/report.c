/* anzectl report ... */
#include <stdio.h>

#include "ctl/ctl.h"
#include "domain/demo.h"
#include "domain/report_removal.h"
#include "domain/report_reward.h"

int az_ctl_report_remove(struct az_ctx *ctx, int argc, char **argv)
{
	int64_t count = 0, shift = 0;
	(void)argc;
	(void)argv;
	enum az_result result = az_demo_shift(ctx, &shift);
	ctx->now += shift;
	if (result == AZ_OK)
		result = az_report_remove_due(ctx, &count);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "report remove");
	printf("reports whose content was removed now: %lld\n", (long long)count);
	return AZ_EXIT_OK;
}

int az_ctl_reward_expire(struct az_ctx *ctx, int argc, char **argv)
{
	int64_t count = 0, shift = 0;
	(void)argc;
	(void)argv;
	enum az_result result = az_demo_shift(ctx, &shift);
	ctx->now += shift;
	if (result == AZ_OK)
		result = az_reward_expire(ctx, &count);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "reward expire");
	printf("rewards that ended now: %lld\n", (long long)count);
	return AZ_EXIT_OK;
}
