/* Rewards by the rule. */
#include "domain/reward_rule.h"

#include <string.h>

#include "base/money.h"

const struct az_reward_rule *az_reward_rule_of(const struct az_rules *rules, const char *code, az_day on)
{
	for (size_t i = 0; i < rules->reward_count; i++) {
		const struct az_reward_rule *rule = &rules->rewards[i];
		if (strcmp(rule->code, code) == 0 && (rule->from == AZ_DAY_NONE || rule->from <= on) &&
		    (rule->to == AZ_DAY_NONE || on <= rule->to))
			return rule;
	}
	return NULL;
}

bool az_reward_amount(const struct az_reward_rule *rule, int64_t basis, int64_t *amount)
{
	int64_t found = 0;
	if (basis <= 0)
		return false;
	switch (rule->by) {
	case AZ_REWARD_RATE:
		if (!az_money_share(basis, rule->rate, &found))
			return false;
		break;
	case AZ_REWARD_EACH:
		if (basis > INT64_MAX / rule->each)
			return false;
		found = basis * rule->each;
		break;
	default:
		if (basis < rule->min || basis > rule->max)
			return false;
		found = basis;
	}
	*amount = found < rule->min ? rule->min : found > rule->max ? rule->max : found;
	return true;
}
