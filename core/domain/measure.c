/* Measures: what they are, who sees them, how they are proposed. The steps stand in measure_flow.c. */
#include "domain/measure.h"

#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/insurer.h"
#include "domain/number.h"
#include "domain/rule_adoption.h"
#include "domain/site.h"
#include "store/db.h"

#define DEFENCES_MAX 50
#define TERM_MONTHS_MAX 36

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_measure, id),
	AZ_TEXT_OF(struct az_measure, kind),
	AZ_TEXT_OF(struct az_measure, subject_type),
	AZ_TEXT_OF(struct az_measure, subject_name),
	AZ_TEXT_OF(struct az_measure, uscc),
	AZ_INT_OF(struct az_measure, insurer_id),
	AZ_TEXT_OF(struct az_measure, sector),
	AZ_TEXT_OF(struct az_measure, county),
	AZ_TEXT_OF(struct az_measure, county_zh),
	AZ_TEXT_OF(struct az_measure, county_en),
	AZ_TEXT_OF(struct az_measure, rule_set),
	AZ_TEXT_OF(struct az_measure, ground),
	AZ_DAY_OF(struct az_measure, event_on),
	AZ_TEXT_OF(struct az_measure, facts),
	AZ_TEXT_OF(struct az_measure, public_text),
	AZ_TEXT_OF(struct az_measure, clause),
	AZ_TEXT_OF(struct az_measure, document),
	AZ_TEXT_OF(struct az_measure, joint_opinion),
	AZ_TEXT_OF(struct az_measure, grave_reason),
	AZ_INT_OF(struct az_measure, previous_id),
	AZ_TIME_OF(struct az_measure, previous_at),
	AZ_TEXT_OF(struct az_measure, previous_kind),
	AZ_TEXT_OF(struct az_measure, previous_state),
	AZ_DAY_OF(struct az_measure, rectify_by),
	AZ_INT_OF(struct az_measure, term_months),
	AZ_INT_OF(struct az_measure, authority_id),
	AZ_TEXT_OF(struct az_measure, authority_zh),
	AZ_TEXT_OF(struct az_measure, authority_en),
	AZ_TEXT_OF(struct az_measure, authority_kind),
	AZ_INT_OF(struct az_measure, maker_id),
	AZ_TEXT_OF(struct az_measure, maker),
	AZ_TIME_OF(struct az_measure, proposed_at),
	AZ_TEXT_OF(struct az_measure, state),
	AZ_DAY_OF(struct az_measure, notice_on),
	AZ_DAY_OF(struct az_measure, defence_until),
	AZ_TEXT_OF(struct az_measure, review),
	AZ_TIME_OF(struct az_measure, decided_at),
	AZ_TEXT_OF(struct az_measure, decider),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_measure);

#define SELECT_MEASURE                                                                                                 \
	"SELECT s.id, s.kind, s.subject_type, s.subject_name, s.uscc, s.insurer_id, s.sector, s.county, "             \
	"d.name_zh AS county_zh, d.name_en AS county_en, s.rule_set, s.ground, s.event_on, s.facts, s.public_text, "  \
	"s.clause, s.document, s.joint_opinion, s.grave_reason, s.previous_id, p.proposed_at AS previous_at, "        \
	"p.kind AS previous_kind, p.state AS previous_state, s.rectify_by, s.term_months, s.authority_id, "           \
	"u.name_zh AS authority_zh, u.name_en AS authority_en, u.kind AS authority_kind, s.maker_id, "                \
	"m.name AS maker, s.proposed_at, s.state, s.notice_on, s.defence_until, s.review, s.decided_at, "             \
	"e.name AS decider FROM measure s JOIN authority u ON u.id = s.authority_id "                                 \
	"JOIN account m ON m.id = s.maker_id LEFT JOIN account e ON e.id = s.decider_id "                             \
	"LEFT JOIN division d ON d.code = s.county LEFT JOIN measure p ON p.id = s.previous_id "

/* ---- reading ---- */

const char *az_measure_no(struct az_arena *arena, int64_t id, int64_t proposed_at)
{
	return az_number_print(arena, 'M', proposed_at, id);
}

