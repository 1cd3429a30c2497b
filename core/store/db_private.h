/* What the files of store/ share and nobody else sees. */
#ifndef AZ_STORE_DB_PRIVATE_H
#define AZ_STORE_DB_PRIVATE_H

#include <mysql.h>

#include "store/db.h"

#define AZ_STATEMENTS 256 /* prepared statements kept a connection */

struct az_statement {
	char *text;
	uint64_t hash;
	MYSQL_STMT *stmt;
};

#define AZ_KEPT 8

struct az_kept {
	const char *text; /* of the query, which is a literal: its address tells it; NULL: nothing kept */
	int64_t read_at;
	struct az_arena *arena;
	void *rows;
	size_t count;
};

#define AZ_CONSTANTS 16

struct az_constant {
	const char *kind; /* a literal: its address tells it; NULL: nothing kept */
	int64_t id;
	int64_t used_at; /* the `now` of the request that had it last */
	struct az_arena *arena;
	const void *value;
};

struct az_db {
	struct az_db_settings settings;
	MYSQL *mysql; /* NULL: not connected */
	int depth;    /* of nested az_tx */
	bool doomed;  /* an inner transaction failed: the outer one must roll back */
	bool lost;    /* the connection was lost since the transaction began */
	char fault[512];
	struct az_statement statements[AZ_STATEMENTS];
	struct az_kept kept[AZ_KEPT];
	struct az_constant constants[AZ_CONSTANTS];
};

/* Classifies a client or server error number, records its text and closes the
 * connection when it is gone. */
enum az_result az_db_error(struct az_db *db, unsigned number, const char *text, const char *query);

/* The prepared statement for a text, prepared now when it is new. */
enum az_result az_db_statement(struct az_db *db, const char *text, MYSQL_STMT **out);

/* Frees what az_db_rows_kept and az_db_constant keep. */
void az_db_forget_kept(struct az_db *db);

/* Closes the connection and everything that lives on it. */
void az_db_drop(struct az_db *db);

#endif
