/* Reading a checklist's sheets: headings, rows, items. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "domain/checklist_sheet_private.h"
#include "plugin/condition.h"
#include "plugin/relevant.h"

/* Room for several times the largest checklist; what is beyond is no checklist. */
static const struct az_xlsx_limits limits = {
	.bytes = AZ_CHECKLIST_SHEET_BYTES,
	.entries = 200,
	.inflated = (size_t)6 << 20, /* read twice it still fits into one request's memory */
	.ratio = 200,
	.sheets = 50,
	.strings = 20000,
	.cells = 60000,
	.rows = 3000,
	.columns = 200,
};

#define ROOM_FOR_NEW 40 /* code points of a new item's name */

static struct az_sheet_place at(size_t sheet, size_t column, const struct az_xlsx_row *row)
{
	return (struct az_sheet_place){sheet, column, row};
}

/* ---- headings ---- */

/* "Label::English (en)" → "label", "en". */
static const char *split_heading(struct az_arena *arena, const char *heading, const char **language)
{
	char *text = az_copy(arena, heading);
	char *marks = strstr(text, "::");
	for (char *c = text; *c != '\0' && c != marks; c++)
		*c = (char)tolower((unsigned char)*c);
	*language = NULL;
	if (marks == NULL)
		return text;
	char *open = strrchr(marks, '('), *close = strrchr(marks, ')');
	*language = open != NULL && close > open ? az_copy_n(arena, open + 1, (size_t)(close - open - 1)) : marks + 2;
	return az_text_tidy(arena, text, (size_t)(marks - text));
}

static void take_heading(struct az_sheet_reading *reading, size_t sheet, const struct az_xlsx_cell *cell)
{
	const struct az_sheet_table *table = &az_sheet_tables[sheet];
	const char *language, *heading = az_text_tidy(reading->arena, cell->text, strlen(cell->text));
	const char *name = split_heading(reading->arena, heading, &language);
	if (heading[0] == '\0')
		return;
	for (size_t i = 0; i < table->count; i++) {
		const struct az_sheet_column *column = &table->columns[i];
		if (strcmp(column->heading, name) != 0 || (column->language == NULL) != (language == NULL) ||
		    (language != NULL && strcasecmp(column->language, language) != 0))
			continue;
		if (reading->columns[sheet][i] != 0) {
			az_sheet_fault(reading, at(sheet, i, NULL), "column_twice",
			               az_xlsx_column(reading->arena, reading->columns[sheet][i]),
			               az_xlsx_column(reading->arena, cell->column));
			return;
		}
		reading->columns[sheet][i] = cell->column;
		reading->headings[sheet][i] = heading;
		return;
	}
	az_sheet_notice(reading, "column", table->name, az_utf8_clip(reading->arena, heading, 60));
}

static void read_headings(struct az_sheet_reading *reading, size_t sheet)
{
	const struct az_sheet_table *table = &az_sheet_tables[sheet];
	const struct az_xlsx_sheet *found = reading->sheets[sheet];
	if (found->count > 0)
		for (size_t i = 0; i < found->rows[0].count; i++)
			take_heading(reading, sheet, &found->rows[0].cells[i]);
	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].needed && reading->columns[sheet][i] == 0)
			az_sheet_fault(reading, at(sheet, i, NULL), "column_missing",
			               az_sheet_heading(reading->arena, &table->columns[i]), NULL);
}

/* The workbook's sheets by name; true when what is needed of them is there. */
static bool find_sheets(struct az_sheet_reading *reading)
{
	for (size_t i = 0; i < reading->book.count; i++) {
		const struct az_xlsx_sheet *sheet = &reading->book.sheets[i];
		size_t which = 0;
		while (which < AZ_SHEETS && strcasecmp(az_sheet_tables[which].name, sheet->name) != 0)
			which++;
		if (which == AZ_SHEETS)
			az_sheet_notice(reading, "sheet", az_utf8_clip(reading->arena, sheet->name, 60), NULL);
		else if (reading->sheets[which] == NULL)
			reading->sheets[which] = sheet;
	}
	if (reading->sheets[AZ_SHEET_SURVEY] == NULL)
		az_sheet_fault(reading, at(AZ_SHEET_SURVEY, AZ_SHEET_NO_COLUMN, NULL), "sheet_missing", NULL, NULL);
	for (size_t i = 0; i < AZ_SHEETS; i++)
		if (reading->sheets[i] != NULL)
			read_headings(reading, i);
	return reading->out->fault_count == 0;
}

