/* A CSV sheet whose columns are the fields of a form, so that it is checked by the same declaration as a page. It is
 * UTF-8, or GB18030, which is what spreadsheets on Chinese desks write. Everything that is wrong is found in one go. */
#ifndef AZ_FORM_SHEET_H
#define AZ_FORM_SHEET_H

#include "base/text.h"
#include "form/form.h"

#define AZ_SHEET_FAULTS 200

struct az_sheet_fault {
	size_t row;         /* the heading is 1; 0: the file as a whole */
	const char *column; /* its heading; "": none in particular */
	const char *value;  /* what stands there, shortened */
	struct az_problem reason;
};

struct az_sheet {
	size_t rows; /* with something in them, without the heading */
	struct az_sheet_fault *faults;
	size_t fault_count, more; /* `more`: beyond these */
};

/* What people may write beside the form's own words: what a heading (`field` NULL) or a cell says, as the name of a
 * field or a code; "" for a heading whose column is not read; the text itself where it means nothing else. */
struct az_sheet_words {
	const char *(*meaning)(void *self, struct az_arena *arena, const struct anze_field *field, const char *text);
	void *self;
};

struct az_sheet_reader {
	const struct az_form *form;
	size_t rows_max;                    /* 0: no limit but the memory's */
	const struct az_sheet_words *words; /* NULL: only the form's own */

	/* Adds to a row what the form alone does not see, at fields that have no error yet: also where the form found
	 * faults in others, so that a row has all of its faults at once. NULL: nothing more. Other than AZ_OK ends the
	 * reading. */
	enum az_result (*judge)(void *self, struct az_form_data *row, size_t number);

	/* Takes a row that is good by both; AZ_INVALID with errors at its fields or of the whole row. All of the
	 * row, and what is allocated in row->arena, is gone afterwards. */
	enum az_result (*take)(void *self, struct az_form_data *row, size_t number);
	void *self;
};

/* Reads a sheet. AZ_OK also when there are faults; else what `take` gave other than AZ_OK and AZ_INVALID. *out is owned
 * by ctx->arena. */
enum az_result az_sheet_read(struct az_ctx *ctx, const struct az_sheet_reader *reader, struct az_text bytes,
			     struct az_sheet *out) AZ_CHECKED;

#endif
