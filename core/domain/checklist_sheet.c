/* The columns of a checklist's sheets, and writing them. */
#include "domain/checklist_sheet.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/xlsx_write.h"
#include "domain/checklist_sheet_private.h"
#include "plugin/condition.h"
#include "plugin/relevant.h"

const char *const az_checklist_answers[AZ_CHECKLIST_ANSWERS] = {"yes", "no", "not_applicable", "not_checked"};

static const struct anze_choice yes_no[] = {{"yes", {0}}, {"no", {0}}};
static const struct anze_choice majors[] = {{"no", {0}}, {"yes", {0}}, {"conditional", {0}}};

#define ITEM(member) offsetof(struct az_checklist_item, member)
#define CHOICE(member) offsetof(struct az_checklist_choice, member)
#define BASIS(member) offsetof(struct az_checklist_basis, member)
#define ONE_OF(array) .kind = AZ_SHEET_ONE_OF, .choose = (array), .choose_count = sizeof(array) / sizeof((array)[0])
#define YES_NO .kind = AZ_SHEET_YES_NO, .choose = yes_no, .choose_count = 2

/* Lengths are those of the desk's forms for one item. */
static const struct az_sheet_column survey[AZ_SURVEY_COLUMNS] = {
	[AZ_SURVEY_TYPE] = {"type", .needed = true, .width = 20},
	[AZ_SURVEY_NAME] = {"name", .needed = true, .width = 14},
	[AZ_SURVEY_QUESTION_ZH] = {"label", "zh", AZ_SHEET_TEXT, .needed = true, .offset = ITEM(question_zh), .least = 5,
                                   .most = 300, .width = 50},
	[AZ_SURVEY_QUESTION_EN] = {"label", "en", AZ_SHEET_TEXT, .needed = true, .offset = ITEM(question_en), .least = 5,
                                   .most = 600, .width = 50},
	[AZ_SURVEY_GUIDANCE_ZH] = {"hint", "zh", AZ_SHEET_TEXT, .offset = ITEM(guidance_zh), .most = 1000, .width = 40},
	[AZ_SURVEY_GUIDANCE_EN] = {"hint", "en", AZ_SHEET_TEXT, .offset = ITEM(guidance_en), .most = 2000, .width = 40},
	[AZ_SURVEY_REQUIRED] = {"required", .choose = yes_no, .choose_count = 2},
	[AZ_SURVEY_RELEVANT] = {"relevant", .width = 12},
	[AZ_SURVEY_CATEGORY] = {"category", ONE_OF(az_checklist_categories), .rule = AZ_SHEET_OWN,
                                .offset = ITEM(category)},
	[AZ_SURVEY_FREQUENCY] = {"frequency", ONE_OF(az_checklist_frequencies), .offset = ITEM(frequency)},
	[AZ_SURVEY_NOTE_ZH] = {"frequency_note", "zh", AZ_SHEET_TEXT, AZ_SHEET_BASELINE,
                               .offset = ITEM(frequency_note_zh), .most = 400, .width = 20},
	[AZ_SURVEY_NOTE_EN] = {"frequency_note", "en", AZ_SHEET_TEXT, AZ_SHEET_BASELINE,
                               .offset = ITEM(frequency_note_en), .most = 400, .width = 20},
	[AZ_SURVEY_WEIGHT] = {"weight", NULL, AZ_SHEET_INT, .offset = ITEM(weight), .least = 1, .most = 9},
	[AZ_SURVEY_RETIRED] = {"retired", YES_NO, .offset = ITEM(retired)},
	[AZ_SURVEY_MANDATORY] = {"mandatory", YES_NO, .rule = AZ_SHEET_BASELINE, .offset = ITEM(mandatory)},
	[AZ_SURVEY_MAJOR] = {"major", ONE_OF(majors), .rule = AZ_SHEET_BASELINE, .offset = ITEM(major)},
	[AZ_SURVEY_CONDITION_ZH] = {"condition", "zh", AZ_SHEET_TEXT, AZ_SHEET_BASELINE, .offset = ITEM(condition_zh),
                                    .most = 2000, .width = 20},
	[AZ_SURVEY_CONDITION_EN] = {"condition", "en", AZ_SHEET_TEXT, AZ_SHEET_BASELINE, .offset = ITEM(condition_en),
                                    .most = 2000, .width = 20},
	[AZ_SURVEY_PHOTO] = {"photo", YES_NO, .offset = ITEM(photo)},
	[AZ_SURVEY_UNIT] = {"unit", NULL, AZ_SHEET_TEXT, AZ_SHEET_OWN, .offset = ITEM(unit), .most = 40},
	[AZ_SURVEY_PLACES] = {"places", NULL, AZ_SHEET_INT, AZ_SHEET_OWN, .offset = ITEM(scale), .most = 6},
	[AZ_SURVEY_FROM] = {"complies_from", NULL, AZ_SHEET_LIMIT, .offset = ITEM(minimum),
                            .width = 14},
	[AZ_SURVEY_TO] = {"complies_to", NULL, AZ_SHEET_LIMIT, .offset = ITEM(maximum), .width = 14},
	[AZ_SURVEY_REASON] = {"retired_reason", NULL, AZ_SHEET_TEXT, .offset = ITEM(retired_reason),
                              .most = AZ_CHECKLIST_REASON_MAX, .width = 30},
};

