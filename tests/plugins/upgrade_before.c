/* Sound: the baseline that a city's list was made of. */
#include "upgrade.inc"
