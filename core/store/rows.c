/* Binding values, fetching rows. */
#include <errmsg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/db_private.h"

#define COLUMNS 64
#define TEXT_BUFFER 512 /* most texts fit; a longer one is fetched again, whole */

union cell {
	int64_t number;
	MYSQL_TIME time;
	char text[TEXT_BUFFER];
};

/* One execution: buffers that must outlive execute and fetch. */
struct run {
	MYSQL_STMT *stmt;
	const char *text;
	MYSQL_BIND results[COLUMNS];
	union cell *cells;
	unsigned long lengths[COLUMNS];
	my_bool nulls[COLUMNS];
	const struct az_column *columns[COLUMNS];
	unsigned column_count;
};

void az_build_add(struct az_build *build, const struct az_query *piece)
{
	size_t n = strlen(piece->text);
	if (build->length + n >= sizeof build->text || build->query.arg_count + piece->arg_count > AZ_BUILD_ARGS) {
		az_log(AZ_LOG_ERROR, "database.build", "a query outgrew its bounds");
		abort();
	}
	memcpy(build->text + build->length, piece->text, n + 1);
	build->length += n;
	for (size_t i = 0; i < piece->arg_count; i++)
		build->args[build->query.arg_count++] = piece->args[i];
	build->query.text = build->text;
	build->query.args = build->args;
}

static MYSQL_TIME time_of_instant(int64_t instant)
{
	int year, month, day;
	int64_t days = instant / AZ_DAY_MS;
	int64_t rest = instant % AZ_DAY_MS;
	if (rest < 0) {
		rest += AZ_DAY_MS;
		days--;
	}
	az_day_split((az_day)days, &year, &month, &day);
	return (MYSQL_TIME){.year = (unsigned)year,
	                    .month = (unsigned)month,
	                    .day = (unsigned)day,
	                    .hour = (unsigned)(rest / AZ_HOUR),
	                    .minute = (unsigned)(rest / AZ_MINUTE % 60),
	                    .second = (unsigned)(rest / 1000 % 60),
	                    .second_part = (unsigned long)(rest % 1000) * 1000,
	                    .time_type = MYSQL_TIMESTAMP_DATETIME};
}

static MYSQL_TIME time_of_day(az_day number)
{
	int year, month, day;
	az_day_split(number, &year, &month, &day);
	return (MYSQL_TIME){.year = (unsigned)year,
	                    .month = (unsigned)month,
	                    .day = (unsigned)day,
	                    .time_type = MYSQL_TIMESTAMP_DATE};
}

static void bind_value(MYSQL_BIND *bind, const struct az_value *value, MYSQL_TIME *time)
{
	memset(bind, 0, sizeof *bind);
	switch (value->kind) {
	case AZ_VALUE_NULL:
		bind->buffer_type = MYSQL_TYPE_NULL;
		break;
	case AZ_VALUE_INT:
		bind->buffer_type = MYSQL_TYPE_LONGLONG;
		bind->buffer = (void *)(uintptr_t)&value->number;
		break;
	case AZ_VALUE_TEXT:
	case AZ_VALUE_BYTES:
		bind->buffer_type = value->kind == AZ_VALUE_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		bind->buffer = (void *)(uintptr_t)value->text.p;
		bind->buffer_length = value->text.n;
		break;
	case AZ_VALUE_TIME:
		*time = time_of_instant(value->number);
		bind->buffer_type = MYSQL_TYPE_DATETIME;
		bind->buffer = time;
		break;
	case AZ_VALUE_DAY:
		*time = time_of_day((az_day)value->number);
		bind->buffer_type = MYSQL_TYPE_DATE;
		bind->buffer = time;
		break;
	}
}

static enum az_result statement_error(struct az_db *db, MYSQL_STMT *stmt, const char *text)
{
	unsigned number = mysql_stmt_errno(stmt);
	char fault[400];
	az_print(fault, sizeof fault, "%s", mysql_stmt_error(stmt));
	if (number == 0 && db->mysql != NULL) { /* between two rows of an answer the library knows it of the connection only */
		number = mysql_errno(db->mysql);
		az_print(fault, sizeof fault, "%s", mysql_error(db->mysql));
	}
	mysql_stmt_free_result(stmt);
	return az_db_error(db, number, fault, text);
}

