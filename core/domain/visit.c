/* Visits: beginning them, finding them. */
#include "domain/visit.h"

#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/checklist_county.h"
#include "domain/number.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "domain/visit_private.h"
#include "store/db.h"

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_visit, id),
	AZ_TEXT_OF(struct az_visit, kind),
	AZ_TEXT_OF(struct az_visit, state),
	AZ_INT_OF(struct az_visit, enterprise_id),
	AZ_TEXT_OF(struct az_visit, enterprise),
	AZ_TEXT_OF(struct az_visit, uscc),
	AZ_TEXT_OF(struct az_visit, sector),
	AZ_TEXT_OF(struct az_visit, county),
	AZ_TEXT_OF(struct az_visit, county_zh),
	AZ_TEXT_OF(struct az_visit, county_en),
	AZ_INT_OF(struct az_visit, version_id),
	AZ_INT_OF(struct az_visit, version_number),
	AZ_INT_OF(struct az_visit, version_revision),
	AZ_INT_OF(struct az_visit, county_version_id),
	AZ_INT_OF(struct az_visit, county_version_number),
	AZ_INT_OF(struct az_visit, insurer_id),
	AZ_INT_OF(struct az_visit, agency_id),
	AZ_INT_OF(struct az_visit, authority_id),
	AZ_TEXT_OF(struct az_visit, insurer),
	AZ_TEXT_OF(struct az_visit, agency),
	AZ_TEXT_OF(struct az_visit, authority_zh),
	AZ_TEXT_OF(struct az_visit, authority_en),
	AZ_DAY_OF(struct az_visit, begun_on),
	AZ_TIME_OF(struct az_visit, begun_at),
	AZ_INT_OF(struct az_visit, maker_id),
	AZ_TEXT_OF(struct az_visit, maker),
	AZ_INT_OF(struct az_visit, revision),
	AZ_TIME_OF(struct az_visit, changed_at),
	AZ_INT_OF(struct az_visit, editor_id),
	AZ_TEXT_OF(struct az_visit, editor),
	AZ_TIME_OF(struct az_visit, closed_at),
	AZ_INT_OF(struct az_visit, good_weight),
	AZ_INT_OF(struct az_visit, judged_weight),
	AZ_INT_OF(struct az_visit, asked),
	AZ_INT_OF(struct az_visit, complies),
	AZ_INT_OF(struct az_visit, fails),
	AZ_INT_OF(struct az_visit, not_applicable),
	AZ_INT_OF(struct az_visit, not_checked),
	AZ_INT_OF(struct az_visit, majors),
	AZ_INT_OF(struct az_visit, incomplete),
	AZ_TEXT_OF(struct az_visit, incomplete_reason),
	AZ_TEXT_OF(struct az_visit, inspector_name),
	AZ_TEXT_OF(struct az_visit, inspector_position),
	AZ_TEXT_OF(struct az_visit, party_name),
	AZ_TEXT_OF(struct az_visit, party_position),
	AZ_INT_OF(struct az_visit, party_signed),
	AZ_TEXT_OF(struct az_visit, refusal),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_visit);

#define SELECT_VISIT                                                                                                   \
	"SELECT s.id, s.kind, s.state, s.enterprise_id, n.name AS enterprise, n.uscc, s.sector, s.county, "            \
	"d.name_zh AS county_zh, d.name_en AS county_en, s.version_id, c.number AS version_number, "                   \
	"s.version_revision, s.county_version_id, k.number AS county_version_number, s.insurer_id, s.agency_id, s.authority_id, i.name AS insurer, g.name AS agency, "         \
	"u.name_zh AS authority_zh, u.name_en AS authority_en, s.begun_on, s.begun_at, s.maker_id, m.name AS maker, "  \
	"s.revision, s.changed_at, s.editor_id, e.name AS editor, s.closed_at, s.good_weight, s.judged_weight, "       \
	"s.asked, s.complies, s.fails, s.not_applicable, s.not_checked, s.majors, s.incomplete, "                      \
	"s.incomplete_reason, s.inspector_name, s.inspector_position, s.party_name, s.party_position, "                \
	"s.party_signed, s.refusal FROM visit s JOIN enterprise n ON n.id = s.enterprise_id "                          \
	"JOIN checklist_version c ON c.id = s.version_id "                                                             \
	"LEFT JOIN checklist_version k ON k.id = s.county_version_id JOIN account m ON m.id = s.maker_id "                         \
	"JOIN account e ON e.id = s.editor_id LEFT JOIN insurer i ON i.id = s.insurer_id "                             \
	"LEFT JOIN agency g ON g.id = s.agency_id LEFT JOIN authority u ON u.id = s.authority_id "                     \
	"LEFT JOIN division d ON d.code = s.county "

