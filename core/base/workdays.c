#include "base/workdays.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <libconfig.h>

#include "base/arena.h"
#include "base/text.h"

#define YEARS_MAX 300 /* az_date_valid knows 1900 to 2199 */

struct year {
	bool loaded;
	bool working[366]; /* by day of the year, from 0 */
	struct az_workdays_source source;
};

struct az_workdays {
	int first_year, last_year;
	struct year *years; /* from first_year on */
};

/* What reading one file needs. */
struct reading {
	struct az_arena *arena;
	const char *path;
	const char **problem;
	int number; /* the year of the file's name */
	struct year *year;
	bool off[366], made_up[366]; /* named already: a day named twice is a slip */
};

static enum az_result wrong(struct reading *reading, const config_setting_t *setting, const char *what)
{
	*reading->problem = az_format(reading->arena, "%s:%u: %s", reading->path,
				      setting != NULL ? config_setting_source_line(setting) : 1U, what);
	return AZ_INVALID;
}

/* The day of the year that a setting names, from 0. */
static enum az_result read_day(struct reading *reading, const config_setting_t *setting, int *out)
{
	const char *s = setting != NULL ? config_setting_get_string(setting) : NULL;
	az_day day, first = az_day_of(reading->number, 1, 1);

	if (s == NULL || !az_day_parse(s, &day))
		return wrong(reading, setting, "a day is written as \"2026-01-31\", in quotes, and must exist");
	if (day < first || day >= az_day_of(reading->number + 1, 1, 1))
		return wrong(reading, setting, az_format(reading->arena, "%s is not in the file's year", s));
	*out = day - first;
	return AZ_OK;
}

static enum az_result read_range(struct reading *reading, config_setting_t *range)
{
	config_setting_t *from, *to;
	int first, last;

	if (!config_setting_is_group(range))
		return wrong(reading, range, "days off are written as { name = ...; from = ...; to = ...; }");
	for (int i = 0; i < config_setting_length(range); i++) {
		config_setting_t *member = config_setting_get_elem(range, (unsigned int)i);
		const char *name = config_setting_name(member);

		if (!az_streq(name, "name") && !az_streq(name, "from") && !az_streq(name, "to"))
			return wrong(reading, member,
				     az_format(reading->arena, "days off have no setting \"%s\"", name));
	}
	from = config_setting_get_member(range, "from");
	to = config_setting_get_member(range, "to");
	if (from == NULL || to == NULL)
		return wrong(reading, range, "days off need both from and to");
	AZ_TRY(read_day(reading, from, &first));
	AZ_TRY(read_day(reading, to, &last));
	if (last < first)
		return wrong(reading, to, "days off end before they begin");
	for (int i = first; i <= last; i++) {
		if (reading->off[i])
			return wrong(reading, range, "a day off is named twice");
		reading->off[i] = true;
		reading->year->working[i] = false;
	}
	return AZ_OK;
}

static enum az_result read_made_up(struct reading *reading, config_setting_t *setting)
{
	int day;

	AZ_TRY(read_day(reading, setting, &day));
	if (reading->off[day])
		return wrong(reading, setting, "this day is both a day off and a working day");
	if (reading->made_up[day])
		return wrong(reading, setting, "this working day is named twice");
	if (az_day_weekday(az_day_of(reading->number, 1, 1) + day) < 5)
		return wrong(reading, setting, "this is no Saturday or Sunday: it is a working day anyway");
	reading->made_up[day] = true;
	reading->year->working[day] = true;
	return AZ_OK;
}

/* The settings of a file, all of them required. */
enum { YEAR, SOURCE, VERIFIED, DAYS_OFF, WORKING_DAYS, SETTINGS };
static const char *const setting_names[SETTINGS] = {
	[YEAR] = "year",
	[SOURCE] = "source",
	[VERIFIED] = "verified",
	[DAYS_OFF] = "days_off",
	[WORKING_DAYS] = "working_days",
};

