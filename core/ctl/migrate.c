/* anzectl migrate */
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "domain/demo.h"
#include "domain/recovery.h"
#include "domain/report_secret.h"
#include "store/db.h"
#include "store/migrate.h"

/* The sectors of conf/sectors.conf, as rows that other tables can refer to. */
static enum az_result follow_sectors(struct az_ctx *ctx)
{
	for (size_t i = 0; i < ctx->site->sector_count; i++)
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT IGNORE INTO sector (code) VALUES (?)",
		                           az_str(ctx->site->sectors[i].code)),
		                  NULL));
	return AZ_OK;
}

/* Two hosts that start at once: the second waits until the first is done. Freed when the connection ends. */
static enum az_result take_turn(struct az_ctx *ctx)
{
	int64_t mine = 0;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT GET_LOCK('anze.migrate', 60) AS number"), &mine));
	return mine == 1 ? AZ_OK : AZ_BUSY;
}

/* A demonstration from before there was a recovery key makes it by itself, as a new one does when its city is loaded. */
static int make_recovery(struct az_ctx *ctx)
{
	struct az_recovery_status status = {0};
	int64_t accounts = 0;
	if (!ctx->site->settings->demonstration)
		return AZ_EXIT_OK;
	enum az_result result = az_recovery_look(ctx, &status);
	if (result == AZ_OK)
		result = az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM account"), &accounts);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "migrate");
	return status.made_at == 0 && accounts > 0 ? az_ctl_recovery_print(ctx, AZ_RECOVERY_FIRST) : AZ_EXIT_OK;
}

/* A demonstration from before gets the sign-ins that are new. */
static enum az_result add_demo_accounts(struct az_ctx *ctx)
{
	int64_t loaded = 0;
	if (!ctx->site->settings->demonstration)
		return AZ_OK;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM account WHERE login IN ('city', 'city2')"), &loaded));
	for (size_t i = 0; loaded == 2 && i < az_demo_account_count; i++) {
		int64_t id;
		enum az_result found = az_db_number(ctx,
		                                    AZ_QUERY("SELECT id AS number FROM account WHERE login = ?",
		                                             az_str(az_demo_accounts[i].account.login)),
		                                    &id);
		if (found == AZ_NOT_FOUND)
			found = az_account_add(ctx, &az_demo_accounts[i].account);
		if (found != AZ_NOT_FOUND) /* its organisation is not there: not the city as it is shipped */
			AZ_TRY(found);
	}
	return AZ_OK;
}

int az_ctl_migrate(struct az_ctx *ctx, int argc, char **argv)
{
	bool only_check = argc > 0 && strcmp(argv[0], "--check") == 0;
	char fault[AZ_MIGRATE_FAULT] = "";
	int applied = 0;
	int64_t sealed = 0;
	enum az_result result = take_turn(ctx);
	if (result == AZ_OK)
		result = az_migrate(ctx, ctx->site->settings->sql, only_check, &applied, fault);
	if (result == AZ_OK && !only_check)
		result = follow_sectors(ctx);
	if (result == AZ_OK && !only_check)
		result = az_report_seal_old(ctx, &sealed);
	if (result == AZ_OK && !only_check)
		result = add_demo_accounts(ctx);
	if (result != AZ_OK) {
		if (fault[0] == '\0')
			return az_ctl_fail(ctx, result, "migrate");
		fprintf(stderr, "anzectl: migrate: %s\n", fault);
		return AZ_EXIT_FAILED;
	}
	printf("migrations applied now: %d\n", applied);
	if (sealed > 0)
		printf("reports that lay in the clear and are sealed now: %lld\n", (long long)sealed);
	return only_check ? AZ_EXIT_OK : make_recovery(ctx);
}
