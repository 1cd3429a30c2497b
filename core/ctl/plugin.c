/* anzectl plugin list | enable | disable */
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "plugin/aside.h"

int az_ctl_plugin_list(struct az_ctx *ctx, int argc, char **argv)
{
	bool good = true;
	(void)argc;
	(void)argv;
	for (size_t i = 0; i < az_plugins_count(ctx->site->plugins); i++) {
		const struct az_plugin *plugin = az_plugins_at(ctx->site->plugins, i);
		if (plugin->state == AZ_PLUGIN_LOADED)
			printf("%s  loaded    %s %s, %zu items\n", plugin->sector, plugin->file,
			       plugin->content->version, plugin->content->item_count);
		else
			printf("%s  %-8s  %s: %s\n", plugin->sector,
			       plugin->state == AZ_PLUGIN_ASIDE ? "aside" : "disabled", plugin->file, plugin->fault);
		good = good && plugin->state == AZ_PLUGIN_LOADED;
	}
	return good ? AZ_EXIT_OK : AZ_EXIT_FAILED;
}

/* One of the instance's sectors; NULL after it was said that it is none. */
static const struct az_plugin *named(struct az_ctx *ctx, const char *sector)
{
	const struct az_plugin *plugin;
	for (size_t i = 0; (plugin = az_plugins_at(ctx->site->plugins, i)) != NULL; i++)
		if (strcmp(plugin->sector, sector) == 0)
			return plugin;
	fprintf(stderr, "anzectl: there is no sector %s; anzectl plugin list names them\n", sector);
	return NULL;
}

/* The master looks at the file ten times a second, so there is nobody to be told. */
static int put(struct az_ctx *ctx, const char *sector, enum az_aside aside)
{
	const char *directory = ctx->site->settings->aside;
	const struct az_plugin *plugin = named(ctx, sector);
	if (plugin == NULL)
		return AZ_EXIT_FAILED;
	enum az_aside before = az_aside_read(directory, sector);
	if ((before == AZ_ASIDE_NOT) == (aside == AZ_ASIDE_NOT)) {
		printf("%s: %s\n", sector, aside == AZ_ASIDE_NOT ? "was not set aside" : "is set aside already");
		return AZ_EXIT_OK;
	}
	if (!az_aside_write(directory, sector, aside, "anzectl plugin disable"))
		return AZ_EXIT_FAILED;
	printf("%s: %s\n", sector, aside == AZ_ASIDE_NOT ? "offered again" : "set aside");
	if (aside == AZ_ASIDE_NOT && plugin->state != AZ_PLUGIN_ASIDE) {
		fprintf(stderr, "anzectl: but it cannot be loaded: %s\n", plugin->fault);
		return AZ_EXIT_FAILED;
	}
	return AZ_EXIT_OK;
}

int az_ctl_plugin_enable(struct az_ctx *ctx, int argc, char **argv)
{
	return argc == 1 ? put(ctx, argv[0], AZ_ASIDE_NOT) : AZ_EXIT_USAGE;
}

int az_ctl_plugin_disable(struct az_ctx *ctx, int argc, char **argv)
{
	return argc == 1 ? put(ctx, argv[0], AZ_ASIDE_OPERATOR) : AZ_EXIT_USAGE;
}
