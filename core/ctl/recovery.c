/* anzectl recovery ... */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "ctl/ctl.h"
#include "domain/actor.h"
#include "domain/key_giving.h"
#include "domain/key_renewal.h"
#include "domain/recovery.h"

/* What no living account can open, a line a ring, with what to do. False, after saying so, when it cannot be read. */
static bool print_lost(struct az_ctx *ctx, FILE *out, size_t *count)
{
	struct az_key_lost *lost;
	enum az_result result = az_key_lost(ctx, &lost, count);
	if (result != AZ_OK) {
		(void)az_ctl_fail(ctx, result, "recovery");
		return false;
	}
	for (size_t i = 0; i < *count; i++) {
		const char *by = lost[i].recoverable ? "the recovery key opens it"
		                 : lost[i].former    ? "only a recovery key that was replaced opens it"
		                                     : "nobody can open it any more, only the reporters with their receipts";
		fprintf(out, "  %s%s%s: %lld reports, %lld identities: %s\n", lost[i].authority,
		        lost[i].authority_id == 0 ? "custody of identities" : " ", lost[i].authority_zh,
		        (long long)lost[i].reports, (long long)lost[i].identities, by);
		if (lost[i].recoverable || lost[i].former)
			fprintf(out, "    anzectl recovery restore LOGIN, with both its parts; LOGIN one of: %s\n",
			        lost[i].logins[0] == '\0' ? "(nobody yet: anzectl user add)" : lost[i].logins);
	}
	return true;
}

static int refuse_again(struct az_ctx *ctx)
{
	size_t count = 0;
	fputs("anzectl: recovery create: nobody but the recovery key of now can open these; give them back first, with its two "
	      "parts:\n",
	      stderr);
	(void)print_lost(ctx, stderr, &count);
	fputs("If a part is lost: recovery create --give-up makes another key all the same. Should the parts be found, recovery "
	      "restore still takes them for these.\n",
	      stderr);
	return AZ_EXIT_FAILED;
}

/* What is true of the parts of before. */
static int print_former(struct az_ctx *ctx)
{
	struct az_recovery_status status = {0};
	enum az_result result = az_recovery_look(ctx, &status);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "recovery create");
	if (status.former > 0)
		printf("The parts of the former one still open %lld rings of keys, each until somebody who holds it signs in: keep "
		       "them until\nanzectl recovery status says 0, then destroy them.\n",
		       (long long)status.former);
	else
		puts("The parts of the former one open nothing of what is kept from now on. A copy of the database from before still\n"
		     "opens with them: destroy them.");
	return AZ_EXIT_OK;
}

int az_ctl_recovery_print(struct az_ctx *ctx, enum az_recovery_way way)
{
	struct az_recovery_parts parts;
	enum az_result result = az_recovery_create(ctx, way, &parts);
	if (result == AZ_CONFLICT) {
		fputs("anzectl: recovery create: there is a recovery key; --again makes another one in its place\n", stderr);
		return AZ_EXIT_FAILED;
	}
	if (result == AZ_DENIED)
		return refuse_again(ctx);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "recovery create");
	puts("The recovery key, shown this once and stored nowhere. It opens the cases when passwords are lost. Give each\n"
	     "part to another person, on paper; one part alone is of no use, a lost part makes the other useless.");
	for (int i = 0; i < AZ_RECOVERY_PARTS; i++)
		printf("  part %d  %s\n", i + 1, parts.text[i]);
	az_secret_wipe(&parts, sizeof parts);
	return way == AZ_RECOVERY_FIRST ? AZ_EXIT_OK : print_former(ctx);
}

int az_ctl_recovery_create(struct az_ctx *ctx, int argc, char **argv)
{
	if (argc == 0)
		return az_ctl_recovery_print(ctx, AZ_RECOVERY_FIRST);
	if (argc == 1 && strcmp(argv[0], "--again") == 0)
		return az_ctl_recovery_print(ctx, AZ_RECOVERY_AGAIN);
	if (argc == 1 && strcmp(argv[0], "--give-up") == 0)
		return az_ctl_recovery_print(ctx, AZ_RECOVERY_GIVE_UP);
	return AZ_EXIT_USAGE;
}

/* One line of standard input, without its end. */
static bool read_part(char *out, size_t size)
{
	if (fgets(out, (int)size, stdin) == NULL)
		return false;
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}

static bool read_parts(const char *command, char first[200], char second[200])
{
	fputs("Type the first part, Enter, the second part, Enter:\n", stderr);
	if (read_part(first, 200) && read_part(second, 200))
		return true;
	fprintf(stderr, "anzectl: %s: give both parts on standard input, one a line\n", command);
	return false;
}

static void say_wrong(const char *command)
{
	fprintf(stderr,
	        "anzectl: %s: these are not the two parts of this instance's recovery key; compare them character by "
	        "character\n",
	        command);
}

