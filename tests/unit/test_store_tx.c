/* Transactions against a MariaDB of this test's own: run again, joined, doomed, cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <mysql.h>
#include <pthread.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/db.h"

static char directory[] = P_tmpdir "/anze-tx-XXXXXX", socket_path[80];
static struct az_db *db, *other;
static struct az_ctx ctx, other_ctx;

static int shell(const char *script)
{
	setenv("AT", directory, 1);
	return system(script);
}

static int start(void **state)
{
	(void)state;
	if (mkdtemp(directory) == NULL ||
	    shell("PATH=$PATH:/usr/sbin; mariadb-install-db --no-defaults --user=$(id -un) --datadir=$AT/data "
	          "--auth-root-authentication-method=normal --skip-test-db --skip-name-resolve "
	          "--innodb-log-file-size=16M >$AT/log 2>&1 && "
	          "{ mariadbd --no-defaults --user=$(id -un) --datadir=$AT/data --socket=$AT/s --pid-file=$AT/pid "
	          "--skip-networking --innodb-log-file-size=16M --innodb-buffer-pool-size=16M "
	          "--innodb-flush-log-at-trx-commit=0 --skip-performance-schema >>$AT/log 2>&1 & } && "
	          "n=0; until [ -S $AT/s ] || [ $n -ge 200 ]; do n=$((n + 1)); sleep 0.1; done; "
	          "mariadb --no-defaults -S $AT/s -u root -e 'CREATE DATABASE t; CREATE TABLE t.thing (id INT PRIMARY KEY, "
	          "n INT NOT NULL) ENGINE=InnoDB'") != 0)
		return -1;
	snprintf(socket_path, sizeof socket_path, "%s/s", directory);
	struct az_db_settings settings = {
		.socket = socket_path, .user = "root", .password = "", .name = "t", .connect_timeout = 5, .answer_timeout = 30};
	az_log_threshold(AZ_LOG_ERROR + 1);
	db = az_db_new(&settings);
	other = az_db_new(&settings);
	ctx = (struct az_ctx){.arena = az_arena_new((size_t)8 << 20), .db = db};
	other_ctx = (struct az_ctx){.arena = az_arena_new((size_t)8 << 20), .db = other};
	return 0;
}

static int end(void **state)
{
	(void)state;
	az_db_free(db);
	az_db_free(other);
	az_arena_free(ctx.arena);
	az_arena_free(other_ctx.arena);
	return shell("read pid <$AT/pid; kill $pid; n=0; while kill -0 $pid 2>/dev/null && [ $n -lt 200 ]; do n=$((n + 1)); "
	             "sleep 0.1; done; rm -rf $AT");
}

static int clean(void **state)
{
	(void)state;
	return az_db_script(other, "DELETE FROM thing") == AZ_OK ? 0 : -1;
}

/* What is there for everybody, seen by the other connection. */
static int64_t things(void)
{
	int64_t count = -1;
	assert_int_equal(az_db_number(&other_ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM thing"), &count), AZ_OK);
	return count;
}

static enum az_result put(struct az_ctx *c, int64_t id)
{
	return az_db_exec(c, AZ_QUERY("INSERT INTO thing (id, n) VALUES (?, 0)", az_int(id)), NULL);
}

/* What one run of the work does, and how often it was run. */
struct work {
	int runs;
	int fail_until;         /* runs before it succeeds */
	enum az_result failure; /* what they return */
	bool cut;               /* the runs that fail lose their connection, too */
	bool swallow;           /* of the nested work */
	struct work *inner;
	int64_t id;
};

static void cut_connection(void)
{
	int64_t id;
	assert_int_equal(az_db_number(&ctx, AZ_QUERY("SELECT CONNECTION_ID() AS number"), &id), AZ_OK);
	char text[40];
	snprintf(text, sizeof text, "KILL %lld", (long long)id);
	assert_int_equal(az_db_script(other, text), AZ_OK);
	usleep(20000);
}

static enum az_result run(struct az_ctx *c, void *arg)
{
	struct work *work = arg;
	work->runs++;
	AZ_TRY(put(c, work->id));
	if (work->inner != NULL) {
		enum az_result result = az_tx(c, run, work->inner);
		if (result != AZ_OK && !work->swallow)
			return result;
	}
	if (work->runs > work->fail_until)
		return AZ_OK;
	if (work->cut) {
		cut_connection();
		return put(c, work->id + 1000);
	}
	return work->failure;
}

static void a_transaction_is_whole(void **state)
{
	struct work work = {.id = 1};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &work), AZ_OK);
	assert_int_equal(things(), 1);
	assert_true(az_db_settle(db));
}

