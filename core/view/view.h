/* Templates and catalogues of a process: parsed once, rendered often. */
#ifndef AZ_VIEW_VIEW_H
#define AZ_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/ctx.h"

struct az_view;
struct _hdf;

/* Loads the catalogues <directory>/lang/zh.hdf and the rooms' files below lang/zh,
 * the same for en, and parses every
 * template below <directory>. A catalogue that cannot be read gives NULL with a
 * log line; a template that is missing (view/page.h names them all) or cannot be
 * parsed is logged, counted in *faults, and its page answers 500 while the others
 * work. */
struct az_view *az_view_new(const char *directory, int *faults);
void az_view_free(struct az_view *view);

/* The text of a key ("home.title") in a language; NULL when the catalogue has none. */
const char *az_view_find(const struct az_view *view, enum az_language language, const char *key);

/* The text of a code in its family ("report.state", "closed"); NULL when the catalogue has none. */
const char *az_view_find_code(const struct az_view *view, enum az_language language, const char *family,
                              const char *code);

/* The same, with {0}..{3} filled in from `args` (count of them; a NULL argument
 * is left out), in the arena. A missing key gives the key itself, and a log line. */
const char *az_view_text(const struct az_view *view, struct az_arena *arena, enum az_language language,
                         const char *key, const char *const *args, size_t count);

/* Renders a template ("public/home") with a page's data. AZ_INTERNAL when the
 * template is missing or fails; `out` is then to be thrown away. */
enum az_result az_view_render(struct az_view *view, enum az_language language, const char *name, struct _hdf *data,
                              struct az_buffer *out) AZ_CHECKED;

#endif
