/* The audit trail. */
#include "domain/audit.h"

#include <string.h>

#include "base/arena.h"
#include "domain/actor.h"
#include "store/db.h"

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_audit_row, id),          AZ_TIME_OF(struct az_audit_row, at),
	AZ_INT_OF(struct az_audit_row, noun_id),     AZ_TEXT_OF(struct az_audit_row, noun),
	AZ_TEXT_OF(struct az_audit_row, action),     AZ_TEXT_OF(struct az_audit_row, from_state),
	AZ_TEXT_OF(struct az_audit_row, to_state),   AZ_TEXT_OF(struct az_audit_row, reason),
	AZ_TEXT_OF(struct az_audit_row, request_id), AZ_TEXT_OF(struct az_audit_row, account),
	AZ_TEXT_OF(struct az_audit_row, authority_zh), AZ_TEXT_OF(struct az_audit_row, authority_en),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_audit_row);

enum az_result az_audit_also(struct az_ctx *ctx, const char *noun, int64_t noun_id, const char *action, const char *from,
                             const char *to, const char *reason)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, "
	                           "to_state, reason, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	                           az_time(ctx->now), az_ref(ctx->account_id),
	                           az_ref(ctx->actor == NULL ? 0 : ctx->actor->authority_id), az_str(noun),
	                           az_int(noun_id), az_str(action), az_str(from), az_str(to), az_str(reason),
	                           az_str(ctx->request_id)),
	                  NULL);
}

enum az_result az_audit(struct az_ctx *ctx, const char *noun, int64_t noun_id, const char *action, const char *from,
                        const char *to, const char *reason)
{
	ctx->audited++;
	return az_audit_also(ctx, noun, noun_id, action, from, to, reason);
}

enum az_result az_audit_of(struct az_ctx *ctx, const char *noun, int64_t noun_id, struct az_audit_row **rows,
                           size_t *count)
{
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT t.id, t.at, t.noun, t.noun_id, t.action, t.from_state, t.to_state, t.reason, "
	                           "t.request_id, a.name AS account, u.name_zh AS authority_zh, u.name_en AS authority_en "
	                           "FROM audit t LEFT JOIN account a ON a.id = t.account_id "
	                           "LEFT JOIN authority u ON u.id = t.authority_id "
	                           "WHERE t.noun = ? AND t.noun_id = ? ORDER BY t.id LIMIT 200",
	                           az_str(noun), az_int(noun_id)),
	                  &map, rows, count, 200);
}

enum az_result az_audit_page(struct az_ctx *ctx, int64_t before, struct az_audit_row **rows, size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT s.id, s.at, s.noun, s.noun_id, s.action, s.from_state, s.to_state, "
	                             /* of keys: to whom; other reasons are for who may see the thing */
	                             "IF(s.noun = 'key_ring', s.reason, '') AS reason, s.request_id, a.login AS account, u.name_zh AS authority_zh, u.name_en AS authority_en "
	                             "FROM audit s LEFT JOIN account a ON a.id = s.account_id "
	                             "LEFT JOIN authority u ON u.id = s.authority_id WHERE s.id < ?",
	                             az_int(before == 0 ? INT64_MAX : before)));
	az_scope_add(ctx, build, AZ_SCOPE_TRAIL);
	az_build_add(build, AZ_QUERY(" ORDER BY s.id DESC LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

const char *az_audit_nobody_key(const struct az_audit_row *row)
{
	if (row->account[0] != '\0')
		return NULL;
	/* What people do has a request, a job names itself; the operator's tool has none. */
	if (strncmp(row->request_id, "job", 3) == 0)
		return "audit.portal";
	return row->request_id[0] == '\0' ? "audit.operator" : "audit.public";
}