/* Before the parts are given: whoever gives them decides who will read. */
static bool print_heirs(struct az_ctx *ctx)
{
	struct az_key_heir *heirs;
	size_t count;
	enum az_result result = az_key_heirs(ctx, &heirs, &count);
	if (result != AZ_OK) {
		(void)az_ctl_fail(ctx, result, "recovery");
		return false;
	}
	if (count > 0)
		puts("A renewal lets these accounts open the cases of before; disable first who must not (anzectl user disable LOGIN):");
	for (size_t i = 0; i < count; i++)
		printf("  %s: %s\n", heirs[i].authority_id == 0 ? "custody of identities" : heirs[i].authority_zh,
		       heirs[i].logins[0] == '\0' ? "(nobody yet: the next who signs in there)" : heirs[i].logins);
	fflush(stdout);
	return true;
}

int az_ctl_recovery_renew(struct az_ctx *ctx, int argc, char **argv)
{
	char first[200], second[200];
	struct az_actor alone = {.login = ""};
	int64_t id = 0;
	(void)argv;
	if (argc != 0)
		return AZ_EXIT_USAGE;
	if (!print_heirs(ctx))
		return AZ_EXIT_FAILED;
	if (!read_parts("recovery renew", first, second))
		return AZ_EXIT_USAGE;
	enum az_result result = az_recovery_renew(ctx, first, second, &alone.keys, &id);
	az_secret_wipe(first, sizeof first);
	az_secret_wipe(second, sizeof second);
	if (result == AZ_INVALID)
		say_wrong("recovery renew");
	else if (result == AZ_NOT_FOUND)
		fputs("anzectl: recovery renew: there is no recovery key\n", stderr);
	if (result == AZ_INVALID || result == AZ_NOT_FOUND)
		return AZ_EXIT_FAILED;
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "recovery renew");
	if (id == 0) {
		puts("nothing is due: no ring was left, or all is wrapped for the new ones");
		return AZ_EXIT_OK;
	}
	ctx->actor = &alone;
	int code = az_ctl_job_finish(ctx, id, "recovery renew");
	ctx->actor = NULL;
	return code;
}

int az_ctl_recovery_restore(struct az_ctx *ctx, int argc, char **argv)
{
	char first[200], second[200];
	int64_t count = 0;
	if (argc != 1 || !read_parts("recovery restore", first, second))
		return AZ_EXIT_USAGE;
	enum az_result result = az_recovery_restore(ctx, argv[0], first, second, &count);
	az_secret_wipe(first, sizeof first);
	az_secret_wipe(second, sizeof second);
	if (result == AZ_INVALID)
		say_wrong("recovery restore");
	else if (result == AZ_NOT_FOUND)
		fprintf(stderr,
		        "anzectl: recovery restore: there is no recovery key, or no account %s with keys of its own (it has "
		        "them when it signed in once)\n",
		        argv[0]);
	else if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "recovery restore");
	if (result != AZ_OK)
		return AZ_EXIT_FAILED;
	printf("%s can open the cases of %lld rings of keys more than before\n", argv[0], (long long)count);
	return AZ_EXIT_OK;
}

static int print_renewal(struct az_ctx *ctx)
{
	struct az_renewal_status status = {0};
	enum az_result result = az_renewal_look(ctx, &status);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "recovery status");
	printf("rings due for renewal: %lld, wraps still for the former ones: %lld%s\n",
	       (long long)(status.left + status.replaced), (long long)status.wraps,
	       status.wraps > 0 ? " (a colleague who signs in, or anzectl recovery renew)" : "");
	if (status.left > 0)
		printf("still held by somebody who left, because nobody else could open them: %lld\n",
		       (long long)status.left);
	return AZ_EXIT_OK;
}

static int print_without_holder(struct az_ctx *ctx)
{
	puts("for which something is sealed that no living account can open:");
	size_t count = 0;
	if (!print_lost(ctx, stdout, &count))
		return AZ_EXIT_FAILED;
	if (count == 0)
		puts("  none");
	return AZ_EXIT_OK;
}

int az_ctl_recovery_status(struct az_ctx *ctx, int argc, char **argv)
{
	struct az_recovery_status status = {0};
	(void)argc;
	(void)argv;
	enum az_result result = az_recovery_look(ctx, &status);
	if (result != AZ_OK)
		return az_ctl_fail(ctx, result, "recovery status");
	if (status.made_at == 0) {
		puts("recovery key: none; make one with: anzectl recovery create");
	} else {
		char made[AZ_INSTANT_TEXT];
		az_instant_print(status.made_at, made);
		printf("recovery key: made %s\n", made);
	}
	printf("rings of keys: %lld, not yet held by the recovery key: %lld\n", (long long)status.rings,
	       (long long)status.without);
	printf("kept by the instance itself, which a stolen disk would open: %lld\n", (long long)status.kept);
	printf("still held by a recovery key that was replaced: %lld%s\n", (long long)status.former,
	       status.former > 0 ? " (each until somebody who holds the ring signs in)" : "");
	int code = print_renewal(ctx);
	if (code == AZ_EXIT_OK && !print_heirs(ctx))
		return AZ_EXIT_FAILED;
	return code == AZ_EXIT_OK ? print_without_holder(ctx) : code;
}
