/* A picture drawn anew: decoded, made smaller, turned upright, encoded. Nothing but its pixels comes over. */
#include <gd.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"

#define QUALITY 85

static gdImagePtr decode(const char *type, const unsigned char *p, size_t n)
{
	void *bytes = (void *)(uintptr_t)p; /* gd only reads them */
	if (n > INT_MAX)
		return NULL;
	if (strcmp(type, "image/jpeg") == 0)
		return gdImageCreateFromJpegPtrEx((int)n, bytes,
						  0); /* what ends early is damaged, not half a picture */
	if (strcmp(type, "image/png") == 0)
		return gdImageCreateFromPngPtr((int)n, bytes);
	return gdImageCreateFromWebpPtr((int)n, bytes);
}

static void *encode(gdImagePtr image, const char *type, int *n)
{
	if (strcmp(type, "image/jpeg") == 0)
		return gdImageJpegPtr(image, n, QUALITY);
	if (strcmp(type, "image/png") == 0)
		return gdImagePngPtrEx(image, n, 6);
	return gdImageWebpPtrEx(image, n, QUALITY);
}

static gdImagePtr blank(int width, int height)
{
	gdImagePtr image = gdImageCreateTrueColor(width, height);
	if (image != NULL) {
		gdImageAlphaBlending(image, 0);
		gdImageSaveAlpha(image, 1);
	}
	return image;
}

/* The mean of each two by two pixels, so that the last, finer step has little left to do. */
static gdImagePtr halve(gdImagePtr from)
{
	gdImagePtr to = blank(gdImageSX(from) / 2, gdImageSY(from) / 2);
	for (int y = 0; to != NULL && y < gdImageSY(to); y++)
		for (int x = 0; x < gdImageSX(to); x++) {
			unsigned a = (unsigned)from->tpixels[2 * y][2 * x],
				 b = (unsigned)from->tpixels[2 * y][2 * x + 1];
			unsigned c = (unsigned)from->tpixels[2 * y + 1][2 * x],
				 d = (unsigned)from->tpixels[2 * y + 1][2 * x + 1];
			unsigned low = 0xff00ff, outer = (a & low) + (b & low) + (c & low) + (d & low) + 0x20002;
			unsigned inner = (a >> 8 & low) + (b >> 8 & low) + (c >> 8 & low) + (d >> 8 & low) + 0x20002;
			to->tpixels[y][x] = (int)((outer >> 2 & low) | (inner >> 2 & low) << 8);
		}
	return to;
}

static gdImagePtr replace(gdImagePtr old, gdImagePtr new)
{
	gdImageDestroy(old);
	return new;
}

static gdImagePtr shrink(gdImagePtr image)
{
	const int side = (int)AZ_CLEAN_SIDE;
	while (image != NULL && (gdImageSX(image) >= 2 * side || gdImageSY(image) >= 2 * side) &&
	       gdImageSX(image) > 1 && gdImageSY(image) > 1)
		image = replace(image, halve(image));
	if (image == NULL || (gdImageSX(image) <= side && gdImageSY(image) <= side))
		return image;
	bool wide = gdImageSX(image) > gdImageSY(image);
	long width = wide ? side : (long)gdImageSX(image) * side / gdImageSY(image);
	long height = wide ? (long)gdImageSY(image) * side / gdImageSX(image) : side;
	gdImagePtr smaller = blank(width < 1 ? 1 : (int)width, height < 1 ? 1 : (int)height);
	if (smaller != NULL)
		gdImageCopyResampled(smaller, image, 0, 0, 0, 0, gdImageSX(smaller), gdImageSY(smaller),
				     gdImageSX(image), gdImageSY(image));
	return replace(image, smaller);
}

/* EXIF's orientation: 2 mirrored, 3 upside down, 4 both; 5 to 8 the same lying on their side. */
static gdImagePtr upright(gdImagePtr image, unsigned turn)
{
	if (image == NULL || turn == 1)
		return image;
	int w = gdImageSX(image), h = gdImageSY(image);
	bool lying = turn >= 5;
	gdImagePtr to = blank(lying ? h : w, lying ? w : h);
	for (int y = 0; to != NULL && y < gdImageSY(to); y++)
		for (int x = 0; x < gdImageSX(to); x++) {
			int from_x = lying ? y : x, from_y = lying ? x : y;
			if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
				from_x = w - 1 - from_x;
			if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
				from_y = h - 1 - from_y;
			to->tpixels[y][x] = image->tpixels[from_y][from_x];
		}
	return replace(image, to);
}

bool az_clean_places(const char *text, struct az_clean_place out[AZ_CLEAN_PLACES], size_t *count)
{
	for (*count = 0; *text != '\0'; (*count)++) {
		int values[4];
		for (int i = 0; i < 4; i++) {
			char *end;
			long value = strtol(text, &end, 10);
			if (end == text || value < 0 || value > 1000 || *end != (i < 3 ? ',' : ';'))
				return false;
			values[i] = (int)value;
			text = end + 1;
		}
		if (*count == AZ_CLEAN_PLACES)
			return false;
		out[*count] = (struct az_clean_place){values[0], values[1], values[2], values[3]};
	}
	return true;
}

static void paint_over(gdImagePtr image, const struct az_clean_place *place)
{
	int w = gdImageSX(image), h = gdImageSY(image);
	int left = w * place->left / 1000, right = (w * (place->left + place->width) + 999) / 1000;
	int top = h * place->top / 1000, bottom = (h * (place->top + place->height) + 999) / 1000;
	for (int y = top; y < bottom && y < h; y++)
		for (int x = left; x < right && x < w; x++)
			image->tpixels[y][x] = gdTrueColor(0, 0, 0);
}

void az_clean_paint(gdImagePtr image, const struct az_clean_place *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		paint_over(image, &places[i]);
}

enum az_clean az_clean_picture(const char *type, const unsigned char *p, size_t n, const struct az_clean_place *places,
			       size_t count)
{
	struct az_picture_head head;
	int size = 0;
	if (!az_picture_head(type, p, n, &head))
		return AZ_CLEAN_DAMAGED;
	if ((unsigned long long)head.width * head.height > AZ_CLEAN_PIXELS)
		return AZ_CLEAN_TOO_LARGE;
	gdImagePtr image = decode(type, p, n);
	if (image == NULL || !gdImagePaletteToTrueColor(image))
		return AZ_CLEAN_DAMAGED;
	gdImageSaveAlpha(image, 1);
	image = upright(shrink(image), head.turn);
	if (image != NULL)
		az_clean_paint(image, places, count);
	void *bytes = image == NULL ? NULL : encode(image, type, &size);
	if (bytes == NULL || size <= 0)
		return AZ_CLEAN_TOO_LARGE; /* read, but there was no room for the copy */
	return az_clean_write(bytes, (size_t)size) ? AZ_CLEAN_DONE : AZ_CLEAN_DAMAGED;
}
