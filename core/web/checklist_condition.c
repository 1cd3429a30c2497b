/* A condition in words: "only when the mine is a coal mine and MIN-03 is answered no". */
#include "web/checklist.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

struct telling {
	struct az_exchange *x;
	const struct anze_plugin *plugin;
	const struct az_checklist_list *list;
	const struct az_condition *condition;
};

/* ---- subjects and values ---- */

static const char *label_of(struct az_exchange *x, const struct anze_field *field)
{
	return az_plugin_text(&field->label, x->ctx->language);
}

const char *az_checklist_subject_name(struct az_exchange *x, const struct az_checklist_subject *subject)
{
	if (subject->item != NULL)
		return subject->item->code;
	if (subject->field == NULL)
		return subject->name;
	if (subject->column != NULL)
		return az_text(x->page, "checklist_words.column", label_of(x, subject->field), label_of(x, subject->column),
		               NULL);
	if (subject->field->type == ANZE_TABLE)
		return az_text(x->page, "checklist_words.rows", label_of(x, subject->field), NULL);
	return az_text(x->page, "checklist_words.fact", label_of(x, subject->field), NULL);
}

const char *az_checklist_code_name(struct az_exchange *x, const struct az_checklist_subject *subject, const char *code)
{
	const struct anze_field *field = subject->column != NULL ? subject->column : subject->field;
	for (size_t i = 0; field != NULL && i < field->choice_count; i++)
		if (strcmp(field->choices[i].code, code) == 0)
			return az_plugin_text(&field->choices[i].label, x->ctx->language);
	for (size_t i = 0; subject->item != NULL && i < subject->item->choice_count; i++)
		if (strcmp(subject->item->choices[i].code, code) == 0)
			return az_pick(x->page, subject->item->choices[i].label_zh, subject->item->choices[i].label_en);
	return az_code_text(x->page, "checklist_sheet.answer", code);
}

static const char *with_unit(struct telling *telling, const struct az_checklist_subject *subject,
                             const struct az_node *value)
{
	char *text = az_alloc(telling->x->ctx->arena, AZ_DEC_TEXT);
	const char *unit = subject->unit == NULL ? "" : subject->unit;
	if (value->kind == AZ_NODE_STRING)
		return value->text;
	az_dec_print_grouped(value->number, text);
	/* "10 x 10^4 t": a unit that begins with a figure is a factor. */
	const char *between = unit[0] == '\0' ? "" : unit[0] >= '0' && unit[0] <= '9' ? " \xc3\x97 " : " ";
	return az_format(telling->x->ctx->arena, "%s%s%s", text, between, unit);
}

/* ---- parts ---- */

static const char *words_of(struct telling *telling, const struct az_node *node);

static void subject_of(struct telling *telling, const struct az_node *node, struct az_checklist_subject *subject)
{
	static const struct az_checklist_list none;
	const struct az_condition_name *names;
	(void)az_condition_names(telling->condition, &names);
	const char *name = names[node->index].name;
	if (az_checklist_subject(telling->x->ctx->arena, telling->plugin, telling->list == NULL ? &none : telling->list,
	                         name, subject))
		return;
	/* An item of a list that is not at hand: its code, and its answers as they are called everywhere. */
	struct az_checklist_item *item = AZ_NEW(telling->x->ctx->arena, struct az_checklist_item);
	char *code = az_copy(telling->x->ctx->arena, name);
	*subject = (struct az_checklist_subject){.name = name, .kind = AZ_SUBJECT_TEXT};
	if (strlen(code) < 4 || code[3] != '_' || code[0] < 'A' || code[0] > 'Z')
		return; /* a fact of a plugin that is not there */
	code[3] = '-';
	item->code = code;
	subject->item = item;
}

static const char *text(struct telling *telling, const char *key, const char *first, const char *second)
{
	return az_text(telling->x->page, az_format(telling->x->ctx->arena, "checklist_words.%s", key), first, second, NULL);
}

/* What the comparison says when its sides change places. */
static enum az_node_kind mirrored(enum az_node_kind kind)
{
	switch (kind) {
	case AZ_NODE_BELOW:
		return AZ_NODE_ABOVE;
	case AZ_NODE_AT_MOST:
		return AZ_NODE_AT_LEAST;
	case AZ_NODE_ABOVE:
		return AZ_NODE_BELOW;
	case AZ_NODE_AT_LEAST:
		return AZ_NODE_AT_MOST;
	default:
		return kind;
	}
}

