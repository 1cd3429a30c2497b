/* A question without its English text. */
#define ENGLISH ""
#include "good.inc"
