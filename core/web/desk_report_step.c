/* The steps of a report that ask for more than a message to the reporter: transfer, extension, pause, and who handles the
 * case. Each has a page of its own. */
#include <string.h>

#include "base/text.h"
#include "domain/report_party.h"
#include "web/report_draw.h"

enum { TO, TO_MESSAGE, TRANSFER_FIELDS };
static const struct anze_field transfer_fields[] = {
	[TO] = {.name = "to", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST},
	[TO_MESSAGE] = {.name = "message", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .max = 2000},
};
static const struct az_form transfer_form = {"report_transfer", transfer_fields, TRANSFER_FIELDS};

enum { DAYS, EXTENSION_WHY, EXTENSION_FIELDS };
static const struct anze_field extension_fields[] = {
	[DAYS] = {.name = "days", .type = ANZE_INTEGER, .flags = ANZE_REQUIRED, .min = 1, .max = 365},
	[EXTENSION_WHY] = {.name = "why", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
};
static const struct az_form extension_form = {"report_extension", extension_fields, EXTENSION_FIELDS};

enum { UNTIL, PAUSE_WHY, PAUSE_MESSAGE, PAUSE_FIELDS };
static const struct anze_field pause_fields[] = {
	[UNTIL] = {.name = "until", .type = ANZE_DATE, .flags = ANZE_REQUIRED},
	[PAUSE_WHY] = {.name = "why", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[PAUSE_MESSAGE] = {.name = "message", .type = ANZE_LONG_TEXT, .max = 2000},
};
static const struct az_form pause_form = {"report_pause", pause_fields, PAUSE_FIELDS};

/* The same fields, under texts of their own; without words to the reporter where nobody needs them. */
static const struct anze_field share_fields[] = {
	[TO] = {.name = "to", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST},
	[TO_MESSAGE] = {.name = "message", .type = ANZE_LONG_TEXT, .max = 2000},
};
static const struct az_form share_form = {"report_share", share_fields, TRANSFER_FIELDS};
static const struct az_form unshare_form = {"report_unshare", share_fields, TRANSFER_FIELDS};
static const struct az_form subject_form = {"report_subject", share_fields, TRANSFER_FIELDS};

enum { INTO, INTO_MESSAGE, MERGE_FIELDS };
static const struct anze_field merge_fields[] = {
	[INTO] = {.name = "into", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST},
	[INTO_MESSAGE] = {.name = "message", .type = ANZE_LONG_TEXT, .max = 2000},
};
static const struct az_form merge_form = {"report_merge", merge_fields, MERGE_FIELDS};

enum { NOTE, NOTE_FIELDS };
static const struct anze_field note_fields[] = {
	[NOTE] = {.name = "note", .type = ANZE_LONG_TEXT, .flags = ANZE_REQUIRED, .max = 2000},
};
static const struct az_form note_form = {"report_note", note_fields, NOTE_FIELDS};

static void take_transfer(const struct az_form_value *values, struct az_report_step *step)
{
	(void)az_parse_int(values[TO].text, 1, INT64_MAX, &step->to_authority);
	step->message = values[TO_MESSAGE].text;
}

static void take_extension(const struct az_form_value *values, struct az_report_step *step)
{
	step->days = values[DAYS].number;
	step->why = values[EXTENSION_WHY].text;
}

static void take_pause(const struct az_form_value *values, struct az_report_step *step)
{
	step->until = (az_day)values[UNTIL].number;
	step->why = values[PAUSE_WHY].text;
	step->message = values[PAUSE_MESSAGE].text;
}

static void take_merge(const struct az_form_value *values, struct az_report_step *step)
{
	(void)az_parse_int(values[INTO].text, 1, INT64_MAX, &step->into);
	step->message = values[INTO_MESSAGE].text;
}

static void take_note(const struct az_form_value *values, struct az_report_step *step)
{
	step->message = values[NOTE].text;
}

typedef enum az_result authorities(struct az_ctx *ctx, const struct az_report *report, struct anze_choice **choices,
				   size_t *count);

static enum az_result offer(struct az_exchange *x, const struct az_report *report, struct az_form_data *form,
			    authorities *of)
{
	struct anze_choice *choices;
	size_t count;
	AZ_TRY(of(x->ctx, report, &choices, &count));
	az_form_choices(form, TO, choices, count);
	return AZ_OK;
}

static enum az_result transfer_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	return offer(x, report, form, az_report_transfer_choices);
}

static enum az_result share_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	return offer(x, report, form, az_report_share_choices);
}

