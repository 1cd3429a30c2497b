/* The terms of a report. */
#include "domain/report_clock.h"

static bool paused(const struct az_report_clock *clock, az_day day)
{
	return clock->paused_from != AZ_DAY_NONE && day >= clock->paused_from && day < clock->paused_until;
}

enum az_result az_report_clock_due(const struct az_workdays *calendar, const struct az_report_clock *clock, az_day *due)
{
	bool works;
	az_day day = clock->from;
	if (clock->days <= 0)
		return AZ_INVALID;
	for (int left = clock->days; left > 0;) {
		AZ_TRY(az_workdays_is(calendar, ++day, &works));
		if (!paused(clock, day) && (works || !clock->working))
			left--;
	}
	AZ_TRY(az_workdays_is(calendar, day, &works));
	while (!works && !clock->exact)
		AZ_TRY(az_workdays_is(calendar, ++day, &works));
	*due = day;
	return AZ_OK;
}

int az_report_clock_paused(az_day from, az_day until, az_day to)
{
	az_day end = to < until ? to : until;
	return end > from ? end - from : 0;
}

az_day az_report_clock_moved(az_day told, az_day computed, az_day today)
{
	if (told == AZ_DAY_NONE)
		return computed;
	return computed == AZ_DAY_NONE || told < today || computed < today ? told : computed;
}

bool az_report_clock_overdue(az_day due, az_day today)
{
	return due != AZ_DAY_NONE && today > due;
}

az_day az_report_clock_soon(const struct az_workdays *calendar, az_day today, int working_days)
{
	az_day until;
	return az_workdays_add(calendar, today, working_days, &until) == AZ_OK ? until : az_workdays_last(calendar);
}

bool az_report_clock_is_soon(az_day due, az_day today, az_day until)
{
	return due != AZ_DAY_NONE && due >= today && due <= until;
}
