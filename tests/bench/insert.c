/* The same reports without a portal: prepared statements, one transaction a
 * report, as many connections. What is left of this rate is the portal's merit.
 *
 *   insert DATABASE_SOCKET PASSWORD_FILE CONNECTIONS SECONDS PHOTO_BYTES
 *
 * With PHOTO_BYTES above 0 each report carries two pictures of that size,
 * encrypted in chunks of 256 KiB as the portal keeps them. */
#include <mysql.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "sample.h"

enum { REPORT, CONTENT, KEY, PARTY, SUBMISSION, AUDIT, FILE_ROW, CHUNK, LINK, STATEMENTS };

static const char *const texts[STATEMENTS] = {
	[REPORT] = "INSERT INTO report (receipt_hash, kind, sector, county, authority_id, subject_type, subject_id, "
                   "named, state, submitted_at, accept_by) VALUES (?, '" SAMPLE_KIND "', '" SAMPLE_SECTOR
                   "', '" SAMPLE_COUNTY "', ?, '" SAMPLE_SUBJECT_TYPE "', NULL, 0, 'received', UTC_TIMESTAMP(3), "
                   "CURRENT_DATE + INTERVAL 5 DAY)",
	[CONTENT] = "INSERT INTO report_content (report_id, sealed) VALUES (?, ?)",
	[KEY] = "INSERT INTO report_key (report_id, holder, holder_id, sealed) VALUES (?, ?, ?, ?)",
	[PARTY] = "INSERT INTO report_party (authority_id, report_id, since_at, leads) VALUES (?, ?, UTC_TIMESTAMP(3), 1)",
	[SUBMISSION] = "INSERT INTO submission (token_hash, noun, noun_id, at) VALUES (?, 'report', ?, UTC_TIMESTAMP(3))",
	[AUDIT] = "INSERT INTO audit (at, noun, noun_id, action, from_state, to_state, reason, request_id) "
                  "VALUES (UTC_TIMESTAMP(3), 'report', ?, 'submit', '', 'received', '', '0123456789abcdef')",
	[FILE_ROW] = "INSERT INTO blob_file (staged_at, claimed, owner, name, size, type, sha256, about, wrapped_key) "
                     "VALUES (UTC_TIMESTAMP(3), 1, '', '', ?, 'image/jpeg', '', ?, ?)",
	[CHUNK] = "INSERT INTO blob_chunk (blob_id, chunk, last, sealed) VALUES (?, ?, ?, ?)",
	[LINK] = "INSERT INTO report_file (report_id, blob_id) VALUES (?, ?)",
};

struct writer {
	MYSQL *mysql;
	MYSQL_STMT *statements[STATEMENTS];
	long long authority;
	unsigned char *sealed;
};

static size_t photo_bytes;
static unsigned char *photo;

static void stop(const char *what, const char *why)
{
	fprintf(stderr, "insert: %s: %s\n", what, why);
	exit(1);
}

static void query(MYSQL *mysql, const char *text)
{
	if (mysql_query(mysql, text) != 0)
		stop(text, mysql_error(mysql));
}

static MYSQL_BIND number(long long *value)
{
	return (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = value};
}

static MYSQL_BIND bytes(const void *p, size_t n)
{
	return (MYSQL_BIND){.buffer_type = MYSQL_TYPE_BLOB, .buffer = (void *)(uintptr_t)p, .buffer_length = n};
}

static MYSQL_BIND text(const char *p)
{
	return (MYSQL_BIND){
		.buffer_type = MYSQL_TYPE_STRING, .buffer = (void *)(uintptr_t)p, .buffer_length = strlen(p)};
}

static long long run(struct writer *writer, int which, MYSQL_BIND *binds)
{
	MYSQL_STMT *statement = writer->statements[which];
	if (mysql_stmt_bind_param(statement, binds) != 0 || mysql_stmt_execute(statement) != 0)
		stop(texts[which], mysql_stmt_error(statement));
	return (long long)mysql_stmt_insert_id(statement);
}

