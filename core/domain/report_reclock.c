/* Clocks by a calendar that was issued again. */
#include "domain/report_reclock.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/report_clock.h"
#include "domain/report_term.h"
#include "domain/site.h"
#include "store/db.h"

#define YEARS_MAX 300
#define WITH_A_CLOCK "'received', 'transferred', 'verifying', 'extending', 'paused', 'concluded', 'disputed'"
#define ACTION "reclock"

/* ---- the years that are loaded, and those that were ---- */

static int year_of(az_day day)
{
	int year, month, day_of_month;
	az_day_split(day, &year, &month, &day_of_month);
	return year;
}

/* Of all that a file says: its days, where they come from, and whether that was read. */
static enum az_result digest_of(struct az_ctx *ctx, int year, const struct az_workdays_source *source,
				unsigned char digest[AZ_SECRET_HASH])
{
	static const struct az_secret_key known = {{0}};
	size_t notice = strlen(source->notice);
	char *text = az_alloc(ctx->arena, 366 + 1 + notice);
	size_t n = 0;
	for (az_day day = az_day_of(year, 1, 1); day < az_day_of(year + 1, 1, 1); day++) {
		bool works;
		AZ_TRY(az_workdays_is(ctx->site->workdays, day, &works));
		text[n++] = works ? '1' : '0';
	}
	text[n++] = source->verified ? '1' : '0';
	memcpy(text + n, source->notice, notice);
	az_secret_hash(&known, "calendar", text, n + notice, digest);
	return AZ_OK;
}

struct year_row {
	int64_t year;
	struct az_text digest;
	const char *notice;
	int64_t loaded_at;
};
static const struct az_column year_columns[] = {AZ_INT_OF(struct year_row, year), AZ_BYTES_OF(struct year_row, digest),
						AZ_TEXT_OF(struct year_row, notice),
						AZ_TIME_OF(struct year_row, loaded_at)};
static const struct az_row_map year_map = AZ_ROW_MAP(year_columns, struct year_row);

struct recorded {
	struct year_row *rows;
	size_t count;
};

static enum az_result read_recorded(struct az_ctx *ctx, struct recorded *recorded)
{
	return az_db_rows(
		ctx, AZ_QUERY("SELECT year, digest, notice, loaded_at FROM workday_calendar ORDER BY year LIMIT 300"),
		&year_map, &recorded->rows, &recorded->count, YEARS_MAX);
}

static const struct year_row *row_of(const struct recorded *recorded, int year)
{
	for (size_t i = 0; i < recorded->count; i++)
		if (recorded->rows[i].year == year)
			return &recorded->rows[i];
	return NULL;
}

enum az_result az_reclock_years(struct az_ctx *ctx, struct az_reclock_year **years, size_t *count)
{
	int first = year_of(az_workdays_first(ctx->site->workdays)),
	    last = year_of(az_workdays_last(ctx->site->workdays));
	struct recorded recorded;
	AZ_TRY(read_recorded(ctx, &recorded));
	*years = AZ_NEW_ARRAY(ctx->arena, (size_t)(last - first) + 1, struct az_reclock_year);
	*count = (size_t)(last - first) + 1;
	for (size_t i = 0; i < *count; i++) {
		struct az_reclock_year *year = &(*years)[i];
		struct az_workdays_source source;
		year->year = first + (int)i;
		if (!az_workdays_source(ctx->site->workdays, year->year, &source))
			return AZ_INTERNAL;
		AZ_TRY(digest_of(ctx, year->year, &source, year->digest));
		const struct year_row *row = row_of(&recorded, year->year);
		year->notice = source.notice;
		year->verified = source.verified;
		year->applied = row != NULL && row->digest.n == AZ_SECRET_HASH &&
				memcmp(row->digest.p, year->digest, AZ_SECRET_HASH) == 0;
	}
	return AZ_OK;
}

struct asking {
	const char *cause;
	int64_t id;
	bool anew;
};

