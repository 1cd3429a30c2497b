/* The push parser of multipart/form-data: a state a byte, but for content, which
 * goes to the sink in the pieces in which it came. */
#include "server/multipart.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "server/part_private.h"

enum az_result az_part_fail(struct az_part_parser *parser, enum az_result result, const char *what)
{
	if (parser->state != AZ_PART_FAILED)
		(void)az_print(parser->fault, sizeof(parser->fault), "%s at byte %llu", what,
			       (unsigned long long)parser->offset);
	parser->state = AZ_PART_FAILED;
	return result;
}

static enum az_result answered(struct az_part_parser *parser, enum az_result result)
{
	return result == AZ_OK ? AZ_OK : az_part_fail(parser, result, "the receiver refused a part");
}

enum az_result az_part_begin(struct az_part_parser *parser, const char *name, const char *filename, const char *type)
{
	if (parser->parts >= parser->limits.parts)
		return az_part_fail(parser, AZ_TOO_LARGE, "there are too many parts");
	parser->parts++;
	parser->bytes = 0;
	return answered(parser, parser->sink.begin(parser->sink.self, name, filename, type));
}

enum az_result az_part_data(struct az_part_parser *parser, uint64_t offset, const char *p, size_t n)
{
	size_t left = (parser->has_filename ? parser->limits.file : parser->limits.field) - parser->bytes;

	if (n == 0)
		return AZ_OK;
	if (n > left) {
		parser->offset = offset + left;
		return az_part_fail(parser, AZ_TOO_LARGE,
				    parser->has_filename ? "a file is too large" : "a field is too long");
	}
	parser->bytes += n;
	return answered(parser, parser->sink.data(parser->sink.self, p, n));
}

enum az_result az_part_end(struct az_part_parser *parser)
{
	return answered(parser, parser->sink.end(parser->sink.self));
}

/* Bytes of RFC 2046's bchars; a space may not be the last. */
static bool boundary_good(const char *boundary)
{
	size_t n = strlen(boundary);

	if (n == 0 || n > AZ_BOUNDARY_MAX || boundary[n - 1] == ' ')
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = boundary[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    strchr("'()+_,-./:=? ", c) == NULL)
			return false;
	}
	return true;
}

/* What stands behind a media type that is `wanted`; NULL for another type. */
static const char *parameters_of(const char *content_type, const char *wanted)
{
	size_t n = strlen(wanted);

	while (*content_type == ' ' || *content_type == '\t')
		content_type++;
	if (strncasecmp(content_type, wanted, n) != 0)
		return NULL;
	content_type += n;
	while (*content_type == ' ' || *content_type == '\t')
		content_type++;
	return *content_type == ';' || *content_type == '\0' ? content_type : NULL;
}

static bool find_boundary(struct az_part_parser *parser, const char *parameters)
{
	char name[AZ_PARAMETER_NAME], value[256];
	bool found = false;
	int more;

	while ((more = az_part_parameter(&parameters, name, value, sizeof(value))) > 0) {
		if (strcasecmp(name, "boundary") != 0)
			continue;
		if (found || !boundary_good(value))
			return false;
		found = true;
		(void)az_print(parser->delimiter, sizeof(parser->delimiter), "\r\n--%s", value);
	}
	parser->delimiter_n = strlen(parser->delimiter);
	return found && more == 0;
}

struct az_part_parser *az_part_parser_new(struct az_arena *arena, const char *content_type,
					  const struct az_part_limits *limits, struct az_part_sink sink)
{
	struct az_part_parser *parser = AZ_NEW(arena, struct az_part_parser);
	const char *parameters;

	if (content_type == NULL)
		return NULL;
	parser->limits = *limits;
	parser->sink = sink;
	parser->line = az_alloc(arena, limits->header + 1);
	if (parameters_of(content_type, "application/x-www-form-urlencoded") != NULL) {
		parser->state = AZ_PART_NAME;
		return parser;
	}
	parameters = parameters_of(content_type, "multipart/form-data");
	if (parameters == NULL || !find_boundary(parser, parameters))
		return NULL;
	parser->name = az_alloc(arena, limits->header + 1);
	parser->filename = az_alloc(arena, limits->header + 1);
	parser->type = az_alloc(arena, limits->header + 1);
	parser->scratch = az_alloc(arena, limits->header + 1);
	parser->state = AZ_PART_PREAMBLE;
	parser->matched = parser->unsaid = 2; /* the body's start counts as a line's start */
	return parser;
}

/* Moves the match of the delimiter on by one byte; true when it is complete.
 * CR begins it and occurs nowhere else in it, so a match that breaks off leaves
 * nothing behind that could be the start of another. */
static bool matches(struct az_part_parser *parser, char c)
{
	if (c == parser->delimiter[parser->matched])
		parser->matched++;
	return parser->matched == parser->delimiter_n;
}

static void start_header(struct az_part_parser *parser)
{
	parser->state = AZ_PART_HEADER;
	parser->header = parser->line_n = 0;
	parser->has_name = parser->has_filename = parser->has_type = parser->has_disposition = false;
	parser->name[0] = parser->filename[0] = parser->type[0] = '\0';
}

/* An empty line ends the header: the part begins. */
static enum az_result header_end(struct az_part_parser *parser)
{
	if (parser->line_n > 0) {
		enum az_result result;

		parser->line[parser->line_n] = '\0';
		result = az_part_header_line(parser);
		parser->line_n = 0;
		if (result == AZ_OK)
			parser->state = AZ_PART_HEADER;
		return result;
	}
	if (!parser->has_name || parser->name[0] == '\0')
		return az_part_fail(parser, AZ_INVALID, "a part has no name");
	parser->state = AZ_PART_DATA;
	/* A part without content may do without the line end before its boundary:
	 * the empty line's own serves for both (RFC 2046, 5.1.1, body-part). */
	parser->matched = parser->unsaid = 2;
	return az_part_begin(parser, parser->name, parser->has_filename ? parser->filename : NULL, parser->type);
}

