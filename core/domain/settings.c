/* Reading conf/anze.conf: one table of settings, so that a new one is a row. */
#include "domain/settings.h"

#include <libconfig.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/clamd.h"
#include "base/log.h"
#include "base/text.h"

enum kind { TEXT, NUMBER, FLAG, IN_INSTANCE, IN_HOME, HOSTS };

struct row {
	const char *path;
	enum kind kind;
	size_t offset;
	const char *text; /* default of a text; NULL: stays NULL when absent */
	int number, min, max;
};

#define AT(member) offsetof(struct az_settings, member)

static const struct row rows[] = {
	{"home", TEXT, AT(home), "..", 0, 0, 0},
	{"city.zh", TEXT, AT(city_zh), "泰安市", 0, 0, 0},
	{"city.en", TEXT, AT(city_en), "Tai'an", 0, 0, 0},
	{"city_code", TEXT, AT(city_code), "370900", 0, 0, 0},
	{"address", TEXT, AT(address), "", 0, 0, 0},
	{"demonstration", FLAG, AT(demonstration), NULL, 1, 0, 1},
	{"secure_cookies", FLAG, AT(secure_cookies), NULL, 0, 0, 1},
	{"workers", NUMBER, AT(workers), NULL, 0, 0, 64},
	{"request_deadline_ms", NUMBER, AT(request_deadline_ms), NULL, 20000, 500, 600000},
	{"plugin_deadline_ms", NUMBER, AT(plugin_deadline_ms), NULL, 1000, 10, 60000},
	{"process_mib", NUMBER, AT(process_mib), NULL, 512, 128, 65536},
	{"drain_ms", NUMBER, AT(drain_ms), NULL, 10000, 100, 600000},
	{"log_level", TEXT, AT(log_level), "info", 0, 0, 0},
	{"fastcgi_socket", IN_INSTANCE, AT(fastcgi_socket), "run/anzed.sock", 0, 0, 0},
	{"keys", IN_INSTANCE, AT(keys), "keys", 0, 0, 0},
	{"aside", IN_INSTANCE, AT(aside), "aside", 0, 0, 0},
	{"templates", IN_HOME, AT(templates), "templates", 0, 0, 0},
	{"htdocs", IN_HOME, AT(htdocs), "htdocs", 0, 0, 0},
	{"sql", IN_HOME, AT(sql), "sql", 0, 0, 0},
	{"rules", IN_HOME, AT(rules), "conf/rules", 0, 0, 0},
	{"calendar", IN_HOME, AT(calendar), "conf/calendar", 0, 0, 0},
	{"sectors", IN_HOME, AT(sectors), "conf/sectors.conf", 0, 0, 0},
	{"plugins", IN_HOME, AT(plugins), "", 0, 0, 0},
	{"cleaner", IN_HOME, AT(cleaner), "", 0, 0, 0},
	{"clamd", TEXT, AT(clamd), "", 0, 0, 0},
	{"limits.body_kib", NUMBER, AT(body_kib), NULL, 64, 4, 1024},
	{"limits.upload_mib", NUMBER, AT(upload_mib), NULL, 52, 1, 1024},
	{"limits.file_mib", NUMBER, AT(file_mib), NULL, 10, 1, 1024},
	{"limits.files", NUMBER, AT(files), NULL, 10, 1, 10},
	{"limits.report_files", NUMBER, AT(report_files), NULL, 20, 5, 25},
	{"limits.report_mib", NUMBER, AT(report_mib), NULL, 100, 50, 1024},
	{"flood.proof", TEXT, AT(flood_proof), "auto", 0, 0, 0},
	{"flood.reports", NUMBER, AT(flood_reports), NULL, 100, 1, 1000000},
	{"flood.cost", NUMBER, AT(flood_cost), NULL, 3000, 1, 100000},
	{"session_idle_minutes", NUMBER, AT(session_idle_minutes), NULL, 30, 1, 1440},
	{"session_hours", NUMBER, AT(session_hours), NULL, 12, 1, 168},
	{"database.hosts", HOSTS, AT(hosts), NULL, 0, 0, 0},
	{"database.socket", TEXT, AT(database_socket), NULL, 0, 0, 0},
	{"database.name", TEXT, AT(database_name), "anze", 0, 0, 0},
	{"database.user", TEXT, AT(database_user), "anze", 0, 0, 0},
	{"database.password_file", IN_INSTANCE, AT(database_password_file), "keys/database-password", 0, 0, 0},
	{"database.tls_ca", TEXT, AT(database_tls_ca), "", 0, 0, 0},
	{"database.connect_timeout", NUMBER, AT(connect_timeout), NULL, 5, 1, 60},
	{"database.answer_timeout", NUMBER, AT(answer_timeout), NULL, 30, 1, 600},
};

