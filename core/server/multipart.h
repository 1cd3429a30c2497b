/* multipart/form-data (RFC 7578) and application/x-www-form-urlencoded as push
 * parsers: bytes go in as they arrive, parts come out as they are recognised.
 * No part is ever held whole; memory is bounded by the limits. Both speak to the
 * same sink, so the receiver does not know which encoding a form had. */
#ifndef AZ_SERVER_MULTIPART_H
#define AZ_SERVER_MULTIPART_H

#include <stddef.h>

#include "base/arena.h"
#include "base/result.h"

/* What receives the parts. A result other than AZ_OK ends the parsing and is
 * handed to the caller of feed or finish. Strings are terminated, valid until
 * the call returns. */
struct az_part_sink {
	/* A part begins. `filename` is NULL for an ordinary field; an empty file
	 * input has filename "". `type` is the sender's word, "" when absent. */
	enum az_result (*begin)(void *self, const char *name, const char *filename, const char *type);
	enum az_result (*data)(void *self, const char *p, size_t n); /* n > 0; called any number of times */
	enum az_result (*end)(void *self);
	void *self;
};

struct az_part_limits {
	size_t parts;      /* parts in one body */
	size_t header;     /* bytes of one part's headers, and of one field's name */
	size_t field;      /* bytes of one ordinary field */
	size_t file;       /* bytes of one file */
};

struct az_part_parser;

/* From a Content-Type header; NULL when it is neither of the two, or a
 * multipart boundary is missing, empty, longer than 70 bytes or made of bytes
 * outside RFC 2046. The parser is owned by the arena. */
struct az_part_parser *az_part_parser_new(struct az_arena *arena, const char *content_type,
                                          const struct az_part_limits *limits, struct az_part_sink sink);

/* Takes the next `n` bytes of the body. AZ_INVALID: malformed; AZ_TOO_LARGE: over
 * a limit; else what the sink said. After a failure it must not be called again. */
enum az_result az_part_feed(struct az_part_parser *parser, const char *p, size_t n) AZ_CHECKED;

/* The body has ended; AZ_INVALID when it ended too early. */
enum az_result az_part_finish(struct az_part_parser *parser) AZ_CHECKED;

/* A short English sentence for the log: what was wrong and at which byte. */
const char *az_part_fault(const struct az_part_parser *parser);

#endif
