void look(const struct anze_plugin *plugin)
{
	plugin->classify(&facts, &out);
	if (plugin->applies(&facts, 0))
		(*plugin).review (&facts, answers, &out);
}
