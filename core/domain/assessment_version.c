/* What was filed: frozen versions, and the steps from a draft to an acknowledged report. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/assessment.h"
#include "domain/site.h"
#include "store/db.h"

#define VERSIONS_MAX 50

static const struct az_column version_columns[] = {
	AZ_INT_OF(struct az_assessment_version, id),
	AZ_INT_OF(struct az_assessment_version, revision),
	AZ_TIME_OF(struct az_assessment_version, filed_at),
	AZ_TEXT_OF(struct az_assessment_version, filer),
	AZ_INT_OF(struct az_assessment_version, earned),
	AZ_INT_OF(struct az_assessment_version, deduction),
	AZ_INT_OF(struct az_assessment_version, score),
	AZ_INT_OF(struct az_assessment_version, self_score),
	AZ_INT_OF(struct az_assessment_version, fabricated),
	AZ_TEXT_OF(struct az_assessment_version, grade),
	AZ_TEXT_OF(struct az_assessment_version, outcome),
	AZ_TEXT_OF(struct az_assessment_version, comments),
	AZ_TIME_OF(struct az_assessment_version, decided_at),
	AZ_TEXT_OF(struct az_assessment_version, decider),
	AZ_TEXT_OF(struct az_assessment_version, authority_zh),
	AZ_TEXT_OF(struct az_assessment_version, authority_en),
};
static const struct az_row_map version_map = AZ_ROW_MAP(version_columns, struct az_assessment_version);

enum az_result az_assessment_versions(struct az_ctx *ctx, int64_t id, struct az_assessment_version **rows,
				      size_t *count)
{
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT v.id, v.revision, v.filed_at, f.name AS filer, v.earned, v.deduction, v.score, "
			 "v.self_score, v.fabricated, v.grade, v.outcome, v.comments, v.decided_at, "
			 "d.name AS decider, u.name_zh AS authority_zh, u.name_en AS authority_en "
			 "FROM assessment_version v JOIN account f ON f.id = v.account_id "
			 "LEFT JOIN account d ON d.id = v.decider_id LEFT JOIN authority u "
			 "ON u.id = v.authority_id WHERE v.assessment_id = ? ORDER BY v.revision DESC",
			 az_int(id)),
		&version_map, rows, count, VERSIONS_MAX);
}

static const struct az_column indicator_columns[] = {
	AZ_INT_OF(struct az_indicator, position),  AZ_INT_OF(struct az_indicator, state),
	AZ_INT_OF(struct az_indicator, numerator), AZ_INT_OF(struct az_indicator, denominator),
	AZ_INT_OF(struct az_indicator, value),     AZ_INT_OF(struct az_indicator, target),
	AZ_INT_OF(struct az_indicator, weight),    AZ_INT_OF(struct az_indicator, share),
	AZ_INT_OF(struct az_indicator, points),    AZ_INT_OF(struct az_indicator, met),
	AZ_INT_OF(struct az_indicator, flag),
};
static const struct az_row_map indicator_map = AZ_ROW_MAP(indicator_columns, struct az_indicator);

enum az_result az_assessment_version_score(struct az_ctx *ctx, const struct az_assessment_version *version,
					   struct az_assessment_score *out)
{
	struct az_indicator *rows;
	size_t count;
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY("SELECT position, state, numerator, denominator, value, target, weight, share, points, "
			 "met, flag FROM assessment_version_indicator WHERE version_id = ? ORDER BY position",
			 az_int(version->id)),
		&indicator_map, &rows, &count, AZ_INDICATORS));
	*out = (struct az_assessment_score){.complete = true,
					    .fabricated = version->fabricated != 0,
					    .earned = version->earned,
					    .deduction = version->deduction,
					    .score = version->score,
					    .grade = version->grade};
	for (size_t i = 0; i < AZ_INDICATORS; i++)
		out->indicators[i].position = (int64_t)i;
	for (size_t i = 0; i < count; i++)
		if (rows[i].position >= 0 && rows[i].position < AZ_INDICATORS)
			out->indicators[rows[i].position] = rows[i];
	return AZ_OK;
}

/* ---- the flow ---- */

struct locked {
	struct az_flow_row flow;
	int64_t version, revision, year;
};

static enum az_result lock_row(struct az_ctx *ctx, int64_t id, struct locked *row)
{
	static const struct az_column columns[] = {{"id", AZ_COLUMN_INT, offsetof(struct locked, flow.id)},
						   {"state", AZ_COLUMN_TEXT, offsetof(struct locked, flow.state)},
						   AZ_INT_OF(struct locked, version),
						   AZ_INT_OF(struct locked, revision),
						   AZ_INT_OF(struct locked, year)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct locked);
	return az_db_row(ctx,
			 AZ_QUERY("SELECT id, state, version, revision, year FROM assessment WHERE id = ? FOR UPDATE",
				  az_int(id)),
			 &map, row);
}

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	struct locked locked = {0};
	AZ_TRY(lock_row(ctx, id, &locked));
	*row = locked.flow;
	return AZ_OK;
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx, AZ_QUERY("UPDATE assessment SET state = ? WHERE id = ?", az_str(state), az_int(id)),
			  NULL);
}

