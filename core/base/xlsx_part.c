/* A part of a workbook: out of the ZIP, through expat, under the limits. */
#include "base/xlsx_part.h"

#include <expat.h>
#include <string.h>

#include "base/arena.h"

#define PIECE 16384
#define DEPTH_MAX 64
#define TEXT_MAX ((size_t)256 << 10) /* no program lets a cell have more than 32,767 characters */
#define RATIO_FROM ((size_t)1 << 20)

struct parsing {
	struct az_xlsx_reading *reading;
	XML_Parser parser;
	size_t depth;
};

void az_xlsx_fail(struct az_xlsx_reading *reading, const char *key, const char *first, const char *second)
{
	if (reading->failed)
		return;
	reading->failed = true;
	*reading->fault = (struct az_problem){az_format(reading->arena, "xlsx.fault.%s", key), {first, second}};
}

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon == NULL ? name : colon + 1;
}

const char *az_xlsx_attribute(const char **attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

bool az_xlsx_has(struct az_xlsx_reading *reading, const char *part)
{
	return zip_name_locate(reading->zip, part, ZIP_FL_NOCASE) >= 0;
}

static void stop_when_failed(struct parsing *parsing)
{
	if (parsing->reading->failed)
		XML_StopParser(parsing->parser, XML_FALSE);
}

static void XMLCALL start(void *self, const char *name, const char **attributes)
{
	struct parsing *parsing = self;
	if (++parsing->depth > DEPTH_MAX)
		az_xlsx_fail(parsing->reading, "broken", parsing->reading->part, NULL);
	else
		parsing->reading->start(parsing->reading->self, local(name), attributes);
	stop_when_failed(parsing);
}

static void XMLCALL end(void *self, const char *name)
{
	struct parsing *parsing = self;
	parsing->depth--;
	parsing->reading->end(parsing->reading->self, local(name));
	stop_when_failed(parsing);
}

static void XMLCALL characters(void *self, const char *p, int n)
{
	struct parsing *parsing = self;
	struct az_xlsx_reading *reading = parsing->reading;
	if (!reading->capture)
		return;
	if (reading->text.n + (size_t)n > TEXT_MAX)
		az_xlsx_fail(reading, "broken", reading->part, NULL);
	else
		az_buffer_add(&reading->text, p, (size_t)n);
	stop_when_failed(parsing);
}

/* No workbook has one; entities, and with them every way to make much of little, begin here. */
static void XMLCALL doctype(void *self, const char *name, const char *system, const char *public, int internal)
{
	struct parsing *parsing = self;
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	az_xlsx_fail(parsing->reading, "dtd", parsing->reading->part, NULL);
	stop_when_failed(parsing);
}

static enum az_result feed(struct parsing *parsing, const char *p, size_t n, bool last)
{
	struct az_xlsx_reading *reading = parsing->reading;
	if (XML_Parse(parsing->parser, p, (int)n, last) == XML_STATUS_OK)
		return AZ_OK;
	az_xlsx_fail(reading, "xml", reading->part,
	             az_format(reading->arena, "%lu", (unsigned long)XML_GetCurrentLineNumber(parsing->parser)));
	return AZ_INVALID;
}

static enum az_result inflate_into(struct parsing *parsing, zip_file_t *file, size_t packed)
{
	struct az_xlsx_reading *reading = parsing->reading;
	const struct az_xlsx_limits *limits = reading->limits;
	char piece[PIECE];
	size_t size = 0;
	if (packed > limits->bytes)
		packed = limits->bytes; /* its own word for it */
	for (;;) {
		zip_int64_t n = zip_fread(file, piece, sizeof piece);
		if (n < 0) {
			az_xlsx_fail(reading, "broken", reading->part, NULL);
			return AZ_INVALID;
		}
		size += (size_t)n;
		reading->inflated += (size_t)n;
		if (reading->inflated > limits->inflated ||
		    (size > RATIO_FROM && size / limits->ratio >= (packed == 0 ? 1 : packed))) {
			az_xlsx_fail(reading, "inflated",
			             az_format(reading->arena, "%zu", limits->inflated >> 20), NULL);
			return AZ_INVALID;
		}
		AZ_TRY(feed(parsing, piece, (size_t)n, n == 0));
		if (n == 0)
			return AZ_OK;
	}
}

enum az_result az_xlsx_parse(struct az_xlsx_reading *reading, const char *part)
{
	struct parsing parsing = {.reading = reading};
	zip_int64_t index = zip_name_locate(reading->zip, part, ZIP_FL_NOCASE);
	zip_stat_t about;
	reading->part = part;
	reading->capture = false;
	zip_file_t *file = index < 0 ? NULL : zip_fopen_index(reading->zip, (zip_uint64_t)index, 0);
	if (file == NULL || zip_stat_index(reading->zip, (zip_uint64_t)index, 0, &about) != 0 ||
	    (about.valid & ZIP_STAT_COMP_SIZE) == 0) {
		if (file != NULL)
			zip_fclose(file);
		az_xlsx_fail(reading, "broken", part, NULL);
		return AZ_INVALID;
	}
	enum az_result result = AZ_INVALID;
	parsing.parser = XML_ParserCreate(NULL);
	if (parsing.parser == NULL) {
		az_xlsx_fail(reading, "broken", part, NULL);
	} else {
		XML_SetUserData(parsing.parser, &parsing);
		XML_SetElementHandler(parsing.parser, start, end);
		XML_SetCharacterDataHandler(parsing.parser, characters);
		XML_SetStartDoctypeDeclHandler(parsing.parser, doctype);
		result = inflate_into(&parsing, file, (size_t)about.comp_size);
		XML_ParserFree(parsing.parser);
	}
	zip_fclose(file);
	return result;
}
