/* Exports something, but not the plugin's constant. */
#include <anze/plugin.h>

ANZE_EXPORT extern const char *const anze_plugin_name;
ANZE_EXPORT const char *const anze_plugin_name = "no plugin";
