/* A handler's desk. */
#include "domain/report_desk.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/report_clock.h"
#include "domain/report_private.h"
#include "domain/report_secret.h"
#include "domain/rule.h"
#include "domain/site.h"

#define COLLEAGUES_MAX 200

/* ---- the list ---- */

az_day az_report_soon_until(const struct az_ctx *ctx)
{
	az_day today = az_day_at(ctx->now);
	const struct az_rule_number *rule = az_rule_number(ctx->site->rules, "report.soon_working_days", today);
	return rule == NULL ? today : az_report_clock_soon(ctx->site->workdays, today, (int)rule->value);
}

static void add_scope(const struct az_ctx *ctx, struct az_build *build)
{
	az_scope_add(ctx, build, AZ_SCOPE_CASES);
}

static void add_mine(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.handler_id = ?", az_int(ctx->account_id)));
}

/* Who shares a case neither takes nor decides it, so its terms and messages wait for who leads it. */
static void add_led(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.authority_id = ?", az_int(ctx->actor->authority_id)));
}

static void add_shared(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.authority_id <> ? AND s.id IN (SELECT j.report_id FROM report_party j "
				     "WHERE j.authority_id = ? AND j.leads = 0)",
				     az_int(ctx->actor->authority_id), az_int(ctx->actor->authority_id)));
}

/* Also where only the reporter of a case that is handled together with it wrote. */
static void add_unanswered(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.id IN (SELECT COALESCE(f.merged_into, f.id) FROM report f "
				     "WHERE f.authority_id = ? AND f.unanswered = 1)",
				     az_int(ctx->actor->authority_id)));
	add_led(ctx, build);
}

static void add_nobody(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.handler_id IS NULL"));
	add_led(ctx, build);
}

/* What another person than the actor proposed or decided, and a second one decides on. */
static void add_second(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.state IN ('extending', 'disputed') AND (s.maker_id IS NULL OR s.maker_id <> ?)",
				     az_int(ctx->account_id)));
	add_led(ctx, build);
}

/* As az_report_clock_overdue and az_report_clock_is_soon say it of one row. */
static void add_overdue(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.due_on < ?", az_date(az_day_at(ctx->now))));
	add_led(ctx, build);
}

static void add_soon(const struct az_ctx *ctx, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.due_on BETWEEN ? AND ?", az_date(az_day_at(ctx->now)),
				     az_date(az_report_soon_until(ctx))));
	add_led(ctx, build);
}

static const char *const states[] = {"received", "transferred", "verifying", "extending", "paused",  "concluded", "disputed",
				     "fed_back", "refused",     "merged",    "upheld",    "withdrawn", "archived"};
#define WAITING_STATES 7 /* the first ones */

static void add_state(struct az_build *build, const char *code, int64_t id)
{
	(void)id;
	az_build_add(build, AZ_QUERY(" AND s.state = ?", az_str(code)));
}

static const char *group_of_state(const char *code)
{
	for (size_t i = 0; i < WAITING_STATES; i++)
		if (strcmp(states[i], code) == 0)
			return "office";
	return "closed";
}

static enum az_result open_rows(struct az_ctx *ctx, void *rows, size_t count)
{
	return az_report_open_all(ctx, rows, count);
}

#define IS_WAITING " AND s.waiting = 1"

static const struct az_list_group groups[] = {
	{"office", AZ_QUERY(IS_WAITING), NULL, true},
	{"mine", AZ_QUERY(IS_WAITING), add_mine, true},
	{"nobody", AZ_QUERY(IS_WAITING), add_nobody, true},
	{"overdue", AZ_QUERY(IS_WAITING), add_overdue, true},
	{"soon", AZ_QUERY(IS_WAITING), add_soon, true},
	{"second", AZ_QUERY(IS_WAITING), add_second, true},
	{"message", NULL, add_unanswered, true}, /* of what is closed as well */
	{"joint", AZ_QUERY(IS_WAITING), add_shared, true},
	{"closed", AZ_QUERY(" AND s.waiting = 0"), NULL, false},
};

static const struct az_list_filter filters[] = {
	{"state", states, sizeof states / sizeof states[0], add_state, group_of_state},
};

const struct az_list az_report_list = {
	.select = AZ_QUERY(AZ_SELECT_REPORT "WHERE 1 = 1"),
	.find = AZ_QUERY("SELECT 1 FROM report s WHERE 1 = 1"),
	.map = &az_report_map,
	.scope = add_scope,
	.groups = groups,
	.group_count = sizeof groups / sizeof groups[0],
	.filters = filters,
	.filter_count = sizeof filters / sizeof filters[0],
	.open = open_rows,
};

