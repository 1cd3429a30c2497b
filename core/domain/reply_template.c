/* Texts for replies. */
#include "domain/reply_template.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"

#define OFFERED_MAX 100

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_reply_template, id),      AZ_INT_OF(struct az_reply_template, authority_id),
	AZ_TEXT_OF(struct az_reply_template, title),  AZ_TEXT_OF(struct az_reply_template, action),
	AZ_TEXT_OF(struct az_reply_template, body),   AZ_INT_OF(struct az_reply_template, active),
	AZ_INT_OF(struct az_reply_template, version), AZ_TIME_OF(struct az_reply_template, changed_at),
	AZ_TEXT_OF(struct az_reply_template, account),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_reply_template);

#define SELECT_TEMPLATE                                                                                                \
	"SELECT s.id, s.authority_id, s.title, s.action, s.body, s.active, s.version, s.changed_at, a.name AS account " \
	"FROM reply_template s JOIN account a ON a.id = s.account_id "

/* ---- finding ---- */

static void add_scope(const struct az_ctx *ctx, struct az_build *build)
{
	az_scope_add(ctx, build, AZ_SCOPE_OFFICE);
}

static const struct az_list_group groups[] = {
	{"own", AZ_QUERY(" AND s.active = 1 AND s.authority_id IS NOT NULL"), NULL, false},
	{"city", AZ_QUERY(" AND s.active = 1 AND s.authority_id IS NULL"), NULL, false},
	{"retired", AZ_QUERY(" AND s.active = 0"), NULL, false},
};

const struct az_list az_reply_template_list = {
	.select = AZ_QUERY(SELECT_TEMPLATE "WHERE 1 = 1"),
	.find = AZ_QUERY("SELECT 1 FROM reply_template s WHERE 1 = 1"),
	.map = &map,
	.scope = add_scope,
	.groups = groups,
	.group_count = sizeof groups / sizeof groups[0],
};

enum az_result az_reply_template_find(struct az_ctx *ctx, int64_t id, struct az_reply_template *out)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	*out = (struct az_reply_template){0};
	az_build_add(build, AZ_QUERY(SELECT_TEMPLATE "WHERE s.id = ?", az_int(id)));
	add_scope(ctx, build);
	return az_db_row(ctx, &build->query, &map, out);
}

bool az_reply_template_may_change(const struct az_ctx *ctx, const struct az_reply_template *one)
{
	if (ctx->actor == NULL || (ctx->roles & AZ_ROLE_HANDLER) == 0)
		return false;
	return one->authority_id != 0 ? one->authority_id == ctx->actor->authority_id : (ctx->roles & AZ_ROLE_CITY) != 0;
}

enum az_result az_reply_template_offered(struct az_ctx *ctx, struct az_reply_template **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_TEMPLATE "WHERE s.active = 1"));
	add_scope(ctx, build);
	az_build_add(build, AZ_QUERY(" ORDER BY s.authority_id IS NULL, s.title, s.id LIMIT 100"));
	return az_db_rows(ctx, &build->query, &map, rows, count, OFFERED_MAX);
}

/* ---- writing ---- */

struct saving {
	const struct az_reply_template *one;
	int64_t id;
};

static enum az_result insert(struct az_ctx *ctx, struct saving *work)
{
	const struct az_reply_template *one = work->one;
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("INSERT INTO reply_template (authority_id, title, action, body, active, changed_at, "
				   "account_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
				   az_ref(one->authority_id), az_str(one->title), az_str(one->action), az_str(one->body),
				   az_int(one->active), az_time(ctx->now), az_int(ctx->account_id)),
			  &outcome));
	work->id = outcome.id;
	return az_audit(ctx, "reply_template", work->id, "write", "", "", one->title);
}

static enum az_result save(struct az_ctx *ctx, void *arg)
{
	struct saving *work = arg;
	const struct az_reply_template *one = work->one;
	struct az_reply_template now = {0};
	if (one->id == 0)
		return insert(ctx, work);
	AZ_TRY(az_db_row(ctx, AZ_QUERY(SELECT_TEMPLATE "WHERE s.id = ? FOR UPDATE", az_int(one->id)), &map, &now));
	if (!az_reply_template_may_change(ctx, &now))
		return az_refuse(ctx, AZ_DENIED, "reply_template.role", NULL);
	if (now.version != one->version)
		return az_refuse(ctx, AZ_CONFLICT, "reply_template.changed", now.account, NULL);
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE reply_template SET title = ?, action = ?, body = ?, active = ?, "
				   "version = version + 1, changed_at = ?, account_id = ? WHERE id = ?",
				   az_str(one->title), az_str(one->action), az_str(one->body), az_int(one->active),
				   az_time(ctx->now), az_int(ctx->account_id), az_int(one->id)),
			  NULL));
	work->id = one->id;
	return az_audit(ctx, "reply_template", one->id, one->active ? "write" : "retire", "", "", one->title);
}

enum az_result az_reply_template_save(struct az_ctx *ctx, const struct az_reply_template *one, int64_t *id)
{
	struct saving work = {one, 0};
	if (!az_reply_template_may_change(ctx, one))
		return az_refuse(ctx, AZ_DENIED, "reply_template.role", NULL);
	AZ_TRY(az_tx(ctx, save, &work));
	*id = work.id;
	return AZ_OK;
}

/* ---- places ---- */

#define PLACE_MAX 60 /* bytes between the braces; what is longer is text */

/* The next place at or after `at`: its name's bytes; false when there is none. */
static bool next_place(const char *body, size_t *at, size_t *n)
{
	for (const char *open = body + *at; (open = strchr(open, '{')) != NULL; open++) {
		size_t length = strcspn(open + 1, "{}\n");
		if (open[1 + length] != '}' || length == 0 || length > PLACE_MAX)
			continue;
		*at = (size_t)(open - body) + 1;
		*n = length;
		return true;
	}
	return false;
}

static const struct az_reply_place *find_place(const struct az_reply_place *places, size_t count, const char *name, size_t n)
{
	for (size_t i = 0; i < count; i++)
		for (size_t language = 0; language < AZ_LANGUAGES; language++)
			if (strlen(places[i].names[language]) == n && memcmp(places[i].names[language], name, n) == 0)
				return &places[i];
	return NULL;
}

const char *az_reply_fill(struct az_arena *arena, const char *body, const struct az_reply_place *places, size_t count)
{
	struct az_buffer out;
	size_t done = 0, at = 0, n;
	az_buffer_init(&out, arena);
	while (next_place(body, &at, &n)) {
		const struct az_reply_place *place = find_place(places, count, body + at, n);
		if (place != NULL && place->value != NULL) {
			az_buffer_add(&out, body + done, at - 1 - done);
			az_buffer_add_text(&out, place->value);
			done = at + n + 1;
		}
		at += n + 1;
	}
	az_buffer_add_text(&out, body + done);
	return az_copy_n(arena, out.p, out.n);
}

const char *az_reply_place_in(struct az_arena *arena, const char *body, const struct az_reply_place *places, size_t count,
			      bool known)
{
	size_t at = 0, n;
	while (next_place(body, &at, &n)) {
		if ((find_place(places, count, body + at, n) != NULL) == known)
			return az_copy_n(arena, body + at, n);
		at += n + 1;
	}
	return NULL;
}