#define ROWS (sizeof rows / sizeof rows[0])

static bool complain(const char *file, int line, const char *path, const char *what)
{
	fprintf(stderr, "%s:%d: %s: %s\n", file, line, path, what);
	return false;
}

static char *join(const char *directory, const char *path)
{
	char joined[PATH_MAX];
	if (path[0] == '/' || path[0] == '\0')
		return strdup(path);
	if (!az_print(joined, sizeof joined, "%s/%s", directory, path))
		return strdup(path);
	return strdup(joined);
}

static void *place(struct az_settings *settings, const struct row *row)
{
	return (char *)settings + row->offset;
}

static bool take_hosts(struct az_settings *settings, const config_setting_t *setting, const char *file)
{
	int count = config_setting_length(setting);
	int line = (int)config_setting_source_line(setting);
	if (!config_setting_is_aggregate(setting) || count < 1 || count > AZ_HOSTS_MAX)
		return complain(file, line, "database.hosts", "wants 1 to 8 addresses: [ \"host:3306\" ]");
	for (int i = 0; i < count; i++) {
		const char *host = config_setting_get_string_elem(setting, i);
		if (host == NULL || host[0] == '\0')
			return complain(file, line, "database.hosts", "each address is a text: \"host:3306\"");
		settings->hosts[settings->host_count++] = strdup(host);
	}
	return true;
}

static bool take(struct az_settings *settings, const struct row *row, const config_setting_t *setting,
                 const char *file)
{
	int line = (int)config_setting_source_line(setting);
	char what[120];
	switch (row->kind) {
	case HOSTS:
		return take_hosts(settings, setting, file);
	case FLAG:
		if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
			return complain(file, line, row->path, "wants true or false");
		*(bool *)place(settings, row) = config_setting_get_bool(setting) != 0;
		return true;
	case NUMBER:
		if (config_setting_type(setting) != CONFIG_TYPE_INT || config_setting_get_int(setting) < row->min ||
		    config_setting_get_int(setting) > row->max) {
			snprintf(what, sizeof what, "wants a whole number from %d to %d", row->min, row->max);
			return complain(file, line, row->path, what);
		}
		*(int *)place(settings, row) = config_setting_get_int(setting);
		return true;
	default:
		if (config_setting_type(setting) != CONFIG_TYPE_STRING)
			return complain(file, line, row->path, "wants a text in quotes");
		free(*(char **)place(settings, row));
		*(char **)place(settings, row) = strdup(config_setting_get_string(setting));
		return true;
	}
}

static bool walk(struct az_settings *settings, const config_setting_t *group, const char *prefix, const char *file)
{
	bool good = true;
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		char path[200];
		az_print(path, sizeof path, "%s%s%s", prefix, prefix[0] == '\0' ? "" : ".", config_setting_name(setting));
		if (config_setting_is_group(setting)) {
			good = walk(settings, setting, path, file) && good;
			continue;
		}
		const struct row *found = NULL;
		for (size_t r = 0; r < ROWS; r++)
			if (strcmp(rows[r].path, path) == 0)
				found = &rows[r];
		if (found == NULL)
			good = complain(file, (int)config_setting_source_line(setting), path, "there is no such setting");
		else
			good = take(settings, found, setting, file) && good;
	}
	return good;
}

static void set_defaults(struct az_settings *settings)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].kind == NUMBER)
			*(int *)place(settings, &rows[i]) = rows[i].number;
		else if (rows[i].kind == FLAG)
			*(bool *)place(settings, &rows[i]) = rows[i].number != 0;
		else if (rows[i].kind != HOSTS && rows[i].text != NULL)
			*(char **)place(settings, &rows[i]) = strdup(rows[i].text);
	}
}

/* "" for the plugins and the cleaner means: beside the program, where the build and the package put them. Read as a link, not
 * as a path: after an upgrade the running program's own file is gone ("... (deleted)"), and a reload still finds its
 * directory. */
