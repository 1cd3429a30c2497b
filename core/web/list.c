/* Lists as pages. */
#include "web/list.h"

#include <string.h>

#include "base/text.h"

#define PAGE_ROWS 20

/* ---- cells ---- */

void az_cell_tag(struct az_cell *cell, const char *tone, const char *text)
{
	if (cell->tag_count < AZ_CELL_TAGS) {
		cell->tags[cell->tag_count].tone = tone;
		cell->tags[cell->tag_count++].text = text;
	}
}

void az_cell_day(struct az_exchange *x, struct az_cell *cell, az_day day)
{
	char *text = az_alloc(x->ctx->arena, AZ_DAY_TEXT);
	if (day == AZ_DAY_NONE)
		return;
	az_day_print(day, text);
	cell->text = text;
	cell->date = true;
}

void az_cell_instant(struct az_exchange *x, struct az_cell *cell, int64_t instant)
{
	char *text = az_alloc(x->ctx->arena, AZ_INSTANT_TEXT);
	if (instant == 0)
		return;
	az_instant_print(instant, text);
	cell->text = text;
	cell->date = true;
}

static void put_cell(struct _hdf *node, const char *label, const struct az_cell *cell)
{
	az_set(node, "label", label);
	az_set(node, "text", cell->text);
	az_set(node, "href", cell->href);
	az_set_flag(node, "date", cell->date);
	for (size_t i = 0; i < cell->tag_count; i++) {
		struct _hdf *tag = az_append(node, "tags");
		az_set(tag, "tone", cell->tags[i].tone);
		az_set(tag, "text", cell->tags[i].text);
	}
}

/* ---- addresses ---- */

static const char *parameter(const void *self, const char *name)
{
	const struct az_exchange *x = self;
	return az_request_query(x->request, name);
}

/* What the question is narrowed to, as "&enterprise=12". */
static const char *narrowing(struct az_exchange *x, const struct az_list *list,
                             const struct az_list_question *question)
{
	const char *text = "";
	for (size_t i = 0; i < list->filter_count; i++)
		if (question->values[i][0] != '\0')
			text = az_format(x->ctx->arena, "%s&%s=%s", text, list->filters[i].name, question->values[i]);
	return text;
}

static const char *address(struct az_exchange *x, const char *path, const char *parameters)
{
	return parameters[0] == '\0' ? path : az_format(x->ctx->arena, "%s?%s", path, parameters + 1);
}

/* ---- the page ---- */

static enum az_result put_group(struct az_exchange *x, const struct az_list_page *page, struct _hdf *node,
                                const struct az_list_question *question)
{
	int64_t count;
	const char *code = question->group->code;
	const char *more = narrowing(x, page->list, question);
	AZ_TRY(az_list_count(x->ctx, page->list, question, &count));
	az_set(node, "href", address(x, page->path, az_format(x->ctx->arena, "&group=%s%s", code, more)));
	az_set_code(x->page, node, "text", page->group_family, code);
	az_set(node, "code", code);
	az_set(node, "count", az_list_count_text(x->ctx->arena, count));
	return AZ_OK;
}

/* A state settles the group, so the tabs are those of the whole list; whose rows they are does not. */
static enum az_result put_tabs(struct az_exchange *x, const struct az_list_page *page,
                               const struct az_list_question *asked)
{
	for (size_t i = 0; i < page->list->group_count; i++) {
		struct az_list_question tab = az_list_group(page->list, page->list->groups[i].code);
		for (size_t f = 0; f < page->list->filter_count; f++)
			if (page->list->filters[f].group_of == NULL)
				tab.values[f] = asked->values[f], tab.ids[f] = asked->ids[f];
		struct _hdf *node = az_append(x->page->data, "Tabs");
		AZ_TRY(put_group(x, page, node, &tab));
		az_set_flag(node, "current", asked->group == tab.group);
	}
	return AZ_OK;
}

static void put_filters(struct az_exchange *x, const struct az_list_page *page, const struct az_list_question *asked)
{
	for (size_t i = 0; i < page->list->filter_count; i++)
		az_set(x->page->data, az_format(x->ctx->arena, "Filters.%s", page->list->filters[i].name), asked->values[i]);
	az_set(x->page->data, "Filters.group", asked->group->code);
}

static void put_row(struct az_exchange *x, const struct az_list_page *page, const void *row)
{
	struct az_cell cells[AZ_LIST_COLUMNS] = {0};
	struct _hdf *node = az_append(x->page->data, "Rows");
	page->cells(x, row, cells);
	for (size_t i = 0; i < page->column_count; i++)
		put_cell(az_append(node, "cells"), az_text(x->page, page->columns[i].key, NULL), &cells[i]);
}

enum az_result az_list_show(struct az_exchange *x, const struct az_list_page *page, struct az_list_question *question,
                            const void **first)
{
	struct az_list_question asked;
	char *rows;
	size_t count;
	AZ_TRY(az_list_read(page->list, parameter, x, &asked));
	AZ_TRY(put_tabs(x, page, &asked));
	put_filters(x, page, &asked);
	for (size_t i = 0; i < page->column_count; i++)
		az_set(az_append(x->page->data, "Columns"), "text", az_text(x->page, page->columns[i].key, NULL));
	AZ_TRY(az_list_rows(x->ctx, page->list, &asked, &rows, &count, PAGE_ROWS + 1));
	for (size_t i = 0; i < count && i < PAGE_ROWS; i++)
		put_row(x, page, rows + i * page->list->map->size);
	const char *group = asked.named ? az_format(x->ctx->arena, "&group=%s", asked.group->code) : "";
	const char *same = az_format(x->ctx->arena, "%s%s", group, narrowing(x, page->list, &asked));
	if (count > PAGE_ROWS)
		az_set(x->page->data, "Pager.next",
		       address(x, page->path,
		               az_format(x->ctx->arena, "%s&page=%lld", same,
		                         (long long)az_list_id(page->list, rows + (PAGE_ROWS - 1) * page->list->map->size))));
	if (count > 0) {
		az_set(x->page->data, "Files.csv", address(x, az_format(x->ctx->arena, "%s.csv", page->path), same));
		az_set(x->page->data, "Files.json", address(x, az_format(x->ctx->arena, "%s.json", page->path), same));
	}
	if (question != NULL)
		*question = asked;
	if (first != NULL)
		*first = count > 0 ? rows : NULL;
	return AZ_OK;
}

enum az_result az_list_put_counts(struct az_exchange *x, const struct az_list_page *page, const char *node)
{
	for (size_t i = 0; i < page->list->group_count; i++) {
		struct az_list_question question = az_list_group(page->list, page->list->groups[i].code);
		AZ_TRY(put_group(x, page, az_append(x->page->data, node), &question));
	}
	return AZ_OK;
}
