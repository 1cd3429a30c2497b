/* Cleaned copies of the files of reports, made in the job process right after a report was stored, so that nobody waits
 * for them with a receipt in sight. Another program opens the file (core/clean); this side only passes bytes, before that to
 * ClamAV's daemon where one is configured. */
#ifndef AZ_DOMAIN_FILE_CLEAN_H
#define AZ_DOMAIN_FILE_CLEAN_H

#include "base/ctx.h"

/* Makes the copies that are waited for, some in a row. A file that no copy can be made of is marked with why. As long as a
 * configured clamd does not answer, all of them wait. */
enum az_result az_file_clean(struct az_ctx *ctx) AZ_CHECKED;

/* How many files wait for that. */
enum az_result az_file_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* What the program wrote, into a file that is open (az_blob_begin or az_blob_open_copy) and ends here. AZ_BUSY: it is not of
 * that type, or it came too late; AZ_TOO_LARGE. */
struct az_blob;
struct az_blob_writer;
struct az_child;
enum az_result az_file_take_copy(struct az_ctx *ctx, struct az_child *child, struct az_blob_writer *writer,
				 const char *type, struct az_blob *copy) AZ_CHECKED;

#endif
