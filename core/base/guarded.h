/* Parts of a process that may fail without taking the rest along. Who runs one
 * says so in shared memory while it is inside; who watches ends what is inside for
 * too long, knows where a process died, and says of a part that it is set aside. */
#ifndef AZ_BASE_GUARDED_H
#define AZ_BASE_GUARDED_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define AZ_PARTS_MAX 32 /* names that one start of the master may meet, over all reloads */
#define AZ_PART_NAME 4  /* three letters and the end */

enum az_aside {
	AZ_ASIDE_NOT = 0,
	AZ_ASIDE_FAILED,   /* too many processes died inside */
	AZ_ASIDE_OPERATOR, /* somebody said so */
};

struct az_part {
	_Atomic uint32_t name;   /* az_part_code; 0: free */
	_Atomic int32_t aside;   /* enum az_aside */
	_Atomic uint64_t deaths; /* of processes that were inside */
};

struct az_parts {
	struct az_part part[AZ_PARTS_MAX];
};

/* Where one process is. */
struct az_inside {
	_Atomic int32_t part;  /* its index + 1; 0: in none */
	_Atomic int64_t since; /* az_clock_monotonic when it went in */
};

/* Three letters in one number; 0 when it is no such name. */
uint32_t az_part_code(const char *name);
void az_part_name(uint32_t code, char out[AZ_PART_NAME]);

/* The index of a part, which gets a place when it has none; `aside` is what holds of a new one. -1 when all places are
 * taken. Several processes may ask at once. */
int az_part_find(struct az_parts *parts, const char *name, enum az_aside aside);

static inline void az_inside_enter(struct az_inside *inside, int part, int64_t now)
{
	atomic_store_explicit(&inside->since, now, memory_order_relaxed);
	atomic_store_explicit(&inside->part, part + 1, memory_order_release);
	/* What follows may be code of somebody else: the store must not wait behind it. */
	atomic_signal_fence(memory_order_seq_cst);
}

static inline void az_inside_leave(struct az_inside *inside)
{
	atomic_signal_fence(memory_order_seq_cst);
	atomic_store_explicit(&inside->part, 0, memory_order_release);
}

#endif
