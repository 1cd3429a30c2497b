/* The one door into plugins: what shared memory says while a process is inside,
 * what is given back, and that a plugin set aside is not offered. The plugin is
 * tests/plugins/rogue.c, which does what its one fact says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "plugin/aside.h"
#include "plugin/guard.h"

static const struct az_plugin_expected expected[] = {{"MIN", "rogue.so"}, {"TST", "good.so"}};

struct shared {
	struct az_parts parts;
	struct az_inside inside;
};

static struct shared *shared;
static struct az_plugins *plugins;
static struct az_arena *arena;

static int begin(void **state)
{
	(void)state;
	az_log_threshold((enum az_log_level)(AZ_LOG_ERROR + 1));
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	plugins = az_plugins_load(AZ_TEST_BUILD "/tests/plugins", expected, ANZE_COUNT(expected));
	arena = az_arena_new((size_t)16 << 20);
	return shared == MAP_FAILED || az_plugins_find(plugins, "MIN") == NULL ||
	       az_plugins_find(plugins, "TST") == NULL;
}

static int end(void **state)
{
	(void)state;
	az_plugins_free(plugins);
	az_arena_free(arena);
	return munmap(shared, sizeof *shared);
}

/* Every function behaves so. */
static struct anze_facts facts_of(struct anze_fact facts[2], const char *behaviour)
{
	facts[0] = (struct anze_fact){.given = 1, .text = behaviour};
	facts[1] = (struct anze_fact){.text = ""};
	return (struct anze_facts){.day = 20000, .values = facts};
}

static void calls_are_made_without_anybody_watching(void **state)
{
	(void)state;
	const struct anze_plugin *rogue = az_plugins_find(plugins, "MIN"), *good = az_plugins_find(plugins, "TST");
	const struct anze_answer_value answers[2] = {{0}};
	const struct anze_service service = {ANZE_RED, 1, 365};
	struct anze_fact values[2];
	const struct anze_facts facts = facts_of(values, "calm");
	struct az_results results = {0};
	bool applies[2] = {false, true};
	az_plugin_classify(plugins, rogue, arena, &facts, &results);
	assert_int_equal(results.count, 1);
	assert_string_equal(results.rows[0].code, "state");
	az_plugin_review(plugins, rogue, arena, &facts, answers, &results);
	assert_int_equal(results.count, 1);
	az_plugin_minimum_service(plugins, rogue, arena, &facts, &service, &results);
	assert_int_equal(results.count, 1);
	az_plugin_applies(plugins, rogue, &facts, applies);
	assert_true(applies[0]);
	assert_false(applies[1]);
	/* A function that a plugin does not have says nothing; every item applies. */
	az_plugin_classify(plugins, good, arena, &facts, &results);
	assert_int_equal(results.count, 0);
	az_plugin_review(plugins, good, arena, &facts, answers, &results);
	assert_int_equal(results.count, 0);
	az_plugin_minimum_service(plugins, good, arena, &facts, &service, &results);
	assert_int_equal(results.count, 0);
	az_plugin_applies(plugins, good, &facts, applies);
	assert_true(applies[0] && applies[1]);
}

enum function { CLASSIFY, APPLIES, REVIEW, SERVICE, FUNCTIONS };

static void call(enum function function, const struct anze_facts *facts)
{
	const struct anze_plugin *rogue = az_plugins_find(plugins, "MIN");
	const struct anze_answer_value answers[2] = {{0}};
	const struct anze_service service = {ANZE_RED, 1, 365};
	struct az_results results;
	bool applies[2];
	if (function == CLASSIFY)
		az_plugin_classify(plugins, rogue, arena, facts, &results);
	else if (function == APPLIES)
		az_plugin_applies(plugins, rogue, facts, applies);
	else if (function == REVIEW)
		az_plugin_review(plugins, rogue, arena, facts, answers, &results);
	else
		az_plugin_minimum_service(plugins, rogue, arena, facts, &service, &results);
}

