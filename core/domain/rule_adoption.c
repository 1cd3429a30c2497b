/* Adoption of rule sets. */
#include "domain/rule_adoption.h"

#include "domain/audit.h"
#include "domain/measure_gate.h"
#include "domain/site.h"
#include "store/db.h"

#define ADOPTIONS_MAX 200

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_adoption, id),          AZ_TIME_OF(struct az_adoption, at),
	AZ_TIME_OF(struct az_adoption, withdrawn_at), AZ_INT_OF(struct az_adoption, current),
	AZ_TEXT_OF(struct az_adoption, rule_set),   AZ_TEXT_OF(struct az_adoption, document),
	AZ_TEXT_OF(struct az_adoption, maker),      AZ_TEXT_OF(struct az_adoption, withdrawn_reason),
	AZ_DAY_OF(struct az_adoption, adopted_on),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_adoption);

enum az_result az_adoption_find(struct az_ctx *ctx, const char *rule_set, struct az_adoption *out)
{
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT r.id, r.at, r.current, r.rule_set, r.document, r.adopted_on, a.name AS maker "
	                          "FROM rule_adoption r JOIN account a ON a.id = r.maker_id "
	                          "WHERE r.rule_set = ? AND r.current = 1",
	                          az_str(rule_set)),
	                 &map, out);
}

enum az_result az_adoption_day(struct az_ctx *ctx, const char *rule_set, az_day *day)
{
	struct az_adoption adoption = {.adopted_on = AZ_DAY_NONE};
	enum az_result result = az_adoption_find(ctx, rule_set, &adoption);
	*day = adoption.adopted_on;
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

enum az_result az_adoption_covers(struct az_ctx *ctx, const char *subject_type, az_day day, bool *covers)
{
	const struct az_rules *rules = ctx->site->rules;
	*covers = false;
	for (size_t i = 0; i < rules->set_count && !*covers; i++) {
		const struct az_rule_set *set = &rules->sets[i];
		az_day adopted_on = AZ_DAY_NONE;
		if (!az_rule_set_covers(set, subject_type) || !az_rule_set_in_force(set, day))
			continue;
		if (!set->adopted)
			AZ_TRY(az_adoption_day(ctx, set->code, &adopted_on));
		*covers = set->adopted || (adopted_on != AZ_DAY_NONE && adopted_on <= day);
	}
	return AZ_OK;
}

enum az_result az_adoption_list(struct az_ctx *ctx, struct az_adoption **rows, size_t *count)
{
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT r.id, r.at, r.current, r.rule_set, r.document, r.adopted_on, r.withdrawn_at, "
	                           "r.withdrawn_reason, a.name AS maker FROM rule_adoption r "
	                           "JOIN account a ON a.id = r.maker_id ORDER BY r.id DESC LIMIT 200"),
	                  &map, rows, count, ADOPTIONS_MAX);
}

struct change {
	const char *rule_set, *text;
	az_day adopted_on;
};

static enum az_result record(struct az_ctx *ctx, void *arg)
{
	const struct change *change = arg;
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO rule_adoption (rule_set, document, adopted_on, maker_id, at) "
	                           "VALUES (?, ?, ?, ?, ?)",
	                           az_str(change->rule_set), az_str(change->text), az_date(change->adopted_on),
	                           az_int(ctx->account_id), az_time(ctx->now)),
	                  &outcome));
	return az_audit(ctx, "rule", outcome.id, "adopt", "", "adopted", change->text);
}

enum az_result az_adoption_record(struct az_ctx *ctx, const char *rule_set, const char *document, az_day adopted_on)
{
	const struct az_rule_set *set = az_rule_set_of(ctx->site->rules, rule_set);
	struct change change = {rule_set, document, adopted_on};
	if (set == NULL)
		return AZ_NOT_FOUND;
	if (set->adopted)
		return az_refuse(ctx, AZ_INVALID, "rule.not_adoptable", NULL);
	if (adopted_on > az_day_at(ctx->now))
		return az_refuse(ctx, AZ_INVALID, "rule.day_ahead", NULL);
	enum az_result result = az_tx(ctx, record, &change);
	/* The unique key lets one adoption be in force: somebody was faster. */
	return result == AZ_CONFLICT ? az_refuse(ctx, AZ_CONFLICT, "rule.adopted_already", NULL) : result;
}

static enum az_result withdraw(struct az_ctx *ctx, void *arg)
{
	const struct change *change = arg;
	int64_t id = 0;
	enum az_result result = az_db_number(
		ctx,
		AZ_QUERY("SELECT id AS number FROM rule_adoption WHERE rule_set = ? AND current = 1 FOR UPDATE",
	                 az_str(change->rule_set)),
		&id);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_CONFLICT, "rule.not_adopted", NULL);
	AZ_TRY(result);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE rule_adoption SET current = NULL, withdrawn_by = ?, withdrawn_at = ?, "
	                           "withdrawn_reason = ? WHERE id = ?",
	                           az_int(ctx->account_id), az_time(ctx->now), az_str(change->text), az_int(id)),
	                  NULL));
	return az_audit(ctx, "rule", id, "withdraw", "adopted", "withdrawn", change->text);
}

enum az_result az_adoption_withdraw(struct az_ctx *ctx, const char *rule_set, const char *reason)
{
	struct change change = {rule_set, reason, AZ_DAY_NONE};
	return az_tx(ctx, withdraw, &change);
}
