/* Nothing is wrong with this one. */
#include "good.inc"
