/* Numbers that people quote. */
#include "domain/number.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

const char *az_number_print(struct az_arena *arena, char letter, int64_t instant, int64_t id)
{
	int year, month, day;
	az_day_split(az_day_at(instant), &year, &month, &day);
	return az_format(arena, "%c%d-%06lld", letter, year, (long long)id);
}

bool az_number_parse(const char *no, char letter, int64_t *id)
{
	size_t n = strlen(no);
	return n >= 12 && n <= 20 && no[0] == letter && strspn(no + 1, "0123456789") == 4 && no[5] == '-' &&
	       az_parse_int(no + 6, 1, INT64_MAX, id);
}
