/* The database: one connection a worker, prepared statements kept by their
 * text, rows by a map, transactions that can be run again. SQL is text beside
 * the function that runs it; values go in as `?` only. Nothing above this layer
 * sees the client library. */
#ifndef AZ_STORE_DB_H
#define AZ_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/ctx.h"
#include "base/text.h"

/* Where the database is. Strings stay valid as long as the connection. */
struct az_db_settings {
	const char *socket;   /* a unix socket; NULL: host and port */
	const char **hosts;   /* tried in turn; NULL with a socket */
	size_t host_count;
	unsigned port;
	const char *user;
	const char *password; /* "" for authentication by the socket's peer */
	const char *name;     /* the database */
	const char *tls_ca;   /* PEM file; NULL: no TLS */
	unsigned connect_timeout; /* seconds */
	unsigned answer_timeout;  /* seconds that one answer may take */
};

struct az_db;

/* A connection that is made at its first use and made again when it was lost. */
struct az_db *az_db_new(const struct az_db_settings *settings);
void az_db_free(struct az_db *db);
enum az_result az_db_connect(struct az_db *db) AZ_CHECKED;
const char *az_db_fault(const struct az_db *db); /* the last error, for operators */

/* Runs a script of several statements, outside any transaction: migrations and
 * the demonstration city. `text` comes from files that we ship. */
enum az_result az_db_script(struct az_db *db, const char *text) AZ_CHECKED;

/* ---- values ---- */

enum az_value_kind { AZ_VALUE_NULL, AZ_VALUE_INT, AZ_VALUE_TEXT, AZ_VALUE_BYTES, AZ_VALUE_TIME, AZ_VALUE_DAY };

struct az_value {
	enum az_value_kind kind;
	int64_t number; /* integer, instant in ms, or day */
	struct az_text text;
};

static inline struct az_value az_null(void)
{
	return (struct az_value){AZ_VALUE_NULL, 0, {NULL, 0}};
}
static inline struct az_value az_int(int64_t number)
{
	return (struct az_value){AZ_VALUE_INT, number, {NULL, 0}};
}
/* A terminated string; NULL is SQL's NULL. */
static inline struct az_value az_str(const char *s)
{
	return s == NULL ? az_null() : (struct az_value){AZ_VALUE_TEXT, 0, az_text_of(s)};
}
static inline struct az_value az_bytes(const void *p, size_t n)
{
	return (struct az_value){AZ_VALUE_BYTES, 0, {(const char *)p, n}};
}
/* An instant in ms since 1970-01-01 UTC, for a DATETIME(3) column. */
static inline struct az_value az_time(int64_t instant)
{
	return (struct az_value){AZ_VALUE_TIME, instant, {NULL, 0}};
}
/* A day for a DATE column; AZ_DAY_NONE is SQL's NULL. */
static inline struct az_value az_date(az_day day)
{
	return day == AZ_DAY_NONE ? az_null() : (struct az_value){AZ_VALUE_DAY, day, {NULL, 0}};
}
/* An id; 0 is SQL's NULL. */
static inline struct az_value az_ref(int64_t id)
{
	return id == 0 ? az_null() : az_int(id);
}

/* ---- queries ---- */

struct az_query {
	const char *text;
	const struct az_value *args;
	size_t arg_count;
};

/* A query whose text is a literal: the quotes around `sql` refuse anything else. */
#define AZ_QUERY(sql, ...)                                                                                             \
	(&(const struct az_query){"" sql "", &((const struct az_value[]){{0} __VA_OPT__(, ) __VA_ARGS__})[1],          \
	                          sizeof((const struct az_value[]){{0} __VA_OPT__(, ) __VA_ARGS__}) /                  \
	                                          sizeof(struct az_value) -                                            \
	                                  1})

/* A query put together of literal pieces: filters and scope. */
#define AZ_BUILD_TEXT 8192
#define AZ_BUILD_ARGS 64
struct az_build {
	char text[AZ_BUILD_TEXT];
	size_t length;
	struct az_value args[AZ_BUILD_ARGS];
	struct az_query query;
};

/* Appends a piece (an AZ_QUERY with its values); ends the process when the
 * bounds above do not hold, which is a programming error. */
void az_build_add(struct az_build *build, const struct az_query *piece);

/* ---- rows ---- */

enum az_column_kind {
	AZ_COLUMN_INT,   /* int64_t; NULL reads as 0 */
	AZ_COLUMN_TEXT,  /* const char *, terminated, in the arena; NULL reads as "" */
	AZ_COLUMN_BYTES, /* struct az_text in the arena */
	AZ_COLUMN_TIME,  /* int64_t instant; NULL reads as 0 */
	AZ_COLUMN_DAY    /* az_day; NULL reads as AZ_DAY_NONE */
};

struct az_column {
	const char *name;
	enum az_column_kind kind;
	size_t offset;
};

