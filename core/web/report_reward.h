/* What both sides read of a reward. */
#ifndef AZ_WEB_REPORT_REWARD_H
#define AZ_WEB_REPORT_REWARD_H

#include "domain/report_reward.h"
#include "web/web.h"

/* Number, amount, state, days and authority, below a node: all that a payer is told, for a fine that was made public tells
 * which case it is. */
void az_reward_put_amount(struct az_exchange *x, struct _hdf *node, const struct az_reward *reward);

/* The same with the rule and its sum. */
void az_reward_put(struct az_exchange *x, struct _hdf *node, const struct az_reward *reward);

/* "3,000.00 yuan" in the page's language. */
const char *az_yuan_text(struct az_exchange *x, int64_t fen);

#endif
