/* Where a report goes: by its kind, whom it is about, its sector and its place, as
 * the table `report_routes` of conf/rules/report.conf says on that day. Never to
 * an authority that is itself the subject. Pure, but for reading who there is. */
#ifndef AZ_DOMAIN_REPORT_ROUTE_H
#define AZ_DOMAIN_REPORT_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "domain/rule.h"

#define AZ_ROUTE_JOINT_MAX 4
#define AZ_BARRED_MAX 8

/* An authority as the routing sees it. */
struct az_body {
	int64_t id;
	const char *kind, *county; /* county "": of the city */
	const char *name_zh, *name_en;
	int64_t covers;      /* supervises the report's sector */
	int64_t sectors;     /* how many it supervises */
	int64_t handled;     /* has somebody who handles reports */
	int64_t coordinates; /* has somebody who coordinates for the city */
	bool barred;         /* the report is about it */
};

struct az_route_question {
	const char *kind, *subject_type, *sector, *county;
	int64_t subject_id;       /* of an authority that was found in the list; 0: not */
	const char *subject_name; /* as described */
};

struct az_routing {
	int64_t lead; /* 0: nobody is competent */
	int64_t joint[AZ_ROUTE_JOINT_MAX];
	const struct az_body *lead_body, *joint_bodies[AZ_ROUTE_JOINT_MAX]; /* the same */
	size_t joint_count;
	int64_t barred[AZ_BARRED_MAX];
	size_t barred_count;
	bool above_all; /* nobody stands above the authority that it is about */
	bool vague;     /* it may be about one of several: their field was named, not their place */
	const struct az_route_rule *rule; /* NULL: none fits */
};

/* The line of the table for a kind, a subject and, for an authority, which one ("" otherwise); NULL: none. */
const struct az_route_rule *az_route_rule_of(const struct az_rules *rules, const char *kind, const char *subject_type,
                                             const char *of, az_day day);

/* What an authority is in that table: "county-sector", "coordinator", ... NULL: "described". */
const char *az_body_class(const struct az_body *bodies, size_t count, const struct az_body *body);

/* Marks the bodies that the report is about: the one that was found, or those that a description means or may mean
 * (domain/authority_name.h; *vague: only "may"). Gives the one that decides the way: the one found, the coordinator, or the
 * longest name; NULL: none of the list. */
const struct az_body *az_route_bar(struct az_arena *arena, struct az_body *bodies, size_t count,
                                   const struct az_route_question *question, bool *vague);

/* Who leads and who joins. `bodies`: those of the report's county and of the city, marked by az_route_bar. */
void az_route_choose(const struct az_route_rule *rule, const struct az_body *bodies, size_t count, const char *county,
                     struct az_routing *route);

/* Why such a report is not taken, a key of the catalogue: "report.subject_vague", "report.nobody_above", "report.no_authority"
 * (nobody handles this sector); NULL: it is. */
const char *az_route_refusal(const struct az_routing *route);

/* All of it, with the authorities that there are. Whoever is named in `also_barred` (ids) is barred as well. */
enum az_result az_report_route(struct az_ctx *ctx, const struct az_route_question *question, const int64_t *also_barred,
                               size_t also_count, struct az_routing *route) AZ_CHECKED;

#endif
