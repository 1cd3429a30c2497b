/* Hazards: finding them, writing them down, closing them. */
#include "domain/hazard.h"

#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/number.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "domain/visit_private.h"
#include "store/blob.h"
#include "store/db.h"

#define OF_VISIT_MAX 400
#define PHOTOS_MAX 100 /* shown of one hazard, claimed several times */

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_hazard, id),
	AZ_INT_OF(struct az_hazard, visit_id),
	AZ_TEXT_OF(struct az_hazard, item),
	AZ_TEXT_OF(struct az_hazard, question_zh),
	AZ_TEXT_OF(struct az_hazard, question_en),
	AZ_INT_OF(struct az_hazard, enterprise_id),
	AZ_TEXT_OF(struct az_hazard, enterprise),
	AZ_TEXT_OF(struct az_hazard, uscc),
	AZ_TEXT_OF(struct az_hazard, sector),
	AZ_TEXT_OF(struct az_hazard, county),
	AZ_TEXT_OF(struct az_hazard, kind),
	AZ_TIME_OF(struct az_hazard, visit_begun_at),
	AZ_TEXT_OF(struct az_hazard, organisation_zh),
	AZ_TEXT_OF(struct az_hazard, organisation_en),
	AZ_TEXT_OF(struct az_hazard, state),
	AZ_TEXT_OF(struct az_hazard, grade),
	AZ_TEXT_OF(struct az_hazard, basis),
	AZ_TEXT_OF(struct az_hazard, situation),
	AZ_TEXT_OF(struct az_hazard, measure),
	AZ_DAY_OF(struct az_hazard, deadline),
	AZ_INT_OF(struct az_hazard, version),
	AZ_TIME_OF(struct az_hazard, noted_at),
	AZ_TIME_OF(struct az_hazard, changed_at),
	AZ_TEXT_OF(struct az_hazard, account),
	AZ_TEXT_OF(struct az_hazard, claim),
	AZ_TIME_OF(struct az_hazard, claimed_at),
	AZ_INT_OF(struct az_hazard, claimant_id),
	AZ_TEXT_OF(struct az_hazard, claimant),
	AZ_TEXT_OF(struct az_hazard, verification),
	AZ_TIME_OF(struct az_hazard, closed_at),
	AZ_TEXT_OF(struct az_hazard, closer),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_hazard);

#define SELECT_HAZARD                                                                                                  \
	"SELECT s.id, s.visit_id, s.item, q.question_zh, q.question_en, s.enterprise_id, n.name AS enterprise, "       \
	"n.uscc, s.sector, s.county, v.kind, v.begun_at AS visit_begun_at, COALESCE(i.name, g.name, u.name_zh) AS "    \
	"organisation_zh, COALESCE(i.name, g.name, u.name_en) AS organisation_en, s.state, s.grade, s.basis, "         \
	"s.situation, s.measure, s.deadline, s.version, s.noted_at, s.changed_at, a.name AS account, s.claim, "        \
	"s.claimed_at, s.claimant_id, c.name AS claimant, s.verification, s.closed_at, l.name AS closer "              \
	"FROM hazard s LEFT JOIN visit v ON v.id = s.visit_id JOIN enterprise n ON n.id = s.enterprise_id "                 \
	"JOIN account a ON a.id = s.account_id "                                                                       \
	"LEFT JOIN checklist_item q ON q.version_id IN (v.version_id, v.county_version_id) AND q.code = s.item "       \
	"LEFT JOIN insurer i ON i.id = s.insurer_id LEFT JOIN agency g ON g.id = s.agency_id "                         \
	"LEFT JOIN authority u ON u.id = s.authority_id LEFT JOIN account c ON c.id = s.claimant_id "                  \
	"LEFT JOIN account l ON l.id = s.closer_id "

const char *az_hazard_no(struct az_arena *arena, const struct az_hazard *hazard)
{
	return az_number_print(arena, 'H', hazard->noted_at, hazard->id);
}

const char *az_hazard_visit_no(struct az_arena *arena, const struct az_hazard *hazard)
{
	return az_number_print(arena, 'V', hazard->visit_begun_at, hazard->visit_id);
}

bool az_hazard_overdue(const struct az_hazard *hazard, az_day today)
{
	return hazard->deadline != AZ_DAY_NONE && hazard->deadline < today && strcmp(hazard->state, "closed") != 0;
}

