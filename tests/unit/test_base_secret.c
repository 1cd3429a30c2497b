/* Random bytes, hashes, passwords, key files and receipts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"

static char directory[256], path[300];

static int setup(void **state)
{
	(void)state;
	if (az_secret_init() != AZ_OK)
		return -1;
	az_print(directory, sizeof(directory), "%s/anze-secret-XXXXXX", P_tmpdir);
	if (mkdtemp(directory) == NULL)
		return -1;
	az_print(path, sizeof(path), "%s/key", directory);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(directory); /* fails when a temporary file was left */
}

static void hashes_depend_on_key_purpose_and_text(void **state)
{
	struct az_secret_key one = {{1}}, two = {{2}};
	unsigned char a[AZ_SECRET_HASH], b[AZ_SECRET_HASH];

	(void)state;
	az_secret_hash(&one, "csrf", "text", 4, a);
	az_secret_hash(&one, "csrf", "text", 4, b);
	assert_true(az_secret_equal(a, b, sizeof(a)));
	az_secret_hash(&two, "csrf", "text", 4, b);
	assert_false(az_secret_equal(a, b, sizeof(a)));
	az_secret_hash(&one, "csrg", "text", 4, b);
	assert_false(az_secret_equal(a, b, sizeof(a)));
	az_secret_hash(&one, "csrf", "texu", 4, b);
	assert_false(az_secret_equal(a, b, sizeof(a)));
	b[31] = (unsigned char)~b[31];
	memcpy(a, b, sizeof(a));
	a[31] ^= 1;
	assert_false(az_secret_equal(a, b, sizeof(a)));
	assert_true(az_secret_equal(a, b, 31));
	az_secret_wipe(a, sizeof(a));
	for (size_t i = 0; i < sizeof(a); i++)
		assert_int_equal(a[i], 0);
	az_secret_random(a, sizeof(a));
	az_secret_random(b, sizeof(b));
	assert_false(az_secret_equal(a, b, sizeof(a)));
}

static void passwords_are_verified(void **state)
{
	char hash[AZ_PASSWORD_TEXT];
	int64_t start, known, unknown;

	(void)state;
	assert_int_equal(az_password_hash("correct horse 安", hash), AZ_OK);
	assert_memory_equal(hash, "$argon2id$", 10);
	start = az_clock_monotonic();
	assert_true(az_password_verify(hash, "correct horse 安"));
	known = az_clock_monotonic() - start;
	assert_false(az_password_verify(hash, "correct horse"));
	assert_false(az_password_verify("", "x"));
	assert_false(az_password_verify("$argon2id$rubbish", "x"));
	start = az_clock_monotonic();
	assert_false(az_password_verify(NULL, "correct horse 安"));
	unknown = az_clock_monotonic() - start;
	assert_true(unknown * 4 + 4 >= known); /* not at once */
	assert_false(az_password_stale(hash));
	assert_true(az_password_stale("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
				      "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M"));
}

static enum az_result load_quietly(const char *file)
{
	int saved = dup(STDERR_FILENO);
	struct az_secret_key key;
	enum az_result result;

	assert_non_null(freopen("/dev/null", "w", stderr));
	result = az_secret_key_load(file, &key);
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
	return result;
}

static void key_files_are_created_and_guarded(void **state)
{
	struct az_secret_key first, again;
	struct stat status;
	char link_path[310];

	(void)state;
	umask(0);
	assert_int_equal(az_secret_key_load(path, &first), AZ_OK);
	assert_int_equal(az_secret_key_load(path, &again), AZ_OK);
	assert_memory_equal(&first, &again, sizeof(first));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(status.st_size, 32);
	assert_int_equal(status.st_nlink, 1);
	assert_int_equal(chmod(path, 0400), 0);
	assert_int_equal(az_secret_key_load(path, &again), AZ_OK);
	for (mode_t loose = 1; loose < 0100; loose <<= 1) {
		assert_int_equal(chmod(path, 0600 | loose), 0);
		assert_int_equal(load_quietly(path), AZ_INVALID);
	}
	assert_int_equal(chmod(path, 0600), 0);
	az_print(link_path, sizeof(link_path), "%s.link", path);
	assert_int_equal(symlink(path, link_path), 0);
	assert_int_equal(load_quietly(link_path), AZ_INVALID);
	unlink(link_path);
	assert_int_equal(truncate(path, 31), 0);
	assert_int_equal(load_quietly(path), AZ_INVALID);
	assert_int_equal(truncate(path, 33), 0);
	assert_int_equal(load_quietly(path), AZ_INVALID);
	assert_int_equal(load_quietly(directory), AZ_INVALID);
	az_print(link_path, sizeof(link_path), "%s/none/key", directory);
	assert_int_equal(load_quietly(link_path), AZ_INTERNAL);
	unlink(path);
}

