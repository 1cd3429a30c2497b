/* What conditions speak of, and chains of items that ask for one another. */
#include "domain/checklist_condition.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_private.h"
#include "plugin/relevant.h"

static const char *const yes_no[] = {"yes", "no"};
static const char *const answers[] = {"yes", "no", "not_applicable"};

/* ---- subjects ---- */

static void take_codes(struct az_arena *arena, const char *const *codes, size_t count, struct az_checklist_subject *out)
{
	out->codes = AZ_NEW_ARRAY(arena, count + 1, const char *);
	out->code_count = count;
	for (size_t i = 0; i < count; i++)
		out->codes[i] = codes[i];
}

static void take_field(struct az_arena *arena, const struct anze_field *field, struct az_checklist_subject *out)
{
	const char **codes = AZ_NEW_ARRAY(arena, field->choice_count + 1, const char *);
	for (size_t i = 0; i < field->choice_count; i++)
		codes[i] = field->choices[i].code;
	out->unit = field->unit;
	switch (field->type) {
	case ANZE_YES_NO:
	case ANZE_CHECK:
		out->kind = AZ_SUBJECT_YES_NO;
		take_codes(arena, yes_no, 2, out);
		return;
	case ANZE_CHOICE:
	case ANZE_CHOICES:
		out->kind = field->type == ANZE_CHOICE ? AZ_SUBJECT_CHOICE : AZ_SUBJECT_CODES;
		take_codes(arena, codes, field->choice_count, out);
		return;
	case ANZE_INTEGER:
	case ANZE_DECIMAL:
	case ANZE_MONEY:
	case ANZE_PERCENT:
	case ANZE_TABLE:
		out->kind = AZ_SUBJECT_NUMBER;
		out->scale = field->type == ANZE_DECIMAL ? field->scale
		             : field->type == ANZE_MONEY || field->type == ANZE_PERCENT ? 2 : 0;
		return;
	default:
		out->kind = AZ_SUBJECT_TEXT;
	}
}

static void take_item(struct az_arena *arena, const struct az_checklist_item *item, struct az_checklist_subject *out)
{
	*out = (struct az_checklist_subject){.name = az_item_name(arena, item->code), .item = item};
	if (strcmp(item->answer, "number") == 0) {
		out->kind = AZ_SUBJECT_NUMBER;
		out->unit = item->unit;
		out->scale = (uint32_t)item->scale;
		return;
	}
	out->kind = AZ_SUBJECT_CHOICE;
	if (strcmp(item->answer, "choice") != 0) {
		take_codes(arena, answers, sizeof answers / sizeof answers[0], out);
		return;
	}
	out->codes = AZ_NEW_ARRAY(arena, item->choice_count + 1, const char *);
	out->code_count = item->choice_count;
	for (size_t i = 0; i < item->choice_count; i++)
		out->codes[i] = item->choices[i].code;
}

static void take_fact(struct az_arena *arena, const struct az_fact_name *fact, const char *name,
                      struct az_checklist_subject *out)
{
	*out = (struct az_checklist_subject){.name = name, .field = fact->field, .column = fact->column};
	take_field(arena, fact->column != NULL ? fact->column : fact->field, out);
	if (fact->column != NULL)
		out->kind = AZ_SUBJECT_CODES;
}

/* The place of the item that a name stands for; the list's count when there is none. */
static size_t item_named(const struct az_checklist_list *list, const char *name)
{
	size_t i = 0;
	while (i < list->count && !az_item_is_named(list->items[i].code, name))
		i++;
	return i;
}

bool az_checklist_subject(struct az_arena *arena, const struct anze_plugin *plugin, const struct az_checklist_list *list,
                          const char *name, struct az_checklist_subject *out)
{
	struct az_fact_name fact;
	size_t i = item_named(list, name);
	if (i < list->count) {
		take_item(arena, &list->items[i], out);
		return true;
	}
	if (plugin == NULL || !az_fact_named(plugin, name, &fact))
		return false;
	take_fact(arena, &fact, name, out);
	return true;
}

