/* The gate. */
#include "domain/measure_gate.h"

#include <string.h>

static const char *const kind_names[] = {[AZ_MEASURE_RECTIFY] = "rectify",
                                         [AZ_MEASURE_WARN] = "warn",
                                         [AZ_MEASURE_INTERVIEW] = "interview",
                                         [AZ_MEASURE_EXPOSE] = "expose",
                                         [AZ_MEASURE_BLACKLIST] = "blacklist",
                                         [AZ_MEASURE_COMMENDATION] = "commendation"};

const char *const az_gate_names[AZ_GATE_COUNT] = {
#define AZ_GATE_NAME(id, name) name,
	AZ_GATE_CONDITIONS(AZ_GATE_NAME)
#undef AZ_GATE_NAME
};

enum az_measure_kind az_measure_kind_of(const char *name)
{
	for (unsigned kind = AZ_MEASURE_RECTIFY; kind <= AZ_MEASURE_COMMENDATION; kind++)
		if (strcmp(kind_names[kind], name) == 0)
			return (enum az_measure_kind)kind;
	return (enum az_measure_kind)0;
}

const char *az_measure_kind_name(enum az_measure_kind kind)
{
	return kind_names[kind];
}

bool az_measure_kind_public(enum az_measure_kind kind)
{
	return kind >= AZ_MEASURE_EXPOSE;
}

unsigned az_gate_conditions(enum az_measure_kind kind, const char *subject_type)
{
	unsigned conditions = 0;
	if (kind == AZ_MEASURE_COMMENDATION)
		return AZ_GATE_BIT(AZ_GATE_DOCUMENT);
	conditions = AZ_GATE_BIT(AZ_GATE_SUBJECT) | AZ_GATE_BIT(AZ_GATE_GROUND);
	/* Measures against insurers are taken together with the insurance regulator (the notice, 5(3)). */
	if (strcmp(subject_type, "insurer") == 0)
		conditions |= AZ_GATE_BIT(AZ_GATE_JOINT);
	if (kind >= AZ_MEASURE_WARN)
		conditions |= AZ_GATE_BIT(AZ_GATE_STEPS);
	if (kind >= AZ_MEASURE_EXPOSE)
		conditions |= AZ_GATE_BIT(AZ_GATE_NOTICE) | AZ_GATE_BIT(AZ_GATE_DEADLINE) |
		              AZ_GATE_BIT(AZ_GATE_REVIEW) | AZ_GATE_BIT(AZ_GATE_DOCUMENT);
	if (kind == AZ_MEASURE_BLACKLIST)
		conditions |= AZ_GATE_BIT(AZ_GATE_IN_FORCE) | AZ_GATE_BIT(AZ_GATE_ADOPTED);
	return conditions;
}

bool az_rule_set_in_force(const struct az_rule_set *set, az_day day)
{
	return (set->in_force_from == AZ_DAY_NONE || set->in_force_from <= day) &&
	       (set->in_force_to == AZ_DAY_NONE || day <= set->in_force_to);
}

static bool adopted(const struct az_gate_facts *facts)
{
	return facts->set->adopted || (facts->adopted_on != AZ_DAY_NONE && facts->adopted_on <= facts->event_on);
}

/* A set without the rung before it ("needs_refusal" false) still keeps the ladder's order for insurers; others are
 * listed on the ground alone, as Order No. 11 does. */
static bool steps(const struct az_gate_facts *facts)
{
	bool ladder = facts->set == NULL || facts->set->needs_refusal || facts->kind < AZ_MEASURE_BLACKLIST;
	return !ladder || facts->steps_taken;
}

static bool met(const struct az_gate_facts *facts, enum az_gate_condition condition)
{
	const struct az_rule_set *set = facts->set;
	switch (condition) {
	case AZ_GATE_SUBJECT:
		return set != NULL && az_rule_set_covers(set, facts->subject_type);
	case AZ_GATE_GROUND:
		return set != NULL && az_ground_of(set, facts->ground) != NULL;
	case AZ_GATE_IN_FORCE:
		return set != NULL && az_rule_set_in_force(set, facts->event_on);
	case AZ_GATE_ADOPTED:
		return set != NULL && adopted(facts);
	case AZ_GATE_STEPS:
		return steps(facts);
	case AZ_GATE_NOTICE:
		return facts->notice_on != AZ_DAY_NONE;
	case AZ_GATE_DEADLINE: /* the last day still belongs to the party */
		return facts->defence_until != AZ_DAY_NONE && facts->today > facts->defence_until;
	case AZ_GATE_REVIEW:
		return facts->review_passed;
	case AZ_GATE_DOCUMENT:
		return facts->document[0] != '\0';
	case AZ_GATE_JOINT:
		return facts->joint;
	case AZ_GATE_COUNT:
		break;
	}
	return false;
}

unsigned az_gate_missing(const struct az_gate_facts *facts)
{
	unsigned conditions = az_gate_conditions(facts->kind, facts->subject_type), missing = 0;
	for (unsigned i = 0; i < AZ_GATE_COUNT; i++)
		if ((conditions & AZ_GATE_BIT(i)) && !met(facts, (enum az_gate_condition)i))
			missing |= AZ_GATE_BIT(i);
	return missing;
}
