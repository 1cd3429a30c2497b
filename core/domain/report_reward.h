/* Rewards for true reports. One handler proposes, by the rule of the day on which the report came in; another of the same
 * authority approves; the reporter reads amount, rule and deadline with the receipt, asks for it and gets a one-time code, or
 * waives it. With the code the authority's payer pays it out without knowing to whom. One reward a case, and only for the
 * first of those that say the same. */
#ifndef AZ_DOMAIN_REPORT_REWARD_H
#define AZ_DOMAIN_REPORT_REWARD_H

#include "domain/report.h"
#include "domain/reward_rule.h"

struct az_reward {
	int64_t id, report_id, authority_id, maker_id, basis, amount; /* fen; basis: reward_rule.h */
	const char *authority_zh, *authority_en, *maker;
	const char *state, *rule; /* proposed, offered, claimed, drawn, waived, expired, declined */
	az_day rule_on, claim_by, draw_by;
	int64_t proposed_at, ended_at, submitted_at;
};

/* The code, as people copy it: 80 bits, made from the form that asked for it, so that the same form shows it once more. Only
 * a hash of it is kept. */
#define AZ_REWARD_CODE AZ_RECEIPT_TEXT

struct az_reward_step {
	bool by_receipt;
	const unsigned char *code_hash; /* of `claim` and `renew`: the new one; of `draw`: the one that was shown */
};
extern const struct az_flow az_reward_flow;

/* "J2026-000012" */
const char *az_reward_no(struct az_arena *arena, const struct az_reward *reward);

/* Can one be proposed for this report, as far as it tells? True or partly true, answered, with its content, not one that
 * repeats another. */
bool az_reward_possible(const struct az_report *report);

/* The newest of a report; AZ_NOT_FOUND: none. The caller found the report in scope, or by its receipt. */
enum az_result az_reward_of_report(struct az_ctx *ctx, int64_t report_id, struct az_reward *reward) AZ_CHECKED;

/* AZ_CONFLICT "reward.already", "reward.not_possible"; AZ_INVALID "reward.rule_gone", "reward.basis"; AZ_DENIED "flow.lead". */
enum az_result az_reward_propose(struct az_ctx *ctx, const struct az_report *report, const char *rule,
                                 int64_t basis) AZ_CHECKED;

/* The reporter: "claim", "renew" (another code, the former is void), "waive"; once a form's token. The code stays "" where
 * none is made; sent twice it is shown again while it is still the valid one. */
enum az_result az_reward_answer(struct az_ctx *ctx, const char *receipt, const char *action, const char *token,
                                char code[AZ_REWARD_CODE]) AZ_CHECKED;

/* The payer's side: the reward of a code, of the actor's own authority; AZ_NOT_FOUND for any other. Nothing of the report. */
enum az_result az_reward_by_code(struct az_ctx *ctx, const char *code, struct az_reward *reward) AZ_CHECKED;
enum az_result az_reward_draw(struct az_ctx *ctx, const char *code, int64_t id) AZ_CHECKED;

/* The newest of the actor's authority in a state, at most `max`. */
enum az_result az_reward_list(struct az_ctx *ctx, const char *state, struct az_reward **rows, size_t *count,
                              size_t max) AZ_CHECKED;

/* Proposals that wait for the actor: another person's, of the same authority. */
enum az_result az_reward_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* Ends those whose day is over; *count of them. */
enum az_result az_reward_expire(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

#endif
