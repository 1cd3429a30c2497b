/* A small HTTP client for the bench: one kept connection to 127.0.0.1, blocking,
 * cheap enough never to be what is measured. */
#ifndef BENCH_HTTP_H
#define BENCH_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#define HTTP_ANSWER_MAX (1U << 20)

struct http {
	int port;
	int fd;         /* -1: not connected */
	char *answer;   /* head and body of the last answer, with a terminator; HTTP_ANSWER_MAX + 1 bytes */
	char *body;     /* within answer */
	size_t body_n;
};

void http_init(struct http *http, int port);
void http_close(struct http *http);

/* Sends a whole request and reads the whole answer, whose length must be named. Its status; 0 when there was none within
 * ten seconds, or a broken one: the connection is closed then, and opened again by the next call. */
int http_ask(struct http *http, const char *request, size_t n);

/* One GET on a connection of its own: its status, 0 without an answer. */
int http_status(int port, const char *path, const char *cookie);

/* The request of a GET, with a terminator, to be freed; `cookie` may be "". */
char *http_get_text(const char *path, const char *cookie, size_t *n);

#endif
