/* A form's body, as bytes from anybody. The input: one byte that chooses type
 * and limits, one that chooses how the body is cut, then the body.
 *
 * Held true: whatever way the bytes arrive, the same parts come out and the same
 * result with the same words; begin and end alternate; limits are kept; names are
 * UTF-8; a failure says where. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "server/multipart.h"

#include "holds.h"

static const struct az_part_limits limits[] = {{100, 2000, 5000, 20000}, {3, 80, 7, 9}};

struct seen {
	const struct az_part_limits *limits;
	char *events; /* what came, with the pieces of content joined */
	size_t n, size;
	size_t parts, bytes;
	bool open, file;
	enum az_result result;
	char fault[200];
};

static void add(struct seen *seen, const char *p, size_t n)
{
	if (seen->n + n > seen->size) {
		seen->size = 2 * (seen->n + n) + 256;
		seen->events = realloc(seen->events, seen->size);
		HOLDS(seen->events != NULL);
	}
	memcpy(seen->events + seen->n, p, n);
	seen->n += n;
}

static enum az_result on_begin(void *self, const char *name, const char *filename, const char *type)
{
	struct seen *seen = self;

	HOLDS(!seen->open);
	HOLDS(++seen->parts <= seen->limits->parts);
	HOLDS(*name != '\0' && strlen(name) <= seen->limits->header);
	HOLDS(az_utf8_check(name, strlen(name)) == strlen(name));
	add(seen, "B", 1);
	add(seen, name, strlen(name) + 1);
	if (filename != NULL) {
		HOLDS(az_utf8_check(filename, strlen(filename)) == strlen(filename));
		HOLDS(strpbrk(filename, "/\\\r\n") == NULL);
		add(seen, filename, strlen(filename) + 1);
	}
	add(seen, type, strlen(type) + 1);
	seen->open = true;
	seen->file = filename != NULL;
	seen->bytes = 0;
	return AZ_OK;
}

static enum az_result on_data(void *self, const char *p, size_t n)
{
	struct seen *seen = self;

	HOLDS(seen->open && n > 0);
	seen->bytes += n;
	HOLDS(seen->bytes <= (seen->file ? seen->limits->file : seen->limits->field));
	add(seen, p, n);
	return AZ_OK;
}

static enum az_result on_end(void *self)
{
	struct seen *seen = self;

	HOLDS(seen->open);
	seen->open = false;
	add(seen, "E", 1);
	return AZ_OK;
}

/* Feeds the body in pieces of 1 to `most` bytes that `seed` chooses; 0: whole. */
static void run(struct seen *seen, const char *type, const char *p, size_t n, size_t most, uint32_t seed)
{
	struct az_arena *arena = az_arena_new((size_t)1 << 20);
	struct az_part_parser *parser =
		az_part_parser_new(arena, type, seen->limits, (struct az_part_sink){on_begin, on_data, on_end, seen});

	HOLDS(parser != NULL);
	seen->result = AZ_OK;
	for (size_t at = 0; at < n && seen->result == AZ_OK;) {
		size_t piece = n - at;
		char *copy;

		seed = seed * 1664525U + 1013904223U;
		if (most > 0 && piece > 1 + (seed >> 16) % most)
			piece = 1 + (seed >> 16) % most;
		copy = malloc(piece); /* to its exact size: a step too far is seen */
		HOLDS(copy != NULL);
		memcpy(copy, p + at, piece);
		seen->result = az_part_feed(parser, copy, piece);
		free(copy);
		at += piece;
	}
	if (seen->result == AZ_OK)
		seen->result = az_part_finish(parser);
	HOLDS(seen->result == AZ_OK || seen->result == AZ_INVALID || seen->result == AZ_TOO_LARGE);
	HOLDS(seen->result != AZ_OK || !seen->open);
	HOLDS((seen->result == AZ_OK) == (az_part_fault(parser)[0] == '\0'));
	snprintf(seen->fault, sizeof(seen->fault), "%s", az_part_fault(parser));
	az_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const types[] = {"multipart/form-data; boundary=XyZ", "application/x-www-form-urlencoded"};
	struct seen seen[3];
	const char *type;

	if (n < 2)
		return 0;
	type = types[p[0] & 1];
	memset(seen, 0, sizeof(seen));
	for (size_t i = 0; i < 3; i++) {
		const size_t most[] = {0, 1, 2 + p[1] % 64U};

		seen[i].limits = &limits[p[0] >> 1 & 1];
		run(&seen[i], type, (const char *)p + 2, n - 2, most[i], p[1]);
	}
	for (size_t i = 1; i < 3; i++) {
		HOLDS(seen[i].result == seen[0].result);
		HOLDS(strcmp(seen[i].fault, seen[0].fault) == 0);
		HOLDS(seen[i].parts == seen[0].parts && seen[i].open == seen[0].open);
		/* What was handed over of a part that then failed depends on the pieces. */
		if (seen[0].result == AZ_OK)
			HOLDS(seen[i].n == seen[0].n &&
			      (seen[0].n == 0 || memcmp(seen[i].events, seen[0].events, seen[0].n) == 0));
	}
	for (size_t i = 0; i < 3; i++)
		free(seen[i].events);
	return 0;
}
