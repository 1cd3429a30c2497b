/* anzectl plugin list */
#include <stdio.h>

#include "ctl/ctl.h"

int az_ctl_plugin_list(struct az_ctx *ctx, int argc, char **argv)
{
	bool good = true;
	(void)argc;
	(void)argv;
	for (size_t i = 0; i < az_plugins_count(ctx->site->plugins); i++) {
		const struct az_plugin *plugin = az_plugins_at(ctx->site->plugins, i);
		if (plugin->state == AZ_PLUGIN_LOADED)
			printf("%s  loaded    %s %s, %zu items\n", plugin->sector, plugin->file, plugin->content->version,
			       plugin->content->item_count);
		else
			printf("%s  disabled  %s: %s\n", plugin->sector, plugin->file, plugin->fault);
		good = good && plugin->state == AZ_PLUGIN_LOADED;
	}
	return good ? AZ_EXIT_OK : AZ_EXIT_FAILED;
}
