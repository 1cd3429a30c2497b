/* A number that says nothing of its unit. */
#define MORE .answer = ANZE_ANSWER_NUMBER, .max = 100,
#include "good.inc"
