/* Compiled before plugins computed anything: what lies behind its size is not its own. */
#define anze_plugin anze_plugin_of_abi_1
#include "good.inc"
#undef anze_plugin

struct whole {
	struct anze_plugin_of_abi_1 known;
};

ANZE_EXPORT extern const struct whole anze_plugin;
ANZE_EXPORT const struct whole anze_plugin = {
	.known =
		{
			.abi = ANZE_ABI,
			.struct_size = offsetof(struct anze_plugin_of_abi_1, fields),
			.sector = "TST",
			.version = "1.0.0",
			.name = {"示例", "Example"},
			.authority = {"示例主管部门", "Example authority"},
			.items = items,
			.item_count = ANZE_COUNT(items),
			.field_count = 9, /* of no fields */
		},
};
