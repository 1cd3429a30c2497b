/* The size and the orientation that a picture claims, read from its segments without decoding anything: what is too
 * large is refused before a library makes room for it. */
#include <string.h>

#include "clean/clean.h"

struct bytes {
	const unsigned char *p;
	size_t n;
	bool big; /* the order of bytes */
};

/* A number of `size` bytes at `at`; 0 beyond the end. */
static unsigned long number(const struct bytes *bytes, size_t at, size_t size)
{
	unsigned long value = 0;
	if (at > bytes->n || bytes->n - at < size)
		return 0;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | bytes->p[bytes->big ? at + i : at + size - 1 - i];
	return value;
}

/* EXIF is a small TIFF: order of bytes, then a directory of entries of 12 bytes; orientation is tag 0x112. */
static unsigned turn_of(const unsigned char *p, size_t n)
{
	struct bytes tiff = {p, n, n > 0 && p[0] == 'M'};
	if (n < 8 || (memcmp(p, "II*\0", 4) != 0 && memcmp(p, "MM\0*", 4) != 0))
		return 1;
	size_t directory = number(&tiff, 4, 4);
	size_t count = number(&tiff, directory, 2);
	for (size_t i = 0; i < count && i < 200; i++) {
		size_t entry = directory + 2 + i * 12;
		if (number(&tiff, entry, 2) == 0x112) {
			unsigned long turn = number(&tiff, entry + 8, 2);
			return turn >= 1 && turn <= 8 ? (unsigned)turn : 1;
		}
	}
	return 1;
}

static bool is_frame(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static bool jpeg_head(const unsigned char *p, size_t n, struct az_picture_head *out)
{
	struct bytes bytes = {p, n, true};
	for (size_t at = 2; at + 4 <= n && p[at] == 0xff;) {
		unsigned char marker = p[at + 1];
		if (marker == 0xff) { /* fill */
			at++;
			continue;
		}
		size_t length = number(&bytes, at + 2, 2);
		if (length < 2 || length > n - at - 2)
			return false;
		if (marker == 0xe1 && length > 8 && memcmp(p + at + 4, "Exif\0\0", 6) == 0)
			out->turn = turn_of(p + at + 10, length - 8);
		if (is_frame(marker)) {
			out->height = (unsigned)number(&bytes, at + 5, 2);
			out->width = (unsigned)number(&bytes, at + 7, 2);
			return true;
		}
		at += 2 + length;
	}
	return false;
}

static bool png_head(const unsigned char *p, size_t n, struct az_picture_head *out)
{
	struct bytes bytes = {p, n, true};
	if (n < 33 || memcmp(p + 12, "IHDR", 4) != 0)
		return false;
	out->width = (unsigned)number(&bytes, 16, 4);
	out->height = (unsigned)number(&bytes, 20, 4);
	for (size_t at = 8; at + 12 <= n;) {
		size_t length = number(&bytes, at, 4);
		if (length > n - at - 12 || memcmp(p + at + 4, "IDAT", 4) == 0)
			break;
		if (memcmp(p + at + 4, "eXIf", 4) == 0)
			out->turn = turn_of(p + at + 8, length);
		at += 12 + length;
	}
	return true;
}

/* One of three beginnings: the extended one, or the stream itself, lossy or lossless. */
static bool webp_head(const unsigned char *p, size_t n, struct az_picture_head *out)
{
	struct bytes bytes = {p, n, false};
	if (n < 30)
		return false;
	if (memcmp(p + 12, "VP8X", 4) == 0) {
		out->width = (unsigned)number(&bytes, 24, 3) + 1;
		out->height = (unsigned)number(&bytes, 27, 3) + 1;
	} else if (memcmp(p + 12, "VP8 ", 4) == 0) {
		out->width = (unsigned)number(&bytes, 26, 2) & 0x3fff;
		out->height = (unsigned)number(&bytes, 28, 2) & 0x3fff;
	} else if (memcmp(p + 12, "VP8L", 4) == 0) {
		unsigned long both = number(&bytes, 21, 4);
		out->width = (unsigned)(both & 0x3fff) + 1;
		out->height = (unsigned)(both >> 14 & 0x3fff) + 1;
	} else {
		return false;
	}
	for (size_t at = 12; at + 8 <= n;) {
		size_t length = number(&bytes, at + 4, 4);
		if (length > n - at - 8)
			break;
		const unsigned char *chunk = p + at + 8;
		bool named = length > 6 && memcmp(chunk, "Exif\0\0", 6) == 0;
		if (memcmp(p + at, "EXIF", 4) == 0)
			out->turn = named ? turn_of(chunk + 6, length - 6) : turn_of(chunk, length);
		at += 8 + length + (length & 1);
	}
	return true;
}

bool az_picture_head(const char *type, const unsigned char *p, size_t n, struct az_picture_head *out)
{
	*out = (struct az_picture_head){0, 0, 1};
	bool found = strcmp(type, "image/jpeg") == 0   ? jpeg_head(p, n, out)
		     : strcmp(type, "image/png") == 0  ? png_head(p, n, out)
		     : strcmp(type, "image/webp") == 0 ? webp_head(p, n, out)
						       : false;
	return found && out->width > 0 && out->height > 0;
}