#define PROCESSES 8
#define ROUNDS 25

static void create_at_once(void)
{
	struct az_secret_key keys[PROCESSES];
	int go[2], ends[2];
	char none;

	assert_int_equal(pipe(go), 0);
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < PROCESSES; i++) {
		if (fork() == 0) {
			struct az_secret_key key;
			enum az_result result;

			close(go[1]);
			if (read(go[0], &none, 1) != 0) /* all wait for the end of the pipe */
				_exit(2);
			result = az_secret_key_load(path, &key);
			_exit(result == AZ_OK && write(ends[1], &key, sizeof(key)) == sizeof(key) ? 0 : 1);
		}
	}
	close(go[0]);
	close(go[1]);
	for (int i = 0; i < PROCESSES; i++) {
		int status = 1;

		wait(&status);
		assert_int_equal(status, 0);
		assert_int_equal(read(ends[0], &keys[i], sizeof(keys[i])), sizeof(keys[i]));
		assert_memory_equal(&keys[0], &keys[i], sizeof(keys[i]));
	}
	close(ends[0]);
	close(ends[1]);
	unlink(path);
}

/* Of many processes that start at once, all get the same key. */
static void key_files_are_created_once(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++)
		create_at_once();
}

static void receipts_are_printed(void **state)
{
	/* 16 values of five bits: 10 to 25. */
	static const unsigned char known[] = {0x52, 0xd8, 0xd7, 0x3e, 0x11, 0x94, 0xe9, 0x5b, 0x5f, 0x19};
	unsigned char zeros[AZ_RECEIPT_BYTES] = {0}, ones[AZ_RECEIPT_BYTES], back[AZ_RECEIPT_BYTES];
	char text[AZ_RECEIPT_TEXT];

	(void)state;
	az_receipt_print(known, text);
	assert_string_equal(text, "ABCD-EFGH-JKMN-PQRS");
	az_receipt_print(zeros, text);
	assert_string_equal(text, "0000-0000-0000-0000");
	memset(ones, 0xff, sizeof(ones));
	az_receipt_print(ones, text);
	assert_string_equal(text, "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
	for (int i = 0; i < 1000; i++) {
		unsigned char bytes[AZ_RECEIPT_BYTES];

		az_secret_random(bytes, sizeof(bytes));
		az_receipt_print(bytes, text);
		assert_int_equal(strlen(text), 19);
		assert_null(strpbrk(text, "ILOU"));
		assert_true(az_receipt_parse(text, back));
		assert_memory_equal(back, bytes, sizeof(bytes));
	}
}

static void receipts_are_read_as_people_copy_them(void **state)
{
	static const char *const same[] = {"ABCD-EFGH-JKMN-PQ01", "abcd efgh jkmn pqol", "ABCDEFGHJKMNPQ0I",
					   "  abcd—efgh－jkmn　pqOi\n", "ＡＢＣＤ-ＥＦＧＨ-ＪＫＭＮ-ＰＱ０１"};
	static const char *const bad[] = {"",
					  "ABCD-EFGH-JKMN-PQR",
					  "ABCD-EFGH-JKMN-PQRST",
					  "ABCD-EFGH-JKMN-PQRU",
					  "ABCD-EFGH-JKMN-PQR安",
					  "ABCD_EFGH_JKMN_PQRS",
					  "ABCDABCDABCDABCDABCDABCDABCDABCDABCDABCD"};
	unsigned char first[AZ_RECEIPT_BYTES], out[AZ_RECEIPT_BYTES];

	(void)state;
	assert_true(az_receipt_parse(same[0], first));
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		assert_true(az_receipt_parse(same[i], out));
		assert_memory_equal(out, first, sizeof(first));
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(az_receipt_parse(bad[i], out));
	assert_false(az_receipt_parse(NULL, out));
}

/* ---- sealing and wrapping ---- */

static const struct az_secret_about about_one = {"report.content", 1, 0, 0};

static void what_is_sealed_opens_with_its_key_and_its_row(void **state)
{
	static const struct az_secret_about others[] = {
		{"report.content", 2, 0, 0}, {"report.message", 1, 0, 0}, {"report.content", 1, 1, 0}, {"report.content", 1, 0, 1}};
	static const size_t sizes[] = {0, 1, 40, 5000};
	struct az_secret_key key, other;
	unsigned char plain[5000], back[5000], sealed[5000 + AZ_SEALED_MORE], again[5000 + AZ_SEALED_MORE];

	(void)state;
	az_secret_random(&key, sizeof(key));
	az_secret_random(&other, sizeof(other));
	az_secret_random(plain, sizeof(plain));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		size_t n = sizes[i];

		az_secret_seal(&key, &about_one, plain, n, sealed);
		az_secret_seal(&key, &about_one, plain, n, again);
		assert_memory_not_equal(sealed, again, n + AZ_SEALED_MORE);
		assert_true(az_secret_open(&key, &about_one, sealed, n + AZ_SEALED_MORE, back));
		assert_memory_equal(back, plain, n);
		assert_false(az_secret_open(&other, &about_one, sealed, n + AZ_SEALED_MORE, back));
		for (size_t j = 0; j < sizeof(others) / sizeof(others[0]); j++)
			assert_false(az_secret_open(&key, &others[j], sealed, n + AZ_SEALED_MORE, back));
		assert_false(az_secret_open(&key, &about_one, sealed, n + AZ_SEALED_MORE - 1, back));
		sealed[n / 2] ^= 1;
		assert_false(az_secret_open(&key, &about_one, sealed, n + AZ_SEALED_MORE, back));
	}
	for (size_t n = 0; n < AZ_SEALED_MORE; n++)
		assert_false(az_secret_open(&key, &about_one, sealed, n, back));
}

