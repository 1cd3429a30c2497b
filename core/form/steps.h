/* A long form asked a page at a time. The whole form travels along: what was
 * answered on another page is carried in hidden fields, so nothing is kept on
 * the server before the form is sent, and the last page shows all of it.
 *
 * The form declares two hidden fields of its own: `at`, the page that was shown
 * (a step's name, with a "+" behind it when the person came from the last page
 * to change something), and `go`, the button that was pressed: "next", "back", "stay"
 * (the same page once more, in another language) or a step's name. */
#ifndef AZ_FORM_STEPS_H
#define AZ_FORM_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/form.h"

#define AZ_STEP_FIELD(field) ((uint64_t)1 << (field))

struct az_form_step {
	const char *name;
	uint64_t fields; /* AZ_STEP_FIELD of what it asks; 0: the last page, which shows what was answered */
};

struct az_form_steps {
	const struct az_form_step *steps; /* the last one asks nothing */
	size_t count;
	size_t at, go; /* fields of the form */
	/* Is a step left out, as far as what was answered tells? Never the first or the last. NULL: none is. */
	bool (*skips)(const struct az_form_data *data, size_t step);
	uint64_t aids; /* AZ_STEP_FIELD of what only helps to answer another: not shown on the last page */
};

bool az_form_skips(const struct az_form_steps *steps, const struct az_form_data *data, size_t step);

/* Which page comes now. */
struct az_form_place {
	const struct az_form_steps *steps;
	size_t step;     /* index; of the last page where the form is ready to be sent */
	uint64_t shown;  /* the fields that are asked on it */
	bool changing;   /* came from the last page, and goes back there */
	bool whole;      /* all fields on one page, which is sent at once */
	bool correcting; /* the form was sent with faults: the steps that have one are asked together */
};

/* The first page; and, for those who would rather have it so, all of them in one. */
struct az_form_place az_form_first(const struct az_form_steps *steps);
struct az_form_place az_form_whole(const struct az_form_steps *steps);

/* After az_form_check: where the button leads; steps that are left out are passed over, forward and back. Going on needs a page without faults; faults of other pages are taken
 * away, for they are told when their page or the last one is left. */
struct az_form_place az_form_walk(const struct az_form_steps *steps, struct az_form_data *data);

/* After the form was sent and has faults: all steps that have one, on one page; the last page when there is none.
 * What was one page before stays one. */
struct az_form_place az_form_correct(const struct az_form_steps *steps, const struct az_form_data *data);

/* What `at` says of a place; owned by the arena. */
const char *az_form_place_text(struct az_arena *arena, const struct az_form_place *place);

#endif
