/* Conditions put together and taken apart part by part, as the desk's builder does
 * it. Pure; what comes out is judged by az_checklist_condition. */
#ifndef AZ_DOMAIN_CHECKLIST_BUILD_H
#define AZ_DOMAIN_CHECKLIST_BUILD_H

#include "domain/checklist_condition.h"

enum az_operator {
	AZ_OPERATOR_IS = 0,
	AZ_OPERATOR_IS_NOT,
	AZ_OPERATOR_HAS,
	AZ_OPERATOR_HAS_NOT,
	AZ_OPERATOR_EQUALS,
	AZ_OPERATOR_BELOW,
	AZ_OPERATOR_AT_MOST,
	AZ_OPERATOR_ABOVE,
	AZ_OPERATOR_AT_LEAST,
	AZ_OPERATOR_SAID,
	AZ_OPERATOR_UNSAID,
	AZ_OPERATORS
};

/* Does the operator fit what the subject is? */
bool az_operator_fits(enum az_operator which, const struct az_checklist_subject *subject);

/* Which value the operator needs: a code of the subject, a number, or none. */
enum az_operand { AZ_OPERAND_NONE = 0, AZ_OPERAND_CODE, AZ_OPERAND_NUMBER };
enum az_operand az_operator_needs(enum az_operator which);

/* "${kind} = 'coal'". */
const char *az_condition_say(struct az_arena *arena, const struct az_checklist_subject *subject, enum az_operator which,
                             const char *value);

/* The parts that stand side by side at the top, joined by "or" when *any, else by "and"; none for "" and for what cannot be
 * read. */
struct az_condition_parts {
	const struct az_condition *condition;
	const struct az_node **nodes;
	size_t count;
	bool any;
};
void az_condition_parts(struct az_arena *arena, const char *text, struct az_condition_parts *parts);

/* The condition with one more part, or without one. */
const char *az_condition_with(struct az_arena *arena, const char *text, const char *part, bool any);
const char *az_condition_without(struct az_arena *arena, const char *text, size_t index);

#endif
