/* anzed: the server. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <fcgiapp.h>
#include <mysql.h>

#include "base/log.h"
#include "base/secret.h"
#include "domain/settings.h"
#include "domain/site.h"
#include "server/master.h"
#include "view/view.h"
#include "web/web.h"

struct daemon {
	const char *file, *directory;
	struct az_settings settings;
	struct az_settings *later; /* what the last SIGHUP brought; NULL: none yet */
};

static void usage(FILE *out)
{
	fputs("usage: anzed [-c FILE] [-d DIRECTORY] [-t]\n"
	      "  -c FILE       the settings (conf/anze.conf)\n"
	      "  -d DIRECTORY  the instance: its socket, keys and logs (var)\n"
	      "  -t            check settings, rules, templates and plugins, and leave\n"
	      "  -h            this text\n"
	      "SIGTERM finishes what is in hand and ends; SIGHUP reads everything again\n"
	      "without dropping a request.\n",
	      out);
}

static enum az_log_level level_of(const char *name)
{
	static const char *const names[] = {"debug", "info", "warning", "error"};
	for (size_t i = 0; i < 4; i++)
		if (strcmp(names[i], name) == 0)
			return (enum az_log_level)i;
	return AZ_LOG_INFO;
}

/* Loads everything that a worker loads. A plugin that is refused is no fault of the whole: its sector is off. */
static bool load_all(const struct az_settings *settings)
{
	int faults = 0;
	struct az_site *site = az_site_load(settings);
	struct az_view *view = site == NULL ? NULL : az_view_new(settings->templates, &faults);
	bool good = view != NULL && faults == 0;
	if (faults > 0)
		az_log(AZ_LOG_ERROR, "check.templates", "%d cannot be parsed", faults);
	az_view_free(view);
	az_site_free(site);
	return good;
}

static bool check(void *self)
{
	struct daemon *daemon = self;
	struct az_settings settings;
	return az_settings_read(&settings, daemon->file, daemon->directory) && load_all(&settings);
}

static unsigned worker_count(const struct az_settings *settings)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned workers = settings->workers > 0 ? (unsigned)settings->workers : 2 * (unsigned)(processors < 1 ? 1 : processors);
	return workers > AZ_WORKERS_MAX / 2 ? AZ_WORKERS_MAX / 2 : workers;
}

static struct az_master_settings master_settings(const struct az_settings *settings)
{
	return (struct az_master_settings){
		.socket_path = settings->fastcgi_socket,
		.workers = worker_count(settings),
		.start_ms = 30000,
		.request_ms = settings->request_deadline_ms,
		.drain_ms = settings->drain_ms,
		.limits = {.read_ms = 700, .arena = (size_t)48 << 20, .requests = 0},
	};
}

static bool reload(void *self, struct az_master_settings *master, struct az_app *app)
{
	struct daemon *daemon = self;
	struct az_settings *settings = calloc(1, sizeof *settings);
	if (settings == NULL)
		return false;
	if (!az_settings_read(settings, daemon->file, daemon->directory)) {
		az_settings_free(settings);
		free(settings);
		return false;
	}
	const char *socket_path = master->socket_path; /* bound at the start; another path needs a restart */
	*master = master_settings(settings);
	master->socket_path = socket_path;
	*app = az_web_app(settings);
	/* The old workers have copies of their own; the first settings stay, the socket's path is theirs. */
	if (daemon->later != NULL) {
		az_settings_free(daemon->later);
		free(daemon->later);
	}
	daemon->later = settings;
	az_log_threshold(level_of(settings->log_level));
	return true;
}

int main(int argc, char **argv)
{
	static struct daemon daemon = {.file = "conf/anze.conf", .directory = "var"};
	bool only_check = false;
	for (int option; (option = getopt(argc, argv, "c:d:th")) != -1;) {
		if (option == 'c')
			daemon.file = optarg;
		else if (option == 'd')
			daemon.directory = optarg;
		else if (option == 't')
			only_check = true;
		else {
			usage(option == 'h' ? stdout : stderr);
			return option == 'h' ? 0 : 2;
		}
	}
	if (optind != argc) {
		usage(stderr);
		return 2;
	}
	if (!az_settings_read(&daemon.settings, daemon.file, daemon.directory) || az_secret_init() != AZ_OK)
		return 1;
	az_log_threshold(level_of(daemon.settings.log_level));
	if (only_check) {
		bool good = load_all(&daemon.settings);
		printf("%s: %s\n", daemon.file, good ? "all is well" : "not right; the reasons stand above");
		return good ? 0 : 1;
	}
	if (mysql_library_init(0, NULL, NULL) != 0) {
		fputs("anzed: the database client cannot start\n", stderr);
		return 1;
	}
	struct az_master_settings settings = master_settings(&daemon.settings);
	struct az_app app = az_web_app(&daemon.settings);
	struct az_master_hooks hooks = {check, reload, &daemon};
	return az_master_run(&settings, &app, &hooks);
}