void az_checklist_subjects(struct az_arena *arena, const struct anze_plugin *plugin, const struct az_checklist_list *list,
                           size_t index, struct az_checklist_subject **out, size_t *count)
{
	size_t most = list->count;
	for (size_t i = 0; i < plugin->field_count; i++)
		most += 1 + plugin->fields[i].column_count;
	*out = AZ_NEW_ARRAY(arena, most + 1, struct az_checklist_subject);
	*count = 0;
	for (size_t i = 0; i < plugin->field_count; i++) {
		const struct anze_field *field = &plugin->fields[i];
		if (az_checklist_subject(arena, plugin, list, field->name, &(*out)[*count]))
			++*count;
		for (size_t c = 0; field->type == ANZE_TABLE && c < field->column_count; c++)
			if (az_checklist_subject(arena, plugin, list,
			                         az_format(arena, "%s.%s", field->name, field->columns[c].name),
			                         &(*out)[*count]))
				++*count;
	}
	for (size_t i = 0; i < index && i < list->count; i++)
		if (!list->items[i].retired)
			take_item(arena, &list->items[i], &(*out)[(*count)++]);
}

/* ---- what a subject can be compared with ---- */

struct judging {
	struct az_arena *arena;
	const struct anze_plugin *plugin;
	const struct az_checklist_list *list;
	const struct az_condition_name *names;
	struct az_problem *problem;
};

static bool refuse(struct judging *judging, const char *key, const char *first, const char *second, const char *third)
{
	*judging->problem = (struct az_problem){key, {first, second, third}};
	return false;
}

static bool is_code(const struct az_checklist_subject *subject, const char *text)
{
	for (size_t i = 0; i < subject->code_count; i++)
		if (strcmp(subject->codes[i], text) == 0)
			return true;
	return false;
}

static bool refuse_value(struct judging *judging, const struct az_checklist_subject *subject, const char *value)
{
	const char *codes = "";
	for (size_t i = 0; i < subject->code_count; i++)
		codes = az_format(judging->arena, "%s%s%s", codes, i == 0 ? "" : ", ", subject->codes[i]);
	if (subject->code_count == 0)
		return refuse(judging, "checklist.relevant_number", subject->name, value, NULL);
	return refuse(judging, "checklist.relevant_value", subject->name, value, codes);
}

static const char *value_text(struct judging *judging, const struct az_node *value)
{
	char *text = az_alloc(judging->arena, AZ_DEC_TEXT);
	if (value->kind == AZ_NODE_STRING)
		return value->text;
	az_dec_print(value->number, text);
	return text;
}

/* A subject beside a value that is written out. */
static bool fits(struct judging *judging, const struct az_checklist_subject *subject, const struct az_node *node,
                 const struct az_node *value)
{
	bool same = node->kind == AZ_NODE_EQUAL || node->kind == AZ_NODE_UNEQUAL;
	struct az_dec number;
	bool numeric = value->kind == AZ_NODE_NUMBER || az_dec_parse(value->text, AZ_DEC_PLACES, &number) == AZ_DEC_GOOD;
	if (same && value->kind == AZ_NODE_STRING && value->text[0] == '\0')
		return true; /* was it said? */
	if (subject->kind == AZ_SUBJECT_NUMBER)
		return numeric || refuse_value(judging, subject, value_text(judging, value));
	if (!same)
		return refuse(judging, "checklist.relevant_no_order", subject->name, NULL, NULL);
	if (subject->kind == AZ_SUBJECT_TEXT)
		return true;
	if (subject->kind == AZ_SUBJECT_CODES)
		return refuse(judging, "checklist.relevant_selected", subject->name, value_text(judging, value), NULL);
	return (value->kind == AZ_NODE_STRING && is_code(subject, value->text)) ||
	       refuse_value(judging, subject, value_text(judging, value));
}

static bool subject_of(struct judging *judging, const struct az_node *node, struct az_checklist_subject *subject)
{
	const char *name = judging->names[node->index].name;
	return az_checklist_subject(judging->arena, judging->plugin, judging->list, name, subject) ||
	       refuse(judging, "checklist.relevant_unknown", name, NULL, NULL);
}