const char *az_visit_kind_name(enum az_visit_kind kind)
{
	static const char *const names[] = {"service", "inspection", "trial"};
	return names[kind];
}

const char *az_visit_no(struct az_arena *arena, const struct az_visit *visit)
{
	return az_number_print(arena, 'V', visit->begun_at, visit->id);
}

int64_t az_visit_limit(const struct az_ctx *ctx, az_day day)
{
	const struct az_rule_number *limit = az_rule_number(ctx->site->rules, "visit.not_checked_limit", day);
	return limit == NULL ? 0 : limit->value;
}

/* ---- who ---- */

static bool serves(const struct az_ctx *ctx)
{
	return ctx->actor != NULL && (ctx->actor->insurer_id != 0 || ctx->actor->agency_id != 0);
}

enum az_visit_kind az_visit_kind_of(const struct az_ctx *ctx)
{
	return serves(ctx) ? AZ_VISIT_SERVICE : AZ_VISIT_INSPECTION;
}

bool az_visit_is_own(const struct az_ctx *ctx, const struct az_visit *visit)
{
	const struct az_actor *actor = ctx->actor;
	if (actor == NULL)
		return false;
	return visit->insurer_id != 0  ? visit->insurer_id == actor->insurer_id
	       : visit->agency_id != 0 ? visit->agency_id == actor->agency_id
				       : visit->authority_id != 0 && visit->authority_id == actor->authority_id;
}

/* ---- finding ---- */

/* Drafts are nobody's business but those who fill them. */
static void add_scope(const struct az_ctx *ctx, struct az_build *build)
{
	az_scope_add(ctx, build, AZ_SCOPE_SERVICE);
	if (!serves(ctx))
		az_build_add(build, AZ_QUERY(" AND (s.authority_id = ? OR (s.state = 'signed' AND s.kind <> 'trial'))",
					     az_ref(ctx->actor == NULL ? 0 : ctx->actor->authority_id)));
}

enum az_result az_visit_load(struct az_ctx *ctx, int64_t id, struct az_visit *out)
{
	return az_db_row(ctx, AZ_QUERY(SELECT_VISIT "WHERE s.id = ?", az_int(id)), &map, out);
}

enum az_result az_visit_find(struct az_ctx *ctx, const char *no, struct az_visit *out)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t id;
	*out = (struct az_visit){0};
	if (!az_number_parse(no, 'V', &id))
		return AZ_NOT_FOUND;
	az_build_add(build, AZ_QUERY(SELECT_VISIT "WHERE s.id = ?", az_int(id)));
	add_scope(ctx, build);
	AZ_TRY(az_db_row(ctx, &build->query, &map, out));
	return az_streq(no, az_visit_no(ctx->arena, out)) ? AZ_OK : AZ_NOT_FOUND;
}

enum az_result az_visit_underway(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, struct az_visit **rows,
				 size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_VISIT "WHERE s.enterprise_id = ? AND s.sector = ? AND s.state = 'draft' "
						  "AND s.kind <> 'trial' AND s.maker_id <> ?",
				     az_int(enterprise_id), az_str(sector), az_int(ctx->account_id)));
	add_scope(ctx, build);
	az_build_add(build, AZ_QUERY(" ORDER BY s.id DESC LIMIT ?", az_int(AZ_VISIT_UNDERWAY)));
	return az_db_rows(ctx, &build->query, &map, rows, count, AZ_VISIT_UNDERWAY);
}

static void add_enterprise(struct az_build *build, const char *code, int64_t id)
{
	(void)code;
	az_build_add(build, AZ_QUERY(" AND s.enterprise_id = ?", az_int(id)));
}

static const struct az_list_group groups[] = {
	{"open", AZ_QUERY(" AND s.state = 'draft'"), NULL, false},
	{"closed", AZ_QUERY(" AND s.state <> 'draft'"), NULL, false},
};
static const struct az_list_filter filters[] = {{"enterprise", NULL, 0, add_enterprise, NULL}};