/* What is about to be filed is what the person read, and nothing is missing. */
static enum az_result is_ready(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_assessment_step *step = input->detail;
	struct az_finding *findings = AZ_NEW_ARRAY(ctx->arena, AZ_FINDINGS_MAX, struct az_finding);
	struct locked locked = {0};
	struct az_assessment_values values;
	struct az_assessment_file *files;
	struct az_figures figures;
	struct az_assessment_score score;
	size_t file_count, count, blocking;
	AZ_TRY(lock_row(ctx, row->id, &locked));
	if (locked.version != step->version)
		return az_refuse(ctx, AZ_CONFLICT, "assessment.newer_draft", NULL);
	AZ_TRY(az_assessment_draft_values(ctx, row->id, &values));
	AZ_TRY(az_assessment_files(ctx, row->id, 0, &files, &file_count));
	az_day day = az_assessment_rule_day(locked.year);
	az_assessment_figures(&values, &figures);
	az_assessment_compute(ctx->site->rules, day, &figures, &score);
	az_assessment_findings(ctx->site->rules, day, &values, &score, file_count, findings, &count, &blocking);
	if (blocking > 0)
		return az_refuse(ctx, AZ_INVALID, "assessment.not_ready", az_format(ctx->arena, "%zu", blocking), NULL);
	return AZ_OK;
}

static enum az_result freeze_indicators(struct az_ctx *ctx, int64_t version_id, const struct az_assessment_score *score)
{
	for (size_t i = 0; i < AZ_INDICATORS; i++) {
		const struct az_indicator *row = &score->indicators[i];
		AZ_TRY(az_db_exec(
			ctx,
			AZ_QUERY("INSERT INTO assessment_version_indicator (version_id, position, state, numerator, "
				 "denominator, value, target, weight, share, points, met, flag) "
				 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				 az_int(version_id), az_int(row->position), az_int(row->state), az_int(row->numerator),
				 az_int(row->denominator), az_int(row->value), az_int(row->target), az_int(row->weight),
				 az_int(row->share), az_int(row->points), az_int(row->met), az_int(row->flag)),
			NULL));
	}
	return AZ_OK;
}

/* Copies the draft into a version of its own and computes its score by the rules of the report's year. */
static enum az_result freeze(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			     const struct az_step_input *input)
{
	struct locked locked = {0};
	struct az_assessment_values values;
	struct az_figures figures;
	struct az_assessment_score score;
	struct az_outcome version;
	(void)step;
	(void)input;
	AZ_TRY(lock_row(ctx, row->id, &locked));
	AZ_TRY(az_assessment_draft_values(ctx, row->id, &values));
	az_assessment_figures(&values, &figures);
	az_assessment_compute(ctx->site->rules, az_assessment_rule_day(locked.year), &figures, &score);
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO assessment_version (assessment_id, revision, filed_at, account_id, earned, "
			 "deduction, score, self_score, fabricated, grade) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			 az_int(row->id), az_int(locked.revision + 1), az_time(ctx->now), az_int(ctx->account_id),
			 az_int(score.earned), az_int(score.deduction), az_int(score.score),
			 az_int(figures.number[AZ_FIGURE_SELF_SCORE]), az_int(score.fabricated), az_str(score.grade)),
		&version));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO assessment_version_value (version_id, name, number, text) "
				   "SELECT ?, name, number, text FROM assessment_value WHERE assessment_id = ?",
				   az_int(version.id), az_int(row->id)),
			  NULL));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO assessment_version_file (version_id, blob_id) SELECT ?, blob_id "
				   "FROM assessment_file WHERE assessment_id = ?",
				   az_int(version.id), az_int(row->id)),
			  NULL));
	AZ_TRY(freeze_indicators(ctx, version.id, &score));
	return az_db_exec(ctx, AZ_QUERY("UPDATE assessment SET revision = revision + 1 WHERE id = ?", az_int(row->id)),
			  NULL);
}

bool az_assessment_decides(const struct az_ctx *ctx)
{
	return ctx->actor != NULL && ctx->actor->authority_id != 0 && ctx->actor->county[0] == '\0' &&
	       (ctx->roles & (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)) != 0;
}

/* The report is the city branch's, so the city's bodies decide on it, and on the version that they have read. */
static enum az_result was_read(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_assessment_step *step = input->detail;
	struct locked locked = {0};
	if (!az_assessment_decides(ctx))
		return az_refuse(ctx, AZ_DENIED, "assessment.city_only", NULL);
	AZ_TRY(lock_row(ctx, row->id, &locked));
	return locked.revision == step->revision ? AZ_OK
						 : az_refuse(ctx, AZ_CONFLICT, "assessment.newer_version", NULL);
}

static enum az_result decide(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			     const struct az_step_input *input)
{
	const struct az_assessment_step *detail = input->detail;
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE assessment_version SET outcome = ?, comments = ?, decided_at = ?, "
				   "decider_id = ?, authority_id = ? WHERE assessment_id = ? AND revision = ?",
				   az_str(step->to), az_str(input->reason), az_time(ctx->now), az_int(ctx->account_id),
				   az_ref(ctx->actor->authority_id), az_int(row->id), az_int(detail->revision)),
			  NULL);
}

#define DECIDERS (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)

/* clang-format off */
static const struct az_step steps[] = {
	/* from       action         to              who              needs            guard     effect */
	{"draft",    "file",        "filed",        AZ_ROLE_INSURER, 0,               is_ready, freeze},
	{"returned", "file",        "filed",        AZ_ROLE_INSURER, 0,               is_ready, freeze},
	{"filed",    "acknowledge", "acknowledged", DECIDERS,        0,               was_read, decide},
	{"filed",    "return",      "returned",     DECIDERS,        AZ_NEEDS_REASON, was_read, decide},
};
/* clang-format on */

const struct az_flow az_assessment_flow = {"assessment", steps, sizeof steps / sizeof steps[0], lock, move};