static const struct az_sheet_column choices[AZ_CHOICES_COLUMNS] = {
	[AZ_CHOICES_LIST] = {"list_name", .needed = true, .width = 14},
	[AZ_CHOICES_NAME] = {"name", NULL, AZ_SHEET_TEXT, AZ_SHEET_OWN, true, CHOICE(code), .least = 1, .most = 40,
                             .width = 16},
	[AZ_CHOICES_ZH] = {"label", "zh", AZ_SHEET_TEXT, AZ_SHEET_OWN, false, CHOICE(label_zh), .most = 400,
                           .width = 30},
	[AZ_CHOICES_EN] = {"label", "en", AZ_SHEET_TEXT, AZ_SHEET_OWN, false, CHOICE(label_en), .most = 400,
                           .width = 30},
	[AZ_CHOICES_COMPLIES] = {"complies", YES_NO, .rule = AZ_SHEET_OWN, .offset = CHOICE(complies)},
};

static const struct az_sheet_column basis[AZ_BASIS_COLUMNS] = {
	[AZ_BASIS_NAME] = {"name", .needed = true, .width = 14},
	[AZ_BASIS_DOCUMENT] = {"document", NULL, AZ_SHEET_TEXT, AZ_SHEET_OWN, true, BASIS(document), .least = 2,
                               .most = 1000, .width = 60},
	[AZ_BASIS_CLAUSE] = {"clause", NULL, AZ_SHEET_TEXT, AZ_SHEET_OWN, false, BASIS(clause), .most = 400,
                             .width = 20},
	[AZ_BASIS_FROM] = {"in_force_from", NULL, AZ_SHEET_DAY, AZ_SHEET_OWN, false, BASIS(in_force_from),
                           .width = 14},
	[AZ_BASIS_TO] = {"in_force_to", NULL, AZ_SHEET_DAY, AZ_SHEET_OWN, false, BASIS(in_force_to), .width = 14},
	[AZ_BASIS_VERIFIED] = {"verified", YES_NO, .rule = AZ_SHEET_OWN, .offset = BASIS(verified)},
};

static const struct az_sheet_column settings[AZ_SETTINGS_COLUMNS] = {
	[AZ_SETTINGS_TITLE] = {"form_title", .width = 40},
	[AZ_SETTINGS_ID] = {"form_id", .width = 14},
	[AZ_SETTINGS_VERSION] = {"version", .width = 16},
	[AZ_SETTINGS_LANGUAGE] = {"default_language", .width = 16},
	[AZ_SETTINGS_NOTES] = {"notes", .width = 80},
};

#define TABLE(name, array) {name, array, sizeof(array) / sizeof((array)[0])}
const struct az_sheet_table az_sheet_tables[AZ_SHEETS] = {
	[AZ_SHEET_SURVEY] = TABLE("survey", survey),
	[AZ_SHEET_CHOICES] = TABLE("choices", choices),
	[AZ_SHEET_BASIS] = TABLE("basis", basis),
	[AZ_SHEET_SETTINGS] = TABLE("settings", settings),
};

/* ---- names ---- */

/* Each language by its own name, as XLSForm has it: the first is "Zhongwen (zh)" in its characters. */
static const char *language_name(const char *language)
{
	return strcmp(language, "zh") == 0 ? "\xe4\xb8\xad\xe6\x96\x87 (zh)" : "English (en)";
}

const char *az_sheet_heading(struct az_arena *arena, const struct az_sheet_column *column)
{
	if (column->language == NULL)
		return column->heading;
	return az_format(arena, "%s::%s", column->heading, language_name(column->language));
}

const char *az_sheet_name(struct az_arena *arena, const char *code)
{
	char *name = az_copy(arena, code);
	for (char *at = name; *at != '\0'; at++)
		if (*at == '-')
			*at = '_';
	return name;
}

const char *az_sheet_type(struct az_arena *arena, const struct az_checklist_item *item)
{
	if (strcmp(item->answer, "number") == 0)
		return item->scale == 0 ? "integer" : "decimal";
	if (strcmp(item->answer, "choice") == 0)
		return az_format(arena, "select_one %s", az_sheet_name(arena, item->code));
	return "select_one yes_no";
}

