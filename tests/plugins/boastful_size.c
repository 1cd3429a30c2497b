/* Claims more bytes than it holds. */
#define SIZE (sizeof(struct anze_plugin) + 4096)
#include "good.inc"
