/* What the files of the rings share. */
#ifndef AZ_DOMAIN_KEY_RING_PRIVATE_H
#define AZ_DOMAIN_KEY_RING_PRIVATE_H

#include <stdbool.h>

#include "domain/key_ring.h"

/* Makes a ring of this name and gives it to all who may hold it. Within a transaction. */
enum az_result az_ring_make(struct az_ctx *ctx, const char *name, uint32_t role, int64_t authority_id,
			    struct az_ring_public *ring) AZ_CHECKED;

/* Opens what the instance keeps of a ring; false, with a line in the log, when its key file does not. */
bool az_ring_open_kept(struct az_ctx *ctx, int64_t ring_id, struct az_text sealed,
		       unsigned char secret[AZ_SECRET_KEY]) AZ_CHECKED;

#endif