/* ---- settings ---- */

static void read_settings(struct az_sheet_reading *reading)
{
	const struct az_xlsx_sheet *sheet = reading->sheets[AZ_SHEET_SETTINGS];
	const struct az_xlsx_row *row = sheet != NULL && sheet->count > 1 ? &sheet->rows[1] : NULL;
	const char *id = az_sheet_cell(reading, at(AZ_SHEET_SETTINGS, AZ_SETTINGS_ID, row));
	const char *version = az_sheet_cell(reading, at(AZ_SHEET_SETTINGS, AZ_SETTINGS_VERSION, row));
	const char *own = az_sheet_form_id(reading->arena, reading->draft->sector);
	if (id != NULL && id[0] != '\0' && strncmp(id, "anze_", 5) == 0 && strcmp(id, own) != 0)
		az_sheet_fault(reading, at(AZ_SHEET_SETTINGS, AZ_SETTINGS_ID, row), "other_sector", own, NULL);
	if (version != NULL && version[0] != '\0' && strcmp(version, reading->draft->version) != 0)
		az_sheet_notice(reading, "version", az_utf8_clip(reading->arena, version, 40), reading->draft->version);
}

/* ---- choices and basis ---- */

static void read_names(struct az_sheet_reading *reading, size_t which)
{
	const struct az_xlsx_sheet *sheet = reading->sheets[which];
	if (sheet == NULL)
		return;
	reading->names[which] = AZ_NEW_ARRAY(reading->arena, sheet->count + 1, const char *);
	for (size_t i = 1; i < sheet->count; i++) {
		const char *name = az_sheet_cell(reading, at(which, 0, &sheet->rows[i]));
		reading->names[which][i] = name == NULL ? "" : name;
	}
}

const struct az_xlsx_row *az_sheet_next(const struct az_sheet_reading *reading, size_t sheet, const char *name,
                                        size_t *index)
{
	const struct az_xlsx_sheet *found = reading->sheets[sheet];
	if (*index == 0)
		*index = 1; /* behind the headings */
	for (; *index < found->count; (*index)++)
		if (strcmp(reading->names[sheet][*index], name) == 0)
			return &found->rows[(*index)++];
	return NULL;
}

static size_t count_rows(const struct az_sheet_reading *reading, size_t sheet, const char *name)
{
	size_t count = 0, index = 0;
	while (az_sheet_next(reading, sheet, name, &index) != NULL)
		count++;
	return count;
}

static void take_columns(struct az_sheet_reading *reading, size_t sheet, const struct az_xlsx_row *row, void *into)
{
	for (size_t c = 1; c < az_sheet_tables[sheet].count; c++)
		if (reading->columns[sheet][c] != 0)
			az_sheet_take(reading, at(sheet, c, row), into, 0);
}

static void read_choices(struct az_sheet_reading *reading, struct az_checklist_item *item, const char *name)
{
	const struct az_xlsx_row *row;
	size_t count = count_rows(reading, AZ_SHEET_CHOICES, name), index = 0, n = 0;
	struct az_checklist_choice *choices = AZ_NEW_ARRAY(reading->arena, count + 1, struct az_checklist_choice);
	while ((row = az_sheet_next(reading, AZ_SHEET_CHOICES, name, &index)) != NULL) {
		/* What a missing column would say stays; a further choice begins empty. */
		choices[n] = n < item->choice_count ? item->choices[n] : (struct az_checklist_choice){.code = "", .label_zh = "", .label_en = ""};
		take_columns(reading, AZ_SHEET_CHOICES, row, &choices[n++]);
	}
	item->choices = choices;
	item->choice_count = n;
}

static void read_basis(struct az_sheet_reading *reading, struct az_checklist_item *item, const char *name)
{
	const struct az_xlsx_row *row;
	size_t count = count_rows(reading, AZ_SHEET_BASIS, name), index = 0, n = 0;
	struct az_checklist_basis *rows = AZ_NEW_ARRAY(reading->arena, count + 1, struct az_checklist_basis);
	while ((row = az_sheet_next(reading, AZ_SHEET_BASIS, name, &index)) != NULL) {
		rows[n] = n < item->basis_count
		                  ? item->basis[n]
		                  : (struct az_checklist_basis){.document = "", .clause = "", .in_force_from = AZ_DAY_NONE,
		                                                .in_force_to = AZ_DAY_NONE};
		take_columns(reading, AZ_SHEET_BASIS, row, &rows[n++]);
	}
	item->basis = rows;
	item->basis_count = n;
}

