/* Reading XLSX (ECMA-376: a ZIP of XML parts), as Excel, WPS and LibreOffice
 * write it, from anybody: everything is counted while it is inflated, since what
 * a ZIP says about itself may be untrue. DTDs and entities are refused. Formats,
 * pictures and whatever else a workbook may hold are not looked at. */
#ifndef AZ_BASE_XLSX_READ_H
#define AZ_BASE_XLSX_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"
#include "base/text.h"

struct az_arena;

struct az_xlsx_limits {
	size_t bytes;    /* of the file */
	size_t entries;  /* of the ZIP */
	size_t inflated; /* bytes of all parts that are read */
	size_t ratio;    /* inflated to packed bytes of one part, once it is over 1 MiB */
	size_t sheets;
	size_t strings; /* shared strings */
	size_t cells;   /* with content, of all sheets that are read */
	size_t rows;    /* the highest number of a row with content */
	size_t columns; /* the highest number of a column with content */
};

enum az_xlsx_kind {
	AZ_XLSX_TEXT = 0,
	AZ_XLSX_NUMBER, /* text is a number as strtod reads it; days and times are numbers too */
	AZ_XLSX_YES_NO, /* text is "1" or "0" */
	AZ_XLSX_ERROR   /* text is "#REF!" or the like */
};

struct az_xlsx_cell {
	size_t column; /* from 1 */
	enum az_xlsx_kind kind;
	bool formula;     /* text is what it gave when the file was saved, perhaps nothing */
	const char *text; /* valid UTF-8, rich text without its looks */
};

struct az_xlsx_row {
	size_t number;              /* from 1 */
	struct az_xlsx_cell *cells; /* those with content, by column */
	size_t count;
};

struct az_xlsx_sheet {
	const char *name;
	bool read;                /* it was wanted, and is in `rows` */
	struct az_xlsx_row *rows; /* those with content, by number */
	size_t count;
};

struct az_xlsx_book {
	struct az_xlsx_sheet *sheets; /* all, in their order */
	size_t count;
	bool since_1904; /* days are counted from 1904-01-01 */
};

/* Reads the sheets whose names are among `wanted`, without regard to ASCII case.
 * All memory is the arena's. AZ_INVALID with *fault set, "xlsx.fault.<what>": the
 * file as a whole cannot be read. */
enum az_result az_xlsx_read(struct az_arena *arena, struct az_text file, const struct az_xlsx_limits *limits,
                            const char *const *wanted, size_t wanted_count, struct az_xlsx_book *book,
                            struct az_problem *fault) AZ_CHECKED;

/* "A", "Z", "AA" ... of a column from 1. */
const char *az_xlsx_column(struct az_arena *arena, size_t column);

#endif
