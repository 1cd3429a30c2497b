/* Scope: the one place where it is decided who sees which rows. */
#include "domain/actor.h"

#include "base/text.h"

static void add_duty(const struct az_actor *actor, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.sector IN (SELECT sector FROM authority_sector WHERE authority_id = ?)",
	                             az_int(actor->authority_id)));
	if (actor->county[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.county = ?", az_str(actor->county)));
}

static void add_territory(const struct az_actor *actor, struct az_build *build)
{
	if (actor->roles & AZ_ROLE_CITY)
		return; /* coordinates: reads all sectors and counties */
	add_duty(actor, build);
	if (actor->zone[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.zone = ?", az_str(actor->zone)));
}

/* Nobody sees a case that is about his own authority, whatever else his role lets him see. */
static void add_not_own(const struct az_actor *actor, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.id NOT IN (SELECT b.report_id FROM report_barred b WHERE b.authority_id = ?)",
	                             az_int(actor->authority_id)));
}

static void add_cases(const struct az_actor *actor, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND s.id IN (SELECT p.report_id FROM report_party p WHERE p.authority_id = ?)",
	                             az_int(actor->authority_id)));
	add_not_own(actor, build);
}

static void add_trail(const struct az_actor *actor, struct az_build *build)
{
	az_build_add(build, AZ_QUERY(" AND NOT (s.noun = 'report' AND s.noun_id IN (SELECT b.report_id FROM report_barred b "
	                             "WHERE b.authority_id = ?)) AND NOT (s.noun = 'identity' AND s.noun_id IN (SELECT q.id "
	                             "FROM report_identity_request q JOIN report_barred b ON b.report_id = q.report_id "
	                             "WHERE b.authority_id = ?))",
	                             az_int(actor->authority_id), az_int(actor->authority_id)));
}

void az_scope_add(const struct az_ctx *ctx, struct az_build *build, enum az_scope scope)
{
	const struct az_actor *actor = ctx->actor;
	if (actor == NULL) {
		az_build_add(build, AZ_QUERY(" AND 1 = 0")); /* fails closed */
		return;
	}
	switch (scope) {
	case AZ_SCOPE_CASES:
		add_cases(actor, build);
		break;
	case AZ_SCOPE_BODY:
		az_build_add(build, AZ_QUERY(" AND s.authority_id = ?", az_int(actor->authority_id)));
		break;
	case AZ_SCOPE_OFFERS:
		az_build_add(build, AZ_QUERY(" AND s.authority_id = ? AND s.report_id NOT IN (SELECT b.report_id FROM "
		                             "report_barred b WHERE b.authority_id = ?)",
		                             az_int(actor->authority_id), az_int(actor->authority_id)));
		break;
	case AZ_SCOPE_NOT_OWN:
		add_not_own(actor, build);
		break;
	case AZ_SCOPE_TRAIL:
		add_trail(actor, build);
		break;
	case AZ_SCOPE_OFFICE:
		az_build_add(build, AZ_QUERY(" AND (s.authority_id = ? OR s.authority_id IS NULL)", az_int(actor->authority_id)));
		break;
	case AZ_SCOPE_TERRITORY:
		add_territory(actor, build);
		break;
	case AZ_SCOPE_DUTY:
		add_duty(actor, build);
		break;
	case AZ_SCOPE_INSURER:
		if (actor->insurer_id != 0)
			az_build_add(build, AZ_QUERY(" AND s.insurer_id = ?", az_int(actor->insurer_id)));
		else if (!(actor->roles & (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR | AZ_ROLE_CITY)))
			az_build_add(build, AZ_QUERY(" AND 1 = 0"));
		break;
	case AZ_SCOPE_SERVICE:
		if (actor->insurer_id != 0)
			az_build_add(build, AZ_QUERY(" AND s.insurer_id = ?", az_int(actor->insurer_id)));
		else if (actor->agency_id != 0)
			az_build_add(build, AZ_QUERY(" AND s.agency_id = ?", az_int(actor->agency_id)));
		else if (actor->roles & AZ_ROLE_REGULATOR)
			add_territory(actor, build);
		else
			az_build_add(build, AZ_QUERY(" AND 1 = 0"));
		break;
	case AZ_SCOPE_JOBS:
		if (!(actor->roles & AZ_ROLE_ADMIN))
			add_territory(actor, build);
		break;
	}
}

enum az_result az_scope_writes(struct az_ctx *ctx, const char *sector, const char *county)
{
	const struct az_actor *actor = ctx->actor;
	int64_t own = 0;
	if (actor == NULL || actor->authority_id == 0)
		return AZ_NOT_FOUND;
	/* A county's bureau acts in its county; the city's in all of them. */
	if (actor->county[0] != '\0' && !az_streq(actor->county, county == NULL ? "" : county))
		return AZ_NOT_FOUND;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM authority_sector WHERE authority_id = ? AND sector = ?",
	                             az_int(actor->authority_id), az_str(sector)),
	                    &own));
	return own == 1 ? AZ_OK : AZ_NOT_FOUND;
}