static const struct az_checklist_item *item_named(const struct az_sheet_reading *reading, const char *name)
{
	const struct az_checklist_list *items = reading->draft->items;
	for (size_t i = 0; i < items->count; i++) {
		if (az_item_is_named(items->items[i].code, name))
			return &items->items[i];
	}
	return NULL;
}

/* Rows that belong to no item would be lost without a word. Of an item that has lost its row it is said elsewhere. */
static void check_names(struct az_sheet_reading *reading, size_t which)
{
	const struct az_xlsx_sheet *sheet = reading->sheets[which];
	const struct az_checklist_list *list = &reading->out->list;
	for (size_t i = 1; sheet != NULL && i < sheet->count; i++) {
		const char *name = reading->names[which][i];
		bool known = name[0] == '\0' || (which == AZ_SHEET_CHOICES && strcmp(name, "yes_no") == 0) ||
		             item_named(reading, name) != NULL;
		for (size_t k = 0; !known && k < list->count; k++)
			known = strcmp(list->items[k].code, name) == 0; /* a new item, called as in the sheet */
		if (!known)
			az_sheet_fault(reading, at(which, 0, &sheet->rows[i]), "no_such_item", NULL, NULL);
	}
}

/* ---- the survey ---- */

static bool is_new(const char *name)
{
	size_t n = strlen(name);
	return strncasecmp(name, "new", 3) == 0 && n <= ROOM_FOR_NEW &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == n;
}

static struct az_checklist_item new_item(const char *name)
{
	return (struct az_checklist_item){.code = name, .retired_reason = "", .own = 1, .category = "", .question_zh = "", .question_en = "",
	                                  .guidance_zh = "", .guidance_en = "", .major = "no", .condition_zh = "",
	                                  .condition_en = "", .frequency = "", .frequency_note_zh = "",
	                                  .frequency_note_en = "", .weight = 1, .answer = "yes_no", .unit = "", .relevant = ""};
}

static const char *one_space(struct az_arena *arena, const char *text)
{
	char *out = az_copy(arena, text);
	size_t n = 0;
	for (const char *c = text; *c != '\0'; c++)
		if (!isspace((unsigned char)*c))
			out[n++] = *c;
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	out[n] = '\0';
	return out;
}

/* How an item of the city's own is answered: "select_one yes_no", "integer", "decimal", "select_one <its name>". */
static bool take_type(struct az_checklist_item *item, const char *type, const char *name)
{
	static const char list[] = "select_one ";
	if (strcmp(type, "select_one yes_no") == 0) {
		item->answer = "yes_no";
	} else if (strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0) {
		item->answer = "number";
		if (type[0] == 'i')
			item->scale = 0;
	} else if (strncmp(type, list, strlen(list)) == 0 && strcmp(type + strlen(list), name) == 0) {
		item->answer = "choice";
	} else {
		return false;
	}
	return true;
}

static void read_type(struct az_sheet_reading *reading, const struct az_xlsx_row *row, const char *name,
                      const struct az_checklist_item *old, struct az_checklist_item *item)
{
	struct az_sheet_place place = at(AZ_SHEET_SURVEY, AZ_SURVEY_TYPE, row);
	const char *type = az_sheet_cell(reading, place);
	if (type == NULL)
		return;
	type = one_space(reading->arena, type);
	if (old != NULL && !old->own) {
		const char *due = az_sheet_type(reading->arena, old);
		if (strcmp(type, due) != 0)
			az_sheet_fault(reading, place, "answer_fixed", due, NULL);
	} else if (!take_type(item, type, name)) {
		az_sheet_fault(reading, place, "type_own", name, NULL);
	}
}

