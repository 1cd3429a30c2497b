/* The job process: what is due from time to time, beside the requests. */
#ifndef AZ_DOMAIN_JOBS_H
#define AZ_DOMAIN_JOBS_H

/* Runs housekeeping once a minute until *stop is set: files that were staged and
 * never used, sessions that are over. `settings` is a struct az_settings. */
void az_jobs_run(void *settings, const volatile int *stop);

#endif
