/* The parsers of a form's body: what comes out, however the bytes arrive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "server/multipart.h"

#define TYPE "multipart/form-data; boundary=XyZ"
#define FIELD(name, value) "--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define LAST "--XyZ--\r\n"
#define URLENCODED "application/x-www-form-urlencoded"

/* Writes what it receives as text: [name|filename|type]content; */
struct log {
	char text[8192];
	size_t n;
	enum az_result answer; /* given to the `refuse_at`th call */
	int calls, refuse_at;
};

static void add(struct log *log, const char *p, size_t n)
{
	assert_true(log->n + n < sizeof(log->text));
	for (size_t i = 0; i < n; i++)
		log->text[log->n++] = p[i] == '\0' ? '@' : p[i];
	log->text[log->n] = '\0';
}

static enum az_result answer(struct log *log)
{
	return ++log->calls == log->refuse_at ? log->answer : AZ_OK;
}

static enum az_result on_begin(void *self, const char *name, const char *filename, const char *type)
{
	struct log *log = self;

	add(log, "[", 1);
	add(log, name, strlen(name));
	if (filename != NULL) {
		add(log, "|", 1);
		add(log, filename, strlen(filename));
	}
	if (*type != '\0') {
		add(log, "|", 1);
		add(log, type, strlen(type));
	}
	add(log, "]", 1);
	return answer(log);
}

static enum az_result on_data(void *self, const char *p, size_t n)
{
	assert_true(n > 0);
	add(self, p, n);
	return answer(self);
}

static enum az_result on_end(void *self)
{
	add(self, ";", 1);
	return answer(self);
}

static const struct az_part_limits wide = {100, 1000, 4000, 4000};
static struct az_arena *arena;
static struct log seen;
static char fault[200];

/* Feeds `body` in pieces that end at `first`, `second` and the body's end. */
static enum az_result pieces(const char *type, const struct az_part_limits *limits, const char *body, size_t n,
			     size_t first, size_t second)
{
	size_t ends[] = {first, second, n};
	struct az_part_parser *parser;
	enum az_result result = AZ_OK;
	size_t at = 0;

	seen.n = 0;
	seen.calls = 0;
	seen.text[0] = '\0';
	az_arena_reset(arena);
	parser = az_part_parser_new(arena, type, limits, (struct az_part_sink){on_begin, on_data, on_end, &seen});
	assert_non_null(parser);
	for (size_t i = 0; i < 3 && result == AZ_OK; i++) {
		/* A copy of its own, so that the sanitizer sees a step too far. */
		char *piece = malloc(ends[i] - at + 1);

		assert_non_null(piece);
		memcpy(piece, body + at, ends[i] - at);
		result = az_part_feed(parser, piece, ends[i] - at);
		free(piece);
		at = ends[i];
	}
	if (result == AZ_OK)
		result = az_part_finish(parser);
	snprintf(fault, sizeof(fault), "%s", az_part_fault(parser));
	return result;
}

static enum az_result whole(const char *body)
{
	size_t n = strlen(body);

	return pieces(TYPE, &wide, body, n, n, n);
}

static enum az_result encoded(const char *body)
{
	size_t n = strlen(body);

	return pieces(URLENCODED, &wide, body, n, n, n);
}

static enum az_result limited(const char *type, struct az_part_limits limits, const char *body)
{
	size_t n = strlen(body);

	return pieces(type, &limits, body, n, n, n);
}

/* The result and the events are the same in one piece, in all two pieces, byte
 * by byte, and with each single byte as a piece of its own. */
static void same_in_pieces(const char *type, const char *body, size_t n, enum az_result expected, const char *events)
{
	assert_int_equal(pieces(type, &wide, body, n, n, n), expected);
	assert_string_equal(seen.text, events);
	for (size_t i = 0; i <= n; i++) {
		assert_int_equal(pieces(type, &wide, body, n, i, i), expected);
		assert_string_equal(seen.text, events);
		assert_int_equal(pieces(type, &wide, body, n, i, i < n ? i + 1 : n), expected);
		assert_string_equal(seen.text, events);
	}
}

static void same_text(const char *body, enum az_result expected, const char *events)
{
	same_in_pieces(TYPE, body, strlen(body), expected, events);
}