static enum az_result record_years(struct az_ctx *ctx, bool *changed)
{
	struct az_reclock_year *years;
	size_t count;
	*changed = false;
	AZ_TRY(az_reclock_years(ctx, &years, &count));
	for (size_t i = 0; i < count; i++) {
		if (years[i].applied)
			continue;
		*changed = true;
		AZ_TRY(az_db_exec(ctx,
				  AZ_QUERY("REPLACE INTO workday_calendar (year, digest, notice, verified, loaded_at) "
					   "VALUES (?, ?, ?, ?, ?)",
					   az_int(years[i].year), az_bytes(years[i].digest, AZ_SECRET_HASH),
					   az_str(az_utf8_clip(ctx->arena, years[i].notice, 299)),
					   az_int(years[i].verified), az_time(ctx->now)),
				  NULL));
	}
	return AZ_OK;
}

static enum az_result ask(struct az_ctx *ctx, void *arg)
{
	struct asking *asking = arg;
	struct az_job_order order = {AZ_RECLOCK, "", "", "", asking->cause};
	bool changed;
	int64_t cases = 0;
	asking->id = 0;
	asking->anew = false;
	AZ_TRY(record_years(ctx, &changed));
	if (!changed)
		return AZ_OK;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM report WHERE state IN (" WITH_A_CLOCK ")"),
			    &cases));
	return cases == 0 ? AZ_OK : az_job_ask(ctx, &order, &asking->id, &asking->anew);
}

enum az_result az_reclock_ask(struct az_ctx *ctx, const char *cause, int64_t *id)
{
	struct asking asking = {.cause = cause};
	AZ_TRY(az_tx(ctx, ask, &asking));
	*id = asking.id;
	if (asking.anew)
		az_log(AZ_LOG_INFO, "reclock.asked", "job=%lld", (long long)asking.id);
	return AZ_OK;
}

enum az_result az_reclock_calendars(struct az_ctx *ctx)
{
	int64_t id;
	return az_reclock_ask(ctx, "calendar", &id);
}

enum az_result az_reclock_able(struct az_ctx *ctx, const struct az_job *job, bool *able)
{
	struct az_reclock_year *years;
	size_t count;
	(void)job;
	*able = true;
	AZ_TRY(az_reclock_years(ctx, &years, &count));
	for (size_t i = 0; i < count; i++)
		*able = *able && years[i].applied;
	return AZ_OK;
}

/* ---- one case ---- */

/* The one term that runs in a state, told and by the calendar. AZ_DAY_NONE computed: it still cannot be. */
struct running {
	az_day from, told, computed;
};

static enum az_result compute(struct az_ctx *ctx, const struct az_report_terms *terms, struct running *running)
{
	struct az_problem before = ctx->problem;
	const char *state = terms->state;
	enum az_result result;
	if (strcmp(state, "received") == 0 || strcmp(state, "transferred") == 0) {
		running->from = terms->accept_from;
		running->told = terms->accept_by;
		result = az_report_accept_due(ctx, terms, &running->computed);
	} else if (strcmp(state, "concluded") == 0) {
		running->from = terms->concluded_on;
		running->told = terms->feedback_by;
		result = az_report_feedback_due(ctx, terms, &running->computed);
	} else if (strcmp(state, "disputed") == 0) {
		running->from = terms->disputed_on;
		running->told = terms->review_by;
		result = az_report_review_due(ctx, terms, &running->computed);
	} else {
		running->from = terms->decide_from;
		running->told = terms->decide_by;
		result = az_report_decide_due(ctx, terms, &running->computed);
	}
	if (result != AZ_CONFLICT)
		return result;
	ctx->problem = before; /* past the last year: it stays as it is */
	running->computed = AZ_DAY_NONE;
	return AZ_OK;
}

static enum az_result put(struct az_ctx *ctx, const struct az_report_terms *terms, az_day day)
{
	const char *state = terms->state;
	if (strcmp(state, "received") == 0 || strcmp(state, "transferred") == 0)
		return az_db_exec(
			ctx, AZ_QUERY("UPDATE report SET accept_by = ? WHERE id = ?", az_date(day), az_int(terms->id)),
			NULL);
	if (strcmp(state, "concluded") == 0)
		return az_db_exec(
			ctx,
			AZ_QUERY("UPDATE report SET feedback_by = ? WHERE id = ?", az_date(day), az_int(terms->id)),
			NULL);
	if (strcmp(state, "disputed") == 0)
		return az_db_exec(
			ctx, AZ_QUERY("UPDATE report SET review_by = ? WHERE id = ?", az_date(day), az_int(terms->id)),
			NULL);
	return az_db_exec(
		ctx, AZ_QUERY("UPDATE report SET decide_by = ? WHERE id = ?", az_date(day), az_int(terms->id)), NULL);
}