static void one_that_fails_leaves_nothing_and_is_run_once(void **state)
{
	static const enum az_result failures[] = {AZ_INVALID, AZ_NOT_FOUND, AZ_DENIED, AZ_CONFLICT, AZ_INTERNAL};
	(void)state;
	for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
		struct work work = {.id = 1, .fail_until = 9, .failure = failures[i]};
		assert_int_equal(az_tx(&ctx, run, &work), failures[i]);
		assert_int_equal(work.runs, 1);
		assert_int_equal(things(), 0);
	}
	assert_true(az_db_settle(db));
}

static void a_busy_one_is_run_again_four_times_at_most(void **state)
{
	struct work third = {.id = 1, .fail_until = 2, .failure = AZ_BUSY}, fourth = {.id = 2, .fail_until = 3, .failure = AZ_BUSY},
		    never = {.id = 3, .fail_until = 4, .failure = AZ_BUSY};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &third), AZ_OK);
	assert_int_equal(third.runs, 3);
	assert_int_equal(az_tx(&ctx, run, &fourth), AZ_OK);
	assert_int_equal(fourth.runs, 4);
	assert_int_equal(az_tx(&ctx, run, &never), AZ_BUSY);
	assert_int_equal(never.runs, 4);
	assert_int_equal(things(), 2);
}

static void an_inner_one_joins(void **state)
{
	struct work inner = {.id = 2}, outer = {.id = 1, .inner = &inner};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &outer), AZ_OK);
	assert_int_equal(things(), 2);
	struct work late = {.id = 4}, failing = {.id = 3, .inner = &late, .fail_until = 9, .failure = AZ_INVALID};
	assert_int_equal(az_tx(&ctx, run, &failing), AZ_INVALID);
	assert_int_equal(things(), 2); /* the inner one was no transaction of its own */
}

static void an_inner_failure_dooms_the_outer_one(void **state)
{
	struct work inner = {.id = 2, .fail_until = 9, .failure = AZ_CONFLICT}, outer = {.id = 1, .inner = &inner};
	struct work quiet = {.id = 2, .fail_until = 9, .failure = AZ_CONFLICT}, deaf = {.id = 1, .inner = &quiet, .swallow = true};
	struct work after = {.id = 5};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &outer), AZ_CONFLICT);
	assert_int_equal(az_tx(&ctx, run, &deaf), AZ_INTERNAL);
	assert_int_equal(deaf.runs, 1);
	assert_int_equal(things(), 0);
	assert_int_equal(az_tx(&ctx, run, &after), AZ_OK); /* the next one begins anew */
	assert_int_equal(things(), 1);
}

static void an_inner_one_that_is_busy_runs_the_outer_one_again(void **state)
{
	struct work inner = {.id = 2, .fail_until = 1, .failure = AZ_BUSY}, outer = {.id = 1, .inner = &inner};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &outer), AZ_OK);
	assert_int_equal(outer.runs, 2);
	assert_int_equal(inner.runs, 2);
	assert_int_equal(things(), 2);
}

static void a_connection_that_is_lost_inside(void **state)
{
	struct work once = {.id = 1, .fail_until = 1, .cut = true}, always = {.id = 2, .fail_until = 9, .cut = true};
	struct work inner = {.id = 4, .fail_until = 1, .cut = true}, outer = {.id = 3, .inner = &inner};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &once), AZ_OK);
	assert_int_equal(once.runs, 2);
	assert_int_equal(things(), 1);
	assert_int_equal(az_tx(&ctx, run, &always), AZ_UNAVAILABLE);
	assert_int_equal(always.runs, 4);
	assert_int_equal(things(), 1);
	assert_int_equal(az_tx(&ctx, run, &outer), AZ_OK);
	assert_int_equal(things(), 3);
	assert_true(az_db_settle(db));
}