static const char sample[] = "a preamble\r\nof two lines\r\n" FIELD("kind", "hazard")
	FIELD("empty", "") "--XyZ  \t\r\ncontent-type: text/plain; charset=utf-8\r\nX-Other: "
			   "a\r\nCONTENT-DISPOSITION:form-data ;  name=files; "
			   "filename=\"\xe5\x9b\xbe.txt\"\r\nContent-Transfer-Encoding: binary\r\n\r\n"
			   "\r\n--XyA\r\r\n\r\n--Xy\n--XyZ\r\r\r\n-\r\n"
			   "\r\n--XyZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\"\r\n"
			   "Content-Type: application/octet-stream\r\n\r\n\r\n" FIELD("kind", "again") LAST
	"an epilogue\r\n--XyZ\r\nof more";
static const char sample_events[] =
	"[kind]hazard;[empty];[files|\xe5\x9b\xbe.txt|text/plain; charset=utf-8]"
	"\r\n--XyA\r\r\n\r\n--Xy\n--XyZ\r\r\r\n-\r\n;[files||application/octet-stream];[kind]again;";

static void test_every_split(void **state)
{
	(void)state;
	same_in_pieces(TYPE, sample, sizeof(sample) - 1, AZ_OK, sample_events);
}

static void test_every_pair_of_splits(void **state)
{
	static const char body[] = FIELD("a", "\r\n--Xy\r\n") FIELD("b", "") LAST;
	size_t n = sizeof(body) - 1;

	(void)state;
	for (size_t i = 0; i <= n; i++) {
		for (size_t j = i; j <= n; j++) {
			assert_int_equal(pieces(TYPE, &wide, body, n, i, j), AZ_OK);
			assert_string_equal(seen.text, "[a]\r\n--Xy\r\n;[b];");
		}
	}
}

static void test_byte_by_byte(void **state)
{
	struct az_part_parser *parser;

	(void)state;
	seen.n = 0;
	az_arena_reset(arena);
	parser = az_part_parser_new(arena, TYPE, &wide, (struct az_part_sink){on_begin, on_data, on_end, &seen});
	for (size_t i = 0; i < sizeof(sample) - 1; i++)
		assert_int_equal(az_part_feed(parser, sample + i, 1), AZ_OK);
	assert_int_equal(az_part_finish(parser), AZ_OK);
	assert_string_equal(seen.text, sample_events);
}

static void test_truncated(void **state)
{
	static const char body[] = "x\r\n" FIELD("kind", "hazard") FIELD("b", "") "--XyZ--";
	size_t n = sizeof(body) - 1;

	(void)state;
	assert_int_equal(whole(body), AZ_OK); /* the last line's end may be missing */
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(pieces(TYPE, &wide, body, i, i, i), AZ_INVALID);
		assert_non_null(strstr(fault, "at byte"));
	}
	assert_int_equal(whole(FIELD("a", "b") "--XyZ--\r"), AZ_OK);
	assert_int_equal(whole(FIELD("a", "b")), AZ_INVALID);
	assert_string_equal(fault, "the body ended before its last boundary at byte 54");
}

static void test_empty_forms(void **state)
{
	(void)state;
	assert_int_equal(whole(LAST), AZ_OK);
	assert_string_equal(seen.text, "");
	assert_int_equal(whole("\r\n" LAST), AZ_OK);
	assert_int_equal(whole(""), AZ_INVALID);
	assert_int_equal(encoded(""), AZ_OK);
	assert_string_equal(seen.text, "");
	assert_int_equal(encoded("&&"), AZ_OK);
	assert_string_equal(seen.text, "");
}

/* A part may go without the line end of its missing content. */
static void test_part_without_content(void **state)
{
	(void)state;
	same_text("--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n--XyZ--", AZ_OK, "[a];");
	same_text("--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n--XyA\r\n--XyZ--", AZ_OK, "[a]--XyA;");
	same_text("--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n-\r\n--XyZ--", AZ_OK, "[a]-;");
}

