/* What a report led to. */
#include "domain/report_link.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/number.h"
#include "domain/report_private.h"
#include "domain/subject.h"
#include "domain/visit.h"

#define LINKS_MAX 50

static const struct {
	const char *noun;
	char letter;
} nouns[] = {{"hazard", 'H'}, {"visit", 'V'}, {"measure", 'M'}};

static char letter_of(const char *noun)
{
	for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++)
		if (strcmp(nouns[i].noun, noun) == 0)
			return nouns[i].letter;
	return '?';
}

/* ---- reading ---- */

enum az_result az_report_links(struct az_ctx *ctx, const struct az_report *report, struct az_report_link **rows,
			       size_t *count)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct az_report_link, id),       AZ_INT_OF(struct az_report_link, noun_id),
		AZ_TIME_OF(struct az_report_link, at),      AZ_TEXT_OF(struct az_report_link, noun),
		AZ_TIME_OF(struct az_report_link, made_at), AZ_TEXT_OF(struct az_report_link, state)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_report_link);
	return az_db_rows(ctx,
			  AZ_QUERY("SELECT k.id, k.noun, k.noun_id, k.at, COALESCE(h.noted_at, v.begun_at, m.proposed_at) "
				   "AS made_at, COALESCE(h.state, v.state, m.state) AS state FROM report_link k "
				   "LEFT JOIN hazard h ON k.noun = 'hazard' AND h.id = k.noun_id "
				   "LEFT JOIN visit v ON k.noun = 'visit' AND v.id = k.noun_id "
				   "LEFT JOIN measure m ON k.noun = 'measure' AND m.id = k.noun_id "
				   "WHERE k.report_id = ? ORDER BY k.id LIMIT 50",
				   az_int(report->merged_into != 0 ? report->merged_into : report->id)),
			  &map, rows, count, LINKS_MAX);
}

const char *az_report_link_no(struct az_arena *arena, const struct az_report_link *link)
{
	return az_number_print(arena, letter_of(link->noun), link->made_at, link->noun_id);
}

enum az_result az_report_origin(struct az_ctx *ctx, const char *noun, int64_t noun_id, struct az_report *report)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	if ((ctx->roles & AZ_ROLE_HANDLER) == 0)
		return AZ_NOT_FOUND;
	az_build_add(build, AZ_QUERY(AZ_SELECT_REPORT "WHERE s.id = (SELECT k.report_id FROM report_link k WHERE k.noun = ? "
						      "AND k.noun_id = ?)",
				     az_str(noun), az_int(noun_id)));
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
	return az_db_row(ctx, &build->query, &az_report_map, report);
}

bool az_report_proved(const struct az_ctx *ctx, const struct az_report *report)
{
	static const char *const states[] = {"concluded", "fed_back", "upheld", "archived"};
	bool told = false;
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		told = told || strcmp(states[i], report->state) == 0;
	return told && (strcmp(report->outcome, "true") == 0 || strcmp(report->outcome, "partly") == 0) &&
	       ctx->actor != NULL && ctx->actor->authority_id == report->authority_id;
}

struct coded {
	const char *uscc;
};

