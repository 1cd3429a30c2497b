/* What changed in a text, in pieces that a person can read. */
#ifndef AZ_BASE_TEXT_DIFFERENCE_H
#define AZ_BASE_TEXT_DIFFERENCE_H

#include <stddef.h>

#include "base/text.h"

struct az_arena;

enum az_text_piece_kind { AZ_TEXT_SAME = 0, AZ_TEXT_DELETED, AZ_TEXT_INSERTED };

struct az_text_piece {
	enum az_text_piece_kind kind;
	const char *text;
};

/* The words of alphabets and numbers that are compared as wholes, each other character by itself: as many of them as
 * may lie between what both texts begin and end with. Beyond that the middle is shown as replaced. */
#define AZ_TEXT_DIFFERENCE_UNITS 240

/* From `before` to `after`, both valid UTF-8: never a word cut in two, a deletion before the insertion that takes its
 * place, no islands of a character or two that are alike by chance. Texts that have little in common are replaced as
 * wholes. The pieces that are the same or deleted make `before` again, those that are the same or inserted `after`.
 * Bounded in time and memory by AZ_TEXT_DIFFERENCE_UNITS and the texts' lengths. */
void az_text_differences(struct az_arena *arena, const char *before, const char *after, struct az_text_piece **pieces,
			 size_t *count);

#endif