static void test_line_ends(void **state)
{
	(void)state;
	assert_int_equal(whole("--XyZ\nContent-Disposition: form-data; name=\"a\"\n\nb\n--XyZ--\n"), AZ_INVALID);
	assert_string_equal(fault, "something follows a boundary at byte 5");
	assert_int_equal(whole("--XyZ\r\nContent-Disposition: form-data; name=\"a\"\n\r\nb\r\n" LAST), AZ_INVALID);
	assert_string_equal(fault, "a part's header has a control character at byte 47");
	assert_int_equal(whole("--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\nb\r\n" LAST), AZ_INVALID);
	assert_int_equal(whole("--XyZ\r\nContent-Disposition: form-data\r; name=\"a\"\r\n\r\nb\r\n" LAST), AZ_INVALID);
	assert_int_equal(whole("--XyZ\rContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n" LAST), AZ_INVALID);
	/* A boundary behind a bare LF is content. */
	assert_int_equal(whole(FIELD("a", "b\n--XyZ--\nc") LAST), AZ_OK);
	assert_string_equal(seen.text, "[a]b\n--XyZ--\nc;");
}

static void test_look_alikes(void **state)
{
	(void)state;
	same_text(FIELD("a", "\r\r\n--Xy\r\n--XyY--\r\n\r\n--\r\n\r") LAST, AZ_OK,
		  "[a]\r\r\n--Xy\r\n--XyY--\r\n\r\n--\r\n\r;");
	assert_int_equal(whole(FIELD("a", "--XyZ") LAST), AZ_INVALID); /* at a line's start it is the boundary */
	assert_int_equal(whole(FIELD("a", "x--XyZ") LAST), AZ_OK);
	assert_string_equal(seen.text, "[a]x--XyZ;");
	assert_int_equal(whole(FIELD("a", "x\r\n--XyZab") LAST), AZ_INVALID);
	assert_int_equal(whole(FIELD("a", "x\r\n--XyZ-\r\n") LAST), AZ_INVALID);
	assert_int_equal(whole("--XyZ--x"), AZ_INVALID);
	assert_int_equal(whole("--XyZ--\rx"), AZ_INVALID);
	assert_int_equal(whole("--XyZ-- \t\r\nx"), AZ_OK);
	assert_int_equal(whole("--XyZ -"), AZ_INVALID);
}

/* Content may have any byte. */
static void test_binary_content(void **state)
{
	char body[1024];
	char events[600];
	int n = snprintf(body, sizeof(body), "--XyZ\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n");
	size_t at = (size_t)n, m = 5;

	(void)state;
	memcpy(events, "[a|b]", 5);
	for (int round = 0; round < 2; round++) {
		for (int c = 0; c < 256; c++) {
			body[at++] = (char)c;
			events[m++] = c == 0 ? '@' : (char)c;
		}
	}
	memcpy(events + m, ";", 2);
	memcpy(body + at, "\r\n--XyZ--", 9);
	same_in_pieces(TYPE, body, at + 9, AZ_OK, events);
}

/* A header's line in a part of its own. */
static enum az_result header(const char *lines)
{
	char body[4000];

	snprintf(body, sizeof(body), "--XyZ\r\n%s\r\n\r\nv\r\n--XyZ--", lines);
	return whole(body);
}

static enum az_result disposition(const char *parameters)
{
	char line[2000];

	snprintf(line, sizeof(line), "Content-Disposition: form-data%s", parameters);
	return header(line);
}

