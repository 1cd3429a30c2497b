/* anzectl proof ... */
#include <stdio.h>

#include "base/arena.h"
#include "ctl/ctl.h"
#include "domain/proof_key.h"

int az_ctl_proof_renew(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_proof_keys *keys = AZ_NEW(ctx->arena, struct az_proof_keys);
	const char *directory = ctx->site->settings->keys;
	(void)argc;
	(void)argv;
	if (!az_proof_key_renew(ctx->arena, directory) || !az_proof_keys_load(ctx->arena, directory, keys))
		return az_ctl_fail(ctx, AZ_INTERNAL, "proof renew");
	printf("proofs will be signed by key %s; keys that are recognised: %zu\nRestart the instance, so that its workers use it.\n",
	       keys->keys[0].id, keys->count);
	return AZ_EXIT_OK;
}
