void az_plugin_classify(const struct anze_plugin *plugin)
{
	plugin->classify(facts, &call.out);
}
