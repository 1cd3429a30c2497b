/* A table of the profile (the substances of a plant): its rows, one more, one
 * changed or taken away. */
#include "web/desk_enterprise.h"

#include <string.h>

#include "base/text.h"
#include "web/checklist.h"

struct table_room {
	struct az_enterprise_room room;
	const struct anze_field *table;
	int64_t row;      /* of the address; 0: none */
	const char *path; /* of the table */
};

/* ---- the form at request ---- */

static const struct anze_field *table_of(struct az_exchange *x)
{
	const struct az_sector *sector = az_checklist_sector(x, 1);
	const struct anze_plugin *plugin = sector == NULL ? NULL : az_plugins_find(x->web->site->plugins, sector->code);
	for (size_t i = 0; plugin != NULL && i < plugin->field_count; i++)
		if (plugin->fields[i].type == ANZE_TABLE && strcmp(plugin->fields[i].name, x->request->params[2]) == 0)
			return &plugin->fields[i];
	return NULL;
}

static const struct az_form *row_form(struct az_exchange *x)
{
	const struct anze_field *table = table_of(x);
	return table == NULL ? NULL : az_profile_form(x, "valid-from", table->columns, table->column_count);
}

static const struct az_form *removal_form(struct az_exchange *x)
{
	return table_of(x) == NULL ? NULL : az_profile_form(x, "removed-from", NULL, 0);
}

static enum az_result form_of(struct az_exchange *x, const struct az_form **form)
{
	size_t n = strlen(x->request->path), end = strlen("/remove");
	*form = n > end && strcmp(x->request->path + n - end, "/remove") == 0 ? removal_form(x) : row_form(x);
	return *form == NULL ? AZ_NOT_FOUND : AZ_OK;
}

/* ---- opening ---- */

static enum az_result enter(struct az_exchange *x, bool with_row, struct table_room *at)
{
	size_t count;
	*at = (struct table_room){0};
	AZ_TRY(az_enterprise_enter(x, &at->room));
	at->table = table_of(x);
	if (at->table == NULL)
		return AZ_NOT_FOUND;
	at->path = az_format(x->ctx->arena, "%s/%s", at->room.path, at->table->name);
	az_set(x->page->data, "Table.title", az_plugin_text(&at->table->label, x->ctx->language));
	az_set(x->page->data, "Table.hint", az_plugin_text(&at->table->hint, x->ctx->language));
	az_set(x->page->data, "Table.profile", at->room.path);
	az_set(x->page->data, "Table.href", at->path);
	if (!with_row)
		return AZ_OK;
	if (!at->room.may_write || !az_parse_int(x->request->params[3], 1, INT32_MAX, &at->row))
		return AZ_NOT_FOUND;
	const int64_t *numbers =
		az_profile_rows(x->ctx->arena, at->room.held, at->room.held_count, at->table, &count);
	for (size_t i = 0; i < count; i++)
		if (numbers[i] == at->row)
			return AZ_OK;
	return AZ_NOT_FOUND;
}

static const char *cell_value(struct az_exchange *x, const struct table_room *at, size_t column, int64_t row)
{
	return az_profile_value_of(at->room.held, at->room.held_count,
	                           az_profile_cell(x->ctx->arena, at->table, &at->table->columns[column]), row);
}

/* ---- the table ---- */

static void put_rows(struct az_exchange *x, const struct table_room *at)
{
	size_t count;
	const int64_t *numbers =
		az_profile_rows(x->ctx->arena, at->room.held, at->room.held_count, at->table, &count);
	for (size_t c = 0; c < at->table->column_count; c++)
		az_set(az_append(x->page->data, "Columns"), "label",
		       az_plugin_text(&at->table->columns[c].label, x->ctx->language));
	for (size_t r = 0; r < count; r++) {
		struct _hdf *row = az_append(x->page->data, "Rows");
		az_set_int(row, "number", numbers[r]);
		if (at->room.may_write)
			az_set(row, "href", az_format(x->ctx->arena, "%s/%lld", at->path, (long long)numbers[r]));
		for (size_t c = 0; c < at->table->column_count; c++) {
			struct _hdf *cell = az_append(row, "cells");
			const char *value = cell_value(x, at, c, numbers[r]);
			az_set(cell, "label", az_plugin_text(&at->table->columns[c].label, x->ctx->language));
			az_set(cell, "value", value[0] == '\0' ? "" : az_profile_text(x, &at->table->columns[c], value));
		}
	}
	az_set_flag(x->page->data, "Table.full", (int64_t)count >= at->table->max);
}

static enum az_result show_table(struct az_exchange *x, const struct table_room *at, struct az_form_data *form)
{
	int status = x->page->status;
	put_rows(x, at);
	if (form != NULL)
		az_exchange_draw(x, form, at->path, "enterprise.add_row");
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_table", NULL);
}

static enum az_result table_page(struct az_exchange *x)
{
	struct table_room at;
	AZ_TRY(enter(x, false, &at));
	if (!at.room.may_write)
		return show_table(x, &at, NULL);
	struct az_form_data *form = az_form_new(x->ctx->arena, row_form(x));
	az_profile_preset(form, &at.room);
	return show_table(x, &at, form);
}

