/* Form tokens against requests that another site forges: each form carries a
 * token that only this instance could make, bound to the cookie of who asked for
 * it. The token is also the submission's name: the same token twice is the same
 * submission. */
#ifndef AZ_SERVER_TOKEN_H
#define AZ_SERVER_TOKEN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/result.h"

#define AZ_TOKEN_KEY 32
#define AZ_TOKEN_SKEW 60000 /* ms that two hosts' clocks may differ */

/* A new token for `purpose` (the route's path) bound to `binder` (a cookie's value). */
const char *az_token_make(struct az_arena *arena, const unsigned char key[AZ_TOKEN_KEY], const char *purpose,
                          const char *binder, int64_t now);

/* AZ_OK: genuine and younger than max_age_ms. AZ_INVALID: older. AZ_DENIED: anything else. */
enum az_result az_token_check(struct az_arena *arena, const unsigned char key[AZ_TOKEN_KEY], const char *purpose,
                              const char *binder, const char *token, int64_t now, int64_t max_age_ms) AZ_CHECKED;

#endif
