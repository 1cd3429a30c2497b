#include "domain/checklist_build.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* One bit a kind of subject. */
#define OF(kind) (1U << (kind))
#define ONE (OF(AZ_SUBJECT_YES_NO) | OF(AZ_SUBJECT_CHOICE))
#define ANY (ONE | OF(AZ_SUBJECT_CODES) | OF(AZ_SUBJECT_NUMBER) | OF(AZ_SUBJECT_TEXT))

static const struct {
	unsigned kinds;
	enum az_operand operand;
	const char *before, *between, *after; /* the name and the value */
} operators[AZ_OPERATORS] = {
	[AZ_OPERATOR_IS] = {ONE, AZ_OPERAND_CODE, "${", "} = '", "'"},
	[AZ_OPERATOR_IS_NOT] = {ONE, AZ_OPERAND_CODE, "${", "} != '", "'"},
	[AZ_OPERATOR_HAS] = {OF(AZ_SUBJECT_CODES), AZ_OPERAND_CODE, "selected(${", "}, '", "')"},
	[AZ_OPERATOR_HAS_NOT] = {OF(AZ_SUBJECT_CODES), AZ_OPERAND_CODE, "not(selected(${", "}, '", "'))"},
	[AZ_OPERATOR_EQUALS] = {OF(AZ_SUBJECT_NUMBER), AZ_OPERAND_NUMBER, "${", "} = ", ""},
	[AZ_OPERATOR_BELOW] = {OF(AZ_SUBJECT_NUMBER), AZ_OPERAND_NUMBER, "${", "} < ", ""},
	[AZ_OPERATOR_AT_MOST] = {OF(AZ_SUBJECT_NUMBER), AZ_OPERAND_NUMBER, "${", "} <= ", ""},
	[AZ_OPERATOR_ABOVE] = {OF(AZ_SUBJECT_NUMBER), AZ_OPERAND_NUMBER, "${", "} > ", ""},
	[AZ_OPERATOR_AT_LEAST] = {OF(AZ_SUBJECT_NUMBER), AZ_OPERAND_NUMBER, "${", "} >= ", ""},
	[AZ_OPERATOR_SAID] = {ANY, AZ_OPERAND_NONE, "${", "} != ''", ""},
	[AZ_OPERATOR_UNSAID] = {ANY, AZ_OPERAND_NONE, "${", "} = ''", ""},
};

bool az_operator_fits(enum az_operator which, const struct az_checklist_subject *subject)
{
	bool table = subject->field != NULL && subject->column == NULL && subject->field->type == ANZE_TABLE;
	if (table && operators[which].operand == AZ_OPERAND_NONE)
		return false; /* the number of its rows is always known */
	return (operators[which].kinds & OF(subject->kind)) != 0;
}

enum az_operand az_operator_needs(enum az_operator which)
{
	return operators[which].operand;
}

const char *az_condition_say(struct az_arena *arena, const struct az_checklist_subject *subject, enum az_operator which,
                             const char *value)
{
	return az_format(arena, "%s%s%s%s%s", operators[which].before, subject->name, operators[which].between,
	                 operators[which].operand == AZ_OPERAND_NONE ? "" : value, operators[which].after);
}

void az_condition_parts(struct az_arena *arena, const char *text, struct az_condition_parts *parts)
{
	struct az_condition *condition;
	struct az_condition_fault fault;
	*parts = (struct az_condition_parts){0};
	if (text[0] == '\0' || az_condition_parse(arena, text, &condition, &fault) != AZ_OK)
		return;
	const struct az_node *root = az_condition_root(condition);
	bool chain = root->kind == AZ_NODE_AND || root->kind == AZ_NODE_OR;
	parts->condition = condition;
	parts->any = root->kind == AZ_NODE_OR;
	parts->nodes = AZ_NEW_ARRAY(arena, AZ_CONDITION_NODES, const struct az_node *);
	for (const struct az_node *part = chain ? root->first : root; part != NULL; part = chain ? part->next : NULL)
		parts->nodes[parts->count++] = part;
}

const char *az_condition_with(struct az_arena *arena, const char *text, const char *part, bool any)
{
	struct az_condition_parts parts;
	az_condition_parts(arena, text, &parts);
	if (parts.count == 0)
		return part;
	/* "and" binds more tightly, so only what is joined by "or" needs a bracket before "and". */
	if (any)
		return az_format(arena, "%s or %s", text, part);
	return az_format(arena, parts.any ? "(%s) and %s" : "%s and %s", text, part);
}

const char *az_condition_without(struct az_arena *arena, const char *text, size_t index)
{
	struct az_condition_parts parts;
	const char *out = "";
	az_condition_parts(arena, text, &parts);
	for (size_t i = 0; i < parts.count; i++) {
		const struct az_node *node = parts.nodes[i];
		const char *one = az_condition_part_text(arena, parts.condition, node);
		if (i == index)
			continue;
		if (!parts.any && node->kind == AZ_NODE_OR && parts.count > 2)
			one = az_format(arena, "(%s)", one);
		out = az_format(arena, "%s%s%s", out, out[0] == '\0' ? "" : parts.any ? " or " : " and ", one);
	}
	return out;
}
