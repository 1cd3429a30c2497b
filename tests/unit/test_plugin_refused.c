/* Plugins that are wrong on purpose (tests/plugins): each is refused for its own
 * reason, and the sound one beside it loads all the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "plugin/plugin.h"

#ifndef AZ_TEST_BUILD /* the Makefile tells where it builds */
#define AZ_TEST_BUILD "build"
#endif

static char directory[PATH_MAX]; /* of the plugins that tests/plugins became */
static char scratch[64];         /* of the files that a test damages */

static int begin(void **state)
{
	(void)state;
	az_log_threshold((enum az_log_level)(AZ_LOG_ERROR + 1)); /* the refusals are expected */
	const char *build = getenv("ANZE_BUILD");
	(void)snprintf(directory, sizeof directory, "%s/tests/plugins", build ? build : AZ_TEST_BUILD);
	(void)snprintf(scratch, sizeof scratch, "/tmp/anze-plugin-XXXXXX");
	if (access(directory, R_OK) != 0) {
		print_error("%s is missing: the plugins of tests/plugins were not built\n", directory);
		return -1;
	}
	return mkdtemp(scratch) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	return rmdir(scratch);
}

struct refusal {
	const char *file;
	enum az_plugin_state state;
	const char *sentence; /* a part of the fault */
	const char *key;
	const char *detail; /* the third argument; NULL: not compared */
};

static void assert_refused(const char *from, const struct refusal *row)
{
	const struct az_plugin_expected expected[] = {{"TST", row->file}};
	struct az_plugins *plugins = az_plugins_load(from, expected, 1);
	const struct az_plugin *plugin = az_plugins_at(plugins, 0);
	if (plugin->state != row->state || !strstr(plugin->fault, row->sentence))
		print_error("%s: %s: %s\n", row->file, az_plugin_state_name(plugin->state), plugin->fault);
	assert_int_equal(plugin->state, row->state);
	assert_non_null(strstr(plugin->fault, row->sentence));
	assert_string_equal(plugin->fault_key, row->key);
	assert_string_equal(plugin->fault_args[0], "TST");
	assert_string_equal(plugin->fault_args[1], row->file);
	if (row->detail)
		assert_string_equal(plugin->fault_args[2], row->detail);
	assert_null(plugin->content);
	assert_null(az_plugins_find(plugins, "TST"));
	az_plugins_free(plugins);
}

static void each_fault_has_its_state_and_sentence(void **state)
{
	(void)state;
	static const char content[] = "plugin.fault.content";
	static const struct refusal rows[] = {
		{"nowhere.so", AZ_PLUGIN_MISSING, "there is no file", "plugin.fault.missing", NULL},
		{"../plugins/good.so", AZ_PLUGIN_MISSING, "is not the name of a file", "plugin.fault.missing", NULL},
		{"missing_symbol.so", AZ_PLUGIN_SYMBOL, "does not export the constant anze_plugin",
		 "plugin.fault.symbol", NULL},
		{"function_symbol.so", AZ_PLUGIN_SYMBOL, "does not export the constant anze_plugin",
		 "plugin.fault.symbol", NULL},
		{"wrong_abi.so", AZ_PLUGIN_ABI, "was made for ABI 3; this core has ABI 2", "plugin.fault.abi", "3"},
		{"small_struct.so", AZ_PLUGIN_SIZE, "claims a structure of 24 bytes", "plugin.fault.size", "24"},
		{"boastful_size.so", AZ_PLUGIN_SIZE, "claims a structure of", "plugin.fault.size", NULL},
		{"wrong_sector.so", AZ_PLUGIN_CONTENT, "is not the sector that is configured", content,
		 "plugin sector"},
		{"duplicate_code.so", AZ_PLUGIN_CONTENT, "TST-01 code occurs twice", content, "TST-01 code"},
		{"foreign_code.so", AZ_PLUGIN_CONTENT, "items[1].code is not the sector", content, "items[1].code"},
		{"lower_code.so", AZ_PLUGIN_CONTENT, "items[1].code is not the sector", content, "items[1].code"},
		{"unknown_category.so", AZ_PLUGIN_CONTENT, "is none of S1 to S7 and HZ", content, "TST-01 category"},
		{"empty_english.so", AZ_PLUGIN_CONTENT, "question.en is empty", content, "TST-02 question.en"},
		{"broken_utf8.so", AZ_PLUGIN_CONTENT, "is not valid UTF-8", content, "TST-02 question.en"},
		{"condition_missing.so", AZ_PLUGIN_CONTENT, "is empty", content, "TST-02 major_condition.zh"},
		{"heavy.so", AZ_PLUGIN_CONTENT, "weight is not 1 to 9", content, "TST-02 weight"},
		{"number_without_unit.so", AZ_PLUGIN_CONTENT, "unit is empty", content, "TST-02 unit"},
		{"choice_without_choices.so", AZ_PLUGIN_CONTENT, "choices are not 2 to 40", content, "TST-02 choices"},
		{"basis_missing.so", AZ_PLUGIN_CONTENT, "basis is missing", content, "TST-02 basis"},
		{"not_a_day.so", AZ_PLUGIN_CONTENT, "is not a day", content, "TST-01 basis[0].in_force_from"},
		{"relevant_unread.so", AZ_PLUGIN_CONTENT, "is not a condition", content,
		 "TST-02 relevant, character 13"},
		{"relevant_unknown.so", AZ_PLUGIN_CONTENT, "is neither a fact nor an earlier item", content,
		 "TST-02 relevant ${kind}"},
		{"relevant_later.so", AZ_PLUGIN_CONTENT, "is neither a fact nor an earlier item", content,
		 "TST-01 relevant ${TST_02}"},
		{"days_reversed.so", AZ_PLUGIN_CONTENT, "lies before in_force_from", content,
		 "TST-01 basis[0].in_force_to"},
	};
	for (size_t i = 0; i < ANZE_COUNT(rows); i++)
		assert_refused(directory, &rows[i]);
}