az_day az_hazard_deadline(const struct az_ctx *ctx, const char *grade, az_day day)
{
	const char *name = strcmp(grade, "major") == 0 ? "hazard.days_major" : "hazard.days_general";
	const struct az_rule_number *days = az_rule_number(ctx->site->rules, name, day);
	return days == NULL ? AZ_DAY_NONE : day + (az_day)days->value;
}

/* ---- finding ---- */

enum az_result az_hazard_find(struct az_ctx *ctx, const char *no, struct az_hazard *out)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t id;
	*out = (struct az_hazard){0};
	if (!az_number_parse(no, 'H', &id))
		return AZ_NOT_FOUND;
	az_build_add(build,
		     AZ_QUERY(SELECT_HAZARD "WHERE s.id = ? AND s.state IN ('open', 'claimed', 'closed')", az_int(id)));
	az_scope_add(ctx, build, AZ_SCOPE_SERVICE);
	AZ_TRY(az_db_row(ctx, &build->query, &map, out));
	return az_streq(no, az_hazard_no(ctx->arena, out)) ? AZ_OK : AZ_NOT_FOUND;
}

static void add_scope(const struct az_ctx *ctx, struct az_build *build)
{
	az_scope_add(ctx, build, AZ_SCOPE_SERVICE);
}

static void add_not_mine(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.claimant_id <> ?", az_int(ctx->account_id)));
}

static void add_enterprise(struct az_build *build, const char *code, int64_t id)
{
	(void)code;
	az_build_add(build, AZ_QUERY(" AND s.enterprise_id = ?", az_int(id)));
}

static const struct az_list_group groups[] = {
	{"open", AZ_QUERY(" AND s.state IN ('open', 'claimed')"), NULL, false},
	{"verify", AZ_QUERY(" AND s.state = 'claimed'"), add_not_mine, false},
	{"closed", AZ_QUERY(" AND s.state = 'closed'"), NULL, false},
};
static const struct az_list_filter filters[] = {{"enterprise", NULL, 0, add_enterprise, NULL}};

const struct az_list az_hazard_list = {
	.select = AZ_QUERY(SELECT_HAZARD "WHERE 1 = 1"),
	.find = AZ_QUERY("SELECT 1 FROM hazard s WHERE 1 = 1"),
	.map = &map,
	.scope = add_scope,
	.groups = groups,
	.group_count = sizeof groups / sizeof groups[0],
	.filters = filters,
	.filter_count = sizeof filters / sizeof filters[0],
};

enum az_result az_hazard_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_list_question question = az_list_group(&az_hazard_list, "verify");
	return az_list_count(ctx, &az_hazard_list, &question, count);
}

enum az_result az_hazard_open(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
			      struct az_hazard_count *out)
{
	static const struct az_column count_columns[] = {AZ_INT_OF(struct az_hazard_count, general),
							 AZ_INT_OF(struct az_hazard_count, major)};
	static const struct az_row_map count_map = AZ_ROW_MAP(count_columns, struct az_hazard_count);
	return az_db_row(ctx,
			 AZ_QUERY("SELECT CAST(COALESCE(SUM(grade <> 'major'), 0) AS SIGNED) AS general, "
				  "CAST(COALESCE(SUM(grade = 'major'), 0) AS SIGNED) AS major FROM hazard "
				  "WHERE enterprise_id = ? AND state IN ('open', 'claimed') AND (? = '' OR sector = ?)",
				  az_int(enterprise_id), az_str(sector), az_str(sector)),
			 &count_map, out);
}

enum az_result az_hazard_of_visit(struct az_ctx *ctx, int64_t visit_id, struct az_hazard **rows, size_t *count)
{
	return az_db_rows(ctx,
			  AZ_QUERY(SELECT_HAZARD "WHERE s.visit_id = ? AND s.state <> 'dropped' ORDER BY s.item",
				   az_int(visit_id)),
			  &map, rows, count, OF_VISIT_MAX);
}

/* ---- writing it down ---- */

static const char *basis_text(struct az_ctx *ctx, const struct az_checklist_item *item, az_day day)
{
	const char *text = "";
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct az_checklist_basis *basis = &item->basis[i];
		if (az_checklist_basis_on(basis, day))
			text = az_format(ctx->arena, "%s%s%s%s%s", text, text[0] == '\0' ? "" : "\n", basis->document,
					 basis->clause[0] == '\0' ? "" : " ", basis->clause);
	}
	return text;
}

struct noting {
	int64_t visit_id;
	const struct az_hazard_note *note;
};

