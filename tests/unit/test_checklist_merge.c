/* The three-way merge of a checklist with a plugin's new baseline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "domain/checklist_merge.h"

static struct az_arena *arena;

static int make_arena(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)8 << 20);
	return 0;
}

static int free_arena(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static struct az_checklist_basis law[] = {{.document = "《示例办法》", .clause = "第三条", .in_force_from = AZ_DAY_NONE,
					   .in_force_to = AZ_DAY_NONE}};

static struct az_checklist_item item(const char *code)
{
	return (struct az_checklist_item){.code = code,
					  .category = "S3",
					  .question_zh = "问",
					  .question_en = "Question",
					  .guidance_zh = "",
					  .guidance_en = "",
					  .major = "no",
					  .condition_zh = "",
					  .condition_en = "",
					  .frequency = "quarterly",
					  .frequency_note_zh = "",
					  .frequency_note_en = "",
					  .weight = 3,
					  .answer = "yes_no",
					  .unit = "",
					  .relevant = "",
					  .basis = law,
					  .basis_count = 1};
}

static struct az_checklist_item number(const char *code, int64_t minimum, int64_t maximum)
{
	struct az_checklist_item made = item(code);
	made.answer = "number";
	made.unit = "m";
	made.scale = 1;
	made.minimum = minimum;
	made.maximum = maximum;
	return made;
}

static struct az_checklist_merged merge_lists(struct az_checklist_list before, struct az_checklist_list city,
					      struct az_checklist_list plugin)
{
	struct az_checklist_ancestor ancestor = {.list = before};
	struct az_checklist_merged merged;
	az_checklist_merge(arena, &ancestor, &city, &plugin, NULL, 0, &merged);
	return merged;
}

#define LIST(items) ((struct az_checklist_list){(items), sizeof(items) / sizeof(items)[0]})

static struct az_checklist_merged merge_one(struct az_checklist_item *before, struct az_checklist_item *city,
					    struct az_checklist_item *plugin)
{
	return merge_lists((struct az_checklist_list){before, 1}, (struct az_checklist_list){city, 1},
			   (struct az_checklist_list){plugin, 1});
}

static void assert_order(const struct az_checklist_list *list, const char *codes)
{
	char text[400] = "";
	for (size_t i = 0; i < list->count; i++) {
		strcat(text, i == 0 ? "" : " ");
		strcat(text, list->items[i].code);
		assert_int_equal(list->items[i].position, i + 1);
	}
	assert_string_equal(text, codes);
}

/* ---- fields ---- */

/* One way to change each field of an item: `which` 0 leaves it, 1 and 2 are two different changes that weaken nothing. */
typedef void change(struct az_checklist_item *item, int which);

static void change_question(struct az_checklist_item *one, int which)
{
	static const char *const texts[] = {"Question", "One", "Two"};
	one->question_en = texts[which];
}
static void change_guidance(struct az_checklist_item *one, int which)
{
	static const char *const texts[] = {"", "看一", "看二"};
	one->guidance_zh = texts[which];
}
static void change_frequency(struct az_checklist_item *one, int which)
{
	static const char *const texts[] = {"quarterly", "monthly", "weekly"};
	one->frequency = texts[which];
}
static void change_weight(struct az_checklist_item *one, int which)
{
	one->weight = 3 + which;
}
static void change_limits(struct az_checklist_item *one, int which)
{
	*one = number(one->code, 10 + which, 90 - which);
}
static void change_relevant(struct az_checklist_item *one, int which)
{
	static const char *const texts[] = {"", "${kind} = 'a'", "${kind} = 'b'"};
	one->relevant = texts[which];
}

static const struct {
	enum az_merge_field field;
	change *change;
} kinds[] = {
	{AZ_MERGE_QUESTION, change_question}, {AZ_MERGE_GUIDANCE, change_guidance}, {AZ_MERGE_FREQUENCY, change_frequency},
	{AZ_MERGE_WEIGHT, change_weight},     {AZ_MERGE_LIMITS, change_limits},     {AZ_MERGE_RELEVANT, change_relevant},
};

