/* A cleaned copy of a stranger's file: pictures drawn anew, documents as pictures of their pages. Works on bytes in
 * memory, inside the sandbox, in a process that ends after one file. */
#ifndef AZ_CLEAN_CLEAN_H
#define AZ_CLEAN_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

/* The process's exit status; its caller reads it. 128 and more: a signal ended it. */
enum az_clean {
	AZ_CLEAN_DONE = 0,
	AZ_CLEAN_DAMAGED = 1,    /* it cannot be read */
	AZ_CLEAN_TOO_LARGE = 2,  /* more pixels, pages or bytes than a copy is made of */
	AZ_CLEAN_NO_FONT = 3,    /* a document whose fonts are not in it: what was drawn would not be what it says */
	AZ_CLEAN_NO_SANDBOX = 4, /* nothing was opened */
	AZ_CLEAN_USAGE = 5,
	AZ_CLEAN_NO_PAGE = 6
};

#define AZ_CLEAN_PIXELS (50U * 1000 * 1000) /* of a picture as it comes */
#define AZ_CLEAN_SIDE 2560U                 /* pixels of a copy's longer side */
#define AZ_CLEAN_PAGES 100

/* A place of a picture that is painted over, in thousandths of its width and height. */
#define AZ_CLEAN_PLACES 20
struct az_clean_place {
	int left, top, width, height;
};

/* "100,200,300,50;..." into places; false when it is not. */
bool az_clean_places(const char *text, struct az_clean_place out[AZ_CLEAN_PLACES], size_t *count);

/* Reads the file's bytes; each writes its copy to standard output. */
enum az_clean az_clean_picture(const char *type, const unsigned char *p, size_t n, const struct az_clean_place *places,
			       size_t count);
enum az_clean az_clean_document(const unsigned char *p, size_t n);

/* One page of a document, from 1, as a JPEG with places painted over; AZ_CLEAN_NO_PAGE. And how many there are, as
 * digits. */
enum az_clean az_clean_page(const unsigned char *p, size_t n, int number, const struct az_clean_place *places,
			    size_t count);
enum az_clean az_clean_page_count(const unsigned char *p, size_t n);

/* The pixels of the places are exchanged, on their whole breadth: nothing of what was there is in what is encoded. */
struct gdImageStruct;
void az_clean_paint(struct gdImageStruct *image, const struct az_clean_place *places, size_t count);

/* All of it to standard output; false when nobody reads any more. */
bool az_clean_write(const void *p, size_t n);

/* What a picture says of itself before it is decoded; false when it cannot be found. `turn` is EXIF's orientation, 1
 * to 8. */
struct az_picture_head {
	unsigned width, height, turn;
};
bool az_picture_head(const char *type, const unsigned char *p, size_t n, struct az_picture_head *out);

/* From here on no file, no socket, no other program, and limits of memory, time and output. False when a limit cannot
 * be set: then nothing may be opened. */
bool az_sandbox_enter(void);

#endif