static enum az_result execute_once(struct az_ctx *ctx, const struct az_query *query, MYSQL_STMT **out)
{
	MYSQL_STMT *stmt;
	AZ_TRY(az_db_statement(ctx->db, query->text, &stmt));
	if (mysql_stmt_param_count(stmt) != query->arg_count) {
		az_log(AZ_LOG_ERROR, "database.arguments", "given=%zu query=\"%.200s\"", query->arg_count, query->text);
		return AZ_INTERNAL;
	}
	if (query->arg_count > 0) {
		MYSQL_BIND *binds = AZ_NEW_ARRAY(ctx->arena, query->arg_count, MYSQL_BIND);
		MYSQL_TIME *times = AZ_NEW_ARRAY(ctx->arena, query->arg_count, MYSQL_TIME);
		for (size_t i = 0; i < query->arg_count; i++)
			bind_value(&binds[i], &query->args[i], &times[i]);
		if (mysql_stmt_bind_param(stmt, binds) != 0)
			return statement_error(ctx->db, stmt, query->text);
	}
	if (mysql_stmt_execute(stmt) != 0)
		return statement_error(ctx->db, stmt, query->text);
	*out = stmt;
	return AZ_OK;
}

/* A read outside a transaction is run once more when the idle connection turns out to be gone. A write is not: it
 * might have been carried out. */
static enum az_result execute(struct az_ctx *ctx, const struct az_query *query, MYSQL_STMT **out)
{
	bool had_connection = ctx->db->mysql != NULL;
	enum az_result result = execute_once(ctx, query, out);
	if (result == AZ_UNAVAILABLE && had_connection && ctx->db->depth == 0 && strncmp(query->text, "SELECT", 6) == 0)
		result = execute_once(ctx, query, out);
	return result;
}

enum az_result az_db_exec(struct az_ctx *ctx, const struct az_query *query, struct az_outcome *out)
{
	MYSQL_STMT *stmt;
	AZ_TRY(execute(ctx, query, &stmt));
	if (out != NULL) {
		out->rows = (int64_t)mysql_stmt_affected_rows(stmt);
		out->id = (int64_t)mysql_stmt_insert_id(stmt);
	}
	return AZ_OK;
}

/* ---- many rows at once ---- */

/* One column of all rows, as the client library takes it: numbers side by side, texts and times by their addresses. */
static void bind_array(struct az_arena *arena, MYSQL_BIND *bind, const struct az_value *values, size_t rows, size_t step)
{
	char *indicators = az_alloc(arena, rows);
	unsigned long *lengths = AZ_NEW_ARRAY(arena, rows, unsigned long);
	int64_t *numbers = AZ_NEW_ARRAY(arena, rows, int64_t);
	const void **places = AZ_NEW_ARRAY(arena, rows, const void *);
	enum az_value_kind kind = AZ_VALUE_NULL;
	for (size_t row = 0; row < rows; row++) {
		const struct az_value *value = &values[row * step];
		MYSQL_TIME *time;
		numbers[row] = value->number;
		places[row] = value->text.p;
		lengths[row] = value->text.n;
		indicators[row] = value->kind == AZ_VALUE_NULL ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE;
		if (value->kind == AZ_VALUE_NULL)
			continue;
		kind = value->kind;
		if (kind == AZ_VALUE_TIME || kind == AZ_VALUE_DAY) {
			time = AZ_NEW(arena, MYSQL_TIME);
			*time = kind == AZ_VALUE_TIME ? time_of_instant(value->number) : time_of_day((az_day)value->number);
			places[row] = time;
		}
	}
	memset(bind, 0, sizeof *bind);
	bind->buffer_type = kind == AZ_VALUE_INT     ? MYSQL_TYPE_LONGLONG
	                    : kind == AZ_VALUE_TIME  ? MYSQL_TYPE_DATETIME
	                    : kind == AZ_VALUE_DAY   ? MYSQL_TYPE_DATE
	                    : kind == AZ_VALUE_BYTES ? MYSQL_TYPE_BLOB
	                                             : MYSQL_TYPE_STRING;
	bind->buffer = kind == AZ_VALUE_INT ? (void *)numbers : (void *)places;
	bind->length = lengths;
	bind->u.indicator = indicators;
}

