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
	int64_t majors = az_visit_majors(sheet);
	if (majors > 0)
		az_set_text(x->page, node, "majors", "visit.majors", number(x, majors), NULL);
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

void az_visit_put_photos(struct az_exchange *x, struct _hdf *node, const struct az_visit_sheet *sheet, const char *code)
{
	for (size_t i = 0; i < sheet->photo_count; i++) {
		const struct az_visit_photo *photo = &sheet->photos[i];
		if (strcmp(photo->item, code) != 0)
			continue;
		struct _hdf *row = az_append(node, "photos");
		az_set(row, "href",
		       az_format(x->ctx->arena, "%s/photos/%lld", az_visit_path(x, &sheet->visit),
				 (long long)photo->blob_id));
		az_set(row, "name", photo->name);
		az_set(row, "size", az_size_text(x->page, photo->size));
		az_set_flag(row, "picture", strncmp(photo->type, "image/", 6) == 0);
	}
}

void az_visit_put_county(struct az_exchange *x, struct _hdf *node, const struct az_visit *visit,
			 const struct az_checklist_item *item, const struct az_checklist_item *before)
{
	const char *county = az_pick(x->page, visit->county_zh, visit->county_en);
	if (item->county == NULL)
		return;
	az_set_text(x->page, node, "county_tag", "checklist_county.tag_named", county, NULL);
	if (before == NULL || before->county == NULL)
		az_set_text(x->page, node, "county_begins", "checklist_county.title", county, NULL);
}

