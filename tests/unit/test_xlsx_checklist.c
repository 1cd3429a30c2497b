/* A checklist as a spreadsheet: what is written is read back as it was, for each
 * industry's baseline; each thing that cannot be taken over is told with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/xlsx_write.h"
#include "domain/checklist_sheet.h"
#include "plugin/plugin.h"

static struct az_arena *arena;
static struct az_plugins *plugins;
static const struct az_plugin_expected sectors[] = {
	{"MIN", "mining.so"},    {"CHE", "chemicals.so"},   {"CON", "construction.so"},
	{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
};
#define SECTORS (sizeof sectors / sizeof sectors[0])

static int load(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)128 << 20);
	plugins = az_plugins_load(AZ_TEST_BUILD "/plugins", sectors, SECTORS);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	az_plugins_free(plugins);
	az_arena_free(arena);
	return 0;
}

static int reset(void **state)
{
	(void)state;
	az_arena_reset(arena);
	return 0;
}

/* ---- the sheet at hand ---- */

static struct az_checklist_list baseline, items;
static struct az_checklist_sheet sheet;

static void take_sector(const char *sector)
{
	az_checklist_baseline(arena, az_plugins_find(plugins, sector), &baseline);
	az_checklist_baseline(arena, az_plugins_find(plugins, sector), &items);
	for (size_t i = 0; i < items.count; i++)
		items.items[i].id = (int64_t)i + 1;
}

static struct az_text written(const char *sector, const struct az_checklist_list *list)
{
	struct az_checklist_sheet_about about = {.sector = sector,
	                                         .title = "=1+1",
	                                         .version = "draft-1-0",
	                                         .answers_zh = {"是", "否", "不适用", "未检查"},
	                                         .answers_en = {"Yes", "No", "Not applicable", "Not checked"}};
	struct az_text out;
	assert_int_equal(az_checklist_sheet_write(arena, &about, list, &out), AZ_OK);
	return out;
}

static void read_file(const char *sector, struct az_text file)
{
	struct az_checklist_sheet_draft draft = {sector, "draft-1-0", &items, &baseline, 20780};
	/* On its own, so that a sanitizer sees a read behind its end. */
	char *copy = test_malloc(file.n + 1);
	memcpy(copy, file.p, file.n);
	az_checklist_sheet_read(arena, (struct az_text){copy, file.n}, &draft, &sheet);
	test_free(copy);
}

static void print_faults(void)
{
	for (size_t i = 0; i < sheet.fault_count; i++)
		print_message("%s!%s%zu %s | %s | %s %s\n", sheet.faults[i].sheet, sheet.faults[i].column,
		              sheet.faults[i].row, sheet.faults[i].heading, sheet.faults[i].value,
		              sheet.faults[i].reason.key,
		              sheet.faults[i].reason.args[0] == NULL ? "" : sheet.faults[i].reason.args[0]);
}

static void assert_same(const struct az_checklist_list *due)
{
	if (sheet.fault_count > 0)
		print_faults();
	assert_int_equal(sheet.fault_count, 0);
	assert_int_equal(sheet.list.count, due->count);
	for (size_t i = 0; i < due->count; i++) {
		const struct az_checklist_item *was = &due->items[i], *is = &sheet.list.items[i];
		assert_string_equal(is->code, was->code);
		assert_int_equal(az_checklist_compare(was, is), 0);
		assert_int_equal(is->retired, was->retired);
		assert_int_equal(is->mandatory, was->mandatory);
		assert_int_equal(is->own, was->own);
	}
}

static void a_baseline_comes_back_as_it_was(void **state)
{
	(void)state;
	for (size_t i = 0; i < SECTORS; i++) {
		take_sector(sectors[i].sector);
		read_file(sectors[i].sector, written(sectors[i].sector, &items));
		assert_int_equal(sheet.notice_count, 0);
		assert_same(&items);
	}
}

/* The draft differs in everything that is free: what comes back is what the sheet says, not the draft. */
static void what_is_free_is_taken_from_the_sheet(void **state)
{
	struct az_checklist_list edited;
	(void)state;
	take_sector("CHE");
	edited.count = items.count;
	edited.items = AZ_NEW_ARRAY(arena, items.count, struct az_checklist_item);
	for (size_t i = 0; i < items.count; i++) {
		struct az_checklist_item *item = &edited.items[items.count - 1 - i];
		*item = items.items[i];
		item->question_zh = az_format(arena, "=HYPERLINK(\"%zu\") <&'> 是否\n合格_x0041_？", i);
		item->question_en = az_format(arena, "Is it “%zu” \\ so?\t_x000D_", i);
		item->guidance_zh = "";
		item->guidance_en = az_format(arena, "@%zu", i);
		item->weight = 9;
		item->retired = !item->mandatory;
	}
	read_file("CHE", written("CHE", &edited));
	assert_same(&edited);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_baseline_comes_back_as_it_was, reset),
		cmocka_unit_test_setup(what_is_free_is_taken_from_the_sheet, reset),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
