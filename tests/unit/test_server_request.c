/* The head of a request: paths, queries, cookies and lengths as peers send them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "server/request.h"

static struct az_arena *arena;

static int start(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)4 << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

struct given {
	const char *method, *uri, *cookie, *length;
};

static const char *param(void *self, const char *name)
{
	const struct given *given = self;
	if (strcmp(name, "REQUEST_METHOD") == 0)
		return given->method == NULL ? "GET" : given->method;
	if (strcmp(name, "REQUEST_URI") == 0)
		return given->uri;
	if (strcmp(name, "HTTP_COOKIE") == 0)
		return given->cookie;
	return strcmp(name, "CONTENT_LENGTH") == 0 ? given->length : NULL;
}

static enum az_result read_given(struct az_request *request, struct given given)
{
	*request = (struct az_request){.arena = arena};
	return az_request_read(request, param, &given);
}

static enum az_result read_uri(struct az_request *request, const char *uri)
{
	return read_given(request, (struct given){.uri = uri});
}

static void a_path_is_decoded_once(void **state)
{
	struct az_request request;
	(void)state;
	assert_int_equal(read_uri(&request, "/a%20b/%E5%AE%89+c?x=1"), AZ_OK);
	assert_string_equal(request.path, "/a b/安+c");
	assert_string_equal(request.query, "x=1");
	assert_int_equal(read_uri(&request, "/%2541"), AZ_OK);
	assert_string_equal(request.path, "/%41");
	assert_int_equal(read_uri(&request, "/"), AZ_OK);
	assert_string_equal(request.path, "/");
	assert_string_equal(request.query, "");
}

static void broken_paths(void **state)
{
	static const char *const broken[] = {"", "x", "http://x/", "/%", "/%4", "/%4g", "/%zz", "/%00", "/?a=%", "/?a=%4", "/?%4=1", "*"};
	struct az_request request;
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		assert_int_equal(read_uri(&request, broken[i]), AZ_INVALID);
	assert_int_equal(read_given(&request, (struct given){.uri = NULL}), AZ_INVALID);
}

static void text_in_another_encoding_is_named(void **state)
{
	static const char *const other[] = {"/%b0%b2", "/?a=%b0%b2", "/?%b0=1", "/?a=%c0%af", "/?a=%ed%a0%80", "/?a=%f4%90%80%80", "/\xb0\xb2"};
	struct az_request request;
	(void)state;
	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
		assert_int_equal(read_uri(&request, other[i]), AZ_INVALID);
		assert_true(request.not_utf8);
	}
	assert_int_equal(read_uri(&request, "/%4g"), AZ_INVALID);
	assert_false(request.not_utf8);
}

static void both_sides_of_the_lengths(void **state)
{
	struct az_request request;
	char uri[4096];
	(void)state;
	memset(uri, 'a', sizeof uri);
	uri[0] = '/';
	uri[512] = '\0';
	assert_int_equal(read_uri(&request, uri), AZ_OK);
	uri[512] = 'a';
	uri[513] = '\0';
	assert_int_equal(read_uri(&request, uri), AZ_INVALID);
	memset(uri, 'a', sizeof uri);
	memcpy(uri, "/?", 2);
	uri[1 + 2048] = '\0';
	assert_int_equal(read_uri(&request, uri), AZ_OK);
	uri[1 + 2048] = 'a';
	uri[1 + 2049] = '\0';
	assert_int_equal(read_uri(&request, uri), AZ_INVALID);
}

static void pairs_of_a_query(void **state)
{
	struct az_request request;
	char uri[600] = "/?";
	(void)state;
	assert_int_equal(read_uri(&request, "/?a=1&&b=x+y%2Bz&c&d=&=e&a=2&f=g=h"), AZ_OK);
	assert_string_equal(az_request_query(&request, "a"), "1");
	assert_string_equal(az_request_query(&request, "b"), "x y+z");
	assert_string_equal(az_request_query(&request, "c"), "");
	assert_string_equal(az_request_query(&request, "d"), "");
	assert_string_equal(az_request_query(&request, "f"), "g=h");
	assert_string_equal(az_request_query(&request, "nothing"), "");
	assert_int_equal(request.pair_count, 7);
	for (int i = 0; i < AZ_PAIRS_MAX; i++)
		strcat(uri, "a=1&");
	assert_int_equal(read_uri(&request, uri), AZ_OK);
	strcat(uri, "a=1");
	assert_int_equal(read_uri(&request, uri), AZ_INVALID);
}

static void methods(void **state)
{
	static const struct {
		const char *name;
		unsigned method;
	} cases[] = {{"GET", AZ_GET}, {"HEAD", AZ_GET}, {"POST", AZ_POST}, {"PUT", 0}, {"get", 0}, {"", 0}};
	struct az_request request;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(read_given(&request, (struct given){.method = cases[i].name, .uri = "/"}), AZ_OK);
		assert_int_equal(request.method, cases[i].method);
	}
}

static void lengths_of_a_body(void **state)
{
	static const char *const broken[] = {"-1", "x", "1x", " 1", "1099511627777", "99999999999999999999", "0x10", "1.5"};
	struct az_request request;
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		assert_int_equal(read_given(&request, (struct given){.uri = "/", .length = broken[i]}), AZ_INVALID);
	assert_int_equal(read_given(&request, (struct given){.uri = "/", .length = "1099511627776"}), AZ_OK);
	assert_true(request.content_length == (size_t)1 << 40);
	assert_int_equal(read_given(&request, (struct given){.uri = "/", .length = ""}), AZ_OK);
	assert_int_equal(request.content_length, 0);
}

static void cookies(void **state)
{
	struct az_request request;
	(void)state;
	assert_int_equal(read_given(&request, (struct given){.uri = "/", .cookie = "a=1; ab=2;b=3=4;  c=; d; =e; a=5"}), AZ_OK);
	assert_string_equal(az_request_cookie(&request, "a"), "1");
	assert_string_equal(az_request_cookie(&request, "ab"), "2");
	assert_string_equal(az_request_cookie(&request, "b"), "3=4");
	assert_string_equal(az_request_cookie(&request, "c"), "");
	assert_null(az_request_cookie(&request, "d"));
	assert_null(az_request_cookie(&request, "x"));
	assert_int_equal(read_given(&request, (struct given){.uri = "/", .cookie = ";;; ;="}), AZ_OK);
	assert_null(az_request_cookie(&request, "a"));
}

static void headers_of_an_answer_have_an_end(void **state)
{
	struct az_response response = {.arena = arena};
	(void)state;
	for (int i = 0; i < AZ_HEADERS_MAX + 5; i++)
		az_response_header(&response, "X", "y");
	assert_int_equal(response.header_count, AZ_HEADERS_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_decoded_once),
		cmocka_unit_test(broken_paths),
		cmocka_unit_test(text_in_another_encoding_is_named),
		cmocka_unit_test(both_sides_of_the_lengths),
		cmocka_unit_test(pairs_of_a_query),
		cmocka_unit_test(methods),
		cmocka_unit_test(lengths_of_a_body),
		cmocka_unit_test(cookies),
		cmocka_unit_test(headers_of_an_answer_have_an_end),
	};
	return cmocka_run_group_tests(tests, start, end);
}