static void a_connection_that_was_lost_before(void **state)
{
	struct work work = {.id = 1};
	int64_t number = 0;
	(void)state;
	cut_connection();
	assert_int_equal(az_tx(&ctx, run, &work), AZ_OK);
	assert_int_equal(work.runs, 1);
	cut_connection();
	assert_int_equal(az_db_number(&ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM thing"), &number), AZ_OK);
	assert_int_equal(number, 1);
}

static void a_double_key_is_a_conflict(void **state)
{
	struct work first = {.id = 1}, second = {.id = 1};
	(void)state;
	assert_int_equal(az_tx(&ctx, run, &first), AZ_OK);
	assert_int_equal(az_tx(&ctx, run, &second), AZ_CONFLICT);
	assert_int_equal(second.runs, 1);
	assert_int_equal(things(), 1);
}

static void one_that_was_left_open_is_rolled_back(void **state)
{
	(void)state;
	assert_int_equal(az_db_begin(db), AZ_OK);
	assert_int_equal(put(&ctx, 1), AZ_OK);
	assert_int_equal(az_db_begin(db), AZ_INTERNAL);
	assert_false(az_db_settle(db));
	assert_true(az_db_settle(db));
	assert_int_equal(things(), 0);
}

/* ---- a real deadlock ---- */

static void *opponent(void *arg)
{
	MYSQL *mysql = arg;
	/* Waits for row 1; has changed more rows, so the server chooses the other one to give way. */
	intptr_t failed = mysql_query(mysql, "UPDATE thing SET n = n + 10 WHERE id = 1") != 0;
	failed = mysql_query(mysql, "COMMIT") != 0 || failed;
	mysql_thread_end();
	return (void *)failed;
}

struct deadlock {
	int runs;
	MYSQL *mysql;
	pthread_t thread;
};

static enum az_result into_deadlock(struct az_ctx *c, void *arg)
{
	struct deadlock *deadlock = arg;
	AZ_TRY(az_db_exec(c, AZ_QUERY("UPDATE thing SET n = n + 1 WHERE id = ?", az_int(1)), NULL));
	if (deadlock->runs++ == 0) {
		assert_int_equal(pthread_create(&deadlock->thread, NULL, opponent, deadlock->mysql), 0);
		usleep(300000);
	}
	return az_db_exec(c, AZ_QUERY("UPDATE thing SET n = n + 1 WHERE id = ?", az_int(2)), NULL);
}

static void a_deadlock_is_run_again(void **state)
{
	struct deadlock deadlock = {.mysql = mysql_init(NULL)};
	int64_t sum = 0;
	void *failed;
	(void)state;
	assert_non_null(mysql_real_connect(deadlock.mysql, NULL, "root", "", "t", 0, socket_path, 0));
	assert_int_equal(az_db_script(other, "INSERT INTO thing SELECT seq, 0 FROM seq_1_to_100"), AZ_OK);
	assert_int_equal(mysql_query(deadlock.mysql, "BEGIN"), 0);
	assert_int_equal(mysql_query(deadlock.mysql, "UPDATE thing SET n = n + 10 WHERE id > 1"), 0);
	assert_int_equal(az_tx(&ctx, into_deadlock, &deadlock), AZ_OK);
	assert_int_equal(pthread_join(deadlock.thread, &failed), 0);
	assert_null(failed);
	mysql_close(deadlock.mysql);
	assert_int_equal(deadlock.runs, 2);
	assert_int_equal(az_db_number(&ctx, AZ_QUERY("SELECT SUM(n) AS number FROM thing WHERE id <= 2"), &sum), AZ_OK);
	assert_int_equal(sum, 22);
}

/* ---- many rows ---- */

static void many_rows_go_out_together(void **state)
{
	static const struct az_value rows[] = {{AZ_VALUE_INT, 1, {NULL, 0}}, {AZ_VALUE_INT, 10, {NULL, 0}},
	                                       {AZ_VALUE_INT, 2, {NULL, 0}}, {AZ_VALUE_INT, 20, {NULL, 0}}};
	int64_t sum = 0;
	(void)state;
	assert_int_equal(az_db_exec_rows(&ctx, AZ_QUERY("INSERT INTO thing (id, n) VALUES (?, ?)"), rows, 0), AZ_OK);
	assert_int_equal(things(), 0);
	assert_int_equal(az_db_exec_rows(&ctx, AZ_QUERY("INSERT INTO thing (id, n) VALUES (?, ?)"), rows, 2), AZ_OK);
	assert_int_equal(things(), 2);
	/* The same statement takes one row again afterwards. */
	assert_int_equal(az_db_exec(&ctx, AZ_QUERY("INSERT INTO thing (id, n) VALUES (?, ?)", az_int(3), az_int(30)), NULL), AZ_OK);
	assert_int_equal(az_db_exec_rows(&ctx, AZ_QUERY("INSERT INTO thing (id, n) VALUES (?, ?)"), rows, 2), AZ_CONFLICT);
	assert_int_equal(az_db_number(&other_ctx, AZ_QUERY("SELECT SUM(n) AS number FROM thing"), &sum), AZ_OK);
	assert_int_equal(sum, 60);
}

/* The server tells of it when the first rows have gone out already. */
static void a_lock_that_is_not_had_within_an_answer_is_busy(void **state)
{
	int64_t first = 0;
	(void)state;
	assert_int_equal(az_db_script(other, "INSERT INTO thing SELECT seq, 0 FROM seq_1_to_5000; SET innodb_lock_wait_timeout = 1"),
	                 AZ_OK);
	assert_int_equal(az_db_begin(db), AZ_OK);
	assert_int_equal(az_db_exec(&ctx, AZ_QUERY("UPDATE thing SET n = 1 WHERE id = 4900"), NULL), AZ_OK);
	assert_int_equal(az_db_begin(other), AZ_OK);
	assert_int_equal(az_db_number(&other_ctx, AZ_QUERY("SELECT id AS number FROM thing ORDER BY id FOR UPDATE"), &first),
	                 AZ_BUSY);
	az_db_rollback(other);
	az_db_rollback(db);
	assert_int_equal(things(), 5000);
}

static void nobody_there(void **state)
{
	struct az_db_settings settings = {
		.socket = "/nowhere/db.sock", .user = "root", .password = "", .name = "t", .connect_timeout = 1, .answer_timeout = 1};
	struct az_ctx lonely = {.arena = ctx.arena, .db = az_db_new(&settings)};
	struct work work = {.id = 1};
	int64_t number;
	(void)state;
	assert_int_equal(az_tx(&lonely, run, &work), AZ_UNAVAILABLE);
	assert_int_equal(work.runs, 0);
	assert_int_equal(az_db_number(&lonely, AZ_QUERY("SELECT 1 AS number"), &number), AZ_UNAVAILABLE);
	assert_true(az_db_settle(lonely.db));
	az_db_free(lonely.db);
}

#define TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_transaction_is_whole),
		TEST(one_that_fails_leaves_nothing_and_is_run_once),
		TEST(a_busy_one_is_run_again_four_times_at_most),
		TEST(an_inner_one_joins),
		TEST(an_inner_failure_dooms_the_outer_one),
		TEST(an_inner_one_that_is_busy_runs_the_outer_one_again),
		TEST(a_connection_that_is_lost_inside),
		TEST(a_connection_that_was_lost_before),
		TEST(a_double_key_is_a_conflict),
		TEST(one_that_was_left_open_is_rolled_back),
		TEST(a_deadlock_is_run_again),
		TEST(many_rows_go_out_together),
		TEST(a_lock_that_is_not_had_within_an_answer_is_busy),
		TEST(nobody_there),
	};
	return cmocka_run_group_tests(tests, start, end);
}
