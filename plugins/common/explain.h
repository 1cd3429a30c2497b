/* Texts in both languages, built in the caller's memory: what a result says
 * about itself so that a person can check it by hand. */
#ifndef AZ_COMMON_EXPLAIN_H
#define AZ_COMMON_EXPLAIN_H

#include <anze/plugin.h>

#include "decimal.h"

/* Every text returned lives as long as `out` says; none is ever NULL. */

#define AZ_TEXT(zh, en) ((struct anze_text){(zh), (en)})
/* The same in both languages: "GB 18218-2018", a code, a name that was typed. */
#define AZ_SAME(text) ((struct anze_text){(text), (text)})

/* "12.5" for (125, 1): exact, without zeros at the end. */
struct anze_text az_number(const struct anze_out *out, int64_t value, uint32_t scale);
/* A ratio of at most 6 places; "≈" stands before what was rounded. */
struct anze_text az_ratio_text(const struct anze_out *out, struct az_ratio value);
/* "= 24.6", or "≈ 1.333" when `places` cannot show it exactly. */
struct anze_text az_ratio_is(const struct anze_out *out, struct az_ratio value, uint32_t places);
/* "2026-07-01" for days since 1970-01-01. */
struct anze_text az_day_text(const struct anze_out *out, int64_t day);

/* {0} to {9} of both patterns replaced by the arguments that follow:
 *     az_tell(out, "R = {0}，为{1}", "R = {0}: {1}", az_ratio_text(out, r), grade) */
#define az_tell(out, zh, en, ...)                                                                                      \
	az_tell_with((out), AZ_TEXT((zh), (en)), (const struct anze_text[]){__VA_ARGS__},                              \
		     ANZE_COUNT(((const struct anze_text[]){__VA_ARGS__})))
struct anze_text az_tell_with(const struct anze_out *out, struct anze_text pattern, const struct anze_text *arguments,
			      size_t count);

/* `list`, the separator, `more`; `more` alone when the list is still empty. */
struct anze_text az_join(const struct anze_out *out, struct anze_text list, struct anze_text separator,
			 struct anze_text more);

/* The rule of what no rule lays down: this portal's own choice. */
#define AZ_PROPOSAL "本平台提案，未经主管部门确认 (proposal of this portal)"

/* Hands a result over. */
void az_add(const struct anze_out *out, const struct anze_result *result);
/* A code of a row: "risk_point.3". */
const char *az_code(const struct anze_out *out, const char *stem, size_t number);

#endif
