/* What a person may make of an item: what the baseline forbids, what would break
 * answers already given, what an item of the city's own must have. Pure. */
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "domain/checklist_condition.h"
#include "domain/checklist_private.h"
#include "plugin/plugin.h"

#define WEIGHT_MOST 9
#define PLACES_MOST 6

static bool refuse(struct az_problem *problem, const char *key, const char *first, const char *second)
{
	*problem = (struct az_problem){key, {first, second}};
	return false;
}

static bool is_number(const struct az_checklist_item *item)
{
	return strcmp(item->answer, "number") == 0;
}

static bool is_choice(const struct az_checklist_item *item)
{
	return strcmp(item->answer, "choice") == 0;
}

/* ---- what the baseline forbids ---- */

enum az_checklist_weaker az_checklist_item_weakens(struct az_arena *arena, const struct az_checklist_item *baseline,
                                                   const struct az_checklist_item *item)
{
	enum az_checklist_weaker weaker =
		az_checklist_weakens(baseline, item->frequency, item->weight, item->retired != 0);
	if (weaker != AZ_CHECKLIST_NOT_WEAKER)
		return weaker;
	if (is_number(baseline) && (item->minimum < baseline->minimum || item->maximum > baseline->maximum))
		return AZ_CHECKLIST_WIDER;
	if (baseline->photo && !item->photo)
		return AZ_CHECKLIST_NO_PHOTO;
	if (baseline->mandatory && !az_checklist_no_narrower(arena, baseline->relevant, item->relevant))
		return AZ_CHECKLIST_HIDDEN;
	bool english;
	if (baseline->mandatory && az_checklist_lost_figure(arena, baseline, item, &english) != NULL)
		return AZ_CHECKLIST_NO_FIGURE;
	return AZ_CHECKLIST_NOT_WEAKER;
}

/* The clauses that an item rests on on a day, as the refusal names them. */
static const char *clauses(struct az_arena *arena, az_day today, const struct az_checklist_item *item)
{
	const char *text = "";
	for (size_t i = 0; i < item->basis_count; i++) {
		const struct az_checklist_basis *basis = &item->basis[i];
		if (!az_checklist_basis_on(basis, today))
			continue;
		text = az_format(arena, "%s%s%s%s%s", text, text[0] == '\0' ? "" : "; ", basis->document,
		                 basis->clause[0] == '\0' ? "" : " ", basis->clause);
	}
	return text[0] != '\0' || item->basis_count == 0 ? text : item->basis[0].document;
}

static const char *limit(struct az_arena *arena, const struct az_checklist_item *item, int64_t value)
{
	char *text = az_alloc(arena, AZ_DEC_TEXT);
	az_dec_print(az_dec_of(value, (uint32_t)item->scale), text);
	return text;
}

void az_checklist_tell_weaker(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                              const struct az_checklist_item *item, enum az_checklist_weaker weaker,
                              struct az_problem *problem)
{
	bool english;
	*problem = (struct az_problem){.args = {clauses(arena, today, baseline)}};
	switch (weaker) {
	case AZ_CHECKLIST_LESS_FREQUENT:
		/* How often is the baseline's to say; a clause forbids it where the law demands the item. */
		problem->key = az_format(arena, "checklist.weaker_%s.%s", baseline->mandatory ? "frequency" : "least",
		                         baseline->frequency);
		break;
	case AZ_CHECKLIST_LESS_WEIGHT:
		problem->key = "checklist.weaker_weight";
		problem->args[1] = az_format(arena, "%lld", (long long)baseline->weight);
		break;
	case AZ_CHECKLIST_NOT_IN_USE:
		problem->key = "checklist.weaker_use";
		break;
	case AZ_CHECKLIST_WIDER:
		problem->key = "checklist.weaker_limit";
		problem->args[1] = limit(arena, baseline, baseline->minimum);
		problem->args[2] = limit(arena, baseline, baseline->maximum);
		problem->args[3] = baseline->unit;
		break;
	case AZ_CHECKLIST_NO_PHOTO:
		problem->key = "checklist.weaker_photo";
		break;
	case AZ_CHECKLIST_HIDDEN:
		problem->key = baseline->relevant[0] == '\0' ? "checklist.weaker_always" : "checklist.weaker_relevant";
		problem->args[1] = baseline->relevant;
		break;
	case AZ_CHECKLIST_NO_FIGURE:
		problem->args[1] = az_checklist_lost_figure(arena, baseline, item, &english);
		problem->key = english ? "checklist.weaker_figure_en" : "checklist.weaker_figure";
		break;
	case AZ_CHECKLIST_NOT_WEAKER:
		break;
	}
}

