/* The job that classifies every enterprise of a sector, or of all, by the rules
 * and profiles of the day; and when the portal asks for it by itself. */
#include "domain/reclassify.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/classification.h"
#include "domain/setting.h"
#include "domain/site.h"

static struct az_class_scope scope_of(const struct az_job *job)
{
	return (struct az_class_scope){job->sector, job->county, job->zone};
}

enum az_result az_reclassify_measure(struct az_ctx *ctx, struct az_job *job)
{
	struct az_class_scope scope = scope_of(job);
	return az_class_count(ctx, &scope, &job->total);
}

enum az_result az_reclassify_step(struct az_ctx *ctx, struct az_job *job, bool *finished)
{
	struct az_class_scope scope = scope_of(job);
	struct az_class_batch batch = {.after = job->position};
	AZ_TRY(az_class_run(ctx, &scope, job->id, &batch));
	/* Out of service, or set aside just now: what was left out in this step is not called done. */
	if (job->sector[0] != '\0' && az_plugins_find(ctx->site->plugins, job->sector) == NULL)
		return az_refuse(ctx, AZ_INVALID, "job.failure.no_plugin", NULL);
	job->position = batch.after;
	job->done += batch.looked;
	job->found += batch.changed;
	*finished = batch.finished;
	return AZ_OK;
}

/* ---- asked for by the portal ---- */

struct version {
	const char *sector, *version;
	bool anew;
};

/* What is remembered is the version that was asked for, so that each is asked for once, whatever becomes of the job. */
static enum az_result ask_for(struct az_ctx *ctx, void *arg)
{
	struct version *version = arg;
	const char *name = az_format(ctx->arena, "classified.%s", version->sector);
	struct az_job_order order = {"reclassify", version->sector, "", "", "plugin"};
	int64_t id;
	bool changed;
	AZ_TRY(az_setting_change(ctx, name, version->version, &changed));
	version->anew = changed;
	return changed ? az_job_ask(ctx, &order, &id, &version->anew) : AZ_OK;
}

enum az_result az_reclassify_versions(struct az_ctx *ctx)
{
	for (size_t i = 0; i < az_plugins_count(ctx->site->plugins); i++) {
		const struct az_plugin *plugin = az_plugins_at(ctx->site->plugins, i);
		struct version version = {.sector = plugin->sector};
		if (plugin->content == NULL)
			continue;
		version.version = plugin->content->version;
		AZ_TRY(az_tx(ctx, ask_for, &version));
		if (version.anew)
			az_log(AZ_LOG_INFO, "reclassify.asked", "sector=%s version=%s", version.sector,
			       version.version);
	}
	return AZ_OK;
}

static enum az_result ask_for_day(struct az_ctx *ctx, void *arg)
{
	const char *day = arg;
	struct az_job_order order = {"reclassify", "", "", "", "day"};
	int64_t id;
	bool changed, anew;
	AZ_TRY(az_setting_change(ctx, "classified.day", day, &changed));
	return changed ? az_job_ask(ctx, &order, &id, &anew) : AZ_OK;
}

enum az_result az_reclassify_daily(struct az_ctx *ctx)
{
	char day[AZ_DAY_TEXT];
	if (ctx->now - az_day_start(az_day_at(ctx->now)) < AZ_RECLASSIFY_HOUR * AZ_HOUR)
		return AZ_OK;
	az_day_print(az_day_at(ctx->now), day);
	return az_tx(ctx, ask_for_day, day);
}
