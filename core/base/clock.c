#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SHANGHAI_OFFSET (8 * AZ_HOUR)

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t az_clock_real(void)
{
	return clock_ms(CLOCK_REALTIME);
}

int64_t az_clock_monotonic(void)
{
	return clock_ms(CLOCK_MONOTONIC);
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool az_date_valid(int year, int month, int day)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int length;

	if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1)
		return false;
	length = lengths[month - 1] + (month == 2 && leap(year));
	return day <= length;
}

/* Both directions count in years that begin in March, so that the leap day is
 * the last day of its year, and in cycles of 400 years (146097 days); 719468
 * days lie between 0000-03-01 and 1970-01-01. */
az_day az_day_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int cycle = (y >= 0 ? y : y - 399) / 400;
	int year_of_cycle = y - cycle * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;

	return cycle * 146097 + day_of_cycle - 719468;
}

void az_day_split(az_day day, int *year, int *month, int *day_of_month)
{
	int64_t z = (int64_t)day + 719468;
	int64_t cycle = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_cycle = z - cycle * 146097;
	int64_t year_of_cycle =
		(day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
	int64_t day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
	int64_t shifted_month = (5 * day_of_year + 2) / 153;
	int64_t m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

	*day_of_month = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
	*month = (int)m;
	*year = (int)(year_of_cycle + cycle * 400 + (m <= 2));
}

int az_day_weekday(az_day day)
{
	/* 1970-01-01 was a Thursday. */
	int64_t shifted = ((int64_t)day + 3) % 7;

	return (int)(shifted < 0 ? shifted + 7 : shifted);
}

az_day az_day_at(int64_t instant)
{
	int64_t local = instant + SHANGHAI_OFFSET;
	int64_t day = local / AZ_DAY_MS;

	if (local % AZ_DAY_MS < 0)
		day--;
	return (az_day)day;
}

int64_t az_day_start(az_day day)
{
	return (int64_t)day * AZ_DAY_MS - SHANGHAI_OFFSET;
}

static bool digits(const char *s, int n, int *out)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		value = value * 10 + (s[i] - '0');
	}
	*out = value;
	return true;
}

bool az_day_parse(const char *s, az_day *out)
{
	int year, month, day;

	if (s == NULL || strlen(s) != AZ_DAY_TEXT - 1 || s[4] != '-' || s[7] != '-')
		return false;
	if (!digits(s, 4, &year) || !digits(s + 5, 2, &month) || !digits(s + 8, 2, &day))
		return false;
	if (!az_date_valid(year, month, day))
		return false;
	*out = az_day_of(year, month, day);
	return true;
}

/* `width` digits of a number that is not negative, without a terminator. */
static void put(char *out, int width, int value)
{
	for (int i = width - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

/* Four digits hold the years 0 to 9999; an instant outside of them is a fault
 * of ours and printed as the nearest end. */
void az_day_print(az_day day, char out[AZ_DAY_TEXT])
{
	int year, month, day_of_month;

	az_day_split(day, &year, &month, &day_of_month);
	if (year < 0 || year > 9999) {
		memcpy(out, year < 0 ? "0000-01-01" : "9999-12-31", AZ_DAY_TEXT);
		return;
	}
	put(out, 4, year);
	out[4] = '-';
	put(out + 5, 2, month);
	out[7] = '-';
	put(out + 8, 2, day_of_month);
	out[10] = '\0';
}

void az_instant_print(int64_t instant, char out[AZ_INSTANT_TEXT])
{
	az_day day = az_day_at(instant);
	int minutes = (int)((instant - az_day_start(day)) / AZ_MINUTE);

	az_day_print(day, out);
	out[10] = ' ';
	put(out + 11, 2, minutes / 60);
	out[13] = ':';
	put(out + 14, 2, minutes % 60);
	out[16] = '\0';
}
