#include "base/clamd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"

union where {
	struct sockaddr any;
	struct sockaddr_un path;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

/* On this host only: what is streamed is readable on its way. 0: it is no such address. */
static socklen_t read_address(const char *address, union where *out)
{
	static const struct {
		const char *host;
		int family;
	} hosts[] = {{"127.0.0.1:", AF_INET}, {"localhost:", AF_INET}, {"[::1]:", AF_INET6}};
	int64_t port;
	memset(out, 0, sizeof *out);
	if (address[0] == '/') {
		out->path.sun_family = AF_UNIX;
		return az_print(out->path.sun_path, sizeof out->path.sun_path, "%s", address) ? sizeof out->path : 0;
	}
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		size_t n = strlen(hosts[i].host);
		if (strncmp(address, hosts[i].host, n) != 0 || !az_parse_int(address + n, 1, 65535, &port))
			continue;
		if (hosts[i].family == AF_INET) {
			out->four = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
			out->four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
			return sizeof out->four;
		}
		out->six = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = in6addr_loopback};
		return sizeof out->six;
	}
	return 0;
}

bool az_clamd_address(const char *address)
{
	union where where;
	return read_address(address, &where) > 0;
}

/* Waits until the socket is ready; false at the deadline. */
static bool wait_for(struct az_clamd *clamd, short what)
{
	struct pollfd ready = {.fd = clamd->fd, .events = what};
	for (;;) {
		int64_t left = clamd->until - az_clock_monotonic();
		if (clamd->fd < 0 || left <= 0)
			return false;
		if (poll(&ready, 1, left > 1000 ? 1000 : (int)left) > 0)
			return true;
	}
}

static bool send_all(struct az_clamd *clamd, const void *p, size_t n)
{
	const char *at = p;
	while (n > 0) {
		if (!wait_for(clamd, POLLOUT))
			return false;
		ssize_t sent = send(clamd->fd, at, n, MSG_NOSIGNAL);
		if (sent < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (sent <= 0)
			return false;
		at += sent;
		n -= (size_t)sent;
	}
	return true;
}

static void close_it(struct az_clamd *clamd)
{
	if (clamd->fd >= 0)
		close(clamd->fd);
	clamd->fd = -1;
}

static bool reach(struct az_clamd *clamd, const union where *where, socklen_t n)
{
	int fault = 0;
	socklen_t size = sizeof fault;
	if (clamd->fd < 0 || (connect(clamd->fd, &where->any, n) != 0 && errno != EINPROGRESS && errno != EAGAIN))
		return false;
	return wait_for(clamd, POLLOUT) && getsockopt(clamd->fd, SOL_SOCKET, SO_ERROR, &fault, &size) == 0 && fault == 0;
}

bool az_clamd_open(struct az_clamd *clamd, const char *address, int64_t ms)
{
	static const char command[] = "zINSTREAM"; /* with its zero byte */
	union where where;
	socklen_t n = read_address(address, &where);
	*clamd = (struct az_clamd){.fd = -1, .until = az_clock_monotonic() + ms};
	if (n > 0)
		clamd->fd = socket(where.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (reach(clamd, &where, n) && send_all(clamd, command, sizeof command))
		return true;
	az_log(AZ_LOG_WARNING, "clamd.away", "%s: %s", address, strerror(errno));
	close_it(clamd);
	return false;
}

bool az_clamd_write(struct az_clamd *clamd, const void *p, size_t n)
{
	uint32_t length = htonl((uint32_t)n);
	return n == 0 || (send_all(clamd, &length, sizeof length) && send_all(clamd, p, n));
}

/* The line, up to its zero byte or the end of the stream; empty when none came. */
static void read_line(struct az_clamd *clamd)
{
	size_t n = 0;
	while (n + 1 < sizeof clamd->line && wait_for(clamd, POLLIN)) {
		ssize_t got = recv(clamd->fd, clamd->line + n, sizeof clamd->line - 1 - n, 0);
		if (got < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (got <= 0)
			break;
		n += (size_t)got;
		if (memchr(clamd->line, '\0', n) != NULL)
			break;
	}
	clamd->line[n] = '\0';
}

/* "stream: OK", "stream: NAME FOUND"; all else is an error's text. */
static enum az_clamd_word judge(char *line, const char **name)
{
	static const char begin[] = "stream: ", found[] = " FOUND";
	size_t n = strlen(line), first = sizeof begin - 1, last = sizeof found - 1;
	*name = "";
	if (n == 0)
		return AZ_CLAMD_AWAY;
	if (strcmp(line, "stream: OK") == 0)
		return AZ_CLAMD_CLEAN;
	if (n <= first + last || strncmp(line, begin, first) != 0 || strcmp(line + n - last, found) != 0)
		return AZ_CLAMD_UNABLE;
	line[n - last] = '\0';
	for (char *at = line + first; *at != '\0'; at++)
		if (*at <= ' ' || *at > '~') /* a name of a signature; whatever else comes is not shown to people */
			*at = '?';
	*name = line + first;
	return AZ_CLAMD_FOUND;
}

enum az_clamd_word az_clamd_end(struct az_clamd *clamd, const char **name)
{
	static const char end[4];
	(void)send_all(clamd, end, sizeof end); /* it may have had enough before */
	read_line(clamd);
	close_it(clamd);
	enum az_clamd_word word = judge(clamd->line, name);
	if (word == AZ_CLAMD_UNABLE)
		az_log(AZ_LOG_WARNING, "clamd.unable", "%s", clamd->line);
	if (word == AZ_CLAMD_AWAY)
		az_log(AZ_LOG_WARNING, "clamd.away", "it gave no answer in time");
	return word;
}