static void test_dispositions(void **state)
{
	static const struct {
		const char *parameters, *events;
	} good[] = {
		{"; name=\"a\"", "[a]v;"},
		{";name=a;", "[a]v;"},
		{"; NAME=\"a b\" ;\tx=y; a-quite-long-parameter-of-nobody=1", "[a b]v;"},
		{"; name=\"a\\\"b\\\\c\"", "[a\"b\\c]v;"},
		{"; name=\"a%22b\"", "[a%22b]v;"},
		{"; name=\"a\"; filename=\"\"", "[a|]v;"},
		{"; filename=\"x;y=z.txt\"; name=\"a\"", "[a|x;y=z.txt]v;"},
		{"; name=\"a\"; filename=\"x%22y.txt\"", "[a|x\"y.txt]v;"},
		{"; name=\"a\"; filename=\"x\\\"y.txt\"", "[a|x\"y.txt]v;"},
		{"; name=\"a\"; filename=\"%E5%9b%BE.txt\"", "[a|\xe5\x9b\xbe.txt]v;"},
		{"; name=\"a\"; filename=\"100%.txt\"", "[a|100%.txt]v;"},
		{"; name=\"a\"; filename=\"100%2\"", "[a|100%2]v;"},
		{"; name=\"a\"; filename=\"100%\"", "[a|100%]v;"},
		{"; name=\"a\"; filename=\"x%0D%0Ay\"", "[a|x%0D%0Ay]v;"},
		{"; name=\"a\"; filename=\"x%00y\"", "[a|x%00y]v;"},
		{"; name=\"a\"; filename=\"x%ffy\"", "[a|x%ffy]v;"},
		{"; name=\"a\"; filename=\"C:\\Users\\\xe5\x9b\xbe\\x.txt\"", "[a|x.txt]v;"},
		{"; name=\"a\"; filename=\"../../etc/x\"", "[a|x]v;"},
		{"; name=\"a\"; filename=\"..%2f..%5Cx\"", "[a|x]v;"},
		{"; name=\"a\"; filename=\"dir/\"", "[a|]v;"},
		{"; name=\"a\"; filename=\"plain.txt\"; filename*=UTF-8''other.txt", "[a|plain.txt]v;"},
		{"; name=\"a\"; filename*=UTF-8''other.txt", "[a]v;"},
	};
	static const char *const bad[] = {"",
					  ";",
					  "; name",
					  "; name=",
					  "; name=\"\"",
					  "; name=\"a",
					  "; name=\"a\\\"",
					  "; name=\"a\" x",
					  "; =a",
					  "x; name=a",
					  "; name=a; name=a",
					  "; name=a; filename=b; filename=b",
					  "; filename=b",
					  "; name=\"\xff\"",
					  "; name=a; filename=\"\xb8\xb4\"",
					  "; name=a b",
					  "; name =a",
					  "; name= a",
					  "; name=\"a\nb\"",
					  "; name=\"a\x01\"",
					  "; name=\"a\x7f\""};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(disposition(good[i].parameters), AZ_OK);
		assert_string_equal(seen.text, good[i].events);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (disposition(bad[i]) != AZ_INVALID)
			fail_msg("taken: %s", bad[i]);
		assert_string_equal(seen.text, "");
	}
}

static void test_headers(void **state)
{
	static const char *const good[] = {
		"Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: 8BIT",
		"Content-Disposition: form-data; name=a\r\nX: \xff",
		"Content-Disposition: form-data; name=a\r\nX:",
	};
	static const char *const bad[] = {
		"X: y",
		"Content-Disposition: attachment; name=a",
		"Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
		"Content-Type: a/b\r\nContent-Disposition: form-data; name=b\r\nContent-Type: a/b",
		"Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
		"Content-Disposition: form-data;\r\n name=a",
		"Content-Disposition : form-data; name=a",
		"Content-Disposition: form-data; name=a\r\nno colon",
		"Content-Disposition: form-data; name=a\r\n: empty",
	};
	static const char nul[] = "--XyZ\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nv\r\n--XyZ--";

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(header(good[i]), AZ_OK);
		assert_string_equal(seen.text, "[a]v;");
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (header(bad[i]) != AZ_INVALID)
			fail_msg("taken: %s", bad[i]);
	}
	assert_int_equal(whole("--XyZ\r\n\r\nv\r\n--XyZ--"), AZ_INVALID);
	assert_string_equal(fault, "a part has no name at byte 8");
	same_in_pieces(TYPE, nul, sizeof(nul) - 1, AZ_INVALID, "");
}

static void test_limits(void **state)
{
	static const char line[] = "Content-Disposition: form-data; name=a\r\n\r\n";
	char *huge = malloc(100001);

	(void)state;
	assert_int_equal(limited(TYPE, (struct az_part_limits){2, 100, 3, 5}, FIELD("a", "123") FIELD("a", "123") LAST),
			 AZ_OK);
	assert_int_equal(limited(TYPE, (struct az_part_limits){1, 100, 3, 5}, FIELD("a", "123") FIELD("a", "") LAST),
			 AZ_TOO_LARGE);
	assert_string_equal(seen.text, "[a]123;");
	assert_non_null(strstr(fault, "too many parts"));
	assert_int_equal(limited(TYPE, (struct az_part_limits){2, 100, 3, 5}, FIELD("a", "1234") LAST), AZ_TOO_LARGE);
	assert_int_equal(limited(TYPE, (struct az_part_limits){2, 100, 3, 5}, FIELD("a", "1\r\n4") LAST), AZ_TOO_LARGE);
	assert_int_equal(limited(TYPE, (struct az_part_limits){2, 100, 3, 5}, FIELD("a\"; filename=\"b", "12345") LAST),
			 AZ_OK);
	assert_string_equal(seen.text, "[a|b]12345;");
	assert_int_equal(
		limited(TYPE, (struct az_part_limits){2, 100, 3, 5}, FIELD("a\"; filename=\"b", "123456") LAST),
		AZ_TOO_LARGE);
	for (size_t spare = 0; spare < 2; spare++) {
		char body[200];

		snprintf(body, sizeof(body), "--XyZ\r\n%sv\r\n--XyZ--", line);
		assert_int_equal(limited(TYPE, (struct az_part_limits){2, sizeof(line) - 2 + spare, 3, 5}, body),
				 spare == 0 ? AZ_TOO_LARGE : AZ_OK);
	}
	assert_non_null(huge);
	memset(huge, 'a', 100000);
	huge[100000] = '\0';
	memcpy(huge, "--XyZ\r\n", 7);
	assert_int_equal(whole(huge), AZ_TOO_LARGE);
	assert_string_equal(fault, "a part's header is too long at byte 1007");
	free(huge);
}

