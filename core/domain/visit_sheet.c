/* The whole of a visit: its version's items with their answers, what is asked, what it comes to. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_county.h"
#include "domain/enterprise_profile.h"
#include "domain/site.h"
#include "domain/visit_private.h"
#include "plugin/guard.h"
#include "store/db.h"

#define ANSWERS_MAX 20000 /* rows of one visit, with their history */

/* ---- answers ---- */

static const struct az_column answer_columns[] = {
	AZ_TEXT_OF(struct az_visit_answer, item),    AZ_TEXT_OF(struct az_visit_answer, answer),
	AZ_INT_OF(struct az_visit_answer, number),   AZ_TEXT_OF(struct az_visit_answer, choice),
	AZ_TEXT_OF(struct az_visit_answer, remark),  AZ_INT_OF(struct az_visit_answer, revision),
	AZ_TIME_OF(struct az_visit_answer, at),      AZ_INT_OF(struct az_visit_answer, account_id),
	AZ_TEXT_OF(struct az_visit_answer, account),
};
static const struct az_row_map answer_map = AZ_ROW_MAP(answer_columns, struct az_visit_answer);

enum az_result az_visit_said(struct az_ctx *ctx, int64_t id, int64_t revision, struct az_visit_answer **rows,
			     size_t *count)
{
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT v.item, v.answer, v.number, v.choice, v.remark, v.revision, v.at, v.account_id, "
			 "a.name AS account FROM visit_answer v JOIN account a ON a.id = v.account_id "
			 "JOIN (SELECT item, MAX(revision) AS revision FROM visit_answer WHERE visit_id = ? "
			 "AND revision <= ? GROUP BY item) l ON l.item = v.item AND l.revision = v.revision "
			 "WHERE v.visit_id = ?",
			 az_int(id), az_int(revision), az_int(id)),
		&answer_map, rows, count, ANSWERS_MAX);
}

const struct az_visit_answer *az_visit_said_of(const struct az_visit_answer *rows, size_t count, const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].item, item) == 0)
			return &rows[i];
	return NULL;
}

static const struct az_visit_answer nothing = {"", "", 0, "", "", 0, 0, 0, ""};

enum az_result az_visit_answers_at(struct az_ctx *ctx, const struct az_visit_sheet *sheet, int64_t revision,
				   struct az_visit_answer *answers)
{
	struct az_visit_answer *rows;
	size_t count;
	AZ_TRY(az_visit_said(ctx, sheet->visit.id, revision, &rows, &count));
	for (size_t i = 0; i < sheet->count; i++) {
		const struct az_visit_answer *said = az_visit_said_of(rows, count, sheet->items[i].item->code);
		answers[i] = said == NULL ? nothing : *said;
	}
	return AZ_OK;
}

/* ---- facts and findings of a draft ---- */

/* What the register says of the enterprise on the day on which the visit began. A sector whose plugin is out of service
 * asks everything. */
static enum az_result read_facts(struct az_ctx *ctx, const struct az_visit *visit, struct az_visit_facts *out)
{
	struct az_profile_value *rows;
	const struct az_profile_value *held;
	size_t count, held_count;
	*out = (struct az_visit_facts){.plugin = az_plugins_find(ctx->site->plugins, visit->sector)};
	if (out->plugin == NULL)
		return AZ_OK;
	AZ_TRY(az_profile_all(ctx, visit->enterprise_id, visit->sector, &rows, &count));
	az_profile_on(ctx->arena, rows, count, visit->begun_on, &held, &held_count);
	az_profile_facts(ctx->arena, out->plugin->fields, out->plugin->field_count, held, held_count, visit->begun_on,
			 &out->facts);
	bool *applies = AZ_NEW_ARRAY(ctx->arena, out->plugin->item_count + 1, bool);
	az_plugin_applies(ctx->site->plugins, out->plugin, &out->facts, applies);
	out->applies = applies;
	return AZ_OK;
}