static void each_field_in_each_combination(void **state)
{
	(void)state;
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
		for (int ours = 0; ours < 3; ours++)
			for (int theirs = 0; theirs < 3; theirs++) {
				struct az_checklist_item before = item("CHE-01"), city = before, plugin = before;
				enum az_merge_field field = kinds[k].field;
				kinds[k].change(&before, 0);
				kinds[k].change(&city, ours);
				kinds[k].change(&plugin, theirs);
				struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
				const struct az_checklist_item *out = &merged.list.items[0];
				bool both = ours != 0 && theirs != 0 && ours != theirs;
				/* The plugin's second change of frequency and limits is tighter than the city's first. */
				bool kept = ours != 0 && !(both && ours < theirs && (field == AZ_MERGE_FREQUENCY ||
										     field == AZ_MERGE_LIMITS));
				assert_int_equal(merged.clash_count, both ? 1 : 0);
				assert_true(az_merge_same(field, out, kept ? &city : &plugin));
				assert_int_equal(out->changed != 0, ours != theirs && kept);
				if (!both)
					continue;
				assert_int_equal(merged.clashes[0].field, field);
				assert_int_equal(merged.clashes[0].choice, AZ_MERGE_OPEN);
				assert_ptr_equal(merged.clashes[0].before, &before);
				assert_ptr_equal(merged.clashes[0].city, &city);
				assert_ptr_equal(merged.clashes[0].plugin, &plugin);
			}
}

static void a_photo_is_merged_too(void **state)
{
	struct az_checklist_item before = item("CHE-01"), city = before, plugin = before;
	(void)state;
	city.photo = 1;
	struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
	assert_true(merged.list.items[0].photo);
	assert_int_equal(merged.clash_count, 0);
	merged = merge_one(&before, &plugin, &city); /* the plugin asks for it */
	assert_true(merged.list.items[0].photo);
	assert_int_equal(merged.clash_count, 0);
}

static void different_fields_of_one_item_come_together(void **state)
{
	struct az_checklist_item before = item("CHE-01"), city = before, plugin = before;
	(void)state;
	city.guidance_zh = "看记录";
	plugin.question_zh = "新问";
	plugin.major = "conditional"; /* not the city's to change */
	plugin.frequency_note_zh = "雨季加密";
	struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
	assert_string_equal(merged.list.items[0].guidance_zh, "看记录");
	assert_string_equal(merged.list.items[0].question_zh, "新问");
	assert_string_equal(merged.list.items[0].major, "conditional");
	assert_string_equal(merged.list.items[0].frequency_note_zh, "雨季加密");
	assert_int_equal(merged.list.items[0].changed, AZ_CHECKLIST_GUIDANCE);
	assert_int_equal(merged.clash_count, 0);
}

static void limits_that_each_side_tightened_go_together(void **state)
{
	struct az_checklist_item before = number("CHE-01", 10, 90), city = number("CHE-01", 20, 90);
	struct az_checklist_item plugin = number("CHE-01", 10, 80);
	(void)state;
	struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
	assert_int_equal(merged.clash_count, 0);
	assert_int_equal(merged.list.items[0].minimum, 20);
	assert_int_equal(merged.list.items[0].maximum, 80);
	plugin = number("CHE-01", 10, 20); /* a point is left */
	assert_int_equal(merge_one(&before, &city, &plugin).clash_count, 0);
	plugin = number("CHE-01", 10, 19); /* nothing is left between */
	assert_int_equal(merge_one(&before, &city, &plugin).clash_count, 1);
}

