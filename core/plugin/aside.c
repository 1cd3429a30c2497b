/* The files of plugins that are set aside. */
#include "plugin/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"

static const char *const words[] = {[AZ_ASIDE_FAILED] = "failed", [AZ_ASIDE_OPERATOR] = "operator"};

enum az_aside az_aside_read(const char *directory, const char *sector)
{
	char path[PATH_MAX], word[16] = "";
	if (!az_print(path, sizeof path, "%s/%s", directory, sector))
		return AZ_ASIDE_NOT;
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return errno == ENOENT || errno == ENOTDIR ? AZ_ASIDE_NOT : AZ_ASIDE_OPERATOR;
	if (fscanf(file, "%15s", word) != 1)
		word[0] = '\0';
	fclose(file);
	return strcmp(word, words[AZ_ASIDE_FAILED]) == 0 ? AZ_ASIDE_FAILED : AZ_ASIDE_OPERATOR;
}

static bool complain(const char *path)
{
	az_log(AZ_LOG_ERROR, "plugin.aside", "%s: %s", path, strerror(errno));
	return false;
}

/* On the disk before it has its name: a file is whole or not there. */
static bool write_whole(const char *path, const char *new_path, const char *text)
{
	FILE *file = fopen(new_path, "we");
	if (file == NULL)
		return complain(new_path);
	bool good = fputs(text, file) >= 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
	good = fclose(file) == 0 && good;
	return good && rename(new_path, path) == 0 ? true : complain(path);
}

bool az_aside_write(const char *directory, const char *sector, enum az_aside aside, const char *why)
{
	char path[PATH_MAX], new_path[PATH_MAX + 8], text[400];
	if (!az_print(path, sizeof path, "%s/%s", directory, sector) ||
	    !az_print(new_path, sizeof new_path, "%s/.%s.new", directory, sector) ||
	    !az_print(text, sizeof text, "%s\n%s\n", aside == AZ_ASIDE_NOT ? "" : words[aside], why)) {
		errno = ENAMETOOLONG;
		return complain(directory);
	}
	if (aside == AZ_ASIDE_NOT)
		return unlink(path) == 0 || errno == ENOENT ? true : complain(path);
	if (mkdir(directory, 0700) != 0 && errno != EEXIST)
		return complain(directory);
	return write_whole(path, new_path, text);
}
