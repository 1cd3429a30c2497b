/* The master: binds the socket, forks the workers and the job process, starts a
 * dead one again, ends one that hangs, reloads and drains. It has no database
 * and reads no request. */
#ifndef AZ_SERVER_MASTER_H
#define AZ_SERVER_MASTER_H

#include <stdbool.h>

#include "server/worker.h"

struct az_master_settings {
	const char *socket_path;
	unsigned workers;
	int start_ms;   /* a worker has this long to load and connect */
	int request_ms; /* a worker that is longer in one request is ended */
	int plugin_ms;  /* a worker or the job process that is longer in one call into a plugin is ended */
	size_t memory;  /* bytes that a child may take for itself; 0: no limit */
	int drain_ms;   /* at the end: after this, SIGKILL */
	struct az_worker_limits limits;
};

/* Reads the configuration again; false leaves everything as it is (the reason
 * is in the log). On success the new application and settings are used for the
 * next generation of workers. Called in the master, which must survive: what is
 * read from files is first tried in a child by `check`. */
struct az_master_hooks {
	bool (*check)(void *self);  /* in a forked child: load everything; true when all is well */
	bool (*reload)(void *self, struct az_master_settings *settings, struct az_app *app);
	/* Whether a plugin is set aside, and setting it aside, so that it outlives a restart; by its name on the board. */
	enum az_aside (*aside)(void *self, const char *plugin);
	void (*set_aside)(void *self, const char *plugin, const char *why);
	void *self;
};

/* Runs until SIGTERM or SIGINT. Returns the exit status. */
int az_master_run(struct az_master_settings *settings, struct az_app *app, const struct az_master_hooks *hooks);

#endif
