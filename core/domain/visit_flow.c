/* The flow of a visit: a draft is signed by both parties, or abandoned; a trial is finished. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/visit_private.h"
#include "store/db.h"

static enum az_result lock(struct az_ctx *ctx, int64_t id, struct az_flow_row *row)
{
	static const struct az_column flow_columns[] = {AZ_INT_OF(struct az_flow_row, id),
							AZ_TEXT_OF(struct az_flow_row, state),
							AZ_INT_OF(struct az_flow_row, maker_id)};
	static const struct az_row_map flow_map = AZ_ROW_MAP(flow_columns, struct az_flow_row);
	return az_db_row(ctx, AZ_QUERY("SELECT id, state, maker_id FROM visit WHERE id = ? FOR UPDATE", az_int(id)),
			 &flow_map, row);
}

static enum az_result move(struct az_ctx *ctx, int64_t id, const char *state)
{
	return az_db_exec(ctx, AZ_QUERY("UPDATE visit SET state = ? WHERE id = ?", az_str(state), az_int(id)), NULL);
}

/* ---- guards ---- */

static enum az_result is_own(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	struct az_visit visit = {0};
	(void)input;
	AZ_TRY(az_visit_load(ctx, row->id, &visit));
	return az_visit_is_own(ctx, &visit) ? AZ_OK : AZ_NOT_FOUND;
}

static const char *number(struct az_ctx *ctx, int64_t value)
{
	return az_format(ctx->arena, "%lld", (long long)value);
}

/* One's own, and what the person has read. */
static enum az_result is_read(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input,
			      struct az_visit_sheet *sheet)
{
	const struct az_visit_closing *closing = input->detail;
	struct az_visit visit = {0};
	AZ_TRY(az_visit_load(ctx, row->id, &visit));
	if (!az_visit_is_own(ctx, &visit))
		return AZ_NOT_FOUND;
	if (visit.revision != closing->revision) {
		char *when = az_alloc(ctx->arena, AZ_INSTANT_TEXT);
		az_instant_print(visit.changed_at, when);
		return az_refuse(ctx, AZ_CONFLICT, "visit.changed_meanwhile", visit.editor, when, NULL);
	}
	return az_visit_open(ctx, &visit, sheet);
}

static bool is_trial(const struct az_visit *visit)
{
	return strcmp(visit->kind, az_visit_kind_name(AZ_VISIT_TRIAL)) == 0;
}

static void add_code(struct az_ctx *ctx, const char **codes, const char *code)
{
	*codes = az_format(ctx->arena, "%s%s%s", *codes, (*codes)[0] == '\0' ? "" : ", ", code);
}

/* What is missing of single items, all of it at once: whoever mends one thing need not come back for the next. */
static enum az_result lacks_nothing(struct az_ctx *ctx, const struct az_visit_sheet *sheet)
{
	const char *undecided = "", *photos = "";
	for (size_t i = 0; i < sheet->count; i++) {
		if (strcmp(sheet->grades[i], "undecided") == 0)
			add_code(ctx, &undecided, sheet->items[i].item->code);
		if (az_visit_lacks_photo(&sheet->items[i]))
			add_code(ctx, &photos, sheet->items[i].item->code);
	}
	if (undecided[0] != '\0' && photos[0] != '\0')
		return az_refuse(ctx, AZ_INVALID, "visit.grades_and_photos", undecided, photos, NULL);
	if (undecided[0] != '\0')
		return az_refuse(ctx, AZ_INVALID, "visit.grade_undecided", undecided, NULL);
	if (photos[0] != '\0')
		return az_refuse(ctx, AZ_INVALID, "visit.photo_missing", photos, NULL);
	return AZ_OK;
}

static enum az_result may_be_signed(struct az_ctx *ctx, const struct az_flow_row *row,
				    const struct az_step_input *input)
{
	const struct az_visit_closing *closing = input->detail;
	struct az_visit_sheet sheet;
	AZ_TRY(is_read(ctx, row, input, &sheet));
	if (is_trial(&sheet.visit))
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	if (sheet.score.answered == 0)
		return az_refuse(ctx, AZ_INVALID, "visit.nothing_answered", NULL);
	if (sheet.score.incomplete && closing->incomplete_reason[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "visit.incomplete_unexplained", number(ctx, sheet.score.not_checked),
				 number(ctx, sheet.score.asked), NULL);
	AZ_TRY(lacks_nothing(ctx, &sheet));
	if (!closing->party_signed && closing->refusal[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "visit.refusal_unexplained", NULL);
	return AZ_OK;
}

/* A trial is of one revision of the draft: what was changed since was not tried. */
static enum az_result may_be_finished(struct az_ctx *ctx, const struct az_flow_row *row,
				      const struct az_step_input *input)
{
	struct az_visit_sheet sheet;
	int64_t revision;
	AZ_TRY(is_read(ctx, row, input, &sheet));
	if (!is_trial(&sheet.visit))
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT revision AS number FROM checklist_version WHERE id = ?",
				     az_int(sheet.visit.county_version_id != 0 ? sheet.visit.county_version_id
									       : sheet.visit.version_id)),
			    &revision));
	if (revision != sheet.visit.version_revision)
		return az_refuse(ctx, AZ_CONFLICT, "visit.trial_moved", NULL);
	if (sheet.score.incomplete)
		return az_refuse(ctx, AZ_INVALID, "visit.trial_incomplete", number(ctx, sheet.score.not_checked),
				 number(ctx, sheet.score.asked), NULL);
	return AZ_OK;
}

