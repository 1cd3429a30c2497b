/* Writing CSV as RFC 4180 has it (commas, CRLF, quotes doubled), for people who
 * open it in a spreadsheet: a text that would be taken for a formula gets an
 * apostrophe in front. */
#ifndef AZ_BASE_CSV_H
#define AZ_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/decimal.h"

struct az_csv {
	struct az_buffer *out;
	size_t cells; /* of the row at hand */
	size_t start; /* where the row at hand begins */
};

/* `mark`: begin with a UTF-8 byte order mark, without which Excel reads Chinese
 * text in the machine's own code page. */
void az_csv_begin(struct az_csv *csv, struct az_buffer *out, bool mark);

void az_csv_text(struct az_csv *csv, const char *s); /* NULL: an empty cell */
void az_csv_text_n(struct az_csv *csv, const char *p, size_t n);
void az_csv_int(struct az_csv *csv, int64_t value);           /* as it is: -5 is no formula */
void az_csv_decimal(struct az_csv *csv, struct az_dec value); /* without commas */
void az_csv_end_row(struct az_csv *csv);

/* A cell that comes back: without the apostrophe that was put in front of a formula. */
const char *az_csv_unguard(const char *s);

#endif
