/* Several authorities and one case: sharing it, taking somebody out, notes among those who handle it, and what happens
 * when it turns out to be about an authority. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/report_flow_private.h"
#include "domain/report_party.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "store/db.h"

#define AUTHORITIES_MAX 500
#define NOTES_MAX 200
#define PARTIES_MAX 8 /* that share one case */
#define BARRED_MAX 16

/* What the routing of a case rests on. */
struct routed {
	const char *kind, *sector, *county, *lead_county;
	int64_t authority_id;
};

static enum az_result read_routed(struct az_ctx *ctx, int64_t report_id, struct routed *out)
{
	static const struct az_column columns[] = {
		AZ_TEXT_OF(struct routed, kind), AZ_TEXT_OF(struct routed, sector), AZ_TEXT_OF(struct routed, county),
		AZ_TEXT_OF(struct routed, lead_county), AZ_INT_OF(struct routed, authority_id)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct routed);
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT s.kind, s.sector, s.county, u.county AS lead_county, s.authority_id FROM report s "
	                          "JOIN authority u ON u.id = s.authority_id WHERE s.id = ?",
	                          az_int(report_id)),
	                 &map, out);
}

static enum az_result parties_with(struct az_ctx *ctx, int64_t report_id, int64_t authority_id, int64_t *found)
{
	return az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM report_party WHERE report_id = ? AND authority_id = ?",
	                             az_int(report_id), az_int(authority_id)),
	                    found);
}

enum az_result az_report_may_receive(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	int64_t good;
	AZ_TRY(az_db_number(
		ctx,
		AZ_QUERY("SELECT COUNT(*) AS number FROM authority u WHERE u.id = ? AND EXISTS (SELECT 1 FROM account a "
	                 "WHERE a.authority_id = u.id AND a.active = 1 AND (a.roles & ?) <> 0) AND u.id <> (SELECT "
	                 "s.authority_id FROM report s WHERE s.id = ?) AND NOT EXISTS (SELECT 1 FROM report_barred b "
	                 "WHERE b.report_id = ? AND b.authority_id = u.id)",
	                 az_int(authority_id), az_int(AZ_ROLE_HANDLER), az_int(report_id), az_int(report_id)),
		&good));
	return good == 1 ? AZ_OK : az_refuse(ctx, AZ_INVALID, "report.transfer_to", NULL);
}

enum az_result az_report_lead_by(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	struct routed now = {0};
	az_day today = az_day_at(ctx->now);
	AZ_TRY(read_routed(ctx, report_id, &now));
	AZ_TRY(az_report_party_add(ctx, report_id, authority_id, true));
	AZ_TRY(az_report_party_drop(ctx, report_id, now.authority_id));
	AZ_TRY(az_report_merged_lead_by(ctx, report_id, now.authority_id, authority_id));
	return az_db_exec(
		ctx,
		AZ_QUERY("UPDATE report SET authority_id = ?, handler_id = NULL, maker_id = NULL, accept_from = ?, "
	                 "accept_by = ?, decide_from = NULL, decide_by = NULL, concluded_on = NULL, "
	                 "feedback_by = NULL, disputed_on = NULL, review_by = NULL, outcome = '', extension_days = 0, "
	                 "extension_asked = 0, extension_why = '', paused_days = 0, paused_from = NULL, "
	                 "paused_until = NULL, pause_why = '' WHERE id = ?",
	                 az_int(authority_id), az_date(today), az_date(az_report_accept_by(ctx, today)),
	                 az_int(report_id)),
		NULL);
}

/* ---- sharing ---- */

enum az_result az_report_may_share(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	int64_t there, all;
	AZ_TRY(az_report_may_receive(ctx, row->id, step->to_authority));
	AZ_TRY(parties_with(ctx, row->id, step->to_authority, &there));
	if (there > 0)
		return az_refuse(ctx, AZ_INVALID, "report.shared_already", NULL);
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM report_party WHERE report_id = ?", az_int(row->id)), &all));
	return all < PARTIES_MAX ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "report.shared_full", NULL);
}

enum az_result az_report_share(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                               const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_report_party_add(ctx, row->id, detail->to_authority, false));
	return az_report_put_message(ctx, row, step, input);
}

enum az_result az_report_may_unshare(struct az_ctx *ctx, const struct az_flow_row *row,
                                     const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	int64_t there;
	AZ_TRY(parties_with(ctx, row->id, step->to_authority, &there));
	return there > 0 && step->to_authority != row->authority_id
	               ? AZ_OK
	               : az_refuse(ctx, AZ_INVALID, "report.not_shared", NULL);
}

enum az_result az_report_unshare(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                 const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_report_party_drop(ctx, row->id, detail->to_authority));
	return az_report_put_message(ctx, row, step, input);
}

/* ---- about an authority, as it turns out ---- */

