#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "plugin/internal.h"

#define TEXT_MAX 2000 /* bytes; a longer one is not terminated or not a question */
#define ITEMS_MAX 200
#define CHOICES_MAX 40

bool az_plugin_bad(struct az_plugin_check *check, const char *reason, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	(void)vsnprintf(check->place, sizeof check->place, format, args);
	va_end(args);
	check->reason = reason;
	return false;
}

const char *az_plugin_text_fault(const char *s)
{
	if (!s || s[0] == '\0')
		return "is empty";
	size_t length = strnlen(s, TEXT_MAX + 1);
	if (length > TEXT_MAX)
		return "is longer than 2000 bytes";
	if (az_utf8_check(s, length) != length)
		return "is not valid UTF-8";
	if (strspn(s, " \t\r\n") == length)
		return "is empty";
	return NULL;
}

bool az_plugin_check_text(struct az_plugin_check *check, const struct anze_text *text, bool required, const char *owner,
			  const char *member)
{
	bool absent = (!text->zh || text->zh[0] == '\0') && (!text->en || text->en[0] == '\0');
	if (absent && !required)
		return true;
	const char *fault = az_plugin_text_fault(text->zh);
	if (fault)
		return az_plugin_bad(check, fault, "%s %s.zh", owner, member);
	fault = az_plugin_text_fault(text->en);
	if (fault)
		return az_plugin_bad(check, fault, "%s %s.en", owner, member);
	return true;
}

static bool upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* ^[A-Z]{3}-[0-9A-Z]{2,8}$ with the sector in front */
static bool code_well_formed(const char *code, const char *sector)
{
	if (!code || strnlen(code, 13) > 12 || strncmp(code, sector, 3) != 0 || code[3] != '-')
		return false;
	size_t rest = 0;
	for (const char *c = code + 4; *c; c++, rest++)
		if (!upper(*c) && !(*c >= '0' && *c <= '9'))
			return false;
	return rest >= 2 && rest <= 8;
}

static bool category_known(const char *category)
{
	static const char *const known[] = {"S1", "S2", "S3", "S4", "S5", "S6", "S7", "HZ"};
	for (size_t i = 0; i < ANZE_COUNT(known); i++)
		if (az_streq(category, known[i]))
			return true;
	return false;
}

static bool check_basis(struct az_plugin_check *check, const struct anze_item *item)
{
	if (!item->basis || item->basis_count == 0)
		return az_plugin_bad(check, "is missing", "%s basis", item->code);
	if (item->basis_count > AZ_BASIS_MAX)
		return az_plugin_bad(check, "has more than 16 rows", "%s basis", item->code);
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct anze_basis *row = &item->basis[i];
		az_day from = AZ_DAY_NONE, to = AZ_DAY_NONE;
		const char *fault = az_plugin_text_fault(row->document);
		if (fault)
			return az_plugin_bad(check, fault, "%s basis[%zu].document", item->code, i);
		fault = row->clause && row->clause[0] == '\0' ? NULL : az_plugin_text_fault(row->clause);
		if (fault)
			return az_plugin_bad(check, fault, "%s basis[%zu].clause", item->code, i);
		if (row->in_force_from && !az_day_parse(row->in_force_from, &from))
			return az_plugin_bad(check, "is not a day", "%s basis[%zu].in_force_from", item->code, i);
		if (row->in_force_to && !az_day_parse(row->in_force_to, &to))
			return az_plugin_bad(check, "is not a day", "%s basis[%zu].in_force_to", item->code, i);
		if (row->in_force_from && row->in_force_to && to < from)
			return az_plugin_bad(check, "lies before in_force_from", "%s basis[%zu].in_force_to",
					     item->code, i);
		if (row->verified > 1)
			return az_plugin_bad(check, "is neither 0 nor 1", "%s basis[%zu].verified", item->code, i);
	}
	return true;
}

