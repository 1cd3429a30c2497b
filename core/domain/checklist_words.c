/* The words of a question: which figures stand in them, and what a person has to say when they change. Pure. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/checklist_private.h"

/* ---- figures ---- */

/* What a figure counts, where it stands behind it. Of Chinese measures the first character is enough to tell them apart. */
static const char *const units[] = {
	"km", "cm", "mm", "kg", "mg", "min", "kW", "MW", "kV", "kPa", "MPa", "Pa", "kN", "dB", "ppm", "lx", "m", "g", "t", "h",
	"s", "d", "L", "W", "V", "A", "N", "%", "\xe2\x80\xb0", "\xc2\xb0", "\xe2\x84\x83", /* per mille, degree, degree C */
	"\xe4\xba\xba", "\xe5\x90\x8d", "\xe4\xb8\xaa", "\xe6\xac\xa1", "\xe9\xa1\xb9", "\xe5\xa4\x84", "\xe5\x8f\xb0",
	"\xe5\xa5\x97",                                                 /* people, people, pieces, times, items, places, sets */
	"\xe5\xb9\xb4", "\xe6\x9c\x88", "\xe6\x97\xa5", "\xe5\xa4\xa9", "\xe5\xad\xa6", "\xe5\xb0\x8f", "\xe6\x97\xb6",
	"\xe5\x88\x86", "\xe7\xa7\x92", "\xe5\x91\xa8",         /* year to week; lesson hour and hour by their first character */
	"\xe7\xb1\xb3", "\xe5\x85\xac", "\xe5\x8e\x98", "\xe6\xaf\xab", "\xe5\x90\xa8", "\xe5\x8d\x83", "\xe5\x85\x8b",
	"\xe5\x8d\x87", "\xe5\x85\x83", "\xe4\xb8\x87", "\xe5\x80\x8d", "\xe5\xba\xa6", "\xe7\xba\xa7", "\xe5\xb1\x82",
};
#define UNITS (sizeof units / sizeof units[0])

