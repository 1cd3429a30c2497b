#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "plugin/plugin.h"

struct name {
	int value;
	const char *name;
};

static const struct name frequencies[] = {
	{ANZE_WEEKLY, "weekly"},           {ANZE_MONTHLY, "monthly"},   {ANZE_QUARTERLY, "quarterly"},
	{ANZE_HALF_YEARLY, "half_yearly"}, {ANZE_YEARLY, "yearly"},     {ANZE_SEASONAL, "seasonal"},
	{ANZE_PER_WORK, "per_work"},       {ANZE_ON_EVENT, "on_event"},
};

static const struct name majors[] = {
	{ANZE_MAJOR_NO, "no"},
	{ANZE_MAJOR_YES, "yes"},
	{ANZE_MAJOR_CONDITIONAL, "conditional"},
};

static const struct name answers[] = {
	{ANZE_ANSWER_YES_NO, "yes_no"},
	{ANZE_ANSWER_NUMBER, "number"},
	{ANZE_ANSWER_CHOICE, "choice"},
};

static const char *name_of(const struct name *names, size_t count, int value)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].value == value)
			return names[i].name;
	return NULL;
}

static const struct name *named(const struct name *names, size_t count, const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (strcmp(names[i].name, name) == 0)
			return &names[i];
	return NULL;
}

const char *az_frequency_name(enum anze_frequency frequency)
{
	return name_of(frequencies, ANZE_COUNT(frequencies), (int)frequency);
}

bool az_frequency_parse(const char *name, enum anze_frequency *out)
{
	const struct name *found = named(frequencies, ANZE_COUNT(frequencies), name);
	if (found)
		*out = (enum anze_frequency)found->value;
	return found != NULL;
}

const char *az_major_name(enum anze_major major)
{
	return name_of(majors, ANZE_COUNT(majors), (int)major);
}

bool az_major_parse(const char *name, enum anze_major *out)
{
	const struct name *found = named(majors, ANZE_COUNT(majors), name);
	if (found)
		*out = (enum anze_major)found->value;
	return found != NULL;
}

const char *az_answer_name(enum anze_answer answer)
{
	return name_of(answers, ANZE_COUNT(answers), (int)answer);
}

bool az_answer_parse(const char *name, enum anze_answer *out)
{
	const struct name *found = named(answers, ANZE_COUNT(answers), name);
	if (found)
		*out = (enum anze_answer)found->value;
	return found != NULL;
}

bool az_frequency_allowed(enum anze_frequency baseline, enum anze_frequency wanted)
{
	if (!az_frequency_name(baseline) || !az_frequency_name(wanted))
		return false;
	if (baseline == wanted)
		return true;
	return baseline <= ANZE_YEARLY && wanted < baseline;
}

const struct anze_item *az_plugin_item(const struct anze_plugin *plugin, const char *code)
{
	for (size_t i = 0; plugin && code && i < plugin->item_count; i++)
		if (strcmp(plugin->items[i].code, code) == 0)
			return &plugin->items[i];
	return NULL;
}

const char *az_plugin_text(const struct anze_text *text, enum az_language language)
{
	const char *s = language == AZ_EN ? text->en : text->zh;
	return s ? s : "";
}

size_t az_basis_on(const struct anze_item *item, az_day day, const struct anze_basis *out[AZ_BASIS_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < item->basis_count && count < AZ_BASIS_MAX; i++) {
		const struct anze_basis *row = &item->basis[i];
		az_day from, to;
		if (row->in_force_from && (!az_day_parse(row->in_force_from, &from) || day < from))
			continue;
		if (row->in_force_to && (!az_day_parse(row->in_force_to, &to) || day > to))
			continue;
		out[count++] = row;
	}
	return count;
}

char *az_plugin_basis_text(struct az_arena *arena, const struct anze_basis *basis)
{
	if (basis->clause[0] == '\0')
		return az_copy(arena, basis->document);
	return az_format(arena, "%s %s", basis->document, basis->clause);
}