const struct az_list az_visit_list = {
	.select = AZ_QUERY(SELECT_VISIT "WHERE 1 = 1"),
	.find = AZ_QUERY("SELECT 1 FROM visit s WHERE 1 = 1"),
	.map = &map,
	.scope = add_scope,
	.groups = groups,
	.group_count = sizeof groups / sizeof groups[0],
	.filters = filters,
	.filter_count = sizeof filters / sizeof filters[0],
};

enum az_result az_visit_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_list_question question = az_list_group(&az_visit_list, "open");
	return az_list_count(ctx, &az_visit_list, &question, count);
}

enum az_result az_visit_trial_last(struct az_ctx *ctx, int64_t version_id, int64_t *revision)
{
	return az_db_number(ctx,
			    AZ_QUERY("SELECT COALESCE(MAX(version_revision), -1) AS number FROM visit "
				     "WHERE (version_id = ? OR county_version_id = ?) AND kind = 'trial' "
				     "AND state = 'finished'",
				     az_int(version_id), az_int(version_id)),
			    revision);
}

enum az_result az_visit_open_count(struct az_ctx *ctx, const char *sector, const char *county, int64_t version_id,
				   int64_t *count)
{
	return az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM visit WHERE sector = ? AND state = 'draft' "
				     "AND kind <> 'trial' AND (? = '' OR county = ?) "
				     "AND (? = 0 OR version_id = ? OR county_version_id = ?)",
				     az_str(sector), az_str(county), az_str(county), az_int(version_id),
				     az_int(version_id), az_int(version_id)),
			    count);
}

/* ---- beginning ---- */

struct place {
	int64_t id, active;
	const char *name, *uscc, *county, *zone;
};

static const struct az_column place_columns[] = {
	AZ_INT_OF(struct place, id),    AZ_INT_OF(struct place, active),  AZ_TEXT_OF(struct place, name),
	AZ_TEXT_OF(struct place, uscc), AZ_TEXT_OF(struct place, county), AZ_TEXT_OF(struct place, zone),
};
static const struct az_row_map place_map = AZ_ROW_MAP(place_columns, struct place);

#define SELECT_PLACE                                                                                                   \
	"SELECT e.id, e.active, e.name, e.uscc, e.county, e.zone FROM enterprise e JOIN enterprise_sector l "          \
	"ON l.enterprise_id = e.id WHERE l.sector = ? "

/* May the actor begin a visit in this sector of an enterprise in this county? */
static enum az_result may_begin(struct az_ctx *ctx, const char *sector, const char *county)
{
	if (serves(ctx))
		return AZ_OK;
	if ((ctx->roles & (AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER)) == 0) /* a handler begins it from a report that proved true */
		return AZ_NOT_FOUND;
	return az_scope_writes(ctx, sector, county);
}

enum az_result az_visit_enterprise(struct az_ctx *ctx, const char *uscc, const char *sector, struct az_enterprise *out)
{
	struct place place = {0};
	AZ_TRY(az_db_row(ctx, AZ_QUERY(SELECT_PLACE "AND e.uscc = ?", az_str(sector), az_str(uscc)), &place_map,
			 &place));
	AZ_TRY(may_begin(ctx, sector, place.county));
	*out = (struct az_enterprise){.id = place.id,
				      .name = place.name,
				      .uscc = place.uscc,
				      .county = place.county,
				      .zone = place.zone,
				      .active = place.active};
	return AZ_OK;
}

struct beginning {
	const struct az_visit_new *visit;
	unsigned char token_hash[AZ_SECRET_HASH];
	int64_t id;
	int64_t version_id, county_version_id; /* what the visit keeps */
};

/* The draft that is tried, of the actor's own list. */
static enum az_result find_draft(struct az_ctx *ctx, const struct az_visit_new *visit)
{
	int64_t revision;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT revision AS number FROM checklist_version WHERE id = ? AND sector = ? "
				     "AND county = ? AND state IN ('draft', 'review')",
				     az_int(visit->version_id), az_str(visit->sector),
				     az_str(az_checklist_county(ctx))),
			    &revision));
	return revision == visit->revision ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "visit.draft_moved", NULL);
}

