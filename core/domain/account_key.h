/* The keys of whoever acts. An account that may open cases has a pair of keys of
 * its own; the secret one is sealed under a key made of the password, and while
 * a session lasts under a key made of what only its cookie holds. What lies in
 * the database opens nothing by itself. */
#ifndef AZ_DOMAIN_ACCOUNT_KEY_H
#define AZ_DOMAIN_ACCOUNT_KEY_H

#include "base/ctx.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/actor.h"

/* Accounts with one of these roles have keys. */
#define AZ_ROLES_WITH_KEYS ((uint32_t)(AZ_ROLE_HANDLER | AZ_ROLE_CITY))

#define AZ_SESSION_KEY (AZ_SECRET_KEY + AZ_SEALED_MORE)

/* A new pair for an account, in place of an old one: what others had wrapped for that is gone, until somebody wraps it
 * again. Within a transaction; takes about 0.1 s. */
enum az_result az_account_key_make(struct az_ctx *ctx, int64_t account_id, const char *password,
                                   struct az_secret_pair *pair) AZ_CHECKED;

/* The pair, by the password. AZ_NOT_FOUND: the account has none yet. AZ_INTERNAL: it was changed where it lies. */
enum az_result az_account_key_open(struct az_ctx *ctx, int64_t account_id, const char *password,
                                   struct az_secret_pair *pair) AZ_CHECKED;

/* The same pair under another password. Within a transaction. */
enum az_result az_account_key_reseal(struct az_ctx *ctx, int64_t account_id, const char *password,
                                     const struct az_secret_pair *pair) AZ_CHECKED;

/* For the session's row: the secret key under a key made of the session's token. */
void az_account_key_hold(struct az_ctx *ctx, const char *token, const struct az_secret_pair *pair,
                         unsigned char sealed[AZ_SESSION_KEY]);

/* And back, as the actor's keys; NULL when there is nothing or it does not open. */
struct az_keys *az_account_key_resume(struct az_ctx *ctx, const char *token, int64_t account_id, struct az_text sealed);

#endif