/* An insurer sees what concerns it once it was told: from the notice or the decision on. */
static void add_scope(const struct az_ctx *ctx, struct az_build *build)
{
	bool regulates = (ctx->roles & (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)) != 0;
	az_scope_add(ctx, build, regulates ? AZ_SCOPE_TERRITORY : AZ_SCOPE_INSURER);
	if (!regulates)
		az_build_add(build, AZ_QUERY(" AND (s.notice_on IS NOT NULL OR s.decided_at IS NOT NULL)"));
}

enum az_result az_measure_load(struct az_ctx *ctx, int64_t id, struct az_measure *measure)
{
	return az_db_row(ctx, AZ_QUERY(SELECT_MEASURE "WHERE s.id = ?", az_int(id)), &map, measure);
}

enum az_result az_measure_find(struct az_ctx *ctx, const char *no, struct az_measure *measure)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t id;
	if (!az_number_parse(no, 'M', &id))
		return AZ_NOT_FOUND;
	az_build_add(build, AZ_QUERY(SELECT_MEASURE "WHERE s.id = ?", az_int(id)));
	add_scope(ctx, build);
	AZ_TRY(az_db_row(ctx, &build->query, &map, measure));
	return az_streq(no, az_measure_no(ctx->arena, measure->id, measure->proposed_at)) ? AZ_OK : AZ_NOT_FOUND;
}

enum az_result az_measure_list(struct az_ctx *ctx, const char *group, int64_t before, struct az_measure **rows,
                               size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_MEASURE "WHERE 1 = 1"));
	add_scope(ctx, build);
	if (strcmp(group, "decided") == 0)
		az_build_add(build, AZ_QUERY(" AND s.state IN ('decided', 'unrectified')"));
	else if (strcmp(group, "closed") == 0)
		az_build_add(build, AZ_QUERY(" AND s.state IN ('refused', 'withdrawn', 'rectified', 'annulled')"));
	else
		az_build_add(build, AZ_QUERY(" AND s.state IN ('proposed', 'noticed')"));
	if (before != 0)
		az_build_add(build, AZ_QUERY(" AND s.id < ?", az_int(before)));
	az_build_add(build, AZ_QUERY(" ORDER BY s.id DESC LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

enum az_result az_measure_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT COUNT(*) AS number FROM measure s WHERE s.state IN ('proposed', 'noticed')"));
	add_scope(ctx, build);
	return az_db_number(ctx, &build->query, count);
}

enum az_result az_measure_defences(struct az_ctx *ctx, int64_t id, struct az_measure_defence **rows, size_t *count)
{
	static const struct az_column defence_columns[] = {
		AZ_INT_OF(struct az_measure_defence, id), AZ_TIME_OF(struct az_measure_defence, at),
		AZ_INT_OF(struct az_measure_defence, by_insurer), AZ_TEXT_OF(struct az_measure_defence, body)};
	static const struct az_row_map defence_map = AZ_ROW_MAP(defence_columns, struct az_measure_defence);
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT f.id, f.at, f.body, a.insurer_id IS NOT NULL AS by_insurer "
	                           "FROM measure_defence f JOIN account a ON a.id = f.account_id "
	                           "WHERE f.measure_id = ? ORDER BY f.id LIMIT 50",
	                           az_int(id)),
	                  &defence_map, rows, count, DEFENCES_MAX);
}

struct sector_row {
	const char *code;
};

enum az_result az_measure_sectors(struct az_ctx *ctx, struct anze_choice **choices, size_t *count)
{
	static const struct az_column sector_columns[] = {AZ_TEXT_OF(struct sector_row, code)};
	static const struct az_row_map sector_map = AZ_ROW_MAP(sector_columns, struct sector_row);
	struct sector_row *rows;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT sector AS code FROM authority_sector WHERE authority_id = ? ORDER BY sector",
	                           az_int(ctx->actor->authority_id)),
	                  &sector_map, &rows, count, AZ_SECTORS_MAX));
	*choices = AZ_NEW_ARRAY(ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++) {
		const struct az_sector *sector = az_sector_of(ctx->site, rows[i].code);
		(*choices)[i].code = rows[i].code;
		(*choices)[i].label = sector == NULL ? (struct anze_text){rows[i].code, rows[i].code} : sector->name;
	}
	return AZ_OK;
}

/* ---- judging a proposal ---- */

