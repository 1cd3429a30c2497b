/* The job process: what is due from time to time, and the jobs that were asked
 * for (domain/job.h), beside the requests. */
#ifndef AZ_DOMAIN_JOBS_H
#define AZ_DOMAIN_JOBS_H

#include "base/guarded.h"

/* Runs until *stop is set; a job in hand is then given back after its step, for
 * the next process to go on. `settings` is a struct az_settings. Calls into
 * plugins are watched by way of `parts` and `inside` (plugin/guard.h). */
void az_jobs_run(void *settings, struct az_parts *parts, struct az_inside *inside, const volatile int *stop);

#endif
