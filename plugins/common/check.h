/* What is wrong with facts that are valid one by one: for the plugin's `check`. */
#ifndef AZ_COMMON_CHECK_H
#define AZ_COMMON_CHECK_H

#include "explain.h"

/* Says it of a field, "trained", or of a cell, az_cell(). `what` says what is wrong and what to do. */
void az_wrong(const struct anze_out *out, const char *field, struct anze_text what);
/* "driving.from.3" for the row with the index 2. */
const char *az_cell(const struct anze_out *out, const struct anze_field *table, size_t column, size_t row);

/* Days of things that happened do not lie ahead of the day on which they are recorded. */
void az_check_past(const struct anze_facts *facts, const struct anze_field *fields, const size_t *days, size_t count,
		   const struct anze_out *out);
void az_check_past_cells(const struct anze_facts *facts, const struct anze_field *fields, size_t table, size_t column,
			 const struct anze_out *out);
/* Numbers of a table that are more than 0 when they are given: a row says that the thing is there. */
void az_check_above_zero(const struct anze_facts *facts, const struct anze_field *fields, size_t table,
			 const size_t *columns, size_t count, const struct anze_out *out);

#endif