void az_checklist_weaknesses(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                             const struct az_checklist_item *item, az_checklist_weakness *tell, void *self)
{
	struct az_checklist_item changed[AZ_CHECKLIST_PARTS];
	for (size_t i = 0; i < AZ_CHECKLIST_PARTS; i++)
		changed[i] = *baseline;
	changed[AZ_CHECKLIST_PART_FREQUENCY].frequency = item->frequency;
	changed[AZ_CHECKLIST_PART_WEIGHT].weight = item->weight;
	changed[AZ_CHECKLIST_PART_USE].retired = item->retired;
	changed[AZ_CHECKLIST_PART_PHOTO].photo = item->photo;
	changed[AZ_CHECKLIST_PART_MINIMUM].minimum = item->minimum;
	changed[AZ_CHECKLIST_PART_MAXIMUM].maximum = item->maximum;
	changed[AZ_CHECKLIST_PART_RELEVANT].relevant = item->relevant;
	changed[AZ_CHECKLIST_PART_QUESTION_ZH].question_zh = item->question_zh;
	changed[AZ_CHECKLIST_PART_QUESTION_EN].question_en = item->question_en;
	for (size_t i = 0; i < AZ_CHECKLIST_PARTS; i++) {
		struct az_problem problem = {0};
		enum az_checklist_weaker weaker = az_checklist_item_weakens(arena, baseline, &changed[i]);
		if (weaker == AZ_CHECKLIST_NOT_WEAKER)
			continue;
		az_checklist_tell_weaker(arena, today, baseline, &changed[i], weaker, &problem);
		tell(self, (enum az_checklist_part)i, &problem);
	}
}

void az_checklist_tell_say(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                           const struct az_checklist_item *item, enum az_checklist_say say, struct az_problem *problem)
{
	if (say == AZ_CHECKLIST_SAY_DEMANDED)
		*problem = (struct az_problem){"checklist.say_demanded", {clauses(arena, today, baseline), item->code}};
	else
		*problem = (struct az_problem){item->own ? "checklist.say_same_own" : "checklist.say_same", {item->code}};
}

/* ---- what would break answers already given ---- */

static const struct az_checklist_choice *choice_of(const struct az_checklist_item *item, const char *code)
{
	for (size_t i = 0; i < item->choice_count; i++)
		if (strcmp(item->choices[i].code, code) == 0)
			return &item->choices[i];
	return NULL;
}

static bool keeps_choices(const struct az_checklist_item *published, const struct az_checklist_item *wanted,
                          struct az_problem *problem)
{
	for (size_t i = 0; i < published->choice_count; i++) {
		const struct az_checklist_choice *before = &published->choices[i];
		const struct az_checklist_choice *after = choice_of(wanted, before->code);
		if (after == NULL)
			return refuse(problem, "checklist.breaks_choice", published->code, before->code);
		if (after->complies != before->complies)
			return refuse(problem, "checklist.breaks_turned", published->code, before->code);
	}
	return true;
}

