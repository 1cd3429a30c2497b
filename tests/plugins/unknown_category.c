/* A category that the standard does not have. */
#define CATEGORY "S8"
#include "good.inc"
