#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A line below PIPE_BUF goes out in one write, so that the lines of several
 * workers on one pipe are never mixed. */
#define LINE_MAX_BYTES 2048

/* The log alone keeps state of the process: it is called from places that have
 * no context (the arena, signal-driven loops). Workers are single-threaded. */
static enum az_log_level threshold = AZ_LOG_INFO;
static const char *current_request;

static const char *level_name(enum az_log_level level)
{
	switch (level) {
	case AZ_LOG_DEBUG:
		return "debug";
	case AZ_LOG_INFO:
		return "info";
	case AZ_LOG_WARNING:
		return "warning";
	case AZ_LOG_ERROR:
		break;
	}
	return "error";
}

/* Moves past what snprintf wrote, which is cut at the end of the line. */
static size_t advance(size_t at, int written)
{
	if (written < 0)
		return at;
	at += (size_t)written;
	return at < LINE_MAX_BYTES - 1 ? at : LINE_MAX_BYTES - 1;
}

static void write_all(const char *p, size_t n)
{
	while (n > 0) {
		ssize_t written = write(STDERR_FILENO, p, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return; /* nobody is left to be told */
		p += written;
		n -= (size_t)written;
	}
}

void az_log(enum az_log_level level, const char *event, const char *format, ...)
{
	char line[LINE_MAX_BYTES + 1];
	int saved = errno;
	struct timespec now;
	struct tm utc;
	size_t at = 0, start;
	va_list args;

	if (level < threshold)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	at = strftime(line, LINE_MAX_BYTES, "%Y-%m-%dT%H:%M:%S", &utc);
	at = advance(at, snprintf(line + at, LINE_MAX_BYTES - at, ".%03dZ %s %s", (int)(now.tv_nsec / 1000000),
				  level_name(level), event));
	if (current_request != NULL)
		at = advance(at, snprintf(line + at, LINE_MAX_BYTES - at, " request=%s", current_request));
	start = at;
	if (format != NULL && format[0] != '\0') {
		at = advance(at, snprintf(line + at, LINE_MAX_BYTES - at, " "));
		va_start(args, format);
		errno = saved; /* for %m */
		at = advance(at, vsnprintf(line + at, LINE_MAX_BYTES - at, format, args));
		va_end(args);
	}
	/* Nobody can forge a second line with a line feed in a value. */
	for (size_t i = start; i < at; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = ' ';
	line[at++] = '\n';
	write_all(line, at);
	errno = saved;
}

void az_log_threshold(enum az_log_level level)
{
	threshold = level;
}

void az_log_request(const char *request_id)
{
	current_request = request_id;
}