static const char *compared(struct telling *telling, const struct az_node *node)
{
	static const char *const orders[] = {
		[AZ_NODE_EQUAL] = "equals", [AZ_NODE_UNEQUAL] = "differs", [AZ_NODE_BELOW] = "below",
		[AZ_NODE_AT_MOST] = "at_most", [AZ_NODE_ABOVE] = "above", [AZ_NODE_AT_LEAST] = "at_least",
	};
	const struct az_node *name = node->first, *value = name->next;
	enum az_node_kind kind = node->kind;
	struct az_checklist_subject subject;
	if (name->kind != AZ_NODE_NAME) {
		name = value;
		value = node->first;
		kind = mirrored(kind);
	}
	if (name->kind != AZ_NODE_NAME || (value->kind != AZ_NODE_NUMBER && value->kind != AZ_NODE_STRING))
		return az_condition_part_text(telling->x->ctx->arena, telling->condition, node);
	subject_of(telling, name, &subject);
	const char *called = az_checklist_subject_name(telling->x, &subject);
	bool equal = kind == AZ_NODE_EQUAL;
	if (value->kind == AZ_NODE_STRING && value->text[0] == '\0')
		return text(telling, equal ? "unsaid" : "said", called, NULL);
	if (subject.kind == AZ_SUBJECT_NUMBER || (kind != AZ_NODE_EQUAL && kind != AZ_NODE_UNEQUAL))
		return text(telling, orders[kind], called, with_unit(telling, &subject, value));
	const char *code = value->kind == AZ_NODE_STRING ? az_checklist_code_name(telling->x, &subject, value->text)
	                                                 : with_unit(telling, &subject, value);
	if (subject.item != NULL)
		return text(telling, equal ? "answered" : "not_answered", called, code);
	return text(telling, equal ? "is" : "is_not", called, code);
}

static const char *joined(struct telling *telling, const struct az_node *node)
{
	const char *words = NULL;
	for (const struct az_node *part = node->first; part != NULL; part = part->next) {
		const char *one = words_of(telling, part);
		if (part->kind == AZ_NODE_AND || part->kind == AZ_NODE_OR)
			one = text(telling, "group", one, NULL);
		words = words == NULL ? one : text(telling, node->kind == AZ_NODE_AND ? "and" : "or", words, one);
	}
	return words;
}

static const char *words_of(struct telling *telling, const struct az_node *node)
{
	struct az_checklist_subject subject;
	switch (node->kind) {
	case AZ_NODE_AND:
	case AZ_NODE_OR:
		return joined(telling, node);
	case AZ_NODE_NOT:
		return text(telling, "not", words_of(telling, node->first), NULL);
	case AZ_NODE_TRUTH:
		return text(telling, node->yes ? "always" : "never", NULL, NULL);
	case AZ_NODE_SELECTED:
		subject_of(telling, node, &subject);
		return text(telling, "has", az_checklist_subject_name(telling->x, &subject),
		            az_checklist_code_name(telling->x, &subject, node->text));
	case AZ_NODE_NAME:
		subject_of(telling, node, &subject);
		return text(telling, "holds", az_checklist_subject_name(telling->x, &subject), NULL);
	default:
		return compared(telling, node);
	}
}

const char *az_checklist_part_words(struct az_exchange *x, const struct anze_plugin *plugin,
                                    const struct az_checklist_list *list, const struct az_condition *condition,
                                    const struct az_node *part)
{
	struct telling telling = {x, plugin, list, condition};
	return words_of(&telling, part);
}

const char *az_checklist_condition_words(struct az_exchange *x, const struct anze_plugin *plugin,
                                         const struct az_checklist_list *list, const char *condition)
{
	struct az_condition *read;
	struct az_condition_fault fault;
	if (condition[0] == '\0')
		return "";
	if (az_condition_parse(x->ctx->arena, condition, &read, &fault) != AZ_OK)
		return condition;
	const struct az_node *root = az_condition_root(read);
	if (root->kind == AZ_NODE_TRUTH)
		return az_text(x->page, root->yes ? "checklist_words.asked_always" : "checklist_words.asked_never", NULL);
	return az_text(x->page, "checklist_words.only_when",
	               az_checklist_part_words(x, plugin, list, read, root), NULL);
}
