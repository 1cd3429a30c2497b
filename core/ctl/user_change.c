/* anzectl user disable, enable, roles, move */
#include <stdio.h>

#include "ctl/ctl.h"
#include "domain/account_change.h"
#include "domain/key_renewal.h"

static int change(struct az_ctx *ctx, const struct az_account_change *change)
{
	struct az_renewal_status status = {0};
	int64_t rings = 0;
	enum az_result result = az_account_change(ctx, change, &rings);
	if (result == AZ_NOT_FOUND) {
		fprintf(stderr, "anzectl: user %s: there is no login %s%s%s\n", change->action, change->login,
			change->authority == NULL ? "" : " or no authority ",
			change->authority == NULL ? "" : change->authority);
		return AZ_EXIT_FAILED;
	}
	if (result == AZ_OK)
		result = az_renewal_look(ctx, &status);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, change->action);
	printf("%s: done; sessions ended, rings of keys renewed: %lld\n", change->login, (long long)rings);
	az_ctl_tell_roles(change->login, change->roles);
	if (status.left > 0)
		printf("%lld rings could not be renewed, because nobody else could open them: make the recovery key, "
		       "or "
		       "let a colleague sign in; see anzectl recovery status\n",
		       (long long)status.left);
	return AZ_EXIT_OK;
}

int az_ctl_user_disable(struct az_ctx *ctx, int argc, char **argv)
{
	if (argc != 1)
		return AZ_EXIT_USAGE;
	return change(ctx, &(struct az_account_change){"disable", argv[0], 0, 0, NULL});
}

int az_ctl_user_enable(struct az_ctx *ctx, int argc, char **argv)
{
	if (argc != 1)
		return AZ_EXIT_USAGE;
	return change(ctx, &(struct az_account_change){"enable", argv[0], 1, 0, NULL});
}

int az_ctl_user_roles(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_account_change roles = {"roles", argc == 2 ? argv[0] : "", -1, 0, NULL};
	if (argc != 2 || !az_ctl_parse_roles(argv[1], &roles.roles))
		return AZ_EXIT_USAGE;
	return change(ctx, &roles);
}

int az_ctl_user_move(struct az_ctx *ctx, int argc, char **argv)
{
	if (argc != 2)
		return AZ_EXIT_USAGE;
	return change(ctx, &(struct az_account_change){"move", argv[0], -1, 0, argv[1]});
}
