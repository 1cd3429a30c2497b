/* What a true report is rewarded with: a line of `rewards` in conf/rules/reward.conf, by the rule of the day on which the
 * report came in. Pure. */
#ifndef AZ_DOMAIN_REWARD_RULE_H
#define AZ_DOMAIN_REWARD_RULE_H

#include "domain/rule.h"

const struct az_reward_rule *az_reward_rule_of(const struct az_rules *rules, const char *code, az_day on);

/* In fen: `basis` is the fine in fen (by rate), how many (each), or the amount itself (range, within its limits).
 * min <= rate x fine <= max, and as much for each one up to max. False: the basis is none, or 64 bits do not hold it. */
bool az_reward_amount(const struct az_reward_rule *rule, int64_t basis, int64_t *amount);

#endif
