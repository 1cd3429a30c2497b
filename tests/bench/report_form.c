/* The portal's report form as a browser sends it. */
#include "report_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"

#define BOUNDARY "----bench-7MA4YWxkTrZu0gW"
#define HEAD_MAX 600

void visitor_init(struct visitor *visitor, int port, size_t photo_bytes, size_t photos)
{
	http_init(&visitor->http, port);
	visitor->cookie[0] = '\0';
	visitor->request = malloc(16384 + photos * (photo_bytes + 300));
	if (visitor->request == NULL)
		abort();
}

bool between(const char *text, const char *before, char end, char *out, size_t size)
{
	const char *at = strstr(text, before);
	if (at == NULL)
		return false;
	at += strlen(before);
	const char *close = strchr(at, end);
	if (close == NULL || (size_t)(close - at) >= size)
		return false;
	memcpy(out, at, (size_t)(close - at));
	out[close - at] = '\0';
	return true;
}

bool fetch_form(struct visitor *visitor, char token[TOKEN_MAX])
{
	size_t n;
	char pair[COOKIE_MAX];
	char *request = http_get_text("/report?pages=one", visitor->cookie, &n);
	int status = http_ask(&visitor->http, request, n);
	free(request);
	if (status != 200)
		return false;
	if (between(visitor->http.answer, "Set-Cookie: ", ';', pair, sizeof pair))
		memcpy(visitor->cookie, pair, sizeof pair);
	return between(visitor->http.body, "name=\"csrf\" value=\"", '"', token, TOKEN_MAX);
}

static size_t put_field(char *at, const char *name, const char *value)
{
	return (size_t)sprintf(at, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name,
	                       value);
}

static size_t put_file(char *at, size_t number, const char *photo, size_t photo_bytes)
{
	size_t n = (size_t)sprintf(at,
	                           "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"files\"; "
	                           "filename=\"photo-%zu.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n",
	                           number);
	memcpy(at + n, photo, photo_bytes);
	n += photo_bytes;
	memcpy(at + n, "\r\n", 2);
	return n + 2;
}

/* A browser sends an empty file where none was chosen. */
static size_t put_no_file(char *at)
{
	return (size_t)sprintf(at, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\"\r\n"
	                           "Content-Type: application/octet-stream\r\n\r\n\r\n");
}

static size_t put_body(char *at, const char *token, const char *photo, size_t photo_bytes, size_t photos)
{
	char *start = at;
	at += put_field(at, "csrf", token);
	at += put_field(at, "kind", SAMPLE_KIND);
	at += put_field(at, "subject", SAMPLE_SUBJECT_TYPE);
	at += put_field(at, "subject_name", SAMPLE_SUBJECT);
	at += put_field(at, "sector", SAMPLE_SECTOR);
	at += put_field(at, "county", SAMPLE_COUNTY);
	at += put_field(at, "happened", SAMPLE_HAPPENED);
	at += put_field(at, "place", SAMPLE_PLACE);
	at += put_field(at, "story", SAMPLE_STORY);
	if (photos == 0)
		at += put_no_file(at);
	for (size_t i = 0; i < photos; i++)
		at += put_file(at, i + 1, photo, photo_bytes);
	at += put_field(at, "name", "");
	at += put_field(at, "contact", "");
	at += sprintf(at, "--" BOUNDARY "--\r\n");
	return (size_t)(at - start);
}

/* The head is written last, just before the body, because it names the body's length. */
int send_form(struct visitor *visitor, const char *token, const char *photo, size_t photo_bytes, size_t photos)
{
	char head[HEAD_MAX];
	char *body = visitor->request + sizeof head;
	size_t n = put_body(body, token, photo, photo_bytes, photos);
	int head_n = snprintf(head, sizeof head,
	                      "POST /report HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nContent-Type: "
	                      "multipart/form-data; boundary=" BOUNDARY "\r\nContent-Length: %zu\r\n\r\n",
	                      visitor->cookie, n);
	memcpy(body - head_n, head, (size_t)head_n);
	return http_ask(&visitor->http, body - head_n, (size_t)head_n + n);
}
