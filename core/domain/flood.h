/* Against floods of reports: while many come in, each costs its sender's computer a moment's work (a proof of work), or, where
 * no script runs, the answer to a plain question. Nothing of the sender is kept, not even in the hash of what was given.
 *
 * The work is ALTCHA's, version 2 (github.com/altcha-org/altcha, widget 3.2): find a counter for which PBKDF2-HMAC-SHA-256 of
 * nonce and counter (32 bits, big-endian) begins with the prefix. The challenge is signed here with a key of the instance, so
 * that none needs to be kept; what was given is kept until its challenge is over, so that it is good once. */
#ifndef AZ_DOMAIN_FLOOD_H
#define AZ_DOMAIN_FLOOD_H

#include <stdbool.h>

#include "base/ctx.h"
#include "base/secret.h"

/* Is something asked for now? By the setting flood.proof, and for "auto" by how many reports came in within ten minutes. */
enum az_result az_flood_on(struct az_ctx *ctx, bool *on) AZ_CHECKED;

struct az_flood_task {
	const char *challenge; /* JSON, as the widget reads it */
	const char *question;  /* signed: for a hidden field */
	int first, second;     /* whose sum the question asks for: 1 to 9 each */
};
void az_flood_task_make(struct az_ctx *ctx, struct az_flood_task *out);

enum az_flood_word {
	AZ_FLOOD_GOOD,
	AZ_FLOOD_NONE,  /* nothing was given */
	AZ_FLOOD_OLD,   /* an hour passed */
	AZ_FLOOD_WRONG, /* it is no solution of a challenge of ours */
	AZ_FLOOD_SUM    /* not the sum that was asked for */
};

/* What came back: the widget's field, or the question and its answer. `spent` names it for az_flood_spend when it is good. */
enum az_flood_word az_flood_check(struct az_ctx *ctx, const char *work, const char *question, const char *sum,
                                  unsigned char spent[AZ_SECRET_HASH]);

/* Uses it up, within the transaction that files the report; NULL: nothing was asked for. AZ_INVALID "flood.spent": it was
 * given for another report. */
enum az_result az_flood_spend(struct az_ctx *ctx, const unsigned char *spent) AZ_CHECKED;

/* Forgets what could not be given again anyway. */
enum az_result az_flood_sweep(struct az_ctx *ctx) AZ_CHECKED;

#endif
