/* One HTTP request as the worker read it from nginx, and the answer to it.
 * Strings live in the request's arena. */
#ifndef AZ_SERVER_REQUEST_H
#define AZ_SERVER_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/result.h"
#include "base/text.h"

/* Bits; HEAD is read as GET, nginx drops the body. No bit: a method that no route has. */
enum az_method { AZ_GET = 1, AZ_POST = 2 };

#define AZ_PATH_PARAMS 4
#define AZ_PAIRS_MAX 64

struct az_pair {
	const char *name, *value;
};

struct az_form_data;

struct az_request {
	struct az_arena *arena;
	unsigned method;
	const char *path; /* decoded, valid UTF-8, begins with '/' */
	const char *query; /* raw, "" when absent */
	struct az_pair pairs[AZ_PAIRS_MAX]; /* of the query, decoded, valid UTF-8 */
	size_t pair_count;
	const char *cookies; /* the raw header, "" when absent */
	const char *host, *scheme; /* as the visitor wrote them, "" when absent: never trusted for more than an address to show */
	bool own_page; /* the browser says that a page of ours sent it (Sec-Fetch-Site: same-origin) */
	const char *content_type;
	size_t content_length;
	bool not_utf8; /* why az_request_read gave AZ_INVALID: path or query are in another encoding */
	const char *id; /* 16 hexadecimal digits, made by nginx or by us */
	const char *params[AZ_PATH_PARAMS]; /* what the route's {names} matched, in order */
	struct az_form_data *form; /* parsed and checked; NULL when the route has none or the method is GET */
	const char *form_token;    /* the token the form came with, once it was found genuine: one submission */

	/* Gives the next bytes of the body, at most n; 0 at its end, negative when it broke off. */
	long (*read)(void *stream, char *p, size_t n);
	void *stream;
};

/* A value of the query, "" when absent. */
const char *az_request_query(const struct az_request *request, const char *name);

/* A cookie's value (copied), NULL when absent. */
const char *az_request_cookie(const struct az_request *request, const char *name);

/* Fills a request from FastCGI's parameters. AZ_INVALID: the request is malformed (bad percent coding, bytes that are not
 * UTF-8, too many pairs, an impossible length). `param` looks a parameter up, NULL when absent. */
enum az_result az_request_read(struct az_request *request, const char *(*param)(void *self, const char *name),
                               void *self) AZ_CHECKED;

#define AZ_HEADERS_MAX 16

struct az_response {
	struct az_arena *arena;
	int status; /* 0 means 200 */
	const char *content_type;
	struct az_pair headers[AZ_HEADERS_MAX];
	size_t header_count;
	struct az_text body;
	/* An answer of any length: called once after the headers went out; writes with az_response_write. A result
	 * other than AZ_OK breaks the connection, so that a short answer is never taken for a whole one. */
	enum az_result (*stream)(void *self, struct az_response *response);
	void *stream_self;
	bool (*write)(void *out, const char *p, size_t n); /* set by the worker */
	void *out;
};

void az_response_header(struct az_response *response, const char *name, const char *value);
/* A cookie, HttpOnly; `max_age` in seconds, -1 until the browser closes, 0 removes it. */
struct az_cookie {
	const char *name, *value, *path;
	bool strict; /* SameSite=Strict, else Lax */
	bool secure; /* only over HTTPS */
	long max_age;
};
void az_response_cookie(struct az_response *response, const struct az_cookie *cookie);
bool az_response_write(struct az_response *response, const char *p, size_t n);

#endif
