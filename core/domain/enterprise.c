/* Reading the register of enterprises. */
#include "domain/enterprise.h"

#include <string.h>

#include "base/arena.h"
#include "base/identifier.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/name_gram.h"
#include "domain/search_text.h"
#include "domain/site.h"
#include "store/db.h"

#define GRAMS_JOINED 3
#define ZONES_MAX 100

const struct anze_choice az_enterprise_sizes[AZ_ENTERPRISE_SIZES] = {
	{"large", {0}}, {"medium", {0}}, {"small", {0}}, {"micro", {0}}};

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_enterprise, id),         AZ_TEXT_OF(struct az_enterprise, name),
	AZ_TEXT_OF(struct az_enterprise, uscc),      AZ_TEXT_OF(struct az_enterprise, county),
	AZ_TEXT_OF(struct az_enterprise, county_zh), AZ_TEXT_OF(struct az_enterprise, county_en),
	AZ_TEXT_OF(struct az_enterprise, zone),      AZ_TEXT_OF(struct az_enterprise, zone_zh),
	AZ_TEXT_OF(struct az_enterprise, zone_en),   AZ_TEXT_OF(struct az_enterprise, size),
	AZ_TEXT_OF(struct az_enterprise, sectors),   AZ_INT_OF(struct az_enterprise, active),
	AZ_INT_OF(struct az_enterprise, version),    AZ_INT_OF(struct az_enterprise, colour),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_enterprise);