struct figure {
	const char *at, *end; /* as it is written */
	const char *digits;   /* "0.5", however it is written */
	const char *unit;     /* of `units`; NULL: none */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *unit_at(const char *at)
{
	while (*at == ' ')
		at++;
	for (size_t i = 0; i < UNITS; i++) {
		size_t n = strlen(units[i]);
		if (strncmp(at, units[i], n) == 0 && !(is_letter(at[0]) && is_letter(at[n])))
			return units[i];
	}
	return NULL;
}

/* "1,000.50" says the same as "1000.5". */
static const char *plain_digits(struct az_arena *arena, const char *from, const char *end)
{
	char *text = az_alloc(arena, (size_t)(end - from) + 1);
	size_t n = 0;
	bool point = false;
	for (const char *c = from; c < end; c++) {
		point = point || *c == '.';
		if (*c == ',' || (*c == '0' && n == 0 && c + 1 < end && is_digit(c[1])))
			continue;
		text[n++] = *c;
	}
	while (point && n > 0 && text[n - 1] == '0')
		n--;
	if (point && n > 0 && text[n - 1] == '.')
		n--;
	text[n] = '\0';
	return text;
}

/* The next figure from `at` on; false behind the last. */
static bool next_figure(struct az_arena *arena, const char *at, struct figure *out)
{
	while (*at != '\0' && !is_digit(*at))
		at++;
	if (*at == '\0')
		return false;
	const char *end = at;
	while (is_digit(*end) || (*end == '.' && is_digit(end[1])) ||
	       (*end == ',' && is_digit(end[1]) && is_digit(end[2]) && is_digit(end[3])))
		end++;
	const char *unit = unit_at(end);
	*out = (struct figure){at, end, plain_digits(arena, at, end), unit};
	if (unit != NULL)
		out->end = strstr(end, unit) + strlen(unit);
	return true;
}

static bool stands_in(struct az_arena *arena, const struct figure *wanted, const char *words)
{
	struct figure figure;
	for (const char *at = words; next_figure(arena, at, &figure); at = figure.end)
		if (strcmp(figure.digits, wanted->digits) == 0 &&
		    (wanted->unit == NULL || (figure.unit != NULL && strcmp(figure.unit, wanted->unit) == 0)))
			return true;
	return false;
}

static const char *lost(struct az_arena *arena, const char *baseline, const char *words)
{
	struct figure figure;
	const char *due = az_text_halfwidth(arena, baseline), *said = az_text_halfwidth(arena, words);
	if (strcmp(due, said) == 0)
		return NULL;
	for (const char *at = due; next_figure(arena, at, &figure); at = figure.end)
		if (!stands_in(arena, &figure, said))
			return az_copy_n(arena, figure.at, (size_t)(figure.end - figure.at));
	return NULL;
}

const char *az_checklist_lost_figure(struct az_arena *arena, const struct az_checklist_item *baseline,
                                     const struct az_checklist_item *item, bool *english)
{
	const char *figure = lost(arena, baseline->question_zh, item->question_zh);
	*english = figure == NULL;
	return figure != NULL ? figure : lost(arena, baseline->question_en, item->question_en);
}

/* ---- what is to be said ---- */

/* Another text than all of these (NULL: there is none)? */
static bool anew(const char *text, const char *draft, const char *baseline, const char *published)
{
	return (draft == NULL || strcmp(text, draft) != 0) && (baseline == NULL || strcmp(text, baseline) != 0) &&
	       (published == NULL || strcmp(text, published) != 0);
}

#define TEXT(item, member) ((item) == NULL ? NULL : (item)->member)

static bool asked_anew(const struct az_checklist_item *draft, const struct az_checklist_item *baseline,
                       const struct az_checklist_item *published, const struct az_checklist_item *wanted)
{
	return anew(wanted->question_zh, TEXT(draft, question_zh), TEXT(baseline, question_zh),
	            TEXT(published, question_zh)) ||
	       anew(wanted->question_en, TEXT(draft, question_en), TEXT(baseline, question_en),
	            TEXT(published, question_en));
}

static const struct az_checklist_choice *choice_of(const struct az_checklist_item *item, const char *code)
{
	for (size_t i = 0; item != NULL && i < item->choice_count; i++)
		if (strcmp(item->choices[i].code, code) == 0)
			return &item->choices[i];
	return NULL;
}

/* Does a choice that answers use have other words? */
static bool offered_anew(const struct az_checklist_item *draft, const struct az_checklist_item *published,
                         const struct az_checklist_item *wanted)
{
	for (size_t i = 0; i < wanted->choice_count; i++) {
		const struct az_checklist_choice *choice = &wanted->choices[i];
		const struct az_checklist_choice *used = choice_of(published, choice->code);
		const struct az_checklist_choice *now = choice_of(draft, choice->code);
		if (used != NULL && (anew(choice->label_zh, TEXT(now, label_zh), NULL, used->label_zh) ||
		                     anew(choice->label_en, TEXT(now, label_en), NULL, used->label_en)))
			return true;
	}
	return false;
}

enum az_checklist_say az_checklist_must_say(const struct az_checklist_item *baseline,
                                            const struct az_checklist_item *published,
                                            const struct az_checklist_item *draft,
                                            const struct az_checklist_item *wanted)
{
	if (wanted->own)
		baseline = NULL;
	if (baseline != NULL && baseline->mandatory)
		return asked_anew(draft, baseline, NULL, wanted) ? AZ_CHECKLIST_SAY_DEMANDED : AZ_CHECKLIST_SAY_NOTHING;
	if (published == NULL)
		return AZ_CHECKLIST_SAY_NOTHING;
	return asked_anew(draft, baseline, published, wanted) || offered_anew(draft, published, wanted)
	               ? AZ_CHECKLIST_SAY_SAME
	               : AZ_CHECKLIST_SAY_NOTHING;
}