static void review(struct az_ctx *ctx, struct az_visit_sheet *sheet)
{
	const struct anze_plugin *plugin = sheet->facts.plugin;
	struct az_results results = {0};
	if (plugin != NULL)
		az_plugin_review(ctx->site->plugins, plugin, ctx->arena, &sheet->facts.facts,
				 az_visit_answers(ctx->arena, plugin, sheet->items, sheet->count), &results);
	sheet->findings = results.rows;
	sheet->finding_count = results.count;
}

/* By the item's flag and the plugin's finding; what they leave open, or call general, a person may decide. */
static const char *grade_of(const struct az_visit_sheet *sheet, const struct az_checklist_item *item)
{
	enum az_visit_grade grade = az_visit_grade(item, sheet->findings, sheet->finding_count);
	for (size_t i = 0; grade != AZ_GRADE_MAJOR && i < sheet->hazard_count; i++)
		if (strcmp(sheet->hazards[i].item, item->code) == 0)
			return sheet->hazards[i].grade;
	return grade == AZ_GRADE_MAJOR ? "major" : grade == AZ_GRADE_GENERAL ? "general" : "undecided";
}

static void grade(struct az_visit_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->items[i].asked && sheet->items[i].result == ANZE_FAILS)
			sheet->grades[i] = grade_of(sheet, sheet->items[i].item);
}

int64_t az_visit_majors(const struct az_visit_sheet *sheet)
{
	int64_t majors = 0;
	for (size_t i = 0; i < sheet->count; i++)
		majors += strcmp(sheet->grades[i], "major") == 0;
	return majors;
}

/* ---- what a closed one was frozen as ---- */

struct frozen {
	const char *item, *grade;
	int64_t asked, result;
};

static enum az_result thaw_results(struct az_ctx *ctx, struct az_visit_sheet *sheet)
{
	static const struct az_column columns[] = {AZ_TEXT_OF(struct frozen, item), AZ_TEXT_OF(struct frozen, grade),
						   AZ_INT_OF(struct frozen, asked), AZ_INT_OF(struct frozen, result)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct frozen);
	struct frozen *rows;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT item, grade, asked, result FROM visit_result WHERE visit_id = ?",
				   az_int(sheet->visit.id)),
			  &map, &rows, &count, AZ_CHECKLIST_JOINED_MAX));
	for (size_t i = 0; i < sheet->count; i++)
		for (size_t r = 0; r < count; r++)
			if (strcmp(rows[r].item, sheet->items[i].item->code) == 0) {
				sheet->items[i].asked = rows[r].asked == 1;
				sheet->items[i].result = (enum anze_answered)rows[r].result;
				sheet->grades[i] = rows[r].grade;
			}
	return AZ_OK;
}

struct written {
	const char *code, *value, *label_zh, *label_en, *value_zh, *value_en, *explanation_zh, *explanation_en, *rule;
	int64_t verified, colour;
};

static enum az_result thaw_findings(struct az_ctx *ctx, struct az_visit_sheet *sheet)
{
	static const struct az_column columns[] = {
		AZ_TEXT_OF(struct written, code),           AZ_TEXT_OF(struct written, value),
		AZ_TEXT_OF(struct written, label_zh),       AZ_TEXT_OF(struct written, label_en),
		AZ_TEXT_OF(struct written, value_zh),       AZ_TEXT_OF(struct written, value_en),
		AZ_TEXT_OF(struct written, explanation_zh), AZ_TEXT_OF(struct written, explanation_en),
		AZ_TEXT_OF(struct written, rule),           AZ_INT_OF(struct written, verified),
		AZ_INT_OF(struct written, colour),
	};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct written);
	struct written *rows;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT code, value, label_zh, label_en, value_zh, value_en, explanation_zh, "
				   "explanation_en, rule, verified, colour FROM visit_finding WHERE visit_id = ? "
				   "ORDER BY position",
				   az_int(sheet->visit.id)),
			  &map, &rows, &sheet->finding_count, AZ_RESULTS_MAX));
	sheet->findings = AZ_NEW_ARRAY(ctx->arena, sheet->finding_count + 1, struct anze_result);
	for (size_t i = 0; i < sheet->finding_count; i++)
		sheet->findings[i] = (struct anze_result){
			.code = rows[i].code,
			.value = rows[i].value,
			.label = {rows[i].label_zh, rows[i].label_en},
			.value_text = {rows[i].value_zh, rows[i].value_en},
			.explanation = {rows[i].explanation_zh, rows[i].explanation_en},
			.rule = rows[i].rule,
			.verified = rows[i].verified == 1,
			.colour = (enum anze_colour)rows[i].colour,
		};
	return AZ_OK;
}

