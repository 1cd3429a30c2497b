/* Where a report goes. */
#include "domain/report_route.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/authority_name.h"
#include "domain/name_gram.h"
#include "domain/site.h"
#include "store/db.h"

#define BODIES_MAX 500

/* ---- the table ---- */

static bool fits(const char *wanted, const char *value)
{
	return wanted[0] == '\0' || strcmp(wanted, value) == 0;
}

static bool fits_kind(const struct az_route_rule *rule, const char *kind)
{
	for (size_t i = 0; i < rule->kind_count; i++)
		if (strcmp(rule->kinds[i], kind) == 0)
			return true;
	return rule->kind_count == 0;
}

const struct az_route_rule *az_route_rule_of(const struct az_rules *rules, const char *kind, const char *subject_type,
                                             const char *of, az_day day)
{
	for (size_t i = 0; i < rules->route_count; i++) {
		const struct az_route_rule *rule = &rules->routes[i];
		if (fits_kind(rule, kind) && fits(rule->subject, subject_type) && fits(rule->of, of) &&
		    (rule->from == AZ_DAY_NONE || rule->from <= day) && (rule->to == AZ_DAY_NONE || day <= rule->to))
			return rule;
	}
	return NULL;
}

/* ---- who is who ---- */

/* The city emergency bureau: the one whose people coordinate; where nobody does yet, the one with the most sectors. */
static const struct az_body *coordinator(const struct az_body *bodies, size_t count)
{
	const struct az_body *best = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct az_body *body = &bodies[i];
		if (strcmp(body->kind, "emergency") != 0 || body->county[0] != '\0')
			continue;
		if (best == NULL || (body->coordinates != 0 && best->coordinates == 0) ||
		    ((body->coordinates != 0) == (best->coordinates != 0) && body->sectors > best->sectors))
			best = body;
	}
	return best;
}

const char *az_body_class(const struct az_body *bodies, size_t count, const struct az_body *body)
{
	if (body == NULL)
		return "described";
	if (strcmp(body->kind, "insurance") == 0 || strcmp(body->kind, "finance") == 0)
		return body->kind;
	if (body->county[0] != '\0')
		return strcmp(body->kind, "emergency") == 0 ? "county-emergency" : "county-sector";
	return body == coordinator(bodies, count) ? "coordinator" : "city-sector";
}

/* A name that stands within a longer one that was meant does not count: the bureau's own branch is not the bureau. */
static bool within_longer(const struct az_body *bodies, size_t count, const struct az_body *body)
{
	for (size_t i = 0; i < count; i++)
		if (&bodies[i] != body && bodies[i].barred && strlen(bodies[i].name_zh) > strlen(body->name_zh) &&
		    strstr(bodies[i].name_zh, body->name_zh) != NULL)
			return true;
	return false;
}

/* Marks all that the description can mean: where it does not say whose field it is, those that could handle it. */
static void bar_described(struct az_arena *arena, struct az_body *bodies, size_t count,
			  const struct az_route_question *question, bool *vague)
{
	struct az_authority_name *names = AZ_NEW_ARRAY(arena, count + 1, struct az_authority_name);
	const char *folded = az_name_fold(arena, question->subject_name);
	bool meant = false;
	for (size_t i = 0; i < count; i++)
		names[i] = (struct az_authority_name){bodies[i].name_zh, bodies[i].county};
	const struct az_authority_question *asked = az_authority_ask(arena, question->subject_name, names, count);
	for (size_t i = 0; i < count; i++) {
		struct az_body *body = &bodies[i];
		const char *english = az_name_fold(arena, body->name_en);
		enum az_authority_fit fit = english[0] != '\0' && strstr(folded, english) != NULL
						    ? AZ_AUTHORITY_MEANT
						    : az_authority_fit(asked, i, question->county);
		bool here = body->county[0] == '\0' || strcmp(body->county, question->county) == 0;
		meant = meant || fit == AZ_AUTHORITY_MEANT;
		*vague = *vague || fit == AZ_AUTHORITY_PERHAPS;
		body->barred = body->barred || fit == AZ_AUTHORITY_MEANT || (fit == AZ_AUTHORITY_PERHAPS && here);
	}
	*vague = *vague && !meant;
}