enum az_result az_db_exec_rows(struct az_ctx *ctx, const struct az_query *query, const struct az_value *values, size_t rows)
{
	MYSQL_STMT *stmt;
	unsigned count = (unsigned)rows, none = 0;
	size_t columns;
	if (rows == 0)
		return AZ_OK;
	AZ_TRY(az_db_statement(ctx->db, query->text, &stmt));
	columns = mysql_stmt_param_count(stmt);
	MYSQL_BIND *binds = AZ_NEW_ARRAY(ctx->arena, columns, MYSQL_BIND);
	for (size_t i = 0; i < columns; i++)
		bind_array(ctx->arena, &binds[i], values + i, rows, columns);
	mysql_stmt_attr_set(stmt, STMT_ATTR_ARRAY_SIZE, &count);
	bool good = mysql_stmt_bind_param(stmt, binds) == 0 && mysql_stmt_execute(stmt) == 0;
	enum az_result result = good ? AZ_OK : statement_error(ctx->db, stmt, query->text);
	if (good || ctx->db->mysql != NULL) /* else the statement went with its connection */
		mysql_stmt_attr_set(stmt, STMT_ATTR_ARRAY_SIZE, &none); /* it is kept and may be run for one row next */
	return result;
}

static const struct az_column *find_column(const struct az_row_map *map, const char *name)
{
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->columns[i].name, name) == 0)
			return &map->columns[i];
	return NULL;
}

static void bind_column(struct run *run, unsigned i)
{
	MYSQL_BIND *bind = &run->results[i];
	memset(bind, 0, sizeof *bind);
	bind->length = &run->lengths[i];
	bind->is_null = &run->nulls[i];
	switch (run->columns[i]->kind) {
	case AZ_COLUMN_INT:
		bind->buffer_type = MYSQL_TYPE_LONGLONG;
		bind->buffer = &run->cells[i].number;
		break;
	case AZ_COLUMN_TIME:
	case AZ_COLUMN_DAY:
		bind->buffer_type = MYSQL_TYPE_DATETIME;
		bind->buffer = &run->cells[i].time;
		break;
	case AZ_COLUMN_TEXT:
	case AZ_COLUMN_BYTES:
		bind->buffer_type = MYSQL_TYPE_BLOB;
		bind->buffer = run->cells[i].text;
		bind->buffer_length = TEXT_BUFFER;
		break;
	}
}

static enum az_result prepare_results(struct az_ctx *ctx, struct run *run, const struct az_row_map *map)
{
	MYSQL_RES *meta = mysql_stmt_result_metadata(run->stmt);
	if (meta == NULL) {
		az_log(AZ_LOG_ERROR, "database.no_rows", "query=\"%.200s\"", run->text);
		return AZ_INTERNAL;
	}
	enum az_result result = AZ_OK;
	run->column_count = mysql_num_fields(meta);
	if (run->column_count > COLUMNS)
		result = AZ_INTERNAL;
	for (unsigned i = 0; result == AZ_OK && i < run->column_count; i++) {
		const char *name = mysql_fetch_field_direct(meta, i)->name;
		run->columns[i] = find_column(map, name);
		if (run->columns[i] == NULL) {
			az_log(AZ_LOG_ERROR, "database.column", "unknown=%s query=\"%.200s\"", name, run->text);
			result = AZ_INTERNAL;
		}
	}
	mysql_free_result(meta);
	if (result != AZ_OK) {
		mysql_stmt_free_result(run->stmt);
		return result;
	}
	run->cells = AZ_NEW_ARRAY(ctx->arena, run->column_count, union cell);
	for (unsigned i = 0; i < run->column_count; i++)
		bind_column(run, i);
	if (mysql_stmt_bind_result(run->stmt, run->results) != 0)
		return statement_error(ctx->db, run->stmt, run->text);
	return AZ_OK;
}

static int64_t instant_of_time(const MYSQL_TIME *time)
{
	az_day day = az_day_of((int)time->year, (int)time->month, (int)time->day);
	return day * AZ_DAY_MS + (int64_t)time->hour * AZ_HOUR + (int64_t)time->minute * AZ_MINUTE +
	       (int64_t)time->second * 1000 + (int64_t)(time->second_part / 1000);
}

static enum az_result read_text(struct az_arena *arena, struct run *run, unsigned i, struct az_text *out)
{
	size_t n = run->nulls[i] ? 0 : run->lengths[i];
	char *copy = az_alloc(arena, n + 1);
	if (n > TEXT_BUFFER) {
		unsigned long length = n;
		MYSQL_BIND whole = {.buffer_type = MYSQL_TYPE_BLOB,
		                    .buffer = copy,
		                    .buffer_length = n,
		                    .length = &length};
		if (mysql_stmt_fetch_column(run->stmt, &whole, i, 0) != 0)
			return AZ_INTERNAL;
	} else if (n > 0) {
		memcpy(copy, run->cells[i].text, n);
	}
	*out = (struct az_text){copy, n};
	return AZ_OK;
}

