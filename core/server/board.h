/* The board: a small piece of shared memory where each worker writes what it is
 * doing. The master reads it to end a worker that hangs and to know where one
 * died; /metrics reads it too. No text of a request is on it. */
#ifndef AZ_SERVER_BOARD_H
#define AZ_SERVER_BOARD_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/guarded.h"

#define AZ_WORKERS_MAX 128
#define AZ_LATENCY_BUCKETS 12 /* under 1, 2, 4, ... 1024 ms, and above */

enum az_phase { AZ_PHASE_NONE = 0, AZ_PHASE_START, AZ_PHASE_IDLE, AZ_PHASE_READ, AZ_PHASE_WORK, AZ_PHASE_DRAINED };

struct az_slot {
	_Atomic int32_t phase;       /* enum az_phase */
	_Atomic int32_t pid;         /* 0: the slot is free */
	_Atomic int64_t since;       /* az_clock_monotonic when the phase began */
	_Atomic uint64_t request_id; /* the 16 digits as a number */
	_Atomic uint64_t requests;
	_Atomic uint64_t by_class[6]; /* answers by status / 100 */
	_Atomic uint64_t broken;      /* peers that were silent, dropped or lied */
	_Atomic uint64_t latency[AZ_LATENCY_BUCKETS];
	_Atomic uint64_t latency_sum_us;
	struct az_inside inside; /* which plugin, and since when */
};

struct az_board {
	_Atomic uint64_t deaths;  /* workers that died by a signal or with an error */
	_Atomic uint64_t ended;   /* workers that the watchdog ended */
	_Atomic uint64_t reloads;
	int64_t started;          /* az_clock_real at the start */
	struct az_parts plugins; /* each by its sector */
	struct az_slot slots[AZ_WORKERS_MAX];
	struct az_slot jobs; /* the job process; only `inside` is used */
};

/* Shared with every child that is forked later; ends the process on failure. */
struct az_board *az_board_new(void);

void az_slot_phase(struct az_slot *slot, enum az_phase phase);

/* The Prometheus text of the whole board, terminated, at most `size` bytes. */
size_t az_board_metrics(const struct az_board *board, char *out, size_t size);

#endif