static void fault(struct az_measure_faults *faults, enum az_measure_part part, const char *key, struct anze_text arg)
{
	if (faults->key[part] != NULL)
		return;
	faults->key[part] = key;
	faults->arg[part] = arg;
	faults->any = true;
}

static const struct anze_text no_arg = {NULL, NULL};

/* The rule's part: a ground that can never carry this measure is refused at once, not at the decision. */
static void check_ground(const struct az_ctx *ctx, const struct az_measure_new *proposal,
                         struct az_measure_faults *faults)
{
	const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, proposal->rule_set);
	if (set == NULL || az_ground_of(set, proposal->ground) == NULL)
		fault(faults, AZ_MEASURE_GROUND, "measure.ground_needed", no_arg);
	else if (!az_rule_set_covers(set, proposal->subject_type))
		fault(faults, AZ_MEASURE_GROUND,
		      strcmp(proposal->subject_type, "insurer") == 0 ? "measure.ground_not_insurer"
		                                                     : "measure.ground_not_subject",
		      set->title);
	else if (!az_rule_set_in_force(set, proposal->event_on))
		fault(faults, AZ_MEASURE_GROUND, "measure.ground_day", set->title);
}

/* A set that the city has not adopted carries everything up to exposure, but no listing. */
static enum az_result check_adoption(struct az_ctx *ctx, const struct az_measure_new *proposal,
                                     struct az_measure_faults *faults)
{
	const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, proposal->rule_set);
	az_day adopted;
	if (proposal->kind != AZ_MEASURE_BLACKLIST || set == NULL || set->adopted)
		return AZ_OK;
	AZ_TRY(az_adoption_day(ctx, set->code, &adopted));
	if (adopted == AZ_DAY_NONE)
		fault(faults, AZ_MEASURE_GROUND, "measure.ground_not_adopted", set->title);
	else if (adopted > proposal->event_on)
		fault(faults, AZ_MEASURE_GROUND, "measure.ground_adopted_later", set->title);
	return AZ_OK;
}

/* Was the rung before taken and not carried out? */
static bool followed(enum az_measure_kind kind, const char *previous_kind, const char *previous_state)
{
	enum az_measure_kind before = az_measure_kind_of(previous_kind);
	if (before == 0 || before == AZ_MEASURE_COMMENDATION || before + 1 < kind)
		return false;
	if (before >= AZ_MEASURE_EXPOSE) /* nothing is to be carried out by the subject */
		return strcmp(previous_state, "decided") == 0;
	return strcmp(previous_state, "unrectified") == 0;
}

static enum az_result check_previous(struct az_ctx *ctx, const struct az_measure_new *proposal, const char *uscc,
                                     struct az_measure_faults *faults, int64_t *previous_id)
{
	struct az_measure previous = {0};
	*previous_id = 0;
	if (proposal->kind == AZ_MEASURE_COMMENDATION)
		return AZ_OK;
	if (proposal->previous[0] == '\0') {
		const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, proposal->rule_set);
		bool ladder = set == NULL || set->needs_refusal || proposal->kind < AZ_MEASURE_BLACKLIST;
		if (proposal->kind > AZ_MEASURE_RECTIFY && ladder && proposal->grave_reason[0] == '\0')
			fault(faults, AZ_MEASURE_PREVIOUS, "measure.rung_skipped", no_arg);
		return AZ_OK;
	}
	enum az_result result = az_measure_find(ctx, proposal->previous, &previous);
	if (result != AZ_OK && result != AZ_NOT_FOUND)
		return result;
	if (result == AZ_NOT_FOUND || strcmp(previous.uscc, uscc) != 0)
		fault(faults, AZ_MEASURE_PREVIOUS, "measure.previous_unknown", no_arg);
	else if (!followed(proposal->kind, previous.kind, previous.state) && proposal->grave_reason[0] == '\0')
		fault(faults, AZ_MEASURE_PREVIOUS, "measure.previous_not_failed", no_arg);
	else
		*previous_id = previous.id;
	return AZ_OK;
}