bool az_enterprise_has(const struct az_enterprise *enterprise, const char *sector)
{
	size_t n = strlen(sector);
	for (const char *at = enterprise->sectors; *at != '\0'; at += strcspn(at, " "), at += *at == ' ')
		if (n > 0 && strncmp(at, sector, n) == 0 && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

/* ---- asking ---- */

const char *const az_colour_codes[AZ_COLOURS] = {"none", "blue", "yellow", "orange", "red"};

static bool read_colour(const char *code, int64_t *colour)
{
	*colour = AZ_COLOUR_ANY;
	for (int64_t i = 0; i < AZ_COLOURS; i++)
		if (strcmp(az_colour_codes[i], code) == 0)
			*colour = i;
	return code[0] == '\0' || *colour != AZ_COLOUR_ANY;
}

enum az_result az_enterprise_ask(struct az_ctx *ctx, const struct az_enterprise_question *question,
				 struct az_enterprise_filter *out)
{
	*out = (struct az_enterprise_filter){.sector = question->sector, .county = question->county};
	if (!read_colour(question->colour, &out->colour) ||
	    (question->sector[0] != '\0' && az_sector_of(ctx->site, question->sector) == NULL))
		return AZ_NOT_FOUND;
	struct az_search_text search = az_search_text_read(ctx->arena, question->q);
	out->code = search.code;
	out->name = search.name;
	out->code_wrong = search.code_wrong;
	out->nothing =
		question->q[strspn(question->q, " \t")] != '\0' && search.code[0] == '\0' && search.name[0] == '\0';
	return AZ_OK;
}

/* The gram table joined once a gram; the aliases are literals, as all SQL is. */
void az_enterprise_join_grams(struct az_build *build, const char *folded)
{
	int64_t grams[GRAMS_JOINED];
	size_t count = az_name_search_grams(folded, grams, GRAMS_JOINED);
	if (count > 0)
		az_build_add(build, AZ_QUERY("JOIN enterprise_gram g0 ON g0.enterprise_id = e.id AND g0.gram = ? ",
					     az_int(grams[0])));
	if (count > 1)
		az_build_add(build, AZ_QUERY("JOIN enterprise_gram g1 ON g1.enterprise_id = e.id AND g1.gram = ? ",
					     az_int(grams[1])));
	if (count > 2)
		az_build_add(build, AZ_QUERY("JOIN enterprise_gram g2 ON g2.enterprise_id = e.id AND g2.gram = ? ",
					     az_int(grams[2])));
}

/* The worst colour of an enterprise's classes in scope, of one sector or ("") of all; a major hazard that is open is
 * red (domain/hazard.h). */
static void add_colour(struct az_ctx *ctx, struct az_build *build, const char *sector)
{
	az_build_add(build,
		     AZ_QUERY("COALESCE((SELECT MAX(IF(EXISTS (SELECT 1 FROM hazard h WHERE "
			      "h.enterprise_id = s.enterprise_id AND h.sector = s.sector AND h.grade = 'major' AND "
			      "h.state IN ('open', 'claimed')), 4, c.colour)) FROM enterprise_sector s "
			      "LEFT JOIN enterprise_class c ON c.enterprise_id = s.enterprise_id AND "
			      "c.sector = s.sector WHERE s.enterprise_id = e.id"));
	az_scope_add(ctx, build, AZ_SCOPE_TERRITORY);
	if (sector[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.sector = ?", az_str(sector)));
	az_build_add(build, AZ_QUERY("), 0)"));
}

/* Everything of the row, with the sectors that the actor may see; up to the joins of a filter. */
static void select_enterprise(struct az_ctx *ctx, struct az_build *build, const char *sector)
{
	az_build_add(build,
		     AZ_QUERY("SELECT e.id, e.name, e.uscc, e.county, d.name_zh AS county_zh, d.name_en AS county_en, "
			      "e.zone, z.name_zh AS zone_zh, z.name_en AS zone_en, e.size, e.active, e.version, "
			      "(SELECT GROUP_CONCAT(s.sector ORDER BY s.sector SEPARATOR ' ') FROM enterprise_sector s "
			      "WHERE s.enterprise_id = e.id"));
	az_scope_add(ctx, build, AZ_SCOPE_TERRITORY);
	az_build_add(build, AZ_QUERY(") AS sectors, "));
	add_colour(ctx, build, sector);
	az_build_add(build, AZ_QUERY(" AS colour FROM enterprise e "));
}

/* An enterprise is seen through a sector of it that is in scope. Asked of each row, not as EXISTS, which the database
 * would turn round: it would collect all that is in scope and sort it before it gives the first page. */
static void add_scope(struct az_ctx *ctx, struct az_build *build, const char *sector)
{
	az_build_add(
		build,
		AZ_QUERY("LEFT JOIN division d ON d.code = e.county LEFT JOIN functional_zone z ON z.code = e.zone "
			 "WHERE (SELECT 1 FROM enterprise_sector s WHERE s.enterprise_id = e.id"));
	az_scope_add(ctx, build, AZ_SCOPE_TERRITORY);
	if (sector[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.sector = ?", az_str(sector)));
	az_build_add(build, AZ_QUERY(" LIMIT 1) = 1"));
}

/* Folded names and codes hold neither % nor _, so they stand in a pattern as they are. */
static struct az_build *ask(struct az_ctx *ctx, const struct az_enterprise_filter *filter, int64_t before)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_enterprise(ctx, build, filter->sector);
	az_enterprise_join_grams(build, filter->name);
	add_scope(ctx, build, filter->sector);
	if (filter->county[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND e.county = ?", az_str(filter->county)));
	if (strlen(filter->code) == AZ_CODE_CHARACTERS)
		az_build_add(build, AZ_QUERY(" AND e.uscc = ?", az_str(filter->code)));
	else if (filter->code[0] != '\0')
		az_build_add(build,
			     AZ_QUERY(" AND e.uscc LIKE ?", az_str(az_format(ctx->arena, "%s%%", filter->code))));
	if (filter->name[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND e.name_folded LIKE ?",
					     az_str(az_format(ctx->arena, "%%%s%%", filter->name))));
	if (filter->colour != AZ_COLOUR_ANY) {
		az_build_add(build, AZ_QUERY(" AND "));
		add_colour(ctx, build, filter->sector);
		az_build_add(build, AZ_QUERY(" = ?", az_int(filter->colour)));
	}
	if (filter->nothing)
		az_build_add(build, AZ_QUERY(" AND 1 = 0"));
	if (before != 0)
		az_build_add(build, AZ_QUERY(" AND e.id < ?", az_int(before)));
	az_build_add(build, AZ_QUERY(" ORDER BY e.id DESC"));
	return build;
}

enum az_result az_enterprise_list(struct az_ctx *ctx, const struct az_enterprise_filter *filter, int64_t before,
				  struct az_enterprise **rows, size_t *count, size_t max)
{
	struct az_build *build = ask(ctx, filter, before);
	az_build_add(build, AZ_QUERY(" LIMIT ?", az_int((int64_t)max)));
	return az_db_rows(ctx, &build->query, &map, rows, count, max);
}

enum az_result az_enterprise_each(struct az_ctx *ctx, const struct az_enterprise_filter *filter,
				  enum az_result (*each)(void *self, const void *enterprise), void *self)
{
	struct az_build *build = ask(ctx, filter, 0);
	return az_db_each(ctx, &build->query, &map, each, self);
}

enum az_result az_enterprise_find(struct az_ctx *ctx, int64_t id, struct az_enterprise *enterprise)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_enterprise(ctx, build, "");
	add_scope(ctx, build, "");
	az_build_add(build, AZ_QUERY(" AND e.id = ?", az_int(id)));
	return az_db_row(ctx, &build->query, &map, enterprise);
}

enum az_result az_enterprise_writes(struct az_ctx *ctx, const struct az_enterprise *enterprise, const char *sector)
{
	if (!az_enterprise_has(enterprise, sector))
		return AZ_NOT_FOUND;
	return az_scope_writes(ctx, sector, enterprise->county);
}

/* ---- choices ---- */

struct zone {
	const char *code, *name_zh, *name_en;
};

enum az_result az_zone_choices(struct az_ctx *ctx, struct anze_choice **choices, size_t *count)
{
	static const struct az_column zone_columns[] = {AZ_TEXT_OF(struct zone, code), AZ_TEXT_OF(struct zone, name_zh),
							AZ_TEXT_OF(struct zone, name_en)};
	static const struct az_row_map zone_map = AZ_ROW_MAP(zone_columns, struct zone);
	struct zone *rows;
	AZ_TRY(az_db_rows(ctx, AZ_QUERY("SELECT code, name_zh, name_en FROM functional_zone ORDER BY code"), &zone_map,
			  &rows, count, ZONES_MAX));
	*choices = AZ_NEW_ARRAY(ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++)
		(*choices)[i] = (struct anze_choice){rows[i].code, {rows[i].name_zh, rows[i].name_en}};
	return AZ_OK;
}

enum az_result az_enterprise_own_sectors(struct az_ctx *ctx, struct anze_choice **choices, size_t *count)
{
	*choices = AZ_NEW_ARRAY(ctx->arena, AZ_SECTORS_MAX, struct anze_choice);
	*count = 0;
	if (ctx->actor == NULL)
		return AZ_OK;
	for (size_t i = 0; i < ctx->site->sector_count; i++) {
		enum az_result own = az_scope_writes(ctx, ctx->site->sectors[i].code, ctx->actor->county);
		if (own == AZ_OK)
			(*choices)[(*count)++] = ctx->site->sector_choices[i];
		else if (own != AZ_NOT_FOUND)
			return own;
	}
	return AZ_OK;
}
