/* Declaring an enterprise's facts in a line each, and reading them. A fact that
 * was not given is neither yes nor no, nor any of its choices. */
#ifndef AZ_COMMON_PROFILE_H
#define AZ_COMMON_PROFILE_H

#include <stdbool.h>
#include <string.h>

#include <anze/plugin.h>

/* Further members may follow: AZ_WHOLE("people", NULL, 0, 9999, "人数", "People", .hint = {...}) */
#define AZ_WHOLE(id, of_unit, least, most, zh_, en_, ...)                                                              \
	{                                                                                                              \
		.name = (id), .type = ANZE_INTEGER, .flags = ANZE_NARROW, .min = (least), .max = (most),               \
		.unit = (of_unit), .label = {zh_, en_}, __VA_ARGS__                                                    \
	}
/* Limits in 10^-places. */
#define AZ_DECIMAL(id, of_unit, places, least, most, zh_, en_, ...)                                                    \
	{                                                                                                              \
		.name = (id), .type = ANZE_DECIMAL, .flags = ANZE_NARROW, .min = (least), .max = (most),               \
		.scale = (places), .unit = (of_unit), .label = {zh_, en_}, __VA_ARGS__                                 \
	}
#define AZ_YES_OR_NO(id, zh_, en_, ...)                                                                                \
	{                                                                                                              \
		.name = (id), .type = ANZE_YES_NO, .label = {zh_, en_}, __VA_ARGS__                                    \
	}
#define AZ_DAY(id, zh_, en_, ...)                                                                                      \
	{                                                                                                              \
		.name = (id), .type = ANZE_DATE, .flags = ANZE_NARROW, .label = {zh_, en_}, __VA_ARGS__                \
	}
#define AZ_ONE_OF(id, array, zh_, en_, ...)                                                                            \
	{                                                                                                              \
		.name = (id), .type = ANZE_CHOICE, .choices = (array), .choice_count = ANZE_COUNT(array),              \
		.label = {zh_, en_}, __VA_ARGS__                                                                       \
	}
#define AZ_ROWS(id, array, most, zh_, en_, ...)                                                                        \
	{                                                                                                              \
		.name = (id), .type = ANZE_TABLE, .max = (most), .columns = (array),                                   \
		.column_count = ANZE_COUNT(array), .label = {zh_, en_}, __VA_ARGS__                                    \
	}

static inline bool az_given(const struct anze_facts *facts, size_t field)
{
	return facts->values[field].given != 0;
}

static inline int64_t az_value(const struct anze_facts *facts, size_t field)
{
	return facts->values[field].number;
}

static inline bool az_yes(const struct anze_facts *facts, size_t field)
{
	return az_given(facts, field) && facts->values[field].number != 0;
}

static inline bool az_no(const struct anze_facts *facts, size_t field)
{
	return az_given(facts, field) && facts->values[field].number == 0;
}

static inline bool az_is(const struct anze_facts *facts, size_t field, const char *code)
{
	const struct anze_fact *fact = &facts->values[field];
	return fact->given && fact->text && strcmp(fact->text, code) == 0;
}

/* Days since 1970-01-01 of a day of the Gregorian calendar, as a constant. */
#define AZ_DAYS_BEFORE(y) (365 * ((y)-1970) + ((y)-1969) / 4 - ((y)-1901) / 100 + ((y)-1601) / 400)
#define AZ_LEAP(y) (((y) % 4 == 0 && (y) % 100 != 0) || (y) % 400 == 0)
#define AZ_DATE(y, m, d) (AZ_DAYS_BEFORE(y) + (367 * (m)-362) / 12 - ((m) <= 2 ? 0 : AZ_LEAP(y) ? 1 : 2) + (d)-1)

#endif
