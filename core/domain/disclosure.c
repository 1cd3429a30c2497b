/* Disclosures. */
#include "domain/disclosure.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/name_gram.h"
#include "domain/number.h"
#include "domain/search_text.h"

#define GRAMS_JOINED 4

const char *const az_disclosure_kinds[] = {"commendation", "exposure", "blacklist"};
const size_t az_disclosure_kind_count = sizeof az_disclosure_kinds / sizeof az_disclosure_kinds[0];

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_disclosure, id),           AZ_INT_OF(struct az_disclosure, measure_id),
	AZ_TEXT_OF(struct az_disclosure, kind),        AZ_TEXT_OF(struct az_disclosure, subject_type),
	AZ_TEXT_OF(struct az_disclosure, subject_name), AZ_TEXT_OF(struct az_disclosure, uscc),
	AZ_TEXT_OF(struct az_disclosure, sector),      AZ_TEXT_OF(struct az_disclosure, authority_zh),
	AZ_TEXT_OF(struct az_disclosure, authority_en), AZ_TEXT_OF(struct az_disclosure, ground_zh),
	AZ_TEXT_OF(struct az_disclosure, ground_en),   AZ_TEXT_OF(struct az_disclosure, basis_zh),
	AZ_TEXT_OF(struct az_disclosure, basis_en),    AZ_TEXT_OF(struct az_disclosure, document),
	AZ_TEXT_OF(struct az_disclosure, body),        AZ_DAY_OF(struct az_disclosure, decided_on),
	AZ_DAY_OF(struct az_disclosure, until_on),     AZ_TIME_OF(struct az_disclosure, published_at),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_disclosure);

/* What a list shows of an entry. */
#define SELECT_ENTRY                                                                                                   \
	"SELECT s.id, s.kind, s.subject_name, s.uscc, s.sector, s.authority_zh, s.authority_en, s.ground_zh, "        \
	"s.ground_en, s.document, s.decided_on, s.until_on, s.published_at "
/* And everything of it. */
#define SELECT_WHOLE                                                                                                   \
	"SELECT s.id, s.measure_id, s.kind, s.subject_type, s.subject_name, s.uscc, s.sector, s.authority_zh, "       \
	"s.authority_en, s.ground_zh, s.ground_en, s.basis_zh, s.basis_en, s.document, s.body, s.decided_on, "       \
	"s.until_on, s.published_at "

/* ---- writing ---- */

static enum az_result insert_grams(struct az_ctx *ctx, int64_t id, const char *folded)
{
	int64_t *grams = AZ_NEW_ARRAY(ctx->arena, AZ_NAME_GRAMS_MAX, int64_t);
	size_t count = az_name_grams(folded, grams, AZ_NAME_GRAMS_MAX);
	for (size_t i = 0; i < count; i++)
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO disclosure_gram (gram, disclosure_id) VALUES (?, ?)",
		                           az_int(grams[i]), az_int(id)),
		                  NULL));
	return AZ_OK;
}

enum az_result az_disclosure_publish(struct az_ctx *ctx, struct az_disclosure *entry)
{
	const char *folded = az_name_fold(ctx->arena, entry->subject_name);
	struct az_outcome outcome;
	entry->published_at = ctx->now;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO disclosure (measure_id, kind, state, subject_type, subject_name, name_folded, uscc, "
	                 "sector, authority_zh, authority_en, ground_zh, ground_en, basis_zh, basis_en, document, body, "
	                 "decided_on, until_on, published_at) "
	                 "VALUES (?, ?, 'published', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	                 az_int(entry->measure_id), az_str(entry->kind), az_str(entry->subject_type),
	                 az_str(entry->subject_name), az_str(folded), az_str(entry->uscc), az_str(entry->sector),
	                 az_str(entry->authority_zh), az_str(entry->authority_en), az_str(entry->ground_zh),
	                 az_str(entry->ground_en), az_str(entry->basis_zh), az_str(entry->basis_en),
	                 az_str(entry->document), az_str(entry->body), az_date(entry->decided_on),
	                 az_date(entry->until_on), az_time(entry->published_at)),
		&outcome));
	entry->id = outcome.id;
	return insert_grams(ctx, entry->id, folded);
}

enum az_result az_disclosure_annul(struct az_ctx *ctx, int64_t measure_id)
{
	/* The grams go too: what has ended is not even looked at. */
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("DELETE g FROM disclosure_gram g JOIN disclosure d ON d.id = g.disclosure_id "
	                           "WHERE d.measure_id = ?",
	                           az_int(measure_id)),
	                  NULL));
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE disclosure SET state = 'annulled', ended_at = ? WHERE measure_id = ?",
	                           az_time(ctx->now), az_int(measure_id)),
	                  NULL);
}

/* ---- asking ---- */

enum az_result az_disclosure_ask(struct az_ctx *ctx, const char *kind, const char *q, struct az_disclosure_filter *out)
{
	bool known = kind[0] == '\0';
	*out = (struct az_disclosure_filter){"", "", "", false};
	for (size_t i = 0; i < az_disclosure_kind_count; i++)
		known = known || strcmp(kind, az_disclosure_kinds[i]) == 0;
	if (!known)
		return AZ_NOT_FOUND;
	out->kind = kind;
	struct az_search_text search = az_search_text_read(ctx->arena, q);
	out->code = search.code;
	out->name = search.name;
	out->code_wrong = search.code_wrong;
	return AZ_OK;
}

