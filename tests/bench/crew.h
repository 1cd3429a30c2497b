/* Threads that do the same thing side by side for some seconds, and how long each
 * time took. */
#ifndef BENCH_CREW_H
#define BENCH_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct times {
	uint32_t *us;
	size_t count, room;
};

struct hand {
	size_t number;     /* 0, 1, ... */
	void *self;        /* what the work knows */
	int64_t until;     /* us; work may go on beyond it only to finish what it began */
	struct times times;
	size_t failed;
};

struct crew_result {
	double seconds;        /* from the first start to the last end */
	size_t count, least;   /* done by all; by the one who did least */
	size_t failed;
	double p50, p99, slowest; /* ms */
};

int64_t now_us(void);
void times_add(struct times *times, int64_t us);

/* Runs work(hand) in `hands` threads, all from the same moment on. */
struct crew_result crew_run(size_t hands, double seconds, void *const *selves, void (*work)(struct hand *hand));

/* "rate=... p50=... p99=... slowest=... count=... least=... failed=..." */
void crew_print(const struct crew_result *result);

/* A number from the command line, or the end of the program. */
size_t number_of(const char *text, size_t most);

#endif
