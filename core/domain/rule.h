/* Rule sets: dated data with a source, read from conf/rules/. A measure is judged
 * by the rule of its day. What was not read in a public copy of the rule is marked
 * unverified and shown so. */
#ifndef AZ_DOMAIN_RULE_H
#define AZ_DOMAIN_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include <anze/field.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/ctx.h"

struct az_ground {
	const char *code; /* "no_service"; unique in its set, never reused */
	struct anze_text text;
	const char *clause;
};

/* A set of rules on which a subject can be listed or measured against. */
struct az_rule_set {
	const char *code; /* "notice-5.3", "order-11" */
	struct anze_text title;
	const char *document; /* its number; "" while the city has not filled it in */
	az_day in_force_from, in_force_to; /* AZ_DAY_NONE: not known, still in force */
	bool adopted;        /* adopted by its own issuer; a set that the city must adopt says false */
	bool verified;
	const char **subject_types; /* "insurer", "enterprise", "agency" */
	size_t subject_type_count;
	struct az_ground *grounds;
	size_t ground_count;
	bool needs_refusal; /* only after refused rectification or grave circumstances */
	int defence_days;   /* working days for statement and defence */
	int term_months;    /* of a listing */
};

/* One number of a rule: "report.accept_days" = 5, with its days and source. */
struct az_rule_number {
	const char *name;
	int64_t value;
	az_day from, to;
	const char *source;
	struct anze_text basis; /* the same for those whom it binds; "": it is not shown */
	bool verified;
};

/* A line of the table that says where a report goes (domain/report_route.h). */
struct az_route_rule {
	const char **kinds; /* none: any */
	size_t kind_count;
	const char *subject, *of; /* "": any */
	const char **lead, **joint;
	size_t lead_count, joint_count;
	az_day from, to;
	const char *source;
	bool verified;
};

/* What is likely not to be accepted here, and the right door for it: said before a report is sent. */
struct az_door {
	const char *code; /* unique, never reused */
	struct anze_text label, likely, where; /* what it is, what would happen, whom to turn to */
	const char *phone; /* "": none */
	az_day from, to;
	const char *source;
	bool verified;
};

/* What a true report is rewarded with (domain/reward_rule.h). */
enum az_reward_by { AZ_REWARD_RATE, AZ_REWARD_EACH, AZ_REWARD_RANGE };
struct az_reward_rule {
	const char *code; /* "national_fine"; never reused */
	struct anze_text title;
	enum az_reward_by by;
	int64_t rate;           /* of the fine, in basis points; by rate */
	int64_t each, min, max; /* fen */
	az_day from, to;
	const char *source;
	bool verified;
};

struct az_rules {
	struct az_rule_set *sets;
	size_t set_count;
	struct az_rule_number *numbers;
	size_t number_count;
	struct az_route_rule *routes;
	size_t route_count;
	struct az_door *doors;
	size_t door_count;
	struct az_reward_rule *rewards;
	size_t reward_count;
};

/* Reads every *.conf of a directory; NULL after the fault was logged with file and line. */
const struct az_rules *az_rules_load(struct az_arena *arena, const char *directory);

const struct az_rule_set *az_rule_set_of(const struct az_rules *rules, const char *code);
const struct az_ground *az_ground_of(const struct az_rule_set *set, const char *code);
bool az_rule_set_covers(const struct az_rule_set *set, const char *subject_type);

/* The door of a code; NULL: none, or not on that day. */
const struct az_door *az_door_of(const struct az_rules *rules, const char *code, az_day day);

/* The number in force on a day; NULL when none is. */
const struct az_rule_number *az_rule_number(const struct az_rules *rules, const char *name, az_day day);

#endif