static void put_item(struct az_exchange *x, struct _hdf *node, const struct az_visit_sheet *sheet, size_t at)
{
	const struct az_visit_item *item = &sheet->items[at];
	az_set(node, "code", item->item->code);
	az_set(node, "question", az_pick(x->page, item->item->question_zh, item->item->question_en));
	az_set(node, "answer", az_visit_answer_text(x, item->item, &item->answer));
	az_set(node, "limits", az_visit_limits_text(x, item->item));
	az_set(node, "remark", item->answer.remark);
	az_set_flag(node, "said",
		    strcmp(item->item->answer, "yes_no") != 0 && item->result != ANZE_NOT_APPLICABLE &&
			    item->result != ANZE_NOT_CHECKED);
	az_set_flag(node, "photo_missing", az_visit_lacks_photo(item));
	az_visit_put_photos(x, node, sheet, item->item->code);
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
		const struct az_checklist_item *before = NULL;
		az_set(node, "title", az_visit_section_text(x, section));
		for (size_t k = 0; k < section->count; k++) {
			const struct az_visit_item *item = &sheet->items[section->items[k]];
			if (!item->asked && !item->answered)
				continue;
			struct _hdf *row = az_append(node, "items");
			put_item(x, row, sheet, section->items[k]);
			az_visit_put_county(x, row, &sheet->visit, item->item, before);
			before = item->item;
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

/* ---- hazards ---- */

bool az_visit_is_trial(const struct az_visit *visit)
{
	return strcmp(visit->kind, az_visit_kind_name(AZ_VISIT_TRIAL)) == 0;
}

/* The question without its mark, to be named in a sentence. */
static const char *subject_of(struct az_exchange *x, const struct az_hazard *hazard)
{
	static const char *const marks[] = {"\xef\xbc\x9f", "?"}; /* U+FF1F as well */
	const char *question = az_pick(x->page, hazard->question_zh, hazard->question_en);
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t n = strlen(question), m = strlen(marks[i]);
		if (n > m && strcmp(question + n - m, marks[i]) == 0)
			return az_copy_n(x->ctx->arena, question, n - m);
	}
	return question;
}

static const char *quoted(struct az_exchange *x, const char *text)
{
	return az_text(x->page, "hazard.quoted", text, NULL);
}

/* What was measured, or chosen; NULL of a question that is answered by yes or no. */
static const char *found_text(struct az_exchange *x, const struct az_visit_item *item)
{
	const char *answer = az_visit_answer_text(x, item->item, &item->answer);
	if (strcmp(item->answer.answer, "number") == 0)
		return az_text(x->page, "hazard.found_number", answer, NULL);
	if (strcmp(item->answer.answer, "choice") == 0)
		return az_text(x->page, "hazard.found_choice", quoted(x, answer), NULL);
	return NULL;
}

/* What it should be instead; NULL likewise. */
static const char *should_text(struct az_exchange *x, const struct az_checklist_item *item)
{
	const char *choices = NULL;
	if (strcmp(item->answer, "number") == 0)
		return az_text(x->page, "hazard.should_number", decimal(x, item->minimum, item->scale),
			       decimal(x, item->maximum, item->scale), item->unit, NULL);
	for (size_t i = 0; strcmp(item->answer, "choice") == 0 && i < item->choice_count; i++) {
		if (!item->choices[i].complies)
			continue;
		const char *label = quoted(x, az_pick(x->page, item->choices[i].label_zh, item->choices[i].label_en));
		choices = choices == NULL ? label : az_text(x->page, "hazard.or", choices, label, NULL);
	}
	return choices == NULL ? NULL : az_text(x->page, "hazard.should_choice", choices, NULL);
}

const char *az_hazard_measure(struct az_exchange *x, const struct az_hazard *hazard, const struct az_visit_item *item)
{
	const char *should = item == NULL ? NULL : should_text(x, item->item);
	if (hazard->measure[0] != '\0')
		return hazard->measure;
	if (should != NULL)
		return az_text(x->page, "hazard.measure_should", subject_of(x, hazard), should, NULL);
	return az_text(x->page, "hazard.measure_default", subject_of(x, hazard), NULL);
}

const char *az_hazard_subject(struct az_exchange *x, const struct az_hazard *hazard)
{
	return hazard->item[0] == '\0' ? hazard->situation : az_pick(x->page, hazard->question_zh, hazard->question_en);
}

const char *az_hazard_tag(const struct az_hazard *hazard)
{
	return strcmp(hazard->state, "closed") == 0    ? "green"
	       : strcmp(hazard->state, "claimed") == 0 ? "amber"
						       : "blue";
}

void az_hazard_put(struct az_exchange *x, struct _hdf *node, const struct az_hazard *hazard,
		   const struct az_visit_item *item)
{
	bool raised = strcmp(hazard->state, "noted") != 0;
	az_set(node, "code", hazard->item);
	az_set(node, "question", az_hazard_subject(x, hazard));
	az_set_flag(node, "major", strcmp(hazard->grade, "major") == 0);
	az_set_code(x->page, node, "grade", "visit.grade", hazard->grade);
	az_set(node, "basis", hazard->basis);
	az_set(node, "situation", hazard->situation);
	az_set(node, "found", item == NULL ? NULL : found_text(x, item));
	az_set(node, "measure", az_hazard_measure(x, hazard, item));
	az_set_day(node, "deadline", hazard->deadline);
	if (!raised)
		return;
	az_set(node, "no", az_hazard_no(x->ctx->arena, hazard));
	az_set(node, "href", az_format(x->ctx->arena, "/desk/hazards/%s", az_hazard_no(x->ctx->arena, hazard)));
	if (hazard->visit_id != 0) {
		az_set(node, "visit", az_hazard_visit_no(x->ctx->arena, hazard));
		az_set(node, "visit_href",
		       az_format(x->ctx->arena, "/desk/visits/%s", az_hazard_visit_no(x->ctx->arena, hazard)));
	}
	az_set(node, "enterprise", hazard->enterprise);
	az_set(node, "uscc", hazard->uscc);
	az_set(node, "sector", az_sector_text(x, hazard->sector));
	az_set(node, "organisation", az_pick(x->page, hazard->organisation_zh, hazard->organisation_en));
	az_set(node, "tag", az_hazard_tag(hazard));
	az_set_code(x->page, node, "state", "hazard.state", hazard->state);
	az_set_flag(node, "overdue", az_hazard_overdue(hazard, az_day_at(x->ctx->now)));
	az_exchange_moment(x, node, "noted_at", hazard->noted_at);
	az_set(node, "claim", hazard->claim);
	az_set(node, "claimant", hazard->claimant);
	az_exchange_moment(x, node, "claimed_at", hazard->claimed_at);
	az_set(node, "verification", hazard->verification);
	az_set(node, "closer", hazard->closer);
	az_exchange_moment(x, node, "closed_at", hazard->closed_at);
}

/* A failed item of a draft that nobody has written about yet. */
static struct az_hazard bare(struct az_exchange *x, const struct az_visit_sheet *sheet, size_t at)
{
	const struct az_checklist_item *item = sheet->items[at].item;
	const char *basis = "";
	for (size_t i = 0; i < item->basis_count; i++)
		if (az_checklist_basis_on(&item->basis[i], sheet->visit.begun_on))
			basis = az_format(x->ctx->arena, "%s%s%s %s", basis, basis[0] == '\0' ? "" : "\n",
					  item->basis[i].document, item->basis[i].clause);
	return (struct az_hazard){.item = item->code,
				  .question_zh = item->question_zh,
				  .question_en = item->question_en,
				  .state = "noted",
				  .grade = sheet->grades[at],
				  .basis = basis,
				  .situation =
					  sheet->items[at].answer.remark == NULL ? "" : sheet->items[at].answer.remark,
				  .measure = "",
				  .deadline = az_hazard_deadline(x->ctx, sheet->grades[at], sheet->visit.begun_on)};
}

void az_visit_put_hazards(struct az_exchange *x, const struct az_visit_sheet *sheet)
{
	bool noting = az_visit_may_fill(x, &sheet->visit);
	for (size_t i = 0; !az_visit_is_trial(&sheet->visit) && i < sheet->count; i++) {
		const char *code = sheet->items[i].item->code;
		if (sheet->grades[i][0] == '\0')
			continue;
		struct az_hazard hazard = bare(x, sheet, i);
		for (size_t h = 0; h < sheet->hazard_count; h++)
			if (strcmp(sheet->hazards[h].item, code) == 0)
				hazard = sheet->hazards[h];
		struct _hdf *row = az_append(x->page->data, "Hazards");
		az_hazard_put(x, row, &hazard, &sheet->items[i]);
		az_set_code(x->page, row, "grade", "visit.grade", sheet->grades[i]);
		az_set_flag(row, "major", strcmp(sheet->grades[i], "major") == 0);
		az_set_flag(row, "undecided", strcmp(sheet->grades[i], "undecided") == 0);
		az_visit_put_photos(x, row, sheet, code);
		if (noting)
			az_set(row, "note",
			       az_format(x->ctx->arena, "%s/hazards/%s", az_visit_path(x, &sheet->visit), code));
	}
}
