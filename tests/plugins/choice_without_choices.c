/* A choice among nothing. */
#define MORE .answer = ANZE_ANSWER_CHOICE,
#include "good.inc"
