#include "plugin/condition.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/condition_private.h"

static bool is_word(const struct az_condition_reader *reader, const char *word)
{
	return reader->token.kind == AZ_TOKEN_WORD && strcmp(reader->token.text, word) == 0;
}

static struct az_node *read_or(struct az_condition_reader *reader);

static struct az_node *node_new(struct az_condition_reader *reader, enum az_node_kind kind, size_t position)
{
	struct az_node *node = AZ_NEW(reader->arena, struct az_node);

	if (++reader->nodes > AZ_CONDITION_NODES) {
		(void)az_condition_fail(reader, "condition.fault.too_many", reader->token.position,
					az_format(reader->arena, "%d", AZ_CONDITION_NODES), NULL);
		return NULL;
	}
	node->kind = kind;
	node->position = position;
	return node;
}

static bool expect(struct az_condition_reader *reader, enum az_token_kind kind, const char *sign)
{
	if (reader->token.kind != kind)
		return az_condition_unexpected(reader, "condition.fault.expected_sign", "condition.fault.ends_sign",
					       sign);
	return az_condition_advance(reader);
}

/* The place of a name in the list, where it is put when it is new. */
static size_t name_index(struct az_condition_reader *reader)
{
	struct az_condition *condition = reader->condition;
	size_t i = 0;

	while (i < condition->name_count && strcmp(condition->names[i].name, reader->token.text) != 0)
		i++;
	if (i == condition->name_count)
		condition->names[condition->name_count++] =
			(struct az_condition_name){reader->token.text, reader->token.position};
	return i;
}

/* What stands for a condition must be able to be one. */
static bool holds(struct az_condition_reader *reader, const struct az_node *node)
{
	if (node->kind != AZ_NODE_NUMBER && node->kind != AZ_NODE_STRING)
		return true;
	return az_condition_fail(reader, "condition.fault.not_a_condition", node->position, NULL, NULL);
}

static bool has_order(struct az_condition_reader *reader, const struct az_node *node)
{
	struct az_dec number;

	if (node->kind == AZ_NODE_NAME || node->kind == AZ_NODE_NUMBER ||
	    (node->kind == AZ_NODE_STRING && az_condition_number(node->text, &number)))
		return true;
	return az_condition_fail(reader, "condition.fault.not_a_number", node->position, NULL, NULL);
}

/* "(" condition ")" with the depth counted. */
static struct az_node *read_group(struct az_condition_reader *reader)
{
	struct az_node *node;

	if (reader->token.kind == AZ_TOKEN_OPEN && reader->depth >= AZ_CONDITION_DEPTH) {
		(void)az_condition_fail(reader, "condition.fault.too_deep", reader->token.position,
					az_format(reader->arena, "%d", AZ_CONDITION_DEPTH), NULL);
		return NULL;
	}
	reader->depth++;
	if (!expect(reader, AZ_TOKEN_OPEN, "(") || (node = read_or(reader)) == NULL ||
	    !expect(reader, AZ_TOKEN_CLOSE, ")"))
		return NULL;
	reader->depth--;
	return node;
}

static struct az_node *read_selected(struct az_condition_reader *reader, size_t position)
{
	struct az_node *node = node_new(reader, AZ_NODE_SELECTED, position);

	if (node == NULL || !expect(reader, AZ_TOKEN_OPEN, "("))
		return NULL;
	if (reader->token.kind != AZ_TOKEN_NAME) {
		(void)az_condition_unexpected(reader, "condition.fault.expected_name", "condition.fault.ends_name",
					      NULL);
		return NULL;
	}
	node->index = name_index(reader);
	if (!az_condition_advance(reader) || !expect(reader, AZ_TOKEN_COMMA, ","))
		return NULL;
	if (reader->token.kind != AZ_TOKEN_STRING || reader->token.text[0] == '\0' ||
	    strchr(reader->token.text, ' ') != NULL) {
		(void)az_condition_unexpected(reader, "condition.fault.expected_code", "condition.fault.ends_code",
					      NULL);
		return NULL;
	}
	node->text = reader->token.text;
	return az_condition_advance(reader) && expect(reader, AZ_TOKEN_CLOSE, ")") ? node : NULL;
}

static struct az_node *read_function(struct az_condition_reader *reader)
{
	size_t position = reader->token.position;
	bool negation = is_word(reader, "not"), selection = is_word(reader, "selected"), yes = is_word(reader, "true");
	struct az_node *node;

	if (is_word(reader, "and") || is_word(reader, "or")) {
		(void)az_condition_unexpected(reader, "condition.fault.expected_value", NULL, NULL);
		return NULL;
	}
	if (!negation && !selection && !yes && !is_word(reader, "false")) {
		(void)az_condition_unexpected(reader, "condition.fault.function", NULL, NULL);
		return NULL;
	}
	if (!az_condition_advance(reader))
		return NULL;
	if (selection)
		return read_selected(reader, position);
	node = node_new(reader, negation ? AZ_NODE_NOT : AZ_NODE_TRUTH, position);
	if (node == NULL)
		return NULL;
	node->yes = yes;
	if (!negation)
		return expect(reader, AZ_TOKEN_OPEN, "(") && expect(reader, AZ_TOKEN_CLOSE, ")") ? node : NULL;
	node->first = read_group(reader);
	return node->first != NULL && holds(reader, node->first) ? node : NULL;
}

