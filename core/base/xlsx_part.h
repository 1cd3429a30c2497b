/* Shared by xlsx_read.c and xlsx_part.c only: one XML part of a workbook, inflated and parsed within the limits. */
#ifndef AZ_BASE_XLSX_PART_H
#define AZ_BASE_XLSX_PART_H

#include <zip.h>

#include "base/buffer.h"
#include "base/xlsx_read.h"

struct az_xlsx_reading {
	struct az_arena *arena;
	const struct az_xlsx_limits *limits;
	zip_t *zip;
	size_t inflated; /* so far */
	struct az_problem *fault;
	const char *part; /* being read */
	struct az_buffer text; /* of the element being captured */
	bool capture;
	bool failed;
	/* What the part at hand is read into. Names come without their prefix; attributes as expat gives them. */
	void (*start)(void *self, const char *name, const char **attributes);
	void (*end)(void *self, const char *name);
	void *self;
};

/* Records the first fault, "xlsx.fault.<key>"; arguments {0}, {1}. */
void az_xlsx_fail(struct az_xlsx_reading *reading, const char *key, const char *first, const char *second);

/* Is there such a part? */
bool az_xlsx_has(struct az_xlsx_reading *reading, const char *part);

/* Parses a part with start, end and self as they are set. AZ_INVALID: a fault is recorded. */
enum az_result az_xlsx_parse(struct az_xlsx_reading *reading, const char *part) AZ_CHECKED;

/* The value of an attribute, whatever its prefix; NULL when absent. */
const char *az_xlsx_attribute(const char **attributes, const char *name);

#endif
