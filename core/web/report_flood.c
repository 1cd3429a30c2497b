#include "web/report_flood.h"

#include <string.h>

#include "base/text.h"
#include "domain/flood.h"
#include "domain/report.h"

static const char *digit_word(struct az_exchange *x, int digit)
{
	return az_text(x->page, az_format(x->ctx->arena, "flood.number.%d", digit), NULL);
}

void az_report_flood_leave(struct az_form_data *form, const struct az_flood_fields *fields)
{
	az_form_leave_out(form, fields->work);
	az_form_leave_out(form, fields->question);
	az_form_leave_out(form, fields->sum);
}

enum az_result az_report_flood_put(struct az_exchange *x, struct az_form_data *form, const struct az_flood_fields *fields)
{
	struct az_flood_task task;
	bool on;
	az_report_flood_leave(form, fields);
	AZ_TRY(az_flood_on(x->ctx, &on));
	if (!on)
		return AZ_OK;
	struct _hdf *node = az_node(x->page->data, "Flood");
	az_flood_task_make(x->ctx, &task);
	az_set(node, "challenge", task.challenge);
	az_set(node, "token", task.question);
	az_set_text(x->page, node, "question", "flood.question", digit_word(x, task.first), digit_word(x, task.second), NULL);
	if (form->general.key != NULL && strncmp(form->general.key, "flood.", 6) == 0)
		az_set_text(x->page, node, "error", form->general.key, NULL);
	return AZ_OK;
}

enum az_result az_report_flood_check(struct az_exchange *x, struct az_form_data *form, const struct az_flood_fields *fields,
                                     const unsigned char **spent)
{
	static const char *const faults[] = {[AZ_FLOOD_NONE] = "flood.none",
	                                     [AZ_FLOOD_OLD] = "flood.old",
	                                     [AZ_FLOOD_WRONG] = "flood.wrong",
	                                     [AZ_FLOOD_SUM] = "flood.sum_wrong"};
	unsigned char *name = az_alloc(x->ctx->arena, AZ_SECRET_HASH);
	const struct az_form_value *values = form->values;
	bool on, known;
	*spent = NULL;
	AZ_TRY(az_flood_on(x->ctx, &on));
	if (!on)
		return AZ_OK;
	enum az_flood_word word = az_flood_check(x->ctx, values[fields->work].raw, values[fields->question].raw,
	                                         values[fields->sum].raw, name);
	if (word == AZ_FLOOD_GOOD) {
		*spent = name;
		return AZ_OK;
	}
	/* The browser's second try, of a report that was filed before anything was asked for, has its receipt to come. */
	AZ_TRY(az_report_submitted(x->ctx, x->request->form_token, &known));
	if (!known)
		az_form_refuse(form, faults[word], NULL);
	return AZ_OK;
}
