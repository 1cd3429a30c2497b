/* A checklist as a spreadsheet: what is written is read back as it was, for each
 * industry's baseline; each thing that cannot be taken over is told with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/xlsx_read.h"
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

static struct az_checklist_list baseline, items, published;
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
	                                         .notes = "",
	                                         .version = "draft-1-0",
	                                         .answers_zh = {"是", "否", "不适用", "未检查"},
	                                         .answers_en = {"Yes", "No", "Not applicable", "Not checked"}};
	struct az_text out;
	assert_int_equal(az_checklist_sheet_write(arena, &about, list, &out), AZ_OK);
	return out;
}

static void read_file(const char *sector, struct az_text file)
{
	struct az_checklist_sheet_draft draft = {sector, "draft-1-0", &items, &baseline, &published,
	                                         az_plugins_find(plugins, sector), 20780, NULL, NULL};
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
		const char *zh = item->mandatory ? item->question_zh : "", *en = item->mandatory ? item->question_en : "";
		item->question_zh = az_format(arena, "=HYPERLINK(\"%zu\") <&'> 是否\n合格_x0041_？%s", i, zh);
		item->question_en = az_format(arena, "Is it “%zu” \\ so?\t_x000D_%s", i, en);
		item->guidance_zh = "";
		item->guidance_en = az_format(arena, "@%zu", i);
		item->weight = 9;
		item->retired = !item->mandatory;
		item->retired_reason = item->mandatory ? "" : "another's";
	}
	read_file("CHE", written("CHE", &edited));
	assert_same(&edited);
}

/* ---- one cell after the other ---- */

static const struct az_xlsx_limits wide = {
	.bytes = 1 << 20, .entries = 20, .inflated = 8 << 20, .ratio = 200, .sheets = 5, .strings = 1, .cells = 5000, .rows = 500,
	.columns = 50,
};

/* A cell to be changed; heading NULL: the whole row goes. value "": the cell is emptied. row 0: the column goes. */
struct change {
	const char *sheet;
	size_t row;
	const char *heading, *value;
};

static const char *cell_text(const struct az_xlsx_sheet *from, size_t row, size_t column)
{
	for (size_t i = 0; row < from->count && i < from->rows[row].count; i++)
		if (from->rows[row].cells[i].column == column)
			return from->rows[row].cells[i].text;
	return "";
}

/* The same workbook, all cells as texts, with one change. */
static struct az_text rewritten(struct az_text file, const struct change *change)
{
	static const char *const wanted[] = {"survey", "choices", "basis", "settings"};
	struct az_xlsx_book book;
	struct az_problem fault;
	struct az_xlsx_writer *writer = az_xlsx_begin(arena);
	assert_int_equal(az_xlsx_read(arena, file, &wide, wanted, 4, &book, &fault), AZ_OK);
	for (size_t i = 0; i < book.count; i++) {
		const struct az_xlsx_sheet *from = &book.sheets[i];
		size_t columns = from->rows[0].count;
		bool here = strcmp(from->name, change->sheet) == 0;
		struct az_xlsx_heading *headings = AZ_NEW_ARRAY(arena, columns, struct az_xlsx_heading);
		for (size_t c = 0; c < columns; c++) {
			headings[c].text = from->rows[0].cells[c].text;
			if (here && change->row == 0 && strcmp(headings[c].text, change->heading) == 0)
				headings[c].text = change->value;
		}
		az_xlsx_sheet(writer, from->name, headings, columns);
		for (size_t r = 1; r < from->count; r++) {
			for (size_t c = 0; c < columns && !(here && r + 1 == change->row && change->heading == NULL); c++) {
				bool this = here && r + 1 == change->row && strcmp(headings[c].text, change->heading) == 0;
				az_xlsx_text(writer, this ? change->value : cell_text(from, r, c + 1));
			}
			az_xlsx_end_row(writer);
		}
	}
	assert_int_equal(az_xlsx_end(writer, &file), AZ_OK);
	return file;
}

