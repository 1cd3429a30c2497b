/* What was typed into a form of the desk whose session had ended, carried over the sign-in: sealed into the sign-in's own form,
 * and opened for the same account alone. */
#ifndef AZ_WEB_CARRY_H
#define AZ_WEB_CARRY_H

#include "web/web.h"

/* Characters of what is carried, as the sign-in's form holds it. */
#define AZ_CARRY_TEXT 50000

/* Reads the body of a POST that came after the session's end; *sealed is what the sign-in's form carries, NULL where nothing is:
 * the session is unknown or was ended by its owner, the form's token is not that session's, a password is among the fields, or it
 * is too much. Files are never carried; *files says whether there were any. */
enum az_result az_carry_pack(struct az_exchange *x, const char **sealed, bool *files) AZ_CHECKED;

/* For who has just signed in (the context's actor): the form again at "Form", to be sent with a token of the new session.
 * AZ_NOT_FOUND: it is another account's, too old, or was changed. */
enum az_result az_carry_draw(struct az_exchange *x, const char *sealed) AZ_CHECKED;

#endif
