/* Reports through the portal's form, as a browser sends them.
 *
 *   submit PORT CONNECTIONS SECONDS PHOTO_BYTES
 *
 * First each connection fetches forms for SECONDS and keeps their tokens, then it
 * sends one report a token until the tokens or SECONDS are used up. Prints one
 * line a phase: "form rate=..." and "report rate=...". With PHOTO_BYTES above 0
 * each report carries two pictures of that size. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "http.h"
#include "sample.h"

#define BOUNDARY "----bench-7MA4YWxkTrZu0gW"
#define TOKEN_MAX 160
#define COOKIE_MAX 200
#define TOKENS 20000

struct visitor {
	struct http http;
	char cookie[COOKIE_MAX];
	char (*tokens)[TOKEN_MAX];
	size_t count, used;
	size_t most;
	char *request;
};

static size_t photo_bytes;
static char *photo;

/* The text between `before` and `end`, copied; false when it is not there or too long. */
static bool between(const char *text, const char *before, char end, char *out, size_t size)
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

static bool fetch_form(struct visitor *visitor)
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
	if (!between(visitor->http.body, "name=\"csrf\" value=\"", '"', visitor->tokens[visitor->count], TOKEN_MAX))
		return false;
	visitor->count++;
	return true;
}

static void fetch_forms(struct hand *hand)
{
	struct visitor *visitor = hand->self;
	while (now_us() < hand->until && visitor->count < visitor->most) {
		int64_t began = now_us();
		if (fetch_form(visitor))
			times_add(&hand->times, now_us() - began);
		else
			hand->failed++;
	}
}

static size_t put_field(char *at, const char *name, const char *value)
{
	return (size_t)sprintf(at, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name,
	                       value);
}

static size_t put_file(char *at, size_t number)
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

static size_t put_body(char *at, const char *token)
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
	if (photo_bytes == 0)
		at += put_no_file(at);
	for (size_t i = 0; photo_bytes > 0 && i < SAMPLE_PHOTOS; i++)
		at += put_file(at, i + 1);
	at += put_field(at, "name", "");
	at += put_field(at, "contact", "");
	at += sprintf(at, "--" BOUNDARY "--\r\n");
	return (size_t)(at - start);
}

/* The head is written last, just before the body, because it names the body's length. */
static bool send_report(struct visitor *visitor)
{
	char head[600];
	char *body = visitor->request + sizeof head;
	size_t n = put_body(body, visitor->tokens[visitor->used++]);
	int head_n = snprintf(head, sizeof head,
	                      "POST /report HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nContent-Type: "
	                      "multipart/form-data; boundary=" BOUNDARY "\r\nContent-Length: %zu\r\n\r\n",
	                      visitor->cookie, n);
	memcpy(body - head_n, head, (size_t)head_n);
	return http_ask(&visitor->http, body - head_n, (size_t)head_n + n) == 200;
}

static void send_reports(struct hand *hand)
{
	struct visitor *visitor = hand->self;
	while (now_us() < hand->until && visitor->used < visitor->count) {
		int64_t began = now_us();
		if (send_report(visitor))
			times_add(&hand->times, now_us() - began);
		else
			hand->failed++;
	}
}

static void make_photo(void)
{
	static const char head[] = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb";
	photo = malloc(photo_bytes + sizeof head);
	if (photo == NULL)
		abort();
	for (size_t i = 0; i < photo_bytes; i++)
		photo[i] = (char)(rand() >> 7);
	memcpy(photo, head, sizeof head - 1);
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: submit PORT CONNECTIONS SECONDS PHOTO_BYTES\n", stderr);
		return 2;
	}
	int port = (int)number_of(argv[1], 65535);
	size_t connections = number_of(argv[2], 64);
	double seconds = atof(argv[3]);
	photo_bytes = number_of(argv[4], 10U << 20);
	make_photo();
	struct visitor *visitors = calloc(connections, sizeof *visitors);
	void **selves = calloc(connections, sizeof *selves);
	if (visitors == NULL || selves == NULL)
		abort();
	for (size_t i = 0; i < connections; i++) {
		visitors[i].most = photo_bytes > 0 ? 200 : TOKENS / connections;
		visitors[i].tokens = calloc(visitors[i].most, TOKEN_MAX);
		visitors[i].request = malloc(16384 + SAMPLE_PHOTOS * (photo_bytes + 300));
		if (visitors[i].tokens == NULL || visitors[i].request == NULL)
			abort();
		http_init(&visitors[i].http, port);
		selves[i] = &visitors[i];
	}
	struct crew_result form = crew_run(connections, seconds, selves, fetch_forms);
	printf("form ");
	crew_print(&form);
	struct crew_result report = crew_run(connections, seconds, selves, send_reports);
	printf("report ");
	crew_print(&report);
	return 0;
}
