/* Who acts: roles, organisation, scope. */
#ifndef AZ_DOMAIN_ACTOR_H
#define AZ_DOMAIN_ACTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"
#include "store/db.h"

struct az_keys; /* domain/key_ring.h */

/* Bits: an account may have several. Kept in account.roles, so a value never changes its meaning. */
enum az_role {
	AZ_ROLE_HANDLER = 1,              /* handles reports of its authority */
	AZ_ROLE_REGULATOR = 2,            /* emergency or sector bureau: checklists, measures, assessments */
	AZ_ROLE_INSURANCE_REGULATOR = 4,  /* all insurers, joint measures */
	AZ_ROLE_INSURER = 8,              /* files for its own insurer */
	AZ_ROLE_AGENCY = 16,
	AZ_ROLE_AUDITOR = 32,             /* reads the audit trail, never case content */
	AZ_ROLE_ADMIN = 64,               /* accounts and settings, never case content */
	AZ_ROLE_CITY = 128,               /* coordinates: the city emergency bureau */
	AZ_ROLE_PAYER = 256               /* pays rewards by their codes, never sees a case */
};

#define AZ_ROLES_ALL 511U

struct az_actor {
	int64_t account_id;
	const char *login;
	const char *name;
	int64_t roles;
	int64_t authority_id; /* 0: of no authority */
	const char *authority_kind, *authority_zh, *authority_en;
	const char *county;   /* "" : the whole city */
	const char *zone;     /* "" : none */
	int64_t insurer_id;   /* 0: of no insurer */
	const char *insurer;
	int64_t agency_id;
	const char *agency;
	const char *session_binder; /* what form tokens of this session are bound to */
	struct az_keys *keys; /* what this session can open; NULL: nothing that is sealed */
};

/* Which rows of a query an actor may see. The query names the scoped table `s`.
 * Each appends " AND ..." to the build; nobody else writes such a predicate. */
enum az_scope {
	AZ_SCOPE_CASES,   /* s.id: cases that one's own body leads or shares, and that are not about it */
	AZ_SCOPE_BODY,    /* s.authority_id: what one's own body offers and pays */
	AZ_SCOPE_OFFERS,  /* s.authority_id, s.report_id: the same, without what is for a case that is about one's own body */
	AZ_SCOPE_NOT_OWN, /* s.id: cases that are not about one's own body: for who coordinates */
	AZ_SCOPE_TRAIL,   /* s.noun, s.noun_id: the trail without what belongs to such cases */
	AZ_SCOPE_OFFICE,  /* s.authority_id: what one's own body keeps, and what is kept for all (NULL) */
	AZ_SCOPE_TERRITORY, /* s.sector, s.county: own county and own sectors; the city's coordinator: all */
	AZ_SCOPE_DUTY,    /* s.sector, s.county: what az_scope_writes lets the actor change */
	AZ_SCOPE_INSURER, /* s.insurer_id: an insurer its own, regulators all */
	AZ_SCOPE_SERVICE, /* s.insurer_id, s.agency_id, s.sector, s.county: what an insurer or an agency did itself; a
	                   * regulator as AZ_SCOPE_TERRITORY */
	AZ_SCOPE_JOBS     /* s.sector, s.county, s.zone, "" for all: as AZ_SCOPE_TERRITORY; who administers the portal: all */
};
void az_scope_add(const struct az_ctx *ctx, struct az_build *build, enum az_scope scope);

/* May the actor change what belongs to this sector in this county ("" or NULL: the city)? One rule for all writes. */
enum az_result az_scope_writes(struct az_ctx *ctx, const char *sector, const char *county) AZ_CHECKED;

#endif