/* The place of a failed item; the count when it does not fail. */
static size_t failed_at(const struct az_visit_sheet *sheet, const char *code)
{
	size_t i = 0;
	while (i < sheet->count && (strcmp(sheet->items[i].item->code, code) != 0 || !sheet->items[i].asked ||
				    sheet->items[i].result != ANZE_FAILS))
		i++;
	return i;
}

static enum az_result insert(struct az_ctx *ctx, const struct az_visit_sheet *sheet, size_t at, const char *state,
			     const struct az_hazard_note *note)
{
	const struct az_visit *visit = &sheet->visit;
	return az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO hazard (visit_id, item, enterprise_id, sector, county, zone, insurer_id, "
			 "agency_id, "
			 "authority_id, state, grade, basis, situation, measure, deadline, noted_at, changed_at, "
			 "account_id) SELECT v.id, ?, v.enterprise_id, v.sector, v.county, v.zone, v.insurer_id, "
			 "v.agency_id, v.authority_id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM visit v WHERE v.id = ?",
			 az_str(sheet->items[at].item->code), az_str(state), az_str(note->grade),
			 az_str(basis_text(ctx, sheet->items[at].item, visit->begun_on)), az_str(note->situation),
			 az_str(note->measure), az_date(note->deadline), az_time(ctx->now), az_time(ctx->now),
			 az_int(ctx->account_id), az_int(visit->id)),
		NULL);
}

static const struct az_hazard *noted(const struct az_visit_sheet *sheet, const char *item)
{
	for (size_t i = 0; i < sheet->hazard_count; i++)
		if (strcmp(sheet->hazards[i].item, item) == 0)
			return &sheet->hazards[i];
	return NULL;
}

static enum az_result write_note(struct az_ctx *ctx, const struct az_visit_sheet *sheet, size_t at,
				 const struct az_hazard_note *note)
{
	const struct az_hazard *there = noted(sheet, note->item);
	if (there == NULL && note->version == 0)
		return insert(ctx, sheet, at, "noted", note);
	if (there == NULL || there->version != note->version) {
		char *when = az_alloc(ctx->arena, AZ_INSTANT_TEXT);
		az_instant_print(there == NULL ? ctx->now : there->changed_at, when);
		return az_refuse(ctx, AZ_CONFLICT, "hazard.changed_meanwhile", there == NULL ? "" : there->account,
				 when, NULL);
	}
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE hazard SET grade = ?, situation = ?, measure = ?, deadline = ?, "
				   "version = version + 1, changed_at = ?, account_id = ? WHERE id = ?",
				   az_str(note->grade), az_str(note->situation), az_str(note->measure),
				   az_date(note->deadline), az_time(ctx->now), az_int(ctx->account_id),
				   az_int(there->id)),
			  NULL);
}

static enum az_result put_note(struct az_ctx *ctx, void *arg)
{
	const struct noting *noting = arg;
	const struct az_hazard_note *note = noting->note;
	struct az_visit visit = {0};
	struct az_visit_sheet sheet;
	AZ_TRY(az_visit_lock_open(ctx, noting->visit_id, &visit));
	AZ_TRY(az_visit_open(ctx, &visit, &sheet));
	size_t at = failed_at(&sheet, note->item);
	if (at == sheet.count)
		return AZ_NOT_FOUND;
	if (az_visit_grade(sheet.items[at].item, sheet.findings, sheet.finding_count) == AZ_GRADE_MAJOR &&
	    strcmp(note->grade, "major") != 0)
		return az_refuse(ctx, AZ_INVALID, "hazard.grade_fixed", NULL);
	AZ_TRY(write_note(ctx, &sheet, at, note));
	return az_visit_touch(ctx, visit.id, visit.revision + 1, "note");
}

enum az_result az_hazard_note(struct az_ctx *ctx, int64_t visit_id, const struct az_hazard_note *note)
{
	struct noting noting = {visit_id, note};
	return az_tx(ctx, put_note, &noting);
}

/* ---- found otherwise ---- */

struct finding {
	const struct az_hazard_found *found;
	unsigned char token_hash[AZ_SECRET_HASH];
	int64_t id;
};

struct place {
	const char *county;
};