static enum az_result find_settings(struct reading *reading, const config_t *config, config_setting_t **found)
{
	config_setting_t *root = config_root_setting(config);

	for (int i = 0; i < config_setting_length(root); i++) {
		config_setting_t *member = config_setting_get_elem(root, (unsigned int)i);
		const char *name = config_setting_name(member);
		size_t at = 0;

		while (at < SETTINGS && !az_streq(name, setting_names[at]))
			at++;
		if (at == SETTINGS)
			return wrong(reading, member,
				     az_format(reading->arena, "a calendar has no setting \"%s\"", name));
		found[at] = member;
	}
	for (size_t i = 0; i < SETTINGS; i++)
		if (found[i] == NULL)
			return wrong(reading, NULL,
				     az_format(reading->arena, "the setting \"%s\" is missing", setting_names[i]));
	return AZ_OK;
}

static enum az_result read_settings(struct reading *reading, const config_t *config)
{
	config_setting_t *found[SETTINGS] = {NULL};
	const char *source;

	AZ_TRY(find_settings(reading, config, found));
	if (config_setting_type(found[YEAR]) != CONFIG_TYPE_INT ||
	    config_setting_get_int(found[YEAR]) != reading->number)
		return wrong(reading, found[YEAR], "the year differs from the file's name");
	source = config_setting_get_string(found[SOURCE]);
	if (source == NULL || source[0] == '\0')
		return wrong(reading, found[SOURCE], "the source is the name and number of the notice, in quotes");
	if (config_setting_type(found[VERIFIED]) != CONFIG_TYPE_BOOL)
		return wrong(reading, found[VERIFIED], "verified is true or false");
	reading->year->source.notice = az_copy(reading->arena, source);
	reading->year->source.verified = config_setting_get_bool(found[VERIFIED]) != 0;
	if (!config_setting_is_list(found[DAYS_OFF]))
		return wrong(reading, found[DAYS_OFF], "days_off is a list in round brackets");
	for (int i = 0; i < config_setting_length(found[DAYS_OFF]); i++)
		AZ_TRY(read_range(reading, config_setting_get_elem(found[DAYS_OFF], (unsigned int)i)));
	if (!config_setting_is_list(found[WORKING_DAYS]) && !config_setting_is_array(found[WORKING_DAYS]))
		return wrong(reading, found[WORKING_DAYS], "working_days is a list in round brackets");
	for (int i = 0; i < config_setting_length(found[WORKING_DAYS]); i++)
		AZ_TRY(read_made_up(reading, config_setting_get_elem(found[WORKING_DAYS], (unsigned int)i)));
	return AZ_OK;
}

static enum az_result read_file(struct reading *reading)
{
	az_day first = az_day_of(reading->number, 1, 1);
	enum az_result result;
	config_t config;

	for (int i = 0; i < 366; i++)
		reading->year->working[i] = az_day_weekday(first + i) < 5;
	config_init(&config);
	if (config_read_file(&config, reading->path) == CONFIG_TRUE) {
		result = read_settings(reading, &config);
	} else {
		int line = config_error_type(&config) == CONFIG_ERR_PARSE ? config_error_line(&config) : 1;

		*reading->problem =
			az_format(reading->arena, "%s:%d: %s", reading->path, line, config_error_text(&config));
		result = AZ_INVALID;
	}
	config_destroy(&config);
	reading->year->loaded = result == AZ_OK;
	return result;
}

/* The year of "2026.conf", or 0 for another name. */
static int year_of_name(const char *name)
{
	char digits[5] = "";
	int64_t year;

	if (strlen(name) != 9 || strcmp(name + 4, ".conf") != 0)
		return 0;
	memcpy(digits, name, 4);
	return az_parse_int(digits, 1900, 2199, &year) ? (int)year : 0;
}

