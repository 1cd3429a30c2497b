/* Writing JSON (RFC 8259) straight into a buffer. Commas and nesting are kept
 * here; a call out of place is a fault of ours and is reported by az_json_end. */
#ifndef AZ_BASE_JSON_H
#define AZ_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/decimal.h"

#define AZ_JSON_DEPTH 32

struct az_json {
	struct az_buffer *out;
	uint32_t depth;
	uint32_t objects; /* bit d: the container at depth d is an object */
	uint32_t started; /* bit d: it has a member already */
	bool keyed;       /* a key waits for its value */
	bool whole;       /* the outermost value is written */
	bool broken;
};

void az_json_begin(struct az_json *json, struct az_buffer *out);

/* Is the text whole: one value, all containers closed, nothing out of place? */
bool az_json_end(const struct az_json *json);

void az_json_object(struct az_json *json);
void az_json_array(struct az_json *json);
void az_json_close(struct az_json *json); /* the innermost object or array */

void az_json_key(struct az_json *json, const char *key);

/* Bytes that are no UTF-8 become U+FFFD; "<" is escaped, so that the text can
 * stand inside a page's script element. */
void az_json_string(struct az_json *json, const char *s); /* NULL: null */
void az_json_string_n(struct az_json *json, const char *p, size_t n);
void az_json_int(struct az_json *json, int64_t value);
void az_json_decimal(struct az_json *json, struct az_dec value); /* a number with its places */
void az_json_bool(struct az_json *json, bool value);
void az_json_null(struct az_json *json);

/* A key and its value. */
void az_json_put_string(struct az_json *json, const char *key, const char *s);
void az_json_put_int(struct az_json *json, const char *key, int64_t value);
void az_json_put_bool(struct az_json *json, const char *key, bool value);

#endif
