/* From a later core: more members at the end, which this core leaves alone. */
#define anze_plugin anze_plugin_of_abi_1
#include "good.inc"
#undef anze_plugin

struct later {
	struct anze_plugin_of_abi_1 known;
	const char *members_of_tomorrow[8];
};

ANZE_EXPORT extern const struct later anze_plugin;
ANZE_EXPORT const struct later anze_plugin = {
	.known =
		{
			.abi = ANZE_ABI,
			.struct_size = sizeof(struct later),
			.sector = "TST",
			.version = "2.0.0",
			.name = {"示例", "Example"},
			.authority = {"示例主管部门", "Example authority"},
			.items = items,
			.item_count = ANZE_COUNT(items),
		},
	.members_of_tomorrow = {"later"},
};
