/* The demonstration's visits: one that was signed and found something, one that is being filled in. Made by the same
 * functions as any other, at enterprises that are invented. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/checklist.h"
#include "domain/demo.h"
#include "domain/visit_private.h"
#include "store/db.h"

#define SECTOR "ENE"
#define FINISHED_BEFORE 20 /* days */

static enum az_result become(struct az_ctx *ctx, const char *login)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct az_actor, account_id), AZ_TEXT_OF(struct az_actor, name),
		AZ_INT_OF(struct az_actor, roles),      AZ_INT_OF(struct az_actor, authority_id),
		AZ_TEXT_OF(struct az_actor, county),    AZ_TEXT_OF(struct az_actor, zone),
		AZ_INT_OF(struct az_actor, insurer_id), AZ_INT_OF(struct az_actor, agency_id),
	};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_actor);
	struct az_actor *actor = AZ_NEW(ctx->arena, struct az_actor);
	AZ_TRY(az_db_row(
		ctx,
		AZ_QUERY("SELECT a.id AS account_id, a.name, a.roles, a.authority_id, u.county, u.zone, "
			 "a.insurer_id, a.agency_id FROM account a LEFT JOIN authority u ON u.id = a.authority_id "
			 "WHERE a.login = ?",
			 az_str(login)),
		&map, actor));
	ctx->actor = actor;
	ctx->roles = (uint32_t)actor->roles;
	ctx->account_id = actor->account_id;
	return AZ_OK;
}

/* The sector's first version, in force since the year began. How a version comes to be published is no matter of here.
 */
static enum az_result publish(struct az_ctx *ctx)
{
	struct az_checklist_version draft;
	int year, month, day;
	az_day_split(az_day_at(ctx->now) - FINISHED_BEFORE, &year, &month, &day);
	AZ_TRY(az_checklist_start(ctx, SECTOR, AZ_CHECKLIST_FROM_BASELINE, 0));
	AZ_TRY(az_checklist_draft(ctx, SECTOR, "", &draft));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE checklist_version SET state = 'published', number = 1, effective_from = ?, "
				   "authority_id = ?, published_at = ? WHERE id = ?",
				   az_date(az_day_of(year, 1, 1)), az_ref(ctx->actor->authority_id),
				   az_time(az_day_start(az_day_of(year, 1, 1))), az_int(draft.id)),
			  NULL));
	return az_audit(ctx, "checklist", draft.id, "publish", "draft", "published", "");
}

static enum az_result begin(struct az_ctx *ctx, const char *uscc, struct az_visit_sheet *sheet)
{
	struct az_enterprise enterprise;
	struct az_visit visit;
	const char *no;
	AZ_TRY(az_visit_enterprise(ctx, uscc, SECTOR, &enterprise));
	struct az_visit_new new_visit = {.kind = az_visit_kind_of(ctx),
					 .enterprise_id = enterprise.id,
					 .sector = SECTOR,
					 .token = az_format(ctx->arena, "demonstration %s", uscc)};
	AZ_TRY(az_visit_start(ctx, &new_visit, &no));
	AZ_TRY(az_visit_find(ctx, no, &visit));
	return az_visit_open(ctx, &visit, sheet);
}

struct said {
	const char *code, *answer, *remark;
};

/* Answers the first `count` items: as `said` has it, else that they comply. */
static enum az_result answer(struct az_ctx *ctx, struct az_visit_sheet *sheet, size_t count, const struct said *said,
			     size_t said_count)
{
	struct az_visit_answer *answers = AZ_NEW_ARRAY(ctx->arena, sheet->count + 1, struct az_visit_answer);
	struct az_visit_save save = {.answers = answers, .token = ""};
	struct az_visit visit = {0};
	for (size_t i = 0; i < sheet->count && i < count; i++) {
		if (!sheet->items[i].asked || strcmp(sheet->items[i].item->answer, "yes_no") != 0)
			continue;
		struct az_visit_answer *to = &answers[save.count++];
		*to = (struct az_visit_answer){
			.item = sheet->items[i].item->code, .answer = "yes", .choice = "", .remark = ""};
		for (size_t s = 0; s < said_count; s++)
			if (strcmp(said[s].code, to->item) == 0) {
				to->answer = said[s].answer;
				to->remark = said[s].remark;
			}
	}
	AZ_TRY(az_visit_save(ctx, sheet->visit.id, &save));
	AZ_TRY(az_visit_load(ctx, sheet->visit.id, &visit));
	return az_visit_open(ctx, &visit, sheet);
}

static enum az_result make_signed(struct az_ctx *ctx)
{
	static const struct said said[] = {
		{"ENE-09", "no", "近一年没有储能电站火灾专项演练记录"},
		{"ENE-12", "not_applicable", ""},
		{"ENE-13", "not_applicable", ""},
		{"ENE-14", "not_applicable", ""},
		{"ENE-15", "not_applicable", ""},
	};
	struct az_visit_sheet sheet;
	AZ_TRY(become(ctx, "insurer-a"));
	AZ_TRY(begin(ctx, "91370983MA9E00065Y", &sheet));
	AZ_TRY(answer(ctx, &sheet, sheet.count, said, sizeof said / sizeof said[0]));
	struct az_visit_closing closing = {.revision = sheet.visit.revision,
					   .inspector_name = ctx->actor->name,
					   .inspector_position = "安全工程师",
					   .party_name = "示例二十 何",
					   .party_position = "安全总监",
					   .party_signed = true,
					   .refusal = "",
					   .incomplete_reason = ""};
	struct az_step_input input = {"", &closing};
	struct az_hazard_note note = {.item = "ENE-09",
				      .grade = "general",
				      .situation = said[0].remark,
				      .measure = "一个月内组织储能电站火灾专项演练，邀请消防救援机构参加，并作评估",
				      .deadline = sheet.visit.begun_on + 30};
	AZ_TRY(az_hazard_note(ctx, sheet.visit.id, &note));
	closing.revision++; /* by the note */
	return az_flow_apply(ctx, &az_visit_flow, sheet.visit.id, "sign", &input);
}

static enum az_result make_draft(struct az_ctx *ctx)
{
	struct az_visit_sheet sheet;
	AZ_TRY(become(ctx, "energy"));
	AZ_TRY(begin(ctx, "91370982MA9E00110H", &sheet));
	return answer(ctx, &sheet, sheet.count / 3, NULL, 0);
}

enum az_result az_demo_visits(struct az_ctx *ctx)
{
	const struct anze_plugin *plugin;
	int64_t now = ctx->now;
	if (az_checklist_plugin(ctx, SECTOR, &plugin) != AZ_OK) {
		ctx->problem = (struct az_problem){0};
		return AZ_OK; /* a city without this industry has no visits to show */
	}
	AZ_TRY(become(ctx, "energy"));
	AZ_TRY(publish(ctx));
	ctx->now = now - FINISHED_BEFORE * AZ_DAY_MS;
	enum az_result result = make_signed(ctx);
	ctx->now = now;
	AZ_TRY(result);
	AZ_TRY(make_draft(ctx));
	ctx->actor = NULL;
	ctx->roles = 0;
	ctx->account_id = 0;
	return AZ_OK;
}
