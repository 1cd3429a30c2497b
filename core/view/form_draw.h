/* Draws a form from its one declaration: labels and hints from the catalogue,
 * what the person typed, each error beside its field and in the summary. */
#ifndef AZ_VIEW_FORM_DRAW_H
#define AZ_VIEW_FORM_DRAW_H

#include "form/form.h"
#include "form/steps.h"
#include "view/page.h"

struct az_form_look {
	const char *action;     /* a path of ours */
	const char *submit_key; /* the button's text; NULL: the form's own word for going on */
	const char *token;      /* hidden field "csrf" */
	const char *at;         /* node in the page's data; NULL: "Form" */
	const char *accept;     /* media types of its files; NULL: any */
	const char *cancel;     /* a path of ours; NULL: none */
	/* Of a form that is asked a page at a time: where the person is. Fields that are not shown are carried along; on the
	 * last page all answers stand under "answers", a row a step. NULL: the whole form. */
	const struct az_form_place *place;
	/* A staged file's proof, drawn as a hidden field so that it is not lost when the form comes back. */
	const char *(*file_token)(void *self, const struct az_form_file *file);
	void *self;
};

/* Puts the form below its node. Errors set the page's status to 422 and Page.error_prefix. */
void az_page_form(struct az_page *page, const struct az_form_data *data, const struct az_form_look *look);

/* "1.2 MB" in the page's language. */
const char *az_size_text(struct az_page *page, int64_t bytes);

#endif