static enum az_result read_row(struct az_arena *arena, struct run *run, void *row)
{
	for (unsigned i = 0; i < run->column_count; i++) {
		const struct az_column *column = run->columns[i];
		char *at = (char *)row + column->offset;
		struct az_text text = {NULL, 0};
		switch (column->kind) {
		case AZ_COLUMN_INT:
			*(int64_t *)(void *)at = run->nulls[i] ? 0 : run->cells[i].number;
			break;
		case AZ_COLUMN_TIME:
			*(int64_t *)(void *)at = run->nulls[i] ? 0 : instant_of_time(&run->cells[i].time);
			break;
		case AZ_COLUMN_DAY:
			*(az_day *)(void *)at = run->nulls[i] ? AZ_DAY_NONE
			                                      : (az_day)(instant_of_time(&run->cells[i].time) / AZ_DAY_MS);
			break;
		case AZ_COLUMN_TEXT:
			AZ_TRY(read_text(arena, run, i, &text));
			*(const char **)(void *)at = text.p;
			break;
		case AZ_COLUMN_BYTES:
			AZ_TRY(read_text(arena, run, i, &text));
			*(struct az_text *)(void *)at = text;
			break;
		}
	}
	return AZ_OK;
}

/* Runs a query and hands each row to `each`; the rows' strings live in `arena`, which is emptied before each row when
 * it is not the request's own. */
static enum az_result walk(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map,
                           struct az_arena *arena, enum az_result (*each)(void *self, const void *row), void *self)
{
	struct run *run = AZ_NEW(ctx->arena, struct run);
	run->text = query->text;
	AZ_TRY(execute(ctx, query, &run->stmt));
	AZ_TRY(prepare_results(ctx, run, map));
	enum az_result result = AZ_OK;
	for (;;) {
		int fetched = mysql_stmt_fetch(run->stmt);
		if (fetched == MYSQL_NO_DATA)
			break;
		if (fetched != 0 && fetched != MYSQL_DATA_TRUNCATED)
			return statement_error(ctx->db, run->stmt, query->text);
		if (arena != ctx->arena)
			az_arena_reset(arena);
		void *row = az_alloc(arena, map->size);
		result = read_row(arena, run, row);
		if (result == AZ_OK)
			result = each(self, row);
		if (result != AZ_OK)
			break;
	}
	mysql_stmt_free_result(run->stmt); /* reads and drops what is left, so that the next query finds its place */
	return result;
}

enum az_result az_db_each(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map,
                          enum az_result (*each)(void *self, const void *row), void *self)
{
	struct az_arena *scratch = az_arena_new((size_t)1 << 24);
	enum az_result result = walk(ctx, query, map, scratch, each, self);
	az_arena_free(scratch);
	return result;
}

struct collected {
	struct az_arena *arena;
	size_t size, count, room, max;
	char *rows;
};

static enum az_result collect(void *self, const void *row)
{
	struct collected *all = self;
	if (all->count == all->max)
		return AZ_TOO_LARGE;
	if (all->count == all->room) {
		size_t room = all->room == 0 ? 16 : all->room * 2;
		char *larger = az_alloc_array(all->arena, room, all->size);
		if (all->count > 0)
			memcpy(larger, all->rows, all->count * all->size);
		all->rows = larger;
		all->room = room;
	}
	memcpy(all->rows + all->count++ * all->size, row, all->size);
	return AZ_OK;
}

enum az_result az_db_rows(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map, void *rows,
                          size_t *count, size_t max)
{
	struct collected all = {.arena = ctx->arena, .size = map->size, .max = max};
	enum az_result result = walk(ctx, query, map, ctx->arena, collect, &all);
	if (result != AZ_OK && result != AZ_TOO_LARGE) /* rows above max are left out: the caller asked for no more */
		return result;
	memcpy(rows, &all.rows, sizeof all.rows);
	*count = all.count;
	return AZ_OK;
}

struct first {
	void *row;
	size_t size;
	bool found;
};

static enum az_result take_first(void *self, const void *row)
{
	struct first *first = self;
	if (!first->found)
		memcpy(first->row, row, first->size);
	first->found = true;
	return AZ_OK;
}

enum az_result az_db_row(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map, void *row)
{
	struct first first = {row, map->size, false};
	AZ_TRY(walk(ctx, query, map, ctx->arena, take_first, &first));
	return first.found ? AZ_OK : AZ_NOT_FOUND;
}

struct number_row {
	int64_t number;
};

enum az_result az_db_number(struct az_ctx *ctx, const struct az_query *query, int64_t *number)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct number_row, number)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct number_row);
	struct number_row row = {0};
	AZ_TRY(az_db_row(ctx, query, &map, &row));
	*number = row.number;
	return AZ_OK;
}
