/* Jobs: asking for them, watching, stopping. */
#include "domain/job.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/site.h"
#include "store/db.h"

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_job, id),
	AZ_TEXT_OF(struct az_job, kind),
	AZ_TEXT_OF(struct az_job, sector),
	AZ_TEXT_OF(struct az_job, county),
	AZ_TEXT_OF(struct az_job, zone),
	AZ_TEXT_OF(struct az_job, cause),
	AZ_TEXT_OF(struct az_job, state),
	AZ_TEXT_OF(struct az_job, failure),
	AZ_TEXT_OF(struct az_job, asker),
	AZ_TEXT_OF(struct az_job, authority_zh),
	AZ_TEXT_OF(struct az_job, authority_en),
	AZ_TEXT_OF(struct az_job, county_zh),
	AZ_TEXT_OF(struct az_job, county_en),
	AZ_TEXT_OF(struct az_job, zone_zh),
	AZ_TEXT_OF(struct az_job, zone_en),
	AZ_TIME_OF(struct az_job, asked_at),
	AZ_TIME_OF(struct az_job, started_at),
	AZ_TIME_OF(struct az_job, ended_at),
	AZ_INT_OF(struct az_job, position),
	AZ_INT_OF(struct az_job, done),
	AZ_INT_OF(struct az_job, total),
	AZ_INT_OF(struct az_job, found),
	AZ_INT_OF(struct az_job, open),
	AZ_TEXT_OF(struct az_job, owner),
	AZ_TIME_OF(struct az_job, lease_until),
	AZ_TIME_OF(struct az_job, clock),
	AZ_INT_OF(struct az_job, claims),
	AZ_INT_OF(struct az_job, idle_claims),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_job);

const struct az_job_kind *az_job_kind_of(const char *name)
{
	for (size_t i = 0; i < az_job_kind_count; i++)
		if (strcmp(az_job_kinds[i].name, name) == 0)
			return &az_job_kinds[i];
	return NULL;
}

/* ---- asking ---- */

struct asking {
	const struct az_job_order *order;
	int64_t id;
	bool anew;
};

static enum az_result ask(struct az_ctx *ctx, void *arg)
{
	struct asking *asking = arg;
	const struct az_job_order *order = asking->order;
	struct az_outcome outcome;
	enum az_result open = az_db_number(ctx,
					   AZ_QUERY("SELECT id AS number FROM job WHERE kind = ? AND sector = ? AND "
						    "county = ? AND zone = ? AND open = 1 "
						    "FOR UPDATE",
						    az_str(order->kind), az_str(order->sector), az_str(order->county),
						    az_str(order->zone)),
					   &asking->id);
	asking->anew = open == AZ_NOT_FOUND;
	if (!asking->anew)
		return open;
	enum az_result result = az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO job (kind, sector, county, zone, cause, asked_by, asked_at, state) "
			 "VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')",
			 az_str(order->kind), az_str(order->sector), az_str(order->county), az_str(order->zone),
			 az_str(order->cause), az_ref(ctx->account_id), az_time(ctx->now)),
		&outcome);
	if (result == AZ_CONFLICT) /* somebody asked in the same moment: the next run finds it */
		return AZ_BUSY;
	AZ_TRY(result);
	asking->id = outcome.id;
	return az_audit(ctx, "job", asking->id, "ask", "", "waiting", "");
}

enum az_result az_job_ask(struct az_ctx *ctx, const struct az_job_order *order, int64_t *id, bool *anew)
{
	struct asking asking = {order, 0, false};
	AZ_TRY(az_tx(ctx, ask, &asking));
	*id = asking.id;
	*anew = asking.anew;
	return AZ_OK;
}

enum az_result az_job_ask_own(struct az_ctx *ctx, const char *kind, const char *sector, int64_t *id, bool *anew)
{
	const struct az_job_kind *known = az_job_kind_of(kind);
	struct az_job_order order = {.kind = kind, .sector = sector, .county = "", .zone = "", .cause = "person"};
	if (known == NULL || ctx->actor == NULL || (sector[0] != '\0' && az_sector_of(ctx->site, sector) == NULL))
		return AZ_NOT_FOUND;
	if (!(ctx->roles & known->roles))
		return az_refuse(ctx, AZ_DENIED, "flow.role", NULL);
	if (!(ctx->roles & AZ_ROLE_CITY)) {
		order.county = ctx->actor->county;
		order.zone = ctx->actor->zone;
		AZ_TRY(az_scope_writes(ctx, sector, order.county));
	}
	return az_job_ask(ctx, &order, id, anew);
}

