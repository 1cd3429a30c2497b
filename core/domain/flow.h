/* Flows: a table of {from, action, to, who, needs, guard}, one a workflow, and
 * the one function that carries a step out. */
#ifndef AZ_DOMAIN_FLOW_H
#define AZ_DOMAIN_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "domain/actor.h"

#define AZ_NEEDS_REASON 1U /* a text that says why */
#define AZ_NEEDS_SECOND 2U /* another person than who proposed it (row->maker_id) */
#define AZ_NEEDS_MAKER 8U  /* whoever proposed it, who takes it back */

#define AZ_SEALS_REASON 16U /* the effect keeps the reason sealed; the trail says that there was one, not which */

#define AZ_ALSO_JOINT 4U   /* also for those who share the row; every other step is for the authority that leads it */

/* What every row that flows has; embed it as a member called `flow`. Filled by
 * az_flow_apply from the locked row. */
struct az_flow_row {
	int64_t id;
	const char *state;
	int64_t maker_id; /* who proposed it; 0 where nobody did */
	int64_t authority_id; /* that leads it; 0 where rows are not led by one */
};

struct az_flow;
struct az_step;

/* Input of a step, for guards and effects: the form's values, by the noun's own structure. */
struct az_step_input {
	const char *reason; /* "" when none */
	void *detail;       /* the noun's own; may be NULL */
};

/* Is the step allowed now? AZ_OK, or a refusal with its problem on the context. */
typedef enum az_result az_guard(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input);
/* What the step changes besides the state, in the same transaction. */
typedef enum az_result az_effect(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                 const struct az_step_input *input);

struct az_step {
	const char *from;
	const char *action;
	const char *to;
	uint32_t roles; /* enum az_role; 0: the public, with what proves it (a receipt) */
	uint32_t needs;
	az_guard *guard;   /* NULL: none */
	az_effect *effect; /* NULL: none */
};

struct az_flow {
	const char *noun; /* "report": of the audit trail and the catalogue's "<noun>.action.<action>" */
	const struct az_step *steps;
	size_t count;
	/* Locks the row: SELECT id, state, maker_id FROM ... WHERE id = ? FOR UPDATE */
	enum az_result (*lock)(struct az_ctx *ctx, int64_t id, struct az_flow_row *row);
	/* UPDATE ... SET state = ? WHERE id = ? */
	enum az_result (*move)(struct az_ctx *ctx, int64_t id, const char *state);
};

/* Carries a step out: locks the row, finds the step, checks role, needs and
 * guard, runs the effect, moves the state, writes the audit row, all in one
 * transaction. AZ_CONFLICT when the state has no such step (somebody was faster:
 * "flow.moved"), AZ_DENIED for another role, the same person ("flow.second") or
 * somebody who only shares the row ("flow.lead"),
 * AZ_INVALID without a needed reason ("flow.reason"). Whether the actor may see
 * the row at all (scope) was decided by whoever found its id. */
enum az_result az_flow_apply(struct az_ctx *ctx, const struct az_flow *flow, int64_t id, const char *action,
                             const struct az_step_input *input) AZ_CHECKED;

/* May the actor take this step, as far as state, role and person tell? For drawing buttons. */
bool az_flow_offers(const struct az_ctx *ctx, const struct az_flow *flow, const struct az_flow_row *row,
                    const struct az_step *step);

/* The steps that are offered, in the table's order; at most `max`. */
size_t az_flow_offered(const struct az_ctx *ctx, const struct az_flow *flow, const struct az_flow_row *row,
                       const struct az_step **out, size_t max);

#endif