static void what_is_wrapped_opens_for_its_pair_and_its_row(void **state)
{
	static const struct az_secret_about other_row = {"report.content", 2, 0, 0};
	struct az_arena *arena = az_arena_new((size_t)1 << 20);
	struct az_secret_pair pair, other, same;
	unsigned char key[AZ_SECRET_KEY], back[AZ_SECRET_KEY], boxed[AZ_WRAPPED_KEY];

	(void)state;
	az_secret_pair_make(&pair);
	az_secret_pair_make(&other);
	az_secret_pair_of(pair.secret, &same);
	assert_memory_equal(&same, &pair, sizeof(pair));
	az_secret_random(key, sizeof(key));
	az_secret_box(pair.open, &about_one, key, sizeof(key), arena, boxed);
	assert_true(az_secret_unbox(&pair, &about_one, boxed, sizeof(boxed), arena, back));
	assert_memory_equal(back, key, sizeof(key));
	assert_false(az_secret_unbox(&other, &about_one, boxed, sizeof(boxed), arena, back));
	assert_false(az_secret_unbox(&pair, &other_row, boxed, sizeof(boxed), arena, back));
	assert_false(az_secret_unbox(&pair, &about_one, boxed, sizeof(boxed) - 1, arena, back));
	for (size_t n = 0; n < AZ_BOXED_MORE; n++)
		assert_false(az_secret_unbox(&pair, &about_one, boxed, n, arena, back));
	for (size_t i = 0; i < sizeof(boxed); i++) {
		boxed[i] ^= 1;
		assert_false(az_secret_unbox(&pair, &about_one, boxed, sizeof(boxed), arena, back));
		boxed[i] ^= 1;
	}
	az_arena_free(arena);
}

static void a_password_gives_one_key_with_each_salt(void **state)
{
	static const unsigned char salts[2][AZ_SECRET_SALT] = {{1}, {2}};
	struct az_secret_key first, again, salted, other;

	(void)state;
	assert_int_equal(az_password_key("right", salts[0], &first), AZ_OK);
	assert_int_equal(az_password_key("right", salts[0], &again), AZ_OK);
	assert_int_equal(az_password_key("right", salts[1], &salted), AZ_OK);
	assert_int_equal(az_password_key("wrong", salts[0], &other), AZ_OK);
	assert_memory_equal(&first, &again, sizeof(first));
	assert_memory_not_equal(&first, &salted, sizeof(first));
	assert_memory_not_equal(&first, &other, sizeof(first));
}

static void longer_codes_are_copied_as_receipts_are(void **state)
{
	unsigned char bytes[35], back[35];
	char text[AZ_COPIED_TEXT(35)];

	(void)state;
	az_secret_random(bytes, sizeof(bytes));
	az_copied_print(bytes, sizeof(bytes), text);
	assert_int_equal(strlen(text), 56 + 13);
	assert_true(az_copied_parse(text, back, sizeof(back)));
	assert_memory_equal(back, bytes, sizeof(bytes));
	assert_false(az_copied_parse(text, back, 30));
	text[strlen(text) - 1] = '\0';
	assert_false(az_copied_parse(text, back, sizeof(back)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_depend_on_key_purpose_and_text),
		cmocka_unit_test(passwords_are_verified),
		cmocka_unit_test(key_files_are_created_and_guarded),
		cmocka_unit_test(key_files_are_created_once),
		cmocka_unit_test(receipts_are_printed),
		cmocka_unit_test(receipts_are_read_as_people_copy_them),
		cmocka_unit_test(what_is_sealed_opens_with_its_key_and_its_row),
		cmocka_unit_test(what_is_wrapped_opens_for_its_pair_and_its_row),
		cmocka_unit_test(a_password_gives_one_key_with_each_salt),
		cmocka_unit_test(longer_codes_are_copied_as_receipts_are),
	};

	return cmocka_run_group_tests_name("secret", tests, setup, teardown);
}