/* ---- reading ---- */

static void select_jobs(struct az_build *build)
{
	az_build_add(
		build,
		AZ_QUERY("SELECT s.id, s.kind, s.sector, s.county, s.zone, s.cause, s.state, s.failure, s.asked_at, "
			 "s.started_at, s.ended_at, s.position, s.done, s.total, s.found, s.open, s.owner, "
			 "s.lease_until, UTC_TIMESTAMP(3) AS clock, s.claims, s.idle_claims, a.name AS asker, "
			 "u.name_zh AS authority_zh, u.name_en AS authority_en, d.name_zh AS county_zh, "
			 "d.name_en AS county_en, z.name_zh AS zone_zh, z.name_en AS zone_en FROM job s "
			 "LEFT JOIN account a ON a.id = s.asked_by LEFT JOIN authority u ON u.id = a.authority_id "
			 "LEFT JOIN division d ON d.code = s.county LEFT JOIN functional_zone z ON z.code = s.zone "
			 "WHERE 1 = 1"));
}

static enum az_result newest(struct az_ctx *ctx, struct az_build *build, struct az_job **rows, size_t *count,
			     size_t max)
{
	az_build_add(build, AZ_QUERY(" ORDER BY s.id DESC LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

enum az_result az_job_list(struct az_ctx *ctx, struct az_job **rows, size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_jobs(build);
	az_scope_add(ctx, build, AZ_SCOPE_JOBS);
	return newest(ctx, build, rows, count, max);
}

enum az_result az_job_find(struct az_ctx *ctx, int64_t id, struct az_job *job)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_jobs(build);
	az_scope_add(ctx, build, AZ_SCOPE_JOBS);
	az_build_add(build, AZ_QUERY(" AND s.id = ?", az_int(id)));
	return az_db_row(ctx, &build->query, &map, job);
}

enum az_result az_job_all(struct az_ctx *ctx, struct az_job **rows, size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_jobs(build);
	return newest(ctx, build, rows, count, max);
}

enum az_result az_job_read(struct az_ctx *ctx, int64_t id, struct az_job *job)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_jobs(build);
	az_build_add(build, AZ_QUERY(" AND s.id = ?", az_int(id)));
	return az_db_row(ctx, &build->query, &map, job);
}

enum az_result az_job_open(struct az_ctx *ctx, struct az_job **rows, size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_jobs(build);
	az_build_add(build, AZ_QUERY(" AND s.open = 1 ORDER BY s.id LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

/* ---- the flow ---- */

static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
						AZ_TEXT_OF(struct az_flow_row, state)};
static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	return az_db_row(ctx, AZ_QUERY("SELECT id, state FROM job WHERE id = ? FOR UPDATE", az_int(id)), &flow_map,
			 row);
}

/* Every step of the table ends the job. */
static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE job SET state = ?, open = NULL, lease_until = NULL, ended_at = ? WHERE id = ?",
			 az_str(state), az_time(ctx->now), az_int(id)),
		NULL);
}

/* The runner's steps are nobody's by role: it holds the claim that the row names. */
static enum az_result holds_claim(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_job *job = input->detail;
	int64_t claims = 0;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT claims AS number FROM job WHERE id = ?", az_int(row->id)), &claims));
	return job != NULL && job->claims == claims ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
}

static enum az_result note_failure(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				   const struct az_step_input *input)
{
	const struct az_job *job = input->detail;
	(void)step;
	return az_db_exec(
		ctx, AZ_QUERY("UPDATE job SET failure = ? WHERE id = ?", az_str(job->failure), az_int(row->id)), NULL);
}

#define STOPPERS (AZ_ROLE_REGULATOR | AZ_ROLE_CITY | AZ_ROLE_ADMIN)

static const struct az_step steps[] = {
	{"waiting", "stop", "stopped", STOPPERS, 0, NULL, NULL},
	{"running", "stop", "stopped", STOPPERS, 0, NULL, NULL},
	{"running", "finish", "done", 0, 0, holds_claim, NULL},
	{"running", "fail", "failed", 0, 0, holds_claim, note_failure},
};
const struct az_flow az_job_flow = {"job", steps, sizeof steps / sizeof steps[0], lock, move};

enum az_result az_job_stop(struct az_ctx *ctx, int64_t id, const char *reason)
{
	struct az_step_input input = {.reason = reason};
	return az_flow_apply(ctx, &az_job_flow, id, "stop", &input);
}
