/* Was it solved? */
#include "domain/report_solved.h"

#include <string.h>

#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/report_reply.h"
#include "domain/report_secret_private.h"
#include "store/db.h"

const struct anze_choice az_solved_answers[] = {{"yes", {0}}, {"partly", {0}}, {"no", {0}}};
const size_t az_solved_answer_count = sizeof az_solved_answers / sizeof az_solved_answers[0];

/* An answer was given, and nothing is being looked at again. */
#define FIGURES_DAYS 365 /* what was closed long ago says little of the office as it is, and takes long to count */
#define ANSWERED "s.state IN ('fed_back', 'upheld', 'archived') AND s.outcome <> '' AND s.closed_on IS NOT NULL "

bool az_report_solved_asked(const struct az_report *report)
{
	return (strcmp(report->state, "fed_back") == 0 || strcmp(report->state, "upheld") == 0 ||
	        strcmp(report->state, "archived") == 0) &&
	       report->outcome[0] != '\0' && report->closed_on != AZ_DAY_NONE;
}

static struct az_secret_about about(int64_t report_id, az_day closed_on)
{
	return (struct az_secret_about){"report.solved", report_id, closed_on, 0};
}

enum az_result az_report_solved_of(struct az_ctx *ctx, const struct az_report *report, struct az_report_solved *solved)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct az_report_solved, report_id), AZ_TEXT_OF(struct az_report_solved, answer),
		AZ_DAY_OF(struct az_report_solved, closed_on), AZ_DAY_OF(struct az_report_solved, answered_on),
		AZ_BYTES_OF(struct az_report_solved, sealed)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_report_solved);
	struct az_text plain;
	*solved = (struct az_report_solved){.words = ""};
	enum az_result result = az_db_row(ctx,
	                                  AZ_QUERY("SELECT report_id, answer, closed_on, answered_on, sealed "
	                                           "FROM report_solved WHERE report_id = ?",
	                                           az_int(report->id)),
	                                  &map, solved);
	solved->words = "";
	if (result == AZ_NOT_FOUND)
		return AZ_OK;
	AZ_TRY(result);
	if (solved->closed_on != report->closed_on) { /* it was looked at once more since then */
		solved->answer = NULL;
		return AZ_OK;
	}
	if (solved->sealed.n == 0 || report->key == NULL)
		return AZ_OK;
	struct az_secret_about what = about(report->id, solved->closed_on);
	AZ_TRY(az_report_unseal(ctx, report->key, &what, solved->sealed, &plain));
	solved->words = plain.p;
	return AZ_OK;
}

struct answered {
	int64_t id;
	az_day closed_on;
};

static enum az_result put(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key, void *arg)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct answered, id), AZ_DAY_OF(struct answered, closed_on)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct answered);
	const struct az_solved_new *said = arg;
	struct answered answered = {0};
	enum az_result result = az_db_row(
		ctx,
		AZ_QUERY("SELECT f.id, s.closed_on FROM report f JOIN report s ON s.id = COALESCE(f.merged_into, f.id) "
		         "WHERE f.id = ? AND " ANSWERED,
		         az_int(report_id)),
		&map, &answered);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "report_solved.not_now", NULL);
	AZ_TRY(result);
	struct az_secret_about what = about(report_id, answered.closed_on);
	struct az_text sealed = {NULL, 0};
	if (said->words[0] != '\0')
		sealed = az_report_seal(ctx, key, &what, az_text_of(said->words));
	struct az_value words = sealed.n == 0 ? az_null() : az_bytes(sealed.p, sealed.n);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_solved (report_id, answer, closed_on, answered_on, sealed) "
	                           "VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE answer = VALUES(answer), "
	                           "closed_on = VALUES(closed_on), answered_on = VALUES(answered_on), "
	                           "sealed = VALUES(sealed)",
	                           az_int(report_id), az_str(said->answer), az_date(answered.closed_on),
	                           az_date(az_day_at(ctx->now)), words),
	                  NULL));
	return az_audit(ctx, "report", report_id, "solved", "", "", "");
}

enum az_result az_report_solve(struct az_ctx *ctx, const struct az_solved_new *solved)
{
	struct az_solved_new copy = *solved;
	struct az_receipt_act act = {solved->receipt, solved->token, put, &copy, false};
	return az_receipt_act(ctx, &act);
}

enum az_result az_report_solved_figures(struct az_ctx *ctx, struct az_solved_figures *figures)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct az_solved_figures, yes), AZ_INT_OF(struct az_solved_figures, partly),
		AZ_INT_OF(struct az_solved_figures, no), AZ_INT_OF(struct az_solved_figures, silent)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_solved_figures);
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT COUNT(IF(o.answer = 'yes', 1, NULL)) AS yes, "
	                             "COUNT(IF(o.answer = 'partly', 1, NULL)) AS partly, "
	                             "COUNT(IF(o.answer = 'no', 1, NULL)) AS no, "
	                             "COUNT(IF(o.answer IS NULL, 1, NULL)) AS silent FROM report s "
	                             "LEFT JOIN report_solved o ON o.report_id = s.id AND o.closed_on = s.closed_on "
	                             "WHERE " ANSWERED "AND s.authority_id = ? AND s.closed_on > ?",
	                             az_int(ctx->actor->authority_id), az_date(az_day_at(ctx->now) - FIGURES_DAYS)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	return az_db_row(ctx, &build->query, &map, figures);
}
