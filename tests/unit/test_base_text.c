/* Arena, text, UTF-8, clock, results and refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/ctx.h"
#include "base/log.h"
#include "base/text.h"

static struct az_arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)8 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static void arena_gives_zeroed_aligned_memory(void **state)
{
	unsigned char *p;

	(void)state;
	for (size_t size = 0; size < 3000; size += 7) {
		p = az_alloc(arena, size);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, size);
	}
	assert_true(az_arena_used(arena) >= 3000 / 7 * 1500);
	p = az_alloc(arena, (size_t)2 << 20); /* larger than any step */
	memset(p, 1, (size_t)2 << 20);
	az_arena_reset(arena);
	assert_int_equal(az_arena_used(arena), 0);
	p = az_alloc(arena, 64);
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(p[i], 0);
}

/* The exit status of a child that asks twice for something, of 1024 bytes. */
static int status_of(size_t count, size_t size)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		struct az_arena *small = az_arena_new(1024);

		close(STDERR_FILENO);
		az_alloc_array(small, count, size);
		az_alloc_array(small, count, size);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void arena_ends_the_process_at_its_limit(void **state)
{
	(void)state;
	assert_int_equal(status_of(1, 512), 0);
	assert_int_equal(status_of(1, 513), EXIT_FAILURE);
	assert_int_equal(status_of(1, 1025), EXIT_FAILURE);
	assert_int_equal(status_of(SIZE_MAX / 2, 3), EXIT_FAILURE);
	assert_int_equal(status_of(1, SIZE_MAX), EXIT_FAILURE);
}

static void text_is_copied_and_printed(void **state)
{
	char small[4];
	char *large;

	(void)state;
	assert_true(az_text_is(az_text_of("安责"), "安责"));
	assert_true(az_text_is(az_text_of(NULL), ""));
	assert_false(az_text_is(AZ_LIT("ab"), "a"));
	assert_string_equal(az_copy(arena, NULL), "");
	assert_string_equal(az_copy_n(arena, "abc", 2), "ab");
	assert_string_equal(az_format(arena, "%d-%s", 7, "x"), "7-x");
	large = az_format(arena, "%0300d", 5);
	assert_int_equal(strlen(large), 300);
	assert_int_equal(large[299], '5');
	assert_int_equal(strlen(az_format(arena, "%0255d", 5)), 255);
	assert_int_equal(strlen(az_format(arena, "%0256d", 5)), 256);
	assert_true(az_print(small, sizeof(small), "%d", 123));
	assert_false(az_print(small, sizeof(small), "%d", 1234));
	assert_string_equal(small, "123");
	assert_true(az_streq(NULL, NULL));
	assert_false(az_streq(NULL, ""));
	assert_true(az_streq("a", "a"));
}

