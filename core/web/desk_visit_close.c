/* Closing a visit: reading it over, both parties' signatures, a trial's end, abandoning. */
#include <string.h>

#include "base/text.h"
#include "web/desk_visit.h"

enum { REVISION, INSPECTOR, INSPECTOR_POSITION, PARTY, PARTY_POSITION, PARTY_SIGNED, REFUSAL, INCOMPLETE, SIGN_FIELDS };
static const struct anze_choice signed_choices[] = {{"signed", {0}}, {"refused", {0}}};
static const struct anze_field sign_fields[] = {
	[REVISION] = {.name = "revision", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 12},
	[INSPECTOR] = {.name = "inspector", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 2, .max = 40},
	[INSPECTOR_POSITION] =
		{.name = "inspector_position", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 2, .max = 40},
	/* Of whoever signs; where it is refused there may be nobody. */
	[PARTY] = {.name = "party", .type = ANZE_TEXT, .max = 40},
	[PARTY_POSITION] = {.name = "party_position", .type = ANZE_TEXT, .max = 40},
	[PARTY_SIGNED] = {.name = "party_signed",
			  .type = ANZE_CHOICE,
			  .flags = ANZE_REQUIRED,
			  .choices = signed_choices,
			  .choice_count = 2},
	[REFUSAL] = {.name = "refusal", .type = ANZE_LONG_TEXT, .max = 500},
	[INCOMPLETE] = {.name = "incomplete", .type = ANZE_LONG_TEXT, .max = 500},
};
static const struct az_form sign_form = {"visit_sign", sign_fields, SIGN_FIELDS};

static const struct anze_field finish_fields[] = {
	[REVISION] = {.name = "revision", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 12},
};
static const struct az_form finish_form = {"visit_finish", finish_fields, 1};

static const struct anze_field abandon_fields[] = {
	{.name = "reason", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .min = 4, .max = 500}};
static const struct az_form abandon_form = {"visit_abandon", abandon_fields, 1};

/* A draft of one's own; one that is closed is shown instead. */
static enum az_result enter(struct az_exchange *x, struct az_visit_sheet *sheet, bool *open)
{
	AZ_TRY(az_visit_enter(x, sheet));
	if (!az_visit_is_own(x->ctx, &sheet->visit))
		return AZ_NOT_FOUND;
	*open = az_visit_may_fill(x, &sheet->visit);
	return *open ? AZ_OK : az_page_redirect(x->page, "%s", az_visit_path(x, &sheet->visit));
}

static void put_missing(struct az_exchange *x, const char *href, const char *key, const char *code)
{
	struct _hdf *row = az_append(x->page->data, "Missing");
	az_set(row, "href", href);
	az_set_text(x->page, row, "text", key, code, NULL);
}

/* What has to be done before it can be signed, each with the page to do it on. */
static void put_all_missing(struct az_exchange *x, const struct az_visit_sheet *sheet)
{
	const char *path = az_visit_path(x, &sheet->visit);
	for (size_t i = 0; !az_visit_is_trial(&sheet->visit) && i < sheet->count; i++) {
		const struct az_visit_item *item = &sheet->items[i];
		const char *code = item->item->code;
		if (strcmp(sheet->grades[i], "undecided") == 0)
			put_missing(x, az_format(x->ctx->arena, "%s/hazards/%s", path, code), "visit.grade_undecided",
				    code);
		if (az_visit_lacks_photo(item))
			put_missing(x, az_format(x->ctx->arena, "%s/%zu#%s", path, item->section + 1, code),
				    "visit.photo_missing", code);
	}
}

static enum az_result show_review(struct az_exchange *x, const struct az_visit_sheet *sheet, struct az_form_data *data)
{
	int status = x->page->status;
	data->values[REVISION].raw = az_format(x->ctx->arena, "%lld", (long long)sheet->visit.revision);
	az_exchange_draw(x, data,
			 az_format(x->ctx->arena, "%s/%s", az_visit_path(x, &sheet->visit),
				   az_visit_is_trial(&sheet->visit) ? "finish" : "sign"),
			 az_visit_is_trial(&sheet->visit) ? "visit_finish.submit" : "visit_sign.submit");
	az_set(x->page->data, "Form.cancel", az_visit_path(x, &sheet->visit));
	put_all_missing(x, sheet);
	az_visit_put_score(x, sheet);
	az_visit_put_findings(x, sheet);
	az_visit_put_hazards(x, sheet);
	az_visit_put_results(x, sheet);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/visit_sign", "visit_sign.title");
}

static enum az_result sign_page(struct az_exchange *x)
{
	struct az_visit_sheet sheet;
	bool open;
	AZ_TRY(enter(x, &sheet, &open));
	if (!open)
		return AZ_OK;
	struct az_form_data *data =
		az_form_new(x->ctx->arena, az_visit_is_trial(&sheet.visit) ? &finish_form : &sign_form);
	if (!az_visit_is_trial(&sheet.visit))
		az_form_preset(data, INSPECTOR, x->ctx->actor->name);
	return show_review(x, &sheet, data);
}

