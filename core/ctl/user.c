/* anzectl user ... */
#include <stdio.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "domain/account.h"
#include "domain/account_key.h"
#include "domain/key_giving.h"
#include "store/db.h"

static bool read_password(char *out, size_t size)
{
	if (fgets(out, (int)size, stdin) == NULL)
		return false;
	size_t n = strcspn(out, "\r\n");
	bool whole = out[n] != '\0' || feof(stdin); /* a longer one is refused, not cut */
	out[n] = '\0';
	return whole;
}

static bool take_password(const char *command, char *out, size_t size)
{
	if (read_password(out, size) && strlen(out) >= AZ_PASSWORD_LEAST)
		return true;
	fprintf(stderr, "anzectl: %s: give a password of %d to 254 bytes on standard input\n", command, AZ_PASSWORD_LEAST);
	return false;
}

bool az_ctl_parse_roles(char *list, int64_t *roles)
{
	char *rest;
	*roles = 0;
	for (char *name = strtok_r(list, ",", &rest); name != NULL; name = strtok_r(NULL, ",", &rest)) {
		uint32_t role = az_role_parse(name);
		if (role == 0) {
			fprintf(stderr, "anzectl: there is no role %s; the roles are:", name);
			for (uint32_t bit = 1; bit <= AZ_ROLES_ALL; bit <<= 1)
				fprintf(stderr, " %s", az_role_name(bit));
			fputc('\n', stderr);
			return false;
		}
		*roles |= role;
	}
	return *roles != 0;
}

void az_ctl_tell_roles(const char *login, int64_t roles)
{
	if ((roles & AZ_ROLE_HANDLER) && (roles & AZ_ROLE_CITY))
		printf("%s handles reports and coordinates: this account gets no custody of identities and does not decide on "
		       "them. Another\nwith the role city and without handler does.\n",
		       login);
}

static void tell_new(const struct az_account_new *account)
{
	if (account->roles & AZ_ROLES_WITH_KEYS)
		printf("%s opens reports when a colleague who holds the keys gives them at the desk; the first of an office at once.\n",
		       account->login);
	az_ctl_tell_roles(account->login, account->roles);
}

int az_ctl_user_add(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_account_new account = {0};
	char password[256];
	if (argc < 3 || !az_ctl_parse_roles(argv[2], &account.roles))
		return AZ_EXIT_USAGE;
	account.login = argv[0];
	account.name = argv[1];
	for (int i = 3; i < argc; i += 2) {
		const char **target = strcmp(argv[i], "--authority") == 0 ? &account.authority
		                      : strcmp(argv[i], "--insurer") == 0 ? &account.insurer
		                      : strcmp(argv[i], "--agency") == 0  ? &account.agency
		                                                          : NULL;
		if (target == NULL || i + 1 == argc) {
			fprintf(stderr, "anzectl: user add: %s is not an option with a value\n", argv[i]);
			return AZ_EXIT_USAGE;
		}
		*target = argv[i + 1];
	}
	if (!take_password("user add", password, sizeof password))
		return AZ_EXIT_USAGE;
	account.password = password;
	enum az_result result = az_account_add(ctx, &account);
	if (result == AZ_CONFLICT)
		fprintf(stderr, "anzectl: user add: the login %s is taken\n", account.login);
	else if (result == AZ_NOT_FOUND)
		fputs("anzectl: user add: there is no such authority, insurer or agency\n", stderr);
	else if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "user add");
	else
		tell_new(&account);
	return result == AZ_OK ? AZ_EXIT_OK : AZ_EXIT_FAILED;
}

/* He was the last who could open something. */
static void tell_lost(struct az_ctx *ctx)
{
	struct az_key_lost *lost;
	size_t count = 0;
	if (az_key_lost(ctx, &lost, &count) == AZ_OK && count > 0)
		printf("There are reports that no account can open now; give them back before anything else: anzectl recovery "
		       "status\n");
}

int az_ctl_user_password(struct az_ctx *ctx, int argc, char **argv)
{
	char password[256];
	if (argc != 1 || !take_password("user password", password, sizeof password))
		return AZ_EXIT_USAGE;
	enum az_result result = az_account_password_reset(ctx, argv[0], password);
	az_secret_wipe(password, sizeof password);
	if (result == AZ_NOT_FOUND) {
		fprintf(stderr, "anzectl: user password: there is no login %s\n", argv[0]);
		return AZ_EXIT_FAILED;
	}
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "user password");
	printf("%s has another password. Reports stay shut to this account until a colleague who can open them gives it the\n"
	       "keys at the desk, or anzectl recovery restore is used.\n",
	       argv[0]);
	tell_lost(ctx);
	return AZ_EXIT_OK;
}

struct user_row {
	const char *login, *name, *authority_zh;
	int64_t roles, active;
};

static enum az_result print_user(void *self, const void *row)
{
	const struct user_row *user = row;
	(void)self;
	printf("%-18s %s  %s %s ", user->login, user->active ? "active  " : "disabled", user->name, user->authority_zh);
	for (uint32_t bit = 1; bit <= AZ_ROLES_ALL; bit <<= 1)
		if (user->roles & bit)
			printf(" %s", az_role_name(bit));
	putchar('\n');
	return AZ_OK;
}

int az_ctl_user_list(struct az_ctx *ctx, int argc, char **argv)
{
	static const struct az_column columns[] = {
		AZ_TEXT_OF(struct user_row, login), AZ_TEXT_OF(struct user_row, name),
		AZ_TEXT_OF(struct user_row, authority_zh), AZ_INT_OF(struct user_row, roles),
		AZ_INT_OF(struct user_row, active)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct user_row);
	(void)argc;
	(void)argv;
	enum az_result result = az_db_each(
		ctx,
		AZ_QUERY("SELECT a.login, a.name, a.roles, a.active, u.name_zh AS authority_zh FROM account a "
	                 "LEFT JOIN authority u ON u.id = a.authority_id ORDER BY a.login"),
		&map, print_user, NULL);
	return result == AZ_OK ? AZ_EXIT_OK : az_ctl_fail(ctx, result, "user list");
}