static enum az_result route_about(struct az_ctx *ctx, int64_t report_id, int64_t authority_id, const struct routed *now,
                                  struct az_routing *route)
{
	struct az_party *barred;
	size_t count;
	int64_t ids[BARRED_MAX];
	AZ_TRY(az_report_barred(ctx, report_id, &barred, &count));
	for (size_t i = 0; i < count && i < BARRED_MAX; i++)
		ids[i] = barred[i].authority_id;
	struct az_route_question question = {now->kind, "authority", now->sector, now->county, authority_id, ""};
	return az_report_route(ctx, &question, ids, count < BARRED_MAX ? count : BARRED_MAX, route);
}

/* The authority must exist and not be barred yet. Whoever leads goes on when he is of the city and not the one that it is
 * about: he stands above, or beside. Else the case moves up. */
static enum az_result where_to(struct az_ctx *ctx, int64_t report_id, int64_t authority_id, int64_t *lead)
{
	struct routed now = {0};
	struct az_routing route;
	int64_t known;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM authority u WHERE u.id = ? AND NOT EXISTS (SELECT 1 "
	                             "FROM report_barred b WHERE b.report_id = ? AND b.authority_id = u.id)",
	                             az_int(authority_id), az_int(report_id)),
	                    &known));
	if (known == 0)
		return az_refuse(ctx, AZ_INVALID, "report.barred_already", NULL);
	AZ_TRY(read_routed(ctx, report_id, &now));
	*lead = now.authority_id;
	if (now.authority_id != authority_id && now.lead_county[0] == '\0')
		return AZ_OK;
	AZ_TRY(route_about(ctx, report_id, authority_id, &now, &route));
	if (route.lead != 0)
		*lead = route.lead;
	else if (now.authority_id == authority_id)
		return az_refuse(ctx, AZ_CONFLICT, "report.nobody_above_us", NULL);
	return AZ_OK;
}

enum az_result az_report_bar_action(struct az_ctx *ctx, const struct az_report *report, int64_t authority_id,
                                    const char **action)
{
	int64_t lead = 0;
	AZ_TRY(where_to(ctx, report->id, authority_id, &lead));
	*action = lead == report->authority_id ? "bar" : "move_up";
	return AZ_OK;
}

enum az_result az_report_may_bar(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	int64_t lead = 0;
	AZ_TRY(where_to(ctx, row->id, step->to_authority, &lead));
	return lead == row->authority_id ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
}

enum az_result az_report_may_move_up(struct az_ctx *ctx, const struct az_flow_row *row,
                                     const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	int64_t lead = 0;
	AZ_TRY(where_to(ctx, row->id, step->to_authority, &lead));
	if (lead == row->authority_id)
		return az_refuse(ctx, AZ_CONFLICT, "flow.moved", NULL);
	return step->message[0] == '\0' ? az_refuse(ctx, AZ_INVALID, "report.message_needed", NULL) : AZ_OK;
}

enum az_result az_report_bar_it(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	AZ_TRY(az_report_put_message(ctx, row, step, input));
	AZ_TRY(az_report_bar(ctx, row->id, detail->to_authority));
	return az_report_bar_merged(ctx, row->id, detail->to_authority);
}

enum az_result az_report_move_up(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                                 const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	int64_t lead = 0;
	AZ_TRY(where_to(ctx, row->id, detail->to_authority, &lead));
	AZ_TRY(az_report_put_message(ctx, row, step, input));
	AZ_TRY(az_report_lead_by(ctx, row->id, lead));
	AZ_TRY(az_report_bar(ctx, row->id, detail->to_authority));
	return az_report_bar_merged(ctx, row->id, detail->to_authority);
}

/* ---- notes ---- */

static struct az_secret_about about_note(int64_t report_id, int64_t account_id, int64_t at)
{
	return (struct az_secret_about){"report.note", report_id, account_id, at};
}

enum az_result az_report_has_note(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step_input *input)
{
	const struct az_report_step *step = input->detail;
	int64_t sent;
	if (step->message[0] == '\0')
		return az_refuse(ctx, AZ_INVALID, "report.note_needed", NULL);
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM report_note WHERE report_id = ?", az_int(row->id)), &sent));
	return sent < NOTES_MAX ? AZ_OK : az_refuse(ctx, AZ_CONFLICT, "report.notes_full", NULL);
}

enum az_result az_report_note(struct az_ctx *ctx, const struct az_flow_row *row, const struct az_step *step,
                              const struct az_step_input *input)
{
	const struct az_report_step *detail = input->detail;
	const struct az_secret_key *key;
	struct az_secret_about about = about_note(row->id, ctx->account_id, ctx->now);
	(void)step;
	AZ_TRY(az_report_key_open(ctx, row->id, &key));
	struct az_text sealed = az_report_seal(ctx, key, &about, az_text_of(detail->message));
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_note (report_id, authority_id, account_id, sealed, at) "
	                           "VALUES (?, ?, ?, ?, ?)",
	                           az_int(row->id), az_int(ctx->actor->authority_id), az_int(ctx->account_id),
	                           az_bytes(sealed.p, sealed.n), az_time(ctx->now)),
	                  NULL);
}