static struct az_node *read_value(struct az_condition_reader *reader)
{
	const struct az_token *token = &reader->token;
	struct az_node *node;

	switch (token->kind) {
	case AZ_TOKEN_OPEN:
		return read_group(reader);
	case AZ_TOKEN_WORD:
		return read_function(reader);
	case AZ_TOKEN_NAME:
		node = node_new(reader, AZ_NODE_NAME, token->position);
		break;
	case AZ_TOKEN_NUMBER:
		node = node_new(reader, AZ_NODE_NUMBER, token->position);
		break;
	case AZ_TOKEN_STRING:
		node = node_new(reader, AZ_NODE_STRING, token->position);
		break;
	default:
		(void)az_condition_unexpected(reader, "condition.fault.expected_value", "condition.fault.ends_value",
					      NULL);
		return NULL;
	}
	if (node == NULL)
		return NULL;
	if (node->kind == AZ_NODE_NAME)
		node->index = name_index(reader);
	node->text = token->text;
	node->number = token->number;
	return az_condition_advance(reader) ? node : NULL;
}

static struct az_node *read_comparison(struct az_condition_reader *reader)
{
	struct az_node *left = read_value(reader), *right, *node;

	if (left == NULL || reader->token.kind != AZ_TOKEN_COMPARE)
		return left;
	node = node_new(reader, reader->token.comparison, left->position);
	if (node == NULL || !az_condition_advance(reader) || (right = read_value(reader)) == NULL)
		return NULL;
	if (node->kind != AZ_NODE_EQUAL && node->kind != AZ_NODE_UNEQUAL &&
	    !(has_order(reader, left) && has_order(reader, right)))
		return NULL;
	node->first = left;
	left->next = right;
	return node;
}

/* One part, or several that the word joins. */
static struct az_node *read_chain(struct az_condition_reader *reader,
				  struct az_node *(*part)(struct az_condition_reader *), const char *word,
				  enum az_node_kind kind)
{
	struct az_node *node = part(reader), *last = node, *chain;

	if (node == NULL || !is_word(reader, word))
		return node;
	chain = node_new(reader, kind, node->position);
	if (chain == NULL || !holds(reader, node))
		return NULL;
	chain->first = node;
	while (is_word(reader, word)) {
		if (!az_condition_advance(reader) || (node = part(reader)) == NULL || !holds(reader, node))
			return NULL;
		last->next = node;
		last = node;
	}
	return chain;
}

static struct az_node *read_and(struct az_condition_reader *reader)
{
	return read_chain(reader, read_comparison, "and", AZ_NODE_AND);
}

static struct az_node *read_or(struct az_condition_reader *reader)
{
	return read_chain(reader, read_and, "or", AZ_NODE_OR);
}

static struct az_node *read_whole(struct az_condition_reader *reader)
{
	struct az_node *root;

	if (!az_condition_advance(reader))
		return NULL;
	if (reader->token.kind == AZ_TOKEN_END) {
		(void)az_condition_fail(reader, "condition.fault.empty", 0, NULL, NULL);
		return NULL;
	}
	root = read_or(reader);
	if (root == NULL || !holds(reader, root))
		return NULL;
	if (reader->token.kind != AZ_TOKEN_END) {
		(void)az_condition_unexpected(reader, "condition.fault.expected_operator", NULL, NULL);
		return NULL;
	}
	return root;
}

enum az_result az_condition_parse(struct az_arena *arena, const char *text, struct az_condition **out,
				  struct az_condition_fault *fault)
{
	struct az_condition *condition = AZ_NEW(arena, struct az_condition);
	struct az_condition_reader reader = {.arena = arena, .source = text, .condition = condition, .fault = fault};
	const char *limit = az_format(arena, "%d", AZ_CONDITION_BYTES);
	size_t good;

	*out = NULL;
	reader.n = strnlen(text, AZ_CONDITION_BYTES + 1);
	good = az_utf8_check(text, reader.n);
	if (reader.n > AZ_CONDITION_BYTES) {
		(void)az_condition_fail(&reader, "condition.fault.too_long", 0, limit, NULL);
		return AZ_INVALID;
	}
	if (good != reader.n) {
		(void)az_condition_fail(&reader, "condition.fault.not_utf8", az_utf8_count(text, good) + 1, NULL, NULL);
		return AZ_INVALID;
	}
	condition->names = AZ_NEW_ARRAY(arena, AZ_CONDITION_NODES, struct az_condition_name);
	condition->root = read_whole(&reader);
	if (condition->root == NULL)
		return AZ_INVALID;
	condition->text = az_condition_print(arena, condition->root, condition->names);
	if (strlen(condition->text) > AZ_CONDITION_BYTES) {
		(void)az_condition_fail(&reader, "condition.fault.too_long", 0, limit, NULL);
		return AZ_INVALID;
	}
	*fault = (struct az_condition_fault){0};
	*out = condition;
	return AZ_OK;
}

const char *az_condition_text(const struct az_condition *condition)
{
	return condition->text;
}

size_t az_condition_names(const struct az_condition *condition, const struct az_condition_name **out)
{
	*out = condition->names;
	return condition->name_count;
}
