/* What the master makes of processes that die inside a plugin: it says so in the
 * log and on the board, and sets the plugin aside when it happens too often. */
#ifndef AZ_SERVER_BLAME_H
#define AZ_SERVER_BLAME_H

#include "server/master.h"

#define AZ_BLAME_DEATHS 3     /* so many ... */
#define AZ_BLAME_WITHIN 60000 /* ... within so many ms are too often */

struct az_blame {
	struct az_board *board;
	const struct az_master_hooks *hooks;
	int64_t deaths[AZ_PARTS_MAX][AZ_BLAME_DEATHS]; /* monotonic, the newest first; 0: none */
	bool met[AZ_PARTS_MAX];
	enum az_aside written[AZ_PARTS_MAX]; /* what was kept when it was last asked for */
};

/* Notes a death at `now` among the last ones of a plugin; whether it is one too many. */
bool az_blame_too_often(int64_t deaths[AZ_BLAME_DEATHS], int64_t now);

/* A process died inside the plugin with this index; `how` is "signal=11", `request` its id, 0 for the job process. */
void az_blame_death(struct az_blame *blame, int plugin, uint64_t request, const char *how);

/* Puts on the board what the operator changed meanwhile. */
void az_blame_refresh(struct az_blame *blame);

#endif