enum az_result az_report_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_list_question mine = az_list_group(&az_report_list, "mine"), free = az_list_group(&az_report_list, "nobody");
	int64_t nobody;
	AZ_TRY(az_list_count(ctx, &az_report_list, &mine, count));
	AZ_TRY(az_list_count(ctx, &az_report_list, &free, &nobody));
	*count += nobody;
	return AZ_OK;
}

/* ---- whose case it is ---- */

struct colleague {
	int64_t id;
	const char *name;
};

enum az_result az_report_colleagues(struct az_ctx *ctx, struct anze_choice **choices, size_t *count)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct colleague, id), AZ_TEXT_OF(struct colleague, name)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct colleague);
	struct colleague *rows;
	AZ_TRY(az_db_rows(ctx,
			  AZ_QUERY("SELECT id, name FROM account WHERE authority_id = ? AND active = 1 AND (roles & ?) <> 0 "
				   "ORDER BY id <> ?, name, id LIMIT 200",
				   az_int(ctx->actor->authority_id), az_int(AZ_ROLE_HANDLER), az_int(ctx->account_id)),
			  &map, &rows, count, COLLEAGUES_MAX));
	*choices = AZ_NEW_ARRAY(ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++)
		(*choices)[i] = (struct anze_choice){az_format(ctx->arena, "%lld", (long long)rows[i].id),
						     {rows[i].name, rows[i].name}};
	return AZ_OK;
}

struct assigning {
	int64_t report_id, account_id, seen;
};

/* The row as it is now, locked. */
struct held {
	int64_t handler_id, authority_id, waiting;
	const char *handler;
};

static enum az_result read_held(struct az_ctx *ctx, int64_t id, struct held *held)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct held, handler_id), AZ_INT_OF(struct held, authority_id),
						   AZ_INT_OF(struct held, waiting), AZ_TEXT_OF(struct held, handler)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct held);
	return az_db_row(ctx,
			 AZ_QUERY("SELECT s.handler_id, s.authority_id, s.waiting, h.name AS handler FROM report s LEFT JOIN account h ON h.id = s.handler_id "
				  "WHERE s.id = ? FOR UPDATE",
				  az_int(id)),
			 &map, held);
}

static enum az_result may_take(struct az_ctx *ctx, const struct assigning *work, const struct held *held)
{
	int64_t handles = 1;
	if (held->authority_id != ctx->actor->authority_id)
		return az_refuse(ctx, AZ_DENIED, "flow.lead", NULL);
	if (!held->waiting)
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	if (held->handler_id != work->seen)
		return az_refuse(ctx, AZ_CONFLICT,
				 held->handler_id == 0 ? "report.handler_given_back" : "report.handler_moved", held->handler,
				 NULL);
	if (work->account_id != 0)
		AZ_TRY(az_db_number(ctx,
				    AZ_QUERY("SELECT COUNT(*) AS number FROM account WHERE id = ? AND authority_id = ? "
					     "AND active = 1 AND (roles & ?) <> 0",
					     az_int(work->account_id), az_int(held->authority_id),
					     az_int(AZ_ROLE_HANDLER)),
				    &handles));
	return handles == 1 ? AZ_OK : az_refuse(ctx, AZ_INVALID, "report.handler_needed", NULL);
}

static enum az_result assign(struct az_ctx *ctx, void *arg)
{
	const struct assigning *work = arg;
	struct held held = {0};
	AZ_TRY(read_held(ctx, work->report_id, &held));
	AZ_TRY(may_take(ctx, work, &held));
	if (held.handler_id == work->account_id)
		return AZ_OK;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report SET handler_id = ? WHERE id = ?", az_ref(work->account_id),
				   az_int(work->report_id)),
			  NULL));
	AZ_TRY(read_held(ctx, work->report_id, &held)); /* the name, for the trail */
	return az_audit(ctx, "report", work->report_id,
			work->account_id == 0                 ? "give_back"
			: work->account_id == ctx->account_id ? "take"
							      : "assign",
			"", "", work->account_id == ctx->account_id ? "" : held.handler);
}

enum az_result az_report_assign(struct az_ctx *ctx, const struct az_report *report, int64_t account_id, int64_t seen)
{
	struct assigning work = {report->id, account_id, seen};
	return az_tx(ctx, assign, &work);
}
