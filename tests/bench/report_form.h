/* The portal's report form as a browser sends it: fetched, then posted with its token and its files. */
#ifndef BENCH_REPORT_FORM_H
#define BENCH_REPORT_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "http.h"

#define TOKEN_MAX 160
#define COOKIE_MAX 200

/* One person: a connection, and the cookie that the form's token is bound to. */
struct visitor {
	struct http http;
	char cookie[COOKIE_MAX];
	char *request; /* room for a whole request */
};

/* `photo` stays the caller's; `photos` is the most that one report will carry. */
void visitor_init(struct visitor *visitor, int port, size_t photo_bytes, size_t photos);

/* The text between `before` and `end`, copied; false when it is not there or too long. */
bool between(const char *text, const char *before, char end, char *out, size_t size);

bool fetch_form(struct visitor *visitor, char token[TOKEN_MAX]);

/* Posts it with `photos` files of the same bytes; the status. The answer stands in visitor->http. */
int send_form(struct visitor *visitor, const char *token, const char *photo, size_t photo_bytes, size_t photos);

#endif
