/* A question whose bytes are not UTF-8. */
#define ENGLISH "Is it \xe4\xb8 in order?"
#include "good.inc"