/* ---- opening ---- */

static enum az_result read_items(struct az_ctx *ctx, struct az_visit_sheet *sheet)
{
	struct az_checklist_list list;
	struct az_visit_answer *rows;
	size_t row_count;
	AZ_TRY(az_checklist_of_versions(ctx, sheet->visit.sector, sheet->visit.version_id, sheet->visit.county,
					sheet->visit.county_version_id, &list));
	AZ_TRY(az_visit_said(ctx, sheet->visit.id, INT32_MAX, &rows, &row_count));
	sheet->items = AZ_NEW_ARRAY(ctx->arena, list.count + 1, struct az_visit_item);
	sheet->grades = AZ_NEW_ARRAY(ctx->arena, list.count + 1, const char *);
	for (size_t i = 0; i < list.count; i++) {
		if (list.items[i].retired)
			continue;
		const struct az_visit_answer *said = az_visit_said_of(rows, row_count, list.items[i].code);
		sheet->grades[sheet->count] = "";
		sheet->items[sheet->count++] =
			(struct az_visit_item){.item = &list.items[i], .answer = said == NULL ? nothing : *said};
	}
	return AZ_OK;
}

enum az_result az_visit_read(struct az_ctx *ctx, const struct az_visit *visit, struct az_visit_sheet *out)
{
	*out = (struct az_visit_sheet){.visit = *visit};
	AZ_TRY(read_items(ctx, out));
	AZ_TRY(az_visit_photos(ctx, visit->id, &out->photos, &out->photo_count));
	for (size_t p = 0; p < out->photo_count; p++)
		for (size_t i = 0; i < out->count; i++)
			out->items[i].photos += strcmp(out->items[i].item->code, out->photos[p].item) == 0;
	AZ_TRY(az_hazard_of_visit(ctx, visit->id, &out->hazards, &out->hazard_count));
	az_visit_sections(ctx->arena, out->items, out->count, &out->sections, &out->section_count);
	return AZ_OK;
}

enum az_result az_visit_weigh(struct az_ctx *ctx, struct az_visit_sheet *sheet)
{
	const struct az_visit *visit = &sheet->visit;
	/* An abandoned one was never frozen: it counts for nothing, and is shown as it stood. */
	bool draft = strcmp(visit->state, "draft") == 0 || strcmp(visit->state, "abandoned") == 0;
	if (draft)
		AZ_TRY(read_facts(ctx, visit, &sheet->facts));
	az_visit_judge(ctx->arena, &sheet->facts, sheet->items, sheet->count);
	if (draft) {
		review(ctx, sheet);
		grade(sheet);
	} else {
		AZ_TRY(thaw_results(ctx, sheet));
		AZ_TRY(thaw_findings(ctx, sheet));
	}
	az_visit_sections(ctx->arena, sheet->items, sheet->count, &sheet->sections, &sheet->section_count);
	az_visit_score(sheet->items, sheet->count, az_visit_limit(ctx, visit->begun_on), &sheet->score);
	return AZ_OK;
}

enum az_result az_visit_open(struct az_ctx *ctx, const struct az_visit *visit, struct az_visit_sheet *out)
{
	AZ_TRY(az_visit_read(ctx, visit, out));
	return az_visit_weigh(ctx, out);
}