static enum az_result unshare_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	return offer(x, report, form, az_report_unshare_choices);
}

static enum az_result subject_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	return offer(x, report, form, az_report_subject_choices);
}

static enum az_result merge_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	struct anze_choice *choices;
	size_t count;
	AZ_TRY(az_report_merge_choices(x, report, &choices, &count));
	az_form_choices(form, INTO, choices, count);
	return AZ_OK;
}

static enum az_result no_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	(void)x;
	(void)report;
	(void)form;
	return AZ_OK;
}

static enum az_result extension_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	(void)x;
	(void)report;
	az_form_choices(form, EXTENSION_WHY, az_report_extension_whys, az_report_extension_why_count);
	return AZ_OK;
}

static enum az_result pause_choices(struct az_exchange *x, const struct az_report *report, struct az_form_data *form)
{
	(void)x;
	(void)report;
	az_form_choices(form, PAUSE_WHY, az_report_pause_whys, az_report_pause_why_count);
	return AZ_OK;
}

static const struct page {
	const char *action, *path;
	const struct az_form *form;
	enum az_result (*choices)(struct az_exchange *x, const struct az_report *report, struct az_form_data *form);
	void (*take)(const struct az_form_value *values, struct az_report_step *step);
	bool leaves; /* the case is not the actor's any more */
} pages[] = {
	{"transfer", "transfer", &transfer_form, transfer_choices, take_transfer, true},
	{"ask_extension", "extension", &extension_form, extension_choices, take_extension, false},
	{"pause", "pause", &pause_form, pause_choices, take_pause, false},
	{"share", "share", &share_form, share_choices, take_transfer, false},
	{"unshare", "unshare", &unshare_form, unshare_choices, take_transfer, false},
	{"note", "note", &note_form, no_choices, take_note, false},
	{"merge", "merge", &merge_form, merge_choices, take_merge, false},
	/* One page for two actions: which of them it comes to, the domain tells. */
	{"bar", "subject", &subject_form, subject_choices, take_transfer, false},
	{"move_up", "subject", &subject_form, subject_choices, take_transfer, true},
};

const char *az_report_step_path(const char *action)
{
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (strcmp(pages[i].action, action) == 0)
			return pages[i].path;
	return NULL;
}

static const struct page *page_of(const struct az_exchange *x)
{
	const char *last = strrchr(x->request->path, '/') + 1;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (strcmp(pages[i].path, last) == 0)
			return &pages[i];
	return NULL;
}

static enum az_result show(struct az_exchange *x, const struct page *page, const struct az_report *report,
			   struct az_form_data *form)
{
	const char *no = az_report_no(x->ctx->arena, report);
	az_set(x->page->data, "Report.no", no);
	az_set(x->page->data, "Report.href", az_format(x->ctx->arena, "/desk/reports/%s", no));
	AZ_TRY(az_report_put_clocks(x, report));
	const char *key = az_format(x->ctx->arena, "%s.title", page->form->name);
	az_set_text(x->page, x->page->data, "Report.lead", az_format(x->ctx->arena, "%s.lead", page->form->name), NULL);
	az_exchange_draw(x, form, x->request->path, az_format(x->ctx->arena, "%s.submit", page->form->name));
	return az_page_show(x->page, "desk/report_step", key);
}

