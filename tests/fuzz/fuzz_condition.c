/* A condition as somebody types it, and values as somebody answers. The input: one
 * byte that seeds the values, then the text.
 *
 * Held true: a text is a condition or has a fault with its place; what is printed
 * is read again as the same condition with the same names, the same text and the
 * same truth for the same values; a condition turned round has the opposite truth;
 * a fault's place and what it shows lie within the text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/condition.h"

#include "holds.h"

/* A value that depends on the seed and the name alone. */
static void lookup(void *self, size_t index, const char *name, struct az_condition_value *value)
{
	static const char *const texts[] = {"", "a", "a b", "yes", "no", "1", "-2.50", "false"};
	unsigned hash = *(const unsigned char *)self;

	(void)index;
	for (; *name != '\0'; name++)
		hash = hash * 31 + (unsigned char)*name;
	value->kind = (enum az_condition_kind)(hash % 4);
	value->number = az_dec_of((int64_t)(hash / 4 % 9) - 4, hash / 64 % 3);
	value->text = texts[hash / 4 % 8];
	value->yes = hash / 4 % 2;
}

static void check_fault(const char *text, const struct az_condition_fault *fault)
{
	HOLDS(strncmp(fault->problem.key, "condition.fault.", 16) == 0);
	HOLDS(fault->position <= strlen(text) + 1);
	for (size_t i = 0; i < AZ_PROBLEM_ARGS; i++)
		if (fault->problem.args[i] != NULL)
			HOLDS(az_utf8_check(fault->problem.args[i], strlen(fault->problem.args[i])) ==
			      strlen(fault->problem.args[i]));
}

static void check_again(struct az_arena *arena, const struct az_condition *first, unsigned char seed)
{
	const struct az_condition_name *names, *again;
	struct az_condition *second;
	struct az_condition_fault fault;
	size_t count = az_condition_names(first, &names);

	HOLDS(strlen(az_condition_text(first)) <= AZ_CONDITION_BYTES);
	HOLDS(az_condition_parse(arena, az_condition_text(first), &second, &fault) == AZ_OK);
	HOLDS(fault.problem.key == NULL);
	HOLDS(strcmp(az_condition_text(first), az_condition_text(second)) == 0);
	HOLDS(az_condition_names(second, &again) == count);
	for (size_t i = 0; i < count; i++) {
		HOLDS(strcmp(names[i].name, again[i].name) == 0);
		for (size_t j = 0; j < i; j++)
			HOLDS(strcmp(names[i].name, names[j].name) != 0);
	}
	HOLDS(az_condition_evaluate(first, lookup, &seed) == az_condition_evaluate(second, lookup, &seed));
}

static void check_opposite(struct az_arena *arena, const struct az_condition *condition, unsigned char seed)
{
	enum az_truth truth = az_condition_evaluate(condition, lookup, &seed), turned;
	struct az_condition *opposite;
	struct az_condition_fault fault;
	char *text = az_format(arena, "not(%s)", az_condition_text(condition));

	HOLDS(truth == AZ_FALSE || truth == AZ_TRUE || truth == AZ_UNKNOWN);
	if (az_condition_parse(arena, text, &opposite, &fault) != AZ_OK)
		return; /* one level too deep, one part too many, too long */
	turned = az_condition_evaluate(opposite, lookup, &seed);
	HOLDS((truth == AZ_UNKNOWN) == (turned == AZ_UNKNOWN));
	HOLDS(truth == AZ_UNKNOWN || truth != turned);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct az_arena *arena;
	struct az_condition *condition;
	struct az_condition_fault fault;
	char *text;

	if (n < 1)
		return 0;
	if (arena == NULL)
		arena = az_arena_new((size_t)64 << 20);
	/* On the heap, so that the sanitizer sees a read behind the end. */
	text = malloc(n);
	HOLDS(text != NULL);
	memcpy(text, p + 1, n - 1);
	text[n - 1] = '\0';
	if (az_condition_parse(arena, text, &condition, &fault) == AZ_OK) {
		check_again(arena, condition, p[0]);
		check_opposite(arena, condition, p[0]);
	} else {
		HOLDS(condition == NULL);
		check_fault(text, &fault);
	}
	free(text);
	az_arena_reset(arena);
	return 0;
}