static enum az_result insert_found(struct az_ctx *ctx, struct finding *work)
{
	static const struct az_column place_columns[] = {AZ_TEXT_OF(struct place, county)};
	static const struct az_row_map place_map = AZ_ROW_MAP(place_columns, struct place);
	const struct az_hazard_found *found = work->found;
	struct place place = {0};
	struct az_outcome outcome;
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT e.county FROM enterprise e JOIN enterprise_sector l ON l.enterprise_id = e.id "
				  "WHERE e.id = ? AND l.sector = ?",
				  az_int(found->enterprise_id), az_str(found->sector)),
			 &place_map, &place));
	AZ_TRY(az_scope_writes(ctx, found->sector, place.county));
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO hazard (enterprise_id, sector, county, zone, authority_id, state, grade, basis, "
			 "situation, measure, deadline, noted_at, changed_at, account_id) SELECT e.id, ?, e.county, e.zone, ?, "
			 "'open', ?, ?, ?, ?, ?, ?, ?, ? FROM enterprise e WHERE e.id = ?",
			 az_str(found->sector), az_int(ctx->actor->authority_id), az_str(found->grade),
			 az_str(found->basis), az_str(found->situation), az_str(found->measure),
			 az_date(found->deadline), az_time(ctx->now), az_time(ctx->now), az_int(ctx->account_id),
			 az_int(found->enterprise_id)),
		&outcome));
	work->id = outcome.id;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'hazard', ?, ?)",
				   az_bytes(work->token_hash, AZ_SECRET_HASH), az_int(work->id), az_time(ctx->now)),
			  NULL));
	return az_audit(ctx, "hazard", work->id, "found", "", "open", "");
}

static enum az_result put_found(struct az_ctx *ctx, void *arg)
{
	struct finding *work = arg;
	enum az_result known = az_db_number(
		ctx,
		AZ_QUERY("SELECT noun_id AS number FROM submission WHERE token_hash = ? AND noun = 'hazard'",
			 az_bytes(work->token_hash, AZ_SECRET_HASH)),
		&work->id);
	return known == AZ_NOT_FOUND ? insert_found(ctx, work) : known;
}

enum az_result az_hazard_found(struct az_ctx *ctx, const struct az_hazard_found *found, const char **no)
{
	struct finding work = {.found = found};
	struct az_hazard made = {0};
	az_secret_hash(&ctx->site->session_key, "submission", found->token, strlen(found->token), work.token_hash);
	AZ_TRY(az_tx(ctx, put_found, &work));
	AZ_TRY(az_db_row(ctx, AZ_QUERY(SELECT_HAZARD "WHERE s.id = ?", az_int(work.id)), &map, &made));
	*no = az_hazard_no(ctx->arena, &made);
	return AZ_OK;
}

/* ---- raising ---- */

static enum az_result open_one(struct az_ctx *ctx, const struct az_visit_sheet *sheet, size_t at)
{
	const struct az_hazard *there = noted(sheet, sheet->items[at].item->code);
	const char *grade = sheet->grades[at];
	az_day deadline = az_hazard_deadline(ctx, grade, sheet->visit.begun_on);
	/* What the inspector remarked on the item is what was seen, until somebody writes it otherwise. */
	const char *seen = sheet->items[at].answer.remark;
	struct az_hazard_note plain = {
		.grade = grade, .situation = seen == NULL ? "" : seen, .measure = "", .deadline = deadline};
	if (there == NULL)
		return insert(ctx, sheet, at, "open", &plain);
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE hazard SET state = 'open', grade = ?, deadline = COALESCE(deadline, ?) WHERE id = ?",
			 az_str(grade), az_date(deadline), az_int(there->id)),
		NULL);
}

enum az_result az_hazard_raise(struct az_ctx *ctx, const struct az_visit_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->items[i].asked && sheet->items[i].result == ANZE_FAILS)
			AZ_TRY(open_one(ctx, sheet, i));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE hazard SET state = 'dropped' WHERE visit_id = ? AND state = 'noted'",
				   az_int(sheet->visit.id)),
			  NULL);
}

/* ---- closing ---- */

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
							AZ_TEXT_OF(struct az_flow_row, state),
							AZ_INT_OF(struct az_flow_row, maker_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(
		ctx,
		AZ_QUERY("SELECT id, state, claimant_id AS maker_id FROM hazard WHERE id = ? FOR UPDATE", az_int(id)),
		&flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx, AZ_QUERY("UPDATE hazard SET state = ? WHERE id = ?", az_str(state), az_int(id)), NULL);
}

/* A regulator that only reads (another sector's, another county's) does not act. */
static enum az_result may_act(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	struct az_hazard hazard = {0};
	(void)input;
	if (ctx->actor->insurer_id != 0 || ctx->actor->agency_id != 0)
		return AZ_OK;
	AZ_TRY(az_db_row(ctx, AZ_QUERY("SELECT sector, county FROM hazard WHERE id = ?", az_int(row->id)), &map,
			 &hazard));
	return az_scope_writes(ctx, hazard.sector, hazard.county);
}

