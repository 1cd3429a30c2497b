/* The city's registers as an operator loads them: divisions, authorities,
 * insurers, agencies. A column is a field of a form, so a sheet is checked by
 * the same declaration as a page. */
#ifndef AZ_DOMAIN_REGISTER_H
#define AZ_DOMAIN_REGISTER_H

#include "form/form.h"

struct az_register {
	const char *name;            /* "insurers" */
	const struct az_form *form;  /* its columns, by the fields' names */
	/* Adds faults that the form does not see (form/sheet.h); NULL: `put` finds all of them. */
	enum az_result (*judge)(struct az_ctx *ctx, struct az_form_data *row);
	/* Inserts or updates one row, by its key; within a transaction. */
	enum az_result (*put)(struct az_ctx *ctx, struct az_form_data *row);
};

extern const struct az_register az_registers[];
extern const size_t az_register_count;

#endif