static enum az_result header_byte(struct az_part_parser *parser, char c)
{
	if (++parser->header > parser->limits.header)
		return az_part_fail(parser, AZ_TOO_LARGE, "a part's header is too long");
	if (parser->state == AZ_PART_HEADER_END)
		return c == '\n' ? header_end(parser)
				 : az_part_fail(parser, AZ_INVALID, "a part's header has a bare CR");
	if (c == '\r') {
		parser->state = AZ_PART_HEADER_END;
		return AZ_OK;
	}
	if (((unsigned char)c < 0x20 && c != '\t') || c == 0x7f)
		return az_part_fail(parser, AZ_INVALID, "a part's header has a control character");
	parser->line[parser->line_n++] = c;
	return AZ_OK;
}

/* The bytes around a boundary: a byte, the states in which it may come, and the
 * state that follows. */
static enum az_result boundary_byte(struct az_part_parser *parser, char c)
{
	static const struct {
		enum az_part_state state;
		char byte;
		enum az_part_state next;
	} steps[] = {
		{AZ_PART_AFTER, '-', AZ_PART_CLOSING},        {AZ_PART_AFTER, '\r', AZ_PART_LINE_END},
		{AZ_PART_AFTER, ' ', AZ_PART_PADDING},        {AZ_PART_AFTER, '\t', AZ_PART_PADDING},
		{AZ_PART_PADDING, ' ', AZ_PART_PADDING},      {AZ_PART_PADDING, '\t', AZ_PART_PADDING},
		{AZ_PART_PADDING, '\r', AZ_PART_LINE_END},    {AZ_PART_LINE_END, '\n', AZ_PART_HEADER},
		{AZ_PART_CLOSING, '-', AZ_PART_CLOSED},       {AZ_PART_CLOSED, ' ', AZ_PART_CLOSED},
		{AZ_PART_CLOSED, '\t', AZ_PART_CLOSED},       {AZ_PART_CLOSED, '\r', AZ_PART_CLOSED_END},
		{AZ_PART_CLOSED_END, '\n', AZ_PART_EPILOGUE},
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (steps[i].state != parser->state || steps[i].byte != c)
			continue;
		if (steps[i].next == AZ_PART_HEADER)
			start_header(parser);
		parser->state = steps[i].next;
		return AZ_OK;
	}
	return az_part_fail(parser, AZ_INVALID, "something follows a boundary");
}

/* Content and preamble: takes from `p` what goes in one step, 1 to n bytes. */
static enum az_result content(struct az_part_parser *parser, const char *p, size_t n, size_t *taken)
{
	bool kept = parser->state == AZ_PART_DATA;
	size_t before = parser->matched;
	const char *stop;

	*taken = 1;
	if (matches(parser, *p)) {
		parser->matched = 0;
		parser->state = AZ_PART_AFTER;
		return kept ? az_part_end(parser) : AZ_OK;
	}
	if (parser->matched > before)
		return AZ_OK;
	parser->matched = 0;
	if (before > 0) { /* it was none: what looked like it is content, and the byte is looked at again */
		const char *said = parser->delimiter + parser->unsaid;
		size_t said_n = before - parser->unsaid;

		*taken = 0;
		parser->unsaid = 0;
		return kept ? az_part_data(parser, parser->offset - said_n, said, said_n) : AZ_OK;
	}
	stop = memchr(p, '\r', n);
	*taken = stop != NULL ? (size_t)(stop - p) : n;
	return kept ? az_part_data(parser, parser->offset, p, *taken) : AZ_OK;
}

static enum az_result multipart_feed(struct az_part_parser *parser, const char *p, size_t n)
{
	while (n > 0) {
		size_t taken = 1;
		enum az_result result = AZ_OK;

		switch (parser->state) {
		case AZ_PART_PREAMBLE:
		case AZ_PART_DATA:
			result = content(parser, p, n, &taken);
			break;
		case AZ_PART_HEADER:
		case AZ_PART_HEADER_END:
			result = header_byte(parser, *p);
			break;
		case AZ_PART_EPILOGUE:
			taken = n;
			break;
		default:
			result = boundary_byte(parser, *p);
		}
		if (result != AZ_OK)
			return result;
		p += taken;
		n -= taken;
		parser->offset += taken;
	}
	return AZ_OK;
}

enum az_result az_part_feed(struct az_part_parser *parser, const char *p, size_t n)
{
	switch (parser->state) {
	case AZ_PART_FAILED:
		return AZ_INVALID;
	case AZ_PART_NAME:
	case AZ_PART_VALUE:
		return az_urlencoded_feed(parser, p, n);
	default:
		return multipart_feed(parser, p, n);
	}
}

enum az_result az_part_finish(struct az_part_parser *parser)
{
	switch (parser->state) {
	case AZ_PART_FAILED:
		return AZ_INVALID;
	case AZ_PART_NAME:
	case AZ_PART_VALUE:
		return az_urlencoded_finish(parser);
	case AZ_PART_CLOSED:
	case AZ_PART_CLOSED_END:
	case AZ_PART_EPILOGUE:
		return AZ_OK;
	default:
		return az_part_fail(parser, AZ_INVALID, "the body ended before its last boundary");
	}
}

const char *az_part_fault(const struct az_part_parser *parser)
{
	return parser->fault;
}
