/* Cleaned copies of the files of reports, made in the job process right after a report was stored, so that nobody waits
 * for them with a receipt in sight. Another program opens the file (core/clean); this side only passes bytes. */
#ifndef AZ_DOMAIN_FILE_CLEAN_H
#define AZ_DOMAIN_FILE_CLEAN_H

#include "base/ctx.h"

/* Makes the copies that are waited for, a few in a row. A file that no copy can be made of is marked with why. */
enum az_result az_file_clean(struct az_ctx *ctx) AZ_CHECKED;

#endif