bool az_plugin_check_choices(struct az_plugin_check *check, const struct anze_choice *choices, size_t count,
			     const char *owner)
{
	for (size_t i = 0; i < count; i++) {
		const char *code = choices[i].code;
		char member[40];
		(void)snprintf(member, sizeof member, "choices[%zu].label", i);
		size_t length = code ? strnlen(code, 41) : 0;
		if (length < 1 || length > 40 || strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_.-") != length)
			return az_plugin_bad(check, "is not a code", "%s choices[%zu].code", owner, i);
		for (size_t j = 0; j < i; j++)
			if (az_streq(code, choices[j].code))
				return az_plugin_bad(check, "occurs twice", "%s choices[%zu].code", owner, i);
		if (!az_plugin_check_text(check, &choices[i].label, true, owner, member))
			return false;
	}
	return true;
}

static bool check_choices(struct az_plugin_check *check, const struct anze_item *item)
{
	if (!item->choices || item->choice_count < 2 || item->choice_count > CHOICES_MAX)
		return az_plugin_bad(check, "are not 2 to 40", "%s choices", item->code);
	if (item->compliant_count < 1 || item->compliant_count >= item->choice_count)
		return az_plugin_bad(check, "leaves no choice that complies or none that fails", "%s compliant_count",
				     item->code);
	return az_plugin_check_choices(check, item->choices, item->choice_count, item->code);
}

static bool check_answer(struct az_plugin_check *check, const struct anze_item *item)
{
	if (!az_answer_name(item->answer))
		return az_plugin_bad(check, "is out of range", "%s answer", item->code);
	if (item->answer == ANZE_ANSWER_NUMBER) {
		const char *fault = az_plugin_text_fault(item->unit);
		if (fault)
			return az_plugin_bad(check, fault, "%s unit", item->code);
		if (item->min > item->max)
			return az_plugin_bad(check, "is greater than max", "%s min", item->code);
		if (item->scale > 6)
			return az_plugin_bad(check, "is greater than 6", "%s scale", item->code);
	} else if (item->unit) {
		return az_plugin_bad(check, "is given for an answer that is no number", "%s unit", item->code);
	}
	return item->answer != ANZE_ANSWER_CHOICE || check_choices(check, item);
}

static bool check_rating(struct az_plugin_check *check, const struct anze_item *item)
{
	if (!az_major_name(item->major))
		return az_plugin_bad(check, "is out of range", "%s major", item->code);
	if (!az_plugin_check_text(check, &item->major_condition, item->major == ANZE_MAJOR_CONDITIONAL, item->code,
				  "major_condition"))
		return false;
	if (!az_frequency_name(item->frequency))
		return az_plugin_bad(check, "is out of range", "%s frequency", item->code);
	if (item->weight < 1 || item->weight > 9)
		return az_plugin_bad(check, "is not 1 to 9", "%s weight", item->code);
	if (item->flags & ~(ANZE_ITEM_PHOTO | ANZE_ITEM_MANDATORY))
		return az_plugin_bad(check, "has an unknown bit", "%s flags", item->code);
	return true;
}

static bool check_item(struct az_plugin_check *check, size_t index)
{
	const struct anze_item *item = &check->plugin->items[index];
	if (!code_well_formed(item->code, check->sector))
		return az_plugin_bad(check, "is not the sector, a hyphen and 2 to 8 capitals or digits",
				     "items[%zu].code", index);
	for (size_t i = 0; i < index; i++)
		if (strcmp(item->code, check->plugin->items[i].code) == 0)
			return az_plugin_bad(check, "occurs twice", "%s code", item->code);
	if (!category_known(item->category))
		return az_plugin_bad(check, "is none of S1 to S7 and HZ", "%s category", item->code);
	return az_plugin_check_text(check, &item->question, true, item->code, "question") &&
	       az_plugin_check_text(check, &item->guidance, false, item->code, "guidance") &&
	       az_plugin_check_text(check, &item->frequency_note, false, item->code, "frequency_note") &&
	       check_rating(check, item) && check_answer(check, item) && check_basis(check, item);
}

bool az_plugin_check(struct az_plugin_check *check)
{
	const struct anze_plugin *plugin = check->plugin;
	if (!plugin->sector || strnlen(plugin->sector, 4) != 3 || !upper(plugin->sector[0]) ||
	    !upper(plugin->sector[1]) || !upper(plugin->sector[2]))
		return az_plugin_bad(check, "is not three capitals", "plugin sector");
	if (!az_streq(plugin->sector, check->sector))
		return az_plugin_bad(check, "is not the sector that is configured for this file", "plugin sector");
	const char *fault = az_plugin_text_fault(plugin->version);
	if (fault)
		return az_plugin_bad(check, fault, "plugin version");
	if (!az_plugin_check_text(check, &plugin->name, true, "plugin", "name") ||
	    !az_plugin_check_text(check, &plugin->authority, true, "plugin", "authority"))
		return false;
	if (!plugin->items || plugin->item_count == 0 || plugin->item_count > ITEMS_MAX)
		return az_plugin_bad(check, "are not 1 to 200", "plugin items");
	for (size_t i = 0; i < plugin->item_count; i++)
		if (!check_item(check, i))
			return false;
	return az_plugin_check_fields(check) && az_plugin_check_relevant(check);
}
