#include "base/json.h"

#include <inttypes.h>
#include <string.h>

void az_json_begin(struct az_json *json, struct az_buffer *out)
{
	memset(json, 0, sizeof(*json));
	json->out = out;
}

bool az_json_end(const struct az_json *json)
{
	return json->whole && json->depth == 0 && !json->broken;
}

static uint32_t bit(const struct az_json *json)
{
	return UINT32_C(1) << (json->depth - 1);
}

/* The comma between two members. */
static void separate(struct az_json *json)
{
	if (json->started & bit(json))
		az_buffer_add_char(json->out, ',');
	json->started |= bit(json);
}

/* Called before each value; false when no value can stand here. */
static bool value_here(struct az_json *json)
{
	if (json->depth == 0) {
		if (json->whole)
			json->broken = true;
		json->whole = true;
	} else if (json->objects & bit(json)) {
		if (!json->keyed)
			json->broken = true;
		json->keyed = false;
	} else {
		if (!json->broken)
			separate(json);
	}
	return !json->broken;
}

static void open_container(struct az_json *json, bool object)
{
	if (json->depth == AZ_JSON_DEPTH)
		json->broken = true;
	if (!value_here(json))
		return;
	json->depth++;
	json->started &= ~bit(json);
	if (object)
		json->objects |= bit(json);
	else
		json->objects &= ~bit(json);
	az_buffer_add_char(json->out, object ? '{' : '[');
}

void az_json_object(struct az_json *json)
{
	open_container(json, true);
}

void az_json_array(struct az_json *json)
{
	open_container(json, false);
}

void az_json_close(struct az_json *json)
{
	if (json->depth == 0 || json->keyed)
		json->broken = true;
	if (json->broken)
		return;
	az_buffer_add_char(json->out, json->objects & bit(json) ? '}' : ']');
	json->depth--;
}

/* Bytes of p[0..n) that need no escape, from the start; they are UTF-8. */
static size_t plain(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n) {
		unsigned char c = (unsigned char)p[i];

		if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == 0x7f)
			break;
		/* U+2028 and U+2029 end a line in scripts of old. */
		if (c == 0xe2 && n - i >= 3 && (unsigned char)p[i + 1] == 0x80 &&
		    ((unsigned char)p[i + 2] & 0xfe) == 0xa8)
			break;
		i++;
	}
	return i;
}

/* Writes the escape of the character at p and returns its bytes. */
static size_t escape(struct az_buffer *out, const char *p)
{
	unsigned char c = (unsigned char)p[0];

	switch (c) {
	case '"':
		az_buffer_add_text(out, "\\\"");
		return 1;
	case '\\':
		az_buffer_add_text(out, "\\\\");
		return 1;
	case '\n':
		az_buffer_add_text(out, "\\n");
		return 1;
	case '\r':
		az_buffer_add_text(out, "\\r");
		return 1;
	case '\t':
		az_buffer_add_text(out, "\\t");
		return 1;
	case 0xe2:
		az_buffer_add_text(out, (unsigned char)p[2] == 0xa8 ? "\\u2028" : "\\u2029");
		return 3;
	default:
		az_buffer_addf(out, "\\u%04x", (unsigned int)c);
		return 1;
	}
}

static void write_string(struct az_buffer *out, const char *p, size_t n)
{
	az_buffer_add_char(out, '"');
	while (n > 0) {
		size_t good = az_utf8_check(p, n);

		while (good > 0) {
			size_t length = plain(p, good);

			az_buffer_add(out, p, length);
			if (length < good)
				length += escape(out, p + length);
			p += length;
			n -= length;
			good -= length;
		}
		if (n > 0) {
			if (*p == '\0')
				az_buffer_add_text(out, "\\u0000");
			else
				az_buffer_add_text(out, "\xef\xbf\xbd");
			p++;
			n--;
		}
	}
	az_buffer_add_char(out, '"');
}

void az_json_key(struct az_json *json, const char *key)
{
	if (json->depth == 0 || !(json->objects & bit(json)) || json->keyed)
		json->broken = true;
	if (json->broken)
		return;
	separate(json);
	write_string(json->out, key, strlen(key));
	az_buffer_add_char(json->out, ':');
	json->keyed = true;
}

void az_json_string_n(struct az_json *json, const char *p, size_t n)
{
	if (value_here(json))
		write_string(json->out, p, n);
}

void az_json_string(struct az_json *json, const char *s)
{
	if (s == NULL)
		az_json_null(json);
	else
		az_json_string_n(json, s, strlen(s));
}

void az_json_int(struct az_json *json, int64_t value)
{
	if (value_here(json))
		az_buffer_addf(json->out, "%" PRId64, value);
}

void az_json_decimal(struct az_json *json, struct az_dec value)
{
	char text[AZ_DEC_TEXT];

	az_dec_print(value, text);
	if (value_here(json))
		az_buffer_add_text(json->out, text);
}

void az_json_bool(struct az_json *json, bool value)
{
	if (value_here(json))
		az_buffer_add_text(json->out, value ? "true" : "false");
}

void az_json_null(struct az_json *json)
{
	if (value_here(json))
		az_buffer_add_text(json->out, "null");
}

void az_json_put_string(struct az_json *json, const char *key, const char *s)
{
	az_json_key(json, key);
	az_json_string(json, s);
}

void az_json_put_int(struct az_json *json, const char *key, int64_t value)
{
	az_json_key(json, key);
	az_json_int(json, value);
}

void az_json_put_bool(struct az_json *json, const char *key, bool value)
{
	az_json_key(json, key);
	az_json_bool(json, value);
}