static void integers_fill_the_whole_text(void **state)
{
	int64_t n = 0;

	(void)state;
	assert_true(az_parse_int("-9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MIN);
	assert_true(az_parse_int("9223372036854775807", INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MAX);
	assert_false(az_parse_int("9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_false(az_parse_int("-9223372036854775809", INT64_MIN, INT64_MAX, &n));
	assert_true(az_parse_int("10", 1, 10, &n));
	assert_false(az_parse_int("11", 1, 10, &n));
	assert_false(az_parse_int("0", 1, 10, &n));
	for (const char **bad = (const char *[]){"", "-", "+1", " 1", "1 ", "1.0", "0x1", "1a", NULL}; *bad; bad++)
		assert_false(az_parse_int(*bad, INT64_MIN, INT64_MAX, &n));
	assert_false(az_parse_int(NULL, 0, 1, &n));
}

static void bytes_travel_as_text(void **state)
{
	static const char *const pairs[][2] = {{"", ""},        {"f", "Zg"},        {"fo", "Zm8"},
					       {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"\xfb\xff", "-_8"}};
	unsigned char *bytes;
	size_t n;

	(void)state;
	assert_string_equal(az_hex(arena, "\x00\xaf\x10", 3), "00af10");
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		assert_string_equal(az_base64url(arena, pairs[i][0], strlen(pairs[i][0])), pairs[i][1]);
		assert_true(az_base64url_decode(arena, pairs[i][1], &bytes, &n));
		assert_int_equal(n, strlen(pairs[i][0]));
		assert_memory_equal(bytes, pairs[i][0], n);
	}
	for (const char **bad = (const char *[]){"Z", "A", "Zm9vA", "Zg==", "Z+", "Zh", "Zm9vY", "Zm9\n", NULL}; *bad;
	     bad++)
		assert_false(az_base64url_decode(arena, *bad, &bytes, &n));
	assert_string_equal(az_url_encode(arena, "a b/安~-._"), "a%20b%2F%E5%AE%89~-._");
}

static void utf8_is_strict(void **state)
{
	static const char *const good[] = {
		"", "a", "\xc2\x80", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "安责险"};
	static const char *const bad[] = {"\x80",
					  "\xc0\x80",
					  "\xc1\xbf",
					  "\xe0\x9f\xbf",
					  "\xed\xa0\x80",
					  "\xf0\x8f\xbf\xbf",
					  "\xf4\x90\x80\x80",
					  "\xf5\x80\x80\x80",
					  "\xe5\xae",
					  "\xc3",
					  "\xff"};
	char with[16];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(az_utf8_check(good[i], strlen(good[i])), strlen(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(az_utf8_check(bad[i], strlen(bad[i])), 0);
		az_print(with, sizeof(with), "安%sx", bad[i]);
		assert_int_equal(az_utf8_check(with, strlen(with)), 3);
	}
	assert_int_equal(az_utf8_check("a\0b", 3), 1);
}

static void utf8_walks_and_clips(void **state)
{
	static const uint32_t points[] = {1, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff};
	char out[4];

	(void)state;
	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		size_t at = 0, n = az_utf8_put(out, points[i]);

		assert_int_equal(az_utf8_check(out, n), n);
		assert_int_equal(az_utf8_next(out, n, &at), points[i]);
		assert_int_equal(at, n);
	}
	assert_int_equal(az_utf8_count("a安𠮷", strlen("a安𠮷")), 3);
	assert_string_equal(az_utf8_clip(arena, "安责险", 3), "安责险");
	assert_string_equal(az_utf8_clip(arena, "安责险", 2), "安责…");
	assert_string_equal(az_utf8_clip(arena, "安责险", 0), "…");
	assert_string_equal(az_utf8_clip(arena, "", 0), "");
}

static void typed_text_is_tidied(void **state)
{
	static const char odd[] = "\xf0\xe0\xc0";
	const char *s = "\xef\xbb\xbf \xe3\x80\x80 a\r\nb\tc\x01\x7f\xc2\x85 \xc2\xa0\n";

	(void)state;
	assert_string_equal(az_text_tidy(arena, s, strlen(s)), "a\nb\tc");
	assert_string_equal(az_text_tidy(arena, " \n ", 3), "");
	assert_string_equal(az_text_tidy(arena, "a b", 3), "a b");
	/* Bytes that should have been refused at the door do no harm. */
	assert_non_null(az_text_tidy(arena, odd, 3));
	assert_non_null(az_text_halfwidth(arena, odd));
	assert_string_equal(az_text_halfwidth(arena, "ＡＺ０９　～安"), "AZ09 ~安");
	assert_string_equal(az_text_halfwidth(arena, NULL), "");
}

static void days_are_counted(void **state)
{
	char text[AZ_DAY_TEXT];
	az_day day = 0;
	int y, m, d;

	(void)state;
	assert_int_equal(az_day_of(1970, 1, 1), 0);
	assert_int_equal(az_day_of(2000, 3, 1), 11017);
	assert_int_equal(az_day_of(1969, 12, 31), -1);
	for (az_day at = az_day_of(1899, 12, 31), last = az_day_of(2200, 1, 1); at <= last; at++) {
		az_day_split(at, &y, &m, &d);
		assert_int_equal(az_day_of(y, m, d), at);
		assert_int_equal(az_date_valid(y, m, d), y >= 1900 && y <= 2199);
	}
	assert_true(az_date_valid(2000, 2, 29));
	assert_false(az_date_valid(1900, 2, 29));
	assert_true(az_date_valid(2024, 2, 29));
	assert_false(az_date_valid(2026, 2, 29));
	assert_false(az_date_valid(2026, 4, 31));
	assert_false(az_date_valid(2026, 0, 1));
	assert_false(az_date_valid(2026, 13, 1));
	assert_false(az_date_valid(2026, 1, 0));
	assert_int_equal(az_day_weekday(az_day_of(2026, 11, 24)), 1);
	assert_int_equal(az_day_weekday(az_day_of(1969, 12, 28)), 6);
	assert_true(az_day_parse("2026-11-24", &day));
	az_day_print(day, text);
	assert_string_equal(text, "2026-11-24");
	for (const char **bad =
		     (const char *[]){"", "2026-1-1", "2026-02-29", "2026/01/01", "2026-01-01 ", "+026-01-01", NULL};
	     *bad; bad++)
		assert_false(az_day_parse(*bad, &day));
	assert_false(az_day_parse(NULL, &day));
}

static void instants_fall_on_days_of_shanghai(void **state)
{
	/* 2026-11-23 16:00 UTC is midnight in Shanghai. */
	int64_t midnight = az_day_start(az_day_of(2026, 11, 24));
	char text[AZ_INSTANT_TEXT];

	(void)state;
	assert_true(midnight == INT64_C(1795449600000));
	assert_int_equal(az_day_at(midnight), az_day_of(2026, 11, 24));
	assert_int_equal(az_day_at(midnight - 1), az_day_of(2026, 11, 23));
	assert_int_equal(az_day_at(-9 * AZ_HOUR), -1);
	az_instant_print(midnight - 1, text);
	assert_string_equal(text, "2026-11-23 23:59");
	az_instant_print(midnight + 9 * AZ_HOUR + 5 * AZ_MINUTE, text);
	assert_string_equal(text, "2026-11-24 09:05");
	assert_true(az_clock_monotonic() <= az_clock_monotonic());
	assert_true(az_clock_real() > 0);
}

static void refusals_carry_their_arguments(void **state)
{
	struct az_ctx ctx = {0};

	(void)state;
	assert_int_equal(az_refuse(&ctx, AZ_CONFLICT, "a.b", "1", "2", NULL), AZ_CONFLICT);
	assert_string_equal(ctx.problem.key, "a.b");
	assert_string_equal(ctx.problem.args[1], "2");
	assert_null(ctx.problem.args[2]);
	assert_int_equal(az_refuse(&ctx, AZ_DENIED, "c", "1", "2", "3", "4", NULL), AZ_DENIED);
	assert_string_equal(ctx.problem.args[3], "4");
	assert_int_equal(az_refuse(&ctx, AZ_DENIED, "d", NULL), AZ_DENIED);
	assert_null(ctx.problem.args[0]);
	assert_string_equal(az_result_name(AZ_OK), "ok");
	assert_string_equal(az_result_name(AZ_INTERNAL), "internal");
	assert_string_equal(az_result_name((enum az_result)99), "unknown");
}

/* What a call writes to standard error. */
static size_t logged(char *out, size_t size, enum az_log_level level, const char *value)
{
	int ends[2], saved = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	az_log(level, "test.event", "value=%s", value);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(ends[1]);
	n = read(ends[0], out, size - 1);
	close(ends[0]);
	assert_true(n >= 0);
	out[n] = '\0';
	return (size_t)n;
}

static void log_lines_stay_one_line(void **state)
{
	char line[4096], *long_value = az_alloc(arena, 5001);

	(void)state;
	logged(line, sizeof(line), AZ_LOG_WARNING, "a\nb");
	assert_int_equal(line[10], 'T');
	assert_int_equal(line[19], '.');
	assert_string_equal(line + 23, "Z warning test.event value=a b\n");
	az_log_request("0123456789abcdef");
	logged(line, sizeof(line), AZ_LOG_INFO, "");
	assert_string_equal(line + 23, "Z info test.event request=0123456789abcdef value=\n");
	az_log_request(NULL);
	assert_int_equal(logged(line, sizeof(line), AZ_LOG_DEBUG, ""), 0);
	az_log_threshold(AZ_LOG_DEBUG);
	assert_true(logged(line, sizeof(line), AZ_LOG_DEBUG, "") > 0);
	az_log_threshold(AZ_LOG_INFO);
	memset(long_value, 'x', 5000);
	assert_int_equal(logged(line, sizeof(line), AZ_LOG_ERROR, long_value), 2048);
	assert_int_equal(line[2047], '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_ends_the_process_at_its_limit),
		cmocka_unit_test(text_is_copied_and_printed),
		cmocka_unit_test(integers_fill_the_whole_text),
		cmocka_unit_test(bytes_travel_as_text),
		cmocka_unit_test(utf8_is_strict),
		cmocka_unit_test(utf8_walks_and_clips),
		cmocka_unit_test(typed_text_is_tidied),
		cmocka_unit_test(days_are_counted),
		cmocka_unit_test(instants_fall_on_days_of_shanghai),
		cmocka_unit_test(refusals_carry_their_arguments),
		cmocka_unit_test(log_lines_stay_one_line),
	};

	return cmocka_run_group_tests_name("base", tests, setup, teardown);
}
