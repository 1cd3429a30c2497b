/* A worker: takes one request at a time from the shared socket and hands it to
 * the application. */
#ifndef AZ_SERVER_WORKER_H
#define AZ_SERVER_WORKER_H

#include "server/board.h"
#include "server/request.h"

/* The application, as the server sees it. */
struct az_app {
	/* In the worker, after fork: connects, loads plugins. NULL ends the worker. */
	void *(*start)(void *base, struct az_board *board, struct az_slot *slot);
	/* Answers one request; never fails: an error becomes an error page. */
	void (*answer)(void *self, struct az_request *request, struct az_response *response);
	void (*stop)(void *self);
	/* In a process of its own: housekeeping; returns when *stop_flag is set. */
	void (*jobs)(void *base, struct az_board *board, const volatile int *stop_flag);
	void *base; /* what the master made before the fork; the children only read it */
};

struct az_worker_limits {
	int read_ms;          /* a peer has this long for its parameters, and for each piece of the body */
	size_t arena;         /* bytes that one request may use */
	unsigned requests;    /* after so many the worker ends and is replaced; 0: never */
	size_t grown;         /* so does one that has ever held so many bytes: something leaks; 0: never */
};

/* Runs until SIGTERM or SIGQUIT; a request in hand is finished first. Returns the exit status. */
int az_worker_run(int socket, struct az_slot *slot, struct az_board *board, const struct az_app *app,
                  const struct az_worker_limits *limits);

#endif
