/* Classifying a sector or the city anew, as a job (domain/job.h): its position
 * is the last enterprise that was done. */
#ifndef AZ_DOMAIN_RECLASSIFY_H
#define AZ_DOMAIN_RECLASSIFY_H

#include "domain/job.h"

#define AZ_RECLASSIFY_HOUR 2 /* in the morning, in Asia/Shanghai */

enum az_result az_reclassify_measure(struct az_ctx *ctx, struct az_job *job) AZ_CHECKED;
enum az_result az_reclassify_step(struct az_ctx *ctx, struct az_job *job, bool *finished) AZ_CHECKED;

/* Asks once for each sector whose plugin is of another version than the one last asked for. */
enum az_result az_reclassify_versions(struct az_ctx *ctx) AZ_CHECKED;

/* Asks once a day for all: a rule can come into force by its date alone, and a term can run out. */
enum az_result az_reclassify_daily(struct az_ctx *ctx) AZ_CHECKED;

#endif