/* Found, open to the actor, in a state that has this step, and his to take. */
static enum az_result find(struct az_exchange *x, const struct page *page, struct az_report *report)
{
	AZ_TRY(az_report_find(x->ctx, x->request->params[0], report));
	if (report->key == NULL)
		return az_refuse(x->ctx, AZ_DENIED, "secret.locked", NULL);
	struct az_flow_row row = {report->id, report->state, report->maker_id, report->authority_id};
	for (size_t i = 0; i < az_report_flow.count; i++)
		if (strcmp(az_report_flow.steps[i].from, report->state) == 0 &&
		    strcmp(az_report_flow.steps[i].action, page->action) == 0)
			return az_flow_offers(x->ctx, &az_report_flow, &row, &az_report_flow.steps[i])
				       ? AZ_OK
				       : az_refuse(x->ctx, AZ_DENIED, "flow.lead", NULL);
	return az_refuse(x->ctx, AZ_CONFLICT, "flow.moved", NULL);
}

static enum az_result step_page(struct az_exchange *x)
{
	const struct page *page = page_of(x);
	struct az_report report = {0};
	AZ_TRY(find(x, page, &report));
	struct az_form_data *form = az_exchange_form(x, page->form);
	AZ_TRY(page->choices(x, &report, form));
	return show(x, page, &report, form);
}

/* Which of the actions of its page it is. */
static enum az_result settle(struct az_exchange *x, const struct az_report *report, int64_t authority_id,
			     const struct page **page)
{
	const char *action;
	if (strcmp((*page)->action, "bar") != 0)
		return AZ_OK;
	AZ_TRY(az_report_bar_action(x->ctx, report, authority_id, &action));
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (strcmp(pages[i].action, action) == 0)
			*page = &pages[i];
	return AZ_OK;
}

static enum az_result step_act(struct az_exchange *x)
{
	const struct page *page = page_of(x);
	struct az_form_data *form = x->request->form;
	struct az_report report = {0};
	AZ_TRY(find(x, page, &report));
	AZ_TRY(page->choices(x, &report, form));
	az_form_check(form);
	if (az_form_has_errors(form))
		return show(x, page, &report, form);
	struct az_report_step detail = {.message = "", .outcome = "", .ground = "", .why = "", .until = AZ_DAY_NONE};
	struct az_step_input input = {"", &detail};
	page->take(form->values, &detail);
	enum az_result result = settle(x, &report, detail.to_authority, &page);
	if (result == AZ_OK)
		result = az_flow_apply(x->ctx, &az_report_flow, report.id, page->action, &input);
	if (az_exchange_refused(x, result, form))
		return show(x, page, &report, form);
	AZ_TRY(result);
	if (page->leaves)
		return az_page_redirect(x->page, "/desk/reports?done=report_%s", page->action);
	return az_page_redirect(x->page, "/desk/reports/%s?done=report_%s", x->request->params[0], page->action);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/reports/{no}/transfer", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/transfer", step_act, AZ_ROLE_HANDLER, &transfer_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/extension", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/extension", step_act, AZ_ROLE_HANDLER, &extension_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/pause", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/pause", step_act, AZ_ROLE_HANDLER, &pause_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/share", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/share", step_act, AZ_ROLE_HANDLER, &share_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/unshare", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/unshare", step_act, AZ_ROLE_HANDLER, &unshare_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/note", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/note", step_act, AZ_ROLE_HANDLER, &note_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/merge", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/merge", step_act, AZ_ROLE_HANDLER, &merge_form, "desk", 0},
	{AZ_GET, "/desk/reports/{no}/subject", step_page, AZ_ROLE_HANDLER, NULL, "desk", 0},
	{AZ_POST, "/desk/reports/{no}/subject", step_act, AZ_ROLE_HANDLER, &subject_form, "desk", 0},
};
const struct az_route_table az_desk_report_step_routes = AZ_ROUTES(routes);