static void connect_to(struct writer *writer, const char *socket, const char *password)
{
	writer->mysql = mysql_init(NULL);
	if (writer->mysql == NULL)
		abort();
	mysql_optionsv(writer->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (mysql_real_connect(writer->mysql, NULL, "anze", password, "anze", 0, socket, 0) == NULL)
		stop(socket, mysql_error(writer->mysql));
	query(writer->mysql, "SET SESSION tx_isolation='READ-COMMITTED'");
	for (int i = 0; i < STATEMENTS; i++) {
		writer->statements[i] = mysql_stmt_init(writer->mysql);
		if (writer->statements[i] == NULL ||
		    mysql_stmt_prepare(writer->statements[i], texts[i], strlen(texts[i])) != 0)
			stop(texts[i], mysql_error(writer->mysql));
	}
	query(writer->mysql, "SELECT MIN(authority_id) FROM authority_sector WHERE sector = '" SAMPLE_SECTOR "'");
	MYSQL_RES *rows = mysql_store_result(writer->mysql);
	MYSQL_ROW row = rows == NULL ? NULL : mysql_fetch_row(rows);
	if (row == NULL || row[0] == NULL)
		stop("authority", "nobody supervises the sector " SAMPLE_SECTOR);
	writer->authority = atoll(row[0]);
	mysql_free_result(rows);
	writer->sealed = malloc(SAMPLE_CHUNK + 100);
}

static void put_photo(struct writer *writer, long long report)
{
	unsigned char key[32], wrapped[72], *nonce = writer->sealed;
	char hex[65];
	long long size = (long long)photo_bytes, chunk = 0;
	randombytes_buf(key, sizeof key);
	randombytes_buf(wrapped, sizeof wrapped);
	sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	MYSQL_BIND file[] = {number(&size), text(hex), bytes(wrapped, sizeof wrapped)};
	long long id = run(writer, FILE_ROW, file);
	for (size_t at = 0; at < photo_bytes; at += SAMPLE_CHUNK, chunk++) {
		size_t part = photo_bytes - at < SAMPLE_CHUNK ? photo_bytes - at : SAMPLE_CHUNK;
		unsigned long long n;
		long long last = at + part == photo_bytes;
		randombytes_buf(nonce, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
		crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, &n,
		                                           photo + at, part, NULL, 0, NULL, nonce, key);
		MYSQL_BIND row[] = {number(&id), number(&chunk), number(&last),
		                    bytes(nonce, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + (size_t)n)};
		run(writer, CHUNK, row);
	}
	MYSQL_BIND link[] = {number(&report), number(&id)};
	run(writer, LINK, link);
}

/* What the portal keeps of it: the text sealed with a key of the case, that key wrapped for handlers and for the receipt. */
static void put_content(struct writer *writer, long long id)
{
	static const char plain[] = SAMPLE_SUBJECT "\0" SAMPLE_HAPPENED "\0" SAMPLE_PLACE "\0" SAMPLE_STORY;
	static const char *const holders[] = {"ring", "receipt"};
	static const size_t wraps[] = {112, 72};
	unsigned char key[32], sealed[sizeof plain + 100], *nonce = sealed;
	unsigned long long n;
	randombytes_buf(key, sizeof key);
	randombytes_buf(nonce, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, &n,
	                                           (const unsigned char *)plain, sizeof plain, NULL, 0, NULL, nonce, key);
	MYSQL_BIND content[] = {number(&id), bytes(sealed, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + (size_t)n)};
	run(writer, CONTENT, content);
	for (size_t i = 0; i < 2; i++) {
		unsigned char wrap[112];
		long long holder_id = 0;
		randombytes_buf(wrap, sizeof wrap);
		MYSQL_BIND row[] = {number(&id), text(holders[i]), number(&holder_id), bytes(wrap, wraps[i])};
		run(writer, KEY, row);
	}
}

static void put_report(struct writer *writer)
{
	unsigned char receipt[32], token[32];
	randombytes_buf(receipt, sizeof receipt);
	randombytes_buf(token, sizeof token);
	query(writer->mysql, "START TRANSACTION");
	MYSQL_BIND report[] = {bytes(receipt, sizeof receipt), number(&writer->authority)};
	long long id = run(writer, REPORT, report);
	MYSQL_BIND party[] = {number(&writer->authority), number(&id)};
	run(writer, PARTY, party);
	put_content(writer, id);
	for (int i = 0; photo_bytes > 0 && i < SAMPLE_PHOTOS; i++)
		put_photo(writer, id);
	MYSQL_BIND submission[] = {bytes(token, sizeof token), number(&id)};
	run(writer, SUBMISSION, submission);
	MYSQL_BIND audit[] = {number(&id)};
	run(writer, AUDIT, audit);
	query(writer->mysql, "COMMIT");
}

static void put_reports(struct hand *hand)
{
	while (now_us() < hand->until) {
		int64_t began = now_us();
		put_report(hand->self);
		times_add(&hand->times, now_us() - began);
	}
}

static const char *password_of(const char *path)
{
	static char password[200];
	FILE *file = fopen(path, "r");
	if (file == NULL || fgets(password, sizeof password, file) == NULL)
		stop(path, "cannot be read");
	fclose(file);
	password[strcspn(password, "\r\n")] = '\0';
	return password;
}

int main(int argc, char **argv)
{
	if (argc != 6) {
		fputs("usage: insert DATABASE_SOCKET PASSWORD_FILE CONNECTIONS SECONDS PHOTO_BYTES\n", stderr);
		return 2;
	}
	const char *password = password_of(argv[2]);
	size_t connections = number_of(argv[3], 64);
	photo_bytes = number_of(argv[5], 10U << 20);
	photo = malloc(photo_bytes + 1);
	struct writer *writers = calloc(connections, sizeof *writers);
	void **selves = calloc(connections, sizeof *selves);
	if (writers == NULL || selves == NULL || photo == NULL || sodium_init() < 0 ||
	    mysql_library_init(0, NULL, NULL) != 0)
		abort();
	randombytes_buf(photo, photo_bytes);
	for (size_t i = 0; i < connections; i++) {
		connect_to(&writers[i], argv[1], password);
		selves[i] = &writers[i];
	}
	struct crew_result result = crew_run(connections, atof(argv[4]), selves, put_reports);
	crew_print(&result);
	return 0;
}
