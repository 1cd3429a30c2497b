/* A small HTTP client for the bench. */
#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PATIENCE 10 /* s */

void http_init(struct http *http, int port)
{
	*http = (struct http){.port = port, .fd = -1, .answer = malloc(HTTP_ANSWER_MAX + 1)};
	if (http->answer == NULL)
		abort();
}

void http_close(struct http *http)
{
	if (http->fd >= 0)
		close(http->fd);
	http->fd = -1;
}

static int connect_to(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
	struct timeval patience = {PATIENCE, 0};
	int on = 1;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		p += sent;
		n -= (size_t)sent;
	}
	return true;
}

static size_t receive(int fd, char *p, size_t n)
{
	ssize_t got;
	do
		got = recv(fd, p, n, 0);
	while (got < 0 && errno == EINTR);
	return got > 0 ? (size_t)got : 0;
}

/* The length that the head names; false when it names none. */
static bool length_of(const char *head, size_t *n)
{
	const char *at = strcasestr(head, "\r\nContent-Length:");
	if (at == NULL)
		return false;
	*n = strtoul(at + strlen("\r\nContent-Length:"), NULL, 10);
	return true;
}

static int read_answer(struct http *http)
{
	size_t n = 0, length = 0;
	char *end = NULL;
	while (end == NULL) {
		size_t got = receive(http->fd, http->answer + n, HTTP_ANSWER_MAX - n);
		if (got == 0)
			return 0;
		n += got;
		http->answer[n] = '\0';
		end = strstr(http->answer, "\r\n\r\n");
	}
	end[2] = '\0'; /* the head alone is searched */
	if (strncmp(http->answer, "HTTP/1.1 ", 9) != 0 || !length_of(http->answer, &length))
		return 0;
	http->body = end + 4;
	http->body_n = length;
	size_t whole = (size_t)(http->body - http->answer) + length;
	while (n < whole && whole <= HTTP_ANSWER_MAX) {
		size_t got = receive(http->fd, http->answer + n, HTTP_ANSWER_MAX - n);
		if (got == 0)
			return 0;
		n += got;
	}
	if (n != whole)
		return 0;
	http->answer[n] = '\0';
	return atoi(http->answer + 9);
}

int http_ask(struct http *http, const char *request, size_t n)
{
	if (http->fd < 0)
		http->fd = connect_to(http->port);
	int status = http->fd >= 0 && send_all(http->fd, request, n) ? read_answer(http) : 0;
	/* nginx ends a connection after some hundred requests, and says so. */
	if (status == 0 || strcasestr(http->answer, "\r\nConnection: close") != NULL)
		http_close(http);
	return status;
}

char *http_get_text(const char *path, const char *cookie, size_t *n)
{
	char *text;
	int size = asprintf(&text, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s%s\r\n", path,
	                    cookie[0] == '\0' ? "" : "Cookie: ", cookie, cookie[0] == '\0' ? "" : "\r\n");
	if (size < 0)
		abort();
	*n = (size_t)size;
	return text;
}

int http_status(int port, const char *path, const char *cookie)
{
	char line[64] = "";
	size_t n, got = 0;
	int fd = connect_to(port);
	if (fd < 0)
		return 0;
	char *request = http_get_text(path, cookie, &n);
	if (send_all(fd, request, n))
		got = receive(fd, line, sizeof line - 1);
	free(request);
	close(fd);
	return got > 12 && strncmp(line, "HTTP/1.1 ", 9) == 0 ? atoi(line + 9) : 0;
}
