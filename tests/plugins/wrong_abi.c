/* Made for a core that does not exist yet. */
#define ABI (ANZE_ABI + 1)
#include "good.inc"
