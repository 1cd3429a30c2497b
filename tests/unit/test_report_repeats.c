/* Whether a text repeats a reporter's own words: code points in a row, at both sides of the limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/report_link.h"

static void at_the_limit(void **state)
{
	(void)state;
	assert_int_equal(AZ_REPORT_REPEATED, 15);
	assert_true(az_report_repeats("0123456789abcdef", "so: 0123456789abcde!"));  /* 15 in a row */
	assert_false(az_report_repeats("0123456789abcdef", "so: 0123456789abcd!"));  /* 14 */
	assert_true(az_report_repeats("0123456789abcdef", "123456789abcdef"));       /* the last 15 */
	assert_true(az_report_repeats("0123456789abcde", "0123456789abcde"));
}

static void code_points_not_bytes(void **state)
{
	const char *story = "\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b\xe4\xba\x94\xe5\x85\xad\xe4\xb8\x83\xe5\x85\xab";
	(void)state;
	assert_false(az_report_repeats(story, story)); /* eight of them, in 24 bytes */
	assert_true(az_report_repeats("\xe4\xb8\x80" "bcdefghijklmnop", "x\xe4\xb8\x80" "bcdefghijklmnoy"));
}

static void short_or_empty(void **state)
{
	(void)state;
	assert_false(az_report_repeats("", "anything that is long enough"));
	assert_false(az_report_repeats("0123456789abcdef", ""));
	assert_false(az_report_repeats("short story", "short story"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_the_limit),
		cmocka_unit_test(code_points_not_bytes),
		cmocka_unit_test(short_or_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
