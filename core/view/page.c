/* A page's data. */
#include "view/page.h"

#include <ClearSilver.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

/* Only memory can fail here; a page without its data must not go out. */
static void must(NEOERR *error)
{
	if (error == STATUS_OK)
		return;
	az_log(AZ_LOG_ERROR, "page.data", "cannot set a value");
	nerr_ignore(&error);
	abort();
}

void az_page_init(struct az_page *page, struct az_ctx *ctx, struct az_view *view)
{
	memset(page, 0, sizeof *page);
	page->ctx = ctx;
	page->view = view;
	must(hdf_init(&page->data));
	/* Also read by any tree that is parsed while this page is rendered: escaping stays on. */
	must(hdf_set_value(page->data, "Config.VarEscapeMode", "html"));
}

void az_page_free(struct az_page *page)
{
	hdf_destroy(&page->data);
}

void az_set(HDF *node, const char *path, const char *value)
{
	if (value != NULL)
		must(hdf_set_value(node, path, value));
}

void az_set_int(HDF *node, const char *path, int64_t value)
{
	char text[24];
	snprintf(text, sizeof text, "%" PRId64, value);
	az_set(node, path, text);
}

void az_set_flag(HDF *node, const char *path, bool value)
{
	if (value)
		az_set(node, path, "1");
}

void az_set_day(HDF *node, const char *path, az_day day)
{
	char text[AZ_DAY_TEXT];
	if (day == AZ_DAY_NONE)
		return;
	az_day_print(day, text);
	az_set(node, path, text);
}

void az_set_instant(HDF *node, const char *path, int64_t instant)
{
	char text[AZ_INSTANT_TEXT];
	if (instant == 0)
		return;
	az_instant_print(instant, text);
	az_set(node, path, text);
}

HDF *az_node(HDF *node, const char *path)
{
	HDF *child = NULL;
	must(hdf_get_node(node, path, &child));
	return child;
}

HDF *az_append(HDF *node, const char *path)
{
	HDF *list = az_node(node, path);
	size_t count = 0;
	char name[24];
	/* Elements are named by their index, so the last one's name tells the next. A long list knows its last child. */
	HDF *last = list->hash != NULL ? list->last_child : hdf_obj_child(list);
	while (last != NULL && hdf_obj_next(last) != NULL)
		last = hdf_obj_next(last);
	if (last != NULL)
		count = (size_t)strtoul(hdf_obj_name(last), NULL, 10) + 1;
	snprintf(name, sizeof name, "%zu", count);
	return az_node(list, name);
}

static const char *text_of(struct az_page *page, const char *key, va_list list)
{
	const char *args[AZ_PROBLEM_ARGS];
	size_t count = 0;
	for (const char *arg; count < AZ_PROBLEM_ARGS && (arg = va_arg(list, const char *)) != NULL;)
		args[count++] = arg;
	return az_view_text(page->view, page->ctx->arena, page->ctx->language, key, args, count);
}

const char *az_text(struct az_page *page, const char *key, ...)
{
	va_list list;
	va_start(list, key);
	const char *text = text_of(page, key, list);
	va_end(list);
	return text;
}

void az_set_text(struct az_page *page, HDF *node, const char *path, const char *key, ...)
{
	va_list list;
	va_start(list, key);
	az_set(node, path, text_of(page, key, list));
	va_end(list);
}

const char *az_code_text(struct az_page *page, const char *family, const char *code)
{
	if (code == NULL || code[0] == '\0')
		return "";
	const char *text = az_view_find_code(page->view, page->ctx->language, family, code);
	return text == NULL ? code : text;
}

void az_set_code(struct az_page *page, HDF *node, const char *path, const char *family, const char *code)
{
	az_set(node, path, az_code_text(page, family, code));
}

const char *az_pick(const struct az_page *page, const char *zh, const char *en)
{
	return page->ctx->language == AZ_EN && en != NULL && en[0] != '\0' ? en : zh;
}

enum az_result az_page_choose(struct az_page *page, const char *template, const char *title_key)
{
	page->template = template;
	if (title_key != NULL)
		az_set_text(page, page->data, "Page.title", title_key, NULL);
	return AZ_OK;
}

enum az_result az_page_redirect(struct az_page *page, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	page->redirect = az_format_v(page->ctx->arena, format, list);
	va_end(list);
	return AZ_OK;
}

enum az_result az_page_render(struct az_page *page, struct az_buffer *out)
{
	if (page->template == NULL) {
		az_log(AZ_LOG_ERROR, "page.template", "a handler chose none");
		return AZ_INTERNAL;
	}
	return az_view_render(page->view, page->ctx->language, page->template, page->data, out);
}
