/* A sound plugin with a number between limits, in the place of another sector's. */
#define SECTOR "ENE"
#define CODE_1 "ENE-01"
#define CODE_2 "ENE-02"
#define MORE                                                                                                           \
	.answer = ANZE_ANSWER_NUMBER, .unit = "m", .min = 100, .max = 250, .scale = 1, .flags = ANZE_ITEM_MANDATORY,
#include "good.inc"
