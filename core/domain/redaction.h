/* Covering passages of a text. Pure. What is covered becomes one mark of the same length wherever it stands, so that the
 * length of a name tells nothing. */
#ifndef AZ_DOMAIN_REDACTION_H
#define AZ_DOMAIN_REDACTION_H

#include <stdbool.h>
#include <stddef.h>

#define AZ_SEGMENTS_MAX 200
#define AZ_COVERED "████"

struct az_arena;

/* A sentence or a line of a text, with its end. */
struct az_segment {
	size_t at, n; /* bytes */
	bool covered;
};

/* Cuts a text (UTF-8) after 。！？； and their ASCII forms before a space, and at the ends of lines; the last one takes the rest
 * when there are too many. How many. */
size_t az_segments(const char *text, struct az_segment out[AZ_SEGMENTS_MAX]);

/* A copy of the text without the segments that are covered and without each place where one of the words stands (ASCII letters
 * in any case). Ends of lines stay. *covered: how many places. Owned by the arena. */
const char *az_redact(struct az_arena *arena, const char *text, const struct az_segment *segments, size_t segment_count,
		      const char *const *words, size_t word_count, size_t *covered);

/* Places of a picture that are painted over, in thousandths of its width and height. */
#define AZ_PLACES_MAX 20
struct az_place {
	int left, top, width, height;
};

/* "10 20 30 12.5", one place a line, in per cent of the picture: from the left, from the top, wide, high. Commas and % are
 * taken as spaces. How many; 0: *line is the first that is wrong, beginning at 1 (0: there is none at all). */
size_t az_places_parse(const char *text, struct az_place out[AZ_PLACES_MAX], size_t *line);

#endif
