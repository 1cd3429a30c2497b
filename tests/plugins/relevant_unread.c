/* A condition that nobody can read. */
#define MORE .relevant = "${TST_01} = ",
#include "good.inc"
