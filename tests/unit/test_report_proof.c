/* Proofs of reports: there and back in both forms, and never genuine once a byte of any part is another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/report_proof.h"
#include "domain/site.h"
#include "view/qr.h"

static struct az_arena *arena;
static struct az_proof_keys keys;
static char directory[] = "/tmp/anze-proof-XXXXXX";

static int setup(void **state)
{
	(void)state;
	arena = az_arena_new((size_t)64 << 20);
	return az_secret_init() == AZ_OK && mkdtemp(directory) != NULL && az_proof_keys_load(arena, directory, &keys) ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	(void)unlink(az_format(arena, "%s/proof.key", directory));
	(void)unlink(az_format(arena, "%s/proof-earlier", directory));
	(void)rmdir(directory);
	az_arena_free(arena);
	return 0;
}

/* 2026-11-26 15:04 in Asia/Shanghai */
#define RECEIVED INT64_C(1795676640000)
#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const struct az_proof *made(size_t files, bool minute)
{
	static struct az_report_file list[AZ_PROOF_FILES];
	struct az_site site = {.proof_keys = &keys};
	struct az_ctx ctx = {.arena = arena, .site = &site};
	struct az_report report = {.id = 123, .submitted_at = RECEIVED};
	for (size_t i = 0; i < files; i++)
		list[i] = (struct az_report_file){.size = 1000 + (int64_t)i, .sha256 = HASH, .added_on = i == 0 ? AZ_DAY_NONE : az_day_of(2026, 12, 1)};
	return az_proof_make(&ctx, &report, list, files, minute);
}

static enum az_proof_verdict verdict(const char *text)
{
	struct az_proof read;
	return az_proof_check(arena, &keys, text, &read);
}

static void it_is_what_the_header_says(void **state)
{
	const struct az_proof *proof = made(2, false);
	(void)state;
	assert_string_equal(az_proof_signed(arena, proof),
	                    az_format(arena,
	                              "ANZE PROOF 1\nreport R2026-000123\nreceived 2026-11-26\nfile 2026-11-26 1000 " HASH
	                              "\nfile 2026-12-01 1001 " HASH "\nkey %s\n",
	                              keys.keys[0].id));
	assert_non_null(strstr(az_proof_signed(arena, made(0, true)), "\nreceived 2026-11-26 15:04\nkey "));
}

static void it_comes_back_in_both_forms(void **state)
{
	struct az_proof read;
	(void)state;
	for (size_t files = 0; files <= AZ_PROOF_FILES; files += 5)
		for (int minute = 0; minute < 2; minute++) {
			const struct az_proof *proof = made(files, minute != 0);
			const char *forms[] = {az_proof_text(arena, proof), az_proof_short(arena, proof)};
			for (size_t i = 0; i < 2; i++) {
				assert_int_equal(az_proof_check(arena, &keys, forms[i], &read), AZ_PROOF_GENUINE);
				assert_string_equal(az_proof_text(arena, &read), forms[0]);
			}
		}
}

static void what_stands_around_the_text_does_no_harm(void **state)
{
	const char *text = az_proof_text(arena, made(1, false));
	(void)state;
	assert_int_equal(verdict(az_format(arena, "some words\n\n  %s\n-- \nmore", text)), AZ_PROOF_GENUINE);
	char *lines = az_alloc(arena, 2 * strlen(text) + 1), *to = lines;
	for (const char *from = text; *from != '\0'; from++) {
		if (*from == '\n')
			*to++ = '\r';
		*to++ = *from;
	}
	assert_int_equal(verdict(lines), AZ_PROOF_GENUINE);
	assert_int_equal(verdict(az_format(arena, "http://portal.example.invalid/proof/verify?p=%s",
	                                   az_proof_short(arena, made(1, false)))),
	                 AZ_PROOF_GENUINE);
}

/* Every byte, another one each: never genuine. */
static void one_byte_changed_is_never_genuine(void **state)
{
	static const char others[] = "0a1Z-. \n_";
	const struct az_proof *proof = made(2, true);
	const char *forms[] = {az_proof_text(arena, proof), az_proof_short(arena, proof)};
	size_t altered = 0, unknown = 0;
	(void)state;
	for (size_t form = 0; form < 2; form++)
		/* The last line feed of the text is not part of what is said. */
		for (size_t i = 0; i + (form == 0) < strlen(forms[form]); i++)
			for (const char *other = others; *other != '\0'; other++) {
				char *changed = az_copy(arena, forms[form]);
				if (changed[i] == *other)
					continue;
				changed[i] = *other;
				enum az_proof_verdict found = verdict(changed);
				/* A space instead of one, at a line's end, or the like is the same text. */
				if (found == AZ_PROOF_GENUINE) {
					struct az_proof read;
					(void)az_proof_check(arena, &keys, changed, &read);
					assert_string_equal(az_proof_text(arena, &read), forms[0]);
					fail_msg("form %zu, byte %zu is not looked at: %s", form, i, changed);
				}
				altered += found == AZ_PROOF_ALTERED;
				unknown += found == AZ_PROOF_KEY_UNKNOWN;
			}
	assert_true(altered > 500);
	assert_true(unknown > 20);
}