static void test_sink_refuses(void **state)
{
	(void)state;
	for (int i = 1; i <= 6; i++) {
		seen.refuse_at = i;
		seen.answer = AZ_DENIED;
		assert_int_equal(whole(FIELD("a", "b") FIELD("c", "d") LAST), AZ_DENIED);
		assert_int_equal(seen.calls, i);
		assert_int_equal(encoded("a=b&c=d"), AZ_DENIED);
		assert_int_equal(seen.calls, i);
		assert_non_null(strstr(fault, "refused"));
	}
	seen.refuse_at = 0;
	assert_int_equal(whole(FIELD("a", "b") LAST), AZ_OK);
}

static void test_content_types(void **state)
{
	static const char seventy[] = "0123456789012345678901234567890123456789012345678901234567890123456789";
	static const char *const good[] = {
		"multipart/form-data;boundary=a",        "Multipart/Form-Data ; charset=utf-8; BOUNDARY=\"a b\"",
		"multipart/form-data; boundary=a/b:c=?", "multipart/form-data; boundary=\"'()+_,-./:=? x\";",
		"application/x-www-form-urlencoded",     " application/x-www-form-urlencoded; charset=GBK"};
	static const char *const bad[] = {"multipart/form-data",
					  "multipart/form-data; boundary=",
					  "multipart/form-data; boundary=\"\"",
					  "multipart/form-data; boundary=\"a \"",
					  "multipart/form-data; boundary=\"a",
					  "multipart/form-data; boundary=a; boundary=a",
					  "multipart/form-data; boundary=a b",
					  "multipart/form-data; boundary=a*b",
					  "multipart/form-data; boundary=\"a\\\"b\"",
					  "multipart/form-data; boundary=\xe5\x9b\xbe",
					  "multipart/form-databoundary=a",
					  "multipart/mixed; boundary=a",
					  "application/json",
					  "application/x-www-form-urlencoded2",
					  "",
					  NULL};
	struct az_part_sink sink = {on_begin, on_data, on_end, &seen};
	char type[200];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_non_null(az_part_parser_new(arena, good[i], &wide, sink));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_null(az_part_parser_new(arena, bad[i], &wide, sink));
	snprintf(type, sizeof(type), "multipart/form-data; boundary=%s", seventy);
	assert_non_null(az_part_parser_new(arena, type, &wide, sink));
	snprintf(type, sizeof(type), "multipart/form-data; boundary=%sx", seventy);
	assert_null(az_part_parser_new(arena, type, &wide, sink));
}

static void test_longest_boundary(void **state)
{
	static const char seventy[] = "-123456789012345678901234567890123456789012345678901234567890123456789";
	char type[200], body[600], events[200];
	int n;

	(void)state;
	snprintf(type, sizeof(type), "multipart/form-data; boundary=%s", seventy);
	n = snprintf(body, sizeof(body), "--%s\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--%.69s\r\n--%s--",
		     seventy, seventy, seventy);
	assert_true(n > 0);
	snprintf(events, sizeof(events), "[a]\r\n--%.69s;", seventy);
	same_in_pieces(type, body, (size_t)n, AZ_OK, events);
}

