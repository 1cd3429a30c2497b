/* The connection, its prepared statements and its transactions. */
#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "store/db_private.h"

#define TX_ATTEMPTS 4

struct az_db *az_db_new(const struct az_db_settings *settings)
{
	struct az_db *db = calloc(1, sizeof *db);
	if (db == NULL)
		abort();
	db->settings = *settings;
	return db;
}

static void forget_statements(struct az_db *db)
{
	for (size_t i = 0; i < AZ_STATEMENTS; i++) {
		struct az_statement *kept = &db->statements[i];
		if (kept->stmt != NULL)
			mysql_stmt_close(kept->stmt);
		free(kept->text);
		memset(kept, 0, sizeof *kept);
	}
}

void az_db_drop(struct az_db *db)
{
	/* Statements first: after mysql_close they point to a connection that is gone. */
	forget_statements(db);
	if (db->mysql != NULL)
		mysql_close(db->mysql);
	db->mysql = NULL;
	db->lost = db->depth > 0;
}

void az_db_free(struct az_db *db)
{
	if (db == NULL)
		return;
	az_db_drop(db);
	az_db_forget_kept(db);
	free(db);
}

const char *az_db_fault(const struct az_db *db)
{
	return db->fault;
}

static bool connection_is_gone(unsigned number)
{
	return number == CR_SERVER_GONE_ERROR || number == CR_SERVER_LOST || number == CR_SERVER_LOST_EXTENDED ||
	       number == CR_CONNECTION_ERROR || number == CR_CONN_HOST_ERROR || number == CR_STMT_CLOSED ||
	       number == CR_COMMANDS_OUT_OF_SYNC || number == ER_SERVER_SHUTDOWN || number == ER_CONNECTION_KILLED ||
	       number == CR_IPSOCK_ERROR || number == CR_UNKNOWN_HOST || number == ER_CON_COUNT_ERROR;
}

enum az_result az_db_error(struct az_db *db, unsigned number, const char *text, const char *query)
{
	snprintf(db->fault, sizeof db->fault, "%u %s", number, text);
	if (number == ER_DUP_ENTRY)
		return AZ_CONFLICT;
	if (number == ER_LOCK_DEADLOCK || number == ER_LOCK_WAIT_TIMEOUT) {
		db->doomed = true;
		return AZ_BUSY;
	}
	if (connection_is_gone(number)) {
		az_log(AZ_LOG_WARNING, "database.away", "error=%u", number);
		az_db_drop(db);
		return AZ_UNAVAILABLE;
	}
	/* The text of an error can quote a value, so only the number and our own query are logged. */
	az_log(AZ_LOG_ERROR, "database.error", "error=%u query=\"%.200s\"", number, query == NULL ? "" : query);
	return AZ_INTERNAL;
}

