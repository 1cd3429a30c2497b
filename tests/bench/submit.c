/* Reports through the portal's form, as a browser sends them.
 *
 *   submit PORT CONNECTIONS SECONDS PHOTO_BYTES
 *
 * First each connection fetches forms for SECONDS and keeps their tokens, then it
 * sends one report a token until the tokens or SECONDS are used up. Prints one
 * line a phase: "form rate=..." and "report rate=...". With PHOTO_BYTES above 0
 * each report carries two pictures of that size. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "report_form.h"
#include "sample.h"

#define TOKENS 20000

struct sender {
	struct visitor visitor;
	char (*tokens)[TOKEN_MAX];
	size_t count, used;
	size_t most;
};

static size_t photo_bytes;
static char *photo;

static void fetch_forms(struct hand *hand)
{
	struct sender *sender = hand->self;
	while (now_us() < hand->until && sender->count < sender->most) {
		int64_t began = now_us();
		if (fetch_form(&sender->visitor, sender->tokens[sender->count])) {
			sender->count++;
			times_add(&hand->times, now_us() - began);
		} else
			hand->failed++;
	}
}

static void send_reports(struct hand *hand)
{
	struct sender *sender = hand->self;
	while (now_us() < hand->until && sender->used < sender->count) {
		int64_t began = now_us();
		if (send_form(&sender->visitor, sender->tokens[sender->used++], photo, photo_bytes,
		              photo_bytes > 0 ? SAMPLE_PHOTOS : 0) == 200)
			times_add(&hand->times, now_us() - began);
		else
			hand->failed++;
	}
}

static void make_photo(void)
{
	static const char head[] = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb";
	photo = malloc(photo_bytes + sizeof head);
	if (photo == NULL)
		abort();
	for (size_t i = 0; i < photo_bytes; i++)
		photo[i] = (char)(rand() >> 7);
	memcpy(photo, head, sizeof head - 1);
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: submit PORT CONNECTIONS SECONDS PHOTO_BYTES\n", stderr);
		return 2;
	}
	int port = (int)number_of(argv[1], 65535);
	size_t connections = number_of(argv[2], 64);
	double seconds = atof(argv[3]);
	photo_bytes = number_of(argv[4], 10U << 20);
	make_photo();
	struct sender *senders = calloc(connections, sizeof *senders);
	void **selves = calloc(connections, sizeof *selves);
	if (senders == NULL || selves == NULL)
		abort();
	for (size_t i = 0; i < connections; i++) {
		senders[i].most = photo_bytes > 0 ? 200 : TOKENS / connections;
		senders[i].tokens = calloc(senders[i].most, TOKEN_MAX);
		if (senders[i].tokens == NULL)
			abort();
		visitor_init(&senders[i].visitor, port, photo_bytes, SAMPLE_PHOTOS);
		selves[i] = &senders[i];
	}
	struct crew_result form = crew_run(connections, seconds, selves, fetch_forms);
	printf("form ");
	crew_print(&form);
	struct crew_result report = crew_run(connections, seconds, selves, send_reports);
	printf("report ");
	crew_print(&report);
	return 0;
}
