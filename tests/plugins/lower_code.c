/* A code with a lower-case letter. */
#define CODE_2 "TST-0a"
#include "good.inc"