static void check_days(const struct az_ctx *ctx, const struct az_measure_new *proposal,
                       struct az_measure_faults *faults)
{
	az_day today = az_day_at(ctx->now);
	if (proposal->event_on > today)
		fault(faults, AZ_MEASURE_EVENT, "measure.event_ahead", no_arg);
	if (proposal->kind == AZ_MEASURE_RECTIFY && proposal->rectify_by == AZ_DAY_NONE)
		fault(faults, AZ_MEASURE_RECTIFY_BY, "measure.rectify_by_needed", no_arg);
	if (proposal->rectify_by != AZ_DAY_NONE && proposal->rectify_by <= today)
		fault(faults, AZ_MEASURE_RECTIFY_BY, "measure.rectify_by_past", no_arg);
	if (proposal->kind == AZ_MEASURE_EXPOSE && proposal->term_months == 0)
		fault(faults, AZ_MEASURE_TERM, "measure.term_needed", no_arg);
	if (proposal->term_months > TERM_MONTHS_MAX)
		fault(faults, AZ_MEASURE_TERM, "measure.term_long", no_arg);
}

static enum az_result check_subject(struct az_ctx *ctx, const struct az_measure_new *proposal,
                                    struct az_insurer *subject, struct az_measure_faults *faults)
{
	*subject = (struct az_insurer){.name = proposal->subject_name, .uscc = proposal->uscc};
	if (proposal->insurer_id != 0) {
		enum az_result result = az_insurer_find(ctx, proposal->insurer_id, subject);
		if (result == AZ_NOT_FOUND)
			fault(faults, AZ_MEASURE_SUBJECT, "measure.subject_needed", no_arg);
		else
			AZ_TRY(result);
		return AZ_OK;
	}
	if (proposal->subject_name[0] == '\0')
		fault(faults, AZ_MEASURE_SUBJECT_NAME, "measure.subject_name_needed", no_arg);
	if (proposal->uscc[0] == '\0')
		fault(faults, AZ_MEASURE_SUBJECT_CODE, "measure.subject_code_needed", no_arg);
	return AZ_OK;
}

static enum az_result judge(struct az_ctx *ctx, const struct az_measure_new *proposal, struct az_insurer *subject,
                            struct az_measure_faults *faults, int64_t *previous_id)
{
	*faults = (struct az_measure_faults){0};
	AZ_TRY(check_subject(ctx, proposal, subject, faults));
	check_days(ctx, proposal, faults);
	if (az_measure_kind_public(proposal->kind) && proposal->public_text[0] == '\0')
		fault(faults, AZ_MEASURE_PUBLIC_TEXT, "measure.public_text_needed", no_arg);
	if (proposal->kind == AZ_MEASURE_COMMENDATION) {
		if (proposal->clause[0] == '\0')
			fault(faults, AZ_MEASURE_CLAUSE, "measure.clause_needed", no_arg);
	} else {
		check_ground(ctx, proposal, faults);
		AZ_TRY(check_adoption(ctx, proposal, faults));
	}
	return check_previous(ctx, proposal, subject->uscc, faults, previous_id);
}

enum az_result az_measure_check(struct az_ctx *ctx, const struct az_measure_new *proposal,
                                struct az_measure_faults *faults)
{
	struct az_insurer subject;
	int64_t previous_id;
	return judge(ctx, proposal, &subject, faults, &previous_id);
}

/* ---- proposing ---- */

struct proposing {
	const struct az_measure_new *proposal;
	struct az_insurer subject;
	int64_t previous_id, id;
	unsigned char token_hash[AZ_SECRET_HASH];
};

/* A listing lasts as long as its rule says; the others as long as was asked for. */
static int64_t term_of(const struct az_ctx *ctx, const struct az_measure_new *proposal)
{
	const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, proposal->rule_set);
	if (proposal->kind == AZ_MEASURE_BLACKLIST && set != NULL)
		return set->term_months;
	return az_measure_kind_public(proposal->kind) ? proposal->term_months : 0;
}

