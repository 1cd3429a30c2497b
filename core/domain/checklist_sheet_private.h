/* Shared by checklist_sheet*.c only: the columns, and where faults go. */
#ifndef AZ_DOMAIN_CHECKLIST_SHEET_PRIVATE_H
#define AZ_DOMAIN_CHECKLIST_SHEET_PRIVATE_H

#include "base/xlsx_read.h"
#include "domain/checklist_sheet.h"

enum az_sheet_kind {
	AZ_SHEET_SPECIAL = 0, /* has its own lines in writing and reading */
	AZ_SHEET_TEXT,
	AZ_SHEET_INT,
	AZ_SHEET_YES_NO,
	AZ_SHEET_LIMIT, /* a limit of a number, in 10^-scale */
	AZ_SHEET_DAY,
	AZ_SHEET_ONE_OF /* of `choose` */
};

/* Who may change it. */
enum az_sheet_rule {
	AZ_SHEET_FREE = 0,
	AZ_SHEET_OWN,     /* of items that the city added */
	AZ_SHEET_BASELINE /* nobody: the industry's baseline says it */
};

struct az_sheet_column {
	const char *heading;
	const char *language; /* "zh", "en": the heading is heading::name (language) */
	enum az_sheet_kind kind;
	enum az_sheet_rule rule;
	bool needed; /* a sheet without it cannot be read */
	size_t offset;
	size_t least, most; /* code points of a text, or the limits of a number */
	unsigned width;
	const struct anze_choice *choose;
	size_t choose_count;
};

enum {
	AZ_SURVEY_TYPE,
	AZ_SURVEY_NAME,
	AZ_SURVEY_QUESTION_ZH,
	AZ_SURVEY_QUESTION_EN,
	AZ_SURVEY_GUIDANCE_ZH,
	AZ_SURVEY_GUIDANCE_EN,
	AZ_SURVEY_REQUIRED,
	AZ_SURVEY_RELEVANT,
	AZ_SURVEY_CATEGORY,
	AZ_SURVEY_FREQUENCY,
	AZ_SURVEY_NOTE_ZH,
	AZ_SURVEY_NOTE_EN,
	AZ_SURVEY_WEIGHT,
	AZ_SURVEY_RETIRED,
	AZ_SURVEY_MANDATORY,
	AZ_SURVEY_MAJOR,
	AZ_SURVEY_CONDITION_ZH,
	AZ_SURVEY_CONDITION_EN,
	AZ_SURVEY_PHOTO,
	AZ_SURVEY_UNIT,
	AZ_SURVEY_PLACES,
	AZ_SURVEY_FROM,
	AZ_SURVEY_TO,
	AZ_SURVEY_REASON,
	AZ_SURVEY_COLUMNS
};
enum { AZ_CHOICES_LIST, AZ_CHOICES_NAME, AZ_CHOICES_ZH, AZ_CHOICES_EN, AZ_CHOICES_COMPLIES, AZ_CHOICES_COLUMNS };
enum {
	AZ_BASIS_NAME,
	AZ_BASIS_DOCUMENT,
	AZ_BASIS_CLAUSE,
	AZ_BASIS_FROM,
	AZ_BASIS_TO,
	AZ_BASIS_VERIFIED,
	AZ_BASIS_COLUMNS
};
enum {
	AZ_SETTINGS_TITLE,
	AZ_SETTINGS_ID,
	AZ_SETTINGS_VERSION,
	AZ_SETTINGS_LANGUAGE,
	AZ_SETTINGS_NOTES,
	AZ_SETTINGS_COLUMNS
};

/* Only what is answered by a number says something there. */
#define AZ_SURVEY_IS_NUMBERS(column) ((column) >= AZ_SURVEY_PLACES && (column) <= AZ_SURVEY_TO)

#define AZ_SHEET_HIDDEN "hidden" /* the type of a row for what conditions speak of and no item says */
#define AZ_SHEET_COLUMNS_MAX AZ_SURVEY_COLUMNS

enum { AZ_SHEET_SURVEY, AZ_SHEET_CHOICES, AZ_SHEET_BASIS, AZ_SHEET_SETTINGS, AZ_SHEETS };
struct az_sheet_table {
	const char *name;
	const struct az_sheet_column *columns;
	size_t count;
};
extern const struct az_sheet_table az_sheet_tables[AZ_SHEETS];

/* "label::English (en)". */
const char *az_sheet_heading(struct az_arena *arena, const struct az_sheet_column *column);

/* "CHE-03" is CHE_03 in a sheet: XLSForm's names have no hyphen. */
const char *az_sheet_name(struct az_arena *arena, const char *code);

/* "select_one yes_no", "decimal" ... */
const char *az_sheet_type(struct az_arena *arena, const struct az_checklist_item *item);

/* "anze_che". */
const char *az_sheet_form_id(struct az_arena *arena, const char *sector);

const char **az_sheet_text_at(const struct az_sheet_column *column, void *row);
int64_t *az_sheet_int_at(const struct az_sheet_column *column, void *row);

/* ---- reading ---- */

struct az_sheet_reading {
	struct az_arena *arena;
	const struct az_checklist_sheet_draft *draft;
	struct az_checklist_sheet *out;
	struct az_xlsx_book book;
	const struct az_xlsx_sheet *sheets[AZ_SHEETS];             /* NULL: not there */
	size_t heads[AZ_SHEETS];                                   /* index of the row with the headings */
	size_t columns[AZ_SHEETS][AZ_SHEET_COLUMNS_MAX];           /* of the sheet, from 1; 0: not there */
	const char *headings[AZ_SHEETS][AZ_SHEET_COLUMNS_MAX];     /* as they are written there */
	const char **names[AZ_SHEETS];  /* of the rows of choices and basis: the item that each belongs to; "" : none */
	const struct az_xlsx_row **rows; /* of the survey, by item of out->list */
};

/* Where something stands. */
#define AZ_SHEET_NO_COLUMN SIZE_MAX
struct az_sheet_place {
	size_t sheet, column;          /* AZ_SHEET_*, the column of its table */
	const struct az_xlsx_row *row; /* NULL: none in particular */
};

/* A fault "checklist_sheet.fault.<key>" with its remedy "checklist_sheet.remedy.<key>"; both get the same arguments. */
void az_sheet_fault(struct az_sheet_reading *reading, struct az_sheet_place place, const char *key, const char *first,
                    const char *second);
/* The same with a reason from elsewhere. */
void az_sheet_fault_of(struct az_sheet_reading *reading, struct az_sheet_place place, struct az_problem reason,
                       const char *remedy);
void az_sheet_notice(struct az_sheet_reading *reading, const char *key, const char *first, const char *second);

/* The cell's text, tidied, "" when there is none; NULL with a fault when it is a formula or an error value. */
const char *az_sheet_cell(struct az_sheet_reading *reading, struct az_sheet_place place);

/* Reads a cell by its column's kind into `row`; a fault leaves what was there. */
void az_sheet_take(struct az_sheet_reading *reading, struct az_sheet_place place, void *row, int64_t scale);

/* checklist_sheet_check.c: what the draft and the baseline do not let pass. */
void az_sheet_check(struct az_sheet_reading *reading);

/* The next row of the sheet `basis` or `choices` from *at on that belongs to a name; NULL behind the last. *at moves
 * behind it. */
const struct az_xlsx_row *az_sheet_next(const struct az_sheet_reading *reading, size_t sheet, const char *name,
                                        size_t *at);

#endif
