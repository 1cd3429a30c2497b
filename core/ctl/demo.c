/* anzectl demo ... : the demonstration city and its clock. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "domain/demo.h"
#include "store/db.h"
#include "store/migrate.h"

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_sql(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);
	return n > 4 && strcmp(entry->d_name + n - 4, ".sql") == 0;
}

/* Scripts 01 to 49 need no accounts, 50 to 99 find them by their login. */
static enum az_result run_scripts(struct az_ctx *ctx, bool after_accounts)
{
	struct dirent **entries;
	const char *directory = az_format(ctx->arena, "%s/demo", ctx->site->settings->sql);
	int count = scandir(directory, &entries, is_sql, by_name);
	enum az_result result = count > 0 ? AZ_OK : AZ_NOT_FOUND;
	for (int i = 0; i < count; i++) {
		const char *path = az_format(ctx->arena, "%s/%s", directory, entries[i]->d_name);
		const char *text = az_file_read(ctx->arena, path, NULL);
		bool wanted = (entries[i]->d_name[0] >= '5') == after_accounts;
		if (result == AZ_OK && wanted)
			result = text == NULL ? AZ_NOT_FOUND : az_db_script(ctx->db, text);
		if (result != AZ_OK)
			fprintf(stderr, "anzectl: demo load: %s: %s\n", path, az_db_fault(ctx->db));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return result;
}

int az_ctl_demo_load(struct az_ctx *ctx, int argc, char **argv)
{
	int64_t accounts = 0;
	(void)argc;
	(void)argv;
	if (!ctx->site->settings->demonstration) {
		fputs("anzectl: demo load: `demonstration = false` in the settings; nothing was changed\n", stderr);
		return AZ_EXIT_FAILED;
	}
	enum az_result result = az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM account"), &accounts);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "demo load");
	if (accounts > 0) {
		fputs("anzectl: demo load: this database has accounts already; nothing was changed\n", stderr);
		return AZ_EXIT_FAILED;
	}
	result = run_scripts(ctx, false);
	for (size_t i = 0; result == AZ_OK && i < az_demo_account_count; i++)
		result = az_account_add(ctx, &az_demo_accounts[i].account);
	if (result == AZ_OK)
		result = run_scripts(ctx, true);
	if (result == AZ_OK)
		result = az_demo_visits(ctx);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "demo load");
	printf("the demonstration city is loaded; every sign-in has the password %s\n", AZ_DEMO_PASSWORD);
	return az_ctl_recovery_print(ctx, AZ_RECOVERY_FIRST);
}

int az_ctl_demo_clock(struct az_ctx *ctx, int argc, char **argv)
{
	int64_t shift, days = 0;
	enum az_result result = az_demo_shift(ctx, &shift);
	if (!ctx->site->settings->demonstration) {
		fputs("anzectl: demo clock: only a demonstration's clock can be shifted\n", stderr);
		return AZ_EXIT_FAILED;
	}
	if (result == AZ_OK && argc > 0 && argv[0][0] != '\0') {
		size_t n = strlen(argv[0]);
		char *number = az_copy_n(ctx->arena, argv[0] + (argv[0][0] == '+'), n - 1 - (argv[0][0] == '+'));
		if (strcmp(argv[0], "reset") == 0) {
			shift = 0;
		} else if (argv[0][n - 1] == 'd' && az_parse_int(number, -36500, 36500, &days)) {
			shift += days * AZ_DAY_MS;
		} else {
			fprintf(stderr, "anzectl: demo clock: %s is neither +40d nor reset\n", argv[0]);
			return AZ_EXIT_USAGE;
		}
		result = az_db_exec(ctx,
		                    AZ_QUERY("REPLACE INTO setting (name, value) VALUES ('demo.clock_shift_ms', ?)",
		                             az_str(az_format(ctx->arena, "%lld", (long long)shift))),
		                    NULL);
	}
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "demo clock");
	char text[AZ_INSTANT_TEXT];
	az_instant_print(ctx->now + shift, text);
	printf("the demonstration's clock shows %s\n", text);
	return AZ_EXIT_OK;
}
