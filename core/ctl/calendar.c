/* anzectl calendar ... */
#include <stdio.h>

#include "ctl/ctl.h"
#include "domain/report_reclock.h"

int az_ctl_calendar_list(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_reclock_year *years;
	size_t count;
	(void)argc;
	(void)argv;
	enum az_result result = az_reclock_years(ctx, &years, &count);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "calendar list");
	for (size_t i = 0; i < count; i++)
		printf("%d  %s  %s  %s\n", years[i].year, years[i].verified ? "read       " : "provisional",
		       years[i].applied ? "applied    " : "not applied", years[i].notice);
	return AZ_EXIT_OK;
}

int az_ctl_calendar_apply(struct az_ctx *ctx, int argc, char **argv)
{
	int64_t id;
	(void)argc;
	(void)argv;
	enum az_result result = az_reclock_ask(ctx, "operator", &id);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "calendar apply");
	if (id != 0)
		return az_ctl_job_finish(ctx, id, "calendar apply");
	puts("nothing to compute: the calendars are those of before, or no report is open");
	return AZ_EXIT_OK;
}