/* Of the years that the term touches, the one that was issued last moved it. */
static const struct year_row *cause_of(const struct recorded *recorded, const struct running *running)
{
	const struct year_row *cause = NULL;
	az_day last = running->told > running->computed ? running->told : running->computed;
	for (size_t i = 0; i < recorded->count; i++) {
		const struct year_row *row = &recorded->rows[i];
		if (row->year >= year_of(running->from) && row->year <= year_of(last) &&
		    (cause == NULL || row->loaded_at >= cause->loaded_at))
			cause = row;
	}
	return cause;
}

/* "2027 <the notice's name>": read again by az_clock_move_find. */
static enum az_result record(struct az_ctx *ctx, int64_t report_id, const struct running *running, az_day day)
{
	struct recorded recorded;
	char from[AZ_DAY_TEXT] = "", to[AZ_DAY_TEXT];
	AZ_TRY(read_recorded(ctx, &recorded));
	const struct year_row *cause = cause_of(&recorded, running);
	if (running->told != AZ_DAY_NONE)
		az_day_print(running->told, from);
	az_day_print(day, to);
	return az_audit(ctx, "report", report_id, ACTION, from, to,
			cause == NULL ? "" : az_format(ctx->arena, "%lld %s", (long long)cause->year, cause->notice));
}

static enum az_result reclock(struct az_ctx *ctx, int64_t report_id, bool *moved)
{
	struct az_report_terms terms = {0};
	struct running running = {0};
	*moved = false;
	AZ_TRY(az_report_terms_read(ctx, report_id, &terms));
	AZ_TRY(compute(ctx, &terms, &running));
	az_day day = az_report_clock_moved(running.told, running.computed, az_day_at(ctx->now));
	if (day == running.told)
		return AZ_OK;
	*moved = true;
	AZ_TRY(put(ctx, &terms, day));
	return record(ctx, report_id, &running, day);
}

/* ---- the job ---- */

enum az_result az_reclock_measure(struct az_ctx *ctx, struct az_job *job)
{
	return az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM report WHERE state IN (" WITH_A_CLOCK ")"),
			    &job->total);
}

enum az_result az_reclock_step(struct az_ctx *ctx, struct az_job *job, bool *finished)
{
	int64_t id;
	bool moved;
	enum az_result next =
		az_db_number(ctx,
			     AZ_QUERY("SELECT id AS number FROM report WHERE id > ? AND state IN (" WITH_A_CLOCK ") "
				      "ORDER BY id LIMIT 1 FOR UPDATE",
				      az_int(job->position)),
			     &id);
	*finished = next == AZ_NOT_FOUND;
	if (*finished)
		return AZ_OK;
	AZ_TRY(next);
	AZ_TRY(reclock(ctx, id, &moved));
	job->position = id;
	job->done++;
	job->found += moved;
	return AZ_OK;
}

/* ---- for those who are told the day ---- */

struct move_row {
	const char *from_state, *reason;
};

enum az_result az_clock_move_find(struct az_ctx *ctx, int64_t report_id, az_day now_told, struct az_clock_move *move)
{
	static const struct az_column columns[] = {AZ_TEXT_OF(struct move_row, from_state),
						   AZ_TEXT_OF(struct move_row, reason)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct move_row);
	struct move_row row = {0};
	char told[AZ_DAY_TEXT];
	if (now_told == AZ_DAY_NONE)
		return AZ_NOT_FOUND;
	az_day_print(now_told, told);
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT from_state, reason FROM audit WHERE noun = 'report' AND noun_id = ? "
				  "AND action = 'reclock' AND to_state = ? ORDER BY id DESC LIMIT 1",
				  az_int(report_id), az_str(told)),
			 &map, &row));
	if (!az_day_parse(row.from_state, &move->from))
		move->from = AZ_DAY_NONE;
	const char *space = strchr(row.reason, ' ');
	move->year = space == NULL ? "" : az_copy_n(ctx->arena, row.reason, (size_t)(space - row.reason));
	move->notice = space == NULL ? "" : az_copy(ctx->arena, space + 1);
	return AZ_OK;
}