/* XLSForm's own columns. An item out of use has relevant = false() and keeps its condition. */
static void read_standard(struct az_sheet_reading *reading, const struct az_xlsx_row *row, struct az_checklist_item *item)
{
	struct az_sheet_place place = at(AZ_SHEET_SURVEY, AZ_SURVEY_REQUIRED, row);
	struct az_condition *condition;
	struct az_condition_fault fault;
	int64_t required = 1;
	const char *text = az_sheet_cell(reading, place);
	if (text != NULL && text[0] != '\0') {
		required = strcasecmp(text, "yes") == 0 || strcasecmp(text, "true") == 0 || strcmp(text, "1") == 0 ||
		           strcasecmp(text, "true()") == 0;
		if (!required)
			az_sheet_fault(reading, place, "required", NULL, NULL);
	}
	place.column = AZ_SURVEY_RELEVANT;
	if (reading->columns[AZ_SHEET_SURVEY][AZ_SURVEY_RELEVANT] == 0 || (text = az_sheet_cell(reading, place)) == NULL)
		return;
	if (text[0] != '\0' && az_condition_parse(reading->arena, text, &condition, &fault) != AZ_OK)
		az_sheet_fault_of(reading, place, fault.problem, "relevant");
	else if (text[0] == '\0')
		item->relevant = "";
	else if (strcmp(az_condition_text(condition), "false()") != 0)
		item->relevant = az_condition_text(condition);
}

/* An empty cell says nothing about a limit that the item does not have, and nothing about what is so for every item of the
 * city's own unless told otherwise. */
static bool says_nothing(struct az_sheet_reading *reading, struct az_sheet_place place,
                         const struct az_checklist_item *item, bool fresh)
{
	bool limit = AZ_SURVEY_IS_NUMBERS(place.column) && strcmp(item->answer, "number") != 0;
	/* A whole number has no places, whatever the cell says of it. */
	limit = limit || (place.column == AZ_SURVEY_PLACES && item->own && item->scale == 0);
	if (!limit && !(fresh && (place.column == AZ_SURVEY_MAJOR || place.column == AZ_SURVEY_WEIGHT)))
		return false;
	for (size_t i = 0; i < place.row->count; i++)
		if (place.row->cells[i].column == reading->columns[place.sheet][place.column])
			return false;
	return true;
}

static void read_item(struct az_sheet_reading *reading, const struct az_xlsx_row *row, const char *name)
{
	const struct az_checklist_item *old = item_named(reading, name);
	struct az_checklist_list *list = &reading->out->list;
	struct az_checklist_item *item = &list->items[list->count];
	*item = old == NULL ? new_item(name) : *old;
	reading->rows[list->count++] = row;
	item->position = (int64_t)list->count;
	read_type(reading, row, name, old, item);
	read_standard(reading, row, item);
	for (size_t c = 0; c < AZ_SURVEY_COLUMNS; c++) {
		struct az_sheet_place place = at(AZ_SHEET_SURVEY, c, row);
		bool there = reading->columns[AZ_SHEET_SURVEY][c] != 0;
		/* A new item needs what it is, whether or not there is a column for it. */
		bool needed = old == NULL && (c == AZ_SURVEY_CATEGORY || c == AZ_SURVEY_FREQUENCY);
		if (az_sheet_tables[AZ_SHEET_SURVEY].columns[c].kind != AZ_SHEET_SPECIAL && (there || needed) &&
		    !says_nothing(reading, place, item, old == NULL))
			az_sheet_take(reading, place, item, item->scale);
	}
	if (reading->sheets[AZ_SHEET_CHOICES] != NULL)
		read_choices(reading, item, name);
	if (reading->sheets[AZ_SHEET_BASIS] != NULL)
		read_basis(reading, item, name);
}

/* A value for conditions, which the portal knows by itself. */
static bool comes_from_outside(struct az_sheet_reading *reading, const struct az_xlsx_row *row)
{
	const char *type = az_sheet_cell(reading, at(AZ_SHEET_SURVEY, AZ_SURVEY_TYPE, row));
	return type != NULL && strcasecmp(type, AZ_SHEET_HIDDEN) == 0;
}

