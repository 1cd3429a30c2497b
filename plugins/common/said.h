/* Reading facts that may not have been given, and telling results. */
#ifndef AZ_COMMON_SAID_H
#define AZ_COMMON_SAID_H

#include <stdbool.h>

#include <anze/plugin.h>

/* Yes, no, or nothing was said. */
enum az_said { AZ_SAID_NOTHING = 0, AZ_SAID_NO, AZ_SAID_YES };

enum az_said az_said_yes_no(const struct anze_fact *fact);
enum az_said az_said_that(bool yes);
/* Is the choice the one with this code? No also when another was chosen. */
bool az_chose(const struct anze_fact *fact, const char *code);
/* The text as it was typed, or "no. 3" when none was. */
struct anze_text az_name_or_number(const struct anze_out *out, const struct anze_fact *name, size_t number);

/* Rows of a table, 0 when none was filled in; a row's cells. */
size_t az_rows(const struct anze_facts *facts, size_t field);
const struct anze_fact *az_row(const struct anze_facts *facts, size_t field, size_t columns, size_t row);

/* A rule as results cite it. */
struct az_cited {
	const char *document; /* with its edition and, where read, its clause */
	uint32_t verified;
};

/* A result without a colour, since most have none. */
void az_tell_result(const struct anze_out *out, const char *code, struct anze_text label, const char *value,
		    struct anze_text value_text, struct anze_text explanation, struct az_cited rule);

/* Yes as 1, no as 0, nothing as -1: what az_review asks for. */
int az_decided(enum az_said said);

/* The frequent case of a conditional item: major (1) as soon as one of these
 * yes/no facts is yes, ordinary (0) when all are no, else a person decides (-1);
 * `why` names them. */
int az_major_by_facts(const struct anze_facts *facts, const struct anze_field *fields, const size_t *indices,
		      size_t count, const struct anze_out *out, struct anze_text *why);

/* An emergency exercise at least every six months: the fact is the day of the
 * latest one. Nothing is said of a day that lies ahead. */
extern const struct az_cited az_drill_rule;
enum az_said az_drill_in_time(const struct anze_facts *facts, size_t field);
struct anze_text az_drill_told(const struct anze_facts *facts, size_t field, const struct anze_out *out);
/* The result "drill", "in_time" or "overdue". */
void az_classify_drill(const struct anze_facts *facts, size_t field, const struct anze_out *out);

#endif
