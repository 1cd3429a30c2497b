/* Working days: Monday to Friday, less the days off and plus the make-up days
 * of the State Council's yearly notice, one file a year (conf/calendar/2026.conf).
 * Past the last year that was loaded nothing is guessed: a deadline that falls
 * there is refused, and the operator adds the year's file. */
#ifndef AZ_BASE_WORKDAYS_H
#define AZ_BASE_WORKDAYS_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/result.h"

struct az_arena;
struct az_workdays;

/* Reads every <year>.conf of a directory; the years must follow one another.
 * The calendar is owned by the arena. AZ_NOT_FOUND: no such directory, or no
 * year in it. AZ_INVALID: a file is wrong. Either way *problem says what, with
 * file and line ("conf/calendar/2026.conf:12: ..."), for the operator. */
enum az_result az_workdays_load(struct az_arena *arena, const char *dir, const struct az_workdays **out,
				const char **problem) AZ_CHECKED;

/* The first and the last day that are known. */
az_day az_workdays_first(const struct az_workdays *calendar);
az_day az_workdays_last(const struct az_workdays *calendar);

/* Is it a working day? AZ_INVALID for a day that is not known. */
enum az_result az_workdays_is(const struct az_workdays *calendar, az_day day, bool *working) AZ_CHECKED;

/* The last day of a period of n working days that begins to run on the day
 * after `day`: 5 from a Friday is the next Friday. n 0 is `day` itself.
 * AZ_INVALID when n is negative or the period leaves the days that are known. */
enum az_result az_workdays_add(const struct az_workdays *calendar, az_day day, int n, az_day *out) AZ_CHECKED;

/* Working days after `from`, up to and with `to`; negative when `to` is the
 * earlier (then those after `to`, up to and with `from`). */
enum az_result az_workdays_between(const struct az_workdays *calendar, az_day from, az_day to, int *n) AZ_CHECKED;

/* Where a year's days come from; false for a year that is not known. */
struct az_workdays_source {
	const char *notice; /* owned by the calendar's arena */
	bool verified;      /* read in a public copy of the notice */
};
bool az_workdays_source(const struct az_workdays *calendar, int year, struct az_workdays_source *out);

#endif
