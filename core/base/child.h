/* A program of ours that runs beside: bytes in, bytes out, an end by a deadline. It gets two pipes, no environment and
 * nothing else; the caller's other descriptors are closed on exec. */
#ifndef AZ_BASE_CHILD_H
#define AZ_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct az_child {
	pid_t pid;
	int in, out;   /* -1: closed */
	int64_t until; /* monotonic, ms */
	bool late;     /* the deadline passed */
};

/* Starts `program` with one word; false when it cannot. SIGPIPE must be ignored. Ended by az_child_end in any case. */
bool az_child_start(struct az_child *child, const char *program, const char *word, int64_t ms);

/* Gives it bytes; false when it takes no more: it has ended, or the deadline passed. */
bool az_child_write(struct az_child *child, const void *p, size_t n);
void az_child_written(struct az_child *child); /* there are no more */

/* The next bytes that it wrote, at most n; 0 at their end, negative when the deadline passed. */
long az_child_read(struct az_child *child, void *p, size_t n);

/* Waits until it has ended, or ends it. Its exit status; 128 and the signal's number when one ended it. */
int az_child_end(struct az_child *child);

#endif