enum az_result az_report_subject_code(struct az_ctx *ctx, const struct az_report *report, const char **uscc)
{
	static const struct az_column columns[] = {AZ_TEXT_OF(struct coded, uscc)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct coded);
	struct coded coded = {""};
	struct az_subject subject = {0};
	*uscc = "";
	if (report->subject_ref == NULL || report->subject_ref[0] == '\0')
		return AZ_OK;
	enum az_result result = az_subject_find(ctx, report->subject_ref, &subject);
	if (result == AZ_OK && strcmp(subject.type, "enterprise") == 0)
		result = az_db_row(ctx, AZ_QUERY("SELECT uscc FROM enterprise WHERE id = ?", az_int(subject.id)), &map, &coded);
	*uscc = result == AZ_OK ? coded.uscc : "";
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

/* ---- the reporter's words ---- */

static size_t skip(const char *s, size_t n, size_t at, size_t points)
{
	while (points-- > 0 && at < n)
		(void)az_utf8_next(s, n, &at);
	return at;
}

bool az_report_repeats(const char *story, const char *text)
{
	size_t n = strlen(story), length = strlen(text);
	if (az_utf8_count(story, n) < AZ_REPORT_REPEATED)
		return false;
	for (size_t at = 0, end = skip(story, n, 0, AZ_REPORT_REPEATED);; at = skip(story, n, at, 1)) {
		if (length >= end - at && memmem(text, length, story + at, end - at) != NULL)
			return true;
		if (end >= n)
			return false;
		end = skip(story, n, end, 1);
	}
}

/* ---- making ---- */

struct making {
	const struct az_report *report;
	const struct az_hazard_found *found;
	struct az_visit_new visit;
	const struct az_measure_new *proposal;
	const char *no;
};

/* The state may have changed since the page was drawn; what was made by the same form before is linked already. */
static enum az_result put_link(struct az_ctx *ctx, const struct making *work, const char *noun)
{
	int64_t id, known, proved;
	if (!az_number_parse(work->no, letter_of(noun), &id))
		return AZ_INTERNAL;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM report WHERE id = ? AND outcome IN ('true', 'partly') "
				     "AND state IN ('concluded', 'fed_back', 'upheld', 'archived') AND authority_id = ? FOR UPDATE",
				     az_int(work->report->id), az_int(ctx->actor->authority_id)),
			    &proved));
	if (proved == 0)
		return az_refuse(ctx, AZ_CONFLICT, "report_link.not_proved", NULL);
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM report_link WHERE noun = ? AND noun_id = ?", az_str(noun),
				     az_int(id)),
			    &known));
	if (known > 0)
		return AZ_OK;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO report_link (report_id, noun, noun_id, at, account_id) VALUES (?, ?, ?, ?, ?)",
				   az_int(work->report->id), az_str(noun), az_int(id), az_time(ctx->now),
				   az_int(ctx->account_id)),
			  NULL));
	return az_audit_also(ctx, "report", work->report->id, az_format(ctx->arena, "led_to_%s", noun), "", "", work->no);
}

static enum az_result make_hazard(struct az_ctx *ctx, void *arg)
{
	struct making *work = arg;
	AZ_TRY(az_hazard_found(ctx, work->found, &work->no));
	return put_link(ctx, work, "hazard");
}

static enum az_result make_visit(struct az_ctx *ctx, void *arg)
{
	struct making *work = arg;
	AZ_TRY(az_visit_start(ctx, &work->visit, &work->no));
	return put_link(ctx, work, "visit");
}

static enum az_result make_measure(struct az_ctx *ctx, void *arg)
{
	struct making *work = arg;
	AZ_TRY(az_measure_propose(ctx, work->proposal, &work->no));
	return put_link(ctx, work, "measure");
}

static enum az_result make(struct az_ctx *ctx, struct making *work, enum az_result (*what)(struct az_ctx *, void *),
			   const char **no)
{
	if (!az_report_proved(ctx, work->report))
		return az_refuse(ctx, AZ_CONFLICT, "report_link.not_proved", NULL);
	enum az_result result = az_tx(ctx, what, work);
	if (result == AZ_CONFLICT && ctx->problem.key == NULL) /* sent twice at once: the other one was first */
		result = az_tx(ctx, what, work);
	*no = work->no;
	return result;
}

enum az_result az_report_open_hazard(struct az_ctx *ctx, const struct az_report *report, const struct az_hazard_found *found,
				     const char **no)
{
	struct making work = {.report = report, .found = found};
	return make(ctx, &work, make_hazard, no);
}

enum az_result az_report_begin_visit(struct az_ctx *ctx, const struct az_report *report, int64_t enterprise_id,
				     const char *sector, const char *token, const char **no)
{
	struct making work = {.report = report,
			      .visit = {.kind = AZ_VISIT_INSPECTION,
					.enterprise_id = enterprise_id,
					.sector = sector,
					.token = token}};
	return make(ctx, &work, make_visit, no);
}

enum az_result az_report_propose_measure(struct az_ctx *ctx, const struct az_report *report,
					 const struct az_measure_new *proposal, const char **no)
{
	struct making work = {.report = report, .proposal = proposal};
	return make(ctx, &work, make_measure, no);
}
