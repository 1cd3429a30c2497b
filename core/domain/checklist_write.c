/* Items of a draft into their rows. */
#include "base/arena.h"
#include "domain/checklist_private.h"
#include "store/db.h"

static enum az_result insert_parts(struct az_ctx *ctx, int64_t id, const struct az_checklist_item *item)
{
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct az_checklist_basis *basis = &item->basis[i];
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO checklist_basis (item_id, position, document, clause, in_force_from, "
		                           "in_force_to, verified) VALUES (?, ?, ?, ?, ?, ?, ?)",
		                           az_int(id), az_int((int64_t)i + 1), az_str(basis->document),
		                           az_str(basis->clause), az_date(basis->in_force_from),
		                           az_date(basis->in_force_to), az_int(basis->verified)),
		                  NULL));
	}
	for (size_t i = 0; i < item->choice_count; i++) {
		const struct az_checklist_choice *choice = &item->choices[i];
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO checklist_choice (item_id, position, code, label_zh, label_en, "
		                           "complies) VALUES (?, ?, ?, ?, ?, ?)",
		                           az_int(id), az_int((int64_t)i + 1), az_str(choice->code),
		                           az_str(choice->label_zh), az_str(choice->label_en), az_int(choice->complies)),
		                  NULL));
	}
	return AZ_OK;
}

enum az_result az_checklist_insert_item(struct az_ctx *ctx, int64_t version_id, const struct az_checklist_item *item)
{
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO checklist_item (version_id, code, position, own, own_number, retired, retired_reason, changed, "
	                 "category, question_zh, question_en, guidance_zh, guidance_en, major, condition_zh, "
	                 "condition_en, frequency, frequency_note_zh, frequency_note_en, weight, mandatory, photo, "
	                 "answer, unit, minimum, maximum, scale, relevant) "
	                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	                 az_int(version_id), az_str(item->code), az_int(item->position), az_int(item->own),
	                 az_int(item->own_number), az_int(item->retired), az_str(item->retired_reason),
	                 az_int(item->changed),
	                 az_str(item->category), az_str(item->question_zh), az_str(item->question_en),
	                 az_str(item->guidance_zh), az_str(item->guidance_en), az_str(item->major),
	                 az_str(item->condition_zh), az_str(item->condition_en), az_str(item->frequency),
	                 az_str(item->frequency_note_zh), az_str(item->frequency_note_en), az_int(item->weight),
	                 az_int(item->mandatory), az_int(item->photo), az_str(item->answer), az_str(item->unit),
	                 az_int(item->minimum), az_int(item->maximum), az_int(item->scale),
	                 az_str(item->relevant)),
		&outcome));
	return insert_parts(ctx, outcome.id, item);
}

enum az_result az_checklist_set_position(struct az_ctx *ctx, int64_t item_id, int64_t position)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET position = ? WHERE id = ?", az_int(position), az_int(item_id)),
	                  NULL);
}

enum az_result az_checklist_update_item(struct az_ctx *ctx, const struct az_checklist_item *item)
{
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE checklist_item SET position = ?, retired = ?, retired_reason = ?, changed = ?, category = ?, "
	                           "question_zh = ?, question_en = ?, guidance_zh = ?, guidance_en = ?, frequency = ?, "
	                           "weight = ?, photo = ?, answer = ?, unit = ?, minimum = ?, maximum = ?, scale = ?, "
	                           "relevant = ? WHERE id = ?",
	                           az_int(item->position), az_int(item->retired), az_str(item->retired_reason), az_int(item->changed),
	                           az_str(item->category), az_str(item->question_zh), az_str(item->question_en),
	                           az_str(item->guidance_zh), az_str(item->guidance_en), az_str(item->frequency),
	                           az_int(item->weight), az_int(item->photo), az_str(item->answer), az_str(item->unit),
	                           az_int(item->minimum), az_int(item->maximum), az_int(item->scale),
	                           az_str(item->relevant), az_int(item->id)),
	                  NULL));
	if (!item->own)
		return AZ_OK;
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM checklist_basis WHERE item_id = ?", az_int(item->id)), NULL));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM checklist_choice WHERE item_id = ?", az_int(item->id)), NULL));
	return insert_parts(ctx, item->id, item);
}

enum az_result az_checklist_next_own(struct az_ctx *ctx, const struct az_checklist_work *work,
                                     struct az_checklist_item *item)
{
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COALESCE(MAX(i.own_number), 0) + 1 AS number FROM checklist_item i "
	                             "JOIN checklist_version v ON v.id = i.version_id WHERE v.sector = ? AND v.county = ?",
	                             az_str(work->sector), az_str(work->county)),
	                    &item->own_number));
	item->code = az_checklist_own_code(ctx->arena, work->sector, work->county, item->own_number);
	return AZ_OK;
}
