/* Accounts and sessions. */
#ifndef AZ_DOMAIN_ACCOUNT_H
#define AZ_DOMAIN_ACCOUNT_H

#include "base/ctx.h"
#include "domain/actor.h"

/* Signs in: AZ_OK and the new session's token (for the cookie), or AZ_DENIED with
 * its problem: "login.wrong" (never says which of the two), or "login.locked" with
 * the minutes left. Takes about 0.1 s whatever the answer. */
enum az_result az_account_sign_in(struct az_ctx *ctx, const char *login, const char *password,
                                  const char **token) AZ_CHECKED;

/* Who a session's token belongs to; AZ_NOT_FOUND when it is unknown or over. On
 * AZ_OK the context's actor, roles and account are set. */
enum az_result az_session_resume(struct az_ctx *ctx, const char *token) AZ_CHECKED;

/* Whose session a token was that is over and was not ended by its owner, and what its form tokens were bound to. AZ_NOT_FOUND:
 * it is unknown, goes on, or its account is disabled. Nobody is signed in by it. */
enum az_result az_session_ended(struct az_ctx *ctx, const char *token, int64_t *account_id,
                                const char **binder) AZ_CHECKED;

/* Ends the session of whoever acts: its row goes, an audit row comes. */
enum az_result az_session_end(struct az_ctx *ctx, const char *token) AZ_CHECKED;

/* Removes sessions that are over. */
enum az_result az_session_sweep(struct az_ctx *ctx) AZ_CHECKED;

struct az_account_new {
	const char *login, *name, *password;
	int64_t roles;
	const char *authority; /* code; NULL: none */
	const char *insurer;   /* unified social credit code; NULL: none */
	const char *agency;
};
/* Makes an account; AZ_CONFLICT when the login is taken, AZ_NOT_FOUND when the organisation is unknown. */
enum az_result az_account_add(struct az_ctx *ctx, const struct az_account_new *account) AZ_CHECKED;

#define AZ_PASSWORD_LEAST 10 /* characters */

/* Whoever acts takes another password. What the account can open stays open: its keys are sealed anew. Every session but
 * this one ends. AZ_DENIED "login.wrong_now" when `now` is not the password, "login.locked" after too many tries. */
enum az_result az_account_password_change(struct az_ctx *ctx, const char *token, const char *now,
                                          const char *next) AZ_CHECKED;

/* The operator gives an account another password. Nobody has the old one, so its keys are new, and a colleague or the
 * recovery key must let it open cases again. Its sessions end. AZ_NOT_FOUND: no such login. */
enum az_result az_account_password_reset(struct az_ctx *ctx, const char *login, const char *next) AZ_CHECKED;

/* "handler", "regulator", ...: the bit, 0 when unknown; and the name of a bit's position. */
uint32_t az_role_parse(const char *name);
const char *az_role_name(uint32_t role);

#endif