static void parts_left_out_exchanged_or_added_are_not_genuine(void **state)
{
	struct az_proof other = *made(2, false);
	struct az_proof_file first = other.files[0];
	(void)state;
	other.files[0] = other.files[1];
	other.files[1] = first;
	assert_int_equal(verdict(az_proof_text(arena, &other)), AZ_PROOF_ALTERED);
	other = *made(2, false);
	other.file_count = 1;
	assert_int_equal(verdict(az_proof_short(arena, &other)), AZ_PROOF_ALTERED);
	other = *made(1, false);
	other.files[other.file_count++] = first;
	assert_int_equal(verdict(az_proof_text(arena, &other)), AZ_PROOF_ALTERED);
	memcpy(other.signature, made(1, true)->signature, AZ_SIGNATURE);
	assert_int_equal(verdict(az_proof_text(arena, &other)), AZ_PROOF_ALTERED);
}

static void what_is_no_proof_is_unreadable(void **state)
{
	static const char *const texts[] = {"", "1.", "1..", "ANZE PROOF 1", "ANZE PROOF 2\n", "hello", "1.R2026-000123.20261126",
	                                    "ANZE PROOF 1\nreport R2026-000123\nreceived 2026-02-30\n", "................"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_int_equal(verdict(texts[i]), AZ_PROOF_UNREADABLE);
}

static void an_earlier_key_is_recognised_and_another_portal_is_not(void **state)
{
	const char *before = az_proof_text(arena, made(1, false));
	char first[AZ_SIGN_ID];
	(void)state;
	memcpy(first, keys.keys[0].id, sizeof first);
	for (int i = 0; i < 3; i++)
		assert_true(az_proof_key_renew(arena, directory));
	assert_true(az_proof_keys_load(arena, directory, &keys));
	assert_int_equal(keys.count, 4);
	assert_string_not_equal(keys.keys[0].id, first);
	assert_string_equal(keys.keys[3].id, first);
	assert_int_equal(verdict(before), AZ_PROOF_GENUINE);
	assert_int_equal(verdict(az_proof_text(arena, made(1, false))), AZ_PROOF_GENUINE);
	assert_non_null(strstr(az_proof_keys_text(arena, &keys), first));
	struct az_proof_keys own = keys;
	keys.count = 3; /* a portal that never had the first one */
	assert_int_equal(verdict(before), AZ_PROOF_KEY_UNKNOWN);
	keys = own;
	FILE *file = fopen(az_format(arena, "%s/proof-earlier", directory), "we");
	assert_non_null(file);
	(void)fputs("not a key\n", file);
	(void)fclose(file);
	struct az_proof_keys broken;
	assert_false(az_proof_keys_load(arena, directory, &broken));
}

static void the_longest_proof_of_a_report_fits_into_a_code(void **state)
{
	int side = 0;
	const char *text = az_proof_short(arena, made(25, true));
	(void)state;
	assert_true(strlen(text) < 1900); /* a query of an address holds 2048 */
	assert_non_null(az_qr_path(arena, az_format(arena, "https://portal.example.invalid/proof/verify?p=%s", text), &side));
	assert_true(side > 100);
	char *huge = az_alloc(arena, 4001);
	memset(huge, 'x', 4000);
	assert_null(az_qr_path(arena, huge, &side));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_what_the_header_says),
		cmocka_unit_test(it_comes_back_in_both_forms),
		cmocka_unit_test(what_stands_around_the_text_does_no_harm),
		cmocka_unit_test(one_byte_changed_is_never_genuine),
		cmocka_unit_test(parts_left_out_exchanged_or_added_are_not_genuine),
		cmocka_unit_test(what_is_no_proof_is_unreadable),
		cmocka_unit_test(the_longest_proof_of_a_report_fits_into_a_code),
		cmocka_unit_test(an_earlier_key_is_recognised_and_another_portal_is_not),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
