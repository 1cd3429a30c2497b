/* Media types of files that strangers send: does the content begin as its type must, is it a second thing besides, and
 * what may the file be called. Pure functions on bytes; nothing here decodes a picture or a document. */
#ifndef AZ_BASE_MEDIA_H
#define AZ_BASE_MEDIA_H

#include <stddef.h>
#include <stdint.h>

struct az_arena;

#define AZ_MEDIA_HEAD 65536U /* bytes of the beginning that are looked at */
#define AZ_MEDIA_TAIL 65557U /* and of the end: a ZIP's closing record with the longest comment */

enum az_media_fault {
	AZ_MEDIA_GOOD,
	AZ_MEDIA_UNLIKE, /* it does not begin as its type does, or the type is none of ours */
	AZ_MEDIA_TWOFOLD /* some programs would open it as something else: an archive, a document, a page */
};

/* The two ends of a file that arrives in pieces. */
struct az_media_ends {
	unsigned char head[AZ_MEDIA_HEAD];
	/* The end is what stands last in `tail`; it has room for twice as much, so that small pieces seldom move what is kept. */
	unsigned char tail[2 * AZ_MEDIA_TAIL];
	size_t head_size, tail_size;
	uint64_t size; /* of the whole */
};

void az_media_begin(struct az_media_ends *ends);
void az_media_piece(struct az_media_ends *ends, const void *p, size_t n);
void az_media_wipe(struct az_media_ends *ends);

/* Judges content that was found to be of `type` by its two ends. */
enum az_media_fault az_media_check(const struct az_media_ends *ends, const char *type);

/* A name for saving it: the given one when its ending belongs to the type, else with the type's own ending behind it,
 * so that a picture is never saved as a program. */
const char *az_media_name(struct az_arena *arena, const char *name, const char *type);

#endif
