/* ClamAV's daemon: whether a stream of bytes is known malware. One connection a stream, the command zINSTREAM (clamd(8)):
 * pieces with their lengths in front, an empty one at the end, one line back. Nothing of it lies on a disk here, and clamd
 * is on this host. */
#ifndef AZ_BASE_CLAMD_H
#define AZ_BASE_CLAMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AZ_CLAMD_LINE 256

enum az_clamd_word {
	AZ_CLAMD_CLEAN,
	AZ_CLAMD_FOUND,  /* the line's name says what */
	AZ_CLAMD_UNABLE, /* it answered, and not with a judgement: the stream is longer than it takes, or cannot be read */
	AZ_CLAMD_AWAY    /* it did not answer, or not in time */
};

struct az_clamd {
	int fd;        /* -1: not connected, or broken off */
	int64_t until; /* monotonic */
	char line[AZ_CLAMD_LINE];
};

/* Is this an address: the path of a unix socket, or 127.0.0.1, ::1 in brackets or localhost with a port? */
bool az_clamd_address(const char *address);

/* Connects, and begins a stream that is over in `ms`. False, with a line in the log: nobody is there. */
bool az_clamd_open(struct az_clamd *clamd, const char *address, int64_t ms);

/* A piece of it; false when the daemon wants no more, and az_clamd_end tells why. */
bool az_clamd_write(struct az_clamd *clamd, const void *p, size_t n);

/* The end: waits for the word and closes. *name: of what was found, within clamd->line, for the log and for people; "" for
 * anything else. */
enum az_clamd_word az_clamd_end(struct az_clamd *clamd, const char **name);

#endif
