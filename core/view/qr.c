/* QR codes, by libqrencode. */
#include "view/qr.h"

#include <qrencode.h>

#include "base/buffer.h"
#include "base/text.h"

#define QUIET 4 /* ISO/IEC 18004: modules of quiet zone on each side */

/* One run of dark modules in a row is one box. */
static void put_row(struct az_buffer *path, const unsigned char *row, int width, int y)
{
	for (int x = 0; x < width; x++) {
		int from = x;
		while (x < width && (row[x] & 1) != 0)
			x++;
		if (x > from)
			az_buffer_addf(path, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
	}
}

const char *az_qr_path(struct az_arena *arena, const char *text, int *side)
{
	struct az_buffer path;
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
	if (code == NULL)
		return NULL;
	az_buffer_init(&path, arena);
	for (int y = 0; y < code->width; y++)
		put_row(&path, code->data + (size_t)y * (size_t)code->width, code->width, y);
	*side = code->width + 2 * QUIET;
	QRcode_free(code);
	return az_copy_n(arena, path.p, path.n);
}
