/* A rule that ends before it begins. */
#define BASIS_TO "2023-12-31"
#include "good.inc"