static enum az_result read_years(struct az_arena *arena, DIR *listing, const char *dir, struct year *years,
				 const char **problem)
{
	const struct dirent *entry;

	while ((entry = readdir(listing)) != NULL) {
		struct reading reading = {.arena = arena, .problem = problem};

		reading.number = year_of_name(entry->d_name);
		if (reading.number == 0)
			continue;
		reading.path = az_format(arena, "%s/%s", dir, entry->d_name);
		reading.year = &years[reading.number - 1900];
		AZ_TRY(read_file(&reading));
	}
	return AZ_OK;
}

enum az_result az_workdays_load(struct az_arena *arena, const char *dir, const struct az_workdays **out,
				const char **problem)
{
	struct az_workdays *calendar = AZ_NEW(arena, struct az_workdays);
	struct year *years = AZ_NEW_ARRAY(arena, YEARS_MAX, struct year);
	DIR *listing = opendir(dir);
	enum az_result result;
	int first = 0, last = YEARS_MAX - 1;

	*problem = NULL;
	if (listing == NULL) {
		*problem = az_format(arena, "%s: %s", dir, strerror(errno));
		return AZ_NOT_FOUND;
	}
	result = read_years(arena, listing, dir, years, problem);
	closedir(listing);
	if (result != AZ_OK)
		return result;
	while (first < YEARS_MAX && !years[first].loaded)
		first++;
	if (first == YEARS_MAX) {
		*problem = az_format(arena, "%s: there is no calendar of a year here (such as 2026.conf)", dir);
		return AZ_NOT_FOUND;
	}
	while (!years[last].loaded)
		last--;
	for (int i = first; i <= last; i++) {
		if (!years[i].loaded) {
			*problem = az_format(arena, "%s: %d.conf is missing between other years", dir, 1900 + i);
			return AZ_INVALID;
		}
	}
	calendar->first_year = 1900 + first;
	calendar->last_year = 1900 + last;
	calendar->years = years + first;
	*out = calendar;
	return AZ_OK;
}

az_day az_workdays_first(const struct az_workdays *calendar)
{
	return az_day_of(calendar->first_year, 1, 1);
}

az_day az_workdays_last(const struct az_workdays *calendar)
{
	return az_day_of(calendar->last_year, 12, 31);
}

static bool known(const struct az_workdays *calendar, az_day day)
{
	return day >= az_workdays_first(calendar) && day <= az_workdays_last(calendar);
}

/* Of a day that is known. */
static bool working(const struct az_workdays *calendar, az_day day)
{
	int year, month, day_of_month;

	az_day_split(day, &year, &month, &day_of_month);
	return calendar->years[year - calendar->first_year].working[day - az_day_of(year, 1, 1)];
}

enum az_result az_workdays_is(const struct az_workdays *calendar, az_day day, bool *is)
{
	if (!known(calendar, day))
		return AZ_INVALID;
	*is = working(calendar, day);
	return AZ_OK;
}

enum az_result az_workdays_add(const struct az_workdays *calendar, az_day day, int n, az_day *out)
{
	if (n < 0 || !known(calendar, day))
		return AZ_INVALID;
	while (n > 0) {
		if (!known(calendar, ++day))
			return AZ_INVALID;
		if (working(calendar, day))
			n--;
	}
	*out = day;
	return AZ_OK;
}

enum az_result az_workdays_between(const struct az_workdays *calendar, az_day from, az_day to, int *n)
{
	int direction = from <= to ? 1 : -1;
	az_day early = from <= to ? from : to, late = from <= to ? to : from;
	int count = 0;

	if (!known(calendar, from) || !known(calendar, to))
		return AZ_INVALID;
	for (az_day day = early + 1; day <= late; day++)
		count += working(calendar, day);
	*n = count * direction;
	return AZ_OK;
}

bool az_workdays_source(const struct az_workdays *calendar, int year, struct az_workdays_source *out)
{
	if (year < calendar->first_year || year > calendar->last_year)
		return false;
	*out = calendar->years[year - calendar->first_year].source;
	return true;
}
