/* The insurers that offer this insurance in the city. */
#ifndef AZ_DOMAIN_INSURER_H
#define AZ_DOMAIN_INSURER_H

#include <anze/field.h>

#include "base/ctx.h"

struct az_insurer {
	int64_t id;
	const char *name, *uscc, *complaint_phone;
};

/* The active ones, by name; AZ_KEPT_MS old at most. */
enum az_result az_insurer_list(struct az_ctx *ctx, const struct az_insurer **rows, size_t *count) AZ_CHECKED;

/* The same as choices of a form: the code is the id in decimal. */
enum az_result az_insurer_choices(struct az_ctx *ctx, struct anze_choice **choices, size_t *count) AZ_CHECKED;

enum az_result az_insurer_name(struct az_ctx *ctx, int64_t id, const char **name) AZ_CHECKED;
enum az_result az_insurer_find(struct az_ctx *ctx, int64_t id, struct az_insurer *out) AZ_CHECKED;
enum az_result az_insurer_by_code(struct az_ctx *ctx, const char *uscc, struct az_insurer *out) AZ_CHECKED;

#endif
