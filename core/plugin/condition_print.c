/* A condition back as text. */
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "plugin/condition_private.h"

bool az_node_compares(const struct az_node *node)
{
	return node->kind >= AZ_NODE_EQUAL && node->kind <= AZ_NODE_AT_LEAST;
}

static void print(struct az_buffer *buffer, const struct az_node *node, const struct az_condition_name *names);

/* A part of `parent`; in parentheses when it would be read otherwise without. */
static void print_part(struct az_buffer *buffer, const struct az_node *parent, const struct az_node *part,
		       const struct az_condition_name *names)
{
	bool needed = az_node_compares(parent) ? az_node_compares(part) || part->kind >= AZ_NODE_AND
					       : part->kind == AZ_NODE_OR || part->kind == parent->kind;

	if (needed)
		az_buffer_add_char(buffer, '(');
	print(buffer, part, names);
	if (needed)
		az_buffer_add_char(buffer, ')');
}

static void print_string(struct az_buffer *buffer, const char *text)
{
	char quote = strchr(text, '\'') != NULL ? '"' : '\'';

	az_buffer_addf(buffer, "%c%s%c", quote, text, quote);
}

static void print(struct az_buffer *buffer, const struct az_node *node, const struct az_condition_name *names)
{
	static const char *const words[] = {
		[AZ_NODE_EQUAL] = " = ",    [AZ_NODE_UNEQUAL] = " != ", [AZ_NODE_BELOW] = " < ",
		[AZ_NODE_AT_MOST] = " <= ", [AZ_NODE_ABOVE] = " > ",    [AZ_NODE_AT_LEAST] = " >= ",
		[AZ_NODE_AND] = " and ",    [AZ_NODE_OR] = " or ",
	};
	char number[AZ_DEC_TEXT];

	switch (node->kind) {
	case AZ_NODE_NAME:
		az_buffer_addf(buffer, "${%s}", names[node->index].name);
		return;
	case AZ_NODE_NUMBER:
		az_dec_print(node->number, number);
		az_buffer_add_text(buffer, number);
		return;
	case AZ_NODE_STRING:
		print_string(buffer, node->text);
		return;
	case AZ_NODE_TRUTH:
		az_buffer_add_text(buffer, node->yes ? "true()" : "false()");
		return;
	case AZ_NODE_SELECTED:
		az_buffer_addf(buffer, "selected(${%s}, ", names[node->index].name);
		print_string(buffer, node->text);
		az_buffer_add_char(buffer, ')');
		return;
	case AZ_NODE_NOT:
		az_buffer_add_text(buffer, "not(");
		print(buffer, node->first, names);
		az_buffer_add_char(buffer, ')');
		return;
	default:
		break;
	}
	for (const struct az_node *part = node->first; part != NULL; part = part->next) {
		if (part != node->first)
			az_buffer_add_text(buffer, words[node->kind]);
		print_part(buffer, node, part, names);
	}
}

const char *az_condition_print(struct az_arena *arena, const struct az_node *root,
			       const struct az_condition_name *names)
{
	struct az_buffer buffer;

	az_buffer_init(&buffer, arena);
	print(&buffer, root, names);
	return buffer.p;
}

const struct az_node *az_condition_root(const struct az_condition *condition)
{
	return condition->root;
}

const char *az_condition_part_text(struct az_arena *arena, const struct az_condition *condition,
				   const struct az_node *part)
{
	return az_condition_print(arena, part, condition->names);
}
