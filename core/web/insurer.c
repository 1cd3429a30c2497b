/* The public register of insurers. */
#include "domain/insurer.h"

#include "base/identifier.h"
#include "base/text.h"
#include "domain/assessment.h"
#include "web/web.h"

static void put(struct az_exchange *x, struct _hdf *node, const struct az_insurer *insurer,
		const struct az_assessment *assessments, size_t count)
{
	az_set(node, "name", insurer->name);
	az_set(node, "uscc", insurer->uscc);
	az_set(node, "phone", insurer->complaint_phone);
	az_set(node, "href", az_format(x->ctx->arena, "/insurers/%s", insurer->uscc));
	az_set(node, "disclosures", az_format(x->ctx->arena, "/disclosures?q=%s", insurer->uscc));
	for (size_t i = 0; i < count; i++) {
		if (assessments[i].insurer_id != insurer->id)
			continue;
		const char *year = az_format(x->ctx->arena, "%lld", (long long)assessments[i].year);
		az_set(node, "grade", assessments[i].grade);
		az_set_text(x->page, node, "grade_text", "insurer.grade_of", year,
			    az_code_text(x->page, "assessment.grade", assessments[i].grade), NULL);
	}
}

static enum az_result list(struct az_exchange *x)
{
	const struct az_insurer *insurers;
	struct az_assessment *assessments;
	size_t count, assessed;
	AZ_TRY(az_insurer_list(x->ctx, &insurers, &count));
	AZ_TRY(az_assessment_acknowledged(x->ctx, &assessments, &assessed));
	for (size_t i = 0; i < count; i++)
		put(x, az_append(x->page->data, "Insurers"), &insurers[i], assessments, assessed);
	return az_page_show(x->page, "public/insurers", "insurer.title");
}

static enum az_result page(struct az_exchange *x)
{
	struct az_insurer insurer = {0};
	struct az_assessment *assessments;
	struct az_identifier found;
	size_t assessed;
	if (!az_code_check(x->request->params[0], &found))
		return AZ_NOT_FOUND;
	AZ_TRY(az_insurer_by_code(x->ctx, found.normal, &insurer));
	AZ_TRY(az_assessment_acknowledged(x->ctx, &assessments, &assessed));
	put(x, az_node(x->page->data, "Insurer"), &insurer, assessments, assessed);
	AZ_TRY(az_page_show(x->page, "public/insurer", NULL));
	az_set(x->page->data, "Page.title", insurer.name);
	return AZ_OK;
}

static const struct az_route routes[] = {
	{AZ_GET, "/insurers", list, AZ_ANYBODY, NULL, "insurers", AZ_ROUTE_CACHED},
	{AZ_GET, "/insurers/{uscc}", page, AZ_ANYBODY, NULL, "insurers", AZ_ROUTE_CACHED},
};
const struct az_route_table az_insurer_routes = AZ_ROUTES(routes);
