/* A calendar that was issued again: the days that open cases were told are computed anew, as a job (domain/job.h) whose
 * position is the last case that was done; each case is a transaction with one audit row. Closed cases, and days that
 * have passed, stay. */
#ifndef AZ_DOMAIN_REPORT_RECLOCK_H
#define AZ_DOMAIN_REPORT_RECLOCK_H

#include <stdbool.h>

#include "base/secret.h"
#include "domain/job.h"

#define AZ_RECLOCK "reclock"

/* Compares the years that this process has loaded with those by which the clocks were last computed, records them, and
 * asks for the job when one is another and a case is open; *id of the job, 0: none is needed. */
enum az_result az_reclock_ask(struct az_ctx *ctx, const char *cause, int64_t *id) AZ_CHECKED;

/* The same, for the table of what is due from time to time: once, when the process has started. */
enum az_result az_reclock_calendars(struct az_ctx *ctx) AZ_CHECKED;

/* Each year that is loaded. */
struct az_reclock_year {
	int year;
	const char *notice;
	bool verified, applied; /* applied: recorded just so */
	unsigned char digest[AZ_SECRET_HASH];
};
enum az_result az_reclock_years(struct az_ctx *ctx, struct az_reclock_year **years, size_t *count) AZ_CHECKED;

/* A process that has other years loaded than those recorded leaves the job to one that has them. */
enum az_result az_reclock_able(struct az_ctx *ctx, const struct az_job *job, bool *able) AZ_CHECKED;
enum az_result az_reclock_measure(struct az_ctx *ctx, struct az_job *job) AZ_CHECKED;
enum az_result az_reclock_step(struct az_ctx *ctx, struct az_job *job, bool *finished) AZ_CHECKED;

/* How the day that a case tells now came about: AZ_NOT_FOUND when no calendar moved it. */
struct az_clock_move {
	az_day from; /* AZ_DAY_NONE: it could not be computed before */
	const char *year, *notice;
};
enum az_result az_clock_move_find(struct az_ctx *ctx, int64_t report_id, az_day now_told,
				  struct az_clock_move *move) AZ_CHECKED;

#endif
