/* What the two encodings of a form's body share; nobody else includes it. */
#ifndef AZ_SERVER_PART_PRIVATE_H
#define AZ_SERVER_PART_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/multipart.h"

#define AZ_BOUNDARY_MAX 70 /* RFC 2046, 5.1.1 */

enum az_part_state {
	AZ_PART_PREAMBLE,   /* before the first boundary: dropped */
	AZ_PART_AFTER,      /* behind a boundary: "--", or padding and a line end */
	AZ_PART_PADDING,    /* white space behind a boundary, then a line end */
	AZ_PART_LINE_END,   /* the CR was read */
	AZ_PART_CLOSING,    /* one hyphen behind a boundary was read */
	AZ_PART_HEADER,     /* a line of a part's header */
	AZ_PART_HEADER_END, /* its CR was read */
	AZ_PART_DATA,       /* the part's content, or a boundary that begins */
	AZ_PART_CLOSED,     /* behind the last boundary: padding, then nothing or a line end */
	AZ_PART_CLOSED_END, /* its CR was read */
	AZ_PART_EPILOGUE,   /* behind the last boundary's line: dropped */
	AZ_PART_NAME,       /* urlencoded: a name */
	AZ_PART_VALUE,      /* urlencoded: its value */
	AZ_PART_FAILED
};

struct az_part_parser {
	struct az_part_limits limits;
	struct az_part_sink sink;
	enum az_part_state state;
	uint64_t offset; /* bytes of the body that were read before the current one */
	size_t parts;    /* that were begun */
	size_t bytes;    /* of the current part's content */
	char fault[120];

	/* multipart/form-data */
	char delimiter[AZ_BOUNDARY_MAX + 5]; /* CR LF "--" boundary */
	size_t delimiter_n;
	size_t matched; /* bytes of the delimiter that were just seen */
	size_t unsaid;  /* of these, at the front, those that are no content when it breaks off */
	size_t header;  /* bytes of the current part's header */
	char *line;     /* limits.header + 1 bytes: a line of the header, or a name */
	size_t line_n;
	char *name, *filename, *type, *scratch; /* of the current part, limits.header + 1 bytes each */
	bool has_name, has_filename, has_type, has_disposition;

	/* application/x-www-form-urlencoded */
	int escape;         /* digits of a %XX that are still to come */
	unsigned int value; /* of the first digit */
	char held[512];     /* decoded bytes on their way to the sink */
	size_t held_n;
};

/* Records what was wrong at the current byte, for good. */
enum az_result az_part_fail(struct az_part_parser *parser, enum az_result result, const char *what);

/* The sink, with the limits watched and its refusals recorded. */
enum az_result az_part_begin(struct az_part_parser *parser, const char *name, const char *filename, const char *type);
enum az_result az_part_data(struct az_part_parser *parser, uint64_t offset, const char *p, size_t n); /* of p[0] */
enum az_result az_part_end(struct az_part_parser *parser);

/* One line of a part's header, terminated, without its line end (part_header.c). */
enum az_result az_part_header_line(struct az_part_parser *parser);

/* The parameter at *at, which stands at a ';' or at the end. 1: `name` and `value`
 * (`size` bytes) are set and *at moved on; 0: no more; -1: malformed or too long. */
#define AZ_PARAMETER_NAME 64
int az_part_parameter(const char **at, char name[AZ_PARAMETER_NAME], char *value, size_t size);

enum az_result az_urlencoded_feed(struct az_part_parser *parser, const char *p, size_t n);
enum az_result az_urlencoded_finish(struct az_part_parser *parser);

#endif
