/* A page being put together: data for a template, or a redirect. Numbers, dates
 * and money are formatted here, in C; templates only place them. */
#ifndef AZ_VIEW_PAGE_H
#define AZ_VIEW_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/ctx.h"
#include "view/view.h"

struct _hdf; /* ClearSilver's data; a place in it is called a node here */

struct az_page {
	struct az_ctx *ctx;
	struct az_view *view;
	struct _hdf *data;     /* the root node */
	const char *template;  /* "public/home"; NULL until chosen */
	const char *redirect;  /* a path of ours: answered with 303 */
	int status;            /* 0: 200 */
	bool cacheable;        /* may be kept by nginx until this second ends */
};

/* A page without content; freed with az_page_free. */
void az_page_init(struct az_page *page, struct az_ctx *ctx, struct az_view *view);
void az_page_free(struct az_page *page);

/* Values below a node; the paths are ours ("title", "User.name"), never a
 * person's text. NULL values are left out. */
void az_set(struct _hdf *node, const char *path, const char *value);
void az_set_int(struct _hdf *node, const char *path, int64_t value);
void az_set_flag(struct _hdf *node, const char *path, bool value); /* "1", or absent */
void az_set_day(struct _hdf *node, const char *path, az_day day);          /* absent for AZ_DAY_NONE */
void az_set_instant(struct _hdf *node, const char *path, int64_t instant); /* absent for 0 */

/* The child at a path, made when absent; and the next element of a list there
 * ("rows" -> rows.0, rows.1, ...). */
struct _hdf *az_node(struct _hdf *node, const char *path);
struct _hdf *az_append(struct _hdf *node, const char *path);

/* A catalogue's text with its arguments, in the page's language. The arguments
 * are strings, closed with NULL, at most AZ_PROBLEM_ARGS. */
const char *az_text(struct az_page *page, const char *key, ...) __attribute__((sentinel));
void az_set_text(struct az_page *page, struct _hdf *node, const char *path, const char *key, ...)
	__attribute__((sentinel));

/* The text of "<family>.<code>", for states, kinds and the like; the code itself
 * when the catalogue lacks it. */
const char *az_code_text(struct az_page *page, const char *family, const char *code);
void az_set_code(struct az_page *page, struct _hdf *node, const char *path, const char *family, const char *code);

/* The text that belongs to the page's language. */
const char *az_pick(const struct az_page *page, const char *zh, const char *en);

/* Names a template, as a literal, that some page needs. All these names lie together in the program (az_view_new reads
 * them), so that one without its file is known at the start and not when somebody asks for that page. */
#define AZ_TEMPLATE_NAME 64
#define AZ_TEMPLATE_NAMED(name)                                                                                        \
	static const char az_named[AZ_TEMPLATE_NAME]                                                                   \
		__attribute__((section("az_templates"), aligned(AZ_TEMPLATE_NAME), used)) = "" name ""

/* Chooses the template, a literal, and sets the title from a key; returns AZ_OK. */
#define az_page_show(page, template, title_key)                                                                        \
	__extension__({                                                                                                \
		AZ_TEMPLATE_NAMED(template);                                                                           \
		az_page_choose(page, az_named, title_key);                                                             \
	})
enum az_result az_page_choose(struct az_page *page, const char *template, const char *title_key);

/* 303 to a path of ours. */
enum az_result az_page_redirect(struct az_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Renders into `out`. */
enum az_result az_page_render(struct az_page *page, struct az_buffer *out) AZ_CHECKED;

#endif
