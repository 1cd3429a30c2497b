/* A mining plugin that does what an enterprise's profile tells it to: it crashes,
 * never ends, or eats memory. Its content is sound. */
#include <stdlib.h>
#include <string.h>

#define SECTOR "MIN"
#define CODE_1 "MIN-01"
#define CODE_2 "MIN-02"
#define FUNCTIONS                                                                                                      \
	.fields = fields, .field_count = ANZE_COUNT(fields), .classify = classify, .applies = applies,                 \
	.review = review, .minimum_service = minimum_service,
#include <anze/plugin.h>

static const struct anze_choice behaviours[] = {
	{"calm", {"正常", "Calm"}},       {"crash", {"崩溃", "Crash"}},   {"loop", {"死循环", "Loop"}},
	{"heap", {"吃内存", "Heap"}},     {"greedy", {"贪心", "Greedy"}}, {"stack", {"深递归", "Stack"}},
	{"flood", {"结果不断", "Flood"}}, {"leak", {"泄漏", "Leak"}},
};

static const struct anze_choice functions[] = {
	{"classify", {"分级", "Classify"}},
	{"applies", {"适用", "Applies"}},
	{"review", {"复核", "Review"}},
	{"service", {"次数", "Service"}},
};

enum { BEHAVIOUR, FUNCTION };
static const struct anze_field fields[] = {
	{
		.name = "behaviour",
		.type = ANZE_CHOICE,
		.label = {"行为", "Behaviour"},
		.choices = behaviours,
		.choice_count = ANZE_COUNT(behaviours),
	},
	{
		.name = "function", /* the only one that behaves so; not given: each does */
		.type = ANZE_CHOICE,
		.label = {"函数", "Function"},
		.choices = functions,
		.choice_count = ANZE_COUNT(functions),
	},
};

static volatile unsigned sink;

static unsigned deeper(unsigned n)
{
	volatile char room[1024];
	memset((void *)room, (int)n, sizeof room);
	return n == 0 ? 0 : deeper(n + 1) + (unsigned)room[n % sizeof room];
}

static void eat(void)
{
	for (size_t n = 0; n < (size_t)64 << 10; n++) { /* 64 GiB, should nobody say no */
		char *piece = malloc((size_t)1 << 20);
		memset(piece, 1, (size_t)1 << 20);
		sink += (unsigned char)piece[n];
	}
}

static void behave(const char *how, struct anze_out *out)
{
	static const struct anze_result result = {
		.code = "state",
		.label = {"状态", "State"},
		.value = "calm",
		.value_text = {"一切正常", "All is calm"},
		.explanation = {"示例", "An example"},
		.rule = "《示例标准》",
	};
	if (strcmp(how, "crash") == 0)
		*(volatile int *)16 = 1; /* NOLINT: on purpose */
	while (strcmp(how, "loop") == 0)
		sink++;
	if (strcmp(how, "heap") == 0)
		eat();
	if (strcmp(how, "leak") == 0)
		memset(malloc((size_t)16 << 20), 1, (size_t)16 << 20); /* NOLINT: lost on purpose */
	while (out != NULL && strcmp(how, "greedy") == 0)
		memset(out->alloc(out->self, 4096), 1, 4096);
	if (strcmp(how, "stack") == 0)
		sink = deeper(1);
	do {
		if (out != NULL)
			out->add(out->self, &result);
	} while (strcmp(how, "flood") == 0);
}

static const char *said(const struct anze_facts *facts, const char *function)
{
	const struct anze_fact *only = &facts->values[FUNCTION], *behaviour = &facts->values[BEHAVIOUR];
	return behaviour->given && (!only->given || strcmp(only->text, function) == 0) ? behaviour->text : "calm";
}

static void classify(const struct anze_facts *facts, struct anze_out *out)
{
	behave(said(facts, "classify"), out);
}

static int applies(const struct anze_facts *facts, size_t item)
{
	behave(said(facts, "applies"), NULL);
	return item == 0;
}

static void review(const struct anze_facts *facts, const struct anze_answer_value *answers, struct anze_out *out)
{
	(void)answers;
	behave(said(facts, "review"), out);
}

static void minimum_service(const struct anze_facts *facts, const struct anze_service *service, struct anze_out *out)
{
	(void)service;
	behave(said(facts, "service"), out);
}

#include "good.inc"