static void find_beside(char **value, const char *name)
{
	char program[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	if ((*value)[0] != '\0' || n <= 0)
		return;
	program[n] = '\0';
	char *slash = strrchr(program, '/');
	if (slash == NULL)
		return;
	*slash = '\0';
	free(*value);
	*value = join(program, name);
}

static void resolve(struct az_settings *settings, const char *file)
{
	char conf[PATH_MAX], home[PATH_MAX];
	snprintf(conf, sizeof conf, "%s", file);
	char *slash = strrchr(conf, '/');
	snprintf(slash == NULL ? conf : slash, slash == NULL ? sizeof conf : sizeof conf - (size_t)(slash - conf), "%s",
	         slash == NULL ? "." : "");
	char *joined = join(conf[0] == '\0' ? "/" : conf, settings->home);
	if (realpath(joined, home) != NULL) {
		free(settings->home);
		settings->home = strdup(home);
	}
	free(joined);
	find_beside(&settings->plugins, "plugins");
	find_beside(&settings->cleaner, "anzeclean");
	for (size_t i = 0; i < ROWS; i++) {
		char **value = place(settings, &rows[i]);
		if ((rows[i].kind != IN_HOME && rows[i].kind != IN_INSTANCE) || (*value)[0] == '\0')
			continue;
		char *absolute = join(rows[i].kind == IN_HOME ? settings->home : settings->instance, *value);
		free(*value);
		*value = absolute;
	}
}

bool az_settings_read(struct az_settings *settings, const char *file, const char *directory)
{
	config_t config;
	char absolute[PATH_MAX];
	bool good;
	memset(settings, 0, sizeof *settings);
	if (realpath(directory, absolute) == NULL) {
		fprintf(stderr, "%s: the instance directory is not there; make it first\n", directory);
		return false;
	}
	settings->instance = strdup(absolute);
	set_defaults(settings);
	config_init(&config);
	if (config_read_file(&config, file) != CONFIG_TRUE) {
		fprintf(stderr, "%s:%d: %s\n", config_error_file(&config) == NULL ? file : config_error_file(&config),
		        config_error_line(&config), config_error_text(&config));
		good = false;
	} else {
		good = walk(settings, config_root_setting(&config), "", file);
	}
	config_destroy(&config);
	if (good && strcmp(settings->flood_proof, "off") != 0 && strcmp(settings->flood_proof, "always") != 0 &&
	    strcmp(settings->flood_proof, "auto") != 0)
		good = complain(file, 0, "flood.proof", "wants \"off\", \"always\" or \"auto\"");
	if (good && settings->clamd[0] != '\0' && !az_clamd_address(settings->clamd))
		good = complain(file, 0, "clamd", "wants a unix socket's path, or 127.0.0.1, [::1] or localhost with a port");
	if (good)
		resolve(settings, file);
	return good;
}

void az_settings_free(struct az_settings *settings)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].kind != NUMBER && rows[i].kind != FLAG && rows[i].kind != HOSTS)
			free(*(char **)place(settings, &rows[i]));
	for (size_t i = 0; i < settings->host_count; i++)
		free(settings->hosts[i]);
	free(settings->instance);
	memset(settings, 0, sizeof *settings);
}

static bool read_password(const char *path, char *out, size_t size)
{
	FILE *file = fopen(path, "re");
	if (file == NULL || fgets(out, (int)size, file) == NULL) {
		az_log(AZ_LOG_ERROR, "settings.password", "%s cannot be read", path);
		if (file != NULL)
			fclose(file);
		return false;
	}
	fclose(file);
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}

/* "host:port" split in place; all hosts share the last port that was given. */
static unsigned split_port(char *host, unsigned before)
{
	char *colon = strrchr(host, ':');
	int64_t port = 0;
	if (colon == NULL || strchr(host, ':') != colon || !az_parse_int(colon + 1, 1, 65535, &port))
		return before;
	*colon = '\0';
	return (unsigned)port;
}

bool az_settings_database(const struct az_settings *settings, struct az_db_settings *out)
{
	static char password[256];
	static char socket[PATH_MAX];
	static char hosts[AZ_HOSTS_MAX][256];
	static const char *host_list[AZ_HOSTS_MAX];
	memset(out, 0, sizeof *out);
	password[0] = '\0';
	if (settings->database_password_file[0] != '\0' &&
	    !read_password(settings->database_password_file, password, sizeof password))
		return false;
	out->port = 3306;
	if (settings->host_count > 0) {
		for (size_t i = 0; i < settings->host_count; i++) {
			snprintf(hosts[i], sizeof hosts[i], "%s", settings->hosts[i]);
			out->port = split_port(hosts[i], out->port);
			host_list[i] = hosts[i];
		}
		out->hosts = host_list;
		out->host_count = settings->host_count;
	} else if (settings->database_socket != NULL && settings->database_socket[0] != '\0') {
		out->socket = settings->database_socket;
	} else {
		az_print(socket, sizeof socket, "%s/run/db.sock", settings->instance);
		out->socket = socket;
	}
	out->user = settings->database_user;
	out->password = password;
	out->name = settings->database_name;
	out->tls_ca = settings->database_tls_ca[0] == '\0' ? NULL : settings->database_tls_ca;
	out->connect_timeout = (unsigned)settings->connect_timeout;
	out->answer_timeout = (unsigned)settings->answer_timeout;
	return true;
}