enum az_result az_report_notes(struct az_ctx *ctx, const struct az_report *report, struct az_report_note **rows,
                               size_t *count)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct az_report_note, account_id),    AZ_TIME_OF(struct az_report_note, at),
		AZ_BYTES_OF(struct az_report_note, sealed),      AZ_TEXT_OF(struct az_report_note, account),
		AZ_TEXT_OF(struct az_report_note, authority_zh), AZ_TEXT_OF(struct az_report_note, authority_en)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_report_note);
	*count = 0;
	if (report->key == NULL)
		return AZ_OK;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT n.account_id, n.at, n.sealed, a.name AS account, u.name_zh AS authority_zh, "
	                           "u.name_en AS authority_en FROM report_note n JOIN account a ON a.id = n.account_id "
	                           "JOIN authority u ON u.id = n.authority_id WHERE n.report_id = ? ORDER BY n.id LIMIT 200",
	                           az_int(report->id)),
	                  &map, rows, count, NOTES_MAX));
	for (size_t i = 0; i < *count; i++) {
		struct az_secret_about about = about_note(report->id, (*rows)[i].account_id, (*rows)[i].at);
		struct az_text plain;
		AZ_TRY(az_report_unseal(ctx, report->key, &about, (*rows)[i].sealed, &plain));
		(*rows)[i].body = plain.p;
	}
	return AZ_OK;
}

/* ---- choices ---- */

static enum az_result choices_of(struct az_ctx *ctx, const struct az_query *query, struct anze_choice **choices,
                                 size_t *count)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct az_party, authority_id),
	                                           AZ_TEXT_OF(struct az_party, name_zh),
	                                           AZ_TEXT_OF(struct az_party, name_en)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_party);
	struct az_party *rows;
	AZ_TRY(az_db_rows(ctx, query, &map, &rows, count, AUTHORITIES_MAX));
	*choices = AZ_NEW_ARRAY(ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++)
		(*choices)[i] = (struct anze_choice){az_format(ctx->arena, "%lld", (long long)rows[i].authority_id),
		                                     {rows[i].name_zh, rows[i].name_en}};
	return AZ_OK;
}

#define NOT_BARRED "NOT EXISTS (SELECT 1 FROM report_barred b WHERE b.report_id = ? AND b.authority_id = u.id) "
#define IN_ORDER "ORDER BY u.county IS NOT NULL, u.county, u.id LIMIT 500"

enum az_result az_report_transfer_choices(struct az_ctx *ctx, const struct az_report *report,
                                          struct anze_choice **choices, size_t *count)
{
	return choices_of(ctx,
	                  AZ_QUERY("SELECT u.id AS authority_id, u.name_zh, u.name_en FROM authority u WHERE u.id <> ? AND "
	                           "EXISTS (SELECT 1 FROM account a WHERE a.authority_id = u.id AND a.active = 1 "
	                           "AND (a.roles & ?) <> 0) AND " NOT_BARRED IN_ORDER,
	                           az_int(report->authority_id), az_int(AZ_ROLE_HANDLER), az_int(report->id)),
	                  choices, count);
}

enum az_result az_report_share_choices(struct az_ctx *ctx, const struct az_report *report, struct anze_choice **choices,
                                       size_t *count)
{
	return choices_of(ctx,
	                  AZ_QUERY("SELECT u.id AS authority_id, u.name_zh, u.name_en FROM authority u WHERE EXISTS (SELECT "
	                           "1 FROM account a WHERE a.authority_id = u.id AND a.active = 1 AND (a.roles & ?) <> 0) "
	                           "AND NOT EXISTS (SELECT 1 FROM report_party p WHERE p.report_id = ? "
	                           "AND p.authority_id = u.id) AND " NOT_BARRED IN_ORDER,
	                           az_int(AZ_ROLE_HANDLER), az_int(report->id), az_int(report->id)),
	                  choices, count);
}

enum az_result az_report_unshare_choices(struct az_ctx *ctx, const struct az_report *report,
                                         struct anze_choice **choices, size_t *count)
{
	return choices_of(ctx,
	                  AZ_QUERY("SELECT u.id AS authority_id, u.name_zh, u.name_en FROM authority u JOIN report_party p "
	                           "ON p.authority_id = u.id WHERE p.report_id = ? AND u.id <> ? " IN_ORDER,
	                           az_int(report->id), az_int(report->authority_id)),
	                  choices, count);
}

enum az_result az_report_subject_choices(struct az_ctx *ctx, const struct az_report *report,
                                         struct anze_choice **choices, size_t *count)
{
	return choices_of(ctx,
	                  AZ_QUERY("SELECT u.id AS authority_id, u.name_zh, u.name_en FROM authority u WHERE " NOT_BARRED IN_ORDER,
	                           az_int(report->id)),
	                  choices, count);
}
