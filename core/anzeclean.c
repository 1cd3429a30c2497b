/* anzeclean TYPE[:PLACES]: a cleaned copy of one file, from standard input to standard output, of a picture with places
 * painted over. anzeclean application/pdf:NUMBER:[PLACES]: one page of a document as a picture; application/pdf:count:
 * how many it has.
 *
 * A program of its own: it is started with nothing of the portal's in its memory, no key, no connection, no other
 * report, and the libraries that read strangers' pictures and documents are linked to nothing else. The exit status is
 * enum az_clean; without 0 what was written is no copy. */
#include <errno.h>
#include <gd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clean/clean.h"

#define INPUT_MOST ((size_t)64 << 20)

#if defined(__SANITIZE_ADDRESS__)
/* Looking for leaks needs calls that are not allowed in here, and one file is all there ever is. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0:abort_on_error=1";
}
#endif

bool az_clean_write(const void *p, size_t n)
{
	const char *at = p;
	while (n > 0) {
		ssize_t written = write(STDOUT_FILENO, at, n);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		at += written;
		n -= (size_t)written;
	}
	return true;
}

/* All of the input in memory; NULL when it is too much or nothing. */
static unsigned char *read_all(size_t *n)
{
	size_t room = (size_t)1 << 20;
	unsigned char *p = malloc(room);
	*n = 0;
	while (p != NULL) {
		if (*n == room && (room > INPUT_MOST || (p = realloc(p, room *= 2)) == NULL))
			break;
		ssize_t got = read(STDIN_FILENO, p + *n, room - *n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 && *n > 0 ? p : NULL;
		*n += (size_t)got;
	}
	return NULL;
}

static void say_nothing(int priority, const char *format, va_list args)
{
	(void)priority;
	(void)format;
	(void)args;
}

/* What is asked for. */
struct order {
	const char *type;
	bool count_pages;
	int page; /* of a document; 0: all of it, or a picture */
	struct az_clean_place places[AZ_CLEAN_PLACES];
	size_t place_count;
};

static bool read_page(const char *word, struct order *order)
{
	char *end;
	if (strcmp(word, "count") == 0)
		return order->count_pages = true;
	long page = strtol(word, &end, 10);
	order->page = (int)page;
	return end != word && *end == ':' && page >= 1 && page <= AZ_CLEAN_PAGES &&
	       az_clean_places(end + 1, order->places, &order->place_count);
}

static bool read_order(const char *word, struct order *order)
{
	static const char *const types[] = {"image/jpeg", "image/png", "image/webp", "application/pdf"};
	size_t n = strcspn(word, ":");
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strlen(types[i]) == n && strncmp(word, types[i], n) == 0)
			order->type = types[i];
	if (order->type == NULL || word[n] == '\0')
		return order->type != NULL;
	return strcmp(order->type, "application/pdf") == 0
		       ? read_page(word + n + 1, order)
		       : az_clean_places(word + n + 1, order->places, &order->place_count);
}

static enum az_clean clean(const struct order *order)
{
	size_t n;
	unsigned char *p = read_all(&n);
	if (p == NULL)
		return AZ_CLEAN_DAMAGED;
#ifdef AZ_CLEAN_PROBE
	az_clean_probe(p, n);
#endif
	if (order->count_pages)
		return az_clean_page_count(p, n);
	if (order->page > 0)
		return az_clean_page(p, n, order->page, order->places, order->place_count);
	return strcmp(order->type, "application/pdf") == 0
		       ? az_clean_document(p, n)
		       : az_clean_picture(order->type, p, n, order->places, order->place_count);
}

int main(int argc, char **argv)
{
	static struct order order;
	if (argc != 2 || !read_order(argv[1], &order))
		return AZ_CLEAN_USAGE;
	if (!az_sandbox_enter())
		return AZ_CLEAN_NO_SANDBOX;
	gdSetErrorMethod(say_nothing);
	_exit((int)clean(&order)); /* no library's last words */
}