static bool is_value(const struct az_node *node)
{
	return node->kind == AZ_NODE_NUMBER || node->kind == AZ_NODE_STRING;
}

static bool judge(struct judging *judging, const struct az_node *node)
{
	const struct az_node *left = node->first, *right = left == NULL ? NULL : left->next;
	struct az_checklist_subject subject;
	if (node->kind == AZ_NODE_NAME)
		return subject_of(judging, node, &subject);
	if (node->kind == AZ_NODE_SELECTED)
		return subject_of(judging, node, &subject) &&
		       (is_code(&subject, node->text) || refuse_value(judging, &subject, node->text));
	if (az_node_compares(node)) {
		const struct az_node *name = left->kind == AZ_NODE_NAME ? left : right;
		const struct az_node *value = name == left ? right : left;
		if (name->kind == AZ_NODE_NAME && is_value(value))
			return subject_of(judging, name, &subject) && fits(judging, &subject, node, value);
	}
	for (const struct az_node *part = left; part != NULL; part = part->next)
		if (!judge(judging, part))
			return false;
	return true;
}

/* ---- chains ---- */

/* The names of every item's condition. Owned by the arena; NULL where there is none that can be read. */
struct graph {
	const struct az_checklist_list *list;
	struct {
		const struct az_condition_name *names;
		size_t count;
	} of[AZ_CHECKLIST_JOINED_MAX];
	bool seen[AZ_CHECKLIST_JOINED_MAX];
};

static void read_names(struct az_arena *arena, const char *text, const struct az_condition_name **names, size_t *count)
{
	struct az_condition *condition;
	struct az_condition_fault fault;
	*count = 0;
	if (text[0] != '\0' && az_condition_parse(arena, text, &condition, &fault) == AZ_OK)
		*count = az_condition_names(condition, names);
}

static struct graph *graph_of(struct az_arena *arena, const struct az_checklist_list *list)
{
	struct graph *graph = AZ_NEW(arena, struct graph);
	graph->list = list;
	for (size_t i = 0; i < list->count && i < AZ_CHECKLIST_JOINED_MAX; i++)
		read_names(arena, list->items[i].relevant, &graph->of[i].names, &graph->of[i].count);
	return graph;
}

/* A way from one item to another along the names of their conditions: " -> MIN-07 -> MIN-04"; NULL when there is none. Each
 * item is looked at once, so the depth is that of the list at most. */
static const char *way(struct az_arena *arena, struct graph *graph, size_t from, size_t to)
{
	const char *code = graph->list->items[from].code;
	if (from == to)
		return az_format(arena, " \xe2\x86\x92 %s", code);
	if (graph->seen[from])
		return NULL;
	graph->seen[from] = true;
	for (size_t i = 0; i < graph->of[from].count; i++) {
		size_t next = item_named(graph->list, graph->of[from].names[i].name);
		const char *rest = next < graph->list->count ? way(arena, graph, next, to) : NULL;
		if (rest != NULL)
			return az_format(arena, " \xe2\x86\x92 %s%s", code, rest);
	}
	return NULL;
}

/* Does the item at `index` ask for items in use that stand before it? */
static bool judge_order(struct judging *judging, struct graph *graph, size_t index, size_t asked)
{
	const struct az_checklist_item *item = &judging->list->items[index], *other = &judging->list->items[asked];
	memset(graph->seen, 0, sizeof graph->seen);
	const char *back = way(judging->arena, graph, asked, index);
	if (back != NULL)
		return refuse(judging, "checklist.relevant_cycle", az_format(judging->arena, "%s%s", item->code, back),
		              NULL, NULL);
	if (asked > index)
		return refuse(judging, "checklist.relevant_later", item->code, other->code,
		              az_format(judging->arena, "%s \xe2\x86\x92 %s", item->code, other->code));
	return !other->retired || refuse(judging, "checklist.relevant_retired", item->code, other->code, NULL);
}

/* ---- a condition, all conditions ---- */