static void read_row(struct az_sheet_reading *reading, const struct az_xlsx_row *row)
{
	struct az_sheet_place place = at(AZ_SHEET_SURVEY, AZ_SURVEY_NAME, row);
	const struct az_checklist_list *list = &reading->out->list;
	const char *name = az_sheet_cell(reading, place);
	size_t most = reading->draft->city == NULL ? AZ_CHECKLIST_ITEMS_MAX : AZ_CHECKLIST_COUNTY_MAX;
	if (name == NULL)
		return;
	if (name[0] == '\0') {
		az_sheet_fault(reading, place, "name_missing", NULL, NULL);
		return;
	}
	const struct az_checklist_item *old = item_named(reading, name);
	if (old == NULL && !is_new(name) && comes_from_outside(reading, row))
		return;
	const char *code = old == NULL ? name : old->code;
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].code, code) == 0) {
			az_sheet_fault(reading, place, "name_twice",
			               az_format(reading->arena, "%zu", reading->rows[i]->number), NULL);
			return;
		}
	if (old == NULL && !is_new(name))
		az_sheet_fault(reading, place, "name_unknown", NULL, NULL);
	else if (list->count == most)
		az_sheet_fault(reading, place, "too_many", az_format(reading->arena, "%zu", most), NULL);
	else
		read_item(reading, row, name);
}

static void read_survey(struct az_sheet_reading *reading)
{
	const struct az_xlsx_sheet *sheet = reading->sheets[AZ_SHEET_SURVEY];
	struct az_checklist_list *list = &reading->out->list;
	list->items = AZ_NEW_ARRAY(reading->arena, AZ_CHECKLIST_ITEMS_MAX, struct az_checklist_item);
	reading->rows = AZ_NEW_ARRAY(reading->arena, AZ_CHECKLIST_ITEMS_MAX, const struct az_xlsx_row *);
	read_names(reading, AZ_SHEET_CHOICES);
	read_names(reading, AZ_SHEET_BASIS);
	for (size_t i = 1; i < sheet->count; i++) {
		bool said = false;
		for (size_t c = 0; c < AZ_SURVEY_COLUMNS && !said; c++)
			for (size_t k = 0; k < sheet->rows[i].count && !said; k++)
				said = sheet->rows[i].cells[k].column == reading->columns[AZ_SHEET_SURVEY][c];
		if (said)
			read_row(reading, &sheet->rows[i]);
	}
	check_names(reading, AZ_SHEET_CHOICES);
	check_names(reading, AZ_SHEET_BASIS);
}

/* ---- all of it ---- */

static size_t sheet_order(const char *name)
{
	size_t order = 0;
	while (order < AZ_SHEETS && strcmp(az_sheet_tables[order].name, name) != 0)
		order++;
	return order;
}

static bool stands_before(const struct az_checklist_sheet_fault *a, const struct az_checklist_sheet_fault *b)
{
	size_t x = sheet_order(a->sheet), y = sheet_order(b->sheet);
	if (x != y)
		return x < y;
	if (a->row != b->row)
		return a->row < b->row;
	x = strlen(a->column);
	y = strlen(b->column);
	return x != y ? x < y : strcmp(a->column, b->column) < 0;
}

/* As somebody goes through the file. */
static void sort_faults(struct az_checklist_sheet *sheet)
{
	for (size_t i = 1; i < sheet->fault_count; i++) {
		struct az_checklist_sheet_fault fault = sheet->faults[i];
		size_t to = i;
		for (; to > 0 && stands_before(&fault, &sheet->faults[to - 1]); to--)
			sheet->faults[to] = sheet->faults[to - 1];
		sheet->faults[to] = fault;
	}
}

void az_checklist_sheet_read(struct az_arena *arena, struct az_text file, const struct az_checklist_sheet_draft *draft,
                             struct az_checklist_sheet *out)
{
	struct az_sheet_reading *reading = AZ_NEW(arena, struct az_sheet_reading);
	const char *wanted[AZ_SHEETS];
	struct az_problem fault;
	*out = (struct az_checklist_sheet){0};
	out->faults = AZ_NEW_ARRAY(arena, AZ_CHECKLIST_SHEET_FAULTS, struct az_checklist_sheet_fault);
	out->notices = AZ_NEW_ARRAY(arena, AZ_CHECKLIST_SHEET_NOTICES, struct az_problem);
	*reading = (struct az_sheet_reading){.arena = arena, .draft = draft, .out = out};
	for (size_t i = 0; i < AZ_SHEETS; i++)
		wanted[i] = az_sheet_tables[i].name;
	if (az_xlsx_read(arena, file, &limits, wanted, AZ_SHEETS, &reading->book, &fault) != AZ_OK) {
		az_sheet_fault_of(reading, at(AZ_SHEETS, AZ_SHEET_NO_COLUMN, NULL), fault, "file");
		return;
	}
	if (!find_sheets(reading))
		return;
	read_settings(reading);
	read_survey(reading);
	az_sheet_check(reading);
	sort_faults(out);
}
