/* A document as pictures of its pages in a new document: no script, no form, no attachment, no link, no word about who
 * made it comes over. A font that is not in the file cannot be had in here: then no copy is made, for a page that lacks
 * its words is worse than none. */
#include <cairo-pdf.h>
#include <gd.h>
#include <poppler.h>
#include <stdio.h>
#include <string.h>

#include "clean/clean.h"

#define DOTS 150.0 /* an inch */
#define POINTS 72.0
#define QUALITY 80
#define PAGE_MOST 14400.0 /* points: what a page may have by the standard */

static bool incomplete; /* the library had to look for a file outside the document */

static void listen(const char *domain, GLogLevelFlags level, const char *message, void *self)
{
	(void)domain;
	(void)level;
	(void)self;
	if (message != NULL && (strstr(message, "CMap") != NULL || strstr(message, "find a font") != NULL ||
				strstr(message, "open font") != NULL || strstr(message, "No display font") != NULL))
		incomplete = true;
}

static bool has_its_fonts(PopplerDocument *document, int pages)
{
	PopplerFontInfo *info = poppler_font_info_new(document);
	PopplerFontsIter *at = NULL;
	bool good = true;
	if (poppler_font_info_scan(info, pages, &at) && at != NULL) {
		do
			good = good && poppler_fonts_iter_is_embedded(at);
		while (poppler_fonts_iter_next(at));
		poppler_fonts_iter_free(at);
	}
	g_object_unref(info);
	return good;
}

static cairo_status_t put(void *self, const unsigned char *p, unsigned n)
{
	(void)self;
	return az_clean_write(p, n) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gdImagePtr image_of(cairo_surface_t *surface)
{
	int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	const unsigned char *p = cairo_image_surface_get_data(surface);
	gdImagePtr image = p == NULL ? NULL : gdImageCreateTrueColor(width, height);
	for (int y = 0; image != NULL && y < height; y++) {
		memcpy(image->tpixels[y], p + (size_t)y * (size_t)stride, (size_t)width * 4);
		for (int x = 0; x < width; x++)
			image->tpixels[y][x] &= 0xffffff;
	}
	return image;
}

/* A page's pixels, compressed, so that the new document is not larger than the old one. */
static void *compress(cairo_surface_t *surface, const struct az_clean_place *places, size_t count, int *size)
{
	gdImagePtr image = image_of(surface);
	if (image == NULL)
		return NULL;
	az_clean_paint(image, places, count);
	void *bytes = gdImageJpegPtr(image, size, QUALITY);
	gdImageDestroy(image);
	return bytes;
}

static cairo_surface_t *draw(PopplerPage *page, double width, double height, double *scale)
{
	double longer = width > height ? width : height;
	*scale = DOTS / POINTS;
	if (longer * *scale > AZ_CLEAN_SIDE)
		*scale = AZ_CLEAN_SIDE / longer;
	int w = (int)(width * *scale), h = (int)(height * *scale);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w < 1 ? 1 : w, h < 1 ? 1 : h);
	cairo_t *cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, *scale, *scale);
	poppler_page_render(page, cairo);
	bool good = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	if (good && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* A page drawn; its size in points. */
static enum az_clean draw_page(PopplerDocument *document, int number, cairo_surface_t **out, double *width,
			       double *height, double *scale)
{
	PopplerPage *page = poppler_document_get_page(document, number);
	if (page == NULL)
		return AZ_CLEAN_DAMAGED;
	poppler_page_get_size(page, width, height);
	if (!(*width >= 1 && *height >= 1 && *width <= PAGE_MOST && *height <= PAGE_MOST))
		return AZ_CLEAN_TOO_LARGE;
	*out = draw(page, *width, *height, scale);
	g_object_unref(page);
	if (*out == NULL)
		return AZ_CLEAN_DAMAGED;
	return incomplete ? AZ_CLEAN_NO_FONT : AZ_CLEAN_DONE;
}

static enum az_clean copy_page(PopplerDocument *document, int number, cairo_surface_t **out, cairo_t **pen)
{
	double width, height, scale;
	cairo_surface_t *surface;
	int size = 0;
	enum az_clean drawn = draw_page(document, number, &surface, &width, &height, &scale);
	if (drawn != AZ_CLEAN_DONE)
		return drawn;
	void *bytes = compress(surface, NULL, 0, &size);
	if (bytes == NULL || size <= 0)
		return AZ_CLEAN_DAMAGED;
	if (*out == NULL) {
		*out = cairo_pdf_surface_create_for_stream(put, NULL, width, height);
		*pen = cairo_create(*out);
	}
	cairo_pdf_surface_set_size(*out, width, height);
	cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, bytes, (unsigned long)size, gdFree, bytes);
	cairo_save(*pen);
	cairo_scale(*pen, 1 / scale, 1 / scale);
	cairo_set_source_surface(*pen, surface, 0, 0);
	cairo_paint(*pen);
	cairo_restore(*pen);
	cairo_show_page(*pen);
	cairo_surface_destroy(surface);
	return cairo_status(*pen) == CAIRO_STATUS_SUCCESS ? AZ_CLEAN_DONE : AZ_CLEAN_DAMAGED;
}