/* The gram table joined once a gram; the aliases are literals, as all SQL is. */
static void join_grams(struct az_build *build, const char *folded)
{
	int64_t grams[GRAMS_JOINED];
	size_t count = az_name_search_grams(folded, grams, GRAMS_JOINED);
	if (count > 0)
		az_build_add(build, AZ_QUERY("JOIN disclosure_gram g0 ON g0.disclosure_id = s.id AND g0.gram = ? ",
		                             az_int(grams[0])));
	if (count > 1)
		az_build_add(build, AZ_QUERY("JOIN disclosure_gram g1 ON g1.disclosure_id = s.id AND g1.gram = ? ",
		                             az_int(grams[1])));
	if (count > 2)
		az_build_add(build, AZ_QUERY("JOIN disclosure_gram g2 ON g2.disclosure_id = s.id AND g2.gram = ? ",
		                             az_int(grams[2])));
	if (count > 3)
		az_build_add(build, AZ_QUERY("JOIN disclosure_gram g3 ON g3.disclosure_id = s.id AND g3.gram = ? ",
		                             az_int(grams[3])));
}

/* From FROM to ORDER BY. Folded names and codes hold neither % nor _, so they stand in a pattern as they are. */
static void add_filter(struct az_ctx *ctx, struct az_build *build, const struct az_disclosure_filter *filter,
                       int64_t before)
{
	az_build_add(build, AZ_QUERY("FROM disclosure s "));
	join_grams(build, filter->name);
	az_build_add(build, AZ_QUERY("WHERE s.state = 'published' AND (s.until_on IS NULL OR s.until_on >= ?)",
	                             az_date(az_day_at(ctx->now))));
	if (filter->kind[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.kind = ?", az_str(filter->kind)));
	if (filter->code[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.uscc LIKE ?", az_str(az_format(ctx->arena, "%s%%", filter->code))));
	if (filter->name[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.name_folded LIKE ?",
		                             az_str(az_format(ctx->arena, "%%%s%%", filter->name))));
	if (before != 0)
		az_build_add(build, AZ_QUERY(" AND s.id < ?", az_int(before)));
	az_build_add(build, AZ_QUERY(" ORDER BY s.id DESC"));
}

enum az_result az_disclosure_list(struct az_ctx *ctx, const struct az_disclosure_filter *filter, int64_t before,
                                  struct az_disclosure **rows, size_t *count, size_t max)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_ENTRY));
	add_filter(ctx, build, filter, before);
	az_build_add(build, AZ_QUERY(" LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

enum az_result az_disclosure_latest(struct az_ctx *ctx, size_t max, struct az_disclosure **rows, size_t *count)
{
	static const struct az_disclosure_filter all = {"", "", "", false};
	return az_disclosure_list(ctx, &all, 0, rows, count, max);
}

enum az_result az_disclosure_each(struct az_ctx *ctx, const struct az_disclosure_filter *filter, int64_t max,
                                  enum az_result (*each)(void *self, const void *entry), void *self)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_WHOLE));
	add_filter(ctx, build, filter, 0);
	if (max > 0)
		az_build_add(build, AZ_QUERY(" LIMIT ?", az_int(max)));
	return az_db_each(ctx, &build->query, &map, each, self);
}

const char *az_disclosure_no(struct az_arena *arena, const struct az_disclosure *entry)
{
	return az_number_print(arena, 'D', entry->published_at, entry->id);
}

enum az_result az_disclosure_find(struct az_ctx *ctx, const char *no, struct az_disclosure *entry)
{
	int64_t id;
	if (!az_number_parse(no, 'D', &id))
		return AZ_NOT_FOUND;
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY(SELECT_WHOLE "FROM disclosure s WHERE s.id = ? AND s.state = 'published' "
	                                       "AND (s.until_on IS NULL OR s.until_on >= ?)",
	                          az_int(id), az_date(az_day_at(ctx->now))),
	                 &map, entry));
	return az_streq(no, az_disclosure_no(ctx->arena, entry)) ? AZ_OK : AZ_NOT_FOUND;
}

enum az_result az_disclosure_of_measure(struct az_ctx *ctx, int64_t measure_id, const char **no)
{
	struct az_disclosure entry = {0};
	enum az_result result =
		az_db_row(ctx,
	                  AZ_QUERY("SELECT id, published_at FROM disclosure WHERE measure_id = ?", az_int(measure_id)),
	                  &map, &entry);
	*no = result == AZ_OK ? az_disclosure_no(ctx->arena, &entry) : "";
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

az_day az_term_end(az_day day, int months)
{
	int year, month, day_of_month;
	az_day_split(day, &year, &month, &day_of_month);
	int total = year * 12 + (month - 1) + months;
	year = total / 12;
	month = total % 12 + 1;
	while (day_of_month > 28 && !az_date_valid(year, month, day_of_month))
		day_of_month--;
	return az_day_of(year, month, day_of_month);
}
