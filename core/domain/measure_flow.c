/* The steps of a measure: the table at the end is the law. */
#include <string.h>

#include "base/text.h"
#include "base/workdays.h"
#include "domain/disclosure.h"
#include "domain/measure.h"
#include "domain/rule_adoption.h"
#include "domain/site.h"
#include "store/db.h"

#define GROUND_POINTS 80 /* of a commendation's text, in lists */

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
	                                                AZ_TEXT_OF(struct az_flow_row, state),
	                                                AZ_INT_OF(struct az_flow_row, maker_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(ctx, AZ_QUERY("SELECT id, state, maker_id FROM measure WHERE id = ? FOR UPDATE", az_int(id)),
	                 &flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx, AZ_QUERY("UPDATE measure SET state = ? WHERE id = ?", az_str(state), az_int(id)), NULL);
}

/* ---- guards ---- */

/* A second person is of the same authority, or of the insurance regulator. */
static enum az_result second_person(struct az_ctx *ctx, const struct az_flow_row *row,
                                    const struct az_step_input *input)
{
	struct az_measure measure = {0};
	(void)input;
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	if (ctx->actor->authority_id == measure.authority_id || (ctx->roles & AZ_ROLE_INSURANCE_REGULATOR))
		return AZ_OK;
	return az_refuse(ctx, AZ_DENIED, "measure.other_authority", NULL);
}

static enum az_result may_decide(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	struct az_measure measure = {0};
	struct az_gate_facts facts;
	AZ_TRY(second_person(ctx, row, input));
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	AZ_TRY(az_measure_gate(ctx, &measure, input->detail, &facts));
	return az_gate_missing(&facts) == 0 ? AZ_OK : az_refuse(ctx, AZ_INVALID, "measure.gate_closed", NULL);
}

static enum az_result own_authority(struct az_ctx *ctx, const struct az_flow_row *row,
                                    const struct az_step_input *input)
{
	struct az_measure measure = {0};
	(void)input;
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	return ctx->actor->authority_id == measure.authority_id ? AZ_OK
	                                                        : az_refuse(ctx, AZ_DENIED, "measure.own_only", NULL);
}

static enum az_result may_notify(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	struct az_measure measure = {0};
	AZ_TRY(own_authority(ctx, row, input));
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	return az_measure_kind_of(measure.kind) == AZ_MEASURE_COMMENDATION
	               ? az_refuse(ctx, AZ_INVALID, "measure.no_notice", NULL)
	               : AZ_OK;
}

static enum az_result maker_only(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	(void)input;
	return row->maker_id == ctx->account_id ? AZ_OK : az_refuse(ctx, AZ_DENIED, "measure.maker_only", NULL);
}

/* The party itself until the last day; what reached the authority in time on paper, its staff may enter later. */
static enum az_result may_defend(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_measure_step *detail = input->detail;
	struct az_measure measure = {0};
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	if (ctx->actor->insurer_id == 0)
		AZ_TRY(own_authority(ctx, row, input));
	else if (az_day_at(ctx->now) > measure.defence_until)
		return az_refuse(ctx, AZ_CONFLICT, "measure.defence_over", NULL);
	return detail->text[0] == '\0' ? az_refuse(ctx, AZ_INVALID, "measure.defence_needed", NULL) : AZ_OK;
}

/* Only what the subject has to carry out can be found carried out, or not. */
static enum az_result may_follow_up(struct az_ctx *ctx, const struct az_flow_row *row,
                                    const struct az_step_input *input)
{
	struct az_measure measure = {0};
	AZ_TRY(own_authority(ctx, row, input));
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	return az_measure_kind_public(az_measure_kind_of(measure.kind))
	               ? az_refuse(ctx, AZ_INVALID, "measure.nothing_to_rectify", NULL)
	               : AZ_OK;
}

/* ---- effects ---- */

static enum az_result serve(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                            const struct az_step_input *input)
{
	struct az_measure measure = {0};
	az_day today = az_day_at(ctx->now), until;
	(void)step;
	(void)input;
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, measure.rule_set);
	if (set == NULL)
		return az_refuse(ctx, AZ_INVALID, "measure.rule_gone", NULL);
	if (az_workdays_add(ctx->site->workdays, today, set->defence_days, &until) != AZ_OK) {
		char last[AZ_DAY_TEXT];
		az_day_print(az_workdays_last(ctx->site->workdays), last);
		return az_refuse(ctx, AZ_CONFLICT, "measure.calendar_short", az_copy(ctx->arena, last), NULL);
	}
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE measure SET notice_on = ?, defence_until = ? WHERE id = ?", az_date(today),
	                           az_date(until), az_int(row->id)),
	                  NULL);
}

/* What was reviewed before the party spoke has to be reviewed again. */
static enum az_result add_defence(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                  const struct az_step_input *input)
{
	const struct az_measure_step *detail = input->detail;
	(void)step;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO measure_defence (measure_id, body, at, account_id) VALUES (?, ?, ?, ?)",
	                           az_int(row->id), az_str(detail->text), az_time(ctx->now), az_int(ctx->account_id)),
	                  NULL));
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE measure SET review = '', reviewer_id = NULL WHERE id = ?", az_int(row->id)),
	                  NULL);
}

static enum az_result put_review(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                 const struct az_step_input *input)
{
	(void)input;
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE measure SET review = ?, reviewer_id = ? WHERE id = ?",
	                           az_str(strcmp(step->action, "review_pass") == 0 ? "pass" : "fail"),
	                           az_int(ctx->account_id), az_int(row->id)),
	                  NULL);
}

