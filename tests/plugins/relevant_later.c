/* A condition over an item that stands behind. */
#define MORE_1 .relevant = "${TST_02} = 'no'",
#include "good.inc"
