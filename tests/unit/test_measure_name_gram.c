/* Folding names and cutting them into grams. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/name_gram.h"

static struct az_arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	az_arena_free(arena);
	return 0;
}

static void assert_folded(const char *name, const char *expected)
{
	assert_string_equal(az_name_fold(arena, name), expected);
}

static void width_case_brackets(void **state)
{
	(void)state;
	assert_folded("示例（泰安）Ａ厂", "示例泰安A厂");
	assert_folded("示例(泰安)a厂", "示例泰安A厂");
	assert_folded("  示 例　泰安 A 厂\t", "示例泰安A厂");
	assert_folded("《示例》【泰安】〔A〕「厂」", "示例泰安A厂");
	assert_folded("示例·泰安—A、厂", "示例泰安A厂");
	assert_folded("50%_off", "50OFF"); /* nothing left that LIKE would read */
	assert_folded("", "");
	assert_folded("（）", "");
	assert_folded("〇一厂", "〇一厂"); /* U+3007 is a character of names, between brackets in the code chart */
	assert_folded("𠮷野家", "𠮷野家");
	assert_folded("Ñandú", "ÑANDú"); /* letters beyond ASCII stay as they are */
}

static void grams_of_a_name(void **state)
{
	int64_t out[16];
	(void)state;
	assert_int_equal(az_name_grams("", out, 16), 0);
	assert_int_equal(az_name_grams("甲", out, 16), 1);
	assert_int_equal(out[0], 0x7532);
	assert_int_equal(az_name_grams("甲乙", out, 16), 3);
	assert_int_equal(out[1], 0x4e59);
	assert_int_equal(out[2], ((int64_t)0x7532 << 21) | 0x4e59);
	assert_int_equal(az_name_grams("甲甲甲", out, 16), 2); /* each once */
	assert_int_equal(az_name_grams("甲乙丙丁戊己庚辛壬癸", out, 5), 5);
	assert_int_equal(az_name_gram(0x10FFFF, 0x10FFFF), ((int64_t)0x10FFFF << 21) | 0x10FFFF);
	assert_true(az_name_gram(0x10FFFF, 0x10FFFF) > 0);
}

static void grams_of_a_search(void **state)
{
	int64_t out[4];
	(void)state;
	assert_int_equal(az_name_search_grams("", out, 4), 0);
	assert_int_equal(az_name_search_grams("甲", out, 4), 1);
	assert_int_equal(out[0], az_name_gram(0, 0x7532));
	assert_int_equal(az_name_search_grams("ABC", out, 4), 2);
	assert_int_equal(out[0], az_name_gram('A', 'B'));
	assert_int_equal(out[1], az_name_gram('B', 'C'));
	assert_int_equal(az_name_search_grams("ABCDE", out, 4), 4);
	assert_int_equal(out[3], az_name_gram('D', 'E'));
	/* More pairs than are joined: the first and the last are among those taken. */
	assert_int_equal(az_name_search_grams("ABCDEFGHIJKLMNOPQRSTUVWXYZ", out, 4), 4);
	assert_int_equal(out[0], az_name_gram('A', 'B'));
	assert_int_equal(out[3], az_name_gram('Y', 'Z'));
	assert_int_equal(az_name_search_grams("AAAAAAAAAA", out, 4), 1);
	assert_int_equal(az_name_search_grams("ABCDE", out, 1), 1);
	assert_int_equal(az_name_search_grams("ABCDE", out, 0), 0);
}

/* Whatever is looked for in a name has only grams that the name has. */
static void a_fragment_is_found(void **state)
{
	static const char name[] = "示例丁财产保险股份有限公司泰安中心支公司";
	int64_t stored[AZ_NAME_GRAMS_MAX], asked[4];
	(void)state;
	size_t count = az_name_grams(name, stored, AZ_NAME_GRAMS_MAX);
	for (size_t from = 0; from < strlen(name); from += 3)
		for (size_t to = from + 3; to <= strlen(name); to += 3) {
			size_t n = az_name_search_grams(az_copy_n(arena, name + from, to - from), asked, 4);
			assert_true(n > 0);
			for (size_t i = 0; i < n; i++) {
				size_t at = 0;
				while (at < count && stored[at] != asked[i])
					at++;
				assert_true(at < count);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_case_brackets),
		cmocka_unit_test(grams_of_a_name),
		cmocka_unit_test(grams_of_a_search),
		cmocka_unit_test(a_fragment_is_found),
	};
	return cmocka_run_group_tests_name("measure_name_gram", tests, setup, teardown);
}