/* The one that decides the way: nobody stands above the coordinator; else the longest name. */
static const struct az_body *decides(const struct az_body *bodies, size_t count)
{
	const struct az_body *first = coordinator(bodies, count), *meant = NULL;
	if (first != NULL && first->barred)
		return first;
	for (size_t i = 0; i < count; i++)
		if (bodies[i].barred && (meant == NULL || strlen(bodies[i].name_zh) > strlen(meant->name_zh)))
			meant = &bodies[i];
	return meant;
}

const struct az_body *az_route_bar(struct az_arena *arena, struct az_body *bodies, size_t count,
                                   const struct az_route_question *question, bool *vague)
{
	const struct az_body *found = NULL;
	*vague = false;
	if (strcmp(question->subject_type, "authority") != 0)
		return NULL;
	for (size_t i = 0; i < count && question->subject_id != 0; i++)
		if (bodies[i].id == question->subject_id) {
			bodies[i].barred = true;
			found = &bodies[i];
		}
	if (question->subject_id != 0)
		return found;
	bar_described(arena, bodies, count, question, vague);
	for (size_t i = 0; i < count; i++)
		if (bodies[i].barred && within_longer(bodies, count, &bodies[i]))
			bodies[i].barred = false;
	return decides(bodies, count);
}

/* ---- choosing ---- */

/* Is `a` nearer to the place, or made more for this one sector? */
static bool is_better(const struct az_body *a, const struct az_body *b)
{
	if (b == NULL)
		return true;
	if ((a->county[0] != '\0') != (b->county[0] != '\0'))
		return a->county[0] != '\0';
	return a->sectors < b->sectors;
}

static bool may_be(const char *who, const struct az_body *body, const char *county)
{
	bool emergency = strcmp(body->kind, "emergency") == 0;
	bool of_city = body->county[0] == '\0';
	if (!of_city && strcmp(body->county, county) != 0)
		return false;
	if (strcmp(who, "sector") == 0)
		return (emergency || strcmp(body->kind, "sector") == 0) && body->covers != 0;
	if (strcmp(who, "sector-city") == 0)
		return of_city && (emergency || strcmp(body->kind, "sector") == 0) && body->covers != 0;
	if (strcmp(who, "emergency") == 0)
		return emergency && !of_city;
	return strcmp(who, body->kind) == 0;
}

/* The best body of this description; with `handled`, only one that has a handler. */
static const struct az_body *find(const char *who, const struct az_body *bodies, size_t count, const char *county,
                                  bool handled)
{
	const struct az_body *best = NULL;
	for (size_t i = 0; i < count; i++)
		if (!bodies[i].barred && (!handled || bodies[i].handled != 0) && may_be(who, &bodies[i], county) &&
		    is_better(&bodies[i], best))
			best = &bodies[i];
	if (best != NULL || (strcmp(who, "coordinator") != 0 && strcmp(who, "emergency") != 0))
		return best;
	const struct az_body *city = coordinator(bodies, count);
	return city != NULL && !city->barred && (!handled || city->handled != 0) ? city : NULL;
}

static const struct az_body *lead_of(const struct az_route_rule *rule, const struct az_body *bodies, size_t count, const char *county)
{
	for (int handled = 1; handled >= 0; handled--)
		for (size_t i = 0; i < rule->lead_count; i++) {
			const struct az_body *body = find(rule->lead[i], bodies, count, county, handled != 0);
			if (body != NULL)
				return body;
		}
	return NULL;
}

void az_route_choose(const struct az_route_rule *rule, const struct az_body *bodies, size_t count, const char *county,
                     struct az_routing *route)
{
	route->rule = rule;
	for (size_t i = 0; i < count && route->barred_count < AZ_BARRED_MAX; i++)
		if (bodies[i].barred)
			route->barred[route->barred_count++] = bodies[i].id;
	if (rule == NULL)
		return;
	route->above_all = rule->lead_count == 0;
	route->lead_body = lead_of(rule, bodies, count, county);
	route->lead = route->lead_body == NULL ? 0 : route->lead_body->id;
	for (size_t i = 0; route->lead != 0 && i < rule->joint_count && route->joint_count < AZ_ROUTE_JOINT_MAX; i++) {
		const struct az_body *body = find(rule->joint[i], bodies, count, county, true);
		if (body == NULL || body->id == route->lead)
			continue;
		route->joint_bodies[route->joint_count] = body;
		route->joint[route->joint_count++] = body->id;
	}
}