/* ---- freezing ---- */

static enum az_result freeze_results(struct az_ctx *ctx, const struct az_visit_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		AZ_TRY(az_db_exec(ctx,
				  AZ_QUERY("INSERT INTO visit_result (visit_id, item, asked, result, grade) "
					   "VALUES (?, ?, ?, ?, ?)",
					   az_int(sheet->visit.id), az_str(sheet->items[i].item->code),
					   az_int(sheet->items[i].asked), az_int((int64_t)sheet->items[i].result),
					   az_str(sheet->grades[i])),
				  NULL));
	return AZ_OK;
}

static const char *text_or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

static enum az_result freeze_findings(struct az_ctx *ctx, const struct az_visit_sheet *sheet)
{
	for (size_t i = 0; i < sheet->finding_count; i++) {
		const struct anze_result *found = &sheet->findings[i];
		AZ_TRY(az_db_exec(
			ctx,
			AZ_QUERY("INSERT INTO visit_finding (visit_id, position, code, value, label_zh, label_en, "
				 "value_zh, "
				 "value_en, explanation_zh, explanation_en, rule, verified, colour) "
				 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				 az_int(sheet->visit.id), az_int((int64_t)i), az_str(text_or_empty(found->code)),
				 az_str(text_or_empty(found->value)), az_str(text_or_empty(found->label.zh)),
				 az_str(text_or_empty(found->label.en)), az_str(text_or_empty(found->value_text.zh)),
				 az_str(text_or_empty(found->value_text.en)),
				 az_str(text_or_empty(found->explanation.zh)),
				 az_str(text_or_empty(found->explanation.en)), az_str(text_or_empty(found->rule)),
				 az_int(found->verified != 0), az_int((int64_t)found->colour)),
			NULL));
	}
	return AZ_OK;
}

static enum az_result freeze(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			     const struct az_step_input *input)
{
	const struct az_visit_closing *closing = input->detail;
	struct az_visit visit = {0};
	struct az_visit_sheet sheet;
	(void)step;
	AZ_TRY(az_visit_load(ctx, row->id, &visit));
	AZ_TRY(az_visit_open(ctx, &visit, &sheet));
	AZ_TRY(freeze_results(ctx, &sheet));
	AZ_TRY(freeze_findings(ctx, &sheet));
	if (!is_trial(&visit))
		AZ_TRY(az_hazard_raise(ctx, &sheet));
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE visit SET closed_at = ?, good_weight = ?, judged_weight = ?, asked = ?, complies = ?, "
			 "fails = ?, "
			 "not_applicable = ?, not_checked = ?, majors = ?, incomplete = ?, incomplete_reason = ?, "
			 "inspector_name = ?, inspector_position = ?, party_name = ?, party_position = ?, "
			 "party_signed = ?, refusal = ?, editor_id = ? WHERE id = ?",
			 az_time(ctx->now), az_int(sheet.score.good_weight), az_int(sheet.score.judged_weight),
			 az_int(sheet.score.asked), az_int(sheet.score.complies), az_int(sheet.score.fails),
			 az_int(sheet.score.not_applicable), az_int(sheet.score.not_checked),
			 az_int(az_visit_majors(&sheet)), az_int(sheet.score.incomplete),
			 az_str(sheet.score.incomplete ? closing->incomplete_reason : ""),
			 az_str(closing->inspector_name), az_str(closing->inspector_position),
			 az_str(closing->party_name), az_str(closing->party_position), az_int(closing->party_signed),
			 az_str(closing->party_signed ? "" : closing->refusal), az_int(ctx->account_id),
			 az_int(row->id)),
		NULL);
}

static enum az_result close_it(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
			       const struct az_step_input *input)
{
	(void)step;
	(void)input;
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE visit SET closed_at = ?, editor_id = ? WHERE id = ?", az_time(ctx->now),
				   az_int(ctx->account_id), az_int(row->id)),
			  NULL);
}

#define FILLS (AZ_ROLE_INSURER | AZ_ROLE_AGENCY | AZ_ROLE_REGULATOR)

static const struct az_step steps[] = {
	/* from    action     to           who                needs            guard            effect */
	{"draft", "sign", "signed", FILLS, 0, may_be_signed, freeze},
	{"draft", "finish", "finished", AZ_ROLE_REGULATOR, 0, may_be_finished, freeze},
	{"draft", "abandon", "abandoned", FILLS, AZ_NEEDS_REASON, is_own, close_it},
};

const struct az_flow az_visit_flow = {"visit", steps, sizeof steps / sizeof steps[0], lock, move};