/* The cells that were typed and differ from what holds; of a new row those that were given. */
static void collect(struct az_exchange *x, const struct table_room *at, const struct az_form_data *form,
                    struct az_profile_edit *edit)
{
	struct az_profile_change *changes = AZ_NEW_ARRAY(x->ctx->arena, at->table->column_count + 1, struct az_profile_change);
	for (size_t c = 0; c < at->table->column_count; c++)
		if (strcmp(form->values[c].text, cell_value(x, at, c, at->row)) != 0)
			changes[edit->count++] = (struct az_profile_change){
				az_profile_cell(x->ctx->arena, at->table, &at->table->columns[c]), at->row, form->values[c].text};
	edit->changes = changes;
}

static enum az_result add_row(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct table_room at;
	AZ_TRY(enter(x, false, &at));
	if (!at.room.may_write)
		return AZ_NOT_FOUND;
	if (az_form_has_errors(form))
		return show_table(x, &at, form);
	struct az_profile_edit edit = {.sector = at.room.sector->code, .new_row_of = at.table};
	collect(x, &at, form, &edit);
	az_profile_typed(form, &edit);
	if (az_profile_faulty(x, &at.room, form, &edit))
		return show_table(x, &at, form);
	enum az_result result = az_profile_record(x->ctx, &at.room.enterprise, &edit);
	if (az_exchange_refused(x, result, form)) {
		az_profile_try_again(x, form, &at.room, result);
		return show_table(x, &at, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=row_added", at.path);
}

/* ---- one row ---- */

static enum az_result show_row(struct az_exchange *x, const struct table_room *at, struct az_form_data *form,
                               struct az_form_data *removal)
{
	int status = x->page->status;
	const char *path = az_format(x->ctx->arena, "%s/%lld", at->path, (long long)at->row);
	if (form == NULL) {
		form = az_form_new(x->ctx->arena, row_form(x));
		for (size_t c = 0; c < at->table->column_count; c++)
			az_form_preset(form, c, cell_value(x, at, c, at->row));
		az_profile_preset(form, &at->room);
	}
	if (removal == NULL) {
		removal = az_form_new(x->ctx->arena, removal_form(x));
		az_profile_preset(removal, &at->room);
	}
	az_set_text(x->page, x->page->data, "Table.row_title", "enterprise.row_title",
	            az_format(x->ctx->arena, "%lld", (long long)at->row), NULL);
	az_exchange_draw(x, form, path, "enterprise.record");
	az_set(x->page->data, "Form.cancel", at->path);
	az_exchange_draw_at(x, "Remove", removal, az_format(x->ctx->arena, "%s/remove", path), "enterprise.remove_row");
	az_set_flag(x->page->data, "Remove.grave", true);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_row", NULL);
}

static enum az_result row_page(struct az_exchange *x)
{
	struct table_room at;
	AZ_TRY(enter(x, true, &at));
	return show_row(x, &at, NULL, NULL);
}

static enum az_result change_row(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct table_room at;
	AZ_TRY(enter(x, true, &at));
	if (az_form_has_errors(form))
		return show_row(x, &at, form, NULL);
	struct az_profile_edit edit = {.sector = at.room.sector->code};
	collect(x, &at, form, &edit);
	az_profile_typed(form, &edit);
	if (az_profile_faulty(x, &at.room, form, &edit))
		return show_row(x, &at, form, NULL);
	enum az_result result = az_profile_record(x->ctx, &at.room.enterprise, &edit);
	if (az_exchange_refused(x, result, form)) {
		az_profile_try_again(x, form, &at.room, result);
		return show_row(x, &at, form, NULL);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=row_changed", at.path);
}

static enum az_result remove_row(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct table_room at;
	AZ_TRY(enter(x, true, &at));
	if (az_form_has_errors(form))
		return show_row(x, &at, NULL, form);
	struct az_profile_edit edit = {.sector = at.room.sector->code};
	struct az_profile_change *changes =
		AZ_NEW_ARRAY(x->ctx->arena, at.table->column_count + 1, struct az_profile_change);
	for (size_t c = 0; c < at.table->column_count; c++)
		if (cell_value(x, &at, c, at.row)[0] != '\0')
			changes[edit.count++] = (struct az_profile_change){
				az_profile_cell(x->ctx->arena, at.table, &at.table->columns[c]), at.row, ""};
	edit.changes = changes;
	az_profile_typed(form, &edit);
	enum az_result result = az_profile_record(x->ctx, &at.room.enterprise, &edit);
	if (az_exchange_refused(x, result, form)) {
		az_profile_try_again(x, form, &at.room, result);
		return show_row(x, &at, NULL, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=row_removed", at.path);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/enterprises/{id}/{sector}/{table}", table_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/enterprises/{id}/{sector}/{table}", add_row, AZ_ROLE_REGULATOR, &az_form_of_table, "desk", 0},
	{AZ_GET, "/desk/enterprises/{id}/{sector}/{table}/{row}", row_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/enterprises/{id}/{sector}/{table}/{row}", change_row, AZ_ROLE_REGULATOR, &az_form_of_table, "desk", 0},
	{AZ_POST, "/desk/enterprises/{id}/{sector}/{table}/{row}/remove", remove_row, AZ_ROLE_REGULATOR, &az_form_of_table,
         "desk", 0},
};
const struct az_route_table az_desk_enterprise_table_routes = AZ_ROUTES_WITH_FORMS(routes, form_of);