/* Declared once a noun; a query may select any subset of its columns, by name
 * or alias, and the others stay zero. */
struct az_row_map {
	const struct az_column *columns;
	size_t count;
	size_t size; /* of the row's structure */
};

#define AZ_INT_OF(type, member) {#member, AZ_COLUMN_INT, offsetof(type, member)}
#define AZ_TEXT_OF(type, member) {#member, AZ_COLUMN_TEXT, offsetof(type, member)}
#define AZ_BYTES_OF(type, member) {#member, AZ_COLUMN_BYTES, offsetof(type, member)}
#define AZ_TIME_OF(type, member) {#member, AZ_COLUMN_TIME, offsetof(type, member)}
#define AZ_DAY_OF(type, member) {#member, AZ_COLUMN_DAY, offsetof(type, member)}
#define AZ_ROW_MAP(columns, type) {columns, sizeof(columns) / sizeof((columns)[0]), sizeof(type)}

struct az_outcome {
	int64_t rows; /* matched by an UPDATE or DELETE (found, not only changed), or inserted */
	int64_t id;   /* AUTO_INCREMENT of an INSERT */
};

/* Runs a statement that gives no rows. `out` may be NULL. A duplicate key gives
 * AZ_CONFLICT. */
enum az_result az_db_exec(struct az_ctx *ctx, const struct az_query *query, struct az_outcome *out) AZ_CHECKED;

/* Runs it once a row, sent together: `query` has no values of its own, `values` holds as many a row as it has `?`, row by
 * row. A column has one kind of value, or NULL. For INSERT, UPDATE and DELETE of many rows; zero rows is AZ_OK. */
enum az_result az_db_exec_rows(struct az_ctx *ctx, const struct az_query *query, const struct az_value *values,
                               size_t rows) AZ_CHECKED;

/* The first row; AZ_NOT_FOUND when there is none. */
enum az_result az_db_row(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map,
                         void *row) AZ_CHECKED;

/* All rows, at most `max` of them, as an array in the arena (*rows points to the
 * first; the map's size apart). Zero rows is AZ_OK. */
enum az_result az_db_rows(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map, void *rows,
                          size_t *count, size_t max) AZ_CHECKED;

/* The rows of a list that hardly ever changes, which may be AZ_KEPT_MS old: read once for the requests of that time. The
 * query has no arguments. The rows are not the caller's to change and are valid until the end of the request. */
#define AZ_KEPT_MS 1000
enum az_result az_db_rows_kept(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map,
                               const void **rows, size_t *count, size_t max) AZ_CHECKED;

/* What never changes once it is there, by its kind (one and the same literal each time) and its id: read at the first asking
 * and kept for later requests while it is among those that were asked for last. `read` puts it into its context's arena. In a
 * transaction, which may see what nobody else will ever see, it is read and not kept. Not the caller's to change; valid until
 * the end of the request. Gives what `read` gives when that is not AZ_OK. */
typedef enum az_result az_read_constant(struct az_ctx *reader, int64_t id, const void **out);
enum az_result az_db_constant(struct az_ctx *ctx, const char *kind, int64_t id, az_read_constant *read,
                              const void **out) AZ_CHECKED;

/* Hands each row to `each` as it arrives; the row and its strings are valid until
 * `each` returns. Another query must not be run from inside. Stops with what
 * `each` returns when that is not AZ_OK. For answers of any length. */
enum az_result az_db_each(struct az_ctx *ctx, const struct az_query *query, const struct az_row_map *map,
                          enum az_result (*each)(void *self, const void *row), void *self) AZ_CHECKED;

/* An integer that the query calls `number` (SELECT COUNT(*) AS number ...), of the first row; AZ_NOT_FOUND when there
 * is none. */
enum az_result az_db_number(struct az_ctx *ctx, const struct az_query *query, int64_t *number) AZ_CHECKED;

/* ---- transactions ---- */

/* Runs `work` in a transaction and commits when it returns AZ_OK, else rolls
 * back. Run again, at most four times, after a deadlock, a lock time-out or a
 * connection that was lost before COMMIT was sent; so `work` changes nothing
 * outside the database. Inside another az_tx it joins that one. A connection that is
 * lost during COMMIT gives AZ_UNAVAILABLE: the outcome is unknown, and the
 * submission's token makes the person's second try safe. */
enum az_result az_tx(struct az_ctx *ctx, enum az_result (*work)(struct az_ctx *ctx, void *arg), void *arg) AZ_CHECKED;

/* For a stream that cannot be run again (files on their way in): a transaction
 * that is opened and closed by hand. Only store/blob.c uses these. */
enum az_result az_db_begin(struct az_db *db) AZ_CHECKED;
enum az_result az_db_commit(struct az_db *db) AZ_CHECKED;
void az_db_rollback(struct az_db *db);

/* At the end of a request: rolls back what was left open, which is logged as an
 * error, and returns false in that case. */
bool az_db_settle(struct az_db *db);

#endif
