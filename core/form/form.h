/* Forms: declared once as a table of fields; that one declaration parses,
 * validates, is drawn again with what the person typed (view/form_draw.h) and
 * gives the error summary. Knows no HTTP and no HTML.
 *
 * A declaration is constant:
 *     enum { KIND, STORY, FORM_FIELDS };
 *     static const struct anze_field fields[] = {
 *             [KIND] = {"kind", ANZE_CHOICE, ANZE_REQUIRED, .choices = kinds, ...},
 *             [STORY] = {"story", ANZE_LONG_TEXT, ANZE_REQUIRED, .min = 10, .max = 5000},
 *     };
 *     const struct az_form report_form = {"report", fields, FORM_FIELDS};
 * and values are reached by the enum, never by name. */
#ifndef AZ_FORM_FORM_H
#define AZ_FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <anze/field.h>

#include "base/arena.h"
#include "base/ctx.h"

#define AZ_FORM_FILES_MAX 10

struct az_form {
	const char *name; /* the prefix of its catalogue keys */
	const struct anze_field *fields;
	size_t count;
};

/* A file that has been received and stored; owned by the arena. */
struct az_form_file {
	int64_t blob_id; /* store/blob.h */
	const char *name;
	const char *type; /* media type decided by content, not by the sender's word */
	int64_t size;     /* bytes */
	const unsigned char *key; /* of a file that is kept sealed (store/blob.h); NULL for any other */
};

/* One field's value. `text` and `number` are set only when `valid`. */
struct az_form_value {
	const char *raw;  /* tidied text as it was typed, "" when nothing was sent; "" for choices, files, passwords */
	bool given;       /* something other than white space was sent */
	bool valid;       /* given (or not required) and within its type and limits */
	const char *text; /* normalised: a code in upper case, a date, a choice's code, plain digits with a point,
	                   * chosen codes with a space between, a password to the byte; "" when empty */
	int64_t number;   /* integer, scaled decimal, fen, basis points, day, 0 or 1 */
	const char **chosen; /* ANZE_CHOICES: the codes, in the declaration's order */
	size_t chosen_count;
	struct az_form_file *files; /* ANZE_FILE */
	size_t file_count;
	struct az_problem error; /* key NULL: none */
	const struct anze_choice *choices; /* the declaration's, or those given at run time */
	size_t choice_count;
	size_t sent; /* values that az_form_take took */
	bool left_out; /* not asked now: not drawn */
	bool needed;   /* drawn as one that must be answered; whoever says so judges it */
};

struct az_form_data {
	const struct az_form *form;
	struct az_form_value *values; /* form->count of them */
	struct az_problem general;    /* an error of the whole form; key NULL: none */
	struct az_arena *arena;
	bool submitted; /* something was parsed into it; whoever parses sets it also for a body without any field of
	                 * the form, so that boxes that were unticked count as such */
};

/* An empty form; everything in it is owned by `arena`. */
struct az_form_data *az_form_new(struct az_arena *arena, const struct az_form *form);

/* Index of the field called `name`, or -1. */
int az_form_index(const struct az_form *form, const char *name);

/* Choices known only at run time (insurers, divisions); not copied. To be given
 * before az_form_check; after it, check again. */
void az_form_choices(struct az_form_data *data, size_t field, const struct anze_choice *choices, size_t count);

/* Leaves a field out of the page: what is asked depends on what is known only at run time. It must not be required. */
void az_form_leave_out(struct az_form_data *data, size_t field);

/* Draws a field as one that must be answered, where that is known only at run time; az_form_check does not judge it. */
void az_form_need(struct az_form_data *data, size_t field);

/* Sets what a field shows before anything is typed: raw text, a number in the
 * field's own unit, or a further chosen code. */
void az_form_preset(struct az_form_data *data, size_t field, const char *raw);
void az_form_preset_number(struct az_form_data *data, size_t field, int64_t number);

/* Takes `n` bytes sent for a field: valid UTF-8 is the caller's duty. A second
 * value for one that holds a single one is refused with AZ_INVALID; so are more
 * values than there are choices. */
enum az_result az_form_take(struct az_form_data *data, size_t field, const char *p, size_t n) AZ_CHECKED;

/* Adds a stored file; AZ_INVALID above the field's count (max 0: one file, never
 * more than AZ_FORM_FILES_MAX), with error.file_too_many on the field. */
enum az_result az_form_take_file(struct az_form_data *data, size_t field, const struct az_form_file *file) AZ_CHECKED;

/* Validates every field; true when there is no error. May be called again: errors
 * that are there stay. Numbers with max 0 and min >= 0 have no upper limit of
 * their own, dates are limited on each side that is not 0. Error keys are those of
 * the catalogue's "error." family; {0} is always the field's label key's text
 * and is filled in when drawn, so args[0] is left NULL here. */
bool az_form_check(struct az_form_data *data);

/* Adds an error of a field that a rule of the domain found, unless it has one.
 * The arguments are strings for {1}, {2}, ..., closed with NULL. */
void az_form_error(struct az_form_data *data, size_t field, const char *key, ...) __attribute__((sentinel));

/* Adds an error of the whole form, unless it has one. No label belongs to it, so
 * the arguments are {0}, {1}, ... as those of az_refuse. */
void az_form_refuse(struct az_form_data *data, const char *key, ...) __attribute__((sentinel));

bool az_form_has_errors(const struct az_form_data *data);

#endif
