/* A visit in words: sections, answers, limits, score, findings. */
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "web/checklist.h"
#include "web/desk_visit.h"

struct anze_text az_visit_words(struct az_exchange *x, const char *key)
{
	const char *text = az_text(x->page, key, NULL);
	return (struct anze_text){text, text};
}

static const char *number(struct az_exchange *x, int64_t value)
{
	return az_format(x->ctx->arena, "%lld", (long long)value);
}

static const char *decimal(struct az_exchange *x, int64_t value, int64_t scale)
{
	char *text = az_alloc(x->ctx->arena, AZ_DEC_TEXT);
	az_dec_print_grouped(az_dec_of(value, (uint32_t)scale), text);
	return text;
}

const char *az_visit_section_text(struct az_exchange *x, const struct az_visit_section *section)
{
	const char *name = az_text(x->page, "checklist.category_named", section->category,
				   az_code_text(x->page, "checklist.category", section->category), NULL);
	if (section->parts == 1)
		return name;
	return az_text(x->page, "visit.section_part", name, number(x, (int64_t)section->part),
		       number(x, (int64_t)section->parts), NULL);
}

const char *az_visit_answer_text(struct az_exchange *x, const struct az_checklist_item *item,
				 const struct az_visit_answer *answer)
{
	if (answer->answer[0] == '\0')
		return NULL;
	if (strcmp(answer->answer, "number") == 0)
		return az_format(x->ctx->arena, "%s %s", decimal(x, answer->number, item->scale), item->unit);
	for (size_t i = 0; strcmp(answer->answer, "choice") == 0 && i < item->choice_count; i++)
		if (strcmp(item->choices[i].code, answer->choice) == 0)
			return az_pick(x->page, item->choices[i].label_zh, item->choices[i].label_en);
	return az_code_text(x->page, "visit.answer", answer->answer);
}

const char *az_visit_limits_text(struct az_exchange *x, const struct az_checklist_item *item)
{
	if (strcmp(item->answer, "number") != 0)
		return NULL;
	return az_text(x->page, "visit.limits", decimal(x, item->minimum, item->scale),
		       decimal(x, item->maximum, item->scale), item->unit, NULL);
}

/* ---- the score ---- */

void az_visit_put_score(struct az_exchange *x, const struct az_visit_sheet *sheet)
{
	const struct az_visit_score *score = &sheet->score;
	struct _hdf *node = az_node(x->page->data, "Score");
	int64_t points = az_visit_points(score->good_weight, score->judged_weight);
	if (points >= 0) {
		az_set_text(
			x->page, node, "points", "visit.points",
			az_format(x->ctx->arena, "%lld.%02lld", (long long)(points / 100), (long long)(points % 100)),
			NULL);
		az_set_text(x->page, node, "formula", "visit.formula", number(x, score->good_weight),
			    number(x, score->judged_weight), NULL);
	}
	az_set_text(x->page, node, "progress", "visit.progress", number(x, score->answered), number(x, score->asked),
		    NULL);
	az_set(node, "complies", number(x, score->complies));
	az_set(node, "fails", number(x, score->fails));
	az_set(node, "not_applicable", number(x, score->not_applicable));
	az_set(node, "not_checked", number(x, score->not_checked));
	az_set_flag(node, "incomplete", score->incomplete);
	if (score->incomplete)
		az_set_text(x->page, node, "incomplete_text", "visit.incomplete_text", number(x, score->not_checked),
			    number(x, score->asked), decimal(x, az_visit_limit(x->ctx, sheet->visit.begun_on), 2),
			    NULL);
	if (score->failed_majors > 0)
		az_set_text(x->page, node, "majors", "visit.majors", number(x, score->failed_majors), NULL);
}

/* ---- for reading ---- */

static const struct {
	const char *code, *tag;
} results[] = {
	[ANZE_NOT_CHECKED] = {"not_checked", "amber"},
	[ANZE_COMPLIES] = {"complies", "green"},
	[ANZE_FAILS] = {"fails", "red"},
	[ANZE_NOT_APPLICABLE] = {"not_applicable", "grey"},
};

static void put_item(struct az_exchange *x, struct _hdf *node, const struct az_visit_sheet *sheet, size_t at)
{
	const struct az_visit_item *item = &sheet->items[at];
	az_set(node, "code", item->item->code);
	az_set(node, "question", az_pick(x->page, item->item->question_zh, item->item->question_en));
	az_set(node, "answer", az_visit_answer_text(x, item->item, &item->answer));
	az_set(node, "limits", az_visit_limits_text(x, item->item));
	az_set(node, "remark", item->answer.remark);
	az_set_flag(node, "hidden", !item->asked);
	if (!item->asked)
		return;
	az_set(node, "tag", results[item->result].tag);
	az_set_code(x->page, node, "result", "visit.result", results[item->result].code);
	if (strcmp(sheet->grades[at], "major") == 0)
		az_set(node, "grade", az_text(x->page, "visit.grade.major", NULL));
}

void az_visit_put_results(struct az_exchange *x, const struct az_visit_sheet *sheet)
{
	for (size_t i = 0; i < sheet->section_count; i++) {
		const struct az_visit_section *section = &sheet->sections[i];
		struct _hdf *node = az_append(x->page->data, "Sections");
		az_set(node, "title", az_visit_section_text(x, section));
		for (size_t k = 0; k < section->count; k++) {
			const struct az_visit_item *item = &sheet->items[section->items[k]];
			if (item->asked || item->answered)
				put_item(x, az_append(node, "items"), sheet, section->items[k]);
		}
	}
}

void az_visit_put_findings(struct az_exchange *x, const struct az_visit_sheet *sheet)
{
	for (size_t i = 0; i < sheet->finding_count; i++) {
		const struct anze_result *found = &sheet->findings[i];
		struct _hdf *row = az_append(x->page->data, "Findings");
		az_set(row, "label", az_plugin_text(&found->label, x->ctx->language));
		az_set(row, "value", az_plugin_text(&found->value_text, x->ctx->language));
		az_set(row, "explanation", az_plugin_text(&found->explanation, x->ctx->language));
		az_set(row, "rule", found->rule);
		az_set_flag(row, "unverified", found->verified == 0);
		az_set(row, "tag", found->colour == ANZE_RED ? "red" : found->colour > ANZE_BLUE ? "amber" : "grey");
	}
}
