/* Two items share a code. */
#define CODE_2 "TST-01"
#include "good.inc"
