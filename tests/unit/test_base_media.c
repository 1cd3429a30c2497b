/* Files of strangers: their beginning, what else they are, what they may be called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/media.h"

static struct az_media_ends ends;
static unsigned char file[200000 + 22]; /* a record that is cut short reaches beyond the last byte that is looked at */

/* A closing record of an archive: entries, size and place of its directory. */
static void put_closing(size_t at, unsigned entries, uint32_t size, uint32_t place)
{
	unsigned char record[22] = "PK\5\6";
	record[8] = record[10] = (unsigned char)entries;
	for (int i = 0; i < 4; i++) {
		record[12 + i] = (unsigned char)(size >> 8 * i);
		record[16 + i] = (unsigned char)(place >> 8 * i);
	}
	memcpy(file + at, record, sizeof record);
}

static enum az_media_fault judge_in(const char *type, size_t n, size_t piece)
{
	az_media_begin(&ends);
	for (size_t at = 0; at < n; at += piece)
		az_media_piece(&ends, file + at, n - at < piece ? n - at : piece);
	return az_media_check(&ends, type);
}

static void make(const char *begin, size_t length)
{
	memset(file, 7, sizeof file);
	memcpy(file, begin, length);
}

static enum az_media_fault judge(const char *type, size_t n)
{
	enum az_media_fault fault = judge_in(type, n, 16384);
	assert_int_equal(judge_in(type, n, n), fault);
	assert_int_equal(judge_in(type, n, 999), fault);
	return fault;
}

static void begins_as_its_type(void **state)
{
	static const struct {
		const char *type, *begin;
		size_t length;
	} good[] = {{"image/jpeg", "\xff\xd8\xff\xe0", 4},
		    {"image/png", "\x89PNG\r\n\x1a\n", 8},
		    {"image/webp", "RIFF\1\2\3\4WEBP", 12},
		    {"application/pdf", "%PDF-1.7\n", 9}};
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		make(good[i].begin, good[i].length);
		assert_int_equal(judge(good[i].type, 5000), AZ_MEDIA_GOOD);
		assert_int_equal(judge(good[(i + 1) % 4].type, 5000), AZ_MEDIA_UNLIKE);
		assert_int_equal(judge(good[i].type, 12), AZ_MEDIA_GOOD);
		assert_int_equal(judge(good[i].type, 11), AZ_MEDIA_UNLIKE);
		file[0] ^= 1;
		assert_int_equal(judge(good[i].type, 5000), AZ_MEDIA_UNLIKE);
	}
	make("RIFF\1\2\3\4WAVE", 12);
	assert_int_equal(judge("image/webp", 5000), AZ_MEDIA_UNLIKE);
	assert_int_equal(judge("image/svg+xml", 5000), AZ_MEDIA_UNLIKE);
	az_media_begin(&ends);
	assert_int_equal(az_media_check(&ends, "image/png"), AZ_MEDIA_UNLIKE);
}

static void archives_at_the_end(void **state)
{
	(void)state;
	for (size_t n = 3000; n <= 200000; n += 197000) {
		make("\xff\xd8\xff\xe0", 4);
		put_closing(n - 22, 1, 50, 100);
		assert_int_equal(judge("image/jpeg", n), AZ_MEDIA_TWOFOLD);
		put_closing(n - 22, 1, 50, (uint32_t)n - 22 - 50); /* its directory ends where this record begins */
		assert_int_equal(judge("image/jpeg", n), AZ_MEDIA_TWOFOLD);
		put_closing(n - 22, 1, 50, (uint32_t)n - 22 - 49); /* it would reach into the record: none */
		assert_int_equal(judge("image/jpeg", n), AZ_MEDIA_GOOD);
		put_closing(n - 22, 0, 0, 0);
		assert_int_equal(judge("image/jpeg", n), AZ_MEDIA_GOOD);
		put_closing(n - 21, 1, 50, 100); /* cut short */
		assert_int_equal(judge("image/jpeg", n), AZ_MEDIA_GOOD);
	}
	/* The longest comment behind it, and one more byte. */
	make("%PDF-1.4", 8);
	put_closing(200000 - AZ_MEDIA_TAIL, 1, 50, 100);
	assert_int_equal(judge("application/pdf", 200000), AZ_MEDIA_TWOFOLD);
	make("%PDF-1.4", 8);
	put_closing(200000 - AZ_MEDIA_TAIL - 1, 1, 50, 100);
	assert_int_equal(judge("application/pdf", 200000), AZ_MEDIA_GOOD);
}

static void documents_and_pages_in_pictures(void **state)
{
	static const char *const pages[] = {"<script>", "<ScRiPt\n", "<html\t", "<!DOCTYPE ", "<svg ", "<SVG/", "<iframe\r", "<?php\f"};
	(void)state;
	make("\x89PNG\r\n\x1a\n", 8);
	memcpy(file + 1019, "%PDF-", 5);
	assert_int_equal(judge("image/png", 5000), AZ_MEDIA_TWOFOLD);
	make("\x89PNG\r\n\x1a\n", 8);
	memcpy(file + 1020, "%PDF-", 5);
	assert_int_equal(judge("image/png", 5000), AZ_MEDIA_GOOD);
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		make("\x89PNG\r\n\x1a\n", 8);
		memcpy(file + 5000 - strlen(pages[i]), pages[i], strlen(pages[i]));
		assert_int_equal(judge("image/png", 5000), AZ_MEDIA_TWOFOLD);
		assert_int_equal(judge("image/png", 4999), AZ_MEDIA_GOOD); /* such bytes stand in a photo by chance */
		file[4999] = 'x';
		assert_int_equal(judge("image/png", 5000), AZ_MEDIA_GOOD);
		file[4999] = '\0';
		assert_int_equal(judge("image/png", 5000), AZ_MEDIA_GOOD);
	}
	make("\x89PNG\r\n\x1a\n<<<<?xpacket <x:xmpmeta>", 31);
	assert_int_equal(judge("image/png", 5000), AZ_MEDIA_GOOD);
	/* A document about pages is a document. */
	make("%PDF-1.7\n<html><script>", 23);
	assert_int_equal(judge("application/pdf", 5000), AZ_MEDIA_GOOD);
}

static void names_end_as_the_type_does(void **state)
{
	struct az_arena *arena = az_arena_new(4096);
	(void)state;
	assert_string_equal(az_media_name(arena, "a.JPG", "image/jpeg"), "a.JPG");
	assert_string_equal(az_media_name(arena, "a.jpeg", "image/jpeg"), "a.jpeg");
	assert_string_equal(az_media_name(arena, "a.exe", "image/jpeg"), "a.exe.jpg");
	assert_string_equal(az_media_name(arena, ".png", "image/png"), ".png.png");
	assert_string_equal(az_media_name(arena, "", "application/pdf"), ".pdf");
	assert_string_equal(az_media_name(arena, "photo.png", "image/webp"), "photo.png.webp");
	assert_string_equal(az_media_name(arena, "a.xlsx", "application/x"), "a.xlsx");
	az_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_as_its_type),
		cmocka_unit_test(archives_at_the_end),
		cmocka_unit_test(documents_and_pages_in_pictures),
		cmocka_unit_test(names_end_as_the_type_does),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
