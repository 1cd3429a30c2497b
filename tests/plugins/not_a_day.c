/* A rule in force from a day that does not exist. */
#define BASIS_FROM "2025-02-29"
#include "good.inc"
