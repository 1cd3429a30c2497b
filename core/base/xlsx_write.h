/* Writing XLSX in memory: sheets of headings and rows, nothing else. A text is
 * always written as a text, in a style that keeps it one when somebody edits the
 * cell (what a typed apostrophe does), so that no value becomes a formula. */
#ifndef AZ_BASE_XLSX_WRITE_H
#define AZ_BASE_XLSX_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/result.h"
#include "base/text.h"

struct az_arena;

struct az_xlsx_heading {
	const char *text;
	unsigned width;            /* in characters; 0: 12 */
	const char *const *choose; /* what the column's cells may be, offered as a list; NULL: anything */
	size_t choose_count;
};

struct az_xlsx_writer;
struct az_xlsx_writer *az_xlsx_begin(struct az_arena *arena);

/* A further sheet with its first row; `name` at most 31 characters without []:*?/\ */
void az_xlsx_sheet(struct az_xlsx_writer *writer, const char *name, const struct az_xlsx_heading *headings,
                   size_t count);

/* The cells of a row, from the left. An empty text and NULL leave the cell out. */
void az_xlsx_text(struct az_xlsx_writer *writer, const char *s);
void az_xlsx_int(struct az_xlsx_writer *writer, int64_t value);
void az_xlsx_decimal(struct az_xlsx_writer *writer, struct az_dec value); /* over 15 digits: as a text */
void az_xlsx_end_row(struct az_xlsx_writer *writer);

/* The file, in the arena; AZ_INTERNAL when it could not be packed. */
enum az_result az_xlsx_end(struct az_xlsx_writer *writer, struct az_text *out) AZ_CHECKED;

#endif
