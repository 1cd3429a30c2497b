#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

#define FIRST_CAPACITY ((size_t)256)

void az_buffer_init(struct az_buffer *buffer, struct az_arena *arena)
{
	buffer->arena = arena;
	buffer->p = az_alloc(arena, FIRST_CAPACITY);
	buffer->n = 0;
	buffer->capacity = FIRST_CAPACITY;
}

/* Room for `n` more bytes and the NUL. The arena keeps the smaller copies until
 * its reset: all together no more than what the last one takes. */
static void reserve(struct az_buffer *buffer, size_t n)
{
	size_t needed, capacity = buffer->capacity;
	char *moved;

	if (__builtin_add_overflow(buffer->n, n, &needed) || needed > SIZE_MAX / 4)
		needed = SIZE_MAX / 2; /* more than any arena gives: it ends the process */
	if (needed < capacity)
		return;
	while (capacity <= needed)
		capacity *= 2;
	moved = az_alloc(buffer->arena, capacity);
	memcpy(moved, buffer->p, buffer->n + 1);
	buffer->p = moved;
	buffer->capacity = capacity;
}

void az_buffer_add(struct az_buffer *buffer, const char *p, size_t n)
{
	if (n == 0)
		return;
	reserve(buffer, n);
	memcpy(buffer->p + buffer->n, p, n);
	buffer->n += n;
	buffer->p[buffer->n] = '\0';
}

void az_buffer_add_text(struct az_buffer *buffer, const char *s)
{
	if (s != NULL)
		az_buffer_add(buffer, s, strlen(s));
}

void az_buffer_add_char(struct az_buffer *buffer, char c)
{
	az_buffer_add(buffer, &c, 1);
}

void az_buffer_addf(struct az_buffer *buffer, const char *format, ...)
{
	size_t room = buffer->capacity - buffer->n;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(buffer->p + buffer->n, room, format, args);
	va_end(args);
	if (n > 0 && (size_t)n >= room) {
		reserve(buffer, (size_t)n);
		va_start(args, format);
		n = vsnprintf(buffer->p + buffer->n, buffer->capacity - buffer->n, format, args);
		va_end(args);
	}
	if (n > 0)
		buffer->n += (size_t)n;
	buffer->p[buffer->n] = '\0';
}

void az_buffer_clear(struct az_buffer *buffer)
{
	buffer->n = 0;
	buffer->p[0] = '\0';
}

struct az_text az_buffer_text(const struct az_buffer *buffer)
{
	return (struct az_text){buffer->p, buffer->n};
}
