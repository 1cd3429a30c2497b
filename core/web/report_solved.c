/* Was it solved? The reporter says so on the progress page, with the receipt. */
#include "domain/report_solved.h"

#include <string.h>

#include "base/text.h"
#include "web/report_draw.h"
#include "web/report_track.h"

#define SOLVED "/report/track/solved"

enum { RECEIPT, ANSWER, WORDS, SOLVED_FIELDS };
static const struct anze_field solved_fields[] = {
	[RECEIPT] = {.name = "solved_code", .type = ANZE_HIDDEN, .flags = ANZE_REQUIRED, .max = 60},
	[ANSWER] = {.name = "answer", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED},
	[WORDS] = {.name = "words", .type = ANZE_LONG_TEXT, .max = 500},
};
static const struct az_form solved_form = {"report_solved", solved_fields, SOLVED_FIELDS};

enum az_result az_report_solved_put(struct az_exchange *x, const struct az_report *report, const char *receipt,
                                    struct az_form_data *sent)
{
	struct az_report_solved solved;
	struct _hdf *node = az_node(x->page->data, "Report.solved");
	bool back = sent != NULL && sent->form == &solved_form;
	if (!back && (!az_report_solved_asked(report) || report->key == NULL))
		return AZ_OK;
	AZ_TRY(az_report_solved_of(x->ctx, report, &solved));
	struct az_form_data *form = back ? sent : az_form_new(x->ctx->arena, &solved_form);
	if (!back) {
		az_form_choices(form, ANSWER, az_solved_answers, az_solved_answer_count);
		az_form_preset(form, RECEIPT, receipt);
		if (solved.answer != NULL) {
			az_form_preset(form, ANSWER, solved.answer);
			az_form_preset(form, WORDS, solved.words);
		}
	}
	az_exchange_draw_at(x, "Solved", form, SOLVED, "report_solved.submit");
	if (solved.answer == NULL)
		return AZ_OK;
	az_set_code(x->page, node, "answer", "report_solved.answer", solved.answer);
	az_set(node, "words", solved.words);
	az_set_day(node, "on", solved.answered_on);
	if (strcmp(solved.answer, "yes") == 0)
		return AZ_OK;
	bool disputable = strcmp(report->state, "fed_back") == 0 && az_report_disputable(x->ctx, report->closed_on);
	az_set_text(x->page, node, "way", disputable ? "report_solved.dispute" : "report_solved.late", NULL);
	return AZ_OK;
}

/* ---- for the desk ---- */

enum az_result az_report_put_solved(struct az_exchange *x, const struct az_report *report)
{
	struct az_report_solved solved;
	AZ_TRY(az_report_solved_of(x->ctx, report, &solved));
	if (solved.answer == NULL)
		return AZ_OK;
	struct _hdf *node = az_node(x->page->data, "Report.solved");
	az_set_code(x->page, node, "answer", "report_solved.answer", solved.answer);
	az_set(node, "words", solved.words);
	return AZ_OK;
}

enum az_result az_report_put_solved_figures(struct az_exchange *x)
{
	struct az_solved_figures figures = {0};
	AZ_TRY(az_report_solved_figures(x->ctx, &figures));
	const struct {
		const char *key;
		int64_t value;
	} rows[] = {{"report_solved.answer.yes", figures.yes},
	            {"report_solved.answer.partly", figures.partly},
	            {"report_solved.answer.no", figures.no},
	            {"report_solved.silent", figures.silent}};
	if (figures.yes + figures.partly + figures.no + figures.silent == 0)
		return AZ_OK;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct _hdf *row = az_append(x->page->data, "Solved");
		az_set_text(x->page, row, "label", rows[i].key, NULL);
		az_set_int(row, "value", rows[i].value);
	}
	return AZ_OK;
}

/* ---- said ---- */

static enum az_result solved(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const char *receipt = form->values[RECEIPT].text;
	az_form_choices(form, ANSWER, az_solved_answers, az_solved_answer_count);
	az_form_check(form);
	if (az_form_has_errors(form))
		return az_report_track_show(x, receipt, form);
	struct az_solved_new said = {receipt, x->request->form_token, form->values[ANSWER].text, form->values[WORDS].text};
	enum az_result result = az_report_solve(x->ctx, &said);
	if (az_exchange_refused(x, result, form))
		return az_report_track_show(x, receipt, form);
	AZ_TRY(result);
	az_set_code(x->page, x->page->data, "Page.notice", "report_solved.done", said.answer);
	return az_report_track_show(x, receipt, NULL);
}

static const struct az_route routes[] = {
	{AZ_POST, SOLVED, solved, AZ_ANYBODY, &solved_form, "report", AZ_ROUTE_PATIENT},
};
const struct az_route_table az_report_solved_routes = AZ_ROUTES(routes);