static MYSQL *connect_to(struct az_db *db, const char *host)
{
	const struct az_db_settings *settings = &db->settings;
	static const char session[] = "SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
	                              "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', SESSION time_zone='+00:00', "
	                              "SESSION tx_isolation='READ-COMMITTED', SESSION innodb_lock_wait_timeout=5";
	MYSQL *mysql = mysql_init(NULL);
	if (mysql == NULL)
		abort();
	unsigned no = 0;
	my_bool off = 0;
	mysql_optionsv(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &settings->connect_timeout);
	mysql_optionsv(mysql, MYSQL_OPT_READ_TIMEOUT, &settings->answer_timeout);
	mysql_optionsv(mysql, MYSQL_OPT_WRITE_TIMEOUT, &settings->answer_timeout);
	mysql_optionsv(mysql, MYSQL_OPT_LOCAL_INFILE, &no);
	mysql_optionsv(mysql, MYSQL_OPT_RECONNECT, &off);
	mysql_optionsv(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_optionsv(mysql, MYSQL_INIT_COMMAND, session);
	if (settings->tls_ca != NULL) {
		my_bool on = 1;
		mysql_ssl_set(mysql, NULL, NULL, settings->tls_ca, NULL, NULL);
		mysql_optionsv(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &on);
	}
	/* CLIENT_FOUND_ROWS: an UPDATE counts the rows that it found, so that compare-and-set can be read off it. */
	if (mysql_real_connect(mysql, host, settings->user, settings->password, settings->name,
	                       host == NULL ? 0 : settings->port, settings->socket, CLIENT_FOUND_ROWS) == NULL) {
		snprintf(db->fault, sizeof db->fault, "%u %s", mysql_errno(mysql), mysql_error(mysql));
		mysql_close(mysql);
		return NULL;
	}
	return mysql;
}

enum az_result az_db_connect(struct az_db *db)
{
	if (db->mysql != NULL)
		return AZ_OK;
	if (db->settings.socket != NULL)
		db->mysql = connect_to(db, NULL);
	for (size_t i = 0; db->mysql == NULL && i < db->settings.host_count; i++)
		db->mysql = connect_to(db, db->settings.hosts[i]);
	if (db->mysql == NULL) {
		az_log(AZ_LOG_ERROR, "database.unreachable", "error=\"%s\"", db->fault);
		return AZ_UNAVAILABLE;
	}
	return AZ_OK;
}

static uint64_t hash_text(const char *text)
{
	uint64_t hash = 14695981039346656037U;
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211U;
	return hash == 0 ? 1 : hash;
}

enum az_result az_db_statement(struct az_db *db, const char *text, MYSQL_STMT **out)
{
	AZ_TRY(az_db_connect(db));
	uint64_t hash = hash_text(text);
	size_t at = hash % AZ_STATEMENTS;
	for (size_t i = 0; i < AZ_STATEMENTS; i++, at = (at + 1) % AZ_STATEMENTS) {
		struct az_statement *kept = &db->statements[at];
		if (kept->stmt == NULL)
			break;
		if (kept->hash == hash && strcmp(kept->text, text) == 0) {
			*out = kept->stmt;
			return AZ_OK;
		}
	}
	if (db->statements[at].stmt != NULL) { /* full: begin anew, which no known page comes near */
		forget_statements(db);
		at = hash % AZ_STATEMENTS;
	}
	MYSQL_STMT *stmt = mysql_stmt_init(db->mysql);
	if (stmt == NULL)
		abort();
	if (mysql_stmt_prepare(stmt, text, strlen(text)) != 0) {
		unsigned number = mysql_stmt_errno(stmt);
		char fault[400];
		snprintf(fault, sizeof fault, "%s", mysql_stmt_error(stmt));
		mysql_stmt_close(stmt);
		return az_db_error(db, number, fault, text);
	}
	char *copy = strdup(text);
	if (copy == NULL)
		abort();
	db->statements[at] = (struct az_statement){copy, hash, stmt};
	*out = stmt;
	return AZ_OK;
}

static enum az_result plain(struct az_db *db, const char *text)
{
	AZ_TRY(az_db_connect(db));
	if (mysql_real_query(db->mysql, text, strlen(text)) != 0)
		return az_db_error(db, mysql_errno(db->mysql), mysql_error(db->mysql), text);
	return AZ_OK;
}

enum az_result az_db_begin(struct az_db *db)
{
	if (db->depth > 0) {
		az_log(AZ_LOG_ERROR, "database.nested", "a transaction was begun by hand inside another");
		return AZ_INTERNAL;
	}
	enum az_result result = plain(db, "START TRANSACTION");
	if (result == AZ_UNAVAILABLE) /* the connection had gone while it was idle: nothing ran yet */
		result = plain(db, "START TRANSACTION");
	if (result == AZ_OK) {
		db->depth = 1;
		db->doomed = false;
		db->lost = false;
	}
	return result;
}

enum az_result az_db_commit(struct az_db *db)
{
	bool lost = db->lost;
	db->depth = 0;
	if (lost)
		return AZ_UNAVAILABLE;
	return plain(db, "COMMIT");
}

void az_db_rollback(struct az_db *db)
{
	bool lost = db->lost;
	db->depth = 0;
	db->lost = false;
	db->doomed = false;
	if (!lost && db->mysql != NULL && plain(db, "ROLLBACK") != AZ_OK)
		az_db_drop(db);
}

static enum az_result joined(struct az_ctx *ctx, enum az_result (*work)(struct az_ctx *ctx, void *arg), void *arg)
{
	ctx->db->depth++;
	enum az_result result = work(ctx, arg);
	ctx->db->depth--;
	if (result != AZ_OK)
		ctx->db->doomed = true;
	return result;
}

enum az_result az_tx(struct az_ctx *ctx, enum az_result (*work)(struct az_ctx *ctx, void *arg), void *arg)
{
	struct az_db *db = ctx->db;
	if (db->depth > 0)
		return joined(ctx, work, arg);
	enum az_result result = AZ_BUSY;
	unsigned audited = ctx->audited; /* what is rolled back takes its rows of the trail with it */
	for (int attempt = 0; attempt < TX_ATTEMPTS; attempt++) {
		ctx->audited = audited;
		if (attempt > 0)
			usleep((useconds_t)(attempt * attempt) * 5000);
		result = az_db_begin(db);
		if (result != AZ_OK)
			return result;
		result = work(ctx, arg);
		if (result == AZ_OK && !db->doomed && !db->lost) {
			result = az_db_commit(db);
			if (result != AZ_BUSY) /* a cluster refuses a conflict only here, and has rolled back */
				return result;
			continue;
		}
		bool again = result == AZ_BUSY || db->lost;
		if (result == AZ_OK) /* a failure inside was swallowed */
			result = db->lost ? AZ_UNAVAILABLE : AZ_INTERNAL;
		az_db_rollback(db);
		ctx->audited = audited;
		if (!again)
			return result;
	}
	return result;
}

bool az_db_settle(struct az_db *db)
{
	if (db->depth == 0)
		return true;
	az_log(AZ_LOG_ERROR, "database.unsettled", "a transaction was left open and is rolled back");
	az_db_rollback(db);
	return false;
}

static enum az_result drain_results(struct az_db *db)
{
	for (;;) {
		MYSQL_RES *rows = mysql_store_result(db->mysql);
		if (rows != NULL)
			mysql_free_result(rows);
		int next = mysql_next_result(db->mysql);
		if (next < 0)
			return AZ_OK;
		if (next > 0)
			return az_db_error(db, mysql_errno(db->mysql), mysql_error(db->mysql), "a script");
	}
}

enum az_result az_db_script(struct az_db *db, const char *text)
{
	AZ_TRY(az_db_connect(db));
	if (mysql_set_server_option(db->mysql, MYSQL_OPTION_MULTI_STATEMENTS_ON) != 0)
		return az_db_error(db, mysql_errno(db->mysql), mysql_error(db->mysql), "a script");
	enum az_result result = AZ_OK;
	if (mysql_real_query(db->mysql, text, strlen(text)) != 0)
		result = az_db_error(db, mysql_errno(db->mysql), mysql_error(db->mysql), "a script");
	else
		result = drain_results(db);
	if (db->mysql != NULL)
		mysql_set_server_option(db->mysql, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
	return result;
}