/* What the form's parts need of each other is said beside them; the flow asks for the same. */
static void check_sign(struct az_form_data *data, const struct az_visit_sheet *sheet)
{
	bool refused = strcmp(data->values[PARTY_SIGNED].text, "refused") == 0;
	static const size_t signer[] = {PARTY, PARTY_POSITION};
	for (size_t i = 0; i < sizeof signer / sizeof signer[0]; i++)
		if (!refused && !data->values[signer[i]].given && data->values[signer[i]].error.key == NULL)
			az_form_error(data, signer[i], "error.required", NULL);
	if (refused && !data->values[REFUSAL].given)
		az_form_error(data, REFUSAL, "visit.refusal_needed", NULL);
	if (sheet->score.incomplete && !data->values[INCOMPLETE].given)
		az_form_error(data, INCOMPLETE, "visit.incomplete_needed", NULL);
}

static enum az_result close_visit(struct az_exchange *x, const struct az_visit_sheet *sheet, const char *action,
				  struct az_visit_closing *closing)
{
	struct az_form_data *data = x->request->form;
	struct az_step_input input = {"", closing};
	if (!az_parse_int(data->values[REVISION].text, 0, INT32_MAX, &closing->revision))
		return AZ_INVALID;
	enum az_result result = az_flow_apply(x->ctx, &az_visit_flow, sheet->visit.id, action, &input);
	if (az_exchange_refused(x, result, data)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 422;
		return show_review(x, sheet, data);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=visit_%s", az_visit_path(x, &sheet->visit),
				strcmp(action, "sign") != 0 ? "finished"
				: closing->party_signed     ? "signed"
							    : "refused");
}

static enum az_result sign(struct az_exchange *x)
{
	struct az_form_data *data = x->request->form;
	const struct az_form_value *values = data->values;
	struct az_visit_sheet sheet;
	bool open;
	AZ_TRY(enter(x, &sheet, &open));
	if (!open) /* sent twice, or a colleague was first: either way the visit says so */
		return AZ_OK;
	check_sign(data, &sheet);
	if (az_form_has_errors(data))
		return show_review(x, &sheet, data);
	struct az_visit_closing closing = {.inspector_name = values[INSPECTOR].text,
					   .inspector_position = values[INSPECTOR_POSITION].text,
					   .party_name = values[PARTY].text,
					   .party_position = values[PARTY_POSITION].text,
					   .party_signed = strcmp(values[PARTY_SIGNED].text, "signed") == 0,
					   .refusal = values[REFUSAL].text,
					   .incomplete_reason = values[INCOMPLETE].text};
	return close_visit(x, &sheet, "sign", &closing);
}

static enum az_result finish(struct az_exchange *x)
{
	struct az_visit_sheet sheet;
	struct az_visit_closing closing = {.inspector_name = "",
					   .inspector_position = "",
					   .party_name = "",
					   .party_position = "",
					   .refusal = "",
					   .incomplete_reason = ""};
	bool open;
	AZ_TRY(enter(x, &sheet, &open));
	if (!open)
		return AZ_OK;
	if (!az_visit_is_trial(&sheet.visit))
		return AZ_NOT_FOUND;
	return close_visit(x, &sheet, "finish", &closing);
}

static enum az_result show_abandon(struct az_exchange *x, const struct az_visit_sheet *sheet, struct az_form_data *data)
{
	const char *path = az_visit_path(x, &sheet->visit);
	az_exchange_draw(x, data, az_format(x->ctx->arena, "%s/abandon", path), "visit_abandon.submit");
	az_set(x->page->data, "Form.cancel", path);
	az_set_flag(x->page->data, "Form.grave", true);
	return az_page_show(x->page, "desk/visit_abandon", "visit_abandon.title");
}

static enum az_result abandon_page(struct az_exchange *x)
{
	struct az_visit_sheet sheet;
	bool open;
	AZ_TRY(enter(x, &sheet, &open));
	return open ? show_abandon(x, &sheet, az_exchange_form(x, &abandon_form)) : AZ_OK;
}

static enum az_result abandon(struct az_exchange *x)
{
	struct az_form_data *data = x->request->form;
	struct az_visit_sheet sheet;
	bool open;
	AZ_TRY(enter(x, &sheet, &open));
	if (!open)
		return AZ_OK;
	if (az_form_has_errors(data))
		return show_abandon(x, &sheet, data);
	struct az_step_input input = {data->values[0].text, NULL};
	enum az_result result = az_flow_apply(x->ctx, &az_visit_flow, sheet.visit.id, "abandon", &input);
	if (az_exchange_refused(x, result, data))
		return show_abandon(x, &sheet, data);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/visits?group=closed&done=visit_abandoned");
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/visits/{no}/sign", sign_page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/visits/{no}/sign", sign, AZ_VISITORS, &sign_form, "desk", 0},
	{AZ_POST, "/desk/visits/{no}/finish", finish, AZ_ROLE_REGULATOR, &finish_form, "desk", 0},
	{AZ_GET, "/desk/visits/{no}/abandon", abandon_page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/visits/{no}/abandon", abandon, AZ_VISITORS, &abandon_form, "desk", 0},
};
const struct az_route_table az_desk_visit_close_routes = AZ_ROUTES(routes);
