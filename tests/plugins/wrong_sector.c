/* Not the sector that the configuration expects of this file. */
#define SECTOR "MIN"
#define CODE_1 "MIN-01"
#define CODE_2 "MIN-02"
#include "good.inc"
