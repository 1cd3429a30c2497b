/* Whom a report can be about. */
#include "domain/subject.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/enterprise.h"
#include "domain/search_text.h"
#include "store/db.h"

#define LISTED_MAX 500

const struct anze_choice az_subject_types[] = {{"insurer", {0}}, {"agency", {0}}, {"enterprise", {0}}, {"authority", {0}}};
const size_t az_subject_type_count = sizeof az_subject_types / sizeof az_subject_types[0];

struct listed {
	int64_t id;
	const char *name_zh, *name_en, *county_zh, *county_en;
};
static const struct az_column columns[] = {AZ_INT_OF(struct listed, id), AZ_TEXT_OF(struct listed, name_zh),
                                           AZ_TEXT_OF(struct listed, name_en), AZ_TEXT_OF(struct listed, county_zh),
                                           AZ_TEXT_OF(struct listed, county_en)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct listed);

static enum az_result listed(struct az_ctx *ctx, const char *type, const struct listed **rows, size_t *count)
{
	const void *kept;
	const struct az_query *query =
		strcmp(type, "insurer") == 0
			? AZ_QUERY("SELECT id, name AS name_zh, name AS name_en, '' AS county_zh, '' AS county_en "
	                           "FROM insurer WHERE active = 1 ORDER BY name LIMIT 500")
		: strcmp(type, "agency") == 0
			? AZ_QUERY("SELECT id, name AS name_zh, name AS name_en, '' AS county_zh, '' AS county_en "
	                           "FROM agency WHERE active = 1 ORDER BY name LIMIT 500")
			: AZ_QUERY("SELECT id, name_zh, name_en, '' AS county_zh, '' AS county_en FROM authority "
	                           "ORDER BY county IS NOT NULL, county, id LIMIT 500");
	AZ_TRY(az_db_rows_kept(ctx, query, &map, &kept, count, LISTED_MAX));
	*rows = kept;
	return AZ_OK;
}

/* Folded names and codes hold neither % nor _, so they stand in a pattern as they are. */
static enum az_result enterprises(struct az_ctx *ctx, const char *typed, struct listed **rows, size_t *count)
{
	struct az_search_text search = az_search_text_read(ctx->arena, typed);
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	*count = 0;
	if (search.code[0] == '\0' && az_utf8_count(search.name, strlen(search.name)) < AZ_SUBJECT_TYPED_MIN)
		return AZ_OK;
	az_build_add(build, AZ_QUERY("SELECT e.id, e.name AS name_zh, e.name AS name_en, d.name_zh AS county_zh, "
	                             "d.name_en AS county_en FROM enterprise e "));
	az_enterprise_join_grams(build, search.name);
	az_build_add(build, AZ_QUERY("JOIN division d ON d.code = e.county WHERE 1 = 1"));
	if (search.name[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND e.name_folded LIKE ?",
		                             az_str(az_format(ctx->arena, "%%%s%%", search.name))));
	else
		az_build_add(build,
		             AZ_QUERY(" AND e.uscc LIKE ?", az_str(az_format(ctx->arena, "%s%%", search.code))));
	az_build_add(build, AZ_QUERY(" ORDER BY CHAR_LENGTH(e.name), e.id LIMIT ?", az_int(AZ_SUBJECT_FOUND_MAX + 1)));
	return az_db_rows(ctx, &build->query, &map, rows, count, AZ_SUBJECT_FOUND_MAX + 1);
}

static const char *with_county(struct az_ctx *ctx, const char *name, const char *county)
{
	return county[0] == '\0' ? name : az_format(ctx->arena, "%s (%s)", name, county);
}

static size_t add(struct az_ctx *ctx, const char *type, const struct listed *rows, size_t count,
                  struct anze_choice *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (struct anze_choice){az_format(ctx->arena, "%s-%lld", type, (long long)rows[i].id),
		                              {with_county(ctx, rows[i].name_zh, rows[i].county_zh),
		                               with_county(ctx, rows[i].name_en, rows[i].county_en)}};
	return count;
}

enum az_result az_subject_choices(struct az_ctx *ctx, const char *type, const char *typed, struct anze_choice **choices,
                                  size_t *count, bool *more)
{
	const struct listed *rows;
	struct listed *fitting;
	size_t found;
	*count = 0;
	*more = false;
	if (strcmp(type, "enterprise") == 0) {
		AZ_TRY(enterprises(ctx, typed, &fitting, &found));
		*more = found > AZ_SUBJECT_FOUND_MAX;
		found = *more ? AZ_SUBJECT_FOUND_MAX : found;
		*choices = AZ_NEW_ARRAY(ctx->arena, found + 1, struct anze_choice);
		*count = add(ctx, type, fitting, found, *choices);
		return AZ_OK;
	}
	*choices = AZ_NEW_ARRAY(ctx->arena, az_subject_type_count * (size_t)LISTED_MAX, struct anze_choice);
	for (size_t i = 0; i < az_subject_type_count; i++) {
		const char *each = az_subject_types[i].code;
		if (strcmp(each, "enterprise") == 0 || (type[0] != '\0' && strcmp(type, each) != 0))
			continue;
		AZ_TRY(listed(ctx, each, &rows, &found));
		*count += add(ctx, each, rows, found, *choices + *count);
	}
	return AZ_OK;
}

static enum az_result name_of(struct az_ctx *ctx, const struct az_subject *subject, struct listed *row)
{
	if (strcmp(subject->type, "insurer") == 0)
		return az_db_row(ctx,
		                 AZ_QUERY("SELECT id, name AS name_zh, name AS name_en, '' AS county_zh, '' AS county_en "
		                          "FROM insurer WHERE id = ?",
		                          az_int(subject->id)),
		                 &map, row);
	if (strcmp(subject->type, "agency") == 0)
		return az_db_row(ctx,
		                 AZ_QUERY("SELECT id, name AS name_zh, name AS name_en, '' AS county_zh, '' AS county_en "
		                          "FROM agency WHERE id = ?",
		                          az_int(subject->id)),
		                 &map, row);
	if (strcmp(subject->type, "enterprise") == 0)
		return az_db_row(ctx,
		                 AZ_QUERY("SELECT id, name AS name_zh, name AS name_en, '' AS county_zh, '' AS county_en "
		                          "FROM enterprise WHERE id = ?",
		                          az_int(subject->id)),
		                 &map, row);
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT id, name_zh, name_en, '' AS county_zh, '' AS county_en FROM authority "
	                          "WHERE id = ?",
	                          az_int(subject->id)),
	                 &map, row);
}

enum az_result az_subject_find(struct az_ctx *ctx, const char *code, struct az_subject *subject)
{
	struct listed row = {0};
	size_t n = strcspn(code, "-");
	*subject = (struct az_subject){NULL, 0, ""};
	for (size_t i = 0; i < az_subject_type_count; i++)
		if (strlen(az_subject_types[i].code) == n && memcmp(az_subject_types[i].code, code, n) == 0)
			subject->type = az_subject_types[i].code;
	if (subject->type == NULL || code[n] != '-' || !az_parse_int(code + n + 1, 1, INT64_MAX, &subject->id))
		return AZ_NOT_FOUND;
	AZ_TRY(name_of(ctx, subject, &row));
	subject->name = row.name_zh;
	return AZ_OK;
}
