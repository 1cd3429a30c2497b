/* Schema migrations. */
#include "store/migrate.h"

#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "store/db.h"

#define FILES_MAX 1000
#define FILE_MAX ((size_t)16 << 20)

struct migration {
	int64_t number;
	const char *name;
	const char *checksum;
};

static const struct az_column columns[] = {AZ_INT_OF(struct migration, number), AZ_TEXT_OF(struct migration, name),
                                           AZ_TEXT_OF(struct migration, checksum)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct migration);

char *az_file_read(struct az_arena *arena, const char *path, size_t *size)
{
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return NULL;
	char *text = NULL;
	if (fseek(file, 0, SEEK_END) == 0) {
		long length = ftell(file);
		if (length >= 0 && (size_t)length <= FILE_MAX && fseek(file, 0, SEEK_SET) == 0) {
			text = az_alloc(arena, (size_t)length + 1);
			if (fread(text, 1, (size_t)length, file) != (size_t)length)
				text = NULL;
			else if (size != NULL)
				*size = (size_t)length;
		}
	}
	fclose(file);
	return text;
}

static int by_name(const void *a, const void *b)
{
	const struct migration *left = a, *right = b;
	return strcmp(left->name, right->name);
}

static size_t list_files(struct az_ctx *ctx, const char *directory, struct migration *files)
{
	DIR *open = opendir(directory);
	size_t count = 0;
	if (open == NULL)
		return 0;
	for (struct dirent *entry; (entry = readdir(open)) != NULL && count < FILES_MAX;) {
		size_t n = strlen(entry->d_name);
		if (n < 10 || strspn(entry->d_name, "0123456789") != 4 || entry->d_name[4] != '_' ||
		    strcmp(entry->d_name + n - 4, ".sql") != 0)
			continue;
		files[count].number = strtol(entry->d_name, NULL, 10);
		files[count++].name = az_copy(ctx->arena, entry->d_name);
	}
	closedir(open);
	qsort(files, count, sizeof *files, by_name);
	return count;
}

static const char *checksum_of(struct az_ctx *ctx, const char *text, size_t size)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(digest, (const unsigned char *)text, size);
	return az_hex(ctx->arena, digest, sizeof digest);
}

/* One file, then its record. MariaDB commits each CREATE by itself, so a file that fails half-way is not recorded and
 * its statements are written to be run again (CREATE TABLE IF NOT EXISTS, INSERT IGNORE). */
static enum az_result apply(struct az_ctx *ctx, const struct migration *file, const char *text, char *fault)
{
	enum az_result result = az_db_script(ctx->db, text);
	if (result != AZ_OK) {
		snprintf(fault, AZ_MIGRATE_FAULT, "%s failed: %.250s", file->name, az_db_fault(ctx->db));
		return result;
	}
	az_log(AZ_LOG_INFO, "migrate.applied", "file=%s", file->name);
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
	                           az_int(file->number), az_str(file->name), az_str(file->checksum), az_time(ctx->now)),
	                  NULL);
}

static enum az_result refuse(char *fault, const char *what, const char *name)
{
	snprintf(fault, AZ_MIGRATE_FAULT, "%.200s %s", name, what);
	return AZ_CONFLICT;
}

enum az_result az_migrate(struct az_ctx *ctx, const char *directory, bool only_check, int *applied,
                          char fault[AZ_MIGRATE_FAULT])
{
	struct migration *files = AZ_NEW_ARRAY(ctx->arena, FILES_MAX, struct migration);
	struct migration *done = NULL;
	size_t done_count = 0;
	*applied = 0;
	fault[0] = '\0';
	if (!only_check)
		AZ_TRY(az_db_script(ctx->db, "CREATE TABLE IF NOT EXISTS schema_migration (number INT NOT NULL PRIMARY KEY,"
		                             " name VARCHAR(120) NOT NULL, checksum CHAR(64) NOT NULL,"
		                             " applied_at DATETIME(3) NOT NULL) ENGINE=InnoDB"));
	AZ_TRY(az_db_rows(ctx, AZ_QUERY("SELECT number, name, checksum FROM schema_migration ORDER BY number"), &map,
	                  &done, &done_count, FILES_MAX));
	size_t count = list_files(ctx, directory, files);
	if (count == 0)
		return refuse(fault, "holds no migrations (NNNN_name.sql)", directory);
	for (size_t i = 0; i < count; i++) {
		const char *path = az_format(ctx->arena, "%s/%s", directory, files[i].name);
		size_t size = 0;
		const char *text = az_file_read(ctx->arena, path, &size);
		if (text == NULL)
			return refuse(fault, "cannot be read", path);
		files[i].checksum = checksum_of(ctx, text, size);
		if (i > 0 && files[i].number == files[i - 1].number)
			return refuse(fault, "has a number that another migration has too", files[i].name);
		if (i < done_count) {
			if (strcmp(files[i].name, done[i].name) != 0)
				return refuse(fault, "was applied to this database, but its file is missing or stands elsewhere "
				                     "in the order: restore the file",
				              done[i].name);
			if (strcmp(files[i].checksum, done[i].checksum) != 0)
				return refuse(fault, "was changed after it was applied: restore it, and write a new migration",
				              done[i].name);
			continue;
		}
		if (only_check)
			return refuse(fault, "is waiting: run anzectl migrate", files[i].name);
		AZ_TRY(apply(ctx, &files[i], text, fault));
		(*applied)++;
	}
	if (count < done_count)
		return refuse(fault, "was applied to this database, but its file is missing: restore the file",
		              done[count].name);
	return AZ_OK;
}