/* The rule, its document, the clause: as a decision names its basis. */
static enum az_result put_basis(struct az_ctx *ctx, const struct az_measure *measure, struct az_disclosure *entry)
{
	const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, measure->rule_set);
	struct az_adoption adoption = {.document = ""};
	if (set == NULL) {
		entry->basis_zh = entry->basis_en = measure->clause;
		entry->ground_zh = entry->ground_en = az_utf8_clip(ctx->arena, measure->public_text, GROUND_POINTS);
		return AZ_OK;
	}
	const struct az_ground *ground = az_ground_of(set, measure->ground);
	const char *document = set->document, *clause = ground == NULL ? "" : ground->clause;
	if (document[0] == '\0') {
		enum az_result result = az_adoption_find(ctx, set->code, &adoption);
		if (result != AZ_OK && result != AZ_NOT_FOUND)
			return result;
		document = adoption.document;
	}
	if (measure->clause[0] != '\0')
		clause = measure->clause;
	bool numbered = document[0] != '\0';
	entry->basis_zh = az_format(ctx->arena, "%s %s%s%s", set->title.zh, document, numbered ? " " : "", clause);
	entry->basis_en = az_format(ctx->arena, "%s, %s%s%s", set->title.en, document, numbered ? ", " : "", clause);
	entry->ground_zh = ground == NULL ? measure->ground : ground->text.zh;
	entry->ground_en = ground == NULL ? measure->ground : ground->text.en;
	return AZ_OK;
}

static enum az_result publish(struct az_ctx *ctx, const struct az_measure *measure)
{
	az_day today = az_day_at(ctx->now);
	enum az_measure_kind kind = az_measure_kind_of(measure->kind);
	struct az_disclosure entry = {
		.measure_id = measure->id,
		.kind = kind == AZ_MEASURE_EXPOSE      ? "exposure"
	                : kind == AZ_MEASURE_BLACKLIST ? "blacklist"
	                                               : "commendation",
		.subject_type = measure->subject_type,
		.subject_name = measure->subject_name,
		.uscc = measure->uscc,
		.sector = measure->sector,
		.authority_zh = measure->authority_zh,
		.authority_en = measure->authority_en,
		.document = measure->document,
		.body = measure->public_text,
		.decided_on = today,
		.until_on = measure->term_months == 0 ? AZ_DAY_NONE : az_term_end(today, (int)measure->term_months),
	};
	AZ_TRY(put_basis(ctx, measure, &entry));
	return az_disclosure_publish(ctx, &entry);
}

static enum az_result decide(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                             const struct az_step_input *input)
{
	const struct az_measure_step *detail = input->detail;
	struct az_measure measure = {0};
	(void)step;
	if (detail->document[0] != '\0')
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("UPDATE measure SET document = ? WHERE id = ?", az_str(detail->document),
		                           az_int(row->id)),
		                  NULL));
	if (detail->joint_opinion[0] != '\0')
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("UPDATE measure SET joint_opinion = ? WHERE id = ?",
		                           az_str(detail->joint_opinion), az_int(row->id)),
		                  NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE measure SET decider_id = ?, decided_at = ? WHERE id = ?",
	                           az_int(ctx->account_id), az_time(ctx->now), az_int(row->id)),
	                  NULL));
	AZ_TRY(az_measure_load(ctx, row->id, &measure));
	return az_measure_kind_public(az_measure_kind_of(measure.kind)) ? publish(ctx, &measure) : AZ_OK;
}

static enum az_result annul(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                            const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_disclosure_annul(ctx, row->id);
}

#define REGULATORS (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)
#define SECOND AZ_NEEDS_SECOND
#define REASON AZ_NEEDS_REASON

static const struct az_step steps[] = {
	/* from          action         to             who         needs            guard           effect */
	{"proposed",    "serve_notice", "noticed",     REGULATORS, 0,               may_notify,     serve},
	{"proposed",    "review_pass",  "proposed",    REGULATORS, SECOND,          second_person,  put_review},
	{"proposed",    "review_fail",  "proposed",    REGULATORS, SECOND | REASON, second_person,  put_review},
	{"proposed",    "decide",       "decided",     REGULATORS, SECOND,          may_decide,     decide},
	{"proposed",    "refuse",       "refused",     REGULATORS, SECOND | REASON, second_person,  NULL},
	{"proposed",    "withdraw",     "withdrawn",   REGULATORS, REASON,          maker_only,     NULL},
	{"noticed",     "defend",       "noticed",     REGULATORS | AZ_ROLE_INSURER, 0, may_defend, add_defence},
	{"noticed",     "review_pass",  "noticed",     REGULATORS, SECOND,          second_person,  put_review},
	{"noticed",     "review_fail",  "noticed",     REGULATORS, SECOND | REASON, second_person,  put_review},
	{"noticed",     "decide",       "decided",     REGULATORS, SECOND,          may_decide,     decide},
	{"noticed",     "refuse",       "refused",     REGULATORS, SECOND | REASON, second_person,  NULL},
	{"noticed",     "withdraw",     "withdrawn",   REGULATORS, REASON,          maker_only,     NULL},
	{"decided",     "rectified",    "rectified",   REGULATORS, REASON,          may_follow_up,  NULL},
	{"decided",     "unrectified",  "unrectified", REGULATORS, REASON,          may_follow_up,  NULL},
	{"decided",     "annul",        "annulled",    REGULATORS, SECOND | REASON, second_person,  annul},
	{"rectified",   "annul",        "annulled",    REGULATORS, SECOND | REASON, second_person,  annul},
	{"unrectified", "annul",        "annulled",    REGULATORS, SECOND | REASON, second_person,  annul},
};

const struct az_flow az_measure_flow = {"measure", steps, sizeof steps / sizeof steps[0], lock, move};
