/* Does one condition follow from another? Whatever is compared counts as a question
 * of its own that may be true, false or unknown; all answers are gone through. */
#include <string.h>

#include "plugin/condition_private.h"

#define QUESTIONS_MAX 9 /* 3 to the 9th: 20,000 answers */

struct question {
	const struct az_condition *of;
	const struct az_node *node;
};

struct trial {
	struct question questions[QUESTIONS_MAX];
	size_t count;
	enum az_truth answers[QUESTIONS_MAX];
};

static bool same(const struct az_condition *a, const struct az_node *x, const struct az_condition *b,
		 const struct az_node *y);

static bool same_parts(const struct az_condition *a, const struct az_node *x, const struct az_condition *b,
		       const struct az_node *y)
{
	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (!same(a, x, b, y))
			return false;
	return x == NULL && y == NULL;
}

static bool same(const struct az_condition *a, const struct az_node *x, const struct az_condition *b,
		 const struct az_node *y)
{
	if (x->kind != y->kind)
		return false;
	switch (x->kind) {
	case AZ_NODE_NAME:
		return strcmp(a->names[x->index].name, b->names[y->index].name) == 0;
	case AZ_NODE_NUMBER:
		return az_dec_compare(x->number, y->number) == 0;
	case AZ_NODE_STRING:
		return strcmp(x->text, y->text) == 0;
	case AZ_NODE_TRUTH:
		return x->yes == y->yes;
	case AZ_NODE_SELECTED:
		return strcmp(a->names[x->index].name, b->names[y->index].name) == 0 && strcmp(x->text, y->text) == 0;
	default:
		return same_parts(a, x->first, b, y->first);
	}
}

/* The comparison that says the opposite is the same question. */
static enum az_node_kind asked(enum az_node_kind kind, bool *opposite)
{
	*opposite = kind == AZ_NODE_UNEQUAL || kind == AZ_NODE_ABOVE || kind == AZ_NODE_AT_LEAST;
	switch (kind) {
	case AZ_NODE_UNEQUAL:
		return AZ_NODE_EQUAL;
	case AZ_NODE_ABOVE:
		return AZ_NODE_AT_MOST;
	case AZ_NODE_AT_LEAST:
		return AZ_NODE_BELOW;
	default:
		return kind;
	}
}

/* The place of a question, where it is put when it is new; QUESTIONS_MAX when there are too many. */
static size_t place_of(struct trial *trial, const struct az_condition *of, const struct az_node *node, bool *opposite)
{
	enum az_node_kind kind = asked(node->kind, opposite);
	bool other;
	size_t i;

	for (i = 0; i < trial->count; i++) {
		const struct question *question = &trial->questions[i];
		if (asked(question->node->kind, &other) != kind)
			continue;
		if (az_node_compares(node) ? same_parts(of, node->first, question->of, question->node->first)
					   : same(of, node, question->of, question->node))
			return i;
	}
	if (i < QUESTIONS_MAX)
		trial->questions[trial->count++] = (struct question){of, node};
	return i;
}

static bool joins(const struct az_node *node)
{
	return node->kind == AZ_NODE_AND || node->kind == AZ_NODE_OR || node->kind == AZ_NODE_NOT;
}

static bool collect(struct trial *trial, const struct az_condition *of, const struct az_node *node)
{
	bool opposite;

	if (node->kind == AZ_NODE_TRUTH)
		return true;
	if (!joins(node))
		return place_of(trial, of, node, &opposite) < QUESTIONS_MAX;
	for (const struct az_node *part = node->first; part != NULL; part = part->next)
		if (!collect(trial, of, part))
			return false;
	return true;
}

static enum az_truth turned(enum az_truth truth)
{
	return truth == AZ_UNKNOWN ? AZ_UNKNOWN : truth == AZ_TRUE ? AZ_FALSE : AZ_TRUE;
}

static enum az_truth holds(struct trial *trial, const struct az_condition *of, const struct az_node *node)
{
	enum az_truth decisive = node->kind == AZ_NODE_AND ? AZ_FALSE : AZ_TRUE, result = turned(decisive);
	bool opposite;

	if (node->kind == AZ_NODE_TRUTH)
		return node->yes ? AZ_TRUE : AZ_FALSE;
	if (node->kind == AZ_NODE_NOT)
		return turned(holds(trial, of, node->first));
	if (!joins(node)) {
		result = trial->answers[place_of(trial, of, node, &opposite)];
		return opposite ? turned(result) : result;
	}
	for (const struct az_node *part = node->first; part != NULL; part = part->next) {
		enum az_truth one = holds(trial, of, part);
		if (one == decisive)
			return decisive;
		if (one == AZ_UNKNOWN)
			result = AZ_UNKNOWN;
	}
	return result;
}

/* The next answers; false behind the last. */
static bool advance(struct trial *trial)
{
	for (size_t i = 0; i < trial->count; i++) {
		if (trial->answers[i] != AZ_UNKNOWN) {
			trial->answers[i]++;
			return true;
		}
		trial->answers[i] = AZ_FALSE;
	}
	return false;
}

bool az_condition_implies(const struct az_condition *premise, const struct az_condition *conclusion)
{
	struct trial trial = {.count = 0};

	if (premise != NULL && same(premise, premise->root, conclusion, conclusion->root))
		return true;
	if ((premise != NULL && !collect(&trial, premise, premise->root)) ||
	    !collect(&trial, conclusion, conclusion->root))
		return false;
	do {
		if ((premise == NULL || holds(&trial, premise, premise->root) != AZ_FALSE) &&
		    holds(&trial, conclusion, conclusion->root) == AZ_FALSE)
			return false;
	} while (advance(&trial));
	return true;
}