static void test_failed_stays_failed(void **state)
{
	struct az_part_parser *parser;

	(void)state;
	parser = az_part_parser_new(arena, TYPE, &wide, (struct az_part_sink){on_begin, on_data, on_end, &seen});
	assert_int_equal(az_part_feed(parser, "--XyZx", 6), AZ_INVALID);
	assert_int_equal(az_part_feed(parser, "--XyZ--", 7), AZ_INVALID);
	assert_int_equal(az_part_finish(parser), AZ_INVALID);
	assert_string_equal(az_part_fault(parser), "something follows a boundary at byte 5");
}

static void test_urlencoded(void **state)
{
	static const struct {
		const char *body;
		enum az_result result;
		const char *events;
	} cases[] = {
		{"a=b", AZ_OK, "[a]b;"},
		{"a=b&a=c&", AZ_OK, "[a]b;[a]c;"},
		{"&&a&b=&c", AZ_OK, "[a];[b];[c];"},
		{"a+b=c+d%2B%20e", AZ_OK, "[a b]c d+ e;"},
		{"a=b=c%3D%26", AZ_OK, "[a]b=c=&;"},
		{"%61%5B=%E5%9b%BE", AZ_OK, "[a[]\xe5\x9b\xbe;"},
		{"a=%00", AZ_OK, "[a]@;"},
		{"a=1;b=2", AZ_OK, "[a]1;b=2;"},
		{"a=\r\n", AZ_OK, "[a]\r\n;"},
		{"a=%", AZ_INVALID, "[a]"},
		{"a=%4", AZ_INVALID, "[a]"},
		{"a=%4g", AZ_INVALID, "[a]"},
		{"a=%zz&b=1", AZ_INVALID, "[a]"},
		{"a%=b", AZ_INVALID, ""},
		{"a=%+1", AZ_INVALID, "[a]"},
		{"a=%4&b", AZ_INVALID, "[a]"},
		{"=b", AZ_INVALID, ""},
		{"a=b&=", AZ_INVALID, "[a]b;"},
		{"a%00b=c", AZ_INVALID, ""},
		{"a%ff=c", AZ_INVALID, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		same_in_pieces(URLENCODED, cases[i].body, strlen(cases[i].body), cases[i].result, cases[i].events);
	assert_int_equal(encoded("ab=1%"), AZ_INVALID);
	assert_string_equal(fault, "the body ended within a %XX at byte 5");
}

static void test_urlencoded_limits(void **state)
{
	char body[5000];

	(void)state;
	assert_int_equal(limited(URLENCODED, (struct az_part_limits){2, 3, 4, 0}, "abc=1234&ab%63=123%34"), AZ_OK);
	assert_string_equal(seen.text, "[abc]1234;[abc]1234;");
	assert_int_equal(limited(URLENCODED, (struct az_part_limits){2, 3, 4, 0}, "a=b&a=b&a"), AZ_TOO_LARGE);
	assert_int_equal(limited(URLENCODED, (struct az_part_limits){2, 3, 4, 0}, "abcd=1"), AZ_TOO_LARGE);
	assert_int_equal(limited(URLENCODED, (struct az_part_limits){2, 3, 4, 0}, "a=12345"), AZ_TOO_LARGE);
	assert_string_equal(fault, "a field is too long at byte 6");
	memset(body, 'x', sizeof(body));
	memcpy(body, "a=", 2);
	body[2 + 4000] = '\0';
	assert_int_equal(encoded(body), AZ_OK);
	assert_int_equal(seen.n, 3 + 4000 + 1);
	body[2 + 4000] = 'x';
	body[3 + 4000] = '\0';
	assert_int_equal(encoded(body), AZ_TOO_LARGE);
}

static int set_up(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_split),      cmocka_unit_test(test_every_pair_of_splits),
		cmocka_unit_test(test_byte_by_byte),     cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_empty_forms),      cmocka_unit_test(test_part_without_content),
		cmocka_unit_test(test_line_ends),        cmocka_unit_test(test_look_alikes),
		cmocka_unit_test(test_binary_content),   cmocka_unit_test(test_dispositions),
		cmocka_unit_test(test_headers),          cmocka_unit_test(test_limits),
		cmocka_unit_test(test_sink_refuses),     cmocka_unit_test(test_content_types),
		cmocka_unit_test(test_longest_boundary), cmocka_unit_test(test_failed_stays_failed),
		cmocka_unit_test(test_urlencoded),       cmocka_unit_test(test_urlencoded_limits),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
