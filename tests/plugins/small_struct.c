/* Says that it is smaller than any plugin. */
#define SIZE 24
#include "good.inc"
