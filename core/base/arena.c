#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sanitizer.h"

#define FIRST_BLOCK ((size_t)64 * 1024)
#define LARGEST_STEP ((size_t)1024 * 1024)

/* Under the address sanitizer nothing may lie right behind a piece, so that
 * writing past its end is found: what was not given out is poisoned. */
#ifdef AZ_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#define GUARD ((size_t)16)
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define GUARD ((size_t)0)
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

struct block {
	struct block *next; /* the one that was filled before */
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

struct az_arena {
	struct block *current;
	size_t limit;
	size_t used; /* what was asked for, rounded up to the alignment */
};

static _Noreturn void exhausted(const char *what, size_t size)
{
	az_log(AZ_LOG_ERROR, "arena.exhausted", "reason=%s bytes=%zu", what, size);
	/* No core file: it would hold what people wrote. */
	_exit(EXIT_FAILURE);
}

static struct block *block_new(size_t size, struct block *next)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof(struct block))
		exhausted("overflow", size);
	block = malloc(sizeof(struct block) + size);
	if (block == NULL)
		exhausted("no_memory", size);
	block->next = next;
	block->size = size;
	block->used = 0;
	POISON(block->bytes, size);
	return block;
}

static void block_free(struct block *block)
{
	UNPOISON(block->bytes, block->size);
	free(block);
}

struct az_arena *az_arena_new(size_t limit)
{
	struct az_arena *arena = malloc(sizeof(*arena));

	if (arena == NULL)
		exhausted("no_memory", sizeof(*arena));
	arena->limit = limit;
	arena->used = 0;
	arena->current = block_new(FIRST_BLOCK, NULL);
	return arena;
}

void az_arena_free(struct az_arena *arena)
{
	if (arena == NULL)
		return;
	while (arena->current != NULL) {
		struct block *next = arena->current->next;

		block_free(arena->current);
		arena->current = next;
	}
	free(arena);
}

/* The newest block is the largest, and the next request will want as much: it stays, so that a page is made without asking
 * the system for memory. One that was made for an unusual piece goes back. */
void az_arena_reset(struct az_arena *arena)
{
	struct block *block = arena->current, *kept = NULL;

	while (block != NULL) {
		struct block *next = block->next;

		if (kept == NULL && (next == NULL || block->size <= LARGEST_STEP))
			kept = block;
		else
			block_free(block);
		block = next;
	}
	kept->next = NULL;
	POISON(kept->bytes, kept->size);
	kept->used = 0;
	arena->current = kept;
	arena->used = 0;
}

void *az_alloc(struct az_arena *arena, size_t size)
{
	const size_t alignment = alignof(max_align_t);
	struct block *block = arena->current;
	size_t rounded, needed;
	unsigned char *piece;

	if (size > SIZE_MAX - alignment - GUARD)
		exhausted("overflow", size);
	if (size == 0)
		size = 1;
	rounded = (size + alignment - 1) / alignment * alignment;
	if (rounded > arena->limit - arena->used)
		exhausted("limit", size);
	needed = rounded + GUARD;
	if (needed > block->size - block->used) {
		size_t step = block->size < LARGEST_STEP ? block->size * 2 : LARGEST_STEP;

		block = block_new(needed > step ? needed : step, block);
		arena->current = block;
	}
	piece = block->bytes + block->used;
	block->used += needed;
	arena->used += rounded;
	UNPOISON(piece, size);
	memset(piece, 0, size);
	return piece;
}

void *az_alloc_array(struct az_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		exhausted("overflow", count);
	return az_alloc(arena, bytes);
}

size_t az_arena_used(const struct az_arena *arena)
{
	return arena->used;
}