static void limits_of_another_measure_cannot_stay(void **state)
{
	struct az_checklist_item before = number("CHE-01", 10, 90), city = number("CHE-01", 20, 90);
	struct az_checklist_item plugin = number("CHE-01", 100, 900);
	struct az_problem problem = {0};
	(void)state;
	plugin.unit = "cm";
	struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
	assert_int_equal(merged.clash_count, 1);
	assert_int_equal(merged.list.items[0].minimum, 100);
	assert_false(az_checklist_may_keep(arena, 0, &merged.clashes[0], &plugin, &problem));
	assert_string_equal(problem.key, "checklist_merge.other_measure");
	assert_int_equal(merge_one(&before, &before, &plugin).clash_count, 0); /* the city had not touched them */
	plugin = item("CHE-01"); /* no number any more: nothing to keep */
	assert_int_equal(merge_one(&before, &city, &plugin).clash_count, 0);
}

/* ---- the law's floor ---- */

static void what_the_law_now_demands_cannot_be_weaker(void **state)
{
	struct az_checklist_item before = item("CHE-01"), city = before, plugin = before;
	struct az_problem problem = {0};
	(void)state;
	plugin.mandatory = 1;
	city.weight = 2;
	city.retired = 1;
	city.relevant = "${kind} = 'a'";
	struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
	assert_int_equal(merged.clash_count, 3);
	assert_false(merged.list.items[0].retired);
	assert_int_equal(merged.list.items[0].weight, 3);
	assert_string_equal(merged.list.items[0].relevant, "");
	for (size_t i = 0; i < 3; i++)
		assert_false(az_checklist_may_keep(arena, 0, &merged.clashes[i], &plugin, &problem));
	assert_string_equal(problem.args[0], "《示例办法》 第三条");
	plugin.mandatory = 0; /* the same, when the law leaves it to the city */
	merged = merge_one(&before, &city, &plugin);
	assert_int_equal(merged.clash_count, 0);
	assert_true(merged.list.items[0].retired);
	assert_int_equal(merged.list.items[0].weight, 2);
}

static void a_frequency_below_the_new_one_is_not_offered(void **state)
{
	struct az_checklist_item before = item("CHE-01"), city = before, plugin = before;
	struct az_problem problem = {0};
	(void)state;
	city.frequency = "monthly";
	plugin.frequency = "weekly";
	struct az_checklist_merged merged = merge_one(&before, &city, &plugin);
	assert_int_equal(merged.clash_count, 1);
	assert_string_equal(merged.list.items[0].frequency, "weekly");
	assert_false(az_checklist_may_keep(arena, 0, &merged.clashes[0], &plugin, &problem));
	city.frequency = "weekly";
	plugin.frequency = "monthly";
	merged = merge_one(&before, &city, &plugin);
	assert_true(az_checklist_may_keep(arena, 0, &merged.clashes[0], &plugin, &problem));
	assert_string_equal(merged.list.items[0].frequency, "weekly");
}

/* ---- items ---- */

static void new_items_come_in_behind_their_neighbour(void **state)
{
	struct az_checklist_item before[] = {item("A-01"), item("A-02")};
	struct az_checklist_item city[] = {item("A-01"), item("A-L01"), item("A-02")};
	struct az_checklist_item plugin[] = {item("A-00"), item("A-01"), item("A-02"), item("A-03"), item("A-04")};
	(void)state;
	city[1].own = 1;
	struct az_checklist_merged merged = merge_lists(LIST(before), LIST(city), LIST(plugin));
	assert_order(&merged.list, "A-00 A-01 A-L01 A-02 A-03 A-04");
	assert_int_equal(merged.clash_count, 0);
}

