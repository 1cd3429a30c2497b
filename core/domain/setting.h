/* What an instance remembers of itself, by name, in the database. */
#ifndef AZ_DOMAIN_SETTING_H
#define AZ_DOMAIN_SETTING_H

#include <stdbool.h>

#include "base/ctx.h"

/* Remembers a value, in the caller's transaction; *changed: it was another before, or none. Of several processes that
 * do the same at once one is told. */
enum az_result az_setting_change(struct az_ctx *ctx, const char *name, const char *value, bool *changed) AZ_CHECKED;

#endif