static enum az_result insert(struct az_ctx *ctx, struct proposing *work)
{
	const struct az_measure_new *proposal = work->proposal;
	const struct az_actor *actor = ctx->actor;
	struct az_outcome outcome;
	bool praise = proposal->kind == AZ_MEASURE_COMMENDATION;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO measure (kind, subject_type, subject_name, uscc, insurer_id, sector, county, zone, "
	                 "rule_set, ground, event_on, facts, public_text, clause, document, joint_opinion, previous_id, "
	                 "grave_reason, rectify_by, term_months, authority_id, maker_id, proposed_at, state) "
	                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'proposed')",
	                 az_str(az_measure_kind_name(proposal->kind)), az_str(proposal->subject_type),
	                 az_str(work->subject.name), az_str(work->subject.uscc), az_ref(proposal->insurer_id),
	                 az_str(proposal->sector), az_str(proposal->county[0] == '\0' ? NULL : proposal->county),
	                 az_str(actor->zone[0] == '\0' ? NULL : actor->zone), az_str(praise ? "" : proposal->rule_set),
	                 az_str(praise ? "" : proposal->ground), az_date(proposal->event_on), az_str(proposal->facts),
	                 az_str(az_measure_kind_public(proposal->kind) ? proposal->public_text : ""),
	                 az_str(proposal->clause), az_str(proposal->document), az_str(proposal->joint_opinion),
	                 az_ref(work->previous_id), az_str(praise ? "" : proposal->grave_reason),
	                 az_date(proposal->rectify_by), az_int(term_of(ctx, proposal)), az_int(actor->authority_id),
	                 az_int(ctx->account_id), az_time(ctx->now)),
		&outcome));
	work->id = outcome.id;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'measure', ?, ?)",
	                           az_bytes(work->token_hash, AZ_SECRET_HASH), az_int(work->id), az_time(ctx->now)),
	                  NULL));
	return az_audit(ctx, "measure", work->id, "propose", "", "proposed", "");
}

static enum az_result propose(struct az_ctx *ctx, void *arg)
{
	struct proposing *work = arg;
	enum az_result found = az_db_number(
		ctx,
		AZ_QUERY("SELECT noun_id AS number FROM submission WHERE token_hash = ? AND noun = 'measure'",
	                 az_bytes(work->token_hash, AZ_SECRET_HASH)),
		&work->id);
	return found == AZ_NOT_FOUND ? insert(ctx, work) : found;
}

enum az_result az_measure_propose(struct az_ctx *ctx, const struct az_measure_new *proposal, const char **no)
{
	struct proposing work = {.proposal = proposal};
	struct az_measure_faults faults;
	struct az_measure made = {0};
	AZ_TRY(az_scope_writes(ctx, proposal->sector, proposal->county));
	AZ_TRY(judge(ctx, proposal, &work.subject, &faults, &work.previous_id));
	if (faults.any)
		return az_refuse(ctx, AZ_INVALID, "measure.incomplete", NULL);
	az_secret_hash(&ctx->site->session_key, "submission", proposal->token, strlen(proposal->token),
	               work.token_hash);
	enum az_result result = az_tx(ctx, propose, &work);
	if (result == AZ_CONFLICT) /* sent twice at once: the other one was first, and this one now finds it */
		result = az_tx(ctx, propose, &work);
	AZ_TRY(result);
	AZ_TRY(az_measure_load(ctx, work.id, &made));
	*no = az_measure_no(ctx->arena, made.id, made.proposed_at);
	return AZ_OK;
}

/* ---- the gate's facts ---- */

enum az_result az_measure_gate(struct az_ctx *ctx, const struct az_measure *measure,
                               const struct az_measure_step *decision, struct az_gate_facts *facts)
{
	*facts = (struct az_gate_facts){
		.kind = az_measure_kind_of(measure->kind),
		.set = az_rule_set_of(ctx->site->rules, measure->rule_set),
		.adopted_on = AZ_DAY_NONE,
		.subject_type = measure->subject_type,
		.ground = measure->ground,
		.document = decision->document[0] == '\0' ? measure->document : decision->document,
		.event_on = measure->event_on,
		.today = az_day_at(ctx->now),
		.notice_on = measure->notice_on,
		.defence_until = measure->defence_until,
		.review_passed = strcmp(measure->review, "pass") == 0,
		.joint = measure->joint_opinion[0] != '\0' || decision->joint_opinion[0] != '\0' ||
	                 strcmp(measure->authority_kind, "insurance") == 0 ||
	                 (ctx->roles & AZ_ROLE_INSURANCE_REGULATOR) != 0,
	};
	facts->steps_taken = measure->grave_reason[0] != '\0' ||
	                     followed(facts->kind, measure->previous_kind, measure->previous_state);
	return facts->set == NULL || facts->set->adopted
	               ? AZ_OK
	               : az_adoption_day(ctx, measure->rule_set, &facts->adopted_on);
}
