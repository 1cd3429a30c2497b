/* The city's adoption of a rule set: a set that the city must adopt gives a
 * ground only from the day of the city's own document, and no longer when that
 * adoption was withdrawn. */
#ifndef AZ_DOMAIN_RULE_ADOPTION_H
#define AZ_DOMAIN_RULE_ADOPTION_H

#include "base/ctx.h"
#include "domain/rule.h"

struct az_adoption {
	int64_t id, at, withdrawn_at, current;
	const char *rule_set, *document, *maker, *withdrawn_reason;
	az_day adopted_on;
};

/* The adoption in force of a set; AZ_NOT_FOUND when there is none. */
enum az_result az_adoption_find(struct az_ctx *ctx, const char *rule_set, struct az_adoption *out) AZ_CHECKED;

/* The day from which the city has adopted it; AZ_DAY_NONE when it has not. */
enum az_result az_adoption_day(struct az_ctx *ctx, const char *rule_set, az_day *day) AZ_CHECKED;

/* Is there a set by which this type of subject can be listed for what happens on `day`? */
enum az_result az_adoption_covers(struct az_ctx *ctx, const char *subject_type, az_day day, bool *covers) AZ_CHECKED;

/* Those of every set, in force or not, newest first. */
enum az_result az_adoption_list(struct az_ctx *ctx, struct az_adoption **rows, size_t *count) AZ_CHECKED;

/* Records the city's document. AZ_CONFLICT "rule.adopted_already"; AZ_INVALID "rule.not_adoptable" for a set that its
 * own issuer put in force, "rule.day_ahead" for a day still to come. AZ_NOT_FOUND: no such set. */
enum az_result az_adoption_record(struct az_ctx *ctx, const char *rule_set, const char *document,
                                  az_day adopted_on) AZ_CHECKED;

/* Takes it back, with a reason. AZ_CONFLICT "rule.not_adopted" when there is none. */
enum az_result az_adoption_withdraw(struct az_ctx *ctx, const char *rule_set, const char *reason) AZ_CHECKED;

#endif
