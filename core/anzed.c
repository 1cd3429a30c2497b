/* anzed: the server. */
#include <getopt.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <fcgiapp.h>
#include <mysql.h>

#include "base/log.h"
#include "base/sanitizer.h"
#include "base/secret.h"
#include "domain/settings.h"
#include "domain/site.h"
#include "plugin/aside.h"
#include "server/master.h"
#include "view/view.h"
#include "web/web.h"

struct daemon {
	const char *file, *directory;
	char *socket_path;
	struct az_web_base *base; /* of the present generation of workers */
	char refused[200];      /* sectors whose plugins are not in service, after a check */
};

static void free_base(struct az_web_base *base)
{
	az_view_free(base->view);
	az_settings_free(base->settings);
	free(base->settings);
	free(base);
}

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

/* "ENE TRA": the sectors whose plugins are not in service. */
static void name_refused(const struct az_plugins *plugins, char *out, size_t size)
{
	out[0] = '\0';
	for (size_t i = 0; i < az_plugins_count(plugins); i++) {
		const struct az_plugin *plugin = az_plugins_at(plugins, i);
		size_t n = strlen(out);
		if (plugin->state != AZ_PLUGIN_LOADED)
			(void)az_print(out + n, size - n, "%s%s", n == 0 ? "" : " ", plugin->sector);
	}
}

/* Loads everything that a worker loads. A plugin that is refused is no fault of the whole: its sector is off. */
static bool load_all(const struct az_settings *settings, struct daemon *daemon)
{
	int faults = 0;
	struct az_site *site = az_site_load(settings);
	if (site != NULL)
		name_refused(site->plugins, daemon->refused, sizeof daemon->refused);
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
	bool good = az_settings_read(&settings, daemon->file, daemon->directory) && load_all(&settings, daemon);
	az_settings_free(&settings);
	return good;
}

static unsigned worker_count(const struct az_settings *settings)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned workers =
		settings->workers > 0 ? (unsigned)settings->workers : 2 * (unsigned)(processors < 1 ? 1 : processors);
	return workers > AZ_WORKERS_MAX / 2 ? AZ_WORKERS_MAX / 2 : workers;
}

/* Bytes that a child may take. The address sanitizer takes terabytes of addresses at once, so it stays without the
 * limit. */
static size_t memory_of(const struct az_settings *settings)
{
#ifdef AZ_ADDRESS_SANITIZER
	(void)settings;
	return 0;
#else
	return (size_t)settings->process_mib << 20;
#endif
}

static struct az_master_settings master_settings(const struct az_settings *settings)
{
	return (struct az_master_settings){
		.socket_path = settings->fastcgi_socket,
		.workers = worker_count(settings),
		.start_ms = 30000,
		.request_ms = settings->request_deadline_ms,
		.plugin_ms = settings->plugin_deadline_ms,
		.memory = memory_of(settings),
		.drain_ms = settings->drain_ms,
		.limits = {.read_ms = 700,
			   .arena = (size_t)48 << 20,
			   .requests = 0,
			   .grown = memory_of(settings) / 2},
	};
}

/* Settings and templates for the workers that are forked from now on; NULL when they cannot be had. */
static struct az_web_base *make_base(const char *file, const char *directory)
{
	int faults;
	struct az_web_base *base = calloc(1, sizeof *base);
	struct az_settings *settings = calloc(1, sizeof *settings);
	if (base == NULL || settings == NULL)
		abort();
	base->settings = settings;
	if (az_settings_read(settings, file, directory)) {
		az_log_threshold(level_of(settings->log_level));
		base->view = az_view_new(settings->templates, &faults);
	}
	if (base->view != NULL)
		return base;
	free_base(base);
	return NULL;
}

/* The old workers have copies of their own, so what they were made of goes at once; only the socket's path stays: it
 * was bound at the start, and another one needs a restart. */
static bool reload(void *self, struct az_master_settings *master, struct az_app *app)
{
	struct daemon *daemon = self;
	struct az_web_base *base = make_base(daemon->file, daemon->directory);
	if (base == NULL)
		return false;
	*master = master_settings(base->settings);
	master->socket_path = daemon->socket_path;
	*app = az_web_app(base);
	free_base(daemon->base);
	/* A tree of templates is freed as some hundred thousand small pieces that the allocator has not put together yet.
	 * It would do so at the first large allocation, in each worker: each would have a copy of all those pages. */
	(void)malloc_trim(0);
	daemon->base = base;
	return true;
}

static enum az_aside aside(void *self, const char *plugin)
{
	const struct daemon *daemon = self;
	return az_aside_read(daemon->base->settings->aside, plugin);
}

static void set_aside(void *self, const char *plugin, const char *why)
{
	const struct daemon *daemon = self;
	if (!az_aside_write(daemon->base->settings->aside, plugin, AZ_ASIDE_FAILED, why))
		az_log(AZ_LOG_ERROR, "plugin.aside", "sector=%s will be tried again after a restart", plugin);
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
	if (az_secret_init() != AZ_OK)
		return 1;
	if (only_check) {
		bool good = check(&daemon);
		printf("%s: %s%s\n", daemon.file,
		       !good                      ? "not right; the reasons stand above"
		       : daemon.refused[0] == '\0' ? "all is well"
						  : "the portal can start; out of service, for the reasons above: ",
		       good ? daemon.refused : "");
		return good ? 0 : 1;
	}
	daemon.base = make_base(daemon.file, daemon.directory);
	if (daemon.base == NULL)
		return 1;
	if (mysql_library_init(0, NULL, NULL) != 0) {
		fputs("anzed: the database client cannot start\n", stderr);
		return 1;
	}
	struct az_master_settings settings = master_settings(daemon.base->settings);
	daemon.socket_path = strdup(settings.socket_path);
	if (daemon.socket_path == NULL)
		abort();
	settings.socket_path = daemon.socket_path;
	struct az_app app = az_web_app(daemon.base);
	struct az_master_hooks hooks = {check, reload, aside, set_aside, &daemon};
	int status = az_master_run(&settings, &app, &hooks);
	free_base(daemon.base);
	free(daemon.socket_path);
	return status;
}
