/* Time: instants are milliseconds since 1970-01-01 UTC, days are counted since
 * 1970-01-01 in the calendar of Asia/Shanghai (UTC+8, no summer time since 1991). */
#ifndef AZ_BASE_CLOCK_H
#define AZ_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define AZ_MINUTE ((int64_t)60 * 1000)
#define AZ_HOUR (60 * AZ_MINUTE)
#define AZ_DAY_MS (24 * AZ_HOUR)

typedef int32_t az_day; /* days since 1970-01-01; a scalar, not a hidden struct */

#define AZ_DAY_NONE INT32_MIN

int64_t az_clock_real(void);      /* the wall clock */
int64_t az_clock_monotonic(void); /* for measuring how long something took, in ms */

bool az_date_valid(int year, int month, int day); /* Gregorian, 1900..2199 */
az_day az_day_of(int year, int month, int day);   /* of a valid date */
void az_day_split(az_day day, int *year, int *month, int *day_of_month);
int az_day_weekday(az_day day); /* 0 = Monday ... 6 = Sunday */

/* The day on which an instant falls for people in Asia/Shanghai. */
az_day az_day_at(int64_t instant);
/* The instant at which a day begins in Asia/Shanghai. */
int64_t az_day_start(az_day day);

/* "2026-11-24" exactly; false for another shape or a day that does not exist. */
bool az_day_parse(const char *s, az_day *out);
#define AZ_DAY_TEXT 11
void az_day_print(az_day day, char out[AZ_DAY_TEXT]);

/* "2026-11-24 09:05" in Asia/Shanghai. */
#define AZ_INSTANT_TEXT 17
void az_instant_print(int64_t instant, char out[AZ_INSTANT_TEXT]);

#endif