static bool judge_condition(struct judging *judging, struct graph *graph, size_t index,
                            const struct az_condition *condition)
{
	size_t count = az_condition_names(condition, &judging->names);
	if (!judge(judging, az_condition_root(condition)))
		return false;
	graph->of[index].names = judging->names;
	graph->of[index].count = count;
	for (size_t i = 0; i < count; i++) {
		size_t asked = item_named(judging->list, judging->names[i].name);
		if (asked < judging->list->count && !judge_order(judging, graph, index, asked))
			return false;
	}
	return true;
}

enum az_result az_checklist_condition(struct az_arena *arena, const struct anze_plugin *plugin,
                                      const struct az_checklist_list *list, size_t index, const char *text,
                                      const char **normal, struct az_problem *problem)
{
	struct judging judging = {arena, plugin, list, NULL, problem};
	struct az_condition *condition;
	struct az_condition_fault fault;
	*normal = "";
	if (text[0] == '\0')
		return AZ_OK;
	if (az_condition_parse(arena, text, &condition, &fault) != AZ_OK) {
		*problem = fault.problem;
		return AZ_INVALID;
	}
	*normal = az_condition_text(condition);
	return judge_condition(&judging, graph_of(arena, list), index, condition) ? AZ_OK : AZ_INVALID;
}

void az_checklist_judge_conditions(struct az_arena *arena, const struct anze_plugin *plugin,
                                   struct az_checklist_list *list, az_checklist_condition_fault *fault, void *self)
{
	struct az_problem problem;
	struct judging judging = {arena, plugin, list, NULL, &problem};
	struct graph *graph = graph_of(arena, list);
	for (size_t i = 0; i < list->count; i++) {
		struct az_checklist_item *item = &list->items[i];
		struct az_condition *condition;
		struct az_condition_fault unread;
		if (item->retired || item->relevant[0] == '\0')
			continue;
		problem = (struct az_problem){0};
		if (az_condition_parse(arena, item->relevant, &condition, &unread) != AZ_OK) {
			fault(self, i, &unread.problem);
			continue;
		}
		item->relevant = az_condition_text(condition);
		if (!judge_condition(&judging, graph, i, condition))
			fault(self, i, &problem);
	}
}

struct first_fault {
	bool found;
	size_t *index;
	struct az_problem *problem;
};

static void take_first(void *self, size_t index, const struct az_problem *problem)
{
	struct first_fault *first = self;
	if (first->found)
		return;
	first->found = true;
	*first->index = index;
	*first->problem = *problem;
}

enum az_result az_checklist_conditions(struct az_arena *arena, const struct anze_plugin *plugin,
                                       struct az_checklist_list *list, size_t *index, struct az_problem *problem)
{
	struct first_fault first = {.index = index, .problem = problem};
	az_checklist_judge_conditions(arena, plugin, list, take_first, &first);
	return first.found ? AZ_INVALID : AZ_OK;
}

const char *az_checklist_dependents(struct az_arena *arena, const struct az_checklist_list *list, const char *code)
{
	const struct az_condition_name *names;
	const char *text = "";
	for (size_t i = 0; i < list->count; i++) {
		size_t count;
		if (list->items[i].retired)
			continue;
		read_names(arena, list->items[i].relevant, &names, &count);
		for (size_t n = 0; n < count; n++)
			if (az_item_is_named(code, names[n].name))
				text = az_format(arena, "%s%s%s", text, text[0] == '\0' ? "" : ", ", list->items[i].code);
	}
	return text;
}

bool az_checklist_no_narrower(struct az_arena *arena, const char *baseline, const char *wanted)
{
	struct az_condition *premise = NULL, *conclusion;
	struct az_condition_fault fault;
	if (wanted[0] == '\0')
		return true;
	if (az_condition_parse(arena, wanted, &conclusion, &fault) != AZ_OK)
		return false;
	if (baseline[0] != '\0' && az_condition_parse(arena, baseline, &premise, &fault) != AZ_OK)
		return false;
	return az_condition_implies(premise, conclusion);
}
