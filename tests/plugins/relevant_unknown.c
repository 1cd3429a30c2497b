/* A condition over a fact that the plugin does not ask for. */
#define MORE .relevant = "${TST_01} = 'no' and ${kind} = 'coal'",
#include "good.inc"