static struct az_checklist_basis law[] = {{.document = "GB 1-2020", .clause = "3", .in_force_from = 18300, .in_force_to = AZ_DAY_NONE}};
static struct az_checklist_basis order[] = {{.document = "Order", .clause = "", .in_force_from = AZ_DAY_NONE, .in_force_to = AZ_DAY_NONE}};
static struct az_checklist_choice colours[] = {{.code = "red", .label_zh = "r", .label_en = "Red"},
                                               {.code = "blue", .label_zh = "b", .label_en = "Blue", .complies = 1}};
#define TEXTS TEXTS_OF("abcde", "abcde")
#define TEXTS_OF(zh, en)                                                                                               \
	.retired_reason = "", .question_zh = (zh), .question_en = (en), .guidance_zh = "", .guidance_en = "", .major = "no",           \
	.condition_zh = "", .condition_en = "", .frequency_note_zh = "", .frequency_note_en = ""
static struct az_checklist_item all[] = {
	{.id = 1, .code = "CHE-01", TEXTS_OF("abcde", "Not above 25 m?"), .category = "S3", .frequency = "monthly", .weight = 3, .mandatory = 1,
         .answer = "number", .unit = "m", .relevant = "", .minimum = -5, .maximum = 25, .scale = 1, .basis = law, .basis_count = 1},
	{.id = 2, .code = "CHE-02", TEXTS, .category = "S3", .frequency = "per_work", .weight = 3, .answer = "choice",
         .unit = "", .relevant = "", .basis = law, .basis_count = 1, .choices = colours, .choice_count = 2},
	{.id = 3, .code = "CHE-03", TEXTS, .category = "S4", .frequency = "yearly", .weight = 2, .answer = "yes_no",
         .photo = 1, .unit = "", .relevant = "", .basis = law, .basis_count = 1},
	{.id = 4, .code = "CHE-L01", TEXTS, .own = 1, .own_number = 1, .category = "S5", .frequency = "yearly",
         .weight = 1, .answer = "yes_no", .unit = "", .relevant = "", .basis = order, .basis_count = 1},
};

static void take_all(void)
{
	baseline = (struct az_checklist_list){all, 3};
	items = (struct az_checklist_list){all, 4};
}

/* How often the name stands in the sheet `survey` as a value from outside. */
static size_t hidden_rows(struct az_text file, const char *name)
{
	static const char *const wanted[] = {"survey"};
	struct az_xlsx_book book;
	struct az_problem fault;
	size_t count = 0;
	assert_int_equal(az_xlsx_read(arena, file, &wide, wanted, 1, &book, &fault), AZ_OK);
	for (size_t i = 0; i < book.count; i++)
		for (size_t r = 1; strcmp(book.sheets[i].name, "survey") == 0 && r < book.sheets[i].count; r++)
			count += strcmp(cell_text(&book.sheets[i], r, 1), "hidden") == 0 &&
			         strcmp(cell_text(&book.sheets[i], r, 2), name) == 0;
	return count;
}

/* Other form tools refuse a condition that speaks of what is no row. */
static void what_conditions_speak_of_has_a_row(void **state)
{
	struct az_checklist_item edited[4];
	(void)state;
	take_all();
	memcpy(edited, all, sizeof edited);
	items.items = edited;
	edited[1].relevant = "${CHE_01} < 1.5 and ${filling} = 'yes'";
	edited[2].retired = 1; /* relevant is false() there */
	edited[2].relevant = "${tank_farm} = 'yes'";
	edited[3].relevant = "${filling} = 'yes' or ${MIN_07} = 'no'";
	struct az_text file = written("CHE", &items);
	assert_int_equal(hidden_rows(file, "filling"), 1);
	assert_int_equal(hidden_rows(file, "MIN_07"), 1);
	assert_int_equal(hidden_rows(file, "tank_farm"), 0);
	assert_int_equal(hidden_rows(file, "CHE_01"), 0);
	edited[3].relevant = "${filling} = 'yes'";
	read_file("CHE", written("CHE", &items));
	assert_same(&items);
	assert_int_equal(sheet.notice_count, 0);
}

