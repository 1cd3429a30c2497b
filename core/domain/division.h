/* The city's divisions (GB/T 2260). */
#ifndef AZ_DOMAIN_DIVISION_H
#define AZ_DOMAIN_DIVISION_H

#include <anze/field.h>

#include "base/ctx.h"

/* Counties and districts as choices of a form, in the order of their codes. */
enum az_result az_division_choices(struct az_ctx *ctx, struct anze_choice **choices, size_t *count) AZ_CHECKED;

#endif
