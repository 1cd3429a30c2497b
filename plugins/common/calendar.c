#include "calendar.h"

/* Counted from 0000-03-01, so that a leap day ends its year. */
#define EPOCH 719468
#define ERA 146097 /* days of 400 years */

void az_calendar_split(int64_t day, int64_t *year, int64_t *month, int64_t *of_month)
{
	int64_t shifted = day + EPOCH;
	int64_t era = (shifted >= 0 ? shifted : shifted - ERA + 1) / ERA;
	int64_t of_era = shifted - era * ERA;
	int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
	int64_t from_march = (5 * of_year + 2) / 153;
	*of_month = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = years + era * 400 + (*month <= 2);
}

int64_t az_calendar_day(int64_t year, int64_t month, int64_t of_month)
{
	int64_t years = month <= 2 ? year - 1 : year;
	int64_t era = (years >= 0 ? years : years - 399) / 400;
	int64_t of_era = years - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + of_month - 1;
	return era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

int64_t az_months_later(int64_t day, int64_t months)
{
	int64_t year, month, of_month;
	az_calendar_split(day, &year, &month, &of_month);
	int64_t total = year * 12 + month - 1 + months;
	int64_t first = az_calendar_day(total / 12, total % 12 + 1, 1);
	int64_t next = az_calendar_day((total + 1) / 12, (total + 1) % 12 + 1, 1);
	int64_t same = first + of_month - 1;
	return same < next ? same : next - 1;
}