static void numbers_choices_and_own_items_come_back(void **state)
{
	(void)state;
	take_all();
	read_file("CHE", written("CHE", &items));
	assert_same(&items);
}

static void conditions_and_ways_of_answering_come_back(void **state)
{
	struct az_checklist_item edited[4];
	(void)state;
	take_all();
	memcpy(edited, all, sizeof edited);
	items.items = edited;
	edited[1].relevant = "${CHE_01} < 1.5";
	edited[1].changed = AZ_CHECKLIST_RELEVANT;
	edited[2].retired = 1; /* its condition is kept though the sheet says false() */
	edited[2].relevant = "${filling} = 'yes'";
	edited[2].changed = AZ_CHECKLIST_RELEVANT;
	edited[3].answer = "choice";
	edited[3].choices = colours;
	edited[3].choice_count = 2;
	edited[3].relevant = "${CHE_02} = 'red' or ${tank_farm} = 'yes'";
	read_file("CHE", written("CHE", &items));
	assert_same(&items);
	assert_string_equal(sheet.list.items[2].relevant, "${filling} = 'yes'");
	assert_string_equal(sheet.list.items[3].relevant, "${CHE_02} = 'red' or ${tank_farm} = 'yes'");
	edited[3] = all[3];
	edited[3].answer = "number";
	edited[3].unit = "mg/m³";
	edited[3].scale = 2;
	edited[3].minimum = -150;
	edited[3].maximum = 7;
	edited[3].photo = 1;
	read_file("CHE", written("CHE", &items));
	assert_same(&items);
	/* Once it was published, what its answers rest on stays. */
	published = (struct az_checklist_list){&edited[3], 1};
	read_file("CHE", rewritten(written("CHE", &items), &(struct change){"survey", 5, "unit", "m"}));
	published = (struct az_checklist_list){NULL, 0};
	assert_int_equal(sheet.fault_count, 1);
	assert_string_equal(sheet.faults[0].column, "T");
	assert_string_equal(sheet.faults[0].reason.key, "checklist.breaks_unit");
}

