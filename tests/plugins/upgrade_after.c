/* Sound: the same sector's baseline after an upgrade. */
#define AFTER
#include "upgrade.inc"