/* What a visit of today keeps: what is in force in its county, or the draft that is tried, a county's behind the city's
 * list. */
static enum az_result find_versions(struct az_ctx *ctx, struct beginning *work, const char *county)
{
	struct az_checklist_force force;
	bool trial = work->visit->kind == AZ_VISIT_TRIAL, of_city = az_checklist_county(ctx)[0] == '\0';
	if (trial)
		AZ_TRY(find_draft(ctx, work->visit));
	if (trial && of_city) {
		work->version_id = work->visit->version_id;
		return AZ_OK;
	}
	enum az_result found = az_checklist_for(ctx, work->visit->sector, county, az_day_at(ctx->now), &force);
	if (found == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "visit.no_version", NULL);
	AZ_TRY(found);
	work->version_id = force.city.id;
	work->county_version_id = trial ? work->visit->version_id : force.county.id;
	return AZ_OK;
}

static enum az_result insert(struct az_ctx *ctx, struct beginning *work)
{
	const struct az_visit_new *visit = work->visit;
	const struct az_actor *actor = ctx->actor;
	struct place place = {0};
	struct az_outcome outcome;
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY(SELECT_PLACE "AND e.id = ?", az_str(visit->sector), az_int(visit->enterprise_id)),
			 &place_map, &place));
	AZ_TRY(may_begin(ctx, visit->sector, place.county));
	AZ_TRY(find_versions(ctx, work, place.county));
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO visit (kind, enterprise_id, sector, county, zone, version_id, county_version_id, "
			 "version_revision, insurer_id, agency_id, authority_id, begun_on, begun_at, maker_id, state, changed_at, "
			 "editor_id) "
			 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?)",
			 az_str(az_visit_kind_name(visit->kind)), az_int(place.id), az_str(visit->sector),
			 az_str(place.county), az_str(place.zone[0] == '\0' ? NULL : place.zone),
			 az_int(work->version_id), az_ref(work->county_version_id),
			 az_int(visit->kind == AZ_VISIT_TRIAL ? visit->revision : 0), az_ref(actor->insurer_id),
			 az_ref(actor->insurer_id != 0 ? 0 : actor->agency_id),
			 az_ref(serves(ctx) ? 0 : actor->authority_id), az_date(az_day_at(ctx->now)), az_time(ctx->now),
			 az_int(ctx->account_id), az_time(ctx->now), az_int(ctx->account_id)),
		&outcome));
	work->id = outcome.id;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'visit', ?, ?)",
				   az_bytes(work->token_hash, AZ_SECRET_HASH), az_int(work->id), az_time(ctx->now)),
			  NULL));
	return az_audit(ctx, "visit", work->id, "begin", "", "draft", "");
}

static enum az_result begin(struct az_ctx *ctx, void *arg)
{
	struct beginning *work = arg;
	enum az_result found = az_db_number(
		ctx,
		AZ_QUERY("SELECT noun_id AS number FROM submission WHERE token_hash = ? AND noun = 'visit'",
			 az_bytes(work->token_hash, AZ_SECRET_HASH)),
		&work->id);
	return found == AZ_NOT_FOUND ? insert(ctx, work) : found;
}

enum az_result az_visit_start(struct az_ctx *ctx, const struct az_visit_new *visit, const char **no)
{
	struct beginning work = {.visit = visit};
	struct az_visit made = {0};
	if (ctx->actor == NULL)
		return AZ_NOT_FOUND;
	if (visit->kind == AZ_VISIT_TRIAL)
		AZ_TRY(az_checklist_writes(ctx, visit->sector, az_checklist_county(ctx))); /* who may change the draft */
	else if (visit->kind != az_visit_kind_of(ctx))
		return AZ_NOT_FOUND;
	az_secret_hash(&ctx->site->session_key, "submission", visit->token, strlen(visit->token), work.token_hash);
	enum az_result result = az_tx(ctx, begin, &work);
	if (result == AZ_CONFLICT && ctx->problem.key == NULL) /* sent twice at once: the other one was first */
		result = az_tx(ctx, begin, &work);
	AZ_TRY(result);
	AZ_TRY(az_visit_load(ctx, work.id, &made));
	*no = az_visit_no(ctx->arena, &made);
	return AZ_OK;
}
