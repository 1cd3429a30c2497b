/* The engine of the flows. */
#include "domain/flow.h"

#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "store/db.h"

struct application {
	const struct az_flow *flow;
	int64_t id;
	const char *action;
	const struct az_step_input *input;
};

static const struct az_step *find_step(const struct az_flow *flow, const char *state, const char *action)
{
	for (size_t i = 0; i < flow->count; i++)
		if (strcmp(flow->steps[i].from, state) == 0 && strcmp(flow->steps[i].action, action) == 0)
			return &flow->steps[i];
	return NULL;
}

static bool has_role(const struct az_ctx *ctx, const struct az_step *step)
{
	return step->roles == 0 || (ctx->roles & step->roles) != 0;
}

/* Several authorities may see a row; one of them decides. */
static bool leads(const struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step)
{
	return row->authority_id == 0 || step->roles == 0 || (step->needs & AZ_ALSO_JOINT) != 0 ||
	       (ctx->actor != NULL && ctx->actor->authority_id == row->authority_id);
}

static enum az_result apply(struct az_ctx *ctx, void *arg)
{
	struct application *application = arg;
	const struct az_flow *flow = application->flow;
	const struct az_step_input *input = application->input;
	struct az_flow_row row = {0};
	AZ_TRY(flow->lock(ctx, application->id, &row));
	const struct az_step *step = find_step(flow, row.state, application->action);
	if (step == NULL)
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	if (!has_role(ctx, step))
		return az_refuse(ctx, AZ_DENIED, "flow.role", NULL);
	if (!leads(ctx, &row, step))
		return az_refuse(ctx, AZ_DENIED, "flow.lead", NULL);
	if ((step->needs & AZ_NEEDS_SECOND) && row.maker_id == ctx->account_id)
		return az_refuse(ctx, AZ_DENIED, "flow.second", NULL);
	if ((step->needs & AZ_NEEDS_MAKER) && row.maker_id != ctx->account_id)
		return az_refuse(ctx, AZ_DENIED, "flow.maker", NULL);
	if ((step->needs & AZ_NEEDS_REASON) && input->reason[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "flow.reason", NULL);
	if (step->guard != NULL)
		AZ_TRY(step->guard(ctx, &row, input));
	if (step->effect != NULL)
		AZ_TRY(step->effect(ctx, &row, step, input));
	AZ_TRY(flow->move(ctx, application->id, step->to));
	return az_audit(ctx, flow->noun, application->id, step->action, step->from, step->to,
	                step->needs & AZ_SEALS_REASON ? "" : input->reason);
}

enum az_result az_flow_apply(struct az_ctx *ctx, const struct az_flow *flow, int64_t id, const char *action,
                             const struct az_step_input *input)
{
	struct application application = {flow, id, action, input};
	return az_tx(ctx, apply, &application);
}

bool az_flow_offers(const struct az_ctx *ctx, const struct az_flow *flow, const struct az_flow_row *row,
                    const struct az_step *step)
{
	(void)flow;
	return strcmp(step->from, row->state) == 0 && has_role(ctx, step) && leads(ctx, row, step) &&
	       !((step->needs & AZ_NEEDS_SECOND) && row->maker_id == ctx->account_id) &&
	       !((step->needs & AZ_NEEDS_MAKER) && row->maker_id != ctx->account_id);
}

size_t az_flow_offered(const struct az_ctx *ctx, const struct az_flow *flow, const struct az_flow_row *row,
                       const struct az_step **out, size_t max)
{
	size_t count = 0;
	for (size_t i = 0; i < flow->count && count < max; i++)
		if (az_flow_offers(ctx, flow, row, &flow->steps[i]))
			out[count++] = &flow->steps[i];
	return count;
}