static void each_fault_has_its_place(void **state)
{
	/* Rows: 2 number, 3 choice, 4 yes/no, 5 the city's own. */
	static const struct {
		struct change change;
		const char *column, *reason;
	} cases[] = {
		{{"survey", 2, "type", "integer"}, "A", "checklist_sheet.fault.answer_fixed"},
		{{"survey", 3, "type", "select_one other"}, "A", "checklist_sheet.fault.answer_fixed"},
		{{"survey", 5, "type", "poem"}, "A", "checklist_sheet.fault.type_own"},
		{{"survey", 2, "unit", "cm"}, "T", "checklist_sheet.fault.answer_fixed"},
		{{"survey", 2, "unit", ""}, "T", "checklist_sheet.fault.answer_fixed"},
		{{"survey", 2, "complies_to", "2.6"}, "W", "checklist.weaker_limit"},
		{{"survey", 2, "complies_from", "-0.6"}, "V", "checklist.weaker_limit"},
		{{"survey", 2, "complies_to", "2.55"}, "W", "checklist_sheet.fault.not_number"},
		{{"survey", 3, "complies_to", "1"}, "W", "checklist_sheet.fault.answer_fixed"},
		{{"survey", 5, "complies_to", "1"}, "W", "checklist_sheet.fault.own_fixed"},
		{{"survey", 4, "photo", "no"}, "S", "checklist.weaker_photo"},
		{{"survey", 4, "unit", "m"}, "T", "checklist_sheet.fault.answer_fixed_empty"},
		{{"survey", 4, "category", "S5"}, "I", "checklist_sheet.fault.baseline_fixed"},
		{{"survey", 4, "major", "yes"}, "P", "checklist_sheet.fault.baseline_fixed"},
		{{"survey", 4, "mandatory", "yes"}, "O", "checklist_sheet.fault.baseline_fixed"},
		{{"survey", 5, "major", "yes"}, "P", "checklist_sheet.fault.own_fixed"},
		{{"survey", 5, "category", "S9"}, "I", "checklist_sheet.fault.not_one_of"},
		{{"survey", 2, "frequency", "yearly"}, "J", "checklist.weaker_frequency.monthly"},
		{{"survey", 3, "frequency", "weekly"}, "J", "checklist.weaker_least.per_work"},
		{{"survey", 2, "weight", "2"}, "M", "checklist.weaker_weight"},
		{{"survey", 2, "retired", "yes"}, "N", "checklist.weaker_use"},
		{{"survey", 4, "frequency", "often"}, "J", "checklist_sheet.fault.not_one_of"},
		{{"survey", 4, "frequency", ""}, "J", "checklist_sheet.fault.empty_choice"},
		{{"survey", 4, "weight", "0"}, "M", "checklist_sheet.fault.not_whole"},
		{{"survey", 4, "weight", "10"}, "M", "checklist_sheet.fault.not_whole"},
		{{"survey", 4, "weight", "1.5"}, "M", "checklist_sheet.fault.not_whole"},
		{{"survey", 4, "retired", "perhaps"}, "N", "checklist_sheet.fault.not_yes_no"},
		{{"survey", 4, "required", "no"}, "G", "checklist_sheet.fault.required"},
		{{"survey", 4, "relevant", "${a} = 1"}, "H", "checklist.relevant_unknown"},
		{{"survey", 4, "relevant", "${a} ="}, "H", "condition.fault.ends_value"},
		{{"survey", 4, "relevant", "${CHE_03} = 'no'"}, "H", "checklist.relevant_cycle"},
		{{"survey", 3, "relevant", "${CHE_03} = 'no'"}, "H", "checklist.relevant_later"},
		{{"survey", 4, "relevant", "${CHE_01} = 'no'"}, "H", "checklist.relevant_number"},
		{{"survey", 2, "relevant", "${filling} = 'yes'"}, "H", "checklist.weaker_always"},
		{{"survey", 2, "label::English (en)", "Not above 30 m?"}, "D", "checklist.weaker_figure_en"},
		{{"survey", 4, "label::English (en)", "abcd"}, "D", "checklist_sheet.fault.too_short"},
		{{"survey", 4, "label::English (en)", ""}, "D", "checklist_sheet.fault.empty"},
		{{"survey", 4, "name", "CHE_09"}, "B", "checklist_sheet.fault.name_unknown"},
		{{"survey", 4, "name", "CHE_01"}, "B", "checklist_sheet.fault.name_twice"},
		{{"survey", 4, "name", ""}, "B", "checklist_sheet.fault.name_missing"},
		{{"choices", 6, "label::English (en)", "Green"}, "D", "checklist_sheet.fault.answer_fixed"},
		{{"choices", 6, "complies", "yes"}, "E", "checklist_sheet.fault.answer_fixed"},
		{{"choices", 6, "list_name", "CHE_77"}, "A", "checklist_sheet.fault.no_such_item"},
		{{"basis", 2, "document", "GB 2-2020"}, "B", "checklist_sheet.fault.baseline_fixed"},
		{{"basis", 2, "in_force_from", "2020-02-09"}, "D", "checklist_sheet.fault.baseline_fixed"},
		{{"basis", 2, "in_force_from", "last year"}, "D", "checklist_sheet.fault.not_day"},
		{{"settings", 2, "form_id", "anze_min"}, "B", "checklist_sheet.fault.other_sector"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		bool found = false;
		take_all();
		read_file("CHE", rewritten(written("CHE", &items), &cases[i].change));
		for (size_t f = 0; f < sheet.fault_count && !found; f++) {
			const struct az_checklist_sheet_fault *fault = &sheet.faults[f];
			found = strcmp(fault->sheet, cases[i].change.sheet) == 0 && fault->row == cases[i].change.row &&
			        strcmp(fault->column, cases[i].column) == 0 &&
			        strcmp(fault->heading, cases[i].change.heading) == 0 &&
			        strcmp(fault->value, cases[i].change.value) == 0 &&
			        strcmp(fault->reason.key, cases[i].reason) == 0 && fault->remedy.key != NULL;
		}
		if (!found) {
			print_message("%s!%s%zu %s is not there:\n", cases[i].change.sheet, cases[i].column,
			              cases[i].change.row, cases[i].reason);
			print_faults();
		}
		assert_true(found);
	}
}

static void assert_one(const struct change *change, const char *where, size_t row, const char *reason)
{
	take_all();
	read_file("CHE", rewritten(written("CHE", &items), change));
	print_faults();
	assert_true(sheet.fault_count >= 1);
	assert_string_equal(sheet.faults[0].sheet, where);
	assert_int_equal(sheet.faults[0].row, row);
	assert_string_equal(sheet.faults[0].reason.key, reason);
}

static void what_goes_out_of_use_says_why(void **state)
{
	(void)state;
	take_all();
	read_file("CHE", rewritten(written("CHE", &items), &(struct change){"survey", 4, "retired", "yes"}));
	assert_int_equal(sheet.fault_count, 1);
	assert_string_equal(sheet.faults[0].heading, "retired_reason");
	assert_string_equal(sheet.faults[0].reason.key, "checklist_sheet.fault.no_reason");
	struct az_checklist_item edited[4];
	memcpy(edited, all, sizeof edited);
	edited[2].retired = 1;
	edited[2].retired_reason = "no such enterprise";
	struct az_checklist_list list = {edited, 4};
	read_file("CHE", written("CHE", &list));
	assert_same(&list);
	assert_string_equal(sheet.list.items[2].retired_reason, "no such enterprise");
}

static void what_is_missing_is_told(void **state)
{
	(void)state;
	assert_one(&(struct change){"survey", 3, NULL, NULL}, "survey", 0, "checklist_sheet.fault.item_missing");
	assert_one(&(struct change){"choices", 6, NULL, NULL}, "survey", 3, "checklist_sheet.fault.choices_missing");
	assert_one(&(struct change){"basis", 2, NULL, NULL}, "survey", 2, "checklist_sheet.fault.basis_missing");
	assert_one(&(struct change){"survey", 0, "name", "names"}, "survey", 0, "checklist_sheet.fault.column_missing");
	assert_one(&(struct change){"survey", 0, "unit", "photo"}, "survey", 0, "checklist_sheet.fault.column_twice");
	/* A column that is not needed: what the draft has stays, and the unknown one is named. */
	take_all();
	read_file("CHE", rewritten(written("CHE", &items), &(struct change){"survey", 0, "hint::English (en)", "remark"}));
	assert_same(&items);
	assert_int_equal(sheet.notice_count, 1);
	assert_string_equal(sheet.notices[0].key, "checklist_sheet.notice.column");
	assert_string_equal(sheet.notices[0].args[1], "remark");
	take_all();
	read_file("CHE", rewritten(written("CHE", &items), &(struct change){"settings", 2, "version", "draft-1-7"}));
	assert_int_equal(sheet.fault_count, 0);
	assert_string_equal(sheet.notices[0].key, "checklist_sheet.notice.version");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_baseline_comes_back_as_it_was, reset),
		cmocka_unit_test_setup(what_is_free_is_taken_from_the_sheet, reset),
		cmocka_unit_test_setup(what_conditions_speak_of_has_a_row, reset),
		cmocka_unit_test_setup(numbers_choices_and_own_items_come_back, reset),
		cmocka_unit_test_setup(conditions_and_ways_of_answering_come_back, reset),
		cmocka_unit_test_setup(each_fault_has_its_place, reset),
		cmocka_unit_test_setup(what_goes_out_of_use_says_why, reset),
		cmocka_unit_test_setup(what_is_missing_is_told, reset),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