const char *az_sheet_form_id(struct az_arena *arena, const char *sector)
{
	char *id = az_format(arena, "anze_%s", sector);
	for (char *at = id; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return id;
}

const char *az_checklist_sheet_version(struct az_arena *arena, const struct az_checklist_version *version)
{
	if (version == NULL)
		return "baseline";
	if (version->number != 0)
		return az_format(arena, "version-%lld", (long long)version->number);
	return az_format(arena, "draft-%lld-%lld", (long long)version->id, (long long)version->revision);
}

const char **az_sheet_text_at(const struct az_sheet_column *column, void *row)
{
	return (const char **)(void *)((char *)row + column->offset);
}

int64_t *az_sheet_int_at(const struct az_sheet_column *column, void *row)
{
	return (int64_t *)(void *)((char *)row + column->offset);
}

/* ---- writing ---- */

static void begin_sheet(struct az_arena *arena, struct az_xlsx_writer *writer, size_t which)
{
	const struct az_sheet_table *table = &az_sheet_tables[which];
	struct az_xlsx_heading *headings = AZ_NEW_ARRAY(arena, table->count, struct az_xlsx_heading);
	for (size_t i = 0; i < table->count; i++) {
		const struct az_sheet_column *column = &table->columns[i];
		const char **codes = AZ_NEW_ARRAY(arena, column->choose_count + 1, const char *);
		for (size_t c = 0; c < column->choose_count; c++)
			codes[c] = column->choose[c].code;
		headings[i] = (struct az_xlsx_heading){az_sheet_heading(arena, column), column->width,
		                                       column->choose_count > 0 ? codes : NULL, column->choose_count};
	}
	az_xlsx_sheet(writer, table->name, headings, table->count);
}

static void write_day(struct az_xlsx_writer *writer, az_day day)
{
	char text[AZ_DAY_TEXT] = "";
	if (day != AZ_DAY_NONE)
		az_day_print(day, text);
	az_xlsx_text(writer, text);
}

static void write_cell(struct az_xlsx_writer *writer, const struct az_sheet_column *column, const void *row)
{
	void *at = (void *)(uintptr_t)row;
	switch (column->kind) {
	case AZ_SHEET_INT:
		az_xlsx_int(writer, *az_sheet_int_at(column, at));
		break;
	case AZ_SHEET_YES_NO:
		az_xlsx_text(writer, *az_sheet_int_at(column, at) ? "yes" : "no");
		break;
	case AZ_SHEET_DAY:
		write_day(writer, *(const az_day *)(const void *)((const char *)row + column->offset));
		break;
	case AZ_SHEET_TEXT:
	case AZ_SHEET_ONE_OF:
		az_xlsx_text(writer, *az_sheet_text_at(column, at));
		break;
	case AZ_SHEET_SPECIAL:
	case AZ_SHEET_LIMIT:
		break;
	}
}

static void write_item(struct az_arena *arena, struct az_xlsx_writer *writer, const struct az_checklist_item *item)
{
	bool number = strcmp(item->answer, "number") == 0;
	for (size_t i = 0; i < AZ_SURVEY_COLUMNS; i++) {
		if (i == AZ_SURVEY_TYPE)
			az_xlsx_text(writer, az_sheet_type(arena, item));
		else if (i == AZ_SURVEY_NAME)
			az_xlsx_text(writer, az_sheet_name(arena, item->code));
		else if (i == AZ_SURVEY_REQUIRED)
			az_xlsx_text(writer, "yes");
		else if (i == AZ_SURVEY_RELEVANT)
			az_xlsx_text(writer, item->retired ? "false()" : item->relevant);
		else if (AZ_SURVEY_IS_NUMBERS(i) && !number)
			az_xlsx_text(writer, "");
		else if (survey[i].kind == AZ_SHEET_LIMIT)
			az_xlsx_decimal(writer, az_dec_of(i == AZ_SURVEY_FROM ? item->minimum : item->maximum,
			                                  (uint32_t)item->scale));
		else
			write_cell(writer, &survey[i], item);
	}
	az_xlsx_end_row(writer);
}

/* ---- what comes from outside ---- */

static const struct az_checklist_item *named(const struct az_checklist_list *list, const char *name)
{
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (az_item_is_named(list->items[i].code, name))
			return &list->items[i];
	return NULL;
}

/* What people call it: the fact, with its table, or the question of the city's item. */
static struct anze_text label_of(struct az_arena *arena, const struct az_checklist_sheet_about *about, const char *name)
{
	const struct az_checklist_item *item = named(about->city, name);
	struct az_fact_name fact;
	if (item != NULL)
		return (struct anze_text){item->question_zh, item->question_en};
	if (about->plugin == NULL || !az_fact_named(about->plugin, name, &fact))
		return (struct anze_text){name, name};
	if (fact.column == NULL)
		return fact.field->label;
	return (struct anze_text){az_format(arena, "%s \xc2\xb7 %s", fact.field->label.zh, fact.column->label.zh),
	                          az_format(arena, "%s \xc2\xb7 %s", fact.field->label.en, fact.column->label.en)};
}

static void write_hidden(struct az_arena *arena, struct az_xlsx_writer *writer,
                         const struct az_checklist_sheet_about *about, const char *name)
{
	struct anze_text label = label_of(arena, about, name);
	for (size_t i = 0; i < AZ_SURVEY_COLUMNS; i++)
		az_xlsx_text(writer, i == AZ_SURVEY_TYPE          ? AZ_SHEET_HIDDEN
		                     : i == AZ_SURVEY_NAME        ? name
		                     : i == AZ_SURVEY_QUESTION_ZH ? label.zh
		                     : i == AZ_SURVEY_QUESTION_EN ? label.en
		                                                  : "");
	az_xlsx_end_row(writer);
}

/* A row for each name of a condition that no item of the list has: other form tools want one, and whoever fills the form
 * there puts the value in. Behind the items, which keep their rows. */
static void write_outside(struct az_arena *arena, struct az_xlsx_writer *writer,
                          const struct az_checklist_sheet_about *about, const struct az_checklist_list *list)
{
	const char *written = " ";
	for (size_t i = 0; i < list->count; i++) {
		const struct az_condition_name *names;
		struct az_condition *condition;
		struct az_condition_fault fault;
		const struct az_checklist_item *item = &list->items[i];
		if (item->retired || item->relevant[0] == '\0' ||
		    az_condition_parse(arena, item->relevant, &condition, &fault) != AZ_OK)
			continue;
		size_t count = az_condition_names(condition, &names);
		for (size_t n = 0; n < count; n++) {
			const char *word = az_format(arena, " %s ", names[n].name);
			if (named(list, names[n].name) != NULL || strstr(written, word) != NULL)
				continue;
			write_hidden(arena, writer, about, names[n].name);
			written = az_format(arena, "%s%s", written, word);
		}
	}
}

/* ---- all of it ---- */

static void write_answers(struct az_xlsx_writer *writer, const struct az_checklist_sheet_about *about)
{
	for (size_t i = 0; i < AZ_CHECKLIST_ANSWERS; i++) {
		az_xlsx_text(writer, "yes_no");
		az_xlsx_text(writer, az_checklist_answers[i]);
		az_xlsx_text(writer, about->answers_zh[i]);
		az_xlsx_text(writer, about->answers_en[i]);
		az_xlsx_end_row(writer);
	}
}

/* The rows of choices or basis that belong to one item. */
static void write_parts(struct az_xlsx_writer *writer, size_t which, const char *name, const void *parts, size_t count,
                        size_t size)
{
	const struct az_sheet_table *table = &az_sheet_tables[which];
	for (size_t i = 0; i < count; i++) {
		az_xlsx_text(writer, name);
		for (size_t c = 1; c < table->count; c++)
			write_cell(writer, &table->columns[c], (const char *)parts + i * size);
		az_xlsx_end_row(writer);
	}
}

enum az_result az_checklist_sheet_write(struct az_arena *arena, const struct az_checklist_sheet_about *about,
                                        const struct az_checklist_list *list, struct az_text *out)
{
	struct az_xlsx_writer *writer = az_xlsx_begin(arena);
	begin_sheet(arena, writer, AZ_SHEET_SURVEY);
	for (size_t i = 0; i < list->count; i++)
		write_item(arena, writer, &list->items[i]);
	write_outside(arena, writer, about, list);
	begin_sheet(arena, writer, AZ_SHEET_CHOICES);
	write_answers(writer, about);
	for (size_t i = 0; i < list->count; i++)
		write_parts(writer, AZ_SHEET_CHOICES, az_sheet_name(arena, list->items[i].code), list->items[i].choices,
		            list->items[i].choice_count, sizeof *list->items[i].choices);
	begin_sheet(arena, writer, AZ_SHEET_SETTINGS);
	az_xlsx_text(writer, about->title);
	az_xlsx_text(writer, az_sheet_form_id(arena, about->sector));
	az_xlsx_text(writer, about->version);
	az_xlsx_text(writer, language_name("zh"));
	az_xlsx_text(writer, about->notes);
	az_xlsx_end_row(writer);
	begin_sheet(arena, writer, AZ_SHEET_BASIS);
	for (size_t i = 0; i < list->count; i++)
		write_parts(writer, AZ_SHEET_BASIS, az_sheet_name(arena, list->items[i].code), list->items[i].basis,
		            list->items[i].basis_count, sizeof *list->items[i].basis);
	return az_xlsx_end(writer, out);
}
