/* An item carries another sector's code. */
#define CODE_2 "MIN-01"
#include "good.inc"
