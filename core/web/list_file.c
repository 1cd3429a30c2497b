/* Lists as files: the columns of the page, row by row in flat memory; a fault
 * midway breaks the connection, so that a short file is never taken for a whole
 * one. What lies sealed stays so: files are passed on. */
#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "web/list.h"

#define ROW_MEMORY ((size_t)1 << 20) /* what one row may take while it is written */

struct file {
	struct az_exchange x; /* with a page of its own: the request's is gone when the rows go out */
	struct az_ctx ctx;
	struct az_page page;
	const struct az_list_page *columns;
	struct az_list_question question;
	struct az_response *response;
	struct az_arena *scratch; /* emptied before each row */
	bool json;
	size_t rows;
};

static const char *parameter(const void *self, const char *name)
{
	const struct az_exchange *x = self;
	return az_request_query(x->request, name);
}

/* The text and the tags of a cell, as one. */
static const char *cell_text(struct file *file, const struct az_cell *cell)
{
	const char *text = cell->text == NULL ? "" : cell->text;
	for (size_t i = 0; i < cell->tag_count; i++)
		text = az_format(file->scratch, "%s%s%s", text, text[0] == '\0' ? "" : "; ", cell->tags[i].text);
	return text;
}

static void write_csv(struct file *file, struct az_buffer *buffer, const struct az_cell *cells)
{
	struct az_csv csv;
	az_csv_begin(&csv, buffer, false);
	for (size_t i = 0; i < file->columns->column_count; i++)
		az_csv_text(&csv, cell_text(file, &cells[i]));
	az_csv_end_row(&csv);
}

static void write_json(struct file *file, struct az_buffer *buffer, const struct az_cell *cells)
{
	struct az_json json;
	if (file->rows > 0)
		az_buffer_add_text(buffer, ",\n");
	az_json_begin(&json, buffer);
	az_json_object(&json);
	for (size_t i = 0; i < file->columns->column_count; i++)
		az_json_put_string(&json, file->columns->columns[i].code, cell_text(file, &cells[i]));
	az_json_close(&json);
}

static enum az_result put_row(void *self, const void *row)
{
	struct file *file = self;
	struct az_buffer buffer;
	struct az_cell cells[AZ_LIST_COLUMNS] = {0};
	az_arena_reset(file->scratch);
	az_buffer_init(&buffer, file->scratch);
	file->ctx.arena = file->scratch;
	file->columns->cells(&file->x, row, cells);
	if (file->json)
		write_json(file, &buffer, cells);
	else
		write_csv(file, &buffer, cells);
	file->rows++;
	return az_response_write(file->response, buffer.p, buffer.n) ? AZ_OK : AZ_UNAVAILABLE;
}

static bool write_head(struct file *file)
{
	struct az_buffer head;
	struct az_csv csv;
	az_buffer_init(&head, file->scratch);
	if (file->json) {
		az_buffer_add_text(&head, "{\"rows\":[\n");
	} else {
		az_csv_begin(&csv, &head, true);
		for (size_t i = 0; i < file->columns->column_count; i++)
			az_csv_text(&csv, az_text(&file->page, file->columns->columns[i].key, NULL));
		az_csv_end_row(&csv);
	}
	return az_response_write(file->response, head.p, head.n);
}

static enum az_result stream(void *self, struct az_response *response)
{
	struct file *file = self;
	struct az_ctx asking = file->ctx; /* the query keeps the request's memory */
	file->response = response;
	file->scratch = az_arena_new(ROW_MEMORY);
	az_page_init(&file->page, &file->ctx, file->x.web->view);
	enum az_result result = AZ_UNAVAILABLE;
	if (write_head(file))
		result = az_list_each(&asking, file->columns->list, &file->question, put_row, file);
	if (result == AZ_OK && file->json && !az_response_write(response, "\n]}\n", 4))
		result = AZ_UNAVAILABLE;
	az_page_free(&file->page);
	az_arena_free(file->scratch);
	return result;
}

static enum az_result answer(struct az_exchange *x, const struct az_list_page *page, bool json, const char *filename)
{
	struct file *file = AZ_NEW(x->ctx->arena, struct file);
	*file = (struct file){.x = *x, .ctx = *x->ctx, .columns = page, .json = json};
	file->x.ctx = &file->ctx;
	file->x.page = &file->page;
	AZ_TRY(az_list_read(page->list, parameter, x, &file->question));
	file->question.beyond = 0;
	AZ_TRY(az_answer(x, json ? "application/json" : "text/csv; charset=utf-8", filename, (struct az_text){NULL, 0}));
	x->response->stream = stream;
	x->response->stream_self = file;
	return AZ_OK;
}

enum az_result az_list_csv(struct az_exchange *x, const struct az_list_page *page, const char *filename)
{
	return answer(x, page, false, filename);
}

enum az_result az_list_json(struct az_exchange *x, const struct az_list_page *page)
{
	return answer(x, page, true, NULL);
}
