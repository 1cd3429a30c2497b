/* Schema migrations: numbered SQL files, applied once, recorded with their
 * checksum. */
#ifndef AZ_STORE_MIGRATE_H
#define AZ_STORE_MIGRATE_H

#include <stdbool.h>

#include "base/ctx.h"

#define AZ_MIGRATE_FAULT 400

/* Applies every file NNNN_name.sql of `directory` that is not yet recorded, in
 * order, and records it. Refused (AZ_CONFLICT, with a sentence in `fault`) when a
 * recorded file is missing or changed, a number stands twice, or a new file comes
 * before a recorded one. *applied counts what was done now. With `only_check`
 * nothing is applied, and AZ_CONFLICT also says that something is waiting. */
enum az_result az_migrate(struct az_ctx *ctx, const char *directory, bool only_check, int *applied,
                          char fault[AZ_MIGRATE_FAULT]) AZ_CHECKED;

/* A whole file in the arena, terminated; NULL when it cannot be read or is
 * larger than 16 MiB. */
char *az_file_read(struct az_arena *arena, const char *path, size_t *size);

#endif
