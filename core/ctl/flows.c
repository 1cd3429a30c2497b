/* anzectl flows: the workflows, readable by a lawyer. */
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "domain/account.h"
#include "domain/flows.h"

static void print_roles(uint32_t roles)
{
	if (roles == 0)
		printf("the public");
	for (uint32_t bit = 1; bit <= AZ_ROLES_ALL; bit <<= 1)
		if (roles & bit)
			printf("%s%s", az_role_name(bit), roles & ~((bit << 1) - 1) ? ", " : "");
}

static void print_table(const struct az_flow *flow)
{
	printf("%s\n", flow->noun);
	for (size_t i = 0; i < flow->count; i++) {
		const struct az_step *step = &flow->steps[i];
		printf("  %-14s %-18s %-14s ", step->from, step->action, step->to);
		print_roles(step->roles);
		printf("%s%s%s\n", step->needs & AZ_NEEDS_REASON ? "; a reason" : "",
		       step->needs & AZ_NEEDS_SECOND ? "; a second person" : "",
		       step->guard != NULL ? "; a condition" : "");
	}
}

static void print_dot(const struct az_flow *flow)
{
	printf("digraph %s {\n", flow->noun);
	for (size_t i = 0; i < flow->count; i++)
		printf("  %s -> %s [label=\"%s\"];\n", flow->steps[i].from, flow->steps[i].to, flow->steps[i].action);
	puts("}");
}

int az_ctl_flows(struct az_ctx *ctx, int argc, char **argv)
{
	(void)ctx;
	bool dot = argc > 0 && strcmp(argv[0], "--dot") == 0;
	for (size_t i = 0; i < az_flow_count; i++)
		(dot ? print_dot : print_table)(az_flows[i]);
	return AZ_EXIT_OK;
}
