/* Says that it is smaller than any plugin of ABI 1. */
#define SIZE 24
#include "good.inc"
