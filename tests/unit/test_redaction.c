/* Covering passages of a text and places of a picture: where sentences end, what is left of a word, what is no place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/redaction.h"

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

static void assert_segments(const char *text, size_t count, const char *const *expected)
{
	struct az_segment segments[AZ_SEGMENTS_MAX];
	assert_int_equal(az_segments(text, segments), count);
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(segments[i].at, at);
		assert_string_equal(az_copy_n(arena, text + segments[i].at, segments[i].n), expected[i]);
		at += segments[i].n;
	}
	assert_int_equal(at, strlen(text)); /* nothing falls between two */
}

static void sentences(void **state)
{
	(void)state;
	assert_segments("", 0, NULL);
	assert_segments("没有句号", 1, (const char *const[]){"没有句号"});
	assert_segments("一。二！三？四；五", 5, (const char *const[]){"一。", "二！", "三？", "四；", "五"});
	assert_segments("他说：“没人来。”然后走了。", 2, (const char *const[]){"他说：“没人来。”", "然后走了。"});
	assert_segments("第一行\n第二行", 2, (const char *const[]){"第一行\n", "第二行"});
	assert_segments("Paid 3.5 yuan. Nobody came.", 2, (const char *const[]){"Paid 3.5 yuan. ", "Nobody came."});
	assert_segments("。。。", 1, (const char *const[]){"。。。"});
}

static void very_many_sentences(void **state)
{
	struct az_segment segments[AZ_SEGMENTS_MAX];
	char *text = az_alloc(arena, 4 * 300 + 1);
	(void)state;
	for (size_t i = 0; i < 300; i++)
		memcpy(text + 4 * i, "a。", 4);
	text[4 * 300] = '\0';
	assert_int_equal(az_segments(text, segments), AZ_SEGMENTS_MAX);
	assert_int_equal(segments[AZ_SEGMENTS_MAX - 1].at + segments[AZ_SEGMENTS_MAX - 1].n, 4 * 300);
}

static void assert_words(const char *text, const char *word, const char *expected, size_t places)
{
	size_t covered;
	const char *const words[] = {word};
	assert_string_equal(az_redact(arena, text, NULL, 0, words, 1, &covered), expected);
	assert_int_equal(covered, places);
}

static void words(void **state)
{
	(void)state;
	assert_words("王示例说，王示例没有来", "王示例", AZ_COVERED "说，" AZ_COVERED "没有来", 2);
	assert_words("王示例王示例", "王示例", AZ_COVERED, 1); /* neither how often nor how long */
	assert_words("Plate ABC 123", "abc", "Plate " AZ_COVERED " 123", 1);
	assert_words("没有", "王", "没有", 0);
	assert_words("没有", "", "没有", 0);
	assert_words("aaa", "aa", AZ_COVERED, 1); /* places that overlap */
	assert_words("短", "比文字还长的词", "短", 0);
}

static void sentences_and_words_together(void **state)
{
	struct az_segment segments[AZ_SEGMENTS_MAX];
	const char *text = "老王在三号车间。\n其他人不知道。三号车间没有人来过。";
	const char *const named[] = {"三号车间"};
	size_t covered, count = az_segments(text, segments);
	(void)state;
	segments[0].covered = true;
	assert_string_equal(az_redact(arena, text, segments, count, named, 1, &covered),
			    AZ_COVERED "\n其他人不知道。" AZ_COVERED "没有人来过。");
	assert_int_equal(covered, 2);
}

static size_t places(const char *text, struct az_place out[AZ_PLACES_MAX], size_t *line)
{
	return az_places_parse(text, out, line);
}

static void places_of_a_picture(void **state)
{
	struct az_place out[AZ_PLACES_MAX];
	size_t line;
	(void)state;
	assert_int_equal(places("10 20 30 12.5\n\n0, 0, 100%, 100%\n", out, &line), 2);
	assert_int_equal(out[0].left, 100);
	assert_int_equal(out[0].height, 125);
	assert_int_equal(out[1].width, 1000);
	static const struct {
		const char *text;
		size_t line;
	} wrong[] = {{"", 0},           {" \n ", 0},         {"10 20 30", 1},     {"1 2 3 4\n5 6 7", 2}, {"1 2 3 4 5", 1},
		     {"1 2 0 4", 1},    {"1 2 3 0", 1},      {"100 2 3 4", 1},    {"101 2 3 4", 1},      {"1 2 3 100.1", 1},
		     {"-1 2 3 4", 1},   {"1 2 3 4.", 1},     {"1 2 3 4.55", 1},   {"a b c d", 1},        {"99999 1 1 1", 1}};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(places(wrong[i].text, out, &line), 0);
		assert_int_equal(line, wrong[i].line);
	}
	char *many = az_alloc(arena, 8 * 21 + 1);
	for (size_t i = 0; i < 21; i++)
		memcpy(many + 8 * i, "1 1 1 1\n", 8);
	many[8 * 20] = '\0';
	assert_int_equal(places(many, out, &line), 20);
	many[8 * 20] = '1';
	many[8 * 21] = '\0';
	assert_int_equal(places(many, out, &line), 0);
	assert_int_equal(line, 21);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences),
		cmocka_unit_test(very_many_sentences),
		cmocka_unit_test(words),
		cmocka_unit_test(sentences_and_words_together),
		cmocka_unit_test(places_of_a_picture),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
