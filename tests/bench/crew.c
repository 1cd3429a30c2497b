/* Threads that do the same thing side by side for some seconds. */
#include "crew.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static pthread_barrier_t gate;
static void (*crew_work)(struct hand *hand);
static double crew_seconds;

int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void times_add(struct times *times, int64_t us)
{
	if (times->count == times->room) {
		times->room = times->room == 0 ? 4096 : times->room * 2;
		times->us = realloc(times->us, times->room * sizeof *times->us);
		if (times->us == NULL)
			abort();
	}
	times->us[times->count++] = (uint32_t)us;
}

static void *begin(void *self)
{
	struct hand *hand = self;
	pthread_barrier_wait(&gate);
	hand->until = now_us() + (int64_t)(crew_seconds * 1e6);
	crew_work(hand);
	return NULL;
}

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static struct crew_result add_up(const struct hand *hands, size_t count, int64_t began)
{
	struct crew_result result = {.seconds = (double)(now_us() - began) / 1e6, .least = SIZE_MAX};
	struct times all = {0};
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < hands[i].times.count; j++)
			times_add(&all, hands[i].times.us[j]);
		if (hands[i].times.count < result.least)
			result.least = hands[i].times.count;
		result.failed += hands[i].failed;
		free(hands[i].times.us);
	}
	result.count = all.count;
	if (all.count > 0) {
		qsort(all.us, all.count, sizeof *all.us, by_size);
		result.p50 = all.us[all.count / 2] / 1000.0;
		result.p99 = all.us[all.count * 99 / 100] / 1000.0;
		result.slowest = all.us[all.count - 1] / 1000.0;
	}
	free(all.us);
	return result;
}

struct crew_result crew_run(size_t count, double seconds, void *const *selves, void (*work)(struct hand *hand))
{
	struct hand *hands = calloc(count, sizeof *hands);
	pthread_t *threads = calloc(count, sizeof *threads);
	pthread_attr_t small;
	if (hands == NULL || threads == NULL)
		abort();
	crew_work = work;
	crew_seconds = seconds;
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 256 * 1024);
	pthread_barrier_init(&gate, NULL, (unsigned)count + 1);
	for (size_t i = 0; i < count; i++) {
		hands[i] = (struct hand){.number = i, .self = selves[i]};
		if (pthread_create(&threads[i], &small, begin, &hands[i]) != 0)
			abort();
	}
	pthread_barrier_wait(&gate);
	int64_t began = now_us();
	for (size_t i = 0; i < count; i++)
		pthread_join(threads[i], NULL);
	struct crew_result result = add_up(hands, count, began);
	pthread_barrier_destroy(&gate);
	pthread_attr_destroy(&small);
	free(threads);
	free(hands);
	return result;
}

void crew_print(const struct crew_result *result)
{
	printf("rate=%.1f p50=%.2f p99=%.2f slowest=%.2f count=%zu least=%zu failed=%zu\n",
	       (double)result->count / result->seconds, result->p50, result->p99, result->slowest, result->count,
	       result->least, result->failed);
}

size_t number_of(const char *text, size_t most)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);
	if (*text == '\0' || *end != '\0' || number > most) {
		fprintf(stderr, "bench: \"%s\" is not a number up to %zu\n", text, most);
		exit(2);
	}
	return number;
}
