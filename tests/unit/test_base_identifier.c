/* GB 32100-2015 codes and GB 11643-1999 numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/identifier.h"
#include "base/text.h"

#define GOOD "91370902MA000T0227"

static const char *const good_codes[] = {
	"91100000710931483R", "9131000073337320XW", "914403007109307395", "914403001922038216", "9144030071526726XG",
	"91110000710926094P", "91100000100003962T", "91370902MA000T0227", "91370911MA000T014D", "91370921MA000T014W",
	"91370923MA000T030F", "91370982MA000T0223", "91370983MA000T030C",
};

static void good_codes_pass(void **state)
{
	struct az_identifier found;

	(void)state;
	for (size_t i = 0; i < sizeof(good_codes) / sizeof(good_codes[0]); i++) {
		assert_true(az_code_check(good_codes[i], &found));
		assert_int_equal(found.fault, AZ_IDENTIFIER_GOOD);
		assert_string_equal(found.normal, good_codes[i]);
		assert_false(found.inner_mismatch);
		assert_memory_equal(found.division, good_codes[i] + 2, 6);
	}
}

static void every_other_check_character_fails(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	struct az_identifier found;

	(void)state;
	for (size_t i = 0; i < sizeof(good_codes) / sizeof(good_codes[0]); i++) {
		char code[19];

		memcpy(code, good_codes[i], sizeof(code));
		for (const char *c = alphabet; *c != '\0'; c++) {
			code[17] = *c;
			if (*c == good_codes[i][17])
				continue;
			assert_false(az_code_check(code, &found));
			assert_int_equal(found.fault, AZ_IDENTIFIER_CHECK);
			assert_int_equal(found.expected, good_codes[i][17]);
		}
	}
	assert_false(az_code_check("91370902MA000T0228", &found));
	assert_string_equal(found.groups, "91370902 MA000T02 28");
	assert_int_equal(found.expected, '7');
}

static void codes_are_normalised(void **state)
{
	static const char *const typed[] = {
		"91370902ma000t0227",
		"  91370902 MA000T02 27\n",
		"91370902-MA000T02-27",
		"９１３７０９０２ＭＡ０００Ｔ０２２７",
		"９１３７０９０２ｍａ０００ｔ０２２７",
		"\xef\xbb\xbf" GOOD "\xe3\x80\x80",
		"91370902－MA000T02—27",
	};
	struct az_identifier found;

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		assert_true(az_code_check(typed[i], &found));
		assert_string_equal(found.normal, GOOD);
	}
}

static void lengths_are_told(void **state)
{
	struct az_identifier found;

	(void)state;
	assert_false(az_code_check("91370902MA000T022", &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_LENGTH);
	assert_int_equal(found.length, 17);
	assert_false(az_code_check(GOOD "7", &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_LENGTH);
	assert_int_equal(found.length, 19);
	assert_string_equal(found.normal, "");
	assert_string_equal(found.groups, "");
	assert_false(az_code_check("", &found));
	assert_int_equal(found.length, 0);
	assert_false(az_code_check(NULL, &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_LENGTH);
	assert_false(az_code_check("泰安公司", &found));
	assert_int_equal(found.length, 4);
	assert_int_equal(found.position, 1);
	assert_string_equal(found.character, "泰");
}

static void impossible_characters_are_told(void **state)
{
	struct az_identifier found;

	(void)state;
	for (const char *c = "IOSVZiosvz!"; *c != '\0'; c++) {
		char code[] = GOOD, upper = (char)(*c >= 'a' ? *c - 'a' + 'A' : *c);

		code[11] = *c;
		assert_false(az_code_check(code, &found));
		assert_int_equal(found.fault, AZ_IDENTIFIER_CHARACTER);
		assert_int_equal(found.position, 12);
		assert_int_equal(found.character[0], upper);
		assert_int_equal(found.character[1], '\0');
		assert_int_equal(strlen(found.groups), 20);
	}
	/* A letter in the division, the first and the last place around it. */
	assert_false(az_code_check("91A70902MA000T0227", &found));
	assert_int_equal(found.position, 3);
	assert_false(az_code_check("9137090AMA000T0227", &found));
	assert_int_equal(found.position, 8);
	assert_false(az_code_check("91370902MA安00T0227", &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_CHARACTER);
	assert_int_equal(found.position, 11);
	assert_int_equal(found.length, 18);
	assert_string_equal(found.character, "安");
	assert_false(az_code_check("91370902MA000T022𠮷", &found));
	assert_int_equal(found.position, 18);
	assert_string_equal(found.character, "𠮷");
}

static void inner_mismatch_is_a_warning(void **state)
{
	struct az_identifier found;
	char code[] = "91370902MA000T0300";

	(void)state;
	assert_false(az_code_check(code, &found)); /* tells which character fits */
	code[17] = found.expected;
	code[16] = '1';
	az_code_check(code, &found);
	code[17] = found.expected;
	assert_true(az_code_check(code, &found));
	assert_true(found.inner_mismatch);
}

static void cards_are_checked(void **state)
{
	struct az_identifier found;

	(void)state;
	assert_true(az_card_check("11010519491231002X", AZ_DAY_NONE, &found));
	assert_int_equal(found.born, az_day_of(1949, 12, 31));
	assert_string_equal(found.division, "110105");
	assert_string_equal(found.groups, "110105 19491231 002X");
	assert_true(az_card_check("１１０１０５ 19491231 002x", az_day_of(1949, 12, 31), &found));
	assert_false(az_card_check("11010519491231002X", az_day_of(1949, 12, 30), &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_DATE);
	assert_false(az_card_check("110105194912310020", AZ_DAY_NONE, &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_CHECK);
	assert_int_equal(found.expected, 'X');
	/* The check character fits, the day never was. */
	assert_false(az_card_check("370983190002290018", AZ_DAY_NONE, &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_DATE);
	assert_int_equal(found.expected, '8');
	assert_int_equal(found.born, AZ_DAY_NONE);
	assert_false(az_card_check("1101051949123100X2", AZ_DAY_NONE, &found));
	assert_int_equal(found.fault, AZ_IDENTIFIER_CHARACTER);
	assert_int_equal(found.position, 17);
	assert_false(az_card_check("01010519491231002X", AZ_DAY_NONE, &found));
	assert_int_equal(found.position, 1);
	assert_false(az_card_check("110105491231002", AZ_DAY_NONE, &found));
	assert_int_equal(found.length, 15);
}

static void cards_are_masked(void **state)
{
	char out[AZ_CODE_CHARACTERS + 1];

	(void)state;
	az_card_mask("370902194912310014", out);
	assert_string_equal(out, "370902********0014");
	az_card_mask("37090219491231001", out);
	assert_string_equal(out, "******************");
	az_card_mask("安安安安安安", out); /* 18 bytes */
	assert_string_equal(out, "******************");
	az_card_mask(NULL, out);
	assert_string_equal(out, "******************");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_codes_pass),
		cmocka_unit_test(every_other_check_character_fails),
		cmocka_unit_test(codes_are_normalised),
		cmocka_unit_test(lengths_are_told),
		cmocka_unit_test(impossible_characters_are_told),
		cmocka_unit_test(inner_mismatch_is_a_warning),
		cmocka_unit_test(cards_are_checked),
		cmocka_unit_test(cards_are_masked),
	};

	return cmocka_run_group_tests_name("identifier", tests, NULL, NULL);
}
