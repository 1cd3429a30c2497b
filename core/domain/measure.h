/* Measures on the ladder (rectify, warn, interview, expose, blacklist) and
 * commendations. The subject is kept as it was called when the measure was
 * proposed. Every decision is a second person's; a decision to expose, to
 * blacklist or to commend is published in the same transaction. */
#ifndef AZ_DOMAIN_MEASURE_H
#define AZ_DOMAIN_MEASURE_H

#include <anze/field.h>

#include "base/clock.h"
#include "domain/flow.h"
#include "domain/measure_gate.h"

struct az_measure {
	int64_t id;
	const char *kind, *subject_type, *subject_name, *uscc;
	int64_t insurer_id;
	const char *sector, *county, *county_zh, *county_en;
	const char *rule_set, *ground;
	az_day event_on;
	const char *facts, *public_text, *clause, *document, *joint_opinion, *grave_reason;
	int64_t previous_id, previous_at;
	const char *previous_kind, *previous_state;
	az_day rectify_by;
	int64_t term_months;
	int64_t authority_id;
	const char *authority_zh, *authority_en, *authority_kind;
	int64_t maker_id;
	const char *maker;
	int64_t proposed_at;
	const char *state;
	az_day notice_on, defence_until;
	const char *review; /* "", "pass", "fail" */
	int64_t decided_at;
	const char *decider;
};

struct az_measure_defence {
	int64_t id, at, by_insurer;
	const char *body;
};

/* What is proposed. Texts are never NULL, "" where there is none. */
struct az_measure_new {
	enum az_measure_kind kind;
	const char *subject_type, *subject_name, *uscc;
	int64_t insurer_id; /* 0: not of the register; else name and code are taken from there */
	const char *sector, *county;
	const char *rule_set, *ground;
	az_day event_on;
	const char *facts, *public_text, *clause, *document, *joint_opinion, *grave_reason;
	const char *previous;  /* a measure's number */
	az_day rectify_by;     /* AZ_DAY_NONE: none */
	int64_t term_months;   /* 0: none given */
	const char *token;     /* of the form: one proposal, however often it is sent */
};

/* What is wrong with a proposal, by its part, so that a page can say it beside the field. */
enum az_measure_part {
	AZ_MEASURE_SUBJECT, AZ_MEASURE_SUBJECT_NAME, AZ_MEASURE_SUBJECT_CODE, AZ_MEASURE_GROUND, AZ_MEASURE_EVENT,
	AZ_MEASURE_PUBLIC_TEXT, AZ_MEASURE_CLAUSE, AZ_MEASURE_PREVIOUS, AZ_MEASURE_RECTIFY_BY, AZ_MEASURE_TERM,
	AZ_MEASURE_PARTS
};
struct az_measure_faults {
	const char *key[AZ_MEASURE_PARTS];    /* catalogue key; NULL: nothing is wrong with this part */
	struct anze_text arg[AZ_MEASURE_PARTS]; /* {1}, where the text has it */
	bool any;
};

/* Judges a proposal. AZ_OK also with faults. */
enum az_result az_measure_check(struct az_ctx *ctx, const struct az_measure_new *proposal,
                                struct az_measure_faults *faults) AZ_CHECKED;

/* Proposes it; *no is its number. AZ_INVALID when az_measure_check finds a fault, AZ_NOT_FOUND outside the actor's
 * sectors and county. */
enum az_result az_measure_propose(struct az_ctx *ctx, const struct az_measure_new *proposal,
                                  const char **no) AZ_CHECKED;

/* "M2026-000012" of its id and the instant of its proposal; and the measure of a number, in the actor's scope:
 * regulators their sectors and county, an insurer its own from the notice or the decision on. */
const char *az_measure_no(struct az_arena *arena, int64_t id, int64_t proposed_at);
enum az_result az_measure_find(struct az_ctx *ctx, const char *no, struct az_measure *measure) AZ_CHECKED;

/* Newest first, below an id (0: from the top). group: "open", "decided", "closed". */
enum az_result az_measure_list(struct az_ctx *ctx, const char *group, int64_t before, struct az_measure **rows,
                               size_t *count, size_t max) AZ_CHECKED;

/* How many that list's group "open" holds. */
enum az_result az_measure_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

enum az_result az_measure_defences(struct az_ctx *ctx, int64_t id, struct az_measure_defence **rows,
                                   size_t *count) AZ_CHECKED;

/* The sectors that the actor may propose in, as choices of a form. */
enum az_result az_measure_sectors(struct az_ctx *ctx, struct anze_choice **choices, size_t *count) AZ_CHECKED;

/* By id, whatever the scope: for the flow. */
enum az_result az_measure_load(struct az_ctx *ctx, int64_t id, struct az_measure *measure) AZ_CHECKED;

/* What the gate judges, as it stands now; with what a decision would add. */
struct az_measure_step {
	const char *text;     /* a defence, which is kept apart from the reasons that the audit trail holds */
	const char *document; /* the decision's; "": as recorded */
	const char *joint_opinion;
};
enum az_result az_measure_gate(struct az_ctx *ctx, const struct az_measure *measure,
                               const struct az_measure_step *decision, struct az_gate_facts *facts) AZ_CHECKED;

/* The steps; `detail` of the input is a struct az_measure_step. A refused decision has the problem
 * "measure.gate_closed". */
extern const struct az_flow az_measure_flow;

#endif
