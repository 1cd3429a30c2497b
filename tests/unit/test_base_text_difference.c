/* What changed in a text: words of alphabets, characters of Chinese, no confetti. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/text_difference.h"

static struct az_arena *arena;

static int make_arena(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)8 << 20);
	return 0;
}

static int free_arena(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

/* "a[-b-][+c+]d"; checks that both texts can be put together again. */
static const char *marked(const char *before, const char *after)
{
	static const char *const open[] = {"", "[-", "[+"}, *const close[] = {"", "-]", "+]"};
	struct az_text_piece *pieces;
	size_t count;
	const char *out = "", *old = "", *new = "";
	az_text_differences(arena, before, after, &pieces, &count);
	for (size_t i = 0; i < count; i++) {
		const char *text = pieces[i].text;
		assert_true(text[0] != '\0');
		out = az_format(arena, "%s%s%s%s", out, open[pieces[i].kind], text, close[pieces[i].kind]);
		if (pieces[i].kind != AZ_TEXT_INSERTED)
			old = az_format(arena, "%s%s", old, text);
		if (pieces[i].kind != AZ_TEXT_DELETED)
			new = az_format(arena, "%s%s", new, text);
	}
	assert_string_equal(old, before);
	assert_string_equal(new, after);
	return out;
}

static void a_word_changes(void **state)
{
	(void)state;
	assert_string_equal(marked("应当每班检查", "必须每班检查"), "[-应当-][+必须+]每班检查");
	assert_string_equal(marked("It should be checked.", "It must be checked."),
			    "It [-should-][+must+] be checked.");
	assert_string_equal(marked("距离不小于25m", "距离不小于30m"), "距离不小于[-25m-][+30m+]");
	assert_string_equal(marked("at least 12.5 m", "at least 12.8 m"), "at least [-12.5-][+12.8+] m");
}

static void words_are_added_and_taken_away(void **state)
{
	(void)state;
	assert_string_equal(marked("是否佩戴安全帽？", "是否佩戴安全帽、系好安全带？"),
			    "是否佩戴安全帽[+、系好安全带+]？");
	assert_string_equal(marked("a fine day", "a day"), "a [-fine -]day");
	assert_string_equal(marked("", "新"), "[+新+]");
	assert_string_equal(marked("旧", ""), "[-旧-]");
	assert_string_equal(marked("", ""), "");
	assert_string_equal(marked("同一句话", "同一句话"), "同一句话");
	assert_string_equal(marked("，", "，"), "，");
}

static void a_single_character_alike_by_chance_is_no_island(void **state)
{
	(void)state;
	/* "的" stands in both, between two changes. */
	assert_string_equal(marked("检查人员的证书有效", "检查企业的预案有效"), "检查[-人员的证书-][+企业的预案+]有效");
	/* Two characters are kept. */
	assert_string_equal(marked("检查人员所有证书有效", "检查企业所有预案有效"),
			    "检查[-人员-][+企业+]所有[-证书-][+预案+]有效");
}

static void texts_with_little_in_common_are_replaced(void **state)
{
	(void)state;
	assert_string_equal(marked("瓦斯监测系统是否每天校验并留有记录？", "顶板？"),
			    "[-瓦斯监测系统是否每天校验并留有记录？-][+顶板？+]");
	/* A quarter is enough: 1 of 4 characters stays, of 5 it does not. */
	assert_string_equal(marked("甲乙丙丁", "甲子丑寅"), "甲[-乙丙丁-][+子丑寅+]");
	assert_string_equal(marked("甲乙丙丁戊", "甲子丑寅卯"), "[-甲乙丙丁戊-][+甲子丑寅卯+]");
}

static const char *repeated(const char *unit, size_t times)
{
	char *out = az_alloc(arena, strlen(unit) * times + 1);
	out[0] = '\0';
	for (size_t i = 0, n = strlen(unit); i < times; i++)
		memcpy(out + i * n, unit, n + 1);
	return out;
}

static void a_middle_that_is_too_long_is_replaced(void **state)
{
	(void)state;
	/* Both sides of the bound: the pair of characters in the middle is found, or is not looked for. */
	for (size_t more = 0; more < 2; more++) {
		const char *same = repeated("同", 150 + 2 * more);
		const char *side = repeated("甲", 45), *other = repeated("乙", 45);
		const char *out = marked(az_format(arena, "首%s%s%s尾", side, same, side),
					 az_format(arena, "首%s%s%s尾", other, same, other));
		assert_true((strstr(out, az_format(arena, "]%s[", same)) != NULL) == (more == 0));
	}
	/* The longest text that a form takes, twice: no more than a moment and the texts' own memory. */
	assert_true(marked(repeated("甲乙", 5000), repeated("丙丁", 5000)) != NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_changes),
		cmocka_unit_test(words_are_added_and_taken_away),
		cmocka_unit_test(a_single_character_alike_by_chance_is_no_island),
		cmocka_unit_test(texts_with_little_in_common_are_replaced),
		cmocka_unit_test(a_middle_that_is_too_long_is_replaced),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
