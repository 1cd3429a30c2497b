/* QR codes, drawn as the path of an SVG: no style, no picture, nothing to load. */
#ifndef AZ_VIEW_QR_H
#define AZ_VIEW_QR_H

#include "base/arena.h"

/* The path of the dark modules, in units of one, with the quiet zone of four around them; *side is the whole width. NULL: the
 * text is too long for a code. */
const char *az_qr_path(struct az_arena *arena, const char *text, int *side);

#endif
