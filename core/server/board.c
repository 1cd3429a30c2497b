/* The shared board and its metrics. */
#include "server/board.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"

struct az_board *az_board_new(void)
{
	struct az_board *board =
		mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (board == MAP_FAILED) {
		az_log(AZ_LOG_ERROR, "board.memory", "cannot share %zu bytes", sizeof *board);
		exit(1);
	}
	board->started = az_clock_real();
	return board;
}

void az_slot_phase(struct az_slot *slot, enum az_phase phase)
{
	atomic_store(&slot->since, az_clock_monotonic());
	atomic_store(&slot->phase, (int32_t)phase);
}

struct sums {
	uint64_t requests, by_class[6], broken, latency[AZ_LATENCY_BUCKETS], latency_sum_us, workers;
};

static struct sums add_up(const struct az_board *board)
{
	struct sums sums = {0};
	for (size_t i = 0; i < AZ_WORKERS_MAX; i++) {
		const struct az_slot *slot = &board->slots[i];
		sums.workers += atomic_load(&slot->pid) != 0;
		sums.requests += atomic_load(&slot->requests);
		sums.broken += atomic_load(&slot->broken);
		sums.latency_sum_us += atomic_load(&slot->latency_sum_us);
		for (size_t c = 0; c < 6; c++)
			sums.by_class[c] += atomic_load(&slot->by_class[c]);
		for (size_t b = 0; b < AZ_LATENCY_BUCKETS; b++)
			sums.latency[b] += atomic_load(&slot->latency[b]);
	}
	return sums;
}

struct writer {
	char *out;
	size_t size, n;
};

static void put(struct writer *writer, const char *name, const char *labels, double value)
{
	if (writer->n < writer->size && az_print(writer->out + writer->n, writer->size - writer->n, "%s%s %.15g\n", name,
	                                         labels, value))
		while (writer->out[writer->n] != '\0')
			writer->n++;
}

static void put_latency(struct writer *writer, const struct sums *sums)
{
	uint64_t below = 0;
	char labels[40];
	for (size_t b = 0; b < AZ_LATENCY_BUCKETS; b++) {
		below += sums->latency[b];
		if (b + 1 < AZ_LATENCY_BUCKETS)
			snprintf(labels, sizeof labels, "{le=\"%g\"}", (double)(1U << b) / 1000.0);
		else
			snprintf(labels, sizeof labels, "{le=\"+Inf\"}");
		put(writer, "anze_request_seconds_bucket", labels, (double)below);
	}
	put(writer, "anze_request_seconds_sum", "", (double)sums->latency_sum_us / 1e6);
	put(writer, "anze_request_seconds_count", "", (double)below);
}

static void put_plugins(struct writer *writer, const struct az_board *board)
{
	char name[AZ_PART_NAME], labels[40];
	for (size_t i = 0; i < AZ_PARTS_MAX; i++) {
		const struct az_part *part = &board->plugins.part[i];
		uint32_t code = atomic_load(&part->name);
		if (code == 0)
			continue;
		az_part_name(code, name);
		snprintf(labels, sizeof labels, "{sector=\"%s\"}", name);
		put(writer, "anze_plugin_deaths_total", labels, (double)atomic_load(&part->deaths));
		put(writer, "anze_plugin_set_aside", labels, atomic_load(&part->aside) != AZ_ASIDE_NOT);
	}
}

size_t az_board_metrics(const struct az_board *board, char *out, size_t size)
{
	struct sums sums = add_up(board);
	struct writer writer = {out, size, 0};
	char labels[40];
	out[0] = '\0';
	put(&writer, "anze_start_time_seconds", "", (double)board->started / 1000.0);
	put(&writer, "anze_workers", "", (double)sums.workers);
	put(&writer, "anze_worker_deaths_total", "", (double)atomic_load(&board->deaths));
	put(&writer, "anze_worker_ended_by_watchdog_total", "", (double)atomic_load(&board->ended));
	put(&writer, "anze_reloads_total", "", (double)atomic_load(&board->reloads));
	put(&writer, "anze_broken_peers_total", "", (double)sums.broken);
	for (unsigned c = 1; c < 6; c++) {
		snprintf(labels, sizeof labels, "{class=\"%uxx\"}", c);
		put(&writer, "anze_requests_total", labels, (double)sums.by_class[c]);
	}
	put_latency(&writer, &sums);
	put_plugins(&writer, board);
	return writer.n;
}