enum az_result az_checklist_keeps_answers(struct az_arena *arena, const struct az_checklist_item *published,
                                          const struct az_checklist_item *wanted, struct az_problem *problem)
{
	const char *code = published->code;
	bool good = true;
	if (strcmp(published->answer, wanted->answer) != 0)
		good = refuse(problem, az_format(arena, "checklist.breaks_type.%s", published->answer), code, NULL);
	else if (is_number(published) && strcmp(published->unit, wanted->unit) != 0)
		good = refuse(problem, "checklist.breaks_unit", code, published->unit);
	else if (is_number(published) && wanted->scale < published->scale)
		good = refuse(problem, "checklist.breaks_places", code,
		              az_format(arena, "%lld", (long long)published->scale));
	else if (is_choice(published))
		good = keeps_choices(published, wanted, problem);
	return good ? AZ_OK : AZ_INVALID;
}

/* ---- what an item must have ---- */

static bool sound_number(const struct az_checklist_item *item, struct az_problem *problem)
{
	if (item->unit[0] == '\0')
		return refuse(problem, "checklist.number_unit", NULL, NULL);
	if (item->scale < 0 || item->scale > PLACES_MOST)
		return refuse(problem, "checklist.number_places", NULL, NULL);
	return item->minimum <= item->maximum || refuse(problem, "checklist.number_crossed", NULL, NULL);
}

static bool is_code(const char *text)
{
	size_t n = strlen(text);
	return n >= 1 && n <= 40 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == n;
}

static bool sound_choices(struct az_arena *arena, const struct az_checklist_item *item, struct az_problem *problem)
{
	size_t complies = 0;
	if (item->choice_count < 2 || item->choice_count > AZ_CHECKLIST_CHOICES_MAX)
		return refuse(problem, "checklist.choices_count", az_format(arena, "%d", AZ_CHECKLIST_CHOICES_MAX), NULL);
	for (size_t i = 0; i < item->choice_count; i++) {
		const struct az_checklist_choice *choice = &item->choices[i];
		if (!is_code(choice->code) || choice_of(item, choice->code) != choice)
			return refuse(problem, "checklist.choices_code", choice->code, NULL);
		if (choice->label_zh[0] == '\0' || choice->label_en[0] == '\0')
			return refuse(problem, "checklist.choices_label", choice->code, NULL);
		complies += choice->complies != 0;
	}
	return (complies > 0 && complies < item->choice_count) ||
	       refuse(problem, "checklist.choices_comply", NULL, NULL);
}

static bool sound_own(struct az_arena *arena, const struct az_checklist_item *item, struct az_problem *problem)
{
	enum anze_answer answer;
	bool known = false;
	for (size_t i = 0; i < AZ_CHECKLIST_CATEGORIES; i++)
		known = known || strcmp(az_checklist_categories[i].code, item->category) == 0;
	if (!known || !az_answer_parse(item->answer, &answer))
		return false;
	if (item->basis_count < 1 || item->basis[0].document[0] == '\0')
		return refuse(problem, "checklist.basis_needed", NULL, NULL);
	for (size_t i = 0; i < item->basis_count; i++)
		if (item->basis[i].in_force_from != AZ_DAY_NONE && item->basis[i].in_force_to != AZ_DAY_NONE &&
		    item->basis[i].in_force_to < item->basis[i].in_force_from)
			return refuse(problem, "checklist.basis_days", NULL, NULL);
	if (answer == ANZE_ANSWER_NUMBER)
		return sound_number(item, problem);
	return answer != ANZE_ANSWER_CHOICE || sound_choices(arena, item, problem);
}

static bool sound(const struct az_checklist_item *item)
{
	enum anze_frequency frequency;
	return az_frequency_parse(item->frequency, &frequency) && item->weight >= 1 && item->weight <= WEIGHT_MOST &&
	       item->question_zh[0] != '\0' && item->question_en[0] != '\0';
}

/* ---- all of it ---- */

