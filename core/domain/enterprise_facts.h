/* An enterprise's profile without a database: what holds on a day, and the facts
 * that a plugin computes from. Pure. */
#ifndef AZ_DOMAIN_ENTERPRISE_FACTS_H
#define AZ_DOMAIN_ENTERPRISE_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include <anze/facts.h>

#include "base/arena.h"
#include "base/clock.h"

/* One row of the record, as it was written. */
struct az_profile_value {
	int64_t id;
	const char *field; /* "registered"; of a table "substances.quantity" */
	int64_t row;       /* of a table, from 1; else 0 */
	const char *value; /* normalised; "": taken away */
	az_day valid_from;
	int64_t recorded_at;
	const char *account, *authority_zh, *authority_en; /* "": loaded by the operator */
};

/* The values that hold on a day, one a field and row, those taken away left out. `rows` are grouped by field and row;
 * within a group their order does not matter: the greatest (valid_from, id) that begins by `day` holds. */
void az_profile_on(struct az_arena *arena, const struct az_profile_value *rows, size_t count, az_day day,
                   const struct az_profile_value **held, size_t *held_count);

/* The value of a field and row among those that hold; "" when there is none. */
const char *az_profile_value_of(const struct az_profile_value *held, size_t count, const char *field, int64_t row);

/* The numbers of a table's rows, ascending; *count of them, at most the table's own limit. */
const int64_t *az_profile_rows(struct az_arena *arena, const struct az_profile_value *held, size_t held_count,
                               const struct anze_field *table, size_t *count);

/* "substances.quantity". */
const char *az_profile_cell(struct az_arena *arena, const struct anze_field *table, const struct anze_field *column);

/* The facts of a day from the values that hold. What a field of today does not take (another type, a choice that is gone)
 * counts as not given. Everything is owned by the arena. */
void az_profile_facts(struct az_arena *arena, const struct anze_field *fields, size_t field_count,
                      const struct az_profile_value *held, size_t held_count, az_day day, struct anze_facts *facts);

#endif
