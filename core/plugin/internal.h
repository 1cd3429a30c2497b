/* Between the files of this directory; nobody else includes it. */
#ifndef AZ_PLUGIN_INTERNAL_H
#define AZ_PLUGIN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "plugin/aside.h"
#include "plugin/plugin.h"

#define AZ_PLUGIN_PLACE 80 /* bytes of a place: "MIN-03 basis[1].in_force_to" */

/* A sector of a process. Free of a fault, it has a handle. */
struct az_plugin_entry {
	struct az_plugin public;
	void *handle;
	struct anze_plugin content;
	char *sector, *file;
	char detail[AZ_PLUGIN_PLACE];
	enum az_aside aside;
	int part; /* in `parts`; -1: none */
};

struct az_plugins {
	struct az_parts *parts; /* of whoever watches; NULL: nobody */
	struct az_inside *inside;
	size_t count;
	struct az_plugin_entry entries[];
};

/* Takes a loaded plugin out of service, or brings it back. */
void az_plugin_put_aside(struct az_plugin_entry *entry, enum az_aside aside);

struct az_plugin_check {
	const struct anze_plugin *plugin;
	const char *sector;          /* the expected one */
	char place[AZ_PLUGIN_PLACE]; /* where the first fault lies */
	const char *reason;          /* English, static: "is empty" */
};

/* Checks the whole content; false at the first fault, told in place and reason. */
bool az_plugin_check(struct az_plugin_check *check);

/* Parts of it. `owner` and `member` say where: "MIN-03" and "question". */
bool az_plugin_check_fields(struct az_plugin_check *check);
bool az_plugin_check_relevant(struct az_plugin_check *check); /* after the fields */
bool az_plugin_check_choices(struct az_plugin_check *check, const struct anze_choice *choices, size_t count,
			     const char *owner);
/* Both languages; an optional text may be absent, but then in both. */
bool az_plugin_check_text(struct az_plugin_check *check, const struct anze_text *text, bool required, const char *owner,
			  const char *member);
/* NULL when `s` is a text that can be shown, else what is wrong with it. */
const char *az_plugin_text_fault(const char *s);
/* Notes the fault and its place; false always. */
__attribute__((format(printf, 3, 4))) bool az_plugin_bad(struct az_plugin_check *check, const char *reason,
							 const char *format, ...);

/* Is the file a whole 64-bit shared object of this machine? The dynamic linker
 * maps a truncated one and dies of SIGBUS in it, so this is asked beforehand.
 * `reason` is English and static, NULL when all is well; `errno` of an open that
 * failed comes back in `error`, else 0. */
bool az_plugin_file_check(const char *path, const char **reason, int *error);

#endif
