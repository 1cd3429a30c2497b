/* Bytes that grow in an arena: what CSV, JSON and pages are written into. The
 * bytes are always followed by a NUL that is not counted. */
#ifndef AZ_BASE_BUFFER_H
#define AZ_BASE_BUFFER_H

#include <stddef.h>

#include "base/text.h"

struct az_arena;

struct az_buffer {
	struct az_arena *arena;
	char *p; /* never NULL after az_buffer_init; moves when the buffer grows */
	size_t n;
	size_t capacity; /* including the NUL */
};

void az_buffer_init(struct az_buffer *buffer, struct az_arena *arena);
void az_buffer_add(struct az_buffer *buffer, const char *p, size_t n);
void az_buffer_add_text(struct az_buffer *buffer, const char *s); /* NULL adds nothing */
void az_buffer_add_char(struct az_buffer *buffer, char c);
void az_buffer_addf(struct az_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Empties it and keeps the memory. */
void az_buffer_clear(struct az_buffer *buffer);

struct az_text az_buffer_text(const struct az_buffer *buffer);

#endif