/* Calls in a child; its status. A loop is ended from outside as soon as the board names the plugin. */
static int status_of(enum function function, const char *behaviour)
{
	struct anze_fact values[2];
	const struct anze_facts facts = facts_of(values, behaviour);
	int status;
	atomic_store(&shared->inside.part, 0);
	pid_t pid = fork();
	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL); /* a sanitizer's and cmocka's handlers have nothing to say here */
		call(function, &facts);
		_exit(0);
	}
	assert_true(pid > 0);
	if (strcmp(behaviour, "loop") == 0) {
		for (int turn = 0; turn < 5000 && atomic_load(&shared->inside.part) == 0; turn++)
			nanosleep(&(struct timespec){0, 1000000}, NULL);
		assert_true(az_clock_monotonic() - atomic_load(&shared->inside.since) < 60000);
		kill(pid, SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void the_board_names_where_a_process_died(void **state)
{
	(void)state;
	az_plugins_guard(plugins, &shared->parts, &shared->inside);
	int part = az_part_find(&shared->parts, "MIN", AZ_ASIDE_NOT);
	assert_true(part >= 0);
	for (enum function function = CLASSIFY; function < FUNCTIONS; function++) {
		int status = status_of(function, "calm");
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_int_equal(atomic_load(&shared->inside.part), 0);
		status = status_of(function, "crash");
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
		assert_int_equal(atomic_load(&shared->inside.part), part + 1);
		status = status_of(function, "loop");
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		assert_int_equal(atomic_load(&shared->inside.part), part + 1);
	}
	/* More memory than a call may take ends the process inside, too. */
	int status = status_of(REVIEW, "greedy");
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_FAILURE);
	assert_int_equal(atomic_load(&shared->inside.part), part + 1);
}

static void what_is_set_aside_is_not_offered(void **state)
{
	(void)state;
	az_plugins_guard(plugins, &shared->parts, &shared->inside);
	struct az_part *part = &shared->parts.part[az_part_find(&shared->parts, "MIN", AZ_ASIDE_NOT)];
	const struct anze_plugin *before = az_plugins_find(plugins, "MIN");
	atomic_store(&part->aside, AZ_ASIDE_FAILED);
	assert_ptr_equal(az_plugins_find(plugins, "MIN"), before); /* the same for the whole request */
	az_plugins_look(plugins);
	assert_null(az_plugins_find(plugins, "MIN"));
	assert_non_null(az_plugins_find(plugins, "TST"));
	const struct az_plugin *plugin = az_plugins_at(plugins, 0);
	assert_int_equal(plugin->state, AZ_PLUGIN_ASIDE);
	assert_string_equal(az_plugin_state_name(plugin->state), "aside");
	assert_string_equal(plugin->fault_key, "plugin.fault.failed");
	assert_non_null(strstr(plugin->fault, "anzectl plugin enable MIN"));
	atomic_store(&part->aside, AZ_ASIDE_OPERATOR);
	az_plugins_look(plugins);
	assert_string_equal(plugin->fault_key, "plugin.fault.aside");
	atomic_store(&part->aside, AZ_ASIDE_NOT);
	az_plugins_look(plugins);
	assert_ptr_equal(az_plugins_find(plugins, "MIN"), before);
	assert_int_equal(plugin->state, AZ_PLUGIN_LOADED);
	assert_null(plugin->fault_key);
	assert_string_equal(plugin->fault, "");
}

static void files_say_what_is_set_aside(void **state)
{
	(void)state;
	char directory[] = "/tmp/anze-aside-XXXXXX", inner[64], path[80];
	assert_non_null(mkdtemp(directory));
	(void)snprintf(inner, sizeof inner, "%s/aside", directory);
	(void)snprintf(path, sizeof path, "%s/MIN", inner);
	assert_int_equal(az_aside_read(inner, "MIN"), AZ_ASIDE_NOT); /* not even the directory is there */
	assert_true(az_aside_write(inner, "MIN", AZ_ASIDE_NOT, ""));
	assert_true(az_aside_write(inner, "MIN", AZ_ASIDE_FAILED, "3 deaths"));
	assert_int_equal(az_aside_read(inner, "MIN"), AZ_ASIDE_FAILED);
	assert_int_equal(az_aside_read(inner, "TST"), AZ_ASIDE_NOT);
	az_plugins_aside(plugins, inner);
	assert_null(az_plugins_find(plugins, "MIN"));
	assert_non_null(az_plugins_find(plugins, "TST"));
	assert_true(az_aside_write(inner, "MIN", AZ_ASIDE_OPERATOR, "by hand"));
	assert_int_equal(az_aside_read(inner, "MIN"), AZ_ASIDE_OPERATOR);
	assert_true(az_aside_write(inner, "MIN", AZ_ASIDE_NOT, ""));
	assert_int_equal(az_aside_read(inner, "MIN"), AZ_ASIDE_NOT);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(az_aside_read(inner, "MIN"), AZ_ASIDE_OPERATOR); /* empty: somebody meant it */
	assert_int_equal(unlink(path), 0);
	az_plugins_aside(plugins, inner);
	assert_non_null(az_plugins_find(plugins, "MIN"));
	assert_int_equal(rmdir(inner), 0);
	assert_int_equal(rmdir(directory), 0);
}

static void places_are_given_once_and_run_out(void **state)
{
	(void)state;
	static struct az_parts parts;
	char name[AZ_PART_NAME] = "AAA";
	assert_int_equal(az_part_find(&parts, "AB", AZ_ASIDE_NOT), -1);
	assert_int_equal(az_part_find(&parts, "ABCD", AZ_ASIDE_NOT), -1);
	for (int i = 0; i < AZ_PARTS_MAX; i++) {
		name[0] = (char)('A' + i / 26);
		name[1] = (char)('A' + i % 26);
		assert_int_equal(az_part_find(&parts, name, AZ_ASIDE_OPERATOR), i);
		assert_int_equal(az_part_find(&parts, name, AZ_ASIDE_NOT), i);
		assert_int_equal(atomic_load(&parts.part[i].aside), AZ_ASIDE_OPERATOR);
	}
	assert_int_equal(az_part_find(&parts, "ZZZ", AZ_ASIDE_NOT), -1);
	az_part_name(az_part_code("MIN"), name);
	assert_string_equal(name, "MIN");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_are_made_without_anybody_watching),
		cmocka_unit_test(files_say_what_is_set_aside),
		cmocka_unit_test(the_board_names_where_a_process_died),
		cmocka_unit_test(what_is_set_aside_is_not_offered),
		cmocka_unit_test(places_are_given_once_and_run_out),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