static enum az_clean open_document(const unsigned char *p, size_t n, PopplerDocument **out, int *pages)
{
	g_log_set_default_handler(listen, NULL);
	*out = poppler_document_new_from_bytes(g_bytes_new_static(p, n), NULL, NULL);
	*pages = *out == NULL ? 0 : poppler_document_get_n_pages(*out);
	if (*pages < 1)
		return AZ_CLEAN_DAMAGED;
	return *pages > AZ_CLEAN_PAGES ? AZ_CLEAN_TOO_LARGE : AZ_CLEAN_DONE;
}

enum az_clean az_clean_document(const unsigned char *p, size_t n)
{
	cairo_surface_t *out = NULL;
	cairo_t *pen = NULL;
	PopplerDocument *document;
	int pages;
	enum az_clean result = open_document(p, n, &document, &pages);
	if (result == AZ_CLEAN_DONE && !has_its_fonts(document, pages))
		result = AZ_CLEAN_NO_FONT;
	for (int i = 0; result == AZ_CLEAN_DONE && i < pages; i++)
		result = copy_page(document, i, &out, &pen);
	if (result != AZ_CLEAN_DONE)
		return result;
	cairo_destroy(pen);
	cairo_surface_finish(out);
	return cairo_surface_status(out) == CAIRO_STATUS_SUCCESS ? AZ_CLEAN_DONE : AZ_CLEAN_DAMAGED;
}

enum az_clean az_clean_page(const unsigned char *p, size_t n, int number, const struct az_clean_place *places,
			    size_t count)
{
	double width, height, scale;
	PopplerDocument *document;
	cairo_surface_t *surface;
	int pages, size = 0;
	enum az_clean result = open_document(p, n, &document, &pages);
	if (result == AZ_CLEAN_DONE && (number < 1 || number > pages))
		result = AZ_CLEAN_NO_PAGE;
	if (result == AZ_CLEAN_DONE && !has_its_fonts(document, pages))
		result = AZ_CLEAN_NO_FONT;
	if (result == AZ_CLEAN_DONE)
		result = draw_page(document, number - 1, &surface, &width, &height, &scale);
	if (result != AZ_CLEAN_DONE)
		return result;
	void *bytes = compress(surface, places, count, &size);
	if (bytes == NULL || size <= 0)
		return AZ_CLEAN_TOO_LARGE;
	return az_clean_write(bytes, (size_t)size) ? AZ_CLEAN_DONE : AZ_CLEAN_DAMAGED;
}

enum az_clean az_clean_page_count(const unsigned char *p, size_t n)
{
	PopplerDocument *document;
	char text[16];
	int pages;
	enum az_clean result = open_document(p, n, &document, &pages);
	if (result != AZ_CLEAN_DONE)
		return result;
	int length = snprintf(text, sizeof text, "%d", pages);
	return az_clean_write(text, (size_t)length) ? AZ_CLEAN_DONE : AZ_CLEAN_DAMAGED;
}
