/* A part's header: what it is called, whether it is a file, what type its
 * sender says. RFC 7578, with what browsers write (the HTML standard's
 * "multipart/form-data encoding algorithm") and nothing looser. */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "server/part_private.h"

static bool token_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static const char *skip_white(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* The text between quotes. A backslash stands for itself unless a quote or
 * another backslash follows: old browsers send whole Windows paths. */
static const char *quoted(const char *s, char *value, size_t size)
{
	size_t n = 0;

	while (*s != '"') {
		if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		if (*s == '\0' || n + 1 >= size)
			return NULL;
		value[n++] = *s++;
	}
	value[n] = '\0';
	return s + 1;
}

/* Up to white space or the next parameter: besides RFC 2045's tokens the
 * characters of boundaries that senders forget to quote. */
static const char *bare(const char *s, char *value, size_t size)
{
	size_t n = 0;

	while (token_character(*s) || (*s != '\0' && strchr("/:=?(),", *s) != NULL)) {
		if (n + 1 >= size)
			return NULL;
		value[n++] = *s++;
	}
	value[n] = '\0';
	return n > 0 ? s : NULL;
}

int az_part_parameter(const char **at, char name[AZ_PARAMETER_NAME], char *value, size_t size)
{
	const char *s = skip_white(*at);
	size_t n = 0;

	if (*s == '\0')
		return 0;
	if (*s != ';')
		return -1;
	s = skip_white(s + 1);
	if (*s == '\0')
		return 0;
	while (token_character(*s) && n + 1 < AZ_PARAMETER_NAME)
		name[n++] = *s++;
	name[n] = '\0';
	if (n == 0 || *s != '=')
		return -1;
	s = s[1] == '"' ? quoted(s + 2, value, size) : bare(s + 1, value, size);
	if (s == NULL)
		return -1;
	*at = s;
	return 1;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
		return (c | 0x20) - 'a' + 10;
	return -1;
}

/* Browsers send only a quote and line ends as %XX, other clients the whole name
 * (RFC 7578, 4.2). It is decoded when all of it decodes to a name without control
 * characters; else the per cent signs were meant as such. */
static void decode_filename(char *filename, char *scratch)
{
	size_t n = 0;

	for (const char *s = filename; *s != '\0'; s++) {
		char c = *s;

		if (c == '%') {
			int high = hex_digit(s[1]);
			int low = high < 0 ? -1 : hex_digit(s[2]);

			if (low < 0)
				return;
			c = (char)(high * 16 + low);
			s += 2;
		}
		if ((unsigned char)c < 0x20 || c == 0x7f)
			return;
		scratch[n++] = c;
	}
	if (az_utf8_check(scratch, n) != n)
		return;
	memcpy(filename, scratch, n);
	filename[n] = '\0';
}

/* Only what stands behind the last separator: a path is not ours to know. */
static void cut_path(char *filename)
{
	size_t start = 0;

	for (size_t i = 0; filename[i] != '\0'; i++)
		if (filename[i] == '/' || filename[i] == '\\')
			start = i + 1;
	memmove(filename, filename + start, strlen(filename + start) + 1);
}

static enum az_result disposition(struct az_part_parser *parser, const char *value)
{
	const char *at;
	char *text = parser->scratch;
	char key[AZ_PARAMETER_NAME];
	int found;

	if (parser->has_disposition)
		return az_part_fail(parser, AZ_INVALID, "a part has two dispositions");
	if (strncasecmp(value, "form-data", strlen("form-data")) != 0)
		return az_part_fail(parser, AZ_INVALID, "a part's disposition is not form-data");
	parser->has_disposition = true;
	at = value + strlen("form-data");
	while ((found = az_part_parameter(&at, key, text, parser->limits.header + 1)) > 0) {
		bool is_name = strcasecmp(key, "name") == 0;

		if (!is_name && strcasecmp(key, "filename") != 0)
			continue; /* filename* too: RFC 7578 forbids it, 4.2 */
		if (is_name ? parser->has_name : parser->has_filename)
			return az_part_fail(parser, AZ_INVALID, "a part's disposition says the same twice");
		if (az_utf8_check(text, strlen(text)) != strlen(text))
			return az_part_fail(parser, AZ_INVALID, "a part's name is not UTF-8");
		memcpy(is_name ? parser->name : parser->filename, text, strlen(text) + 1);
		if (is_name)
			parser->has_name = true;
		else
			parser->has_filename = true;
	}
	if (found < 0)
		return az_part_fail(parser, AZ_INVALID, "a part's disposition is malformed");
	if (parser->has_filename) {
		decode_filename(parser->filename, text);
		cut_path(parser->filename);
	}
	return AZ_OK;
}

static enum az_result media_type(struct az_part_parser *parser, const char *value)
{
	if (parser->has_type)
		return az_part_fail(parser, AZ_INVALID, "a part has two types");
	parser->has_type = true;
	memcpy(parser->type, value, strlen(value) + 1);
	return AZ_OK;
}

/* Content is taken as it comes; an encoding that would change it is refused
 * rather than stored undecoded (RFC 7578, 4.7 deprecates them all). */
static enum az_result transfer_encoding(struct az_part_parser *parser, const char *value)
{
	static const char *const unchanged[] = {"7bit", "8bit", "binary"};

	for (size_t i = 0; i < sizeof(unchanged) / sizeof(unchanged[0]); i++)
		if (strcasecmp(value, unchanged[i]) == 0)
			return AZ_OK;
	return az_part_fail(parser, AZ_INVALID, "a part has a transfer encoding");
}

static const struct {
	const char *name;
	enum az_result (*take)(struct az_part_parser *parser, const char *value);
} headers[] = {
	{"Content-Disposition", disposition},
	{"Content-Type", media_type},
	{"Content-Transfer-Encoding", transfer_encoding},
};

enum az_result az_part_header_line(struct az_part_parser *parser)
{
	char *value = parser->line;
	size_t n = parser->line_n;
	size_t name_n = 0;

	while (token_character(value[name_n]))
		name_n++;
	if (name_n == 0 || value[name_n] != ':')
		return az_part_fail(parser, AZ_INVALID, "a line of a part's header is malformed");
	while (n > name_n + 1 && (value[n - 1] == ' ' || value[n - 1] == '\t'))
		n--;
	value[n] = '\0';
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (strlen(headers[i].name) == name_n && strncasecmp(headers[i].name, value, name_n) == 0)
			return headers[i].take(parser, skip_white(value + name_n + 1));
	return AZ_OK; /* RFC 7578, 4.8: others are ignored */
}