static void what_is_gone_goes_unless_the_city_made_it_its_own(void **state)
{
	struct az_checklist_item before[] = {item("A-01"), item("A-02"), item("A-03"), item("A-04")};
	struct az_checklist_item city[] = {item("A-01"), item("A-02"), item("A-03"), item("A-04")};
	struct az_checklist_item plugin[] = {item("A-04")};
	(void)state;
	before[0].major = city[0].major = "yes";
	before[0].mandatory = city[0].mandatory = 1;
	city[1].guidance_zh = "看记录";
	city[2].retired = 1;
	struct az_checklist_merged merged = merge_lists(LIST(before), LIST(city), LIST(plugin));
	assert_order(&merged.list, "A-01 A-02 A-04"); /* what the city had retired leaves no trace */
	assert_int_equal(merged.clash_count, 2);
	assert_string_equal(merged.clashes[0].code, "A-01");
	assert_int_equal(merged.clashes[0].choice, AZ_MERGE_PLUGIN);
	assert_null(merged.clashes[0].plugin);
	assert_true(merged.list.items[0].retired);
	assert_true(merged.list.items[0].own);
	assert_string_equal(merged.list.items[0].major, "no");
	assert_false(merged.list.items[0].mandatory);
	assert_int_equal(merged.clashes[1].choice, AZ_MERGE_OPEN);
	assert_false(merged.list.items[1].retired);
	assert_string_equal(merged.list.items[1].guidance_zh, "看记录");
}

static void what_a_condition_needs_does_not_go_by_itself(void **state)
{
	struct az_checklist_item before[] = {item("A-01"), item("A-02"), item("A-03")};
	struct az_checklist_item city[] = {item("A-01"), item("A-02"), item("A-03"), item("A-L01")};
	struct az_checklist_item plugin[] = {item("A-03")};
	(void)state;
	before[1].relevant = city[1].relevant = "${A_01} = 'no'";
	city[3].own = 1;
	city[3].relevant = "${A_02} = 'no'";
	struct az_checklist_merged merged = merge_lists(LIST(before), LIST(city), LIST(plugin));
	assert_int_equal(merged.clash_count, 2); /* A-02 is needed by A-L01, and so A-01 by A-02 */
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(merged.clashes[i].choice, AZ_MERGE_OPEN);
		assert_false(merged.list.items[i].retired);
	}
}

static void what_comes_back_is_the_plugin_s_again(void **state)
{
	struct az_checklist_item before[] = {item("A-02")};
	struct az_checklist_item city[] = {item("A-01"), item("A-02")};
	struct az_checklist_item plugin[] = {item("A-01"), item("A-02")};
	(void)state;
	city[0].own = 1;
	city[0].retired = 1;
	plugin[0].question_zh = "新问";
	struct az_checklist_merged merged = merge_lists(LIST(before), LIST(city), LIST(plugin));
	assert_int_equal(merged.clash_count, 0);
	assert_false(merged.list.items[0].retired);
	assert_false(merged.list.items[0].own);
	city[0].retired = 0; /* kept by the city meanwhile: what differs is for a person */
	merged = merge_lists(LIST(before), LIST(city), LIST(plugin));
	assert_false(merged.list.items[0].own);
	assert_int_equal(merged.clash_count, 1);
	assert_int_equal(merged.clashes[0].field, AZ_MERGE_QUESTION);
	assert_null(merged.clashes[0].before);
}

/* ---- order ---- */

static struct az_checklist_list list_of(const char *codes)
{
	struct az_checklist_list list = {az_alloc_array(arena, 20, sizeof(struct az_checklist_item)), 0};
	for (const char *at = codes; *at != '\0'; at += *at == ' ') {
		char *code = az_alloc(arena, 8);
		memcpy(code, at, strcspn(at, " "));
		at += strcspn(at, " ");
		list.items[list.count++] = item(code);
		list.items[list.count - 1].own = code[0] == 'L';
	}
	return list;
}