/* What every item opens to the city. */
static void take_open(struct az_checklist_item *item, const struct az_checklist_item *wanted)
{
	item->question_zh = wanted->question_zh;
	item->question_en = wanted->question_en;
	item->guidance_zh = wanted->guidance_zh;
	item->guidance_en = wanted->guidance_en;
	item->frequency = wanted->frequency;
	item->weight = wanted->weight;
	item->photo = wanted->photo != 0;
	item->relevant = wanted->relevant;
	if (!wanted->retired)
		item->retired_reason = "";
	else if (!item->retired)
		item->retired_reason = wanted->retired_reason;
	item->retired = wanted->retired != 0;
	if (is_number(item)) {
		item->minimum = wanted->minimum;
		item->maximum = wanted->maximum;
	}
}

/* What an item of the city's own opens besides; of each way of answering only what belongs to it. */
static void take_own(struct az_checklist_item *item, const struct az_checklist_item *wanted)
{
	bool number = is_number(wanted), choice = is_choice(wanted);
	item->category = wanted->category;
	item->basis = wanted->basis;
	item->basis_count = wanted->basis_count;
	item->answer = wanted->answer;
	item->unit = number ? wanted->unit : "";
	item->scale = number ? wanted->scale : 0;
	item->minimum = number ? wanted->minimum : 0;
	item->maximum = number ? wanted->maximum : 0;
	item->choices = choice ? wanted->choices : NULL;
	item->choice_count = choice ? wanted->choice_count : 0;
}

void az_checklist_new_item(struct az_checklist_item *item)
{
	*item = (struct az_checklist_item){.code = "", .retired_reason = "", .own = 1, .category = "", .question_zh = "", .question_en = "",
	                                   .guidance_zh = "", .guidance_en = "", .major = "no", .condition_zh = "",
	                                   .condition_en = "", .frequency = "", .frequency_note_zh = "",
	                                   .frequency_note_en = "", .weight = 1, .answer = "yes_no", .unit = "",
	                                   .relevant = ""};
}

static enum az_result is_said(struct az_arena *arena, const struct az_checklist_law *law,
                              const struct az_checklist_item *baseline, const struct az_checklist_item *before,
                              const struct az_checklist_item *item, struct az_problem *problem)
{
	enum az_checklist_say say =
		az_checklist_must_say(baseline, az_checklist_item_of(law->published, item->code), before, item);
	if (law->said || say == AZ_CHECKLIST_SAY_NOTHING)
		return AZ_OK;
	az_checklist_tell_say(arena, law->today, baseline, item, say, problem);
	return AZ_INVALID;
}

enum az_result az_checklist_allow(struct az_arena *arena, const struct az_checklist_law *law,
                                  const struct az_checklist_item *wanted, struct az_checklist_item *item,
                                  struct az_problem *problem)
{
	const struct az_checklist_item *baseline, *published = az_checklist_item_of(law->published, item->code);
	const struct az_checklist_item before = *item;
	take_open(item, wanted);
	if (item->own)
		take_own(item, wanted);
	if (!sound(item) || (item->own && !sound_own(arena, item, problem)))
		return AZ_INVALID;
	if (item->own) {
		if (published != NULL)
			AZ_TRY(az_checklist_keeps_answers(arena, published, item, problem));
		return is_said(arena, law, NULL, &before, item, problem);
	}
	baseline = az_checklist_item_of(law->baseline, item->code);
	if (baseline == NULL) {
		*problem = (struct az_problem){"checklist.plugin_moved", {law->plugin->version}};
		return AZ_CONFLICT;
	}
	if (is_number(item) && !sound_number(item, problem))
		return AZ_INVALID;
	enum az_checklist_weaker weaker = az_checklist_item_weakens(arena, baseline, item);
	if (weaker != AZ_CHECKLIST_NOT_WEAKER) {
		az_checklist_tell_weaker(arena, law->today, baseline, item, weaker, problem);
		return AZ_INVALID;
	}
	AZ_TRY(is_said(arena, law, baseline, &before, item, problem));
	item->changed = az_checklist_compare(baseline, item);
	return AZ_OK;
}
