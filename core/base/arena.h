/* Memory of one request: blocks that are given out and taken back all at once.
 * Nothing is freed one by one. Exhaustion ends the process (the master starts
 * another worker), so callers never test for NULL. */
#ifndef AZ_BASE_ARENA_H
#define AZ_BASE_ARENA_H

#include <stddef.h>

struct az_arena;

/* A new arena that gives out at most `limit` bytes; ends the process when the
 * machine has no memory. Free with az_arena_free. */
struct az_arena *az_arena_new(size_t limit);
void az_arena_free(struct az_arena *arena);

/* Takes back everything that was given out; keeps one block of at most 1 MiB for the next use. */
void az_arena_reset(struct az_arena *arena);

/* `size` zeroed bytes, aligned for any type, owned by the arena. */
void *az_alloc(struct az_arena *arena, size_t size);

/* `count * size` zeroed bytes; an overflow of the product ends the process. */
void *az_alloc_array(struct az_arena *arena, size_t count, size_t size);

#define AZ_NEW(arena, type) ((type *)az_alloc((arena), sizeof(type)))
#define AZ_NEW_ARRAY(arena, count, type) ((type *)az_alloc_array((arena), (count), sizeof(type)))

/* Bytes given out since the last reset. */
size_t az_arena_used(const struct az_arena *arena);

#endif
