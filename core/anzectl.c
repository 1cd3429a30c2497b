/* anzectl: the operator's tool. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "ctl/ctl.h"
#include "store/db.h"

static int usage(FILE *out, int status)
{
	fputs("usage: anzectl [-c FILE] [-d DIRECTORY] COMMAND ...\n"
	      "  -c FILE       the settings (conf/anze.conf)\n"
	      "  -d DIRECTORY  the instance (var)\n\n",
	      out);
	for (size_t i = 0; i < az_command_count; i++)
		fprintf(out, "  %s %s\n      %s\n", az_commands[i].name, az_commands[i].arguments, az_commands[i].help);
	fputs("\nExit status: 0 done, 1 refused or failed, 2 wrong words, 3 the database does not answer.\n", out);
	return status;
}

/* How many words of argv name the command; 0 when they do not. */
static int words_of(const struct az_command *command, int argc, char **argv)
{
	char two[80];
	if (argc > 1 && snprintf(two, sizeof two, "%s %s", argv[0], argv[1]) < (int)sizeof two &&
	    strcmp(two, command->name) == 0)
		return 2;
	return strcmp(argv[0], command->name) == 0 ? 1 : 0;
}

static int run(const struct az_command *command, const char *file, const char *directory, int argc, char **argv)
{
	struct az_settings settings;
	struct az_db_settings database;
	if (!az_settings_read(&settings, file, directory) || az_secret_init() != AZ_OK)
		return AZ_EXIT_FAILED;
	az_log_threshold(AZ_LOG_WARNING);
	struct az_site *site = az_site_load(&settings);
	if (site == NULL)
		return AZ_EXIT_FAILED;
	struct az_arena *arena = az_arena_new((size_t)256 << 20);
	struct az_ctx ctx = {.arena = arena, .site = site, .now = az_clock_real()};
	int status = AZ_EXIT_FAILED;
	memset(&database, 0, sizeof database);
	if (command->without_database || az_settings_database(&settings, &database)) {
		ctx.db = az_db_new(&database);
		enum az_result result = command->without_database ? AZ_OK : az_db_connect(ctx.db);
		status = result == AZ_OK ? command->run(&ctx, argc, argv) : az_ctl_fail(&ctx, result, command->name);
		az_db_free(ctx.db);
	}
	az_arena_free(arena);
	az_site_free(site);
	az_settings_free(&settings);
	if (status == AZ_EXIT_USAGE)
		fprintf(stderr, "usage: anzectl %s %s\n", command->name, command->arguments);
	return status;
}

int main(int argc, char **argv)
{
	const char *file = "conf/anze.conf", *directory = "var";
	int at = 1;
	for (; at < argc && argv[at][0] == '-'; at += 2) {
		if (strcmp(argv[at], "-h") == 0 || strcmp(argv[at], "--help") == 0)
			return usage(stdout, AZ_EXIT_OK);
		if (at + 1 < argc && strcmp(argv[at], "-c") == 0)
			file = argv[at + 1];
		else if (at + 1 < argc && strcmp(argv[at], "-d") == 0)
			directory = argv[at + 1];
		else
			return usage(stderr, AZ_EXIT_USAGE);
	}
	if (at >= argc)
		return usage(stderr, AZ_EXIT_USAGE);
	for (size_t i = 0; i < az_command_count; i++) {
		int words = words_of(&az_commands[i], argc - at, argv + at);
		if (words == 0)
			continue;
		int rest = argc - at - words;
		if (rest > 0 && strcmp(argv[at + words], "--help") == 0) {
			printf("anzectl %s %s\n%s\n", az_commands[i].name, az_commands[i].arguments, az_commands[i].help);
			return AZ_EXIT_OK;
		}
		return run(&az_commands[i], file, directory, rest, argv + at + words);
	}
	fprintf(stderr, "anzectl: there is no command %s\n", argv[at]);
	return usage(stderr, AZ_EXIT_USAGE);
}
