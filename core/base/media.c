#include "base/media.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"

struct media {
	const char *type;
	const char *begin; /* the first bytes, as far as they are always the same */
	size_t begin_size;
	const char *inner;      /* and what stands at byte 8, where the first are not enough */
	const char *endings[3]; /* of file names; the first is ours */
};

static const struct media medias[] = {
	{"image/jpeg", "\xff\xd8\xff", 3, NULL, {".jpg", ".jpeg", ".jpe"}},
	{"image/png", "\x89PNG\r\n\x1a\n", 8, NULL, {".png", NULL, NULL}},
	{"image/webp", "RIFF", 4, "WEBP", {".webp", NULL, NULL}},
	{"application/pdf", "%PDF-", 5, NULL, {".pdf", NULL, NULL}},
};

static const struct media *media_of(const char *type)
{
	for (size_t i = 0; i < sizeof medias / sizeof medias[0]; i++)
		if (strcmp(medias[i].type, type) == 0)
			return &medias[i];
	return NULL;
}

static bool begins(const struct media *media, const unsigned char *head, size_t n)
{
	return n >= 12 && memcmp(head, media->begin, media->begin_size) == 0 &&
	       (media->inner == NULL || memcmp(head + 8, media->inner, 4) == 0);
}

static bool ends_name(unsigned char c)
{
	return c != '\0' && strchr(" \t\r\n\f/>", c) != NULL;
}

/* The words with which a browser takes bytes for a page, in any case of letters, each with what ends a tag's name behind
 * it: four bytes alone stand in one of some thousands of photos by chance. */
static bool has_page(const unsigned char *p, size_t n)
{
	static const char *const words[] = {"<script", "<html", "<!doctype", "<svg", "<iframe", "<?php"};
	for (const unsigned char *at = p; at < p + n && (at = memchr(at, '<', n - (size_t)(at - p))) != NULL; at++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			if (n - (size_t)(at - p) > strlen(words[i]) &&
			    strncasecmp((const char *)at, words[i], strlen(words[i])) == 0 &&
			    ends_name(at[strlen(words[i])]))
				return true;
	return false;
}

/* Readers of PDF look for its first line in the first 1,024 bytes. */
static bool has_document(const unsigned char *p, size_t n)
{
	return memmem(p, n < 1024 ? n : 1024, "%PDF-", 5) != NULL;
}

static uint32_t little(const unsigned char *p, size_t bytes)
{
	uint32_t value = 0;
	for (size_t i = bytes; i-- > 0;)
		value = value << 8 | p[i];
	return value;
}

/* A ZIP is read from its end: the closing record tells entries (at 10), size (at 12) and place (at 16) of the
 * directory. The place counts from where the archive begins, so it can only be too small for a file with something
 * before it. */
static bool has_archive(const struct az_media_ends *ends)
{
	size_t kept = ends->tail_size < AZ_MEDIA_TAIL ? ends->tail_size : AZ_MEDIA_TAIL;
	const unsigned char *end = ends->tail + ends->tail_size, *p = end - kept;
	for (const unsigned char *at = p; (at = memmem(at, (size_t)(end - at), "PK\5\6", 4)) != NULL; at++) {
		if (end - at < 22)
			return false;
		uint64_t before = ends->size - (uint64_t)(end - at);
		if (little(at + 10, 2) > 0 && (uint64_t)little(at + 12, 4) + little(at + 16, 4) <= before)
			return true;
	}
	return false;
}

void az_media_begin(struct az_media_ends *ends)
{
	ends->head_size = 0;
	ends->tail_size = 0;
	ends->size = 0;
}

void az_media_piece(struct az_media_ends *ends, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	size_t room = AZ_MEDIA_HEAD - ends->head_size;
	size_t part = n < room ? n : room;
	memcpy(ends->head + ends->head_size, p, part);
	ends->head_size += part;
	part = n < AZ_MEDIA_TAIL ? n : AZ_MEDIA_TAIL;
	if (ends->tail_size + part > sizeof ends->tail) { /* then there is more than is kept */
		size_t stay = AZ_MEDIA_TAIL - part;
		memmove(ends->tail, ends->tail + (ends->tail_size - stay), stay);
		ends->tail_size = stay;
	}
	memcpy(ends->tail + ends->tail_size, p + (n - part), part);
	ends->tail_size += part;
	ends->size += n;
}

void az_media_wipe(struct az_media_ends *ends)
{
	az_secret_wipe(ends, sizeof *ends);
}

enum az_media_fault az_media_check(const struct az_media_ends *ends, const char *type)
{
	const struct media *media = media_of(type);
	if (media == NULL || !begins(media, ends->head, ends->head_size))
		return AZ_MEDIA_UNLIKE;
	bool picture = strncmp(type, "image/", 6) == 0;
	if (has_archive(ends) ||
	    (picture && (has_document(ends->head, ends->head_size) || has_page(ends->head, ends->head_size))))
		return AZ_MEDIA_TWOFOLD;
	return AZ_MEDIA_GOOD;
}

const char *az_media_name(struct az_arena *arena, const char *name, const char *type)
{
	const struct media *media = media_of(type);
	if (media == NULL)
		return name;
	size_t n = strlen(name);
	for (size_t i = 0; i < 3 && media->endings[i] != NULL; i++) {
		size_t length = strlen(media->endings[i]);
		if (n > length && strcasecmp(name + n - length, media->endings[i]) == 0)
			return name;
	}
	return az_format(arena, "%s%s", name, media->endings[0]);
}
