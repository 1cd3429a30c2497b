/* Major on a condition that nobody wrote down. */
#define MORE .major = ANZE_MAJOR_CONDITIONAL,
#include "good.inc"
