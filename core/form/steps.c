/* The way through a form that is asked a page at a time. */
#include "form/steps.h"

#include <string.h>

#include "base/text.h"

#define CORRECTING "correct"
#define WHOLE "whole"

static size_t last_of(const struct az_form_steps *steps)
{
	return steps->count - 1;
}

static struct az_form_place place_of(const struct az_form_steps *steps, size_t step, bool changing)
{
	return (struct az_form_place){.steps = steps,
	                              .step = step,
	                              .shown = steps->steps[step].fields,
	                              .changing = changing && step < last_of(steps)};
}

struct az_form_place az_form_first(const struct az_form_steps *steps)
{
	return place_of(steps, 0, false);
}

struct az_form_place az_form_whole(const struct az_form_steps *steps)
{
	struct az_form_place place = {.steps = steps, .whole = true};
	for (size_t i = 0; i < steps->count; i++)
		place.shown |= steps->steps[i].fields;
	return place;
}

/* The step of a name that may have a "+" behind it; `count` when there is none. */
static size_t step_named(const struct az_form_steps *steps, const char *name, bool *changing)
{
	size_t n = strcspn(name, "+");
	*changing = name[n] == '+';
	for (size_t i = 0; i < steps->count; i++)
		if (strlen(steps->steps[i].name) == n && memcmp(steps->steps[i].name, name, n) == 0)
			return i;
	return steps->count;
}

static bool has_fault(const struct az_form_data *data, uint64_t fields)
{
	for (size_t i = 0; i < data->form->count; i++)
		if ((fields & AZ_STEP_FIELD(i)) != 0 && data->values[i].error.key != NULL)
			return true;
	return false;
}

static void forget_faults(struct az_form_data *data, uint64_t but)
{
	for (size_t i = 0; i < data->form->count; i++)
		if ((but & AZ_STEP_FIELD(i)) == 0)
			data->values[i].error = (struct az_problem){0};
}

bool az_form_skips(const struct az_form_steps *steps, const struct az_form_data *data, size_t step)
{
	return step > 0 && step < last_of(steps) && steps->skips != NULL && steps->skips(data, step);
}

/* The step before or behind that is asked. */
static size_t neighbour(const struct az_form_steps *steps, const struct az_form_data *data, size_t step, bool back)
{
	do {
		if (back ? step == 0 : step == last_of(steps))
			return step;
		step = back ? step - 1 : step + 1;
	} while (az_form_skips(steps, data, step));
	return step;
}

static bool any_fault(const struct az_form_data *data)
{
	for (size_t i = 0; i < data->form->count; i++)
		if (data->values[i].error.key != NULL)
			return true;
	return false;
}

/* Whoever leaves the page "correct", or the one with all questions, has answered everything; what is still wrong is asked again. */
static struct az_form_place leave_correction(const struct az_form_steps *steps, struct az_form_data *data)
{
	if (!any_fault(data))
		return place_of(steps, last_of(steps), false);
	return az_form_correct(steps, data);
}

struct az_form_place az_form_walk(const struct az_form_steps *steps, struct az_form_data *data)
{
	const char *at = data->values[steps->at].text, *go = data->values[steps->go].text;
	bool changing, ignored;
	if (strcmp(at, CORRECTING) == 0 || strcmp(at, WHOLE) == 0)
		return strcmp(go, "stay") == 0 ? az_form_correct(steps, data) : leave_correction(steps, data);
	size_t step = step_named(steps, at, &changing), target = step_named(steps, go, &ignored);
	if (step == steps->count) {
		forget_faults(data, 0);
		return az_form_first(steps);
	}
	if (strcmp(go, "stay") == 0 && step < last_of(steps)) {
		forget_faults(data, 0);
		return place_of(steps, step, changing);
	}
	bool back = strcmp(go, "back") == 0;
	if (target == steps->count && !back && has_fault(data, steps->steps[step].fields)) {
		forget_faults(data, steps->steps[step].fields);
		return place_of(steps, step, changing);
	}
	bool chosen = target < steps->count;
	if (!chosen)
		target = changing ? last_of(steps) : neighbour(steps, data, step, back);
	else if (az_form_skips(steps, data, target))
		target = neighbour(steps, data, target, false);
	if (target == last_of(steps))
		return leave_correction(steps, data); /* the last page shows a form that could be sent */
	forget_faults(data, 0);
	return place_of(steps, target, chosen && step == last_of(steps));
}

struct az_form_place az_form_correct(const struct az_form_steps *steps, const struct az_form_data *data)
{
	struct az_form_place place = {.steps = steps, .step = last_of(steps)};
	if (strcmp(data->values[steps->at].raw, WHOLE) == 0)
		return az_form_whole(steps);
	for (size_t i = steps->count; i-- > 0;)
		if (has_fault(data, steps->steps[i].fields)) {
			place.step = i;
			place.shown |= steps->steps[i].fields;
		}
	if (place.shown == 0)
		return place_of(steps, last_of(steps), false);
	place.correcting = true;
	return place;
}

const char *az_form_place_text(struct az_arena *arena, const struct az_form_place *place)
{
	if (place->whole || place->correcting)
		return place->whole ? WHOLE : CORRECTING;
	return az_format(arena, "%s%s", place->steps->steps[place->step].name, place->changing ? "+" : "");
}
