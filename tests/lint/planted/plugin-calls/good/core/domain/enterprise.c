void look(const struct az_plugins *plugins, const struct anze_plugin *plugin)
{
	if (plugin->classify != NULL)
		az_plugin_classify(plugins, plugin, arena, &facts, &results);
}