const char *az_route_refusal(const struct az_routing *route)
{
	if (route->vague)
		return "report.subject_vague";
	if (route->lead != 0)
		return NULL;
	return route->above_all ? "report.nobody_above" : "report.no_authority";
}

/* ---- with the authorities that there are ---- */

/* A body as it is read: its sectors as a list, the roles of its active people together. */
struct body_row {
	struct az_body body;
	const char *sectors;
	int64_t roles;
};
static const struct az_column body_columns[] = {
	AZ_INT_OF(struct az_body, id),           AZ_TEXT_OF(struct az_body, kind),    AZ_TEXT_OF(struct az_body, county),
	AZ_TEXT_OF(struct az_body, name_zh),     AZ_TEXT_OF(struct az_body, name_en), AZ_TEXT_OF(struct body_row, sectors),
	AZ_INT_OF(struct body_row, roles)};
static const struct az_row_map body_map = AZ_ROW_MAP(body_columns, struct body_row);

static void judge_body(const struct body_row *row, const char *sector, struct az_body *body)
{
	*body = row->body;
	body->covers = 0;
	body->sectors = 0;
	for (const char *at = row->sectors; *at != '\0'; at += strcspn(at, ","), at += *at == ',') {
		body->sectors++;
		body->covers |= strncmp(at, sector, strlen(sector)) == 0;
	}
	body->handled = (row->roles & AZ_ROLE_HANDLER) != 0;
	body->coordinates = (row->roles & AZ_ROLE_CITY) != 0;
}

/* An authority of another county can be the one that it is about, but never one that handles it. */
static enum az_result read_bodies(struct az_ctx *ctx, const struct az_route_question *question, struct az_body **bodies,
                                  size_t *count)
{
	const void *kept;
	size_t all;
	bool everywhere = strcmp(question->subject_type, "authority") == 0;
	AZ_TRY(az_db_rows_kept(
		ctx,
		AZ_QUERY("SELECT a.id, a.kind, a.county, a.name_zh, a.name_en, "
	                 "(SELECT GROUP_CONCAT(s.sector) FROM authority_sector s WHERE s.authority_id = a.id) AS sectors, "
	                 "(SELECT BIT_OR(h.roles) FROM account h WHERE h.authority_id = a.id AND h.active = 1) AS roles "
	                 "FROM authority a WHERE a.zone IS NULL ORDER BY a.id LIMIT 500"),
		&body_map, &kept, &all, BODIES_MAX));
	const struct body_row *rows = kept;
	*bodies = AZ_NEW_ARRAY(ctx->arena, all + 1, struct az_body);
	*count = 0;
	for (size_t i = 0; i < all; i++) {
		const char *county = rows[i].body.county;
		if (everywhere || county[0] == '\0' || strcmp(county, question->county) == 0)
			judge_body(&rows[i], question->sector, &(*bodies)[(*count)++]);
	}
	return AZ_OK;
}

enum az_result az_report_route(struct az_ctx *ctx, const struct az_route_question *question, const int64_t *also_barred,
                               size_t also_count, struct az_routing *route)
{
	struct az_body *bodies;
	size_t count;
	*route = (struct az_routing){0};
	AZ_TRY(read_bodies(ctx, question, &bodies, &count));
	const struct az_body *meant = az_route_bar(ctx->arena, bodies, count, question, &route->vague);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < also_count; j++)
			bodies[i].barred = bodies[i].barred || bodies[i].id == also_barred[j];
	if (question->subject_id == 0 && also_count > 0)
		meant = decides(bodies, count);
	const char *of = strcmp(question->subject_type, "authority") == 0 ? az_body_class(bodies, count, meant) : "";
	az_route_choose(az_route_rule_of(ctx->site->rules, question->kind, question->subject_type, of,
	                                 az_day_at(ctx->now)),
	                bodies, count, question->county, route);
	/* One that the list above does not hold, of a functional zone, is barred all the same. */
	if (question->subject_id != 0 && strcmp(question->subject_type, "authority") == 0 && meant == NULL &&
	    route->barred_count < AZ_BARRED_MAX)
		route->barred[route->barred_count++] = question->subject_id;
	return AZ_OK;
}