static void the_order_is_merged_item_by_item(void **state)
{
	static const struct {
		const char *before, *city, *plugin, *merged;
		size_t clashes;
	} cases[] = {
		{"1 2 3 4", "1 2 3 4", "1 2 3 4", "1 2 3 4", 0},
		{"1 2 3 4", "2 1 3 4", "1 2 3 4", "2 1 3 4", 0},         /* only the city */
		{"1 2 3 4", "1 2 3 4", "1 2 4 3", "1 2 4 3", 0},         /* only the plugin */
		{"1 2 3 4", "2 1 3 4", "1 2 4 3", "2 1 4 3", 0},         /* both, other items */
		{"1 2 3 4", "1 4 2 3", "1 4 2 3", "1 4 2 3", 0},         /* both the same */
		{"1 2 3 4", "4 1 2 3", "1 4 2 3", "4 1 2 3", 1},         /* both the same item, elsewhere */
		{"1 2 3 4", "2 L 1 3 4", "1 2 3 5 4", "2 L 1 3 5 4", 0}, /* with an own one and a new one */
		{"1 2 3 4", "1 2 3 4 L", "2 3 4", "1 2 3 4 L", 0},       /* the first is gone, and kept in its place */
		{"1 2 3", "L 1 2 3", "3 1 2", "L 3 1 2", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct az_checklist_merged merged =
			merge_lists(list_of(cases[i].before), list_of(cases[i].city), list_of(cases[i].plugin));
		size_t about_order = 0;
		for (size_t c = 0; c < merged.clash_count; c++)
			about_order += merged.clashes[c].field == AZ_MERGE_ORDER;
		assert_order(&merged.list, cases[i].merged);
		assert_int_equal(about_order, cases[i].clashes);
	}
}

static void a_clash_of_places_says_behind_what(void **state)
{
	(void)state;
	struct az_checklist_merged merged = merge_lists(list_of("1 2 3 4"), list_of("4 1 2 3"), list_of("1 4 2 3"));
	assert_string_equal(merged.clashes[0].code, "4");
	assert_string_equal(merged.clashes[0].before_after, "3");
	assert_string_equal(merged.clashes[0].city_after, "");
	assert_string_equal(merged.clashes[0].plugin_after, "1");
}

/* ---- lists from before baselines were kept ---- */

static void what_is_not_known_is_a_clash(void **state)
{
	struct az_checklist_item before[] = {item("A-01"), item("A-02")}, city[] = {item("A-02"), item("A-01")};
	struct az_checklist_item plugin[] = {item("A-01"), item("A-02")};
	struct az_checklist_ancestor ancestor = {.list = {before, 2}, .guessed = true};
	struct az_checklist_list ours = LIST(city), theirs = LIST(plugin);
	struct az_checklist_merged merged;
	(void)state;
	before[0].changed = city[1].changed = AZ_CHECKLIST_WEIGHT;
	before[0].weight = city[1].weight = 5;
	plugin[0].question_zh = "新问";
	az_checklist_merge(arena, &ancestor, &ours, &theirs, NULL, 0, &merged);
	assert_order(&merged.list, "A-02 A-01"); /* the city's */
	assert_int_equal(merged.clash_count, 1);
	assert_int_equal(merged.clashes[0].field, AZ_MERGE_WEIGHT);
	assert_null(merged.clashes[0].before);
	assert_string_equal(merged.list.items[1].question_zh, "新问"); /* known not to be the city's */
	plugin[0].weight = 5;
	az_checklist_merge(arena, &ancestor, &ours, &theirs, NULL, 0, &merged);
	assert_int_equal(merged.clash_count, 0); /* whatever it was, both say the same now */
}

/* ---- one upgrade after another ---- */

static void an_open_clash_goes_on_with_the_next_baseline(void **state)
{
	struct az_checklist_item first = item("A-01"), city = first, second = first, third, draft;
	struct az_checklist_merged once, again;
	(void)state;
	city.question_zh = "市";
	second.question_zh = "二";
	once = merge_one(&first, &city, &second);
	assert_int_equal(once.clash_count, 1);
	draft = once.list.items[0];
	third = second;
	third.weight = 4;
	struct az_checklist_ancestor ancestor = {.list = {&second, 1}};
	struct az_checklist_list ours = {&draft, 1}, theirs = {&third, 1};
	az_checklist_merge(arena, &ancestor, &ours, &theirs, once.clashes, 1, &again);
	assert_int_equal(again.clash_count, 1);
	assert_ptr_equal(again.clashes[0].before, &first);
	assert_ptr_equal(again.clashes[0].city, &city);
	assert_ptr_equal(again.clashes[0].plugin, &third);
	assert_int_equal(again.list.items[0].weight, 4);
	once.clashes[0].choice = AZ_MERGE_CITY; /* decided: it is the city's text now */
	az_checklist_merge(arena, &ancestor, &ours, &theirs, once.clashes, 1, &again);
	assert_int_equal(again.clash_count, 0);
	assert_string_equal(again.list.items[0].question_zh, "市");
	once.clashes[0].choice = AZ_MERGE_OPEN; /* somebody wrote a third text: that is the city's now */
	draft.question_zh = "三";
	az_checklist_merge(arena, &ancestor, &ours, &theirs, once.clashes, 1, &again);
	assert_int_equal(again.clash_count, 1);
	assert_ptr_equal(again.clashes[0].city, &draft);
	third.question_zh = "市"; /* the plugin came round to the city's */
	draft.question_zh = "市";
	az_checklist_merge(arena, &ancestor, &ours, &theirs, once.clashes, 1, &again);
	assert_int_equal(again.clash_count, 0);
}

/* ---- what came in ---- */

static void only_what_nobody_decides_came_in(void **state)
{
	struct az_checklist_item before[] = {item("A-01"), item("A-02")}, city[] = {item("A-01"), item("A-02")};
	struct az_checklist_item plugin[] = {item("A-01"), item("A-02"), item("A-03")};
	struct az_checklist_meeting meeting = {.city = LIST(city)};
	struct az_checklist_change *changes;
	size_t count;
	(void)state;
	city[0].frequency = "monthly";
	plugin[0].frequency = "weekly"; /* a clash in which the law leaves the plugin's alone */
	plugin[1].weight = 4;
	meeting.merged = merge_lists(LIST(before), LIST(city), LIST(plugin));
	az_checklist_came_in(arena, &meeting, &changes, &count);
	assert_int_equal(count, 2);
	assert_string_equal(changes[0].after->code, "A-02");
	assert_int_equal(changes[0].fields, AZ_CHECKLIST_WEIGHT);
	assert_int_equal(changes[1].kind, AZ_CHECKLIST_ADDED);
}

static void two_lists_are_the_same_item_by_item(void **state)
{
	struct az_checklist_item a[] = {item("A-01"), item("A-02")}, b[] = {item("A-01"), item("A-02")};
	struct az_checklist_list left = LIST(a), right = LIST(b);
	(void)state;
	assert_true(az_checklist_same(&left, &right));
	b[1].mandatory = 1;
	assert_false(az_checklist_same(&left, &right));
	b[1] = a[1];
	right.count = 1;
	assert_false(az_checklist_same(&left, &right));
	right.count = 2;
	b[0] = a[1];
	b[1] = a[0];
	assert_false(az_checklist_same(&left, &right));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_field_in_each_combination),
		cmocka_unit_test(a_photo_is_merged_too),
		cmocka_unit_test(different_fields_of_one_item_come_together),
		cmocka_unit_test(limits_that_each_side_tightened_go_together),
		cmocka_unit_test(limits_of_another_measure_cannot_stay),
		cmocka_unit_test(what_the_law_now_demands_cannot_be_weaker),
		cmocka_unit_test(a_frequency_below_the_new_one_is_not_offered),
		cmocka_unit_test(new_items_come_in_behind_their_neighbour),
		cmocka_unit_test(what_is_gone_goes_unless_the_city_made_it_its_own),
		cmocka_unit_test(what_a_condition_needs_does_not_go_by_itself),
		cmocka_unit_test(what_comes_back_is_the_plugin_s_again),
		cmocka_unit_test(the_order_is_merged_item_by_item),
		cmocka_unit_test(a_clash_of_places_says_behind_what),
		cmocka_unit_test(what_is_not_known_is_a_clash),
		cmocka_unit_test(an_open_clash_goes_on_with_the_next_baseline),
		cmocka_unit_test(only_what_nobody_decides_came_in),
		cmocka_unit_test(two_lists_are_the_same_item_by_item),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