static void the_others_load_beside_a_bad_one(void **state)
{
	(void)state;
	static const struct az_plugin_expected expected[] = {
		{"AAA", "nowhere.so"},
		{"BBB", "wrong_abi.so"},
		{"TST", "good.so"},
		{"CCC", "empty_english.so"},
	};
	struct az_plugins *plugins = az_plugins_load(directory, expected, ANZE_COUNT(expected));
	assert_int_equal(az_plugins_count(plugins), 4);
	assert_null(az_plugins_find(plugins, "AAA"));
	assert_null(az_plugins_find(plugins, "BBB"));
	assert_null(az_plugins_find(plugins, "CCC"));
	const struct anze_plugin *good = az_plugins_find(plugins, "TST");
	assert_non_null(good);
	assert_int_equal(good->item_count, 2);
	assert_string_equal(az_plugins_at(plugins, 2)->fault, "");
	az_plugins_free(plugins);
}

static void a_larger_structure_is_read_as_far_as_known(void **state)
{
	(void)state;
	static const struct az_plugin_expected expected[] = {{"TST", "larger_struct.so"}};
	struct az_plugins *plugins = az_plugins_load(directory, expected, 1);
	const struct anze_plugin *plugin = az_plugins_find(plugins, "TST");
	assert_non_null(plugin);
	assert_string_equal(plugin->version, "2.0.0");
	assert_true(plugin->struct_size > sizeof *plugin);
	az_plugins_free(plugins);
}

/* Copies the first `length` bytes of the good plugin to `path`. */
static void copy_head(const char *path, size_t length)
{
	char source[PATH_MAX + 16];
	(void)snprintf(source, sizeof source, "%s/good.so", directory);
	FILE *in = fopen(source, "rb"), *out = fopen(path, "wb");
	assert_non_null(in);
	assert_non_null(out);
	for (int c; length > 0 && (c = getc(in)) != EOF; length--)
		assert_int_not_equal(putc(c, out), EOF);
	assert_int_equal(fclose(in), 0);
	assert_int_equal(fclose(out), 0);
}

/* The dynamic linker itself would die of SIGBUS in some of these. */
static void a_truncated_file_is_refused_alive(void **state)
{
	(void)state;
	static const struct refusal cut = {"cut.so", AZ_PLUGIN_UNREADABLE, "cut.so is", "plugin.fault.unreadable",
					   NULL};
	char source[PATH_MAX + 16], path[PATH_MAX];
	struct stat status;
	(void)snprintf(source, sizeof source, "%s/good.so", directory);
	(void)snprintf(path, sizeof path, "%s/cut.so", scratch);
	assert_int_equal(stat(source, &status), 0);
	size_t size = (size_t)status.st_size;
	const size_t lengths[] = {0, 1, 63, 64, 100, 600, 4096, size / 4, size / 2, size * 3 / 4, size - 1};
	for (size_t i = 0; i < ANZE_COUNT(lengths); i++) {
		copy_head(path, lengths[i]);
		assert_refused(scratch, &cut);
	}
	assert_int_equal(unlink(path), 0);
}

static void what_is_no_shared_object_is_refused(void **state)
{
	(void)state;
	char path[PATH_MAX];
	(void)snprintf(path, sizeof path, "%s/note.so", scratch);
	FILE *note = fopen(path, "wb");
	assert_non_null(note);
	for (int i = 0; i < 100; i++)
		assert_true(fputs("This is a letter, not a plugin.\n", note) >= 0);
	assert_int_equal(fclose(note), 0);
	assert_refused(scratch, &(struct refusal){"note.so", AZ_PLUGIN_UNREADABLE, "is not an ELF file",
						  "plugin.fault.unreadable", NULL});
	assert_int_equal(unlink(path), 0);

	assert_int_equal(mkdir(path, 0700), 0);
	assert_refused(scratch, &(struct refusal){"note.so", AZ_PLUGIN_UNREADABLE, "is not a regular file",
						  "plugin.fault.unreadable", NULL});
	assert_int_equal(rmdir(path), 0);

	assert_int_equal(mkfifo(path, 0600), 0);
	assert_refused(scratch, &(struct refusal){"note.so", AZ_PLUGIN_UNREADABLE, "is not a regular file",
						  "plugin.fault.unreadable", NULL});
	assert_int_equal(unlink(path), 0);
}

static void state_names(void **state)
{
	(void)state;
	assert_string_equal(az_plugin_state_name(AZ_PLUGIN_LOADED), "loaded");
	assert_string_equal(az_plugin_state_name(AZ_PLUGIN_CONTENT), "content");
	az_plugins_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_has_its_state_and_sentence),
		cmocka_unit_test(the_others_load_beside_a_bad_one),
		cmocka_unit_test(a_larger_structure_is_read_as_far_as_known),
		cmocka_unit_test(a_truncated_file_is_refused_alive),
		cmocka_unit_test(what_is_no_shared_object_is_refused),
		cmocka_unit_test(state_names),
	};
	return cmocka_run_group_tests_name("plugin refused", tests, begin, end);
}
