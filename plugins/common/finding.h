/* What the facts say about an item, and what a filled checklist says against
 * them: the scope of items, contradictions, conditional majors decided. */
#ifndef AZ_COMMON_FINDING_H
#define AZ_COMMON_FINDING_H

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

/* Do the facts show what the item is about? Yes: they show it. No: they say that
 * there is none. Nothing: they do not tell, or it is there in every enterprise. */
typedef enum az_said az_scope(const struct anze_facts *facts, size_t item);

/* Where an answer and the scope exclude each other: "contradiction:CON-03", value
 * "present" (answered not applicable) or "absent" (answered although there is none). */
void az_review_scope(const struct anze_item *items, size_t count, az_scope *scope, const struct anze_facts *facts,
		     const struct anze_answer_value *answers, struct anze_out *out);

/* "contradiction:TRA-07", value "figures": answered as complying, and the figures speak against it. */
void az_contradiction(const struct anze_out *out, const struct anze_item *item, struct anze_text figures,
		      struct az_cited rule);

/* "major:AGR-07" for an item that failed: yes, no, or unknown where the facts do not decide. */
void az_major_decided(const struct anze_out *out, const struct anze_item *item, enum az_said major,
		      struct anze_text explanation, struct az_cited rule);

/* The frequent case: major as soon as one of these yes/no facts is yes, ordinary
 * when all are no. Says which. Nothing happens unless the item failed. */
void az_major_by_facts(const struct anze_out *out, const struct anze_item *item, const struct anze_answer_value *answer,
		       const struct anze_facts *facts, const struct anze_field *fields, const size_t *indices,
		       size_t count, struct az_cited rule);

/* An emergency exercise at least every six months: the fact is the day of the
 * latest one. Nothing is said of a day that lies ahead. */
extern const struct az_cited az_drill_rule;
enum az_said az_drill_in_time(const struct anze_facts *facts, size_t field);
struct anze_text az_drill_told(const struct anze_facts *facts, size_t field, const struct anze_out *out);
/* The result "drill", "in_time" or "overdue". */
void az_classify_drill(const struct anze_facts *facts, size_t field, const struct anze_out *out);

#endif
