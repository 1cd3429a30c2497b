/* Kept connections that ask again and again: does each of them get its answers?
 * Afterwards they stay open and idle while a newcomer asks: does it get in?
 *
 *   kept PORT PATH CONNECTIONS SECONDS [COOKIE] */
#include <stdio.h>
#include <stdlib.h>

#include "crew.h"
#include "http.h"

#define NEWCOMER_ASKS 20

static char *request;
static size_t request_n;

static void ask(struct hand *hand)
{
	struct http *http = hand->self;
	while (now_us() < hand->until) {
		int64_t began = now_us();
		if (http_ask(http, request, request_n) == 200)
			times_add(&hand->times, now_us() - began);
		else
			hand->failed++;
	}
}

int main(int argc, char **argv)
{
	if (argc < 5 || argc > 6) {
		fputs("usage: kept PORT PATH CONNECTIONS SECONDS [COOKIE]\n", stderr);
		return 2;
	}
	int port = (int)number_of(argv[1], 65535);
	const char *cookie = argc == 6 ? argv[5] : "";
	size_t count = number_of(argv[3], 1000);
	struct http *all = calloc(count, sizeof *all);
	void **selves = calloc(count, sizeof *selves);
	if (all == NULL || selves == NULL)
		abort();
	request = http_get_text(argv[2], cookie, &request_n);
	for (size_t i = 0; i < count; i++) {
		http_init(&all[i], port);
		selves[i] = &all[i];
	}
	struct crew_result result = crew_run(count, atof(argv[4]), selves, ask);
	double slowest = 0;
	for (int i = 0; i < NEWCOMER_ASKS; i++) {
		int64_t began = now_us();
		if (http_status(port, argv[2], cookie) != 200)
			result.failed++;
		double ms = (double)(now_us() - began) / 1000;
		slowest = ms > slowest ? ms : slowest;
	}
	printf("newcomer=%.2f ", slowest);
	crew_print(&result);
	return 0;
}
