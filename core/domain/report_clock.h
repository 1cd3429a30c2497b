/* When a term of a report ends. Pure: days and a calendar in, a day out. A term
 * begins to run on the day after `from`. Its last day is a working day: a term
 * of calendar days that would end on a day off ends on the next working day,
 * unless it is exact. The days of a pause do not count. */
#ifndef AZ_DOMAIN_REPORT_CLOCK_H
#define AZ_DOMAIN_REPORT_CLOCK_H

#include "base/workdays.h"

struct az_report_clock {
	az_day from;
	int days;                         /* with what was added: an extension, pauses that are over */
	bool working;                     /* working days; else calendar days */
	az_day paused_from, paused_until; /* the pause that runs: the second day counts again; AZ_DAY_NONE: none */
	bool exact;                       /* ends on its last day also where that is a day off */
};

/* AZ_INVALID when the term leaves the years that are loaded, or has no days. */
enum az_result az_report_clock_due(const struct az_workdays *calendar, const struct az_report_clock *clock,
				   az_day *due) AZ_CHECKED;

/* The days by which a pause lengthened a term of calendar days, when the case goes on at `to`. A pause that nobody
 * ended ends by itself on its last day. */
int az_report_clock_paused(az_day from, az_day until, az_day to);

/* Which day holds when a calendar was issued again: `told` is the one that was told (AZ_DAY_NONE: none could be),
 * `computed` the one by the new calendar. A day that has passed stays what it was; so does one that the new calendar would
 * put into the past, for nobody can keep a term that has run out before he knew of it. */
az_day az_report_clock_moved(az_day told, az_day computed, az_day today);

/* Nothing is overdue on the last day itself, nor where no day is known. */
bool az_report_clock_overdue(az_day due, az_day today);

/* The last day on which something counts as due soon: so many working days after today; where the calendar ends sooner, its
 * last day. And whether a day is that near; what is overdue is not. */
az_day az_report_clock_soon(const struct az_workdays *calendar, az_day today, int working_days);
bool az_report_clock_is_soon(az_day due, az_day today, az_day until);

#endif
