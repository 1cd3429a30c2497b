/* Days since 1970-01-01 in the Gregorian calendar. */
#ifndef AZ_COMMON_CALENDAR_H
#define AZ_COMMON_CALENDAR_H

#include <stdint.h>

void az_calendar_split(int64_t day, int64_t *year, int64_t *month, int64_t *of_month);
int64_t az_calendar_day(int64_t year, int64_t month, int64_t of_month);
/* The same day of the month `months` later, or that month's last day when it has no such day. */
int64_t az_months_later(int64_t day, int64_t months);

#endif