enum az_result az_hazard_photos(struct az_ctx *ctx, int64_t id, struct az_hazard_photo **rows, size_t *count)
{
	static const struct az_column photo_columns[] = {
		AZ_INT_OF(struct az_hazard_photo, blob_id), AZ_INT_OF(struct az_hazard_photo, size),
		AZ_INT_OF(struct az_hazard_photo, found),
		AZ_TEXT_OF(struct az_hazard_photo, name), AZ_TEXT_OF(struct az_hazard_photo, type)};
	static const struct az_row_map photo_map = AZ_ROW_MAP(photo_columns, struct az_hazard_photo);
	return az_db_rows(ctx,
			  AZ_QUERY("SELECT p.blob_id, b.size, p.found, b.name, b.type FROM hazard_photo p JOIN blob_file b "
				   "ON b.id = p.blob_id WHERE p.hazard_id = ? ORDER BY p.blob_id LIMIT ?",
				   az_int(id), az_int(PHOTOS_MAX)),
			  &photo_map, rows, count, PHOTOS_MAX);
}

enum az_result az_hazard_holds(struct az_ctx *ctx, int64_t id, int64_t blob_id)
{
	int64_t held;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM hazard_photo WHERE hazard_id = ? AND blob_id = ?",
				     az_int(id), az_int(blob_id)),
			    &held));
	return held > 0 ? AZ_OK : AZ_NOT_FOUND;
}

static enum az_result put_photo(struct az_ctx *ctx, int64_t id, int64_t blob_id, bool found)
{
	AZ_TRY(az_blob_claim(ctx, blob_id));
	return az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO hazard_photo (hazard_id, blob_id, found, at, account_id) VALUES (?, ?, ?, ?, ?)",
				   az_int(id), az_int(blob_id), az_int(found), az_time(ctx->now), az_int(ctx->account_id)),
			  NULL);
}

static enum az_result put_photos(struct az_ctx *ctx, int64_t id, const struct az_hazard_claim *claim)
{
	for (size_t i = 0; claim != NULL && i < claim->count; i++)
		AZ_TRY(put_photo(ctx, id, claim->blobs[i], false));
	return AZ_OK;
}

enum az_result az_hazard_show_found(struct az_ctx *ctx, int64_t id, int64_t blob_id)
{
	int64_t there;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT id AS number FROM hazard WHERE id = ? FOR UPDATE", az_int(id)), &there));
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM hazard_photo WHERE hazard_id = ? AND found = 1", az_int(id)),
		&there));
	if (there >= AZ_HAZARD_PHOTOS)
		return az_refuse(ctx, AZ_CONFLICT, "hazard.photos_full", NULL);
	AZ_TRY(put_photo(ctx, id, blob_id, true));
	return az_audit_also(ctx, "hazard", id, "found_photo", "", "", "");
}

static enum az_result put_claim(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				const struct az_step_input *input)
{
	(void)step;
	AZ_TRY(put_photos(ctx, row->id, input->detail));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE hazard SET claim = ?, claimed_at = ?, claimant_id = ? WHERE id = ?",
				   az_str(input->reason), az_time(ctx->now), az_int(ctx->account_id), az_int(row->id)),
			  NULL);
}

static enum az_result put_verification(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
				       const struct az_step_input *input)
{
	bool closed = strcmp(step->to, "closed") == 0;
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE hazard SET verification = ?, closed_at = ?, closer_id = ? WHERE id = ?",
				   az_str(input->reason), closed ? az_time(ctx->now) : az_null(),
				   az_ref(closed ? ctx->account_id : 0), az_int(row->id)),
			  NULL);
}

#define FOLLOWS (AZ_ROLE_INSURER | AZ_ROLE_AGENCY | AZ_ROLE_REGULATOR)

static const struct az_step steps[] = {
	/* from      action     to        who      needs                              guard    effect */
	{"open", "claim", "claimed", FOLLOWS, AZ_NEEDS_REASON, may_act, put_claim},
	{"claimed", "verify", "closed", FOLLOWS, AZ_NEEDS_REASON | AZ_NEEDS_SECOND, may_act, put_verification},
	{"claimed", "return", "open", FOLLOWS, AZ_NEEDS_REASON | AZ_NEEDS_SECOND, may_act, put_verification},
};

const struct az_flow az_hazard_flow = {"hazard", steps, sizeof steps / sizeof steps[0], lock, move};
