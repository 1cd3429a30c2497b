#include <string.h>

#include "plugin/condition_private.h"

/* The walk calls itself once a level of the tree; its depth is bounded by
 * AZ_CONDITION_DEPTH when it is read. */

struct evaluation {
	const struct az_condition *condition;
	az_condition_lookup lookup;
	void *self;
};

static enum az_truth truth_of(const struct evaluation *evaluation, const struct az_node *node);

static enum az_truth opposite(enum az_truth truth)
{
	if (truth == AZ_UNKNOWN)
		return AZ_UNKNOWN;
	return truth == AZ_TRUE ? AZ_FALSE : AZ_TRUE;
}

static enum az_truth truth(bool yes)
{
	return yes ? AZ_TRUE : AZ_FALSE;
}

static struct az_condition_value looked_up(const struct evaluation *evaluation, size_t index)
{
	struct az_condition_value value = {0};

	evaluation->lookup(evaluation->self, index, evaluation->condition->names[index].name, &value);
	if (value.kind == AZ_CONDITION_TEXT && value.text[0] == '\0')
		value.kind = AZ_CONDITION_MISSING;
	return value;
}

static struct az_condition_value value_of(const struct evaluation *evaluation, const struct az_node *node)
{
	enum az_truth holds;

	switch (node->kind) {
	case AZ_NODE_NAME:
		return looked_up(evaluation, node->index);
	case AZ_NODE_NUMBER:
		return (struct az_condition_value){.kind = AZ_CONDITION_NUMBER, .number = node->number};
	case AZ_NODE_STRING:
		return (struct az_condition_value){.kind = AZ_CONDITION_TEXT, .text = node->text};
	default:
		holds = truth_of(evaluation, node);
		if (holds == AZ_UNKNOWN)
			return (struct az_condition_value){0};
		return (struct az_condition_value){.kind = AZ_CONDITION_YES_NO, .yes = holds == AZ_TRUE};
	}
}

/* 1 yes, 0 no, -1 another text. */
static int yes_or_no(const char *text)
{
	if (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0)
		return 1;
	return strcmp(text, "no") == 0 || strcmp(text, "false") == 0 ? 0 : -1;
}

static bool number_of(const struct az_condition_value *value, struct az_dec *out)
{
	switch (value->kind) {
	case AZ_CONDITION_NUMBER:
		*out = value->number;
		return true;
	case AZ_CONDITION_YES_NO:
		*out = az_dec_of(value->yes, 0);
		return true;
	case AZ_CONDITION_TEXT:
		return az_condition_number(value->text, out);
	default:
		return false;
	}
}

/* Both were said. */
static bool equal(const struct az_condition_value *a, const struct az_condition_value *b)
{
	struct az_dec left, right;
	int word;

	if (a->kind == AZ_CONDITION_TEXT && b->kind == AZ_CONDITION_TEXT)
		return strcmp(a->text, b->text) == 0;
	if (a->kind == AZ_CONDITION_TEXT)
		return equal(b, a); /* once: the text is on the right now */
	if (a->kind == AZ_CONDITION_YES_NO && b->kind == AZ_CONDITION_TEXT && (word = yes_or_no(b->text)) >= 0)
		return a->yes == (word == 1);
	return number_of(a, &left) && number_of(b, &right) && az_dec_compare(left, right) == 0;
}

static bool asks_for_nothing(const struct az_node *node)
{
	return node->kind == AZ_NODE_STRING && node->text[0] == '\0';
}

static bool said_nothing(const struct az_condition_value *value)
{
	return value->kind == AZ_CONDITION_MISSING || (value->kind == AZ_CONDITION_TEXT && value->text[0] == '\0');
}

static enum az_truth compare(const struct evaluation *evaluation, const struct az_node *node)
{
	const struct az_node *left = node->first, *right = left->next;
	struct az_condition_value a = value_of(evaluation, left), b = value_of(evaluation, right);
	struct az_dec first, second;
	enum az_truth same;
	int order;

	if (node->kind == AZ_NODE_EQUAL || node->kind == AZ_NODE_UNEQUAL) {
		if (asks_for_nothing(left) || asks_for_nothing(right))
			same = truth(said_nothing(&a) && said_nothing(&b));
		else if (a.kind == AZ_CONDITION_MISSING || b.kind == AZ_CONDITION_MISSING)
			return AZ_UNKNOWN;
		else
			same = truth(equal(&a, &b));
		return node->kind == AZ_NODE_EQUAL ? same : opposite(same);
	}
	if (!number_of(&a, &first) || !number_of(&b, &second))
		return AZ_UNKNOWN;
	order = az_dec_compare(first, second);
	switch (node->kind) {
	case AZ_NODE_BELOW:
		return truth(order < 0);
	case AZ_NODE_AT_MOST:
		return truth(order <= 0);
	case AZ_NODE_ABOVE:
		return truth(order > 0);
	default:
		return truth(order >= 0);
	}
}

static enum az_truth selected(const struct evaluation *evaluation, const struct az_node *node)
{
	struct az_condition_value value = looked_up(evaluation, node->index);
	size_t length = strlen(node->text);
	const char *at = value.text;

	if (value.kind != AZ_CONDITION_TEXT)
		return value.kind == AZ_CONDITION_MISSING ? AZ_UNKNOWN : AZ_FALSE;
	while (*at != '\0') {
		size_t code = strcspn(at, " ");
		if (code == length && memcmp(at, node->text, length) == 0)
			return AZ_TRUE;
		at += code;
		at += strspn(at, " ");
	}
	return AZ_FALSE;
}

static enum az_truth name_alone(const struct evaluation *evaluation, const struct az_node *node)
{
	struct az_condition_value value = looked_up(evaluation, node->index);
	struct az_dec number;
	int word = value.kind == AZ_CONDITION_TEXT ? yes_or_no(value.text) : -1;

	if (word >= 0)
		return truth(word == 1);
	if (!number_of(&value, &number))
		return AZ_UNKNOWN;
	return truth(number.coefficient != 0);
}

/* `decisive` ends the chain: false for and, true for or. */
static enum az_truth chain(const struct evaluation *evaluation, const struct az_node *node, enum az_truth decisive)
{
	enum az_truth result = opposite(decisive);

	for (const struct az_node *part = node->first; part != NULL; part = part->next) {
		enum az_truth one = truth_of(evaluation, part);
		if (one == decisive)
			return decisive;
		if (one == AZ_UNKNOWN)
			result = AZ_UNKNOWN;
	}
	return result;
}

static enum az_truth truth_of(const struct evaluation *evaluation, const struct az_node *node)
{
	switch (node->kind) {
	case AZ_NODE_NAME:
		return name_alone(evaluation, node);
	case AZ_NODE_TRUTH:
		return truth(node->yes);
	case AZ_NODE_SELECTED:
		return selected(evaluation, node);
	case AZ_NODE_NOT:
		return opposite(truth_of(evaluation, node->first));
	case AZ_NODE_AND:
		return chain(evaluation, node, AZ_FALSE);
	case AZ_NODE_OR:
		return chain(evaluation, node, AZ_TRUE);
	case AZ_NODE_NUMBER: /* the reader lets no value stand for a condition */
	case AZ_NODE_STRING:
		return AZ_UNKNOWN;
	default:
		return compare(evaluation, node);
	}
}

enum az_truth az_condition_evaluate(const struct az_condition *condition, az_condition_lookup lookup, void *self)
{
	const struct evaluation evaluation = {condition, lookup, self};

	return truth_of(&evaluation, condition->root);
}
