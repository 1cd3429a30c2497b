/* Which plugins are set aside, on this host: one file a sector in a directory of
 * the instance, so that it outlives a restart. A file and not a table, for the
 * master that sets a plugin aside has no database, the operator's tool must work
 * without one, and what is at fault is this host's copy of a shared object. */
#ifndef AZ_PLUGIN_ASIDE_H
#define AZ_PLUGIN_ASIDE_H

#include <stdbool.h>

#include "base/guarded.h"

/* A sector without a file, and a directory that is not there: AZ_ASIDE_NOT. A file whose first word is unknown counts as
 * the operator's. */
enum az_aside az_aside_read(const char *directory, const char *sector);

/* Writes the file, or with AZ_ASIDE_NOT removes it. `why` is for people who look into it; one line. False, with a log line,
 * when it could not. */
bool az_aside_write(const char *directory, const char *sector, enum az_aside aside, const char *why);

#endif
