/* The conditions of the baselines of all six industries, and what a condition can name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plugin_facts.h"

#define TODAY "2026-11-24"

static const struct {
	const char *sector, *file;
	const char *computed; /* items that `applies` may leave out: no condition can say it */
} industries[] = {
	{"MIN", "mining.so", ""},       {"CHE", "chemicals.so", "CHE-03 CHE-05 CHE-14 CHE-15"},
	{"CON", "construction.so", ""}, {"TRA", "transport.so", "TRA-06 TRA-07 TRA-14"},
	{"AGR", "agriculture.so", ""},  {"ENE", "energy.so", "ENE-01"},
};

static struct az_condition *read(const struct bench *bench, const char *text)
{
	struct az_condition *condition;
	struct az_condition_fault fault;
	if (az_condition_parse(bench->arena, text, &condition, &fault) != AZ_OK)
		fail_msg("%s: %s at %zu", text, fault.problem.key, fault.position);
	return condition;
}

static void every_condition_names_facts_or_earlier_items(void **state)
{
	(void)state;
	for (size_t k = 0; k < ANZE_COUNT(industries); k++) {
		void *opened;
		assert_int_equal(open_bench(&opened, industries[k].sector, industries[k].file), 0);
		struct bench *bench = opened;
		size_t conditions = 0;
		on_day(bench, TODAY);
		for (size_t i = 0; i < bench->plugin->item_count; i++) {
			const struct anze_item *item = &bench->plugin->items[i];
			const struct az_condition_name *names;
			if (!item->relevant)
				continue;
			struct az_condition *condition = read(bench, item->relevant);
			size_t count = az_condition_names(condition, &names);
			assert_true(count > 0);
			for (size_t n = 0; n < count; n++) {
				struct az_fact_name fact;
				bool known = az_fact_named(bench->plugin, names[n].name, &fact);
				for (size_t e = 0; e < i; e++)
					known = known || az_item_is_named(bench->plugin->items[e].code, names[n].name);
				if (!known)
					fail_msg("%s names %s", item->code, names[n].name);
			}
			/* An item is asked as long as nothing was said, and what follows is not said twice. */
			assert_int_equal(relevance(bench, i), ANZE_RELEVANCE_OPEN);
			conditions++;
		}
		assert_true(conditions > 1);
		close_bench(&opened);
	}
}

/* A condition is the only rule of its item, but for the ones that are also computed. */
static void what_a_condition_says_is_not_computed_again(void **state)
{
	(void)state;
	for (size_t k = 0; k < ANZE_COUNT(industries); k++) {
		void *opened;
		assert_int_equal(open_bench(&opened, industries[k].sector, industries[k].file), 0);
		struct bench *bench = opened;
		assert_true((bench->plugin->applies == NULL) == (industries[k].computed[0] == '\0'));
		on_day(bench, TODAY);
		for (size_t f = 0; f < bench->plugin->field_count; f++)
			if (bench->plugin->fields[f].type == ANZE_YES_NO)
				bench->values[f] = (struct anze_fact){.given = 1, .number = 0, .text = ""};
		for (size_t i = 0; bench->plugin->applies && i < bench->plugin->item_count; i++)
			if (!strstr(industries[k].computed, bench->plugin->items[i].code))
				assert_int_equal(bench->plugin->applies(&bench->facts, i), 1);
		close_bench(&opened);
	}
}

static enum az_truth holds(struct bench *bench, const char *text)
{
	return az_relevant_holds(bench->arena, bench->plugin, &bench->facts, read(bench, text), NULL, NULL);
}

static void facts_are_read_as_they_were_typed(void **state)
{
	void *opened;
	(void)state;
	assert_int_equal(open_bench(&opened, "TRA", "transport.so"), 0);
	struct bench *bench = opened;
	on_day(bench, TODAY);
	assert_int_equal(holds(bench, "${fleet} = 0"), AZ_TRUE);
	assert_int_equal(holds(bench, "selected(${fleet.kind}, 'truck')"), AZ_UNKNOWN);
	assert_int_equal(holds(bench, "${training_hours} >= 2"), AZ_UNKNOWN);
	assert_int_equal(holds(bench, "${last_drill} = ''"), AZ_TRUE);
	give_row(bench, "fleet", "truck", "12", "3");
	give_row(bench, "fleet", NULL, NULL, "1");
	give_row(bench, "fleet", "tractor", NULL, NULL);
	give(bench, "training_hours", "1.9");
	give(bench, "last_drill", "2026-05-01");
	give(bench, "dangerous_goods", "no");
	assert_int_equal(holds(bench, "${fleet} = 3"), AZ_TRUE);
	assert_int_equal(holds(bench, "selected(${fleet.kind}, 'tractor')"), AZ_TRUE);
	assert_int_equal(holds(bench, "selected(${fleet.kind}, 'tour_coach')"), AZ_FALSE);
	assert_int_equal(holds(bench, "${training_hours} < 2"), AZ_TRUE);
	assert_int_equal(holds(bench, "${training_hours} <= 1.9"), AZ_TRUE);
	assert_int_equal(holds(bench, "${training_hours} < 1.9"), AZ_FALSE);
	assert_int_equal(holds(bench, "${last_drill} = '2026-05-01'"), AZ_TRUE);
	assert_int_equal(holds(bench, "${dangerous_goods} = 'no'"), AZ_TRUE);
	assert_int_equal(holds(bench, "${TRA_01} = 'no'"), AZ_UNKNOWN); /* nobody has answered yet */
	close_bench(&opened);
}

static void names_of_facts_and_items(void **state)
{
	void *opened;
	struct az_fact_name fact;
	(void)state;
	assert_int_equal(open_bench(&opened, "TRA", "transport.so"), 0);
	const struct anze_plugin *plugin = ((struct bench *)opened)->plugin;
	assert_true(az_fact_named(plugin, "fleet", &fact));
	assert_null(fact.column);
	assert_true(az_fact_named(plugin, "fleet.kind", &fact));
	assert_string_equal(fact.column->name, "kind");
	assert_false(az_fact_named(plugin, "fleet.count", &fact)); /* no column of choices */
	assert_false(az_fact_named(plugin, "fleet.", &fact));
	assert_false(az_fact_named(plugin, "flee", &fact));
	assert_false(az_fact_named(plugin, "points.kind", &fact));
	assert_false(az_fact_named(plugin, "", &fact));
	close_bench(&opened);

	assert_true(az_item_is_named("MIN-03", "MIN_03"));
	assert_true(az_item_is_named("MIN-L01", "MIN_L01"));
	assert_false(az_item_is_named("MIN-03", "MIN_04"));
	assert_false(az_item_is_named("MIN-03", "MIN_0"));
	assert_false(az_item_is_named("MIN-03", "MIN_033"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_condition_names_facts_or_earlier_items),
		cmocka_unit_test(what_a_condition_says_is_not_computed_again),
		cmocka_unit_test(facts_are_read_as_they_were_typed),
		cmocka_unit_test(names_of_facts_and_items),
	};
	return cmocka_run_group_tests_name("plugin relevant", tests, NULL, NULL);
}
