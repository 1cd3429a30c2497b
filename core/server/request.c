/* Reading a request's head; building an answer's. */
#include "server/request.h"

#include <stdlib.h>
#include <string.h>

#define PATH_MAX_BYTES 512
#define QUERY_MAX_BYTES 2048

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Percent-decodes n bytes; NULL when the coding is broken or the result is not UTF-8, which the request then says. */
static const char *decode(struct az_request *request, const char *p, size_t n, bool plus)
{
	char *out = az_alloc(request->arena, n + 1);
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '%') {
			int high = i + 2 < n ? hex_digit(p[i + 1]) : -1; /* both digits lie within n */
			int low = i + 2 < n ? hex_digit(p[i + 2]) : -1;
			if (high < 0 || low < 0)
				return NULL;
			out[length++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[length++] = plus && p[i] == '+' ? ' ' : p[i];
		}
	}
	if (az_utf8_check(out, length) == length)
		return out;
	request->not_utf8 = true;
	return NULL;
}

static enum az_result read_pairs(struct az_request *request)
{
	const char *at = request->query;
	while (*at != '\0') {
		size_t n = strcspn(at, "&");
		if (n > 0) {
			size_t name = strcspn(at, "=&");
			struct az_pair *pair = &request->pairs[request->pair_count];
			if (request->pair_count == AZ_PAIRS_MAX)
				return AZ_INVALID;
			pair->name = decode(request, at, name, true);
			pair->value = name < n ? decode(request, at + name + 1, n - name - 1, true) : "";
			if (pair->name == NULL || pair->value == NULL)
				return AZ_INVALID;
			request->pair_count++;
		}
		at += n;
		if (*at == '&')
			at++;
	}
	return AZ_OK;
}

static unsigned method_of(const char *name)
{
	if (az_streq(name, "GET") || az_streq(name, "HEAD"))
		return AZ_GET;
	return az_streq(name, "POST") ? AZ_POST : 0;
}

static const char *or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

enum az_result az_request_read(struct az_request *request, const char *(*param)(void *self, const char *name),
                               void *self)
{
	struct az_arena *arena = request->arena;
	const char *uri = or_empty(param(self, "REQUEST_URI"));
	const char *length = or_empty(param(self, "CONTENT_LENGTH"));
	int64_t content_length = 0;
	request->query = "";
	request->path = "/";
	request->cookies = az_copy(arena, or_empty(param(self, "HTTP_COOKIE")));
	request->host = az_copy(arena, or_empty(param(self, "HTTP_HOST")));
	request->own_page = strcmp(or_empty(param(self, "HTTP_SEC_FETCH_SITE")), "same-origin") == 0;
	request->scheme = az_copy(arena, or_empty(param(self, "REQUEST_SCHEME")));
	request->content_type = az_copy(arena, or_empty(param(self, "CONTENT_TYPE")));
	request->method = method_of(param(self, "REQUEST_METHOD"));
	size_t path = strcspn(uri, "?");
	if (uri[0] != '/' || path > PATH_MAX_BYTES || strlen(uri) - path > QUERY_MAX_BYTES)
		return AZ_INVALID;
	const char *decoded = decode(request, uri, path, false);
	if (decoded == NULL)
		return AZ_INVALID;
	request->path = decoded;
	request->query = uri[path] == '?' ? az_copy(arena, uri + path + 1) : "";
	if (length[0] != '\0' && !az_parse_int(length, 0, INT64_C(1) << 40, &content_length))
		return AZ_INVALID;
	request->content_length = (size_t)content_length;
	return read_pairs(request);
}

const char *az_request_query(const struct az_request *request, const char *name)
{
	for (size_t i = 0; i < request->pair_count; i++)
		if (strcmp(request->pairs[i].name, name) == 0)
			return request->pairs[i].value;
	return "";
}

const char *az_request_cookie(const struct az_request *request, const char *name)
{
	size_t n = strlen(name);
	for (const char *at = request->cookies; *at != '\0';) {
		at += strspn(at, "; ");
		size_t length = strcspn(at, ";");
		if (length > n && strncmp(at, name, n) == 0 && at[n] == '=')
			return az_copy_n(request->arena, at + n + 1, length - n - 1);
		at += length;
	}
	return NULL;
}

void az_response_header(struct az_response *response, const char *name, const char *value)
{
	if (response->header_count < AZ_HEADERS_MAX)
		response->headers[response->header_count++] = (struct az_pair){name, value};
}

void az_response_cookie(struct az_response *response, const struct az_cookie *cookie)
{
	const char *age =
		cookie->max_age < 0 ? "" : az_format(response->arena, "; Max-Age=%ld", cookie->max_age);
	az_response_header(response, "Set-Cookie",
	                   az_format(response->arena, "%s=%s; Path=%s; HttpOnly; SameSite=%s%s%s", cookie->name,
	                             cookie->value, cookie->path, cookie->strict ? "Strict" : "Lax",
	                             cookie->secure ? "; Secure" : "", age));
}

bool az_response_write(struct az_response *response, const char *p, size_t n)
{
	return response->write(response->out, p, n);
}
